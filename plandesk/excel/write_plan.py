"""The whole plan as a clean workbook: one sheet a plan, ratings as words on their colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from plandesk.errors import UserError
from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, own_sheet_name, put_text
from plandesk.excel.register_book import BookTable, add_table
from plandesk.excel.save_book import save_book
from plandesk.models.content import ItemContent, PeriodContent, PlanContent, UpdateContent
from plandesk.models.types import Level, join_names

_LEVEL_TINTS = {Level.WORKSTREAM: "D5DEEA", Level.PROJECT: "EEF1F5"}


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its heading, width in digits, text, and the rating it shows, if any."""

    heading: str
    width: float
    text: Callable[[ItemContent], str]
    rating: Callable[[ItemContent], str | None] | None = None


def write_plan_book(
    contents: list[PlanContent], path: Path, registers: Sequence[BookTable] = ()
) -> None:
    """Write every plan and the registers to one workbook, the same plan as the same bytes.

    Each row says its level, and a rating's cell says its word on the colour of the scale.
    Raises UserError when the file cannot be written.
    """
    book = Workbook()
    styles.add_styles(book)
    used: set[str] = set()
    for number, content in enumerate(contents):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = own_sheet_name(content.title, used, "Plan")
        _write_sheet(sheet, content)
    for table in registers:
        add_table(book, table)
    describe_book(book, " and ".join(content.title for content in contents) or "Plan")
    save_book(book, path)


def _write_sheet(sheet: Any, content: PlanContent) -> None:
    columns = _columns(content)
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        cell.style = styles.HEAD
        put_text(cell, column.heading)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[1].height = 33
    for row, item in enumerate(_in_tree_order(content.items), start=2):
        _write_row(sheet, row, item, columns, content)
    last = max(len(content.items) + 1, 2)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.freeze_panes = "D2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:C"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Page &P of &N"


def _in_tree_order(items: Sequence[ItemContent]) -> list[ItemContent]:
    """Return each row with those below it right after it, siblings in the order they come in."""
    below: dict[str, list[ItemContent]] = {}
    for item in items:
        below.setdefault(item.parent, []).append(item)
    ordered: list[ItemContent] = []
    left = [*reversed(below.get("", []))]
    while left:
        item = left.pop()
        ordered.append(item)
        left += reversed(below.get(item.key, []))
    shown = {item.key for item in ordered}
    return [*ordered, *(item for item in items if item.key not in shown)]


def _write_row(
    sheet: Any, row: int, item: ItemContent, columns: Sequence[_Column], content: PlanContent
) -> None:
    texts: list[tuple[str, float]] = []
    tint = _LEVEL_TINTS.get(item.level)
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(row, place)
        cell.style = styles.BOLD if tint else styles.PLAIN
        cell.number_format = "@"
        text = column.text(item)
        try:
            put_text(cell, text)
        except UserError as error:
            raise UserError(
                f"{column.heading} of {item.ref or item.title}: {error.message}", error.hint
            ) from error
        if tint:
            cell.fill = PatternFill("solid", fgColor=tint)
        value = content.scale.by_code(column.rating(item)) if column.rating else None
        if value is not None:
            cell.fill = PatternFill("solid", fgColor=value.fill.lstrip("#"))
            cell.font = Font(name="Calibri", size=11, bold=True, color=value.ink.lstrip("#"))
        texts.append((text, column.width))
    sheet.row_dimensions[row].height = styles.row_height(texts, least=18)


def _columns(content: PlanContent) -> list[_Column]:
    outcomes = {option.code: option.word for option in content.outcomes}
    names = content.level_names
    shown = [
        _Column("Level", 13, lambda item: str(names[item.level - 1])),
        _Column("Ref", 9, lambda item: item.ref),
        _Column("Title", 60, lambda item: item.title),
        _Column("Lead", 26, lambda item: join_names(item.leads)),
        _Column("Sponsor", 26, lambda item: join_names(item.sponsors)),
        _Column("Due", 18, lambda item: item.due),
        _Column("Scope", 18, lambda item: ", ".join(item.scope)),
        _Column("Source", 18, lambda item: ", ".join(item.sources)),
        _Column("Characteristics", 18, lambda item: ", ".join(item.characteristics)),
        _Column("Outcome", 24, lambda item: outcomes.get(item.outcome or "", item.outcome or "")),
        _Column("Outcome note", 36, lambda item: item.outcome_note),
        _Column("Notes", 22, _marks),
    ]
    shown += [
        _Column(name.replace("_", " ").capitalize(), _width(name, content), _further(name))
        for name in dict.fromkeys(name for item in content.items for name in item.fields)
    ]
    for period in sorted(content.periods, key=lambda period: period.as_at):
        shown += _period_columns(period, content)
    shown.append(_Column("Evidence", 36, lambda item: "\n".join(item.evidence)))
    always = {"Level", "Ref", "Title"}
    return [
        column
        for column in shown
        if column.heading in always or any(column.text(item) for item in content.items)
    ]


def _marks(item: ItemContent) -> str:
    said = {
        "Reported elsewhere": item.reported_elsewhere,
        "New": item.is_new,
        "Done": item.done,
    }
    return ", ".join(words for words, is_so in said.items() if is_so)


def _width(name: str, content: PlanContent) -> float:
    """Return a width for a further column: wide where it holds sentences."""
    longest = max(len(str(item.fields.get(name) or "")) for item in content.items)
    return 40.0 if longest > 30 else 18.0


def _further(name: str) -> Callable[[ItemContent], str]:
    def text(item: ItemContent) -> str:
        value = item.fields.get(name)
        if isinstance(value, list):
            return "\n".join(str(part) for part in cast("list[Any]", value))
        return "" if value is None else str(value)

    return text


def _period_columns(period: PeriodContent, content: PlanContent) -> list[_Column]:
    by_item = {
        item.key: update
        for item in content.items
        for update in item.updates
        if update.period == period.label
    }

    def said(part: Callable[[UpdateContent], str]) -> Callable[[ItemContent], str]:
        return lambda item: part(by_item[item.key]) if item.key in by_item else ""

    def code(item: ItemContent) -> str | None:
        update = by_item.get(item.key)
        return update.rating if update else None

    def word(item: ItemContent) -> str:
        value = content.scale.by_code(code(item))
        return value.word if value else code(item) or ""

    return [
        _Column(f"Rating {period.label}", 12, word, code),
        _Column(f"Progress {period.label}", 48, said(lambda update: update.progress)),
        _Column(f"Reason {period.label}", 36, said(lambda update: update.reason)),
        _Column(f"Forecast {period.label}", 18, said(lambda update: update.forecast)),
        _Column(f"Help needed {period.label}", 30, said(lambda update: update.help_needed)),
    ]
