import dataclasses

from plandesk.models.content import ItemContent
from plandesk.models.types import Level
from plandesk.services.ops.new_plan import preset_plan
from plandesk.services.queries.plan_totals import field_totals
from plandesk.services.queries.plan_tree import plans


def services(*rows):
    op = preset_plan("Service plans", "service-plan")
    items = tuple(
        ItemContent(
            f"k{number}", Level.WORKSTREAM, f"Service {number}", ref=f"S{number}", fields=fields
        )
        for number, fields in enumerate(rows, start=1)
    )
    return dataclasses.replace(op, content=dataclasses.replace(op.content, items=items))


def totals_of(sample, *rows):
    sample.run(services(*rows))
    with sample.read() as session:
        return field_totals(session, plans(session)[-1].id)


def test_a_total_says_which_services_it_leaves_out(sample):
    staffing, budget = totals_of(
        sample,
        {"staffing": 12.5, "budget": 1_200_000},
        {"staffing": 7.5},
        {"staffing_text": "see above", "budget": 300_000},
    )
    assert staffing.sentence() == "Staffing (FTE): 20 in 2 of 3. No number for S3."
    assert budget.sentence() == "Budget: £1,500,000 in 2 of 3. No number for S2."
    assert len(budget.missing_ids) == 1


def test_a_column_that_nobody_fills_has_no_total(sample):
    assert [total.label for total in totals_of(sample, {"staffing": 1}, {"staffing": 2})] == [
        "Staffing (FTE)"
    ]


def test_a_plan_without_such_columns_has_no_totals(sample):
    with sample.read() as session:
        assert field_totals(session, plans(session)[0].id) == []
