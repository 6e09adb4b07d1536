"""Packs print every rating against the rules, and every reopening, with its reason."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from small_plan import APRIL, id_of, period_of, small_plan

from plandesk.services.ops.assurance import AcceptFinding
from plandesk.services.ops.packs import AddPack, PackWords
from plandesk.services.ops.periods import ClosePeriod, ReopenPeriod
from plandesk.services.ops.ratings import SetRating
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.assurance import (
    assurance_of,
    exceptions_with_overrides,
    reopenings,
)
from plandesk.services.queries.packs.content import read_facts


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk", who="J. Brown") as document:
        yield document


def asked(document, question):
    with document.read() as session:
        return question(session, read_facts(session, 1, period_of(document, APRIL)))


def override(document, ref="A1.2"):
    op = SetRating((id_of(document, ref),), period_of(document, APRIL), "blue", "The board agreed")
    document.run(op)


def test_a_plan_without_exceptions_prints_none(small):
    assert asked(small, assurance_of).rows == ()
    assert asked(small, reopenings) == ()
    titles = [group.title for group in asked(small, exceptions_with_overrides).groups]
    assert "Rated as an exception to the rules" not in titles


def test_the_exception_report_names_each_override_with_its_reason(small):
    override(small)
    group = asked(small, exceptions_with_overrides).groups[-1]
    assert group.title == "Rated as an exception to the rules"
    ((ref, why),) = [(row.ref, row.why) for row in group.rows]
    assert ref == "A1.2"
    assert why.endswith("Reason given: The board agreed")
    small.run(SetRating((id_of(small, ref),), period_of(small, APRIL), "green"))
    assert asked(small, assurance_of).rows == ()


def test_reopenings_and_accepted_findings_stand_in_the_assurance_section(small):
    april = period_of(small, APRIL)
    small.run(ClosePeriod(april, accept="Agreed", on=dt.date(2024, 5, 7)))
    small.run(ReopenPeriod(april, "A late return", on=dt.date(2024, 5, 8)))
    override(small)
    small.run(AcceptFinding("not-rated", "A2.3", "No lead yet", period_id=april))
    rows = asked(small, assurance_of).rows
    assert [row[5] for row in rows][:2] == ["The board agreed", "A late return"]
    assert asked(small, reopenings) == ("April 2024 was reopened on 8 May 2024: A late return",)


def test_a_built_pack_says_it_all_in_words(small, tmp_path):
    april = period_of(small, APRIL)
    small.run(ClosePeriod(april, accept="Agreed"))
    small.run(ReopenPeriod(april, "A return came late", on=dt.date(2024, 5, 8)))
    override(small)
    entries = (EntrySpec(EntryKind.EXCEPTIONS), EntrySpec(EntryKind.ASSURANCE))
    small.run(AddPack(1, "Board pack", PackWords("Improvement Board"), april, entries))
    (built,) = build_packs(small, "Board pack", BuildWish(tmp_path, public=False))
    done = subprocess.run(
        ["pdftotext", "-layout", str(built.path), "-"], capture_output=True, check=True, timeout=60
    )
    said = " ".join(done.stdout.decode().split())
    assert "April 2024 was reopened on 8 May 2024: A return came late" in said
    assert "Rated as an exception to the rules" in said
    assert said.count("The board agreed") == 2
