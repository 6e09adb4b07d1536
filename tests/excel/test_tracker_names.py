"""Who a lead cell names."""

from __future__ import annotations

import pytest

from plandesk.excel.trackers.names import (
    join_spellings,
    kind_of,
    looks_like_person,
    posts_in,
    split_leads,
    split_run_together,
)
from plandesk.models.types import PersonKind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Director of Strategy, Commissioning and Skills", None),
        ("Director of Children and Families", None),
        ("Head of HR / Head of IT", ("Head of HR", "Head of IT")),
        ("Ann Lee/Bo Moss\nCy Ray", ("Ann Lee", "Bo Moss", "Cy Ray")),
        ("Ann Lee, Bo Moss", ("Ann Lee", "Bo Moss")),
        ("Ann Lee & Bo Moss", ("Ann Lee", "Bo Moss")),
        ("Ann Lee and Bo Moss", ("Ann Lee", "Bo Moss")),
        ("Ann Lee, Head of Care", ("Ann Lee",)),
        ("Ann Lee. Bo Moss. Interim QA Lead.", ("Ann Lee", "Bo Moss", "Interim QA Lead")),
        ("Ann Lee (Head of Care)", ("Ann Lee",)),
        ("Head of Care (Ann Lee)", ("Ann Lee",)),
        ("Senior Leadership Team (SLT)", None),
        ("Cllr Ann Lee; Dr Bo O'Moss", ("Cllr Ann Lee", "Dr Bo O'Moss")),
        ("", ()),
        ("TBC", ("TBC",)),
    ],
)
def test_leads_are_split_with_care(text, names):
    assert split_leads(text) == ((text,) if names is None else names)


def test_people_and_posts_are_told_apart():
    assert looks_like_person("Ann Lee-Moss")
    assert not looks_like_person("Head of Care")
    assert not looks_like_person("Housing Services")
    assert kind_of("Ann Lee") is PersonKind.PERSON
    assert kind_of("Chief Executive") is PersonKind.ROLE


def test_names_that_run_together_are_split_when_one_is_known():
    known = frozenset({"Ann Leigh"})
    assert split_run_together("Ann Leigh Bo Moss", known) == ("Ann Leigh", "Bo Moss")
    assert split_run_together("Jo Van Der Berg", known) == ("Jo Van Der Berg",)


def test_spellings_of_one_person_are_joined():
    names = [
        "Bo Armitage",
        "Bo Armit age",
        "Bo Armitige",
        "Clare Dunn",
        "Clare Dunn",
        "Claire Dunn",
    ]
    assert join_spellings(names, ["Bo Armitage"]) == {
        "Bo Armit age": "Bo Armitage",
        "Bo Armitige": "Bo Armitage",
        "Claire Dunn": "Clare Dunn",
    }
    assert join_spellings(["Senior Team (SLT)", "SLT"]) == {"SLT": "Senior Team (SLT)"}


def test_people_who_are_only_alike_are_not_joined():
    assert join_spellings(["Jon Smith", "Joe Smith", "Jan Smith", "Ian Smith"]) == {}
    assert join_spellings(["Ann Leigh", "Ann Lacey"]) == {}
    assert join_spellings(["Head of HR", "Head of IT"]) == {}


def test_the_post_beside_a_person_is_kept():
    said = "Ann Lee, Head of Housing\nDirector of Strategy (Bo Moss) / Cy Dow – Finance Manager"
    assert posts_in(said) == {
        "Ann Lee": "Head of Housing",
        "Bo Moss": "Director of Strategy",
        "Cy Dow": "Finance Manager",
    }
    assert posts_in("Director of Strategy, Commissioning and Skills") == {}
    assert posts_in("Ann Lee, Bo Moss") == {}
