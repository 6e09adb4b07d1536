"""How the random walk makes up changes to the plan's settings, people, tags and views."""

from __future__ import annotations

import dataclasses

from sqlalchemy import select
from walk_core import GENERATORS, World
from walk_detail import one_of

from plandesk.models.content import OutcomeOption
from plandesk.models.people import Person
from plandesk.models.plan import Plan, Tag
from plandesk.models.types import Level, PersonKind, Scale
from plandesk.models.views import SavedView
from plandesk.services.ops.detail import AttachedFile
from plandesk.services.ops.paste import PasteBlock, PasteCell
from plandesk.services.ops.people import (
    AddPerson,
    EditPerson,
    MergePeople,
    RemovePerson,
    RemoveTag,
    RenameTag,
)
from plandesk.services.ops.plan_settings import (
    SetLevelNames,
    SetLogo,
    SetOutcomes,
    SetPlanSetting,
    SetPlanTitle,
    SetScale,
)
from plandesk.services.ops.recycle import RestoreRemoved
from plandesk.services.ops.views import RemoveView, RenameView, SaveView
from plandesk.services.queries.recycle import removed_rows

LEVELS = ("Theme", "Project", "Action", "Step")


def scale(world: World) -> SetScale:
    with world.document.read() as session:
        values = list(session.get_one(Plan, world.plan()).scale.values)
    world.dice.shuffle(values)
    replaced: tuple[tuple[str, str | None], ...] = ()
    if world.dice.random() < 0.5 and len(values) > 2:
        gone, heir = values.pop(), values[0]
        replaced = ((gone.code, world.dice.choice((heir.code, None))),)
    else:
        first = values[0]
        code = f"c{world.dice.randint(1, 99)}"
        values[0] = dataclasses.replace(first, code=code, definition=world.words())
        replaced = ((first.code, code),)
    return SetScale(world.plan(), Scale("New scale", tuple(values)), replaced)


def outcomes(world: World) -> SetOutcomes:
    with world.document.read() as session:
        found = session.get_one(Plan, world.plan()).outcomes
        options = [OutcomeOption(o.code, o.word, o.closes, o.needs_target) for o in found]
    world.dice.shuffle(options)
    replaced: tuple[tuple[str, str | None], ...] = ()
    if len(options) > 2:
        gone = options.pop()
        replaced = ((gone.code, options[0].code),) if world.dice.random() < 0.7 else ()
    return SetOutcomes(world.plan(), tuple(options), replaced)


def restore(world: World) -> RestoreRemoved:
    with world.document.read() as session:
        removed = removed_rows(session)
    row = world.dice.choice(removed) if removed else None
    return RestoreRemoved(row.set_id, row.item_id) if row else RestoreRemoved(1, 0)


def merge(world: World) -> MergePeople:
    known = world.all(select(Person.id))
    known = world.dice.sample(known, min(3, len(known)))
    return MergePeople(known[0] if known else 0, tuple(known[1:]))


def paste(world: World) -> PasteBlock:
    cells = [
        PasteCell(number, field, text)
        for number in world.ids(3, Level.ACTION)
        for field, text in (("title", world.words()), ("rating", "Amber"), ("due", "May 2025"))
    ]
    reasons = [world.dice.choice(("", world.words())) for _ in "or"]
    return PasteBlock(tuple(world.dice.sample(cells, 2)), world.period(), *reasons)


GENERATORS |= {
    SetPlanTitle: lambda w: SetPlanTitle(w.plan(), w.words()),
    SetLevelNames: lambda w: SetLevelNames(
        w.plan(),
        (w.dice.choice(("Theme", "Service")), *LEVELS[1:3], w.dice.choice(("Step", "Theme"))),
    ),
    SetScale: scale,
    SetOutcomes: outcomes,
    SetPlanSetting: lambda w: SetPlanSetting(
        w.plan(), w.dice.choice(("footer", "body")), w.dice.choice((None, w.words(), 3, ("a", "b")))
    ),
    SetLogo: lambda w: SetLogo(
        w.plan(),
        w.dice.choice(
            (None, AttachedFile("a.png", b"\x89PNG\r\n\x1a\n..."), AttachedFile("a.txt", b"text"))
        ),
    ),
    AddPerson: lambda w: AddPerson(f"{w.dice.choice(('Ana', ' '))} {w.dice.randint(1, 50)}"),
    EditPerson: lambda w: EditPerson(
        one_of(w, Person), f"Officer {w.dice.randint(1, 9)}", PersonKind.PERSON, "a@example.org"
    ),
    MergePeople: merge,
    RemovePerson: lambda w: RemovePerson(
        one_of(w, Person), w.dice.choice((None, one_of(w, Person)))
    ),
    RenameTag: lambda w: RenameTag(one_of(w, Tag), w.dice.choice(("Schools", "Council wide", ""))),
    RemoveTag: lambda w: RemoveTag(one_of(w, Tag)),
    SaveView: lambda w: SaveView(
        w.plan(), w.dice.choice(("Red", "Mine", " ")), ("ref", "title"), (("ratings", ("red",)),)
    ),
    RenameView: lambda w: RenameView(one_of(w, SavedView), w.dice.choice(("Red", "Late", ""))),
    RemoveView: lambda w: RemoveView(one_of(w, SavedView)),
    RestoreRemoved: restore,
    PasteBlock: paste,
}
