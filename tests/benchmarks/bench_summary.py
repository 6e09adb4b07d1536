"""How soon a summary of actions is a PDF, against other programs that set the same table.

Each runs as a whole process, as somebody would start it: LibreOffice prints a workbook of the
rows, typst sets a table of them. Neither tags what it prints as our pages are tagged.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import large_summary
import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from races import Race, in_turn, is_short, leave_out, say, whole_process

SMALL, LARGE = 17, 715
OFFICE, TYPST = 0.5, 1.0
HEADS = ("Ref", "Action", "Lead", "Due", "January", "April", "Travel", "Outcome")
WIDTHS = (7, 48, 17, 12, 10, 10, 10, 15)  # letters, in the proportions of our columns
POINTS = 9  # of the words, as on our pages
COLOURS = {"Blue": "2F6FB3", "Red": "C0392B", "Amber": "E69F00", "Green": "2E8B57"}
TABLE = """
#set page(paper: "a4", flipped: true)
#set text(size: 9pt)
#let rows = csv("rows.csv")
#table(columns: (40pt, 1fr, 100pt, 70pt, 60pt, 60pt, 60pt, 90pt),
  table.header(..rows.first()), ..rows.slice(1).flatten())
"""


def rows_of(projects: int) -> list[tuple[str, ...]]:
    """Return what the summary says, a row for each action."""
    groups = (
        group for stream in large_summary.summary_of(projects).streams for group in stream.projects
    )
    return [
        (
            row.ref, "\n".join((row.title, *row.milestones)), row.lead, row.due,
            row.previous.word if row.previous else "", row.current.word if row.current else "",
            str(row.travel), row.outcome,
        )
        for group in groups
        for row in group.rows
    ]  # fmt: skip


def write_book(rows: list[tuple[str, ...]], target: Path) -> None:
    """Write the tracker that prints as our pages do: A4 across, whole texts, ratings coloured.

    Rows have their heights, which openpyxl does not set: without them most of a text is cut off.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    for column, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for row in (HEADS, *rows):
        sheet.append(row)
    line, edge = Side("thin"), Alignment(wrap_text=True, vertical="top")
    box, font = Border(line, line, line, line), Font(size=POINTS)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for cell in row:
            cell.alignment, cell.border, cell.font = edge, box, font
        told = (str(cell.value or "").split("\n") for cell in row)
        lines = (
            sum(max(1, -(-len(text) // width)) for text in texts)
            for texts, width in zip(told, WIDTHS, strict=True)
        )
        sheet.row_dimensions[number].height = max(lines) * 1.3 * POINTS
    for word, colour in COLOURS.items():
        fill = PatternFill(bgColor=colour)
        rule = CellIsRule(operator="equal", formula=[f'"{word}"'], fill=fill)
        sheet.conditional_formatting.add(f"E2:F{len(rows) + 1}", rule)
    book.save(target)


def ours(folder: Path, projects: int) -> Callable[[], object]:
    """Return a call that builds our pack of the summary in a process of its own."""
    command = [sys.executable, large_summary.__file__, str(projects), folder / "ours.pdf"]
    return whole_process(command)


def against_office(folder: Path, projects: int, budget: float) -> bool:
    """Race LibreOffice, which prints a workbook of the same rows."""
    rows, office = rows_of(projects), shutil.which("soffice")
    name = f"summary of {len(rows):,} actions, against LibreOffice"
    if office is None:
        leave_out(name, "LibreOffice is not installed")
        return True
    write_book(rows, folder / "rows.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["--headless", "--convert-to", "pdf", "--outdir", folder, folder / "rows.xlsx"]
    took, limit = in_turn(
        ours(folder, projects), whole_process([office, profile, *words]), rounds=1
    )
    return say(Race(name, took, "LibreOffice prints a workbook", limit, budget))


def against_typst(folder: Path, projects: int) -> bool:
    """Race typst, which sets a table of the same rows."""
    rows, typst = rows_of(projects), shutil.which("typst")
    name = f"summary of {len(rows):,} actions, against typst"
    if typst is None:
        leave_out(name, "typst is not installed")
        return True
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows((HEADS, *rows))
    (folder / "rows.typ").write_text(TABLE, encoding="utf-8")
    command = [typst, "compile", folder / "rows.typ", folder / "rows.pdf"]
    took, limit = in_turn(ours(folder, projects), whole_process(command), rounds=3)
    return say(Race(name, took, "typst", limit, TYPST))


def main() -> int:
    """Race them; in the short form, say that they are left out."""
    if is_short():
        leave_out("summary, against other programs", "not in the short form")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = [against_typst(folder, SMALL), against_office(folder, LARGE, OFFICE)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
