"""The plan's own words, scale, outcomes, people, tags and views can change without losing any."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from walk_oracle import all_rows

from plandesk.errors import UserError
from plandesk.models.content import OutcomeOption
from plandesk.models.detail import StoredFile
from plandesk.models.people import Person
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import ItemPerson, Plan, PlanItem, Tag
from plandesk.models.plan_filter import PlanFilter
from plandesk.models.types import Part, PersonKind, Scale, TagKind
from plandesk.services.ops.detail import AttachedFile
from plandesk.services.ops.edit import SetPeople, SetTags
from plandesk.services.ops.people import (
    AddPerson,
    EditPerson,
    MergePeople,
    RemovePerson,
    RemoveTag,
    RenameTag,
)
from plandesk.services.ops.plan_settings import (
    SetLevelNames,
    SetLogo,
    SetOutcomes,
    SetPlanSetting,
    SetPlanTitle,
    SetScale,
    scale_use,
)
from plandesk.services.ops.views import RemoveView, RenameView, SaveView
from plandesk.services.queries.people import people, tags
from plandesk.services.queries.plan_tree import plan_rows, plans
from plandesk.services.queries.views import saved_views


def plan(doc):
    with doc.read() as session:
        return plans(session)[0]


def values(doc):
    return plan(doc).values


def ratings(doc):
    with doc.read() as session:
        return scale_use(session, 1).ratings


def person(doc, name):
    with doc.read() as session:
        return next(row for row in people(session) if row.name == name)


# The plan ---------------------------------------------------------------------------------------


def test_title_and_level_names_change_and_cannot_be_empty(doc):
    doc.run(SetPlanTitle(1, "  A better   plan "))
    doc.run(SetLevelNames(1, ("Theme", "Priority", "Milestone", "Step")))
    assert (plan(doc).title, plan(doc).level_names[0]) == ("A better plan", "Theme")
    for op, words in (
        (SetPlanTitle(1, " "), "Enter a title for the plan"),
        (SetLevelNames(1, ("A", "B", "", "D")), "Enter each level"),
        (SetLevelNames(1, ("A", "B", "a", "D")), "is there twice"),
    ):
        with pytest.raises(UserError, match=words):
            doc.run(op)


def test_a_rating_can_get_another_code_word_and_place_and_keeps_its_rows(doc):
    before = ratings(doc)
    first, *others = values(doc)
    renamed = replace(first, code="embedded", word="Embedded", letter="E")
    doc.run(SetScale(1, Scale("Ours", (*others, renamed)), ((first.code, "embedded"),)))
    assert [value.code for value in values(doc)][-1] == "embedded"
    assert ratings(doc)["embedded"] == before[first.code]
    doc.undo()
    assert ratings(doc) == before
    assert values(doc) == (first, *others)


def test_a_rating_in_use_is_dropped_only_with_one_to_take_its_place(doc):
    before = ratings(doc)
    *kept, last = values(doc)
    shorter = Scale("Short", tuple(kept))
    with pytest.raises(UserError, match=f"There are rows rated {last.word}"):
        doc.run(SetScale(1, shorter))
    with pytest.raises(UserError, match="no rating of this plan"):
        doc.run(SetScale(1, shorter, ((last.code, "pink"),)))
    heir = kept[0].code
    doc.run(SetScale(1, shorter, ((last.code, heir),)))
    assert ratings(doc)[heir] == before[heir] + before[last.code]
    doc.undo()
    doc.run(SetScale(1, shorter, ((last.code, None),)))
    assert last.code not in ratings(doc)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"word": "green"}, "is there twice"),
        ({"letter": ""}, "Enter each letter"),
        ({"fill": "red"}, "Write colours like #3F9A72"),
    ],
)
def test_a_scale_that_could_not_be_read_is_refused(doc, change, words):
    first, *others = values(doc)
    before = all_rows(doc)
    with pytest.raises(UserError, match=words):
        doc.run(SetScale(1, Scale("", (replace(first, **change), *others))))
    with pytest.raises(UserError, match="at least one"):
        doc.run(SetScale(1, Scale("", ())))
    assert all_rows(doc) == before


def test_outcomes_change_and_rows_keep_a_known_one(doc):
    with doc.read() as session:
        given = scale_use(session, 1).outcomes
        options = [
            OutcomeOption(row.code, row.word, row.closes, row.needs_target)
            for row in session.get_one(Plan, 1).outcomes
        ]
    used = next(option for option in options if option.code in given)
    rest = tuple(option for option in options if option is not used)
    with pytest.raises(UserError, match="has the outcome"):
        doc.run(SetOutcomes(1, rest))
    doc.run(SetOutcomes(1, rest, ((used.code, rest[0].code),)))
    with doc.read() as session:
        now = scale_use(session, 1).outcomes
    assert now[rest[0].code] == given[used.code] + given.get(rest[0].code, 0)


def test_settings_are_kept_by_name_and_a_logo_by_its_bytes(doc):
    logo = AttachedFile("crest.png", b"\x89PNG\r\n\x1a\nrest")
    doc.run(SetPlanSetting(1, "pack_footer", "Agenda and papers"))
    doc.run(SetPlanSetting(1, "bodies", ("Improvement Board", "Scrutiny")))
    doc.run(SetLogo(1, logo))
    with doc.read() as session:
        settings = session.get_one(Plan, 1).settings
        assert session.get_one(StoredFile, settings["logo"]).content == logo.content
    assert settings["pack_footer"] == "Agenda and papers"
    assert settings["bodies"] == ["Improvement Board", "Scrutiny"]
    doc.run(SetPlanSetting(1, "pack_footer", None))
    with doc.read() as session:
        assert "pack_footer" not in session.get_one(Plan, 1).settings
    with pytest.raises(UserError, match="is not a picture"):
        doc.run(SetLogo(1, AttachedFile("crest.exe", b"MZ")))


# People and tags --------------------------------------------------------------------------------


def test_a_renamed_person_is_renamed_everywhere_and_the_old_name_may_come_back(doc):
    with doc.read() as session:
        found = max(people(session), key=lambda row: row.leads)
        led = session.scalars(select(PlanItem.id)).first()
    doc.run(EditPerson(found.id, "Zoë Quinn", PersonKind.PERSON, "zoe@example.org"))
    with doc.read() as session:
        assert sum("Zoë Quinn" in row.leads for row in plan_rows(session, None)) == found.leads
    doc.run(SetPeople((led,), Part.LEAD, (found.name,)))
    assert person(doc, found.name).leads == 1
    with pytest.raises(UserError, match="is in the plan already"):
        doc.run(AddPerson("zoë quinn"))


def test_merged_people_keep_every_row_once(doc):
    with doc.read() as session:
        keep, other, *_ = sorted(people(session), key=lambda row: -row.leads)
        both = session.scalar(
            select(func.count(func.distinct(ItemPerson.item_id))).where(
                ItemPerson.person_id.in_((keep.id, other.id)), ItemPerson.part == Part.LEAD.value
            )
        )
        shared = session.scalars(select(PlanItem.id)).first()
    doc.run(SetPeople((shared,), Part.LEAD, (keep.name, other.name)))
    doc.run(MergePeople(keep.id, (other.id,)))
    with doc.read() as session:
        (row,) = plan_rows(session, None, {shared})
        assert session.get(Person, other.id) is None
    assert row.leads == (keep.name,)
    assert both <= person(doc, keep.name).leads <= both + 1
    with pytest.raises(UserError, match="two people or more"):
        doc.run(MergePeople(keep.id, ()))


def test_a_lead_leaves_only_with_somebody_to_take_over(doc):
    with doc.read() as session:
        gone, heir, *_ = sorted(people(session), key=lambda row: -row.leads)
    with pytest.raises(UserError, match="Choose who takes over"):
        doc.run(RemovePerson(gone.id))
    doc.run(RemovePerson(gone.id, heir.id))
    assert person(doc, heir.name).leads >= gone.leads
    assert doc.undo_titles == [f"Remove {gone.name}"]


def test_two_tags_of_one_name_become_one(doc):
    with doc.read() as session:
        first, second, *_ = session.scalars(select(PlanItem.id)).all()
    doc.run(SetTags((first, second), TagKind.SCOPE, ("Schools",)))
    doc.run(SetTags((second,), TagKind.SCOPE, ("Schools", "schools")))
    with doc.read() as session:
        scopes = {row.name: row for row in tags(session) if row.kind is TagKind.SCOPE}
    doc.run(RenameTag(scopes["schools"].id, "SCHOOLS"))
    with doc.read() as session:
        assert {row.id: row.scope for row in plan_rows(session, None, {first, second})} == {
            first: ("Schools",),
            second: ("Schools",),
        }
    doc.run(RemoveTag(scopes["Schools"].id))
    with doc.read() as session:
        assert session.get(Tag, scopes["Schools"].id) is None


# Views ------------------------------------------------------------------------------------------


def test_a_view_is_kept_renamed_replaced_and_removed(doc):
    wanted = PlanFilter(ratings=frozenset({"red"}), overdue=True)
    doc.run(SaveView(1, "Red and late", ("ref", "title"), wanted.as_pairs()))
    doc.run(SaveView(1, "Mine", ("ref",)))
    doc.run(SaveView(1, "RED and late", ("ref", "due"), wanted.as_pairs()))
    with doc.read() as session:
        first, second = saved_views(session, 1)
    assert (first.name, first.columns) == ("RED and late", ("ref", "due"))
    assert PlanFilter.from_saved(first.filters) == wanted
    with pytest.raises(UserError, match="There is a view named"):
        doc.run(RenameView(second.id, "red AND late"))
    doc.run(RemoveView(first.id))
    with doc.read() as session:
        assert [view.name for view in saved_views(session, 1)] == ["Mine"]


def test_every_rating_is_of_the_scale_after_all_this(doc):
    with doc.read() as session:
        used = set(session.scalars(select(ItemUpdate.rating).distinct()))
    assert used - {None} <= {value.code for value in values(doc)}
