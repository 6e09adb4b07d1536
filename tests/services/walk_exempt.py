"""How the random walk makes up marks of what is not for publication."""

from __future__ import annotations

from sqlalchemy import select
from walk_core import GENERATORS, World

from plandesk.models.exempt import ExemptPart
from plandesk.services.ops.exempt import Markable, SetExempt


def set_exempt(world: World) -> SetExempt:
    kind = world.dice.choice(tuple(Markable))
    known = world.all(select(kind.owner.id)) or [0]
    ids = tuple(world.dice.sample(known, min(len(known), world.dice.randint(1, 3))))
    parts = tuple(world.dice.sample(tuple(ExemptPart), world.dice.randint(0, 2)))
    return SetExempt(kind, ids, world.dice.choice(("", "3", "Paragraph 1")), world.words(), parts)


GENERATORS[SetExempt] = set_exempt
