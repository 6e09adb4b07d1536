"""What PlanDesk writes as a workbook it reads back as a tracker, without being told how."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from plandesk.models.content import ItemContent, PlanContent
from plandesk.services.document import Document
from plandesk.services.export import export_xlsx
from plandesk.services.plan_json import plan_contents
from plandesk.services.trackers.bringing_in import TrackerJob, bring_in


def content_of(path: Path) -> PlanContent:
    with Document.open(path, read_only=True) as document, document.read() as session:
        return next(iter(plan_contents(session)))[1]


def in_tree(items: Iterable[ItemContent]) -> list[ItemContent]:
    below: dict[str, list[ItemContent]] = {}
    for each in items:
        below.setdefault(each.parent, []).append(each)
    found: list[ItemContent] = []
    waiting = below.get("", [])[::-1]
    while waiting:
        found.append(waiting.pop())
        waiting += below.get(found[-1].key, [])[::-1]
    return found


@pytest.fixture
def both(sample_file: Path, tmp_path: Path):
    book, back = tmp_path / "plan.xlsx", tmp_path / "back.plandesk"
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        export_xlsx(session, book)
    result = bring_in(TrackerJob(book, back))
    return content_of(sample_file), content_of(back), result


def test_the_exported_sample_comes_back_row_by_row(both):
    wanted, found, result = both
    assert not result.reading.not_understood
    assert result.reading.doubts == ()
    pairs = list(zip(in_tree(wanted.items), in_tree(found.items), strict=True))
    assert len(pairs) > 400
    for before, after in pairs:
        for name in ("level", "ref", "title", "leads", "sponsors", "due", "scope", "sources",
                     "outcome", "outcome_note", "done", "is_new",
                     "reported_elsewhere",
                     "evidence"):  # fmt: skip
            assert getattr(after, name) == getattr(before, name), (before.ref, before.title, name)


def test_the_ratings_and_progress_of_both_periods_come_back(both):
    wanted, found, _ = both
    assert [each.label for each in found.periods] == [each.label for each in wanted.periods]
    labels = {each.label for each in wanted.periods}

    def said(items: Iterable[ItemContent]) -> list[tuple[str, str, str | None, str]]:
        return [
            (each.title, update.period, update.rating, update.progress)
            for each in in_tree(items)
            for update in each.updates
            if update.rating or update.progress
        ]

    assert said(found.items) == said(wanted.items)
    assert {period for _, period, _, _ in said(found.items)} == labels


def test_an_outcome_and_a_forecast_changed_in_the_export_are_brought_into_the_plan(
    sample_file, tmp_path
):
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        export_xlsx(session, tmp_path / "plan.xlsx")
        codes = {each.word: each.code for each in next(iter(plan_contents(session)))[1].outcomes}
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheet = book.worksheets[0]
    column = {str(cell.value): cell.column for cell in sheet[1]}
    row = next(
        cells[0].row
        for cells in sheet.iter_rows(min_row=2)
        if cells[column["Level"] - 1].value == "Action"
    )
    word = next(word for word in codes if word != sheet.cell(row, column["Outcome"]).value)
    sheet.cell(row, column["Outcome"]).value = word
    sheet.cell(row, column["Outcome note"]).value = None
    sheet.cell(row, column["Forecast April 2024"]).value = "June 2025"
    book.save(tmp_path / "changed.xlsx")
    ref = str(sheet.cell(row, column["Ref"]).value)
    result = bring_in(TrackerJob(tmp_path / "changed.xlsx", sample_file))
    assert result.preview is not None
    changed = [each for each in result.preview.rows if each.changes]
    assert [[change.field for change in each.changes] for each in changed] == [
        ["outcome", "forecast"]
    ]
    found = {item.ref: item.outcome for item in content_of(sample_file).items}
    assert found[ref] == codes[word]
    updates = next(item.updates for item in content_of(sample_file).items if item.ref == ref)
    assert {each.period: each.forecast for each in updates}["April 2024"] == "June 2025"


def test_an_untouched_export_changes_nothing_in_its_own_plan(sample_file, tmp_path):
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        export_xlsx(session, tmp_path / "plan.xlsx")
    result = bring_in(TrackerJob(tmp_path / "plan.xlsx", sample_file), dry_run=True)
    assert result.preview is not None
    assert [each.changes for each in result.preview.rows if each.changes] == []
