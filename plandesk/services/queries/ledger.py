"""The closure ledger: what became of every action between two periods, and it always balances.

opening + new + reopened + moved in - left - moved out = carried forward, for each project and in
total, where what has left is told by its outcome. Both ends are read from the plan as it was, so
that the equation is about the same actions as the plan's own lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.collector import many_small_things
from plandesk.models.period import Period
from plandesk.models.plan import Outcome
from plandesk.models.review import Review, ReviewAnswer
from plandesk.models.types import Level, LinkKind, join_names, ref_key
from plandesk.services.queries.plan_states import (
    ItemState,
    Moment,
    PlanState,
    period_moment,
    plan_states,
)
from plandesk.services.queries.plan_tree import period_before, periods

TAKEN_OUT = "Taken out of the plan"
OTHER_LEVEL = "Made part of something else"
_DUPLICATE = f"{LinkKind.DUPLICATE_OF.value} "


@dataclass(frozen=True, slots=True)
class Leaver:
    """One action that left the plan: its outcome, who or what received it, why, and when.

    ``item_id`` is None when it is not in the plan any more. ``receiver`` is empty only where
    nobody carries the work on; ``missing`` names what the plan does not say and should.
    """

    item_id: int | None
    uid: str
    ref: str
    title: str
    project: str
    outcome: str
    receiver: str
    reason: str
    on: dt.date | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger. Each number has the identifiers of the actions it counts."""

    project_uid: str
    ref: str
    title: str
    opening: tuple[str, ...]
    new: tuple[str, ...]
    reopened: tuple[str, ...]
    moved_in: tuple[str, ...]
    moved_out: tuple[str, ...]
    left: Mapping[str, tuple[str, ...]]
    carried: tuple[str, ...]

    @property
    def left_count(self) -> int:
        """Return how many actions left the plan."""
        return sum(len(uids) for uids in self.left.values())

    @property
    def balances(self) -> bool:
        """Tell whether what was there and came, less what went, is what is there."""
        came = len(self.opening) + len(self.new) + len(self.reopened) + len(self.moved_in)
        return came - self.left_count - len(self.moved_out) == len(self.carried)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The closure ledger between two periods; ``ids`` finds the row of an identifier."""

    opening_label: str
    closing_label: str
    lines: tuple[LedgerLine, ...]
    total: LedgerLine
    leavers: tuple[Leaver, ...]
    ids: Mapping[str, int]

    @property
    def balances(self) -> bool:
        """Tell whether every line balances, and the lines add to the total."""
        names = ("opening", "new", "reopened", "carried")
        sums = all(
            sum(len(getattr(line, name)) for line in self.lines) == len(getattr(self.total, name))
            for name in names
        )
        inner = sum(len(line.moved_in) - len(line.moved_out) for line in self.lines) == 0
        return sums and inner and all(line.balances for line in (*self.lines, self.total))

    def rows(self, uids: Iterable[str]) -> tuple[int, ...]:
        """Return the ids of the rows that are in the plan today."""
        return tuple(self.ids[uid] for uid in uids if uid in self.ids)


@dataclass(slots=True)
class _Sums:
    """The identifiers of one line while it is being added up."""

    title: tuple[str, str] = ("", "")
    opening: list[str] = field(default_factory=list[str])
    new: list[str] = field(default_factory=list[str])
    reopened: list[str] = field(default_factory=list[str])
    moved_in: list[str] = field(default_factory=list[str])
    moved_out: list[str] = field(default_factory=list[str])
    carried: list[str] = field(default_factory=list[str])
    left: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def line(self, uid: str, outcomes: Iterable[str]) -> LedgerLine:
        """Return the finished line, with every outcome of the plan in its order."""
        left = {word: tuple(self.left.get(word, ())) for word in (*outcomes, *self.left)}
        return LedgerLine(
            uid,
            *self.title,
            tuple(self.opening),
            tuple(self.new),
            tuple(self.reopened),
            tuple(self.moved_in),
            tuple(self.moved_out),
            left,
            tuple(self.carried),
        )


def default_ledger(session: Session, plan_id: int) -> Ledger | None:
    """Return the ledger between the last two periods, None for a plan with fewer than two."""
    known = periods(session)
    if len(known) < 2:
        return None
    before = period_before(known, known[-1].id)
    return None if before is None else ledger(session, plan_id, before.id, known[-1].id)


@many_small_things()
def ledger(session: Session, plan_id: int, opening_id: int, closing_id: int) -> Ledger:
    """Return the ledger of one plan from one period to another."""
    opening, closing = session.get_one(Period, opening_id), session.get_one(Period, closing_id)
    last = Moment(None, closing.as_at) if closing.is_open else period_moment(session, closing_id)
    then, now = plan_states(session, period_moment(session, opening_id), last)
    closes = session.scalars(
        select(Outcome).where(Outcome.plan_id == plan_id, Outcome.closes).order_by(Outcome.position)
    ).all()
    found = balance(
        _of_plan(then, plan_id),
        _of_plan(now, plan_id),
        tuple(outcome.word for outcome in closes),
        frozenset(outcome.word for outcome in closes if outcome.needs_target),
    )
    gone = {one.uid: one for one in _removals(session, found.leavers, closing)}
    said = _assessments(session)
    leavers = tuple(
        gone.get(one.uid) or _with_reason(one, said.get(one.uid, "")) for one in found.leavers
    )
    return Ledger(opening.label, closing.label, found.lines, found.total, leavers, found.ids)


def balance(
    then: PlanState,
    now: PlanState,
    outcomes: tuple[str, ...],
    targets: frozenset[str] = frozenset(),
) -> Ledger:
    """Return the ledger between two states of one plan.

    ``targets`` are the outcomes whose note names the receiver; else the lead carries the work on.
    """
    book = _Book(then, now, targets)
    for uid in {**then.items, **now.items}:
        book.post(uid)
    done = [line.line(uid, outcomes) for uid, line in book.sums.items()]
    done.sort(key=lambda line: ref_key(line.ref))
    leavers = sorted(book.leavers, key=lambda one: ref_key(one.ref))
    ids = {uid: item.id for uid, item in now.items.items()}
    return Ledger("", "", tuple(done), book.total.line("", outcomes), tuple(leavers), ids)


@dataclass(slots=True)
class _Book:
    """Posts each action to the lines that it belongs to."""

    then: PlanState
    now: PlanState
    targets: frozenset[str]
    total: _Sums = field(default_factory=lambda: _Sums(("", "Total")))
    sums: dict[str, _Sums] = field(default_factory=dict[str, _Sums])
    leavers: list[Leaver] = field(default_factory=list[Leaver])

    def post(self, uid: str) -> None:
        """Post one plan item, if it was or is an action."""
        old, new = _action(self.then, uid), _action(self.now, uid)
        known = old or new
        if known is None:
            return
        was_open = old is not None and not old.closed
        is_open = new is not None and not new.closed
        home_then = _project(self.then, old) if old else ""
        home_now = _project(self.now, new) if new else home_then
        first, last = self._line(home_then or home_now), self._line(home_now)
        if was_open:
            self.total.opening.append(uid)
            first.opening.append(uid)
        elif old is None:
            self.total.new.append(uid)
            last.new.append(uid)
        elif is_open:
            self.total.reopened.append(uid)
            last.reopened.append(uid)
        if was_open and first is not last:
            first.moved_out.append(uid)
            last.moved_in.append(uid)
        if is_open:
            self.total.carried.append(uid)
            last.carried.append(uid)
        elif was_open or old is None:
            self._leave(uid, _leaver(known, new, self.now, self.targets), last)

    def _leave(self, uid: str, leaver: Leaver, last: _Sums) -> None:
        self.leavers.append(leaver)
        for line in (self.total, last):
            line.left.setdefault(leaver.outcome, []).append(uid)

    def _line(self, uid: str) -> _Sums:
        project = self.now.items.get(uid) or self.then.items.get(uid)
        title = (project.ref, project.title) if project else ("", "")
        return self.sums.setdefault(uid, _Sums(title))


def _of_plan(state: PlanState, plan_id: int) -> PlanState:
    mine = {uid: item for uid, item in state.items.items() if item.plan_id == plan_id}
    return PlanState(mine, state.period_ids)


def _action(state: PlanState, uid: str) -> ItemState | None:
    item = state.items.get(uid)
    return item if item is not None and item.level is Level.ACTION else None


def _project(state: PlanState, item: ItemState) -> str:
    return item.parent_uid if item.parent_uid in state.items else ""


def _leaver(
    known: ItemState, new: ItemState | None, now: PlanState, targets: frozenset[str]
) -> Leaver:
    there = now.items.get(known.uid)
    if new is None:
        return Leaver(
            item_id=there.id if there is not None else None,
            uid=known.uid,
            ref=known.ref,
            title=known.title,
            project=known.parent_ref,
            outcome=OTHER_LEVEL if there is not None else TAKEN_OUT,
            receiver=there.parent_ref if there is not None else "",
            reason="",
            on=None,
            missing=("reason", "date"),
        )
    receiver, reason = join_names(new.leads), new.outcome_note
    if new.outcome_word in targets:
        named = [link.removeprefix(_DUPLICATE) for link in new.links if link.startswith(_DUPLICATE)]
        receiver, reason = new.outcome_note or join_names(named), ""
    update = [*new.updates.values()][-1:]
    reason = reason or (str(update[0]["progress"]) if update else "")
    return Leaver(
        new.id,
        new.uid,
        new.ref,
        new.title,
        new.parent_ref,
        new.outcome_word,
        receiver,
        reason,
        new.outcome_on,
        _missing(receiver, reason, new.outcome_on),
    )


def _missing(receiver: str, reason: str, on: dt.date | None) -> tuple[str, ...]:
    said = {"receiver": receiver, "reason": reason, "date": on}
    return tuple(name for name, value in said.items() if not value)


def _with_reason(leaver: Leaver, assessment: str) -> Leaver:
    """Return a leaver with what the review said of it, or else what its outcome says."""
    if leaver.outcome in (TAKEN_OUT, OTHER_LEVEL):
        return leaver
    reason = assessment or leaver.reason or leaver.outcome
    if reason == leaver.reason:
        return leaver
    return replace(leaver, reason=reason, missing=_missing(leaver.receiver, reason, leaver.on))


def _assessments(session: Session) -> dict[str, str]:
    statement = (
        select(ReviewAnswer.item_uid, ReviewAnswer.assessment)
        .join(Review, Review.id == ReviewAnswer.review_id)
        .where(Review.applied)
        .order_by(Review.id)
    )
    return {row.item_uid: row.assessment for row in session.execute(statement) if row.assessment}


def _removals(session: Session, leavers: Iterable[Leaver], closing: Period) -> list[Leaver]:
    """Return the leavers that were taken out, with who did it, in which step, and when."""
    gone = {one.uid: one for one in leavers if one.outcome in (TAKEN_OUT, OTHER_LEVEL)}
    if not gone:
        return []
    statement = (
        select(ChangeEntry.before, ChangeEntry.kind, ChangeSet.title, ChangeSet.who, ChangeSet.at)
        .join(ChangeSet, ChangeSet.id == ChangeEntry.set_id)
        .where(ChangeEntry.table_name == "plan_item", ChangeEntry.kind == "deleted")
        .order_by(ChangeEntry.id)
    )
    found: dict[str, Leaver] = {}
    for before, _, title, who, at in session.execute(statement):
        one = gone.get((before or {}).get("uid", ""))
        if one is not None and one.outcome == TAKEN_OUT:
            reason = f"{title} ({who})" if who else title
            found[one.uid] = replace(one, reason=reason, on=at.date(), missing=())
    for one in gone.values():
        if one.outcome == OTHER_LEVEL:
            found[one.uid] = replace(
                one, reason=f"Now below {one.receiver}", on=closing.as_at, missing=()
            )
    return list(found.values())
