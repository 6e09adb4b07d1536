"""Changes since: all that changed, nothing that did not, whatever was done in whatever order."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_plan import APRIL, JANUARY, id_of, period_of, small_plan
from sqlalchemy import func, select
from walk_core import GENERATORS, World
from walk_oracle import TABLES

from plandesk.errors import UserError
from plandesk.models.audit import ChangeSet
from plandesk.models.types import Part
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetDue, SetOutcome, SetPeople, SetTitle
from plandesk.services.ops.ratings import SetRating, SetUpdateText, UpdateText
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.queries.changes_since import (
    changes_between,
    changes_since_date,
    changes_since_period,
)
from plandesk.services.queries.plan_states import Moment, rows_at
from plandesk.services.row_text import plain

importlib.import_module("walk_review")
KINDS = [kind for kind in GENERATORS if kind is not AddContent]


def take(document: Document, dice: random.Random, steps: int) -> None:
    world = World(document, dice)
    for _ in range(steps):
        if document.undo_titles and dice.random() < 0.15:
            document.undo()
            continue
        try:
            document.run(GENERATORS[dice.choice(KINDS)](world))
        except (UserError, LookupError):
            continue


def last_step(document: Document) -> int:
    with document.read() as session:
        return session.scalar(select(func.max(ChangeSet.id))) or 0


def raw(document: Document) -> dict[str, dict[str, Any]]:
    with document.read() as session:
        return {
            name: {
                str(row[next(iter(table.primary_key.columns)).name]): {
                    column: plain(value) for column, value in row.items()
                }
                for row in session.execute(select(table)).mappings()
            }
            for name, table in TABLES.items()
        }


def told(path: Path) -> dict[str, dict[str, Any]]:
    """What each plan item says, read from the file without any of the program's queries."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(query: str) -> list[sqlite3.Row]:
            return connection.execute(query).fetchall()

        items = {row["id"]: row for row in rows("SELECT * FROM plan_item")}
        uids = {key: row["uid"] for key, row in items.items()}
        found = {
            row["uid"]: {
                "words": (row["title"], json.loads(row["fields"]), row["declared"]),
                "due": row["due"],
                "place": (row["ref"], row["level"], uids.get(row["parent_id"])),
                "end": (row["outcome"], row["outcome_note"], row["done"]),
                "elsewhere": row["reported_elsewhere"],
            }
            for row in items.values()
        }
        for query in (
            "SELECT item_id, part, name FROM item_person JOIN person ON person.id = person_id "
            "ORDER BY item_id, part, position, item_person.id",
            "SELECT item_id, kind, name FROM item_tag JOIN tag ON tag.id = tag_id "
            "WHERE kind <> 'characteristic' ORDER BY item_id, kind, position, item_tag.id",
            "SELECT item_id, period_id, rating, progress, reason, help_needed, forecast "
            "FROM item_update ORDER BY item_id, period_id",
            "SELECT item_id, title FROM evidence ORDER BY item_id, title",
        ):
            for item_id, *said in rows(query):
                found[uids[item_id]].setdefault(query, []).append(tuple(said))
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_earlier_state_comes_back_row_for_row(seed):
    dice = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        small_plan(Path(folder) / "plan.plandesk") as document,
    ):
        kept = {last_step(document): raw(document)}
        for _ in range(5):
            take(document, dice, 4)
            kept[last_step(document)] = raw(document)
        with document.read() as session:
            for step, rows in kept.items():
                assert rows_at(session, step, list(TABLES)) == rows


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_what_differs_is_listed_and_nothing_else(seed):
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.plandesk"
        with small_plan(path) as document:
            take(document, dice, 6)
            then, before = last_step(document), told(path)
            periods = set(raw(document)["period"])
            take(document, dice, 6)
            after = told(path)
            fresh = set(raw(document)["period"]) - periods
            with document.read() as session:
                found = changes_between(session, Moment(then), Moment())
        listed = {change.uid for change in found}
        # A period opened since is told by the rating and forecast it brings, not by each text.
        differs = {
            uid
            for uid in before.keys() | after.keys()
            if without(before.get(uid), fresh) != without(after.get(uid), fresh)
        }
        assert differs <= listed
        assert all(before.get(uid) != after.get(uid) or is_linked(found, uid) for uid in listed)
        assert all(change.before != change.after for change in found)


def without(said: dict[str, Any] | None, periods: set[str]) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        name: [row for row in value if str(row[0]) not in periods] or None
        if "item_update" in name
        else value
        for name, value in said.items()
        if "item_update" not in name or [r for r in value if str(r[0]) not in periods]
    }


def is_linked(found: list, uid: str) -> bool:
    """Links are told by the ref they lead to, which may change without the row that has them."""
    return all(change.field == "links" for change in found if change.uid == uid)


@pytest.fixture
def small(tmp_path, clock):
    with small_plan(tmp_path / "small.plandesk", clock=clock) as document:
        yield document


def listed(document: Document, since: str = APRIL) -> list[tuple[str, ...]]:
    with document.read() as session:
        found = changes_since_period(session, period_of(document, since))
    return [(one.ref, one.kind.value, one.field, one.before, one.after) for one in found]


def test_since_the_period_before_ratings_have_moved(small):
    assert listed(small, JANUARY) == [
        ("A1.2", "re-rated", "rating", "amber", "green"),
        ("A1.3", "re-rated", "rating", "red", "amber"),
        ("A2.2", "re-rated", "rating", "grey", "amber"),
    ]
    assert listed(small, APRIL) == []


def test_each_kind_of_change_is_named(small):
    april = period_of(small, APRIL)
    small.run(SetTitle(id_of(small, "A1.1"), "Do something else"))
    small.run(SetDue((id_of(small, "A1.2"),), "June 2025"))
    small.run(SetPeople((id_of(small, "A1.3"),), Part.LEAD, ("New Lead",)))
    small.run(SetRating((id_of(small, "A1.3"),), april, "red"))
    small.run(SetOutcome((id_of(small, "A2.1"),), "completed"))
    small.run(MoveItems((id_of(small, "A2.2"),), id_of(small, "A1")))
    small.run(RemoveItems((id_of(small, "A2.3"),)))
    small.run(AddItem(1, id_of(small, "A2"), "A new action"))
    small.run(SetUpdateText(id_of(small, "A2"), april, UpdateText.PROGRESS, "Going well."))
    assert [(ref, kind, field) for ref, kind, field, *_ in listed(small)] == [
        ("A1.1", "re-worded", "title"),
        ("A1.2", "re-dated", "due"),
        ("A1.3", "re-rated", "rating"),
        ("A1.3", "re-assigned", "lead"),
        ("A2", "re-worded", "progress"),
        ("A2.1", "closed", "outcome"),
        ("A2.2", "moved", "parent"),
        ("A2.3", "added", ""),
        ("A2.3", "removed", ""),
    ]


def test_an_edit_and_its_reversal_vanish(small):
    small.run(SetTitle(id_of(small, "A1.1"), "Do something else"))
    small.run(SetTitle(id_of(small, "A1.1"), "Do what A1.1 says"))
    assert listed(small) == []


def test_words_are_compared_word_by_word(small):
    small.run(SetTitle(id_of(small, "A1.1"), "Do what A2.3 says"))
    with small.read() as session:
        (change,) = changes_since_period(session, period_of(small, APRIL))
    assert [piece.text.strip() for piece in change.words() if piece.kind.value != "same"] == [
        "A1.1",
        "A2.3",
    ]


def test_since_a_date_only_later_steps_count(small, clock):
    small.run(SetTitle(id_of(small, "A1.1"), "Changed on the second of May"))
    clock.turn(86_400)
    small.run(SetTitle(id_of(small, "A1.2"), "Changed on the third"))
    with small.read() as session:
        found = changes_since_date(session, dt.date(2024, 5, 3))
        everything = changes_since_date(session, dt.date(2024, 5, 2))
    assert [change.ref for change in found] == ["A1.2"]
    assert {change.kind.value for change in everything} == {"added"}
