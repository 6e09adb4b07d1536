"""Differences are told in whole words and lose nothing."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.models.wording import Piece, PieceKind, as_marked_text, word_diff

WORDS = st.lists(
    st.sampled_from(["the", "board", "A2.3", "will", "don't", ",", ".", " ", "  ", "\n", "£5", "é"])
).map("".join)


def joined(pieces: tuple[Piece, ...], *kinds: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), WORDS), st.one_of(st.text(max_size=80), WORDS))
def test_the_pieces_rejoin_to_both_wordings(old, new):
    pieces = word_diff(old, new)
    assert joined(pieces, PieceKind.SAME, PieceKind.DELETED) == old
    assert joined(pieces, PieceKind.SAME, PieceKind.INSERTED) == new
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(a is not b for a, b in pairwise(kinds))


@given(st.one_of(st.text(max_size=80), WORDS))
def test_the_same_wording_has_no_difference(text):
    assert all(piece.kind is PieceKind.SAME for piece in word_diff(text, text))


def test_a_changed_phrase_is_marked_word_by_word():
    pieces = word_diff("The plan was shared in March.", "The plan was shared on 3 April.")
    assert as_marked_text(pieces) == "The plan was shared ~~in March~~ __on 3 April__."


def test_words_are_never_cut():
    assert as_marked_text(word_diff("recruit", "recruited")) == "~~recruit~~ __recruited__"
    assert word_diff("A2.3 done", "A2.30 done")[0] == Piece(PieceKind.DELETED, "A2.3")


def test_an_added_or_removed_word_keeps_its_space():
    assert word_diff("A C", "A B C") == (
        Piece(PieceKind.SAME, "A"),
        Piece(PieceKind.INSERTED, " B"),
        Piece(PieceKind.SAME, " C"),
    )
    assert as_marked_text(word_diff("A B C", "A C")) == "A ~~B~~ C"


def test_all_new_and_all_gone():
    assert word_diff("", "new text") == (Piece(PieceKind.INSERTED, "new text"),)
    assert word_diff("old text", "") == (Piece(PieceKind.DELETED, "old text"),)
    assert word_diff("", "") == ()


def test_a_long_comment_is_compared_within_a_second():
    old = " ".join(f"the word {n % 50} of the board" for n in range(2000))
    new = old.replace("word 7 ", "term 7 ")
    started = time.perf_counter()
    pieces = word_diff(old, new)
    assert time.perf_counter() - started < 5
    assert joined(pieces, PieceKind.SAME, PieceKind.INSERTED) == new
