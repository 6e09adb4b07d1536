"""Giving rows new refs: shown first, former refs kept, references in texts following."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base
from plandesk.models.counted import counted
from plandesk.models.detail import Comment, Evidence
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.references import rewrite_refs
from plandesk.models.types import Level, PeriodState
from plandesk.services.ops.lookup import former_refs, item, items, note_former_ref

_TAIL = re.compile(r"^(.*?)(\d+)$")
_TOKEN = re.compile(r"([A-Za-z]{0,4})(\d+(?:\.\d+)*)")
_USUAL = {Level.PROJECT: "", Level.ACTION: "."}


@dataclass(frozen=True, slots=True)
class RenumberRow:
    """One row and the ref it gets; ``level`` and ``title`` are for showing."""

    item_id: int
    level: Level
    title: str
    old: str
    new: str

    @property
    def changes(self) -> bool:
        """Tell whether the ref is another one."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that mentions a renumbered row: where it is, and how it reads before and after."""

    item_id: int
    where: str
    before: str
    after: str


def renumber_preview(
    session: Session, plan_id: int, parent_id: int | None = None
) -> list[RenumberRow]:
    """Return the refs that rows would get if they were numbered in their present order.

    Covers everything below ``parent_id``, or the whole plan. Keeps how the plan numbers: letters
    or numbers at the top, what stands between a ref and its number, leading noughts, and
    numbering that runs through the plan ("SP01", "SP02"). Milestones without a ref have none.
    """
    below: dict[int | None, list[RenumberRow]] = {}
    columns = (PlanItem.parent_id, PlanItem.id, PlanItem.level, PlanItem.title, PlanItem.ref)
    query = select(*columns).where(PlanItem.plan_id == plan_id)
    for above, number, level, title, ref in session.execute(
        query.order_by(PlanItem.position, PlanItem.id)
    ):
        row = RenumberRow(number, Level(level), title, ref, ref)
        below.setdefault(above, []).append(row)
    top = None
    if parent_id is not None:
        found = item(session, parent_id)
        top = RenumberRow(found.id, Level(found.level), found.title, found.ref, found.ref)
    counters: Counter[str] = Counter()
    return list(_numbered(below, top, top.old if top else "", counters))


def _numbered(
    below: Mapping[int | None, list[RenumberRow]],
    parent: RenumberRow | None,
    parent_new: str,
    counters: Counter[str],
) -> Iterator[RenumberRow]:
    rows = below.get(parent.item_id if parent else None, [])
    refs = _refs(rows, parent.old if parent else "", parent_new, counters)
    for row, new in zip(rows, refs, strict=True):
        yield replace(row, new=new)
        yield from _numbered(below, row, new, counters)


def _refs(
    rows: Sequence[RenumberRow], parent_old: str, parent_new: str, counters: Counter[str]
) -> list[str]:
    if not rows:
        return []
    level = rows[0].level
    if level is Level.MILESTONE and not any(row.old for row in rows):
        return ["" for _ in rows]
    heads = Counter(_head(row.old) for row in rows if _TAIL.match(row.old))
    if not heads:
        if level is Level.WORKSTREAM:
            return [_letters(number) for number in range(len(rows))]
        heads[parent_old + _USUAL.get(level, ".")] = 1
    head = heads.most_common(1)[0][0]
    width = min(
        (len(tail[2]) for row in rows if (tail := _TAIL.match(row.old)) and tail[1] == head),
        default=1,
    )
    if parent_old and head.startswith(parent_old):
        head = parent_new + head[len(parent_old) :]
        start = 0
    else:
        start = counters[head]
        counters[head] += len(rows)
    return [f"{head}{number:0{width}d}" for number in range(start + 1, start + len(rows) + 1)]


def _head(ref: str) -> str:
    tail = _TAIL.match(ref)
    return tail[1] if tail else ""


def _letters(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def texts_that_follow(
    session: Session, rows: Iterable[RenumberRow], *, closed_periods: bool = False
) -> list[TextChange]:
    """Return the texts of the plan that mention the renumbered rows, before and after."""
    mapping = {row.old: row.new for row in rows if row.old and row.changes}
    follower = _Follower(mapping)
    return [
        TextChange(place.item_id, place.where, place.text, after)
        for place in _places(session, closed_periods=closed_periods)
        if (after := follower.rewrite(place.text)) != place.text
    ]


@dataclass(frozen=True, slots=True)
class RenumberRefs:
    """Give rows the refs of a preview, as (id, new ref) pairs.

    Former refs are kept, so that old papers still find the rows, and texts that mention them
    follow. What closed periods say stays as it was published unless ``closed_periods``.
    """

    refs: tuple[tuple[int, str], ...]
    closed_periods: bool = False
    title: str = field(default="Renumber refs", kw_only=True)

    def describe(self, session: Session) -> str:
        """Say how many refs change."""
        wanted = dict(self.refs)
        changed = [row for row in items(session, list(wanted)) if row.ref != wanted[row.id]]
        if len(changed) == 1:
            return f"Renumber {changed[0].ref} to {wanted[changed[0].id]}"
        return f"Renumber {counted(len(changed), 'ref')}"

    def apply(self, session: Session) -> None:
        """Renumber; refused when two rows would have one ref."""
        rows = {row.id: row for row in items(session, [number for number, _ in self.refs])}
        wanted = {number: "".join(ref.split()) for number, ref in self.refs}
        _check_unique(session, rows, wanted)
        mapping: dict[str, str] = {}
        former = former_refs(session, list(rows))
        for number, ref in wanted.items():
            row = rows[number]
            if row.ref == ref:
                continue
            if row.ref:
                mapping[row.ref] = ref
                note_former_ref(session, row, ref, former.get(number, []))
            row.ref = ref
        if not mapping:
            return
        plans = {row.plan_id for row in rows.values()}
        follower = _Follower(mapping)
        for place in _places(session, closed_periods=self.closed_periods):
            if place.plan_id in plans:
                place.write(follower.rewrite(place.text))


def _check_unique(
    session: Session, rows: Mapping[int, PlanItem], wanted: Mapping[int, str]
) -> None:
    plans = {row.plan_id for row in rows.values()}
    taken: dict[tuple[int, str], str] = {}
    for other in session.scalars(select(PlanItem).where(PlanItem.plan_id.in_(plans))):
        ref = wanted.get(other.id, other.ref)
        key = (other.plan_id, ref.casefold())
        if not ref:
            if other.id in wanted and other.ref:
                raise UserError(f"{other.ref} would have no ref.", "Enter one for it.")
            continue
        if key in taken and (other.id in wanted or ref in wanted.values()):
            raise UserError(
                f"{ref} would be the ref of both “{taken[key]}” and “{other.title}”.",
                "Give one of them another ref.",
            )
        taken[key] = other.title


class _Follower:
    """Rewrites the refs in many texts, looking only at those a text can mean.

    To search each text for each of thousands of refs would take hours.
    """

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._groups: dict[str, dict[str, str]] = {}
        for old, new in mapping.items():
            self._groups.setdefault(_head(old).casefold(), {})[old] = new

    def rewrite(self, text: str) -> str:
        tokens = _TOKEN.findall(text)
        # "A1.1 and 1.3" leaves out letters that were said before.
        letters = {"", *(letters.casefold() for letters, _ in tokens)}
        meant: dict[str, str] = {}
        for head in {_head(start + number) for start in letters for _, number in tokens}:
            meant |= self._groups.get(head, {})
        return rewrite_refs(text, meant) if meant else text


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of the plan that may mention refs."""

    thing: Base
    name: str
    key: str
    item_id: int
    plan_id: int
    where: str
    text: str

    def write(self, text: str) -> None:
        if text == self.text:
            return
        if self.key:
            setattr(self.thing, self.name, getattr(self.thing, self.name) | {self.key: text})
        else:
            setattr(self.thing, self.name, text)


_TEXTS: dict[type[Base], tuple[str, ...]] = {
    ItemUpdate: ("progress", "reason", "help_needed", "forecast"),
    Comment: ("text",),
    Evidence: ("title", "note"),
}


def _places(session: Session, *, closed_periods: bool) -> Iterator[_Place]:
    plans: dict[int, int] = {}
    for row in session.scalars(select(PlanItem)):
        plans[row.id] = row.plan_id
        for name in ("title", "outcome_note"):
            yield from _place(row, name, row.id, row.plan_id)
        for key, value in row.fields.items():
            if isinstance(value, str) and _may_mention(value):
                yield _Place(row, "fields", key, row.id, row.plan_id, key, value)
    closed = set(session.scalars(select(Period.id).where(Period.state == PeriodState.CLOSED.value)))
    for model, names in _TEXTS.items():
        for thing in session.scalars(select(model)):
            if not closed_periods and getattr(thing, "period_id", None) in closed:
                continue
            owner: int = getattr(thing, "item_id")  # noqa: B009
            for name in names:
                yield from _place(thing, name, owner, plans[owner])


def _place(thing: Base, name: str, item_id: int, plan_id: int) -> Iterator[_Place]:
    text: str = getattr(thing, name)
    if _may_mention(text):
        where = "text" if name == "text" else name.replace("_", " ")
        yield _Place(thing, name, "", item_id, plan_id, where, text)


def _may_mention(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
