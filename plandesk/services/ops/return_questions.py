"""Ask leads about what they returned, and close what a corrected return has settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.assurance import Question, QuestionKind
from plandesk.models.base import new_uid
from plandesk.services.ops.lookup import item, open_period

_EMPTIED = "Nothing: it was left empty."


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """One question about one answer of a return; ``about`` is what the return says."""

    item_id: int
    field: str
    reference: str
    asked_of: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class SettledAnswer:
    """One answer that an import settled, with the words that close a question about it."""

    item_id: int
    field: str
    references: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class AskAboutReturns:
    """Keep questions that went back to leads; each stays open until it is answered."""

    period_id: int
    questions: tuple[AskedAbout, ...]
    who: str = ""
    on: dt.date | None = None

    @property
    def title(self) -> str:
        """Say how many are asked."""
        count = len(self.questions)
        return "Ask a question" if count == 1 else f"Ask {count} questions"

    def apply(self, session: Session) -> None:
        """Keep each question; another question about the same answer takes its place."""
        open_period(session, self.period_id)
        keep_questions(session, self)


def keep_questions(session: Session, asked: AskAboutReturns) -> None:
    """Keep questions, each in place of an open one about the same answer of the same return."""
    for each in asked.questions:
        if not each.text.strip():
            continue
        found = item(session, each.item_id)
        places = (each.reference,)
        known = _open(session, asked.period_id, found.uid, each.field, places)
        question = known[0] if known else None
        if question is None:
            question = Question(
                uid=new_uid(),
                item_uid=found.uid,
                period_id=asked.period_id,
                kind=QuestionKind.RETURN.value,
                reference=each.reference,
                field=each.field,
                answer="",
            )
            session.add(question)
        elif question.text == each.text.strip() and question.about == each.about:
            continue
        question.text, question.about = each.text.strip(), each.about
        question.asked_of, question.asked_on, question.who = each.asked_of, asked.on, asked.who


def close_questions(
    session: Session, period_id: int, settled: Sequence[SettledAnswer], on: dt.date
) -> None:
    """Close the open questions about answers that are settled now."""
    for each in settled:
        uid = item(session, each.item_id).uid
        for question in _open(session, period_id, uid, each.field, each.references):
            question.answer, question.answered_on = each.words.strip() or _EMPTIED, on


def _open(
    session: Session, period_id: int, item_uid: str, field: str, references: Sequence[str]
) -> list[Question]:
    return list(
        session.scalars(
            select(Question)
            .where(
                Question.kind == QuestionKind.RETURN.value,
                Question.period_id == period_id,
                Question.item_uid == item_uid,
                Question.field == field,
                Question.reference.in_(references),
                Question.answer == "",
            )
            .order_by(Question.id)
        )
    )
