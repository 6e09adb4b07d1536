"""The registers: adding, changing, valuing, linking, removing, and going out and in again."""

from __future__ import annotations

import pytest
from registers_made import every_register, links, without_registers
from sqlalchemy import select

from plandesk.errors import UsageError, UserError
from plandesk.models.content import PlanContent
from plandesk.models.people import Person
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem, Tag
from plandesk.models.registers import EntryValue, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_json
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.people import MergePeople, RemovePerson, RemoveTag, RenameTag
from plandesk.services.ops.periods import ClosePeriod
from plandesk.services.ops.recycle import RestoreEntry
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import (
    AddEntry,
    EditEntry,
    MoveEntries,
    RemoveEntries,
    SetRegister,
)
from plandesk.services.ops.registers.links import LinkEntry, LinkEntryToPlan
from plandesk.services.ops.registers.lookup import EntryDraft, next_entry_ref
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.plan_json import plan_contents, to_json
from plandesk.services.presets import load_preset
from plandesk.services.queries.history_panel import file_steps, step_changes
from plandesk.services.queries.recycle import removed_entries
from plandesk.services.queries.registers.entries import register_counts
from plandesk.services.queries.registers.rows import (
    RegisterFilter,
    entry_detail,
    find_entry,
    register_rows,
)
from plandesk.services.registers.kinds import kind_of, load_kind, register_kinds, register_names
from plandesk.services.search_index import SearchIndex


@pytest.fixture
def filled(doc):
    """The sample plan with registers of our own in place of its own."""
    without_registers(doc)
    with doc.read() as session:
        action = session.scalar(select(PlanItem).where(PlanItem.ref == "A1.1"))
        project = session.scalar(select(PlanItem).where(PlanItem.ref == "A1"))
        plan_id, uids = action.plan_id, (action.uid, project.uid)
    doc.run(AddEntries(every_register(), plan_id, links(*uids)))
    return doc


def entry_id(document, ref, name=""):
    with document.read() as session:
        return find_entry(session, ref, name)


def period_id(document, label):
    with document.read() as session:
        return session.scalar(select(Period.id).where(Period.label == label))


def detail(document, ref, name=""):
    with document.read() as session:
        return entry_detail(session, find_entry(session, ref, name))


def test_each_register_says_what_it_is():
    for kind in register_kinds():
        assert kind.about.endswith("."), kind.key
        for each in kind.whole():
            keys = [spec.key for spec in (*each.fields, *each.people)]
            assert len(set(keys)) == len(keys), each.key
            known = {"ref", "title", "due", "tags", "status", *keys}
            assert set(each.columns) <= known, each.key
            for spec in each.fields:
                assert len({choice.code for choice in spec.choices}) == len(spec.choices)


def test_every_register_takes_an_entry_and_counts_it(filled):
    with filled.read() as session:
        counts = register_counts(session)
    assert {name: counts[name] for name in register_names()} == {
        "measures": 2,
        "risks": 1,
        "recommendations": 1,
        "priorities": 1,
        "options": 1,
        "swot": 1,
        "self-assessment": 1,
        "work-programme": 1,
        "forward-plan": 1,
        "equality": 1,
        "glossary": 1,
    }


def test_a_new_entry_takes_the_next_ref_of_its_register(filled):
    filled.run(AddEntry("measures", EntryDraft("Waiting time")))
    assert detail(filled, "M3").row.title == "Waiting time"
    assert next_entry_ref("R{n}", ["R2", "R10", "x", "R"]) == "R11"
    assert next_entry_ref("{n}", []) == "1"
    with pytest.raises(UserError, match="M1 is the ref of “Visits on time” already"):
        filled.run(AddEntry("measures", EntryDraft("Again", ref="m1")))


def test_a_ref_is_used_once_in_a_plan_and_two_plans_may_both_have_it(filled):
    with filled.read() as session:
        first = session.scalar(select(Plan.id))
    preset = load_preset("action-plan")
    filled.run(
        AddContent(PlanContent("Second plan", preset.name, preset.level_names, preset.scale))
    )
    with filled.read() as session:
        second = session.scalar(select(Plan.id).where(Plan.id != first))
    for plan in (first, second):
        filled.run(AddEntry("risks", EntryDraft("A risk", ref="Z1"), plan))
        with pytest.raises(UserError, match="Z1 is the ref of “A risk” already"):
            filled.run(AddEntry("risks", EntryDraft("Another", ref="z1"), plan))
    with pytest.raises(UserError, match="Z1 is the ref"):  # an entry of all plans shares with none
        filled.run(AddEntry("risks", EntryDraft("Of all plans", ref="Z1")))


def test_another_rating_than_that_of_the_rules_needs_its_reason(filled):
    measure, april = entry_id(filled, "M1"), period_id(filled, "April 2024")
    place = ValuePlace("value", april)
    with pytest.raises(UserError, match="By its target and tolerance M1 is") as refused:
        filled.run(SetEntryValue(measure, place, ValueSaid("10%", rating="G")))
    assert "reason" in refused.value.hint
    filled.run(SetEntryValue(measure, place, ValueSaid("10%", rating="G", reason="Counted late.")))
    assert any(one.reason == "Counted late." for one in detail(filled, "M1").values[measure])


def test_a_part_belongs_below_its_own_entry(filled):
    risk = entry_id(filled, "R1", "risks")
    filled.run(AddEntry("counter-measure", EntryDraft("Raise pay", due="July"), parent_id=risk))
    assert [row.title for row in detail(filled, "R1", "risks").parts] == [
        "Recruit abroad",
        "Raise pay",
    ]
    with pytest.raises(UserError, match="A counter measure belongs to a risk"):
        filled.run(AddEntry("counter-measure", EntryDraft("Alone")))
    with pytest.raises(UserError, match="A criterion is no part of a risk"):
        filled.run(AddEntry("criterion", EntryDraft("Lost"), parent_id=risk))
    with pytest.raises(UsageError, match="There is no register “complaints”"):
        filled.run(AddEntry("complaints", EntryDraft("Lost")))


def test_an_entry_is_changed_field_by_field_in_words(filled):
    risk = entry_id(filled, "R1", "risks")
    changes = (
        ("state", "watched"),
        ("owner", "Head of Service / Ana Núñez"),
        ("due", "31 August 2024"),
        ("sources", "Ofsted three-month"),
        ("cause", None),
    )
    step = filled.run(EditEntry(risk, changes))
    row = detail(filled, "R1", "risks").row
    assert step.title == "Change risk R1"
    assert row.fields == {"effect": "Visits are missed", "state": "watched"}
    assert row.people == {"owner": ("Head of Service", "Ana Núñez")}
    assert (row.due, row.due_latest.isoformat()) == ("31 August 2024", "2024-08-31")
    assert row.sources == ("Ofsted three-month",)
    filled.undo()
    assert detail(filled, "R1", "risks").row.fields["cause"] == "Pay"
    with pytest.raises(UserError, match="“gone” is none of its words"):
        filled.run(EditEntry(risk, (("state", "gone"),)))
    with pytest.raises(UserError, match="A risk has no field “colour”"):
        filled.run(EditEntry(risk, (("colour", "red"),)))


def test_a_value_is_kept_as_printed_with_the_number_it_says(filled):
    measure, april = entry_id(filled, "M1"), period_id(filled, "April 2024")
    place = ValuePlace("value", april)
    filled.run(SetEntryValue(measure, place, ValueSaid("£1,497,00")))
    found = next(row for row in detail(filled, "M1").values[measure] if row.period_id == april)
    assert (found.text, found.number) == ("£1,497,00", None)
    filled.run(SetEntryValue(measure, place, ValueSaid(" 88.5% ")))
    found = next(row for row in detail(filled, "M1").values[measure] if row.period_id == april)
    assert (found.text, found.number, found.period) == ("88.5%", 88.5, "April 2024")
    filled.run(SetEntryValue(measure, place, ValueSaid()))
    assert april not in {row.period_id for row in detail(filled, "M1").values[measure]}


def test_a_value_names_a_word_of_its_scale(filled):
    risk, april = entry_id(filled, "R1", "risks"), period_id(filled, "April 2024")
    place = ValuePlace("likelihood-after", april)
    filled.run(SetEntryValue(risk, place, ValueSaid("nearly certain")))
    with filled.read() as session:
        found = session.scalar(
            select(EntryValue).where(
                EntryValue.key == "likelihood-after", EntryValue.period_id == april
            )
        )
    assert (found.text, found.number) == ("5", 5)
    with pytest.raises(UserError, match="Use Very unlikely, Unlikely"):
        filled.run(SetEntryValue(risk, place, ValueSaid("perhaps")))
    pink = SetEntryValue(
        entry_id(filled, "M1"), ValuePlace("value", april), ValueSaid("3", rating="Pink")
    )
    with pytest.raises(UserError, match="is not on the scale of measures"):
        filled.run(pink)


def test_a_closed_period_keeps_its_values(filled):
    measure, april = entry_id(filled, "M1"), period_id(filled, "April 2024")
    filled.run(ClosePeriod(april, "Agreed"))
    with pytest.raises(UserError, match="April 2024 is closed"):
        filled.run(SetEntryValue(measure, ValuePlace("value", april), ValueSaid("99%")))


def test_entries_move_among_those_beside_them(filled):
    ids = [entry_id(filled, ref) for ref in ("M1", "M2")]
    filled.run(MoveEntries((ids[1],), 0))
    with filled.read() as session:
        assert [row.ref for row in register_rows(session, "measures")] == ["M2", "M1"]
    with pytest.raises(UserError, match="not in one list"):
        filled.run(MoveEntries((ids[0], entry_id(filled, "R1", "risks")), 0))


def test_a_removed_entry_takes_its_parts_values_and_links_with_it_and_undo_brings_them_back(filled):
    before = json_of(filled)
    appraisal = entry_id(filled, "Who should run it")
    criterion = detail(filled, "Who should run it").parts_of("criterion")[0]
    filled.run(RemoveEntries((criterion.id,)))
    with filled.read() as session:
        assert (
            session.scalar(select(EntryValue.id).where(EntryValue.about_id == criterion.id)) is None
        )
    filled.run(RemoveEntries((appraisal, entry_id(filled, "M1"))))
    with filled.read() as session:
        assert not list(
            session.scalars(select(RegisterEntry).where(RegisterEntry.kind == "option"))
        )
    filled.undo()
    filled.undo()
    assert json_of(filled) == before


def test_a_number_is_never_given_twice(filled):
    last = entry_id(filled, "Children are safe")
    filled.run(RemoveEntries((last,)))
    filled.run(AddEntry("priorities", EntryDraft("Another")))
    assert entry_id(filled, "Another") > last


def test_links_go_with_the_row_that_they_lead_to(filled):
    with filled.read() as session:
        action = session.scalar(select(PlanItem.id).where(PlanItem.ref == "A1.1"))
        wanted = RegisterFilter(item_id=action)
        assert [row.ref for row in register_rows(session, "measures", wanted)] == ["M1", "M2"]
    filled.run(LinkEntry(entry_id(filled, "M1"), (action,)))  # is there: passed over
    filled.run(RemoveItems((action,)))
    assert detail(filled, "M1").row.links == ()
    filled.undo()
    assert [link.ref for link in detail(filled, "M1").row.links] == ["A1.1"]
    with pytest.raises(UserError, match="no kind of link"):
        filled.run(LinkEntry(entry_id(filled, "M1"), (action,), "eats"))
    priority = entry_id(filled, "Children are safe")
    again = LinkEntryToPlan(priority, detail(filled, "R1", "risks").row.plan_id)
    with pytest.raises(UserError, match="is linked to"):
        filled.run(again)


def test_people_and_tags_are_changed_wherever_they_stand(filled):
    with filled.read() as session:
        people = {row.name: row.id for row in session.scalars(select(Person))}
        tag = session.scalar(select(Tag).where(Tag.name == "Peer review")).id
    with pytest.raises(UserError, match="is named in 1 entry"):
        filled.run(RemovePerson(people["Data officer"]))
    filled.run(MergePeople(people["Director"], (people["Data officer"],)))
    assert "Director" in detail(filled, "M1").row.people["owner"]
    filled.run(RenameTag(tag, "Ofsted three-month"))
    assert detail(filled, "M1").row.sources == ("Ofsted three-month",)
    with filled.read() as session:
        left = session.scalar(
            select(Tag.id).where(Tag.name == "Ofsted three-month", Tag.kind == TagKind.SOURCE.value)
        )
    filled.run(RemoveTag(left))
    assert detail(filled, "M1").row.sources == ()


def test_rows_are_filtered_by_words_person_tag_and_state(filled):
    with filled.read() as session:
        found = [
            register_rows(session, "measures", RegisterFilter(text="case VISITS")),
            register_rows(session, "measures", RegisterFilter(text="nothing like it")),
            register_rows(session, "risks", RegisterFilter(person="director")),
            register_rows(session, "recommendations", RegisterFilter(tag="ofsted three-month")),
            register_rows(session, "risks", RegisterFilter(fields={"state": {"closed"}})),
        ]
    assert [len(rows) for rows in found] == [1, 0, 1, 1, 0]


def test_a_plan_may_change_its_registers_and_go_back(filled):
    changes = {
        "title": "Indicators",
        "fields": [{"key": "ward", "label": "Ward"}, {"key": "unit", "label": "Counted in"}],
        "scale": {"name": "A to C"},
    }
    filled.run(SetRegister("measures", changes))
    with filled.read() as session:
        kind = kind_of(session, "measures")
    assert (kind.title, kind.scale.scale.name) == ("Indicators", "A to C")
    assert kind.field("unit").choices == load_kind("measures").field("unit").choices
    filled.run(EditEntry(entry_id(filled, "M1"), (("ward", "North"),)))
    filled.run(SetRegister("measures"))
    with filled.read() as session:
        assert kind_of(session, "measures") == load_kind("measures")
    with pytest.raises(UsageError, match="cannot be changed so"):
        filled.run(SetRegister("risks", {"risk": {"thresholds": [{"least": "many"}]}}))


def json_of(document) -> str:
    with document.read() as session:
        return to_json(plan_contents(session))


def test_a_plan_exported_and_read_back_has_the_same_registers(filled, tmp_path):
    before = json_of(filled)
    assert '"Recruit abroad"' in before
    source = tmp_path / "plan.json"
    source.write_text(before, encoding="utf-8")
    new_from_json(tmp_path / "again.plandesk", source)
    with Document.open(tmp_path / "again.plandesk") as again:
        assert json_of(again) == before
        assert detail(again, "M1").values[entry_id(again, "M1")][0].number == 91


def test_every_step_is_named_and_undone(filled):
    assert filled.undo_titles[0] == "Add 12 entries"
    risk = entry_id(filled, "R1", "risks")
    filled.run(EditEntry(risk, (("cause", "Housing"),)))
    filled.run(RemoveEntries((risk,)))
    assert filled.undo_titles[:2] == ["Remove risk R1", "Change cause of risk R1"]


def test_what_registers_say_is_found_and_follows_each_step(filled):
    index = SearchIndex(filled)
    assert index.search("xylophone costs").entries == ()
    risk = entry_id(filled, "R1", "risks")
    filled.run(EditEntry(risk, (("cause", "Xylophone costs"),)))
    (hit,) = index.search("xylophone cost").entries
    assert (hit.item_id, hit.register, hit.ref) == (risk, "risks", "R1")
    (hit,) = index.search("recruit abroad").entries  # a part is found under its entry
    assert hit.item_id == risk
    assert [one.register for one in index.search("M1").entries] == ["measures"]
    assert index.ids("xylophone") == set()
    filled.run(RemoveEntries((risk,)))
    assert index.search("xylophone cost").entries == ()
    filled.undo()
    assert len(index.search("xylophone cost").entries) == 1
    index.close()


def test_a_removed_entry_is_listed_and_comes_back_in_its_place(filled):
    before = json_of(filled)
    risk = entry_id(filled, "R1", "risks")
    gone = (risk, entry_id(filled, "M1"))
    filled.run(RemoveEntries(gone))
    with filled.read() as session:
        removed = {row.ref: row for row in removed_entries(session) if row.entry_id in gone}
    assert removed["R1"].below == 1
    for row in removed.values():
        step = filled.run(RestoreEntry(row.set_id, row.entry_id))
        assert step.title == f"Restore {row.ref}"
    assert json_of(filled) == before
    again = RestoreEntry(removed["R1"].set_id, risk)
    with pytest.raises(UserError, match="R1 is in its register"):
        filled.run(again)


def test_a_restored_entry_gets_another_ref_when_its_own_is_taken(filled):
    risk = entry_id(filled, "R1", "risks")
    plan = detail(filled, "R1", "risks").row.plan_id
    filled.run(RemoveEntries((risk,)))
    filled.run(AddEntry("risks", EntryDraft("Another", ref="R1"), plan))
    with filled.read() as session:
        row = next(row for row in removed_entries(session) if row.entry_id == risk)
    filled.run(RestoreEntry(row.set_id, row.entry_id))
    assert detail(filled, "R2", "risks").row.title == "Too few social workers"


def test_the_history_names_the_entry_and_the_value_that_a_step_changed(filled):
    measure, april = entry_id(filled, "M1"), period_id(filled, "April 2024")
    filled.run(SetEntryValue(measure, ValuePlace("value", april), ValueSaid("89%")))
    filled.run(EditEntry(measure, (("owner", "Director"),)))
    with filled.read() as session:
        people, values = (step_changes(session, step.id) for step in file_steps(session, 2))
    assert ("M1", "value, April 2024", "87%", "89%") in [
        (one.ref, one.field, one.before, one.after) for one in values
    ]
    assert ("M1", "owner", "Head of Service", "Director") in [
        (one.ref, one.field, one.before, one.after) for one in people
    ]
