"""The registers of the sample plan, read from a source that is written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plandesk.errors import UserError
from plandesk.models.content import (
    EntryContent,
    EntryLinkContent,
    ItemContent,
    PeriodContent,
    ValueContent,
)

Table = dict[str, Any]

_FILE = "registers.toml"
_HINT = "Put it right in the sample's source file."


def sample_entries(told: Table, periods: Mapping[str, PeriodContent]) -> tuple[EntryContent, ...]:
    """Return the entries of the source, each before its parts."""
    found: list[EntryContent] = []
    for number, row in enumerate(told.get("entry", ()), start=1):
        key = _key(row, number)
        found.append(_entry(row, key, "", periods))
        found += [
            _entry({**part, "shared": row.get("shared", False)}, f"{key}/{place}", key, periods)
            for place, part in enumerate(row.get("parts", ()), start=1)
        ]
    return tuple(found)


def sample_links(told: Table, items: Mapping[str, ItemContent]) -> Iterator[EntryLinkContent]:
    """Return the links of the entries; raises UserError for a ref that the plan has not."""
    for number, row in enumerate(told.get("entry", ()), start=1):
        for kind, refs in row.get("links", {}).items():
            for ref in refs:
                if ref not in items:
                    raise UserError(
                        f'{_FILE}, {row["title"]}: link: there is no ref "{ref}".', hint=_HINT
                    )
                yield EntryLinkContent(_key(row, number), kind, ref)


def _key(row: Table, number: int) -> str:
    return f"{row['kind']}:{row.get('ref') or number}"


def _entry(row: Table, key: str, parent: str, periods: Mapping[str, PeriodContent]) -> EntryContent:
    people: Mapping[str, list[str]] = row.get("people", {})
    return EntryContent(
        key,
        row["kind"],
        row["title"],
        parent,
        row.get("ref", ""),
        row.get("due", ""),
        row.get("shared", False),
        dict(row.get("fields", {})),
        {part: tuple(names) for part, names in people.items()},
        tuple(row.get("sources", ())),
        values=tuple(_value(row, said, periods) for said in row.get("values", ())),
    )


def _value(row: Table, said: Table, periods: Mapping[str, PeriodContent]) -> ValueContent:
    plain = {"key": "value", **said}
    period = plain.get("period")
    if period is not None:
        if period not in periods:
            raise UserError(f'{_FILE}, {row["title"]}: there is no period "{period}".', hint=_HINT)
        plain["period"] = periods[period].label
    return ValueContent(**plain)
