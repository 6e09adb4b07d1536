"""How the random walk makes up renumbering and edits of many rows."""

from __future__ import annotations

from walk_core import GENERATORS, TIMES, World

from plandesk.models.types import Level
from plandesk.services.ops.bulk import BulkEdit, FillDown
from plandesk.services.ops.renumber import RenumberRefs, renumber_preview


def renumber(world: World) -> RenumberRefs:
    parent = world.dice.choice((None, world.id(Level.WORKSTREAM), world.id(Level.PROJECT)))
    with world.document.read() as session:
        rows = renumber_preview(session, world.plan(), parent)
    refs = [(row.item_id, row.new) for row in rows]
    if len(refs) > 1 and world.dice.random() < 0.5:
        first, last = refs[0], refs[-1]
        refs[0], refs[-1] = (first[0], last[1]), (last[0], first[1])
    return RenumberRefs(tuple(refs), world.dice.random() < 0.5)


def some_changes(world: World) -> tuple[tuple[str, str], ...]:
    with world.document.read() as session:
        word = world.dice.choice(renumber_words(session, world))
    known = (
        ("rating", word),
        ("lead", " / ".join(world.names())),
        ("due", world.dice.choice(TIMES)),
        ("scope", "Council wide, Schools"),
        ("outcome", ""),
        ("progress", world.words()),
    )
    return tuple(world.dice.sample(known, world.dice.randint(1, 2)))


def renumber_words(session, world: World) -> list[str]:
    from plandesk.models.plan import Plan

    return [value.word for value in session.get_one(Plan, world.plan()).scale.values] + ["pink"]


def actions(world: World) -> tuple[int, ...]:
    return world.ids(5, world.dice.choice((Level.ACTION, Level.ACTION, None)))


GENERATORS |= {
    RenumberRefs: renumber,
    BulkEdit: lambda w: BulkEdit(
        actions(w), some_changes(w), w.period(), *(w.dice.choice(("", w.words())) for _ in "or")
    ),
    FillDown: lambda w: FillDown(
        actions(w), tuple(w.dice.sample(("rating", "lead", "due", "scope", "title"), 2)), w.period()
    ),
}
