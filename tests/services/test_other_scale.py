"""A plan can be read in another scale; every action is counted once and nothing is invented."""

from __future__ import annotations

import pytest

from plandesk.errors import UsageError
from plandesk.models.types import Level
from plandesk.services.queries.other_scale import find_scale, other_scales, translated_plan
from plandesk.services.queries.plan_tree import periods, plan_rows


def test_only_scales_with_other_words_are_offered(doc):
    with doc.read() as session:
        assert list(other_scales(session, 1)) == ["Delivery", "A to E", "RAG"]
        with pytest.raises(UsageError, match="Scales: Delivery; A to E; RAG"):
            find_scale(session, 1, "Traffic lights")


@pytest.mark.parametrize("name", ["Delivery", "rag", "A to E"])
def test_every_rated_action_is_counted_once_under_the_value_that_stands_for_it(doc, name):
    with doc.read() as session:
        january = periods(session)[0].id
        told = translated_plan(session, 1, january, find_scale(session, 1, name))
        rated = {
            row.id: row.current
            for row in plan_rows(session, january)
            if row.level is Level.ACTION and row.current
        }
    counted = [item for one in told.counts for item in one.rows]
    assert sorted(counted) == sorted(rated)
    for one in told.counts:
        assert {rated[item] for item in one.rows} <= {own.code for own in one.stands_for}


def test_five_steps_in_three_say_what_is_merged(doc):
    with doc.read() as session:
        january = periods(session)[0].id
        told = translated_plan(session, 1, january, find_scale(session, 1, "RAG"))
    assert told.translation.notes[0] == "Amber stands for Amber and Green."
    numbers = {one.shown.word if one.shown else None: len(one.rows) for one in told.counts}
    assert numbers == {"Red": 2, "Amber": 162, "Green": 49, None: 17}
