from __future__ import annotations

import shutil
import zipfile

from openpyxl import load_workbook
from returned import answer, issue, refs_of, values

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.returns import ReturnState, issued_returns
from plandesk.services.returns.apply import apply_import, ask, choose
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import IssueRequest, combined_return
from plandesk.services.returns.preview import ChangeState, Outcome
from plandesk.services.returns.questions import annotated_copies


def test_a_question_goes_back_at_its_cell_and_the_answer_closes_it(sample, tmp_path):
    sent = issue(sample, tmp_path / "out", "Head of SEND")[0].file
    first, second = refs_of(sent)[:2]
    answer(sent, {first: {"rating": "Ambr"}, second: {"progress": "Soon."}})
    preview = preview_returns(sample, [sent])
    (change,) = [c for c in preview.changes if c.name == f"{second}.progress"]
    asked = {(0, change.key, "progress"): "Which month is soon?"}
    (copy,) = annotated_copies(preview, tmp_path / "back", asked)
    ws = load_workbook(copy)["Actions"]
    assert ws[change.cell].comment.text == "PlanDesk: Which month is soon?"
    assert "must be" in ws["F2"].comment.text
    answer(copy, {first: {"rating": "Grey"}, second: {"progress": "In June."}})
    corrected = preview_returns(sample, [copy])
    assert corrected.files[0].errors == ()
    apply_import(sample, corrected)
    assert values(sample)[second]["progress"] == "In June."
    with sample.read() as session:
        assert issued_returns(session)[0].state is ReturnState.IMPORTED


def test_a_question_about_an_answer_that_cannot_be_read_is_kept_and_goes_to_its_cell(
    sample, tmp_path
):
    sent = issue(sample, tmp_path / "out", "Head of SEND")[0].file
    ref = refs_of(sent)[0]
    answer(sent, {ref: {"progress": "Soon.", "forecast": "31/02/2025"}})
    preview, asked = ask(preview_returns(sample, [sent]), [f"{ref}.forecast=Which month?"])
    (copy,) = annotated_copies(preview, tmp_path / "back", asked)
    assert "Which month?" in load_workbook(copy)["Actions"]["H2"].comment.text
    assert "Write the day that is meant." in load_workbook(copy)["Actions"]["H2"].comment.text
    apply_import(sample, preview, "", asked)
    with sample.read() as session:
        (kept,) = issued_returns(session)[0].questions
    assert (kept.ref, kept.field, kept.text) == (ref, "forecast", "Which month?")
    answer(copy, {ref: {"forecast": "28 February 2025"}})
    apply_import(sample, preview_returns(sample, [copy]))
    with sample.read() as session:
        assert issued_returns(session)[0].questions == ()


def test_a_file_out_of_a_zip_goes_back_with_its_question_too(sample, tmp_path):
    sent = issue(sample, tmp_path / "out", "Head of SEND")[0].file
    answer(sent, {refs_of(sent)[0]: {"rating": "Ambr"}})
    with zipfile.ZipFile(tmp_path / "post.zip", "w") as archive:
        archive.write(sent, "from/the office/Return.xlsx")
    (copy,) = annotated_copies(preview_returns(sample, [tmp_path / "post.zip"]), tmp_path / "back")
    assert copy.name == "Return - to fix.xlsx"
    assert "must be" in load_workbook(copy)["Actions"]["F2"].comment.text


def test_nothing_to_ask_writes_no_copy(sample, tmp_path):
    sent = issue(sample, tmp_path / "out", "Head of SEND")[0].file
    answer(sent, {refs_of(sent)[0]: {"progress": "Fine."}})
    assert annotated_copies(preview_returns(sample, [sent]), tmp_path / "back") == []


def test_a_combined_return_imports_like_any_other(sample, sample_file, tmp_path):
    leads = ("Head of SEND", "Principal Social Worker")
    written = issue(sample, tmp_path / "out", *leads)
    copy = tmp_path / "manager.plandesk"
    shutil.copy(sample_file, copy)
    for each in written:
        answer(each.file, {ref: {"progress": f"From {ref}."} for ref in refs_of(each.file)})
    with Document.open(copy) as manager:
        preview = preview_returns(manager, [each.file for each in written])
        apply_import(manager, preview)
        with manager.read() as session:
            period = current_period(session)
        request = IssueRequest(period.id, tmp_path / "team", leads, contact="Programme office")
        combined = combined_return(manager, request, "Service manager")
        theirs = values(manager)
    preview = preview_returns(sample, [combined.file])
    assert preview.files[0].outcome is Outcome.WARN
    assert {c.state for c in preview.changes if c.is_offered} == {ChangeState.NEW}
    apply_import(sample, preview)
    assert values(sample) == theirs
    with sample.read() as session:
        states = {row.lead: row.state for row in issued_returns(session)}
    assert states == dict.fromkeys(leads, ReturnState.IMPORTED)


def test_a_combined_return_keeps_an_edit_of_the_officer_apart(sample, sample_file, tmp_path):
    (written,) = issue(sample, tmp_path / "out", "Head of SEND")
    ref = refs_of(written.file)[0]
    copy = tmp_path / "manager.plandesk"
    shutil.copy(sample_file, copy)
    with Document.open(copy) as manager:
        answer(written.file, {ref: {"rating": "Grey"}})
        apply_import(manager, preview_returns(manager, [written.file]))
        with manager.read() as session:
            period = current_period(session)
        combined = combined_return(
            manager, IssueRequest(period.id, tmp_path, ("Head of SEND",)), "Manager"
        )
    answer(written.file, {ref: {"rating": "Red", "reason": "Two vacancies."}})
    apply_import(sample, choose(preview_returns(sample, [written.file]), "all"))
    (change,) = [
        c for c in preview_returns(sample, [combined.file]).changes if c.name == f"{ref}.rating"
    ]
    assert change.state is ChangeState.CONFLICT


def test_milestones_have_rows_of_their_own_and_are_ticked_when_done(sample, tmp_path):
    (written,) = issue(sample, tmp_path, "Head of SEND", milestones=True)
    refs = refs_of(written.file)
    first, second = [ref for ref in refs if " M" in ref][:2]
    assert (
        refs[refs.index(first) - 1] == first.split(" M")[0] or " M" in refs[refs.index(first) - 1]
    )
    answer(
        written.file,
        {
            first: {"rating": "Blue", "progress": "Agreed by the panel."},
            second: {"rating": "Amber"},
        },
    )
    preview = preview_returns(sample, [written.file])
    assert preview.files[0].errors == ()
    offered = {c.name: c for c in preview.changes if c.is_offered}
    assert set(offered) == {f"{first}.rating", f"{first}.progress"}
    apply_import(sample, preview)
    with sample.read() as session:
        period = current_period(session)
        rows = {row.id: row for row in plan_rows(session, period.id)}
    ticked = rows[offered[f"{first}.rating"].item_id]
    assert ticked.done
    again = preview_returns(sample, [written.file])
    assert not any(c.is_offered for c in again.changes)
    sample.undo()
    with sample.read() as session:
        assert not {row.id: row for row in plan_rows(session, period.id)}[ticked.id].done
