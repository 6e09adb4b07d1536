"""Rows for the clipboard: as text for any program, and as a table with colours for Excel."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandesk.models.types import Rating, Scale
from plandesk.services.cell_text import row_text
from plandesk.services.queries.plan_tree import PlanRow

RATINGS = frozenset({"rating", "previous"})
# Excel reads a cell of this format as text: the ref "A1.10" keeps its nought, "1/2" is no date.
_TEXT = "mso-number-format:'\\@';white-space:pre-wrap;vertical-align:top;border:.5pt solid #8A939D"
_HEADING = "font-weight:bold;text-align:left;border:.5pt solid #8A939D"


@dataclass(frozen=True, slots=True)
class CopyColumn:
    """A column to copy: its field, by the names of ``cell_text``, and its heading.

    ``text`` tells what it says of a plan item, where rows do not carry that.
    """

    field: str
    heading: str
    text: Callable[[int], str] | None = None

    def of(self, row: PlanRow, scale: Scale) -> str:
        """Return what the column says of a row."""
        return row_text(row, self.field, scale) if self.text is None else self.text(row.id)


@dataclass(frozen=True, slots=True)
class CopiedBlock:
    """The same cells twice: tab-separated text, and HTML."""

    tsv: str
    html: str


def copy_block(
    rows: Sequence[PlanRow],
    columns: Sequence[CopyColumn],
    scale: Scale,
    *,
    headings: bool = True,
) -> CopiedBlock:
    """Return rows as the clipboard holds them; ratings are words on the scale's colours."""
    lines: list[str] = []
    table: list[str] = []
    if headings:
        lines.append("\t".join(_quoted(column.heading) for column in columns))
        cells = "".join(
            f'<th scope="col" style="{_HEADING}">{_escaped(column.heading)}</th>'
            for column in columns
        )
        table.append(f"<tr>{cells}</tr>")
    for row in rows:
        texts = [column.of(row, scale) for column in columns]
        lines.append("\t".join(map(_quoted, texts)))
        marked = zip(columns, texts, strict=True)
        table.append(f"<tr>{''.join(_cell(row, c, text, scale) for c, text in marked)}</tr>")
    body = "\n".join(table)
    return CopiedBlock(
        "".join(f"{line}\r\n" for line in lines),
        f'<html><head><meta charset="utf-8"></head><body><table>\n{body}\n</table></body></html>',
    )


def _cell(row: PlanRow, column: CopyColumn, text: str, scale: Scale) -> str:
    style = _TEXT
    if column.field in RATINGS:
        rating = scale.by_code(row.current if column.field == "rating" else row.previous)
        style += _coloured(rating)
    return f'<td style="{style}">{_escaped(text)}</td>'


def _coloured(rating: Rating | None) -> str:
    return f";background:{rating.fill};color:{rating.ink}" if rating else ""


def _escaped(text: str) -> str:
    # A plain line break would end the cell in Excel; this one stays inside it.
    return html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


def _quoted(text: str) -> str:
    if any(mark in text for mark in '\t\n\r"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
