"""How soon a summary of actions is a PDF, against other programs that set the same table.

LibreOffice prints a workbook of the rows, as a whole process like ours. typst sets a table of
them; it is a compiled program that starts in a hundredth of a second, where Python and its
libraries take a tenth and more: so the race is between what each does after its start, and both
as whole processes are shown beside it. ``PLANDESK_TYPST`` names the program where it is not on the
path. LibreOffice tags nothing.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import large_summary
import openpyxl
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from races import Race, in_turn, is_short, leave_out, say, seconds, whole_process
from sizes import LARGE, SMALL

from plandesk import resources

OFFICE, TYPST = 0.5, 1.0
HEADS = ("Ref", "Action", "Lead", "Due", "January", "April", "Travel", "Outcome")
WIDTHS = (7, 48, 17, 12, 10, 10, 10, 15)  # letters, in the proportions of our columns
POINTS = 9  # of the words, as on our pages
COLOURS = {"Blue": "2F6FB3", "Red": "C0392B", "Amber": "E69F00", "Green": "2E8B57"}
FONTS = Path(resources.path("fonts"))
ROUNDS = 5
TABLE = """
#set document(title: "Action summary")
#set page(paper: "a4", flipped: true, footer: context align(center,
  text(8pt)[Page #counter(page).display("1 of 1", both: true)]))
#set text(font: "Open Sans", size: 9pt, lang: "en", region: "GB")
#let fills = (Blue: rgb("#2F6FB3"), Red: rgb("#C0392B"), Amber: rgb("#E69F00"),
  Green: rgb("#2E8B57"))
#let head(word) = table.cell(fill: rgb("#1F3864"), text(fill: white, weight: "bold", word))
#let shown(word) = if word in fills {
  table.cell(fill: fills.at(word), text(fill: white, weight: "bold", word))
} else { table.cell(breakable: false, word) }
#let rows = csv("rows.csv")
#table(columns: (40pt, 1fr, 100pt, 70pt, 60pt, 60pt, 60pt, 90pt), stroke: 0.4pt + gray,
  table.header(..rows.first().map(head)), ..rows.slice(1).flatten().map(shown))
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
    """Race typst, which sets a table of the same rows, in the same font and colours."""
    rows, typst = rows_of(projects), os.environ.get("PLANDESK_TYPST") or shutil.which("typst")
    name = f"summary of {len(rows):,} actions, against typst"
    if typst is None:
        leave_out(name, "typst is not installed")
        return True
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows((HEADS, *rows))
    (folder / "rows.typ").write_text(TABLE, encoding="utf-8")
    files = [folder / "rows.typ", folder / "rows.pdf"]
    theirs = whole_process([typst, "compile", "--font-path", FONTS, *files])
    start = whole_process([typst, "--version"])
    command = [sys.executable, large_summary.__file__, str(projects), str(folder / "ours.pdf")]
    times: list[tuple[float, float, float, float]] = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        alone = _seconds_said(command)
        times.append((alone, time.perf_counter() - began, seconds(theirs), seconds(start)))
    alone, whole, set_by_them, started = map(statistics.median, zip(*times[1:], strict=True))
    say(Race(f"{name}, whole processes", whole, "typst", set_by_them, float("inf")))
    return say(Race(name, alone, "typst", set_by_them - started, TYPST))


def _seconds_said(command: list[str]) -> float:
    """Return how long a summary took without the start of its program, as it says itself."""
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(said.split()[0])


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
