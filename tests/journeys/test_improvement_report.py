"""Paper 004 from its data through a plan file to its two appendices and its summary of ratings."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import page as pdf_checker
import pytest
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).parent.parent / "services"))

import truth_plan as paper

from plandesk.models.content import ItemContent, UpdateContent
from plandesk.models.plan import Plan
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.packs.outline import EntryKind
from plandesk.services.packs.single_report import ReportWish, build_report

WORDS = ("Blue", "Red", "Amber", "Green", "Grey")
MONTHS = {"jan": "January 2024", "apr": "April 2024"}


@pytest.fixture(scope="module")
def told(shared_data):
    return paper.truth_file(shared_data)


@pytest.fixture(scope="module")
def ratings(shared_data):
    path = shared_data / "truth" / "illustrative_ratings.json"
    return json.loads(path.read_text(encoding="utf-8"))


def rated(shared_data, ratings):
    """The plan of the paper with the ratings made for it."""
    content = paper.truth_plan(shared_data)
    codes = {value.word: value.code for value in content.scale.values}
    items = tuple(
        replace(item, updates=_updates(item, ratings["ratings"].get(item.ref, {}), codes))
        for item in content.items
    )
    return replace(content, items=items)


@pytest.fixture(scope="module")
def plan(shared_data, ratings, tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "paper.plandesk"
    with Document.create(path) as document:
        document.run(AddContent(rated(shared_data, ratings)))
        yield document


def _updates(item, said, codes):
    """Ratings of actions; what the paper says of a project stands in its report of April."""
    comments = item.fields.get("comments")
    if comments:
        return (UpdateContent(MONTHS["apr"], progress=comments),)
    return tuple(
        UpdateContent(period, codes[said[month]])
        for month, period in MONTHS.items()
        if said.get(month)
    )


@pytest.fixture(scope="module")
def report(plan, tmp_path_factory):
    def build(kind: EntryKind, *options: str) -> str:
        return printed(plan, kind, tmp_path_factory.mktemp("report"), *options)

    return build


def printed(document: Document, kind: EntryKind, folder: Path, *options: str) -> str:
    """Print a section, hold it against PDF/UA, and return what is read from it."""
    with document.read() as session:
        plan_id = session.scalar(select(Plan.id))
    target = folder / f"{kind.value}.pdf"
    build_report(document, ReportWish(kind, plan_id), target)
    found = pdf_checker.validate_pdf(target, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in found.failures] == []
    done = subprocess.run(
        ["pdftotext", *(options or ("-layout",)), str(target), "-"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout.decode()


def test_appendix_one_has_each_of_the_34_projects_with_its_actions_and_comments(report, told):
    text = report(EntryKind.PROJECT_SUMMARY)
    parts = re.split(r"^\f? *([A-E]\d+)\b", text, flags=re.M)
    rows = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert rows.keys() == {row["ref"] for row in told["projects"]}
    assert len(rows) == 34
    packed = "".join(report(EntryKind.PROJECT_SUMMARY, "-raw").split())
    for row in told["projects"]:
        if row["declared_actions"] is not None:
            listed = sum(action["project"] == row["ref"] for action in told["actions"])
            assert re.search(rf"\b{listed}\b", rows[row["ref"]].splitlines()[0]), row["ref"]
            if listed != row["declared_actions"]:
                source = f"The source says {row['declared_actions']}"
                assert "".join(source.split()) in packed, row["ref"]
        if row["comments"]:
            assert "".join(row["comments"].split()) in packed, row["ref"]


def test_appendix_two_has_each_of_the_203_actions_with_both_ratings(report, told, ratings):
    text = report(EntryKind.ACTION_SUMMARY)
    parts = re.split(r"^\f? *([A-E]\d+\.\d+)\b", text, flags=re.M)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert found.keys() == {row["ref"] for row in told["actions"]}
    assert len(found) == 203
    for ref, said in ratings["ratings"].items():
        line = found[ref].splitlines()[0]
        words = re.findall(r"\b(?:B|R|A|G|Gy) (Blue|Red|Amber|Green|Grey)\b", line)
        assert words == [said[month] for month in MONTHS if said.get(month)], ref


def test_the_summary_of_ratings_has_the_counts_of_each_month(report, ratings):
    text = report(EntryKind.DASHBOARD)
    for month, key in (("January", "january_totals_listed"), ("April", "april_totals_listed")):
        expected = Counter({w: n for w, n in ratings[key].items() if w != "none"})
        counted = Counter(
            said[month[:3].lower()]
            for said in ratings["ratings"].values()
            if said.get(month[:3].lower())
        )
        assert counted == expected  # the data say what they count
    for period, key in (
        ("January 2024", "january_totals_listed"),
        ("April 2024", "april_totals_listed"),
    ):
        row = re.search(rf"^ *{period} +(\d.*)$", text, re.M)
        assert row
        numbers = [int(number) for number in re.findall(r"(\d+) \(", row[1])]
        assert numbers[:5] == [ratings[key].get(word, 0) for word in WORDS]


def test_with_the_actions_that_the_paper_does_not_list_january_is_its_section_4_14(
    shared_data, ratings, told, tmp_path
):
    content = rated(shared_data, ratings)
    codes = {value.word: value.code for value in content.scale.values}
    unlisted = [word for word, count in ratings["january_unlisted"].items() for _ in range(count)]
    assert len(unlisted) == 27
    project = next(row["ref"] for row in told["projects"] if row["declared_actions"] is None)
    more = tuple(
        ItemContent(
            f"more-{number}", Level.ACTION, f"Not listed {number}", parent=project,
            updates=(UpdateContent("January 2024", codes[word]),),
        )
        for number, word in enumerate(unlisted)
    )  # fmt: skip
    with Document.create(tmp_path / "paper.plandesk") as document:
        document.run(AddContent(replace(content, items=(*content.items, *more))))
        text = printed(document, EntryKind.DASHBOARD, tmp_path)
    row = re.search(r"^ *January 2024 +(\d.*)$", text, re.M)
    assert row
    shares = ("21.3", "0.9", "49.6", "20.9", "7.4")  # the paper: 21.30 0.87 49.57 20.87 7.39
    assert row[1].split()[0] == "230"
    assert re.findall(r"\(([\d.]+)%\)", row[1])[:5] == list(shares)
