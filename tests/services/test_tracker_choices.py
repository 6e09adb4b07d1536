"""Corrections to how a tracker is read, and the account of what came of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from plandesk.errors import UserError
from plandesk.excel.returns.keys import return_reference
from plandesk.excel.trackers.mapping import RowKind, SheetKind
from plandesk.excel.trackers.words import Field, PeriodSaid
from plandesk.services.trackers.account import TrackerAccount, report_text, save_report
from plandesk.services.trackers.choices import (
    alike_tables,
    into_periods,
    nearest,
    remembered,
    return_in,
    row_kinds,
    samples,
    seen_again,
    with_code,
    with_field,
    with_kind,
    with_name,
    with_period,
    with_period_said,
    with_row_kind,
    with_use,
)
from plandesk.services.trackers.reading import TrackerGuess, guess_tracker, read_guess

APRIL = PeriodSaid("April 2024", dt.date(2024, 4, 30))


def guess_of(path: Path, sheets: dict[str, list[list[str]]]) -> TrackerGuess:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return guess_tracker(path)


@pytest.fixture
def guess(tmp_path: Path) -> TrackerGuess:
    head = ["Ref", "Action", "Lead", "When", "Status"]
    return guess_of(
        tmp_path / "tracker.xlsx",
        {
            "North": [
                ["Where we are, April"],
                head,
                ["A1.1", "Mow the meadows twice a year", "Jo Lee", "March 2024", "Green"],
                ["A1.2", "Plant four hundred trees", "Joe Lee", "Autumn 2024", "Grean"],
                head,
                ["A1.3", "Clear the ponds of weed", "Al Moss", "Ongoing", "On track"],
            ],
            "South": [head, ["B1.1", "Mend every pothole", "Al Moss", "2025", "Red"]],
            "Notes": [["Ring the depot before nine."]],
        },
    )


def refs(guess: TrackerGuess) -> list[str]:
    return [each.ref for each in read_guess(guess).content.items if each.ref.count(".")]


def test_sheets_with_the_same_headings_are_answered_together(guess: TrackerGuess) -> None:
    (group,) = alike_tables(guess.mapping)
    assert [guess.mapping.sheets[at].name for at in group] == ["North", "South"]
    changed = with_field(guess, group, 3, Field.LEFT_OUT)
    assert all(not each.due for each in read_guess(changed).content.items)


def test_a_sheet_left_out_is_not_read_and_comes_back(guess: TrackerGuess) -> None:
    without = with_use(guess, 0, use=False)
    assert refs(without) == ["B1.1"]
    assert refs(with_use(without, 0, use=True)) == refs(guess)


def test_a_sheet_of_notes_taken_for_a_list_is_read(guess: TrackerGuess) -> None:
    assert with_kind(guess, 2, SheetKind.ACTIONS).mapping.sheets[2].use
    assert not with_kind(guess, 0, SheetKind.NOTES).mapping.sheets[0].use


def test_another_header_row_brings_its_repeats_and_columns(guess: TrackerGuess) -> None:
    wrong = with_row_kind(guess, "North", 1, RowKind.HEADER)
    assert wrong.mapping.sheets[0].header_rows == (1,)
    right = with_row_kind(wrong, "North", 2, RowKind.HEADER)
    assert right.mapping.sheets[0].header_rows == (2, 5)
    assert refs(right) == refs(guess)


def test_a_row_taken_for_something_else_and_back(guess: TrackerGuess) -> None:
    out = with_row_kind(guess, "North", 4, RowKind.NOTE)
    assert "A1.2" not in refs(out)
    assert row_kinds(out, "North")[4].kind is RowKind.NOTE
    assert refs(with_row_kind(out, "North", 4, None)) == refs(guess)


def test_a_header_row_can_be_taken_for_a_plain_row(guess: TrackerGuess) -> None:
    changed = with_row_kind(guess, "North", 5, RowKind.NOTE)
    assert changed.mapping.sheets[0].header_rows == (2,)
    assert refs(changed) == refs(guess)


def test_a_column_taken_for_ratings_lists_its_values(guess: TrackerGuess) -> None:
    other = with_field(guess, (0, 1), 4, Field.COMMENTS)
    assert not seen_again(other).mapping.texts
    assert not other.mapping.periods
    back = seen_again(with_field(other, (0, 1), 4, Field.RATING))
    assert {each.shown for each in back.mapping.texts} == {"Green", "Grean", "On track", "Red"}
    assert len(back.mapping.periods) == 1


def test_answers_stay_when_values_are_counted_again(guess: TrackerGuess) -> None:
    told = with_code(guess, "On track", "amber")
    again = seen_again(with_row_kind(told, "North", 4, RowKind.NOTE))
    assert {each.shown: each.code for each in again.mapping.texts} == {
        "Green": "green",
        "On track": "amber",
        "Red": "red",
    }


def test_periods_are_renamed_shared_and_forgotten(guess: TrackerGuess) -> None:
    said = guess.mapping.periods[0]
    moved = with_period_said(guess, said.label, APRIL)
    assert moved.mapping.periods == (APRIL,)
    may = PeriodSaid("May 2024", dt.date(2024, 5, 31))
    assert with_period(moved, (0, 1), 4, may).mapping.periods == (may,)
    assert set(with_period(moved, (0,), 4, may).mapping.periods) == {APRIL, may}


def test_ratings_of_no_named_period_go_to_the_plans_latest(tmp_path: Path) -> None:
    plain = guess_of(
        tmp_path / "status.xlsx",
        {"List": [["Ref", "Action", "Status"], ["A1.1", "Mow the meadows", "Green"]]},
    )
    assert [each.label for each in plain.mapping.periods] == ["Current"]
    assert into_periods(plain, [APRIL]).mapping.periods == (APRIL,)
    assert into_periods(plain, []).mapping.periods == plain.mapping.periods


def test_a_spelling_can_be_kept_as_printed(guess: TrackerGuess) -> None:
    joined = with_name(guess, "Joe Lee", "Jo Lee")
    leads = {lead for each in read_guess(joined).content.items for lead in each.leads}
    assert "Joe Lee" not in leads
    apart = with_name(joined, "Joe Lee", "Joe Lee")
    assert {"Jo Lee", "Joe Lee"} <= {
        lead for each in read_guess(apart).content.items for lead in each.leads
    }


def test_a_kept_recipe_gives_the_answers_again(guess: TrackerGuess) -> None:
    told = seen_again(with_field(with_code(guess, "On track", "amber"), (0, 1), 3, Field.COMMENTS))
    again = remembered(guess, ["not toml = = =", told.recipe()])
    assert again is not None
    assert again.mapping.sheets[1].columns[3].field is Field.COMMENTS
    assert {each.shown: each.code for each in again.mapping.texts}["On track"] == "amber"
    assert remembered(guess, []) is None


def test_tables_that_share_a_sheet_are_corrected_apart(tmp_path: Path) -> None:
    two = guess_of(
        tmp_path / "two.xlsx",
        {
            "Both": [
                ["Ref", "Action", "Status"],
                ["E1.1", "Do the first thing", "Green"],
                ["E1.2", "Do the second thing", "Red"],
                [],
                ["Projects of the year"],
                ["Project ref", "Project title", "Project lead"],
                ["E1", "A project", "Jo Lee"],
                ["E2", "Another project", "Al Moss"],
            ]
        },
    )
    assert len(two.mapping.sheets) == 2
    kinds = row_kinds(two, "Both")
    assert (kinds[2].kind, kinds[8].kind) == (RowKind.ACTION, RowKind.PROJECT)
    out = with_row_kind(two, "Both", 8, RowKind.NOTE)
    assert row_kinds(out, "Both")[8].kind is RowKind.NOTE
    assert "E2" not in {each.ref for each in read_guess(out).content.items}
    only = with_use(two, 1, use=False)
    assert [how.use for how in only.mapping.sheets] == [True, False]


def test_a_return_is_known_for_one(guess: TrackerGuess, tmp_path: Path) -> None:
    reference = return_reference("plan", "period", "lead")
    sent = guess_of(
        tmp_path / "sent.xlsx",
        {
            "Read me": [["About this return"], [f"Return {reference}"]],
            "Actions": [["Ref", "Action", "Rating now", "PlanDesk key"], ["A1.1", "Mow", "", "K"]],
        },
    )
    assert return_in(sent.book) == reference
    assert return_in(guess.book) == ""


def test_examples_are_the_first_different_texts(guess: TrackerGuess) -> None:
    assert samples(guess, 0, guess.mapping.sheets[0].columns[0]) == ("A1.1", "A1.2", "A1.3")


def test_the_nearest_rows_come_best_first() -> None:
    titles = {1: "Plant trees", 2: "Plant four hundred trees", 3: "Open the library"}
    assert [number for number, _ in nearest(titles, "plant some four hundred trees")] == [2, 1]


def test_the_report_lists_every_row_and_adds_up(guess: TrackerGuess, tmp_path: Path) -> None:
    reading = read_guess(guess)
    account = TrackerAccount("tracker.xlsx", "Parks", reading)
    text = report_text(account)
    counts = reading.counts
    assert f"Every row ({counts.read})" in text
    assert "North, row 4: action" in text
    kept = save_report(account, tmp_path / "report.txt")
    assert kept.read_text("utf-8-sig") == text
    with pytest.raises(UserError, match="could not write"):
        save_report(account, tmp_path / "nowhere" / "report.txt")
