# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# openpyxl carries no types; what is written is read back by the tests.
"""Write a return: Read me, Actions and Ratings, with nothing hidden and no password."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, put_text
from plandesk.excel.returns import rules
from plandesk.excel.returns.rules import Column
from plandesk.excel.returns.schema import (
    ABOUT_LABELS,
    IDENTITY,
    About,
    Field,
    Locked,
    ReturnRow,
    ReturnSheet,
)
from plandesk.excel.save_book import BookSaver
from plandesk.models.labels import read_labels
from plandesk.models.types import Level

_FIRST_CHOICE = 4


def return_bytes(sheet: ReturnSheet) -> bytes:
    """Return the workbook for one return; the same input gives the same bytes."""
    return ReturnBooks().bytes_of(sheet)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What every Actions sheet of so many rows has: checks of what is typed, tints of ratings."""

    checks: tuple[Any, ...]
    tints: tuple[tuple[str, Any], ...]


class ReturnBooks:
    """Writes the returns of one issue: styles and the Ratings sheet are made once for all.

    What it writes never depends on what it wrote before.
    """

    def __init__(self) -> None:
        self._saver = BookSaver()
        self._shared: tuple[Any, ...] = ()
        self._book: Any = None
        self._cell_styles: list[Any] = []
        self._marks: dict[tuple[int, str], _Marks] = {}

    def bytes_of(self, sheet: ReturnSheet) -> bytes:
        """Return the workbook for one return."""
        book = self._fresh(sheet)
        shown = rules.columns(sheet.scale, sheet.row_word, read_labels(sheet.language))
        _write_actions(book[rules.ACTIONS_SHEET], sheet, shown, self._marks_of(sheet, shown))
        _lay_out_ratings(book[rules.RATINGS_SHEET], sheet)
        reference_cell = _write_readme(book[rules.README_SHEET], sheet, shown)
        _identify(book, sheet.about, reference_cell)
        book.active = 0
        return self._saver.bytes_of(book)

    def _fresh(self, sheet: ReturnSheet) -> Any:
        """Return a workbook with empty sheets, and Ratings filled in."""
        book: Any = self._book
        shared = (sheet.scale, sheet.language)
        if book is None or shared != self._shared:
            book = self._book = Workbook()
            self._shared, self._saver, self._marks = shared, BookSaver(), {}
            styles.add_styles(book)
            book.worksheets[0].title = rules.RATINGS_SHEET
            _write_ratings(book.worksheets[0], sheet)
            self._cell_styles = list(book._cell_styles)  # noqa: SLF001 - see below
        else:
            for name in (rules.README_SHEET, rules.ACTIONS_SHEET):
                book.remove(book[name])
            # What writing an earlier return left behind would stay in the file.
            book[rules.RATINGS_SHEET].column_dimensions.max_outline = None
            book._cell_styles = IndexedList(self._cell_styles)  # noqa: SLF001 - likewise
        book.create_sheet(rules.README_SHEET, 0)
        book.create_sheet(rules.ACTIONS_SHEET, 1)
        return book

    def _marks_of(self, sheet: ReturnSheet, shown: tuple[Column, ...]) -> _Marks:
        place = (len(sheet.rows), sheet.row_word)
        if place not in self._marks:
            last = _last_row(sheet)
            checks, tints = _checks(sheet, shown, last), _tints(self._book, sheet, shown, last)
            self._marks[place] = _Marks(checks, tints)
        return self._marks[place]


def _last_row(sheet: ReturnSheet) -> int:
    return max(len(sheet.rows) + 1, 2)


def day_words(day: dt.date | None) -> str:
    """Return a date in words, "3 April 2024", or ""."""
    return f"{day.day} {day:%B %Y}" if day else ""


def identity_text(about: About) -> str:
    """Return the one-line identity kept in the workbook's properties."""
    return f"{about.reference}|{about.plan_uid}|{about.version}|{about.period}"


def _identify(book: Any, about: About, reference_cell: str) -> None:
    identity = identity_text(about)
    describe_book(book, f"Return {about.reference}: {about.plan_title}, {about.period}", identity)
    book.custom_doc_props = CustomPropertyList()
    book.custom_doc_props.append(StringProperty(name=IDENTITY, value=identity))
    place = f"'{rules.README_SHEET}'!{reference_cell}"
    book.defined_names[IDENTITY] = DefinedName(IDENTITY, attr_text=place)
    book.calculation.fullCalcOnLoad = True


# The Actions sheet -----------------------------------------------------------------------------


def _write_actions(ws: Any, sheet: ReturnSheet, shown: tuple[Column, ...], marks: _Marks) -> None:
    for number, column in enumerate(shown, start=1):
        cell = ws.cell(1, number)
        styles.dress(cell, styles.HEAD)
        put_text(cell, column.heading)
        ws.column_dimensions[get_column_letter(number)].width = column.width
    ws.row_dimensions[1].height = 33
    for place, row in enumerate(sheet.rows, start=2):
        _write_row(ws, place, row, sheet, shown)
    last = _last_row(sheet)
    _add_table(ws, shown, last)
    for check in marks.checks:
        ws.add_data_validation(check)
    for area, rule in marks.tints:
        ws.conditional_formatting.add(area, rule)
    _lay_out(ws, sheet.about, f"A1:{get_column_letter(len(shown))}{last}")
    ws.freeze_panes = "C2"
    ws.print_title_rows = "1:1"


def _write_row(
    ws: Any, place: int, row: ReturnRow, sheet: ReturnSheet, shown: tuple[Column, ...]
) -> None:
    texts: list[tuple[str, float]] = []
    for number, column in enumerate(shown, start=1):
        text = _cell_text(row, column, sheet)
        cell = ws.cell(place, number)
        styles.dress(cell, _style_of(column))
        put_text(cell, text)
        texts.append((text, column.width))
    ws.row_dimensions[place].height = styles.row_height(texts, least=48)


def _style_of(column: Column) -> str:
    if column.name == Field.FORECAST:
        return styles.DATED
    return styles.OPEN if column.is_answer else styles.LOCKED


def _cell_text(row: ReturnRow, column: Column, sheet: ReturnSheet) -> str:
    if column.name == Field.RATING:
        value = sheet.scale.by_code(row.issued.rating)
        return rules.choice(value) if value else row.issued.rating
    if column.is_answer:
        return row.issued.get(Field(column.name))
    title = f"Milestone: {row.title}" if row.level is Level.MILESTONE else row.title
    return {
        Locked.REF: row.ref,
        Locked.TITLE: title,
        Locked.LEAD: row.lead,
        Locked.DUE: row.due,
        Locked.LAST: row.last_rating,
        Locked.KEY: row.key,
    }[Locked(column.name)]


def _add_table(ws: Any, shown: tuple[Column, ...], last: int) -> None:
    table = Table(displayName="Actions", ref=f"A1:{get_column_letter(len(shown))}{last}")
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    ws.add_table(table)


def _checks(sheet: ReturnSheet, shown: tuple[Column, ...], last: int) -> tuple[Any, ...]:
    found: list[Any] = []
    for number, column in enumerate(shown, start=1):
        if not column.is_answer:
            continue
        check = _check(Field(column.name), sheet)
        check.showInputMessage = check.showErrorMessage = True
        check.promptTitle = check.errorTitle = _fit(column.title, 32)
        check.prompt, check.error = _fit(column.prompt, 255), _fit(check.error or "", 255)
        letter = get_column_letter(number)
        check.add(f"{letter}2:{letter}{last}")
        found.append(check)
    return tuple(found)


def _fit(text: str, limit: int) -> str:
    """Cut text at a word: Excel calls a workbook damaged whose prompts are longer than this."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "\u2026"


def _check(name: Field, sheet: ReturnSheet) -> DataValidation:
    if name is Field.RATING:
        end = _FIRST_CHOICE + len(sheet.scale.values) - 1
        return DataValidation(
            type="list",
            formula1=f"'{rules.RATINGS_SHEET}'!$A${_FIRST_CHOICE}:$A${end}",
            allow_blank=True,
            errorStyle="stop",
            error=rules.rating_stop(sheet.scale),
        )
    if name is Field.FORECAST:
        # A warning, not a stop: "Autumn 2024" is a fair answer.
        return DataValidation(
            type="date",
            operator="between",
            formula1="DATE(2000,1,1)",
            formula2="DATE(2100,12,31)",
            allow_blank=True,
            errorStyle="warning",
            error=rules.date_warning(),
        )
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(rules.limit_of(name)),
        allow_blank=True,
        errorStyle="warning",
        error=rules.length_warning(name),
    )


def _tints(
    book: Any, sheet: ReturnSheet, shown: tuple[Column, ...], last: int
) -> tuple[tuple[str, Any], ...]:
    """Tint a rating cell by its word; the word stays, so colour is never the only sign."""
    places = {column.name: get_column_letter(n) for n, column in enumerate(shown, start=1)}
    looks = book._differential_styles  # noqa: SLF001 - openpyxl puts a rule's look there on saving
    found: list[tuple[str, Any]] = []
    for name in (Locked.LAST, Field.RATING):
        letter = places[name]
        for value in sheet.scale.values:
            word = value.word.replace('"', '""')
            test = f'LEFT(TRIM({letter}2)&" ",{len(value.word) + 1})="{word} "'
            look = DifferentialStyle(
                font=Font(color=value.tint_ink.lstrip("#"), bold=True),
                fill=PatternFill("solid", bgColor=value.tint.lstrip("#")),
            )
            rule = Rule(type="expression", formula=[test], dxfId=looks.add(look))
            found.append((f"{letter}2:{letter}{last}", rule))
    return tuple(found)


def _lay_out(ws: Any, about: About, area: str) -> None:
    ws.print_area = area
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9  # A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.oddFooter.left.text = _footer(f"Return {about.reference} - {about.period}")
    ws.oddFooter.right.text = "Page &P of &N"
    lock = ws.protection
    lock.sheet = True  # no password: it stops slips, it is not security
    for freedom in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(lock, freedom, False)
    lock.insertRows = lock.deleteRows = False


def _footer(text: str) -> str:
    return text.replace("&", "&&")[:200]


# The Ratings sheet -----------------------------------------------------------------------------


def _write_ratings(ws: Any, sheet: ReturnSheet) -> None:
    _line(ws, 1, styles.TITLE, f"Ratings: {sheet.scale.name}" if sheet.scale.name else "Ratings")
    for number, (heading, width) in enumerate(
        (("Rating", 34), ("Letter", 9), ("What it means", 90)), start=1
    ):
        cell = ws.cell(_FIRST_CHOICE - 1, number)
        styles.dress(cell, styles.HEAD)
        put_text(cell, heading)
        ws.column_dimensions[get_column_letter(number)].width = width
    for place, value in enumerate(sheet.scale.values, start=_FIRST_CHOICE):
        for number, text in enumerate(
            (rules.choice(value), value.letter, value.definition), start=1
        ):
            cell = ws.cell(place, number)
            styles.dress(cell, styles.LOCKED)
            put_text(cell, text)
        ws.row_dimensions[place].height = styles.row_height([(value.definition, 90)], least=20)


def _lay_out_ratings(ws: Any, sheet: ReturnSheet) -> None:
    _lay_out(ws, sheet.about, f"A1:C{_FIRST_CHOICE + len(sheet.scale.values) - 1}")


# The Read me sheet -----------------------------------------------------------------------------


def _line(ws: Any, place: int, style: str, text: str, beside: str = "") -> None:
    for number, words in ((1, text), (2, beside)):
        if words or number == 1:
            cell = ws.cell(place, number)
            styles.dress(cell, style if number == 1 else styles.PLAIN)
            put_text(cell, words)


def _write_readme(ws: Any, sheet: ReturnSheet, shown: tuple[Column, ...]) -> str:
    """Write who, what, by when; steps; guidance; identity. Return the reference's cell."""
    about = sheet.about
    ws.column_dimensions["A"].width, ws.column_dimensions["B"].width = 30, 95
    _line(ws, 1, styles.TITLE, f"{about.plan_title}: return for {about.period}")
    ws.row_dimensions[1].height = 30
    place = 3
    for label, text in _who_what_when(sheet):
        place = _entry(ws, place, label, text)
    place = _rated_line(ws, place, len(sheet.rows), shown)
    place = _section(ws, place + 1, "How to fill it in")
    fill_in = read_labels(sheet.language).say("fill_in")
    for number, step in enumerate(_steps(about, fill_in), start=1):
        place = _entry(ws, place, f"Step {number}", step)
    place = _section(ws, place + 1, "What to write")
    for heading, text in rules.guidance(sheet.scale):
        place = _entry(ws, place, heading, text)
    place = _section(ws, place + 1, "What the ratings mean")
    for value in sheet.scale.values:
        place = _entry(ws, place, f"{value.word} ({value.letter})", value.definition or value.word)
    place = _section(ws, place + 1, "About this return")
    first = place
    for name, label in ABOUT_LABELS.items():
        place = _entry(ws, place, label, _about_text(about, name))
    _lay_out(ws, about, f"A1:B{place - 1}")
    return f"$B${first}"


def _about_text(about: About, name: str) -> str:
    value = getattr(about, name)
    return day_words(value) if isinstance(value, dt.date) else str(value or "")


def _section(ws: Any, place: int, text: str) -> int:
    cell = ws.cell(place, 1)
    styles.dress(cell, styles.HEAD)
    put_text(cell, text)
    styles.dress(ws.cell(place, 2), styles.HEAD)
    return place + 1


def _entry(ws: Any, place: int, label: str, text: str) -> int:
    if text:
        _line(ws, place, styles.BOLD, label, text)
        ws.row_dimensions[place].height = styles.row_height([(label, 30), (text, 95)], least=18)
        return place + 1
    return place


def _who_what_when(sheet: ReturnSheet) -> list[tuple[str, str]]:
    about, count = sheet.about, len(sheet.rows)
    word = sheet.row_word.lower()
    asked = f"{count} {word}{'' if count == 1 else 's'}"
    as_at = f" as at {day_words(about.as_at)}" if about.as_at else ""
    return [
        ("For", about.lead),
        ("What", f"Say where each of {asked} stands{as_at}, on the {rules.ACTIONS_SHEET} sheet."),
        ("By", day_words(about.due)),
        ("Send it to", about.contact),
    ]


def _rated_line(ws: Any, place: int, count: int, shown: tuple[Column, ...]) -> int:
    """Write the live line "7 of 19 rated"; it counts as ratings are chosen."""
    number = next(n for n, column in enumerate(shown, start=1) if column.name == Field.RATING)
    letter = get_column_letter(number)
    _line(ws, place, styles.BOLD, "So far")
    cell = ws.cell(place, 2)
    styles.dress(cell, styles.BOLD)
    cells = f"{rules.ACTIONS_SHEET}!${letter}$2:${letter}${max(count + 1, 2)}"
    cell.value = f'=SUMPRODUCT(--(LEN(TRIM({cells}))>0))&" of {count} rated"'
    return place + 1


def _steps(about: About, fill_in: str) -> tuple[str, ...]:
    back = f"to {about.contact} " if about.contact else ""
    by = f"by {day_words(about.due)}" if about.due else "when it is done"
    return (
        f"Go to the {rules.ACTIONS_SHEET} sheet. White columns headed "
        f"\u201c{fill_in}\u201d are yours; tinted columns say which row it is.",
        "Choose a rating for each row from the list in its cell.",
        "Say what has happened since the last return, and when you now expect it to be done.",
        "You may sort, filter or add rows. Leave the PlanDesk key with its row: it is how your "
        "answers find their place.",
        f"Save it as an Excel workbook without a password and send it back {back}{by}.",
    )
