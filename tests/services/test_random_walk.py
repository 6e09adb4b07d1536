"""Whatever is done to a plan in whatever order: nothing is unrecorded, all of it can be undone."""

from __future__ import annotations

import ast
import importlib
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from walk_core import GENERATORS, World
from walk_oracle import Witness, all_rows, file_is_sound

from plandesk.errors import UserError
from plandesk.services import ops
from plandesk.services.document import Document
from plandesk.services.history import first_altered_step
from plandesk.services.seal import seal_holds
from plandesk.services.undo import DEPTH

HERE = Path(__file__).resolve().parent
for extra in sorted(HERE.glob("walk_*.py")):
    importlib.import_module(extra.stem)


def ops_in_the_package() -> dict[str, str]:
    """Every class with ``apply(self, session)`` in the folder of ops, with the file it is in."""
    found: dict[str, str] = {}
    for path in sorted(Path(ops.__path__[0]).rglob("*.py")):
        for thing in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(thing, ast.ClassDef) or thing.name.startswith("_"):
                continue
            if any(isinstance(f, ast.FunctionDef) and f.name == "apply" for f in thing.body):
                found[thing.name] = path.name
    return found


def test_every_op_joins_the_walk():
    known = {kind.__name__ for kind in GENERATORS}
    there = ops_in_the_package()
    assert len(there) > 15
    missing = {name: file for name, file in there.items() if name not in known}
    assert not missing, f"no generator in tests/services/walk_*.py for {missing}"
    assert known <= set(there)


def walk(witness: Witness, world: World, steps: int, kinds: list[type]) -> Counter[str]:
    """Take random steps; after each few, go all the way back and forth again."""
    document, dice, taken = world.document, world.dice, Counter[str]()
    document.reload()
    start, undoable = all_rows(document), 0
    for _ in range(steps):
        op = GENERATORS[dice.choice(kinds)](world)
        name = type(op).__name__
        before = document.undo_titles
        witness.seen = {}
        try:
            step = document.run(op)
        except UserError as refusal:
            said = str(refusal)
            if said[-1] not in ".?”…":
                pytest.fail(f"no sentence: {said}")
            if document.undo_titles != before:
                pytest.fail(f"{name} was refused but left a step")
            taken[f"{name} refused"] += 1
            continue
        taken[name] += 1
        witness.check(step)
        if step.rows and getattr(op, "barrier", False):
            start, undoable = all_rows(document), 0
        else:
            undoable = len(document.undo_titles)
        if undoable >= DEPTH - 2:
            there_and_back(document, witness, start)
            start, undoable = all_rows(document), 0
            document.reload()
    there_and_back(document, witness, start)
    return taken


def there_and_back(document: Document, witness: Witness, start: dict) -> None:
    end = all_rows(document)
    while document.undo_titles:
        witness.check(document.undo())
    assert all_rows(document) == start
    while document.redo_titles:
        witness.check(document.redo())
    assert all_rows(document) == end
    assert file_is_sound(document.path)
    with document.read() as session:
        assert first_altered_step(session.connection()) is None
        assert seal_holds(session.connection())


@pytest.mark.parametrize("seed", range(3))
def test_the_recorder_sees_what_the_triggers_see_and_undo_goes_all_the_way_back(doc, seed):
    taken = walk(Witness(doc), World(doc, random.Random(seed)), 60, list(GENERATORS))
    refused = sum(count for name, count in taken.items() if name.endswith("refused"))
    assert refused < taken.total() * 0.6, taken


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_long_walk_ends_where_it_should_and_takes_every_kind_of_step(doc, sample_file, tmp_path):
    world = World(doc, random.Random(2024))
    taken = walk(Witness(doc), world, 8 * len(GENERATORS), list(GENERATORS))
    # Some steps wait for others that stand with them in one walk_*.py, as a supplement waits for a
    # pack and its build; so much has happened to this plan by now that they begin with a fresh one,
    # and may need a second throw.
    for seed in range(7, 20):
        for place in {
            act.__module__ for kind, act in GENERATORS.items() if kind.__name__ not in taken
        }:
            kinds = [kind for kind, act in GENERATORS.items() if act.__module__ == place]
            path = Path(shutil.copy(sample_file, tmp_path / f"{place}-{seed}.plandesk"))
            with Document.open(path) as fresh:
                taken += walk(Witness(fresh), World(fresh, random.Random(seed)), 200, kinds)
    never = {kind.__name__ for kind in GENERATORS} - set(taken)
    assert not never, f"never accepted: {never}"


def test_the_witness_would_notice_a_row_that_the_recorder_missed(doc, monkeypatch):
    witness = Witness(doc)
    step = doc.run(GENERATORS_BY_NAME["SetTitle"](World(doc, random.Random(3))))
    assert witness.check(step) == 1
    witness.seen["plan_item", 1] = ({}, None)
    with pytest.raises(AssertionError):
        witness.check(step)


GENERATORS_BY_NAME = {kind.__name__: make for kind, make in GENERATORS.items()}
