"""The document: steps are whole, undoable, merged while typing, and noticed by others."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy import select, update
from walk_oracle import all_rows

from plandesk.errors import FileLocked, FileProblem, PlanChanged, UserError
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.types import Level, Part
from plandesk.services.changes import Kind, RowChange, coalesce, insert_rows, replay
from plandesk.services.document import Document
from plandesk.services.history import first_altered_step
from plandesk.services.ops.edit import (
    SetDone,
    SetDue,
    SetOutcome,
    SetPeople,
    SetRef,
    SetReportedElsewhere,
    SetTitle,
)
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.ratings import SetRating, SetUpdateText, UpdateText
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.ops.together import Together


def ask(doc: Document, statement):
    with doc.read() as session:
        return session.scalars(statement).first()


def item_id(doc: Document, ref: str) -> int:
    found = ask(doc, select(PlanItem.id).where(PlanItem.ref == ref))
    assert found is not None
    return found


def title_of(doc: Document, number: int) -> str | None:
    return ask(doc, select(PlanItem.title).where(PlanItem.id == number))


@pytest.fixture
def a1(doc):
    return item_id(doc, "A1")


@pytest.fixture
def action(doc):
    return ask(doc, select(PlanItem.id).where(PlanItem.level == 3, PlanItem.ref.like("A%")))


@pytest.fixture
def april(doc):
    return ask(doc, select(Period.id).where(Period.state == "open"))


@pytest.fixture
def january(doc):
    return ask(doc, select(Period.id).where(Period.state == "closed"))


@dataclass(frozen=True)
class Fails:
    number: int
    title: str = "Fail half way"

    def apply(self, session):
        SetTitle(self.number, "Half done").apply(session)
        session.flush()
        raise UserError("It cannot be.", "Do something else.")


def test_a_step_that_fails_leaves_the_file_and_the_undo_list_alone(doc, a1):
    doc.run(SetTitle(a1, "First"))
    doc.run(SetDue((a1,), "July 2024"))
    doc.undo()
    before, undo, redo = all_rows(doc), doc.undo_titles, doc.redo_titles
    with pytest.raises(UserError, match="It cannot be"):
        doc.run(Fails(a1))
    assert (all_rows(doc), doc.undo_titles, doc.redo_titles) == (before, undo, redo)
    assert not doc.busy


def test_one_refused_part_refuses_the_whole(doc, a1):
    before = all_rows(doc)
    with pytest.raises(UserError):
        doc.run(Together("Change A1", (SetTitle(a1, "Half"), SetTitle(a1, "  "))))
    assert all_rows(doc) == before


def test_a_step_that_changes_nothing_is_no_step(doc, a1):
    assert doc.run(SetTitle(a1, title_of(doc, a1) or "")).rows == ()
    assert doc.undo_titles == []


def test_steps_are_named_after_the_row_they_change(doc, a1, action, april):
    ref = ask(doc, select(PlanItem.ref).where(PlanItem.id == action))
    others = (action, a1)
    doc.run(SetRating((action,), april, "red"))
    doc.run(SetTitle(a1, "New words"))
    doc.run(SetDue(others, "May 2025"))
    milestone = ask(doc, select(PlanItem).where(PlanItem.level == 4))
    doc.run(SetDone((milestone.id,), not milestone.done))
    doc.run(AddItem(1, a1, "One more"))
    doc.run(RemoveItems((a1,)))
    tick = "Tick" if not milestone.done else "Untick"
    assert doc.undo_titles[0] == "Remove A1"
    assert doc.undo_titles[1] == "Add row to A1"
    assert doc.undo_titles[2].startswith(f"{tick} milestone “")
    assert doc.undo_titles[3:] == [
        "Change due date of 2 rows",
        "Change title of A1",
        f"Change rating of {ref}",
    ]


def test_typing_in_one_box_is_one_step(doc, a1, clock):
    start = title_of(doc, a1)
    for text in ("I", "Im", "Impro"):
        doc.run(SetTitle(a1, text))
        clock.turn(59)
    assert doc.undo_titles == ["Change title of A1"]
    doc.undo()
    assert title_of(doc, a1) == start
    doc.redo()
    assert title_of(doc, a1) == "Impro"


def test_a_pause_of_more_than_a_minute_begins_a_new_step(doc, a1, clock):
    doc.run(SetTitle(a1, "One"))
    clock.turn(61)
    doc.run(SetTitle(a1, "Two"))
    assert len(doc.undo_titles) == 2


def test_another_box_another_step_or_an_undo_begins_a_new_step(doc, a1, action):
    doc.run(SetTitle(a1, "One"))
    doc.run(SetTitle(action, "Two"))
    doc.run(SetTitle(a1, "Three"))
    assert len(doc.undo_titles) == 3
    doc.undo()
    doc.run(SetTitle(action, "Four"))
    assert len(doc.undo_titles) == 3


def test_typing_back_to_the_start_leaves_nothing_to_undo(doc, a1):
    start = title_of(doc, a1) or ""
    doc.run(SetTitle(a1, "Other"))
    doc.run(SetTitle(a1, start))
    assert doc.undo_titles == []


def test_a_new_step_ends_what_could_be_redone(doc, a1, action):
    doc.run(SetTitle(a1, "One"))
    doc.undo()
    assert doc.redo_titles == ["Change title of A1"]
    doc.run(SetTitle(action, "Two"))
    assert doc.redo_titles == []
    with pytest.raises(UserError, match="nothing to redo"):
        doc.redo()


def test_several_steps_can_be_taken_back_at_once(doc, a1, clock):
    start = all_rows(doc)
    for number in range(4):
        doc.run(SetDue((a1,), f"{number + 1} May 2024"))
        clock.turn(5)
    ends = [step.at for step in doc.undo_steps]
    assert ends == sorted(ends, reverse=True)
    assert len(set(ends)) == 4
    doc.undo_to(4)
    assert all_rows(doc) == start
    doc.redo_to(2)
    assert len(doc.undo_steps) == len(doc.redo_steps) == 2


def test_closing_a_period_cannot_be_undone_and_keeps_a_copy_first(doc, a1, april):
    doc.run(SetTitle(a1, "One"))
    doc.run(ClosePeriod(april, "Agreed by the board"))
    assert doc.undo_titles == []
    kept = [path for path in doc.path.parent.rglob("*") if "closing" in path.name]
    assert kept


def test_a_plan_open_to_read_only_refuses_a_step_and_keeps_no_copy(plan_path):
    beside = sorted(plan_path.parent.rglob("*"))
    with Document.open(plan_path, read_only=True) as reader:
        assert reader.is_read_only
        with pytest.raises(FileProblem, match="read only"):
            reader.run(ClosePeriod(2))
    assert sorted(plan_path.parent.rglob("*")) == beside


@pytest.mark.of_a_file
def test_a_second_officer_is_told_who_has_the_plan_open(doc):
    with pytest.raises(FileLocked, match="is open on this computer"):
        Document.open(doc.path)


@pytest.mark.of_a_file
def test_a_change_by_another_program_stops_the_step_and_the_plan_is_read_again(doc, a1):
    doc.run(SetTitle(a1, "Mine"))
    heard = []
    doc.listen(lambda step, _: heard.append(step))
    with closing(sqlite3.connect(doc.path)) as other, other:
        other.execute("UPDATE file_fact SET value = value + 1 WHERE name = 'commits'")
        other.execute("UPDATE plan_item SET title = 'Theirs' WHERE id = ?", (a1,))
    with pytest.raises(PlanChanged, match="changed by another program"):
        doc.run(SetTitle(a1, "Mine again"))
    assert title_of(doc, a1) == "Theirs"
    assert [step.reload for step in heard] == [True]
    assert doc.undo_titles == []
    doc.run(SetTitle(a1, "Mine at last"))
    assert title_of(doc, a1) == "Mine at last"


@pytest.mark.of_a_file
def test_undo_stops_when_its_row_is_gone(doc, a1):
    doc.run(AddItem(1, a1, "Short lived"))
    with closing(sqlite3.connect(doc.path)) as other, other:
        other.execute("DELETE FROM plan_item WHERE title = 'Short lived'")
    before = all_rows(doc)
    with pytest.raises(PlanChanged, match="not there any more"):
        doc.undo()
    assert all_rows(doc) == before
    assert len(doc.undo_titles) == 1


def test_a_step_during_another_step_is_refused(doc, a1):
    inside, go_on = threading.Event(), threading.Event()

    @dataclass(frozen=True)
    class Slow:
        title: str = "Take long"

        def apply(self, session):
            inside.set()
            assert go_on.wait(20)
            SetTitle(a1, "Slow").apply(session)

    job = threading.Thread(target=doc.run, args=(Slow(),))
    job.start()
    assert inside.wait(20)
    assert doc.busy
    with pytest.raises(UserError, match="still saving"):
        doc.run(SetTitle(a1, "Quick"))
    assert title_of(doc, a1) != "Slow"
    go_on.set()
    job.join()
    assert title_of(doc, a1) == "Slow"


def test_listeners_hear_each_step_with_its_initiator_until_they_stop(doc, a1):
    heard = []
    stop = doc.listen(lambda step, initiator: heard.append((step.title, initiator)))
    doc.run(SetTitle(a1, "One"), initiator="tree")
    doc.undo("panel")
    doc.redo()
    stop()
    doc.run(SetTitle(a1, "Two"))
    assert heard == [
        ("Change title of A1", "tree"),
        ("Undo: Change title of A1", "panel"),
        ("Redo: Change title of A1", None),
    ]


@pytest.mark.of_a_file
@pytest.mark.parametrize(
    "tampering",
    [
        'UPDATE change_entry SET after = \'{"title": "Forged"}\' WHERE id = :last',
        "DELETE FROM change_entry WHERE id = :last",
        "UPDATE change_set SET who = 'Somebody else' WHERE id = :set",
        "UPDATE change_set SET at = '2020-01-01 00:00:00.000000' WHERE id = :set",
    ],
)
def test_an_altered_history_is_noticed(doc, a1, tampering):
    doc.run(SetTitle(a1, "One"))
    doc.run(SetDue((a1,), "May 2025"))
    with doc.read() as session:
        assert first_altered_step(session.connection()) is None
    with closing(sqlite3.connect(doc.path)) as other, other:
        last, step = other.execute("SELECT max(id), max(set_id) FROM change_entry").fetchone()
        names = {"last": last, "set": step}
        other.execute(tampering, {key: names[key] for key in names if f":{key}" in tampering})
    with doc.read() as session:
        assert first_altered_step(session.connection()) == step


def test_a_removed_rows_number_is_never_given_again(doc, a1):
    first = doc.run(AddItem(1, a1, "First")).created("plan_item")[0]
    doc.run(RemoveItems((int(first),)))
    second = doc.run(AddItem(1, a1, "Second")).created("plan_item")[0]
    assert second != first


def test_rows_added_in_bulk_get_the_defaults_of_their_columns(doc, a1):
    @dataclass(frozen=True)
    class AddRemark:
        title: str = "Add many"

        def apply(self, session):
            table = PlanItem.metadata.tables["evidence"]
            ids = insert_rows(session, table, [{"item_id": a1, "title": "Minutes"}] * 2)
            assert len(ids) == 2

    rows = doc.run(AddRemark()).rows
    uids = {row.after["uid"] for row in rows if row.after}
    assert len(uids) == 2
    assert all(row.after and row.after["note"] == "" for row in rows)


def test_writing_in_bulk_past_the_recorder_is_a_fault(doc):
    @dataclass(frozen=True)
    class Bulk:
        title: str = "Bulk"

        def apply(self, session):
            session.execute(update(PlanItem).values(title="All the same"))

    before = all_rows(doc)
    with pytest.raises(RuntimeError, match="insert_rows"):
        doc.run(Bulk())
    assert all_rows(doc) == before


def test_an_edit_and_its_reversal_fold_into_nothing():
    there = RowChange("plan_item", 1, Kind.UPDATED, {"title": "a"}, {"title": "b"})
    assert coalesce([there, there.inverted()]) == ()
    gone = RowChange("plan_item", 1, Kind.DELETED, {"title": "b"}, None)
    (folded,) = coalesce([there, gone])
    assert (folded.kind, folded.before) == (Kind.DELETED, {"title": "a"})


def test_replay_lets_one_row_take_what_another_gives_up(doc, action, april):
    """What must be unique moves from a row that goes to a row that comes, whatever the order."""
    doc.run(SetUpdateText(action, april, UpdateText.PROGRESS, "Under way"))
    with doc.read() as session:
        row = session.scalars(
            select(ItemUpdate).where(ItemUpdate.item_id == action, ItemUpdate.period_id == april)
        ).one()
        image = {column.name: getattr(row, column.name) for column in ItemUpdate.__table__.columns}
    fresh = image | {"id": 99_999}

    @dataclass(frozen=True)
    class Swap:
        title: str = "Swap"

        def apply(self, session):
            replay(
                session.connection(),
                [
                    RowChange("item_update", 99_999, Kind.CREATED, None, fresh),
                    RowChange("item_update", image["id"], Kind.DELETED, image, None),
                ],
            )

    doc.run(Swap())
    assert ask(doc, select(ItemUpdate.id).where(ItemUpdate.id == 99_999)) == 99_999


REFUSALS = [
    (lambda n: SetTitle(n["a1"], "  "), "Enter a title for A1. It cannot be empty."),
    (lambda n: SetRef(n["a1"], "a2"), "a2 is the ref of “.+” already. Choose another ref."),
    (lambda n: SetRef(n["a1"], " "), "Enter a ref for “.+”. Returns and papers need it."),
    (lambda n: SetDone((n["a1"],), True), "A1 is not a milestone. Rate it instead."),
    (lambda n: SetOutcome((n["a1"],), "gone"), "“gone” is not an outcome of this plan."),
    (lambda n: SetReportedElsewhere(n["parent"], True), "has actions here, so it cannot be"),
    (lambda n: SetRating((n["milestone"],), n["april"], None), "milestones are ticked, not rated"),
    (
        lambda n: SetRating((n["action"],), n["april"], "pink"),
        "Rating for A.+ must be Blue, .+ or Grey. It says “pink”.",
    ),
    (
        lambda n: SetRating((n["action"],), n["january"], "red"),
        "January 2024 is closed. Reopen the period to change it.",
    ),
    (lambda n: SetRating((n["action"],), 999, "red"), "That period is not in the plan any more."),
    (lambda n: SetPeople((999_999,), Part.LEAD, ("A",)), "That row is not in the plan any more."),
    (lambda n: AddItem(1, n["a1"], ""), "Enter a title for the new row."),
    (lambda n: AddItem(1, n["milestone"], "x"), "A milestone has nothing below it."),
    (lambda n: AddItem(1, n["elsewhere"], "x"), "is reported elsewhere, so it has no actions here"),
    (lambda n: MoveItems((n["parent"],), n["action"]), "is below the row that moves|too deep"),
    (lambda n: OpenPeriod("april 2024", n["day"]), "There is a period named April 2024 already."),
    (lambda n: OpenPeriod(" ", n["day"]), "Enter a name for the period, like April 2024."),
    (lambda n: ClosePeriod(n["january"]), "January 2024 is closed."),
    (lambda n: ReopenPeriod(n["january"], " "), "Enter why January 2024 is reopened."),
    (lambda n: ReopenPeriod(n["april"], "x"), "April 2024 is open already."),
]


@pytest.fixture
def named(doc, a1, action, april, january):
    return {
        "a1": a1,
        "action": action,
        "april": april,
        "january": january,
        "parent": ask(doc, select(PlanItem.parent_id).where(PlanItem.id == action)),
        "milestone": ask(doc, select(PlanItem.id).where(PlanItem.level == int(Level.MILESTONE))),
        "elsewhere": ask(doc, select(PlanItem.id).where(PlanItem.reported_elsewhere)),
        "day": dt.date(2024, 9, 9),
    }


@pytest.mark.parametrize(("make", "words"), REFUSALS)
def test_refusals_read_like_sentences(doc, named, make, words):
    before = all_rows(doc)
    with pytest.raises(UserError, match=words) as refusal:
        doc.run(make(named))
    assert str(refusal.value).endswith((".", "?"))
    assert all_rows(doc) == before
    assert doc.undo_titles == []
