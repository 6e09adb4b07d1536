"""The appendices of a real committee paper, printed and read back: every row, every rating."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter

import pack_samples as made
import page as pdf_checker
import pytest

from plandesk.models.types import travel
from plandesk.reports.build import build_pack
from plandesk.reports.content import (
    ActionGroup,
    ActionRow,
    ActionStream,
    ActionSummary,
    AgendaEntry,
    ProjectGroup,
    ProjectRow,
    ProjectSummary,
)

WORDS = {rating.word: rating for rating in made.SCALE.values}


@pytest.fixture(scope="module")
def paper(shared_data):
    plan = json.loads((shared_data / "truth" / "improvement_plan_2024.json").read_text())
    rated = json.loads((shared_data / "truth" / "illustrative_ratings.json").read_text())
    ratings = rated["ratings"]
    by_ref = ratings if isinstance(ratings, dict) else {row["ref"]: row for row in ratings}
    return plan, by_ref


def rating_of(row, month):
    said = next((value for key, value in row.items() if month in key.casefold()), None)
    return WORDS.get(said or "")


def action_row(action, ratings) -> ActionRow:
    rated = ratings.get(action["ref"], {})
    before, now = rating_of(rated, "jan"), rating_of(rated, "apr")
    return ActionRow(
        action["ref"],
        action["main_text"],
        tuple(milestone["text"] for milestone in action["milestones"]),
        previous=before,
        current=now,
        travel=travel(before, now),
        outcome=action["outcome_text"] or "",
    )


@pytest.fixture(scope="module")
def built(paper, tmp_path_factory):
    plan, ratings = paper
    projects, streams = [], []
    for stream in plan["workstreams"]:
        inside = [p for p in plan["projects"] if p["workstream"] == stream["ref"]]
        rows = [
            ProjectRow(
                p["ref"],
                p["title"],
                p["lead_role"] or "",
                p["declared_actions"],
                outcome=p["refresh_outcome_text"] or "",
                comments=p["comments"] or "",
                reported_elsewhere=p["declared_actions"] is None,
            )
            for p in inside
        ]
        projects.append(ProjectGroup(stream["ref"], stream["title"], tuple(rows)))
        groups = [
            ActionGroup(
                p["ref"],
                p["title"],
                p["lead_role"] or "",
                tuple(action_row(a, ratings) for a in plan["actions"] if a["project"] == p["ref"]),
            )
            for p in inside
        ]
        streams.append(ActionStream(stream["ref"], stream["title"], tuple(groups)))
    content = made.pack(
        AgendaEntry("1", "Appendix One", ProjectSummary(tuple(projects))),
        AgendaEntry("2", "Appendix Two", ActionSummary(tuple(streams), "January", "April")),
    )
    return build_pack(content, tmp_path_factory.mktemp("appendices") / "pack.pdf")


def text_of(path, *options) -> str:
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode()


def test_the_printed_appendices_are_accessible(built):
    report = pdf_checker.validate_pdf(built.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
    assert built.findings == ()


def test_every_project_and_every_action_is_read_back(built, paper):
    plan, _ = paper
    text = text_of(built.path, "-layout")
    one = text[text.index("1. Appendix One") : text.index("2. Appendix Two")]
    two = text[text.rindex("2. Appendix Two") :]
    projects = set(re.findall(r"^\s*([A-E]\d+)\s", one, re.M))
    assert projects == {row["ref"] for row in plan["projects"]}
    actions = set(re.findall(r"^\s*([A-E]\d+\.\d+)\s", two, re.M))
    assert actions == {row["ref"] for row in plan["actions"]}
    assert len(actions) == 203


def test_every_rating_is_read_back(built, paper):
    _, ratings = paper
    expected = Counter(
        rating.word
        for row in ratings.values()
        for rating in (rating_of(row, "jan"), rating_of(row, "apr"))
        if rating
    )
    assert sum(expected.values()) > 350
    text = text_of(built.path, "-layout")
    two = text[text.rindex("2. Appendix Two") :]
    said = Counter(re.findall(r"\b(?:B|R|A|G|Gy) (Blue|Red|Amber|Green|Grey)\b", two))
    assert said == expected


def test_every_word_of_every_action_is_read_back(built, paper):
    plan, _ = paper
    whole = "".join(text_of(built.path, "-raw").split())
    missing = []
    for action in plan["actions"]:
        for text in (action["main_text"], *(m["text"] for m in action["milestones"])):
            if "".join(text.split()) not in whole:
                missing.append((action["ref"], text))
    assert missing == []
