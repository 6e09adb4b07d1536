"""Tables of real committee papers, printed and read back: their figures, row by row."""

from __future__ import annotations

import json
import re
import subprocess

import pack_samples as made
import page as pdf_checker
import pytest
import register_papers as papers

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry


def truth_of(shared_data, name: str):
    return json.loads((shared_data / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def built(tmp_path, section, *, large: bool = False) -> str:
    """Print one section, hold it against PDF/UA, and return what is read from it."""
    content = made.pack(AgendaEntry("1", "Section", section), large_print=large)
    path = build_pack(content, tmp_path / "section.pdf").path
    report = pdf_checker.validate_pdf(path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 50, "the checker looked at next to nothing"
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().split("1. Section", 1)[1]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def services(shared_data):
    return truth_of(shared_data, "service_plans_2016")


@pytest.fixture
def performance(shared_data):
    return truth_of(shared_data, "performance_summary_2023")


@pytest.fixture
def scrutiny(shared_data):
    return truth_of(shared_data, "scrutiny_pack_2016")


def test_printed_fte_of_22_services_add_to_the_paper_s_total(services, tmp_path):
    text = built(tmp_path, papers.service_plans(services))
    head = text[: text.index("\f")] + text.split("\f")[1]
    numbers = re.findall(r"^ *\d+ .*? \d+ {2,}([\d,.]+|Not given) {2,}(?:£|Not given)", head, re.M)
    assert len(numbers) == 22
    given = [float(number.replace(",", "")) for number in numbers if number != "Not given"]
    assert len(given) == 16
    assert round(sum(given), 2) == 1693.42
    assert "22 services, 1,693.42 FTE" in text
    assert "covers 16 of 22 services" in " ".join(text.split())
    assert "(prints “£1,497,00" in " ".join(text.split())


def test_every_deliverable_of_the_22_services_is_printed_once(services, tmp_path):
    text = built(tmp_path, papers.service_plans(services))
    refs = re.findall(r"^ *(SP\d\d\.\d\d)\b", text, re.M)
    assert sorted(refs) == sorted(row["ref"] for row in services["rows"])
    assert len(refs) == 197


def test_columns_stand_in_the_order_of_the_paper(services, tmp_path):
    text = built(tmp_path, papers.service_plans(services))
    heads = re.findall(r"^ *Ref .*$", text, re.M)
    first = sum(head.index("Measures") < head.index("Outcomes") for head in heads)
    assert 0 < first < len(heads)


def test_14_and_8_milestones_are_printed_with_quarters_and_delivery_dates(performance, tmp_path):
    text = built(tmp_path, papers.milestones(performance, "2022_23"))
    assert len(re.findall(r"^ *M22\.\d\d\b", text, re.M)) == 14
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        assert quarter in text
    text = built(tmp_path, papers.milestones(performance, "2023_24"))
    assert len(re.findall(r"^ *M23\.\d\d\b.*Mar 24", text, re.M)) == 8


def test_19_measures_are_printed_with_the_three_values_of_the_paper(performance, tmp_path):
    text = built(tmp_path, papers.quarterly_measures(performance))
    assert len(re.findall(r"^ *K22\.\d\d\b", text, re.M)) == 19
    row = next(line for line in text.splitlines() if "K22.03" in line)
    assert re.search(r"No value +244 +278 +327", row)
    assert len(re.findall(r"No value", text)) == 19 * 4 - 3


def test_nine_education_measures_stand_beside_their_comparators(scrutiny, tmp_path):
    text = built(tmp_path, papers.education_measures(scrutiny))
    lines = text.splitlines()
    assert len([line for line in lines if re.match(r"^ *[1-9] {2,}\S", line)]) == 9
    first = next(line for line in lines if re.match(r"^ *1 ", line))
    assert re.search(r"78% +Improved +81\.8% +80\.9% +78\.2% +90%", first)
    fourth = next(line for line in lines if re.match(r"^ *4 ", line))
    assert re.search(r"54\.3% +Worsened +57\.3% +51\.9% +52\.4% +In line with", fourth)
    assert "Key to the trend" in text
    assert "Key to the rating" not in text  # the paper rates none of the nine


def test_care_measures_have_ratings_and_trends_with_keys_of_their_own(scrutiny, tmp_path):
    words = {"RED": "Red", "AMBER": "Amber", "GREEN": "Green"}
    ways = {"RED": "Not better", "AMBER": "Bit better", "GREEN": "Much better"}
    for period, count in (("2015-05", 8), ("2016-04", 8)):
        text = built(tmp_path, papers.care_measures(scrutiny, period))
        assert text.index("Key to the rating") < text.index("Key to the trend")
        rows = [row for row in scrutiny["csc_performance"] if row["period"] == period]
        assert len(rows) == count
        rated = [words[row["rating"]] for row in rows if row["rating"]]
        trends = [ways[row["trend"]] for row in rows if row["trend"]]
        assert re.findall(r"^ *Rating +\S+ (Red|Amber|Green)$", text, re.M) == rated
        assert re.findall(r"^ *Trend +\S+ (\w+ better)$", text, re.M) == trends
        packed = squeezed(text)
        for row in rows:
            for line in row["rows"]:
                for value in filter(None, line["values_text"].values()):
                    assert squeezed(value) in packed


def test_five_options_have_the_sums_of_the_paper(scrutiny, tmp_path):
    text = built(tmp_path, papers.options_appraisal(scrutiny))
    row = next(line for line in text.splitlines() if re.match(r"^ *Sum +Sum of scores", line))
    assert re.findall(r"\d+", row) == ["46", "57", "64", "74", "82"]
    assert "scores highest with 82" in text


def test_a_score_that_its_label_contradicts_is_printed_with_a_note(scrutiny, tmp_path):
    text = " ".join(built(tmp_path, papers.options_appraisal(scrutiny)).split())
    assert "criterion 3”: the score is 2, the word “Low” stands for 1" in text
    assert "criterion 1”: the score is 4, the word “Medium” stands for 3" in text


def test_swot_analyses_have_every_point(scrutiny, tmp_path):
    text = built(tmp_path, papers.swot(scrutiny))
    found = re.findall(r"(Strengths|Weaknesses|Opportunities|Threats) \((\d+)\)", text)
    names = ("Strengths", "Weaknesses", "Opportunities", "Threats")
    expected = [(n, str(each["counts"][n[0]])) for each in scrutiny["swot"] for n in names]
    assert sorted(found) == sorted(expected)
    assert ("Weaknesses", "7") in found
    packed = squeezed(text)
    for each in scrutiny["swot"]:
        assert all(squeezed(entry["text"])[:12] in packed for entry in each["entries"])


def test_recommendations_risks_and_tests_have_every_row(scrutiny, tmp_path):
    text = built(tmp_path, papers.recommendations(scrutiny))
    assert "10 of 10 recommendations are open" in text
    assert len(re.findall(r"^\f? *\d+ .*In progress", text, re.M)) == 10
    text = built(tmp_path, papers.risks(scrutiny))
    assert "3 risks, none with a score" in text
    assert "gives no likelihood, impact or score" in text
    text = squeezed(built(tmp_path, papers.self_assessment(scrutiny)))
    for test in scrutiny["self_assessment_tests"]:
        assert squeezed(f"{test['no']} {test['question']}") in text
        for figure in test["key_figures"]:
            assert squeezed(f"{figure['what']} {figure['value']}") in text


def test_work_programme_and_forward_plan_have_the_paper_s_dates(scrutiny, tmp_path):
    text = built(tmp_path, papers.work_programme(scrutiny))
    assert "10 meetings, 24 items" in text
    for meeting in scrutiny["work_programme"]["meetings"]:
        assert meeting["date_text"] in text
        assert (meeting["send_out_text"] or "") in text
    text = built(tmp_path, papers.forward_plan(scrutiny))
    for entry in scrutiny["work_programme"]["forward_plan"]:
        assert entry["id"] in text
        assert entry["date_text"] in text
    text = built(tmp_path, papers.glossary(scrutiny))
    assert len(re.findall(r"^ *[A-Z]\S+ {2,}\S", text, re.M)) >= 35
