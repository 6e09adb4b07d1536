"""Trackers as other councils keep them: made here, each with its own habits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from plandesk.errors import UserError
from plandesk.excel.trackers.book import open_tracker
from plandesk.excel.trackers.guess import guess_mapping
from plandesk.excel.trackers.mapping import RowKind, SheetKind
from plandesk.excel.trackers.read import PlanShape, read_tracker
from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.content import ItemContent
from plandesk.models.types import Level
from plandesk.services.presets import load_preset


class Sheet:
    """Makes one sheet of a workbook, row by row."""

    def __init__(self, folder: Path, name: str = "Actions") -> None:
        self._folder = folder
        self._book = openpyxl.Workbook()
        self.sheet = self._book.worksheets[0]
        self.sheet.title = name

    def add(self, *rows: list[object]) -> Sheet:
        for row in rows:
            self.sheet.append(row)
        return self

    def merge(self, *areas: str) -> Sheet:
        for area in areas:
            self.sheet.merge_cells(area)
        return self

    def bold(self, *cells: str) -> Sheet:
        for cell in cells:
            self.sheet[cell].font = Font(bold=True)
        return self

    def fill(self, **colours: object) -> Sheet:
        for cell, colour in colours.items():
            self.sheet[cell].fill = PatternFill("solid", fgColor=colour)
        return self

    def read(self, preset: str = "improvement-plan") -> TrackerReading:
        path = self._folder / "tracker.xlsx"
        self._book.save(path)
        return read(path, preset)


def read(path: Path, preset: str = "improvement-plan") -> TrackerReading:
    told = load_preset(preset)
    shape = PlanShape(told.name, told.level_names, told.scale, told.outcomes, told.settings())
    book = open_tracker(path)
    return read_tracker(book, guess_mapping(book, told.scale), shape)


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path)


def titles(reading: TrackerReading, level: Level) -> list[str]:
    return [item.title for item in reading.content.items if item.level is level]


def actions(reading: TrackerReading) -> dict[str, ItemContent]:
    return {item.ref: item for item in reading.content.items if item.level is Level.ACTION}


def rating(item: ItemContent, period: str) -> str | None:
    return next((each.rating for each in item.updates if each.period == period), None)


def kinds(reading: TrackerReading) -> dict[int, RowKind]:
    return {row.row: row.kind for row in reading.rows}


def assert_adds_up(reading: TrackerReading) -> None:
    counts = reading.counts
    parts = (counts.taken, counts.headings, counts.repeated_headers, counts.other)
    assert counts.read == sum(parts) + counts.not_understood


LOG = ["Action No", "Action", "Owner", "Due Date", "RAG", "Progress update"]


def test_a_flat_log_with_numbers_for_refs(sheet):
    reading = sheet.add(
        ["Inspection action log, updated 15 May 2024"],
        [],
        LOG,
        [1, "Recruit three workers", "Ann Lee / Head of HR", dt.date(2024, 3, 31), "Red", "Ad"],
        [2, "Write the strategy", "Bo Moss", dt.date(2024, 6, 1), "Amber ", "Draft"],
        [3, "Publish the offer", "Ann Lee, Bo Moss", "Autumn 2024", "Complete", None],
        [4, None, "Ann Lee", None, None, None],
        [5, "Review caseloads", "TBC", "ongoing", "Ambr", "late"],
        ["Total", 5, None, None, None, None],
        ["Note: RAG is as at month end"],
    ).read()
    found = actions(reading)
    assert list(found) == ["1", "2", "3", "5"]
    assert found["1"].leads == ("Ann Lee", "Head of HR")
    assert found["1"].due == "31 March 2024"
    assert found["3"].leads == ("Ann Lee", "Bo Moss")
    assert rating(found["2"], "15 May 2024") == "amber"
    assert rating(found["3"], "15 May 2024") == "blue"  # Complete: the rating that means done
    assert found["1"].updates[0].progress == "Ad"
    assert [(row.row, row.reason) for row in reading.not_understood] == [
        (7, "it has the ref “4” but no text")
    ]
    assert kinds(reading)[9] is RowKind.TOTAL
    assert kinds(reading)[10] is RowKind.FOOTNOTE
    assert any("Ambr" in doubt.reason and doubt.row == 8 for doubt in reading.doubts)
    assert_adds_up(reading)


def test_themes_outcomes_and_actions_with_merged_outcomes(sheet):
    head = ["Outcome", "Action", "Lead", "By when", "Measures of success", "RAG", "Source"]
    reading = (
        sheet.add(
            ["Development Plan 2013"],
            ["Theme 1: A skilled workforce   Accountable lead: Head of Workforce"],
            head,
            ["Skills", "Run training", "HR Manager", "Nov 12", "• 90%\n• Up", "Green", "Peer 3.1"],
            [None, "Induct managers", "HR Manager / Head of Care", "2012/13", "All", "A", "Audit"],
            ["Well led", "Appoint", "Chief Executive", "Mar 13", "Filled", None, None],
            ["Theme 2: Good homes"],
            head,
            ["Homes are safe", "Inspect", "Head of Housing", "Jan 13", "None", "R", "Peer review"],
        )
        .merge("A2:G2", "A4:A5", "A7:G7")
        .read("organisational-plan")
    )
    assert titles(reading, Level.WORKSTREAM) == ["A skilled workforce", "Good homes"]
    assert titles(reading, Level.PROJECT) == ["Skills", "Well led", "Homes are safe"]
    items = {item.title: item for item in reading.content.items}
    assert items["A skilled workforce"].leads == ("Head of Workforce",)
    assert items["Induct managers"].parent == items["Run training"].parent
    assert items["Run training"].fields["measures"] == ["90%", "Up"]
    assert items["Induct managers"].sources == ("Audit",)
    assert items["Run training"].due == "Nov 12"
    assert kinds(reading)[8] is RowKind.HEADER
    assert reading.counts.repeated_headers == 1
    assert_adds_up(reading)


PLAN = ["Ref", "Action", "Responsible officer", "Target date", "Previous status", "Current status",
        "Comments"]  # fmt: skip


def test_projects_as_rows_with_a_shorter_ref_and_milestones_below(sheet):
    reading = sheet.add(
        ["Directorate plan"],
        ["Reporting to 31 March 2024"],
        PLAN,
        ["A1", "Strengthen practice", "Director of Practice"],
        ["A1.1", "Audit cases monthly", "Head of Audit", "Mar-24", "G", "G", "ok"],
        [None, "- pilot in east"],
        [None, "- roll out"],
        ["A1.2", "Train staff\n1. Book venue\n2. Invite staff", "IT", "Jun-24", "A", "R", "late"],
        ["Page 1 of 2"],
        PLAN,
        ["A2", "Improve data"],
        ["A2.1 (Council wide)", "Buy a system NEW", "IT", "tbc", "", "A", ""],
        [None, None, None, None, None, None, "more words about the system"],
    ).read()
    assert titles(reading, Level.PROJECT) == ["Strengthen practice", "Improve data"]
    assert titles(reading, Level.MILESTONE) == [
        "pilot in east",
        "roll out",
        "Book venue",
        "Invite staff",
    ]
    found = actions(reading)
    assert found["A1.2"].title == "Train staff"
    assert rating(found["A1.2"], "Previous") == "amber"
    assert rating(found["A1.2"], "31 March 2024") == "red"
    assert found["A2.1"].scope == ("Council wide",)
    assert found["A2.1"].updates[-1].progress == "more words about the system"
    assert kinds(reading)[13] is RowKind.CONTINUED
    assert kinds(reading)[9] is RowKind.FOOTNOTE
    assert_adds_up(reading)


def test_colours_of_themes_palettes_and_hues_that_mean_nothing(sheet):
    reading = (
        sheet.add(
            ["Project", "Action", "Lead", "Jan 2024", "Feb 2024", "Mar 2024"],
            ["Parks", "Mow", "Jo Lee"],
            ["", "Plant", "Jo Lee"],
            ["Roads", "Mend", "Al Moss"],
        )
        .merge("A2:A3")
        .fill(
            D2="FFFF0000",
            E2="FFFFC000",
            F2="FF00B050",
            D3=Color(theme=9, tint=0.4),
            E3=Color(theme=7),
            F3=Color(theme=4),
            D4=Color(indexed=10),
            E4="FFFFFFFF",
            F4="FF7030A0",
        )
        .read()
    )
    items = {item.title: item for item in reading.content.items}
    months = ("January 2024", "February 2024", "March 2024")
    assert [rating(items["Mow"], month) for month in months] == ["red", "amber", "green"]
    # openpyxl writes the Office theme of 2007: accent 6 orange, accent 4 purple, accent 1 blue.
    assert [rating(items["Plant"], month) for month in months] == ["amber", None, "blue"]
    assert [rating(items["Mend"], month) for month in months] == ["red", None, None]
    assert len(reading.mapping.fills) == len({each.shown for each in reading.mapping.fills})
    assert any("#7030A0" in doubt.reason for doubt in reading.doubts)


def test_a_legend_in_the_sheet_rules_over_the_usual_colours(sheet):
    reading = (
        sheet.add(
            ["Key", "Meaning"],
            ["Red", "late"],
            ["Amber", "under way"],
            ["Green", "on time"],
            [],
            ["Ref", "Action", "RAG"],
            ["A1.1", "Do one thing"],
            ["A1.2", "Do another"],
        )
        .fill(A2="FFFF99CC", A3="FFFFFFCC", A4="FFCCFFCC", C7="FFFF99CC", C8="FFFFFFCC")
        .read()
    )
    found = actions(reading)
    assert [found[ref].updates[0].rating for ref in ("A1.1", "A1.2")] == ["red", "amber"]
    assert [kinds(reading)[row] for row in (1, 2, 4)] == [
        RowKind.LEGEND_HEADING,
        RowKind.LEGEND,
        RowKind.LEGEND,
    ]


def test_quarters_rated_on_another_scale(sheet):
    reading = sheet.add(
        ["Corporate plan 2022/23"],
        ["Priority", "Milestone", "Delivery date", "Q1", "Q2", "Q3", "Q4", "Commentary"],
        ["A clean city", "Open the depot", "Mar 24", "A", "B", "C", "C", "late"],
        ["", "Buy trucks", "Jun 23", "B", "B", "A", "A", ""],
        ["A safe city", "Cameras", "Dec 23", "D", "D", "E", "E", ""],
    ).read("performance-plan")
    labels = [period.label for period in reading.content.periods]
    assert labels == ["Q1 2022/23", "Q2 2022/23", "Q3 2022/23", "Q4 2022/23"]
    assert reading.content.periods[0].as_at == dt.date(2022, 6, 30)
    assert titles(reading, Level.PROJECT) == ["A clean city", "A safe city"]
    assert titles(reading, Level.ACTION) == ["Open the depot", "Buy trucks", "Cameras"]
    items = {item.title: item for item in reading.content.items}
    assert [update.rating for update in items["Cameras"].updates] == ["d", "d", "e", "e"]


def test_headings_in_words_that_nobody_else_uses(sheet):
    reading = (
        sheet.add(
            ["Sr", "Particulars", "Delegate", "Milepost"],
            ["X1", "Do the first thing, which is long enough", "Ann Lee", "May 2024"],
            ["X2", "Do the second thing", "Bo Moss", "June 2024"],
        )
        .bold("A1", "B1", "C1", "D1")
        .read()
    )
    found = actions(reading)
    assert found["X1"].leads == ("Ann Lee",)
    assert found["X2"].due == "June 2024"


def test_a_sheet_for_each_project_with_its_ref_in_the_title(tmp_path):
    book = openpyxl.Workbook()
    for number, name in enumerate(("Parks", "Roads"), start=1):
        sheet = book.create_sheet(name)
        sheet.append([f"Project P{number}: Better {name.lower()}"])
        sheet.append(["Ref", "Action", "Lead", "RAG"])
        sheet.append([f"P{number}.1", "Mow and mend", "Jo Lee", "G"])
    del book[book.sheetnames[0]]
    book.save(tmp_path / "tracker.xlsx")
    reading = read(tmp_path / "tracker.xlsx")
    assert titles(reading, Level.PROJECT) == ["Better parks", "Better roads"]
    parents = {item.key: item.ref for item in reading.content.items}
    assert [parents[item.parent] for item in actions(reading).values()] == ["P1", "P2"]


def test_struck_out_and_hidden_rows_are_taken_and_said(sheet):
    sheet.add(["Ref", "Action", "RAG"], ["A1.1", "One", "G"], ["A1.2", "Two", "R"])
    sheet.sheet["B2"].font = Font(strike=True)
    sheet.sheet.row_dimensions[3].hidden = True
    reading = sheet.read()
    assert len(actions(reading)) == 2
    reasons = {doubt.row: doubt.reason for doubt in reading.doubts}
    assert "struck out" in reasons[2]
    assert "hidden" in reasons[3]


def test_a_stray_text_is_reported_and_not_lost(sheet):
    reading = sheet.add(
        ["Ref", "Action", "Lead", "RAG"], [None, None, None, "R"], ["A1.1", "One", "Jo Lee", "G"]
    ).read()
    assert [(row.row, row.kind) for row in reading.not_understood] == [(2, RowKind.NOT_UNDERSTOOD)]
    assert "“R”" in reading.not_understood[0].reason
    assert_adds_up(reading)


def test_further_columns_are_kept_under_their_own_heading(sheet):
    reading = sheet.add(
        ["Ref", "Action", "RAG", "Cost code"], ["A1.1", "One", "G", "XY-44"], ["A1.2", "Two", "R"]
    ).read()
    assert actions(reading)["A1.1"].fields == {"Cost code": "XY-44"}


def test_two_texts_under_one_ref_are_both_kept_and_said(sheet):
    reading = sheet.add(
        ["Ref", "Action", "RAG"], ["A1.1", "Build a depot", "G"], ["A1.1", "Hire a baker", "R"]
    ).read()
    assert titles(reading, Level.ACTION) == ["Build a depot", "Hire a baker"]
    assert any("used for another text" in doubt.reason for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16"), ("|", "utf-8-sig")],
)
def test_csv_of_any_delimiter_and_encoding(tmp_path, delimiter, encoding):
    lines = [
        ["Ref", "Action", "Lead", "Date", "BRAG"],
        ["A1", "First project", "", "", ""],
        ["A1.1", '"Do it, well; | now – please"', "Zoë Müller", "31/03/2024", "B"],
        ["A1.2", "Again", "Jo Lee", "", "G"],
    ]
    path = tmp_path / "tracker.csv"
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    reading = read(path)
    found = actions(reading)
    assert found["A1.1"].title == "Do it, well; | now – please"
    assert found["A1.1"].leads == ("Zoë Müller",)
    assert found["A1.1"].due == "31/03/2024"
    assert titles(reading, Level.PROJECT) == ["First project"]


def test_a_workbook_without_a_table_says_so(sheet):
    with pytest.raises(UserError, match="no sheet that lists") as caught:
        sheet.add(["Dear all,"], ["please find the plan attached."]).read()
    assert "“Actions”" in caught.value.hint


def test_sheets_that_list_nothing_are_named_in_the_notes(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Plan"
    for row in (["Ref", "Action", "RAG"], ["A1.1", "One", "G"], ["A1.2", "Two", "R"]):
        book.worksheets[0].append(row)
    book.create_sheet("Read me").append(["How to fill this in"])
    hidden = book.create_sheet("Old")
    for row in (["Ref", "Action", "RAG"], ["Z1.1", "Old one", "G"]):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "tracker.xlsx")
    reading = read(tmp_path / "tracker.xlsx")
    assert [how.kind for how in reading.mapping.sheets] == [
        SheetKind.ACTIONS,
        SheetKind.NOTES,
        SheetKind.ACTIONS,
    ]
    assert list(actions(reading)) == ["A1.1", "A1.2"]
    assert any("“Read me”" in note for note in reading.notes)
    assert any("“Old”" in note and "hidden" in note for note in reading.notes)


def test_two_tables_on_one_sheet_each_with_its_own_columns(sheet):
    reading = sheet.add(
        ["Plan on a page"],
        ["Project Ref", "Project Title", "Project Lead", "No. of Actions", "BRAG Apr 2024"],
        ["A1", "Better parks", "Head of Parks", 2, "G"],
        ["A2", "Safer roads", "Head of Roads", "N/A", "N/A"],
        [],
        ["Actions in full"],
        ["Ref", "Due", "Action", "Owner", "BRAG Apr 2024"],
        ["A1.1", "May 2024", "Mow the meadows", "Jo Lee", "A"],
        ["A1.2", "June 2024", "Plant trees", "Al Moss", "R"],
    ).read()
    assert [how.kind for how in reading.mapping.sheets] == [SheetKind.PROJECTS, SheetKind.ACTIONS]
    assert [how.name for how in reading.mapping.sheets] == ["Actions", "Actions (table 2)"]
    assert {row.sheet for row in reading.rows} == {"Actions"}
    items = {item.ref: item for item in reading.content.items if item.ref}
    assert items["A1.1"].parent == items["A1"].key
    assert items["A1.1"].title == "Mow the meadows"
    assert items["A1.2"].due == "June 2024"
    assert items["A1"].declared == 2
    assert items["A2"].reported_elsewhere
    assert not items["A1"].reported_elsewhere
    assert kinds(reading)[7] is RowKind.HEADER
    assert_adds_up(reading)


def test_services_below_each_other_on_one_sheet(sheet):
    head = ["Type", "Deliverables", "Owner", "Timeframe", "Outcomes & Impact", "Measures"]
    reading = sheet.add(
        ["1. Libraries\nBooks for all", None, None, None, "Lead: Jo Lee\nStaffing: 4 FTE"],
        head,
        ["BAU", "Open on Sundays", "Jo Lee", "Ongoing", "More readers", "Visits"],
        ["2. Parks", None, None, None, "Lead: Al Moss\nStaffing: 6.5 FTE\nBudget: £1,200,000"],
        head,
        ["BAU", "Mow", "Al Moss", "2024/25", "Tidy parks", "• Complaints\n• Visits"],
    ).read("service-plan")
    services = [item for item in reading.content.items if item.level is Level.WORKSTREAM]
    assert [(each.title, each.leads) for each in services] == [
        ("Libraries", ("Jo Lee",)),
        ("Parks", ("Al Moss",)),
    ]
    assert services[1].fields["budget"] == 1_200_000
    assert services[1].fields["staffing"] == 6.5
    assert [item.ref for item in actions(reading).values()] == ["SP01.01", "SP02.01"]
    assert actions(reading)["SP02.01"].fields["measures"] == ["Complaints", "Visits"]
    assert_adds_up(reading)


def test_milestones_are_ticked_and_what_was_printed_is_kept(sheet):
    reading = sheet.add(
        ["Ref", "Action", "Due", "RAG Apr 24"],
        ["A1.1", "Build a depot", "2025", "A"],
        [None, "• buy the land", "May 2024", "Complete"],
        [None, "• lay the floor", "June 2024", "R"],
    ).read()
    bought, laid = (item for item in reading.content.items if item.level is Level.MILESTONE)
    assert (bought.title, bought.done, bought.due) == ("buy the land", True, "May 2024")
    assert (laid.title, laid.done) == ("lay the floor", False)
    assert laid.fields["rating"] == "April 2024: Red"
    assert not bought.updates
    assert not laid.updates


def test_themes_with_priorities_below_them(sheet):
    reading = (
        sheet.add(
            ["Ref", "Action", "Lead", "Timescale", "RAG Apr 24"],
            ["THEME 1 – Leadership (Accountable Lead: Chief Executive)"],
            ["Priority 1: Managers lead well"],
            ["1.1", "Train managers", "HR Manager", "Dec 2024", "R/A"],
            ["Priority 2: Staff are heard"],
            ["2.1", "Run the survey", "HR Manager / Head of Care", "Q3 2024/25", "G"],
        )
        .merge("A2:E2", "A3:E3", "A5:E5")
        .read("organisational-plan")
    )
    items = {item.title: item for item in reading.content.items}
    assert items["Leadership"].leads == ("Chief Executive",)
    projects = [item for item in reading.content.items if item.level is Level.PROJECT]
    assert [(each.ref, each.title) for each in projects] == [
        ("1", "Managers lead well"),
        ("2", "Staff are heard"),
    ]
    assert items["Run the survey"].parent == projects[1].key
    assert items["Run the survey"].due == "Q3 2024/25"
    assert any("R/A" in doubt.reason for doubt in reading.doubts)


def test_rows_coloured_as_a_whole_are_rated_by_that(sheet):
    rows = [["1", "Mow", "Jo Lee"], ["2", "Dig", "Al Moss"], ["3", "Sow", "Al Moss"]]
    reading = (
        sheet.add(["Ref", "Action", "Lead"], *rows)
        .fill(**{
            f"{letter}{row}": colour
            for row, colour in ((2, "FFFF0000"), (3, "FF92D050"), (4, "FFFFC000"))
            for letter in "ABC"
        })
        .read()
    )  # fmt: skip
    found = actions(reading)
    assert [item.updates[0].rating for item in found.values()] == ["red", "green", "amber"]
    assert not reading.mapping.texts


def test_stripes_are_no_ratings(sheet):
    sheet.add(["Ref", "Action", "Lead"], *([str(n), f"Do {n}", "Jo Lee"] for n in range(1, 9)))
    for row in range(2, 10):
        sheet.fill(**{f"B{row}": "FFBDD7EE" if row % 2 else "FFD9D9D9"})
    assert not any(item.updates for item in actions(sheet.read()).values())
