"""The quick trial of an edit says what the thorough one says, and leaves no trace."""

from __future__ import annotations

import pytest

from plandesk.models.types import Level
from plandesk.services.ops.bulk import BulkEdit, bulk_preview, row_by_row
from plandesk.services.queries.plan_tree import current_period, plan_rows


@pytest.mark.parametrize(
    ("field", "words"),
    [("lead", "Head of Assurance"), ("rating", "Amber"), ("outcome", ""), ("due", "March 2027")],
)
def test_the_quick_trial_agrees_with_the_thorough_one(sample, field, words):
    with sample.read() as session:
        period = current_period(session)
        rows = plan_rows(session, period.id)
    ids = tuple(row.id for row in rows if row.level >= Level.PROJECT)[:40]
    op = BulkEdit(ids, ((field, words),), period.id)
    before = sample.commits
    with sample.rehearse() as session:
        quick = bulk_preview(session, op)
    with sample.rehearse() as session:
        thorough = row_by_row(session, op)
    assert quick == thorough
    assert quick.changes or quick.same
    assert sample.commits == before
    with sample.read() as session:
        assert plan_rows(session, period.id) == rows
