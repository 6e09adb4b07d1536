"""`plandesk tracker`: the answers that scripts rely on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

ROWS = [
    ["Ref", "Action", "Owner", "Due", "BRAG Apr 2024"],
    ["A1: Better parks"],
    ["A1.1", "Mow the meadows", "Jo Lee", "March 2024", "G"],
    ["A1.2", "Plant trees", "Al Moss", "", "Amber"],
    ["A1.3", None, "Al Moss", "", ""],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "Actions"
    for row in ROWS[:4]:
        made.worksheets[0].append(row)
    made.worksheets[0].merge_cells("A2:E2")
    made.save(tmp_path / "tracker.xlsx")
    return tmp_path / "tracker.xlsx"


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.worksheets[0].append(row)
    made.save(tmp_path / "doubtful.xlsx")
    return tmp_path / "doubtful.xlsx"


def test_inspect_says_sheets_headers_columns_and_values(cli, book):
    answer = cli.json("tracker", "inspect", book)
    assert cli.code == 0
    assert answer["schema"] == 1
    (sheet,) = answer["sheets"]
    assert (sheet["name"], sheet["kind"], sheet["header_rows"]) == ("Actions", "action list", [1])
    assert [(each["letter"], each["field"]) for each in sheet["columns"]] == [
        ("A", "ref"),
        ("B", "title"),
        ("C", "lead"),
        ("D", "due"),
        ("E", "rating"),
    ]
    assert sheet["columns"][4]["heading"] == "BRAG Apr 2024"
    assert sheet["ratings"] == {"text": {"G": "Green", "Amber": "Amber"}, "fill": {}}


def test_inspect_for_people(cli, book):
    assert cli("tracker", "inspect", book) == 0
    assert "action list" in cli.out
    assert "April 2024" in cli.out


def test_import_makes_the_file_and_says_what_became_of_each_row(cli, book, tmp_path):
    file = tmp_path / "new.plandesk"
    answer = cli.json("tracker", "import", file, book)
    assert cli.code == 0
    parts = ("taken", "headings", "repeated_headers", "other")
    assert answer["read"] == sum(answer[part] for part in parts) + len(answer["not_understood"])
    assert answer["created"] == {"level1": 1, "level2": 1, "level3": 2, "milestones": 0}
    assert answer["updated"] == {"level1": 0, "level2": 0, "level3": 0, "milestones": 0}
    assert answer["recipe"] == "guessed"
    tree = cli.json("tree", file)["rows"]
    found = {row["ref"]: row for row in tree}
    assert found["A1.1"]["ratings"]["April 2024"] == "Green"
    assert found["A1.1"]["leads"] == ["Jo Lee"]
    assert found["A1.1"]["parent"] == "A1"


def test_a_dry_run_makes_nothing(cli, book, tmp_path):
    file = tmp_path / "new.plandesk"
    answer = cli.json("tracker", "import", file, book, "--dry-run")
    assert answer["dry_run"] is True
    assert answer["created"]["level3"] == 2
    assert not file.exists()


def test_rows_not_understood_are_listed_and_the_exit_status_says_so(cli, doubtful, tmp_path):
    answer = cli.json("tracker", "import", tmp_path / "new.plandesk", doubtful)
    assert cli.code == 1
    assert answer["not_understood"] == [
        {"sheet": "Sheet", "row": 5, "reason": "it has the ref “A1.3” but no text"}
    ]


def test_a_recipe_is_saved_corrected_and_obeyed(cli, book, tmp_path):
    recipe = tmp_path / "recipe.toml"
    assert cli("tracker", "inspect", book, "--save-recipe", recipe) == 0
    text = recipe.read_text("utf-8")
    recipe.write_text(text.replace('"Amber" = "amber"', '"Amber" = "red"'), "utf-8")
    file = tmp_path / "new.plandesk"
    answer = cli.json("tracker", "import", file, book, "--recipe", recipe)
    assert answer["recipe"] == str(recipe)
    rated = {row["ref"]: row["ratings"] for row in cli.json("tree", file)["rows"]}
    assert rated["A1.2"]["April 2024"] == "Red"
    assert cli("tracker", "inspect", book, "--save-recipe", recipe) == 2


def test_the_second_import_uses_what_the_plan_keeps(cli, book, tmp_path):
    file = tmp_path / "new.plandesk"
    cli("tracker", "import", file, book)
    answer = cli.json("tracker", "import", file, book)
    assert answer["recipe"] == "kept in the plan"
    assert answer["created"]["level3"] == answer["updated"]["level3"] == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tracker", "inspect", "missing.xlsx"), 1),
        (("tracker", "import"), 2),
        (("tracker", "inspect", "BOOK", "--recipe", "gone.toml"), 1),
        (("tracker", "import", "new.plandesk", "BOOK", "--sheet", "Nope"), 2),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    cli, book, tmp_path, monkeypatch, words, code
):
    monkeypatch.chdir(tmp_path)
    answer = cli.json(*[str(book) if word == "BOOK" else word for word in words])
    assert cli.code == code
    assert answer["error"]["message"]
    assert not (tmp_path / "new.plandesk").exists()
