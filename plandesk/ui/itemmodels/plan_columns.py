"""The columns a plan can be shown in, as data: title, text, sort value, width and editor."""

# pyright: reportArgumentType=false
# (the binding types QT_TRANSLATE_NOOP as returning object)

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from plandesk.models.plan_fields import FieldKind, FieldOption
from plandesk.models.register_fields import read_number
from plandesk.models.types import Level, Scale, Travel, join_names, ref_key

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow


class Column(IntEnum):
    """The columns that every plan has, in their first order; a plan's own come behind them."""

    REF = 0
    TITLE = 1
    LEAD = 2
    DUE = 3
    PREVIOUS = 4
    CURRENT = 5
    TRAVEL = 6
    ACTIONS = 7
    SPONSOR = 8
    SCOPE = 9
    SOURCE = 10
    OUTCOME = 11
    PROJECT = 12
    WORKSTREAM = 13
    CHARACTERISTIC = 14
    PROGRESS = 15
    REASON = 16
    FORECAST = 17
    HELP = 18


# What a row is below, for the flat list; the item model knows it, the row does not.
ABOVE: dict[int, Level] = {
    Column.PROJECT: Level.PROJECT,
    Column.WORKSTREAM: Level.WORKSTREAM,
}


class Editor(Enum):
    """How a cell is edited."""

    NONE = auto()
    TEXT = auto()
    LINE = auto()
    LONG = auto()
    PEOPLE = auto()
    TIMEFRAME = auto()
    RATING = auto()
    TAGS = auto()
    OUTCOME = auto()


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The plan's own words: its scale, its levels, its outcomes by code, and its own columns."""

    scale: Scale = field(default_factory=lambda: Scale(""))
    levels: tuple[str, str, str, str] = ("", "", "", "")
    outcomes: tuple[tuple[str, str], ...] = ()
    fields: tuple[FieldOption, ...] = ()

    def level(self, level: Level) -> str:
        """Return what the plan calls a level."""
        return self.levels[level - 1]

    def rating_word(self, code: str | None) -> str:
        """Return the word of a rating, empty for none."""
        rating = self.scale.by_code(code)
        return rating.word if rating else ""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column; ``width`` is in heights of a line, and titles are marked for translation.

    ``field`` is the name that edits, the clipboard and saved views know the column by. Rows do
    not carry what a ``stored`` column says: it is read when somebody shows it, and ``value`` turns
    it into what rows are sorted by. Only rows of ``level`` have it, where it says one.
    """

    column: int
    field: str
    title: str
    tip: str
    width: float
    text: Callable[[PlanRow, PlanWords], str]
    sort: Callable[[PlanRow, PlanWords], Any]
    editor: Editor = Editor.NONE
    shown: bool = True
    stored: bool = False
    value: Callable[[str], Any] = str.casefold
    level: Level | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether this is a column of the plan's own, which the plan itself has named."""
        return self.column >= len(COLUMNS)

    def heading(self) -> str:
        """Return the title, translated unless the plan gave it."""
        return self.title if self.is_own else QCoreApplication.translate(_T, self.title)

    def explanation(self) -> str:
        """Return the translated tip; the plan's own columns explain themselves."""
        return self.title if self.is_own else QCoreApplication.translate(_T, self.tip)


_WORST_LAST = 10**6
_TRAVEL_WORDS = {
    Travel.IMPROVED: QT_TRANSLATE_NOOP("PlanColumns", "Improved"),
    Travel.NO_CHANGE: QT_TRANSLATE_NOOP("PlanColumns", "No change"),
    Travel.WORSENED: QT_TRANSLATE_NOOP("PlanColumns", "Worsened"),
    Travel.NEW: QT_TRANSLATE_NOOP("PlanColumns", "New"),
    Travel.NOT_RATED: QT_TRANSLATE_NOOP("PlanColumns", "Not rated"),
}
_TRAVEL_ORDER = (Travel.WORSENED, Travel.NO_CHANGE, Travel.IMPROVED, Travel.NEW, Travel.NOT_RATED)


def _rank(words: PlanWords, code: str | None) -> int:
    rating = words.scale.by_code(code)
    return rating.rank if rating else _WORST_LAST


def _due_key(row: PlanRow) -> tuple[bool, dt.date, str]:
    return (row.due_latest is None, row.due_latest or dt.date.max, row.due_text.casefold())


def travel_word(travel: Travel) -> str:
    """Return the translated word for a direction of travel."""
    return QCoreApplication.translate("PlanColumns", _TRAVEL_WORDS[travel])


def travel_text(row: PlanRow) -> str:
    """Say nothing where nothing can be compared: never rated, or closed before this period."""
    blank = row.travel is Travel.NOT_RATED and (row.previous is None or row.closed)
    return "" if blank and row.current is None else travel_word(row.travel)


def closed_text(row: PlanRow) -> str:
    """Return the word for a row that an outcome ended, empty for one still open."""
    return QCoreApplication.translate("PlanColumns", "Closed") if row.closed else ""


def _folded(text: str) -> tuple[bool, str]:
    return (not text, text.casefold())  # empty cells last


def _nothing(_row: PlanRow, _words: PlanWords) -> str:
    return ""


def _latest(text: str) -> tuple[bool, dt.date, str]:
    # Here: nothing is sorted by days when the table is first seen.
    from plandesk.models.timeframes.reading import read_timeframe

    latest = read_timeframe(text).latest
    return (latest is None, latest or dt.date.max, text.casefold())


def _number(text: str) -> tuple[bool, float, str]:
    number = read_number(text)
    return (number is None, number or 0.0, text.casefold())


_T = "PlanColumns"
COLUMNS: tuple[ColumnSpec, ...] = (
    ColumnSpec(
        Column.REF,
        "ref",
        QT_TRANSLATE_NOOP(_T, "Ref"),
        QT_TRANSLATE_NOOP(_T, "Reference"),
        5.9,
        lambda row, _: row.ref,
        lambda row, _: ref_key(row.ref),
    ),
    ColumnSpec(
        Column.TITLE,
        "title",
        QT_TRANSLATE_NOOP(_T, "Title"),
        QT_TRANSLATE_NOOP(_T, "Title"),
        20.0,
        lambda row, _: row.title,
        lambda row, _: row.title.casefold(),
        Editor.TEXT,
    ),
    ColumnSpec(
        Column.LEAD,
        "lead",
        QT_TRANSLATE_NOOP(_T, "Lead"),
        QT_TRANSLATE_NOOP(_T, "Who does it"),
        7.2,
        lambda row, _: join_names(row.leads),
        lambda row, _: _folded(join_names(row.leads)),
        Editor.PEOPLE,
    ),
    ColumnSpec(
        Column.DUE,
        "due",
        QT_TRANSLATE_NOOP(_T, "Due"),
        QT_TRANSLATE_NOOP(_T, "When it is to be done"),
        5.9,
        lambda row, _: row.due_text,
        lambda row, _: _due_key(row),
        Editor.TIMEFRAME,
    ),
    ColumnSpec(
        Column.PREVIOUS,
        "previous",
        QT_TRANSLATE_NOOP(_T, "Previous"),
        QT_TRANSLATE_NOOP(_T, "Rating in the period before"),
        4.3,
        lambda row, words: words.rating_word(row.previous),
        lambda row, words: _rank(words, row.previous),
    ),
    ColumnSpec(
        Column.CURRENT,
        "rating",
        QT_TRANSLATE_NOOP(_T, "Current"),
        QT_TRANSLATE_NOOP(_T, "Rating in this period"),
        5.0,
        lambda row, words: words.rating_word(row.current) or closed_text(row),
        lambda row, words: _rank(words, row.current),
        Editor.RATING,
    ),
    ColumnSpec(
        Column.TRAVEL,
        "travel",
        QT_TRANSLATE_NOOP(_T, "Travel"),
        QT_TRANSLATE_NOOP(_T, "Direction of travel since the period before"),
        5.7,
        lambda row, _: travel_text(row),
        lambda row, _: _TRAVEL_ORDER.index(row.travel),
    ),
    ColumnSpec(
        Column.ACTIONS,
        "actions",
        QT_TRANSLATE_NOOP(_T, "Actions by rating"),
        QT_TRANSLATE_NOOP(_T, "How many of its actions have each rating; milestones done"),
        8.0,
        lambda row, _: "",
        lambda row, _: 0,
    ),
    ColumnSpec(
        Column.SPONSOR,
        "sponsor",
        QT_TRANSLATE_NOOP(_T, "Sponsor"),
        QT_TRANSLATE_NOOP(_T, "Who answers for it"),
        9.5,
        lambda row, _: join_names(row.sponsors),
        lambda row, _: _folded(join_names(row.sponsors)),
        Editor.PEOPLE,
        shown=False,
    ),
    ColumnSpec(
        Column.SCOPE,
        "scope",
        QT_TRANSLATE_NOOP(_T, "Scope"),
        QT_TRANSLATE_NOOP(_T, "Which part of the council it concerns"),
        7.0,
        lambda row, _: ", ".join(row.scope),
        lambda row, _: _folded(", ".join(row.scope)),
        Editor.TAGS,
        shown=False,
    ),
    ColumnSpec(
        Column.SOURCE,
        "source",
        QT_TRANSLATE_NOOP(_T, "Source"),
        QT_TRANSLATE_NOOP(_T, "Where it comes from"),
        7.0,
        lambda row, _: ", ".join(row.sources),
        lambda row, _: _folded(", ".join(row.sources)),
        Editor.TAGS,
        shown=False,
    ),
    ColumnSpec(
        Column.OUTCOME,
        "outcome",
        QT_TRANSLATE_NOOP(_T, "Outcome"),
        QT_TRANSLATE_NOOP(_T, "What the review decided"),
        8.0,
        lambda row, _: row.outcome_word,
        lambda row, _: _folded(row.outcome_word),
        Editor.OUTCOME,
        shown=False,
    ),
    ColumnSpec(
        Column.PROJECT,
        "project",
        QT_TRANSLATE_NOOP(_T, "Project"),
        QT_TRANSLATE_NOOP(_T, "Which project it is part of"),
        11.0,
        lambda row, _: "",
        lambda row, _: 0,
        shown=False,
    ),
    ColumnSpec(
        Column.WORKSTREAM,
        "workstream",
        QT_TRANSLATE_NOOP(_T, "Workstream"),
        QT_TRANSLATE_NOOP(_T, "Which workstream it is part of"),
        11.0,
        lambda row, _: "",
        lambda row, _: 0,
        shown=False,
    ),
    ColumnSpec(
        Column.CHARACTERISTIC,
        "characteristic",
        QT_TRANSLATE_NOOP(_T, "Characteristics"),
        QT_TRANSLATE_NOOP(_T, "Which protected characteristics it concerns"),
        9.0,
        lambda row, _: ", ".join(row.characteristics),
        lambda row, _: _folded(", ".join(row.characteristics)),
        Editor.TAGS,
        shown=False,
    ),
    ColumnSpec(
        Column.PROGRESS,
        "progress",
        QT_TRANSLATE_NOOP(_T, "Progress"),
        QT_TRANSLATE_NOOP(_T, "What was done in this period"),
        16.0,
        _nothing,
        _nothing,
        Editor.LONG,
        shown=False,
        stored=True,
    ),
    ColumnSpec(
        Column.REASON,
        "reason",
        QT_TRANSLATE_NOOP(_T, "Reason"),
        QT_TRANSLATE_NOOP(_T, "Why it is rated so, and what will put it right"),
        16.0,
        _nothing,
        _nothing,
        Editor.LONG,
        shown=False,
        stored=True,
    ),
    ColumnSpec(
        Column.FORECAST,
        "forecast",
        QT_TRANSLATE_NOOP(_T, "Forecast"),
        QT_TRANSLATE_NOOP(_T, "When it is now expected to be done"),
        7.0,
        _nothing,
        _nothing,
        Editor.TIMEFRAME,
        shown=False,
        stored=True,
        value=_latest,
    ),
    ColumnSpec(
        Column.HELP,
        "help",
        QT_TRANSLATE_NOOP(_T, "Help needed"),
        QT_TRANSLATE_NOOP(_T, "What others are asked to do"),
        12.0,
        _nothing,
        _nothing,
        Editor.LONG,
        shown=False,
        stored=True,
    ),
)
UPDATE_COLUMNS = (Column.PROGRESS, Column.REASON, Column.FORECAST, Column.HELP)


def columns_of(fields: Sequence[FieldOption]) -> tuple[ColumnSpec, ...]:
    """Return the columns of a plan that has these further ones, with those behind the others."""
    own = (_own(at, option) for at, option in enumerate(fields, start=len(COLUMNS)))
    return (*COLUMNS, *own) if fields else COLUMNS


def _own(column: int, option: FieldOption) -> ColumnSpec:
    from plandesk.services.field_values import NUMBERS, OWN

    number = option.kind in NUMBERS
    many = option.kind in (FieldKind.LONG, FieldKind.LIST)
    return ColumnSpec(
        column,
        OWN + option.key,
        option.label,
        option.label,
        7.0 if number else 12.0,
        _nothing,
        _nothing,
        Editor.LONG if many else Editor.LINE,
        shown=False,
        stored=True,
        value=_number if number else str.casefold,
        level=option.level,
    )
