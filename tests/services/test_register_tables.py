"""Registers as tables: ratings, the risk matrix, statuses, sums, send-out days, lines of sight."""

from __future__ import annotations

import pytest
from registers_made import every_register, links, without_registers
from sqlalchemy import select

from plandesk.errors import UserError
from plandesk.models.content import EntryContent, ValueContent
from plandesk.models.period import Period
from plandesk.models.plan import PlanItem
from plandesk.models.registers import EntryValue, RegisterEntry
from plandesk.models.types import TagKind
from plandesk.services.ops.edit import SetTags
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import AddEntry, EditEntry
from plandesk.services.ops.registers.lookup import EntryDraft
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.queries.registers.line_of_sight import (
    entries_from_source,
    from_source,
    serves,
    serving,
    source_names,
)
from plandesk.services.queries.registers.measures import measure_table, measures_met
from plandesk.services.queries.registers.rows import find_entry
from plandesk.services.queries.registers.tables import (
    equality_table,
    options_table,
    recommendation_table,
    risk_table,
    work_programme,
)


@pytest.fixture
def filled(doc):
    """The sample plan with registers of our own in place of its own."""
    without_registers(doc)
    with doc.read() as session:
        action = session.scalar(select(PlanItem).where(PlanItem.ref == "A1.1"))
        project = session.scalar(select(PlanItem).where(PlanItem.ref == "A1"))
        plan_id, uids = action.plan_id, (action.uid, project.uid)
    doc.run(AddEntries(every_register(), plan_id, links(*uids)))
    return doc


def of(document, query, *words):
    with document.read() as session:
        return query(session, *words)


def the(document, ref, name=""):
    return of(document, find_entry, ref, name)


def period(document, label):
    with document.read() as session:
        return session.scalar(select(Period.id).where(Period.label == label))


def item(document, ref):
    with document.read() as session:
        return session.scalar(select(PlanItem.id).where(PlanItem.ref == ref))


def test_dates_of_many_entries_are_kept_as_the_days_they_mean_today(doc):
    doc.run(AddEntries((EntryContent("one", "risks", "Late", ref="R90", due="tomorrow"),)))
    with doc.read() as session:
        assert session.get(RegisterEntry, the(doc, "R90")).due == "Friday 3 May 2024"


def test_every_date_of_an_entry_that_is_typed_is_kept_as_the_day_it_means_today(doc):
    doc.run(
        AddEntries(
            (
                EntryContent("one", "recommendations", "Ask", ref="Q1"),
                EntryContent(
                    "two", "measures", "Visits", ref="Q2", fields={"target_at": "next month"},
                    values=(ValueContent("value", "12", period_text="last month"),),
                ),
            )
        )
    )  # fmt: skip
    doc.run(EditEntry(the(doc, "Q1"), (("made_on", "yesterday"),)))
    place = ValuePlace("value", period_text="this month")
    doc.run(SetEntryValue(the(doc, "Q2"), place, ValueSaid("13")))
    with doc.read() as session:
        assert (
            session.get(RegisterEntry, the(doc, "Q1")).fields["made_on"] == "Wednesday 1 May 2024"
        )
        measure = session.get(RegisterEntry, the(doc, "Q2"))
        assert measure.fields["target_at"] == "1 June 2024 to 30 June 2024"
        found = select(EntryValue).where(EntryValue.entry_id == measure.id)
        assert [(one.period_text, str(one.as_at)) for one in session.scalars(found)] == [
            ("1 April 2024 to 30 April 2024", "2024-04-30"),
            ("1 May 2024 to 31 May 2024", "2024-05-31"),
        ]


def test_a_date_of_many_entries_that_may_be_two_days_names_its_entry(doc):
    doubtful = EntryContent("one", "risks", "Late", ref="R90", due="next Friday")
    with pytest.raises(UserError, match=r"R90 .*may mean"):
        doc.run(AddEntries((doubtful,)))


def test_a_measure_is_rated_in_each_period_with_its_trend(filled):
    visits = of(filled, measure_table).rows[0]
    assert [(one.said.period, one.rating.word) for one in visits.values] == [
        ("January 2024", "Off target"),
        ("April 2024", "Near target"),
    ]
    assert visits.values[0].trend is None
    assert visits.latest.trend.word == "Better"
    assert visits.latest.why == "87% is 3 points short of the target of 90%, within the tolerance."
    assert [one.text for one in visits.areas["National"]] == ["91%"]
    assert [part.title for part, _ in visits.parts] == ["Visits made"]


def test_a_target_in_words_follows_the_comparator_and_an_override_keeps_both(filled):
    absence = of(filled, measure_table).rows[1].latest
    assert absence.computed.word == "Near target"  # 4.2% against 4.0% nationally, lower is better
    assert absence.rating.word == "Off target"
    assert absence.is_overridden
    assert absence.said.reason == "New rule."


def test_a_seasonal_measure_is_held_against_the_year_before(doc):
    values = tuple(
        ValueContent("value", text, period_text=when)
        for text, when in (("60", "April 2023"), ("90", "January 2024"), ("70", "April 2024"))
    )
    fields = {"unit": "count", "polarity": "higher"}
    without_registers(doc)
    doc.run(AddEntries((EntryContent("a", "measures", "Calls", fields=fields, values=values),)))
    assert of(doc, measure_table).rows[0].latest.moved.word == "Worse"
    doc.run(EditEntry(the(doc, "M1"), (("seasonal", "yes"),)))
    row = of(doc, measure_table).rows[0]
    assert [one.moved and one.moved.word for one in row.values] == [None, None, "Better"]


def test_a_target_of_one_period_counts_in_that_period_only(filled):
    april = period(filled, "April 2024")
    filled.run(SetEntryValue(the(filled, "M1"), ValuePlace("target", april), ValueSaid("85%")))
    ratings = [one.rating.word for one in of(filled, measure_table).rows[0].values]
    assert ratings == ["Off target", "On target"]


def test_measures_that_an_action_is_measured_by_are_met_or_not_or_not_known(filled):
    action = item(filled, "A1.1")
    met = of(filled, measures_met, [action, item(filled, "A1")])
    assert set(met) == {action}
    assert met[action].met is False
    assert met[action].short == ("M1 is near target (87%)", "M2 is off target (4.2%)")
    for ref, text in (("M1", "95%"), ("M2", "3%")):
        place = ValuePlace("value", period(filled, "April 2024"))
        filled.run(SetEntryValue(the(filled, ref), place, ValueSaid(text)))
    assert of(filled, measures_met, [action])[action].met is True
    filled.run(EditEntry(the(filled, "M1"), (("target", ""),)))
    unknown = of(filled, measures_met, [action])[action]
    assert (unknown.met, unknown.unknown) == (None, ("M1: No target is set.",))
    january = of(filled, measures_met, [action], period(filled, "January 2024"))[action]
    assert january.short == ("M2 is off target (4.9%)",)


def test_a_risk_stands_on_the_matrix_and_moves(filled):
    april = of(filled, risk_table, None, period(filled, "April 2024"))
    (risk,) = april.rows
    assert (risk.before.score, risk.now.score, risk.previous.score) == (20, 12, 16)
    assert (risk.now.band.word, risk.movement.value) == ("High", "lower")
    assert set(april.cells) == {("3", "4")}
    assert [part.title for part in risk.counter_measures] == ["Recruit abroad"]
    january = of(filled, risk_table, None, period(filled, "January 2024")).rows[0]
    assert (january.now.score, january.movement.value) == (16, "new")


def test_a_risk_that_ended_is_on_no_cell_and_a_late_review_is_told(filled):
    risk = the(filled, "R1", "risks")
    filled.run(EditEntry(risk, (("due", "1 March 2024"),)))
    assert of(filled, risk_table).rows[0].review_late
    filled.run(EditEntry(risk, (("state", "Closed"),)))
    table = of(filled, risk_table)
    assert (table.rows[0].ended, table.rows[0].review_late, table.cells) == (True, False, {})


def test_a_recommendation_has_a_status_as_of_each_period_and_its_history(filled):
    (row,) = of(filled, recommendation_table, None, period(filled, "April 2024"))
    assert [(one.period, one.status.word) for one in row.history] == [
        ("January 2024", "Not started"),
        ("April 2024", "In progress"),
    ]
    assert (row.status.note, row.overdue) == ("Draft is out.", True)
    (then,) = of(filled, recommendation_table, None, period(filled, "January 2024"))
    assert (then.status.status.word, then.overdue) == ("Not started", False)


def test_an_appraisal_is_counted_against_what_is_printed(filled):
    table = of(filled, options_table, the(filled, "Who should run it"))
    assert [result.total for result in table.results] == [7, 6]
    assert table.results[0].findings == ()
    assert table.results[1].findings == (
        "“Move it to a trust”: the sum is printed as 7, its scores add to 6.",
    )


def test_papers_of_a_meeting_go_out_five_clear_days_before(filled):
    filled.run(
        AddEntry(
            "work-programme",
            EntryDraft(
                "Scrutiny Committee", due="20 July 2016", fields={"send_out": "13 July 2016"}
            ),
        )
    )
    first, second = of(filled, work_programme, "scrutiny committee")
    assert (first.send_out.isoformat(), first.is_late) == ("2016-07-12", True)
    assert (second.on.isoformat(), second.is_late) == ("2024-07-17", False)
    assert [row.title for row in second.agenda] == ["Annual report"]
    assert of(filled, work_programme, "Cabinet") == []


def test_the_equality_return_has_an_answer_or_a_gap_for_each_characteristic(filled):
    names, (row,) = of(filled, equality_table)
    assert len(names) == 9
    assert row.answers == {"Age": "Yes", "Race": "Not applicable"}
    assert "Sexual orientation" in row.missing(names)


def test_everything_that_serves_a_priority_is_found_through_rows_and_whole_plans(filled):
    priority = the(filled, "Children are safe")
    found = of(filled, serving, priority)
    with filled.read() as session:
        assert len(found) == len(list(session.scalars(select(PlanItem.id))))
    filled.run(AddEntry("priorities", EntryDraft("Schools are good")))
    assert of(filled, serving, the(filled, "Schools are good")) == []
    action = item(filled, "A1.1")
    assert of(filled, serves, [action])[action] == ("P1",)
    direct = [line for line in found if line.direct]
    assert [line.row.ref for line in direct] == ["A1"]
    below = next(line for line in found if line.row.ref == "A1.1")
    assert below.path == ("A", "A1")


def test_all_that_one_source_asked_for_is_found_by_its_tag(filled):
    filled.run(SetTags((item(filled, "A2"),), TagKind.SOURCE, ("Ofsted three-month",)))
    found = of(filled, from_source, "Ofsted three-month")
    assert found[0].row.ref == "A2"
    assert found[0].direct
    assert all(line.path[:2] == ("A", "A2") for line in found[1:])
    assert [row.ref for row in of(filled, entries_from_source, "Ofsted three-month")] == ["Rec1"]
    assert "Ofsted three-month" in of(filled, source_names)
