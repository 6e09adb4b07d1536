"""The closure ledger balances, whatever was done to the plan."""

from __future__ import annotations

import importlib
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_plan import APRIL, JANUARY, id_of, period_of, small_plan
from walk_core import GENERATORS, World

from plandesk.errors import UserError
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetOutcome
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.queries.ledger import OTHER_LEVEL, TAKEN_OUT, default_ledger, ledger
from plandesk.services.queries.plan_tree import periods, plan_rows

importlib.import_module("walk_review")
EDITS = (AddItem, MoveItems, RemoveItems, SetOutcome, SetOutcome, AddItem)
OTHERS = tuple(kind for kind in GENERATORS if kind is not AddContent)


def take(document: Document, dice: random.Random, steps: int) -> None:
    world = World(document, dice)
    for _ in range(steps):
        titles = document.undo_titles
        if titles and not titles[0].startswith(("Open", "Add plan")) and dice.random() < 0.1:
            document.undo()
            continue
        kind = dice.choice(EDITS if dice.random() < 0.7 else OTHERS)
        try:
            document.run(GENERATORS[kind](world))
        except (UserError, LookupError):
            continue


def open_actions(path: Path) -> set[str]:
    """The open actions of the first plan, read without any of the program's queries."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT uid FROM plan_item WHERE level = 3 AND plan_id = 1 AND (outcome IS NULL OR "
            "outcome NOT IN (SELECT code FROM outcome WHERE closes AND plan_id = 1))"
        )
        return {row[0] for row in rows}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_it_balances_after_any_edits_and_counts_what_the_file_holds(seed):
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.plandesk"
        with small_plan(path) as document:
            take(document, dice, 5)
            april = period_of(document, APRIL)
            with document.read() as session:
                known = periods(session)
            # What a later period closed was still open as at April.
            is_newest = known[-1].id == april and known[-1].is_open
            if is_newest:
                document.run(ClosePeriod(april, accept="Agreed"))
            opening = open_actions(path)
            later = World(document, dice)
            for number in range(3):
                label = f"Later {number}"
                as_at = later.document.now.date().replace(year=2031 + number)
                document.run(OpenPeriod(label, as_at))
                take(document, dice, 6)
                with document.read() as session:
                    last = period_of(document, label)
                    books = [ledger(session, 1, april, last)]
                    books += [ledger(session, 1, one.id, last) for one in periods(session)]
                    still_open = periods(session)[-1].is_open
                assert all(book.balances for book in books)
                if still_open:
                    assert set(books[0].total.carried) == open_actions(path)
                if is_newest:
                    assert set(books[0].total.opening) == opening
                told = [one.uid for one in books[0].leavers]
                left = [uid for uids in books[0].total.left.values() for uid in uids]
                assert sorted(told) == sorted(left)
                assert all(one.outcome and one.reason and one.on for one in books[0].leavers)


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk") as document:
        document.run(ClosePeriod(period_of(document, APRIL), accept="Agreed"))
        yield document


def book_of(document: Document):
    with document.read() as session:
        known = {row.label: row.id for row in periods(session)}
        return ledger(session, 1, known[APRIL], known["July 2024"])


def test_every_way_out_of_the_plan_is_told(small):
    small.run(OpenPeriod("July 2024", small.now.date().replace(year=2030)))
    small.run(SetOutcome((id_of(small, "A1.1"),), "completed", "Shown by the audit"))
    small.run(SetOutcome((id_of(small, "A1.2"),), "reprofiled", "Other Programme"))
    small.run(MoveItems((id_of(small, "A1.3"),), id_of(small, "A2")))
    small.run(RemoveItems((id_of(small, "A2.1"),)))
    small.run(MoveItems((id_of(small, "A2.2"),), id_of(small, "A2.3")))
    small.run(AddItem(1, id_of(small, "A2"), "A new action"))
    book = book_of(small)
    total = book.total
    assert book.balances
    assert (len(total.opening), len(total.new), len(total.carried)) == (6, 1, 3)
    assert {word: len(uids) for word, uids in total.left.items() if uids} == {
        "Completed and embedded": 1,
        "Reprofiled to another plan": 1,
        TAKEN_OUT: 1,
        OTHER_LEVEL: 1,
    }
    said = {one.ref: (one.outcome, one.receiver, one.missing) for one in book.leavers}
    assert said["A1.1"] == ("Completed and embedded", "Head of Service", ())
    assert said["A1.2"] == ("Reprofiled to another plan", "Other Programme", ())
    assert said["A2.1"][0] == TAKEN_OUT
    assert said["A2.2"][:2] == (OTHER_LEVEL, "A2.3")
    lines = {line.ref: line for line in book.lines}
    assert (len(lines["A1"].moved_out), len(lines["A2"].moved_in)) == (1, 1)
    assert book.rows(lines["A2"].moved_in) == (id_of(small, "A1.3"),)


def test_what_the_board_takes_back_is_neither_new_nor_lost(small):
    small.run(SetOutcome((id_of(small, "A1.1"),), "completed"))
    small.run(OpenPeriod("May 2024", small.now.date().replace(year=2029)))
    small.run(ClosePeriod(period_of(small, "May 2024"), accept="Agreed"))
    small.run(OpenPeriod("July 2024", small.now.date().replace(year=2030)))
    small.run(SetOutcome((id_of(small, "A1.1"),), None))
    with small.read() as session:
        book = ledger(session, 1, period_of(small, "May 2024"), period_of(small, "July 2024"))
    assert (len(book.total.opening), len(book.total.reopened), len(book.total.carried)) == (5, 1, 6)
    assert book.balances


def test_the_sample_balances_per_project_and_in_total(doc):
    with doc.read() as session:
        book = default_ledger(session, 1)
    assert book
    assert book.balances
    assert (book.opening_label, book.closing_label) == (JANUARY, APRIL)
    assert (len(book.total.opening), len(book.total.carried)) == (230, 26)
    assert book.total.left_count == 204 == len(book.leavers)
    assert not [one.ref for one in book.leavers if one.missing]
    with doc.read() as session:
        rows = {row.id: row for row in plan_rows(session, None)}
    for uids in (book.total.opening, book.total.carried):
        assert all(rows[key].level is Level.ACTION for key in book.rows(uids))
        assert len(book.rows(uids)) == len(uids)
