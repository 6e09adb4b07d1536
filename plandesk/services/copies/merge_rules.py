"""How two copies of a plan that were both changed become one again: pure rules, row by row.

A row is known by a key that is the same in every copy, and a field that points to another row
holds that row's key. The rules are symmetrical: whoever merges, the same plan comes out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Takes: TypeAlias = Literal["mine", "theirs"]

WHOLE_ROW = ""
# Where a row stands among its neighbours: nobody is asked about it.
_QUIET = frozenset({"position"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan: its table, its fields, what it points to, and what it is a part of."""

    table: str
    fields: Mapping[str, Any]
    refs: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


Rows: TypeAlias = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the plan: its rows, and when each was last changed since the copies parted."""

    rows: Rows
    edited: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both copies changed, or a row that one removed and the other changed.

    ``field`` is empty for a whole row. ``takes`` says whose value the merged plan has.
    """

    key: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    takes: Takes


Choose: TypeAlias = Callable[[Conflict], Takes]


@dataclass(frozen=True, slots=True)
class Merged:
    """The plan that comes out, and every place where the copies contradict each other."""

    rows: dict[str, Row]
    conflicts: list[Conflict]


def merge_copies(base: Rows, mine: Copy, theirs: Copy, choose: Choose | None = None) -> Merged:
    """Merge two copies that both come from ``base``.

    What only one copy changed is taken. Where both changed a field, the later change wins, and of
    two of the same moment the greater value; a row that one removed and the other changed, or
    added something to, stays. ``choose`` may decide otherwise, conflict by conflict.
    """
    merge = _Merge(base, mine, theirs, choose or (lambda conflict: conflict.takes))
    for key in sorted({*base, *mine.rows, *theirs.rows}):
        merge.row(key)
    merge.keep_parts()
    merge.keep_what_is_pointed_to()
    return Merged(_in_order(merge.rows, (mine.rows, theirs.rows)), merge.conflicts)


@dataclass(slots=True)
class _Merge:
    base: Rows
    mine: Copy
    theirs: Copy
    choose: Choose
    rows: dict[str, Row] = field(default_factory=dict[str, Row])
    conflicts: list[Conflict] = field(default_factory=list[Conflict])
    _kept_again: list[str] = field(default_factory=list[str])

    def row(self, key: str) -> None:
        """Decide what becomes of one row."""
        base, mine, theirs = (rows.get(key) for rows in self._all())
        if mine == theirs or theirs == base:
            kept = mine
        elif mine == base:
            kept = theirs
        elif mine is None or theirs is None:
            kept = self._removed_and_changed(key, mine, theirs)
        else:
            kept = self._fields(key, mine, theirs)
        if kept is not None:
            self.rows[key] = kept

    def _all(self) -> tuple[Rows, Rows, Rows]:
        return self.base, self.mine.rows, self.theirs.rows

    def _removed_and_changed(self, key: str, mine: Row | None, theirs: Row | None) -> Row | None:
        takes: Takes = "mine" if theirs is None else "theirs"
        taken = self._ask(
            Conflict(
                key,
                WHOLE_ROW,
                self.base[key].fields,
                mine.fields if mine else None,
                theirs.fields if theirs else None,
                takes,
            )
        )
        kept = mine if taken == "mine" else theirs
        if kept is not None:
            self._kept_again.append(key)
        return kept

    def _fields(self, key: str, mine: Row, theirs: Row) -> Row:
        base = self.base[key].fields if key in self.base else dict[str, Any]()
        taken: dict[str, Any] = {}
        for name in sorted({*mine.fields, *theirs.fields}):
            was: Any = base.get(name)
            ours: Any = mine.fields.get(name)
            other: Any = theirs.fields.get(name)
            if ours == other or other == was:
                taken[name] = ours
            elif ours == was:
                taken[name] = other
            elif name in _QUIET:
                taken[name] = min(ours, other)
            else:
                conflict = Conflict(key, name, was, ours, other, self._later(key, ours, other))
                taken[name] = ours if self._ask(conflict) == "mine" else other
        return _with_fields(taken, mine, theirs)

    def _later(self, key: str, ours: Any, other: Any) -> Takes:
        mine, theirs = self.mine.edited.get(key, ""), self.theirs.edited.get(key, "")
        return "mine" if (mine, _sortable(ours)) > (theirs, _sortable(other)) else "theirs"

    def _ask(self, conflict: Conflict) -> Takes:
        taken = self.choose(conflict)
        self.conflicts.append(
            Conflict(
                conflict.key, conflict.field, conflict.base, conflict.mine, conflict.theirs, taken
            )
        )
        return taken

    def keep_parts(self) -> None:
        """Bring back the parts of each row that was removed in one copy and stays all the same."""
        for key in self._kept_again:
            self._bring_back_parts(key)

    def keep_what_is_pointed_to(self) -> None:
        """Bring back removed rows that rows of the merged plan point to, with all their parts."""
        while missing := sorted(_targets(self.rows.values()) - set(self.rows)):
            for key in missing:
                self._bring_back(key)

    def _bring_back(self, key: str) -> None:
        mine, theirs = self.mine.rows.get(key), self.theirs.rows.get(key)
        row = mine or theirs
        if row is None:
            row = self.base[key]  # removed in both copies, and yet something new points to it
        else:
            said = (mine.fields if mine else None, theirs.fields if theirs else None)
            takes: Takes = "mine" if mine else "theirs"
            self.conflicts.append(
                Conflict(key, WHOLE_ROW, self.base[key].fields, said[0], said[1], takes)
            )
        self.rows[key] = row
        self._bring_back_parts(key)

    def _bring_back_parts(self, key: str) -> None:
        for part in self._parts_of(key):
            if part not in self.rows:
                self.rows[part] = (
                    self.mine.rows.get(part) or self.theirs.rows.get(part) or self.base[part]
                )

    def _parts_of(self, key: str) -> list[str]:
        """Return what was removed together with a row: its parts, their parts, and so on."""
        found: dict[str, None] = {}
        layer = {key}
        while layer:
            layer = {
                part
                for part, row in self.base.items()
                if row.owners & layer and part not in self.rows and part not in found
            }
            found |= dict.fromkeys(sorted(layer))
        return list(found)


def _with_fields(fields: dict[str, Any], mine: Row, theirs: Row) -> Row:
    """Return the row with these fields; what it points to follows from them."""
    values = {value for value in fields.values() if isinstance(value, str)}
    return Row(
        mine.table,
        fields,
        (mine.refs | theirs.refs) & values,
        (mine.owners | theirs.owners) & values,
    )


def _sortable(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _targets(rows: Iterable[Row]) -> set[str]:
    return {target for row in rows for target in row.refs}


def _in_order(rows: dict[str, Row], copies: tuple[Rows, Rows]) -> dict[str, Row]:
    """Give neighbours that the merge put at one place places of their own."""
    groups: dict[tuple[str, frozenset[str]], list[str]] = {}
    for key, row in rows.items():
        if "position" in row.fields:
            groups.setdefault((row.table, row.owners), []).append(key)
    for keys in groups.values():
        if not _has_twins(rows, keys) or any(_has_twins(copy, keys) for copy in copies):
            continue
        for place, key in enumerate(sorted(keys, key=lambda k: (rows[k].fields["position"], k))):
            row = rows[key]
            fields = {**row.fields, "position": place}
            rows[key] = Row(row.table, fields, row.refs, row.owners)
    return rows


def _has_twins(rows: Rows, keys: Iterable[str]) -> bool:
    places = [(rows[key].owners, rows[key].fields.get("position")) for key in keys if key in rows]
    return len(set(places)) < len(places)
