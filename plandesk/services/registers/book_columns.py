"""What the sheets of a register's workbook hold: one for its entries, one for each kind of part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.excel.register_book import BookColumn, BookTable, fold_heading
from plandesk.models.period import Period
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_types import (
    FieldSpec,
    RegisterKind,
    ValuePer,
    ValueSpec,
)
from plandesk.models.types import ref_key
from plandesk.services.queries.registers.rows import (
    EntryRow,
    RegisterFilter,
    ValueRow,
    part_rows,
    register_rows,
    values_of,
)
from plandesk.services.registers.kinds import kind_of

KEY = "Key"
ABOVE = "above"
"""The name of the column that says which entry a part belongs to."""

_WIDE, _NARROW = 42.0, 14.0
_BESIDE = ("note", "source")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds of an entry, and how its heading reads.

    ``about`` names the part that a value is against, such as the criterion of a score;
    ``beside`` is "note" or "source" where the column holds that of the value.
    """

    name: str
    heading: str
    spec: FieldSpec | None = None
    value: ValueSpec | None = None
    period: Period | None = None
    period_text: str = ""
    area: str = ""
    about: str = ""
    beside: str = ""

    @property
    def place(self) -> tuple[str, int | None, str, str, str]:
        """Return what tells the value apart from the others of its entry."""
        period_id = self.period.id if self.period else None
        return (self.name, period_id, self.period_text, self.area, self.about)


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The rows of one sheet with their values; ``names`` are what its entries are called.

    ``tops`` are the entries that parts belong to, None on the sheet of the register itself;
    ``beside`` are the parts of other kinds, which values can be against.
    """

    name: str
    kind: RegisterKind
    rows: Sequence[EntryRow]
    values: Mapping[int, Sequence[ValueRow]]
    columns: Sequence[Column]
    names: Mapping[int, str]
    tops: Mapping[int, EntryRow] | None = None
    beside: Mapping[int, EntryRow] = field(default_factory=dict[int, EntryRow])

    def text(self, row: EntryRow, column: Column) -> str:
        """Return what a row shows in a column."""
        if column.name == ABOVE:
            return self.names.get(row.parent_id or 0, "")
        if column.value is None:
            return row.text(self.kind, column.name)
        found = self.value_in(row, column)
        if found is None:
            return ""
        if column.beside:
            return str(getattr(found, column.beside))
        choice = column.value.as_field().choice(found.text) if column.value.choices else None
        return choice.word if choice else found.text

    def value_in(self, row: EntryRow, column: Column) -> ValueRow | None:
        """Return the value of a row that a column holds, or None."""
        for value in self.values.get(row.id, ()):
            period_text = "" if value.period_id else value.period
            about = self.names.get(value.about_id, "?") if value.about_id else ""
            if (value.key, value.period_id, period_text, value.area, about) == column.place:
                return value
        return None

    def table(self) -> BookTable:
        """Return it as a sheet of a workbook."""
        return BookTable(
            self.name,
            (BookColumn(KEY, 10.0, fixed=True), *map(book_column, self.columns)),
            tuple(
                (row.uid, *(self.text(row, column) for column in self.columns)) for row in self.rows
            ),
        )


def book_column(column: Column) -> BookColumn:
    """Return a column as a workbook has it: its width, and the words that its cells may hold."""
    spec = column.spec
    wide = spec is not None and spec.kind in {FieldKind.LONG, FieldKind.LIST}
    width = _WIDE if wide or column.beside or column.name == "title" else _NARROW
    choices = spec.choices if spec else column.value.choices if column.value else ()
    words = () if column.beside else tuple(choice.word for choice in choices)
    return BookColumn(column.heading, width, words)


def register_sheets(session: Session, name: str, plan_id: int | None = None) -> list[RegisterSheet]:
    """Return the sheet of a register, and one for each kind of part that its entries have."""
    kind = kind_of(session, name, plan_id)
    tops = register_rows(session, name, RegisterFilter(plan_id=plan_id))
    by_top = part_rows(session, [row.id for row in tops])
    parts = [part for row in tops for part in by_top.get(row.id, ())]
    values = values_of(session, [row.id for row in (*tops, *parts)])
    names = _names(tops) | {part.id: part.ref or part.title for part in parts}
    periods = list(session.scalars(select(Period).order_by(Period.as_at, Period.id)))
    whole = RegisterSheet(kind.title, kind, tops, values, (), names)
    sheets = [replace(whole, columns=_columns(whole, None, periods))]
    for one in kind.parts:
        below = RegisterSheet(
            f"{kind.title} - {one.title}",
            one,
            [part for part in parts if part.kind == one.key],
            values,
            (),
            names,
            {row.id: row for row in tops},
            {part.id: part for part in parts if part.kind != one.key},
        )
        sheets.append(replace(below, columns=_columns(below, kind, periods)))
    return sheets


def _names(rows: Sequence[EntryRow]) -> dict[int, str]:
    """Return what each entry is called on the sheets of its parts, no two of them the same."""
    counts = Counter(text for row in rows for text in {one.casefold() for one in called(row)})
    return {
        row.id: next((text for text in called(row) if counts[text.casefold()] == 1), row.uid)
        for row in rows
    }


def called(row: EntryRow) -> tuple[str, ...]:
    """Return what an entry may be called, the shortest first: ref, title, title and date."""
    dated = f"{row.title}, {row.due}" if row.due else ""
    return tuple(text for text in (row.ref, row.title, dated) if text)


def _columns(
    sheet: RegisterSheet, above: RegisterKind | None, periods: Sequence[Period]
) -> list[Column]:
    kind = sheet.kind
    columns = [Column("ref", "Ref"), Column("title", kind.title_label)]
    if above is not None:
        columns.insert(0, Column(ABOVE, above.entry.capitalize()))
    if kind.due_label:
        columns.append(Column("due", kind.due_label))
    columns += [Column(spec.key, spec.label) for spec in kind.people]
    columns += [Column(spec.key, spec.label, spec) for spec in kind.fields]
    columns += [
        Column("sources", "Source tags"),
        Column("characteristics", "Protected characteristics"),
    ]
    for spec in kind.values:
        columns += _value_columns(sheet, spec, periods)
    return columns


def _value_columns(
    sheet: RegisterSheet, spec: ValueSpec, periods: Sequence[Period]
) -> list[Column]:
    """Return a column for each place of a value, and beside it one for its note where one is."""
    own = {period.id: period for period in periods}
    said = [one for row in sheet.rows for one in sheet.values.get(row.id, ())]
    found: dict[Column, set[str]] = {}
    if spec.per is ValuePer.PERIOD:
        found |= {_column(spec, period): set() for period in periods}
    if spec.per is ValuePer.AREA:
        found |= {_column(spec, None, "", area): set() for area in spec.areas}
    for one in said:
        if one.key != spec.key:
            continue
        period = own.get(one.period_id or 0)
        about = sheet.names.get(one.about_id or 0, "")
        place = _column(spec, period, "" if period else one.period, one.area, about)
        known = found.setdefault(place, set())
        known |= {name for name in _BESIDE if getattr(one, name)}
    order = {period.id: number for number, period in enumerate(periods)}
    columns: list[Column] = []
    for column in sorted(found, key=lambda one: _order(one, order)):
        columns.append(column)
        columns += [beside(column, name) for name in _BESIDE if name in found[column]]
    return columns


def _order(column: Column, order: Mapping[int, int]) -> tuple[object, ...]:
    at = order[column.period.id] if column.period else -1
    return (column.area, at, column.period_text, ref_key(column.about), column.about)


def _column(
    spec: ValueSpec,
    period: Period | None,
    period_text: str = "",
    area: str = "",
    about: str = "",
) -> Column:
    label = period.label if period else period_text
    where = about or (f"{label} ({area})" if label and area else label or area)
    heading = f"{spec.label}: {where}" if where else spec.label
    return Column(spec.key, heading, None, spec, period, period_text, area, about)


def beside(column: Column, name: str) -> Column:
    """Return the column of the note or the source of a value."""
    return replace(column, heading=f"{column.heading}, {name}", beside=name)


def read_value_column(kind: RegisterKind, heading: str, periods: Sequence[Period]) -> Column | None:
    """Return the column of a heading that is not on the sheet yet, None where it is of no value.

    Such headings are "Value: Q1 2024/25 (National)", "Score: 3" and "Status: May 2024, note".
    """
    head, _, last = heading.rpartition(", ")
    if head and fold_heading(last) in _BESIDE:
        found = read_value_column(kind, head, periods)
        return beside(found, fold_heading(last)) if found else None
    label, _, said = heading.partition(":")
    where = said.strip()
    spec = next(
        (one for one in kind.values if fold_heading(one.label) == fold_heading(label)), None
    )
    if spec is None or not where:
        return None
    if spec.per is ValuePer.PART:
        return replace(_column(spec, None, about=where), heading=heading)
    area = where if spec.per is ValuePer.AREA else ""
    text = "" if area else where
    if where.endswith(")") and " (" in where:
        text, _, area = where[:-1].rpartition(" (")
    own = next((one for one in periods if one.label.casefold() == text.casefold()), None)
    return replace(_column(spec, own, "" if own else text, area.strip()), heading=heading)
