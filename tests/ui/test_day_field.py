"""The box for a day: what is typed in it is said back, and asked about where it is not clear."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QPushButton

from plandesk.errors import UserError
from plandesk.models.timeframes.day import Edge
from plandesk.ui.days import in_english
from plandesk.ui.widgets.day_field import DayField

MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def field(qtbot):
    made = DayField("Due back")
    made.count_from(MONDAY)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.line.setFocus()
    return made


def test_a_day_in_full_needs_no_words(qtbot, field):
    qtbot.keyClicks(field.line, "3 May 2027")
    assert field.day() == dt.date(2027, 5, 3)
    assert not field.note.isVisible()
    assert field.line.accessibleDescription() == "Monday 3 May 2027"


def test_less_than_a_day_is_said_back_below_the_box(qtbot, field):
    qtbot.keyClicks(field.line, "end of March")
    assert field.day() == dt.date(2027, 3, 31)
    assert field.note.isVisible()
    assert field.note.text() == "Wednesday 31 March 2027; no year was typed"


def test_what_may_be_two_days_is_asked_about_and_a_button_answers(qtbot, field):
    qtbot.keyClicks(field.line, "next Friday")
    assert field.day() is None
    assert not field.is_clear
    with pytest.raises(UserError, match="Due back must be a day"):
        field.checked_day()
    offers = field.offers.findChildren(QPushButton)
    assert [each.text() for each in offers] == ["27 November 2026", "4 December 2026"]
    with qtbot.waitSignal(field.settled):
        qtbot.keyClick(offers[1], Qt.Key.Key_Space)
    assert field.day() == dt.date(2026, 12, 4)
    assert field.line.hasFocus()


def test_arrows_today_and_the_calendar_work_by_keyboard(qtbot, field):
    field.set_day(dt.date(2027, 5, 3))
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.day() == dt.date(2027, 5, 4)
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.day() == dt.date(2027, 5, 2)
    qtbot.keyClick(field.line, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert field.day() == MONDAY
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._calendar.isVisible()
    assert field._calendar.selectedDate() == QDate(2026, 11, 23)
    field._calendar.activated.emit(QDate(2026, 11, 30))
    assert field.day() == dt.date(2026, 11, 30)


def test_an_empty_box_is_clear_and_a_month_is_no_meeting_day(qtbot):
    box = DayField("Date of the meeting", Edge.WHOLE)
    qtbot.addWidget(box)
    assert box.is_clear
    assert box.checked_day() is None
    box.setText("March 2027")
    assert not box.is_clear


def test_months_of_the_windows_language_are_read(qtbot, field, request):
    kept = QLocale()
    request.addfinalizer(lambda: QLocale.setDefault(kept))
    QLocale.setDefault(QLocale("cy_GB"))
    assert in_english("31 Mawrth 2027") == "31 March 2027"
    field.set_day(dt.date(2027, 3, 31))
    assert field.text() == "31 Mawrth 2027"
    assert field.day() == dt.date(2027, 3, 31)
    field.setText("30 Mawrth 2027")
    assert field.day() == dt.date(2027, 3, 30)
