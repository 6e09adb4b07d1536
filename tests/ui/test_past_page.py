"""A closed period is shown as it was: to read only, beside what changed since."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.models.types import Part
from plandesk.services.ops.edit import SetPeople, SetTitle
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.structure import AddItem, RemoveItems
from plandesk.services.queries.detail import find_ref
from plandesk.ui.itemmodels.past_model import PastColumn
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.widgets.places import Place


def id_of(window, ref):
    with window.bridge.read() as session:
        return find_ref(session, ref)


@pytest.fixture
def closed(window):
    """The sample with April 2024 closed, edited since, and July 2024 open."""
    april = window.state.period
    window.bridge.run(ClosePeriod(april.id, accept="Agreed"))
    window.bridge.run(SetTitle(id_of(window, "A2.4"), "Fill the posts"))
    window.bridge.run(SetPeople((id_of(window, "A2.4"),), Part.LEAD, ("Somebody else",)))
    window.bridge.run(RemoveItems((id_of(window, "A1.2"),)))
    window.bridge.run(AddItem(window.state.plan.id, id_of(window, "A1"), "A new one"))
    window.bridge.run(OpenPeriod("July 2024", dt.date(2024, 7, 31)))
    newest = window.state.periods[-1]
    window.state.choose_period(newest.id)
    window.host.go(Place.PLAN)
    return april


def choose(qtbot, window, period):
    """Choose a period as the toolbar does, and wait for what is read beside the window."""
    with qtbot.waitSignal(window.host.jobs.idle):
        window.state.choose_period(period.id)
    return window.pages.currentWidget()


def index_of(page, ref):
    rows = page.model._rows
    return page.model.index_of(next(row.then.uid for row in rows if row.then.ref == ref))


def test_choosing_a_closed_period_shows_the_plan_as_it_was_and_the_open_one_leads_back(
    qtbot, window, closed
):
    page = choose(qtbot, window, closed)
    assert page.heading.text() == "April 2024 as it was at closing"
    assert page.about.text().startswith("To read only. 2 of 452 rows say something else")
    assert page.back.text() == "&Back to July 2024"
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.plan
    assert window.state.period.label == "July 2024"


def test_wording_lead_and_rating_are_those_of_the_time(qtbot, window, closed):
    page = choose(qtbot, window, closed)
    at = index_of(page, "A2.4")

    def said(column):
        return at.siblingAtColumn(column).data()

    assert said(PastColumn.TITLE).startswith("Recruit permanently")
    assert "Somebody else" not in said(PastColumn.LEAD)
    assert at.siblingAtColumn(PastColumn.THEN).data(RowRole.RATING).word == "Amber"
    assert said(PastColumn.SINCE) == "title, lead"
    assert not at.flags() & Qt.ItemFlag.ItemIsEditable
    assert index_of(page, "A1.2").siblingAtColumn(PastColumn.SINCE).data() == "Not in the plan"


def test_only_what_changed_can_be_shown_below_what_it_stood_under(qtbot, window, closed):
    page = choose(qtbot, window, closed)
    page.only.setChecked(True)
    refs = [row.then.ref for row in page.model._rows]
    assert refs == ["A", "A1", "A1.2", "A2", "A2.4"]
    page.words.setText("no such words")
    assert page.empty.isVisibleTo(page)
    page.words.clear()
    assert not page.empty.isVisibleTo(page)


def test_enter_goes_to_the_row_in_the_plan_of_today(qtbot, window, closed):
    page = choose(qtbot, window, closed)
    page.view.setCurrentIndex(index_of(page, "A2.4"))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.plan
    assert window.plan.counts()[0] == 1 or window.plan.view.currentIndex().isValid()


def test_what_was_added_since_opens_its_rows(qtbot, window, closed):
    page = choose(qtbot, window, closed)
    assert page.added.text() == "1 &added since"
    qtbot.mouseClick(page.added, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.plan
    assert window.plan.model.shown_actions()[0] == 1


def test_the_model_keeps_qts_rules(qtbot, window, closed):
    page = choose(qtbot, window, closed)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.model, fatal)
    page.only.setChecked(True)
    page.only.setChecked(False)
    assert tester.model() is page.model


def test_a_plan_without_a_closed_period_says_so(qtbot, window):
    for period in list(window.state.periods):
        if not period.is_open:
            window.bridge.run(ReopenPeriod(period.id, "To see"))
    window.host.go(Place.PAST)
    page = window.pages.currentWidget()
    assert page.heading.text() == "No period is closed yet"
    assert page.empty.isVisibleTo(page)
