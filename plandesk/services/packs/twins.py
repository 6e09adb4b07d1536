"""A pack in other forms, from the same content: HTML page, Word document, workbook of tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plandesk.errors import writing
from plandesk.excel.write_tables import SheetTable, TableCell, write_tables
from plandesk.reports.build import PackBuilder, PackResult
from plandesk.reports.content import AgendaEntry, PackContent
from plandesk.reports.html import html_pack
from plandesk.reports.plain import PlainHeading, PlainTable, entry_parts
from plandesk.store.placing import put_in_place


def write_html(builder: PackBuilder, pdf: PackResult, path: Path) -> PackResult:
    """Write the HTML twin of a version; raises UserError where the public one would leak."""
    public = pdf.kind == "public"
    text = html_pack(builder.content.edition(public=public), pdf.places, public=public)
    if public:
        builder.check_text([text], "the HTML version")
    part = path.with_name(path.name + ".part")
    try:
        with writing(path):
            part.write_text(text, encoding="utf-8", newline="\n")
            put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)
    return PackResult(path, f"{pdf.kind} html", 0, tagged=True, pdf_ua=False)


def write_docx(builder: PackBuilder, pdf: PackResult, path: Path) -> PackResult:
    """Write a version as a Word document; raises UserError where the public one would leak."""
    from plandesk.reports.word import word_pack, word_texts

    public = pdf.kind == "public"
    content = builder.content.edition(public=public)
    if public:
        builder.check_text(word_texts(content, public=True), "the Word version")
    part = path.with_name(path.name + ".part")
    try:
        with writing(path, "Close it if it is open in Word, or choose another folder."):
            word_pack(content, part, pdf.places, public=public)
            put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)
    return PackResult(path, f"{pdf.kind} docx", 0, tagged=False, pdf_ua=False)


def write_xlsx(builder: PackBuilder, pdf: PackResult, path: Path) -> PackResult:
    """Write the tables of a version as a workbook, one sheet a table."""
    public = pdf.kind == "public"
    tables = list(_tables(builder.content.edition(public=public), public=public))
    if public:
        said = (cell.text for table in tables for row in table.rows for cell in row)
        builder.check_text(said, "the workbook")
    write_tables(path, builder.content.title, tables)
    return PackResult(path, f"{pdf.kind} xlsx", 0, tagged=False, pdf_ua=False)


def _tables(content: PackContent, *, public: bool) -> Iterator[SheetTable]:
    for entry in content.entries:
        yield from _entry_tables(entry, public=public)


def _entry_tables(entry: AgendaEntry, *, public: bool) -> Iterator[SheetTable]:
    item = name = f"{entry.number}. {entry.title}"
    for part in entry_parts(entry, public=public):
        if isinstance(part, PlainHeading) and part.level > 1:
            name = f"{entry.number} {part.text}"
        elif isinstance(part, PlainTable):
            rows = tuple(
                tuple(
                    TableCell("\n".join((cell.text, *(f"• {point}" for point in cell.points))),
                              cell.rating)
                    for cell in row
                )
                for row in part.rows
            )  # fmt: skip
            yield SheetTable(name or item, part.columns, rows)
