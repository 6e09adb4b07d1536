"""The checks: exactly what does not add up, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from truth_plan import truth_plan

from plandesk.errors import UsageError
from plandesk.models.rating_rules import RatingRules
from plandesk.services.check import check_findings, check_rules
from plandesk.services.checks.catalogue import FAMILIES, RULES
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.samples.source import planted_findings


@pytest.fixture
def truth(shared_data: Path, tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "truth.plandesk") as document:
        document.run(AddContent(truth_plan(shared_data)))
        yield document


def findings(document: Document, *codes: str) -> list[tuple[str | None, str, int]]:
    with document.read() as session:
        found = check_findings(session)
    return [(one.ref, one.message, len(one.rows)) for one in found if one.code in codes]


def test_the_sample_has_the_planted_findings_and_none_besides(doc):
    with doc.read() as session:
        found = check_findings(session)
        assert file_problems(session) == []
    assert sorted((one.code, one.ref) for one in found) == sorted(
        (one.kind, one.ref) for one in planted_findings()
    )
    assert all(one.fix and one.rows and one.item_id and not one.accepted for one in found)


def test_totals_of_the_real_plan_do_not_add_up(truth):
    assert findings(truth, "stated-total") == [
        (None, "Actions: 230 stated (section 4.3), 208 declared, 203 listed.", 203)
    ]


def test_two_projects_list_less_than_they_declare(truth):
    assert findings(truth, "declared-not-listed") == [
        ("E1", "E1 lists 3 of 4 actions.", 3),
        ("E2", "E2 lists 0 of 4 actions.", 0),
    ]


def test_three_comments_do_not_add_up(truth):
    said = [message.split(" (")[0] for _, message, _ in findings(truth, "comment-count")]
    assert said == [
        "The comment on A6 counts 15 of 13 actions",
        "The comment on A8 counts 6 of 5 actions",
        "The comment on A13 counts 6 of 7 actions",
    ]


def test_more_actions_are_stated_open_than_listed(truth):
    assert findings(truth, "stated-outcome") == [
        (None, "26 stated open (table 4.14), 22 listed.", 22)
    ]


def test_fifteen_actions_have_no_outcome(truth):
    ((_, message, rows),) = findings(truth, "no-outcome")
    assert message.startswith("15 actions have no outcome: A11.2, B6.3, ")
    assert rows == 15


def test_april_percentages_were_cut_off(truth):
    ((_, message, _),) = findings(truth, "shares-cut-off", "shares-unexplained")
    assert message.startswith("Percentages (table 4.14, April 2024) sum to 99.8.")
    assert "cut off, not rounded" in message


def test_refs_of_the_real_plan_are_followed(truth):
    assert [ref for ref, _, _ in findings(truth, "unknown-ref")] == ["B1.8"]
    assert "E1.7" in findings(truth, "unknown-ref")[0][1]
    assert findings(truth, "empty-section") == [
        ("E2", "A2.7 and A2.8 refer to E2, which lists nothing.", 3)
    ]
    ((ref, message, rows),) = findings(truth, "duplicate-several")
    assert (ref, rows) == ("A5.7", 3)
    assert "A5.7 > A5.8 and A5.10" in message


def test_reconciling_the_real_plan_and_following_its_refs_finds_exactly_this(truth):
    with truth.read() as session:
        found = check_findings(session, rules=("reconcile", "references"))
    assert [(one.code, one.ref) for one in found] == [
        ("comment-count", "A6"),
        ("comment-count", "A8"),
        ("comment-count", "A13"),
        ("declared-not-listed", "E1"),
        ("declared-not-listed", "E2"),
        ("duplicate-several", "A5.7"),
        ("empty-section", "E2"),
        ("no-outcome", None),
        ("shares-cut-off", None),
        ("stated-outcome", None),
        ("stated-total", None),
        ("unknown-ref", "B1.8"),
    ]


def test_the_real_plan_has_one_rating_to_explain_and_nothing_besides(truth):
    with truth.read() as session:
        every = check_findings(session)
        explained = check_findings(session, rules=("structure", "rating", "explain"))
    assert [(one.code, one.ref) for one in explained] == [("duplicate-of-closed", "A2.13")]
    assert len(every) == 13


def test_every_finding_has_the_code_of_a_rule_and_every_rule_a_family(truth, doc):
    for document in (truth, doc):
        with document.read() as session:
            assert {one.code for one in check_findings(session)} <= {rule.code for rule in RULES}
    assert {rule.about for rule in RULES} == set(FAMILIES)


def test_rules_can_be_asked_for_one_by_one(doc):
    with doc.read() as session:
        found = check_findings(session, rules=["unknown-ref", "two-step-jump"])
        with pytest.raises(UsageError, match="no rule “jumpy”"):
            check_findings(session, rules=["jumpy"])
    assert {one.code for one in found} == {"unknown-ref", "two-step-jump"}


def test_every_rule_is_listed_once_and_on_at_first(doc):
    with doc.read() as session:
        rules = check_rules(session)
    assert len({rule.code for rule in rules}) == len(RULES) == len(rules)
    assert all(rule.is_on and rule.title.endswith(".") for rule in rules)


def test_rules_read_back_from_the_settings_of_a_plan():
    changed = RatingRules(done_months=6, jump_explained=False, delay_words=("late",))
    assert RatingRules.of({"rating_rules": changed.as_settings()}) == changed
    assert RatingRules.of({}) == RatingRules()
