"""Correcting how a tracker is read: each function returns the guess with one thing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz, process

from plandesk.excel.returns.keys import find_reference
from plandesk.excel.trackers.grid import GridSheet, TrackerBook, plain
from plandesk.excel.trackers.guess import BEFORE, LATEST, work_out
from plandesk.excel.trackers.layout import UNREAD, find_columns, lay_out_from
from plandesk.excel.trackers.mapping import (
    ColumnMapping,
    RowKind,
    SheetKind,
    SheetMapping,
    ValueGuess,
)
from plandesk.excel.trackers.mapping import Mapping as HowRead
from plandesk.excel.trackers.recipe import Recipe, apply_recipe, read_recipe, shape_of
from plandesk.excel.trackers.rows import ReadRow, read_rows
from plandesk.excel.trackers.told import apply_told
from plandesk.excel.trackers.values import RatingWords, says_legend
from plandesk.excel.trackers.words import Field, PeriodSaid, heading_words, read_period
from plandesk.services.trackers.reading import TrackerGuess

_RATED = frozenset({Field.RATING, Field.ROW_COLOUR})
_ALIKE = 0.6  # of the headings of a page that repeats them
_FAR = 45.0  # what is less alike is no candidate
_KEY_HEADING = "plandesk key"
_SAMPLES = 3
_SAMPLED = 400  # rows in which an example is looked for
_LEGEND_ROWS = 30


def with_table(guess: TrackerGuess, at: int, how: SheetMapping) -> TrackerGuess:
    """Return the guess with the table at place ``at`` read in another way."""
    sheets = list(guess.mapping.sheets)
    sheets[at] = how
    return _with_used_periods(replace(guess, mapping=replace(guess.mapping, sheets=tuple(sheets))))


def with_use(guess: TrackerGuess, at: int, *, use: bool) -> TrackerGuess:
    """Return the guess with a table read, or left alone.

    One that seemed to hold notes is taken for a list of actions once it is to be read.
    """
    how = guess.mapping.sheets[at]
    kind = SheetKind.ACTIONS if use and how.kind in UNREAD else how.kind
    return with_table(guess, at, replace(how, use=use, kind=kind))


def with_kind(guess: TrackerGuess, at: int, kind: SheetKind) -> TrackerGuess:
    """Return the guess with a table taken for another kind of list."""
    how = guess.mapping.sheets[at]
    return with_table(guess, at, replace(how, kind=kind, use=kind not in UNREAD))


def table_of(guess: TrackerGuess, name: str, row: int) -> int | None:
    """Return the place of the table that a row of a sheet belongs to."""
    for at, how in enumerate(guess.mapping.sheets):
        if _stands_on(guess, how, name) and how.holds(row):
            return at
    return None


def _stands_on(guess: TrackerGuess, how: SheetMapping, name: str) -> bool:
    """Tell whether a table stands on the sheet with this name; a sheet may hold several."""
    sheet = guess.book.sheet(how.name)
    return sheet is not None and sheet.name == name


def with_row_kind(guess: TrackerGuess, name: str, row: int, kind: RowKind | None) -> TrackerGuess:
    """Return the guess with one row taken for ``kind``; None goes back to what was guessed.

    A header row brings its repeats further down and new columns with it.
    """
    at, sheet = table_of(guess, name, row), guess.book.sheet(name)
    if at is None or sheet is None or row not in sheet.rows or not sheet.rows[row].texts():
        return guess
    how = guess.mapping.sheets[at]
    kinds = {place: each for place, each in guess.mapping.kinds.items() if place != (name, row)}
    if kind is RowKind.HEADER:
        how = _relaid(guess, sheet, how, _repeats(sheet, how, row))
    elif kind is RowKind.HEADER_SECOND:
        how = _with_second_line(guess, sheet, how, row)
    elif kind is not None:
        how = _without_header(guess, sheet, how, row)
        kinds[(name, row)] = kind
    return with_table(replace(guess, mapping=replace(guess.mapping, kinds=kinds)), at, how)


def _relaid(
    guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, headers: list[int]
) -> SheetMapping:
    laid = lay_out_from(sheet, how, headers, _words(guess))
    kind = SheetKind.ACTIONS if laid.kind in UNREAD and laid.columns else laid.kind
    return _labelled(guess, replace(laid, kind=kind, use=bool(laid.columns)))


def _with_second_line(
    guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, row: int
) -> SheetMapping:
    """Take a row, and those that say the same, for the second line of the headers above."""
    if row - 1 not in how.header_rows:
        return _relaid(guess, sheet, how, _repeats(sheet, how, row))
    said = _headings(sheet, row)
    lines = {header + 1 for header in how.header_rows if _headings(sheet, header + 1) == said}
    laid = replace(
        how,
        header_rows=tuple(each for each in how.header_rows if each not in lines),
        second_rows=tuple(sorted({*how.second_rows, *lines})),
    )
    columns = find_columns(sheet, laid, _words(guess))
    return _labelled(guess, replace(laid, columns=columns))


def _repeats(sheet: GridSheet, how: SheetMapping, row: int) -> list[int]:
    """Return a header row with those below it in its table that say much the same."""
    wanted = _headings(sheet, row).items()
    found = [row]
    for each in sheet:
        if each.number > row and how.holds(each.number):
            said = _headings(sheet, each.number).items()
            if len(said) > 1 and len(wanted & said) >= _ALIKE * max(len(wanted), len(said)):
                found.append(each.number)
    return found


def _headings(sheet: GridSheet, row: int) -> dict[int, str]:
    found = sheet.rows.get(row)
    texts = found.texts() if found else {}
    return {column: heading_words(text) for column, text in texts.items()}


def _without_header(
    guess: TrackerGuess, sheet: GridSheet, how: SheetMapping, row: int
) -> SheetMapping:
    if row in how.second_rows:
        seconds = tuple(each for each in how.second_rows if each != row)
        laid = replace(how, second_rows=seconds)
        return _labelled(guess, replace(laid, columns=find_columns(sheet, laid, _words(guess))))
    if row not in how.header_rows:
        return how
    headers = [each for each in how.header_rows if each != row]
    if row != how.header_rows[0]:
        return replace(how, header_rows=tuple(headers))
    return _relaid(guess, sheet, how, headers)


# ---- columns and periods


def alike_tables(mapping: HowRead) -> list[tuple[int, ...]]:
    """Return the places of the tables in use; those with the same headings stand together."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, how in enumerate(mapping.sheets):
        if how.use and how.columns:
            unnamed = [each.heading for each in how.columns if each.unnamed]
            groups.setdefault((how.kind, *shape_of(how), *unnamed), []).append(at)
    return [tuple(each) for each in groups.values()]


def with_field(
    guess: TrackerGuess, tables: Iterable[int], column: int, field: Field | None
) -> TrackerGuess:
    """Return the guess with the column at place ``column`` of these tables holding ``field``.

    None keeps the column under its own heading.
    """
    for at in tables:
        how = guess.mapping.sheets[at]
        columns = list(how.columns)
        columns[column] = replace(columns[column], field=field, period="")
        guess = with_table(guess, at, _labelled(guess, replace(how, columns=tuple(columns))))
    return guess


def with_period(
    guess: TrackerGuess, tables: Iterable[int], column: int, period: PeriodSaid
) -> TrackerGuess:
    """Return the guess with the ratings of a column going to a period."""
    if period.label not in {each.label for each in guess.mapping.periods}:
        periods = (*guess.mapping.periods, period)
        guess = replace(guess, mapping=replace(guess.mapping, periods=periods))
    # All at once: a period that no column goes to any more is forgotten.
    sheets = list(guess.mapping.sheets)
    for at in tables:
        columns = list(sheets[at].columns)
        columns[column] = replace(columns[column], period=period.label)
        sheets[at] = replace(sheets[at], columns=tuple(columns))
    return _with_used_periods(replace(guess, mapping=replace(guess.mapping, sheets=tuple(sheets))))


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


def into_periods(guess: TrackerGuess, known: Sequence[PeriodSaid]) -> TrackerGuess:
    """Return the guess with ratings of no named period going to the plan's latest ones.

    ``known`` are the plan's periods in order of time. Without this a column "Status" would make
    a period called "Current".
    """
    for label, period in zip((LATEST, BEFORE), reversed(known), strict=False):
        if label in {each.label for each in guess.mapping.periods}:
            guess = with_period_said(guess, label, period)
    return guess


def _labelled(guess: TrackerGuess, how: SheetMapping) -> SheetMapping:
    """Give every rating column a period: from the right, the latest ones not yet taken."""
    taken = {each.period for each in how.rated}
    free = [each.label for each in guess.mapping.periods if each.label not in taken]
    columns: list[ColumnMapping] = []
    for each in reversed(how.columns):
        rated = each.field in _RATED
        if rated and not each.period:
            said = read_period(each.heading)
            label = said.label if said else free.pop() if free else LATEST
            each = replace(each, period=label)
        elif not rated and each.period:
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
        for column in how.rated
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


def samples(guess: TrackerGuess, at: int, column: ColumnMapping) -> tuple[str, ...]:
    """Return the first few different texts of a column below a table's header row.

    A column that holds nothing but colours gives those.
    """
    how = guess.mapping.sheets[at]
    by_fill = column.field is Field.ROW_COLOUR
    sheet = guess.book.sheet(how.name)
    if sheet is None or not how.header_rows:
        return ()
    skip = {*how.header_rows, *how.second_rows, *how.legend_rows}
    texts: dict[str, None] = {}
    fills: dict[str, None] = {}
    for row in islice(sheet, how.header_rows[0] + _SAMPLED):
        if row.number <= how.header_rows[0] or row.number in skip or not how.holds(row.number):
            continue
        cell = row.cells.get(column.column)
        if cell is None or cell.columns > 2:
            continue
        text = "" if by_fill else plain(cell.text)
        if text:
            texts[text] = None
        elif cell.fill:
            fills[cell.fill] = None
        if len(texts) == _SAMPLES:
            break
    return tuple(texts or fills)[:_SAMPLES]


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


def seen_again(guess: TrackerGuess) -> TrackerGuess:
    """Return the guess with the values and names of its columns as these are now chosen.

    Answers given before are kept.
    """
    mapping = guess.mapping
    again = work_out(guess.book, guess.shape.scale, mapping.sheets, mapping.kinds)
    before = {each.shown: each for each in (*mapping.texts, *mapping.fills)}
    counted = replace(
        mapping,
        texts=_kept(again.texts, before),
        fills=_kept(again.fills, before),
        names={**again.names, **mapping.names},
    )
    return replace(guess, mapping=counted)


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


def return_in(book: TrackerBook) -> str:
    """Return the reference of the PlanDesk return that a workbook is; empty for a tracker.

    A return is better taken as one, because it is then set against what was sent out.
    """
    found = ""
    keyed = False
    for sheet in book.sheets:
        for row in islice(sheet, _LEGEND_ROWS):
            for text in row.texts().values():
                found = found or find_reference(text)
                keyed = keyed or plain(text).casefold().startswith(_KEY_HEADING)
    return found if keyed else ""


def row_kinds(guess: TrackerGuess, name: str) -> dict[int, ReadRow]:
    """Return what each row of a sheet is taken for, by its number."""
    sheet = guess.book.sheet(name)
    if sheet is None:
        return {}
    return {
        row.row: row
        for how in guess.mapping.sheets
        if _stands_on(guess, how, name)
        for row in read_rows(sheet, how, guess.mapping)
    }


def remembered(guess: TrackerGuess, recipes: Iterable[str]) -> TrackerGuess | None:
    """Return the guess with the answers of the kept recipe that has this tracker's shape."""
    for told in _readable(recipes):
        if told.fingerprint == guess.mapping.fingerprint:
            return told_by(guess, told, "kept in the plan")
    return None


def told_by(guess: TrackerGuess, recipe: Recipe, source: str) -> TrackerGuess:
    """Return the guess with what a recipe says in the place of what was guessed."""
    mapping = apply_told(guess.book, guess.shape.scale, guess.mapping, recipe, source)
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
    near = process.extract(
        said,
        {number: plain(title).casefold() for number, title in titles.items()},
        scorer=fuzz.token_set_ratio,
        limit=3 * limit,
        score_cutoff=_FAR,
    )
    # The words alone would put a title that is only part of the text before the text itself.
    scored = [
        (number, round((score + fuzz.ratio(said, title)) / 2)) for title, score, number in near
    ]
    return sorted(scored, key=lambda pair: -pair[1])[:limit]
