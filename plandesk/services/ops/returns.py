"""Issue returns and import them: each is one step that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from plandesk.errors import PlanChanged
from plandesk.excel.returns.schema import Field, Locked, ReturnRow
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.returns import IssuedRow, ReturnIssue, ReturnReceipt
from plandesk.models.types import Level, Part, Scale, join_names, split_names
from plandesk.services.changes import insert_rows
from plandesk.services.ops.edit import SetPeople, SetTitle
from plandesk.services.ops.lookup import item, open_period
from plandesk.services.ops.ratings import check_rating, drop_if_empty, is_empty, keep_override
from plandesk.services.ops.return_questions import (
    AskAboutReturns,
    AskedAbout,
    SettledAnswer,
    close_questions,
    keep_questions,
)
from plandesk.services.queries.returns import done_code
from plandesk.services.rating_refusal import refusal

_CHUNK = 500  # SQLite takes a limited number of values in one statement


@dataclass(frozen=True, slots=True)
class NewReturn:
    """One return to put into the register, with each row's item and values as issued."""

    reference: str
    plan_id: int
    lead: str
    scope: str
    number: int
    file_name: str
    rows: tuple[tuple[str, ReturnRow], ...]


@dataclass(frozen=True, slots=True)
class IssueReturns:
    """Register returns that were written for an open period."""

    period_id: int
    issued_on: dt.date
    due: dt.date | None
    returns: tuple[NewReturn, ...]

    @property
    def title(self) -> str:
        """Say how many go out."""
        count = len(self.returns)
        return "Issue return" if count == 1 else f"Issue {count} returns"

    def apply(self, session: Session) -> None:
        """Add each return with its rows."""
        open_period(session, self.period_id)
        for each in self.returns:
            session.add(
                ReturnIssue(
                    reference=each.reference,
                    plan_id=each.plan_id,
                    period_id=self.period_id,
                    lead=each.lead,
                    scope=each.scope,
                    number=each.number,
                    issued_on=self.issued_on,
                    due=self.due,
                    file_name=each.file_name,
                    rows=[_issued_row(place, *row) for place, row in enumerate(each.rows)],
                )
            )


def _issued_row(position: int, item_uid: str, row: ReturnRow) -> IssuedRow:
    return IssuedRow(
        position=position,
        item_uid=item_uid,
        key=row.key,
        level=int(row.level),
        ref=row.ref,
        heading=row.title,
        lead=row.lead,
        due=row.due,
        last_rating=row.last_rating,
        rating=row.issued.rating or None,
        progress=row.issued.progress,
        forecast=row.issued.forecast,
        reason=row.issued.reason,
        help_needed=row.issued.help_needed,
    )


@dataclass(frozen=True, slots=True)
class TakenChange:
    """One answer to put into the plan: ``before`` is the value the preview showed.

    A locked cell (title, lead, due date) is a field too: it is taken only on purpose. ``reason``
    says why this one is taken in spite of a warning; without it, the reason of the import counts.
    """

    item_id: int
    field: Field | Locked
    before: str
    after: str
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is kept of one imported file; see ``ReturnReceipt`` for the meaning of the fields."""

    reference: str
    file_name: str
    fingerprint: str
    offered: int
    taken: int
    waiting: int
    answered: int
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    reason: str = ""
    findings: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReturns:
    """Take answers of returned workbooks into an open period, and keep a receipt of each file."""

    period_id: int
    changes: tuple[TakenChange, ...]
    receipts: tuple[Receipt, ...]
    at: dt.datetime
    who: str
    label: str
    reason: str = ""
    questions: tuple[AskedAbout, ...] = ()
    settled: tuple[SettledAnswer, ...] = ()
    backup_reason: str = "before import"

    @property
    def title(self) -> str:
        """Say whose return it is and how much it changes."""
        count = len(self.changes)
        return f"Import {self.label} ({count} change{'' if count == 1 else 's'})"

    def apply(self, session: Session) -> None:
        """Set each value; raises PlanChanged when one is no longer what the preview showed."""
        period = open_period(session, self.period_id)
        taker = _Taker(session, period, self.reason)
        taker.read({change.item_id for change in self.changes})
        for change in self.changes:
            taker.take(change)
        taker.finish()
        for receipt in self.receipts:
            session.add(self._kept(receipt))
        today = self.at.date()
        close_questions(session, self.period_id, self.settled, today)
        asked = AskAboutReturns(self.period_id, self.questions, self.who, today)
        keep_questions(session, asked)

    def _kept(self, receipt: Receipt) -> ReturnReceipt:
        answers: dict[str, Any] = {key: dict(fields) for key, fields in receipt.answers.items()}
        findings: list[Any] = [dict(finding) for finding in receipt.findings]
        return ReturnReceipt(
            reference=receipt.reference,
            period_id=self.period_id,
            at=self.at,
            who=self.who,
            file_name=receipt.file_name,
            fingerprint=receipt.fingerprint,
            offered=receipt.offered,
            taken=receipt.taken,
            waiting=receipt.waiting,
            answered=receipt.answered,
            reason="\n".join(said for said in (self.reason, receipt.reason) if said),
            answers=answers,
            findings=findings,
        )


class _Taker:
    """Puts answers into the plan; rows, updates and scales are read once, in few statements."""

    def __init__(self, session: Session, period: Period, reason: str) -> None:
        self._session = session
        self._period = period
        self._reason = reason
        self._rows: dict[int, PlanItem] = {}
        self._scales: dict[int, Scale] = {}
        self._updates = {
            update.item_id: update
            for update in session.scalars(
                select(ItemUpdate).where(ItemUpdate.period_id == period.id)
            )
        }
        self._touched: list[ItemUpdate] = []
        self._new: list[ItemUpdate] = []

    def read(self, item_ids: set[int]) -> None:
        """Read the rows concerned together."""
        wanted = sorted(item_ids)
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found = self._session.scalars(select(PlanItem).where(PlanItem.id.in_(part)))
            self._rows.update({row.id: row for row in found})

    def take(self, change: TakenChange) -> None:
        """Set one answer."""
        found = self._rows.get(change.item_id) or item(self._session, change.item_id)
        if isinstance(change.field, Locked):
            self._set_locked(found, change, change.field)
            return
        update = self._updates.get(found.id)
        if update is None:
            update = self._updates[found.id] = _new_update(found, self._period)
            self._new.append(update)
        if self._now(found, update, change.field) != change.before:
            raise _changed(found)
        if change.field is Field.RATING:
            self._rate(found, update, change)
        elif change.field is Field.FORECAST:
            update.set_forecast(change.after, self._period.as_at)
        else:
            setattr(update, change.field.value, change.after)
        update.source = change.source
        self._touched.append(update)

    def finish(self) -> None:
        """Write the new updates, all at once, and drop those that say nothing."""
        fresh = set(self._new)
        for update in dict.fromkeys(self._touched):
            if update not in fresh:
                drop_if_empty(self._session, update)
        said = [_columns(update) for update in self._new if not is_empty(update)]
        insert_rows(self._session, cast("Table", ItemUpdate.__table__), said)

    def _set_locked(self, found: PlanItem, change: TakenChange, name: Locked) -> None:
        """Set what the workbook locks; an officer took it on purpose."""
        if locked_now(self._session, found, name) != change.before:
            raise _changed(found)
        if name is Locked.TITLE:
            SetTitle(found.id, change.after).apply(self._session)
        elif name is Locked.DUE:
            found.set_due(change.after, self._period.as_at)
        elif name is Locked.LEAD:
            names = split_names(change.after)
            SetPeople((found.id,), Part.LEAD, names).apply(self._session)

    def _now(self, found: PlanItem, update: ItemUpdate, name: Field) -> str:
        if name is Field.RATING and found.level == Level.MILESTONE:
            return done_code(self._scale(found.plan_id)) if found.done else ""
        return getattr(update, name.value) or ""

    def _rate(self, found: PlanItem, update: ItemUpdate, change: TakenChange) -> None:
        code, reason = change.after or None, change.reason or self._reason
        rating = self._scale(found.plan_id).by_code(code)
        if code is not None and rating is None:
            check_rating(self._session, found, code)
        if found.level == Level.MILESTONE:
            found.done = rating is not None and rating.done
            return
        if rating is not None and rating.done and reason:
            problem = refusal(self._session, found, self._period, code)
            if problem:
                said = (rating.code, problem, reason)
                keep_override(self._session, found.uid, self._period, said)
        update.rating = code

    def _scale(self, plan_id: int) -> Scale:
        if plan_id not in self._scales:
            self._scales[plan_id] = self._session.get_one(Plan, plan_id).scale
        return self._scales[plan_id]


def locked_now(session: Session, found: PlanItem, name: Locked) -> str:
    """Return what the plan says now where a workbook has a locked cell."""
    if name is Locked.LEAD:
        people = (session.get_one(Person, number) for number in found.ids_of(Part.LEAD))
        return join_names([person.name for person in people])
    return found.due if name is Locked.DUE else found.title


def _changed(found: PlanItem) -> PlanChanged:
    return PlanChanged(
        f"{found.ref} has changed since the preview was made. Nothing was imported.",
        "Preview the returns again.",
    )


def _new_update(found: PlanItem, period: Period) -> ItemUpdate:
    """Make an update that no session holds: thousands of them are inserted at once."""
    return ItemUpdate(
        item_id=found.id,
        period_id=period.id,
        rating=None,
        progress="",
        reason="",
        help_needed="",
        forecast="",
        forecast_latest=None,
        source="",
    )


def _columns(update: ItemUpdate) -> dict[str, Any]:
    names = ItemUpdate.__table__.columns.keys()
    return {name: getattr(update, name) for name in names if name != "id"}
