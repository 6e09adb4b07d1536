import pytest
from PySide6.QtCore import Qt

from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.detail import find_ref
from plandesk.ui.actions import ActionId
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.TODAY)
    return window.pages.currentWidget()


def test_the_numbers_are_those_of_the_plan(page):
    january = [pair[0].text() for pair in page.counts._buttons]
    april = [pair[1].text() for pair in page.counts._buttons]
    assert january == ["49", "2", "114", "48", "17", "0"]
    assert april == ["7", "0", "15", "4", "0", "0"]
    assert page.overdue.text() == "1 overdue"
    assert page.findings.text() == "7 to check"


def test_every_number_opens_the_rows_it_counts(qtbot, window, page):
    qtbot.mouseClick(page.overdue, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.plan
    assert window.plan.model.shown_actions()[0] == 1
    window.host.go(Place.TODAY)
    qtbot.mouseClick(page.counts._buttons[2][0], Qt.MouseButton.LeftButton)
    assert window.plan.model.shown_actions()[0] == 114


def test_the_page_follows_the_plan(qtbot, window, page):
    with window.bridge.read() as session:
        item = find_ref(session, "A2.4")
    window.bridge.run(SetRating((item,), window.state.period_id, None))
    assert page.counts._buttons[-1][1].text() == "1"
    texts = [thing.text() for thing in page.things if thing.isVisibleTo(page)]
    assert "Issue the returns for April 2024." in texts


def test_what_to_do_next_leads_to_its_page(qtbot, window, page):
    at = next(i for i, link in enumerate(page.things) if "findings" in link.text())
    qtbot.mouseClick(page.things[at], Qt.MouseButton.LeftButton)
    assert type(window.pages.currentWidget()).__name__ == "ChecksPage"


def test_the_next_meeting_says_by_when_to_publish(page):
    assert "Board" in page.meeting.text()
    assert page.deadline.text().startswith("Publish by ")


def test_the_list_names_what_moved_and_opens_its_row(window, page):
    shown = [(row.ref, row.travel.value) for row in page.moved.rows]
    assert len(shown) == 7
    assert [way for _, way in shown[:2]] == ["worsened", "worsened"]
    page.moved_view.activated.emit(page.moved.index(1, 0))
    assert window.pages.currentWidget() is window.plan
    assert window.plan.view.currentIndex().siblingAtColumn(0).data() == shown[1][0]


def test_everything_that_changed_opens_the_list_of_changes(qtbot, window, page):
    page.changes.click()
    shown = window.pages.currentWidget()
    assert type(shown).__name__ == "ReviewPage"
    assert type(shown.stack.currentWidget()).__name__ == "ChangesPanel"


def test_each_step_of_the_period_leads_to_its_page(window, page):
    for at, name in enumerate(
        ["ReturnsPage", "ReturnsPage", "ChecksPage", "PeriodsPage", "PacksPage"]
    ):
        page.strip.asked.emit(at)
        assert type(window.pages.currentWidget()).__name__ == name


def test_a_key_cannot_rate_rows_of_a_plan_that_is_not_shown(qtbot, window, page):
    window.host.go(Place.PLAN)
    window.plan.show_item(window.state.rows()[3].id)
    qtbot.waitUntil(lambda: window.actions_.rate[0].isEnabled())
    window.host.go(Place.TODAY)
    qtbot.waitUntil(lambda: not window.actions_.rate[0].isEnabled())


@pytest.mark.parametrize("zoom", [100, 200])
def test_pages_are_shown_after_the_inspector_took_the_plans_place(window, look, zoom):
    look.set_zoom(zoom)
    window.fit()
    window.host.go(Place.PLAN)
    window.actions_[ActionId.INSPECTOR].setChecked(True)
    window.host.go(Place.TODAY)
    assert window.pages.isVisible()
    look.set_zoom(100)
