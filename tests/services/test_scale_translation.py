"""A plan in another scale: what is merged is said, and nothing is made more exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.errors import UserError
from plandesk.services.presets import load_preset, plain_scales, preset_names
from plandesk.services.scale_translation import translate_scale

FIVE = load_preset("improvement-plan").scale
THREE = plain_scales()[0]


def test_five_steps_become_three_and_the_merged_ones_are_named():
    shown = translate_scale(FIVE, THREE)
    assert dict(shown.codes) == {
        "blue": "green",
        "green": "amber",
        "amber": "amber",
        "red": "red",
        "grey": None,
    }
    assert {code: set(stands) for code, stands in shown.merged.items()} == {
        "amber": {"amber", "green"}
    }
    assert "Amber stands for" in shown.notes[0]
    assert any("Grey is shown as not rated" in note for note in shown.notes)


def test_counts_are_added_up_and_none_is_lost():
    shown = translate_scale(FIVE, THREE)
    counts = shown.counts({"blue": 49, "red": 2, "amber": 114, "green": 48, "grey": 17})
    assert counts == {"red": 2, "amber": 162, "green": 49, None: 17}


def test_three_steps_stay_three_in_a_scale_of_five():
    shown = translate_scale(THREE, FIVE)
    assert len({code for code in shown.codes.values() if code}) == 3
    assert shown.unused
    assert "it cannot tell them apart" in shown.notes[-1]


def test_an_officer_may_choose_and_a_wrong_choice_is_refused():
    shown = translate_scale(FIVE, THREE, {"green": "green"})
    assert shown.show("green") == THREE.by_code("green")
    assert shown.show(None) is None
    with pytest.raises(UserError, match="“purple” is not a value"):
        translate_scale(FIVE, THREE, {"green": "purple"})


@given(st.sampled_from(preset_names()), st.sampled_from(preset_names()))
def test_better_never_turns_into_worse_and_trouble_never_into_delivered(one, other):
    source, target = load_preset(one).scale, load_preset(other).scale
    shown = translate_scale(source, target)
    for value in source.values:
        as_shown = shown.show(value.code)
        if as_shown is not None:
            assert value.done or not as_shown.done
            assert as_shown.needs_reason == value.needs_reason
    same_kind: dict[tuple[bool, bool, bool], list] = {}
    for value in sorted(source.values, key=lambda each: each.rank):
        kind = (value.done, value.needs_reason, value.in_flight)
        same_kind.setdefault(kind, []).append(shown.show(value.code))
    for kin in same_kind.values():
        ranks = [each.rank for each in kin if each is not None]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("name", preset_names())
def test_a_scale_shown_in_itself_stays_itself(name):
    scale = load_preset(name).scale
    shown = translate_scale(scale, scale)
    assert all(code == shown_as for code, shown_as in shown.codes.items())
    assert shown.notes == ()
