"""Trackers designed as councils design them, each with habits of its own, read without a touch."""

from __future__ import annotations

import datetime as dt

import pytest
from council_sheets import above, bold, fill, listed, read, sheet_of, words

from plandesk.models.types import Level


def test_groups_of_columns_under_merged_headings_in_free_words(tmp_path):
    sheet = sheet_of(
        [
            ("ANYTOWN COUNCIL",),
            ("Children's Improvement Plan 2024-2026",),
            ("RAG key:", "Complete", "On track", "Some slippage", "Off track", "Not started"),
            (),
            ("No.", "Action", "Officer", "Target date", "Progress", "", "RAG status", ""),
            ("", "", "", "", "What have we done?", "Next steps", "Jul 2024", "Sep 2024"),
            ("Priority 1: Leadership",),
            ("1.1", "Review practice monthly", "Head of QA", "31/10/2024", "Agreed", "Roll out"),
            ("1.2", "Refresh the scheme of delegation", "DCS / HR", "Q2 2024/25", "Drafted", ""),
        ]
    )
    for area in ("A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:F5", "G5:H5", "A7:H7"):
        sheet.merge_cells(area)
    for cell, hue in {"G8": "A", "H8": "B", "G9": "R", "H9": "N"}.items():
        fill(sheet, cell, hue)
    for cell, hue in zip(("B3", "C3", "D3", "E3", "F3"), "BGARN", strict=True):
        fill(sheet, cell, hue)
    bold(sheet, 5, 6, 7)
    found = read(tmp_path, sheet)
    actions = listed(found, Level.ACTION)
    assert [period.label for period in found.content.periods] == ["July 2024", "September 2024"]
    assert words(found, actions["Review practice monthly"]) == ["Amber", "Blue"]
    assert words(found, actions["Refresh the scheme of delegation"]) == ["Red", "Grey"]
    assert actions["Refresh the scheme of delegation"].leads == ("DCS", "HR")
    assert actions["Review practice monthly"].updates[-1].progress == "Agreed"
    assert found.content.title == "Children's Improvement Plan 2024-2026"


def test_a_heading_over_a_ref_and_its_text(tmp_path):
    sheet = sheet_of(
        [
            ("Education Improvement Plan 2012-13",),
            ("Theme 1: Raising standards",),
            ("Objective", "", "Action", "", "Lead", "Timescale", "Q1", "Q2"),
            (
                "1.1",
                "Improve results",
                "1.1.1",
                "Support 20 schools",
                "Head",
                "Sept 2012",
                "G",
                "A",
            ),
            ("", "", "1.1.2", "Review data with heads", "Head", "Termly", "G", "G"),
            (
                "1.2",
                "Reduce exclusions",
                "1.2.1",
                "Agree managed moves",
                "Ann",
                "Dec 2012",
                "A",
                "R",
            ),
        ]
    )
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:D3")
    found = read(tmp_path, sheet)
    projects, actions = listed(found, Level.PROJECT), listed(found, Level.ACTION)
    assert {item.ref: item.title for item in projects.values()} == {
        "1.1": "Improve results",
        "1.2": "Reduce exclusions",
    }
    assert [item.ref for item in actions.values()] == ["1.1.1", "1.1.2", "1.2.1"]
    assert above(found, actions["Review data with heads"]).ref == "1.1"
    assert [period.label for period in found.content.periods] == ["Q1 2012/13", "Q2 2012/13"]


def test_refs_of_projects_and_of_actions_in_columns_of_their_own(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Project ref", "Project", "Action ref", "Action", "Lead", "RAG"),
                ("P1", "Digital", "P1.1", "Procure a platform", "Ann Lee", "G"),
                ("P1", "Digital", "P1.2", "Migrate the forms", "Ann Lee", "A"),
                ("P2", "Estates", "P2.1", "Sell the depot", "Sam Hill", "R"),
            ]
        ),
    )
    assert [item.ref for item in listed(found, Level.PROJECT).values()] == ["P1", "P2"]
    assert [item.ref for item in listed(found, Level.ACTION).values()] == ["P1.1", "P1.2", "P2.1"]


def test_the_project_stands_above_the_table_with_its_lead(tmp_path):
    head = ("Ref", "What we will do", "Who", "By when", "RAG", "Progress to date")
    sheet = sheet_of(
        [
            ("Area 1: Plans for children",),
            (),
            ("Outcome 1.1 Families get the right support   Lead: Director of Education",),
            head,
            (
                "1.1a",
                "Clear the backlog of reviews",
                "SEND manager",
                "Spring term 2025",
                "amber ",
                "",
            ),
            head,
            ("1.1b", "Check 30 plans a month", "SEND manager", "Monthly", "Green", "32 done"),
        ],
        "Area 1 - Plans",
    )
    sheet.merge_cells("A3:F3")
    bold(sheet, 3)
    found = read(tmp_path, sheet)
    (project,) = listed(found, Level.PROJECT).values()
    assert (project.ref, project.title) == ("1.1", "Families get the right support")
    assert project.leads == ("Director of Education",)
    assert list(listed(found, Level.WORKSTREAM)) == ["Plans for children"]
    assert found.counts.repeated_headers == 1


def test_sections_with_a_word_and_no_ref_are_workstreams_with_quarters_from_the_title(tmp_path):
    head = (
        "Priority", "Milestone", "Due", "Q3 rating", "Q4 rating", "Direction of travel",
        "Commentary", "Responsible Director",
    )  # fmt: skip
    sheet = sheet_of(
        [
            ("Corporate Plan milestones 2022/23 - Quarter 4 update",),
            ("Theme: Inclusive city",),
            head,
            ("Children do well", "Open two schools", "Q4", "Amber", "Green", "↑", "Opened", "Ann"),
            ("", "Publish the strategy", "Q2", "Green", "Blue", "↑", "Published", "Ann"),
            ("Theme: Safe city",),
            head,
            ("Tackle violence", "Launch patrols", "May 2022", "Green", "Green", "→", "", "Sam"),
        ]
    )
    for area in ("A4:A5", "A2:H2", "A6:H6"):
        sheet.merge_cells(area)
    found = read(tmp_path, sheet)
    actions = listed(found, Level.ACTION)
    assert list(listed(found, Level.WORKSTREAM)) == ["Inclusive city", "Safe city"]
    assert above(found, actions["Publish the strategy"]).title == "Children do well"
    assert words(found, actions["Publish the strategy"]) == ["Green", "Blue"]
    assert actions["Launch patrols"].leads == ("Sam",)
    assert [period.label for period in found.content.periods] == ["Q3 2022/23", "Q4 2022/23"]


def test_an_audit_follow_up_with_statuses_in_words(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Internal Audit Follow-up Q2 2024/25",),
                (
                    "Audit",
                    "Rec No",
                    "Priority",
                    "Recommendation",
                    "Agreed Management Action",
                    "Responsible Officer",
                    "Original Due Date",
                    "Revised Due Date",
                    "Current Status",
                    "Management Comments",
                ),
                (
                    "Payroll",
                    "1",
                    "High",
                    "Reconcile",
                    "Reconcile monthly",
                    "Payroll Manager",
                    "30/06/2024",
                    "30/09/2024",
                    "In progress",
                    "New starter",
                ),
                (
                    "Payroll",
                    "2",
                    "Medium",
                    "Split duties",
                    "Split approvers",
                    "Head of HR",
                    "31/07/2024",
                    "",
                    "Implemented",
                    "Done",
                ),
                (
                    "Creditors",
                    "1",
                    "High",
                    "Check twice",
                    "Run the tool weekly",
                    "AP Lead",
                    "30 April 2024",
                    "",
                    "Overdue",
                    "Licence late",
                ),
                (
                    "Creditors",
                    "2",
                    "Low",
                    "Update notes",
                    "Reissue notes",
                    "AP Lead",
                    "31 March 2025",
                    "",
                    "Not yet due",
                    "",
                ),
            ]
        ),
    )
    actions = listed(found, Level.ACTION)
    assert list(listed(found, Level.PROJECT)) == ["Payroll", "Creditors"]
    assert [words(found, item) for item in actions.values()] == [
        ["Amber"], ["Blue"], ["Red"], ["Grey"],
    ]  # fmt: skip
    assert [item.due for item in actions.values()] == [
        "30/09/2024", "31/07/2024", "30 April 2024", "31 March 2025",
    ]  # fmt: skip
    assert actions["Reconcile monthly"].fields["Priority"] == "High"
    assert actions["Reconcile monthly"].fields["Original Due Date"] == "30/06/2024"
    assert actions["Reconcile monthly"].updates[-1].progress == "New starter"
    assert sum("It was taken for" in doubt.reason for doubt in found.doubts) == 4


def test_scrutiny_recommendations_with_a_lead_member(tmp_path):
    day = dt.date(2024, 3, 12)
    found = read(
        tmp_path,
        sheet_of(
            [
                (
                    "Date of meeting",
                    "Item",
                    "Recommendation",
                    "Lead Member",
                    "Lead Officer",
                    "Implementation date",
                    "Evidence of progress",
                    "Status (B/R/A/G)",
                ),
                (
                    day,
                    "Attendance",
                    "Publish a dashboard",
                    "Cllr Amin",
                    "Ann",
                    "July 2024",
                    "",
                    "B",
                ),
                (day, "Attendance", "Survey parents", "Cllr Amin", "Ann", "Autumn 2024", "", "A"),
                (day, "Buses", "Restore night routes", "Cllr Poole", "Sam", "n/a", "", "N/A"),
            ]
        ),
    )
    first = listed(found, Level.ACTION)["Publish a dashboard"]
    assert (first.leads, first.sponsors) == (("Ann",), ("Cllr Amin",))
    assert above(found, first).title == "Attendance"


def test_months_without_a_year_are_those_before_the_position(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Programme tracker - position at 30 June 2024",),
                ("B = Complete   G = On track   A = At risk   R = Off track   N = Not due",),
                (),
                ("Ref", "Milestone", "Lead Officer", "Due", "RAG (May)", "RAG (June)"),
                ("P1.1", "Procure the platform", "A. Shah", "Jun-24", "G", "B"),
                ("P1.2", "Audit skills", "C. Obi", "Aug 24", "N", "N"),
            ]
        ),
    )
    actions = listed(found, Level.ACTION)
    assert [period.label for period in found.content.periods] == ["May 2024", "30 June 2024"]
    assert words(found, actions["Procure the platform"]) == ["Green", "Blue"]
    assert words(found, actions["Audit skills"]) == ["Grey", "Grey"]


def test_a_theme_in_a_column_keeps_its_own_actions_without_projects(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Ref", "Workstream", "Action", "Owner", "RAG"),
                ("H1", "Prevention", "Open the hub", "Ann", "G"),
                ("H2", "Rough sleeping", "Run the shelter", "Sam", "R"),
            ]
        ),
    )
    action = listed(found, Level.ACTION)["Run the shelter"]
    project = above(found, action)
    assert (project.title, above(found, project).title) == ("Rough sleeping", "Rough sleeping")


def test_an_update_in_words_is_progress_beside_ratings_by_colour(tmp_path):
    sheet = sheet_of(
        [
            ("Activity", "Lead", "Deadline", "Status update", "Last month RAG", "This month RAG"),
            ("GOVERNANCE",),
            ("Set up the board", "Kim", "Done", "Meets monthly", "", ""),
            ("Agree terms", "Kim", "30th June", "Draft", "", ""),
            ("Hire an analyst", "Lee", "asap", "Out to advert", "", ""),
        ]
    )
    bold(sheet, 1, 2)
    for cell, hue in {"E3": "G", "F3": "B", "E4": "A", "F4": "G", "E5": "R", "F5": "R"}.items():
        fill(sheet, cell, hue)
    found = read(tmp_path, sheet)
    actions = listed(found, Level.ACTION)
    assert words(found, actions["Agree terms"]) == ["Amber", "Green"]
    assert actions["Agree terms"].updates[-1].progress == "Draft"
    assert list(listed(found, Level.PROJECT)) == ["GOVERNANCE"]


@pytest.mark.parametrize(
    "lines", ["1. Audit\n2. Install", "• Audit\n• Install", "- Audit\n- Install"]
)
def test_a_list_in_a_cell_gives_milestones_without_its_marks(tmp_path, lines):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Ref", "Action", "Key milestones", "Lead", "RAG"),
                ("B1", "Change the lighting", lines, "Ann", "G"),
                ("B2", "Change the boilers", lines, "Ann", "G"),
            ]
        ),
    )
    titles = [item.title for item in found.content.items if item.level is Level.MILESTONE]
    assert titles == ["Audit", "Install"] * 2
