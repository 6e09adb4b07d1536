"""Ratings that the rules refuse, and poor ones, given to many rows at once with their reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from plandesk.models.assurance import RatingOverride
from plandesk.models.period import ItemUpdate
from plandesk.models.types import Level
from plandesk.services.queries.plan_options import rating_refused
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow


def not_earned(window: MainWindow, count: int) -> list[int]:
    """Actions next to each other that the rules do not let be Blue yet."""
    period = window.state.period_id
    assert period is not None
    with window.bridge.read() as session:
        for project in [row for row in window.plan.model.all_rows() if row.level == Level.PROJECT]:
            below = window.plan.model.children_of(project.id)
            found = [one for one in below if rating_refused(session, one, period, "blue")]
            if len(found) >= count and found[:count] == below[:count]:
                return found[:count]
    raise AssertionError("The sample has no such actions.")


def choose(window: MainWindow, items: list[int], column: Column = Column.CURRENT) -> None:
    """Choose these rows and put the cursor on the first one's column."""
    assert window.plan.show_item(items[0])
    view, model = window.plan.view, window.plan.model
    selection = view.selectionModel()
    first = model.index_for(items[0], column)
    selection.setCurrentIndex(first, selection.SelectionFlag.NoUpdate)
    for item in items:
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        selection.select(model.index_for(item), flags)


def ratings(window: MainWindow, items: list[int]) -> set[str | None]:
    """What the rows are rated."""
    rows = [window.plan.model.row_by_id(item) for item in items]
    return {row.current if row else None for row in rows}


def kept(window: MainWindow) -> list[str]:
    """The reasons for exceptions that the plan keeps."""
    with window.bridge.read() as session:
        return list(session.scalars(select(RatingOverride.reason)))


def test_many_rows_are_rated_against_the_rules_with_one_reason_and_one_step(
    qtbot: QtBot, window: MainWindow
) -> None:
    items = not_earned(window, 2)
    before, steps = ratings(window, items), len(window.bridge.document.undo_titles)
    choose(window, items)
    window.tools.change_rows()
    panel = window.tools.bulk
    panel.choice.setCurrentIndex(panel.choice.findText("Blue"))
    panel.try_it()
    assert not panel.go.isEnabled()
    assert panel.reasons.override.isVisible()
    assert not panel.reasons.reason.isVisible()
    panel.reasons.override.setFocus()
    qtbot.keyClicks(panel.reasons.override, "Signed off by the board")
    qtbot.keyClick(panel.reasons.override, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert ratings(window, items) == {"blue"}
    assert kept(window)[-2:] == ["Signed off by the board"] * 2
    assert len(window.bridge.document.undo_titles) == steps + 1
    window.bridge.undo()
    assert ratings(window, items) == before
    assert "Signed off by the board" not in kept(window)


def test_pasted_ratings_take_a_reason_and_are_left_out_without_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    items = not_earned(window, 2)
    choose(window, items[:1])
    QGuiApplication.clipboard().setText("Blue\r\nRed\r\n")
    window.tools.paste_block()
    panel = window.tools.paste
    assert panel.go.text() == "Paste 1 cell"
    assert panel.reasons.override.isVisible()
    assert panel.reasons.reason.isVisible()
    panel.reasons.override.setFocus()
    qtbot.keyClicks(panel.reasons.override, "Signed off")
    assert panel.go.text() == "Paste 2 cells"
    panel.reasons.override.clear()
    assert panel.go.text() == "Paste 1 cell"
    qtbot.keyClicks(panel.reasons.override, "Signed off")
    panel.reasons.reason.setFocus()
    qtbot.keyClicks(panel.reasons.reason, "The contractor left")
    qtbot.keyClick(panel.reasons.reason, Qt.Key.Key_Return)
    assert [ratings(window, [item]) for item in items] == [{"blue"}, {"red"}]
    assert kept(window)[-1] == "Signed off"
    with window.bridge.read() as session:
        told = session.scalar(
            select(ItemUpdate.reason).where(
                ItemUpdate.item_id == items[1], ItemUpdate.period_id == window.state.period_id
            )
        )
    assert "The contractor left" in (told or "")


def test_a_reason_that_was_written_before_is_left_alone(window: MainWindow) -> None:
    items = [row.id for row in window.plan.model.all_rows() if row.level == Level.ACTION][:2]
    assert window.plan.edits.change(items[:1], "reason", "Because of the flood")
    choose(window, items)
    window.tools.change_rows()
    panel = window.tools.bulk
    panel.choice.setCurrentIndex(panel.choice.findText("Red"))
    panel.reasons.reason.setText("Money ran out")
    panel.take()
    texts = window.state.column_texts("reason", items)
    assert [texts[item] for item in items] == ["Because of the flood", "Money ran out"]
