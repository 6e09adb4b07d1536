"""How the random walk makes up the ops on packs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from walk_core import GENERATORS, World

from plandesk.models.packs import Pack, PackEntry
from plandesk.services.ops.pack_builds import AddSupplement, RecordBuild
from plandesk.services.ops.packs import (
    AddPack,
    AddPackEntry,
    EditPack,
    EditPackEntry,
    MovePackEntry,
    PackWords,
    RemovePack,
    RemovePackEntry,
    StorePaper,
)
from plandesk.services.packs.outline import EntryKind, EntrySpec


def _any(world: World, column) -> int:
    found = world.all(select(column))
    return world.dice.choice(found) if found else 0


def _spec(world: World) -> EntrySpec:
    exempt = world.dice.choice((("", ""), ("Paragraph 3", "prices"), ("Paragraph 3", "")))
    kind = world.dice.choice(tuple(EntryKind))
    return EntrySpec(kind, world.words(), "", "", world.words(), None, *exempt)


def _add_pack(world: World) -> AddPack:
    words = PackWords(world.words(), world.dice.choice((None, dt.date(2024, 5, 15))))
    entries = world.dice.choice((None, (), (_spec(world), _spec(world))))
    period = world.dice.choice((None, world.period()))
    return AddPack(world.plan(), f"Pack {world.dice.randint(1, 20)}", words, period, entries)


def _edit_pack(world: World) -> EditPack:
    words = PackWords(world.words(), world.dice.choice((None, dt.date(2024, 5, 15))))
    name = world.dice.choice((f"Pack {world.dice.randint(1, 20)}", ""))
    return EditPack(_any(world, Pack.id), name, words, world.dice.choice((None, world.period())))


def _record(world: World) -> RecordBuild:
    at = dt.datetime(2024, 5, 2, 9, 0)  # noqa: DTZ001
    figures = {"Blue": world.dice.randint(0, 9)}
    return RecordBuild(_any(world, Pack.id), at, "public", "a.pdf", 3, "April 2024", figures)


GENERATORS[EditPack] = _edit_pack
GENERATORS[RecordBuild] = _record
GENERATORS[EditPackEntry] = lambda w: EditPackEntry(_any(w, PackEntry.id), _spec(w))
GENERATORS[MovePackEntry] = lambda w: MovePackEntry(
    _any(w, PackEntry.id), w.dice.choice((-1, 0, 1, 50))
)
GENERATORS[AddPack] = _add_pack
GENERATORS[RemovePack] = lambda w: RemovePack(_any(w, Pack.id))
GENERATORS[AddPackEntry] = lambda w: AddPackEntry(
    _any(w, Pack.id), _spec(w), w.dice.choice((None, 0, 1, 50))
)
GENERATORS[RemovePackEntry] = lambda w: RemovePackEntry(_any(w, PackEntry.id))
GENERATORS[StorePaper] = lambda w: StorePaper("a.pdf", w.words().encode())
GENERATORS[AddSupplement] = lambda w: AddSupplement(
    _any(w, Pack.id), w.dice.choice(("", "It came late")), "", (_spec(w),)
)
