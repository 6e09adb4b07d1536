"""Each guess can be put right, and what depends on it follows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from plandesk.errors import UserError
from plandesk.excel.tracker_book import open_tracker
from plandesk.excel.tracker_correct import (
    with_column,
    with_header_row,
    with_kind,
    with_name,
    with_row_kind,
    with_use,
    with_value,
)
from plandesk.excel.tracker_grid import TrackerBook
from plandesk.excel.tracker_guess import guess_mapping
from plandesk.excel.tracker_mapping import Mapping, RowKind, SheetKind
from plandesk.excel.tracker_read import PlanShape, read_tracker
from plandesk.excel.tracker_report import TrackerReading
from plandesk.excel.tracker_words import Field
from plandesk.models.types import Level
from plandesk.services.presets import load_preset

PRESET = load_preset("improvement-plan")
SCALE = PRESET.scale


@pytest.fixture
def book(tmp_path: Path) -> TrackerBook:
    made = openpyxl.Workbook()
    for row in (
        ["Our tracker"],
        ["Ref", "Action", "Lead", "Mark", "RAG"],
        ["A1.1", "Mow the meadows", "Ann Leigh-Smith", "B", "G"],
        ["A1.2", "Plant trees", "Ann Leigh-Smyth", "R", "Tba"],
        ["Thank you for reading this."],
    ):
        made.worksheets[0].append(row)
    made.save(tmp_path / "tracker.xlsx")
    return open_tracker(tmp_path / "tracker.xlsx")


@pytest.fixture
def mapping(book: TrackerBook) -> Mapping:
    return guess_mapping(book, SCALE)


def read(book: TrackerBook, mapping: Mapping) -> TrackerReading:
    shape = PlanShape(PRESET.name, PRESET.level_names, SCALE, PRESET.outcomes)
    return read_tracker(book, mapping, shape)


def rated(reading: TrackerReading) -> list[str | None]:
    return [
        next((update.rating for update in item.updates), None)
        for item in reading.content.items
        if item.level is Level.ACTION
    ]


def test_another_column_for_the_rating(book, mapping):
    assert rated(read(book, mapping)) == ["green", None]
    without = with_column(book, mapping, (0, 5), Field.LEFT_OUT, SCALE)
    changed = with_column(book, without, (0, 4), Field.RATING, SCALE)
    assert [each.shown for each in changed.texts] == ["B", "R"]
    assert rated(read(book, changed)) == ["blue", "red"]
    assert changed.sheets[0].of(Field.RATING)[0].period


def test_another_rating_for_a_value_stays_through_later_changes(book, mapping):
    changed = with_value(mapping, "Tba", "grey")
    later = with_column(book, changed, (0, 4), Field.LEFT_OUT, SCALE)
    assert rated(read(book, later)) == ["green", "grey"]


def test_another_header_row(book, mapping):
    changed = with_header_row(book, mapping, 0, 3, SCALE)
    assert changed.sheets[0].header_rows == (3,)
    assert [each.heading for each in changed.sheets[0].columns][:2] == ["A1.1", "Mow the meadows"]
    back = with_header_row(book, changed, 0, 2, SCALE)
    assert back.sheets == mapping.sheets
    with pytest.raises(UserError, match="Row 1 of"):
        with_header_row(book, mapping, 0, 1, SCALE)


def test_another_kind_of_sheet_and_leaving_one_out(book, mapping):
    assert with_kind(book, mapping, 0, SheetKind.PROJECTS, SCALE).sheets[0].use
    for changed in (
        with_kind(book, mapping, 0, SheetKind.NOTES, SCALE),
        with_use(book, mapping, 0, False, SCALE),
    ):
        assert not changed.texts
        with pytest.raises(UserError, match="no sheet that lists"):
            read(book, changed)


def test_another_kind_for_one_row(book, mapping):
    changed = with_row_kind(mapping, "Sheet", 5, RowKind.PROJECT_HEADING)
    reading = read(book, changed)
    assert "Thank you for reading this." in [item.title for item in reading.content.items]


def test_names_that_were_joined_can_be_told_apart(book, mapping):
    assert mapping.names == {"Ann Leigh-Smyth": "Ann Leigh-Smith"}
    apart = with_name(mapping, "Ann Leigh-Smyth", None)
    people = {person.name for person in read(book, apart).content.people}
    assert people == {"Ann Leigh-Smith", "Ann Leigh-Smyth"}
