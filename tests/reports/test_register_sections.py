"""Sections of registers, printed from made-up content and read back."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from itertools import pairwise

import pack_samples as made
import page as pdf_checker
import pikepdf
import pytest
import register_samples as samples

from plandesk.models.types import Travel
from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry
from plandesk.reports.html import html_pack
from plandesk.reports.list_content import EqualityReturn, Movements
from plandesk.reports.register_content import (
    FigureRow,
    MeasureGroup,
    MeasurePages,
    MeasureTable,
    RiskRegister,
    RiskScales,
)

NAMES = ("risks", "measure_table", "measure_pages", "measure_quarters", "recommendations",
         "options", "organisational", "performance", "equality", "sight", "movements")  # fmt: skip


def whole(**more):
    entries = (
        AgendaEntry(str(number), name, getattr(samples, name)())
        for number, name in enumerate(NAMES, start=1)
    )
    return made.pack(*entries, **more)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    path = tmp_path_factory.mktemp("registers") / "pack.pdf"
    return build_pack(whole(), path)


def read(path, *options) -> str:
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def section(path, name: str) -> str:
    """Return the text of one section of the pack, without its pages' furniture."""
    text = read(path, "-layout")
    number = NAMES.index(name) + 1
    start = text.rindex(f"{number}. {name}")
    end = text.find(f"{number + 1}. ", start)
    return text[start : end if end > 0 else None]


def one(tmp_path, content) -> str:
    return read(build_pack(made.pack(AgendaEntry("1", "One", content)), tmp_path / "o.pdf").path,
                "-layout")  # fmt: skip


def assert_accessible(path) -> None:
    report = pdf_checker.validate_pdf(path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 50, "the checker looked at next to nothing"
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_every_section_passes_every_rule_of_pdf_ua(printed):
    assert printed.pdf_ua
    assert printed.findings == ()
    assert_accessible(printed.path)


def test_large_print_passes_too_and_says_the_same(printed, tmp_path):
    large = build_pack(whole(large_print=True), tmp_path / "large.pdf")
    assert_accessible(large.path)
    words = set(re.findall(r"\w{4,}", read(printed.path)))
    missing = words - set(re.findall(r"\w{4,}", read(large.path)))
    # not in cards: the heads of a table of facts, and the small charts of "Over time"
    assert missing <= {"Over", "About", "This"}, missing


def test_each_chart_stands_beside_its_table_and_says_its_numbers(printed):
    with pikepdf.open(printed.path) as pdf:
        alts = [str(item.Alt) for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]  # fmt: skip
    for start in ("Heat map of risks", "Chart of Visits", "Bar chart of totals",
                  "Movement of actions", "Ratings of actions by period"):  # fmt: skip
        assert any(alt.startswith(start) for alt in alts), start


def test_headings_of_every_section_go_down_by_one(printed):
    done = subprocess.run(
        ["pdfinfo", "-struct", str(printed.path)], capture_output=True, check=True, timeout=60
    )
    levels = [int(n) for n in re.findall(r"^ *H(\d) \(block\)", done.stdout.decode(), re.M)]
    assert len(levels) > 30
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_every_rating_of_a_strip_is_read_back_as_a_word(printed):
    text = " ".join(section(printed.path, "performance").split())
    rows = samples.performance().rows
    said = len(re.findall(r"\bA Achieved\b", text)) - 1  # one is in the key
    expected = sum(
        rating is not None and rating.word == "Achieved" for row in rows for rating in row.quarters
    )
    assert said == expected > 0


def test_risks_say_score_band_and_movement(printed):
    text = section(printed.path, "risks")
    row = next(line for line in text.splitlines() if re.match(r" *R1 +Case", line))
    assert re.search(r"5 × 4 = 20 +4 × 4 = 16 +3 × 4 = 12 +Worsened +May 2024 +A1, B2.3", row)
    assert "Not on the map, because they have no score: R5." in text
    assert re.search(r"1 of 5 risks is Red; 1 became better and 1 became worse", text)
    for counter in ("Agree a rota with the two agencies", "In place", "Train ten more assessors"):
        assert counter in text


def test_risk_movement_is_better_for_a_lower_score():
    moves = {risk.ref: risk.movement for risk in samples.risks().risks}
    assert moves["R1"] is Travel.WORSENED
    assert moves["R2"] is Travel.IMPROVED
    assert moves["R3"] is Travel.NO_CHANGE
    assert moves["R4"] is Travel.NEW
    assert moves["R5"] is Travel.NOT_RATED


def test_options_print_the_source_s_sum_with_a_note(printed):
    text = " ".join(section(printed.path, "options").split())
    assert "the sum is printed as 11, its scores add to 8" in text
    assert "the weighted sum is printed as 20, its scores add to 18" in text
    assert "no score for criterion 3" in text
    assert "the score is 2, the word “Medium” stands for 3" in text
    assert re.search(r"Sum Sum of scores 9 11 8", text)
    assert "2 Share with neighbours scores highest with 20" in text


def test_measures_say_that_the_trend_is_better_or_worse(printed):
    text = section(printed.path, "measure_table")
    assert text.index("Key to the rating") < text.index("Key to the trend")
    assert "not whether the number has" in text
    row = next(line for line in text.splitlines() if re.match(r" *K1 ", line))
    assert re.search(r"58% +\S+ Much better +68\.2% +69\.1% +64% +70% +70\.5% +\S+ Green", row)
    assert "Rose from 61% to 70.5% between Jan 24 and Apr 24, which is better" in " ".join(
        section(printed.path, "measure_pages").split()
    )


def test_the_month_of_a_comparator_is_printed_whole(tmp_path):
    content = samples.measure_table()
    groups = tuple(
        replace(group, rows=tuple(replace(row, comparators=dated(row)) for row in group.rows))
        for group in content.groups
    )
    assert "September" in one(tmp_path, replace(content, groups=groups)).split()


def dated(row):
    return tuple(replace(each, when="September 2023") for each in row.comparators)


def test_many_periods_turn_the_table_of_a_measure(tmp_path):
    months = tuple(f"Month {n}" for n in range(1, 14))
    figures = tuple(replace(samples.measure().rows[0].figures[0], text=f"{n}%") for n in range(13))
    row = replace(samples.measure(), columns=months, periods=13,
                  rows=(FigureRow("Visits in time", figures),))  # fmt: skip
    text = one(tmp_path, MeasurePages((MeasureGroup("", (row,)),), samples.papers.KEYS))
    assert re.search(r"Period or area +Visits in time", text)
    assert len(re.findall(r"^ *Month \d+ +\d+%", text, re.M)) == 13


def test_recommendations_say_what_is_open_and_overdue(printed):
    text = section(printed.path, "recommendations")
    assert "3 of 4 recommendations are open, 2 overdue" in text
    assert re.search(r"Inspection of 2023 +3 +2 +1 +1 +1 +1", text)
    assert "2 May 2024: Done" in text


def test_equality_return_answers_for_each_characteristic(printed):
    text = section(printed.path, "equality")
    row = next(line for line in text.splitlines() if "1 Take-up" in line)
    answers = re.findall(r"Yes|No\b|Not applicable|Not answered", row)
    assert len(answers) == 9
    assert answers.count("Not applicable") == 1
    assert "3 of 27 answers still missing." in text


def test_movements_reconcile_by_row_and_column(printed):
    text = section(printed.path, "movements")
    wanted = re.compile(r" *(\S+ (Blue|Red|Amber|Green|Grey)|Not rated|All at .*) +\d")
    lines = [line for line in text.splitlines() if wanted.match(line)]
    rows = [[int(n) for n in re.findall(r" (\d+)(?= |$)", line)] for line in lines]
    table = [row[-7:] for row in rows if len(row) >= 7]
    assert len(table) == 7
    *above, totals = table
    for row in above:
        assert sum(row[:-1]) == row[-1]
    assert [sum(column) for column in zip(*above, strict=True)] == totals
    assert totals[-1] == 66


def test_an_empty_register_says_so(tmp_path):
    for content, said in (
        (RiskRegister((), RiskScales((), (), ())), "No risks have been added yet."),
        (MeasureTable((), samples.papers.KEYS), "No measures have been added yet."),
        (EqualityReturn(samples.CHARACTERISTICS, ()), "Nothing has been entered"),
        (Movements((), ()), "There is no earlier period to compare with."),
    ):
        assert said in one(tmp_path, content)


def test_the_html_twin_has_every_table_and_figure():
    text = html_pack(whole(), public=True)
    assert text.count("<table>") > 25
    assert "Heat map of risks by likelihood and impact" in text
    for word in ("Much better", "4 × 4 = 16", "Share with neighbours", "Not applicable"):
        assert word in text
