"""What a step changed, row by row: recorded as SQLAlchemy flushes, replayed to undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Integer, Table, event, func, inspect, select
from sqlalchemy import cast as cast_as
from sqlalchemy.orm import LoaderCallableStatus, ORMExecuteState, Session, object_session
from sqlalchemy.orm.state import InstanceState
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from plandesk.errors import PlanChanged
from plandesk.models.audit import ChangeEntry, ChangeSet, FileFact
from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry
from plandesk.store.dialects import defer_links
from plandesk.store.driver_rows import delete_rows, insert_whole_rows, update_whole_rows

Image: TypeAlias = Mapping[str, Any]
RowId: TypeAlias = int | str

_UNRECORDED = frozenset(
    model.__tablename__ for model in (ChangeSet, ChangeEntry, FileFact, StoredFile)
)


class Kind(StrEnum):
    """What happened to a row."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"


_BACK = {Kind.CREATED: Kind.DELETED, Kind.DELETED: Kind.CREATED, Kind.UPDATED: Kind.UPDATED}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a step, whole both times; None where there was no row."""

    table: str
    pk: RowId
    kind: Kind
    before: Image | None
    after: Image | None

    @property
    def item_id(self) -> int | None:
        """Return the plan item that this row is about, if any."""
        if self.table == "plan_item":
            return int(self.pk)
        image = self.after if self.after is not None else self.before or {}
        return image.get("source_id" if self.table == "link" else "item_id")

    def inverted(self) -> RowChange:
        """Return the change that takes this one back."""
        return RowChange(self.table, self.pk, _BACK[self.kind], self.after, self.before)

    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Return the fields whose values differ, with the value before and after."""
        before, after = self.before or {}, self.after or {}
        return {
            name: (before.get(name), after.get(name))
            for name in {**before, **after}
            if before.get(name) != after.get(name)
        }


@dataclass(frozen=True, slots=True)
class OpChanges:
    """A finished step: its title and the rows it changed.

    ``reload`` is set when the file changed behind the program's back and all must be read anew.
    ``at`` is when the step was taken (UTC, naive).
    """

    title: str
    rows: tuple[RowChange, ...]
    reload: bool = False
    merge_key: str | None = None
    at: dt.datetime | None = None

    def created(self, table: str) -> list[RowId]:
        """Return the ids of the rows that the step added to ``table``."""
        return [row.pk for row in self.rows if row.table == table and row.kind is Kind.CREATED]

    def item_ids(self) -> set[int]:
        """Return the plan items that the step touched, however it did."""
        found = {row.item_id for row in self.rows if row.item_id is not None}
        for row in self.rows:
            if row.table == "link":
                found |= {image["target_id"] for image in (row.before, row.after) if image}
        return found

    def tables(self) -> set[str]:
        """Return the names of the tables that the step touched."""
        return {row.table for row in self.rows}

    def inverted(self) -> OpChanges:
        """Return the step that takes this one back."""
        rows = tuple(row.inverted() for row in reversed(self.rows))
        return OpChanges(self.title, rows, at=self.at)


def coalesce(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Fold several changes to the same row into one; an edit and its reversal vanish."""
    listed = tuple(rows)
    if len({(row.table, row.pk) for row in listed}) == len(listed):
        return tuple(row for row in listed if row.before != row.after)
    folded: dict[tuple[str, RowId], RowChange] = {}
    for row in listed:
        key = (row.table, row.pk)
        earlier = folded.get(key)
        before = row.before if earlier is None else earlier.before
        if before == row.after:
            folded.pop(key, None)
            continue
        folded[key] = RowChange(row.table, row.pk, _kind(before, row.after), before, row.after)
    return tuple(folded.values())


def _kind(before: Image | None, after: Image | None) -> Kind:
    if before is None:
        return Kind.CREATED
    return Kind.DELETED if after is None else Kind.UPDATED


@dataclass(slots=True)
class Recorder:
    """Listens to one session and keeps the image of every row it writes."""

    session: Session
    rows: list[RowChange] = field(default_factory=list[RowChange])
    _held: list[object] = field(default_factory=list[object])

    def __post_init__(self) -> None:
        event.listen(self.session, "before_flush", self._before_flush)
        event.listen(self.session, "do_orm_execute", self._refuse_bulk)
        event.listen(self.session, "loaded_as_persistent", self._hold)
        self.session.info["recorder"] = self

    def _hold(self, _session: Session, thing: object) -> None:
        # The session itself lets go of what nobody uses, and an op would read its plan and its
        # scale anew for every row.
        self._held.append(thing)

    def changes(self) -> tuple[RowChange, ...]:
        """Return what the session changed so far, one entry a row."""
        return coalesce(self.rows)

    def _before_flush(self, session: Session, *_: object) -> None:
        for model in (PlanItem, RegisterEntry):
            fresh = [thing for thing in session.new if isinstance(thing, model) and not thing.id]
            first = next_id(session, model.__tablename__) if fresh else 0
            for number, thing in enumerate(fresh, start=first):
                thing.id = number
        # A row about to go or change must be whole in memory, or its old image has holes.
        for thing in [*session.dirty, *session.deleted]:
            state: InstanceState[Any] = inspect(thing)
            for name in state.expired_attributes & set(state.mapper.column_attrs.keys()):
                getattr(thing, name)

    def keep(self, thing: Base, kind: Kind) -> None:
        """Add the row that SQLAlchemy has just written."""
        table = thing.__tablename__
        if table in _UNRECORDED:
            return
        after = _image(thing)
        before = None if kind is Kind.CREATED else _earlier(thing, after)
        pk = inspect(thing).mapper.primary_key_from_instance(thing)[0]
        self.rows.append(
            RowChange(
                table,
                pk,
                kind,
                before,
                None if kind is Kind.DELETED else after,
            )
        )

    @staticmethod
    def _refuse_bulk(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise RuntimeError("An op must not write in bulk through the ORM: use insert_rows().")


def _listen(name: str, kind: Kind) -> None:
    # Mapper events, not the session's lists: those leave out rows deleted as orphans.
    def written(_mapper: object, _connection: object, thing: Base) -> None:
        session = object_session(thing)
        recorder = session.info.get("recorder") if session is not None else None
        if recorder is not None:
            recorder.keep(thing, kind)

    event.listen(Base, name, written, propagate=True)


_listen("after_insert", Kind.CREATED)
_listen("after_update", Kind.UPDATED)
_listen("after_delete", Kind.DELETED)


def next_id(session: Session, table_name: str) -> int:
    """Return the number that the next new row of a table gets.

    The number of a removed plan item or entry of a register is never given again, or its history
    would look like that of the row that came after it.
    """
    connection = session.connection()
    key = next(iter(Base.metadata.tables[table_name].primary_key.columns))
    top = connection.execute(select(func.max(key))).scalar() or 0
    if table_name == PlanItem.__tablename__:
        told = connection.execute(select(func.max(ChangeEntry.item_id))).scalar() or 0
        top = max(top, told)
    elif table_name == RegisterEntry.__tablename__:
        gone = (ChangeEntry.table_name == table_name) & (ChangeEntry.kind == Kind.DELETED.value)
        row_id = func.max(cast_as(ChangeEntry.row_id, Integer))
        top = max(top, connection.execute(select(row_id).where(gone)).scalar() or 0)
    return int(top) + 1


def insert_rows(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert many rows at once inside an op, recorded for undo; return their new ids in order.

    Far quicker than adding objects. A column that a row does not name gets its default. The ids
    start at ``next_id``, which the write lock makes safe; a row that names its id keeps it.
    """
    if not rows:
        return []
    session.flush()
    recorder: Recorder = session.info["recorder"]
    key = next(iter(table.primary_key.columns)).name
    first = next_id(session, table.name)
    empty = {column.name: column.default for column in table.columns}
    given = {name: made for name, default in empty.items() if (made := _default(default))}
    blank: dict[str, Any] = dict.fromkeys(empty)
    images: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=first):
        image = {**blank, **row}
        if len(image) > len(empty):  # a row may say more than its table holds
            image = {name: image[name] for name in empty}
        image[key] = row.get(key) or number
        for name, make in given.items():
            if name not in row:
                image[name] = make()
        images.append(image)
    insert_whole_rows(session.connection(), table, images)
    name = str(table.name)  # a plain one: the driver asks a string of another kind what it is
    recorder.rows.extend(
        [RowChange(name, image[key], Kind.CREATED, None, image) for image in images]
    )
    return [image[key] for image in images]


def _default(default: object) -> Callable[[], Any] | None:
    if isinstance(default, ScalarElementColumnDefault):
        return lambda: default.arg
    if isinstance(default, CallableColumnDefault):
        return lambda: cast("Any", default.arg)(None)  # SQLAlchemy wraps it to take a context
    return None


def update_rows(session: Session, table: Table, rows: Sequence[tuple[Image, Image]]) -> None:
    """Update many rows at once inside an op, recorded for undo, from (before, after) images."""
    if not rows:
        return
    session.flush()
    recorder: Recorder = session.info["recorder"]
    key = next(iter(table.primary_key.columns)).name
    changes = [RowChange(table.name, new[key], Kind.UPDATED, old, new) for old, new in rows]
    replay(session.connection(), changes)
    recorder.rows.extend(changes)


_ORDER = {Kind.DELETED: 0, Kind.UPDATED: 1, Kind.CREATED: 2}


def replay(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Write the ``after`` images of these changes; stop when a row is not there any more.

    Rows go before others come, so that nothing that must be unique is there twice in between;
    what points to what is checked only at the end of the transaction.
    """
    defer_links(connection)
    ordered = sorted(rows, key=lambda row: (_ORDER[row.kind], row.table))
    for _, group in groupby(ordered, key=lambda row: (row.kind, row.table)):
        _write(connection, list(group))


def _write(connection: Connection, rows: list[RowChange]) -> None:
    table = Base.metadata.tables[rows[0].table]
    images = [row.after or {} for row in rows]
    keys = [row.pk for row in rows]
    match rows[0].kind:
        case Kind.CREATED:
            insert_whole_rows(connection, table, images)
            return
        case Kind.DELETED:
            there = delete_rows(connection, table, keys)
        case Kind.UPDATED:
            there = update_whole_rows(connection, table, keys, images)
    if there != len(rows):
        raise PlanChanged(
            "A row that this step would change is not there any more.",
            "Nothing was changed. Open the plan again.",
        )


def _image(thing: Base) -> dict[str, Any]:
    values = inspect(thing).dict
    return {column.key: values.get(column.key) for column in inspect(thing).mapper.column_attrs}


def _earlier(thing: Base, after: Image) -> dict[str, Any]:
    """Return the image before the flush: what the changed columns held when they were loaded."""
    before = dict(after)
    for name, value in inspect(thing).committed_state.items():
        if name not in before:
            continue
        if isinstance(value, LoaderCallableStatus):
            raise RuntimeError(f"{thing.__tablename__}.{name} changed and nobody knows from what.")
        before[name] = value
    return before
