"""Checks of the registers: each finds what is wrong, and nothing once it is put right."""

from __future__ import annotations

import pytest
from registers_made import every_register, links, without_registers
from sqlalchemy import select

from plandesk.errors import UserError
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Level
from plandesk.services.check import check_findings
from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_preset
from plandesk.services.ops.edit import SetField
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import AddEntry, EditEntry
from plandesk.services.ops.registers.lookup import EntryDraft
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.ops.structure import AddItem
from plandesk.services.queries.registers.rows import entry_detail, find_entry


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


def the(document, ref, name=""):
    with document.read() as session:
        return find_entry(session, ref, name)


def messages(document, *codes):
    with document.read() as session:
        found = check_findings(session, rules=codes)
    return [one.message for one in found]


def value(document, ref, said, when="April 2024", key="value"):
    with document.read() as session:
        period = session.scalar(select(Period.id).where(Period.label == when))
    place = ValuePlace(key, period) if period else ValuePlace(key, period_text=when)
    document.run(SetEntryValue(the(document, ref), place, said))


def test_a_printed_rating_that_the_rules_contradict_needs_a_reason(filled):
    assert messages(filled, "measure-rating") == []  # M2 is overridden, with a reason
    with pytest.raises(UserError, match="M1 is Near target, not On target"):
        value(filled, "M1", ValueSaid("87%", rating="G"))
    value(filled, "M1", ValueSaid("90%", rating="G"))  # as the rules have it: no reason needed
    filled.run(EditEntry(the(filled, "M1", "measures"), (("target", "93%"),)))
    assert messages(filled, "measure-rating") == [
        "M1, April 2024: On target is printed, the rules say Near target. "
        "90% is 3 points short of the target of 93%, within the tolerance."
    ]
    filled.undo()
    value(filled, "M1", ValueSaid("87%", rating="G", reason="The target fell in May."))
    assert messages(filled, "measure-rating") == []


def test_a_printed_trend_that_the_values_contradict_is_told(filled):
    value(filled, "M1", ValueSaid("87%", trend="worse"))
    assert messages(filled, "measure-trend") == [
        "M1, April 2024: the trend is printed as worse, its values say better."
    ]
    value(filled, "M1", ValueSaid("87%", trend="better"))
    assert messages(filled, "measure-trend") == []


def test_a_measure_without_a_value_in_the_open_period_is_told_once_it_had_one(filled):
    assert messages(filled, "measure-no-value") == []
    value(filled, "M1", ValueSaid())
    assert messages(filled, "measure-no-value") == ["M1 has no value in April 2024."]
    value(filled, "M1", ValueSaid("88%"), "March 2024")  # of a month between: that is one
    assert messages(filled, "measure-no-value") == []
    filled.run(AddEntry("measures", EntryDraft("Never had one")))
    assert messages(filled, "measure-no-value") == []


def test_a_risk_needs_a_review_date_that_is_not_past(filled):
    risk = the(filled, "R1", "risks")
    assert messages(filled, "risk-review") == []
    filled.run(EditEntry(risk, (("due", ""),)))
    assert messages(filled, "risk-review") == ["R1 has no review date."]
    filled.run(EditEntry(risk, (("due", "31 March 2024"),)))
    assert messages(filled, "risk-review") == [
        "R1 was to be reviewed by 31 March 2024; the period is as at 30 April 2024."
    ]
    filled.run(EditEntry(risk, (("state", "closed"),)))
    assert messages(filled, "risk-review") == []


def test_a_recommendation_past_its_date_is_told_until_it_is_implemented(filled):
    assert messages(filled, "recommendation-overdue") == [
        "Rec1 was due by 31 March 2024 (in progress)."
    ]
    value(filled, "Rec1", ValueSaid("Implemented"), key="status")
    assert messages(filled, "recommendation-overdue") == []


def test_a_printed_sum_that_the_scores_do_not_make_is_told(filled):
    assert messages(filled, "appraisal-sum") == [
        "Who should run it: “Move it to a trust”: the sum is printed as 7, its scores add to 6."
    ]
    with filled.read() as session:
        option = entry_detail(session, find_entry(session, "Who should run it")).parts_of("option")
    filled.run(EditEntry(option[1].id, (("stated_sum", "6"),)))
    assert messages(filled, "appraisal-sum") == []


def test_papers_sent_out_too_late_are_told(filled):
    meeting = the(filled, "Scrutiny Committee")
    filled.run(EditEntry(meeting, (("send_out", "9 July 2024"),)))
    assert messages(filled, "send-out-late") == []
    filled.run(EditEntry(meeting, (("send_out", "12 July 2024"),)))
    assert messages(filled, "send-out-late") == [
        "Scrutiny Committee, 17 July 2024: papers are to go out on 12 July 2024, but must by "
        "9 July 2024."
    ]


def test_an_abbreviation_is_told_where_a_glossary_is_kept(filled):
    risk = the(filled, "R1", "risks")
    filled.run(EditEntry(risk, (("effect", "The EHCP and the ZQX wait."),)))
    found = [said for said in messages(filled, "undefined-abbreviation") if "ZQX" in said]
    assert found == ["ZQX is used once, first in R1, and is not in the glossary."]
    assert not [said for said in messages(filled, "undefined-abbreviation") if "EHCP" in said]
    draft = EntryDraft("ZQX", fields={"meaning": "Nobody knows"})
    filled.run(AddEntry("glossary", draft))
    assert not [said for said in messages(filled, "undefined-abbreviation") if "ZQX" in said]


def test_totals_of_staffing_and_budget_say_what_they_leave_out(tmp_path):
    new_from_preset(tmp_path / "services.plandesk", "service-plan")
    with Document.open(tmp_path / "services.plandesk") as document:
        with document.read() as session:
            plan = session.scalar(select(Plan.id))
        for title in ("Library", "Museum", "Archive"):
            document.run(AddItem(plan, None, title))
        assert messages(document, "staffing-total", "budget-total") == []
        with document.read() as session:
            query = select(PlanItem.id).where(PlanItem.level == int(Level.WORKSTREAM))
            first, second, third = session.scalars(query.order_by(PlanItem.position))
        document.run(SetField((first,), "staffing", 12.42))
        document.run(SetField((second,), "staffing", 30))
        document.run(SetField((third,), "budget", "£1,497,00"))
        document.run(SetField((first,), "budget", 250000))
        assert messages(document, "staffing-total") == [
            "2 of 3 services state 42.42 FTE in all; no number is given for C."
        ]
        assert messages(document, "budget-total") == [
            "1 of 3 services state 250,000 pounds in all; no number is given for B, "
            "C (“£1,497,00”)."
        ]
