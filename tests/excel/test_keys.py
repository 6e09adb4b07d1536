from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from plandesk.excel.returns.keys import find_reference, read_key, return_reference, row_key

UIDS = st.uuids().map(str)


@given(UIDS)
def test_a_key_reads_back_in_any_dress(uid):
    key = row_key(uid)
    assert read_key(key) == key
    assert read_key(f" {key.lower().replace('-', ' ')}\u00a0") == key
    assert key[0].isalpha()


@given(UIDS, st.integers(0, 9), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXY"))
def test_one_slip_is_always_noticed(uid, place, letter):
    code = row_key(uid).replace("-", "")
    slipped = code[:place] + letter + code[place + 1 :]
    assert (read_key(slipped) == "") == (slipped != code)


@given(UIDS, st.integers(0, 8))
def test_two_letters_swapped_are_always_noticed(uid, place):
    code = row_key(uid).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (read_key(swapped) == "") == (swapped != code)


def test_keys_of_many_actions_do_not_collide():
    keys = {row_key(str(uuid.uuid5(uuid.NAMESPACE_URL, str(number)))) for number in range(20_000)}
    assert len(keys) == 20_000


def test_a_reference_is_found_in_a_file_name():
    reference = return_reference("plan", "April 2024", "Head of Service")
    assert (
        find_reference(f"Copy of Head of Service - April 2024 - {reference} (2).xlsx") == reference
    )
    assert find_reference("R-AAAAAA.xlsx R-1234567") == ""
    assert find_reference("") == ""
