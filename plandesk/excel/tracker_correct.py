"""Corrections to how a tracker is read: a wizard changes one guess and the others follow."""

from __future__ import annotations

from dataclasses import replace

from plandesk.errors import UserError
from plandesk.excel.tracker_grid import TrackerBook
from plandesk.excel.tracker_guess import work_out
from plandesk.excel.tracker_layout import find_again, lay_out_from
from plandesk.excel.tracker_mapping import (
    Mapping,
    RowKind,
    SheetKind,
    SheetMapping,
    ValueGuess,
)
from plandesk.excel.tracker_values import RatingWords
from plandesk.excel.tracker_words import Field
from plandesk.models.types import Scale


def with_header_row(
    book: TrackerBook, mapping: Mapping, table: int, row: int, scale: Scale
) -> Mapping:
    """Return the mapping with another header row for one table; repeats are found again.

    ``table`` is the place in ``mapping.sheets``. Raises UserError for a row without headings.
    """
    how = mapping.sheets[table]
    sheet = book.sheet(how.name)
    if sheet is None or row not in sheet.rows or len(sheet.rows[row].texts()) < 2:
        raise UserError(
            f"Row {row} of “{how.name}” holds no headings.", "Choose the row with the headings."
        )
    headers = find_again(sheet, how, row)
    changed = lay_out_from(sheet, how, headers, RatingWords(scale))
    return refreshed(book, _with_table(mapping, table, replace(changed, use=True)), scale)


def with_column(
    book: TrackerBook, mapping: Mapping, place: tuple[int, int], field: Field | None, scale: Scale
) -> Mapping:
    """Return the mapping with another meaning for one column; ``place`` is (table, column)."""
    table, column = place
    how = mapping.sheets[table]
    columns = tuple(
        replace(each, field=field, period="")
        if each.column == column and each.field is not Field.ROW_COLOUR
        else each
        for each in how.columns
    )
    return refreshed(book, _with_table(mapping, table, replace(how, columns=columns)), scale)


def with_kind(
    book: TrackerBook, mapping: Mapping, table: int, kind: SheetKind, scale: Scale
) -> Mapping:
    """Return the mapping with one table read as another kind; notes are not read at all."""
    use = kind not in {SheetKind.NOTES, SheetKind.EMPTY}
    how = replace(mapping.sheets[table], kind=kind, use=use)
    return refreshed(book, _with_table(mapping, table, how), scale)


def with_use(book: TrackerBook, mapping: Mapping, table: int, use: bool, scale: Scale) -> Mapping:
    """Return the mapping with one table read or left out."""
    how = replace(mapping.sheets[table], use=use)
    return refreshed(book, _with_table(mapping, table, how), scale)


def with_value(mapping: Mapping, shown: str, code: str | None) -> Mapping:
    """Return the mapping with another rating for one text or fill; None means not rated."""

    def chosen(guesses: tuple[ValueGuess, ...]) -> tuple[ValueGuess, ...]:
        return tuple(
            replace(each, code=code, sure=True) if each.shown == shown else each for each in guesses
        )

    return replace(mapping, texts=chosen(mapping.texts), fills=chosen(mapping.fills))


def with_row_kind(mapping: Mapping, sheet: str, row: int, kind: RowKind) -> Mapping:
    """Return the mapping with one row taken for something else."""
    return replace(mapping, kinds={**mapping.kinds, (sheet, row): kind})


def with_name(mapping: Mapping, printed: str, taken: str | None) -> Mapping:
    """Return the mapping with another spelling for a name; None leaves it as printed."""
    return replace(mapping, names={**mapping.names, printed: taken or printed})


def refreshed(book: TrackerBook, mapping: Mapping, scale: Scale) -> Mapping:
    """Return the mapping with values, names and periods worked out again after a correction.

    What was chosen for a value or name stays.
    """
    again = work_out(book, scale, mapping.sheets, mapping.kinds)
    return replace(
        again,
        texts=_kept(again.texts, mapping.texts),
        fills=_kept(again.fills, mapping.fills),
        names={**again.names, **mapping.names},
        title=mapping.title,
        source=mapping.source,
    )


def _kept(fresh: tuple[ValueGuess, ...], before: tuple[ValueGuess, ...]) -> tuple[ValueGuess, ...]:
    known = {each.shown: each for each in before}
    return tuple(
        replace(each, code=known[each.shown].code, sure=known[each.shown].sure)
        if each.shown in known
        else each
        for each in fresh
    )


def _with_table(mapping: Mapping, table: int, how: SheetMapping) -> Mapping:
    sheets = list(mapping.sheets)
    sheets[table] = how
    return replace(mapping, sheets=tuple(sheets))
