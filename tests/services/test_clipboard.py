"""Copy and paste: colours and refs survive the way out, nothing surprises on the way in."""

from __future__ import annotations

import pytest
from walk_oracle import all_rows

from plandesk.errors import FileProblem, UserError
from plandesk.models.types import Scale
from plandesk.services.clipboard import CopyColumn, copy_block
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.paste_preview import (
    CellState,
    PasteTarget,
    paste_preview,
    read_block,
)
from plandesk.services.queries.plan_tree import current_period, plan_rows, plans

REF, TITLE = CopyColumn("ref", "Ref"), CopyColumn("title", "Title")
RATING, DUE, LEAD = (
    CopyColumn("rating", "Now"),
    CopyColumn("due", "Due"),
    CopyColumn("lead", "Lead"),
)
TRAVEL = CopyColumn("travel", "Travel")


@pytest.fixture
def period(doc):
    with doc.read() as session:
        return current_period(session).id


@pytest.fixture
def actions(doc, period):
    with doc.read() as session:
        rows = plan_rows(session, period)
    rated = [row.id for row in rows if row.level == 3 and row.current == "amber"]
    return tuple(rated[:6])


def rows_and_scale(doc, ids, period):
    with doc.read() as session:
        return plan_rows(session, period, ids), Scale("", plans(session)[0].values)


def preview(doc, target, tsv="", html=""):
    with doc.rehearse() as session:
        return paste_preview(session, target, tsv, html)


def test_a_copied_block_shows_words_on_their_colours_and_keeps_refs_as_text(doc, actions, period):
    rows, scale = rows_and_scale(doc, actions, period)
    block = copy_block(rows, [REF, TITLE, RATING], scale)
    assert read_block(block.tsv)[0] == ["Ref", "Title", "Now"]
    assert [line[0] for line in read_block(block.tsv)[1:]] == [row.ref for row in rows]
    rated = next(row for row in rows if row.current)
    value = scale.by_code(rated.current)
    assert f'background:{value.fill};color:{value.ink}">{value.word}</td>' in block.html
    assert block.html.count("mso-number-format:'\\@'") == 3 * len(rows)


def test_text_and_html_hold_the_same_cells(doc, actions, period):
    doc.run(SetTitle(actions[0], 'He said "go"\t<now> & then\nagain'))
    rows, scale = rows_and_scale(doc, actions, period)
    block = copy_block(rows, [REF, TITLE, RATING, DUE, LEAD], scale)
    as_text = read_block(block.tsv)
    as_table = read_block("", block.html)
    assert as_text[1][1] == rows[0].title
    assert [[" ".join(cell.split()) for cell in line] for line in as_text] == [
        [" ".join(cell.split()) for cell in line] for line in as_table
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tx\n', [["two\nlines", "x"]]),
        ('"say ""hi"""\n', [['say "hi"']]),
        ('"quoted" start\tx', [['"quoted" start', "x"]]),
        ("a\t\t\nb", [["a", "", ""], ["b"]]),
        ("", []),
        ("\r\n", []),
    ],
)
def test_text_from_excel_is_read_as_excel_means_it(text, cells):
    assert read_block(text) == cells


def test_a_table_without_text_is_read_from_its_html():
    table = "<table><tr><td colspan=2>A<br>B</td><td>&amp; C</td></tr><tr><th>D</th></tr></table>"
    assert read_block("", table) == [["A\nB", "", "& C"], ["D"]]


def test_what_was_copied_pastes_back_as_no_change(doc, actions, period):
    rows, scale = rows_and_scale(doc, actions, period)
    columns = [REF, TITLE, LEAD, DUE, RATING]
    block = copy_block(rows, columns, scale)
    shown = preview(doc, PasteTarget(actions, tuple(columns), period), block.tsv)
    assert shown.count(CellState.SAME) == len(shown.cells) == 5 * len(rows)
    assert shown.notes == ("The first line holds headings and was left out.",)


def test_a_preview_says_what_is_refused_and_why_and_changes_nothing(doc, actions, period):
    before = all_rows(doc)
    target = PasteTarget(actions[:3], (RATING, DUE, TRAVEL), period)
    shown = preview(doc, target, "Red\tMay 2025\tImproved\npink\tsoon\t\n\t\t\n")
    states = {(cell.row, cell.column): cell for cell in shown.cells}
    assert states[0, 1].state is CellState.CHANGES
    assert states[0, 2].why == "The column travel is worked out."
    assert states[1, 0].state is CellState.REFUSED
    assert "is not a rating of this plan" in states[1, 0].why
    assert all_rows(doc) == before
    assert doc.undo_titles == []
    assert not doc.busy


def test_the_accepted_cells_are_pasted_as_one_step(doc, actions, period):
    before = all_rows(doc)
    target = PasteTarget(actions, (TITLE, DUE), period)
    block = "".join(f"Title {number}\t{number + 1} May 2025\n" for number in range(6))
    doc.run(preview(doc, target, block).op)
    assert doc.undo_titles == ["Paste 12 cells"]
    rows, _ = rows_and_scale(doc, actions, period)
    assert {row.title for row in rows} == {f"Title {number}" for number in range(6)}
    doc.undo()
    assert all_rows(doc) == before


def test_one_copied_cell_fills_the_selection(doc, actions, period):
    shown = preview(doc, PasteTarget(actions, (DUE, LEAD), period), "31 March 2031")
    assert {(cell.item_id, cell.field) for cell in shown.cells} == {(n, "due") for n in actions}


def test_rows_are_found_by_their_refs_wherever_they_stand(doc, actions, period):
    rows, _ = rows_and_scale(doc, actions, period)
    block = f"{rows[4].ref}\tFirst\n\tLost\n{rows[1].ref.lower()}\tSecond\n"
    shown = preview(doc, PasteTarget(actions[:1], (REF, TITLE), period), block)
    changed = {c.item_id: c.after for c in shown.cells if c.state is CellState.CHANGES}
    assert changed == {rows[4].id: "First", rows[1].id: "Second"}
    assert shown.notes == ("Lines without a ref were left out.",)


def test_a_ref_is_not_changed_by_pasting(doc, actions, period):
    shown = preview(doc, PasteTarget(actions, (REF, TITLE), period), "Z9.9\tNew\n")
    refused = [cell for cell in shown.cells if cell.state is CellState.REFUSED]
    assert [cell.field for cell in refused] == ["ref"]
    assert "Renumber refs" in refused[0].why


def test_an_empty_ref_says_nothing_about_the_ref(doc, actions, period):
    shown = preview(doc, PasteTarget(actions, (REF, TITLE), period), "\tNew\n\tNewer\n")
    assert shown.count(CellState.REFUSED) == 0
    assert [cell.after for cell in shown.cells if cell.state is CellState.CHANGES] == [
        "New",
        "Newer",
    ]


def test_what_does_not_fit_is_said(doc, actions, period):
    shown = preview(doc, PasteTarget(actions[:1], (TITLE,), period), "a\tb\nc\td\n")
    assert shown.notes == (
        "1 line of the block is below the last row and left out.",
        "1 column of the block is to the right of the plan and left out.",
    )
    with pytest.raises(UserError, match="nothing to paste"):
        preview(doc, PasteTarget(actions, (TITLE,), period), " \n")


def test_a_plan_open_to_read_only_takes_no_paste(plan_path):
    with Document.open(plan_path, read_only=True) as reader, pytest.raises(FileProblem):
        preview(reader, PasteTarget((1,), (TITLE,)), "x")


def test_headings_say_which_column_is_which_in_whatever_order(doc, actions, period):
    rows, _ = rows_and_scale(doc, actions, period)
    one = rows[-1]
    target = PasteTarget(actions, (TITLE, LEAD), period, (REF, TITLE, RATING, DUE, LEAD))
    shown = preview(doc, target, f"Ref\tNotes\tRating\tDue\n{one.ref}\tmine\tGreen\tMay 2031\n")
    pasted = {cell.field: (cell.item_id, cell.after) for cell in shown.cells}
    assert pasted["rating"] == (one.id, "Green")
    assert pasted["due"] == (one.id, "May 2031")
    assert "lead" not in pasted
    assert shown.notes == ("The plan has no column “Notes”, so what is below was left out.",)


def test_words_that_are_no_headings_are_pasted_as_they_stand(doc, actions, period):
    target = PasteTarget(actions, (TITLE, LEAD), period, (REF, TITLE, RATING, DUE, LEAD))
    shown = preview(doc, target, "Lead officers agree the plan\tHead of Service\n")
    assert [cell.field for cell in shown.cells] == ["title", "lead"]
    assert shown.notes == ()
