"""The plan as a workbook: everything there, as words, on the scale's colours, as text."""

from __future__ import annotations

import dataclasses

import pytest
from openpyxl import load_workbook

from plandesk.errors import UserError
from plandesk.excel.write_plan import write_plan_book
from plandesk.models.types import Level, join_names
from plandesk.services.samples.source import sample_content


@pytest.fixture(scope="module")
def content():
    return sample_content()


@pytest.fixture(scope="module")
def sheet(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_plan_book([content], path)
    return load_workbook(path).worksheets[0]


def column(sheet, heading):
    headings = [cell.value for cell in sheet[1]]
    return [cell for (cell,) in sheet.iter_rows(2, None, *[headings.index(heading) + 1] * 2)]


def test_every_row_of_the_plan_is_there_in_order(sheet, content):
    assert [cell.value or "" for cell in column(sheet, "Ref")] == [i.ref for i in content.items]
    assert [cell.value for cell in column(sheet, "Title")] == [i.title for i in content.items]
    leads = [cell.value or "" for cell in column(sheet, "Lead")]
    assert leads == [join_names(item.leads) for item in content.items]
    assert {cell.value for cell in column(sheet, "Level")} == set(content.level_names)


def test_rows_stand_below_the_row_they_belong_to_however_they_came(sheet, content, tmp_path):
    path = tmp_path / "levels.xlsx"
    by_level = sorted(content.items, key=lambda item: item.level)
    write_plan_book([dataclasses.replace(content, items=tuple(by_level))], path)
    again = load_workbook(path).worksheets[0]
    titles = [[cell.value for cell in column(book, "Title")] for book in (sheet, again)]
    assert titles[0] == titles[1]


def test_a_row_whose_parent_is_not_there_is_not_lost(content, tmp_path):
    path = tmp_path / "part.xlsx"
    write_plan_book([dataclasses.replace(content, items=content.items[3:5])], path)
    book = load_workbook(path).worksheets[0]
    assert [cell.value for cell in column(book, "Title")] == [i.title for i in content.items[3:5]]


@pytest.mark.parametrize("period", ["January 2024", "April 2024"])
def test_ratings_are_words_on_the_colours_of_the_scale(sheet, content, period):
    rated = 0
    for cell, item in zip(column(sheet, f"Rating {period}"), content.items, strict=True):
        codes = [update.rating for update in item.updates if update.period == period]
        value = content.scale.by_code(codes[0]) if codes else None
        assert cell.value == (value.word if value else None)
        if value is not None:
            rated += 1
            assert cell.fill.fgColor.rgb[-6:] == value.fill.lstrip("#")
            assert cell.font.color.rgb[-6:] == value.ink.lstrip("#")
    assert rated > 20


def test_every_cell_is_text_that_no_program_takes_for_a_number_or_formula(content, tmp_path):
    first, *others = content.items
    odd = dataclasses.replace(first, title="=1+1", ref="A1.10", due="1/2")
    path = tmp_path / "odd.xlsx"
    write_plan_book([dataclasses.replace(content, items=(odd, *others))], path)
    sheet = load_workbook(path).worksheets[0]
    for heading, text in (("Title", "=1+1"), ("Ref", "A1.10"), ("Due", "1/2")):
        cell = column(sheet, heading)[0]
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    kinds = {c.data_type for row in sheet.iter_rows() for c in row if c.value is not None}
    assert kinds == {"s"}


def test_the_heading_stays_in_sight_and_each_plan_has_a_sheet_of_its_own(content, tmp_path):
    twin = dataclasses.replace(content, title=content.title.upper())
    blank = dataclasses.replace(content, title="[*]", items=())
    path = tmp_path / "three.xlsx"
    write_plan_book([content, twin, blank], path)
    book = load_workbook(path)
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.sheetnames[2] == "Plan"
    assert [sheet.freeze_panes for sheet in book] == ["D2"] * 3
    assert [cell.value for cell in book["Plan"][1]] == ["Level", "Ref", "Title"]


def test_the_same_plan_is_the_same_bytes(content, tmp_path):
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    write_plan_book([content], one)
    write_plan_book([content], two)
    assert one.read_bytes() == two.read_bytes()


def test_a_text_too_long_for_a_cell_is_named(content, tmp_path):
    long = dataclasses.replace(content.items[1], outcome_note="x" * 40_000)
    with pytest.raises(UserError, match=f"Outcome note of {long.ref}: Text of 40,000"):
        write_plan_book([dataclasses.replace(content, items=(long,))], tmp_path / "long.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_words(content, tmp_path):
    with pytest.raises(UserError, match=r"could not write plan\.xlsx"):
        write_plan_book([content], tmp_path / "nowhere" / "plan.xlsx")


def test_levels_can_be_told_apart_at_a_glance(sheet, content):
    tints = {
        item.level: cell.fill.fgColor.rgb
        for cell, item in zip(column(sheet, "Title"), content.items, strict=True)
    }
    assert tints[Level.WORKSTREAM] != tints[Level.PROJECT] != tints[Level.ACTION]
