"""A recipe keeps what was corrected: header rows, kinds of rows, periods, how a CSV is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker_rows import make_tracker

from plandesk.excel.trackers.mapping import RowKind
from plandesk.excel.trackers.words import PeriodSaid
from plandesk.services.trackers.choices import (
    remembered,
    seen_again,
    with_period_said,
    with_row_kind,
)
from plandesk.services.trackers.reading import Recipes, guess_tracker, read_guess

ROWS = [
    ["Ref", "Work", "Person", "Finish", "Status"],
    ["our ref", "what we do", "who does it", "by when", "RAG"],
    ["A1.1", "Mow the meadows twice a year", "Jo Lee", "March 2024", "Green"],
    ["A1.2", "Plant four hundred trees", "Al Moss", "Autumn 2024", "Red"],
    ["Spare", "Ask again in the summer", "", "", ""],
]


def test_a_corrected_header_row_is_found_again_although_it_moved(tmp_path: Path) -> None:
    guess = guess_tracker(make_tracker(tmp_path / "a.xlsx", ROWS))
    right = seen_again(with_row_kind(guess, "Actions", 2, RowKind.HEADER))
    assert right.mapping.sheets[0].header_rows == (2,)
    moved = make_tracker(tmp_path / "b.xlsx", [["The plan"], *ROWS])
    later = guess_tracker(moved, recipes=Recipes(kept=(right.recipe(),)))
    told = remembered(guess_tracker(moved), (right.recipe(),))
    for found in (later, told):
        assert found is not None
        assert found.mapping.source == "kept in the plan"
        assert found.mapping.sheets[0].header_rows == (3,)


def test_a_row_whose_kind_was_corrected_is_known_by_its_text(tmp_path: Path) -> None:
    guess = guess_tracker(make_tracker(tmp_path / "a.xlsx", ROWS))
    right = seen_again(with_row_kind(guess, "Actions", 5, RowKind.NOTE))
    moved = make_tracker(tmp_path / "b.xlsx", [ROWS[0], *ROWS[1:3], ["A1.9", "Dig"], *ROWS[3:]])
    later = guess_tracker(moved, recipes=Recipes(kept=(right.recipe(),)))
    assert later.mapping.kinds == {("Actions", 6): RowKind.NOTE}
    titles = [each.title for each in read_guess(later).content.items]
    assert "Ask again in the summer" not in titles


def test_a_renamed_period_is_kept_for_this_issue_and_not_for_a_later_one(tmp_path: Path) -> None:
    path = make_tracker(tmp_path / "a.xlsx", ROWS)
    guess = guess_tracker(path)
    (period,) = guess.mapping.periods
    said = PeriodSaid("Our spring review", dt.datetime.now(dt.UTC).date())
    recipe = with_period_said(guess, period.label, said).recipe()
    again = guess_tracker(path, recipes=Recipes(kept=(recipe,)))
    assert again.mapping.periods == (said,)
    old = PeriodSaid("Our old review", dt.date(2020, 1, 1))
    stale = with_period_said(guess, period.label, old).recipe()
    assert guess_tracker(path, recipes=Recipes(kept=(stale,))).mapping.periods == (period,)


def test_a_recipe_file_says_how_a_csv_is_written(tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("Ref;Action;Lead;Due\nA1.1;Do it, now;Jo Lee;03/04/2024\n", encoding="utf-8")
    guess = guess_tracker(path)
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(guess.recipe().replace('dates = "day"', 'dates = "month"'), "utf-8")
    told = guess_tracker(path, recipes=Recipes(recipe))
    assert told.book.form is not None
    assert told.book.form.dates == "month"
    assert read_guess(told).content.items[-1].due == "4 March 2024"
