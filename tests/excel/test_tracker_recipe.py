"""Recipes: written, read back, recognised by the shape of a file, obeyed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from plandesk.errors import UserError
from plandesk.excel.trackers.book import open_tracker
from plandesk.excel.trackers.grid import TrackerBook
from plandesk.excel.trackers.guess import guess_mapping
from plandesk.excel.trackers.mapping import Mapping
from plandesk.excel.trackers.recipe import apply_recipe, load_recipe, read_recipe, write_recipe
from plandesk.excel.trackers.words import Field
from plandesk.services.presets import load_preset

SCALE = load_preset("improvement-plan").scale


def make(folder: Path, month: str, rating: str, name: str = "tracker.xlsx") -> TrackerBook:
    book = openpyxl.Workbook()
    for row in (
        ["Ref", "Action", "Lead", f"BRAG {month}", "Local code"],
        ["A1.1", "One", "Jo Lee", rating, "K1"],
        ["A1.2", "Two", "Jo Lee", "Amber", "K2"],
    ):
        book.worksheets[0].append(row)
    book.save(folder / name)
    return open_tracker(folder / name)


def guess(book: TrackerBook) -> Mapping:
    return guess_mapping(book, SCALE)


def test_a_recipe_is_readable_and_reads_back(tmp_path):
    mapping = guess(make(tmp_path, "Jan 24", "G"))
    text = write_recipe(mapping, "improvement-plan")
    told = tomllib.loads(text)
    assert told["preset"] == "improvement-plan"
    assert told["ratings"]["text"] == {"G": "green", "Amber": "amber"}
    assert apply_recipe(mapping, read_recipe(text), "again") == replace(mapping, source="again")


def test_the_next_month_has_the_same_shape(tmp_path):
    first = guess(make(tmp_path, "Jan 24", "G"))
    later = guess(make(tmp_path, "Feb 24", "B", "later.xlsx"))
    other = openpyxl.Workbook()
    for row in (["Ref", "Action", "Owner", "RAG"], ["A1.1", "One", "Jo Lee", "G"]):
        other.worksheets[0].append(row)
    other.save(tmp_path / "other.xlsx")
    assert first.fingerprint == later.fingerprint
    assert first.fingerprint != guess(open_tracker(tmp_path / "other.xlsx")).fingerprint


def test_what_was_corrected_is_used_again(tmp_path):
    first = guess(make(tmp_path, "Jan 24", "Tba"))
    text = write_recipe(first, "improvement-plan")
    corrected = text.replace('"Tba" = "not rated"', '"Tba" = "grey"').replace(
        'heading = "Local code"\nfield = ""', 'heading = "Local code"\nfield = "scope"'
    )
    assert corrected != text
    later = guess(make(tmp_path, "Feb 24", "Tba", "later.xlsx"))
    mapping = apply_recipe(later, read_recipe(corrected), "recipe.toml")
    assert {each.shown: each.code for each in mapping.texts}["Tba"] == "grey"
    assert mapping.sheets[0].of(Field.SCOPE)[0].letter == "E"
    assert mapping.sheets[0].of(Field.RATING)[0].period == "February 2024"


def test_odd_texts_survive_the_recipe(tmp_path):
    mapping = guess(make(tmp_path, "Jan 24", 'said "so"\\ and\nmore'))
    told = read_recipe(write_recipe(mapping, "improvement-plan"))
    assert set(told.texts) == {each.shown for each in mapping.texts}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema = 9\n", "schema"),
        ("not toml at all [", "mend.toml"),
        ('schema = 1\n[[sheets]]\nkind = "action list"\nuse = true\n'
         '[[sheets.columns]]\nheading = "X"\nfield = "nonsense"\n', "nonsense"),
    ],
)  # fmt: skip
def test_a_recipe_with_a_fault_says_what_is_wrong(tmp_path, text, said):
    path = tmp_path / "mend.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        load_recipe(path)


def test_a_missing_recipe_is_named(tmp_path):
    with pytest.raises(UserError, match=r"gone\.toml"):
        load_recipe(tmp_path / "gone.toml")
