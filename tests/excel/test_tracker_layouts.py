"""Layouts that trackers have: each made here, read without a touch, and compared cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.styles import Font, PatternFill

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.types import Level
from plandesk.services.trackers.reading import guess_tracker, read_guess

TEXTS = (
    "Recruit two further school nurses",
    "Agree the joint commissioning plan",
    "Publish the new travel policy",
    "Audit forty case files a month",
    "Train every new starter in safeguarding",
)


@dataclass(frozen=True)
class Row:
    """What one action must come in as."""

    ref: str
    title: str
    leads: tuple[str, ...]
    due: str
    rating: str | None


def actions(reading: TrackerReading) -> list[Row]:
    scale = reading.content.scale
    found = []
    for item in reading.content.items:
        if item.level is Level.ACTION:
            codes = [update.rating for update in item.updates if update.rating]
            value = scale.by_code(codes[-1]) if codes else None
            word = value.word if value else None
            found.append(Row(item.ref, item.title, item.leads, item.due, word))
    return found


def read(folder: Path, book: openpyxl.Workbook) -> TrackerReading:
    book.save(folder / "tracker.xlsx")
    reading = read_guess(guess_tracker(folder / "tracker.xlsx"))
    counts = reading.counts
    parts = (counts.taken, counts.headings, counts.repeated_headers, counts.other)
    assert counts.read == sum(parts) + counts.not_understood
    return reading


def book_of(*rows: Sequence[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return book


def test_the_header_stands_in_row_seven_below_titles(tmp_path):
    words = ("Green", "Amber", "Red", "Green", "Blue")
    head = ["No.", "Task", "Responsible Officer", "Target completion", "Progress RAG"]
    above = (["Anytown Council"], ["Improvement Tracker"], [], ["Version 3"], [], [])
    body = [
        [n, t, "Jo Lee", "June 2024", w]
        for n, (t, w) in enumerate(zip(TEXTS, words, strict=False), 1)
    ]
    reading = read(tmp_path, book_of(*above, head, *body))
    wanted = [Row(str(n), t, ("Jo Lee",), "June 2024", w) for n, t, _, _, w in body]
    assert actions(reading) == wanted


def test_a_header_of_three_rows_under_merged_groups(tmp_path):
    book = book_of(
        ["Ref", "Action", "Delivery", None, "Rating", None],
        [None, None, "Who", "When", "Q1", "Q2"],
        [None, None, "(lead)", "(date)", "2024/25", "2024/25"],
        *([f"1.{n}", t, "Jo Lee", "June 2024", "A", "G"] for n, t in enumerate(TEXTS, 1)),
    )
    for area in ("A1:A3", "B1:B3", "C1:D1", "E1:F1"):
        book.worksheets[0].merge_cells(area)
    wanted = [Row(f"1.{n}", t, ("Jo Lee",), "June 2024", "Green") for n, t in enumerate(TEXTS, 1)]
    assert actions(read(tmp_path, book)) == wanted


def test_a_sheet_for_each_workstream_with_projects_merged_across(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    wanted = []
    for number, name in enumerate(("Leadership", "Practice"), 1):
        sheet = book.create_sheet(name)
        sheet.append(["Ref", "Action", "Lead Officer(s)", "By when", "BRAG"])
        sheet.append([f"Project {number}: Better {name}"])
        sheet.merge_cells("A2:E2")
        sheet["A2"].font = Font(bold=True)
        for n, text in enumerate(TEXTS, 1):
            title, letter = f"{text} in {name}", "b" if n % 2 else "r "
            sheet.append(
                [f"{number}.{n}", title, "A Smith/B Jones; C Brown", "w/c 4 March", letter]
            )
            word = "Blue" if n % 2 else "Red"
            leads = ("A Smith", "B Jones", "C Brown")
            wanted.append(Row(f"{number}.{n}", title, leads, "w/c 4 March", word))
    assert actions(read(tmp_path, book)) == wanted


def test_refs_without_letters_below_themes_and_objectives(tmp_path):
    book = book_of(
        ["ID", "Activity", "Lead", "Timescale", "RAG rating"],
        ["1", "Theme: Leadership and governance"],
        ["1.1", "Objective: Better boards"],
        *([f"1.1.{n}", t, "Head of Place", "end Q2 23/24", "G"] for n, t in enumerate(TEXTS, 1)),
    )
    wanted = [
        Row(f"1.1.{n}", t, ("Head of Place",), "end Q2 23/24", "Green")
        for n, t in enumerate(TEXTS, 1)
    ]
    assert actions(read(tmp_path, book)) == wanted


def test_hidden_rows_are_told_and_a_last_row_with_a_ref_alone_is_not_lost(tmp_path):
    head = ["Ref", "Internal code", "Action", "Lead", "Due date", "RAG", "Comments"]
    body = [
        [f"C{n}", f"X{n}", t, "Jo Lee", dt.date(2024, 6, n), "Amber", "ok"]
        for n, t in enumerate(TEXTS, 1)
    ]
    book = book_of(head, *body, ["C6"])
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    reading = read(tmp_path, book)
    assert [row.due for row in actions(reading)] == [f"{n} June 2024" for n in range(1, 6)]
    (left,) = reading.not_understood
    assert (left.row, left.reason) == (7, "it has the ref C6 but no text")
    assert any("hidden" in doubt.reason for doubt in reading.doubts)


def test_rows_without_refs_rated_by_their_colour(tmp_path):
    book = book_of(["Action", "Who", "When"], *([t, "Jo Lee", "May 2024"] for t in TEXTS))
    colours = ("FF92D050", "FFFFC000", "FFFF0000", "FF92D050", "FF00B0F0")
    for row, colour in enumerate(colours, 2):
        for column in (1, 2, 3):
            book.worksheets[0].cell(row, column).fill = PatternFill("solid", fgColor=colour)
    words = ("Green", "Amber", "Red", "Green", "Blue")
    wanted = [Row("", t, ("Jo Lee",), "May 2024", w) for t, w in zip(TEXTS, words, strict=True)]
    assert actions(read(tmp_path, book)) == wanted


def test_columns_in_the_other_order(tmp_path):
    letters = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue", "N/A": None}
    head = ["RAG", "Timeline", "Lead officer", "Description of action", "#"]
    body = [
        [letter, "Autumn term 2024", "Jo Lee", text, number]
        for number, (letter, text) in enumerate(zip(letters, TEXTS, strict=True), 1)
    ]
    wanted = [Row(str(n), t, (who,), due, letters[r]) for r, due, who, t, n in body]
    assert actions(read(tmp_path, book_of(head, *body))) == wanted
