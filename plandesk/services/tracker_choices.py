"""Correcting how a tracker is read: each function returns the guess with one thing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from plandesk.excel.tracker_colour import colour_key
from plandesk.excel.tracker_grid import GridSheet, plain
from plandesk.excel.tracker_guess import LATEST, rating_cells, used_sheets
from plandesk.excel.tracker_layout import find_columns, find_headers, find_legend
from plandesk.excel.tracker_mapping import (
    ColumnMapping,
    RowKind,
    SheetKind,
    SheetMapping,
    ValueGuess,
)
from plandesk.excel.tracker_mapping import Mapping as HowRead
from plandesk.excel.tracker_recipe import Recipe, apply_recipe, read_recipe, shape_of
from plandesk.excel.tracker_rows import ReadRow, read_rows
from plandesk.excel.tracker_values import RatingWords, SeenValues, says_legend
from plandesk.excel.tracker_words import Field, PeriodSaid, heading_words, read_period
from plandesk.services.tracker import Step, TrackerGuess

_SAMPLES = 3
_LEGEND_ROWS = 30


def with_sheet(guess: TrackerGuess, how: SheetMapping) -> TrackerGuess:
    """Return the guess with one sheet read in another way."""
    sheets = tuple(how if each.name == how.name else each for each in guess.mapping.sheets)
    return _with_used_periods(replace(guess, mapping=replace(guess.mapping, sheets=sheets)))


def with_use(guess: TrackerGuess, name: str, *, use: bool) -> TrackerGuess:
    """Return the guess with a sheet read, or left alone.

    A sheet that seemed to hold notes is taken for a list of actions once it is to be read.
    """
    how = guess.mapping.sheet(name)
    if how is None:
        return guess
    listless = how.kind in {SheetKind.NOTES, SheetKind.EMPTY}
    kind = SheetKind.ACTIONS if use and listless else how.kind
    return with_sheet(guess, replace(how, use=use, kind=kind))


def with_kind(guess: TrackerGuess, name: str, kind: SheetKind) -> TrackerGuess:
    """Return the guess with a sheet taken for another kind of list."""
    how = guess.mapping.sheet(name)
    if how is None:
        return guess
    use = kind not in {SheetKind.NOTES, SheetKind.EMPTY}
    return with_sheet(guess, replace(how, kind=kind, use=use))


def with_row_kind(guess: TrackerGuess, name: str, row: int, kind: RowKind | None) -> TrackerGuess:
    """Return the guess with one row taken for ``kind``; None goes back to what was guessed.

    A header row brings its repeats further down and new columns with it.
    """
    how, sheet = guess.mapping.sheet(name), guess.book.sheet(name)
    if how is None or sheet is None:
        return guess
    kinds = {place: each for place, each in guess.mapping.kinds.items() if place != (name, row)}
    if kind is RowKind.HEADER:
        how = _relaid(guess, sheet, how, row)
    elif kind is RowKind.HEADER_SECOND:
        how = _with_second_line(guess, sheet, how, row)
    else:
        how = _without_header(guess, sheet, how, row) if kind is not None else how
        if kind is not None:
            kinds[(name, row)] = kind
    return with_sheet(replace(guess, mapping=replace(guess.mapping, kinds=kinds)), how)


def _relaid(guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, row: int) -> SheetMapping:
    above = {*how.legend_rows, *(each.number for each in sheet if each.number < row)}
    headers, seconds = find_headers(sheet, above)
    if not headers or headers[0] != row:
        headers, seconds = _alike(sheet, row), ()
    laid = replace(how, header_rows=headers, second_rows=seconds)
    return _with_columns(guess, sheet, laid)


def _alike(sheet: GridSheet, row: int) -> tuple[int, ...]:
    """Return a row and those below it that say the same, whatever period they name."""
    texts = {column: heading_words(text) for column, text in sheet.rows[row].texts().items()}
    return tuple(
        each.number
        for each in sheet
        if each.number >= row
        and {column: heading_words(text) for column, text in each.texts().items()} == texts
    )


def _with_second_line(
    guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, row: int
) -> SheetMapping:
    if row - 1 not in how.header_rows:
        return _relaid(guess, sheet, how, row)
    seconds = sorted({*how.second_rows, *_alike(sheet, row)} - set(how.header_rows))
    wanted = tuple(each for each in seconds if each - 1 in how.header_rows)
    return _with_columns(guess, sheet, replace(how, second_rows=wanted))


def _without_header(
    guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, row: int
) -> SheetMapping:
    if row in how.second_rows:
        seconds = tuple(each for each in how.second_rows if each != row)
        return _with_columns(guess, sheet, replace(how, second_rows=seconds))
    if row not in how.header_rows:
        return how
    headers = tuple(each for each in how.header_rows if each != row)
    seconds = tuple(each for each in how.second_rows if each != row + 1)
    left = replace(how, header_rows=headers, second_rows=seconds)
    return _with_columns(guess, sheet, left) if how.header_rows[0] == row else left


def _with_columns(guess: TrackerGuess, sheet: GridSheet, how: SheetMapping) -> SheetMapping:
    words = _words(guess)
    columns = find_columns(sheet, how, words)
    kind = how.kind
    if kind in {SheetKind.NOTES, SheetKind.EMPTY} and columns:
        kind = SheetKind.ACTIONS
    laid = replace(how, columns=columns, kind=kind, use=how.use or bool(columns))
    return _labelled(guess, laid)


# ---- columns and periods


def alike_sheets(mapping: HowRead) -> list[tuple[SheetMapping, ...]]:
    """Return the sheets in use, those with the same kind and headings together."""
    groups: dict[tuple[object, ...], list[SheetMapping]] = {}
    for how in mapping.sheets:
        if how.use and how.columns:
            groups.setdefault((how.kind, *shape_of(how)), []).append(how)
    return [tuple(each) for each in groups.values()]


def with_field(
    guess: TrackerGuess, names: Iterable[str], at: int, field: Field | None
) -> TrackerGuess:
    """Return the guess with the column at place ``at`` of these sheets holding ``field``.

    None keeps the column under its own heading.
    """
    for name in names:
        how = guess.mapping.sheet(name)
        if how is None or at >= len(how.columns):
            continue
        columns = list(how.columns)
        columns[at] = replace(columns[at], field=field, period="")
        guess = with_sheet(guess, _labelled(guess, replace(how, columns=tuple(columns))))
    return guess


def with_period(
    guess: TrackerGuess, names: Iterable[str], at: int, period: PeriodSaid
) -> TrackerGuess:
    """Return the guess with the ratings of a column going to a period."""
    if period.label not in {each.label for each in guess.mapping.periods}:
        periods = (*guess.mapping.periods, period)
        guess = replace(guess, mapping=replace(guess.mapping, periods=periods))
    for name in names:
        how = guess.mapping.sheet(name)
        if how is None or at >= len(how.columns):
            continue
        columns = list(how.columns)
        columns[at] = replace(columns[at], period=period.label)
        guess = with_sheet(guess, replace(how, columns=tuple(columns)))
    return guess


def with_period_said(guess: TrackerGuess, old: str, said: PeriodSaid) -> TrackerGuess:
    """Return the guess with a period of another label or as-at date."""
    taken = {each.label for each in guess.mapping.periods} - {old}
    if not said.label.strip() or said.label in taken:
        return guess
    sheets = tuple(
        replace(
            how,
            columns=tuple(
                replace(each, period=said.label) if each.period == old else each
                for each in how.columns
            ),
        )
        for how in guess.mapping.sheets
    )
    periods = tuple(said if each.label == old else each for each in guess.mapping.periods)
    ordered = tuple(sorted(periods, key=lambda each: each.as_at))
    return replace(guess, mapping=replace(guess.mapping, sheets=sheets, periods=ordered))


def _labelled(guess: TrackerGuess, how: SheetMapping) -> SheetMapping:
    """Give every rating column a period: from the right, the latest ones not yet taken."""
    taken = {each.period for each in how.of(Field.RATING)}
    free = [each.label for each in guess.mapping.periods if each.label not in taken]
    columns: list[ColumnMapping] = []
    for each in reversed(how.columns):
        if each.field is Field.RATING and not each.period:
            said = read_period(each.heading)
            label = said.label if said else free.pop() if free else LATEST
            each = replace(each, period=label)
        elif each.field is not Field.RATING and each.period:
            each = replace(each, period="")
        columns.append(each)
    return replace(how, columns=tuple(reversed(columns)))


def _with_used_periods(guess: TrackerGuess) -> TrackerGuess:
    """Keep just the periods that a rating column in use goes to, in order of time."""
    known = {each.label: each for each in guess.mapping.periods}
    used = dict.fromkeys(
        column.period
        for how in guess.mapping.sheets
        if how.use
        for column in how.of(Field.RATING)
        if column.period
    )
    found = [
        known.get(label) or read_period(label) or PeriodSaid(label, _made(guess)) for label in used
    ]
    periods = tuple(sorted(found, key=lambda each: each.as_at))
    return replace(guess, mapping=replace(guess.mapping, periods=periods))


def _made(guess: TrackerGuess) -> dt.date:
    try:
        return dt.date.fromisoformat(guess.book.made)
    except ValueError:
        saved = guess.book.path.stat().st_mtime
        return dt.datetime.fromtimestamp(saved, tz=dt.UTC).date()


def samples(guess: TrackerGuess, name: str, column: int) -> tuple[str, ...]:
    """Return the first few different texts of a column below the header row.

    A column of ratings that are only a colour gives its fills.
    """
    sheet, how = guess.book.sheet(name), guess.mapping.sheet(name)
    if sheet is None or how is None or not how.header_rows:
        return ()
    skip = {*how.header_rows, *how.second_rows, *how.legend_rows}
    found: dict[str, None] = {}
    for row in sheet:
        if row.number <= how.header_rows[0] or row.number in skip:
            continue
        cell = row.cells.get(column)
        said = (plain(cell.text) or cell.fill or "") if cell is not None else ""
        if said and not (cell is not None and cell.columns > 2):
            found[said] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)


# ---- values and names


def with_code(guess: TrackerGuess, shown: str, code: str | None) -> TrackerGuess:
    """Return the guess with a rating text or fill meaning ``code``; None means not rated."""
    return replace(
        guess,
        mapping=replace(
            guess.mapping,
            texts=_answered(guess.mapping.texts, {shown: code}),
            fills=_answered(guess.mapping.fills, {shown: code}),
        ),
    )


def _answered(
    guesses: Iterable[ValueGuess], answers: Mapping[str, str | None]
) -> tuple[ValueGuess, ...]:
    return tuple(
        replace(each, code=answers[each.shown], sure=True) if each.shown in answers else each
        for each in guesses
    )


def with_name(guess: TrackerGuess, printed: str, taken: str) -> TrackerGuess:
    """Return the guess with a spelling taken as ``taken``; itself means as printed."""
    names = {**guess.mapping.names, printed: taken}
    return replace(guess, mapping=replace(guess.mapping, names=names))


def with_title(guess: TrackerGuess, title: str) -> TrackerGuess:
    """Return the guess with another title for the plan that is made of it."""
    return replace(guess, mapping=replace(guess.mapping, title=title))


def seen_again(guess: TrackerGuess, step: Step | None = None) -> TrackerGuess:
    """Return the guess with the distinct values of its rating columns as they are now chosen.

    Answers given before are kept. ``step`` is told of each sheet and may raise Cancelled.
    """
    words = _words(guess)
    legends = [find_legend(sheet, words) for sheet in guess.book.sheets]
    key = colour_key(
        guess.shape.scale, {fill: code for each in legends for fill, code in each.fills}
    )
    seen = SeenValues(words, key)
    used = list(used_sheets(guess.book, guess.mapping))
    for number, (sheet, how) in enumerate(used):
        if step:
            step(number, len(used), sheet.name)
        for place, cell in rating_cells(sheet, how, read_rows(sheet, how, guess.mapping)):
            seen.see(cell, place)
    before = {each.shown: each for each in (*guess.mapping.texts, *guess.mapping.fills)}
    return replace(
        guess,
        mapping=replace(
            guess.mapping,
            texts=_kept(seen.text_guesses(), before),
            fills=_kept(seen.fill_guesses(), before),
        ),
    )


def _kept(
    guesses: Iterable[ValueGuess], before: Mapping[str, ValueGuess]
) -> tuple[ValueGuess, ...]:
    return tuple(
        replace(each, code=before[each.shown].code, sure=before[each.shown].sure)
        if each.shown in before
        else each
        for each in guesses
    )


def _words(guess: TrackerGuess) -> RatingWords:
    words = RatingWords(guess.shape.scale)
    return words.with_legend(
        text
        for sheet in guess.book.sheets
        for row in list(sheet.rows.values())[:_LEGEND_ROWS]
        for text in row.texts().values()
        if says_legend(text, words)
    )


# ---- rows, recipes, matches


def row_kinds(guess: TrackerGuess, name: str) -> dict[int, ReadRow]:
    """Return what each row of a sheet is taken for, by its number."""
    sheet, how = guess.book.sheet(name), guess.mapping.sheet(name)
    if sheet is None or how is None:
        return {}
    return {row.row: row for row in read_rows(sheet, how, guess.mapping)}


def remembered(guess: TrackerGuess, recipes: Iterable[str]) -> TrackerGuess | None:
    """Return the guess with the answers of the kept recipe that has this tracker's shape."""
    for told in _readable(recipes):
        if told.fingerprint == guess.mapping.fingerprint:
            return told_by(guess, told, "kept in the plan")
    return None


def told_by(guess: TrackerGuess, recipe: Recipe, source: str) -> TrackerGuess:
    """Return the guess with what a recipe says in the place of what was guessed."""
    mapping = apply_recipe(guess.mapping, recipe, source)
    sheets = tuple(_labelled(guess, each) for each in mapping.sheets)
    laid = seen_again(_with_used_periods(replace(guess, mapping=replace(mapping, sheets=sheets))))
    # Again, for the values of columns that only the recipe takes for ratings.
    return replace(laid, mapping=apply_recipe(laid.mapping, recipe, source))


def _readable(recipes: Iterable[str]) -> Iterator[Recipe]:
    for text in recipes:
        try:
            yield read_recipe(text)
        except (KeyError, ValueError, TypeError, AttributeError):
            continue  # kept by a later PlanDesk: guess afresh


def nearest(titles: Mapping[int, str], text: str, limit: int = 8) -> list[tuple[int, int]]:
    """Return the (id, likeness from 0 to 100) of the titles most like a text, best first."""
    said = plain(text).casefold()
    found = process.extract(
        said,
        {number: plain(title).casefold() for number, title in titles.items()},
        scorer=fuzz.token_set_ratio,
        limit=limit,
        score_cutoff=35,
    )
    return [(number, round(score)) for _, score, number in found]
