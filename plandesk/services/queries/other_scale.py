"""A plan as it reads in another rating scale, and what that scale cannot tell apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.plan import Plan
from plandesk.models.types import Level, Rating, Scale
from plandesk.services.presets import load_preset, plain_scales, preset_names
from plandesk.services.queries.plan_tree import PlanRow, plan_rows
from plandesk.services.queries.snapshot import in_plan_order
from plandesk.services.scale_translation import ScaleTranslation, translate_scale


@dataclass(frozen=True, slots=True)
class TranslatedRow:
    """One rated row with its own rating and the one that stands for it (None: not rated)."""

    row: PlanRow
    own: Rating | None
    shown: Rating | None


@dataclass(frozen=True, slots=True)
class TranslatedCount:
    """Which of the plan's values one value of the other scale stands for, and the rows with it.

    ``shown`` is None for "not rated".
    """

    shown: Rating | None
    stands_for: tuple[Rating, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TranslatedPlan:
    """A plan of one period in another scale; ``counts`` are of its actions."""

    translation: ScaleTranslation
    rows: tuple[TranslatedRow, ...]
    counts: tuple[TranslatedCount, ...]


def other_scales(session: Session, plan_id: int) -> dict[str, Scale]:
    """Return the scales that a plan can be shown in, by name: those of presets and other plans."""
    plans = list(session.scalars(select(Plan).order_by(Plan.position, Plan.id)))
    own = next(plan.scale for plan in plans if plan.id == plan_id)
    found: dict[str, Scale] = {}
    known = (*(load_preset(name).scale for name in preset_names()), *plain_scales())
    for scale in known:
        found.setdefault(scale.name, scale)
    for plan in plans:
        if plan.id != plan_id:
            found.setdefault(plan.title, replace(plan.scale, name=plan.title))
    return {name: scale for name, scale in found.items() if _words(scale) != _words(own)}


def _words(scale: Scale) -> frozenset[str]:
    return frozenset(value.word.casefold() for value in scale.values)


def find_scale(session: Session, plan_id: int, name: str) -> Scale:
    """Return the other scale of this name; raises UsageError naming those there are."""
    known = other_scales(session, plan_id)
    said = " ".join(name.split()).casefold()
    for title, scale in known.items():
        if said == title.casefold():
            return scale
    raise UsageError(f"There is no other scale “{name}”.", f"Scales: {'; '.join(known)}.")


def translated_plan(
    session: Session, plan_id: int, period_id: int | None, target: Scale
) -> TranslatedPlan:
    """Return the rated rows of a plan in another scale, in the order of the plan."""
    source = session.get_one(Plan, plan_id).scale
    told = translate_scale(source, target)
    rows = [row for row in plan_rows(session, period_id) if row.plan_id == plan_id]
    shown = tuple(
        TranslatedRow(row, source.by_code(row.current), told.show(row.current))
        for row in in_plan_order(rows)
        if row.level is not Level.MILESTONE
    )
    actions = [each for each in shown if each.row.level is Level.ACTION and each.own]
    counts = tuple(_count(told, value, actions) for value in (*target.values, None))
    return TranslatedPlan(told, shown, counts)


def _count(
    told: ScaleTranslation, value: Rating | None, actions: list[TranslatedRow]
) -> TranslatedCount:
    code = value.code if value else None
    stands = tuple(own for own in told.source.values if told.codes[own.code] == code)
    rows = tuple(each.row.id for each in actions if each.shown == value)
    return TranslatedCount(value, stands, rows)
