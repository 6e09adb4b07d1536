"""Two copies of a plan, each changed on its own laptop, become one plan again."""

import os
import random
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from walk_core import GENERATORS, World

from plandesk.errors import PlanChanged, UserError
from plandesk.models.tables import metadata
from plandesk.models.types import Level, Part
from plandesk.services.copies.file_check import file_problems
from plandesk.services.copies.merge import prepare_merge
from plandesk.services.copies.merge_rules import Copy, Row, merge_copies
from plandesk.services.copies.portable import _NATURAL, keys_of, read_raw, tables, to_rows
from plandesk.services.document import Document
from plandesk.services.ops.detail import AddComment
from plandesk.services.ops.edit import SetDue, SetPeople, SetTitle
from plandesk.services.ops.structure import AddItem, RemoveItems
from plandesk.services.queries.plan_tree import plan_rows

MERGES = int(os.environ.get("PLANDESK_MERGES", "300"))
LIMIT = int(os.environ.get("PLANDESK_TIMEOUT", "300"))  # seconds


@pytest.fixture
def laptop(doc, tmp_path):
    """A copy of the plan on another laptop."""
    path = shutil.copy(doc.path, tmp_path / "laptop.plandesk")
    with Document.open(path, who="A. Colleague", clock=doc._clock) as other:
        yield other


def rows(document):
    with document.read() as session:
        return {row.ref or row.title: row for row in plan_rows(session, None)}


def content(document):
    """What a plan holds, whatever numbers its rows have."""
    with document.read() as session:
        raw = read_raw(session.connection())
    return to_rows(raw, keys_of(raw))


def merge(document, other, **options):
    preview = prepare_merge(document, other.path, **options)
    if not preview.is_empty:
        document.run(preview.op, source=preview.source)
    return preview


def remark(document, item_id, text):
    return AddComment(item_id, text, document.who, document.now)


def sound(document):
    with document.read() as session:
        return file_problems(session) == []


def test_every_table_has_a_key_that_is_the_same_in_every_copy():
    assert {table.name for table in tables() if "uid" not in table.columns} == set(_NATURAL)
    assert set(_NATURAL) <= set(metadata.tables)


def test_what_only_one_of_them_changed_comes_together(doc, laptop):
    action, other = rows(doc)["A2.3"], rows(doc)["B1.1"]
    doc.run(SetTitle(action.id, "Changed here"))
    laptop.run(SetDue((other.id,), "Autumn 2025"))
    laptop.run(remark(laptop, action.id, "Seen there"))
    laptop.run(AddItem(action.plan_id, rows(laptop)["A2"].id, "Added there"))
    preview = merge(doc, laptop)
    assert preview.conflicts == []
    assert rows(doc)["A2.3"].title == "Changed here"
    assert rows(doc)["B1.1"].due_text == "Autumn 2025"
    assert any(row.title == "Added there" for row in rows(doc).values())
    assert sound(doc)


def test_it_is_one_step_that_undo_takes_back(doc, laptop):
    before = content(doc)
    laptop.run(SetTitle(rows(laptop)["A2.3"].id, "Changed there"))
    merge(doc, laptop)
    assert doc.undo_titles[0] == "Merge laptop.plandesk"
    doc.undo()
    assert content(doc) == before


def test_of_two_changes_to_one_field_the_later_wins_and_both_are_shown(doc, laptop, clock):
    action = rows(doc)["A2.3"]
    doc.run(SetTitle(action.id, "The earlier"))
    clock.turn(60)
    laptop.run(SetTitle(action.id, "The later"))
    (conflict,) = merge(doc, laptop).conflicts
    assert (conflict.ref, conflict.field) == ("A2.3", "title")
    assert (conflict.mine, conflict.theirs, conflict.takes) == (
        "The earlier",
        "The later",
        "theirs",
    )
    assert rows(doc)["A2.3"].title == "The later"


def test_the_officer_may_decide_otherwise(doc, laptop, clock):
    action = rows(doc)["A2.3"]
    doc.run(SetTitle(action.id, "The earlier"))
    clock.turn(60)
    laptop.run(SetTitle(action.id, "The later"))
    merge(doc, laptop, decide=lambda conflict: "mine")
    assert rows(doc)["A2.3"].title == "The earlier"


def test_a_project_removed_here_but_changed_there_stays_whole(doc, laptop):
    project, action = rows(doc)["A2"], rows(doc)["A2.3"]
    whole = {ref: row.leads for ref, row in rows(doc).items() if ref.startswith("A2")}
    doc.run(RemoveItems((project.id,)))
    laptop.run(remark(laptop, action.id, "Still needed"))
    preview = merge(doc, laptop)
    assert {conflict.ref for conflict in preview.conflicts} >= {"A2.3"}
    kept = {ref: row.leads for ref, row in rows(doc).items() if ref.startswith("A2")}
    assert kept == whole
    assert sound(doc)


def test_the_same_new_person_on_both_laptops_is_one_person(doc, laptop):
    here, there = rows(doc)["A2.3"], rows(doc)["B1.1"]
    doc.run(SetPeople((here.id,), Part.LEAD, ("New Head of Service",)))
    laptop.run(SetPeople((there.id,), Part.LEAD, ("New Head of Service",)))
    merge(doc, laptop)
    people = [row for row in content(doc).values() if row.table == "person"]
    assert [row.fields["name"] for row in people].count("New Head of Service") == 1
    assert rows(doc)["A2.3"].leads == rows(doc)["B1.1"].leads


def test_merging_again_changes_nothing_and_asks_nothing(doc, laptop, clock):
    action = rows(doc)["A2.3"]
    laptop.run(SetTitle(action.id, "The earlier"))
    clock.turn(60)
    doc.run(SetTitle(action.id, "The later"))
    laptop.run(SetDue((action.id,), "May 2026"))
    merge(doc, laptop)
    again = prepare_merge(doc, laptop.path)
    assert again.is_empty
    assert again.conflicts == []


def test_the_other_laptop_then_gets_the_same_plan(doc, laptop, clock):
    action = rows(doc)["A2.3"]
    doc.run(SetTitle(action.id, "The earlier"))
    clock.turn(60)
    laptop.run(SetTitle(action.id, "The later"))
    merge(doc, laptop)
    laptop.run(SetDue((action.id,), "May 2026"))
    merge(laptop, doc)
    assert prepare_merge(laptop, doc.path).is_empty
    merge(doc, laptop)
    assert content(doc) == content(laptop)


def test_copies_of_two_plans_are_refused(doc, tmp_path):
    from plandesk.services.new_plan import empty_plan
    from plandesk.services.ops.content import AddContent

    with Document.create(tmp_path / "another.plandesk") as other:
        other.run(AddContent(empty_plan("action-plan")))
        before = content(doc)
        with pytest.raises(UserError, match="do not come from one plan"):
            prepare_merge(doc, other.path)
    assert content(doc) == before


def test_a_plan_changed_since_the_comparison_is_not_merged(doc, laptop):
    laptop.run(SetTitle(rows(laptop)["A2.3"].id, "Changed there"))
    preview = prepare_merge(doc, laptop.path)
    doc.run(SetTitle(rows(doc)["B1.1"].id, "Changed meanwhile"))
    with pytest.raises(PlanChanged, match="since the two copies were compared"):
        doc.run(preview.op)


@pytest.mark.parametrize("seed", range(MERGES // 75))  # whole plans, seldomer than the rules
def test_whatever_two_officers_do_the_merge_is_the_same_both_ways(
    doc, laptop, tmp_path, seed, trial
):
    trial("merge of two whole plans")
    dice = random.Random(seed)
    for document in (doc, laptop):
        world = World(document, random.Random(dice.random()))
        for _ in range(8):
            try:
                document.run(GENERATORS[dice.choice(list(GENERATORS))](world))
            except UserError:
                continue
    twin_path = shutil.copy(doc.path, tmp_path / "twin.plandesk")
    merge(doc, laptop)
    with Document.open(twin_path, clock=doc._clock) as twin:
        merge(laptop, twin)
    assert content(doc) == content(laptop)
    assert prepare_merge(doc, laptop.path).is_empty
    assert sound(doc)
    assert sound(laptop)


keys = st.sampled_from([f"t:{letter}" for letter in "abcdefgh"])
plain_rows = st.builds(
    lambda fields, owner: Row(
        "t",
        {**fields, **({"owner": owner} if owner else {})},
        frozenset([owner] if owner else []),
        frozenset([owner] if owner else []),
    ),
    st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2)}),
    st.none(),
)
states = st.dictionaries(keys, plain_rows)
copies = st.builds(Copy, states, st.dictionaries(keys, st.sampled_from(["1", "2"])))


@settings(
    max_examples=MERGES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it only counts
)
@pytest.mark.timeout(LIMIT)
@given(states, copies, copies)
def test_the_rules_are_symmetrical_lose_nothing_and_list_every_contradiction(
    trial, base, one, other
):
    trial("merge of two copies")
    mine, theirs = merge_copies(base, one, other), merge_copies(base, other, one)
    assert mine.rows == theirs.rows
    assert len(mine.conflicts) == len(theirs.conflicts)
    told = {(conflict.key, conflict.field) for conflict in mine.conflicts}
    for key in {*base, *one.rows, *other.rows}:
        was, here, there = base.get(key), one.rows.get(key), other.rows.get(key)
        kept = mine.rows.get(key)
        if here == was:
            assert kept == there
        elif there == was:
            assert kept == here
        elif here != there:
            assert kept is not None
            for name in ("x", "y"):
                values = [side.fields[name] if side else None for side in (was, here, there)]
                if values[1] != values[2] and values[0] not in values[1:]:
                    assert (key, name) in told or (key, "") in told
    again = merge_copies(base, Copy(mine.rows, one.edited), other)
    settled = {key for key, _ in told}
    assert {k: r for k, r in again.rows.items() if k not in settled} == {
        k: r for k, r in mine.rows.items() if k not in settled
    }


def test_a_removed_parent_of_a_new_row_comes_back():
    base = {"t:a": Row("t", {"x": 1})}
    child = Row("t", {"x": 2, "owner": "t:a"}, frozenset(["t:a"]), frozenset(["t:a"]))
    merged = merge_copies(base, Copy({}), Copy({**base, "t:b": child}))
    assert merged.rows == {**base, "t:b": child}
    assert [(one.key, one.takes) for one in merged.conflicts] == [("t:a", "theirs")]


def test_two_rows_at_one_place_get_places_of_their_own():
    base = {"t:p": Row("t", {})}
    new = {
        key: Row("t", {"position": 0}, frozenset(["t:p"]), frozenset(["t:p"]))
        for key in ("t:x", "t:y")
    }
    one, other = ({**base, key: new[key]} for key in ("t:x", "t:y"))
    merged = merge_copies(base, Copy(one), Copy(other))
    assert [merged.rows[key].fields["position"] for key in ("t:x", "t:y")] == [0, 1]


def test_levels_are_as_they_were(doc, laptop):
    counts = [sum(1 for row in rows(doc).values() if row.level == level) for level in Level]
    laptop.run(SetTitle(rows(laptop)["A2.3"].id, "Changed there"))
    merge(doc, laptop)
    assert counts == [sum(1 for row in rows(doc).values() if row.level == lvl) for lvl in Level]
