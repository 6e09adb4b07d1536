"""Whatever people do to a workbook, the import takes exactly the right cells or says why not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import return_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from return_samples import SCALE, expected

from plandesk.errors import UserError
from plandesk.excel.clean_text import clean_text
from plandesk.excel.returns.check import CheckedReturn, check_return
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.rules import read_rating
from plandesk.excel.returns.schema import Field
from plandesk.excel.returns.write import return_bytes

ROWS = 6
SENT = return_bytes(samples.sheet(ROWS))
KEYS = [row.key for row in samples.rows(ROWS)]
VALUES = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(-5, 50_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(),
    st.sampled_from(
        ["Amber", "amber ", "Red", "=A1", "=NA()", "#REF!", "31/02/2024", "Autumn 2024"]
    ),
)
CELL = st.tuples(st.integers(1, ROWS + 4), st.integers(1, 13))
STEPS = st.one_of(
    st.tuples(st.just("set"), CELL, VALUES),
    st.tuples(st.just("insert row"), st.integers(1, ROWS + 2)),
    st.tuples(st.just("delete row"), st.integers(1, ROWS + 2)),
    st.tuples(st.just("insert column"), st.integers(1, 12)),
    st.tuples(st.just("delete column"), st.integers(1, 12)),
    st.tuples(st.just("sort"), st.permutations(range(ROWS))),
    st.tuples(st.just("rename"), st.text("abc \u00e9'", min_size=1, max_size=12)),
    st.tuples(st.just("copy")),
    st.tuples(st.just("merge"), CELL, st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("hide"), st.integers(1, ROWS + 1)),
)


def perform(ws: Any, step: tuple[Any, ...]) -> None:
    kind, *said = step
    if kind == "set":
        (row, column), value = said
        cell = ws.cell(row, column)
        if type(cell).__name__ == "MergedCell":
            return
        if isinstance(value, str):
            value = "".join(letter for letter in value if letter.isprintable())
        cell.value = value
    elif kind == "insert row":
        ws.insert_rows(said[0])
    elif kind == "delete row":
        ws.delete_rows(said[0])
    elif kind == "insert column":
        ws.insert_cols(said[0])
    elif kind == "delete column":
        ws.delete_cols(said[0])
    elif kind == "rename":
        ws.title = f"Sheet {said[0].strip(chr(39))}"[:31]
    elif kind == "copy":
        ws.parent.copy_worksheet(ws)
    elif kind == "merge":
        (row, column), down, across = said
        if down + across:
            ws.merge_cells(None, row, column, row + down, column + across)
    elif kind == "hide":
        ws.row_dimensions[said[0]].hidden = True
    elif kind == "sort":
        block = [[cell.value for cell in row] for row in ws.iter_rows(min_row=2, max_row=ROWS + 1)]
        for row, place in enumerate(said[0], start=2):
            for cell, value in zip(ws[row], block[place], strict=True):
                if type(cell).__name__ != "MergedCell":
                    cell.value = value


def edited(steps: list[tuple[Any, ...]]) -> tuple[bytes, Any]:
    book = load_workbook(BytesIO(SENT))
    ws = book["Actions"]
    for row in range(2, ROWS + 2):
        ws[f"F{row}"], ws[f"G{row}"] = "Green", f"About {ws[f'K{row}'].value}."
    for step in steps:
        perform(ws, step)
    ws.tables.clear()  # a table whose range moved: openpyxl would not write it
    out = BytesIO()
    book.save(out)
    return out.getvalue(), ws


def cell_of(ws: Any, address: str) -> str:
    value = ws[address].value
    return clean_text(str(value)) if value is not None else ""


def right_cells(ws: Any, checked: CheckedReturn) -> None:
    """Every rating and text taken stands in the sheet, in the row of its own key."""
    book = ws.parent
    for row in checked.rows:
        ws = book[next(iter(row.cells.values())).sheet]
        words = {clean_text(str(cell.value)).upper() for cell in ws[row.row] if cell.value}
        assert row.issued.key in words, "the answers of a row without this key were taken"
        for name, text in row.answers.items():
            there = cell_of(ws, row.cells[name].address)
            if name is Field.RATING:
                found = read_rating(there, SCALE)
                assert text == (found.code if found else ""), (text, there)
            elif name is Field.PROGRESS and not there.startswith("=") and text:
                plain = isinstance(ws[row.cells[name].address].value, str)
                assert text == there or not plain, (text, there)


def judged(data: bytes) -> CheckedReturn | UserError:
    try:
        return check_return(read_return(Path("edited.xlsx"), data), expected(ROWS))
    except UserError as refused:
        return refused


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=6))
def test_any_edit_is_read_right_or_explained(steps):
    data, ws = edited(steps)
    checked = judged(data)
    if isinstance(checked, UserError):
        assert checked.message.endswith((".", "?"))
        assert checked.hint
        return
    right_cells(ws, checked)
    taken = {row.issued.key for row in checked.rows}
    missing = {row.key for row in checked.missing}
    assert taken | missing == set(KEYS)
    if missing:
        assert any(each.code == "missing" for each in checked.findings)
