"""Everything a pack says, as plain values: reports draw this tree and ask nobody else.

Refs, names and ratings come ready from the plan; a section holds its rows in printed order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from plandesk.models.labels import ENGLISH, Labels, read_labels
from plandesk.models.types import Rating, Scale, Travel
from plandesk.reports.guide_content import Guide

if TYPE_CHECKING:  # most packs have no register, and making its many classes takes a while
    from plandesk.reports.register_content import RegisterSection


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting a pack is for; without a date the pack names only the body."""

    body: str
    date: dt.date | None = None
    place: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Exempt:
    """Why an agenda item is not for publication: its Schedule 12A paragraph and the reason."""

    paragraph: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """How many actions of a group carry each rating; ``note`` is printed under the table.

    ``short`` is what a sentence calls the group, where the label is long.
    """

    label: str
    counts: tuple[tuple[Rating, int], ...]
    not_rated: int = 0
    note: str = ""
    projects: int | None = None
    short: str = ""

    @property
    def total(self) -> int:
        """Return the number of actions counted, rated or not."""
        return sum(number for _, number in self.counts) + self.not_rated

    def of(self, code: str) -> int:
        """Return the count of one rating."""
        return next((number for rating, number in self.counts if rating.code == code), 0)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Counts by reporting period (oldest first) and by workstream for the latest period."""

    periods: tuple[PeriodCounts, ...]
    groups: tuple[PeriodCounts, ...] = ()
    group_name: str = "Workstream"
    unit: str = "actions"
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project of the project summary; ``actions`` is None where it has none of its own."""

    ref: str
    title: str
    lead: str = ""
    actions: int | None = None
    previous: Rating | None = None
    current: Rating | None = None
    outcome: str = ""
    comments: str = ""
    reported_elsewhere: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ProjectGroup:
    """A workstream and its projects."""

    ref: str
    title: str
    rows: tuple[ProjectRow, ...]


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """The projects of the plan, as in Appendix One of the 2024 improvement plan paper."""

    groups: tuple[ProjectGroup, ...]
    previous_label: str = "Previous"
    current_label: str = "Current"
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with its milestones; scope and new marks are part of the printed title.

    ``closed`` says that it has left the plan, so that it has no current rating.
    """

    ref: str
    title: str
    milestones: tuple[str, ...] = ()
    lead: str = ""
    due: str = ""
    previous: Rating | None = None
    current: Rating | None = None
    travel: Travel = Travel.NOT_RATED
    outcome: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """A project and its actions; ``note`` is printed where there are none."""

    ref: str
    title: str
    lead: str
    rows: tuple[ActionRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionStream:
    """A workstream and its projects with their actions."""

    ref: str
    title: str
    projects: tuple[ActionGroup, ...]


@dataclass(frozen=True, slots=True)
class ActionSummary:
    """The actions of the plan, as in Appendix Two of the 2024 improvement plan paper."""

    streams: tuple[ActionStream, ...]
    previous_label: str = "Previous"
    current_label: str = "Current"
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An action the board should look at, and why."""

    ref: str
    title: str
    lead: str = ""
    due: str = ""
    previous: Rating | None = None
    current: Rating | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExceptionKind:
    """Exceptions of one kind, such as "Rated Red" or "Overdue"."""

    title: str
    rows: tuple[ExceptionRow, ...]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The exception report."""

    groups: tuple[ExceptionKind, ...]
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One difference since the body last saw the plan."""

    ref: str
    title: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a date or an earlier pack."""

    since: str
    rows: tuple[ChangeRow, ...]
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """The highlight report of one project for one period."""

    ref: str
    title: str
    lead: str
    sponsor: str
    previous: Rating | None
    current: Rating | None
    travel: Travel
    counts: PeriodCounts
    progress: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    help_needed: tuple[str, ...] = ()
    rows: tuple[ActionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights:
    """The highlight reports of several projects."""

    reports: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class TableSection:
    """Any register as a table of words and ratings.

    Milestones, risks, measures, recommendations, the closure ledger and the glossary are such
    tables. A cell is text, or a Rating, or a Travel. ``shares`` are the relative widths.
    """

    columns: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str | Rating | Travel | None, ...], ...]
    introduction: tuple[str, ...] = ()
    empty: str = "There is nothing to report."
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph of a covering report, with points beneath it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A numbered heading of a covering report and its paragraphs."""

    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class CoveringReport:
    """A report in numbered paragraphs: purpose, recommendations, background, implications."""

    parts: tuple[ReportPart, ...]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Plain paragraphs; a tuple among them is a list of points."""

    paragraphs: tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AttachedPaper:
    """A PDF to be taken into the pack as it is."""

    path: Path
    name: str


_PlanSection = (
    Dashboard
    | ProjectSummary
    | ActionSummary
    | Exceptions
    | Changes
    | Highlights
    | TableSection
    | CoveringReport
    | Note
    | AttachedPaper
    | Guide
)
Section: TypeAlias = "_PlanSection | RegisterSection"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One item of the agenda and what is printed for it; ``number`` is as printed ("4", "4a").

    ``late`` is the reason why the item was published after its last day.
    """

    number: str
    title: str
    section: Section | None = None
    presenter: str = ""
    purpose: str = ""
    exempt: Exempt | None = None
    late: str = ""

    @property
    def key(self) -> str:
        """Return the name of the place where the item begins."""
        return f"item-{self.number}"


@dataclass(frozen=True, slots=True)
class PackContent:
    """A whole pack; ``built_at`` is the clock of the build, so the same content is the same file.

    ``scale`` is explained once near the front. ``first_page`` continues the numbering of an
    earlier pack in a supplement. ``secrets`` are further strings that must not be published.
    ``notices`` stand on the cover, ``footer`` and ``history`` small at the foot of each page.
    ``data`` is the plan as printed, and ``public_data`` what of it the public version prints.
    A ``bare`` pack is one report on its own: without cover and agenda, its item without number.
    ``labels`` are the headings in the language of the papers.
    ``vocabulary`` is no secret: names of levels and outcomes, texts of the template.
    ``public`` is what the public version says instead, where the plan itself holds anything exempt.
    """

    title: str
    plan: str
    organisation: str
    meeting: Meeting
    built_at: dt.datetime
    scale: Scale
    entries: tuple[AgendaEntry, ...]
    period: str = ""
    as_at: dt.date | None = None
    first_page: int = 1
    large_print: bool = False
    secrets: tuple[str, ...] = field(default=())
    notices: tuple[str, ...] = ()
    footer: str = ""
    history: str = ""
    logo: bytes = b""
    data: bytes = b""
    public_data: bytes = b""
    vocabulary: tuple[str, ...] = ()
    bare: bool = False
    labels: Labels = field(default_factory=lambda: read_labels(ENGLISH))
    public: PublicContent | None = None

    def edition(self, *, public: bool) -> PackContent:
        """Return what the full or the public version says."""
        return self.public.content if public and self.public is not None else self

    def with_large_print(self, *, on: bool) -> PackContent:
        """Return both versions in large print, or in the size that most read."""
        other = self.public
        if other is not None:
            other = replace(other, content=replace(other.content, large_print=on))
        return replace(self, large_print=on, public=other)


@dataclass(frozen=True, slots=True)
class PublicContent:
    """A pack made from a plan without what is exempt in it, and the words that were left out."""

    content: PackContent
    withheld: tuple[str, ...]


def worst_rating(ratings: Sequence[Rating]) -> Rating | None:
    """Return the rating that a board asks about first.

    That is the lowest one that has to be explained; where none has, the lowest of work under way.
    """
    explained = [rating for rating in ratings if rating.needs_reason and not rating.done]
    flying = explained or [rating for rating in ratings if rating.in_flight]
    return min(flying, key=lambda rating: rating.rank) if flying else None
