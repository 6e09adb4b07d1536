"""What should be settled before a period is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import AcceptedFinding, Question
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.services.check import check_findings
from plandesk.services.checks.finding import PlanFinding, Severity
from plandesk.services.queries.returns import IssuedReturn, ReturnState, issued_returns

RETURN_MISSING = "return-missing"
RETURN_WAITING = "return-waiting"
QUESTION_OPEN = "question-open"
NOT_RATED = "not-rated"
REASON_MISSING = "reason-missing"
REMEDY_MISSING = "remedy-missing"
_RATINGS = (NOT_RATED, REASON_MISSING, REMEDY_MISSING)
CLOSING_CODES = (RETURN_MISSING, RETURN_WAITING, *_RATINGS, QUESTION_OPEN)


def closing_findings(
    session: Session, period_id: int, today: dt.date | None = None
) -> list[PlanFinding]:
    """Return what is left to do before the period is closed, in the order of the checklist.

    Returns that are not in or wait for somebody, actions without a rating, ratings without the
    reason they need, and open questions.
    """
    found = [
        *_returns(session, period_id, today),
        *check_findings(session, period_id, _RATINGS),
        *_questions(session, period_id),
    ]
    reasons = {
        (row.code, row.subject, row.message): row.reason
        for row in session.scalars(select(AcceptedFinding).order_by(AcceptedFinding.id))
    }
    told = [
        replace(one, accepted=reasons.get((one.code, one.subject, one.message))) for one in found
    ]
    return sorted(told, key=lambda one: CLOSING_CODES.index(one.code))


def _returns(session: Session, period_id: int, today: dt.date | None) -> Iterator[PlanFinding]:
    for issued in issued_returns(session, period_id, today):
        if issued.state in (ReturnState.ISSUED, ReturnState.LATE):
            late = " and late" if issued.state is ReturnState.LATE else ""
            yield _about(
                RETURN_MISSING,
                issued,
                f"The return of {issued.lead} ({issued.reference}) is not back{late}.",
                f"Chase {issued.lead}, or carry their ratings forward and say why.",
            )
        elif issued.state is ReturnState.RECEIVED:
            yield _about(
                RETURN_WAITING,
                issued,
                f"The return of {issued.lead} ({issued.reference}) is back, but nothing of it was "
                "taken.",
                "Import it again, and take or leave each change.",
            )
        elif issued.state is ReturnState.PART and issued.receipts[-1].waiting:
            yield _about(
                RETURN_WAITING,
                issued,
                f"The return of {issued.lead} ({issued.reference}) has changes still to settle.",
                "Take them or leave them.",
            )


def _about(code: str, issued: IssuedReturn, message: str, fix: str) -> PlanFinding:
    return PlanFinding(code, Severity.WARNING, None, message, fix, subject=issued.reference)


def _questions(session: Session, period_id: int) -> Iterator[PlanFinding]:
    period = session.get_one(Period, period_id)
    statement = (
        select(Question, PlanItem.id, PlanItem.ref, PlanItem.title)
        .join(PlanItem, PlanItem.uid == Question.item_uid)
        .where(Question.answer == "")
        .order_by(Question.id)
    )
    for question, item_id, ref, title in session.execute(statement):
        if question.period_id not in (None, period.id):
            continue
        where = ref or f"“{title}”"
        asked = f" of {question.asked_of}" if question.asked_of else ""
        yield PlanFinding(
            QUESTION_OPEN,
            Severity.WARNING,
            ref or None,
            f"A question{asked} about {where} is open: {question.text}",
            "Import the corrected return, or enter the answer."
            if question.reference
            else "Enter the answer.",
            item_id=item_id,
            rows=(item_id,),
            subject=question.uid,
        )
