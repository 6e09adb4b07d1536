"""The first hour on real input: a tracker in, a rating edited, a return out and in, a pack out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

BOOK = "legacy_tracker_letters.xlsx"


@pytest.fixture
def tracker(shared_data: Path) -> Path:
    return shared_data / "trackers" / BOOK


@pytest.fixture
def file(cli, tracker: Path, tmp_path: Path) -> Path:
    path = tmp_path / "new.plandesk"
    assert cli("tracker", "import", path, tracker) == 0
    return path


def answer_first_row(path: Path) -> str:
    """Rate the first row of a return Amber, as its lead would; returns the row's ref."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Ref" for cell in row))
    columns = {str(cell.value): cell.column for cell in head if cell.value}
    row = head[0].row + 1
    rating = next(number for name, number in columns.items() if "Rating now" in name)
    progress = next(number for name, number in columns.items() if "Progress" in name)
    sheet.cell(row, rating).value = "Amber"
    sheet.cell(row, progress).value = "Two of three sites are finished."
    book.save(path)
    return str(sheet.cell(row, columns["Ref"]).value)


def ratings(cli, file: Path) -> dict[str, dict[str, str]]:
    rows = cli.json("tree", file)["rows"]
    return {row["ref"]: row["ratings"] for row in rows if row["level"] == 3}


def test_the_tracker_gives_its_actions_in_their_projects_with_both_ratings(cli, file, shared_data):
    told = json.loads((shared_data / "truth" / "workbook_expectations.json").read_text("utf-8"))
    wanted = {
        row["ref"]: (row["jan"], row["apr"])
        for rows in told[BOOK].values()
        for row in rows
        if row["kind"] == "action"
    }
    assert len(wanted) == 203
    info = cli.json("info", file)
    assert info["counts"]["level3"] == 203
    assert [period["label"] for period in info["periods"]] == ["January 2024", "April 2024"]
    rows = {row["ref"]: row for row in cli.json("tree", file)["rows"] if row["level"] == 3}
    got = {
        ref: (row["ratings"].get("January 2024"), row["ratings"].get("April 2024"))
        for ref, row in rows.items()
    }
    assert got == wanted
    assert all(row["parent"] == ref.rpartition(".")[0] for ref, row in rows.items())


def test_the_chain_from_tracker_to_pack(cli, file, tmp_path):
    assert ratings(cli, file)["E1.4"]["April 2024"] == "Amber"
    assert cli("set", file, "E1.4", "rating=Green", "lead=Head of Libraries") == 0
    assert ratings(cli, file)["E1.4"]["April 2024"] == "Green"

    issued = cli.json("returns", "issue", file, "--out", tmp_path / "out")["returns"]
    book = next(Path(each["file"]) for each in issued if each["lead"] == "Head of Libraries")
    assert answer_first_row(book) == "E1.4"
    back = cli.json("returns", "import", file, book)
    assert [each["outcome"] for each in back["files"]] != ["reject"]
    assert back["applied"] >= 1
    assert ratings(cli, file)["E1.4"]["April 2024"] == "Amber"

    assert cli("pack", "new", file, "June board", "--date", "2024-06-25") == 0
    built = cli.json("pack", "build", file, "June board", "--out", tmp_path / "pack")
    kinds = Counter(each["kind"] for each in built["files"])
    assert kinds["public"] == kinds["full"] == 1
    assert all(Path(each["path"]).stat().st_size > 10_000 for each in built["files"])


def test_the_same_tracker_again_finds_only_what_was_edited(cli, file, tracker):
    cli("set", file, "E1.5", "rating=Red")
    again = cli.json("tracker", "import", file, tracker, "--dry-run")
    assert not any(again["created"].values())
    assert again["updated"]["level3"] == 1
    assert again["missing"] == []
