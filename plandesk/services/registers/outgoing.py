"""Sending a register to its owners: a workbook for each, and a note of it at the entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError, writing
from plandesk.excel.register_book import BookColumn, BookTable
from plandesk.excel.register_return import RegisterReturn, register_return_bytes
from plandesk.excel.returns.keys import return_reference
from plandesk.excel.save_book import write_whole
from plandesk.models.counted import counted
from plandesk.models.plan import Plan
from plandesk.models.register_types import RegisterKind, ReturnSpec
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import join_names
from plandesk.services.document import Document
from plandesk.services.ops.registers.values import SetEntryValues, ValuePlace, ValueSaid
from plandesk.services.ops.together import Together
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.queries.registers.rows import EntryRow
from plandesk.services.registers.book_columns import (
    KEY,
    Column,
    RegisterSheet,
    book_column,
    register_sheets,
)
from plandesk.services.registers.kinds import kind_of, returned_registers
from plandesk.services.registers.sent import LABELS, SENT, seal_of
from plandesk.services.returns.outgoing import safe_name
from plandesk.store.placing import make_folder

NOBODY = ""
"""The owner of the entries that have none; they go out in a workbook of their own."""


@dataclass(frozen=True, slots=True)
class SendWish:
    """What to send: a register, into which folder, to which owners (none: all), by when."""

    register: str
    folder: Path
    plan_id: int | None = None
    owners: tuple[str, ...] = ()
    due: dt.date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class SendDraft:
    """One workbook that can be sent: to whom, about which entries, and how many wait."""

    owner: str
    entries: tuple[EntryRow, ...]
    waiting: int
    returned: int


@dataclass(frozen=True, slots=True)
class SentBook:
    """One workbook that was written."""

    reference: str
    owner: str
    file: Path
    entries: int


def send_drafts(session: Session, register: str, plan_id: int | None = None) -> list[SendDraft]:
    """Return who owns entries of a register, with what was sent and what came back."""
    kind, asked = _asked(session, register, plan_id)
    sheet = register_sheets(session, register, plan_id)[0]
    period = current_period(session)
    by_owner: dict[str, list[EntryRow]] = {}
    for row in sheet.rows:
        by_owner.setdefault(_owner(kind, row), []).append(row)
    drafts: list[SendDraft] = []
    for owner, rows in by_owner.items():
        states = [
            value.text
            for row in rows
            for value in sheet.values.get(row.id, ())
            if value.key == asked.state and value.period_id == (period.id if period else None)
        ]
        waiting = states.count(SENT)
        drafts.append(SendDraft(owner, tuple(rows), waiting, len(states) - waiting))
    return sorted(drafts, key=lambda one: (one.owner == NOBODY, one.owner.casefold()))


def _asked(session: Session, register: str, plan_id: int | None) -> tuple[RegisterKind, ReturnSpec]:
    kind = kind_of(session, register, plan_id)
    if kind.asked is None:
        names = ", ".join(returned_registers())
        raise UserError(
            f"{kind.title} are not sent as returns.",
            f"Save them as a workbook instead. What can be sent: {names}.",
        )
    return kind, kind.asked


def _owner(kind: RegisterKind, row: EntryRow) -> str:
    return join_names(row.people.get(kind.people[0].key, ())) if kind.people else NOBODY


def send_register(document: Document, wish: SendWish) -> list[SentBook]:
    """Write the workbooks and note at each entry that it was sent, as one step.

    Raises UserError for an owner without entries, and where the files cannot be written.
    """
    with document.read() as session:
        kind, asked = _asked(session, wish.register, wish.plan_id)
        drafts = send_drafts(session, wish.register, wish.plan_id)
        chosen = _chosen(drafts, wish, kind)
        plan = _plan(session, wish.plan_id)
        sheet = register_sheets(session, wish.register, wish.plan_id)[0]
        writer = _Writer(sheet, asked, plan, wish, document.now.date())
        period = current_period(session)
        books = [writer.book(draft) for draft in chosen]
    make_folder(wish.folder)
    for sent, data in books:
        _write(sent.file, data)
    here = period.id if period and period.is_open else None
    place = ValuePlace(asked.state, here)
    values = [
        (row.id, place, ValueSaid(SENT, _note(draft.owner, sent.reference, wish.due)))
        for draft, (sent, _) in zip(chosen, books, strict=True)
        for row in draft.entries
    ]
    title = f"Send {asked.title.lower()} ({counted(len(books), 'workbook')})"
    document.run(Together(title, (SetEntryValues(tuple(values)),)))
    return [sent for sent, _ in books]


def _chosen(drafts: Sequence[SendDraft], wish: SendWish, kind: RegisterKind) -> list[SendDraft]:
    known = {draft.owner.casefold(): draft for draft in drafts}
    if not drafts:
        raise UserError(
            f"{kind.title}: there is nothing to send yet.", f"Add a {kind.entry} first."
        )
    if not wish.owners:
        return list(drafts)
    for owner in wish.owners:
        if owner.strip().casefold() not in known:
            names = ", ".join(draft.owner for draft in drafts if draft.owner) or "nobody"
            raise UserError(f"“{owner}” owns no {kind.entry}.", f"Owners: {names}.")
    return [known[owner.strip().casefold()] for owner in wish.owners]


def _plan(session: Session, plan_id: int | None) -> Plan:
    if plan_id is not None:
        return session.get_one(Plan, plan_id)
    return session.scalars(select(Plan).order_by(Plan.position, Plan.id).limit(1)).one()


def _note(owner: str, reference: str, due: dt.date | None) -> str:
    to = f"To {owner}" if owner else "To nobody by name"
    by = f", due {day_words(due)}" if due else ""
    return f"{to}{by}, {reference}"


def _write(path: Path, data: bytes) -> None:
    with writing(path, "Close it if it is open, or choose another folder. Nothing was sent."):
        write_whole(path, data)


class _Writer:
    """Turns entries of a register into the workbooks of one sending."""

    def __init__(
        self, sheet: RegisterSheet, asked: ReturnSpec, plan: Plan, wish: SendWish, today: dt.date
    ) -> None:
        self._sheet, self._asked, self._wish = sheet, asked, wish
        self._plan_uid, self._plan_title = plan.uid, plan.title
        self._today = today
        self._columns = self._shown()

    def _shown(self) -> list[tuple[Column, BookColumn]]:
        wanted = ("ref", "title", *self._asked.shows, *self._asked.asks)
        found = [
            (name, column)
            for name in wanted
            for column in self._sheet.columns
            if column.name == name and not column.beside
        ]
        shown: list[tuple[Column, BookColumn]] = []
        for name, column in found:
            made = book_column(column)
            fixed = name not in self._asked.asks
            shown.append((column, BookColumn(made.heading, made.width, made.choices, fixed)))
        return shown

    def book(self, draft: SendDraft) -> tuple[SentBook, bytes]:
        """Return one workbook: what it is, and its bytes."""
        rows = tuple(
            (*(self._sheet.text(row, column) for column, _ in self._columns), row.uid)
            for row in draft.entries
        )
        columns = (*(made for _, made in self._columns), BookColumn(KEY, 12.0, fixed=True))
        seal = seal_of([one.heading for one in columns], rows)
        issued = self._today.isoformat()
        reference = return_reference(
            self._plan_uid, self._sheet.kind.key, draft.owner, issued, seal
        )
        table = BookTable(self._asked.title, columns, rows)
        told = RegisterReturn(
            " – ".join(filter(None, (self._asked.title, draft.owner or self._plan_title))),
            self._sections(draft),
            tuple(zip(LABELS.values(), self._identity(draft, reference, seal), strict=True)),
            table,
        )
        parts = [self._asked.title, draft.owner[:60], reference]
        path = self._wish.folder / f"{safe_name(' - '.join(filter(None, parts)))}.xlsx"
        return SentBook(reference, draft.owner, path, len(rows)), register_return_bytes(told)

    def _identity(self, draft: SendDraft, reference: str, seal: str) -> tuple[str, ...]:
        kind, issued = self._sheet.kind.key, day_words(self._today)
        return (
            reference, kind, self._plan_title, self._plan_uid, draft.owner, issued, seal,
        )  # fmt: skip

    def _sections(self, draft: SendDraft) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        wish, kind = self._wish, self._sheet.kind
        count = counted(len(draft.entries), kind.entry)
        who = (
            ("For", draft.owner),
            ("What", f"Say what there is on {count}, on the {self._asked.title} sheet."),
            ("By", day_words(wish.due) if wish.due else ""),
            ("Send it to", wish.contact),
        )
        back = f" to {wish.contact}" if wish.contact else ""
        steps = (
            (
                "Step 1",
                f"Go to the {self._asked.title} sheet. Fill in the white cells; tinted ones say "
                "which row it is. Where a cell has a list, choose from it.",
            ),
            (
                "Step 2",
                f"What nobody asks for goes into an empty row below: give it a {kind.entry} and "
                "fill in the rest. Leave the last column, Key, alone.",
            ),
            (
                "Step 3",
                f"Save it as an Excel workbook without a password and send it back{back}. The "
                "sheet As sent stays as it is: it shows what you changed.",
            ),
        )
        lines = tuple((label, text) for label, text in who if text)
        return (("", lines), ("How to fill it in", steps), ("What to write", self._asked.guidance))
