"""The sheet of e-mail texts that goes with a set of returns: to whom, what, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from plandesk.excel import styles
from plandesk.excel.put_text import describe_book, put_text
from plandesk.excel.save_book import book_bytes

_COLUMNS = (("To", 34), ("E-mail", 34), ("Subject", 46), ("Text", 90), ("Attach", 50))


@dataclass(frozen=True, slots=True)
class EmailText:
    """One message to send with a return attached."""

    to: str
    address: str
    subject: str
    text: str
    attach: str


def email_bytes(emails: Sequence[EmailText], title: str) -> bytes:
    """Return a workbook with one row for each message, ready to copy from."""
    book = Workbook()
    styles.add_styles(book)
    ws = book.worksheets[0]
    ws.title = "E-mails"
    for number, (heading, width) in enumerate(_COLUMNS, start=1):
        cell = ws.cell(1, number)
        cell.style = styles.HEAD
        put_text(cell, heading)
        ws.column_dimensions[get_column_letter(number)].width = width
    for place, email in enumerate(emails, start=2):
        texts = (email.to, email.address, email.subject, email.text, email.attach)
        for number, text in enumerate(texts, start=1):
            cell = ws.cell(place, number)
            cell.style = styles.PLAIN
            put_text(cell, text)
        ws.row_dimensions[place].height = styles.row_height([(email.text, 90)])
    ws.freeze_panes = "A2"
    describe_book(book, title)
    return book_bytes(book)
