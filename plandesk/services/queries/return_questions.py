"""Questions about returned answers that nobody has answered yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import Question, QuestionKind
from plandesk.models.plan import PlanItem


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question that waits for the lead: what was asked of which answer, by whom, and when.

    ``about`` is what the return said when it was asked; ratings are codes of the scale.
    """

    id: int
    reference: str
    item_id: int
    ref: str
    title: str
    field: str
    about: str
    text: str
    who: str
    asked_of: str
    asked_on: dt.date | None


def open_questions(session: Session, period_id: int) -> list[OpenQuestion]:
    """Return the open questions about a period's returns."""
    statement = (
        select(Question, PlanItem.id, PlanItem.ref, PlanItem.title)
        .join(PlanItem, PlanItem.uid == Question.item_uid)
        .where(
            Question.kind == QuestionKind.RETURN.value,
            Question.period_id == period_id,
            Question.answer == "",
        )
        .order_by(Question.id)
    )
    return [
        OpenQuestion(
            found.id,
            found.reference,
            item_id,
            ref,
            title,
            found.field,
            found.about,
            found.text,
            found.who,
            found.asked_of,
            found.asked_on,
        )
        for found, item_id, ref, title in session.execute(statement)
    ]
