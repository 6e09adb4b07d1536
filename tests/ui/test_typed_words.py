"""What is not saved is quoted as its author knows it."""

import pytest

from plandesk.services.ops.bulk import BulkEdit
from plandesk.services.ops.edit import SetField, SetTitle
from plandesk.services.ops.packs import AddPack, AddPackEntry, PackWords
from plandesk.services.ops.people import AddPerson
from plandesk.services.ops.ratings import SetRating
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.ui.typed_words import typed_words

NOTE = "The board asked for a longer note than any title on the agenda."


def paper(**said):
    return AddPackEntry(1, EntrySpec(EntryKind.PAPER, file_hash="3f" * 32, **said))


@pytest.mark.parametrize(
    ("op", "quoted"),
    [
        (SetTitle(1, "Review the  offer"), "Review the offer"),
        (paper(title="Budget", presenter="The director of finance", text=NOTE), "Budget"),
        (paper(text=NOTE), NOTE),
        (AddPack(1, "May", PackWords("The improvement board")), "May"),
        (AddPack(1, words=PackWords("The improvement board")), "The improvement board"),
        (AddPerson("J. Brown", email="a.long.address@council.example"), "J. Brown"),
        (SetField((1,), "a_column_with_a_long_name", "Weekly"), "Weekly"),
        (BulkEdit((1, 2), (("a_long_field_name", "July"),)), "July"),
    ],
)
def test_what_was_filled_in_is_quoted_by_its_name(op, quoted):
    assert typed_words(op) == quoted


def test_what_was_chosen_from_a_list_is_told_by_what_was_done():
    op = SetRating((1,), 1, "amber")
    assert typed_words(op) == op.title


def test_a_long_text_is_cut():
    assert typed_words(SetTitle(1, "word " * 40)) == f"{('word ' * 40)[:89]}…"
