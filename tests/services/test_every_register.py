"""An entry of any register is found, told of in the history, shown, exported and printed alike."""

from __future__ import annotations

import subprocess

import pytest
from registers_made import without_registers
from sqlalchemy import select

from plandesk.models.plan import Plan
from plandesk.services.document import Document
from plandesk.services.export import export_json
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.registers.entries import AddEntry, EditEntry
from plandesk.services.ops.registers.lookup import EntryDraft
from plandesk.services.packs.outline import EntryKind
from plandesk.services.packs.single_report import ReportWish, build_report
from plandesk.services.plan_json import from_json
from plandesk.services.queries.history_panel import file_steps, step_changes
from plandesk.services.queries.registers.rows import entry_detail, register_rows
from plandesk.services.registers.kinds import load_kind, register_names
from plandesk.services.search_index import SearchIndex

WORDS = "Quagga stables"
LATER = "Okapi stables"
NEEDED = {"glossary": {"meaning": "Where they live"}}  # a term without one is not printed


@pytest.fixture
def added(doc):
    """Add an entry to a register that has no others; return what it is then."""
    without_registers(doc)
    with doc.read() as session:
        plan_id = session.scalar(select(Plan.id))

    def add(name):
        doc.run(
            AddEntry(name, EntryDraft(WORDS, due="June 2024", fields=NEEDED.get(name, {})), plan_id)
        )
        with doc.read() as session:
            (row,) = register_rows(session, name)
        return row

    return add


@pytest.fixture
def found(doc):
    """Search with one index that is kept through all steps."""
    index = SearchIndex(doc)
    yield lambda words: [(hit.item_id, hit.register) for hit in index.search(words).entries]
    index.close()


@pytest.mark.parametrize("name", register_names())
def test_an_entry_is_found_and_its_history_is_told(doc, added, found, name):
    row = added(name)
    assert found("quagga") == [(row.id, name)]
    doc.run(EditEntry(row.id, (("title", LATER),)))
    assert (found("quagga"), found("okapi")) == ([], [(row.id, name)])
    with doc.read() as session:
        changed, made = file_steps(session, limit=2)
        assert made.title == f"Add {load_kind(name).entry} “{WORDS}”"
        told = [(one.field, one.before, one.after) for one in step_changes(session, changed.id)]
        assert told == [("title", WORDS, LATER)]
    doc.undo()
    doc.undo()
    assert found("stables") == []


@pytest.mark.parametrize("name", register_names())
def test_an_entry_is_shown_and_comes_back_out_of_json(doc, added, name, tmp_path):
    row = added(name)
    with doc.read() as session:
        shown = entry_detail(session, row.id)
        export_json(session, tmp_path / "plan.json")
    assert (shown.kind.key, shown.row.title, shown.row.due) == (name, WORDS, "June 2024")
    ((_, content),) = from_json(tmp_path / "plan.json")
    with Document.create(tmp_path / "again.plandesk", clock=lambda: doc.now) as other:
        other.run(AddContent(content))
        with other.read() as session:
            (again,) = register_rows(session, name)
    said = ("uid", "ref", "title", "due", "due_latest", "fields", "people", "plan")
    assert [getattr(again, one) for one in said] == [getattr(row, one) for one in said]


@pytest.mark.parametrize("name", register_names())
def test_an_entry_is_printed_in_the_section_of_its_register(doc, added, name, tmp_path):
    row = added(name)
    section = EntryKind.LINE_OF_SIGHT if name == "priorities" else EntryKind(name)
    made = build_report(doc, ReportWish(section, row.plan_id), tmp_path / "report.pdf")
    words = subprocess.run(
        ["pdftotext", "-raw", str(made.path), "-"], capture_output=True, check=True, text=True
    )
    assert WORDS in " ".join(words.stdout.split())
