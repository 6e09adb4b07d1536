"""How the random walk makes up another copy of the plan, changed on its own, to merge with."""

from __future__ import annotations

import tempfile
from pathlib import Path

from walk_core import GENERATORS, World

from plandesk.errors import UserError
from plandesk.services.copies.merge import prepare_merge
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetDue, SetTitle
from plandesk.services.ops.merge import MergeCopy
from plandesk.services.ops.structure import AddItem, RemoveItems
from plandesk.store.backup import copy_plan


def merge(world: World) -> MergeCopy:
    with tempfile.TemporaryDirectory() as folder:
        path = copy_plan(world.document.path, Path(folder) / "laptop.plandesk")
        with Document.open(path, who="A. Colleague") as other:
            there = World(other, world.dice)
            for kind in world.dice.sample((SetTitle, SetDue, AddItem, RemoveItems), 2):
                try:
                    other.run(GENERATORS[kind](there))
                except UserError:
                    continue
        return prepare_merge(world.document, path).op


GENERATORS[MergeCopy] = merge
