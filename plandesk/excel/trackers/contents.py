"""What a column holds, told from what stands in it where its heading misleads or says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from statistics import mean

from plandesk.excel.trackers.colour import colour_key
from plandesk.excel.trackers.grid import GridRow, plain
from plandesk.excel.trackers.levels import levels_of
from plandesk.excel.trackers.mapping import ColumnMapping, SheetMapping
from plandesk.excel.trackers.names import looks_like_person, split_leads
from plandesk.excel.trackers.outcomes import meaning_of
from plandesk.excel.trackers.values import RatingWords
from plandesk.excel.trackers.words import Field, heading_words, read_period, read_ref

_SURE = 12.0
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[./-]0\d[./-]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_DATED = re.compile(r"\b(?:ongoing|on-going|tbc|20\d\d|asap|immediate|annual(?:ly)?)\b", re.I)


def values_of_column(rows: list[GridRow], column: int) -> list[str]:
    """Return the texts of a column in table rows: those with more than one text."""
    return [
        text for row in rows if len(texts := row.texts()) > 1 and (text := texts.get(column, ""))
    ]


def by_content(rows: list[GridRow], column: ColumnMapping, words: RatingWords) -> ColumnMapping:
    """Correct a heading by what stands below it: types under "Ref", outcomes under "Status"."""
    values = values_of_column(rows, column.column)
    if not values:
        return column
    if column.field is Field.REF and _share(values, _is_ref) < 0.3:
        short = all(len(value) <= 60 for value in values)
        return replace(column, field=Field.TYPE if short else Field.TITLE)
    if column.field in {None, Field.TYPE, Field.LEVEL}:
        return _level(column, values)
    if column.field is Field.PROJECT and heading_words(column.heading) == "outcome":
        short = _share(values, lambda value: len(value) <= 60 and bool(meaning_of(value)))
        return column if short <= 0.5 else replace(column, field=Field.OUTCOME)
    if column.field is Field.COMMENTS and column.period:
        rated = _share(values, lambda value: len(value) < 20 and words.read(value) is not None)
        return column if rated < 0.8 else replace(column, field=Field.RATING)
    if column.field is Field.RATING and _share(values, lambda value: len(value) > 40) > 0.5:
        return replace(column, field=Field.COMMENTS)
    if column.field is Field.RATING and heading_words(column.heading).endswith("status"):
        rated = _share(
            values, lambda value: words.says_none(value) or words.read(value) is not None
        )
        if rated < 0.5 and _share(values, lambda value: bool(meaning_of(value))) > 0.5:
            return replace(column, field=Field.OUTCOME)
    return column


def _level(column: ColumnMapping, values: list[str]) -> ColumnMapping:
    """Take a column for the level of its rows where its words are those of levels."""
    levels = levels_of(values)
    if column.field is Field.LEVEL:
        return column if levels else replace(column, field=None)
    known = bool(levels) and column.field is Field.TYPE
    return replace(column, field=Field.LEVEL) if known else column


def holds_keys(rows: list[GridRow], column: ColumnMapping) -> bool:
    """Return whether a column "Key" holds what PlanDesk knows the entries of a register by."""
    values = values_of_column(rows, column.column) if heading_words(column.heading) == "key" else []
    return bool(values) and all(_KEY.fullmatch(value.strip()) for value in values)


def unnamed(
    rows: list[GridRow], columns: list[ColumnMapping], words: RatingWords
) -> list[ColumnMapping]:
    """Give columns whose headings say nothing known a meaning by content, when none is listed.

    Only for a table in which no heading names the text of its rows.
    """
    if any(each.field in {Field.TITLE, Field.PROJECT, Field.FIGURE} for each in columns):
        return columns
    texts = {each.column: values_of_column(rows, each.column) for each in columns}
    free = [each for each in columns if each.field is None and texts[each.column]]
    if not free:
        return columns
    longest = max(free, key=lambda each: mean(len(text) for text in texts[each.column]))
    guessed = {longest.column: Field.TITLE}
    taken = {each.field for each in columns}
    for each in free:
        kind = _kind(texts[each.column], words)
        if each is longest or kind is None or (kind in taken and kind is not Field.RATING):
            continue
        guessed[each.column] = kind
        taken.add(kind)
    return [replace(each, field=guessed.get(each.column, each.field)) for each in columns]


def called_names(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Take "Name" or "Summary" for what is to be done where no heading says so, as exports do."""
    if any(each.field is Field.TITLE for each in columns):
        return columns
    for each in columns:
        values = values_of_column(rows, each.column)
        called = each.field is None and heading_words(each.heading) in {
            "name",
            "summary",
            "subject",
        }
        if called and values and _share(values, looks_like_person) < 0.5:
            return [replace(e, field=Field.TITLE) if e is each else e for e in columns]
    return columns


def unheaded_refs(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Take a column without a heading for the refs where its values, left of the text, are such."""
    title = next((each.column for each in columns if each.field is Field.TITLE), None)
    if title is None or any(each.field is Field.REF for each in columns):
        return columns
    for each in columns:
        values = values_of_column(rows, each.column) if each.unnamed else []
        distinct = len(set(values)) > 0.9 * len(values)
        if each.column < title and values and distinct and _share(values, _is_ref) >= 0.7:
            return [replace(e, field=Field.REF) if e is each else e for e in columns]
    return columns


_ORDERED = re.compile(r"\b(?:priority|grade|band|class|group|label|tag|risk|column)s?\b")
_STATE = re.compile(r"\b(?:progress|state|stage|completion|position|update)\b")


def stated(
    rows: list[GridRow], columns: list[ColumnMapping], words: RatingWords
) -> list[ColumnMapping]:
    """Rate by what can only be ratings where no heading says so.

    That is "Progress" or "State" with nothing but statuses, else columns of nothing but ratings,
    such as "Autumn", "Spring" and "Summer".
    """
    if any(each.field is Field.RATING for each in columns):
        return columns
    for each in columns:
        said = each.field in {None, Field.COMMENTS} and _STATE.search(heading_words(each.heading))
        values = values_of_column(rows, each.column) if said else []
        if len(set(values)) > 1 and all(
            len(value) < 30 and words.guess(value)[0] is not None for value in set(values)
        ):
            return [replace(e, field=Field.RATING) if e is each else e for e in columns]
    return [
        replace(each, field=Field.RATING) if _only_ratings(rows, each, words) else each
        for each in columns
    ]


def _only_ratings(rows: list[GridRow], column: ColumnMapping, words: RatingWords) -> bool:
    if column.field is not None or _ORDERED.search(heading_words(column.heading)):
        return False
    values = values_of_column(rows, column.column)
    return (
        len(values) > 2
        and len(set(values)) > 1
        and all(words.read(value) is not None for value in set(values))
    )


def _kind(values: list[str], words: RatingWords) -> Field | None:
    if _share(values, _is_ref) >= 0.7:
        return Field.REF
    if _share(values, lambda value: words.read(value) is not None) >= 0.7:
        return Field.RATING
    if _share(values, lambda value: len(value) < 60 and _is_dated(value)) >= 0.6:
        return Field.DUE
    if _share(values, lambda value: all(map(looks_like_person, split_leads(value)))) >= 0.5:
        return Field.LEAD
    return None


def _is_ref(value: str) -> bool:
    return read_ref(value) is not None and not _DAY.fullmatch(value.strip())


def _is_dated(value: str) -> bool:
    return read_period(value) is not None or bool(_DATED.search(value))


def _share(values: list[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(value) for value in values) / len(values)


def rated_parts(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Read "Priority | Milestone | rating" as a heading and what is rated below it.

    That is so when rows go on with another milestone under one priority.
    """
    title = next((each for each in columns if each.field is Field.TITLE), None)
    part = next((each for each in columns if each.field is Field.MILESTONES), None)
    has_project = any(each.field is Field.PROJECT for each in columns)
    if title is None or part is None or has_project or title.column > part.column:
        return columns
    listed = [row.texts() for row in rows if part.column in row.texts()]
    going_on = [texts for texts in listed if title.column not in texts and len(texts) > 1]
    lines = [plain(texts[part.column]) == texts[part.column] for texts in listed]
    if not going_on or not all(lines):
        return columns
    swapped = {title.column: Field.PROJECT, part.column: Field.TITLE}
    return [replace(each, field=swapped.get(each.column, each.field)) for each in columns]


def row_colour(
    rows: list[GridRow], how: SheetMapping, words: RatingWords
) -> tuple[ColumnMapping, ...]:
    """Return a column for the rows' own colours where these are the ratings, else nothing.

    That is so in a table without a rating column when most rows are filled, in colours that
    mean two ratings or more, and not by turns as stripes are.
    """
    column = how.title_column
    fills = [row.cells[column].fill if column in row.cells else None for row in rows]
    filled = [fill for fill in fills if fill]
    if column is None or len(filled) < 0.6 * len(rows) or _is_striped(fills):
        return ()
    key = colour_key(words.scale, {})
    guesses = [key.nearest(fill) for fill in dict.fromkeys(filled)]
    plain_colours = all(away <= _SURE for _, away in guesses)
    if not plain_colours or len({code for code, _ in guesses if code}) < 2:
        return ()
    return (ColumnMapping(column, "Row colour", Field.ROW_COLOUR),)


def _is_striped(fills: list[str | None]) -> bool:
    """Return whether two fills take turns row by row."""
    turns = all(first != second for first, second in pairwise(fills))
    return len(set(fills)) == 2 and len(fills) > 3 and turns
