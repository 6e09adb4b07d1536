"""What an agenda can hold, and the agenda that a new pack starts with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from plandesk import resources
from plandesk.errors import UsageError


class EntryKind(StrEnum):
    """What is printed for an agenda item."""

    COVERING_REPORT = "covering-report"
    DASHBOARD = "dashboard"
    PROJECT_SUMMARY = "project-summary"
    ACTION_SUMMARY = "action-summary"
    EXCEPTIONS = "exceptions"
    HIGHLIGHTS = "highlights"
    MILESTONES = "milestones"
    OUTCOMES = "outcomes"
    ASSURANCE = "assurance"
    RETURNS = "returns"
    CHANGES = "changes"
    GLOSSARY = "glossary"
    SERVICE_PLANS = "service-plans"
    ORGANISATIONAL_PLAN = "organisational-plan"
    PERFORMANCE_PLAN = "performance-plan"
    MEASURES = "measures"
    MEASURE_CHARTS = "measure-charts"
    MEASURE_QUARTERS = "measure-quarters"
    RISKS = "risks"
    RECOMMENDATIONS = "recommendations"
    OPTIONS = "options"
    SWOT = "swot"
    SELF_ASSESSMENT = "self-assessment"
    WORK_PROGRAMME = "work-programme"
    FORWARD_PLAN = "forward-plan"
    EQUALITY = "equality"
    LINE_OF_SIGHT = "line-of-sight"
    SOURCES = "sources"
    MOVEMENTS = "movements"
    NOTE = "note"
    PAPER = "paper"


TITLES = {
    EntryKind.COVERING_REPORT: "Covering report",
    EntryKind.DASHBOARD: "Dashboard",
    EntryKind.PROJECT_SUMMARY: "Project summary",
    EntryKind.ACTION_SUMMARY: "Action summary",
    EntryKind.EXCEPTIONS: "Exceptions",
    EntryKind.HIGHLIGHTS: "Highlight reports",
    EntryKind.MILESTONES: "Milestones",
    EntryKind.OUTCOMES: "Review outcomes",
    EntryKind.ASSURANCE: "Exceptions to the rules of rating",
    EntryKind.RETURNS: "Returns",
    EntryKind.CHANGES: "Changes since the last pack",
    EntryKind.GLOSSARY: "Glossary",
    EntryKind.SERVICE_PLANS: "Service plans",
    EntryKind.ORGANISATIONAL_PLAN: "Organisational development plan",
    EntryKind.PERFORMANCE_PLAN: "Performance and delivery",
    EntryKind.MEASURES: "Measures",
    EntryKind.MEASURE_CHARTS: "Measures in detail",
    EntryKind.MEASURE_QUARTERS: "Measures by quarter",
    EntryKind.RISKS: "Risk register",
    EntryKind.RECOMMENDATIONS: "Recommendations",
    EntryKind.OPTIONS: "Options appraisal",
    EntryKind.SWOT: "SWOT analysis",
    EntryKind.SELF_ASSESSMENT: "Self-assessment",
    EntryKind.WORK_PROGRAMME: "Work programme",
    EntryKind.FORWARD_PLAN: "Forward plan",
    EntryKind.EQUALITY: "Equality return",
    EntryKind.LINE_OF_SIGHT: "Line of sight",
    EntryKind.SOURCES: "Actions by source",
    EntryKind.MOVEMENTS: "Movement of ratings",
    EntryKind.NOTE: "Note",
    EntryKind.PAPER: "Paper",
}


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """An agenda item that is to be added."""

    kind: EntryKind
    title: str = ""
    presenter: str = ""
    purpose: str = ""
    text: str = ""
    file_hash: str | None = None
    exempt_paragraph: str = ""
    exempt_reason: str = ""
    late_reason: str = ""

    @property
    def is_unwritten(self) -> bool:
        """Tell whether somebody has yet to write its text."""
        written = self.kind in (EntryKind.NOTE, EntryKind.COVERING_REPORT)
        return written and not self.text.strip()


def read_kind(text: str) -> EntryKind:
    """Return the kind with this name; raises UsageError naming those there are."""
    said = "-".join(text.casefold().split())
    for kind in EntryKind:
        if said == kind.value:
            return kind
    names = ", ".join(kind.value for kind in EntryKind)
    raise UsageError(f"“{text}” is nothing a pack can print.", f"Choose one of: {names}.")


@cache
def default_outline() -> tuple[str, tuple[EntrySpec, ...]]:
    """Return the title and the agenda items that a new pack starts with."""
    said = tomllib.loads(resources.path("templates/board_pack.toml").read_text("utf-8"))
    entries = tuple(
        EntrySpec(
            read_kind(entry["kind"]),
            entry.get("title", ""),
            entry.get("presenter", ""),
            entry.get("purpose", ""),
            entry.get("text", "").strip(),
        )
        for entry in said["entries"]
    )
    return said["title"], entries
