"""How the random walk brings in trackers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from walk_core import GENERATORS, TIMES, World

from plandesk.models.content import ItemContent, PeriodContent, UpdateContent
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level, LinkKind
from plandesk.services.ops.tracker import ImportTracker, ItemChange, NewRow


def _new_rows(world: World) -> tuple[NewRow, ...]:
    labels = world.all(select(Period.label))
    updates = (UpdateContent(world.dice.choice(labels), world.code(), world.words()),)
    project = ItemContent(
        key="p",
        level=Level.PROJECT,
        title=world.words().strip() or "A project",
        leads=tuple(name for name in world.names() if name),
        scope=("Council wide",),
        due=world.dice.choice(TIMES),
        updates=updates,
    )
    action = ItemContent(
        key="a",
        level=Level.ACTION,
        title="An action",
        sources=("A review",),
        updates=updates,
        evidence=("A paper",),
        fields={"type": "BAU"},
    )
    return (NewRow(project, world.id(Level.WORKSTREAM)), NewRow(action, "p"))


def _changes(world: World) -> tuple[ItemChange, ...]:
    ids = world.ids(4, Level.ACTION)
    changes: list[ItemChange] = []
    with world.document.read() as session:
        for item_id in ids:
            item = session.get_one(PlanItem, item_id)
            changes.append(ItemChange(item_id, "title", item.title, world.words() + "!"))
            changes.append(ItemChange(item_id, "due", item.due, world.dice.choice(TIMES)))
            names = tuple(name for name in world.names() if name)
            changes.append(ItemChange(item_id, "leads", (), names))
            changes.append(ItemChange(item_id, "fields.type", None, world.words()))
            period = session.scalar(select(Period).where(Period.state == "open"))
            if period is not None:
                rating = session.scalar(
                    select(ItemUpdate.rating).where(
                        ItemUpdate.item_id == item_id, ItemUpdate.period_id == period.id
                    )
                )
                changes.append(ItemChange(item_id, "rating", rating, world.code(), period.label))
    return tuple(changes)


def _import_tracker(world: World) -> ImportTracker:
    number = world.dice.randint(1, 10_000)
    rows = _new_rows(world) if world.id(Level.WORKSTREAM) else ()
    target = world.id(Level.ACTION)
    links = (("a", LinkKind.REFERS_TO, target),) if rows and target else ()
    label = f"Tracked {number}"
    day = dt.date(2030, 1, 1) + dt.timedelta(days=number)
    return ImportTracker(
        world.plan(),
        f"tracker {number}.xlsx",
        (PeriodContent(label, day),) if world.dice.random() < 0.1 else (),
        rows,
        _changes(world),
        links,
        (f"{number:016}", "schema = 1"),
    )


GENERATORS[ImportTracker] = _import_tracker
