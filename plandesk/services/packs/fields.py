"""The fields that a covering report may hold in braces, filled from the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plandesk.errors import UserError
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Level, Travel
from plandesk.reports.content import Clause, CoveringReport, ReportPart
from plandesk.services.packs.outline import default_outline
from plandesk.services.queries.packs.content import PlanFacts, plural

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
        "elsewhere_sentence": _elsewhere(facts),
        "ratings_sentence": _ratings(facts),
        "travel_sentence": _travels(facts),
        "overdue_sentence": _overdue(facts),
    }


def _elsewhere(facts: PlanFacts) -> str:
    count = sum(row.reported_elsewhere for row in facts.rows if row.level is Level.PROJECT)
    if not count:
        return "All projects are reported here."
    verb = "is" if count == 1 else "are"
    return f"{count} of the projects {verb} reported elsewhere and listed for completeness."


def _ratings(facts: PlanFacts) -> str:
    if facts.period is None:
        return "No reporting period has been opened yet."
    counts = facts.counts(facts.period.label, facts.actions, facts.period)
    if not counts.total:
        return f"No action was rated at {counts.label}."
    parts = [f"{number} {rating.word}" for rating, number in counts.counts if number]
    if counts.not_rated:
        parts.append(f"{counts.not_rated} not rated")
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"Of the {plural(counts.total)} in the plan at {counts.label}, the ratings are {listed}."


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
        return "No open action is past its due date."
    return f"{plural(count)} {'is' if count == 1 else 'are'} past the due date."


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
        if line.startswith("- ") and clauses:
            clauses[-1][1].append(line[2:].strip())
        else:
            clauses.append((line, []))
    return CoveringReport(
        tuple(
            ReportPart(title, tuple(Clause(said, tuple(points)) for said, points in clauses))
            for title, clauses in parts
        )
    )
