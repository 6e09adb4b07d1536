"""How the random walk makes up entries of the registers, their values and their links."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from walk_core import GENERATORS, TIMES, World

from plandesk.models.content import EntryContent, ValueContent
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_types import FieldSpec, RegisterKind
from plandesk.models.registers import EntryItem, EntryPlan, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.ops.recycle import RestoreEntry
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import (
    AddEntry,
    EditEntry,
    MoveEntries,
    RemoveEntries,
    SetRegister,
    load_kind_of,
)
from plandesk.services.ops.registers.links import (
    LinkEntry,
    LinkEntryToPlan,
    SetEntryPeople,
    SetEntryTags,
    UnlinkEntry,
)
from plandesk.services.ops.registers.lookup import EntryDraft
from plandesk.services.ops.registers.values import (
    SetEntryValue,
    SetEntryValues,
    ValuePlace,
    ValueSaid,
)
from plandesk.services.queries.recycle import removed_entries
from plandesk.services.registers.kinds import register_kinds

FIGURES = ("28%", "1,459", "n/a", "", "3.5", "Low", "Likely", "In progress", "about 7", "4")
AREAS = ("", "National", "Core cities", "Race")


def entries(world: World, most: int = 3) -> tuple[int, ...]:
    known = world.all(select(RegisterEntry.id))
    return tuple(world.dice.sample(known, min(len(known), world.dice.randint(1, most))))


def an_entry(world: World) -> int:
    found = entries(world, 1)
    return found[0] if found else 0


def kind_of_entry(world: World, entry_id: int) -> RegisterKind:
    with world.document.read() as session:
        found = session.get(RegisterEntry, entry_id)
        return load_kind_of(found.kind if found else "risks")


def field_value(world: World, spec: FieldSpec) -> Any:
    if spec.choices and world.dice.random() < 0.9:
        return world.dice.choice(spec.choices).word
    if spec.kind in {FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT}:
        return world.dice.choice(("1,250", 3, "£4.5m", "1,497,00", None))
    if spec.kind is FieldKind.FLAG:
        return world.dice.choice(("yes", "no", True))
    return world.words()


def fields(world: World, kind: RegisterKind) -> dict[str, Any]:
    chosen = world.dice.sample(kind.fields, min(len(kind.fields), 2))
    return {spec.key: field_value(world, spec) for spec in chosen}


def people(world: World, kind: RegisterKind) -> dict[str, tuple[str, ...]]:
    return {spec.key: world.names() for spec in kind.people}


def add(world: World) -> AddEntry:
    above = an_entry(world) if world.dice.random() < 0.5 else 0
    parts = kind_of_entry(world, above).parts if above else ()
    kind = world.dice.choice(parts or register_kinds())
    draft = EntryDraft(
        world.words() + world.dice.choice(("risk", "")),
        due=world.dice.choice(TIMES),
        fields=fields(world, kind),
        people=people(world, kind),
        tags={TagKind.SOURCE: world.names()},
    )
    plan = world.dice.choice((None, world.plan()))
    return AddEntry(kind.key, draft, plan, above if parts else None, world.dice.choice((None, 0)))


def add_many(world: World) -> AddEntries:
    content = []
    for number, kind in enumerate(world.dice.sample(register_kinds(), 3)):
        values = tuple(
            ValueContent(spec.key, world.dice.choice(FIGURES), period_text="Q1 2023/24")
            for spec in kind.values[:1]
            if not spec.choices
        )
        content.append(
            EntryContent(str(number), kind.key, f"Entry {number}", values=values, shared=number > 1)
        )
        if kind.parts:
            part = kind.parts[0]
            content.append(EntryContent(f"{number}/1", part.key, "A part", parent=str(number)))
    return AddEntries(tuple(content), world.plan())


def edit(world: World) -> EditEntry:
    entry = an_entry(world)
    kind = kind_of_entry(world, entry)
    changes: list[tuple[str, Any]] = [
        ("title", world.words()),
        ("ref", f"Z{world.dice.randint(1, 40)}"),
        ("due", world.dice.choice(TIMES)),
        ("sources", "Ofsted, peer review"),
        *fields(world, kind).items(),
    ]
    return EditEntry(entry, tuple(world.dice.sample(changes, world.dice.randint(1, 2))))


def value(world: World) -> tuple[int, ValuePlace, ValueSaid]:
    names = [part.key for kind in register_kinds() for part in kind.whole() if part.values]
    known = world.all(select(RegisterEntry.id).where(RegisterEntry.kind.in_(names)))
    entry = world.dice.choice(known) if known else 0
    spec = world.dice.choice(kind_of_entry(world, entry).values)
    text = world.dice.choice(FIGURES)
    if spec.choices:
        text = world.dice.choice(spec.choices).word
    period = world.dice.choice((None, world.period()))
    place = ValuePlace(
        spec.key,
        period,
        world.dice.choice(("", "May 2015")),
        world.dice.choice(AREAS),
        world.dice.choice((None, None, None, an_entry(world))),
    )
    rating = world.dice.choice((None, None, "G"))
    return entry, place, ValueSaid(text, world.words(), rating=rating)


def unlink(world: World) -> UnlinkEntry:
    links = world.all(select(EntryItem.id))
    plans = world.all(select(EntryPlan.id))
    return UnlinkEntry(tuple(links[:1]) or (0,), tuple(plans[:1]))


def change_register(world: World) -> SetRegister:
    changes = world.dice.choice(
        (
            {},
            {"fields": [{"key": "ward", "label": "Ward"}]},
            {"title": "Register", "entry": "entry"},
            {"fields": [{"key": "no label"}]},
        )
    )
    return SetRegister(world.dice.choice(register_kinds()).key, changes)


def restore_entry(world: World) -> RestoreEntry:
    with world.document.read() as session:
        removed = removed_entries(session)
    if not removed:
        return RestoreEntry(0, 0)
    row = world.dice.choice(removed)
    return RestoreEntry(row.set_id, row.entry_id)


GENERATORS |= {
    RestoreEntry: restore_entry,
    AddEntry: add,
    AddEntries: add_many,
    EditEntry: edit,
    MoveEntries: lambda w: MoveEntries(
        w.dice.choice((entries(w, 1), entries(w))), w.dice.choice((None, 0, 1, 50))
    ),
    RemoveEntries: lambda w: RemoveEntries(entries(w, 2)),
    SetRegister: change_register,
    SetEntryValue: lambda w: SetEntryValue(*value(w)),
    SetEntryValues: lambda w: SetEntryValues((value(w), value(w))),
    LinkEntry: lambda w: LinkEntry(an_entry(w), w.ids(3), w.dice.choice(("", "refers to"))),
    LinkEntryToPlan: lambda w: LinkEntryToPlan(an_entry(w), w.plan()),
    UnlinkEntry: unlink,
    SetEntryPeople: lambda w: SetEntryPeople(
        entries(w), w.dice.choice(("owner", "owner", "author")), w.names()
    ),
    SetEntryTags: lambda w: SetEntryTags(
        entries(w), w.dice.choice((TagKind.SOURCE, TagKind.CHARACTERISTIC)), w.names()
    ),
}
