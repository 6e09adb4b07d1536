"""Columns without a heading, and those of one meaning twice: kept, listed, never dropped."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from plandesk.excel.trackers.levels import levels_of
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.plan_json import plan_contents
from plandesk.services.trackers.account import TrackerAccount, report_text
from plandesk.services.trackers.bringing_in import TrackerJob, bring_in
from plandesk.services.trackers.choices import alike_tables, with_field
from plandesk.services.trackers.reading import Recipes, guess_tracker

HEAD = ["Ref", "Action", None, "Lead", "RAG Apr 2024", "Ward", "Comments", "Notes", None]
ROWS = [
    ["A1.1", "Mow the meadows", "cheap", "Jo Lee", "G", "North", "mown once", "ask Jo", None],
    ["A1.2", "Plant four trees", "dear", "Al Moss", "A", None, None, "wet ground", None],
    ["A1.3", "Mend the gate", None, "Jo Lee", "R", "South", None, None, None],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return made(tmp_path / "tracker.xlsx", HEAD, ROWS)


def made(path: Path, head: list[str | None], rows: list[list[str | None]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in (head, *rows):
        workbook.worksheets[0].append(row)
    workbook.save(path)
    return path


def test_what_has_no_heading_is_listed_with_its_letter(book):
    (how,) = guess_tracker(book).mapping.sheets
    assert [(each.letter, each.heading) for each in how.columns if each.unnamed] == [
        ("C", "Column C")  # I holds nothing
    ]


def test_its_values_are_kept_and_so_is_a_second_column_of_comments(book, tmp_path):
    bring_in(TrackerJob(book, tmp_path / "plan.plandesk"))
    with (
        Document.open(tmp_path / "plan.plandesk", read_only=True) as document,
        document.read() as session,
    ):
        items = next(iter(plan_contents(session)))[1].items
    first = next(each for each in items if each.ref == "A1.1")
    assert first.fields["Column C"] == "cheap"
    assert first.fields["Ward"] == "North"
    assert first.fields["Notes"] == "ask Jo"
    assert [update.progress for update in first.updates] == ["mown once"]


def test_the_command_and_the_report_name_it(cli, book, tmp_path):
    assert cli("tracker", "import", tmp_path / "plan.plandesk", book) == 0
    assert "Column: Sheet, column C (no heading): kept as “Column C”." in cli.out
    answer = cli.json("tracker", "import", tmp_path / "other.plandesk", book)
    columns = {each["letter"]: each for each in answer["columns"][0]["columns"]}
    assert (columns["C"]["field"], columns["C"]["heading"]) == (None, None)
    result = bring_in(TrackerJob(book, tmp_path / "third.plandesk"), dry_run=True)
    text = report_text(TrackerAccount(book.name, "Plan", result.reading))
    assert "Columns (8)\n  Sheet, column A (“Ref”): ref" in text
    assert "  Sheet, column C (no heading): kept as “Column C”" in text


def test_a_recipe_fits_whether_or_not_something_stands_in_it(book, tmp_path):
    guess = guess_tracker(book)
    place = next(at for at, each in enumerate(guess.mapping.sheets[0].columns) if each.unnamed)
    (tables,) = alike_tables(guess.mapping)
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(with_field(guess, tables, place, guess.mapping.sheets[0].columns[3].field)
                      .recipe(), "utf-8")  # fmt: skip
    bare = [[None if at == 2 else cell for at, cell in enumerate(row)] for row in ROWS]
    other = guess_tracker(made(tmp_path / "next.xlsx", HEAD, bare), recipes=Recipes(recipe))
    again = guess_tracker(book, recipes=Recipes(recipe))
    assert other.mapping.fingerprint == guess.mapping.fingerprint
    assert [each.heading for each in other.mapping.sheets[0].columns if each.unnamed] == []
    assert again.mapping.sheets[0].columns[place].field is not None


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("Workstream Project Action Milestone Action", (1, 2, 3, 4)),
        ("Theme Priority Milestone Step", (1, 2, 3, 4)),
        ("Project Action Action Project", (2, 3)),
        ("Pledge Bundle Chore Crumb Crumb Chore Pledge Bundle", (1, 2, 3, 4)),
        ("High Medium Low None Medium High None", ()),
        ("High Low High", ()),
        ("Action Action", ()),
    ],
)
def test_words_tell_levels_only_where_they_name_them(words, levels):
    assert tuple(levels_of(words.split()).values()) == tuple(Level(each) for each in levels)
