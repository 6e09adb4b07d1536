"""Taking over what another copy of the plan has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from plandesk.errors import PlanChanged
from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.services.changes import Kind, Recorder, RowChange, next_id, replay
from plandesk.services.copies.merge_rules import Row
from plandesk.services.copies.portable import to_image
from plandesk.services.history import newest_hash


@dataclass(frozen=True, slots=True)
class MergedFile:
    """The bytes of an attached file that only the other copy has."""

    hash: str
    name: str
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class MergeCopy:
    """Make the plan what the merge of both copies is.

    ``rows`` are the rows that change, by key: what each becomes, or None where it goes.
    ``numbers`` are the numbers of the rows that are there now, and ``head`` the newest step of
    the plan that the merge was worked out for.
    """

    name: str
    rows: Mapping[str, Row | None]
    numbers: Mapping[str, int]
    head: str
    files: tuple[MergedFile, ...] = ()
    backup_reason: str = field(default="before merging", init=False)

    @property
    def title(self) -> str:
        """Return what the menu shows after "Undo"."""
        return f"Merge {self.name}"

    def apply(self, session: Session) -> None:
        """Write the rows; raises PlanChanged when a step was taken since the comparison."""
        if newest_hash(session.connection()) != self.head:
            raise PlanChanged(
                "The plan was changed since the two copies were compared.",
                "Compare them again; nothing was merged.",
            )
        there = set(session.scalars(select(StoredFile.hash)))
        for file in self.files:
            if file.hash not in there:
                values = {name: getattr(file, name) for name in MergedFile.__slots__}
                # The bytes of files stand outside the record of changes, so not through it.
                session.connection().execute(insert(StoredFile).values(**values))
        changes = self._changes(session)
        replay(session.connection(), changes)
        recorder: Recorder = session.info["recorder"]
        recorder.rows.extend(changes)

    def _changes(self, session: Session) -> list[RowChange]:
        numbers = dict(self.numbers)
        following: dict[str, int] = {}
        for key, row in self.rows.items():
            if row is not None and key not in numbers:
                number = following.get(row.table) or next_id(session, row.table)
                numbers[key], following[row.table] = number, number + 1
        return [self._change(session, key, row, numbers) for key, row in self.rows.items()]

    def _change(
        self, session: Session, key: str, row: Row | None, numbers: Mapping[str, int]
    ) -> RowChange:
        table, number = key.partition(":")[0], numbers[key]
        before = _image(session, table, number) if key in self.numbers else None
        after = None if row is None else to_image(row, number, numbers)
        kind = Kind.CREATED if before is None else Kind.DELETED if row is None else Kind.UPDATED
        return RowChange(table, number, kind, before, after)


def _image(session: Session, table_name: str, number: int) -> dict[str, object]:
    table = Base.metadata.tables[table_name]
    found = session.execute(select(table).where(table.c.id == number)).one()
    return dict(zip((column.name for column in table.columns), found, strict=True))
