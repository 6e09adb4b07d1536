"""A pack prints what the plan holds: every row, every rating, every number."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import page as pdf_checker
import pikepdf
import pytest
from sqlalchemy import select

from plandesk.errors import Cancelled, UsageError, UserError
from plandesk.models.packs import BuiltPack
from plandesk.models.types import Level
from plandesk.reports.content import ActionSummary, Dashboard, Note, ProjectSummary
from plandesk.services.document import Document
from plandesk.services.ops.pack_builds import RecordBuild
from plandesk.services.ops.packs import (
    AddPack,
    AddPackEntry,
    EditPack,
    EditPackEntry,
    MovePackEntry,
    PackWords,
    RemovePack,
    RemovePackEntry,
    StorePaper,
)
from plandesk.services.ops.together import Together
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.fields import note_of
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.agendas import find_pack, packs
from plandesk.services.queries.packs.content import (
    action_summary_of,
    dashboard_of,
    exceptions_of,
    glossary_of,
    project_summary_of,
    read_facts,
)
from plandesk.services.queries.plan_tree import plan_rows, plans
from plandesk.services.samples.plan import write_sample


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=120
    )
    return done.stdout.decode()


def facts_of(doc):
    with doc.read() as session:
        return read_facts(session, plans(session)[0].id, None)


def test_dashboard_has_the_counts_of_both_periods(doc):
    dashboard = dashboard_of(facts_of(doc))
    assert isinstance(dashboard, Dashboard)
    january, april = dashboard.periods
    said = {rating.word: number for rating, number in january.counts}
    assert said == {"Blue": 49, "Red": 2, "Amber": 114, "Green": 48, "Grey": 17}
    assert (january.total, january.not_rated) == (230, 0)
    said = {rating.word: number for rating, number in april.counts}
    assert said == {"Blue": 7, "Red": 0, "Amber": 15, "Green": 4, "Grey": 0}
    assert (april.total, april.not_rated) == (26, 0)


def test_workstream_bars_add_up_to_the_period(doc):
    dashboard = dashboard_of(facts_of(doc))
    total: Counter[str] = Counter()
    for group in dashboard.groups:
        total.update({rating.code: number for rating, number in group.counts})
    assert total == Counter({r.code: n for r, n in dashboard.periods[-1].counts})


def test_summaries_hold_every_project_and_every_action(doc):
    facts = facts_of(doc)
    projects, actions = project_summary_of(facts), action_summary_of(facts)
    assert isinstance(projects, ProjectSummary)
    assert isinstance(actions, ActionSummary)
    rows = [row for group in projects.groups for row in group.rows]
    assert len(rows) == 34
    assert sum(row.actions or 0 for row in rows) == 230
    assert sum(row.actions is None for row in rows) == 12
    listed = [row for s in actions.streams for p in s.projects for row in p.rows]
    assert len(listed) == len({row.ref for row in listed}) == 230
    assert sum(len(row.milestones) for row in listed) == 183


def test_exceptions_name_only_open_actions(doc):
    facts = facts_of(doc)
    open_refs = {row.ref for row in facts.actions if not row.closed}
    kinds = exceptions_of(facts).groups
    assert [kind.title for kind in kinds][:2] == ["Rated Red", "Worsened"]
    shown = {row.ref for kind in kinds for row in kind.rows}
    assert shown
    assert shown <= open_refs


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    write_sample(folder / "sample.plandesk")
    with Document.open(folder / "sample.plandesk", read_only=True) as document:
        results = build_packs(document, "board", BuildWish(folder))
        with document.read() as session:
            period = read_facts(session, plans(session)[0].id, None).period
            rows = plan_rows(session, period.id if period else None)
    return results, rows


def test_sample_pack_is_accessible_and_named_after_its_period(built):
    results, _ = built
    assert [result.kind for result in results] == ["full", "public"]
    assert results[1].path.name == "board-pack-april-2024-public.pdf"
    for result in results:
        assert result.pdf_ua
        report = pdf_checker.validate_pdf(
            result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1
        )
        assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_every_ref_and_every_rating_of_the_sample_is_read_back(built):
    results, rows = built
    text = text_of(results[1].path)
    refs = [row.ref for row in rows if row.level is Level.ACTION]
    found = set(re.findall(r"^\s*([A-E]\d+\.\d+)\s", text, re.M))
    assert found == set(refs)
    actions = text[text.rindex("4. Action summary") : text.rindex("5. Exceptions")]
    said = Counter(re.findall(r"\b(?:B|R|A|G|Gy) (Blue|Red|Amber|Green|Grey)\b", actions))
    expected: Counter[str] = Counter()
    for row in rows:
        if row.level is Level.ACTION:
            expected.update(code.capitalize() for code in (row.previous, row.current) if code)
    assert said == expected


def test_covering_report_says_the_numbers_of_the_plan(built):
    text = " ".join(text_of(built[0][1].path).split())
    assert "5 workstreams, 34 projects and 230 actions" in text
    assert "Of the 26 actions in the plan at April 2024, the ratings are 7 Blue" in text


def test_an_unknown_field_is_an_error_at_its_place(doc, tmp_path):
    with doc.read() as session:
        plan_id = plans(session)[0].id
    report = EntrySpec(EntryKind.COVERING_REPORT, "Report", text="# Purpose\nWe have {acions}.")
    doc.run(AddPack(plan_id, "Wrong", entries=(report,)))
    with pytest.raises(UserError, match=r"Item 1, line 2: there is no field \{acions\}"):
        build_packs(doc, "Wrong", BuildWish(tmp_path))
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize("mark", ["- ", "\u2022\t", "* "])
def test_lines_of_a_note_that_are_typed_as_a_list_are_one_in_the_pack(doc, tmp_path, mark):
    text = f"The board is asked to note:\n{mark}that one thing\n{mark}and another\n\n5 - 3 is 2"
    note = EntrySpec(EntryKind.NOTE, "Points", text=text)
    doc.run(AddPack(1, "Paper", entries=(note,)))
    (built,) = build_packs(doc, "Paper", BuildWish(tmp_path, public=False))
    said = text_of(built.path)
    assert "- that one thing" not in said
    with pikepdf.open(built.path) as pdf:
        kinds = Counter(str(node.S) for node in pdf.objects if _is_node(node))
    assert (kinds["/L"], kinds["/LI"]) == (1, 2)
    assert built.pdf_ua
    assert note_of(text) == Note(
        ("The board is asked to note:", ("that one thing", "and another"), "5 - 3 is 2")
    )


def _is_node(found):
    return isinstance(found, pikepdf.Dictionary) and "/S" in found and "/P" in found


@pytest.mark.parametrize("kind", [EntryKind.NOTE, EntryKind.COVERING_REPORT])
def test_an_item_that_nobody_wrote_is_not_built_but_can_be_previewed(doc, tmp_path, kind):
    written = EntrySpec(EntryKind.NOTE, "Minutes", text="To follow.")
    doc.run(AddPack(1, "Paper", entries=(written, EntrySpec(kind, "Apologies", text=" \n"))))
    with pytest.raises(UserError, match=r"Item 2 has no text\.") as told:
        build_packs(doc, "Paper", BuildWish(tmp_path))
    assert "take the item off the agenda" in told.value.hint
    assert list(tmp_path.glob("*.pdf*")) == []
    assert build_packs(doc, "Paper", BuildWish(tmp_path, draft=True))


def test_a_pack_is_added_filled_and_undone(doc):
    with doc.read() as session:
        plan_id = plans(session)[0].id
        assert [pack.id for pack in packs(session)] == [None]
    doc.run(AddPack(plan_id, "May board", PackWords("Improvement Board")))
    doc.run(AddPackEntry(1, EntrySpec(EntryKind.NOTE, "Minutes", text="To follow."), 0))
    with doc.read() as session:
        pack = find_pack(session, "may")
    assert [entry.spec.kind.value for entry in pack.entries][:3] == [
        "note", "covering-report", "dashboard",
    ]  # fmt: skip
    doc.run(RemovePackEntry(pack.entries[1].id or 0))
    doc.run(RemovePack(pack.id or 0))
    with doc.read() as session:
        assert [found.id for found in packs(session)] == [None]
    doc.undo()
    with doc.read() as session:
        assert [e.spec.title for e in find_pack(session, "may").entries][:2] == [
            "Minutes", "Dashboard",
        ]  # fmt: skip


def test_agenda_items_are_moved_and_changed_and_undone(doc):
    doc.run(AddPack(1, "May board"))
    with doc.read() as session:
        entries = find_pack(session, "may").entries
    doc.run(MovePackEntry(entries[0].id or 0, 99))
    doc.run(EditPackEntry(entries[1].id or 0, replace(entries[1].spec, title="At a glance")))
    with doc.read() as session:
        titles = [entry.spec.title for entry in find_pack(session, "may").entries]
    assert titles[0] == "At a glance"
    assert titles[-1] == entries[0].spec.title
    doc.undo()
    doc.undo()
    with doc.read() as session:
        assert find_pack(session, "may").entries == entries


def test_a_built_pack_is_kept_as_it_was(doc):
    doc.run(AddPack(1, "May board"))
    record = RecordBuild(1, doc.now, "public", "may.pdf", 40, "April 2024", {"Blue": 7})
    doc.run(record)
    doc.run(EditPack(1, "June board", PackWords("Cabinet")))
    with doc.read() as session:
        kept = session.scalars(select(BuiltPack)).one()
        assert (kept.pages, kept.period, kept.figures) == (40, "April 2024", {"Blue": 7})
        assert find_pack(session, "june").body == "Cabinet"


def test_a_second_pack_of_the_same_title_is_refused(doc):
    doc.run(AddPack(1, "May board"))
    with pytest.raises(UserError, match="There is a pack “may board” already"):
        doc.run(AddPack(1, "may board"))


def test_an_exempt_item_needs_its_paragraph_and_reason(doc):
    doc.run(AddPack(1, "May board"))
    spec = EntrySpec(EntryKind.NOTE, "Prices", exempt_paragraph="Paragraph 3")
    with pytest.raises(UserError, match="needs its paragraph"):
        doc.run(AddPackEntry(1, spec))


def test_a_paper_is_kept_in_the_plan_and_an_exempt_one_stays_out_of_the_public_pack(doc, tmp_path):
    paper_path = tmp_path / "prices.pdf"
    doc.run(AddPack(1, "Paper", entries=(EntrySpec(EntryKind.NOTE, "Prices", text="£4,711"),)))
    build_packs(doc, "Paper", BuildWish(tmp_path, public=False))[0].path.rename(paper_path)
    stored = StorePaper.read(paper_path)
    doc.run(AddPack(1, "May board", entries=(EntrySpec(EntryKind.DASHBOARD),)))
    spec = EntrySpec(
        EntryKind.PAPER, "Private paper", file_hash=stored.hash,
        exempt_paragraph="Paragraph 3", exempt_reason="It gives prices.",
    )  # fmt: skip
    with doc.read() as session:
        pack_id = find_pack(session, "May board").id or 0
    doc.run(Together("Add agenda item", (stored, AddPackEntry(pack_id, spec))))
    paper_path.unlink()
    full, public = build_packs(doc, "May board", BuildWish(tmp_path))
    assert "£4,711" in text_of(full.path)
    assert "4,711" not in text_of(public.path)
    with pikepdf.open(public.path) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[-1] == f"{full.pages - 2}–{full.pages}"


def test_a_stopped_build_leaves_no_file(doc, tmp_path):
    class Stop:
        def step(self, done, total, text):
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        build_packs(doc, "board", BuildWish(tmp_path), Stop())
    assert list(tmp_path.glob("*.pdf*")) == []


def test_unknown_pack_names_those_there_are(doc, tmp_path):
    with pytest.raises(UsageError, match="no pack “cabinet”") as caught:
        build_packs(doc, "cabinet", BuildWish(tmp_path))
    assert "“Board pack”" in caught.value.hint


def test_same_plan_and_clock_give_the_same_pack(doc, tmp_path):
    first = build_packs(doc, "board", BuildWish(tmp_path / "a", full=False))[0].path
    second = build_packs(doc, "board", BuildWish(tmp_path / "b", full=False))[0].path
    assert first.read_bytes() == second.read_bytes()


def test_glossary_has_the_abbreviations_that_are_used_and_explained(doc):
    facts = facts_of(doc)
    facts.settings["glossary"] = {"SEN": "Special educational needs", "XYZ": "Never used"}
    rows = dict(glossary_of(facts).rows)
    assert rows["SEN"] == "Special educational needs"
    assert "XYZ" not in rows


@pytest.mark.parametrize("kind", [kind for kind in EntryKind if kind is not EntryKind.PAPER])
def test_every_kind_of_section_is_printed_from_the_sample(doc, tmp_path, kind):
    doc.run(AddPack(1, "One", entries=(EntrySpec(kind, text="# A\nWords about {plan}."),)))
    result = build_packs(doc, "One", BuildWish(tmp_path, full=False))[0]
    report = pdf_checker.validate_pdf(result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
    assert result.findings == ()


@pytest.mark.parametrize(
    "kind", [EntryKind.DASHBOARD, EntryKind.ACTION_SUMMARY, EntryKind.HIGHLIGHTS]
)
def test_any_section_may_be_exempt(doc, tmp_path, kind):
    private = EntrySpec(kind, exempt_paragraph="Paragraph 1", exempt_reason="It names people.")
    public = EntrySpec(EntryKind.PROJECT_SUMMARY)
    doc.run(AddPack(1, "Part private", entries=(private, public)))
    full, shown = build_packs(doc, "Part private", BuildWish(tmp_path))
    said = text_of(shown.path)
    assert "Reason: It names people." in said
    first = action_summary_of(facts_of(doc)).streams[0].projects[0].rows[0].title
    assert first[:30] not in said
    with pikepdf.open(full.path) as one, pikepdf.open(shown.path) as other:
        assert one.pages[-1].label == other.pages[-1].label
