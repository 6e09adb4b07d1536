import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.services.ops.periods import OpenPeriod
from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.detail import find_ref
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.PERIODS)
    return window.pages.currentWidget()


def unrate(window, ref):
    with window.bridge.read() as session:
        item = find_ref(session, ref)
    window.bridge.run(SetRating((item,), window.state.period_id, None))


def test_a_settled_period_can_be_closed_and_reopened_for_a_reason(qtbot, window, page):
    assert page.heading.text() == "April 2024 – open"
    assert page.close_button.isEnabled()
    page.note.setText("Agreed by the board")
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert page.heading.text() == "April 2024 – closed"
    assert not page.reopen.isEnabled()
    page.reason.setText("A rating was wrong")
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.mouseClick(page.reopen, Qt.MouseButton.LeftButton)
    assert page.heading.text() == "April 2024 – open"


def test_what_is_left_keeps_the_period_open_until_it_is_accepted(qtbot, window, page):
    unrate(window, "A2.4")
    assert "1 thing is left" in page.about.text()
    assert not page.close_button.isEnabled()
    page.lines.setCurrentIndex(page.checklist.index(2))
    assert page.model.index(0, 1).data() == "A2.4"
    page.reason.setText("The lead is away")
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    assert page.close_button.isEnabled()
    assert page.checklist.line(page.checklist.index(2)).is_done


def test_the_next_period_is_suggested_by_the_rhythm_and_opened(qtbot, window, page):
    page.open_period()
    assert page.form.label.text() == "July 2024"
    assert page.form.as_at.day().isoformat() == "2024-07-31"
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(page.form.label, Qt.Key.Key_Return)
    assert window.state.period.label == "July 2024"
    assert not page.form.isVisibleTo(page)


def test_days_that_are_still_as_suggested_move_with_the_as_at_date(qtbot, window, page):
    page.open_period()
    form = page.form
    form.meeting.set_day(dt.date(2024, 9, 2))
    form.as_at.line.setText("31 May 2024")
    form.as_at.settled.emit()
    assert form.due.day() == dt.date(2024, 6, 14)
    assert form.meeting.day() == dt.date(2024, 9, 2)


def test_the_enter_that_moves_the_other_days_shows_them_first_and_the_next_one_opens(
    qtbot, window, page
):
    page.open_period()
    form = page.form
    form.as_at.line.setFocus()
    form.as_at.setText("31 May 2024")
    qtbot.keyClick(form.as_at.line, Qt.Key.Key_Return)
    assert form.isVisibleTo(page)
    assert (form.label.text(), form.due.day()) == ("May 2024", dt.date(2024, 6, 14))
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(form.as_at.line, Qt.Key.Key_Return)
    assert window.state.period.label == "May 2024"
    shown = page.checklist.line(page.lines.currentIndex())
    assert shown.open_count, "the first line that is left, not the one of the period before"
    assert len(window.state.periods) == 3, "one period, not one for each who hears the key"
    window.toast._button.click()
    assert window.host.where() == "returns"


@pytest.mark.parametrize(
    ("as_at", "due"),
    [
        (dt.date(2024, 8, 31), dt.date(2024, 9, 16)),  # not Saturday the 14th
        (dt.date(2024, 12, 11), dt.date(2024, 12, 27)),  # past Christmas and Boxing Day
    ],
)
def test_suggested_days_are_working_days(window, page, as_at, due):
    page.open_period()
    page.form.as_at.set_day(as_at)
    page.form.as_at.settled.emit()
    assert page.form.due.day() == due


def test_after_closing_the_keyboard_is_on_opening_the_next(qtbot, window, page):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.close_button.setFocus()
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(page.close_button, Qt.Key.Key_Return)
    assert page.next.hasFocus()
    window.toast._button.click()
    assert page.form.isVisibleTo(page)


def test_esc_leaves_the_form_for_a_period(qtbot, window, page):
    page.open_period()
    qtbot.keyClick(page.form.label, Qt.Key.Key_Escape)
    assert not page.form.isVisibleTo(page)
    assert page.next.isEnabled()


@pytest.mark.parametrize("empty", ["body", "meeting"])
def test_a_meeting_half_said_is_not_left_out_in_silence(qtbot, window, page, empty):
    page.open_period()
    getattr(page.form, empty).setText("")
    with qtbot.waitSignal(window.bridge.refused):
        qtbot.keyClick(page.form.label, Qt.Key.Key_Return)
    assert "the day of its meeting" in window.messages.message.text
    page.form.has_meeting.setChecked(False)
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(page.form.label, Qt.Key.Key_Return)


def test_a_long_pause_between_two_periods_is_no_rhythm(window, page):
    window.bridge.run(OpenPeriod("November 2026", dt.date(2026, 11, 30)))
    page.open_period()
    assert page.form.as_at.day() == dt.date(2027, 2, 28)


def test_a_name_that_is_taken_is_refused_in_the_bar(qtbot, window, page):
    page.open_period()
    page.form.label.setText("April 2024")
    with qtbot.waitSignal(window.bridge.refused):
        qtbot.mouseClick(page.form.open_button, Qt.MouseButton.LeftButton)
    assert "There is a period named April 2024 already" in window.messages.message.text


def test_the_models_keep_qts_rules(window, page):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (page.checklist, page.model):
        QAbstractItemModelTester(model, fatal, page)
    unrate(window, "A2.4")
    page.lines.setCurrentIndex(page.checklist.index(2))
