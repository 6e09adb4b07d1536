"""A register as a workbook: written, and read in again with every difference shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.excel.put_text import sheet_name
from plandesk.excel.register_book import (
    BookTable,
    ReadBook,
    ReadTable,
    fold_heading,
    write_register_book,
)
from plandesk.excel.worker import in_worker
from plandesk.models.counted import counted
from plandesk.models.period import Period
from plandesk.services.document import Op
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.together import Together
from plandesk.services.registers.book_columns import (
    ABOVE,
    KEY,
    RegisterSheet,
    register_sheets,
)
from plandesk.services.registers.book_reader import Found, RegisterChange, SheetReader
from plandesk.services.registers.kinds import register_names
from plandesk.services.registers.sent import read_sent

_READER = "plandesk.excel.register_book:read_register_book"


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What a workbook would change; ``op`` makes all of it one step, None for nothing.

    Where there are ``problems`` nothing should be taken; ``notes`` only inform. ``clashes`` is
    the number of answers to what was changed here since a return was sent.
    """

    changes: tuple[RegisterChange, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    op: Op | None
    clashes: int = 0


def export_register(session: Session, name: str, path: Path, plan_id: int | None = None) -> int:
    """Write a register to a workbook; return how many entries it has.

    Parts of entries, such as counter measures, have a sheet of their own. Each value of a period
    has a column, such as "Value: April 2024" or, of another area, "Value: April 2024 (National)".
    """
    sheets = register_sheets(session, name, plan_id)
    write_register_book(path, sheets[0].name, [sheet.table() for sheet in sheets])
    return len(sheets[0].rows)


def register_tables(session: Session) -> list[BookTable]:
    """Return every register that has entries, and every kind of part, as a sheet each."""
    sheets = [sheet for name in register_names() for sheet in register_sheets(session, name)]
    return [sheet.table() for sheet in sheets if sheet.rows]


def preview_register(
    session: Session,
    name: str,
    path: Path,
    plan_id: int | None = None,
    *,
    newer_too: bool = False,
) -> RegisterPreview:
    """Compare a workbook with a register; nothing is changed.

    An entry is known by its key, else by its ref, else by its title; a row that fits none is a
    new entry. Empty cells of a known entry empty its field; a column that is not there changes
    nothing. Of a return that was sent, only what was answered counts; ``newer_too`` takes answers
    over what was changed here meanwhile. Raises UserError when the file has no table of this
    register, or is a return of another plan.
    """
    sheets = register_sheets(session, name, plan_id)
    known = {fold_heading(column.heading) for sheet in sheets for column in sheet.columns}
    book: ReadBook = in_worker(_READER, path, known | {fold_heading(KEY)})
    sent = read_sent(session, book, sheets[0].kind, newer_too=newer_too)
    found = Found()
    periods = list(session.scalars(select(Period)))
    pairs = _paired(sheets, sent.tables if sent else book.tables)
    if not pairs:
        raise UserError(
            f"“{path.name}” holds no table of {sheets[0].kind.title.lower()}.",
            f"It needs a row of headings such as Ref, {sheets[0].kind.title_label}"
            + "".join(f", {spec.label}" for spec in sheets[0].kind.fields[:2])
            + ".",
        )
    for sheet, table in pairs:
        SheetReader(sheet, periods, found, sent.asked if sent else None).read(table)
    if sent is not None:
        sent.mark_returned(session, found, sheets[0])
        found.notes += sent.notes
        plan_id = plan_id or sent.plan_of(found, sheets[0])
    return _preview(found, sheets[0], path.name, plan_id, newer_too=newer_too)


def _paired(
    sheets: Sequence[RegisterSheet], tables: Sequence[ReadTable]
) -> list[tuple[RegisterSheet, ReadTable]]:
    """Return each table with the sheet it fits, entries before their parts."""
    pairs = [(_fitting(sheets, table), table) for table in tables]
    return sorted(pairs, key=lambda pair: [one is pair[0] for one in sheets].index(True))


def _fitting(sheets: Sequence[RegisterSheet], table: ReadTable) -> RegisterSheet:
    """Return the sheet of the same name, else the one with the most of the headings."""
    for sheet in sheets:
        if sheet_name(sheet.name).casefold() == table.sheet.casefold():
            return sheet
    said = {fold_heading(heading) for heading in table.headings}

    def hits(sheet: RegisterSheet) -> int:
        named = {fold_heading(one.heading): one.name for one in sheet.columns}
        here = [named[heading] for heading in said if heading in named]
        return len(here) if sheet.tops is None or ABOVE in here else 0

    return max(sheets, key=hits)


def _preview(
    found: Found, sheet: RegisterSheet, name: str, plan_id: int | None, *, newer_too: bool
) -> RegisterPreview:
    clashes = sum(one.clash for one in found.changes)
    count = len(found.changes) - (0 if newer_too else clashes)
    steps = list(found.steps)
    if found.new:
        made = tuple(replace(one, shared=plan_id is None) for one in found.new)
        # What is new comes first: a value may be said against it.
        steps.insert(0, AddEntries(made, plan_id))
    if clashes and not newer_too:
        found.notes.append(
            f"{counted(clashes, 'answer')} to what was changed here since the return was sent: "
            "not taken."
        )
    title = f"Import {sheet.kind.title.lower()} from {name} ({counted(count, 'change')})"
    return RegisterPreview(
        tuple(found.changes),
        tuple(found.problems),
        tuple(found.notes),
        Together(title, tuple(steps)) if steps else None,
        clashes,
    )


__all__ = ["RegisterChange", "RegisterPreview", "export_register", "preview_register"]
