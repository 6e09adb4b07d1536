"""Send a return back with questions: the manager's own workbook, notes at cells, a Fix list.

It is a copy to be corrected, never the master: saving through openpyxl drops newer validations.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from plandesk.errors import UserError
from plandesk.excel.cell_comments import OURS, asked, without_questions
from plandesk.excel.filekind import FileKind
from plandesk.excel.guard import GuardedBook, open_guarded
from plandesk.excel.open_document import read_open_document
from plandesk.excel.put_text import put_text
from plandesk.excel.raw_cells import RawBook
from plandesk.excel.returns import rules
from plandesk.excel.returns.schema import IDENTITY, Finding, Severity
from plandesk.excel.save_book import book_bytes, write_whole

FIX_LIST = "Fix list"
_LARGEST = 8 * 2**20
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_COLUMNS = (("Where", 14), ("What it says", 34), ("What is wrong", 70), ("What to do", 60))
_MARK = PatternFill("solid", fgColor="FFF0D2")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked about one cell; ``cell`` is empty for the whole workbook."""

    sheet: str
    cell: str
    text: str
    found: str = ""
    fix: str = ""


def questions_from(findings: Sequence[Finding], table_sheet: str = "") -> list[Question]:
    """Return a question for each cell of each finding that asks for something."""
    found: list[Question] = []
    for each in findings:
        if each.severity is Severity.NOTE:
            continue
        cells = _CELL.findall(each.cell) or [""]
        sheet = each.sheet or table_sheet
        fix = rules.for_lead(each.code, each.fix)
        found += [Question(sheet, cell, each.message, each.found, fix) for cell in cells]
    return found


def annotate(source: Path, questions: Sequence[Question], target: Path) -> Path:
    """Write a copy of a workbook with a note at each cell asked about and a list with links.

    Raises UserError when the workbook cannot be read or is too large to be written again.
    """
    return write_whole(target, annotated(source, questions))


def annotated(source: Path, questions: Sequence[Question], content: bytes | None = None) -> bytes:
    """Return the copy that :func:`annotate` writes; with ``content`` the path only names it."""
    book = _load(open_guarded(source, content, open_document=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if FIX_LIST in book.sheetnames:
            del book[FIX_LIST]
        _take_old_questions(book)
        _list_sheet(book, questions)
        for question in questions:
            if question.cell and question.sheet in book.sheetnames:
                _note(book[question.sheet][question.cell], question)
        return book_bytes(book)


def _load(guarded: GuardedBook) -> Any:
    with guarded.open_zip() as archive:
        size = max((entry.file_size for entry in archive.infolist()), default=0)
    if size > _LARGEST:
        raise UserError(
            f"\u201c{guarded.name}\u201d is too large to be sent back with notes.",
            "Send the list of problems instead.",
        )
    if guarded.kind is FileKind.OPEN_DOCUMENT:
        return _as_workbook(read_open_document(guarded))
    with guarded.reading(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(guarded.data), keep_links=False, rich_text=True)


def _as_workbook(book: RawBook) -> Any:
    """Return an OpenDocument file's sheets as an Excel workbook: words, dates and identity."""
    made: Any = Workbook()
    made.remove(made.worksheets[0])
    for sheet in book.sheets:
        ws = made.create_sheet(sheet.name)
        for cell in sheet.cells.values():
            place = ws.cell(cell.row, cell.column)
            if cell.date is not None:
                place.value, place.number_format = cell.date, "d mmmm yyyy"
            else:
                put_text(place, cell.text)
            place.alignment = Alignment(wrap_text=True, vertical="top")
        for column in {cell.column for cell in sheet.cells.values()}:
            ws.column_dimensions[get_column_letter(column)].width = 24
    identity = book.properties.get(IDENTITY, "")
    if identity:
        made.custom_doc_props.append(StringProperty(name=IDENTITY, value=identity))
    return made


def _take_old_questions(book: Any) -> None:
    """Take out what was asked at the cells of this workbook before; people's own comments stay."""
    cells = (cell for ws in book.worksheets for row in ws.iter_rows() for cell in row)
    for cell in cells:
        if cell.comment is None:
            continue
        kept = without_questions(cell.comment.text)
        if OURS in cell.comment.text:
            cell.comment = _comment(kept) if kept else None
            cell.fill = PatternFill()


def _note(cell: Any, question: Question) -> None:
    if type(cell).__name__ == "MergedCell":
        return
    before = cell.comment.text if cell.comment is not None else ""
    cell.comment = _comment(asked(before, f"{question.text} {question.fix}"))
    cell.fill = _MARK


def _comment(text: str) -> Comment:
    made = Comment(text[:2_000], "PlanDesk")
    made.width, made.height = 320, 40 + 18 * (len(text) // 45 + 1)
    return made


def _list_sheet(book: Any, questions: Sequence[Question]) -> None:
    ws = book.create_sheet(FIX_LIST, 0)
    book.active = 0
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is ws
    put_text(ws.cell(1, 1), f"{len(questions)} to look at in this return")
    put_text(ws.cell(2, 1), "Put each right, save, and send the workbook back.")
    for number, (heading, width) in enumerate(_COLUMNS, start=1):
        put_text(ws.cell(4, number), heading)
        ws.column_dimensions[get_column_letter(number)].width = width
    for place, question in enumerate(questions, start=5):
        where = ws.cell(place, 1)
        put_text(where, question.cell or "Whole workbook")
        if question.cell and question.sheet in book.sheetnames:
            sheet = question.sheet.replace("'", "''")
            where.hyperlink = Hyperlink(ref=where.coordinate, location=f"'{sheet}'!{question.cell}")
            where.style = "Hyperlink" if "Hyperlink" in book.named_styles else where.style
        put_text(ws.cell(place, 2), question.found[:200])
        put_text(ws.cell(place, 3), question.text)
        put_text(ws.cell(place, 4), question.fix)
    ws.freeze_panes = "A5"
