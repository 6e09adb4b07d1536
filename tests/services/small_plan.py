"""A small plan that random edits can be made to quickly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plandesk.models.content import ItemContent, PeriodContent, PlanContent, UpdateContent
from plandesk.models.types import Level, PeriodState
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.presets import load_preset

JANUARY, APRIL = "January 2024", "April 2024"
RATINGS = {
    "A1.1": ("green", "green"),
    "A1.2": ("amber", "green"),
    "A1.3": ("red", "amber"),
    "A2.1": ("blue", "blue"),
    "A2.2": ("grey", "amber"),
    "A2.3": ("amber", None),
}


def small_content() -> PlanContent:
    preset = load_preset("improvement-plan")
    items = [ItemContent("A", Level.WORKSTREAM, "Better services", ref="A")]
    for project in ("A1", "A2"):
        items.append(ItemContent(project, Level.PROJECT, f"Project {project}", "A", project))
        items += [
            ItemContent(
                ref,
                Level.ACTION,
                f"Do what {ref} says",
                project,
                ref,
                leads=("Head of Service",),
                due="31 December 2024",
                evidence=("A report",) if ref == "A2.1" else (),
                updates=tuple(
                    UpdateContent(label, rating, progress=f"Said in {label}.")
                    for label, rating in zip((JANUARY, APRIL), ratings, strict=True)
                    if rating
                ),
            )
            for ref, ratings in RATINGS.items()
            if ref.startswith(project)
        ]
        items.append(
            ItemContent(f"{project}/1", Level.MILESTONE, "A first step", f"{project}.1", due="May")
        )
    return PlanContent(
        "Small plan",
        preset.name,
        preset.level_names,
        preset.scale,
        preset.outcomes,
        periods=(
            PeriodContent(JANUARY, dt.date(2024, 1, 31), state=PeriodState.CLOSED),
            PeriodContent(APRIL, dt.date(2024, 4, 30)),
        ),
        items=tuple(items),
        settings=preset.settings(),
    )


def small_plan(path: Path, **options) -> Document:
    """Make the small plan in a new file and return it, open for writing."""
    document = Document.create(path, **options)
    document.run(AddContent(small_content()))
    return document


def id_of(document: Document, ref: str) -> int:
    from plandesk.services.queries.detail import find_ref

    with document.read() as session:
        return find_ref(session, ref)


def period_of(document: Document, label: str) -> int:
    from plandesk.services.queries.plan_tree import periods

    with document.read() as session:
        return next(row.id for row in periods(session) if row.label == label)
