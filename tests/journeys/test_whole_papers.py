"""Five papers word for word: whatever the transcription of a paper says is in its report."""

from __future__ import annotations

import paper_content as papers
import pytest
from paper_reports import not_printed, report_of, text_of

from plandesk.services.packs.outline import EntryKind


@pytest.fixture
def scrutiny(shared_data):
    return papers.truth(shared_data, "scrutiny_pack_2016")


def test_every_word_of_the_22_service_plans(shared_data, tmp_path):
    told = papers.truth(shared_data, "service_plans_2016")
    report = report_of(papers.service_plans(told), EntryKind.SERVICE_PLANS, tmp_path)
    said = []
    for plan in told["plans"]:
        said += [plan["title"], *plan["intro"], *(lead["name"] for lead in plan["leads"])]
        said += [(plan[name] or {}).get("text") or "" for name in ("staffing", "budget")]
    for row in told["rows"]:
        said += [row["ref"], row["priority_text"], row["type_text"] or "", row["timeframe_text"]]
        said += [*row["outcomes"], *row["measures"], *(owner["name"] for owner in row["owners"])]
    assert len(said) > 2000
    assert not_printed(report, said) == []


@pytest.mark.parametrize("year", ["2022_23", "2023_24"])
def test_every_milestone_of_the_performance_summary(shared_data, tmp_path, year):
    told = papers.truth(shared_data, "performance_summary_2023")
    content = papers.performance_plan(told, year)
    report = report_of(content, EntryKind.PERFORMANCE_PLAN, tmp_path)
    rows = told[f"milestones_{year}"]
    said = [row[name] for row in rows for name in ("ref", "full_text", "theme", "directorate")]
    assert not_printed(report, [*said, *(row.get("delivery_date_text", "") for row in rows)]) == []
    sight = report_of(content, EntryKind.LINE_OF_SIGHT, tmp_path)
    assert len(told["priorities"]) == 21
    assert not_printed(sight, [row["title"] for row in told["priorities"]]) == []


def test_every_measure_of_the_performance_summary(shared_data, tmp_path):
    told = papers.truth(shared_data, "performance_summary_2023")
    content = papers.performance_plan(told, "2022_23")
    report = report_of(content, EntryKind.MEASURE_QUARTERS, tmp_path)
    rows = told["kpis_2022_23"]
    said = [row[name] for row in rows for name in ("ref", "name", "directorate", "theme")]
    said += [str(value) for row in rows for value in row["quarters"].values() if value is not None]
    assert not_printed(report, said) == []
    assert text_of(report, "-layout").count("No value") == 19 * 4 - 3


def test_every_education_measure(scrutiny, tmp_path):
    content = papers.scrutiny_plan(papers.education_measures(scrutiny))
    report = report_of(content, EntryKind.MEASURES, tmp_path)
    said = []
    for row in scrutiny["education_measures"]:
        said += [row["name"], row["target_text"], *row["baseline_text"].rstrip(")").split(" (")]
        said += [f"{row[n]}%" for n in ("national", "statistical_group", "core_cities") if row[n]]
    assert not_printed(report, said) == []


@pytest.mark.parametrize("period", ["2015-05", "2016-04"])
def test_every_figure_of_the_performance_sections(scrutiny, tmp_path, period):
    content = papers.scrutiny_plan(papers.care_measures(scrutiny, period), own_trend=True)
    report = report_of(content, EntryKind.MEASURE_CHARTS, tmp_path)
    rows = [row for row in scrutiny["csc_performance"] if row["period"] == period]
    assert len(rows) == 8
    said = []
    for row in rows:
        said += [row["title"], row["commentary"] or "", *row["columns"]]
        said += [line["label"] for line in row["rows"] if line["label"] != row["headline"]["row"]]
        said += [text for line in row["rows"] for text in line["values_text"].values()]
        said += [(row["target"] or {}).get("text", "")]
        compared = row["national_average"]
        said += [compared["label"], str(compared["value"])] if compared else []
    assert not_printed(report, said) == []


def test_every_score_of_the_options_appraisal(scrutiny, tmp_path):
    content = papers.scrutiny_plan(papers.appraisal(scrutiny))
    report = report_of(content, EntryKind.OPTIONS, tmp_path)
    told = scrutiny["options_appraisal"]
    said = [one["text"] for one in told["criteria"]]
    for option in told["options"]:
        said += [option["title"], option["description"]]
        said += [score["rationale"] or "" for score in option["scores"]]
        said += [str(option["summary"][n] or "") for n in ("unweighted_score", "weighted_score")]
    assert len([text for text in said if text]) > 120
    assert not_printed(report, said) == []


def test_every_line_of_the_other_registers(scrutiny, tmp_path):
    content = papers.scrutiny_plan(papers.registers(scrutiny))
    programme = scrutiny["work_programme"]
    meetings = programme["meetings"]
    items = [item for meeting in meetings for item in meeting["items"]]
    wanted = {
        EntryKind.RISKS: [
            row[name]
            for row in scrutiny["risks"]
            for name in ("description", "risk_issue", "counter_measures")
        ],
        EntryKind.RECOMMENDATIONS: [
            text
            for row in scrutiny["lga_recommendations"]
            for text in (row["recommendation"], *row["status"])
        ],
        EntryKind.SWOT: [entry["text"] for one in scrutiny["swot"] for entry in one["entries"]],
        EntryKind.SELF_ASSESSMENT: [
            text
            for row in scrutiny["self_assessment_tests"]
            for text in (
                row["question"],
                *row["response"],
                *(f"{one[name]}" for one in row["key_figures"] for name in ("what", "value")),
            )
        ],
        EntryKind.WORK_PROGRAMME: [
            *(meeting[name] for meeting in meetings for name in ("date_text", "send_out_text")),
            *(item[name] for item in items for name in ("title", "officers")),
            *(point for item in items for point in item["sub_items"]),
        ],
        EntryKind.FORWARD_PLAN: [
            row[name]
            for row in programme["forward_plan"]
            for name in ("id", "title", "cabinet_member", "date_text")
        ],
        EntryKind.LINE_OF_SIGHT: [
            row[name]
            for row in scrutiny["csc_priorities_2016_17"]
            for name in ("main_issue", "objectives")
        ],
    }
    missing = {
        kind: not_printed(report_of(content, kind, tmp_path), said) for kind, said in wanted.items()
    }
    assert all(len(said) >= 9 for said in wanted.values())
    assert missing == {kind: [] for kind in wanted}
