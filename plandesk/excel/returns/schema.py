"""What a return holds, before it is written and after it is read, as plain frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plandesk.errors import UserError
from plandesk.models.types import Level, Scale

FORMAT_VERSION = 1
IDENTITY = "PlanDeskReturn"  # the property and the defined name that say which return it is
ABOUT_LABELS = {
    "reference": "Return reference",
    "plan_title": "Plan",
    "plan_uid": "Plan identifier",
    "period": "Reporting period",
    "as_at": "As at",
    "issued": "Issued",
    "due": "Due back",
    "lead": "Lead",
    "contact": "Send back to",
    "version": "Return format",
    "seal": "Plan seal",
}


class Field(StrEnum):
    """The answers a return asks for; the names are those of the plan's updates."""

    RATING = "rating"
    PROGRESS = "progress"
    FORECAST = "forecast"
    REASON = "reason"
    HELP = "help_needed"


class Locked(StrEnum):
    """The columns that say which row it is; they are compared, never imported."""

    REF = "ref"
    TITLE = "title"
    LEAD = "lead"
    DUE = "due"
    LAST = "last"
    KEY = "key"


class Severity(StrEnum):
    """An error blocks its row; a warning can be accepted with a reason; a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def words(self) -> str:
        """How serious it is, as the window, the command, the help and a report say it."""
        return {"error": "To fix", "warning": "To check", "note": "To know"}[self.value]


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of a workbook; rows and columns count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as Excel names it: "D14"."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a return: what is where, what to do, and what it stops.

    ``holds`` keeps the changes concerned unticked until somebody accepts the warning with a
    reason; ``key`` and ``field`` say which (both empty: the whole file). ``suggestion`` is the
    value that one press can put in place ("Use Amber"). ``where`` is how the message names the
    row, so that it can be said of many rows at once.
    """

    severity: Severity
    message: str
    fix: str = ""
    sheet: str = ""
    cell: str = ""
    found: str = ""
    code: str = ""
    key: str = ""
    field: str = ""
    holds: bool = False
    suggestion: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The five answers about one row; ``rating`` is a code of the scale, "" when not rated."""

    rating: str = ""
    progress: str = ""
    forecast: str = ""
    reason: str = ""
    help_needed: str = ""

    def get(self, name: Field) -> str:
        """Return one answer."""
        return getattr(self, name.value)


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row of a return: which action or milestone it is, and its values as issued."""

    key: str
    ref: str
    title: str
    lead: str = ""
    due: str = ""
    last_rating: str = ""
    issued: Answers = field(default_factory=Answers)
    level: Level = Level.ACTION


@dataclass(frozen=True, slots=True)
class About:
    """The block that says what a return is: printed on it, and read back from it."""

    reference: str
    plan_title: str
    plan_uid: str
    period: str
    as_at: dt.date | None = None
    issued: dt.date | None = None
    due: dt.date | None = None
    lead: str = ""
    contact: str = ""
    version: int = FORMAT_VERSION
    seal: str = ""


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """Everything that goes into one workbook; ``row_word`` is the plan's word for an action.

    ``language`` is the code of the language of its headings, English without one.
    """

    about: About
    rows: tuple[ReturnRow, ...]
    scale: Scale
    row_word: str = "Action"
    language: str = ""


class ValueKind(StrEnum):
    """How the answer was typed into its cell."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LOGICAL = "logical"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class RawValue:
    """One answer cell as read: its text as shown, and what stands in the way of using it."""

    cell: CellRef
    text: str = ""
    kind: ValueKind = ValueKind.BLANK
    date: dt.date | None = None
    formula: str = ""
    struck: str = ""
    blocked: bool = False
    shared_with: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the returned table: its key (or ""), what it says it is, and its answers."""

    row: int
    key: str
    key_text: str
    locked: Mapping[Locked, str]
    answers: Mapping[Field, RawValue]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawReturn:
    """A returned workbook as read, before it is compared with the plan."""

    name: str
    fingerprint: str
    about: About
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    rows: tuple[RawRow, ...]
    findings: tuple[Finding, ...] = ()


class ReturnRefused(UserError):
    """Nothing of this file can be imported; ``finding`` says where and why."""

    def __init__(self, message: str, hint: str = "", finding: Finding | None = None) -> None:
        super().__init__(message, hint)
        self.finding = finding or Finding(Severity.ERROR, message, hint, code="refused")
