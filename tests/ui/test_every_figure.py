"""Every figure on Today and in Checks opens what it counts; the ledger's are in its own test."""

from __future__ import annotations

import re

import pytest
from filled_returns import issue_all

from plandesk.models.types import Level, Travel
from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.info import NOT_RATED, file_info
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.returns import ReturnState
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
    return int(re.search(r"\d+", text)[0])


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


def things_shown(page):
    """Each thing to do next by its code, with its place in the list."""
    return {thing.code: (at, thing) for at, thing in enumerate(page._shown.next_things)}


def open_actions(window):
    with window.bridge.read() as session:
        period = current_period(session)
        rows = plan_rows(session, period.id)
    return period, [row.id for row in rows if row.level is Level.ACTION and not row.closed]


def test_what_to_do_next_opens_as_many_as_it_says(window, page):
    things = things_shown(page)
    assert set(things) == {"check", "close"}
    at, thing = things["check"]
    assert number_in(page.things[at].text()) == thing.count
    page.things[at].click()
    assert window.pages.currentWidget().model.rowCount() == thing.count
    back(window)
    page.things[things["close"][0]].click()
    assert window.pages.currentWidget() is window.host.page(Place.PERIODS)


def test_late_returns_and_actions_to_rate_are_those_that_open(window, page, tmp_path):
    document = window.bridge.document
    issued = issue_all(document, tmp_path)
    period, ids = open_actions(window)
    window.bridge.run(SetRating(tuple(ids[:3]), period.id, None))
    back(window)
    things = things_shown(page)
    at, rate = things["rate"]
    assert number_in(page.things[at].text()) == rate.count == 3
    page.things[at].click()
    assert opened(window) == 3
    back(window)
    at, chase = things["chase"]
    assert number_in(page.things[at].text().split(":")[0]) == chase.count == len(issued)
    page.things[at].click()
    register = window.pages.currentWidget().register
    late = [register.model.row_at(row).state for row in range(register.model.rowCount())]
    assert late.count(ReturnState.LATE) == chase.count


def test_the_period_strip_counts_what_it_opens(window, page, tmp_path):
    issued = issue_all(window.bridge.document, tmp_path)
    back(window)
    steps = {step.name: (at, step) for at, step in enumerate(page._shown.steps)}
    at, collect = steps["collect"]
    assert page.strip._buttons[at].text().endswith(f"0/{len(issued)}")
    page.strip._buttons[at].click()
    assert window.pages.currentWidget().register.model.rowCount() == collect.total == len(issued)
    back(window)
    at, check = steps["check"]
    assert number_in(page.strip._buttons[at].text()) == check.total
    page.strip._buttons[at].click()
    assert window.pages.currentWidget().model.rowCount() == check.total
    places = {"issue": Place.RETURNS, "close": Place.PERIODS, "pack": Place.PACKS}
    for name, place in places.items():
        back(window)
        page.strip._buttons[steps[name][0]].click()
        assert window.pages.currentWidget() is window.host.page(place)


def test_the_bar_counts_as_the_file_and_a_pack_do(window, page):
    with window.bridge.read() as session:
        told = {one.label: one.rated for one in file_info(session).periods}
    shown = page._shown
    for period, which in ((shown.period, "current"), (shown.previous, "previous")):
        bar = {one.word: getattr(one, which) for one in shown.bar if one.code}
        rated = {word: count for word, count in told[period.label].items() if word != NOT_RATED}
        assert bar == rated
    blank = next(one.current for one in shown.bar if one.code is None)
    assert blank == told[shown.period.label][NOT_RATED]


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
            assert checks.rows.text() == f"Sho&w the {len(one.rows)} rows"
            checks.rows.click()
            assert set(one.rows) <= set(window.plan.model.shown_with([]))
            walked += 1
    assert walked >= 2
