"""The fields that a covering report may hold in braces, filled from the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from plandesk.errors import UserError
from plandesk.models.counted import plural
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Level, Travel
from plandesk.reports.content import Clause, CoveringReport, Note, ReportPart
from plandesk.services.packs.outline import default_outline
from plandesk.services.queries.packs.content import PlanFacts

_FIELD = re.compile(r"\{([^{}]*)\}")


def field_values(facts: PlanFacts, body: str) -> dict[str, str]:
    """Return every field with its words; all numbers come from the same rows as the tables."""
    levels = {level: [row for row in facts.rows if row.level is level] for level in Level}
    actions = levels[Level.ACTION]
    live = [row for row in actions if not row.closed]
    as_at = facts.period.as_at if facts.period else None
    return {
        "plan": facts.title,
        "body": body or "members",
        "period": facts.period.label if facts.period else "not yet opened",
        "as_at": day_words(as_at) if as_at else "no date yet",
        "workstreams": str(len(levels[Level.WORKSTREAM])),
        "projects": str(len(levels[Level.PROJECT])),
        "projects_elsewhere": str(sum(row.reported_elsewhere for row in levels[Level.PROJECT])),
        "actions": str(len(actions)),
        "open_actions": str(len(live)),
        "closed_actions": str(len(actions) - len(live)),
        "milestones": str(len(levels[Level.MILESTONE])),
        "size_sentence": _size(facts),
        "ratings_to_note": _to_note(facts, len(live), len(actions) - len(live)),
        "elsewhere_sentence": _elsewhere(facts),
        "ratings_sentence": _ratings(facts),
        "travel_sentence": _travels(facts),
        "overdue_sentence": _overdue(facts),
    }


def _size(facts: PlanFacts) -> str:
    """Say how large the plan is, in its own names of levels; a level without rows is left out."""
    found = Counter(row.level for row in facts.rows)
    levels = (Level.WORKSTREAM, Level.PROJECT, Level.ACTION)
    said = [facts.counted(found[level], level) for level in levels if found[level]]
    if not said:
        return "The plan is still empty."
    listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return f"The plan has {listed}."


def _to_note(facts: PlanFacts, live: int, closed: int) -> str:
    """Name what a board takes note of: "the ratings of the 26 open actions and of ..."."""
    if not live + closed:
        return "what is reported here"
    if not closed:
        return f"how the {facts.counted(live)} of the plan {'is' if live == 1 else 'are'} rated"
    verb = "has" if closed == 1 else "have"
    stand = "is" if live == 1 else "are"
    return (
        f"the ratings of the {facts.counted(live)} that {stand} open and the {closed} that "
        f"{verb} been closed"
    )


def _elsewhere(facts: PlanFacts) -> str:
    projects = [row for row in facts.rows if row.level is Level.PROJECT]
    count = sum(row.reported_elsewhere for row in projects)
    noun = plural(facts.level_names[1].lower())
    if not count:
        return f"All {noun} are reported here." if len(projects) > 1 else ""
    verb = "is" if count == 1 else "are"
    return f"{count} of the {noun} {verb} reported elsewhere and listed for completeness."


def _ratings(facts: PlanFacts) -> str:
    if facts.period is None:
        return "No reporting period has been opened yet."
    counts = facts.counts(facts.period.label, facts.actions, facts.period)
    if counts.total == counts.not_rated:
        return f"No {facts.level_names[2].lower()} was rated at {counts.label}."
    parts = [f"{number} {rating.word}" for rating, number in counts.counts if number]
    if counts.not_rated:
        parts.append(f"{counts.not_rated} not rated")
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    every = facts.counted(counts.total)
    return f"Of the {every} in the plan at {counts.label}, the ratings are {listed}."


def _travels(facts: PlanFacts) -> str:
    if facts.previous is None:
        return "This is the first period, so there is no earlier rating to compare with."
    live = [row for row in facts.actions if not row.closed and row.current]
    found = {way: sum(row.travel is way for row in live) for way in Travel}
    return (
        f"Since {facts.previous.label}, {found[Travel.IMPROVED]} improved, "
        f"{found[Travel.WORSENED]} worsened and {found[Travel.NO_CHANGE]} stayed the same."
    )


def _overdue(facts: PlanFacts) -> str:
    count = sum(row.overdue for row in facts.actions)
    if not count:
        return f"No open {facts.level_names[2].lower()} is past its due date."
    return f"{facts.counted(count)} {'is' if count == 1 else 'are'} past the due date."


def fill(text: str, values: Mapping[str, str], where: str) -> str:
    """Replace fields by their words; raises UserError naming an unknown field and its line."""

    def word(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name in values:
            return values[name]
        line = text.count("\n", 0, found.start()) + 1
        raise UserError(
            f"{where}, line {line}: there is no field {{{name}}}.",
            f"Use one of: {', '.join(sorted(values))}.",
        )

    return _FIELD.sub(word, text)


def template_texts(values: Mapping[str, str]) -> list[str]:
    """Return the texts that every new pack starts with, as they are printed."""
    return [fill(spec.text, values, spec.title) for spec in default_outline()[1]]


_POINT = re.compile(r"[-*\u2022]\s+(?=\S)")  # as typed, and as pasted from Word


def covering_report_of(text: str) -> CoveringReport:
    """Read a written report: ``# Heading``, a paragraph a line, ``- point`` below its paragraph."""
    parts: list[tuple[str, list[tuple[str, list[str]]]]] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("#"):
            parts.append((line.lstrip("# "), []))
            continue
        if not line:
            continue
        if not parts:
            parts.append(("Report", []))
        clauses = parts[-1][1]
        mark = _POINT.match(line)
        if mark and clauses:
            clauses[-1][1].append(line[mark.end() :])
        else:
            clauses.append((line[mark.end() :] if mark else line, []))
    return CoveringReport(
        tuple(
            ReportPart(title, tuple(Clause(said, tuple(points)) for said, points in clauses))
            for title, clauses in parts
        )
    )


def note_of(text: str) -> Note:
    """Read a note: a paragraph a line, ``- point`` lines one after the other are a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said: list[str | tuple[str, ...]] = []
    for is_list, some in groupby(lines, lambda line: _POINT.match(line) is not None):
        if is_list:
            said.append(tuple(_POINT.sub("", line, count=1) for line in some))
        else:
            said += some
    return Note(tuple(said))
