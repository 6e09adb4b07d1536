"""Tables of plain rows ask for no more than what is painted."""

from __future__ import annotations

from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from plandesk.ui.itemmodels.cell_table import Cell, CellTable


def test_a_long_list_without_boxes_is_laid_out_without_its_cells(qtbot: QtBot) -> None:
    made: list[int] = []

    def cells(row: int) -> tuple[Cell]:
        made.append(row)
        return (Cell(str(row)),)

    table = CellTable(("Says",), cells, has_boxes=False)
    view = QTreeView()
    qtbot.addWidget(view)
    view.setUniformRowHeights(True)
    view.setModel(table)
    view.resize(300, 200)
    table.show(range(5_000))
    table.show(range(5_000))
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    assert 0 < len(set(made)) < 100
