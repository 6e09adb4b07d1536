"""Guess how a whole tracker is to be read: every sheet, column, period, value and name."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from plandesk.excel.trackers.colour import colour_key
from plandesk.excel.trackers.grid import GridCell, GridRow, GridSheet, TrackerBook, plain
from plandesk.excel.trackers.layout import find_legend, lay_out
from plandesk.excel.trackers.mapping import (
    ColumnMapping,
    Mapping,
    RowKind,
    SheetKind,
    SheetMapping,
    ValueGuess,
)
from plandesk.excel.trackers.names import join_spellings, looks_like_person, split_leads
from plandesk.excel.trackers.names import split_run_together as split_together
from plandesk.excel.trackers.rows import ReadRow, read_rows
from plandesk.excel.trackers.service import read_service_head, service_text
from plandesk.excel.trackers.values import RatingWords, SeenValues, says_legend
from plandesk.excel.trackers.words import (
    QUARTER_NUMBER,
    Field,
    PeriodSaid,
    When,
    heading_words,
    read_period,
    read_section,
)
from plandesk.models.collector import many_small_things
from plandesk.models.types import Scale

Step = Callable[[int, int, str], None]
ReadSheet: TypeAlias = tuple[GridSheet, SheetMapping, list[ReadRow]]
_ITEMS = {RowKind.ACTION, RowKind.PROJECT, RowKind.MILESTONE, RowKind.PROJECT_HEADING}
_PERIOD_WORDS = re.compile(r"\b(?:period|as at|position|update|report|reporting|quarter)\b", re.I)
LATEST = "Current"
BEFORE = "Previous"


@many_small_things()
def guess_mapping(book: TrackerBook, scale: Scale, step: Step | None = None) -> Mapping:
    """Return the best guess for every part of a tracker; nothing is decided that cannot change.

    ``step`` is told of each sheet and may raise Cancelled.
    """
    words = _words(book, scale)
    sheets: list[SheetMapping] = []
    for number, sheet in enumerate(book.sheets):
        if step:
            step(number, len(book.sheets), sheet.name)
        sheets += lay_out(sheet, words)
    return work_out(book, scale, sheets)


def work_out(
    book: TrackerBook,
    scale: Scale,
    tables: Iterable[SheetMapping],
    kinds: dict[tuple[str, int], RowKind] | None = None,
) -> Mapping:
    """Return the mapping for tables that are laid out: periods, values, names and title."""
    words = _words(book, scale)
    sheets, periods = _with_periods(book, list(tables))
    mapping = Mapping(
        fingerprint(tuple(sheets)), tuple(sheets), periods=periods, kinds=dict(kinds or {})
    )
    legends = [find_legend(sheet, words) for sheet in book.sheets]
    key = colour_key(scale, {fill: code for legend in legends for fill, code in legend.fills})
    seen = SeenValues(words, key)
    read = [
        (sheet, how, list(read_rows(sheet, how, mapping)))
        for sheet, how in used_sheets(book, mapping)
    ]
    for sheet, how, rows in read:
        for place, cell in rating_cells(sheet, how, rows):
            seen.see(cell, place)
    return replace(
        mapping,
        texts=seen.text_guesses(),
        fills=seen.fill_guesses(),
        names=_names(read),
        title=_title(book, read),
    )


def _words(book: TrackerBook, scale: Scale) -> RatingWords:
    return RatingWords(scale).with_legend(_legend_texts(book, RatingWords(scale)))


def used_sheets(book: TrackerBook, mapping: Mapping) -> Iterator[tuple[GridSheet, SheetMapping]]:
    """Yield the sheets that are read, project lists first so that actions find their projects."""
    order = sorted(
        (each for each in mapping.sheets if each.use),
        key=lambda each: each.kind is not SheetKind.PROJECTS,
    )
    for how in order:
        sheet = book.sheet(how.name)
        if sheet is not None:
            yield sheet, how


def rating_cells(
    sheet: GridSheet, how: SheetMapping, rows: Iterable[ReadRow]
) -> Iterator[tuple[str, GridCell]]:
    """Yield each rating cell of the rows that are items, with its place ("Sheet!E13")."""
    columns = how.rated
    for row in rows if columns else ():
        if row.kind not in _ITEMS:
            continue
        for column in columns:
            cell = rating_cell(sheet, row.row, column)
            heading = row.kind is RowKind.PROJECT_HEADING
            wide = heading and (cell.columns > 1 or is_band(sheet, how, row.row, cell))
            if (cell.text or cell.fill) and not wide:
                yield f"{sheet.name}!{column.letter}{row.row}", cell


def rating_cell(sheet: GridSheet, row: int, column: ColumnMapping) -> GridCell:
    """Return what one row's rating column shows; of the row's own colour only the fill."""
    cell = sheet.unfolded(row, column.column)
    if column.field is Field.ROW_COLOUR:
        return GridCell(fill=cell.fill, stored=cell.stored)
    return cell


def is_band(sheet: GridSheet, how: SheetMapping, row: int, cell: GridCell) -> bool:
    """Return whether a blank rating cell of a heading has only the shade of the whole row."""
    title = sheet.cell(row, how.title_column or 0)
    return not cell.text and bool(cell.fill) and cell.fill == title.fill


def values_of(
    sheet: GridSheet, how: SheetMapping, mapping: Mapping
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """Return the distinct rating texts and fills of one sheet with what they are taken for."""
    texts = {each.shown: each.code for each in mapping.texts}
    fills = {each.shown: each.code for each in mapping.fills}
    used_texts: dict[str, str | None] = {}
    used_fills: dict[str, str | None] = {}
    for _, cell in rating_cells(sheet, how, read_rows(sheet, how, mapping)):
        if cell.text and plain(cell.text) in texts:
            used_texts[plain(cell.text)] = texts[plain(cell.text)]
        if cell.fill and cell.fill in fills:
            used_fills[cell.fill] = fills[cell.fill]
    return used_texts, used_fills


def fingerprint(sheets: tuple[SheetMapping, ...]) -> str:
    """Return a short code for the shape of a file: kinds of sheets and headings, not their text.

    Two issues of the same tracker have the same code although refs, ratings and the periods in
    the headings differ; sheets of the same shape count once.
    """
    shapes = sorted(
        {
            f"{each.kind}:" + "|".join(heading_words(column.heading) for column in each.named)
            for each in sheets
            if each.columns
        }
    )
    return hashlib.sha256("\n".join(shapes).encode()).hexdigest()[:16]


def _legend_texts(book: TrackerBook, words: RatingWords) -> list[str]:
    return [
        text
        for sheet in book.sheets
        for row in list(sheet.rows.values())[:30]
        for text in row.texts().values()
        if says_legend(text, words)
    ]


# ---- periods


def _with_periods(
    book: TrackerBook, sheets: list[SheetMapping]
) -> tuple[list[SheetMapping], tuple[PeriodSaid, ...]]:
    """Give each rating column the label of its period: from its heading, else the sheet's head."""
    found: dict[str, PeriodSaid] = {}
    changed: list[SheetMapping] = []
    for how in sheets:
        sheet = book.sheet(how.name)
        ratings = how.rated
        if sheet is None or not ratings or not how.use:
            changed.append(how)
            continue
        said = _said_in_head(book, sheet, how)
        labels = _labels(ratings, said, _financial_year(sheet, how))
        for column, period in labels.items():
            found.setdefault(period.label, period)
            how = _label(how, column, period.label)
        changed.append(how)
    return changed, tuple(sorted(found.values(), key=lambda period: period.as_at))


def _label(how: SheetMapping, column: int, label: str) -> SheetMapping:
    columns = tuple(
        replace(each, period=label) if each.column == column else each for each in how.columns
    )
    return replace(how, columns=columns)


def _financial_year(sheet: GridSheet, how: SheetMapping) -> str:
    """Return the council year that the sheet's head names, such as "2023/24"."""
    for row in sheet:
        if row.number >= how.header_rows[0] or row.number < how.first:
            continue
        for text in row.texts().values():
            found = re.search(r"\b20\d\d\s*[/-]\s*(?:20)?\d\d\b", text)
            if found:
                return found[0]
    return ""


def _labels(
    ratings: tuple[ColumnMapping, ...], said: PeriodSaid, year: str
) -> dict[int, PeriodSaid]:
    labels: dict[int, PeriodSaid] = {}
    for number, column in enumerate(ratings):
        period = read_period(column.heading)
        quarter = QUARTER_NUMBER.search(heading_words(column.heading))
        if period is None and year and quarter:
            period = read_period(f"Q{quarter[1]} {year}")
        period = period or _month_before(column.heading, said)
        later = number == len(ratings) - 1
        if period is None and (column.when is When.PREVIOUS or (column.when is None and not later)):
            period = PeriodSaid(
                BEFORE, said.as_at - dt.timedelta(days=91 * (len(ratings) - number - 1 or 1))
            )
            if period.label in {each.label for each in labels.values()}:
                period = replace(period, label=f"{BEFORE} {number + 1}")
        labels[column.column] = period or said
    return labels


_BARE_MONTH = re.compile(
    r"\b(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)


def _month_before(heading: str, said: PeriodSaid) -> PeriodSaid | None:
    """Return the month that "RAG (May)" means: the latest such up to the sheet's own period."""
    found = _BARE_MONTH.search(plain(heading))
    if found is None:
        return None
    for year in (said.as_at.year, said.as_at.year - 1):
        period = read_period(f"{found['month']} {year}")
        if period is not None and period.as_at.replace(day=1) <= said.as_at:
            near = (period.as_at.year, period.as_at.month) == (said.as_at.year, said.as_at.month)
            return said if near else period
    return None


def _said_in_head(book: TrackerBook, sheet: GridSheet, how: SheetMapping) -> PeriodSaid:
    """Return the period that the sheet's head, its name or the file's name says; else "Current"."""
    head = [
        text
        for row in sheet
        if how.first <= row.number < how.header_rows[0]
        for text in row.texts().values()
        if len(text) < 200
    ]
    likely = [text for text in head if _PERIOD_WORDS.search(text)]
    for text in [*likely, *head, sheet.name, book.path.stem.replace("_", " ")]:
        period = read_period(text)
        if period:
            return period
    try:
        day = dt.date.fromisoformat(book.made)
    except ValueError:
        saved = book.path.stat().st_mtime
        day = dt.datetime.fromtimestamp(saved, tz=dt.UTC).date()
    return PeriodSaid(LATEST, day)


# ---- names and title


def _names(read: list[ReadSheet]) -> dict[str, str]:
    """Return the spellings to join; a cell that runs names together maps to them by line breaks."""
    printed: list[str] = []
    heads: list[str] = []
    for sheet, how, rows in read:
        columns = (*how.of(Field.LEAD), *how.of(Field.SPONSOR))
        for row in rows:
            if row.kind is RowKind.SERVICE:
                head = read_service_head(service_text(sheet.rows[row.row]))
                heads += [*head.leads, *head.officers]
            elif row.kind in _ITEMS:
                for column in columns:
                    printed += split_leads(sheet.cell(row.row, column.column).text)
    people = frozenset(name for name in {*printed, *heads} if looks_like_person(name))
    split = {name: split_together(name, people) for name in set(printed)}
    apart = {name: parts for name, parts in split.items() if len(parts) > 1}
    singles = [part for name in printed for part in split[name]]
    joined = join_spellings(singles, heads)
    joined |= {
        name: "\n".join(joined.get(part, part) for part in parts) for name, parts in apart.items()
    }
    return joined


_BODY = re.compile(
    r"\b(?:council|borough|authority|directorate|department|partnership|trust|board|official|"
    r"confidential|draft)\b",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"\b(?:plan|tracker|programme|strategy|log|review|report|actions?|recommendations|delivery)\b",
    re.IGNORECASE,
)


_TITLE_LABEL = re.compile(
    r"(?:(?:plan|project|programme|tracker|log|list|document|sheet)(?:'s)? )?(?:name|title)",
    re.IGNORECASE,
)


def _title_text(row: GridRow) -> str:
    """Return what a title row says; "Plan name" or "Title" beside it only says what it is."""
    first, *more = [plain(text) for text in row.texts().values()]
    label, _, said = first.partition(":")
    if not _TITLE_LABEL.fullmatch(label.strip()):
        return first
    return said.strip() or next(iter(more), first)


def _title_of(sheet: GridSheet, rows: list[ReadRow]) -> str:
    """Return the title of a sheet; below the council's name it is the line that says what it is."""
    head = [row for row in rows[:4] if row.kind in {RowKind.TITLE, RowKind.SUBTITLE}]
    texts = [_title_text(sheet.rows[row.row]) for row in head]
    if not texts or head[0].kind is not RowKind.TITLE:
        return ""
    if not _BODY.search(texts[0]) or _TITLE_WORDS.search(texts[0]):
        return texts[0]
    below = (text for text in texts[1:] if _TITLE_WORDS.search(text) and not read_section(text))
    return next(below, texts[0])


def _title(book: TrackerBook, read: list[ReadSheet]) -> str:
    """Return what the sheets' titles have in common, else the file's name in words."""
    titles: list[str] = []
    for sheet, how, rows in read:
        if how.kind is SheetKind.SERVICE:
            continue
        text = _title_of(sheet, rows)
        if text and not read_section(text) and how.kind is not SheetKind.SUMMARY:
            titles.append(text)
    if titles:
        shared = titles[0]
        for other in titles[1:]:
            while not other.startswith(shared):
                shared = shared[:-1]
        cut = shared if shared == titles[0] else re.sub(r"\s*\S*$", "", shared)
        words = re.sub(r"\s*[-–:|,(]\s*$", "", cut).strip()
        if len(words) >= 8:
            return words[:200]
    words = re.sub(r"[_\-.]+", " ", book.path.stem).strip()
    return words[:1].upper() + words[1:]


def code_for(
    cell: GridCell, texts: dict[str, ValueGuess], fills: dict[str, ValueGuess]
) -> str | None:
    """Return the rating of one cell: what its text says, else what its fill means."""
    said = texts.get(plain(cell.text)) if cell.text else None
    if said and said.code:
        return said.code
    filled = fills.get(cell.fill) if cell.fill else None
    if filled and (not cell.text or (said and said.sure and said.code is None)):
        return filled.code
    return None
