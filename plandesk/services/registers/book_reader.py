"""Comparing the rows of a register's workbook with it: differences, slips, new entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plandesk.errors import UserError
from plandesk.excel.register_book import ReadRow, ReadTable, fold_heading
from plandesk.models.content import EntryContent, ValueContent
from plandesk.models.counted import counted
from plandesk.models.period import Period
from plandesk.models.register_fields import read_field
from plandesk.models.types import split_names
from plandesk.services.ops.registers.entries import EditEntry
from plandesk.services.ops.registers.values import SetEntryValues, ValuePlace, ValueSaid
from plandesk.services.queries.registers.rows import EntryRow
from plandesk.services.registers.book_columns import (
    ABOVE,
    KEY,
    Column,
    RegisterSheet,
    called,
    read_value_column,
)

_NOT_FIELDS = frozenset({"ref", "title", "due", ABOVE})
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One difference: the entry, what of it, its text now and in the workbook, and where.

    ``issued`` is what a return said when it was sent, None for other workbooks; ``clash`` marks
    an answer to something that was changed here meanwhile.
    """

    ref: str
    field: str
    before: str
    after: str
    where: str
    issued: str | None = None
    clash: bool = False


@dataclass(slots=True)
class Found:
    """Everything that the sheets of a workbook say otherwise, and the steps that take it over."""

    changes: list[RegisterChange] = field(default_factory=list[RegisterChange])
    problems: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    steps: list[Any] = field(default_factory=list[Any])
    new: list[EntryContent] = field(default_factory=list[EntryContent])
    seen: dict[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True, slots=True)
class Return:
    """What a workbook that was sent said: texts by key of the entry, then by heading, folded.

    ``newer_too`` takes answers over what was changed here meanwhile; ``lead`` owns new entries.
    """

    issued: Mapping[str, Mapping[str, str]]
    lead: str = ""
    newer_too: bool = False


class SheetReader:
    """Reads the rows of one sheet against its register, or against one kind of part."""

    def __init__(
        self,
        sheet: RegisterSheet,
        periods: Sequence[Period],
        found: Found,
        sent: Return | None = None,
    ) -> None:
        self._sheet, self._kind = sheet, sheet.kind
        self._periods, self._found, self._sent = periods, found, sent
        self._known = {
            text.casefold(): row for row in sheet.rows for text in (*reversed(called(row)), row.uid)
        }
        self._tops = {
            text.casefold(): row
            for row in (sheet.tops or {}).values()
            for text in (*called(row), sheet.names[row.id], row.uid)
        }
        self._abouts = {
            (row.parent_id, name.casefold()): row_id
            for row_id, row in sheet.beside.items()
            for name in (row.ref, row.title)
            if name
        }

    def read(self, table: ReadTable) -> None:
        """Compare one sheet."""
        columns = {fold_heading(column.heading): column for column in self._sheet.columns}
        for heading in table.headings:
            folded = fold_heading(heading)
            if folded not in columns and folded != fold_heading(KEY):
                read = read_value_column(self._kind, heading, self._periods)
                if read is None:
                    self._found.notes.append(f"Sheet “{table.sheet}”: “{heading}” is not read.")
                else:
                    columns[folded] = read
        for row in table.rows:
            self._row(row, {name: one for name, one in columns.items() if name in row.texts})
        self._say_missing()

    def _say_missing(self) -> None:
        missing = [row for row in self._sheet.rows if row.id not in self._found.seen]
        if missing and self._sent is None:
            listed = ", ".join(row.where for row in missing[:_SHOWN])
            more = ", …" if len(missing) > _SHOWN else ""
            stay = "is not in the file and stays" if len(missing) == 1 else "are not in it and stay"
            entries = counted(len(missing), self._kind.entry)
            self._found.notes.append(f"{entries} {stay}: {listed}{more}.")

    def _row(self, row: ReadRow, columns: Mapping[str, Column]) -> None:
        above = self._above(row)
        found = self._entry(row, above)
        if found is None:
            self._add(row, columns, above)
            return
        if found.id in self._found.seen:
            self._found.problems.append(
                f"{found.where} stands twice: {self._found.seen[found.id]} and {row.where()}. "
                "Keep one of them."
            )
            return
        self._found.seen[found.id] = row.where()
        fields: list[tuple[str, Any]] = []
        said: dict[tuple[Any, ...], dict[str, Any]] = {}
        for folded, column in columns.items():
            after = row.texts[folded].strip()
            if not self._differs(row, found, column, after):
                continue
            if column.value is None:
                fields.append((column.name, after))
            else:
                kept = said.setdefault(column.place, {"column": column})
                kept[column.beside or "text"] = after
        if fields:
            self._found.steps.append(EditEntry(found.id, tuple(fields)))
        values = [self._said(found, **kept) for kept in said.values()]
        if values:
            self._found.steps.append(SetEntryValues(tuple(values)))

    def _differs(self, row: ReadRow, found: EntryRow, column: Column, after: str) -> bool:
        """Tell whether a cell is to be taken over, after noting that it differs."""
        before = self._sheet.text(found, column)
        if _plain(before) == _plain(after):
            return False
        if column.name == "ref" and not after and not row.texts.get(fold_heading(KEY)):
            return False  # a row that came without its key has no ref yet
        if column.name == ABOVE:
            self._found.problems.append(
                f"{row.where(column.heading)}: {found.where} is part of {before}. A workbook "
                "cannot put it elsewhere; put the word back."
            )
            return False
        if not self._fits(row, column, found.parent_id, after) or self._same(column, before, after):
            return False
        issued = self._issued(found, column)
        if issued is not None and self._same(column, issued, after):
            return False  # nobody answered here: what was changed in the plan meanwhile stays
        clash = issued is not None and not self._same(column, issued, before)
        where = row.where(column.heading)
        change = RegisterChange(found.where, column.heading, before, after, where, issued, clash)
        self._found.changes.append(change)
        return not clash or bool(self._sent and self._sent.newer_too)

    def _issued(self, found: EntryRow, column: Column) -> str | None:
        told = self._sent.issued.get(found.uid) if self._sent else None
        return told.get(fold_heading(column.heading)) if told else None

    def _above(self, row: ReadRow) -> EntryRow | str | None:
        """Return the entry that a part says it belongs to: known, new by its key, or None."""
        if self._sheet.tops is None:
            return None
        heading = next(one.heading for one in self._sheet.columns if one.name == ABOVE)
        said = row.texts.get(fold_heading(heading), "").strip().casefold()
        known = self._tops.get(said)
        if known is not None or not said:
            return known
        for one in self._found.new:
            if not one.parent and said in {one.ref.casefold(), one.title.casefold()}:
                return one.key
        return None

    def _entry(self, row: ReadRow, above: EntryRow | str | None) -> EntryRow | None:
        """Return the entry that a row is about; a part is looked for in its own entry alone."""
        for heading in (KEY, "Ref", self._kind.title_label):
            text = row.texts.get(fold_heading(heading), "").strip().casefold()
            found = self._known.get(text)
            if found is not None and self._sheet.tops is not None and found.uid != text:
                parts = [one for one in self._sheet.rows if self._is_in(one, above)]
                found = next(
                    (one for one in parts if text in {each.casefold() for each in called(one)}),
                    None,
                )
            if found is not None:
                return found
            if text and heading == "Ref":
                return None  # another ref is another entry, whatever its title
        return None

    def _is_in(self, part: EntryRow, above: EntryRow | str | None) -> bool:
        return isinstance(above, EntryRow) and part.parent_id == above.id

    def _fits(self, row: ReadRow, column: Column, parent_id: int | None, text: str) -> bool:
        """Tell whether a text can stand in its column, after saying why it cannot."""
        where = row.where(column.heading)
        if column.name == "title" and not text:
            self._found.problems.append(f"{where}: the title is empty.")
            return False
        if column.period is not None and not column.period.is_open:
            self._found.problems.append(
                f"{where}: {column.period.label} is closed. Reopen the period to change its "
                "values, or put back what stood there."
            )
            return False
        if text and column.about and self._about(column, parent_id) is None:
            self._found.problems.append(
                f"{where}: “{column.about}” is no part of this entry yet. Bring it in first, then "
                "what is said against it."
            )
            return False
        spec = column.value.as_field() if column.value else column.spec
        free = column.beside or (column.value is not None and not column.value.choices)
        if spec is None or not text or free:
            return True
        try:
            read_field(spec, text)
        except UserError as error:
            self._found.problems.append(f"{where}: {error.message} {error.hint}")
            return False
        return True

    def _about(self, column: Column, parent_id: int | None) -> int | None:
        return self._abouts.get((parent_id, column.about.casefold()))

    def _same(self, column: Column, before: str, after: str) -> bool:
        """Tell whether two texts say the same to their column: "90 %" and "90%", "A/B", "A / B"."""
        if column.spec is not None:
            try:
                return read_field(column.spec, before) == read_field(column.spec, after)
            except UserError:
                return False
        people = self._kind.people_part(column.name) is not None
        if people or column.name in {"sources", "characteristics"}:
            return split_names(before) == split_names(after)
        return _plain(before) == _plain(after)

    def _said(
        self, found: EntryRow, column: Column, **said: str
    ) -> tuple[int, ValuePlace, ValueSaid]:
        """Return a value in its place; its note and source stay, what was judged of it goes."""
        period_id = column.period.id if column.period else None
        about = self._about(column, found.parent_id) if column.about else None
        place = ValuePlace(column.name, period_id, column.period_text, column.area, about)
        old = self._sheet.value_in(found, replace(column, beside=""))
        text = said.get("text", old.text if old else "")
        if not text:
            return found.id, place, ValueSaid(note=said.get("note", ""))
        note = said.get("note", old.note if old else "")
        source = said.get("source", old.source if old else "")
        value = ValueSaid(text, note, source)
        if old is not None and "text" not in said:
            value = replace(value, rating=old.rating, trend=old.trend, reason=old.reason)
        return found.id, place, value

    def _add(
        self, row: ReadRow, columns: Mapping[str, Column], above: EntryRow | str | None
    ) -> None:
        texts = {
            one.name: row.texts[folded].strip()
            for folded, one in columns.items()
            if one.value is None
        }
        if not self._may_be_new(row, texts, above):
            return
        parent_id = above.id if isinstance(above, EntryRow) else None
        fields, values = self._said_new(row, columns, parent_id)
        people = {
            part.key: split_names(texts[part.key])
            for part in self._kind.people
            if texts.get(part.key)
        }
        if self._sent is not None and self._sent.lead and not people and self._kind.people:
            people[self._kind.people[0].key] = split_names(self._sent.lead)
        self._found.changes.append(
            RegisterChange(texts.get("ref") or "new", "New", "", texts["title"], row.where())
        )
        self._found.new.append(
            EntryContent(
                f"{row.sheet}:{row.number}",
                self._kind.key,
                texts["title"],
                parent=above.uid if isinstance(above, EntryRow) else above or "",
                ref=texts.get("ref", ""),
                due=texts.get("due", ""),
                fields=dict(fields),
                people=people,
                sources=split_names(texts.get("sources", "")),
                characteristics=split_names(texts.get("characteristics", "")),
                values=tuple(values),
            )
        )

    def _may_be_new(
        self, row: ReadRow, texts: Mapping[str, str], above: EntryRow | str | None
    ) -> bool:
        """Tell whether a row can become an entry, after saying what it lacks."""
        if not texts.get("title"):
            self._found.problems.append(
                f"{row.where(self._kind.title_label)}: a new {self._kind.entry} has no "
                f"{self._kind.title_label.lower()}."
            )
            return False
        if self._sheet.tops is not None and above is None:
            heading = self._sheet.columns[0].heading
            said = texts.get(ABOVE, "")
            why = f"“{said}” is not in the register" if said else "it says none"
            self._found.problems.append(
                f"{row.where(heading)}: a new {self._kind.entry} needs its {heading.lower()}; "
                f"{why}."
            )
            return False
        return True

    def _said_new(
        self, row: ReadRow, columns: Mapping[str, Column], parent_id: int | None
    ) -> tuple[dict[str, str], Iterable[ValueContent]]:
        """Return the fields and values of a new entry."""
        fields: dict[str, str] = {}
        values: dict[tuple[Any, ...], ValueContent] = {}
        for folded, column in columns.items():
            text = row.texts[folded].strip()
            if not text or not self._fits(row, column, parent_id, text):
                continue
            if column.spec is not None:
                fields[column.name] = text
            elif column.value is not None:
                period = column.period.label if column.period else ""
                about = (
                    self._sheet.beside[self._about(column, parent_id) or 0].uid
                    if column.about
                    else ""
                )
                bare = ValueContent(column.name, "", period, column.period_text, column.area, about)
                name = column.beside or "text"
                values[column.place] = replace(values.get(column.place, bare), **{name: text})
        return fields, values.values()


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
