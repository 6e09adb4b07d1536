"""Read a returned workbook: columns by heading, rows by key, and what is odd about each cell.

Nothing here knows the plan. What people do is accepted (sorted, inserted, copied, renamed); what
cannot be used is a finding with its cell, never a guess and never an exception of a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plandesk.excel.cell_comments import own_words
from plandesk.excel.clean_text import MARKS, clean_text
from plandesk.excel.filekind import FileKind
from plandesk.excel.guard import open_guarded
from plandesk.excel.open_document import read_open_document
from plandesk.excel.raw_cells import RawBook, RawCell, RawSheet
from plandesk.excel.raw_sheets import read_book
from plandesk.excel.returns import rules
from plandesk.excel.returns.keys import read_key
from plandesk.excel.returns.read_identity import read_about
from plandesk.excel.returns.schema import (
    FORMAT_VERSION,
    CellRef,
    Field,
    Finding,
    Locked,
    RawReturn,
    RawRow,
    RawValue,
    ReturnRefused,
    Severity,
    ValueKind,
)

_HEAD_ROWS = 30
_FORMULA_LIKE = re.compile(r"=|@[A-Za-z]+\(|[+-][A-Za-z]+[(|]")
_CHECK = "Check it in the preview."


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table is: its sheet, its heading row, and which column holds what."""

    sheet: RawSheet
    row: int
    columns: dict[str, int]
    doubled: tuple[tuple[str, int], ...] = ()


def read_return(path: Path, data: bytes | None = None) -> RawReturn:
    """Read a return; raise UserError or ReturnRefused when nothing of it can be imported.

    With ``data`` the bytes are at hand and ``path`` only names them.
    """
    guarded = open_guarded(path, data, open_document=True)
    is_ods = guarded.kind is FileKind.OPEN_DOCUMENT
    book = read_open_document(guarded) if is_ods else read_book(guarded)
    about = read_about(book, path.name)
    if about.version > FORMAT_VERSION:
        raise ReturnRefused(
            f"\u201c{path.name}\u201d was made by a newer PlanDesk (return format "
            f"{about.version}; this one reads {FORMAT_VERSION}).",
            "Update PlanDesk, then import it again. Nothing was changed.",
        )
    table, notes = _choose_table(path.name, book, bool(about.reference))
    rows = list(_rows(table))
    findings = [
        *(Finding(Severity.WARNING, note, code="file") for note in book.notes),
        *notes,
        *_hidden_rows(table, rows),
        *_comments(table, rows),
        *_boxes(table, rows),
        *(finding for row in rows for finding in _row_findings(table, row)),
    ]
    findings.extend(_absent_columns(table))
    findings.extend(_doubled_columns(table))
    return RawReturn(
        path.name,
        guarded.fingerprint,
        about,
        table.sheet.name,
        table.row,
        table.columns,
        tuple(rows),
        tuple(findings),
    )


# Finding the table -----------------------------------------------------------------------------


def _choose_table(name: str, book: RawBook, known: bool) -> tuple[_Table, list[Finding]]:
    tables = [table for sheet in book.sheets if (table := _find_table(sheet)) is not None]
    whole = [table for table in tables if Field.RATING in table.columns]
    if not tables:
        raise _no_table(name, book, known)
    if not whole:
        raise _no_rating_column(tables[0])
    chosen = whole[0]
    notes: list[Finding] = []
    for other in whole[1:]:
        if _content(other) != _content(chosen):
            names = f"\u201c{chosen.sheet.name}\u201d and \u201c{other.sheet.name}\u201d"
            raise ReturnRefused(
                f"Two sheets look like the return and differ: {names}. Which one counts?",
                "Delete the sheet that does not count, save, and import the file again.",
            )
        notes.append(_copy_note(chosen, other))
    read = {id(table.sheet) for table in whole}
    for sheet in book.sheets:
        if id(sheet) not in read and _has_keys(sheet):
            notes.append(_unread(sheet))
    if chosen.sheet.hidden:
        message = f"The sheet \u201c{chosen.sheet.name}\u201d is hidden; it was read."
        notes.append(Finding(Severity.WARNING, message, code="hidden-sheet"))
    return chosen, notes


def _has_keys(sheet: RawSheet) -> bool:
    found = 0
    for cell in sheet.cells.values():
        found += len(cell.text) < 20 and bool(read_key(cell.text))
        if found == 2:
            return True
    return False


def _unread(sheet: RawSheet) -> Finding:
    message = (
        f"The sheet \u201c{sheet.name}\u201d has PlanDesk keys but not the headings of a return. "
        "It was not read."
    )
    return Finding(Severity.WARNING, message, fix=_CHECK, code="unread-sheet")


def _copy_note(chosen: _Table, other: _Table) -> Finding:
    message = f"The sheet \u201c{other.sheet.name}\u201d is a copy with the same answers."
    return Finding(
        Severity.NOTE, message, f"\u201c{chosen.sheet.name}\u201d was read.", code="copy"
    )


def _content(table: _Table) -> dict[str, tuple[str, ...]]:
    return {
        row.key or f"row {row.row}": tuple(value.text for value in row.answers.values())
        for row in _rows(table)
    }


def _find_table(sheet: RawSheet) -> _Table | None:
    """Return the first row of the top 30 that reads as our headings, with its columns."""
    heads: dict[int, dict[str, int]] = {}
    doubled: dict[int, list[tuple[str, int]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > _HEAD_ROWS:
            break
        name = rules.heading_field(cell.text)
        if name and heads.setdefault(row, {}).setdefault(name, column) != column:
            doubled.setdefault(row, []).append((name, column))
    for row, columns in heads.items():
        answers = [name for name in columns if name in set(Field)]
        marks = {Locked.KEY.value, Locked.REF.value} & columns.keys()
        marked = marks and len(columns) >= 4 and (answers or Locked.KEY in columns)
        # Without both, rows are found by their words: the answers alone make it our table.
        if marked or len(answers) == len(Field):
            named = _with_title(sheet, row, columns)
            return _Table(sheet, row, named, tuple(doubled.get(row, ())))
    return None


def _with_title(sheet: RawSheet, row: int, columns: dict[str, int]) -> dict[str, int]:
    """Take the column between Ref and Lead as the title: plans name their actions differently."""
    beside = columns.get(Locked.REF, columns.get(Locked.LEAD, 1) - 2) + 1
    free = beside > 0 and beside not in columns.values() and (row, beside) in sheet.cells
    if Locked.TITLE not in columns and free:
        return {**columns, Locked.TITLE.value: beside}
    return columns


def _no_table(name: str, book: RawBook, known: bool) -> ReturnRefused:
    for sheet in book.sheets:
        if _has_keys(sheet):
            return ReturnRefused(
                f"The heading row is missing on the sheet \u201c{sheet.name}\u201d.",
                "Put the row of headings back above the answers, or ask for the return again.",
            )
    if known:
        return ReturnRefused(
            f"\u201c{name}\u201d has no return sheet: the {rules.ACTIONS_SHEET} sheet is gone.",
            "Ask for the whole return again.",
        )
    return ReturnRefused(
        f"\u201c{name}\u201d is not a PlanDesk return. It has no return reference or PlanDesk "
        "keys.",
        "You can import it as a tracker instead.",
    )


def _no_rating_column(table: _Table) -> ReturnRefused:
    known = set(table.columns.values())
    strange = [
        cell
        for (row, column), cell in sorted(table.sheet.cells.items())
        if row == table.row and column not in known
    ]
    says = "".join(
        f" {_place(table, cell).address} says \u201c{cell.text.strip()}\u201d."
        for cell in strange[:3]
    )
    message = f"The column \u201cRating now\u201d was not found on \u201c{table.sheet.name}\u201d."
    cell = _place(table, strange[0]) if strange else CellRef(table.sheet.name, table.row, 1)
    hint = "Give the column its heading back, save, and import the file again."
    found = strange[0].text.strip() if strange else ""
    finding = Finding(
        Severity.ERROR, message + says, hint, cell.sheet, cell.address, found, code="heading"
    )
    return ReturnRefused(message + says, hint, finding)


def _absent_columns(table: _Table) -> Iterator[Finding]:
    for name in Field:
        if name not in table.columns:
            message = f"The column \u201c{rules.LABELS[name]}\u201d is not in this return."
            fix = "What the plan says there is kept."
            yield Finding(Severity.WARNING, message, fix, table.sheet.name, code="no-column")


def _doubled_columns(table: _Table) -> Iterator[Finding]:
    for name, column in table.doubled:
        read = CellRef(table.sheet.name, table.row, table.columns[name]).address
        cell = CellRef(table.sheet.name, table.row, column).address
        head = table.sheet.cells[table.row, column].text.strip()
        message = f"{read} and {cell} have the same heading, \u201c{head}\u201d. {read} was read."
        yield Finding(
            Severity.WARNING, message, _CHECK, table.sheet.name, cell, code="same-heading"
        )


# Rows and cells --------------------------------------------------------------------------------


def _place(table: _Table, cell: RawCell) -> CellRef:
    return CellRef(table.sheet.name, cell.row, cell.column)


def _rows(table: _Table) -> Iterator[RawRow]:
    cells = table.sheet.cells
    for row in range(table.row + 1, table.sheet.last_row + 1):
        here = {
            name: cells[(row, column)]
            for name, column in table.columns.items()
            if (row, column) in cells
        }
        said = [cell for cell in here.values() if cell.text.strip() or cell.formula or cell.struck]
        if not said or _is_heading(here):
            continue
        key_text = clean_text(here[Locked.KEY].text) if Locked.KEY in here else ""
        yield RawRow(
            row=row,
            key=read_key(key_text),
            key_text=key_text,
            locked={name: clean_text(here[name].text) if name in here else "" for name in Locked},
            answers={
                name: _value(table, row, name, here.get(name))
                for name in Field
                if name in table.columns
            },
            hidden=row in table.sheet.hidden_rows,
        )


def _is_heading(here: dict[str, RawCell]) -> bool:
    same = [name for name, cell in here.items() if rules.heading_field(cell.text) == name]
    return len(same) >= 3


def _value(table: _Table, row: int, name: Field, cell: RawCell | None) -> RawValue:
    place = CellRef(table.sheet.name, row, table.columns[name])
    shared = _merged_with(table.sheet, place)
    if cell is None:
        return RawValue(place, shared_with=shared, blocked=bool(shared))
    text = clean_text(cell.text)
    kind = ValueKind(cell.kind) if text else ValueKind.BLANK
    outside = "[" in cell.formula  # a formula that reads another workbook
    stuck = bool(cell.formula) and (outside or not cell.stored)
    return RawValue(
        cell=place,
        text=text,
        kind=kind,
        date=cell.date,
        formula=cell.formula,
        struck=clean_text(cell.struck),
        blocked=stuck or kind is ValueKind.FAULT or bool(shared),
        shared_with=shared,
    )


def _merged_with(sheet: RawSheet, place: CellRef) -> str:
    """Return the address of the cell whose merge covers this one, "" when none does."""
    for top, left, bottom, right in sheet.merged:
        if top <= place.row <= bottom and left <= place.column <= right:
            anchor = replace(place, row=top, column=left)
            return "" if anchor == place else anchor.address
    return ""


# What is odd about a cell ----------------------------------------------------------------------


def _hidden_rows(table: _Table, rows: list[RawRow]) -> Iterator[Finding]:
    hidden = [row.row for row in rows if row.hidden]
    if hidden:
        listed = ", ".join(str(row) for row in hidden[:20])
        message = (
            f"Row {listed} is hidden or filtered out in the workbook. It was read too."
            if len(hidden) == 1
            else f"Rows {listed} are hidden or filtered out in the workbook. They were read too."
        )
        yield Finding(
            Severity.WARNING, message, sheet=table.sheet.name, code="hidden-rows", fix=_CHECK
        )


def _comments(table: _Table, rows: list[RawRow]) -> Iterator[Finding]:
    """Show what people wrote in comments, where nobody would look for answers."""
    by_row = {row.row: row for row in rows}
    fields = {table.columns[name]: name.value for name in Field if name in table.columns}
    for (row, column), text in sorted(table.sheet.comments.items()):
        said = own_words(text)
        if said:
            cell = CellRef(table.sheet.name, row, column).address
            yield Finding(
                Severity.WARNING,
                f"{cell} has a comment, which is not taken: \u201c{said[:300]}\u201d.",
                "If it is the answer, put its words in the row.",
                table.sheet.name,
                cell,
                said[:60],
                code="comment",
                key=by_row[row].key if row in by_row else "",
                field=fields.get(column, ""),
            )


def _boxes(table: _Table, rows: list[RawRow]) -> Iterator[Finding]:
    """Show what people wrote in text boxes, which lie above the cells."""
    by_row = {row.row: row for row in rows}
    for (row, column), text in sorted(table.sheet.boxes.items()):
        said = own_words(text)
        if said:
            cell = CellRef(table.sheet.name, row, column).address if row else ""
            where = f"at {cell}" if cell else f"on the sheet \u201c{table.sheet.name}\u201d"
            yield Finding(
                Severity.WARNING,
                f"The text box {where} is not taken: \u201c{said[:300]}\u201d.",
                "If it is the answer, put its words in the row.",
                table.sheet.name,
                cell,
                said[:60],
                code="text-box",
                key=by_row[row].key if row in by_row else "",
            )


def _row_findings(table: _Table, row: RawRow) -> Iterator[Finding]:
    for name, value in row.answers.items():
        cell = table.sheet.cells.get((value.cell.row, value.cell.column))
        for finding in _cell_findings(name, value, cell):
            yield replace(
                finding,
                sheet=value.cell.sheet,
                cell=value.cell.address,
                found=finding.found or value.text,
                key=row.key,
                field=name.value,
            )


def _cell_findings(name: Field, value: RawValue, cell: RawCell | None) -> Iterator[Finding]:
    at = value.cell.address
    if value.shared_with:
        yield Finding(
            Severity.ERROR,
            f"This row has no answer of its own: the cell is merged with {value.shared_with}.",
            "Unmerge the cells and give each row its answer.",
            code="merged",
        )
    elif value.kind is ValueKind.FAULT:
        message = f"{at} holds the Excel fault {value.text}."
        yield Finding(Severity.ERROR, message, "Type the answer.", code="fault")
    elif value.formula:
        yield _formula_finding(value)
    if value.struck:
        yield _struck_finding(value)
    if cell is not None and MARKS.search(cell.text):
        message = f"{at} held hidden marks that turn text round. They were taken out."
        yield Finding(Severity.WARNING, message, code="hidden-marks", fix=_CHECK)
    if name is not Field.FORECAST and name is not Field.RATING:
        yield from _number_finding(value)
        if _FORMULA_LIKE.match(value.text) and not value.formula:
            message = f"{at} looks like a formula, but was typed as text. It stays text."
            yield Finding(Severity.WARNING, message, code="formula-text", fix=_CHECK)


def _formula_finding(value: RawValue) -> Finding:
    at = value.cell.address
    if value.blocked and value.text:
        message = (
            f"{at} is a formula that reads another workbook. Its stored value is "
            f"\u201c{value.text}\u201d."
        )
        return Finding(Severity.ERROR, message, "Type the answer in its place.", code="formula")
    if value.blocked:
        message = f"{at} is a formula with no stored value."
        fix = "Open the workbook in Excel and save it, or type the answer."
        return Finding(Severity.ERROR, message, fix, code="formula")
    message = f"{at} is a formula. Its stored value \u201c{value.text}\u201d is used."
    return Finding(Severity.WARNING, message, code="formula", fix=_CHECK)


def _struck_finding(value: RawValue) -> Finding:
    message = (
        f"{value.cell.address} has struck-out text, which was left out: "
        f"\u201c{value.struck[:200]}\u201d."
    )
    return Finding(Severity.WARNING, message, code="struck", holds=not value.text, fix=_CHECK)


def _number_finding(value: RawValue) -> Iterator[Finding]:
    kinds = {
        ValueKind.NUMBER: "a number",
        ValueKind.DATE: "a date",
        ValueKind.LOGICAL: "TRUE or FALSE",
    }
    if value.kind in kinds and not value.formula:
        message = (
            f"{value.cell.address} holds {kinds[value.kind]} where words are asked for. It was "
            f"read as Excel shows it: \u201c{value.text}\u201d."
        )
        yield Finding(Severity.WARNING, message, code="not-words", fix=_CHECK)
