from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from plandesk.errors import UserError
from plandesk.excel.guard import open_guarded
from plandesk.excel.put_text import MAX_CELL, put_text
from plandesk.excel.raw_sheets import read_book

_CONTROL = {*range(0x20), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)} - {0x09, 0x0A}
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("=+-@#_x000D\t\n<&>\"'\u202e\u0645\u05e9\U0001f600"),
    ),
    max_size=200,
)


def written(texts: list[str]) -> list[str]:
    book = Workbook()
    for row, text in enumerate(texts, start=1):
        put_text(book.active.cell(row, 1), text)
    out = BytesIO()
    book.save(out)
    sheet = read_book(open_guarded(Path("written.xlsx"), out.getvalue())).sheets[0]
    assert not any(cell.formula for cell in sheet.cells.values())
    return [
        sheet.cells[(row, 1)].text if (row, 1) in sheet.cells else ""
        for row in range(1, len(texts) + 1)
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=20))
def test_every_text_comes_back_letter_for_letter(texts):
    kept = [
        "".join(
            letter
            for letter in text.replace("\r\n", "\n").replace("\r", "\n")
            if ord(letter) not in _CONTROL
        )
        for text in texts
    ]
    assert written(texts) == kept


@pytest.mark.parametrize("text", ["=1+1", "#REF!", "@sum", "_x000D_", "__x0041__", "+1", "-"])
def test_nothing_typed_becomes_a_formula_or_another_letter(text):
    assert written([text]) == [text]


def test_the_longest_text_is_kept_and_a_longer_one_refused():
    assert written(["x" * MAX_CELL]) == ["x" * MAX_CELL]
    with pytest.raises(UserError, match="32,768"):
        written(["x" * (MAX_CELL + 1)])
