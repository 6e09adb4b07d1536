"""The refresh review: start it, answer it, apply it to the plan in one step, carry the plan on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base, derived_uid, new_uid
from plandesk.models.counted import counted
from plandesk.models.detail import Link
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.reported import BEGINS_AFTER, ENDED_ON
from plandesk.models.review import Review, ReviewAnswer, Verdict
from plandesk.models.types import Level, LinkKind
from plandesk.services.changes import insert_rows
from plandesk.services.ops.lookup import item, reference_date
from plandesk.services.ops.structure import subtree


@dataclass(frozen=True, slots=True)
class ReviewScope:
    """Which rows of a part of the plan a review looks at: these levels, open ones or all.

    ``only`` narrows it to these rows, such as those that a filter leaves; empty does not.
    """

    levels: tuple[Level, ...] = (Level.ACTION,)
    with_closed: bool = False
    only: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StartReview:
    """Start a refresh review of a plan's open actions, or of those rows that ``scope`` says.

    ``scope_ids`` are the rows at whose part of the plan it looks; empty is the whole plan.
    ``tests`` are the questions asked of each row; empty takes the plan's own list.
    """

    plan_id: int
    text: str
    scope_ids: tuple[int, ...] = ()
    tests: tuple[str, ...] = ()
    on: dt.date | None = None
    scope: ReviewScope = ReviewScope()
    title: str = "Start review"

    def apply(self, session: Session) -> None:
        """List the rows to look at; refused without a name, tests or rows."""
        plan = session.get_one(Plan, self.plan_id)
        tests = [test.strip() for test in self.tests or plan.settings.get("review_tests") or ()]
        tests = [test for test in tests if test]
        name = " ".join(self.text.split())
        if not name:
            raise UserError("Enter a name for the review, like Spring refresh 2024.")
        if not tests:
            raise UserError("This plan has no review tests yet.", "Enter at least one test.")
        actions = _in_scope(session, self)
        if not actions:
            raise UserError("There is nothing to review there.", "Choose another part or level.")
        review = Review(
            uid=new_uid(),
            plan_id=self.plan_id,
            title=name,
            scope=", ".join(item(session, scope).ref for scope in self.scope_ids),
            tests=tests,
            started_on=self.on,
            applied_on=None,
            applied=False,
        )
        session.add(review)
        session.flush()
        rows: list[dict[str, Any]] = [
            {
                "uid": derived_uid(review.uid, action.uid),
                "review_id": review.id,
                "position": number,
                "item_uid": action.uid,
                "verdicts": {},
                "assessment": "",
                "outcome": None,
                "target": "",
                "review_on": None,
            }
            for number, action in enumerate(actions)
        ]
        insert_rows(session, Base.metadata.tables[ReviewAnswer.__tablename__], rows)


def _in_scope(session: Session, asked: StartReview) -> list[PlanItem]:
    """Return the rows that a review looks at, in the order of the plan."""
    plan_id, scope_ids, scope = asked.plan_id, asked.scope_ids, asked.scope
    tops = scope_ids or tuple(
        session.scalars(
            select(PlanItem.id)
            .where(PlanItem.plan_id == plan_id, PlanItem.parent_id.is_(None))
            .order_by(PlanItem.position)
        )
    )
    if not tops:
        return []
    closing = set(
        session.scalars(select(Outcome.code).where(Outcome.plan_id == plan_id, Outcome.closes))
    )
    family = {row.id: row for row in subtree(session, tops) if row.plan_id == plan_id}

    def place(row: PlanItem) -> tuple[int, ...]:
        above = family.get(row.parent_id or 0)
        return (*(place(above) if above is not None else ()), row.position)

    only = set(scope.only)
    found = [
        row
        for row in family.values()
        if row.level in scope.levels
        and (scope.with_closed or row.outcome not in closing)
        and (not only or row.id in only)
    ]
    return sorted(found, key=place)


@dataclass(frozen=True, slots=True)
class AnswerReview:
    """Answer a review for one action or for many at once; what is None stays as it was.

    ``verdicts`` maps numbers of tests, from 1, to yes, no or unsure (empty takes an answer
    back). ``outcome`` is a code of the plan's outcomes, empty for none yet.
    """

    review_id: int
    item_ids: tuple[int, ...]
    verdicts: Mapping[int, str] = field(default_factory=dict[int, str])
    assessment: str | None = None
    outcome: str | None = None
    target: str | None = None
    review_on: dt.date | None = None

    @property
    def title(self) -> str:
        """Say how many actions it is about."""
        count = len(self.item_ids)
        return "Answer review" if count == 1 else f"Answer review for {count} actions"

    @property
    def merge_key(self) -> str | None:
        """Make typing in one box one step."""
        if len(self.item_ids) != 1 or self.assessment is None:
            return None
        return f"review:{self.review_id}:{self.item_ids[0]}:assessment"

    def apply(self, session: Session) -> None:
        """Keep the answers; refused for an applied review or an unknown outcome or verdict."""
        review = _open_review(session, self.review_id)
        verdicts = self._read_verdicts(review)
        self._check_outcome(session, review)
        for item_id in self.item_ids:
            answer = _answer(session, review, item(session, item_id))
            if verdicts:
                said = {**answer.verdicts, **verdicts}
                answer.verdicts = {number: value for number, value in said.items() if value}
            if self.assessment is not None:
                answer.assessment = self.assessment.strip()
            if self.outcome is not None:
                answer.outcome = self.outcome or None
            if self.target is not None:
                answer.target = self.target.strip()
            if self.review_on is not None:
                answer.review_on = self.review_on

    def _read_verdicts(self, review: Review) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, said in self.verdicts.items():
            if not 1 <= number <= len(review.tests):
                raise UserError(
                    f"This review has {counted(len(review.tests), 'test')}; there is no test "
                    f"{number}.",
                    "Count from 1.",
                )
            if said and said not in [*Verdict]:
                raise UserError(
                    f"Answer test {number} with yes, no or unsure. It says “{said}”.",
                    "Leave it empty to answer later.",
                )
            found[str(number)] = said
        return found

    def _check_outcome(self, session: Session, review: Review) -> None:
        if self.outcome:
            known = _outcomes(session, review.plan_id)
            if self.outcome not in known:
                words = "; ".join(outcome.word for outcome in known.values())
                raise UserError(
                    f"“{self.outcome}” is not an outcome of this plan.", f"Outcomes: {words}."
                )


@dataclass(frozen=True, slots=True)
class ApplyReview:
    """Give every answered action its outcome: one step that can be undone.

    ``only_done`` applies what is answered and leaves the rest of the review out of the plan.
    """

    review_id: int
    on: dt.date | None = None
    only_done: bool = False
    title: str = "Apply review"
    backup_reason: str = "before applying the review"

    def apply(self, session: Session) -> None:
        """Set outcomes, targets and links; refused while answers are missing."""
        review = _open_review(session, self.review_id)
        outcomes = _outcomes(session, review.plan_id)
        by_uid = {
            row.uid: row
            for row in session.scalars(select(PlanItem).where(PlanItem.plan_id == review.plan_id))
        }
        pairs = [(by_uid[a.item_uid], a) for a in review.answers if a.item_uid in by_uid]
        self._check(pairs, outcomes)
        day = self.on or reference_date(session)
        by_ref = {row.ref.casefold(): row for row in by_uid.values() if row.ref}
        for action, answer in pairs:
            if answer.outcome is None:
                continue
            action.outcome = answer.outcome
            action.outcome_note = answer.target or answer.assessment
            action.outcome_on = day
            target = by_ref.get(answer.target.casefold()) if answer.target else None
            if outcomes[answer.outcome].needs_target and target is not None:
                _link(session, action, target, LinkKind.DUPLICATE_OF)
        review.applied, review.applied_on = True, day

    def _check(
        self, pairs: list[tuple[PlanItem, ReviewAnswer]], outcomes: Mapping[str, Outcome]
    ) -> None:
        blank = [action.ref for action, answer in pairs if answer.outcome is None]
        if blank and not self.only_done:
            more = f" and {len(blank) - 3} more" if len(blank) > 3 else ""
            raise UserError(
                f"{len(blank)} of {counted(len(pairs), 'action')} "
                f"{'has' if len(blank) == 1 else 'have'} no outcome yet: "
                f"{', '.join(blank[:3])}{more}.",
                "Answer them first, or apply only what is answered.",
            )
        if len(blank) == len(pairs):
            raise UserError("Nothing in this review has an outcome yet.", "Answer it first.")
        for action, answer in pairs:
            outcome = outcomes.get(answer.outcome or "")
            if outcome is not None and outcome.needs_target and not answer.target:
                raise UserError(
                    f"{action.ref} has the outcome “{outcome.word}” and no target.",
                    "Enter where the work goes, or which action it is a duplicate of.",
                )


@dataclass(frozen=True, slots=True)
class RemoveReview:
    """Take a review that was not applied out of the file."""

    review_id: int
    title: str = "Remove review"

    def apply(self, session: Session) -> None:
        """Remove the review with its answers; refused once it was applied."""
        session.delete(_open_review(session, self.review_id))


@dataclass(frozen=True, slots=True)
class SetReviewTests:
    """Change the list of tests that a plan's reviews begin with."""

    plan_id: int
    tests: tuple[str, ...]
    title: str = "Change review tests"

    def apply(self, session: Session) -> None:
        """Keep the tests; refused when none is left."""
        tests = [" ".join(test.split()) for test in self.tests]
        tests = [test for test in tests if test]
        if not tests:
            raise UserError("A review needs at least one test.", "Enter one.")
        plan = session.get_one(Plan, self.plan_id)
        plan.settings = {**plan.settings, "review_tests": tests}


@dataclass(frozen=True, slots=True)
class SetPhrases:
    """Change the phrases that a plan offers for assessments."""

    plan_id: int
    phrases: tuple[str, ...]
    title: str = "Change phrases"

    def apply(self, session: Session) -> None:
        """Keep the phrases, each once."""
        said = (" ".join(phrase.split()) for phrase in self.phrases)
        phrases = list(dict.fromkeys(phrase for phrase in said if phrase))
        plan = session.get_one(Plan, self.plan_id)
        plan.settings = {**plan.settings, "phrases": phrases}


@dataclass(frozen=True, slots=True)
class CarryForward:
    """Make the refreshed plan: what stays open goes on in a new plan, linked to where it was.

    Refs, wording, dates, people and scope are kept. Projects and workstreams with nothing open
    stay behind, except those that are reported elsewhere. The new plan is reported from the next
    period on, the old one until the current.
    """

    plan_id: int
    text: str
    title: str = "Carry plan forward"

    def apply(self, session: Session) -> None:
        """Add the new plan; refused without a name, or when nothing is open."""
        name = " ".join(self.text.split())
        if not name:
            raise UserError("Enter a name for the refreshed plan.")
        old = session.get_one(Plan, self.plan_id)
        stays = _staying(session, old)
        if not stays:
            raise UserError("Nothing is open in this plan, so there is nothing to carry forward.")
        on = reference_date(session)
        plan = _copy(old, Plan, uid=new_uid(), title=name, position=_count(session))
        plan.values = [_copy(value, type(value)) for value in old.values]
        plan.outcomes = [_copy(outcome, type(outcome)) for outcome in old.outcomes]
        kept = {key: value for key, value in old.settings.items() if key != "stated"}
        kept.pop(ENDED_ON, None)
        if on is not None:
            kept[BEGINS_AFTER] = on.isoformat()
            old.settings = {**old.settings, ENDED_ON: on.isoformat()}
        plan.settings = kept
        session.add(plan)
        session.flush()
        _copy_items(session, plan, stays)


def _staying(session: Session, plan: Plan) -> list[PlanItem]:
    closing = {outcome.code for outcome in plan.outcomes if outcome.closes}
    rows = list(
        session.scalars(
            select(PlanItem)
            .where(PlanItem.plan_id == plan.id)
            .order_by(PlanItem.level, PlanItem.parent_id, PlanItem.position)
        )
    )
    by_id = {row.id: row for row in rows}
    wanted: set[int] = set()
    for row in rows:
        is_open = row.level == Level.ACTION and row.outcome not in closing
        if is_open or row.reported_elsewhere:
            above: PlanItem | None = row
            while above is not None and above.id not in wanted:
                wanted.add(above.id)
                above = by_id.get(above.parent_id or 0)
    for row in rows:
        above = by_id.get(row.parent_id or 0)
        if row.level == Level.MILESTONE and above is not None and above.id in wanted:
            wanted.add(row.id)
    return [row for row in rows if row.id in wanted]


def _copy_items(session: Session, plan: Plan, stays: list[PlanItem]) -> None:
    new: dict[int, PlanItem] = {}
    places: dict[int | None, int] = {}
    for row in stays:
        parent = new.get(row.parent_id or 0)
        above = parent.id if parent is not None else None
        places[above] = places.get(above, -1) + 1
        made = _copy(
            row,
            PlanItem,
            uid=derived_uid(plan.uid, f"item:{row.uid}"),
            plan_id=plan.id,
            parent_id=above,
            position=places[above],
            is_new=False,
            declared=None,
            outcome=None,
            outcome_note="",
            outcome_on=None,
        )
        made.people = [_copy(person, type(person)) for person in row.people]
        made.tags = [_copy(tag, type(tag)) for tag in row.tags]
        session.add(made)
        session.flush()
        new[row.id] = made
        if row.level != Level.MILESTONE:
            _link(session, made, row, LinkKind.SUPERSEDES)


def _copy(row: Any, kind: type[Any], **changed: Any) -> Any:
    """Return a new row with the columns of another, but for its keys and what is changed."""
    table = Base.metadata.tables[kind.__tablename__]
    keys = {"id", "plan_id", "item_id"} - set(changed)
    said = {
        column.key: getattr(row, column.key) for column in table.columns if column.key not in keys
    }
    return kind(**said | changed)


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Plan)) or 0


def _link(session: Session, source: PlanItem, target: PlanItem, kind: LinkKind) -> None:
    there = select(Link.id).where(
        Link.source_id == source.id, Link.target_id == target.id, Link.kind == kind.value
    )
    if source.id != target.id and session.scalar(there) is None:
        session.add(
            Link(
                uid=derived_uid(source.uid, f"link:{kind.value}:{target.uid}"),
                source_id=source.id,
                target_id=target.id,
                kind=kind.value,
                note="",
            )
        )


def _open_review(session: Session, review_id: int) -> Review:
    review = session.get(Review, review_id)
    if review is None:
        raise UserError("That review is not in the file any more.", "Choose another one.")
    if review.applied:
        raise UserError(f"{review.title} has been applied already.", "Start another review.")
    return review


def _answer(session: Session, review: Review, action: PlanItem) -> ReviewAnswer:
    found = session.scalar(
        select(ReviewAnswer).where(
            ReviewAnswer.review_id == review.id, ReviewAnswer.item_uid == action.uid
        )
    )
    if found is None:
        raise UserError(
            f"{action.ref or action.title} is not part of {review.title}.", "Choose another row."
        )
    return found


def _outcomes(session: Session, plan_id: int) -> dict[str, Outcome]:
    statement = select(Outcome).where(Outcome.plan_id == plan_id).order_by(Outcome.position)
    return {outcome.code: outcome for outcome in session.scalars(statement)}
