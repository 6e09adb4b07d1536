"""What an import does not decide by itself: rows that may be either of two, and old periods."""

from __future__ import annotations

from pathlib import Path

import pytest
from tracker_rows import make_tracker

from plandesk.errors import UserError
from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import periods, plan_rows
from plandesk.services.trackers.bringing_in import TrackerJob, bring_in, import_op, read_for
from plandesk.services.trackers.match import How, preview_tracker

HEAD = ["Ref", "Action", "Lead", "BRAG Jan 2024", "BRAG Apr 2024"]
ROWS = [
    ["A1.1", "Train all social workers in the north team", "Jo Lee", "A", "G"],
    ["A1.2", "Train all social workers in the south team", "Jo Lee", "R", "A"],
    ["A1.3", "Mend the roof of the library", "Al Moss", "R", "A"],
]
NO_REFS = ["Action", "Lead", "BRAG Apr 2024"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.plandesk"
    bring_in(TrackerJob(make_tracker(tmp_path / "first.xlsx", [HEAD, *ROWS]), path))
    return path


def test_a_row_that_may_be_either_of_two_stays_out_until_one_is_chosen(file, tmp_path):
    rows = [
        ["Train all social workers in the team", "Jo Lee", "B"],
        ["• with a milestone of its own", "", ""],
        ["Mend the roof of the library", "Al Moss", "B"],
    ]
    book = make_tracker(tmp_path / "next.xlsx", [NO_REFS, *rows])
    with Document.open(file) as document:
        guess, reading = read_for(TrackerJob(book, file), document)
        preview = preview_tracker(document, reading, 1)
        (asked,) = [row for row in preview.rows if row.how is How.ASK]
        assert {each.ref for each in asked.options} == {"A1.1", "A1.2"}
        assert all(f"score {each.score:.0f}" in asked.doubt for each in asked.options)
        assert not import_op(preview, guess).added
        chosen = preview_tracker(document, reading, 1, {asked.key: asked.options[1].item_id})
        (row,) = [row for row in chosen.rows if row.key == asked.key]
        assert (row.how, row.match.ref) == (How.TEXT, asked.options[1].ref)


def test_the_command_lists_a_row_it_did_not_decide(file, tmp_path):
    rows = [["Train all social workers in the team", "Jo Lee", "B"], [*ROWS[2][1:3], "B"]]
    book = make_tracker(tmp_path / "next.xlsx", [NO_REFS, *rows])
    result = bring_in(TrackerJob(book, file))
    assert [row.how for row in result.preview.rows if row.doubt] == [How.ASK]
    with Document.open(file, read_only=True) as document, document.read() as session:
        assert len([row for row in plan_rows(session, None) if "social" in row.title]) == 2


def test_a_row_that_is_only_rather_like_another_comes_in_and_says_so(file, tmp_path):
    rows = [["Mend the roof of a school", "Al Moss", "B"]]
    book = make_tracker(tmp_path / "next.xlsx", [NO_REFS, *rows, [*ROWS[0][1:3], "B"]])
    result = bring_in(TrackerJob(book, file), dry_run=True)
    (row,) = [row for row in result.preview.rows if row.doubt]
    assert row.how is How.NEW
    assert "A1.3 (score" in row.doubt


def test_an_older_period_comes_in_closed_with_its_ratings(file, tmp_path):
    head = ["Ref", "Action", "Lead", "BRAG Oct 2023"]
    rows = [[*row[:3], "R"] for row in ROWS] + [["A1.4", "Open a new hall", "Al Moss", "A"]]
    bring_in(TrackerJob(make_tracker(tmp_path / "old.xlsx", [head, *rows]), file))
    with Document.open(file, read_only=True) as document, document.read() as session:
        found = {row.label: row for row in periods(session)}
        assert not found["October 2023"].is_open
        assert found["April 2024"].is_open
        rated = {row.ref: row.current for row in plan_rows(session, found["October 2023"].id)}
    assert rated["A1.1"] == "red"
    assert rated["A1.4"] == "amber"


def test_a_newer_period_comes_in_open(file, tmp_path):
    head = ["Ref", "Action", "Lead", "BRAG Jul 2024"]
    rows = [[*row[:3], "B"] for row in ROWS]
    bring_in(TrackerJob(make_tracker(tmp_path / "new.xlsx", [head, *rows]), file))
    with Document.open(file, read_only=True) as document, document.read() as session:
        found = {row.label: row for row in periods(session)}
    assert found["July 2024"].is_open


def test_a_closed_period_that_is_asked_for_by_name_is_refused(file, tmp_path):
    head = ["Ref", "Action", "Lead", "BRAG Jan 2024"]
    rows = [[*row[:3], "B"] for row in ROWS]
    book = make_tracker(tmp_path / "late.xlsx", [head, *rows])
    with pytest.raises(UserError, match="January 2024 is closed"):
        bring_in(TrackerJob(book, file, period="January 2024"))


def test_new_rows_without_refs_join_the_project_of_their_neighbours(file, tmp_path):
    rows = [[*ROWS[2][1:3], "B"], ["Open a new hall in the old market", "Al Moss", "A"]]
    book = make_tracker(tmp_path / "next.xlsx", [NO_REFS, *rows])
    bring_in(TrackerJob(book, file))
    with Document.open(file, read_only=True) as document, document.read() as session:
        found = {row.title: row for row in plan_rows(session, None)}
    hall, roof = found["Open a new hall in the old market"], found["Mend the roof of the library"]
    assert hall.parent_id == roof.parent_id


def test_a_tracker_whose_rows_are_all_known_adds_nothing(file, tmp_path):
    rows = [[*row[1:3], "B"] for row in ROWS]
    result = bring_in(TrackerJob(make_tracker(tmp_path / "n.xlsx", [NO_REFS, *rows]), file))
    assert not any(result.created.values())
    assert not [row for row in result.preview.rows if row.doubt]
