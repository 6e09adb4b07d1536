"""A plan taken whole from a file to a server and back: every row, the history and its seal."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import JSON, Connection, Engine, Table, Text, cast, delete, insert, select

from plandesk.errors import FileProblem, writing
from plandesk.models.audit import FileFact
from plandesk.models.tables import metadata
from plandesk.store.backup import sync_folder
from plandesk.store.dialects import defer_links
from plandesk.store.driver_rows import insert_whole_rows
from plandesk.store.facts import UNCLEAN
from plandesk.store.file import create_plan_file
from plandesk.store.placing import put_in_place
from plandesk.store.shared_tables import VERSION_FACT

_PORTION = 2000
_OF_THE_PLACE = (UNCLEAN, VERSION_FACT)  # facts that do not travel

Step = Callable[[int, int, str], None]


def copy_rows(source: Connection, target: Connection, step: Step | None = None) -> None:
    """Copy every row of a plan into a place that has none, within the callers' transactions."""
    defer_links(target)
    tables = [table for table in metadata.sorted_tables if table is not FileFact.__table__]
    for done, table in enumerate(tables):
        if step is not None:
            step(done, len(tables), "Copying the plan")
        _copy_table(source, target, table)
    _copy_facts(source, target)


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    # What is kept as JSON goes over letter by letter: the history's hashes are over its text.
    raw = {column.name for column in table.columns if isinstance(column.type, JSON)}
    columns = [cast(each, Text).label(each.name) if each.name in raw else each for each in table.c]
    names = [column.name for column in table.columns]
    for portion in source.execute(select(*columns)).partitions(_PORTION):
        rows = [dict(zip(names, row, strict=True)) for row in portion]
        insert_whole_rows(target, table, rows, raw)


def _copy_facts(source: Connection, target: Connection) -> None:
    target.execute(delete(FileFact).where(FileFact.name != VERSION_FACT))
    asked = select(FileFact.name, FileFact.value).where(FileFact.name.not_in(_OF_THE_PLACE))
    facts = [{"name": name, "value": value} for name, value in source.execute(asked)]
    if facts:
        target.execute(insert(FileFact), facts)


def to_file(reader: Engine, target: Path, step: Step | None = None) -> Path:
    """Write the plan that an engine reads as a plan file, whole or not at all.

    Raises FileProblem where it cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with writing(target, "Choose another folder, or make room there.", FileProblem):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with (
                contextlib.closing(create_plan_file(part)) as made,
                made.spoken(),
                reader.begin() as source,
            ):
                _write(source, made.writer, step)
            put_in_place(part, target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _write(source: Connection, writer: Engine | None, step: Step | None) -> None:
    if writer is not None:
        with writer.begin() as target:
            copy_rows(source, target, step)
