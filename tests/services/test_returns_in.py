from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returned import answer, change, issue, refs_of, values
from sqlalchemy import select

from plandesk.errors import PlanChanged, UsageError
from plandesk.models.assurance import RatingOverride
from plandesk.services.document import Document
from plandesk.services.ops.periods import ClosePeriod
from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.returns import ReturnState, issued_returns
from plandesk.services.returns.apply import accept, accept_warnings, apply_import, choose
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.preview import ChangeState, Choices, Outcome

LEAD = "Head of SEND"


@pytest.fixture
def sent(sample, tmp_path):
    """One return of six rows, issued."""
    return issue(sample, tmp_path / "out", LEAD)[0].file


def item_id(document, ref):
    with document.read() as session:
        period = current_period(session)
        rows = plan_rows(session, period.id)
    return next(row.id for row in rows if row.ref == ref), period.id


def changes(preview, ref=None):
    found = {change.name: change for change in preview.changes if change.is_offered}
    return found if ref is None else {k: v for k, v in found.items() if k.startswith(ref)}


def test_what_a_lead_wrote_reaches_the_plan_as_one_step(sample, sent):
    ref, other = refs_of(sent)[:2]
    before = values(sample)
    answer(sent, {ref: {"rating": "Red", "reason": "Two vacancies", "forecast": "Autumn 2024"},
                  other: {"progress": "Panel met twice\nand agreed terms."}})  # fmt: skip
    preview = preview_returns(sample, [sent])
    assert {change.state for change in changes(preview).values()} == {ChangeState.NEW}
    assert values(sample) == before
    done = apply_import(sample, preview)
    assert done.taken == 4
    now = values(sample)
    assert now[ref] == before[ref] | {
        "rating": "red", "reason": "Two vacancies", "forecast": "Autumn 2024",
    }  # fmt: skip
    assert now[other]["progress"] == "Panel met twice\nand agreed terms."
    assert sample.undo_titles[0] == f"Import return: {LEAD} (4 changes)"
    sample.undo()
    assert values(sample) == before


def test_an_import_keeps_a_backup_and_a_receipt(sample, sent, sample_file):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"progress": "Done the first half."}})
    apply_import(sample, preview_returns(sample, [sent]))
    with sample.read() as session:
        (row,) = issued_returns(session)
    (receipt,) = row.receipts
    assert row.state is ReturnState.IMPORTED
    assert receipt.fingerprint == hashlib.sha256(sent.read_bytes()).hexdigest()
    assert (receipt.taken, receipt.offered, receipt.waiting) == (1, 1, 0)
    assert receipt.who == "Officer"
    copies = [path for path in sample_file.parent.rglob("*.plandesk") if path != sample_file]
    assert copies


def test_a_value_changed_on_both_sides_is_a_conflict_and_unticked(sample, sent):
    ref = refs_of(sent)[0]
    found, period = item_id(sample, ref)
    sample.run(SetRating((found,), period, "red"))
    answer(sent, {ref: {"rating": "Grey"}})
    preview = preview_returns(sample, [sent])
    (change_,) = changes(preview).values()
    assert change_.state is ChangeState.CONFLICT
    assert (change_.now, change_.returned, change_.take) == ("red", "grey", False)
    assert apply_import(sample, preview).taken == 0
    with sample.read() as session:
        assert issued_returns(session)[0].state is ReturnState.RECEIVED
    assert apply_import(sample, choose(preview_returns(sample, [sent]), "all")).taken == 1
    assert values(sample)[ref]["rating"] == "grey"


def test_the_same_change_on_both_sides_is_no_conflict(sample, sent):
    ref = refs_of(sent)[0]
    found, period = item_id(sample, ref)
    sample.run(SetRating((found,), period, "grey"))
    answer(sent, {ref: {"rating": "Grey"}})
    preview = preview_returns(sample, [sent])
    assert changes(preview) == {}
    assert ChangeState.BOTH_SAME in {each.state for each in preview.changes}


def test_what_the_lead_left_alone_never_undoes_the_officers_edit(sample, sent):
    ref = refs_of(sent)[0]
    found, period = item_id(sample, ref)
    sample.run(SetRating((found,), period, "red"))
    answer(sent, {ref: {"progress": "Only words."}})
    apply_import(sample, choose(preview_returns(sample, [sent]), "all"))
    assert values(sample)[ref]["rating"] == "red"


def test_the_same_file_again_offers_nothing(sample, sent):
    answer(sent, {refs_of(sent)[0]: {"progress": "New words."}})
    apply_import(sample, preview_returns(sample, [sent]))
    (again,) = preview_returns(sample, [sent]).files
    assert again.is_repeat
    assert not any(change.is_offered for change in again.changes)
    assert "already imported" in " ".join(each.message for each in again.findings)
    apply_import(sample, preview_returns(sample, [sent]))
    with sample.read() as session:
        assert len(issued_returns(session)[0].receipts) == 1


def test_a_newer_copy_offers_only_the_differences(sample, sent):
    first, second, third = refs_of(sent)[:3]
    answer(sent, {ref: {"progress": f"About {ref}."} for ref in (first, second)})
    apply_import(sample, preview_returns(sample, [sent]))
    answer(sent, {second: {"progress": "Better words."}, third: {"progress": "And one more."}})
    preview = preview_returns(sample, [sent])
    assert set(changes(preview)) == {f"{second}.progress", f"{third}.progress"}
    assert {change.take for change in changes(preview).values()} == {True}
    text = " ".join(each.message for each in preview.files[0].findings)
    assert "already imported" in text
    assert "2 answers differ" in text


def test_the_rest_of_a_part_import_stays_outstanding(sample, sent):
    first, second = refs_of(sent)[:2]
    answer(sent, {ref: {"progress": f"About {ref}."} for ref in (first, second)})
    apply_import(sample, choose(preview_returns(sample, [sent]), f"{first}.progress"))
    assert set(changes(preview_returns(sample, [sent]))) == {f"{second}.progress"}
    with sample.read() as session:
        assert issued_returns(session)[0].state is ReturnState.PART


def test_an_error_blocks_its_row_only(sample, sent):
    first, second = refs_of(sent)[:2]
    answer(sent, {first: {"rating": "Ambr", "progress": "Words."}, second: {"progress": "Fine."}})
    preview = preview_returns(sample, [sent])
    assert preview.files[0].outcome is Outcome.ROWS
    assert apply_import(sample, choose(preview, "all")).taken == 1
    assert "progress" not in values(sample)[first] or values(sample)[first]["progress"] != "Words."
    assert values(sample)[second]["progress"] == "Fine."


def test_a_misspelt_rating_is_put_right_with_one_press(sample, sent):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"rating": "Grean"}})
    preview = preview_returns(sample, [sent])
    (finding,) = preview.files[0].errors
    assert finding.suggestion == "green"
    fixes = {(preview.files[0].label, finding.key, "rating"): finding.suggestion}
    again = preview_returns(sample, [sent], choices=Choices(fixes=fixes))
    assert again.files[0].errors == ()
    assert changes(again)[f"{ref}.rating"].returned == "green"


def test_a_warning_is_taken_only_with_a_reason_and_the_reason_is_kept(sample, sent):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"progress": "x" * 1_240}})
    preview = preview_returns(sample, [sent])
    assert changes(preview)[f"{ref}.progress"].held
    assert not changes(preview)[f"{ref}.progress"].take
    with pytest.raises(UsageError, match="warning"):
        choose(preview, f"{ref}.progress")
    accepted = accept_warnings(preview, "Agreed with the lead")
    apply_import(sample, accepted, "Agreed with the lead")
    with sample.read() as session:
        assert issued_returns(session)[0].receipts[0].reason == "Agreed with the lead"
    assert len(values(sample)[ref]["progress"]) == 1_240


def test_a_rating_the_plan_refuses_is_held_and_its_exception_kept(sample, sent):
    refs = refs_of(sent)
    answer(sent, {ref: {"rating": "Blue", "progress": "All of it is done."} for ref in refs})
    preview = preview_returns(sample, [sent])
    held = [each for each in preview.changes if each.field == "rating" and each.held]
    assert held
    text = " ".join(each.message for each in preview.files[0].findings)
    assert "Blue" in text
    apply_import(sample, accept_warnings(preview, "Board agreed"), "Board agreed")
    assert {values(sample)[ref]["rating"] for ref in refs} == {"blue"}
    with sample.read() as session:
        reasons = [row.reason for row in session.scalars(select(RatingOverride))]
    assert "Board agreed" in reasons


def test_each_answer_with_a_warning_can_be_taken_for_a_reason_of_its_own(sample, sent):
    refs = refs_of(sent)
    answer(sent, {ref: {"rating": "Blue", "progress": "All of it is done."} for ref in refs})
    preview = preview_returns(sample, [sent])
    first, second, *_ = [each for each in preview.changes if each.held]
    for said in (first.name, f"{first.name}=  "):
        with pytest.raises(UsageError, match="does not say why"):
            accept(preview, [said])
    chosen = accept(preview, [f"{first.name}=The board saw it", f"{second.name}=Signed off in May"])
    apply_import(sample, chosen)
    with sample.read() as session:
        found = {row.reason for row in session.scalars(select(RatingOverride))}
        receipt = issued_returns(session)[0].receipts[0]
    assert {"The board saw it", "Signed off in May"} <= found
    assert receipt.reason == f"{first.name}: The board saw it\n{second.name}: Signed off in May"


def test_the_officer_can_put_in_the_reason_that_a_poor_rating_came_without(sample, sent):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"rating": "Red", "progress": "Nobody has bid.", "reason": None}})
    preview = preview_returns(sample, [sent])
    assert [each.code for each in preview.files[0].errors] == ["no-reason"]
    rating = next(each for each in preview.changes if each.name == f"{ref}.rating")
    why = {(preview.files[0].label, rating.key, "reason"): "No bids. Advertised again in June."}
    again = preview_returns(sample, [sent], choices=Choices(fixes=why))
    assert not again.files[0].errors
    apply_import(sample, again)
    assert values(sample)[ref]["reason"] == "No bids. Advertised again in June."


def test_an_emptied_answer_keeps_the_plans_value_until_accepted(sample, sent):
    ref = next(ref for ref in refs_of(sent) if values(sample).get(ref, {}).get("progress"))
    answer(sent, {ref: {"progress": None}})
    preview = preview_returns(sample, [sent])
    assert changes(preview)[f"{ref}.progress"].held
    assert apply_import(sample, preview).taken == 0
    assert values(sample)[ref]["progress"]


def test_a_plan_changed_after_the_preview_refuses_the_whole_import(sample, sent):
    first, second = refs_of(sent)[:2]
    answer(sent, {ref: {"rating": "Grey", "progress": "New."} for ref in (first, second)})
    preview = preview_returns(sample, [sent])
    found, period = item_id(sample, second)
    sample.run(SetRating((found,), period, "red"))
    before = values(sample)
    with pytest.raises(PlanChanged):
        apply_import(sample, preview)
    assert values(sample) == before


def test_deleted_rows_change_nothing(sample, sent):
    before = values(sample)
    change(sent, lambda ws: ws.delete_rows(3, 2))
    preview = preview_returns(sample, [sent])
    assert len(preview.files[0].missing) == 2
    apply_import(sample, choose(preview, "all", "read"), "read")
    assert values(sample) == before


def test_rows_without_a_key_are_matched_by_ref_and_title_and_told(sample, sent):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"progress": "Words."}})
    change(sent, lambda ws: ws.delete_cols(11))
    preview = preview_returns(sample, [sent])
    assert set(changes(preview)) == {f"{ref}.progress"}
    assert "found by their ref and title" in " ".join(f.message for f in preview.files[0].findings)


def test_a_row_typed_anew_is_offered_matches_and_taken_when_chosen(sample, sent):
    ref = refs_of(sent)[0]

    def retype(ws):
        ws["K2"], ws["A2"] = None, None
        ws["B2"] = ws["B2"].value.replace("the", "teh")
        ws["G2"] = "Typed again."

    change(sent, retype)
    preview = preview_returns(sample, [sent])
    (row,) = preview.files[0].unmatched
    assert row.guesses[0].ref == ref
    assert row.guesses[0].score > 80
    matches = {(preview.files[0].label, row.row): row.guesses[0].key}
    again = preview_returns(sample, [sent], choices=Choices(matches=matches))
    assert again.files[0].unmatched == ()
    assert changes(again)[f"{ref}.progress"].returned == "Typed again."


def test_a_return_for_a_closed_period_is_refused_naming_it(sample, sent, sample_file):
    answer(sent, {refs_of(sent)[0]: {"progress": "Late."}})
    with sample.read() as session:
        period = current_period(session)
    sample.run(ClosePeriod(period.id, accept="It will come later."))
    (file,) = preview_returns(sample, [sent]).files
    assert file.outcome is Outcome.REJECT
    assert "April 2024, which is closed" in file.findings[0].message


def test_a_refused_file_leaves_the_plan_byte_for_byte(sample, tmp_path, sample_file):
    bad = tmp_path / "Budget.xlsx"
    bad.write_bytes(b"Ref,Rating\n")
    before = sample_file.read_bytes()
    preview = preview_returns(sample, [bad])
    assert preview.files[0].outcome is Outcome.REJECT
    assert apply_import(sample, preview).files == 0
    assert sample_file.read_bytes() == before


def test_every_faulty_workbook_is_answered_and_changes_nothing(sample, shared_data, sample_file):
    folder = shared_data / "badfiles"
    books = sorted(folder.glob("x*.xls*"))
    assert len(books) > 50
    before = sample_file.read_bytes()
    # The layout of these is not ours: what is sound in itself is no return of this plan.
    preview = preview_returns(sample, books)
    assert {file.outcome for file in preview.files} == {Outcome.REJECT}
    for file in preview.files:
        assert file.findings[0].message
        assert file.findings[0].fix
    apply_import(sample, preview)
    assert sample_file.read_bytes() == before


def test_a_return_of_another_plan_is_refused(sample, tmp_path, sent):
    other = tmp_path / "other.plandesk"
    from plandesk.services.samples.plan import write_sample

    write_sample(other)
    with Document.open(other) as document:
        from plandesk.models.plan import Plan

        class Rename:
            title = "Another plan"

            def apply(self, session):
                plan = session.get(Plan, 1)
                plan.uid = "00000000-0000-4000-8000-000000000000"

        document.run(Rename())
        (file,) = preview_returns(document, [sent]).files
    assert file.outcome is Outcome.REJECT
    assert "another plan" in file.findings[0].message


def test_a_return_the_register_does_not_know_is_compared_with_the_plan(sample, sent):
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"progress": "Words."}})
    sample.undo()
    (file,) = preview_returns(sample, [sent]).files
    assert file.outcome is Outcome.WARN
    assert [each.name for each in file.changes if each.is_offered] == [f"{ref}.progress"]
    assert not [each.message for each in file.findings if each.code == "locked"]


def test_an_older_return_says_that_a_newer_one_was_sent(sample, sent, tmp_path):
    newer = issue(sample, tmp_path / "again", LEAD)[0]
    (file,) = preview_returns(sample, [sent]).files
    assert newer.reference in " ".join(each.message for each in file.findings)


# Many files --------------------------------------------------------------------------------------


def joint(document, folder):
    """Return two leads' workbooks that share an action, with that action's ref."""
    written = issue(document, folder)
    for one, other in itertools.combinations(written, 2):
        shared = set(refs_of(one.file)) & set(refs_of(other.file))
        if shared:
            return one.file, other.file, min(shared)
    raise AssertionError("the sample has no joint leads")


def test_joint_leads_who_differ_are_a_conflict_for_both(sample, tmp_path):
    one, other, ref = joint(sample, tmp_path / "out")
    answer(one, {ref: {"progress": "We have agreed it."}})
    answer(other, {ref: {"progress": "We have not agreed it."}})
    preview = preview_returns(sample, [one, other])
    both = [change for change in preview.changes if change.name == f"{ref}.progress"]
    assert [change.state for change in both] == [ChangeState.CONFLICT] * 2
    assert "We have not agreed it." in both[0].rivals[0]
    assert not any(change.take for change in choose(preview, "all").changes)
    with pytest.raises(UsageError, match="differently"):
        choose(preview, f"{ref}.progress")


def test_joint_leads_who_agree_are_taken_once(sample, tmp_path):
    one, other, ref = joint(sample, tmp_path / "out")
    for path in (one, other):
        answer(path, {ref: {"progress": "Agreed."}})
    assert apply_import(sample, preview_returns(sample, [one, other])).taken == 1
    assert values(sample)[ref]["progress"] == "Agreed."


ANSWERS = st.fixed_dictionaries(
    {
        "rating": st.sampled_from(["Amber", "Green", "Grey", None]),
        "progress": st.sampled_from(["One.", "Two.", None]),
        "forecast": st.sampled_from(["30/06/2024", "30 June 2024", None]),
    }
)


def imported(plan: Path, batches: list[list[Path]]) -> tuple[dict, set[str]]:
    """Import batch after batch; return what the plan says then, and what was in conflict."""
    conflicts: set[str] = set()
    with Document.open(plan) as document:
        for batch in batches:
            preview = preview_returns(document, batch)
            conflicts |= {
                change.name for change in preview.changes if change.state is ChangeState.CONFLICT
            }
            apply_import(document, preview)
        return values(document), conflicts


def eight_with_joint_actions(plan: Path, folder: Path) -> list[Path]:
    """Issue the returns; return the eight that share most actions with others."""
    with Document.open(plan) as document:
        refs = {each.file: refs_of(each.file) for each in issue(document, folder)}
    asked = Counter(ref for told in refs.values() for ref in told)
    shared = {path: sum(asked[ref] > 1 for ref in told) for path, told in refs.items()}
    most = sorted(refs, key=lambda path: (-shared[path], path.name))[:8]
    assert shared[most[1]], "the sample has no joint leads"
    return most


@pytest.mark.long
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_order_of_importing_never_changes_the_result_except_at_conflicts(
    data, sample_file, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("order")
    first = folder / "plan.plandesk"
    first.write_bytes(sample_file.read_bytes())
    files = eight_with_joint_actions(first, folder / "out")
    for path in files:
        drawn = {ref: data.draw(ANSWERS) for ref in refs_of(path)}
        answer(path, {ref: {k: v for k, v in said.items() if v} for ref, said in drawn.items()})
    orders = [data.draw(st.permutations(files)) for _ in range(3)]
    ways = [*([[path] for path in order] for order in orders), [orders[0][:3], orders[0][3:]]]
    results, conflicts = [], set[str]()
    for number, batches in enumerate(ways):
        plan = folder / f"{number}.plandesk"
        plan.write_bytes(first.read_bytes())
        result, found = imported(plan, batches)
        results.append(result)
        conflicts |= found
    one, *others = results
    for other in others:
        for ref in one.keys() | other.keys():
            for name in one.get(ref, {}).keys() | other.get(ref, {}).keys():
                if f"{ref}.{name}" not in conflicts:
                    assert one.get(ref, {}).get(name) == other.get(ref, {}).get(name)
