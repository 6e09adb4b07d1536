"""A register as a workbook: written, and read in again with every difference shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.excel.register_book import (
    BookColumn,
    BookTable,
    ReadRow,
    ReadTable,
    fold_heading,
    write_register_book,
)
from plandesk.excel.worker import in_worker
from plandesk.models.content import EntryContent, ValueContent
from plandesk.models.period import Period
from plandesk.models.register_fields import read_field
from plandesk.models.register_types import FieldKind, FieldSpec, RegisterKind, ValuePer, ValueSpec
from plandesk.models.types import split_names
from plandesk.services.document import Op
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import EditEntry
from plandesk.services.ops.registers.values import SetEntryValues, ValuePlace, ValueSaid
from plandesk.services.ops.together import Together
from plandesk.services.queries.registers.rows import (
    EntryRow,
    RegisterFilter,
    ValueRow,
    register_rows,
    values_of,
)
from plandesk.services.registers.kinds import kind_of, register_names

KEY = "Key"
_WIDE, _NARROW = 42.0, 14.0
_FIXED = frozenset({"key"})
_READER = "plandesk.excel.register_book:read_register_book"


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One difference: the entry, what of it, its text now and in the workbook, and where."""

    ref: str
    field: str
    before: str
    after: str
    where: str


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What a workbook would change; ``op`` makes all of it one step, None for nothing.

    Where there are ``problems`` nothing should be taken; ``notes`` only inform.
    """

    changes: tuple[RegisterChange, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    op: Op | None


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a register: what it holds, and how its heading reads."""

    name: str
    heading: str
    spec: FieldSpec | None = None
    value: ValueSpec | None = None
    period: Period | None = None
    period_text: str = ""
    area: str = ""


def export_register(session: Session, name: str, path: Path, plan_id: int | None = None) -> int:
    """Write a register to a workbook; return how many entries it has.

    Each value of a period has a column, such as "Value: April 2024" or, of another area,
    "Value: April 2024 (National)".
    """
    table = register_table(session, name, plan_id)
    write_register_book(path, table.name, (table,))
    return len(table.rows)


def register_tables(session: Session) -> list[BookTable]:
    """Return every register that has entries, as a sheet each."""
    tables = (register_table(session, name) for name in register_names())
    return [table for table in tables if table.rows]


def register_table(session: Session, name: str, plan_id: int | None = None) -> BookTable:
    """Return a register as a sheet; see ``export_register``."""
    kind = kind_of(session, name, plan_id)
    rows = register_rows(session, name, RegisterFilter(plan_id=plan_id))
    values = values_of(session, [row.id for row in rows])
    columns = _columns(session, kind, values)
    return BookTable(
        kind.title,
        (
            BookColumn(KEY, 10.0, fixed=True),
            *(_book_column(column) for column in columns),
        ),
        tuple(
            (row.uid, *(_text(kind, row, values.get(row.id, ()), column) for column in columns))
            for row in rows
        ),
    )


def _book_column(column: _Column) -> BookColumn:
    spec = column.spec
    wide = spec is not None and spec.kind in {FieldKind.LONG, FieldKind.LIST}
    width = _WIDE if wide or column.name == "title" else _NARROW
    choices = spec.choices if spec else column.value.choices if column.value else ()
    return BookColumn(column.heading, width, tuple(choice.word for choice in choices))


def _columns(
    session: Session, kind: RegisterKind, values: Mapping[int, Sequence[ValueRow]]
) -> list[_Column]:
    columns = [_Column("ref", "Ref"), _Column("title", kind.title_label)]
    if kind.due_label:
        columns.append(_Column("due", kind.due_label))
    columns += [_Column(spec.key, spec.label) for spec in kind.people]
    columns += [_Column(spec.key, spec.label, spec) for spec in kind.fields]
    columns += [
        _Column("sources", "Source tags"),
        _Column("characteristics", "Protected characteristics"),
    ]
    periods = list(session.scalars(select(Period).order_by(Period.as_at, Period.id)))
    said = [row for rows in values.values() for row in rows if row.about_id is None]
    for spec in kind.values:
        places = {(row.period_id, row.period, row.area) for row in said if row.key == spec.key}
        if spec.per is ValuePer.PERIOD:
            places |= {(period.id, period.label, "") for period in periods}
        if spec.per is ValuePer.AREA:
            places |= {(None, "", area) for area in spec.areas}
        columns += _value_columns(spec, places, periods)
    return columns


def _value_columns(
    spec: ValueSpec, places: set[tuple[int | None, str, str]], periods: Sequence[Period]
) -> list[_Column]:
    order = {period.id: number for number, period in enumerate(periods)}
    by_id = {period.id: period for period in periods}
    columns: list[_Column] = []
    for period_id, label, area in sorted(
        places, key=lambda place: (place[2], order.get(place[0] or 0, -1), place[1])
    ):
        where = f"{label} ({area})" if label and area else label or area
        columns.append(
            _Column(
                spec.key,
                f"{spec.label}: {where}" if where else spec.label,
                value=spec,
                period=by_id.get(period_id or 0),
                period_text="" if period_id else label,
                area=area,
            )
        )
    return columns


def _text(kind: RegisterKind, row: EntryRow, values: Sequence[ValueRow], column: _Column) -> str:
    if column.value is None:
        return row.text(kind, column.name)
    found = _value_in(values, column)
    if found is None:
        return ""
    choice = column.value.as_field().choice(found.text) if column.value.choices else None
    return choice.word if choice else found.text


def _value_in(values: Sequence[ValueRow], column: _Column) -> ValueRow | None:
    period_id = column.period.id if column.period else None
    for row in values:
        same = row.key == column.name and row.area == column.area and row.about_id is None
        if same and row.period_id == period_id and (period_id or row.period == column.period_text):
            return row
    return None


def preview_register(
    session: Session, name: str, path: Path, plan_id: int | None = None
) -> RegisterPreview:
    """Compare a workbook with a register; nothing is changed.

    An entry is known by its key, else by its ref, else by its title; a row that fits none is a
    new entry. Empty cells of a known entry empty its field; a column that is not there changes
    nothing. Raises UserError when the file has no table of this register.
    """
    kind = kind_of(session, name, plan_id)
    rows = register_rows(session, name, RegisterFilter(plan_id=plan_id))
    values = values_of(session, [row.id for row in rows])
    reader = _Reader(session, kind, rows, values)
    known = {fold_heading(column.heading) for column in reader.columns} | _FIXED
    tables: list[ReadTable] = in_worker(_READER, path, known)
    if not tables:
        raise UserError(
            f"“{path.name}” holds no table of {kind.title.lower()}.",
            f"It needs a row of headings such as Ref, {kind.title_label}"
            + "".join(f", {spec.label}" for spec in kind.fields[:2])
            + ".",
        )
    for table in tables:
        reader.read(table)
    return reader.preview(path.name, plan_id)


class _Reader:
    """Reads rows against a register; keeps the differences and the steps that make them."""

    def __init__(
        self,
        session: Session,
        kind: RegisterKind,
        rows: Sequence[EntryRow],
        values: Mapping[int, Sequence[ValueRow]],
    ) -> None:
        self._kind = kind
        self._values = values
        self._periods = list(session.scalars(select(Period)))
        self._rows = list(rows)
        self._known = {
            text.casefold(): row
            for place in ("title", "ref", "uid")
            for row in rows
            if (text := getattr(row, place))
        }
        self.columns = _columns(session, kind, values)
        self._changes: list[RegisterChange] = []
        self._problems: list[str] = []
        self._notes: list[str] = []
        self._steps: list[Any] = []
        self._new: list[EntryContent] = []
        self._seen: dict[int, str] = {}

    def read(self, table: ReadTable) -> None:
        """Compare one sheet."""
        columns = {fold_heading(column.heading): column for column in self.columns}
        for heading in table.headings:
            folded = fold_heading(heading)
            if folded not in columns and folded not in _FIXED:
                found = self._value_column(heading)
                if found is None:
                    self._notes.append(f"Sheet “{table.sheet}”: “{heading}” is not read.")
                else:
                    columns[folded] = found
        for row in table.rows:
            self._row(row, {name: one for name, one in columns.items() if name in row.texts})

    def _value_column(self, heading: str) -> _Column | None:
        """Return the column of a heading such as "Value: Q1 2024/25 (National)"."""
        for spec in self._kind.values:
            label, _, where = heading.partition(":")
            if fold_heading(label) != fold_heading(spec.label) or not where.strip():
                continue
            period_text, area = where.strip(), ""
            if period_text.endswith(")") and " (" in period_text:
                period_text, _, area = period_text[:-1].rpartition(" (")
            same = [one for one in self._periods if one.label.casefold() == period_text.casefold()]
            own = same[0] if same else None
            return _Column(
                spec.key, heading, None, spec, own, "" if own else period_text, area.strip()
            )
        return None

    def _row(self, row: ReadRow, columns: Mapping[str, _Column]) -> None:
        found = self._entry(row)
        if found is None:
            self._add(row, columns)
            return
        if found.id in self._seen:
            self._problems.append(
                f"{found.where} stands twice: {self._seen[found.id]} and {row.where()}. "
                "Keep one of them."
            )
            return
        self._seen[found.id] = row.where()
        changes: list[tuple[str, Any]] = []
        said: list[tuple[int, ValuePlace, ValueSaid]] = []
        for folded, column in columns.items():
            after = row.texts[folded].strip()
            before = _text(self._kind, found, self._values.get(found.id, ()), column)
            if _plain(before) == _plain(after) or not self._fits(row, column, after):
                continue
            if self._same(column, before, after):
                continue
            self._changes.append(
                RegisterChange(
                    found.where, column.heading, before, after, row.where(column.heading)
                )
            )
            if column.value is None:
                changes.append((column.name, after))
            else:
                said.append(self._said(found, column, after))
        if changes:
            self._steps.append(EditEntry(found.id, tuple(changes)))
        if said:
            self._steps.append(SetEntryValues(tuple(said)))

    def _entry(self, row: ReadRow) -> EntryRow | None:
        for heading in (KEY, "Ref", self._kind.title_label):
            text = row.texts.get(fold_heading(heading), "").strip().casefold()
            if text and text in self._known:
                return self._known[text]
            if text and heading == "Ref":
                return None  # another ref is another entry, whatever its title
        return None

    def _fits(self, row: ReadRow, column: _Column, text: str) -> bool:
        spec = column.value.as_field() if column.value else column.spec
        if column.name == "title" and not text:
            self._problems.append(f"{row.where(column.heading)}: the title is empty.")
            return False
        if column.period is not None and not column.period.is_open:
            self._problems.append(
                f"{row.where(column.heading)}: {column.period.label} is closed. Reopen the period "
                "to change its values, or put back what stood there."
            )
            return False
        if spec is None or not text or (column.value and not column.value.choices):
            return True
        try:
            read_field(spec, text)
        except UserError as error:
            self._problems.append(f"{row.where(column.heading)}: {error.message} {error.hint}")
            return False
        return True

    def _same(self, column: _Column, before: str, after: str) -> bool:
        """Tell whether two texts say the same to their column: "90 %" and "90%", "A/B", "A / B"."""
        if column.spec is not None:
            return read_field(column.spec, before) == read_field(column.spec, after)
        if self._kind.people_part(column.name) is not None:
            return split_names(before) == split_names(after)
        if column.name in {"sources", "characteristics"}:
            return split_names(before) == split_names(after)
        return False

    def _said(
        self, found: EntryRow, column: _Column, text: str
    ) -> tuple[int, ValuePlace, ValueSaid]:
        """Return a value in its place; its note and source stay, what was judged of it goes."""
        period_id = column.period.id if column.period else None
        place = ValuePlace(column.name, period_id, column.period_text, column.area)
        old = _value_in(self._values.get(found.id, ()), column)
        if not text:
            return found.id, place, ValueSaid()
        return found.id, place, ValueSaid(text, old.note if old else "", old.source if old else "")

    def _add(self, row: ReadRow, columns: Mapping[str, _Column]) -> None:
        texts = {
            one.name: row.texts[folded].strip()
            for folded, one in columns.items()
            if one.value is None
        }
        if not texts.get("title"):
            self._problems.append(
                f"{row.where(self._kind.title_label)}: a new {self._kind.entry} has no "
                f"{self._kind.title_label.lower()}."
            )
            return
        fields, values = self._said_new(row, columns)
        people = {
            part.key: split_names(texts[part.key])
            for part in self._kind.people
            if texts.get(part.key)
        }
        self._changes.append(
            RegisterChange(texts.get("ref") or "new", "New", "", texts["title"], row.where())
        )
        self._new.append(
            EntryContent(
                f"{row.sheet}:{row.number}",
                self._kind.key,
                texts["title"],
                ref=texts.get("ref", ""),
                due=texts.get("due", ""),
                fields=dict(fields),
                people=people,
                sources=split_names(texts.get("sources", "")),
                characteristics=split_names(texts.get("characteristics", "")),
                values=tuple(values),
            )
        )

    def _said_new(
        self, row: ReadRow, columns: Mapping[str, _Column]
    ) -> tuple[dict[str, str], list[ValueContent]]:
        """Return the fields and values of a new entry."""
        fields: dict[str, str] = {}
        values: list[ValueContent] = []
        for folded, column in columns.items():
            text = row.texts[folded].strip()
            if not text or not self._fits(row, column, text):
                continue
            if column.spec is not None:
                fields[column.name] = text
            elif column.value is not None:
                period = column.period.label if column.period else ""
                values.append(
                    ValueContent(column.name, text, period, column.period_text, column.area)
                )
        return fields, values

    def preview(self, name: str, plan_id: int | None) -> RegisterPreview:
        """Return all that was found."""
        steps = list(self._steps)
        if self._new:
            shared = plan_id is None
            made = tuple(_shared(one) for one in self._new) if shared else tuple(self._new)
            steps.append(AddEntries(made, plan_id))
        missing = [row.where for row in self._rows if row.id not in self._seen]
        if missing:
            listed = ", ".join(missing[:5]) + (", …" if len(missing) > 5 else "")
            self._notes.append(
                f"{len(missing)} of the register are not in the file and stay: {listed}."
            )
        count = len(self._changes)
        title = f"Import {self._kind.title.lower()} from {name} ({_counted(count)})"
        return RegisterPreview(
            tuple(self._changes),
            tuple(self._problems),
            tuple(self._notes),
            Together(title, tuple(steps)) if steps else None,
        )


def _counted(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def _shared(said: EntryContent) -> EntryContent:
    return replace(said, shared=True)


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
