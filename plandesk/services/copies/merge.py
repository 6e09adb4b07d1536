"""Bringing two copies of a plan together again: what the other copy has, and where both differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from plandesk.errors import UserError
from plandesk.models.audit import ChangeEntry, ChangeSet
from plandesk.models.detail import StoredFile
from plandesk.services.copies.merge_rules import (
    Conflict,
    Copy,
    Merged,
    Row,
    Rows,
    Takes,
    merge_copies,
)
from plandesk.services.copies.portable import (
    OUTSIDE,
    Keys,
    Raw,
    keys_of,
    read_raw,
    renamed,
    same_names,
    to_rows,
)
from plandesk.services.document import Document
from plandesk.services.ops.merge import MergeCopy, MergedFile

MERGED_WITH = "merged with "


@dataclass(frozen=True, slots=True)
class SpokenConflict:
    """A conflict as people see it: whose ref it is, the field, and the three values.

    ``ref`` and ``title`` are empty where the row belongs to no plan item or entry. ``field`` is
    empty for a whole row; a value is then the row's title, or None where the row was removed.
    """

    ref: str
    title: str
    table: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    takes: Takes


Decide: TypeAlias = Callable[[SpokenConflict], Takes]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: the op to run, how many rows it changes, and every conflict.

    ``source`` is to be given to ``Document.run`` with the op: by it the next merge knows what
    was merged already.
    """

    op: MergeCopy
    added: int
    changed: int
    removed: int
    conflicts: list[SpokenConflict]
    source: str

    @property
    def is_empty(self) -> bool:
        """Tell whether the other copy has nothing new."""
        return not self.op.rows


class _Step(NamedTuple):
    id: int
    at: str
    source: str
    hash: str


class _Entry(NamedTuple):
    step: int
    table: str
    number: str
    kind: str
    before: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Side:
    """One copy: its rows as they are, its steps, and what each changed."""

    raw: Raw
    steps: list[_Step]
    entries: list[_Entry]

    @property
    def head(self) -> str:
        return self.steps[-1].hash if self.steps else ""

    def edited(self, since: int, keys: Keys) -> dict[str, str]:
        """Return when each row was last changed after the first ``since`` steps."""
        times = {step.id: step.at for step in self.steps[since:]}
        found: dict[str, str] = {}
        for entry in self.entries:
            key = keys.of.get((entry.table, int(entry.number)))
            if key and entry.step in times:
                found[key] = times[entry.step]
        return found

    def as_it_was(self, steps: int) -> Raw:
        """Return the rows after the first ``steps`` steps, by taking back the later ones."""
        later = {step.id for step in self.steps[steps:]}
        raw = {table: dict(rows) for table, rows in self.raw.items()}
        for entry in reversed(self.entries):
            if entry.step not in later:
                continue
            rows, number = raw.setdefault(entry.table, {}), int(entry.number)
            if entry.kind == "created":
                rows.pop(number, None)
            else:
                rows[number] = {**rows.get(number, {}), **(entry.before or {})}
        return raw


@dataclass(frozen=True, slots=True)
class _Parting:
    """The rows with which the copies parted, and how many steps of each led there."""

    raw: Raw
    mine: int
    theirs: int


def prepare_merge(
    document: Document, other: Path, base: Path | None = None, decide: Decide | None = None
) -> MergePreview:
    """Compare the open plan with another copy of it; nothing is changed.

    Both are compared with the state in which they parted: the last step that both know, or the
    plan at ``base``. ``decide`` may settle a conflict otherwise than by the later change.
    Raises UserError when the files are not copies of one plan, FileProblem for one that is none.
    """
    with document.read() as session:
        mine = _read(session.connection())
    with Document.open(other, read_only=True) as copy, copy.read() as session:
        theirs = _read(session.connection())
        files = _files(session.connection())
    parting = _from_file(base) if base else _parting(mine, theirs)
    if parting is None:
        raise UserError(
            f"{other.name} and {document.path.name} do not come from one plan.",
            "Only copies of the same plan can be merged. If a backup from before they parted "
            "exists, name it as the base.",
        )
    merge = _Comparison(mine, theirs, parting, decide)
    merged = merge.run()
    rows = _differences(merged.rows, merge.unrenamed)
    op = MergeCopy(other.name, rows, merge.keys.number, mine.head, tuple(files))
    kinds = Counter(_kind(key, row, merge.unrenamed) for key, row in rows.items())
    return MergePreview(
        op,
        kinds["added"],
        kinds["changed"],
        kinds["removed"],
        [merge.words.say(conflict) for conflict in merged.conflicts],
        f"{MERGED_WITH}{theirs.head}",
    )


def is_copy_of(document: Document, path: Path) -> bool:
    """Tell whether a file is another copy of the open plan: their histories begin alike."""
    first = select(ChangeSet.hash).order_by(ChangeSet.id).limit(1)
    try:
        with Document.open(path, read_only=True) as other, other.read() as session:
            theirs = session.scalar(first)
    except UserError:
        return False
    with document.read() as session:
        return theirs is not None and theirs == session.scalar(first)


class _Comparison:
    """The two copies and their common past, with keys that agree."""

    def __init__(self, mine: _Side, theirs: _Side, parting: _Parting, decide: Decide | None):
        base = to_rows(parting.raw, keys_of(parting.raw))
        uids = same_names(base, mine.raw, theirs.raw)
        ours, others = renamed(mine.raw, uids), renamed(theirs.raw, uids)
        self.keys, other_keys = keys_of(ours), keys_of(others)
        self.unrenamed = to_rows(mine.raw, self.keys)
        self._base, self._decide = base, decide
        self._mine = Copy(to_rows(ours, self.keys), mine.edited(parting.mine, self.keys))
        edited = theirs.edited(parting.theirs, other_keys)
        self._theirs = Copy(to_rows(others, other_keys), edited)
        self.words = _Words({**base, **self._theirs.rows, **self._mine.rows})

    def run(self) -> Merged:
        return merge_copies(self._base, self._mine, self._theirs, self._choose)

    def _choose(self, conflict: Conflict) -> Takes:
        return self._decide(self.words.say(conflict)) if self._decide else conflict.takes


def _differences(merged: Rows, mine: Rows) -> dict[str, Row | None]:
    changed: dict[str, Row | None] = {key: None for key in mine if key not in merged}
    changed |= {key: row for key, row in merged.items() if mine.get(key) != row}
    return changed


def _kind(key: str, row: Row | None, mine: Rows) -> str:
    if row is None:
        return "removed"
    return "changed" if key in mine else "added"


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what a row is called: its own ref and title, or those of what it is a part of."""

    rows: Mapping[str, Row]

    def say(self, conflict: Conflict) -> SpokenConflict:
        row = self.rows[conflict.key]
        about = self._about(row)
        return SpokenConflict(
            str(about.get("ref") or ""),
            str(about.get("title") or ""),
            row.table,
            conflict.field,
            self._value(conflict, conflict.base),
            self._value(conflict, conflict.mine),
            self._value(conflict, conflict.theirs),
            conflict.takes,
        )

    def _value(self, conflict: Conflict, value: Any) -> Any:
        if not conflict.field:
            return value and self._called(value)
        if isinstance(value, str) and value in self.rows:
            return self._called(self.rows[value].fields)
        return value

    def _about(self, row: Row) -> Mapping[str, Any]:
        while not row.fields.get("ref") and row.owners:
            nearest = sorted(row.owners, key=lambda key: not key.startswith("plan_item:"))[0]
            if nearest not in self.rows or self.rows[nearest].table == "plan":
                break
            row = self.rows[nearest]
        return row.fields

    @staticmethod
    def _called(fields: Mapping[str, Any]) -> str:
        known = (fields.get(name) for name in ("ref", "title", "name", "label", "text", "word"))
        return " ".join(str(one) for one in known if one) or "a row"


def _parting(mine: _Side, theirs: _Side) -> _Parting | None:
    """Return where two copies parted: after the last step they share, or at their last merge.

    A copy that merged the other knows all that the other then had: that is the common past.
    """
    shared = 0
    for one, other in zip(mine.steps, theirs.steps, strict=False):
        if one.hash != other.hash:
            break
        shared += 1
    known = [(shared, shared, mine, shared)] if shared else []
    known += [(here, there, theirs, there) for here, there in _merges(mine, theirs)]
    known += [(here, there, mine, here) for there, here in _merges(theirs, mine)]
    if not known:
        return None
    here, there, side, steps = max(known, key=lambda one: one[:2])
    return _Parting(side.as_it_was(steps), here, there)


def _merges(one: _Side, other: _Side) -> Iterator[tuple[int, int]]:
    """Yield where ``one`` merged a state of ``other``: the places of both in their histories."""
    places = {step.hash: place for place, step in enumerate(other.steps, start=1)}
    for place, step in enumerate(one.steps, start=1):
        met = places.get(step.source.removeprefix(MERGED_WITH))
        if step.source.startswith(MERGED_WITH) and met is not None:
            yield place, met


def _from_file(base: Path) -> _Parting:
    with Document.open(base, read_only=True) as document, document.read() as session:
        side = _read(session.connection())
    return _Parting(side.raw, len(side.steps), len(side.steps))


def _read(connection: Connection) -> _Side:
    steps = [
        _Step(row.id, row.at.isoformat(), row.source, row.hash)
        for row in connection.execute(select(ChangeSet.__table__).order_by(ChangeSet.id))
    ]
    entries = connection.execute(
        select(
            ChangeEntry.set_id,
            ChangeEntry.table_name,
            ChangeEntry.row_id,
            ChangeEntry.kind,
            ChangeEntry.before,
        ).order_by(ChangeEntry.id)
    )
    kept = [_Entry(*row) for row in entries if row.table_name not in OUTSIDE]
    return _Side(read_raw(connection), steps, kept)


def _files(connection: Connection) -> Iterable[MergedFile]:
    columns = (StoredFile.hash, StoredFile.name, StoredFile.size, StoredFile.content)
    return [MergedFile(*row) for row in connection.execute(select(*columns))]
