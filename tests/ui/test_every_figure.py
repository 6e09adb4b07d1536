"""Every figure on Today and in Checks opens the rows it counts; those of the ledger have theirs."""

from __future__ import annotations

import pytest

from plandesk.models.types import Travel
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.TODAY)
    return window.pages.currentWidget()


def opened(window):
    """How many actions the plan shows, once a figure has opened it."""
    assert window.pages.currentWidget() is window.plan
    return window.plan.model.shown_actions()[0]


def number_in(text):
    return int("".join(filter(str.isdigit, text)))


def back(window):
    window.host.go(Place.TODAY)


def test_every_count_of_a_rating_before_and_now(window, page):
    walked = 0
    for pair in list(page.counts._buttons):
        for button in pair:
            number = int(button.text())
            if number:
                button.click()
                assert opened(window) == number
                back(window)
                walked += 1
            else:
                assert not button.isEnabled()
    assert walked == 8


def test_every_tile(window, page):
    tiles = [*page.moves.values(), page.overdue, page.soon]
    assert len(tiles) == len(page.moves) + 2
    assert set(page.moves) <= set(Travel)
    walked = 0
    for tile in tiles:
        number = number_in(tile.text())
        if not number:
            assert not tile.isEnabled()
            continue
        tile.click()
        assert opened(window) == number
        back(window)
        walked += 1
    assert walked >= 4


def test_what_moved_lists_as_many_rows_as_its_tiles_count(page):
    shown = page._shown
    counted = [item for way in (Travel.IMPROVED, Travel.WORSENED) for item in shown.moved[way]]
    assert len(counted) == len(set(counted)) > 0
    listed = {row.id for row in page.moved.rows}
    assert set(counted) <= listed


def test_the_number_to_check_opens_as_many_findings(window, page):
    number = number_in(page.findings.text())
    page.findings.click()
    checks = window.pages.currentWidget()
    assert checks.model.rowCount() == number == 7
    assert checks.counts.text().startswith(f"{number} to look at")


def test_every_thing_to_do_next_says_how_many_it_opens(window, page):
    for at, thing in enumerate(page._shown.next_things):
        assert page.things[at].isEnabled()
        if thing.rows and thing.code == "rate":
            page.things[at].click()
            assert opened(window) == thing.count
            back(window)


def test_every_finding_opens_the_rows_it_counts(window, page):
    window.host.go(Place.CHECKS)
    checks = window.pages.currentWidget()
    with window.bridge.read() as session:
        known = {row.id for row in plan_rows(session, None)}
    walked = 0
    for row in range(checks.model.rowCount()):
        window.host.go(Place.CHECKS)
        checks.view.setCurrentIndex(checks.model.index(row, 0))
        one = checks.current()
        assert set(one.rows) <= known
        assert one.item_id is not None
        checks.go.click()
        assert window.plan.view.currentIndex().siblingAtColumn(0).data() == one.ref
        window.host.go(Place.CHECKS)
        checks.view.setCurrentIndex(checks.model.index(row, 0))
        if len(one.rows) > 1:
            assert checks.rows.text() == f"Show the {len(one.rows)} rows"
            checks.rows.click()
            assert set(one.rows) <= set(window.plan.model.shown_with([]))
            walked += 1
    assert walked >= 2
