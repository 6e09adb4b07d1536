"""Refs are found where they are meant, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.reference_paths import find_chains, find_cycles
from plandesk.models.references import (
    expand_range,
    find_refs,
    prefixes_of,
    resolve,
    rewrite_refs,
)

PREFIXES = frozenset("ABCDE")
KNOWN = ("A4", "B6", "E2", "A1.2", "A1.3", "A2.3")


def refs(text: str, known: tuple[str, ...] = KNOWN) -> list[str]:
    return [span.ref for span in find_refs(text, PREFIXES, known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See A2.3.", ["A2.3"]),
        ("see a2.3 (and E1.7)", ["A2.3", "E1.7"]),
        ("duplicate of B6.18 and B6.19", ["B6.18", "B6.19"]),
        ("A5.7 > A5.8 > A5.10", ["A5.7", "A5.8", "A5.10"]),
        ("A5.7/B5.8", ["A5.7", "B5.8"]),
        ("A1.1-A1.4", ["A1.1", "A1.2", "A1.3", "A1.4"]),
        ("A1.1 \u2013 A1.3", ["A1.1", "A1.2", "A1.3"]),
        ("C2.1 to C2.3 inclusive", ["C2.1", "C2.2", "C2.3"]),
        ("A1.1, 1.2 and 1.3", ["A1.1", "A1.2", "A1.3"]),
        ("projects B6, E2", ["B6", "E2"]),
        ("moved to A4", ["A4"]),
        ("A2.3's lead", ["A2.3"]),
    ],
)
def test_refs_are_found_in_the_ways_people_write_them(text, found):
    assert refs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "printed on A4 paper",
        "an A4-size leaflet",
        "the A4 road",
        "A4 and A3 templates",
        "Council House, B1 1BB",
        "at B6 4DA and CV1 5RR",
        "T3.1 km away",
        "A2.5 km of fence",
        "A2.5% of pupils",
        "A19 is not in the plan",
        "grade A2.3b",
        "version 2.3.4",
        "£2.3 million",
        "CA2.3",
    ],
)
def test_paper_roads_postcodes_and_measures_are_not_refs(text):
    assert refs(text) == []


def test_a_count_after_a_ref_is_not_a_ref():
    assert refs("A1.1 and 3 others") == ["A1.1"]
    assert refs("A1.1 and 1.5 posts") == ["A1.1"]


def test_the_place_of_a_ref_is_its_place_in_the_text():
    text = "Merge A1.2 into B3.1 now"
    for span in find_refs(text, PREFIXES):
        assert text[span.start : span.end] == span.ref


def test_a_ref_inside_a_range_is_marked_as_implied():
    spans = find_refs("A1.1-A1.3", PREFIXES)
    assert [span.implied for span in spans] == [False, True, False]
    assert (spans[1].start, spans[1].end) == (4, 5)


def test_a_range_that_runs_down_or_across_is_two_refs():
    assert refs("A1.4-A1.2") == ["A1.4", "A1.2"]
    assert refs("A1.1 to B2.3") == ["A1.1", "B2.3"]
    assert expand_range("A1", "A3") == ("A1", "A2", "A3")
    assert expand_range("A1.1", "A1.900") == ()


def test_plain_numbers_need_a_word_and_belong_to_no_other_body():
    found = find_refs("Action 2.4 and LSCB action 3.3, in 2.5 weeks", [""])
    assert [span.ref for span in found] == ["2.4"]
    assert [s.ref for s in find_refs("see 1.3.3, not 4.9.2", [""], ["1.3.3"])] == ["1.3.3"]
    assert [s.ref for s in find_refs("actions 2.4 and 2.5", [""])] == ["2.4", "2.5"]
    assert find_refs("Action 2.4", PREFIXES) == ()


def test_prefixes_come_from_the_refs_of_the_plan():
    assert prefixes_of(["A1", "a2.3", "SP03.05", "4.16.1"]) == {"A", "SP", ""}
    assert find_refs("A1.1", prefixes_of([])) == ()


def test_unknown_refs_are_told_and_old_ones_lead_to_the_new():
    found = resolve(["A2.3", "E1.7", "A9.1", "a1.2"], KNOWN, {"A9.1": "A9.2", "A9.2": "A1.3"})
    assert found.current == {"A2.3": "A2.3", "A9.1": "A1.3", "a1.2": "A1.2"}
    assert found.unknown == ("E1.7",)


def test_aliases_in_a_circle_end():
    assert resolve(["X1"], [], {"X1": "X2", "X2": "X1"}).unknown == ("X1",)


def test_circles_are_found_once_from_their_first_ref():
    edges = [("A5.10", "A5.7"), ("A5.7", "A5.8"), ("A5.8", "A5.10"), ("A5.8", "B1.1")]
    assert find_cycles(edges) == (("A5.7", "A5.8", "A5.10"),)
    assert find_cycles([("A1", "A1")]) == (("A1",),)
    assert find_cycles([("A1", "A2"), ("A2", "A1"), ("A2", "A3"), ("A3", "A2")]) == (
        ("A1", "A2"),
        ("A2", "A3"),
    )


def test_chains_lead_from_where_nothing_leads_to():
    edges = [("A5.7", "A5.8"), ("A5.8", "A5.10"), ("B1.1", "B1.2")]
    assert find_cycles(edges) == ()
    assert find_chains(edges) == (("A5.7", "A5.8", "A5.10"),)
    assert find_chains([("A1", "A2"), ("A2", "A3"), ("A3", "A2")]) == (("A1", "A2", "A3"),)


NODES = st.sampled_from(["A1", "A2", "A3", "A4", "A5"])


@given(st.lists(st.tuples(NODES, NODES), max_size=15))
def test_every_circle_follows_the_links_and_none_is_told_twice(edges):
    cycles = find_cycles(edges)
    links = set(edges)
    for cycle in cycles:
        assert all(pair in links for pair in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        assert len(set(cycle)) == len(cycle)
    assert len(set(cycles)) == len(cycles)
    reach = {(a, b) for a, b in links}
    for middle in ("A1", "A2", "A3", "A4", "A5"):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == middle == c}
    assert bool(cycles) == any(a == b for a, b in reach)


def test_two_refs_change_places():
    mapping = {"A1.2": "A1.3", "A1.3": "A1.2"}
    assert rewrite_refs("A1.2 before A1.3; a1.2!", mapping) == "A1.3 before A1.2; A1.3!"


def test_a_renumbered_range_stays_a_range_while_it_can():
    up = {f"A1.{n}": f"A1.{n + 1}" for n in range(1, 9)}
    assert rewrite_refs("see A1.1 \u2013 A1.4", up) == "see A1.2 \u2013 A1.5"
    assert rewrite_refs("see A1.1-A1.3", {"A1.2": "C9.9"}) == "see A1.1, C9.9 and A1.3"


def test_short_forms_are_written_out_when_they_change():
    mapping = {"A1.1": "B1.1", "A1.2": "C1.1"}
    assert rewrite_refs("A1.1 and 1.2", mapping) == "B1.1 and C1.1"


def test_renumbering_leaves_everything_else_alone():
    text = "A4 paper, B1 1BB, A1.20 and \u00a31.2"
    assert rewrite_refs(text, {"A4": "A5", "B1": "B2", "A1.2": "A1.9"}) == text
    assert rewrite_refs("A4 and A1.2", {"A4": "A5"}) == "A5 and A1.2"


REFS = [f"{letter}{p}.{a}" for letter in "AB" for p in (1, 2, 12) for a in (1, 2, 10)]


@given(st.permutations(REFS), st.lists(st.sampled_from(REFS), max_size=8))
def test_a_renumbering_and_its_reverse_give_the_text_back(order, mentioned):
    mapping = dict(zip(REFS, order, strict=True))
    reverse = {new: old for old, new in mapping.items()}
    text = "; see ".join(mentioned)
    there = rewrite_refs(text, mapping)
    assert there == "; see ".join(mapping[ref] for ref in mentioned)
    assert rewrite_refs(there, reverse) == text


@given(st.text(max_size=80), st.sampled_from([PREFIXES, {""}, {"", "A"}]))
def test_finding_never_fails_and_spans_are_in_order(text, prefixes):
    spans = find_refs(text, prefixes, KNOWN)
    for before, after in pairwise(spans):
        assert before.end <= after.start or before.implied or after.implied
    assert rewrite_refs(text, {}) == text
