"""plandesk register: the registers from the command line, and as workbooks."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from plandesk.services.registers.kinds import register_kinds


@pytest.fixture
def plan(cli, sample_file):
    """The sample plan with a measure, a risk and a glossary entry of our own."""
    words = ("unit=percent", "polarity=higher", "target=90%", "tolerance=5", "owner=Head of Data")
    assert cli("register", "add", sample_file, "measures", "Calls in time", *words, "ref=K1") == 0
    assert cli("register", "value", sample_file, "measures", "K1", "87%") == 0
    national = ("--at", "July 2023", "--area", "National")
    assert cli("register", "value", sample_file, "measures", "K1", "91%", *national) == 0
    assert cli("register", "add", sample_file, "risks", "Too few staff", "ref=K2") == 0
    return sample_file


def test_every_register_is_listed_with_its_fields(cli, plan):
    said = cli.json("register", "kinds", plan)["registers"]
    assert [one["name"] for one in said][:3] == ["measures", "risks", "recommendations"]
    assert "target" in said[0]["fields"]
    assert cli("register", "kinds", plan) == 0
    assert "glossary" in cli.out


def test_an_entry_is_shown_with_its_rating_and_why(cli, plan):
    entry = cli.json("register", "show", plan, "measures", "K1")["entry"]
    assert entry["fields"]["unit"] == "Per cent"
    assert entry["people"] == {"owner": ["Head of Data"]}
    assert entry["ratings"][0]["rating"] == "Near target"
    assert {one["area"] for one in entry["values"]} == {"", "National"}
    assert cli("show", plan, "K1") == 0
    assert "87% is 3 points short of the target of 90%, within the tolerance." in cli.out
    assert cli("register", "list", plan, "measures", "--filter", "calls data") == 0
    assert "K1 | Calls in time | Per cent" in cli.out


def test_an_entry_is_changed_linked_scored_and_removed(cli, plan):
    assert cli("register", "set", plan, "risks", "K2", "cause=Pay", "due=May 2024") == 0
    assert cli("register", "add", plan, "counter-measure", "Recruit", "--part-of", "K2") == 0
    for key, word in (("likelihood-after", "Likely"), ("impact-after", "Major")):
        assert cli("register", "value", plan, "risks", "K2", word, "--value", key) == 0
    assert cli("register", "link", plan, "risks", "K2", "A1", "--as", "threatens") == 0
    entry = cli.json("register", "show", plan, "risks", "K2")["entry"]
    assert [part["title"] for part in entry["parts"]] == ["Recruit"]
    assert {one["text"] for one in entry["values"]} == {"Likely", "Major"}
    assert entry["links"][0]["ref"] == "A1"
    assert cli("register", "remove", plan, "risks", "K2") == 0
    assert cli("register", "show", plan, "risks", "K2") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("list", "complaints"), "There is no register “complaints”"),
        (("show", "measures", "K9"), "There is no K9 in measures"),
        (("set", "measures", "K1", "unit=furlongs"), "is none of its words"),
        (("set", "measures", "K1", "colour=red"), "A measure has no field “colour”"),
        (("value", "measures", "K1", "3", "--period", "May 1066"), "There is no period"),
        (("value", "risks", "K2", "perhaps"), "is none of its words"),
        (("link", "risks", "K2", "Z99"), "Z99"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(cli, plan, words, message):
    verb, *rest = words
    said = cli.json("register", verb, plan, *rest)
    assert cli.code != 0
    assert message in said["error"]["message"]


def test_a_register_goes_to_a_workbook_and_its_changes_come_back_as_one_step(cli, plan, tmp_path):
    book = tmp_path / "measures.xlsx"
    assert cli("register", "export", plan, "measures", book) == 0
    assert cli.json("register", "import", plan, "measures", book, "--dry-run")["changes"] == []
    workbook = load_workbook(book)
    sheet = workbook.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == "K1")
    assert sheet.cell(row, heads["Value: July 2023 (National)"]).value == "91%"
    sheet.cell(row, heads["Value: April 2024"]).value = "93%"
    sheet.cell(row, heads["Target"]).value = "92%"
    sheet.cell(1, len(heads) + 1).value = "Value: Q1 2023/24 (Core cities)"
    sheet.cell(row, len(heads) + 1).value = "88%"
    new = sheet.max_row + 1
    sheet.cell(new, heads["Measure"]).value = "Complaints"
    sheet.cell(new, heads["Unit"]).value = "Number"
    workbook.save(book)
    preview = cli.json("register", "import", plan, "measures", book, "--dry-run")
    assert {(one["ref"], one["after"]) for one in preview["changes"]} == {
        ("K1", "93%"),
        ("K1", "92%"),
        ("K1", "88%"),
        ("new", "Complaints"),
    }
    assert preview["applied"] == 0
    done = cli.json("register", "import", plan, "measures", book)
    assert done.get("applied"), done
    entry = cli.json("register", "show", plan, "measures", "K1")["entry"]
    assert {one["text"] for one in entry["values"]} >= {"93%", "88%", "91%"}
    assert entry["fields"]["target"] == "92%"
    titles = [one["title"] for one in cli.json("register", "list", plan, "measures")["entries"]]
    assert "Complaints" in titles
    assert "Import measures from measures.xlsx (4 changes)" in _history(cli, plan)


def _history(cli, plan) -> str:
    cli("history", plan)
    return cli.out


def test_a_workbook_with_a_slip_changes_nothing_and_names_the_cell(cli, plan, tmp_path):
    book = tmp_path / "measures.xlsx"
    cli("register", "export", plan, "measures", book)
    workbook = load_workbook(book)
    sheet = workbook.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value == "K1")
    sheet.cell(row, heads["Better is"]).value = "Sideways"
    sheet.cell(row, heads["Target"]).value = "99%"
    workbook.save(book)
    said = cli.json("register", "import", plan, "measures", book)
    assert cli.code == 1
    assert said["applied"] == 0
    assert f"cell {sheet.cell(row, heads['Better is']).coordinate}" in said["problems"][0]
    entry = cli.json("register", "show", plan, "measures", "K1")["entry"]
    assert entry["fields"]["target"] == "90%"


def test_a_value_of_a_closed_period_is_named_before_anything_happens(cli, plan, tmp_path):
    book = tmp_path / "measures.xlsx"
    cli("register", "export", plan, "measures", book)
    workbook = load_workbook(book)
    sheet = workbook.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Value: January 2024"]).value = "12%"
    workbook.save(book)
    said = cli.json("register", "import", plan, "measures", book, "--dry-run")
    assert "January 2024 is closed" in said["problems"][0]


def test_a_file_without_the_register_is_refused_with_its_headings(cli, plan, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("Name,Colour\nA,Red\n", encoding="utf-8")
    said = cli.json("register", "import", plan, "measures", other)
    assert "holds no table of measures" in said["error"]["message"]
    assert "Ref, Measure" in said["error"]["hint"]


def test_registers_are_counted_by_info(cli, plan):
    counts = cli.json("info", plan)["registers"]
    assert counts["measures"] >= 1
    assert counts["risks"] >= 1
    assert {"glossary", "equality", "swot", "options"} <= set(counts)


def test_the_whole_plan_as_a_workbook_has_a_sheet_for_each_register(cli, plan, tmp_path):
    book = tmp_path / "plan.xlsx"
    assert cli("export", plan, "--xlsx", book) == 0
    names = load_workbook(book).sheetnames
    tops = [name for name in names[1:] if " - " not in name]
    assert tops == [kind.title for kind in register_kinds()]
    assert "Risks - Counter measures" in names


def test_a_register_is_sent_to_its_owners_and_taken_back(cli, plan, tmp_path):
    assert cli("register", "set", plan, "equality", "EQ1", "owner=Head of Visits") == 0
    words = ("--due", "2024-05-03", "--contact", "Equality team")
    words = ("--out", tmp_path / "out", "--owner", "Head of Visits", *words)
    books = cli.json("register", "send", plan, "equality", *words)["books"]
    assert [one["entries"] for one in books] == [1]
    path = books[0]["file"]
    workbook = load_workbook(path)
    sheet = workbook["Equality return"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Information gaps"]).value = "Asked from June"
    workbook.save(path)
    told = cli.json("register", "import", plan, "equality", path)
    assert [one["after"] for one in told["changes"]] == ["Asked from June", "Returned"]
    entry = cli.json("register", "show", plan, "equality", "EQ1")["entry"]
    assert entry["fields"]["gaps"] == "Asked from June"


def test_fields_may_stand_behind_an_option(cli, plan):
    words = ("counter-measure", "Pay more", "--part-of", "R1", "state=Under way")
    assert cli("register", "add", plan, *words) == 0
    cli("register", "show", plan, "risks", "R1")
    assert "Pay more" in cli.out
    assert cli("register", "list", plan, "risks", "state=open") == 2
