"""A plan in another rating scale, as text for people and as JSON."""

from __future__ import annotations

from typing import Any

from plandesk.services.queries.other_scale import TranslatedPlan


def scale_text(told: TranslatedPlan) -> str:
    """Return the rated rows in the other scale, below what it merges."""
    lines = [*told.translation.notes]
    for one in told.counts:
        word = one.shown.word if one.shown else "not rated"
        stands = ", ".join(value.word for value in one.stands_for)
        if one.stands_for:
            lines.append(f"{word}: {len(one.rows)} (stands for {stands})")
    for each in told.rows:
        if each.own is not None:
            shown = each.shown.word if each.shown else "not rated"
            lines.append(f"{each.row.ref}  {each.row.title}  ({each.own.word} > {shown})")
    return "\n".join(lines)


def scale_json(told: TranslatedPlan) -> dict[str, Any]:
    """Return the rated rows in the other scale, what it merges, and the counts of actions."""
    target = told.translation.target
    return {
        "scale": target.name,
        "values": [value.word for value in target.values],
        "notes": list(told.translation.notes),
        "counts": {
            one.shown.word if one.shown else "not rated": len(one.rows) for one in told.counts
        },
        "stands_for": {
            one.shown.word if one.shown else "not rated": [own.word for own in one.stands_for]
            for one in told.counts
        },
        "rows": [
            {
                "ref": each.row.ref,
                "level": int(each.row.level),
                "title": each.row.title,
                "rating": each.own.word,
                "shown": each.shown.word if each.shown else None,
            }
            for each in told.rows
            if each.own is not None
        ],
    }
