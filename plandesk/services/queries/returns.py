"""Returns as frozen rows: who has what, what came back, whom to chase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload

from plandesk.excel.returns.keys import row_key
from plandesk.excel.returns.schema import Answers, ReturnRow
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import ItemPerson, Plan, PlanItem
from plandesk.models.returns import IssuedRow, ReturnIssue, ReturnReceipt
from plandesk.models.types import Level, Part, Scale, join_names
from plandesk.services.queries.return_questions import OpenQuestion, open_questions

_CHUNK = 500  # SQLite takes a limited number of values in one statement
_AS_SENT = (
    *(IssuedRow.issue_id, IssuedRow.key, IssuedRow.ref, IssuedRow.heading, IssuedRow.lead),
    *(IssuedRow.due, IssuedRow.last_rating, IssuedRow.rating, IssuedRow.progress),
    *(IssuedRow.forecast, IssuedRow.reason, IssuedRow.help_needed, IssuedRow.level),
)
_RECEIPT = (  # without the answers and findings, which are long and only now and then asked for
    *(ReturnReceipt.id, ReturnReceipt.reference, ReturnReceipt.at, ReturnReceipt.who),
    *(ReturnReceipt.file_name, ReturnReceipt.fingerprint, ReturnReceipt.offered),
    *(ReturnReceipt.taken, ReturnReceipt.waiting, ReturnReceipt.answered, ReturnReceipt.reason),
)


class ReturnState(StrEnum):
    """Where a return stands.

    A late one is still out after its due date. A received one came in and was looked at, but
    nothing of it was taken. Of a part imported one something still waits: changes to settle, or
    an open question.
    """

    ISSUED = "issued"
    LATE = "late"
    RECEIVED = "received"
    PART = "part imported"
    IMPORTED = "imported"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One import of a return; ``taken`` of ``offered`` changes, ``waiting`` still to settle."""

    id: int
    reference: str
    at: dt.datetime
    who: str
    file_name: str
    fingerprint: str
    offered: int
    taken: int
    waiting: int
    answered: int
    reason: str


@dataclass(frozen=True, slots=True)
class IssuedReturn:
    """One return of the register; ``rows`` counts its rows, ``answered`` those rated so far."""

    id: int
    reference: str
    plan_id: int
    period_id: int
    period: str
    lead: str
    email: str
    scope: str
    issued_on: dt.date
    due: dt.date | None
    file_name: str
    rows: int
    answered: int
    state: ReturnState
    receipts: tuple[ReceiptRow, ...]
    questions: tuple[OpenQuestion, ...] = ()

    @property
    def is_back(self) -> bool:
        """Tell whether a file came in, taken or not."""
        return bool(self.receipts)

    @property
    def received_on(self) -> dt.date | None:
        """The day the first file came in; None while it is out."""
        return self.receipts[0].at.date() if self.receipts else None

    @property
    def imported_on(self) -> dt.date | None:
        """The day something was last taken, or it was filed with nothing left to take."""
        days = [each.at.date() for each in self.receipts if each.taken or not each.waiting]
        return days[-1] if days else None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many of the leads asked have answered, and which are late."""

    asked: int
    answered: int
    late: tuple[str, ...]


def issued_returns(
    session: Session, period_id: int | None = None, today: dt.date | None = None
) -> list[IssuedReturn]:
    """Return the register, by lead; ``today`` decides what is late (default: none is)."""
    columns = ReturnIssue.__table__.columns
    order = (ReturnIssue.lead, ReturnIssue.scope, ReturnIssue.number, ReturnIssue.id)
    statement = select(*columns).order_by(*order)
    if period_id is not None:
        statement = statement.where(ReturnIssue.period_id == period_id)
    issues = session.execute(statement).all()
    counted = select(IssuedRow.issue_id, func.count()).group_by(IssuedRow.issue_id)
    rows = {row[0]: row[1] for row in session.execute(counted)}
    labels = {row.id: row.label for row in session.execute(select(Period.id, Period.label))}
    emails = emails_by_name(session)
    receipts = _receipts(session)
    asked = _asked(session, {each.period_id for each in issues})
    newest = {(each.period_id, each.plan_id, each.lead, each.scope): each.id for each in issues}
    register = _Register(today, labels, emails, receipts, asked, rows)
    return [
        register.row(each, newest[(each.period_id, each.plan_id, each.lead, each.scope)] == each.id)
        for each in issues
    ]


@dataclass(frozen=True, slots=True)
class _Register:
    """What every line of the register is made from, read once."""

    today: dt.date | None
    labels: Mapping[int, str]
    emails: Mapping[str, str]
    receipts: Mapping[str, tuple[ReceiptRow, ...]]
    asked: Mapping[str, tuple[OpenQuestion, ...]]
    rows: Mapping[int, int]

    def row(self, each: Row[Any], is_newest: bool) -> IssuedReturn:
        mine = self.receipts.get(each.reference, ())
        questions = self.asked.get(each.reference, ())
        late = each.due is not None and self.today is not None and self.today > each.due
        return IssuedReturn(
            id=each.id,
            reference=each.reference,
            plan_id=each.plan_id,
            period_id=each.period_id,
            period=self.labels.get(each.period_id, ""),
            lead=each.lead,
            email=self.emails.get(each.lead, ""),
            scope=each.scope,
            issued_on=each.issued_on,
            due=each.due,
            file_name=each.file_name,
            rows=self.rows.get(each.id, 0),
            answered=max((receipt.answered for receipt in mine), default=0),
            state=_state(mine, questions, late, is_newest=is_newest),
            receipts=mine,
            questions=questions,
        )


def emails_by_name(session: Session) -> dict[str, str]:
    """Return everybody's e-mail address by name; empty where none is known."""
    found = session.execute(select(Person.name, Person.email))
    return {row.name: row.email for row in found}


def _state(
    receipts: tuple[ReceiptRow, ...],
    questions: tuple[OpenQuestion, ...],
    late: bool,
    *,
    is_newest: bool,
) -> ReturnState:
    if receipts:
        if not receipts[-1].waiting and not questions:
            return ReturnState.IMPORTED
        taken = any(each.taken for each in receipts)
        return ReturnState.PART if taken else ReturnState.RECEIVED
    if not is_newest:
        return ReturnState.REPLACED
    return ReturnState.LATE if late else ReturnState.ISSUED


def _asked(session: Session, periods: Iterable[int]) -> dict[str, tuple[OpenQuestion, ...]]:
    found: dict[str, tuple[OpenQuestion, ...]] = {}
    for period_id in periods:
        for each in open_questions(session, period_id):
            found[each.reference] = (*found.get(each.reference, ()), each)
    return found


def _receipts(session: Session) -> dict[str, tuple[ReceiptRow, ...]]:
    found: dict[str, tuple[ReceiptRow, ...]] = {}
    for row in session.execute(select(*_RECEIPT).order_by(ReturnReceipt.id)):
        found[row.reference] = (*found.get(row.reference, ()), ReceiptRow(*row))
    return found


def imported_before(session: Session, fingerprint: str) -> ReceiptRow | None:
    """Return the receipt of the very same file, if it was imported before."""
    row = session.execute(
        select(*_RECEIPT)
        .where(ReturnReceipt.fingerprint == fingerprint)
        .order_by(ReturnReceipt.id)
        .limit(1)
    ).one_or_none()
    return ReceiptRow(*row) if row is not None else None


def settled_answers(session: Session, reference: str) -> dict[str, dict[str, str]]:
    """Return the answers of earlier copies of a return that were settled then, by row key."""
    settled: dict[str, dict[str, str]] = {}
    for row in session.scalars(
        select(ReturnReceipt).where(ReturnReceipt.reference == reference).order_by(ReturnReceipt.id)
    ):
        for key, fields in row.answers.items():
            settled.setdefault(key, {}).update(fields)
    return settled


def response_rate(rows: Iterable[IssuedReturn]) -> ResponseRate:
    """Return how many leads were asked and have answered; replaced returns do not count."""
    current = [row for row in rows if row.state is not ReturnState.REPLACED]
    asked = {row.lead for row in current}
    waiting = {row.lead for row in current if not row.receipts}
    late = {row.lead for row in current if row.state is ReturnState.LATE}
    return ResponseRate(len(asked), len(asked - waiting), tuple(sorted(late)))


def returned_of(session: Session, period_id: int) -> tuple[int, int]:
    """Return how many leads have answered, and how many were asked; cheap enough for every edit."""
    issues = session.execute(
        select(
            ReturnIssue.reference,
            ReturnIssue.plan_id,
            ReturnIssue.lead,
            ReturnIssue.scope,
            ReturnIssue.number,
        )
        .where(ReturnIssue.period_id == period_id)
        .order_by(ReturnIssue.number, ReturnIssue.id)
    ).all()
    back = set(
        session.scalars(
            select(ReturnReceipt.reference).where(ReturnReceipt.period_id == period_id).distinct()
        )
    )
    newest = {(row.plan_id, row.lead, row.scope): row.reference for row in issues}
    counted = [row for row in issues if row.reference in back or row.reference in newest.values()]
    waiting = {row.lead for row in counted if row.reference not in back}
    asked = {row.lead for row in counted}
    return len(asked - waiting), len(asked)


# What a return is compared with ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemNow:
    """One action as it is in the plan now, with its key and its answers of the period."""

    id: int
    uid: str
    key: str
    level: Level
    ref: str
    title: str
    now: Answers
    due: str = ""
    lead: str = ""


def items_now(session: Session, plan_id: int, period_id: int) -> dict[str, ItemNow]:
    """Return the plan's actions and milestones by PlanDesk key with their answers in the period.

    A milestone is ticked, not rated: a done one has the scale's best rating that says delivered.

    A key that two actions share (one chance in millions) is left out: it would be a guess.
    """
    answers = answers_in(session, period_id)
    delivered = done_code(session.get_one(Plan, plan_id).scale)
    asked = (int(Level.ACTION), int(Level.MILESTONE))
    leads = _leads_by_item(session, plan_id)
    found: dict[str, ItemNow] = {}
    twice: set[str] = set()
    columns = (
        *(PlanItem.id, PlanItem.uid, PlanItem.level, PlanItem.ref, PlanItem.title),
        *(PlanItem.done, PlanItem.due),
    )
    mine = (PlanItem.plan_id == plan_id, PlanItem.level.in_(asked))
    for row in session.execute(select(*columns).where(*mine)):
        key = row_key(row.uid)
        if key in found:
            twice.add(key)
        now = answers.get(row.id, Answers())
        if row.level == Level.MILESTONE:
            now = replace(now, rating=delivered if row.done else "")
        lead = join_names(leads.get(row.id, ()))
        found[key] = ItemNow(
            row.id, row.uid, key, Level(row.level), row.ref, row.title, now, row.due, lead
        )
    return {key: each for key, each in found.items() if key not in twice}


def _leads_by_item(session: Session, plan_id: int) -> dict[int, tuple[str, ...]]:
    statement = (
        select(ItemPerson.item_id, Person.name)
        .join(Person, Person.id == ItemPerson.person_id)
        .join(PlanItem, PlanItem.id == ItemPerson.item_id)
        .where(PlanItem.plan_id == plan_id, ItemPerson.part == Part.LEAD.value)
        .order_by(ItemPerson.item_id, ItemPerson.position)
    )
    found: dict[int, tuple[str, ...]] = {}
    for item_id, name in session.execute(statement):
        found[item_id] = (*found.get(item_id, ()), name)
    return found


def done_code(scale: Scale) -> str:
    """Return the code of the best rating that says delivered, "" where the scale has none."""
    done = [value for value in scale.values if value.done]
    return max(done, key=lambda value: value.rank).code if done else ""


def answers_in(session: Session, period_id: int | None) -> dict[int, Answers]:
    """Return every plan item's answers in one period, by item id."""
    statement = select(
        ItemUpdate.item_id,
        ItemUpdate.rating,
        ItemUpdate.progress,
        ItemUpdate.forecast,
        ItemUpdate.reason,
        ItemUpdate.help_needed,
    ).where(ItemUpdate.period_id == period_id)
    return {
        row.item_id: Answers(
            row.rating or "", row.progress, row.forecast, row.reason, row.help_needed
        )
        for row in session.execute(statement)
    }


def rows_as_issued(session: Session, issue_ids: Iterable[int]) -> dict[int, dict[str, ReturnRow]]:
    """Return the rows of returns as they were sent, by return and key."""
    wanted = sorted(issue_ids)
    found: dict[int, dict[str, ReturnRow]] = {number: {} for number in wanted}
    for start in range(0, len(wanted), _CHUNK):
        part = IssuedRow.issue_id.in_(wanted[start : start + _CHUNK])
        order = (IssuedRow.issue_id, IssuedRow.position)
        for row in session.execute(select(*_AS_SENT).where(part).order_by(*order)):
            found[row.issue_id][row.key] = _row_as_sent(row)
    return found


def rows_of_period(session: Session, plan_id: int, period_id: int) -> dict[str, ReturnRow]:
    """Return the rows of all returns of a period as they were last sent, by key."""
    mine = (ReturnIssue.plan_id == plan_id, ReturnIssue.period_id == period_id)
    issues = session.scalars(select(ReturnIssue.id).where(*mine).order_by(ReturnIssue.id))
    sent = rows_as_issued(session, issues)
    return {key: row for rows in sent.values() for key, row in rows.items()}


def _row_as_sent(row: Row[*tuple[Any, ...]]) -> ReturnRow:
    return ReturnRow(
        key=row.key,
        ref=row.ref,
        title=row.heading,
        lead=row.lead,
        due=row.due,
        last_rating=row.last_rating,
        issued=Answers(row.rating or "", row.progress, row.forecast, row.reason, row.help_needed),
        level=Level(row.level),
    )


def covered_returns(session: Session, period_id: int, keys: set[str]) -> tuple[str, ...]:
    """Return the references of the period's current returns whose every row is among ``keys``."""
    rows = issued_returns(session, period_id)
    sent = keys_of_issues(session, period_id)
    return tuple(
        row.reference
        for row in rows
        if row.state is not ReturnState.REPLACED and sent[row.id] and sent[row.id] <= keys
    )


def keys_of_issues(session: Session, period_id: int) -> Mapping[int, frozenset[str]]:
    """Return the row keys of each return of a period, to recognise one that lost its name."""
    issues = session.scalars(
        select(ReturnIssue)
        .options(selectinload(ReturnIssue.rows))
        .where(ReturnIssue.period_id == period_id)
    )
    return {issue.id: frozenset(row.key for row in issue.rows) for issue in issues}
