"""What the smaller registers and lists say in a report, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from plandesk.models.types import Rating


@dataclass(frozen=True, slots=True)
class Swot:
    """Strengths, weaknesses, opportunities and threats of something."""

    title: str
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class SwotSection:
    """One or more SWOT analyses."""

    analyses: tuple[Swot, ...]
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that supports an answer: what, how much, and when."""

    what: str
    figure: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A question that a service asks itself, its answer in paragraphs, and its key figures."""

    ref: str
    question: str
    response: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    rating: Rating | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """The tests of a self-assessment."""

    tests: tuple[SelfTest, ...]
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An item that a body will look at; parts are printed beneath it."""

    title: str
    officers: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkMeeting:
    """A meeting of a work programme with the day its papers go out.

    ``stated_send_out`` is the day that the source prints; it is printed, with a note where the
    rule gives another.
    """

    date: str
    send_out: str = ""
    stated_send_out: str = ""
    place: str = ""
    items: tuple[WorkItem, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkProgramme:
    """The work programme of a body."""

    body: str
    meetings: tuple[WorkMeeting, ...]
    rule: str = ""
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForwardEntry:
    """A decision that is planned: its number, who takes it, and when."""

    ref: str
    title: str
    decision_by: str = ""
    date: str = ""
    officer: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForwardPlan:
    """The decisions that are planned."""

    entries: tuple[ForwardEntry, ...]
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation and its meanings; two meanings are a finding."""

    abbreviation: str
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The glossary; ``undefined`` are abbreviations in use that nobody explains."""

    terms: tuple[Term, ...]
    undefined: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EqualityRow:
    """What should be published, what there is, and for whom it is broken down.

    ``answers`` has one word for each characteristic of the return, in its order: "Yes", "No",
    "Not applicable" or nothing.
    """

    ref: str
    subject: str
    evidence: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    gaps: str = ""


@dataclass(frozen=True, slots=True)
class EqualityReturn:
    """The equality information of a body by protected characteristic (Equality Act 2010)."""

    characteristics: tuple[str, ...]
    rows: tuple[EqualityRow, ...]
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SightRow:
    """One item that serves a priority or carries a tag; ``path`` is the plan and what is above."""

    path: str
    ref: str
    title: str
    lead: str = ""
    due: str = ""
    rating: Rating | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SightGroup:
    """A corporate priority or a tag, and everything that serves or carries it."""

    title: str
    rows: tuple[SightRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineOfSight:
    """From priorities down to actions."""

    groups: tuple[SightGroup, ...]
    introduction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Movements:
    """How ratings moved from one period to the next, and their numbers over the periods.

    ``moves`` counts pairs of earlier and present rating (None: not rated); ``trend`` has the
    labels of the periods, oldest first, and ``lines`` each rating's numbers at them.
    """

    ratings: tuple[Rating, ...]
    moves: tuple[tuple[Rating | None, Rating | None, int], ...]
    previous: str = "Previous"
    current: str = "Current"
    unit: str = "actions"
    trend: tuple[str, ...] = ()
    lines: tuple[tuple[Rating, tuple[int, ...]], ...] = ()
    introduction: tuple[str, ...] = ()
