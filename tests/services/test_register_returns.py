"""A register sent to its owners as workbooks, filled in there, and taken back."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest
from openpyxl import load_workbook
from registers_made import every_register, without_registers
from sqlalchemy import select

from plandesk.errors import UserError
from plandesk.models.content import EntryContent, ValueContent
from plandesk.models.plan import Plan
from plandesk.services.ops.registers.bulk import AddEntries
from plandesk.services.ops.registers.entries import EditEntry
from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid
from plandesk.services.queries.registers.rows import entry_detail, find_entry, register_rows
from plandesk.services.queries.registers.tables import equality_table
from plandesk.services.registers.outgoing import SendWish, send_drafts, send_register
from plandesk.services.registers.workbook import export_register, preview_register

CHARACTERISTICS = 9


def topic(number: int, owner: str) -> EntryContent:
    return EntryContent(
        f"q{number}",
        "equality",
        f"Topic {number}",
        ref=f"Q{number}",
        fields={"evidence": f"Survey {number}", "gaps": "Not asked yet"},
        people={"owner": (owner,)} if owner else {},
        values=(ValueContent("breakdown", "yes", area="Age"),),
    )


@pytest.fixture
def asked(doc):
    """A plan with four topics of an equality return: two owners, and one topic without."""
    without_registers(doc)
    with doc.read() as session:
        plan_id = session.scalar(select(Plan.id))
    owners = ("Head of Visits", "Head of Visits", "Head of Training", "")
    topics = tuple(topic(number, owner) for number, owner in enumerate(owners, start=1))
    doc.run(AddEntries(topics, plan_id))
    return doc


def sent(document, tmp_path, **more):
    wish = SendWish("equality", tmp_path / "out", due=dt.date(2024, 5, 3), **more)
    return send_register(document, wish)


def fill(path, answers):
    """Type answers, by ref and heading, into the table of a workbook that was sent."""
    book = load_workbook(path)
    sheet = book["Equality return"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for ref, said in answers.items():
        row = rows.get(ref) or next(
            row for row in range(2, 99) if not sheet.cell(row, heads["Key"]).value
        )
        for heading, text in said.items():
            sheet.cell(row, heads[heading]).value = text
    book.save(path)


def preview(document, path, register="equality", **more):
    with document.read() as session:
        return preview_register(session, register, path, **more)


def entry(document, ref, register="equality"):
    with document.read() as session:
        return entry_detail(session, find_entry(session, ref, register))


def state_of(document, ref):
    found = entry(document, ref)
    return next((v.text for v in found.values[found.row.id] if v.key == "return"), "")


def test_each_owner_gets_a_workbook_and_the_register_says_so(asked, tmp_path):
    books = sent(asked, tmp_path, contact="Equality team")
    assert [(book.owner, book.entries) for book in books] == [
        ("Head of Training", 1),
        ("Head of Visits", 2),
        ("", 1),
    ]
    assert {state_of(asked, ref) for ref in ("Q1", "Q2", "Q3", "Q4")} == {"sent"}
    book = load_workbook(books[1].file)
    assert book.sheetnames == ["Read me", "Equality return", "As sent"]
    readme = {row[0].value: row[1].value for row in book["Read me"].iter_rows(max_col=2)}
    assert readme["For"] == "Head of Visits"
    assert readme["By"] == "3 May 2024"
    assert readme["Send it to"] == "Equality team"
    assert readme["Return reference"] == books[1].reference
    sheet = book["Equality return"]
    heads = [cell.value for cell in sheet[1]]
    assert sum(head.startswith("Broken down by: ") for head in heads) == CHARACTERISTICS
    assert heads[:2] == ["Ref", "What should be published"]
    assert heads[-1] == "Key"
    assert sheet.protection.sheet
    locked = {heads[cell.column - 1]: cell.protection.locked for cell in sheet[2]}
    assert locked["What should be published"]
    assert not locked["Available evidence"]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert lists.count('"Yes,No,Not applicable"') == CHARACTERISTICS + 1
    asked.undo()
    assert state_of(asked, "Q1") == ""


def test_answers_come_back_as_one_step_with_what_was_sent_beside_them(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    fill(
        visits,
        {
            "Q1": {"Broken down by: Race": "No", "Available evidence": "Survey 1\nProfile"},
            "new": {"What should be published": "Who complains", "Broken down by: Age": "Yes"},
        },
    )
    found = preview(asked, visits)
    assert found.problems == ()
    assert {(one.ref, one.field, one.issued, one.after) for one in found.changes} == {
        ("Q1", "Available evidence", "Survey 1", "Survey 1\nProfile"),
        ("Q1", "Broken down by: Race", "", "No"),
        ("new", "New", None, "Who complains"),
        (sent_reference(visits), "Return", None, "Returned"),
    }
    asked.run(found.op)
    with asked.read() as session:
        answers = {row.entry.title: row.answers for row in equality_table(session)[1]}
        owner = register_rows(session, "equality")[-1].people["owner"]
    assert answers["Topic 1"] == {"Age": "Yes", "Race": "No"}
    assert answers["Who complains"] == {"Age": "Yes"}
    assert owner == ("Head of Visits",)
    assert (state_of(asked, "Q1"), state_of(asked, "Q3")) == ("returned", "sent")
    assert preview(asked, visits).op is None, "a workbook that comes in twice changes nothing"
    asked.undo()
    assert state_of(asked, "Q1") == "sent"


def sent_reference(path):
    return path.stem.rpartition(" - ")[2]


def test_what_nobody_answered_never_takes_back_what_changed_meanwhile(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    fill(visits, {"Q1": {"Information gaps": "Asked from June"}})
    with asked.read() as session:
        ids = {ref: find_entry(session, ref, "equality") for ref in ("Q1", "Q2")}
    asked.run(EditEntry(ids["Q1"], (("gaps", "Asked from May"),)))
    asked.run(EditEntry(ids["Q2"], (("evidence", "A newer survey"),)))
    found = preview(asked, visits)
    clash = [one for one in found.changes if one.clash]
    assert [(one.ref, one.issued, one.before, one.after) for one in clash] == [
        ("Q1", "Not asked yet", "Asked from May", "Asked from June")
    ]
    assert found.clashes == 1
    assert "1 answer to what was changed here" in found.notes[0]
    asked.run(found.op)
    assert entry(asked, "Q1").row.fields["gaps"] == "Asked from May"
    assert entry(asked, "Q2").row.fields["evidence"] == "A newer survey"
    asked.undo()
    asked.run(preview(asked, visits, newer_too=True).op)
    assert entry(asked, "Q1").row.fields["gaps"] == "Asked from June"
    assert entry(asked, "Q2").row.fields["evidence"] == "A newer survey"


def test_a_slip_is_named_with_its_cell_and_nothing_is_taken(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    fill(visits, {"Q1": {"Broken down by: Race": "Perhaps"}})
    found = preview(asked, visits)
    assert len(found.problems) == 1
    assert "sheet “Equality return”, cell " in found.problems[0]
    assert "Perhaps" in found.problems[0]


def test_a_changed_record_of_what_was_sent_is_not_believed(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    book = load_workbook(visits)
    book["As sent"]["D2"].value = "Something else"
    book.save(visits)
    fill(visits, {"Q1": {"Information gaps": "Asked"}})
    found = preview(asked, visits)
    assert [one.issued for one in found.changes if one.field == "Information gaps"] == [None]
    assert any("As sent" in note for note in found.notes)


def test_a_return_of_another_plan_or_register_is_refused(asked, doc_of_another_plan, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    with pytest.raises(UserError, match="return of equality return, not of risks"):
        preview(asked, visits, "risks")
    with pytest.raises(UserError, match="another plan"):
        preview(doc_of_another_plan, visits)
    with pytest.raises(UserError, match="Risks are not sent as returns"):
        send_register(asked, SendWish("risks", tmp_path))
    with pytest.raises(UserError, match="owns no topic"):
        sent(asked, tmp_path, owners=("Somebody",))


@pytest.fixture
def doc_of_another_plan(tmp_path):
    from plandesk.models.content import PlanContent
    from plandesk.services.document import Document
    from plandesk.services.ops.content import AddContent
    from plandesk.services.presets import load_preset

    preset = load_preset("action-plan")
    content = PlanContent("Other", preset.name, preset.level_names, preset.scale, preset.outcomes)
    with Document.create(tmp_path / "other.plandesk") as document:
        document.run(AddContent(content))
        yield document


def test_who_was_asked_and_who_answered_is_known(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    asked.run(preview(asked, visits).op)
    with asked.read() as session:
        found = {one.owner: (one.waiting, one.returned) for one in send_drafts(session, "equality")}
    assert found == {"Head of Training": (1, 0), "Head of Visits": (0, 2), "": (1, 0)}


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_says_the_same(asked, tmp_path):
    visits = sent(asked, tmp_path)[1].file
    fill(visits, {"Q1": {"Broken down by: Race": "No"}})
    again = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", again, visits],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = preview(asked, again / visits.name)
    assert [(one.field, one.issued) for one in found.changes[:1]] == [("Broken down by: Race", "")]
    assert found.problems == ()
    assert found.notes == ()


# Parts of entries ------------------------------------------------------------------------------


@pytest.fixture
def filled(doc):
    without_registers(doc)
    with doc.read() as session:
        plan_id = session.scalar(select(Plan.id))
    doc.run(AddEntries(every_register(), plan_id))
    return doc


def exported(document, register, tmp_path):
    path = tmp_path / f"{register}.xlsx"
    with document.read() as session:
        export_register(session, register, path)
    return path


@pytest.mark.parametrize(
    "register", ["measures", "risks", "options", "swot", "work-programme", "recommendations"]
)
def test_a_register_with_its_parts_goes_out_and_in_again_without_a_difference(
    filled, register, tmp_path
):
    found = preview(filled, exported(filled, register, tmp_path), register)
    assert (found.changes, found.problems, found.notes, found.op) == ((), (), (), None)


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_measures_saved_by_libreoffice_come_back_without_a_difference(filled, ending, tmp_path):
    path, again = exported(filled, "measures", tmp_path), tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", again, path],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    found = preview(filled, again / f"measures.{ending}", "measures")
    assert (found.changes, found.problems, found.notes, found.op) == ((), (), (), None)


def test_counter_measures_are_changed_and_added_in_a_workbook(filled, tmp_path):
    path = exported(filled, "risks", tmp_path)
    book = load_workbook(path)
    sheet = book["Risks - Counter measures"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    risk = sheet.cell(2, heads["Risk"]).value
    was = sheet.cell(2, heads["Counter measure"]).value
    sheet.cell(2, heads["State"]).value = "In place"
    top = book["Risks"]
    places = {cell.value: cell.column for cell in top[1]}
    row = top.max_row + 1
    top.cell(row, places["Risk"]).value = "Nobody applies"
    for at, (owner, title) in enumerate(((risk, "Pay more"), ("Nobody applies", "Advertise"))):
        sheet.cell(3 + at, heads["Risk"]).value = owner
        sheet.cell(3 + at, heads["Counter measure"]).value = title
    book.save(path)
    found = preview(filled, path, "risks")
    assert found.problems == ()
    assert [one.after for one in found.changes] == [
        "Nobody applies", "In place", "Pay more", "Advertise"
    ]  # fmt: skip
    filled.run(found.op)
    first, new = entry(filled, risk, "risks"), entry(filled, "Nobody applies", "risks")
    states = {part.title: part.fields.get("state") for part in first.parts}
    assert states[was] == "in-place"
    assert "Pay more" in states
    assert [part.title for part in new.parts] == ["Advertise"]
    assert {part.plan_id for part in first.parts} == {first.row.plan_id}
    filled.undo()
    assert "Pay more" not in {part.title for part in entry(filled, risk, "risks").parts}


def test_scores_and_their_reasons_are_read_against_the_criteria(filled, tmp_path):
    path = exported(filled, "options", tmp_path)
    book = load_workbook(path)
    sheet = book["Options appraisals - Options"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    scores = [head for head in heads if head.startswith("Score: ") and "," not in head]
    assert scores
    sheet.cell(2, heads[scores[0]]).value = "3"
    note = f"{scores[0]}, note"
    column = heads.get(note, len(heads) + 1)
    sheet.cell(1, column).value = note
    sheet.cell(2, column).value = "Costs little"
    book.save(path)
    found = preview(filled, path, "options")
    assert {one.after for one in found.changes} == {"3", "Costs little"}
    filled.run(found.op)
    with filled.read() as session:
        top = register_rows(session, "options")[0]
        detail = entry_detail(session, top.id)
    option = detail.parts_of("option")[0]
    value = next(v for v in detail.values[option.id] if v.key == "score" and v.note)
    assert (value.text, value.note) == ("3", "Costs little")


def test_a_part_without_its_entry_or_moved_to_another_is_named(filled, tmp_path):
    path = exported(filled, "risks", tmp_path)
    book = load_workbook(path)
    sheet = book["Risks - Counter measures"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Risk"]).value = "R99"
    sheet.cell(9, heads["Risk"]).value = "R98"
    sheet.cell(9, heads["Counter measure"]).value = "Do something"
    book.save(path)
    problems = "\n".join(preview(filled, path, "risks").problems)
    assert "A workbook cannot put it elsewhere" in problems
    assert "“R98” is not in the register" in problems


def test_the_note_of_a_status_comes_back(filled, tmp_path):
    with filled.read() as session:
        top = register_rows(session, "recommendations")[0]
    place = ValuePlace("status", None, "May 2024")
    filled.run(SetEntryValue(top.id, place, ValueSaid("In progress", "Half of it is done.")))
    path = exported(filled, "recommendations", tmp_path)
    book = load_workbook(path)
    sheet = book["Recommendations"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Status: May 2024, note"]).value = "All of it is done."
    book.save(path)
    found = preview(filled, path, "recommendations")
    assert [one.after for one in found.changes] == ["All of it is done."]
    filled.run(found.op)
    with filled.read() as session:
        detail = entry_detail(session, top.id)
    value = next(v for v in detail.values[top.id] if v.period == "May 2024")
    assert (value.text, value.note) == ("in-progress", "All of it is done.")
