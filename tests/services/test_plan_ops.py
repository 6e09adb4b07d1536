"""What an officer does to rows: copies, moves, renumbers, links, and gets back what was removed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select
from walk_oracle import all_rows

from plandesk.errors import UserError
from plandesk.models.detail import Comment, Evidence, FormerRef, Link, StoredFile
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import PlanItem
from plandesk.models.types import LinkKind, Part
from plandesk.services.ops.bulk import BulkEdit, FillDown, bulk_preview
from plandesk.services.ops.detail import (
    AddComment,
    AddEvidence,
    AddLink,
    AttachedFile,
    EditEvidence,
    EvidenceText,
    RemoveEvidence,
)
from plandesk.services.ops.duplicate import DuplicateItems
from plandesk.services.ops.edit import SetPeople, SetRef, SetTitle
from plandesk.services.ops.ratings import SetUpdateText, UpdateText
from plandesk.services.ops.recycle import RestoreRemoved
from plandesk.services.ops.renumber import RenumberRefs, renumber_preview, texts_that_follow
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems, subtree
from plandesk.services.queries.detail import find_ref, item_detail
from plandesk.services.queries.history_panel import file_steps, session_steps, step_changes
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.recycle import removed_rows


@pytest.fixture
def ids(doc):
    with doc.read() as session:
        rows = session.execute(select(PlanItem.ref, PlanItem.id).where(PlanItem.ref != ""))
        return {row.ref: row.id for row in rows}


@pytest.fixture
def april(doc):
    with doc.read() as session:
        return session.scalar(select(Period.id).where(Period.state == "open"))


def one(doc, statement):
    with doc.read() as session:
        return session.scalar(statement)


def below(doc, number):
    with doc.read() as session:
        return [
            (row.ref, row.title)
            for row in session.scalars(
                select(PlanItem).where(PlanItem.parent_id == number).order_by(PlanItem.position)
            )
        ]


def project_with_actions(doc):
    with doc.read() as session:
        return session.scalar(
            select(PlanItem.parent_id).where(PlanItem.level == 3, PlanItem.ref.like("A%.3"))
        )


# Copies and moves -------------------------------------------------------------------------------


def test_a_duplicate_has_everything_below_it_new_refs_and_nothing_said_of_it(doc, ids):
    project = project_with_actions(doc)
    rows_before = below(doc, project)
    made = doc.run(DuplicateItems((project,)))
    copies = [int(number) for number in made.created("plan_item")]
    with doc.read() as session:
        family = subtree(session, [project])
        top = session.get_one(PlanItem, copies[0])
        first = session.get_one(PlanItem, project)
        assert len(copies) == len(family)
        assert (top.title, top.position) == (f"{first.title} (copy)", first.position + 1)
        assert top.ids_of(Part.LEAD) == first.ids_of(Part.LEAD)
        assert top.is_new
    assert {row.table for row in made.rows} <= {"plan_item", "item_person", "item_tag"}
    copied = below(doc, copies[0])
    assert [title for _, title in copied] == [title for _, title in rows_before]
    assert [ref for ref, _ in copied] == [
        ref.replace(first.ref, top.ref, 1) for ref, _ in rows_before
    ]
    refs = list(all_refs(doc))
    assert len(refs) == len(set(refs))


def all_refs(doc):
    with doc.read() as session:
        yield from session.scalars(select(PlanItem.ref).where(PlanItem.ref != ""))


def test_duplicating_a_row_and_its_parent_copies_it_once(doc, ids):
    project = project_with_actions(doc)
    child = find(doc, PlanItem.parent_id == project)
    size = len(doc.run(DuplicateItems((child, project))).created("plan_item"))
    doc.undo()
    assert size == len(doc.run(DuplicateItems((project,))).created("plan_item"))


def find(doc, *where):
    return one(doc, select(PlanItem.id).where(*where).order_by(PlanItem.position).limit(1))


def test_rows_move_across_parents_in_their_order(doc):
    source = project_with_actions(doc)
    target = find(doc, PlanItem.level == 2, PlanItem.id != source, ~PlanItem.reported_elsewhere)
    with doc.read() as session:
        moved = tuple(
            session.scalars(
                select(PlanItem.id).where(PlanItem.parent_id == source).order_by(PlanItem.position)
            )
        )
    there = below(doc, target)
    names = below(doc, source)
    doc.run(MoveItems((moved[0], moved[2]), target, 1))
    assert below(doc, target) == [there[0], names[0], names[2], *there[1:]]
    assert below(doc, source) == [names[1], *names[3:]]


def test_a_row_that_moves_takes_along_those_below_it_once(doc):
    project = project_with_actions(doc)
    rows = below(doc, project)
    child = find(doc, PlanItem.parent_id == project)
    other = find(doc, PlanItem.level == 1, PlanItem.ref == "E")
    doc.run(MoveItems((child, project), other))
    assert below(doc, project) == rows
    assert one(doc, parent_of(project)) == other
    with pytest.raises(UserError, match="No rows are selected"):
        doc.run(MoveItems((), other))


def test_moving_deeper_changes_the_level_of_all_below_and_too_deep_is_refused(doc):
    project = project_with_actions(doc)
    home = find(doc, PlanItem.level == 2, PlanItem.id != project, ~PlanItem.reported_elsewhere)
    with doc.read() as session:
        has_milestones = max(row.level for row in subtree(session, [project])) == 4
    if has_milestones:
        with pytest.raises(UserError, match="too deep"):
            doc.run(MoveItems((project,), home))
    plain = int(doc.run(AddItem(1, one(doc, parent_of(project)), "Plain")).created("plan_item")[0])
    action = int(doc.run(AddItem(1, plain, "Small")).created("plan_item")[0])
    doc.run(MoveItems((plain,), home, 0))
    assert one(doc, select(PlanItem.level).where(PlanItem.id == plain)) == 3
    assert one(doc, select(PlanItem.level).where(PlanItem.id == action)) == 4


def parent_of(number):
    return select(PlanItem.parent_id).where(PlanItem.id == number)


# Renumbering ------------------------------------------------------------------------------------


def test_the_sample_is_numbered_as_renumbering_would(doc):
    with doc.read() as session:
        rows = renumber_preview(session, 1)
    changed = [(row.old, row.new) for row in rows if row.changes]
    assert len(rows) == 452
    assert changed == []


def test_renumbering_closes_gaps_keeps_former_refs_and_texts_follow(doc, april):
    project = project_with_actions(doc)
    first, second, third, *_ = [ref for ref, _ in below(doc, project)]
    number = {
        ref: one(doc, select(PlanItem.id).where(PlanItem.ref == ref)) for ref in (first, third)
    }
    doc.run(SetUpdateText(number[third], april, UpdateText.PROGRESS, f"Waits for {third}."))
    doc.run(AddComment(number[third], f"See {second} and {third}", "J. Brown", doc.now))
    doc.run(RemoveItems((number[first],)))
    with doc.read() as session:
        rows = renumber_preview(session, 1, project)
        texts = texts_that_follow(session, rows)
    assert (third, second) in {(row.old, row.new) for row in rows}
    assert f"Waits for {second}." in {text.after for text in texts}
    doc.run(RenumberRefs(tuple((row.item_id, row.new) for row in rows)))
    assert one(doc, select(PlanItem.ref).where(PlanItem.id == number[third])) == second
    assert one(doc, select(FormerRef.ref).where(FormerRef.item_id == number[third])) == third
    assert one(doc, select(Comment.text)) == f"See {first} and {second}"
    assert (
        one(doc, select(ItemUpdate.progress).where(ItemUpdate.progress.like("Waits for%")))
        == f"Waits for {second}."
    )


def test_two_refs_can_change_places_and_two_rows_cannot_share_one(doc, ids):
    a1, a2 = ids["A1"], ids["A2"]
    doc.run(RenumberRefs(((a1, "A2"), (a2, "A1"))))
    assert one(doc, select(PlanItem.id).where(PlanItem.ref == "A2")) == a1
    with doc.read() as session:
        assert find_ref(session, "A2") == a1
    with pytest.raises(UserError, match="would be the ref of both"):
        doc.run(RenumberRefs(((a1, "Z1"), (a2, "z1"))))
    assert doc.undo_titles == ["Renumber 2 refs"]


def test_a_changed_ref_still_finds_its_row_until_it_gets_it_back(doc, ids):
    doc.run(SetRef(ids["A1"], "Q1"))
    with doc.read() as session:
        assert find_ref(session, "A1") == ids["A1"]
        assert item_detail(session, ids["A1"]).former_refs == ("A1",)
    doc.run(SetRef(ids["A1"], "A1"))
    with doc.read() as session:
        assert item_detail(session, ids["A1"]).former_refs == ("Q1",)


def test_what_closed_periods_say_stays_as_published(doc, ids):
    with doc.read() as session:
        closed = session.scalar(select(Period.id).where(Period.state == "closed"))
        said = session.scalars(select(ItemUpdate).where(ItemUpdate.period_id == closed)).all()
        texts = {row.id: (row.progress, row.reason) for row in said}
    with doc.read() as session:
        rows = renumber_preview(session, 1)
    doc.run(RenumberRefs(tuple((row.item_id, f"X{row.new}") for row in rows if row.old)))
    with doc.read() as session:
        said = session.scalars(select(ItemUpdate).where(ItemUpdate.period_id == closed)).all()
        assert {row.id: (row.progress, row.reason) for row in said} == texts


# Many rows at once ------------------------------------------------------------------------------


def actions(doc, april, count=5):
    with doc.read() as session:
        rows = plan_rows(session, april)
    return tuple(row.id for row in rows if row.level == 3 and row.current == "amber")[:count]


def test_a_selection_is_rated_and_given_a_lead_in_one_step(doc, april):
    chosen = actions(doc, april)
    before = all_rows(doc)
    doc.run(BulkEdit(chosen, (("lead", "Ana Núñez / Ben"), ("due", "May 2026")), april))
    with doc.read() as session:
        rows = plan_rows(session, april, chosen)
    assert {row.leads for row in rows} == {("Ana Núñez", "Ben")}
    assert {row.due_text for row in rows} == {"May 2026"}
    assert doc.undo_titles == ["Change lead and due date of 5 rows"]
    doc.undo()
    assert all_rows(doc) == before


def test_the_count_before_says_which_rows_change_and_which_refuse(doc, april):
    chosen = actions(doc, april)
    milestone = find(doc, PlanItem.level == 4)
    before = all_rows(doc)
    with doc.rehearse() as session:
        shown = bulk_preview(session, BulkEdit((*chosen, milestone), (("rating", "Grey"),), april))
        same = bulk_preview(session, BulkEdit(chosen, (("rating", "Amber"),), april))
    assert shown.changes == chosen
    assert [number for number, _ in shown.refused] == [milestone]
    assert "milestones are ticked, not rated" in shown.refused[0][1]
    assert (same.changes, same.same) == ((), chosen)
    assert all_rows(doc) == before


def test_filling_down_copies_the_first_rows_values(doc, april):
    chosen = actions(doc, april)
    doc.run(SetPeople(chosen[:1], Part.LEAD, ("Zoë", "Ana")))
    doc.run(FillDown(chosen, ("lead", "due", "rating"), april))
    with doc.read() as session:
        rows = plan_rows(session, april, chosen)
    assert {row.leads for row in rows} == {("Zoë", "Ana")}
    assert len({(row.due_text, row.current) for row in rows}) == 1
    with pytest.raises(UserError, match="two rows or more"):
        doc.run(FillDown(chosen[:1], ("lead",), april))


# Evidence and links -----------------------------------------------------------------------------


def test_the_bytes_of_a_file_are_kept_once_and_survive_undo_and_redo(doc, ids):
    file = AttachedFile("Minutes.pdf", b"%PDF minutes")
    text = EvidenceText("", on=dt.date(2024, 4, 1), by="J. Brown")
    doc.run(AddEvidence(ids["A1"], text, file))
    doc.run(AddEvidence(ids["A2"], replace(text, what="The same"), file))
    doc.undo()
    doc.redo()
    with doc.read() as session:
        kept = session.scalars(select(StoredFile)).all()
        assert [(row.name, row.content) for row in kept] == [("Minutes.pdf", b"%PDF minutes")]
        mine = item_detail(session, ids["A1"]).evidence[-1]
        assert (mine.title, mine.file_hash) == ("Minutes.pdf", file.hash)
    doc.run(EditEvidence(mine.id, EvidenceText("Minutes of 4 March", note="Item 7")))
    with doc.read() as session:
        assert item_detail(session, ids["A1"]).evidence[-1].file_hash == file.hash
    doc.run(RemoveEvidence((mine.id,)))
    assert one(doc, select(Evidence.id).where(Evidence.id == mine.id)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (EvidenceText(" "), "Enter what the evidence is"),
        (EvidenceText("x", address="javascript:alert(1)"), "cannot be opened from a plan"),
    ],
)
def test_evidence_that_says_nothing_or_could_do_harm_is_refused(doc, ids, text, words):
    with pytest.raises(UserError, match=words):
        doc.run(AddEvidence(ids["A1"], text))
    doc.run(AddEvidence(ids["A1"], EvidenceText("x", address="H:\\papers\\minutes.docx")))


def test_a_link_is_seen_from_both_ends_and_made_once(doc, ids):
    a1, a2 = ids["A1"], ids["A2"]
    step = doc.run(AddLink(a1, LinkKind.ALIGNED_WITH, a2))
    assert step.item_ids() == {a1, a2}
    with doc.read() as session:
        assert item_detail(session, a1).links[-1].outward
        assert not item_detail(session, a2).links[-1].outward
    for source, target, words in ((a1, a1, "to itself"), (a1, a2, "already"), (a2, a1, "already")):
        with pytest.raises(UserError, match=words):
            doc.run(AddLink(source, LinkKind.ALIGNED_WITH, target))
    doc.run(AddLink(a2, LinkKind.DEPENDS_ON, a1))


# Bringing back ----------------------------------------------------------------------------------


def hanging(doc, numbers):
    """Everything that hangs on these rows, without the numbers the file gives to what hangs."""
    tables = all_rows(doc)
    rows = [tables["plan_item"][number] for number in numbers]
    with doc.read() as session:
        for model in (ItemUpdate, Evidence, Comment, FormerRef):
            names = [c.name for c in model.__table__.columns if c.name not in {"id", "uid"}]
            found = session.scalars(select(model).where(model.item_id.in_(numbers)))
            rows += sorted(tuple(str(getattr(row, n)) for n in names) for row in found)
        links = session.scalars(
            select(Link).where(Link.source_id.in_(numbers) | Link.target_id.in_(numbers))
        )
        rows += sorted((row.kind, row.source_id, row.target_id) for row in links)
    return rows


@pytest.mark.of_a_file
def test_removed_rows_come_back_with_all_that_hung_on_them(doc, ids, april):
    project = project_with_actions(doc)
    doc.run(AddComment(project, "Keep me", "J. Brown", doc.now))
    doc.run(AddLink(project, LinkKind.DEPENDS_ON, ids["E1"]))
    with doc.read() as session:
        family = [row.id for row in subtree(session, [project])]
    before = hanging(doc, family)
    doc.run(RemoveItems((project,)))
    doc.run(SetTitle(ids["E1"], "Something else meanwhile"))
    doc.reload()
    assert doc.undo_titles == []
    with doc.read() as session:
        (removed,) = removed_rows(session)
    assert (removed.item_id, removed.below, removed.who) == (project, len(family) - 1, "J. Brown")
    doc.run(RestoreRemoved(removed.set_id, removed.item_id))
    assert hanging(doc, family) == before
    assert doc.undo_titles == [f"Restore {removed.ref}"]
    with doc.read() as session:
        assert removed_rows(session) == []
    with pytest.raises(UserError, match="is in the plan"):
        doc.run(RestoreRemoved(removed.set_id, removed.item_id))


def test_a_row_whose_parent_went_later_waits_for_its_parent(doc, ids):
    project = project_with_actions(doc)
    child = find(doc, PlanItem.parent_id == project)
    ref = one(doc, select(PlanItem.ref).where(PlanItem.id == child))
    doc.run(RemoveItems((child,)))
    doc.run(RemoveItems((project,)))
    with doc.read() as session:
        late, early = removed_rows(session)
    assert (late.item_id, early.item_id) == (project, child)
    with pytest.raises(UserError, match="Restore that row first"):
        doc.run(RestoreRemoved(early.set_id, child))
    doc.run(RestoreRemoved(late.set_id, project))
    doc.run(AddItem(1, project, "Took the ref"))
    taken = find(doc, PlanItem.title == "Took the ref")
    doc.run(SetRef(taken, ref))
    doc.run(RestoreRemoved(early.set_id, child))
    assert one(doc, select(PlanItem.ref).where(PlanItem.id == child)) != ref
    with doc.read() as session:
        assert ref in item_detail(session, child).former_refs


# What was done ----------------------------------------------------------------------------------


def test_the_history_says_what_changed_in_words(doc, april):
    (number, *_) = actions(doc, april)
    ref = one(doc, select(PlanItem.ref).where(PlanItem.id == number))
    doc.run(BulkEdit((number,), (("rating", "Green"), ("lead", "Zoë")), april))
    with doc.read() as session:
        step = file_steps(session)[0]
        changes = step_changes(session, step.id)
        assert [found.id for found in file_steps(session, text="rating and lead")] == [step.id]
        assert file_steps(session, before_id=step.id)[0].id < step.id
    said = {(change.ref, change.field, change.before, change.after) for change in changes}
    assert (ref, "rating", "Amber", "Green") in said
    assert (ref, "lead", "", "Zoë") in said
    assert step.title == f"Change rating and lead of {ref}"


def test_the_session_lists_steps_with_how_far_they_are(doc, ids, clock):
    for title in ("One", "Two", "Three"):
        doc.run(SetTitle(ids["A1"], title))
        clock.turn(100)
    doc.undo()
    steps = session_steps(doc)
    assert [(step.undone, step.count) for step in steps] == [(True, 1), (False, 1), (False, 2)]
    doc.undo_to(steps[-1].count)
    assert session_steps(doc)[0].undone
    doc.redo_to(3)
    assert one(doc, select(PlanItem.title).where(PlanItem.id == ids["A1"])) == "Three"


def test_the_current_period_is_the_one_that_tests_rate_in(doc, april):
    with doc.read() as session:
        assert current_period(session).id == april
