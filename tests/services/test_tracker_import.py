"""Trackers into a new file and into a plan that exists: matched, previewed, one step, undone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from plandesk.errors import PlanChanged, UsageError, UserError
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.periods import ReopenPeriod
from plandesk.services.queries.plan_tree import PlanRow, periods, plan_rows
from plandesk.services.trackers.bringing_in import (
    TrackerJob,
    apply_preview,
    bring_in,
    import_op,
    read_for,
)
from plandesk.services.trackers.match import How, preview_tracker
from plandesk.services.trackers.reading import Recipes, guess_tracker, kept_recipes

HEAD = ["Ref", "Action", "Lead", "Due", "BRAG Jan 2024", "BRAG Apr 2024", "Comments"]
ROWS = [
    ["A1: Better parks"],
    ["A1.1", "Mow the meadows twice a year", "Jo Lee", "March 2024", "A", "G", "mown once"],
    ["A1.2", "Plant four hundred trees\n• order them\n• dig", "Al Moss", "Autumn 2024", "R", "A"],
    ["A2: Safer roads"],
    ["A2.1", "Mend every pothole on the list", "Jo Lee / Al Moss", "Ongoing", "A", "A"],
]


def make(path: Path, rows: list[list[str]], head: list[str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Actions"
    for row in [head or HEAD, *rows]:
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, end_column=7,
                              start_column=1)  # fmt: skip
    book.save(path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make(tmp_path / "tracker.xlsx", ROWS)


@pytest.fixture
def file(tmp_path: Path, book: Path) -> Path:
    path = tmp_path / "new.plandesk"
    bring_in(TrackerJob(book, path))
    return path


def rows(document: Document, label: str | None = None) -> dict[str, PlanRow]:
    with document.read() as session:
        found = {row.label: row.id for row in periods(session)}
        period = found[label] if label else max(found.values(), default=None)
        return {row.ref: row for row in plan_rows(session, period) if row.ref}


def titles(document: Document) -> list[str]:
    with document.read() as session:
        return [row.title for row in plan_rows(session, None)]


def test_a_new_file_holds_everything(file):
    with Document.open(file, read_only=True) as document:
        found = rows(document, "April 2024")
        assert {ref: row.level for ref, row in found.items()} == {
            "A": Level.WORKSTREAM,
            "A1": Level.PROJECT,
            "A1.1": Level.ACTION,
            "A1.2": Level.ACTION,
            "A2": Level.PROJECT,
            "A2.1": Level.ACTION,
        }
        assert found["A1.1"].current == "green"
        assert found["A1.1"].previous == "amber"
        assert found["A2.1"].leads == ("Jo Lee", "Al Moss")
        assert found["A2.1"].due_text == "Ongoing"
        assert "order them" in titles(document)


def test_a_dry_run_makes_no_file(tmp_path, book):
    path = tmp_path / "not.plandesk"
    result = bring_in(TrackerJob(book, path), dry_run=True)
    assert result.created[Level.ACTION] == 3
    assert not path.exists()


def test_the_same_tracker_again_changes_nothing(file, book):
    before = file.read_bytes()
    result = bring_in(TrackerJob(book, file), dry_run=True)
    assert not any(result.created.values())
    assert not any(result.updated.values())
    assert result.rated == 0
    assert file.read_bytes() == before


NEXT = [
    ["A1: Better parks"],
    ["A1.1", "Mow the meadows twice a year", "Jo Lee", "June 2024", "A", "B", "all mown"],
    ["A1.3", "Open a cafe in the old lodge", "Bo Ray", "2025", "", "Gy"],
    ["A2: Safer roads"],
    [None, "Mend every pothole on the list.", "Al Moss", "Ongoing", "A", "R"],
]


@pytest.fixture
def next_book(tmp_path: Path) -> Path:
    return make(tmp_path / "next.xlsx", NEXT)


def test_new_changed_and_missing_rows_are_told_apart(file, next_book):
    result = bring_in(TrackerJob(next_book, file), dry_run=True)
    preview = result.preview
    assert preview is not None
    by_title = {row.title: row for row in preview.rows}
    assert by_title["Mow the meadows twice a year"].how is How.REF
    changes = {
        c.field: (c.before, c.after) for c in by_title["Mow the meadows twice a year"].changes
    }
    assert changes["rating"] == ("green", "blue")
    assert changes["due"] == ("March 2024", "June 2024")
    assert by_title["Open a cafe in the old lodge"].how is How.NEW
    like = by_title["Mend every pothole on the list."]
    assert like.how is How.TEXT
    assert like.match is not None
    assert like.match.ref == "A2.1"
    assert like.match.score >= 85
    assert [each.ref for each in preview.missing if each.ref] == ["A1.2"]
    assert preview.locked == ("January 2024",)


def test_an_import_is_one_step_that_undo_takes_back(file, next_book):
    with Document.open(file) as document:
        before = rows(document)
        guess, reading = read_for(TrackerJob(next_book, file), document)
        plan = before["A1"].plan_id
        assert apply_preview(document, preview_tracker(document, reading, plan), guess)
        after = rows(document, "April 2024")
        assert after["A1.1"].current == "blue"
        assert after["A1.1"].due_text == "June 2024"
        assert after["A2.1"].current == "red"
        assert after["A1.3"].parent_id == after["A1"].id
        assert after["A1.2"] == before["A1.2"]  # missing in the tracker: nothing is taken away
        assert len(document.undo_titles) == 1
        assert "next.xlsx" in document.undo_titles[0]
        document.undo()
        assert rows(document) == before


def test_ratings_of_a_closed_period_stay_until_it_is_reopened(file, tmp_path):
    book = make(tmp_path / "january.xlsx", [["A1.1", "Mow the meadows twice a year", "", "", "B"]])
    bring_in(TrackerJob(book, file))
    with Document.open(file) as document:
        assert rows(document, "January 2024")["A1.1"].current == "amber"
        with document.read() as session:
            january = next(row.id for row in periods(session) if row.label == "January 2024")
        document.run(ReopenPeriod(january, "corrected in the tracker"))
    bring_in(TrackerJob(book, file))
    with Document.open(file) as document:
        assert rows(document, "January 2024")["A1.1"].current == "blue"


def test_ratings_go_to_the_period_chosen(file, tmp_path):
    book = make(
        tmp_path / "july.xlsx", [["A1.1", "Mow the meadows twice a year", "", "", "A", "R"]]
    )
    bring_in(TrackerJob(book, file, period="July 2024"))
    with Document.open(file) as document:
        with document.read() as session:
            labels = [row.label for row in periods(session)]
        assert labels == ["January 2024", "April 2024", "July 2024"]
        assert rows(document, "April 2024")["A1.1"].current == "green"
        assert rows(document, "July 2024")["A1.1"].current == "red"


def test_matches_can_be_chosen_and_rows_left_out(file, next_book):
    with Document.open(file) as document:
        guess, reading = read_for(TrackerJob(next_book, file), document)
        before = rows(document)
        keys = {item.title: item.key for item in reading.content.items}
        chosen = {
            keys["Open a cafe in the old lodge"]: before["A1.2"].id,
            keys["Mend every pothole on the list."]: None,
        }
        preview = preview_tracker(document, reading, before["A1"].plan_id, chosen)
        by_key = {row.key: row for row in preview.rows}
        assert by_key[keys["Open a cafe in the old lodge"]].match is not None
        assert by_key[keys["Mend every pothole on the list."]].how is How.NEW
        left = preview.leave_out([keys["Mend every pothole on the list."]])
        op = import_op(left, guess)
        assert not op.added
        document.run(op)
        assert rows(document)["A1.2"].title == "Open a cafe in the old lodge"


def test_a_plan_that_changed_since_the_preview_refuses(file, next_book):
    with Document.open(file) as document:
        guess, reading = read_for(TrackerJob(next_book, file), document)
        before = rows(document)
        book = make(next_book.with_name("words.xlsx"), [["A1.1", "Mow all meadows twice a year"]])
        guess, reading = read_for(TrackerJob(book, file), document)
        preview = preview_tracker(document, reading, before["A1"].plan_id)
        document.run(SetTitle(before["A1.1"].id, "Mow nothing"))
        with pytest.raises(PlanChanged, match=r"A1\.1"):
            apply_preview(document, preview, guess)
        assert rows(document)["A1.1"].title == "Mow nothing"


def test_a_ref_with_another_text_is_matched_with_a_doubt(file, tmp_path):
    book = make(tmp_path / "renumbered.xlsx", [["A1.1", "Plant four hundred trees", "Al Moss"]])
    with Document.open(file) as document:
        _, reading = read_for(TrackerJob(book, file), document)
        preview = preview_tracker(document, reading, rows(document)["A1"].plan_id)
    row = next(each for each in preview.rows if each.ref == "A1.1")
    assert row.match is not None
    assert row.match.ref == "A1.2"
    assert "A1.1 has another text" in row.doubt


def test_the_recipe_stays_in_the_plan_and_is_used_for_the_same_shape(file, next_book):
    with Document.open(file, read_only=True) as document:
        kept = kept_recipes(document)
    assert len(kept) == 1
    assert guess_tracker(next_book, recipes=Recipes(kept=kept)).mapping.source == "kept in the plan"


def test_an_unknown_sheet_is_named(book, tmp_path):
    with pytest.raises(UsageError, match="no sheet “Nope”"):
        bring_in(TrackerJob(book, tmp_path / "x.plandesk", sheets=("Nope",)))
    assert not (tmp_path / "x.plandesk").exists()


def test_a_tracker_of_another_kind_becomes_a_plan_of_its_own(file, tmp_path):
    path = tmp_path / "service.xlsx"
    sheet = openpyxl.Workbook()
    head = ["Ref", "Deliverables", "Owner", "Timeframe", "Outcomes & Impact", "Measures"]
    for row in (
        ["1. Libraries\nBooks for all", None, None, None, "Lead: Jo Lee\nStaffing: 4 FTE"],
        head,
        ["Business as Usual", "Open on Sundays", "Jo Lee", "Ongoing", "More readers", "Visits"],
    ):
        sheet.worksheets[0].append(row)
    sheet.save(path)
    bring_in(TrackerJob(path, file))
    with Document.open(file) as document:
        found = rows(document)
        assert found["SP01.01"].plan_id != found["A1.1"].plan_id


def test_a_file_that_is_no_tracker_makes_no_plan(tmp_path):
    path = tmp_path / "letter.csv"
    path.write_text("Dear all\nplease see attached\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"letter\.csv"):
        bring_in(TrackerJob(path, tmp_path / "x.plandesk"))
    assert not (tmp_path / "x.plandesk").exists()


def test_other_texts_under_the_same_refs_are_another_plan(sample_file, book):
    with Document.open(sample_file, read_only=True) as document:
        before = len(titles(document))
    result = bring_in(TrackerJob(book, sample_file))
    assert result.preview is None
    with Document.open(sample_file) as document:
        assert len(titles(document)) == before + sum(result.created.values())
        document.run(SetTitle(rows(document)["A1.1"].id, "Still works"))
        document.undo()


def test_rows_with_refs_of_their_own_join_the_plan(file, tmp_path):
    more = make(
        tmp_path / "more.xlsx", [["B1: New homes"], ["B1.1", "Build", "Jo Lee", "", "", "G"]]
    )
    result = bring_in(TrackerJob(more, file))
    assert result.preview is not None
    with Document.open(file, read_only=True) as document:
        found = rows(document, "April 2024")
        assert found["B1.1"].plan_id == found["A1.1"].plan_id
        assert found["B1.1"].current == "green"
