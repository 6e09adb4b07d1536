"""A reason says why, and what will put it right; both are kept in one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.reasons import PUT_RIGHT, Reason, read_reason

_WORDS = st.lists(st.sampled_from(["Two", "posts", "are", "vacant", "put", "right"]), max_size=6)


@given(_WORDS, _WORDS)
def test_the_parts_come_back_as_they_were_given(why, remedy):
    said = Reason(" ".join([*why, "now."]) if why else "", " ".join(remedy))
    assert read_reason(said.text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Two posts are vacant. What will put it right: interviews in May",
        "Two posts are vacant.\nTo put this right: interviews in May",
        "Two posts are vacant. Remedy – interviews in May",
    ],
)
def test_leads_may_say_it_in_their_own_words(text):
    assert read_reason(text) == Reason("Two posts are vacant.", "interviews in May")


def test_a_text_without_the_words_is_all_why():
    assert read_reason(" Put right in May. ") == Reason("Put right in May.", "")


def test_both_parts_are_printed_as_one_text_with_a_stop_between():
    assert Reason("Vacant", "interviews").text == f"Vacant. {PUT_RIGHT} interviews"
    assert Reason("", "interviews").text == f"{PUT_RIGHT} interviews"
    assert Reason("Vacant", "").text == "Vacant"
