"""Bodies meet in their own rhythm, and reviews ask the tests that the plan keeps."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from plandesk.services.queries.meetings import bodies, meetings
from plandesk.services.queries.review import phrases, review_tests
from plandesk.ui.panels.settings.review import ReviewSection
from plandesk.ui.widgets.places import Place


@pytest.fixture
def form(window):
    window.host.go(Place.PERIODS)
    page = window.pages.currentWidget()
    page.show_meetings()
    return page.meetings


def kept(window):
    with window.bridge.read() as session:
        rhythm = {row.name: (row.months_between, row.clear_days) for row in bodies(session)}
        return rhythm, [(row.body, row.on) for row in meetings(session)]


def test_a_quarterly_committee_is_kept_beside_a_bimonthly_board(qtbot, window, form):
    before, known = kept(window)
    form.body.setCurrentText("Scrutiny Committee")
    form.months.setValue(3)
    form.days.setValue(5)
    qtbot.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    form.on.setText("11 Sept 2030")
    qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    rhythm, days = kept(window)
    assert rhythm == {**before, "Scrutiny Committee": (3, 5)}
    assert days == [*known, ("Scrutiny Committee", dt.date(2030, 9, 11))]


def test_a_meeting_is_removed_and_undo_brings_it_back(qtbot, window, form):
    form.body.setCurrentText("Scrutiny Committee")
    qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    _, days = kept(window)
    row = next(
        at for at in range(form.model.rowCount()) if "Scrutiny" in form.model.index(at, 0).data()
    )
    form.view.setCurrentIndex(form.model.index(row, 0))
    qtbot.mouseClick(form.remove, Qt.MouseButton.LeftButton)
    assert len(kept(window)[1]) == len(days) - 1
    window.bridge.undo()
    assert kept(window)[1] == days


def test_the_tests_and_phrases_of_a_review_are_edited_in_the_settings(qtbot, window):
    window.host.go(Place.SETTINGS)
    page = window.pages.currentWidget()
    place, section = next(
        (place, one) for place, one in enumerate(page.sections) if isinstance(one, ReviewSection)
    )
    page.choice.choose(place)
    section.tests.setFocus()
    section.tests.setPlainText("Is it still right?\n\nIs it shown?")
    section.phrases.setFocus()
    section.phrases.setPlainText("The board keeps this in sight.")
    section.tests.setFocus()
    plan = window.state.plan.id
    with window.bridge.read() as session:
        assert review_tests(session, plan) == ("Is it still right?", "Is it shown?")
        assert phrases(session, plan) == ("The board keeps this in sight.",)
    section.tests.setPlainText("")
    section.phrases.setFocus()
    assert section.tests.lines() == ("Is it still right?", "Is it shown?")
