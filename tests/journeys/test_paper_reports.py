"""Five papers, each from its data to a plan file and out again as a report with its figures."""

from __future__ import annotations

import re

import page as pdf_checker
import paper_content as papers
import pytest
from paper_reports import report_of, text_of

from plandesk.services.check import check_findings
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.packs.outline import EntryKind

AREAS = ("D06", "D07", "D10", "D12", "D13", "D15", "D16")
"""Measures of paper 001 whose areas do not add up to what it prints for the whole."""

SHARES = ("D08", "D09", "D11")
"""Percentages of paper 001 that are not the share of its own counts."""


@pytest.fixture
def report(tmp_path):
    """Put a content into a new plan file and return what one of its reports says."""

    def build(content, kind: EntryKind) -> str:
        target = report_of(content, kind, tmp_path)
        found = pdf_checker.validate_pdf(target, profile=pdf_checker.ValidationProfile.PDF_UA_1)
        assert [f"{f.rule_id} {f.message}" for f in found.failures] == []
        return text_of(target, "-layout")

    return build


@pytest.fixture
def scrutiny(shared_data):
    return papers.truth(shared_data, "scrutiny_pack_2016")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_22_service_plans_print_their_staff_their_budget_and_197_deliverables(shared_data, report):
    told = papers.truth(shared_data, "service_plans_2016")
    text = report(papers.service_plans(told), EntryKind.SERVICE_PLANS)
    said = flat(text)
    assert "22 services, 1,693.42 FTE" in said
    assert "FTE: the total covers 16 of 22 services" in said
    assert "£1,497,00" in said  # as printed: it cannot be read as an amount
    refs = re.findall(r"^\f? *(SP\d\d\.\d\d)\b", text, re.M)
    assert sorted(refs) == sorted(row["ref"] for row in told["rows"])


def test_14_milestones_and_19_measures_with_three_printed_values(shared_data, report):
    told = papers.truth(shared_data, "performance_summary_2023")
    content = papers.performance_plan(told, "2022_23")
    text = report(content, EntryKind.PERFORMANCE_PLAN)
    assert len(re.findall(r"^\f? *M22\.\d\d\b", text, re.M)) == 14
    assert re.search(r"Q1 +Q2 +Q3 +Q4", text)
    for letter in "ABCDE":
        assert re.search(rf"^ *\S* ?{letter} \w", text, re.M), letter
    text = report(content, EntryKind.MEASURE_QUARTERS)
    assert len(re.findall(r"^\f? *K22\.\d\d\b", text, re.M)) == 19
    assert re.search(r"K22\.03 .*? 244 +278 +327", text)


def test_8_milestones_with_their_delivery_dates(shared_data, report):
    told = papers.truth(shared_data, "performance_summary_2023")
    text = report(papers.performance_plan(told, "2023_24"), EntryKind.PERFORMANCE_PLAN)
    assert len(re.findall(r"^\f? *M23\.\d\d\b.*Mar 24", text, re.M)) == 8


def test_nine_education_measures_with_comparators(scrutiny, report):
    content = papers.scrutiny_plan(papers.education_measures(scrutiny))
    text = report(content, EntryKind.MEASURES)
    rows = {row[0]: row for row in re.findall(r"^\f? *(E\d) +(.*)$", text, re.M)}
    assert len(rows) == 9
    assert re.search(r"78% .*Better +81\.8% +80\.9% +78\.2% +90% +78%", rows["E1"][1])
    assert re.search(r"54\.3% .*Worse +57\.3% +51\.9% +52\.4% +In line with", rows["E4"][1])
    assert "Key to the trend" in text
    for row in scrutiny["education_measures"]:
        for name in ("national", "statistical_group", "core_cities"):
            if row[name] is not None:
                assert f"{row[name]}%" in rows[f"E{row['no']}"][1]


@pytest.mark.parametrize("period", ["2015-05", "2016-04"])
def test_performance_sections_have_their_ratings_and_trends(scrutiny, report, period):
    content = papers.scrutiny_plan(papers.care_measures(scrutiny, period), own_trend=True)
    text = report(content, EntryKind.MEASURE_CHARTS)
    rows = [row for row in scrutiny["csc_performance"] if row["period"] == period]
    words = {"RED": "Off target", "AMBER": "Near target", "GREEN": "On target"}
    ways = {"RED": "Not better", "AMBER": "Bit better", "GREEN": "Much better"}
    parts = re.split(r"^\f?C\d ", text, flags=re.M)
    assert len(parts) == 9
    for number, row in enumerate(rows, start=1):
        part = parts[number]
        if row["rating"]:
            assert re.search(rf"Rating +\w+ +{words[row['rating']]}", part), row["title"]
        elif row["target"]:
            assert re.search(r"Rating +\w+ +Not rated", part), row["title"]
        if row["trend"]:
            assert re.search(rf"Trend +\w+ +{ways[row['trend']]}", part), row["title"]
        assert row["headline"]["text"] in part
    if period == "2015-05":  # what the paper contradicts is printed as it is, with a note
        assert "The areas add up to 1,241; the source prints 1,305 for the whole." in flat(text)
        assert "The areas add up to 1,841; the source prints 1,951 for the whole." in flat(text)
    else:
        assert "1,507 of 6,376 is 23.6%; the source prints 23%." in flat(text)
        assert "549 of 827 is 66.4%; the source prints 64%." in flat(text)
        assert "805 of 862 is 93.4%; the source prints 94%." in flat(text)
    packed = "".join(text.split())
    for row in rows:
        for line in row["rows"]:
            for value in filter(None, line["values_text"].values()):
                assert "".join(value.split()) in packed


def test_checks_find_every_figure_that_the_performance_sections_contradict(scrutiny, tmp_path):
    evidence = {one["id"]: one["evidence"] for one in scrutiny["discrepancies"]}
    for period in ("2015-05", "2016-04"):
        path = tmp_path / f"{period}.plandesk"
        content = papers.scrutiny_plan(papers.care_measures(scrutiny, period), own_trend=True)
        with Document.create(path) as document:
            document.run(AddContent(content))
            with document.read() as session:
                found = check_findings(session, rules=("measure-sum",))
        said = [one.message for one in found]
        told = [evidence[name] for name in AREAS if evidence[name]["period"] == period]
        pairs = [(one["areas"], one["total"]) for one in told]
        shares = [evidence[name] for name in SHARES if evidence[name]["period"] == period]
        pairs += [(one["numerator"], one["denominator"]) for one in shares]
        if period == "2015-05":  # D14: inside and outside the time; D17: six months, and one alone
            pairs += [(2068, 2067), (351, 370)]
        assert len(said) == len(pairs), said
        for pair in pairs:
            hits = [text for text in said if all(f"{figure:,}" in text for figure in pair)]
            assert len(hits) == 1, pair


def test_checks_say_which_abbreviations_the_paper_explains_in_two_ways(scrutiny, tmp_path):
    with Document.create(tmp_path / "words.plandesk") as document:
        document.run(AddContent(papers.scrutiny_plan(papers.registers(scrutiny))))
        with document.read() as session:
            found = check_findings(session, rules=("abbreviation-meanings",))
    assert {one.message.split()[0] for one in found} == {"BSWA", "Ofsted", "SEN"}


def test_ratings_of_april_2016_follow_from_their_targets(scrutiny, report):
    content = papers.scrutiny_plan(papers.care_measures(scrutiny, "2016-04", by_rules=True))
    text = report(content, EntryKind.MEASURES)
    words = {"RED": "Off target", "AMBER": "Near target", "GREEN": "On target"}
    printed = [
        (f"C{number}", words[row["rating"]])
        for number, row in enumerate(
            (row for row in scrutiny["csc_performance"] if row["period"] == "2016-04"), start=1
        )
        if row["rating"]
    ]
    assert len(printed) == 6
    rows = [line for line in text.splitlines() if re.match(r"\f? *C\d ", line)]
    lines = {line.split()[0]: line for line in reversed(rows)}  # notes below begin so too
    for ref, word in printed:
        assert word in lines[ref]


def test_five_options_with_their_sums_and_what_contradicts_them(scrutiny, report):
    content = papers.scrutiny_plan(papers.appraisal(scrutiny))
    text = report(content, EntryKind.OPTIONS)
    sums = re.search(r"^ *Sum +Sum of scores +(.*)$", text, re.M)
    assert sums
    assert sums[1].split() == ["46", "57", "64", "74", "82"]
    said = flat(text)
    assert "the score is 2, the word “Low” stands for 1" in said
    assert "the score is 4, the word “Medium” stands for 3" in said


def test_the_other_registers_of_the_scrutiny_pack(scrutiny, report):
    content = papers.scrutiny_plan(papers.registers(scrutiny))
    assert "10 of 10 recommendations are open" in flat(report(content, EntryKind.RECOMMENDATIONS))
    assert "3 risks, none with a score" in flat(report(content, EntryKind.RISKS))
    programme = flat(report(content, EntryKind.WORK_PROGRAMME))
    assert "10 meetings, 24 items" in programme
    assert "the source prints" not in programme  # all dates keep five clear days
    forward = report(content, EntryKind.FORWARD_PLAN)
    assert "000232/2015" in forward
    assert len(re.findall(r"\d{6}/20\d\d", forward)) == 6
    swot = report(content, EntryKind.SWOT)
    counts = [number for _, number in re.findall(r"(Strengths|Weaknesses) \((\d+)\)", swot)]
    assert counts[:2] == ["4", "7"]
    words = report(content, EntryKind.GLOSSARY)
    for row in (*scrutiny["glossary"], *scrutiny["acronyms"]):
        assert "".join((row["term"] or "").split()) in "".join(words.split()), row
    tests = flat(report(content, EntryKind.SELF_ASSESSMENT))
    for row in scrutiny["self_assessment_tests"]:
        for figure in row["key_figures"]:
            assert flat(figure["what"]) in tests


def test_an_organisational_plan_with_five_ratings_measures_and_sources(report):
    content = papers.organisational_plan()
    text = report(content, EntryKind.ORGANISATIONAL_PLAN)
    key = text[: text.index("T1 Helping")]
    for value in content.scale.values:
        assert value.word in key
        assert flat(value.definition) in flat(key)
    assert len(content.scale.values) == 5
    assert len(re.findall(r"^\f? *[12]\.[12]\.[123] ", text, re.M)) == 12
    assert text.count("Accountable lead: Director of Examples") == 2
    body = text[text.index("T1 Helping") :]
    rated = re.findall(r" (?:B|R|A|G|Gy) (Blue|Red|Amber|Green|Grey)\b", body)
    updates = [item.updates[0].rating for item in content.items if item.updates]
    assert sorted(word.casefold() for word in rated) == sorted(updates)
    assert body.count("Not rated") == 12 - len(updates)
    assert flat(body).count("Head of Visits /") == 12
    assert body.count("• Fewer staff leave") == 12
    sources = flat(report(content, EntryKind.SOURCES))
    assert "Inspection three-month action (12)" in sources
    assert "Board action 3.2 (4)" in sources


def test_an_equality_return_by_protected_characteristic(report):
    text = report(papers.organisational_plan(), EntryKind.EQUALITY)
    rows = [line for line in text.splitlines() if re.match(r" *E[12] (Take|Proj)", line)]
    assert rows
    for line in rows:
        answers = re.findall(r"Yes|No\b|Not applicable|Not answered", line)
        assert len(answers) == 9
        assert (answers.count("Yes"), answers.count("Not applicable")) == (3, 1)
    assert "Yearly profile" in text
    assert "8 of 18 answers still missing." in flat(text)
