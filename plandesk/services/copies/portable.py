"""A plan's rows with keys that are the same in every copy of the plan, for comparing two copies.

Numbers of rows differ between copies: each laptop counts on by itself. A row that people exchange
has its ``uid``; every other row is known by what makes it the only one of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from sqlalchemy import JSON, Connection, Table, select
from sqlalchemy.sql.schema import CallableColumnDefault

from plandesk.models.audit import ChangeEntry, ChangeSet, FileFact
from plandesk.models.base import Base
from plandesk.models.detail import StoredFile
from plandesk.services.copies.merge_rules import Row
from plandesk.services.row_text import plain
from plandesk.services.row_values import revived

OUTSIDE = frozenset(model.__tablename__ for model in (ChangeSet, ChangeEntry, FileFact, StoredFile))
# What a row points to without being a part of it: a person outlives the actions led.
_NOT_OWNERS = frozenset(
    ("person_id", "tag_id", "period_id", "meeting_id", "supplement_to_id", "about_id", "body_id")
)
_NATURAL: dict[str, tuple[str, ...]] = {
    "outcome": ("plan_id", "code"),
    "scale_value": ("plan_id", "code"),
    "period_snapshot": ("period_id", "plan_id", "item_uid"),
    "entry_person": ("entry_id", "person_id", "part"),
    "entry_tag": ("entry_id", "tag_id"),
    "exempt_entry": ("entry_id",),
    "exempt_evidence": ("evidence_id",),
    "exempt_item": ("item_id",),
    "former_ref": ("item_id", "ref"),
    "issued_row": ("issue_id", "item_uid"),
    "item_person": ("item_id", "person_id", "part"),
    "item_tag": ("item_id", "tag_id"),
    "item_update": ("item_id", "period_id"),
}
# New rows of the same name mean the same thing, whoever made them.
_NAMED: dict[str, tuple[str, ...]] = {
    "person": ("name",),
    "tag": ("kind", "name"),
    "body": ("name",),
    "period": ("label",),
}

Raw: TypeAlias = dict[str, dict[int, dict[str, Any]]]


def tables() -> list[Table]:
    """Return the tables that make up a plan, those that are pointed to first."""
    return [table for table in Base.metadata.sorted_tables if table.name not in OUTSIDE]


def read_raw(connection: Connection) -> Raw:
    """Return every row of a plan by table and number, values as JSON has them."""
    raw: Raw = {}
    for table in tables():
        names = [column.name for column in table.columns]
        raw[table.name] = {}
        for found in connection.execute(select(table)):
            row = {name: plain(value) for name, value in zip(names, found, strict=True)}
            raw[table.name][row["id"]] = row
    return raw


@dataclass(slots=True)
class Keys:
    """The key of each row of one copy, and the row of each key."""

    of: dict[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    number: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, table: str, number: int, key: str) -> None:
        """Note a row's key; a second row of one kind gets a key of its own."""
        while key in self.number:
            key += "+"
        self.of[table, number] = key
        self.number[key] = number


def keys_of(raw: Raw) -> Keys:
    """Return the keys of a copy's rows."""
    keys = Keys()
    for table in tables():
        rows = raw.get(table.name, {})
        for number in sorted(rows):
            row = rows[number]
            if "uid" in table.columns:
                said = str(row["uid"])
            else:
                targets = foreign(table)
                said = "|".join(
                    keys.of.get((targets[name], row[name]), "")
                    if name in targets
                    else str(row[name])
                    for name in _NATURAL[table.name]
                )
            keys.add(table.name, number, f"{table.name}:{said}")
    return keys


def to_rows(raw: Raw, keys: Keys) -> dict[str, Row]:
    """Return a copy's rows by key, pointing to each other by key."""
    found: dict[str, Row] = {}
    for table in tables():
        targets, dicts = foreign(table), _dict_columns(table)
        for number, image in raw.get(table.name, {}).items():
            fields: dict[str, Any] = {}
            for name, value in image.items():
                if name == "id":
                    continue
                if name in targets and value is not None:
                    fields[name] = keys.of.get((targets[name], value))
                elif name in dicts:
                    parts: dict[str, Any] = value or {}
                    # A part that is None says as much as one that is not there.
                    said = {f"{name}.{part}": one for part, one in parts.items() if one is not None}
                    fields |= said
                else:
                    fields[name] = value
            points = {name: fields[name] for name in targets if fields.get(name)}
            owners = frozenset(v for name, v in points.items() if name not in _NOT_OWNERS)
            key = keys.of[table.name, number]
            found[key] = Row(table.name, fields, frozenset(points.values()), owners)
    return found


def to_image(row: Row, number: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return a row as its table holds it, given its number and those of what it points to."""
    table = Base.metadata.tables[row.table]
    targets, dicts = foreign(table), _dict_columns(table)
    image: dict[str, Any] = {"id": number}
    for column in table.columns:
        name = column.name
        if name in dicts:
            start = f"{name}."
            image[name] = {
                part.removeprefix(start): value
                for part, value in row.fields.items()
                if part.startswith(start) and value is not None
            }
        elif name in targets:
            target = row.fields.get(name)
            image[name] = None if target is None else numbers[target]
        elif name != "id":
            image[name] = revived(column, row.fields.get(name))
    return image


def foreign(table: Table) -> dict[str, str]:
    """Return which columns point to other rows, and to which table."""
    return {key.parent.name: key.column.table.name for key in table.foreign_keys}


def _dict_columns(table: Table) -> set[str]:
    return {
        column.name
        for column in table.columns
        if isinstance(column.type, JSON)
        and isinstance(column.default, CallableColumnDefault)
        and cast("Any", column.default).arg(None) == {}
    }


def same_names(base: Iterable[str], mine: Raw, theirs: Raw) -> dict[str, str]:
    """Return which uid stands for which, where both copies made something of the same name."""
    known = set(base)
    found: dict[str, str] = {}
    for table, names in _NAMED.items():
        new = [dict(_new_by_name(raw, table, names, known)) for raw in (mine, theirs)]
        for name in new[0].keys() & new[1].keys():
            uids = sorted((new[0][name], new[1][name]))
            found[uids[1]] = uids[0]
    return found


def _new_by_name(
    raw: Raw, table: str, names: tuple[str, ...], known: set[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for row in raw.get(table, {}).values():
        if f"{table}:{row['uid']}" not in known:
            yield tuple(str(row[name]).casefold() for name in names), row["uid"]


def renamed(raw: Raw, uids: Mapping[str, str]) -> Raw:
    """Return the rows with these uids exchanged."""
    return {
        table: {
            number: {**row, "uid": uids[row["uid"]]} if row.get("uid") in uids else row
            for number, row in rows.items()
        }
        for table, rows in raw.items()
    }
