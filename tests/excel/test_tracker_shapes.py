"""Further shapes of trackers, each read without a touch: headings, rows and what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.types import Level
from plandesk.services.trackers.reading import guess_tracker, read_guess

NURSES, PLAN, AUDIT = (
    "Recruit two further school nurses",
    "Agree the joint commissioning plan",
    "Audit forty case files a month",
)


def read(
    folder: Path,
    rows: Iterable[Sequence[object]],
    merged: Iterable[str] = (),
    fills: Mapping[str, str] | None = None,
    bold: Iterable[int] = (),
) -> TrackerReading:
    book = openpyxl.Workbook()
    ws = book.worksheets[0]
    for row in rows:
        ws.append(list(row))
    for area in merged:
        ws.merge_cells(area)
    for address, colour in (fills or {}).items():
        ws[address].fill = PatternFill("solid", fgColor=colour)
    for row in bold:
        for cell in ws[row]:
            cell.font = Font(bold=True)
    book.save(folder / "tracker.xlsx")
    reading = read_guess(guess_tracker(folder / "tracker.xlsx"))
    counts = reading.counts
    parts = (counts.taken, counts.headings, counts.repeated_headers, counts.other)
    assert counts.read == sum(parts) + counts.not_understood
    assert counts.not_understood == 0
    return reading


def actions(reading: TrackerReading) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [
        (item.ref, item.title, item.leads, item.due)
        for item in reading.content.items
        if item.level is Level.ACTION
    ]


def titles(reading: TrackerReading, level: Level) -> list[str]:
    return [item.title for item in reading.content.items if item.level is level]


def ratings(reading: TrackerReading) -> list[dict[str, str]]:
    return [
        {update.period: update.rating for update in item.updates if update.rating}
        for item in reading.content.items
        if item.level is Level.ACTION
    ]


def test_a_heading_of_three_rows_is_one_heading(tmp_path):
    found = read(
        tmp_path,
        [
            ("Ref", "Action", "Lead", "Progress", None, None, "Due date"),
            (None, None, None, 2024, None, 2025, None),
            (None, None, None, "April", "October", "April", None),
            ("1.1", NURSES, "Jo Lee", "G", "A", "R", "March 2025"),
            ("1.2", PLAN, "Sam Day / Jo Lee", "A", "G", "B", "June 2025"),
            ("1.3", AUDIT, "Di Fox", "R", "A", "G", "Ongoing"),
        ],
        merged=["D1:F1", "D2:E2", "A1:A3", "B1:B3", "C1:C3", "G1:G3"],
    )
    assert actions(found)[1] == ("1.2", PLAN, ("Sam Day", "Jo Lee"), "June 2025")
    assert ratings(found)[0] == {
        "April 2024": "green", "October 2024": "amber", "April 2025": "red",
    }  # fmt: skip


def test_a_row_of_groups_above_the_headings_is_no_action(tmp_path):
    found = read(
        tmp_path,
        [
            ("Corporate action log 2024", None, None, None, None),
            ("About the action", None, None, "Rating", None),
            ("No.", "What needs to be done", "Who", "Jan 24", "Apr 24"),
            (1, NURSES, "Jo Lee", "Green", "Amber"),
            (2, PLAN, "Sam Day", "Amber", "Amber"),
        ],
        merged=["A1:E1", "A2:C2", "D2:E2"],
    )
    assert [each[0] for each in actions(found)] == ["1", "2"]
    assert ratings(found)[0] == {"January 2024": "green", "April 2024": "amber"}


def test_steps_below_a_merged_objective_are_the_actions(tmp_path):
    found = read(
        tmp_path,
        [
            ("Theme", "Objective", "Step", "Responsible officer", "Complete by", "RAG"),
            ("Housing", "Fewer empty homes", "Publish the policy", "A Green", "30/09/2024", "A"),
            (None, None, "Bring forty homes into use", "A Green", "31/03/2025", "G"),
            ("Roads", "Safer roads", "Resurface ten miles", "B Hill", "Q2 2024/25", "R"),
            (None, None, "Light twenty crossings", "B Hill", "end of June 2024", "G"),
        ],
        merged=["A2:A3", "B2:B3", "A4:A5", "B4:B5"],
    )
    assert titles(found, Level.WORKSTREAM) == ["Housing", "Roads"]
    assert titles(found, Level.PROJECT) == ["Fewer empty homes", "Safer roads"]
    assert [each[1] for each in actions(found)][1::2] == [
        "Bring forty homes into use",
        "Light twenty crossings",
    ]


def test_a_list_of_tasks_out_of_a_planning_program(tmp_path):
    found = read(
        tmp_path,
        [
            ("Task ID", "Task name", "Assigned to", "Start", "Finish", "% complete", "Status"),
            ("T-001", NURSES, "P Roe", dt.date(2024, 1, 8), dt.date(2024, 3, 29), 1, "Complete"),
            ("T-002", PLAN, "P Roe", dt.date(2024, 2, 5), dt.date(2024, 6, 28), 0.4, "On track"),
            (
                "T-003",
                AUDIT,
                "K Moss",
                dt.date(2024, 4, 1),
                dt.date(2024, 12, 2),
                0,
                "Not started",
            ),
        ],
    )
    assert actions(found)[2] == ("T-003", AUDIT, ("K Moss",), "2 December 2024")
    assert [list(each.values()) for each in ratings(found)] == [
        ["complete"], ["on-track"], ["not-started"],
    ]  # fmt: skip


def test_a_recommendation_is_the_title_where_no_action_is_printed(tmp_path):
    found = read(
        tmp_path,
        [
            ("Audit", "Rec No", "Recommendation", "Priority", "Responsible officer",
             "Original date", "Revised date"),
            ("Payroll", "1", "Reconcile the account each month", "High", "Head of Finance",
             "31/05/2024", None),
            ("Payroll", "2", "Remove leavers within five days", "Medium", "Head of HR",
             "30/06/2024", "30/09/2024"),
        ],
    )  # fmt: skip
    assert actions(found) == [
        ("1", "Reconcile the account each month", ("Head of Finance",), "31/05/2024"),
        ("2", "Remove leavers within five days", ("Head of HR",), "30/09/2024"),
    ]


def test_banded_sections_are_projects(tmp_path):
    found = read(
        tmp_path,
        [
            ("Ref", "Action", "Owner", "By when", "BRAG"),
            ("1. Our people", None, None, None, None),
            ("1.1", "Hold monthly one-to-ones", "Head of HR", "Ongoing", "Green"),
            ("2. Our places", None, None, None, None),
            ("2.1", "Close the Elm Street office", "Head of Estates", "Mar-25", "Red"),
        ],
        merged=["A2:E2", "A4:E4"],
        bold=[2, 4],
    )
    assert titles(found, Level.PROJECT) == ["1. Our people", "2. Our places"]
    assert [each[0] for each in actions(found)] == ["1.1", "2.1"]


def test_an_empty_status_cell_is_read_by_its_colour(tmp_path):
    found = read(
        tmp_path,
        [
            ("Ref", "Milestone", "Lead", "Target", "Status"),
            ("M1", "Open the hub", "Ann", "May 2024", None),
            ("M2", "Train staff", "Bob", "June 2024", None),
            ("M3", "Review year one", "Cy", "July 2024", None),
        ],
        fills={"E2": "00B050", "E3": "FFC000", "E4": "FF0000"},
    )
    rated = [next(iter(each.values())) for each in ratings(found)]
    assert rated == ["green", "amber", "red"]


def test_two_plans_one_below_the_other(tmp_path):
    found = read(
        tmp_path,
        [
            ("Children's plan",),
            ("Ref", "Action", "Lead", "RAG"),
            ("C1", "Open two hubs", "Ann", "G"),
            (None,),
            ("Adults' plan",),
            ("Ref", "Action", "Lead", "RAG"),
            ("A1", "Extend reablement", "Cy", "R"),
        ],
    )
    assert "Adults' plan" in titles(found, Level.PROJECT)
    assert [each[0] for each in actions(found)] == ["C1", "A1"]


def test_headings_written_as_sentences(tmp_path):
    found = read(
        tmp_path,
        [
            ("Ref. no. of action", "Description of the improvement action to be taken",
             "Name of officer leading on this action", "Date by which action is to be completed",
             "Current RAG status (July 2024)", "Summary of progress made since last report"),
            ("IA1", NURSES, "Head of Policy", "31 October 2024", "Amber", "Draft shared in June."),
            ("IA2", PLAN, "Monitoring Officer", "January 2025", "Grey", ""),
        ],
    )  # fmt: skip
    assert actions(found)[0] == ("IA1", NURSES, ("Head of Policy",), "31 October 2024")
    assert ratings(found) == [{"July 2024": "amber"}, {"July 2024": "grey"}]


@pytest.mark.parametrize("heading", ["Done?", "Completed (Y/N)"])
def test_a_column_that_is_not_known_keeps_its_words(tmp_path, heading):
    found = read(
        tmp_path,
        [
            ("Action", "Lead", "Deadline", heading),
            ("Order new signs", "Ann", "May 2024", "Yes"),
            ("Paint the hall", "Bob", "June 2024", "No"),
        ],
    )
    kept = [item.fields for item in found.content.items if item.level is Level.ACTION]
    assert [each[heading] for each in kept] == ["Yes", "No"]
