"""A cell looks the same whether its model tells all of it at once or role by role."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from plandesk.models.types import Rating, Shape
from plandesk.models.wording import Piece, PieceKind
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import TOLD, Drawn, RowRole, Sign, drawn, tick
from plandesk.ui.theme import Look
from plandesk.ui.widgets.row_view import RowView

RATING = Rating(
    "red",
    "Red",
    "R",
    Shape.OCTAGON,
    1,
    "#C62828",
    "#FFFFFF",
    "#8E1B1B",
    "#FBE3E3",
    "#7A1515",
    "#D64545",
    "#FFFFFF",
)
DIFFERENCE = (Piece(PieceKind.SAME, "Visits to "), Piece(PieceKind.INSERTED, "all schools"))
CELLS = {
    "words": Drawn("Safe places", ink="secondary", heavy=True),
    "two lines": Drawn("Safe places", second="Three to look at"),
    "a sign": Drawn("Late", Sign(Icon.WARNING, "warning"), ink="warning"),
    "a rating": Drawn("Red", rating=RATING),
    "a difference": Drawn("Visits to all schools", pieces=DIFFERENCE),
    "an offer": Drawn("The rating is not known", offer="Use Amber"),
    "a ticked box": Drawn("A1.1", tick=tick(on=True), aligned=True),
    "an empty box": Drawn("A1.1", tick=tick(on=False), aligned=True),
    "half a box": Drawn("A1", tick=Qt.CheckState.PartiallyChecked),
    "room for a box": Drawn("A1.2", aligned=True),
    "nothing": Drawn(),
}


class OneCell(QStringListModel):
    """A model of one cell, which tells all of it at once or does not know how to."""

    def __init__(self, cell: Drawn, *, at_once: bool) -> None:
        super().__init__(["one"])
        self._cell, self._at_once = cell, at_once

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what the cell holds."""
        if role == RowRole.DRAWN and not self._at_once:
            return None
        return self._cell.answer(role)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Any cell may have a box."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


def picture(qtbot: QtBot, look: Look, model: OneCell) -> QImage:
    view = RowView("One", look)
    qtbot.addWidget(view)
    view.show_model(model, (0,))
    view.resize(300, 90)
    with qtbot.waitExposed(view):
        view.show()
    return view.grab().toImage()


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_told_at_once_is_drawn_as_one_told_role_by_role(
    qtbot: QtBot, look: Look, name: str
) -> None:
    told = picture(qtbot, look, OneCell(CELLS[name], at_once=True))
    asked = picture(qtbot, look, OneCell(CELLS[name], at_once=False))
    assert told == asked
    if name != "nothing":
        assert told != picture(qtbot, look, OneCell(Drawn(), at_once=True))


@pytest.mark.parametrize("name", CELLS)
def test_asked_role_by_role_a_cell_says_all_that_it_holds(name: str) -> None:
    model = OneCell(CELLS[name], at_once=False)
    assert drawn(lambda role: model.data(model.index(0), role)) == CELLS[name]


def test_a_cell_has_no_answer_for_what_is_not_drawn() -> None:
    cell = CELLS["words"]
    assert cell.answer(Qt.ItemDataRole.ToolTipRole) is None
    assert {role for role in map(int, Qt.ItemDataRole) if role in TOLD} == {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.CheckStateRole,
    }
