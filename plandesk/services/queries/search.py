"""The texts of the plan that can be searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from plandesk.models.detail import Comment, Evidence, FormerRef
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import ItemPerson, PlanItem
from plandesk.models.types import Level

_CHUNK = 500  # SQLite takes a limited number of values in one statement


class Where(StrEnum):
    """Where in a plan item a text stands."""

    REF = "ref"
    TITLE = "title"
    LEAD = "lead"
    MILESTONE = "milestone"
    OUTCOME = "outcome"
    PROGRESS = "progress"
    REASON = "reason"
    FORECAST = "forecast"
    HELP = "help needed"
    EVIDENCE = "evidence"
    COMMENT = "comment"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class SearchText:
    """One text with the plan item it belongs to; ``period`` is the label for an update."""

    item_id: int
    where: Where
    text: str
    ref: str
    title: str
    period: str = ""


def search_texts(session: Session, ids: Collection[int] | None = None) -> Iterator[SearchText]:
    """Return every text of the plan, or of these plan items; empty ones are left out."""
    names: dict[int, tuple[str, str]] = {}
    columns = (
        PlanItem.id,
        PlanItem.level,
        PlanItem.ref,
        PlanItem.title,
        PlanItem.outcome_note,
        PlanItem.fields,
    )
    for row in _rows(session, select(*columns), PlanItem.id, ids):
        names[row.id] = (row.ref, row.title)
        where = Where.MILESTONE if row.level == Level.MILESTONE else Where.TITLE
        said = [(Where.REF, row.ref), (where, row.title), (Where.OUTCOME, row.outcome_note)]
        said += [(Where.FIELD, value) for value in row.fields.values() if isinstance(value, str)]
        for place, text in said:
            if text:
                yield SearchText(row.id, place, text, row.ref, row.title)
    for item_id, where, text, period in _hanging(session, ids):
        if text:
            yield SearchText(item_id, where, text, *names[item_id], period)


def items_of_people(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return the plan items that these people lead or sponsor."""
    rows = _rows(session, select(ItemPerson.item_id), ItemPerson.person_id, person_ids)
    return {row[0] for row in rows}


def _hanging(
    session: Session, ids: Collection[int] | None
) -> Iterator[tuple[int, Where, str, str]]:
    labels = {row.id: row.label for row in session.execute(select(Period.id, Period.label))}
    update = ItemUpdate
    texts = (
        (Where.PROGRESS, update.progress),
        (Where.REASON, update.reason),
        (Where.FORECAST, update.forecast),
        (Where.HELP, update.help_needed),
    )
    wanted = select(update.item_id, update.period_id, *(column for _, column in texts))
    for row in _rows(session, wanted, update.item_id, ids):
        for number, (where, _) in enumerate(texts, start=2):
            yield row[0], where, row[number], labels[row[1]]
    for row in _rows(
        session, select(Evidence.item_id, Evidence.title, Evidence.note), Evidence.item_id, ids
    ):
        yield row[0], Where.EVIDENCE, f"{row[1]}\n{row[2]}".strip(), ""
    for row in _rows(session, select(Comment.item_id, Comment.text), Comment.item_id, ids):
        yield row[0], Where.COMMENT, row[1], ""
    for row in _rows(session, select(FormerRef.item_id, FormerRef.ref), FormerRef.item_id, ids):
        yield row[0], Where.REF, row[1], ""
    people = select(ItemPerson.item_id, Person.name).join(Person, Person.id == ItemPerson.person_id)
    for row in _rows(session, people, ItemPerson.item_id, ids):
        yield row[0], Where.LEAD, row[1], ""


def _rows(
    session: Session,
    statement: Any,
    column: InstrumentedAttribute[int],
    ids: Collection[int] | None,
) -> Iterator[Any]:
    if ids is None:
        yield from session.execute(statement).all()
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        part = statement.where(column.in_(wanted[start : start + _CHUNK]))
        yield from session.execute(part).all()
