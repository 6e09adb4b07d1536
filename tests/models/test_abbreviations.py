"""A pack explains its abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.abbreviations import (
    Undefined,
    find_abbreviations,
    find_definitions,
    find_undefined,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The LA and two LAs met DfE about SEND.", ("LA", "LA", "DfE", "SEND")),
        ("a H&S audit by HR", ("H&S", "HR")),
        ("Part II and Part IV, plan A, A2.3, Q3", ()),
        ("McDonald and CareFirst wrote", ()),
        ("STRONG LEADERSHIP FOR ALL\nThe QA lead", ("QA",)),
        ("", ()),
    ],
)
def test_abbreviations_are_told_from_names_numerals_and_headings(text, found):
    assert find_abbreviations(text) == found


def test_a_text_explains_its_abbreviations_in_both_orders():
    assert find_definitions("Special Educational Needs and Disabilities (SEND) work") == {
        "SEND": "Special Educational Needs and Disabilities"
    }
    assert find_definitions("MASH (Multi-Agency Safeguarding Hub)") == {
        "MASH": "Multi-Agency Safeguarding Hub"
    }
    assert find_definitions("Department for Education (DfE)") == {"DfE": "Department for Education"}
    assert find_definitions("Education, Health and Care Plans (EHCPs)") == {
        "EHCP": "Education, Health and Care Plans"
    }


def test_a_bracket_with_other_initials_explains_nothing():
    assert find_definitions("the service plan (SEND)") == {}


def test_what_is_nowhere_explained_is_told_with_its_first_place():
    texts = [
        ("A1.1, title", "Review the TOM with DfE"),
        ("A1.2, progress", "TOM approved by CLT; target operating model (TOM)"),
        ("A1.3, progress", "CLT to note; UK wide"),
    ]
    assert find_undefined(texts, {"dfe": "Department for Education"}) == (
        Undefined("CLT", "A1.2, progress", 2),
    )


@given(st.text(max_size=120))
def test_looking_for_abbreviations_never_fails(text):
    find_undefined([("here", text)], ())
    assert all(len(word) > 1 for word in find_abbreviations(text))
