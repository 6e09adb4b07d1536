"""Edits, undo, redo, imports, closings and reopenings in any order leave what a model has.

``PLANDESK_WALKS`` is how many sequences of up to thirty steps are tried.
"""

import contextlib
import datetime as dt
import functools
import gc
import os
import shutil
import sqlite3
import tempfile
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plandesk.errors import UserError
from plandesk.models.content import ItemContent
from plandesk.models.types import Level
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.new_plan import empty_plan, new_from_preset
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetDue, SetTitle
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.store.facts import SEAL

WALKS = int(os.environ.get("PLANDESK_WALKS", "40" if os.environ.get("CI") else "8"))
STEPS = 30
SHARES = max(4, WALKS // 250)  # so that as many workers as there are can take part

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(int(os.environ.get("PLANDESK_TIMEOUT", 1800))),
]

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40).map(
    lambda text: " ".join(text.split()) or "A title"
)
dues = st.sampled_from(["", "July 2024", "Ongoing", "by 31 March 2025", "Spring 2025"])
picks = st.integers(0, 10**6)


class Row(NamedTuple):
    """What the model knows of a row of a plan."""

    title: str
    due: str
    above: int | None
    plan: int


def change_row(model, row, **fields):
    model["rows"][row] = model["rows"][row]._replace(**fields)


@functools.cache
def _new_plan():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.plandesk"
        new_from_preset(path, "improvement-plan", "The plan")
        return path.read_bytes()


class Sequences(RuleBasedStateMachine):
    """The plan in its file, beside a model of dictionaries that knows nothing of the program.

    Nothing goes back behind the closing of a period, so each closing is a new beginning.
    """

    def __init__(self):
        super().__init__()
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.path = self.folder / "plan.plandesk"
        self.clock = dt.datetime(2024, 5, 2, 9)  # noqa: DTZ001
        self.model = {"rows": {}, "periods": {}}
        self.done, self.undone, self.made = [], [], 0

    @initialize()
    def begin(self):
        self.path.write_bytes(_new_plan())
        self.open()
        self.import_plan()
        self.open_period()

    def open(self):
        self.document = Document.open(self.path, who="Officer", clock=self.tick)
        assert not self.document.was_left_open
        self.begin_undo_here()

    def begin_undo_here(self):
        self.done, self.undone = [], []
        self.first, self.first_seal = deepcopy(self.model), self.seal()

    def tick(self):
        self.clock += dt.timedelta(minutes=2)  # else typing in one field is one step
        return self.clock

    def ask(self, question):
        """Read the file beside the program: what it holds, not what the program says it holds."""
        address = f"{self.path.as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(question).fetchall()

    def seal(self):
        return self.ask(f"SELECT value FROM file_fact WHERE name = '{SEAL}'")

    def read(self):
        """Return what the model knows of, as the file has it."""
        asked = (
            "SELECT id, title, due, parent_id, plan_id FROM plan_item "
            "UNION ALL SELECT NULL, id, label, state, NULL FROM period"
        )
        rows, known = {}, {}
        for number, *fields in self.ask(asked):
            if number is None:
                known[fields[0]] = (fields[1], fields[2] == "open")
            else:
                rows[number] = Row(*fields)
        return {"rows": rows, "periods": known}

    def step(self, op, change):
        before = deepcopy(self.model)
        took = self.document.run(op)
        change(self.model)
        if took.rows and getattr(op, "barrier", False):
            self.begin_undo_here()  # what a meeting has seen is not taken back by one key
        elif took.rows:
            self.done.append(before)
            self.undone.clear()

    def pick(self, among, number):
        found = sorted(among)
        return found[number % len(found)]

    def some_row(self, number):
        return self.pick(self.model["rows"], number)

    def below(self, row):
        found = {row}
        while True:
            more = {key for key, value in self.model["rows"].items() if value.above in found}
            if more <= found:
                return found
            found |= more

    # --- the steps ---------------------------------------------------------------------------

    @precondition(lambda self: self.model["rows"])
    @rule(number=picks, text=words)
    def edit_title(self, number, text):
        row = self.some_row(number)
        self.step(SetTitle(row, text), lambda model: change_row(model, row, title=text))

    @precondition(lambda self: self.model["rows"])
    @rule(number=picks, text=dues)
    def edit_due(self, number, text):
        row = self.some_row(number)
        self.step(SetDue((row,), text), lambda model: change_row(model, row, due=text))

    @rule(number=picks, text=words)
    def add(self, number, text):
        before = set(self.model["rows"])
        plan_id = self.model["rows"][self.some_row(number)].plan if before else 1

        def change(model):
            (new,) = set(self.read()["rows"]) - before
            model["rows"][new] = Row(text, "", None, plan_id)

        self.step(AddItem(plan_id, None, text), change)

    @precondition(lambda self: self.model["rows"])
    @rule(number=picks)
    def remove(self, number):
        row = self.some_row(number)
        gone = self.below(row)

        def change(model):
            for one in gone:
                del model["rows"][one]

        self.step(RemoveItems((row,)), change)

    @rule(number=picks, other=picks)
    def move(self, number, other):
        rows = self.model["rows"]
        top = {row for row, value in rows.items() if value.above is None}
        under = {row for row, value in rows.items() if value.above in top}
        if not under:
            return
        row, above = self.pick(under, number), self.pick(top, other)
        if rows[row].plan == rows[above].plan:
            self.step(MoveItems((row,), above), lambda model: change_row(model, row, above=above))
        else:
            with pytest.raises(UserError):
                self.document.run(MoveItems((row,), above))

    @rule()
    def import_plan(self):
        self.made += 1
        name = f"Imported {self.made}"
        items = (
            ItemContent("w", Level.WORKSTREAM, name, "", f"W{self.made}"),
            ItemContent("p", Level.PROJECT, f"{name}, a project", "w", f"W{self.made}1"),
        )
        content = replace(empty_plan("improvement-plan", name), items=items)
        before = set(self.model["rows"])

        def change(model):
            top, below = sorted(set(self.read()["rows"]) - before)
            plan = self.read()["rows"][top].plan
            model["rows"][top] = Row(name, "", None, plan)
            model["rows"][below] = Row(f"{name}, a project", "", top, plan)

        self.step(AddContent(content), change)

    @rule()
    def open_period(self):
        self.made += 1
        label, before = f"Period {self.made}", set(self.model["periods"])
        day = dt.date(2024, 1, 1) + dt.timedelta(days=31 * self.made)

        def change(model):
            (new,) = set(self.read()["periods"]) - before
            model["periods"][new] = (label, True)

        self.step(OpenPeriod(label, day), change)

    @rule(number=picks)
    def close_period(self, number):
        opened = {one for one, (_, is_open) in self.model["periods"].items() if is_open}
        if opened:
            one = self.pick(opened, number)
            label = self.model["periods"][one][0]
            self.step(
                ClosePeriod(one, accept="Agreed by the chair"),
                lambda model: model["periods"].update({one: (label, False)}),
            )

    @rule(number=picks)
    def reopen_period(self, number):
        closed = {one for one, (_, is_open) in self.model["periods"].items() if not is_open}
        if closed:
            one = self.pick(closed, number)
            label = self.model["periods"][one][0]
            self.step(
                ReopenPeriod(one, "A rating was wrong"),
                lambda model: model["periods"].update({one: (label, True)}),
            )

    @precondition(lambda self: self.done)
    @rule()
    def undo(self):
        self.document.undo()
        self.undone.append(self.model)
        self.model = self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        self.document.redo()
        self.done.append(self.model)
        self.model = self.undone.pop()

    @rule()
    def reopen(self):
        seal = self.seal()
        self.document.close()
        self.open()
        assert self.seal() == seal

    @invariant()
    def the_file_holds_what_the_model_holds(self):
        if hasattr(self, "document"):
            assert self.read() == self.model

    def teardown(self):
        try:
            if hasattr(self, "document"):
                assert len(self.document.undo_titles) == len(self.done)
                while self.document.undo_titles:
                    self.document.undo()
                assert self.read() == self.first
                assert self.seal() == self.first_seal
                with self.document.read() as session:
                    assert file_problems(session) == []
                self.document.close()
        finally:
            shutil.rmtree(self.folder)


@pytest.mark.parametrize("share", range(SHARES))
def test_every_sequence_ends_as_the_model_does_and_undo_goes_back_to_the_first_seal(share, trial):
    gc.freeze()  # what is loaded by now stays; each pass over it would be in vain
    run_state_machine_as_test(
        seed(share)(Sequences),
        settings=settings(
            max_examples=max(1, WALKS // SHARES),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    trial("sequence of 30 edits, undo, redo, closings", max(1, WALKS // SHARES))
