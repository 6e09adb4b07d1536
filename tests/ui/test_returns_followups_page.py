"""Questions, receipts and locked cells on the Returns page."""

# ruff: noqa: F811 - tests ask for the fixtures that are imported here
from __future__ import annotations

from filled_returns import SEND, books, fill, issued, page, plan_file  # noqa: F401
from PySide6.QtCore import Qt

from plandesk.services.queries.import_lines import LineState
from plandesk.services.queries.returns import ReturnState


def look_at(qtbot, page, *paths):
    with qtbot.waitSignal(page.import_.session.previewed, timeout=60_000):
        page.import_paths(list(paths))


def line(page, name):
    lines = page.import_.session.lines()
    return next(each for each in lines if f"{each.ref}.{each.field}" == name)


def kept(page):
    rows = [page.register.model.row_at(at) for at in range(page.register.model.rowCount())]
    return next(row for row in rows if row.lead == SEND)


def test_a_question_stays_open_after_apply_and_is_closed_by_hand(qtbot, window, page, books):
    fill(books[SEND], {"B1.3": {"progress": "Soon."}, "B1.4": {"progress": "Agreed."}})
    look_at(qtbot, page, books[SEND])
    page.import_.session.ask(line(page, "B1.3.progress"), "Which month?")
    with qtbot.waitSignal(page.import_.session.applied, timeout=60_000):
        page.import_.go.click()
    assert kept(page).state is ReturnState.PART
    page.register.select(kept(page).reference)
    assert "Which month?" in page.register.detail.message.toPlainText()
    look_at(qtbot, page, books[SEND])
    assert line(page, "B1.3.progress").asked == "Which month?"
    assert not page.import_.session.is_ticked(line(page, "B1.3.progress"))
    page.import_.give_up()
    page.register.select(kept(page).reference)
    field = next(each for each in page.register.detail._asked if each.property("question"))
    field.setText("In June.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept(page).questions == ()


def test_a_return_can_be_filed_as_received_only(qtbot, window, page, books):
    fill(books[SEND], {"B1.3": {"progress": "In June."}})
    look_at(qtbot, page, books[SEND])
    with qtbot.waitSignal(page.import_.session.applied, timeout=60_000):
        page.import_.file.click()
    assert kept(page).state is ReturnState.RECEIVED
    assert kept(page).receipts[-1].taken == 0


def test_a_locked_cell_is_ticked_only_by_hand(qtbot, window, page, books):
    fill(books[SEND], {"B1.3": {"title": "Other words for it"}})
    look_at(qtbot, page, books[SEND])
    locked = line(page, "B1.3.title")
    assert locked.state is LineState.LOCKED
    assert page.import_.session.chosen() == []
    page.import_.session.set_ticks([locked], on=True)
    with qtbot.waitSignal(page.import_.session.applied, timeout=60_000):
        page.import_.go.click()
    qtbot.waitUntil(lambda: _title(window) == "Other words for it")


def _title(window):
    return next(row.title for row in window.state.rows() if row.ref == "B1.3")
