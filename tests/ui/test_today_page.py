import pytest
from PySide6.QtCore import Qt

from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.detail import find_ref
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
