"""Issue returns and import them: each is one step that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import PlanChanged
from plandesk.excel.schema import Field, ReturnRow
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.returns import IssuedRow, ReturnIssue, ReturnReceipt
from plandesk.services.ops.lookup import item, open_period
from plandesk.services.ops.ratings import check_rating, drop_if_empty, keep_override
from plandesk.services.rating_refusal import refusal


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
    """One answer to put into the plan: ``before`` is the value the preview showed."""

    item_id: int
    field: Field
    before: str
    after: str
    source: str = ""


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
    backup_reason: str = "before import"

    @property
    def title(self) -> str:
        """Say whose return it is and how much it changes."""
        count = len(self.changes)
        return f"Import {self.label} ({count} change{'' if count == 1 else 's'})"

    def apply(self, session: Session) -> None:
        """Set each value; raises PlanChanged when one is no longer what the preview showed."""
        period = open_period(session, self.period_id)
        known = {
            update.item_id: update
            for update in session.scalars(
                select(ItemUpdate).where(ItemUpdate.period_id == self.period_id)
            )
        }
        for change in self.changes:
            found = item(session, change.item_id)
            update = known.get(found.id)
            if update is None:
                update = known[found.id] = _new_update(session, found, period)
            self._take(session, found, update, change, period)
        for update in known.values():
            if update in session.dirty or update in session.new:
                drop_if_empty(session, update)
        for receipt in self.receipts:
            session.add(self._kept(receipt))

    def _take(
        self,
        session: Session,
        found: PlanItem,
        update: ItemUpdate,
        change: TakenChange,
        period: Period,
    ) -> None:
        now = getattr(update, change.field.value) or ""
        if now != change.before:
            raise PlanChanged(
                f"{found.ref} has changed since the preview was made. Nothing was imported.",
                "Preview the returns again.",
            )
        if change.field is Field.RATING:
            check_rating(session, found, change.after or None)
            problem = refusal(session, found, period, change.after or None)
            if problem and self.reason:
                keep_override(session, found.uid, period, (change.after, problem, self.reason))
            update.rating = change.after or None
        elif change.field is Field.FORECAST:
            update.set_forecast(change.after, period.as_at)
        else:
            setattr(update, change.field.value, change.after)
        update.source = change.source

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
            reason=self.reason,
            answers=answers,
            findings=findings,
        )


def _new_update(session: Session, found: PlanItem, period: Period) -> ItemUpdate:
    update = ItemUpdate(
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
    session.add(update)
    return update
