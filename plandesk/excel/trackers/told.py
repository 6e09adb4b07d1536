"""A recipe on a workbook: corrected header rows, kinds of rows and periods found again in it.

Rows move between two issues of a tracker, so that a header row is found by what it says and a
row by its text, never by its number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from plandesk.excel.trackers.grid import GridRow, GridSheet, TrackerBook, plain, sheet_of
from plandesk.excel.trackers.guess import BEFORE, LATEST, work_out
from plandesk.excel.trackers.layout import lay_out_from
from plandesk.excel.trackers.mapping import ColumnMapping, Mapping, RowKind, SheetMapping
from plandesk.excel.trackers.recipe import Recipe, RecipeNotes, apply_recipe, shape_of
from plandesk.excel.trackers.values import RatingWords
from plandesk.excel.trackers.words import heading_words, read_period
from plandesk.models.types import Scale

_ALIKE = 0.8
_STALE = dt.timedelta(days=60)


def apply_told(
    book: TrackerBook, scale: Scale, mapping: Mapping, recipe: Recipe, source: str
) -> Mapping:
    """Return a guessed mapping with all that a recipe says, its header rows included."""
    sheets = tuple(_tables(book, scale, mapping, recipe))
    kinds = {**mapping.kinds, **dict(_kinds(book, recipe))}
    if sheets != mapping.sheets or kinds != mapping.kinds:
        again = work_out(book, scale, sheets, kinds)
        title = mapping.title or again.title
        mapping = replace(again, fingerprint=mapping.fingerprint, title=title)
    return _with_periods(book, apply_recipe(mapping, recipe, source), recipe)


def _tables(
    book: TrackerBook, scale: Scale, mapping: Mapping, recipe: Recipe
) -> Iterator[SheetMapping]:
    """Yield the tables, those laid out anew whose header row the recipe knows better."""
    guessed = {shape_of(each) for each in mapping.sheets}
    wanted = [each for each in recipe.sheets if shape_of(each) not in guessed]
    told = {shape_of(each) for each in recipe.sheets}
    for how in mapping.sheets:
        sheet = book.sheet(how.name)
        if sheet is None or shape_of(how) in told or not wanted:
            yield how
            continue
        named = [each for each in wanted if sheet_of(each.name) == sheet.name] or wanted
        for each in named:
            rows = _header_rows(sheet, how, each)
            if rows:
                how = replace(lay_out_from(sheet, how, rows, RatingWords(scale)), use=each.use)
                break
        yield how


def _header_rows(sheet: GridSheet, how: SheetMapping, told: SheetMapping) -> list[int]:
    """Return the rows that say what the columns of a recipe are called."""
    wanted = {word for each in told.columns if (word := heading_words(each.heading))}
    return [row.number for row in sheet if how.holds(row.number) and _says(row, wanted)]


def _says(row: GridRow, wanted: set[str]) -> bool:
    said = {heading_words(text) for text in row.texts().values()}
    # A header of two lines gives headings of both: "Lead: officer".
    found = sum(
        any(word == each or word.startswith(f"{each} ") for each in said) for word in wanted
    )
    return len(said) > 1 and found >= _ALIKE * len(wanted)


def _kinds(book: TrackerBook, recipe: Recipe) -> Iterator[tuple[tuple[str, int], RowKind]]:
    for name, text, kind in recipe.rows:
        sheet = book.sheet(name)
        for row in sheet or ():
            if row_words(row) == text:
                yield (name, row.number), kind


def row_words(row: GridRow) -> str:
    """Return the text by which a row is known again."""
    return plain(" | ".join(row.texts().values()))[:300]


def _with_periods(book: TrackerBook, mapping: Mapping, recipe: Recipe) -> Mapping:
    """Give ratings of no named period those that they were said to be of, while that holds."""
    known = {each.label for each in mapping.periods}
    for guessed, said in recipe.periods.items():
        if guessed not in known or said.label in known - {guessed}:
            continue
        placeholder = guessed.startswith((LATEST, BEFORE))
        if placeholder and _saved(book) > said.as_at + _STALE:
            continue  # a later issue: its "Current" is another period
        sheets = tuple(
            replace(
                how,
                columns=tuple(
                    replace(each, period=said.label) if each.period == guessed else each
                    for each in how.columns
                ),
            )
            for how in mapping.sheets
        )
        periods = tuple(said if each.label == guessed else each for each in mapping.periods)
        ordered = tuple(sorted(periods, key=lambda each: each.as_at))
        mapping = replace(mapping, sheets=sheets, periods=ordered)
    return mapping


def _saved(book: TrackerBook) -> dt.date:
    try:
        return dt.date.fromisoformat(book.made)
    except ValueError:
        return dt.datetime.fromtimestamp(book.path.stat().st_mtime, tz=dt.UTC).date()


def _is_renamed(column: ColumnMapping) -> bool:
    said = read_period(column.heading)
    usual = said.label if said else (LATEST, BEFORE)
    return bool(column.period) and not column.period.startswith(usual)


def renamed_periods(book: TrackerBook, scale: Scale, mapping: Mapping) -> dict[str, str]:
    """Return the label that each period would have had, by the one that it was given."""
    if not any(_is_renamed(each) for how in mapping.sheets for each in how.rated):
        return {}
    plain_columns = tuple(
        replace(
            how,
            columns=tuple(replace(each, period="") for each in how.columns),
        )
        for how in mapping.sheets
    )
    guessed = work_out(book, scale, plain_columns, mapping.kinds)
    labels: dict[str, str] = {}
    for mine, theirs in zip(mapping.sheets, guessed.sheets, strict=True):
        for here, there in zip(mine.columns, theirs.columns, strict=True):
            if here.period and there.period and here.period != there.period:
                named = read_period(here.heading)
                if named is None or named.label == there.period:
                    labels[here.period] = there.period
    return labels


def recipe_notes(book: TrackerBook, scale: Scale, mapping: Mapping) -> RecipeNotes:
    """Return what was corrected beside columns and values, for the recipe."""
    rows: list[tuple[str, str, RowKind]] = []
    for (name, number), kind in mapping.kinds.items():
        sheet = book.sheet(name)
        row = sheet.rows.get(number) if sheet else None
        if row is not None:
            rows.append((name, row_words(row), kind))
    known = {each.label: each for each in mapping.periods}
    periods = {
        guessed: known[label]
        for label, guessed in renamed_periods(book, scale, mapping).items()
        if label in known
    }
    return RecipeNotes(book.form, tuple(dict.fromkeys(rows)), periods)
