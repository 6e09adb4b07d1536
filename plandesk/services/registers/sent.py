"""A register's workbook that was sent and has come back: which one it is, and what it said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.excel.register_book import ReadBook, ReadTable, fold_heading
from plandesk.excel.returns.keys import find_reference
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.register_types import RegisterKind
from plandesk.services.ops.registers.values import SetEntryValues, ValuePlace, ValueSaid
from plandesk.services.queries.registers.rows import ValueRow
from plandesk.services.registers.book_columns import KEY, RegisterSheet
from plandesk.services.registers.book_reader import Found, RegisterChange, Return
from plandesk.services.registers.kinds import load_kind, register_names

SENT, RETURNED = "sent", "returned"
"""What the value that a register keeps of its returns can say."""

LABELS = {
    "reference": "Return reference",
    "register": "Register",
    "plan": "Plan",
    "plan_uid": "Plan identifier",
    "lead": "Sent to",
    "issued": "Issued",
    "seal": "Seal of what was sent",
}
_AS_SENT = "as sent"


def seal_of(headings: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a short sum over what was sent, so that a changed sheet is noticed."""
    plain = [[fold_heading(text) for text in headings], *([*map(_line, row)] for row in rows)]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]


def _line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Sent:
    """A return that has come back: its tables to read, and what it said when it went out."""

    reference: str
    kind: RegisterKind
    tables: tuple[ReadTable, ...]
    asked: Return
    notes: tuple[str, ...] = ()

    def plan_of(self, found: Found, sheet: RegisterSheet) -> int | None:
        """Return the plan that what is new belongs to: that of the entries which were sent."""
        plans = {row.plan_id for row in sheet.rows if row.id in found.seen}
        return next(iter(plans)) if len(plans) == 1 else None

    def mark_returned(self, session: Session, found: Found, sheet: RegisterSheet) -> None:
        """Note at the entries that were sent with it that it has come back."""
        state = self.kind.asked.state if self.kind.asked else ""
        labels = {row.id: row for row in session.scalars(select(Period))}
        steps: list[tuple[int, ValuePlace, ValueSaid]] = []
        for row in sheet.rows:
            if row.id not in found.seen:
                continue
            for value in sheet.values.get(row.id, ()):
                period = labels.get(value.period_id or 0)
                waits = value.key == state and value.text == SENT and self._is_of(value)
                if waits and (period is None or period.is_open):
                    steps.append((row.id, _place(value), ValueSaid(RETURNED, value.note)))
        if steps:
            found.steps.append(SetEntryValues(tuple(steps)))
            spec = self.kind.value(state)
            words = [spec.as_field().choice(code) if spec else None for code in (SENT, RETURNED)]
            before, after = (word.word if word else "" for word in words)
            label = spec.label if spec else ""
            found.changes.append(
                RegisterChange(self.reference, label, before, after, "the whole return")
            )

    def _is_of(self, value: ValueRow) -> bool:
        return find_reference(value.note) == self.reference


def _place(value: ValueRow) -> ValuePlace:
    text = "" if value.period_id else value.period
    return ValuePlace(value.key, value.period_id, text, value.area, value.about_id)


def read_sent(
    session: Session, book: ReadBook, kind: RegisterKind, *, newer_too: bool
) -> Sent | None:
    """Return what a workbook says of itself as a return, None where it is none.

    Raises UserError for a return of another plan, or of another register.
    """
    said = {name: book.about.get(fold_heading(label), "") for name, label in LABELS.items()}
    reference = find_reference(said["reference"])
    if not reference or not said["register"]:
        return None
    _check(session, said, kind)
    own = tuple(table for table in book.tables if table.sheet.casefold() != _AS_SENT)
    base = next((table for table in book.tables if table not in own), None)
    issued: Mapping[str, Mapping[str, str]] = {}
    notes = (
        "What was sent is not known any more: the sheet As sent is missing or was changed. Each "
        "answer is held against the plan alone.",
    )
    if base is not None and _seal(base) == said["seal"]:
        notes = ()
        key = fold_heading(KEY)
        issued = {row.texts.get(key, ""): row.texts for row in base.rows}
    return Sent(reference, kind, own, Return(issued, said["lead"], newer_too), notes)


def _check(session: Session, said: Mapping[str, str], kind: RegisterKind) -> None:
    if said["plan_uid"] not in set(session.scalars(select(Plan.uid))):
        raise UserError(
            f"This return is of another plan: “{said['plan']}”.", "Open that plan and bring it in."
        )
    titles = {load_kind(name).title: name for name in register_names()}
    if said["register"] != kind.key:
        title = next((title for title, name in titles.items() if name == said["register"]), "")
        raise UserError(
            f"This is a return of {title.lower() or 'another register'}, not of "
            f"{kind.title.lower()}.",
            "Choose that register and bring it in there.",
        )


def _seal(table: ReadTable) -> str:
    rows = [[row.texts.get(fold_heading(one), "") for one in table.headings] for row in table.rows]
    return seal_of(table.headings, rows)
