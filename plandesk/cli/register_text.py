"""Entries of the registers as the command line prints them, for people and as JSON."""

from __future__ import annotations

from typing import Any

from plandesk.models.register_types import RegisterKind
from plandesk.services.queries.registers.measures import judged_measure
from plandesk.services.queries.registers.rows import EntryDetail, EntryRow, ValueRow

_COLUMN = " | "


def row_json(kind: RegisterKind, row: EntryRow) -> dict[str, Any]:
    """Return an entry as plain values: words of choices, names, refs."""
    fields = {spec.key: row.text(kind, spec.key) for spec in kind.fields if spec.key in row.fields}
    return {
        "key": row.uid,
        "kind": row.kind,
        "ref": row.ref,
        "title": row.title,
        "plan": row.plan or None,
        "due": row.due,
        "fields": fields,
        "people": {part: list(names) for part, names in row.people.items()},
        "sources": list(row.sources),
        "characteristics": list(row.characteristics),
        "links": [
            {"kind": link.kind, "ref": link.ref or None, "title": link.title} for link in row.links
        ],
    }


def detail_json(detail: EntryDetail) -> dict[str, Any]:
    """Return everything about an entry, with its parts and all values."""
    said = row_json(detail.kind, detail.row)
    said["values"] = [
        _value_json(detail, detail.kind, row) for row in detail.values.get(detail.row.id, ())
    ]
    said["ratings"] = _ratings(detail)
    said["parts"] = [
        row_json(part_kind, part)
        | {
            "values": [
                _value_json(detail, part_kind, row) for row in detail.values.get(part.id, ())
            ]
        }
        for part in detail.parts
        if (part_kind := detail.kind.part(part.kind)) is not None
    ]
    return said


def _value_json(detail: EntryDetail, kind: RegisterKind, row: ValueRow) -> dict[str, Any]:
    titles = {part.id: part.ref or part.title for part in detail.parts}
    return {
        "value": row.key,
        "period": row.period,
        "as_at": row.as_at.isoformat() if row.as_at else None,
        "area": row.area,
        "about": titles.get(row.about_id or 0),
        "text": value_word(kind, row),
        "number": row.number,
        "note": row.note,
        "source": row.source,
        "rating": row.rating,
        "trend": row.trend,
        "reason": row.reason,
    }


def value_word(kind: RegisterKind, row: ValueRow) -> str:
    """Return a value as it reads: the word of a choice, else as printed."""
    spec = kind.value(row.key)
    found = spec.as_field().choice(row.text) if spec and spec.choices else None
    return found.word if found else row.text


def _ratings(detail: EntryDetail) -> list[dict[str, Any]]:
    if detail.kind.scale is None:
        return []
    rated = judged_measure(detail.kind, detail.row, detail.values.get(detail.row.id, ()))
    return [
        {
            "period": one.said.period,
            "value": one.said.text,
            "target": one.target,
            "rating": one.rating.word if one.rating else None,
            "computed": one.computed.word if one.computed else None,
            "trend": one.trend.word if one.trend else None,
            "why": one.why,
        }
        for one in rated.values
    ]


def list_text(kind: RegisterKind, rows: list[EntryRow]) -> str:
    """Return a register as a plain table, one entry a line."""
    columns = [name for name in kind.columns if name != "status"]
    lines = [_COLUMN.join(kind.label_of(name) for name in columns)]
    for row in rows:
        lines.append(_COLUMN.join(" ".join(row.text(kind, name).split()) for name in columns))
    return "\n".join(lines) if rows else f"{kind.title}: nothing yet."


def detail_text(detail: EntryDetail) -> str:
    """Return everything about an entry for people."""
    kind, row = detail.kind, detail.row
    lines = [f"{row.ref} {row.title}".strip(), f"  {kind.title}{f', {row.plan}' * bool(row.plan)}"]
    if row.due:
        lines.append(f"  {kind.due_label or 'Date'}: {row.due}")
    lines += [
        f"  {spec.label}: {text}"
        for spec in (*kind.people, *kind.fields)
        if (text := row.text(kind, spec.key))
    ]
    if row.sources:
        lines.append(f"  Source: {', '.join(row.sources)}")
    if row.characteristics:
        lines.append(f"  Protected characteristics: {', '.join(row.characteristics)}")
    lines += [f"  {link.kind} {link.ref or ''} {link.title}" for link in row.links]
    lines += _value_lines(detail, kind, row.id, "  ")
    lines += [
        f"  {one['period']}: {one['rating'] or 'not rated'}. {one['why']}"
        for one in _ratings(detail)
    ]
    for part_kind in kind.parts:
        parts = detail.parts_of(part_kind.key)
        if parts:
            lines.append(f"  {part_kind.title}:")
        for part in parts:
            said = [
                f"{part_kind.label_of(name).lower()}: {text}"
                for name in part_kind.columns
                if name not in {"ref", "title"} and (text := part.text(part_kind, name))
            ]
            lines.append(f"    {part.ref} {part.title}".rstrip() + "".join(f"; {w}" for w in said))
            lines += _value_lines(detail, part_kind, part.id, "      ")
    return "\n".join(lines)


def _value_lines(detail: EntryDetail, kind: RegisterKind, entry_id: int, margin: str) -> list[str]:
    titles = {part.id: part.title for part in detail.parts}
    found: list[str] = []
    for row in detail.values.get(entry_id, ()):
        spec = kind.value(row.key)
        where = [row.area, row.period, titles.get(row.about_id or 0, "")]
        label = ", ".join([spec.label if spec else row.key, *filter(None, where)])
        note = f" ({row.note})" if row.note else ""
        found.append(f"{margin}{label}: {value_word(kind, row)}{note}")
    return found


def kinds_json(kinds: list[tuple[RegisterKind, int]]) -> list[dict[str, Any]]:
    """Return the registers with their fields and what an entry may be told."""
    return [
        {
            "name": kind.key,
            "title": kind.title,
            "entry": kind.entry,
            "entries": count,
            "fields": {spec.key: spec.label for spec in kind.fields},
            "people": [spec.key for spec in kind.people],
            "values": [spec.key for spec in kind.values],
            "parts": [part.key for part in kind.parts],
            "links": list(kind.links),
        }
        for kind, count in kinds
    ]
