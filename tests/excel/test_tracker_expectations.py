"""The real trackers, read without a touch, against what a careful person found in them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plandesk.excel.trackers.book import open_tracker
from plandesk.excel.trackers.colour import resolve
from plandesk.excel.trackers.guess import guess_mapping
from plandesk.excel.trackers.outcomes import meaning_of
from plandesk.excel.trackers.read import PlanShape, read_tracker
from plandesk.excel.trackers.report import TrackerReading
from plandesk.excel.trackers.service import read_service_head, service_text
from plandesk.models.content import ItemContent
from plandesk.models.types import Level
from plandesk.services.presets import load_preset

LETTERS, COLOURS, SERVICES = (
    "legacy_tracker_letters.xlsx",
    "legacy_tracker_colours.xlsx",
    "service_plans_2016.xlsx",
)
KINDS = {
    "legend_header": "legend heading",
    "header2": "second header row",
    "project_heading": "project heading",
    "plan_header": "service",
    "section": "project heading",
    "row": "action",
}
# What each class of outcome in the source is called by what it means for the plan.
MEANINGS = {
    "completed_embedded_closed": "completed",
    "reprofiled_bau": "bau",
    "reprofiled_other": "reprofiled",
    "remain_open": "remain open",
    "closed_no_longer_relevant": "not relevant",
    "closed_other": "closed",
    "removed": "removed",
    "duplicate": "duplicate",
    "withdrawn_board_decision": "withdrawn",
    "deferred_financial_pressures": "withdrawn",
    "project_under_revision": "revise",
    "blank": "",
}


def shape(preset: str) -> PlanShape:
    told = load_preset(preset)
    return PlanShape(told.name, told.level_names, told.scale, told.outcomes, told.settings())


@pytest.fixture(scope="module")
def truth(shared_data: Path) -> dict[str, Any]:
    return json.loads((shared_data / "truth" / "workbook_expectations.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def readings(shared_data: Path) -> dict[str, TrackerReading]:
    found: dict[str, TrackerReading] = {}
    for name in (LETTERS, COLOURS, SERVICES):
        told = shape("service-plan" if name == SERVICES else "improvement-plan")
        book = open_tracker(shared_data / "trackers" / name)
        found[name] = read_tracker(book, guess_mapping(book, told.scale), told)
    return found


def expected_rows(truth: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for sheet, rows in truth[name].items():
        for row in rows:
            yield sheet, row


def by_place(reading: TrackerReading) -> dict[tuple[str, int], ItemContent]:
    assert reading.places is not None
    found: dict[tuple[str, int], ItemContent] = {}
    for item in reading.content.items:
        if item.key not in reading.made_up:
            found.setdefault(reading.places[item.key], item)
    return found


def word(reading: TrackerReading, item: ItemContent, period: str) -> str | None:
    code = next((each.rating for each in item.updates if each.period == period), None)
    value = reading.content.scale.by_code(code)
    return value.word if value else None


class Shares:
    """How many values of each column are right."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.wrong: dict[str, list[object]] = defaultdict(list)

    def check(self, column: str, place: object, got: object, wanted: object) -> None:
        self.all[column] += 1
        self.right[column] += got == wanted
        if got != wanted:
            self.wrong[column].append((place, got, wanted))

    def need(self, column: str, share: float, least: int) -> None:
        assert self.all[column] >= least, f"only {self.all[column]} values of {column} were checked"
        got = self.right[column] / self.all[column]
        print(f"{column}: {self.right[column]} of {self.all[column]} right, {got:.2%}")  # noqa: T201 - seen with -s
        assert got >= share, f"{column}: {got:.2%} right; {self.wrong[column][:10]}"


@pytest.mark.parametrize(("name", "least"), [(LETTERS, 361), (COLOURS, 312), (SERVICES, 144)])
def test_every_row_is_of_the_right_kind(truth, readings, name, least):
    kinds = {(row.sheet, row.row): row.kind.value for row in readings[name].rows}
    shares = Shares()
    for sheet, row in expected_rows(truth, name):
        wanted = KINDS.get(row["kind"], row["kind"])
        shares.check("kind", (sheet, row["row"]), kinds.get((sheet, row["row"])), wanted)
    shares.need("kind", 1.0, least)


@pytest.mark.parametrize("name", [LETTERS, COLOURS, SERVICES])
def test_the_counts_add_up_and_nothing_is_left_out(readings, name, shared_data):
    reading = readings[name]
    counts = reading.counts
    assert counts.read == (
        counts.taken
        + counts.headings
        + counts.repeated_headers
        + counts.other
        + counts.not_understood
    )
    book = open_tracker(shared_data / "trackers" / name)
    printed = sum(bool(row.texts()) for sheet in book.sheets for row in sheet)
    assert counts.read == printed
    assert counts.not_understood == 0


def test_letters_give_each_ref_rating_scope_and_date(truth, readings):
    reading = readings[LETTERS]
    items = by_place(reading)
    shares = Shares()
    for sheet, row in expected_rows(truth, LETTERS):
        if row["kind"] != "action":
            continue
        place = (sheet, row["row"])
        item = items[place]
        shares.check("ref", place, item.ref, row["ref"])
        shares.check("rating", place, word(reading, item, "January 2024"), row["jan"])
        shares.check("rating", place, word(reading, item, "April 2024"), row["apr"])
        shares.check("scope", place, list(item.scope), row["scope"])
        shares.check("new", place, item.is_new, row["is_new"])
        dates = item.due.split("\n") if item.due else []
        shares.check("timeframe", place, dates, row["dates"])
        wanted = MEANINGS[row["outcome_class"]]
        shares.check("outcome", place, meaning_of(item.outcome_note), wanted)
    for column in ("ref", "rating", "scope", "new"):
        shares.need(column, 1.0, 203)
    for column in ("timeframe", "outcome"):
        shares.need(column, 0.99, 203)


def test_project_headings_carry_ref_lead_and_number_of_actions(truth, readings):
    items = by_place(readings[LETTERS])
    shares = Shares()
    for sheet, row in expected_rows(truth, LETTERS):
        if row["kind"] == "project_heading":
            item = items[sheet, row["row"]]
            shares.check("ref", row, item.ref, row["ref"])
            shares.check("lead", row, list(item.leads), [row["lead"]])
            shares.check("declared", row, item.declared, row["declared_actions"])
    for column in ("ref", "lead", "declared"):
        shares.need(column, 1.0, 21)


def test_milestones_on_their_own_rows_belong_to_the_action_above(truth, readings):
    reading = readings[LETTERS]
    items = by_place(reading)
    by_key = {item.key: item for item in reading.content.items}
    shares = Shares()
    for sheet, row in expected_rows(truth, LETTERS):
        if row["kind"] == "milestone":
            item = items[sheet, row["row"]]
            shares.check("level", row, item.level, Level.MILESTONE)
            shares.check("parent", row, by_key[item.parent].ref, row["ref"])
    shares.need("level", 1.0, 113)
    shares.need("parent", 1.0, 113)


def test_colours_alone_give_every_rating(truth, readings):
    reading = readings[COLOURS]
    items = by_place(reading)
    projects = {item.ref: item for item in reading.content.items if item.level is Level.PROJECT}
    shares = Shares()
    for sheet, row in expected_rows(truth, COLOURS):
        place = (sheet, row["row"])
        if row["kind"] == "project":
            item = projects[row["ref"]]
            shares.check("declared", place, item.declared, row["declared_actions"])
            elsewhere = row["declared_actions"] is None
            shares.check("elsewhere", place, item.reported_elsewhere, elsewhere)
        elif row["kind"] == "action":
            item = items[place]
            shares.check("ref", place, item.ref, row["ref"])
            shares.check("outcome", place, item.outcome_note, row["outcome_text"])
        else:
            continue
        shares.check("rating", place, word(reading, item, "January 2024"), row["jan"])
        shares.check("rating", place, word(reading, item, "April 2024"), row["apr"])
    shares.need("ref", 1.0, 203)
    shares.need("rating", 1.0, 474)
    shares.need("declared", 1.0, 34)
    shares.need("elsewhere", 1.0, 34)
    shares.need("outcome", 0.99, 203)


def test_project_headings_without_a_ref_find_their_project(truth, readings):
    reading = readings[COLOURS]
    rows = [row for _, row in expected_rows(truth, COLOURS) if row["kind"] == "project_heading"]
    assert len(rows) == 21
    projects = {item.key: item.ref for item in reading.content.items if item.level is Level.PROJECT}
    assert len(projects) == 34
    for item in reading.content.items:
        if item.level is Level.ACTION:
            assert projects[item.parent] == item.ref.rpartition(".")[0]


def test_each_fill_is_listed_once_with_the_rating_it_means(truth, readings):
    fills = {guess.shown: guess.code for guess in readings[COLOURS].mapping.fills}
    assert len(fills) == len(readings[COLOURS].mapping.fills)
    checked = 0
    for rating, stored in truth["shades"].items():
        for shade in stored:
            rgb = "#BFBFBF" if shade.startswith("THEME") else f"#{shade[2:]}"
            if rgb in fills:
                assert fills[rgb] == rating.casefold()
                checked += 1
    assert checked >= 12
    assert resolve(None, (), ()) is None


def test_the_summary_gives_its_counts(truth, readings):
    scale = readings[COLOURS].content.scale
    rows = [row for _, row in expected_rows(truth, COLOURS) if row["kind"] == "summary"]
    summaries = {each.row: each for each in readings[COLOURS].summaries}
    assert len(rows) == 2
    for row in rows:
        found = summaries[row["row"]]
        assert found.label == row["period"]
        words = {value.word: found.counts[value.code] for value in scale.values}
        assert words == row["counts"]


@pytest.mark.parametrize("name", [LETTERS, COLOURS])
def test_titles_projects_and_milestones_are_those_of_the_paper(readings, shared_data, name):
    paper = json.loads((shared_data / "truth" / "improvement_plan_2024.json").read_text("utf-8"))
    items = readings[name].content.items
    actions = {item.ref: item for item in items if item.level is Level.ACTION}
    projects = {item.ref: item.title for item in items if item.level is Level.PROJECT}
    below: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.level is Level.MILESTONE:
            below[item.parent].append(item.title)
    shares = Shares()
    for told in paper["projects"]:
        if told["ref"] in projects:
            got = " ".join(projects[told["ref"]].split())
            shares.check("project", told["ref"], got, " ".join(told["title"].split()))
    for told in paper["actions"]:
        item = actions[told["ref"]]
        shares.check("title", told["ref"], item.title, told["main_text"])
        wanted = [each["text"] for each in told["milestones"] if each["kind"] == "milestone"]
        shares.check("milestones", told["ref"], below[item.key], wanted)
    shares.need("project", 1.0, 21)
    shares.need("title", 1.0, 203)
    shares.need("milestones", 0.99, 203)


def test_service_plans_give_every_deliverable(truth, readings):
    items = by_place(readings[SERVICES])
    shares = Shares()
    for sheet, row in expected_rows(truth, SERVICES):
        if row["kind"] != "row":
            continue
        place = (sheet, row["row"])
        item = items[place]
        shares.check("ref", place, item.ref, row["ref"])
        kind = str(item.fields["type"]).casefold().replace(" ", "_").replace("/", "+")
        shares.check("type", place, kind, row["type"])
        shares.check("owners", place, list(item.leads), row["owners"])
        shares.check("timeframe", place, item.due, row["timeframe_text"])
        impact = str(item.fields.get("impact", ""))
        shares.check("outcomes", place, len(impact.splitlines()), row["outcomes"])
        shares.check("measures", place, len(item.fields.get("measures", [])), row["measures"])
    for column in ("ref", "type", "outcomes", "measures"):
        shares.need(column, 1.0, 104)
    for column in ("owners", "timeframe"):
        shares.need(column, 0.99, 104)


def test_the_whole_of_the_service_plans_is_there(readings, shared_data):
    paper = json.loads((shared_data / "truth" / "service_plans_2016.json").read_text("utf-8"))
    content = readings[SERVICES].content
    actions = {item.ref: item for item in content.items if item.level is Level.ACTION}
    keys = {item.key: item for item in content.items}
    shares = Shares()
    for told in paper["rows"]:
        item = actions[told["ref"]]
        owners = list(dict.fromkeys(each["name"] for each in told["owners"]))
        shares.check("owners", told["ref"], list(item.leads), owners)
        shares.check("timeframe", told["ref"], item.due, told["timeframe_text"])
        measures = item.fields.get("measures", [])
        shares.check("measures", told["ref"], len(measures), len(told["measures"]))
        parent = keys[item.parent]
        heading = None if parent.key in readings[SERVICES].made_up else parent.title
        shares.check("heading", told["ref"], heading, told["section"])
    for column in ("owners", "timeframe", "measures", "heading"):
        shares.need(column, 0.99, 197)


def test_service_heads_give_staffing_and_budget_and_keep_odd_ones_as_printed(readings, shared_data):
    paper = json.loads((shared_data / "truth" / "service_plans_2016.json").read_text("utf-8"))
    book = open_tracker(shared_data / "trackers" / SERVICES)
    shares = Shares()
    for sheet, told in zip(book.sheets, paper["plans"], strict=True):
        head = read_service_head(service_text(sheet.rows[1]))
        number = told["number"]
        shares.check("number", number, head.number, number)
        shares.check("title", number, head.title, told["title"])
        shares.check("staffing", number, head.staffing.value, told["staffing"]["fte"])
        shares.check("budget", number, head.budget.value, told["budget"]["gbp"])
        for kind, got in (("lead", head.leads), ("lead officer", head.officers)):
            names = [each["name"] for each in told["leads"] if each["kind"] == kind]
            shares.check(kind, number, list(got), names)
    for column in ("number", "title", "staffing", "budget", "lead", "lead officer"):
        shares.need(column, 1.0, 22)
    first = next(item for item in readings[SERVICES].content.items if item.ref == "SP01")
    assert first.fields["budget"] == "£1,497,00 Strategic Leadership"
    assert any("£1,497,00" in doubt.reason for doubt in readings[SERVICES].doubts)
