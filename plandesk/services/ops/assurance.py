"""Reasons kept beside findings, questions to leads, and the rules that a plan switches off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.assurance import AcceptedFinding, Question, QuestionKind
from plandesk.models.base import new_uid
from plandesk.models.people import Person
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.rating_rules import RatingRules
from plandesk.models.types import Part
from plandesk.services.check import check_findings, known_codes
from plandesk.services.checks.closing import CLOSING_CODES, closing_findings
from plandesk.services.checks.finding import PlanFinding
from plandesk.services.ops.lookup import item
from plandesk.services.queries.plan_tree import current_period


@dataclass(frozen=True, slots=True)
class AcceptFinding:
    """Leave a finding as it is, for a reason that stays on file.

    ``about`` is the ref, the stable identifier or the subject that the finding names; empty when
    only one finding has the code. The reason covers the finding's words of today.
    """

    code: str
    about: str
    reason: str
    who: str = ""
    on: dt.date | None = None
    period_id: int | None = None

    @property
    def title(self) -> str:
        """Name the rule."""
        return f"Accept {self.code}"

    def apply(self, session: Session) -> None:
        """Keep the reason; refused without one, or when there is no such finding."""
        if not self.reason.strip():
            raise UserError("Enter why this can stay as it is.", "The reason is kept.")
        found = self._findings(session)
        mine = [one for one in found if one.code == self.code and self._is_about(one)]
        if not mine:
            raise UserError(
                f"There is no finding “{self.code}” about {self.about or 'the plan'} any more.",
                "Look at the checks again.",
            )
        for finding in mine:
            keep_reason(session, finding, Acceptance(self.reason, self.who, self.on))

    def _findings(self, session: Session) -> list[PlanFinding]:
        if self.code in known_codes():
            return check_findings(session, self.period_id, [self.code])
        if self.code not in CLOSING_CODES:
            return check_findings(session, self.period_id)
        shown = current_period(session)
        period_id = self.period_id or (shown.id if shown else None)
        return [] if period_id is None else closing_findings(session, period_id)

    def _is_about(self, finding: PlanFinding) -> bool:
        said = self.about.strip().casefold()
        return not said or said in ((finding.ref or "").casefold(), finding.subject.casefold())


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A reason for leaving something as it is, who gave it, and when."""

    reason: str
    who: str = ""
    on: dt.date | None = None


def keep_reason(session: Session, finding: PlanFinding, said: Acceptance) -> None:
    """Keep the reason for leaving this finding, in place of an earlier one for the same words."""
    kept = session.scalar(
        select(AcceptedFinding).where(
            AcceptedFinding.code == finding.code,
            AcceptedFinding.subject == finding.subject,
            AcceptedFinding.message == finding.message,
        )
    )
    if kept is None:
        kept = AcceptedFinding(
            uid=new_uid(), code=finding.code, subject=finding.subject, message=finding.message
        )
        session.add(kept)
    kept.reason, kept.who, kept.on = said.reason.strip(), said.who, said.on


@dataclass(frozen=True, slots=True)
class WithdrawAcceptance:
    """Take back the reason for leaving a finding, so that it is asked again."""

    acceptance_id: int
    title: str = "Ask finding again"

    def apply(self, session: Session) -> None:
        """Remove the reason."""
        kept = session.get(AcceptedFinding, self.acceptance_id)
        if kept is None:
            raise UserError("That reason is not on file any more.", "Look at the checks again.")
        session.delete(kept)


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Ask the lead of a plan item something; it stays open until it is answered."""

    item_id: int
    text: str
    period_id: int | None = None
    on: dt.date | None = None
    title: str = "Ask a question"

    def apply(self, session: Session) -> None:
        """Keep the question; refused without one."""
        if not self.text.strip():
            raise UserError("Enter the question.", "It cannot be empty.")
        asked = item(session, self.item_id)
        _ask(session, asked, QuestionKind.QUESTION, self)


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Keep the answer to a question."""

    question_id: int
    text: str
    on: dt.date | None = None
    title: str = "Answer a question"

    def apply(self, session: Session) -> None:
        """Keep the answer; refused without one."""
        question = session.get(Question, self.question_id)
        if question is None:
            raise UserError("That question is not on file any more.", "Look at the list again.")
        if not self.text.strip():
            raise UserError("Enter the answer.", "It cannot be empty.")
        question.answer, question.answered_on = self.text.strip(), self.on


@dataclass(frozen=True, slots=True)
class RecallAction:
    """Ask for an update of a closed action on the spotlight list (paper 004, 4.12).

    With ``reopen`` the board takes it back into the plan: its outcome is removed.
    """

    item_id: int
    reason: str
    period_id: int | None = None
    on: dt.date | None = None
    reopen: bool = False
    title: str = "Recall action"

    @property
    def text(self) -> str:
        """Return what the lead is asked."""
        return self.reason

    def apply(self, session: Session) -> None:
        """Ask the lead; refused without a reason, or for an action that is not closed."""
        recalled = item(session, self.item_id)
        where = recalled.ref or recalled.title
        if not self.reason.strip():
            raise UserError(f"Enter why the board recalls {where}.", "The lead is told.")
        outcome = session.scalar(
            select(Outcome).where(
                Outcome.plan_id == recalled.plan_id, Outcome.code == recalled.outcome
            )
        )
        if outcome is None or not outcome.closes:
            raise UserError(f"{where} is not closed, so it cannot be recalled.", "Update it.")
        _ask(session, recalled, QuestionKind.RECALL, self)
        if self.reopen:
            recalled.outcome, recalled.outcome_note, recalled.outcome_on = None, "", None


def _ask(
    session: Session, asked: PlanItem, kind: QuestionKind, said: AskQuestion | RecallAction
) -> None:
    leads = [session.get_one(Person, person).name for person in asked.ids_of(Part.LEAD)]
    session.add(
        Question(
            uid=new_uid(),
            item_uid=asked.uid,
            period_id=said.period_id,
            kind=kind.value,
            asked_of=" / ".join(leads),
            asked_on=said.on,
            text=said.text.strip(),
            answer="",
            answered_on=None,
        )
    )


@dataclass(frozen=True, slots=True)
class SetRatingRules:
    """Change the rules of rating of a plan."""

    plan_id: int
    rules: RatingRules
    title: str = "Change rating rules"

    def apply(self, session: Session) -> None:
        """Keep the rules in the plan's settings."""
        plan = session.get_one(Plan, self.plan_id)
        plan.settings = {**plan.settings, "rating_rules": self.rules.as_settings()}


@dataclass(frozen=True, slots=True)
class SwitchCheck:
    """Switch one rule of the checks on or off for a plan."""

    plan_id: int
    code: str
    on: bool

    @property
    def title(self) -> str:
        """Say which way."""
        return f"Switch check {'on' if self.on else 'off'}"

    def apply(self, session: Session) -> None:
        """Keep the switch; refused for a rule that is not known."""
        if self.code not in known_codes():
            raise UserError(f"There is no rule “{self.code}”.", "Choose one from the list.")
        plan = session.get_one(Plan, self.plan_id)
        off = [code for code in plan.settings.get("checks_off") or () if code != self.code]
        plan.settings = {**plan.settings, "checks_off": off if self.on else [*off, self.code]}


@dataclass(frozen=True, slots=True)
class SetStated:
    """Keep the numbers that papers state of a plan, for the checks to hold against it."""

    plan_id: int
    entries: tuple[dict[str, object], ...]
    title: str = "Change stated numbers"

    def apply(self, session: Session) -> None:
        """Replace the stated numbers."""
        plan = session.get_one(Plan, self.plan_id)
        plan.settings = {**plan.settings, "stated": [dict(entry) for entry in self.entries]}
