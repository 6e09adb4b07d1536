"""A poor rating is asked for two things, one by one: why, and what will put it right."""

from __future__ import annotations

import pytest
from small_plan import APRIL, id_of, period_of, small_plan

from plandesk.models.rating_rules import RatingRules
from plandesk.services.check import check_findings
from plandesk.services.edit_words import edit_words
from plandesk.services.ops.assurance import SetRatingRules
from plandesk.services.ops.ratings import SetRating, SetUpdateText, UpdateText
from plandesk.services.queries.detail import item_detail
from plandesk.services.rating_refusal import wanted_words


@pytest.fixture
def red(tmp_path):
    """The small plan with one action that is Red, and nothing said of it."""
    with small_plan(tmp_path / "small.plandesk") as document:
        document.run(SetRating((id_of(document, "A1.1"),), period_of(document, APRIL), "red"))
        say(document, UpdateText.REASON, "")
        yield document


def say(document, field, text):
    document.run(SetUpdateText(id_of(document, "A1.1"), period_of(document, APRIL), field, text))


def asked(document):
    with document.read() as session:
        found = check_findings(session, rules=("reason-missing", "remedy-missing"))
        item, april = id_of(document, "A1.1"), period_of(document, APRIL)
        return {one.code for one in found}, wanted_words(session, (item,), april)


def reason(document):
    with document.read() as session:
        detail = item_detail(session, id_of(document, "A1.1"))
    april = period_of(document, APRIL)
    assert detail is not None
    return next(one.reason for one in detail.updates if one.period_id == april)


def test_without_any_word_both_are_asked_for_at_once(red):
    assert asked(red) == (
        {"reason-missing"},
        ("Enter why A1.1 is Red and what will put it right.",),
    )


def test_a_reason_alone_leaves_what_will_put_it_right_to_say(red):
    say(red, UpdateText.WHY, "Two posts are vacant.")
    assert asked(red) == ({"remedy-missing"}, ("Enter what will put A1.1 right.",))


def test_what_will_put_it_right_alone_leaves_the_reason_to_say(red):
    say(red, UpdateText.REMEDY, "Interviews are in May.")
    assert asked(red) == ({"reason-missing"}, ("Enter why A1.1 is Red.",))


def test_with_both_nothing_is_asked_and_one_text_is_kept(red):
    say(red, UpdateText.REMEDY, "Interviews are in May.")
    say(red, UpdateText.WHY, "Two posts are vacant")
    assert asked(red) == (set(), ())
    told = "Two posts are vacant. What will put it right: Interviews are in May."
    assert reason(red) == told
    say(red, UpdateText.WHY, "")
    assert asked(red)[0] == {"reason-missing"}


def test_the_command_line_sets_either(red):
    april = period_of(red, APRIL)
    with red.read() as session:
        words = {"reason": "Vacant.", "remedy": "Interviews in May."}
        op = edit_words(session, id_of(red, "A1.1"), words, april)
    red.run(op)
    assert asked(red) == (set(), ())


def test_each_can_be_switched_off(red):
    red.run(SetRatingRules(1, RatingRules(remedy_needed=False)))
    say(red, UpdateText.REASON, "Two posts are vacant.")
    assert asked(red) == (set(), ())
    red.run(SetRatingRules(1, RatingRules(reason_needed=False)))
    assert asked(red)[0] == {"remedy-missing"}
