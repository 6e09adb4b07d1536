"""Timeframes read as an officer reads them, and never silently wrong."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from plandesk.models.timeframes.reading import (
    Timeframe,
    TimeframeKind,
    describe,
    is_overdue,
    read_timeframe,
)

MAY_2024 = dt.date(2024, 5, 15)


def read(text: str, plan_year: str | None = None) -> Timeframe:
    return read_timeframe(text, reference=MAY_2024, plan_year=plan_year)


def bounds(text: str, plan_year: str | None = None) -> tuple[str | None, str | None]:
    found = read(text, plan_year)
    return (
        found.earliest.isoformat() if found.earliest else None,
        found.latest.isoformat() if found.latest else None,
    )


def as_plain(found: Timeframe) -> dict[str, Any]:
    return {
        "kind": str(found.kind),
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "latest": found.latest.isoformat() if found.latest else None,
        "ongoing": found.ongoing,
        "recurrence": found.recurrence,
        "precision": found.precision,
        "label": found.label,
        "parts": [{**as_plain(part), "text": part.text} for part in found.parts],
        "ambiguous": found.ambiguous,
    }


def without_notes(expected: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in expected.items() if key != "note"}
    return plain | {"parts": [without_notes(part) for part in expected["parts"]]}


def test_every_printed_timeframe_of_the_papers_reads_as_an_officer_reads_it(shared_data):
    truth = json.loads((shared_data / "truth" / "timeframe_cases.json").read_text("utf-8"))
    papers = truth["meta"]["reference"]
    tried, wrong = 0, []
    for case in truth["cases"]:
        for seed in {place["seed"] for place in case["occurrences"]}:
            year, month, *day = (int(part) for part in papers[seed]["document_date"].split("-"))
            reference = dt.date(year, month, day[0] if day else 1)
            found = read_timeframe(
                case["text"], reference=reference, plan_year=papers[seed].get("plan_year")
            )
            tried += 1
            if as_plain(found) != without_notes(case["expected"]):
                wrong.append((case["id"], seed, case["text"], as_plain(found)))
            if case["expected"]["ambiguous"]:
                assert found.note, f"{case['text']} is ambiguous without saying why"
    assert tried >= 56
    assert wrong == []


def test_every_timeframe_of_the_service_plans_reads_as_expected(shared_data):
    plans = json.loads((shared_data / "truth" / "service_plans_2016.json").read_text("utf-8"))
    cases: dict[str, dict[str, Any]] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("timeframe") and "timeframe_text" in value:
                cases[value["timeframe_text"]] = value["timeframe"]
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(plans)
    assert len(cases) > 40
    for text, expected in cases.items():
        found = read_timeframe(text, reference=dt.date(2016, 4, 1), plan_year="2016/17")
        assert as_plain(found) == without_notes(expected), text


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest"),
    [
        ("27 3 2025", "date", "2025-03-27", "2025-03-27"),
        ("31/03/2024", "date", "2024-03-31", "2024-03-31"),
        ("04/05/24", "date", "2024-05-04", "2024-05-04"),
        ("2024-03-31", "date", "2024-03-31", "2024-03-31"),
        ("2024-03-31 00:00:00", "date", "2024-03-31", "2024-03-31"),
        ("31-Mar-24", "date", "2024-03-31", "2024-03-31"),
        ("1st of May 2024", "date", "2024-05-01", "2024-05-01"),
        ("7 th June 2022", "date", "2022-06-07", "2022-06-07"),
        ("June 25, 2024", "date", "2024-06-25", "2024-06-25"),
        ("Wednesday 15 May 2024 at 14:00", "date", "2024-05-15", "2024-05-15"),
        ("Sept. 2024", "month", "2024-09-01", "2024-09-30"),
        ("Dec '24", "month", "2024-12-01", "2024-12-31"),
        ("Mar2024", "month", "2024-03-01", "2024-03-31"),
        ("06/2024", "month", "2024-06-01", "2024-06-30"),
        ("early May 2016", "month", "2016-05-01", "2016-05-10"),
        ("mid-February 2024", "month", "2024-02-11", "2024-02-20"),
        ("late February 2024", "month", "2024-02-21", "2024-02-29"),
        ("end Sept 2016", "deadline", "2016-09-30", "2016-09-30"),
        ("by the end of May 2016", "deadline", "2016-05-31", "2016-05-31"),
        ("by 30th of June 2024", "deadline", "2024-06-30", "2024-06-30"),
        ("no later than March 2025", "deadline", None, "2025-03-31"),
        ("by no later than March 2025", "deadline", None, "2025-03-31"),
        ("before September 2024", "deadline", None, "2024-08-31"),
        ("Due: 31 March 2025", "deadline", "2025-03-31", "2025-03-31"),
        ("31 March 2025 at the latest", "deadline", "2025-03-31", "2025-03-31"),
        ("in place by Dec 2012", "deadline", None, "2012-12-31"),
        ("March-April 2016", "range", "2016-03-01", "2016-04-30"),
        ("November - February 2017", "range", "2016-11-01", "2017-02-28"),
        ("between April and June 2024", "range", "2024-04-01", "2024-06-30"),
        ("from April 2024 until March 2025", "range", "2024-04-01", "2025-03-31"),
        ("13th February to 3rd March 2023", "range", "2023-02-13", "2023-03-03"),
        ("1 - 15 May 2024", "range", "2024-05-01", "2024-05-15"),
        ("1 April - 15 September 2024", "range", "2024-04-01", "2024-09-15"),
        ("beginning Nov 2012 ending June 2013", "range", "2012-11-01", "2013-06-30"),
        ("September (end)/October 2023", "range", "2023-09-30", "2023-10-31"),
        ("w/c 13 May 2024", "range", "2024-05-13", "2024-05-19"),
        ("week commencing 13/05/2024", "range", "2024-05-13", "2024-05-19"),
        ("from 1 April 2024 onwards", "from", "2024-04-01", None),
        ("with effect from September 2015", "from", "2015-09-01", None),
        ("after March 2024", "from", "2024-04-01", None),
        ("Ongoing from April 2024", "from", "2024-04-01", None),
        ("Q3 2016/17", "quarter", "2016-10-01", "2016-12-31"),
        ("Q4 23/24", "quarter", "2024-01-01", "2024-03-31"),
        ("first quarter of 2024/25", "quarter", "2024-04-01", "2024-06-30"),
        ("Q1-Q2 2023/24", "range", "2023-04-01", "2023-09-30"),
        ("end of Q3 2023/24", "deadline", "2023-12-31", "2023-12-31"),
        ("H1 2024/25", "range", "2024-04-01", "2024-09-30"),
        ("FY24/25", "financial_year", "2024-04-01", "2025-03-31"),
        ("Autumn 2025", "season", "2025-09-01", "2025-11-30"),
        ("Winter 2024/25", "season", "2024-12-01", "2025-02-28"),
        ("3 years from April 2024", "duration", "2024-04-01", "2027-03-31"),
        ("April 2024 (18 months)", "duration", "2024-04-01", "2025-09-30"),
        ("within 6 months of April 2024", "relative", None, "2024-10-31"),
        ("Easter 2025", "range", "2025-04-18", "2025-04-21"),
        ("by Christmas 2024", "deadline", "2024-12-25", "2024-12-25"),
        ("1/9/15-31/8/18", "range", "2015-09-01", "2018-08-31"),
        ("Start: April 2016, End: March 2017", "range", "2016-04-01", "2017-03-31"),
        ("Start April 2016 End March 2017", "range", "2016-04-01", "2017-03-31"),
        ("31 March each year", "recurring", None, None),
        ("Q3 and Q4 2016/17", "range", "2016-10-01", "2017-03-31"),
        ("01/09/2015 - 31/08/2018", "range", "2015-09-01", "2018-08-31"),
        ("March 2024 / April 2024", "range", "2024-03-01", "2024-04-30"),
        ("Sept 2016 / March 2017", "multi", "2016-09-01", "2017-03-31"),
        ("Sept/March 2017", "multi", "2016-09-01", "2017-03-31"),
        ("Nov'16", "month", "2016-11-01", "2016-11-30"),
        ("Monthly from April 2024", "recurring", "2024-04-01", None),
        ("Quarterly until March 2025", "recurring", None, "2025-03-31"),
    ],
)
def test_usual_forms_read_to_their_days_without_a_doubt(text, kind, earliest, latest):
    found = read(text)
    assert (found.kind, bounds(text)) == (kind, (earliest, latest))
    assert not found.ambiguous, found.note


@pytest.mark.parametrize(
    ("text", "kind", "earliest", "latest", "doubt"),
    [
        ("July", "month", "2024-07-01", "2024-07-31", "year from document"),
        ("June 25th", "date", "2024-06-25", "2024-06-25", "year from document"),
        ("31/12", "date", "2024-12-31", "2024-12-31", "year from document"),
        ("by Nov 12", "deadline", "2024-11-12", "2024-11-12", "read as the day"),
        ("2016/17", "financial_year", "2016-04-01", "2017-03-31", "academic year"),
        ("2016-17", "financial_year", "2016-04-01", "2017-03-31", "academic year"),
        ("2022-26", "range", "2022-04-01", "2026-03-31", "calendar years"),
        ("2024", "range", "2024-01-01", "2024-12-31", "financial year"),
        ("Q3 2016", "quarter", "2016-10-01", "2016-12-31", "financial year"),
        ("Spring term 2017", "season", "2017-01-01", "2017-03-31", "school term"),
        ("Winter 2024", "season", "2024-12-01", "2025-02-28", "December 2024"),
        ("Monday 15 May 2024", "date", "2024-05-15", "2024-05-15", "is a Wednesday"),
        ("Phase 2 March 2025", "month", "2025-03-01", "2025-03-31", "number before it"),
        ("c. June 2024", "month", "2024-06-01", "2024-06-30", "approximate"),
        ("March 2025 (TBC)", "month", "2025-03-01", "2025-03-31", "to be confirmed"),
        ("within 6 months", "relative", None, "2024-11-15", "date of the document"),
        ("moved from March 2024 to June 2024", "range", "2024-03-01", "2024-06-30", "change"),
        ("not before March 2025", "from", "2025-03-01", None, "not when"),
        ("Sept, Nov or Dec 2024", "multi", "2024-09-01", "2024-12-31", "one of several"),
        ("May half term 2024", "month", "2024-05-01", "2024-05-31", "half term"),
        ("Autumn/Winter 2016", "range", "2016-09-01", "2017-02-28", "winter"),
        ("Start April 2016\nEnd March 2017", "multi", "2016-04-01", None, "another ends later"),
        ("next April", "month", "2024-04-01", "2024-04-30", "“next” was not read"),
        ("by Q2", "deadline", None, "2023-09-30", "financial year 2023-24"),
        ("end of year", "deadline", "2025-03-31", "2025-03-31", "which year"),
    ],
)
def test_a_second_reasonable_reading_is_told(text, kind, earliest, latest, doubt):
    found = read(text)
    assert (found.kind, bounds(text)) == (kind, (earliest, latest))
    assert found.ambiguous
    assert doubt in (found.note or "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2024", "no 31 February 2024"),
        ("31 February 2024", "no 31 February 2024"),
        ("29/02/2023", "no 29 February 2023"),
        ("30 Feb", "no 30 February"),
        ("31 June 2024 - 3 July 2024", "no 31 June 2024"),
        ("12/25/2024", "no month 25"),
        ("2025-13-01", "no month 13"),
        ("September 2016 - April 2016", "ends before it starts"),
        ("2017/12/2016", "no date"),
        ("20216", "no date"),
        ("soonish", "no date"),
    ],
)
def test_an_impossible_day_is_refused_and_not_guessed(text, says):
    found = read(text)
    assert found.kind is TimeframeKind.UNREADABLE
    assert (found.earliest, found.latest) == (None, None)
    assert says in (found.note or "")
    assert describe(found).startswith("not understood: ")


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("termly", "termly"),
        ("Monthly", "monthly"),
        ("six-monthly", "6 months"),
        ("every quarter", "quarterly"),
        ("every other month", "2 months"),
        ("every 3 years", "3 years"),
        ("twice a year", "twice a year"),
        ("reviewed monthly", "monthly"),
        ("reported on a quarterly basis", "quarterly"),
        ("once a year", "annual"),
        ("every September", "annual"),
        ("half-termly", "half-termly"),
    ],
)
def test_rhythms_are_recurring_without_an_end(text, recurrence):
    found = read(text)
    assert (found.kind, found.recurrence, found.ongoing) == ("recurring", recurrence, True)
    assert not found.ambiguous


def test_a_rhythm_keeps_what_it_is_about():
    assert read("Termly staff webinars").label == "staff webinars"
    assert read("Annual cycle").label is None


def test_words_without_a_date_are_named_for_what_they_are():
    assert read("").kind is TimeframeKind.BLANK
    assert read("N/A").kind is TimeframeKind.BLANK
    assert read("TBC").kind is TimeframeKind.TO_CONFIRM
    assert read("In place").kind is TimeframeKind.DONE
    assert read("ASAP").kind is TimeframeKind.RELATIVE
    assert read("On-going").kind is TimeframeKind.ONGOING
    assert read("as and when required").kind is TimeframeKind.ONGOING
    assert read("within 6 weeks of publication").note == (
        "counted from publication, which has no date here"
    )


def test_a_year_left_out_comes_from_the_plan_year():
    assert bounds("March", "2016/17") == ("2017-03-01", "2017-03-31")
    assert bounds("June", "2016-17") == ("2016-06-01", "2016-06-30")
    assert bounds("Q2", "2016/17") == ("2016-07-01", "2016-09-30")


def test_a_year_printed_once_is_shared():
    assert not read("October and November 2015").ambiguous
    assert bounds("October and November 2015") == ("2015-10-01", "2015-11-30")
    assert bounds("Nov, Dec and Jan 2016") == ("2015-11-01", "2016-01-31")


def test_a_year_taken_from_another_paragraph_is_told():
    found = read("Consultation - end of June\nImplement Sept 2017")
    assert found.parts[0].latest == dt.date(2017, 6, 30)
    assert "inferred from the next part" in (found.parts[0].note or "")


def test_without_a_reference_a_missing_year_stays_missing():
    for text in ("July", "31 March", "Q4", "Autumn term", "end of the financial year"):
        found = read_timeframe(text)
        assert (found.earliest, found.latest) == (None, None), text
        assert found.ambiguous
        assert found.note


def test_a_year_that_looks_mistyped_is_doubted_only_outside_the_plan_year():
    assert "slip for November 2012" in (read("Nov 2013", "2012-13").note or "")
    assert "slip for February 2013" in (read("Feb 2012", "2012-13").note or "")
    for text in ("March 2016", "March 2017", "October 2017", "January 2016 ongoing"):
        assert "slip" not in (read(text, "2016/17").note or ""), text


def test_several_dates_keep_their_labels_and_order():
    found = read("June 2016 (draft), September 2016 (final)")
    assert [part.label for part in found.parts] == ["draft", "final"]
    assert [part.text for part in found.parts] == [
        "June 2016 (draft)",
        "September 2016 (final)",
    ]
    found = read("Draft June 2016, final September 2016")
    assert [part.label for part in found.parts] == ["Draft", "final"]


def test_ongoing_work_with_a_review_date_has_no_end():
    found = read("Ongoing (review Sept 2024)")
    assert [part.kind for part in found.parts] == ["ongoing", "month"]
    assert found.latest is None
    assert found.ongoing


def test_one_impossible_part_leaves_the_bounds_open():
    found = read("31/02/2024\nMarch 2024")
    assert found.parts[0].kind is TimeframeKind.UNREADABLE
    assert (found.earliest, found.latest) == (None, None)
    assert "no 31 February" in (found.note or "")


def test_the_text_is_kept_as_printed():
    for text in ("  Mar\u00a02017 –", "(March 23)", "By July 2016 "):
        assert read(text).text == text


def test_no_break_spaces_dashes_and_curly_signs_do_not_matter():
    assert read("April\u00a02016 \u2013 July\u00a02016").latest == dt.date(2016, 7, 31)
    assert read("Dec \u201924").latest == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("September 2024", "between 1 and 30 September 2024"),
        ("April- July 2016", "between 1 April and 31 July 2016"),
        ("Nov 2016 - Feb 2017", "between 1 November 2016 and 28 February 2017"),
        ("31 March 2024", "on 31 March 2024"),
        ("By July 2016", "by 31 July 2016"),
        ("from January 2023", "from 1 January 2023, with no end"),
        ("Ongoing", "ongoing"),
        ("Ongoing until March 2025", "until 31 March 2025"),
        ("every 3 years", "every 3 years"),
        ("Quarterly until March 2025", "quarterly until 31 March 2025"),
        ("Annual cycle", "every year"),
        ("31 March each year", "every year (31 March)"),
        ("", "no timeframe"),
        ("In place", "already in place"),
        ("July", "between 1 and 31 July 2024 (check: year from document (2024))"),
        ("TBC", "still to be confirmed"),
    ],
)
def test_the_reading_is_said_in_words(text, words):
    assert describe(read(text)) == words


def test_overdue_begins_the_day_after_the_last_day_meant():
    september = read("September 2024")
    assert not is_overdue(september, dt.date(2024, 9, 30))
    assert is_overdue(september, dt.date(2024, 10, 1))


def test_what_has_no_end_is_never_overdue():
    for text in ("Ongoing", "from March 2017", "TBC", "", "31/02/2024", "monthly"):
        assert not is_overdue(read(text), dt.date(2099, 1, 1)), text


def test_a_very_long_text_is_refused_at_once():
    found = read("March 2016 and " * 5000)
    assert found.kind is TimeframeKind.UNREADABLE
    assert "1,000 characters" in (found.note or "")


JUNE_2016 = dt.date(2016, 6, 30)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "ongoing", "recurrence"),
    [
        ("Post May 2017", "2017-06-01", None, True, None),
        ("Dec 2016 and annually thereafter", "2016-12-01", None, True, "annual"),
        ("May 2016 and quarterly after that", "2016-05-01", None, True, "quarterly"),
        ("Sept 12 – ongoing", "2012-09-01", None, True, None),
        ("March / April 2016", "2016-03-01", "2016-04-30", False, None),
        ("end Q2 23/24", "2023-09-30", "2023-09-30", False, None),
    ],
)
def test_what_trackers_print_reads_without_a_doubt(text, earliest, latest, ongoing, recurrence):
    found = read_timeframe(text, reference=JUNE_2016)
    assert [day and day.isoformat() for day in (found.earliest, found.latest)] == [earliest, latest]
    assert (found.ongoing, found.recurrence, found.ambiguous) == (ongoing, recurrence, False)


@pytest.mark.parametrize("text", ["by end of Q3", "end Q4", "Q3 - Q4", "Q1 and Q3"])
def test_a_quarter_to_come_without_a_year_is_doubted(text):
    assert read_timeframe(text, reference=JUNE_2016).ambiguous


@pytest.mark.parametrize(
    "text", ["March 2017 (revised from December 2016)", "March 2017 (was 30/9/16)"]
)
def test_a_date_that_no_longer_holds_is_told_and_not_read(text):
    found = read_timeframe(text, reference=JUNE_2016)
    assert (found.earliest, found.latest) == (dt.date(2017, 3, 1), dt.date(2017, 3, 31))
    assert found.text == text
    assert found.ambiguous
    assert "before" in (found.note or "")


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "doubt"),
    [
        ("FY17", "2016-04-01", "2017-03-31", "could be 2017-18"),
        ("FY2017", "2016-04-01", "2017-03-31", "could be 2017-18"),
        ("Q3 FY17", "2016-10-01", "2016-12-31", "could be 2017-18"),
        ("FY17 Q2", "2016-07-01", "2016-09-30", "could be 2017-18"),
        ("Spring 2, 2014", "2014-02-01", "2014-03-31", "half 2 of the spring term"),
        ("Summer 1 2015", "2015-04-01", "2015-05-31", "half 1 of the summer term"),
        ("Autumn term 2, 2015/16", "2015-11-01", "2015-12-31", "half 2 of the autumn term"),
        ("Year 1 Q3", None, None, "the plan's own years"),
        ("Year 2", None, None, ""),
    ],
)
def test_years_and_terms_by_number_are_read_with_the_other_reading_told(
    text, earliest, latest, doubt
):
    assert bounds(text) == (earliest, latest)
    assert read(text).ambiguous
    assert doubt in (read(text).note or "")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("FY17/18", "2017-04-01", "2018-03-31"),
        ("Autumn 2015", "2015-09-01", "2015-11-30"),
        ("wk beginning 3 June 2014", "2014-06-03", "2014-06-09"),
    ],
)
def test_what_only_looks_like_a_number_of_a_term_is_not_one(text, earliest, latest):
    assert bounds(text) == (earliest, latest)
