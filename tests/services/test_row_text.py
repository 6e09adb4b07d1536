"""Rows put into words by the thousand say what each would say alone: the seal hashes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plandesk.services.row_text import row_text, row_texts

VALUES = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.binary(max_size=8),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.lists(st.integers(), max_size=2),
)


@given(st.integers(1, 5), st.data())
def test_many_rows_together_say_what_each_says_alone(width, data):
    names = [f"column {number} %" for number in range(width)]
    row = st.fixed_dictionaries(dict.fromkeys(names, VALUES))
    rows: list[dict[str, Any]] = data.draw(st.lists(row, min_size=1, max_size=6))
    assert row_texts(rows) == [row_text(each) for each in rows]


def test_rows_with_other_fields_are_told_one_by_one():
    rows: list[dict[str, Any]] = [{"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": None}]
    assert row_texts(rows) == [row_text(each) for each in rows]
