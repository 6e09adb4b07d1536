"""Register sections filled from a plan: what they say, and each as a report of its own."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import page as pdf_checker
import pytest
from registers_made import every_register, links
from sqlalchemy import select

from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry
from plandesk.models.types import Travel
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import RemoveEntries
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.packs.outline import TITLES, EntryKind
from plandesk.services.packs.registers import REGISTER_SECTIONS
from plandesk.services.packs.single_report import ReportWish, build_report
from plandesk.services.queries.packs.content import read_facts
from plandesk.services.queries.registers.measure_content import (
    measure_quarters_of,
    measure_table_of,
)
from plandesk.services.queries.registers.rows import find_entry
from plandesk.services.queries.registers.source import Source


@pytest.fixture
def bare(doc):
    """The sample plan without the entries of its registers."""
    with doc.read() as session:
        tops = select(RegisterEntry.id).where(RegisterEntry.parent_id.is_(None))
        ids = tuple(session.scalars(tops))
    if ids:
        doc.run(RemoveEntries(ids))
    return doc


@pytest.fixture
def filled(bare):
    """The sample plan with every register filled; returns the document and its plan."""
    doc = bare
    with doc.read() as session:
        action = session.scalar(select(PlanItem).where(PlanItem.ref == "A1.1"))
        project = session.scalar(select(PlanItem).where(PlanItem.ref == "A1"))
        plan_id, uids = action.plan_id, (action.uid, project.uid)
    doc.run(AddEntries(every_register(), plan_id, links(*uids)))
    return doc, plan_id


def section(filled, kind: EntryKind, *, before: bool = False, naming=tuple):
    """Return what a section says; ``before`` as of the period before the current one."""
    document, plan_id = filled
    with document.read() as session:
        facts = read_facts(session, plan_id, None)
        if before:
            facts = read_facts(session, plan_id, facts.previous.id)
        return REGISTER_SECTIONS[kind](Source(session, facts, plan_id, naming))


@pytest.mark.parametrize("kind", list(REGISTER_SECTIONS))
def test_each_section_is_a_report_of_its_own(filled, kind, tmp_path):
    document, plan_id = filled
    result = build_report(document, ReportWish(kind, plan_id), tmp_path / "report.pdf")
    report = pdf_checker.validate_pdf(result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
    words = subprocess.run(["pdftotext", str(result.path), "-"], capture_output=True, check=True)
    assert TITLES[kind] in words.stdout.decode()


def test_measures_are_rated_by_their_target_and_tolerance(filled):
    rows = {row.ref: row for group in section(filled, EntryKind.MEASURES).groups
            for row in group.rows}  # fmt: skip
    visits, absence = rows["M1"], rows["M2"]
    assert (visits.latest.text, visits.rating.word, visits.trend.word) == (
        "87%",
        "Near target",
        "Better",
    )
    assert visits.target.value == 90.0
    assert [(one.name, one.figure.text) for one in visits.comparators] == [("National", "91%")]
    pages = section(filled, EntryKind.MEASURE_CHARTS).groups
    said = {row.ref: row.commentary for group in pages for row in group.rows}
    assert said["M1"] == "Two teams are short."
    assert visits.commentary == "", "the table prints none"
    assert absence.rating.word == "Off target"
    assert absence.override == "New rule. By the rules it is Near target."


def test_a_report_of_an_earlier_period_does_not_know_later_values(filled):
    rows = section(filled, EntryKind.MEASURES, before=True).groups[0].rows
    assert rows[0].latest.text == "82%"
    assert rows[0].trend is None
    risk = section(filled, EntryKind.RISKS, before=True).risks[0]
    assert risk.score.total == 16


def test_risks_say_where_they_were_and_how_they_moved(filled):
    register = section(filled, EntryKind.RISKS)
    risk = register.risks[0]
    assert (risk.inherent.total, risk.previous.total, risk.score.total) == (20, 16, 12)
    assert risk.movement is Travel.IMPROVED
    assert risk.links == ("A1",)
    assert [(one.text, one.state) for one in risk.counters] == [("Recruit abroad", "Under way")]
    assert register.scales.bands[2][3] == risk.score.band  # likelihood 3, impact 4


def test_recommendations_keep_the_history_of_their_status(filled):
    row = section(filled, EntryKind.RECOMMENDATIONS).sources[0].rows[0]
    said = [(one.when, one.status, one.note) for one in row.history]
    assert said == [
        ("January 2024", "Not started", ""),
        ("April 2024", "In progress", "Draft is out."),
    ]
    assert (row.status, row.closed, row.overdue) == ("In progress", False, True)
    assert row.evidence == ("Board minutes", "Draft")


def test_an_appraisal_brings_scores_and_the_printed_sum(filled):
    appraisal = section(filled, EntryKind.OPTIONS).appraisals[0]
    assert [[s.number for s in option.scores] for option in appraisal.options] == [[2, 5], [4, 2]]
    assert [option.stated.total for option in appraisal.options] == [7, 7]
    assert dict(appraisal.scale)["Medium"] == 3


def test_lists_say_what_their_registers_hold(filled):
    assert section(filled, EntryKind.SWOT).analyses[0].strengths == ("Loyal staff",)
    test = section(filled, EntryKind.SELF_ASSESSMENT).tests[0]
    assert test.response == ("In short: Yes.", "Yes, for a year now.")
    assert test.figures[0].figure == "28%"
    meeting = section(filled, EntryKind.WORK_PROGRAMME).meetings[0]
    assert (meeting.date, meeting.send_out) == ("17 July 2024", "9 July 2024")
    assert meeting.items[0].officers == "Director"
    assert section(filled, EntryKind.FORWARD_PLAN).entries[0].ref == "000232/2015"
    terms = {term.abbreviation: term.meanings for term in section(filled, EntryKind.GLOSSARY).terms}
    assert terms["EHCP"] == ("Education plan",)
    equality = section(filled, EntryKind.EQUALITY)
    answers = dict(zip(equality.characteristics, equality.rows[0].answers, strict=True))
    assert (answers["Age"], answers["Race"], answers["Sex"]) == ("Yes", "Not applicable", "")


def test_line_of_sight_leads_from_a_priority_to_every_action_of_its_plan(filled):
    document, plan_id = filled
    group = section(filled, EntryKind.LINE_OF_SIGHT).groups[0]
    assert group.title == "P1 Children are safe"
    with document.read() as session:
        wanted = [row.ref for row in read_facts(session, plan_id, None).rows if row.level <= 3]
    assert sorted(row.ref for row in group.rows) == sorted(wanted)


def test_movements_add_up_to_the_actions_that_are_rated(filled):
    document, plan_id = filled
    found = section(filled, EntryKind.MOVEMENTS)
    with document.read() as session:
        facts = read_facts(session, plan_id, None)
    now = {value.code: 0 for value in facts.scale.values}
    for _, rating, number in found.moves:
        if rating:
            now[rating.code] += number
    shown = {rating.code: counts[-1] for rating, counts in found.lines}
    assert now == shown
    assert sum(now.values()) == 26


def test_quarters_are_the_last_four_periods_with_values(filled):
    document, _ = filled
    with document.read() as session:
        entry = find_entry(session, "M1")
    for number in range(1, 5):
        place = ValuePlace("value", period_text=f"Q{number} 2023/24")
        document.run(SetEntryValue(entry, place, ValueSaid(f"{80 + number}%")))
    found = section(filled, EntryKind.MEASURE_QUARTERS)
    assert len(found.quarters) == 4
    assert found.groups[0].rows[0].columns == found.quarters


def test_names_give_way_to_roles_in_registers_too(filled):
    def roles(names):
        return tuple("Lead officer" for _ in names)

    risk = section(filled, EntryKind.RISKS, naming=roles).risks[0]
    assert risk.owner == "Lead officer"
    row = section(filled, EntryKind.RECOMMENDATIONS, naming=roles).sources[0].rows[0]
    assert row.owner == "Lead officer"


def test_an_empty_plan_has_every_section_all_the_same(bare):
    with bare.read() as session:
        plan_id = session.scalar(select(PlanItem.plan_id))
        facts = read_facts(session, plan_id, None)
        empty = replace(facts, rows=(), children={None: []}, period=None, previous=None, shown=())
        source = Source(session, empty, plan_id)
        for kind, made in REGISTER_SECTIONS.items():
            assert made(source) is not None, kind
        assert measure_table_of(source).groups == ()
        assert measure_quarters_of(source).quarters == ("Q1", "Q2", "Q3", "Q4")
