"""Checks of the registers: what is overdue, what is missing, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from plandesk.models.abbreviations import find_undefined
from plandesk.models.plan_rows import PlanRow
from plandesk.models.register_fields import number_text, read_number
from plandesk.models.register_types import plain_word
from plandesk.models.types import Level
from plandesk.services.checks.facts import PlanFacts, Written
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.checks.ratings import say_date
from plandesk.services.checks.register_facts import is_known_by
from plandesk.services.queries.plan_tree import period_before
from plandesk.services.queries.registers.measure_sums import figures_to_check, own_areas
from plandesk.services.queries.registers.rows import EntryRow

_FTE, _FTE_TEXT = "staffing", "staffing_text"
_BUDGET, _BUDGET_TEXT = "budget", "budget_text"
_MOST_NAMED = 6


def _found(facts: PlanFacts, code: str, row: EntryRow, message: str, fix: str) -> PlanFinding:
    whole = facts.finding(code, None, message, fix)
    return replace(whole, ref=row.ref or None, subject=row.uid)


def measures_rated_otherwise(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find ratings of measures that the rules contradict and nobody has explained."""
    for row in facts.registers.measures:
        for one in row.values:
            if one.is_overridden and not one.said.reason and one.rating and one.computed:
                yield _found(
                    facts,
                    "measure-rating",
                    row.entry,
                    f"{row.entry.where}, {one.said.period or 'its value'}: {one.rating.word} is "
                    f"printed, the rules say {one.computed.word}. {one.why}",
                    "Correct value, target or tolerance, or enter why it is rated so.",
                )


def measures_moving_otherwise(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find trends of measures that their values contradict and nobody has explained."""
    for row in facts.registers.measures:
        for one in row.values:
            if one.trend_differs and not one.said.reason and one.trend and one.moved:
                yield _found(
                    facts,
                    "measure-trend",
                    row.entry,
                    f"{row.entry.where}, {one.said.period or 'its value'}: the trend is printed "
                    f"as {one.trend.word.lower()}, its values say {one.moved.word.lower()}.",
                    "Correct the values or the trend, or enter why it is shown so.",
                )


def measures_without_value(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find measures that an open period has no value of, of those that had one before."""
    period = facts.period
    if period is None or not period.is_open or not facts.is_reported:
        return
    before = period_before(facts.periods, period.id)
    for row in facts.registers.measures:
        had = row.upto(before.as_at).values if before else ()
        if had and not is_known_by(row, before.as_at if before else None, period.as_at):
            yield _found(
                facts,
                "measure-no-value",
                row.entry,
                f"{row.entry.where} has no value in {period.label}.",
                f"Enter the value of {row.entry.where}, or “n/a” with a note.",
            )


def measures_do_not_add_up(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find measures whose areas or shares are not those of their own figures."""
    for row in facts.registers.measures:
        areas = own_areas(row, facts.registers.comparators)
        for said in figures_to_check(row, areas):
            yield _found(
                facts,
                "measure-sum",
                row.entry,
                f"{row.entry.where}: {said}",
                "Find out which is right; reports print what the source says, with a note.",
            )


def risks_to_review(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find risks that go on without a date of review, or past it."""
    for row in facts.registers.risks:
        if row.ended:
            continue
        if not row.entry.due:
            yield _found(
                facts,
                "risk-review",
                row.entry,
                f"{row.entry.where} has no review date.",
                "Enter when the risk is looked at again.",
            )
        elif row.review_late and facts.period and row.entry.due_latest:
            yield _found(
                facts,
                "risk-review",
                row.entry,
                f"{row.entry.where} was to be reviewed by {say_date(row.entry.due_latest)}; the "
                f"period is as at {say_date(facts.period.as_at)}.",
                "Review the risk and enter the next date.",
            )


def recommendations_overdue(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find recommendations that are past their date and not answered."""
    for row in facts.registers.recommendations:
        if row.overdue and row.entry.due_latest:
            status = row.status.status.word if row.status and row.status.status else "no status"
            yield _found(
                facts,
                "recommendation-overdue",
                row.entry,
                f"{row.entry.where} was due by {say_date(row.entry.due_latest)} "
                f"({status.lower()}).",
                "Enter its status, or agree a new date.",
            )


def appraisals_do_not_add_up(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find options whose printed sums, shares, places and words differ from their scores."""
    for table in facts.registers.appraisals:
        for result in table.results:
            for said in result.findings:
                yield _found(
                    facts,
                    "appraisal-sum",
                    table.entry,
                    f"{table.entry.title}: {said}",
                    "Find out which is right; reports print what the source says, with a note.",
                )
            if result.missing:
                yield _found(
                    facts,
                    "appraisal-sum",
                    table.entry,
                    f"{table.entry.title}: “{result.title}” has no score on "
                    f"{_listed(result.missing)}.",
                    "Enter the missing scores.",
                )


def sent_out_too_late(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find meetings whose printed send-out day leaves too few clear days."""
    for meeting in facts.registers.meetings:
        if meeting.is_late and meeting.stated and meeting.send_out and meeting.on:
            yield _found(
                facts,
                "send-out-late",
                meeting.entry,
                f"{meeting.entry.title}, {say_date(meeting.on)}: papers are to go out on "
                f"{say_date(meeting.stated)}, but must by {say_date(meeting.send_out)}.",
                "Bring the send-out day forward.",
            )


def undefined_abbreviations(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find abbreviations that the glossary does not explain, where the file keeps one."""
    if not facts.registers.glossary:
        return
    of_rows = (
        (item.where, text)
        for item, written in facts.written()
        for text in _item_texts(item, written)
    )
    texts = chain(of_rows, facts.registers.texts)
    for undefined in find_undefined(texts, facts.registers.abbreviations()):
        times = "once" if undefined.count == 1 else f"{undefined.count} times"
        found = facts.finding(
            "undefined-abbreviation",
            None,
            f"{undefined.abbreviation} is used {times}, first in {undefined.first}, and is not in "
            "the glossary.",
            "Add it to the glossary, or write it out.",
        )
        yield replace(
            found, severity=Severity.NOTE, subject=f"{facts.uid}:{undefined.abbreviation}"
        )


def abbreviations_of_two_meanings(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find abbreviations that the glossary explains in two ways."""
    meanings: dict[str, list[str]] = {}
    rows: dict[str, EntryRow] = {}
    for row in facts.registers.glossary:
        said = str(row.fields.get("meaning") or "").strip()
        known = meanings.setdefault(row.title, [])
        if said and plain_word(said) not in {plain_word(one) for one in known}:
            known.append(said)
        rows[row.title] = row
    for name, found in meanings.items():
        if len(found) > 1:
            told = _found(
                facts,
                "abbreviation-meanings",
                rows[name],
                f"{name} stands for {' and for '.join(f'“{one}”' for one in found)}.",
                "Keep one of them, or write the others out.",
            )
            yield replace(told, severity=Severity.NOTE)


def _item_texts(item: PlanRow, written: Written) -> Iterator[str]:
    yield item.title
    for value in written.fields.values():
        if isinstance(value, str):
            yield value
    yield from written.update


def staffing_totals(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find services whose staffing gives no number, beside the total of the others."""
    return _totals(facts, "staffing-total", (_FTE, _FTE_TEXT), "FTE")


def budget_totals(facts: PlanFacts) -> Iterator[PlanFinding]:
    """Find services whose budget gives no number, beside the total of the others."""
    return _totals(facts, "budget-total", (_BUDGET, _BUDGET_TEXT), "pounds")


def _totals(facts: PlanFacts, code: str, keys: tuple[str, str], unit: str) -> Iterator[PlanFinding]:
    services = list(facts.written(facts.at(Level.WORKSTREAM)))
    numbers = [_number(written.fields.get(keys[0])) for _, written in services]
    known = [number for number in numbers if number is not None]
    missing = [one for one, number in zip(services, numbers, strict=True) if number is None]
    if not known or not missing:
        return
    found = facts.finding(
        code,
        None,
        f"{len(known)} of {len(services)} {facts.level_names[0].lower()}s state "
        f"{number_text(round(sum(known), 2))} {unit} in all; no number is given for "
        f"{_listed([_unread(*one, keys) for one in missing])}.",
        "Enter the missing numbers, or say in the report that the total leaves them out.",
    )
    yield replace(
        found,
        severity=Severity.NOTE,
        rows=tuple(item.id for item, _ in missing),
        subject=f"{facts.uid}:{code}",
    )


def _number(value: object) -> float | None:
    if isinstance(value, int | float):
        return float(value)
    return read_number(value) if isinstance(value, str) else None


def _unread(item: PlanRow, written: Written, keys: tuple[str, str]) -> str:
    said = written.fields.get(keys[1]) or written.fields.get(keys[0])
    return f"{item.where} (“{said}”)" if said else item.where


def _listed(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
