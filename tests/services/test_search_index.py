"""Search: words anywhere, forgivingly, always as the plan stands now."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plandesk.models.people import Person
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.services.ops.detail import AddComment, AddEvidence, EvidenceText
from plandesk.services.ops.edit import SetRef, SetTitle
from plandesk.services.ops.people import EditPerson
from plandesk.services.ops.ratings import SetUpdateText, UpdateText
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.queries.search import Where
from plandesk.services.search_index import SearchIndex, marked_spans


@pytest.fixture
def index(doc):
    made = SearchIndex(doc)
    yield made
    made.close()


@pytest.fixture
def action(doc):
    with doc.read() as session:
        return session.scalar(select(PlanItem.id).where(PlanItem.level == 3))


@pytest.fixture
def april(doc):
    with doc.read() as session:
        return session.scalar(select(Period.id).where(Period.state == "open"))


def found(index, text):
    return [(hit.item_id, hit.where) for hit in index.search(text).hits]


@pytest.mark.parametrize("asked", ["zebra crossings", "ZÉBRA", "crossing zebras", "zeb", "crossin"])
def test_accents_case_and_endings_are_forgiven(doc, index, action, asked):
    doc.run(SetTitle(action, "Paint the zébra crossings"))
    assert (action, Where.TITLE) in found(index, asked)


def test_a_word_typed_half_finds_what_its_stem_would_hide(doc, index, action):
    doc.run(SetTitle(action, "Recruitment of xylophonists"))
    assert (action, Where.TITLE) in found(index, "xylophonists recruitme")
    assert action in (index.ids("recruitme") or ())


def test_every_kind_of_text_is_searched(doc, index, action, april):
    doc.run(SetUpdateText(action, april, UpdateText.PROGRESS, "The quagga report is out"))
    doc.run(AddEvidence(action, EvidenceText("Minutes", note="agreed the quagga plan")))
    doc.run(AddComment(action, "Ask about the quagga", "J. Brown", doc.now))
    hits = index.search("quagga").hits
    assert {hit.where for hit in hits} == {Where.PROGRESS, Where.EVIDENCE, Where.COMMENT}
    assert {hit.period for hit in hits} == {"", "April 2024"}
    for hit in hits:
        (start, end) = hit.snippet.marks[0]
        assert hit.snippet.text[start:end] == "quagga"


def test_the_index_follows_each_step_and_each_undo(doc, index, action):
    assert found(index, "quagga") == []
    doc.run(SetTitle(action, "Quagga"))
    assert found(index, "quagga") == [(action, Where.TITLE)]
    doc.undo()
    assert found(index, "quagga") == []
    doc.redo()
    assert found(index, "quagga") == [(action, Where.TITLE)]
    doc.run(RemoveItems((action,)))
    assert found(index, "quagga") == []


def test_a_renamed_lead_is_found_by_the_new_name(doc, index):
    with doc.read() as session:
        person = session.scalars(select(Person)).first()
        number, name = person.id, person.name
    led = len(found(index, name))
    assert led
    doc.run(EditPerson(number, "Quentin Quagga"))
    assert {where for _, where in found(index, "quagga")} == {Where.LEAD}


def test_a_ref_comes_first_and_a_former_ref_still_leads_there(doc, index, action):
    doc.run(SetTitle(action, "Waits for A1.1"))
    with doc.read() as session:
        a11 = session.scalar(select(PlanItem.id).where(PlanItem.ref == "A1.1"))
    assert found(index, "a1.1")[0] == (a11, Where.REF)
    doc.run(SetRef(a11, "Q99.9"))
    assert (a11, Where.REF) in found(index, "A1.1")


def test_words_of_a_filter_may_stand_in_different_texts(doc, index, action, april):
    doc.run(SetTitle(action, "Quagga"))
    doc.run(SetUpdateText(action, april, UpdateText.PROGRESS, "Under way"))
    assert index.ids("quagga way") == {action}
    assert index.ids("quagga nowhere") == set()
    assert index.ids("  ") is None


def test_a_misspelt_word_gets_a_suggestion(doc, index, action):
    doc.run(SetTitle(action, "Recruit more quantity surveyors"))
    answer = index.search("recuit surveyor")
    assert answer.hits == ()
    assert answer.suggestion.split()[0] == "recruit"
    assert index.search("xqzwv").suggestion == ""


@pytest.mark.parametrize(
    "asked", ['"', "AND", "a OR", "*", "NEAR(", "'; DROP", "ref:", "-", "café^2"]
)
def test_no_search_breaks_the_index(index, asked):
    index.search(asked)
    index.ids(asked)


def test_marks_become_places():
    snippet = marked_spans("the \x02red\x03 and \x02blue\x03…")
    assert snippet.text == "the red and blue…"
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["red", "blue"]


def test_whoever_asks_on_hearing_of_a_step_gets_the_plan_after_it(doc, action):
    answers = []
    doc.listen(lambda *_: answers.append(found(index, "zeppelin")))
    index = SearchIndex(doc)
    index.prepare()
    doc.run(SetTitle(action, "Moor the zeppelin"))
    index.close()
    assert answers == [[(action, Where.TITLE)]]
