"""Shares are printed with their counts, and printed shares are held to theirs."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.percentages import (
    Rounding,
    explain_shares,
    share,
    share_table,
    share_text,
)

COUNTS = st.lists(st.integers(0, 300), min_size=1, max_size=6).filter(any)


def decimals(*printed: str) -> list[Decimal]:
    return [Decimal(value) for value in printed]


def test_a_share_is_said_with_its_counts():
    assert share_text("Green", 15, 26) == "57.7% Green (15 of 26)"
    assert share_text("Red", 0, 1300) == "0.0% Red (0 of 1,300)"
    assert share_text("Red", 0, 0) == "no Red (0 of 0)"


def test_halves_are_rounded_up():
    assert share(1, 8) == Decimal("12.5")
    assert share(1, 16) == Decimal("6.3")
    assert share(1, 8, places=0) == Decimal(13)


def test_shares_that_do_not_add_to_100_get_a_footnote():
    table = share_table({"Blue": 1, "Green": 1, "Amber": 1})
    assert table.footnote == "The shares add to 99.9% because each is rounded."
    assert share_table({"Blue": 1, "Green": 1}).footnote == ""
    assert share_table({"Blue": 0}).footnote == ""


def test_shares_that_were_cut_off_are_found_out():
    found = explain_shares(decimals("26.9", "0", "57.6", "15.3", "0"), 26)
    assert found.rounding is Rounding.TRUNCATED
    assert found.counts == (7, 0, 15, 4, 0)
    assert found.unique
    assert found.printed_sum == Decimal("99.8")
    assert found.note == (
        "The shares add to 99.8: they fit the counts 7, 0, 15, 4, 0, cut off, not rounded."
    )


def test_shares_that_were_rounded_give_their_counts():
    printed = [share(count, 230) for count in (49, 2, 114, 48, 17)]
    found = explain_shares(printed, 230)
    assert (found.rounding, found.counts) == (Rounding.ROUNDED, (49, 2, 114, 48, 17))


def test_shares_that_fit_no_counts_are_said_to():
    found = explain_shares(decimals("33.4", "66.7"), 3)
    assert (found.rounding, found.counts) == (Rounding.NEITHER, ())
    assert explain_shares(decimals("50", "50"), 0).rounding is Rounding.NEITHER
    assert explain_shares(decimals("-1", "101"), 100).rounding is Rounding.NEITHER
    assert explain_shares([Decimal("NaN")], 10).rounding is Rounding.NEITHER


def test_coarse_shares_of_many_say_that_other_counts_fit_too():
    found = explain_shares(decimals("33", "67"), 1000)
    assert found.rounding is Rounding.ROUNDED
    assert sum(found.counts) == 1000
    assert not found.unique


@given(COUNTS, st.integers(0, 2))
def test_rounded_shares_always_fit_counts_that_print_the_same(counts, places):
    total = sum(counts)
    printed = [share(count, total, places) for count in counts]
    found = explain_shares(printed, total)
    assert found.rounding is Rounding.ROUNDED
    assert sum(found.counts) == total
    step = Decimal(1).scaleb(-places)
    for count, value in zip(found.counts, printed, strict=True):
        assert abs(Decimal(100) * count / total - value) <= step / 2 + Decimal("1e-20")
    if found.unique:
        assert found.counts == tuple(counts)


@given(COUNTS)
def test_cut_off_shares_always_fit_some_counts(counts):
    total = sum(counts)
    step = Decimal("0.1")
    printed = [(Decimal(100) * c / total).quantize(step, ROUND_FLOOR) for c in counts]
    found = explain_shares(printed, total)
    assert found.rounding is not Rounding.NEITHER
    if found.rounding is Rounding.TRUNCATED and found.unique:
        assert found.counts == tuple(counts)


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 10**6), min_size=1, max_size=6))
def test_a_footnote_is_there_exactly_when_shares_do_not_add_up(counts):
    table = share_table(counts)
    adds_up = sum(table.shares) == 100 or not any(counts.values())
    assert bool(table.footnote) is not adds_up
