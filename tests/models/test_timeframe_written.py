"""Timeframes in the many ways that officers write them, beyond those that the papers print."""

from __future__ import annotations

import datetime as dt

import pytest

from plandesk.models.timeframes.reading import Timeframe, TimeframeKind, read_timeframe


def read(text: str) -> Timeframe:
    return read_timeframe(text, reference=dt.date(2024, 5, 1), plan_year="2024/25")


def bounds(found: Timeframe) -> tuple[str, str]:
    return str(found.earliest or ""), str(found.latest or "")


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("by 31.03.25", "deadline", "2025-03-31", "2025-03-31"),
        ("31/03/ 2025", "date", "2025-03-31", "2025-03-31"),
        ("30/Sep/24", "date", "2024-09-30", "2024-09-30"),
        ("1st. April 2024", "date", "2024-04-01", "2024-04-01"),
        ("20240630", "date", "2024-06-30", "2024-06-30"),
        ("30/5-3/6/24", "range", "2024-05-30", "2024-06-03"),
        ("WC 03/06/2024", "range", "2024-06-03", "2024-06-09"),
        ("w.c. 10.06.24", "range", "2024-06-10", "2024-06-16"),
        ("Dec24", "month", "2024-12-01", "2024-12-31"),
        ("06.2024", "month", "2024-06-01", "2024-06-30"),
        ("mid to late June 2024", "month", "2024-06-11", "2024-06-30"),
        ("By start of September 2024", "deadline", "2024-09-01", "2024-09-01"),
        ("Latest June 2024", "deadline", "", "2024-06-30"),
        ("2024/25 Q2", "quarter", "2024-07-01", "2024-09-30"),
        ("2024-25 (Q4)", "quarter", "2025-01-01", "2025-03-31"),
        ("by end of Q3 24-25", "deadline", "2024-12-31", "2024-12-31"),
        ("Q1-2 2024/25", "range", "2024-04-01", "2024-09-30"),
        ("Qtrs 1 & 2 2024/25", "range", "2024-04-01", "2024-09-30"),
        ("FY24-25", "financial_year", "2024-04-01", "2025-03-31"),
        ("End of year 2024/25", "deadline", "2025-03-31", "2025-03-31"),
        ("AY 2024/25", "range", "2024-09-01", "2025-08-31"),
        ("Autumn 24", "season", "2024-09-01", "2024-11-30"),
        ("Summer '25", "season", "2025-06-01", "2025-08-31"),
        ("Winter 24/25", "season", "2024-12-01", "2025-02-28"),
        ("Commence April 2024, complete March 2025", "range", "2024-04-01", "2025-03-31"),
    ],
)
def test_a_usual_form_reads_to_its_days_without_a_doubt(text, kind, earliest, latest):
    found = read(text)
    assert (found.kind, bounds(found)) == (kind, (earliest, latest))
    assert not found.ambiguous, found.note


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest", "doubt"),
    [
        ("sept 30", "month", "2030-09-01", "2030-09-30", "30 could be the day"),
        ("45473", "date", "2024-06-30", "2024-06-30", "as a spreadsheet counts days"),
        ("Septmber 2025", "month", "2025-09-01", "2025-09-30", "read as September"),
        ("3 Janurary 2025", "date", "2025-01-03", "2025-01-03", "read as January"),
        ("First of April 2024", "month", "2024-04-01", "2024-04-30", "“First” was not read"),
        ("Third week of June 2024", "range", "2024-06-15", "2024-06-21", "days 15 to 21"),
        ("last week of July 2024", "range", "2024-07-25", "2024-07-31", "last seven days"),
        ("year end 2025", "deadline", "2025-03-31", "2025-03-31", "31 December"),
        ("24/25-26/27", "range", "2024-04-01", "2027-03-31", "financial year"),
        ("Next financial year", "financial_year", "2025-04-01", "2026-03-31", "from the plan"),
        ("Summer holidays 2025", "season", "2025-06-01", "2025-08-31", "days of the holidays"),
        ("Est. March 2025", "month", "2025-03-01", "2025-03-31", "approximate"),
        ("June 2024 -> Sept 2024", "month", "2024-09-01", "2024-09-30", "it was June 2024"),
        ("Was June 2024, now Sept 2024", "month", "2024-09-01", "2024-09-30", "it was June 2024"),
        ("31/03/2025 → 30/06/2025", "date", "2025-06-30", "2025-06-30", "it was 31/03/2025"),
        ("within 10 working days", "relative", "", "2024-05-15", "without bank holidays"),
        ("Year 1", "relative", "", "", "own years begin"),
        ("6-12 months", "duration", "", "", "how long"),
        ("Yr1 Q3", "quarter", "", "", "own years begin"),
    ],
)
def test_where_more_can_be_meant_the_reading_says_so(text, kind, earliest, latest, doubt):
    found = read(text)
    assert (found.kind, bounds(found)) == (kind, (earliest, latest))
    assert found.ambiguous
    assert doubt in (found.note or "")


@pytest.mark.parametrize(
    ("text", "recurrence", "earliest"),
    [
        ("Twice yearly", "twice a year", ""),
        ("3x per year", "3 times a year", ""),
        ("Quarterly - next due June 2024", "quarterly", "2024-06-01"),
        ("Sept 2024, then every six months", "6 months", "2024-09-01"),
    ],
)
def test_a_rhythm_is_read_whatever_stands_around_it(text, recurrence, earliest):
    found = read(text)
    assert found.kind is TimeframeKind.RECURRING
    assert (found.recurrence, bounds(found)[0]) == (recurrence, earliest)
    assert found.ongoing


def test_two_rhythms_in_one_cell_are_a_doubt():
    assert read("Monthly / quarterly").ambiguous


@pytest.mark.parametrize(
    "text", ["Until further notice", "Ad hoc", "Life of plan", "Open ended", "No end date"]
)
def test_work_without_an_end_goes_on(text):
    found = read(text)
    assert (found.kind, found.ongoing, found.latest) == (TimeframeKind.ONGOING, True, None)


@pytest.mark.parametrize("text", ["Ongoing / March 2025", "Ongoing, final report March 2025"])
def test_a_date_beside_ongoing_work_keeps_both_and_asks(text):
    found = read(text)
    assert found.ongoing
    assert found.latest == dt.date(2025, 3, 31)
    assert found.ambiguous


@pytest.mark.parametrize("text", ["June 2024 at the earliest", "not until June 2024"])
def test_an_earliest_date_is_no_end(text):
    found = read(text)
    assert (found.earliest, found.latest) == (dt.date(2024, 6, 1), None)
    assert found.ambiguous


@pytest.mark.parametrize("text", ["Date to be set", "To follow", "Awaiting date", "Not known"])
def test_a_date_that_nobody_has_set_yet_is_to_be_confirmed(text):
    assert read(text).kind is TimeframeKind.TO_CONFIRM


@pytest.mark.parametrize("text", ["24 months from contract award", "3 months post go-live"])
def test_a_time_counted_from_an_event_has_no_day(text):
    found = read(text)
    assert (found.kind, found.latest) == (TimeframeKind.RELATIVE, None)
    assert "which has no date here" in (found.note or "")
