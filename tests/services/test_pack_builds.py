"""Built packs are kept, issued again, supplemented, and open as plans."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import zlib
from dataclasses import replace
from io import BytesIO

import page as pdf_checker
import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select

from plandesk.errors import UserError
from plandesk.models.people import Person
from plandesk.models.types import PersonKind
from plandesk.reports.enclosure import attach_plan, plan_in
from plandesk.reports.leaks import page_texts
from plandesk.services.new_plan import new_from_pack
from plandesk.services.ops.detail import AttachedFile
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.pack_builds import AddSupplement
from plandesk.services.ops.packs import (
    AddPack,
    AddPackEntry,
    EditPack,
    EditPackEntry,
    MovePackEntry,
    PackWords,
    RemovePackEntry,
)
from plandesk.services.ops.people import AddPerson, EditPerson
from plandesk.services.ops.plan_settings import SetLogo, SetPlanSetting
from plandesk.services.packs.building import BuildWish, build_pack, build_packs
from plandesk.services.packs.checks import pack_checks
from plandesk.services.packs.keeping import file_hash, keep_build
from plandesk.services.packs.names import NAMELESS, Naming, Roles
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.agendas import find_pack
from plandesk.services.queries.packs.builds import (
    DRAFTS_SETTING,
    RETURNS_SETTING,
    builds,
    deadlines,
    deadlines_for,
    kept_data,
    late_items,
    numbering,
)
from plandesk.services.queries.plan_tree import plan_rows

OUTLINE = (EntrySpec(EntryKind.DASHBOARD), EntrySpec(EntryKind.PROJECT_SUMMARY))


def text_of(path) -> str:
    return " ".join(" ".join(page_texts(path)).split())


def build(doc, folder, name="May board", **wish):
    made = build_pack(doc, name, BuildWish(folder, **wish))
    keep_build(doc, made)
    return made


def note(title, text):
    return EntrySpec(EntryKind.NOTE, title, text=text)


@pytest.fixture
def may(doc):
    words = PackWords("Improvement Board", dt.date(2024, 5, 15))
    doc.run(AddPack(1, "May board", words, entries=OUTLINE))
    return doc


def kept(doc):
    with doc.read() as session:
        return builds(session)


def test_a_build_is_kept_with_its_period_data_and_fingerprints(may, tmp_path):
    made = build(may, tmp_path)
    rows = kept(may)
    assert {row.kind for row in rows} == {"public", "full"}
    for row, result in zip(rows, reversed(made.results), strict=True):
        assert (row.pages, row.last_page, row.period) == (result.pages, result.pages, "April 2024")
        assert row.file_hash == file_hash(result.path)
        assert [item["title"] for item in row.items] == ["Dashboard", "Project summary"]
    with may.read() as session:
        assert find_pack(session, "May").period_id is not None
        data = kept_data(session, rows[0])
    assert data is not None
    assert data == json.loads(made.content.data)


def test_a_later_change_never_alters_what_was_built(may, tmp_path):
    build(may, tmp_path)
    before = kept(may)
    with may.read() as session:
        row = plan_rows(session, None)[0]
        data = kept_data(session, before[0])
    may.run(SetTitle(row.id, "Another title"))
    may.run(EditPack(1, "June board", PackWords("Cabinet")))
    with may.read() as session:
        assert kept_data(session, builds(session)[0]) == data
    assert [(row.file_hash, row.data_hash) for row in kept(may)] == [
        (row.file_hash, row.data_hash) for row in before
    ]


def test_the_same_files_are_kept_once(may, tmp_path):
    made = build_pack(may, "May board", BuildWish(tmp_path))
    assert keep_build(may, made) == 2
    assert may.undo_titles[0] == "Keep May board as built"
    assert keep_build(may, made) == 0
    assert len(kept(may)) == 2


def test_a_supplement_goes_on_counting_and_says_why_it_is_late(may, tmp_path):
    with pytest.raises(UserError, match="has not been built yet"):
        may.run(AddSupplement(1, "The letter came late"))
    first = build(may, tmp_path).results[0]
    with pytest.raises(UserError, match="needs the reason"):
        may.run(AddSupplement(1, "  "))
    note = EntrySpec(EntryKind.NOTE, "Audit letter", text="It has come.")
    may.run(AddSupplement(1, "The letter came on 13 May", entries=(note,)))
    made = build(may, tmp_path, "May board supplement")
    with pikepdf.open(made.results[0].path) as pdf:
        labels = [page.label for page in pdf.pages]
    start = first.pages + 1
    assert labels == [str(start), str(start + 1), str(start + 2)]
    said = text_of(made.results[0].path)
    assert "3. Audit letter" in said
    assert "The letter came on 13 May" in said
    assert f"Page {start + 2} of {start + 2}" in said
    may.run(AddSupplement(2, "Another letter"))
    with may.read() as session:
        second = find_pack(session, "May board supplement 2")
        assert numbering(session, second) == (start + 3, 4)
        assert second.supplement_to_id == 1
    may.run(AddPackEntry(second.id, EntrySpec(EntryKind.NOTE, "Another letter")))
    with may.read() as session:
        again = find_pack(session, "May board supplement 2")
        found = pack_checks(session, again, dt.date(2024, 5, 1))
    assert [(each.text, each.item) for each in found if each.item] == [("Item 4 has no text", 1)]


def test_a_reissue_lists_what_changed_and_nothing_else(may, tmp_path):
    build(may, tmp_path)
    with may.read() as session:
        row = next(row for row in plan_rows(session, None) if row.ref == "A2.1")
    may.run(SetTitle(row.id, "Publish the neighbourhood offer"))
    may.run(AddPackEntry(1, EntrySpec(EntryKind.NOTE, "Minutes", text="To follow.")))
    made = build(may, tmp_path, reissue=True)
    changed = made.content.entries[-1]
    assert changed.title == "What changed in this issue"
    said = [(one.ref, one.kind) for one in changed.section.rows]
    assert said == [("Item 3", "Agenda item added"), ("A2.1", "Re-worded: title")]
    assert changed.section.rows[1].after == "Publish the neighbourhood offer"


def test_a_reissue_names_every_change_of_the_agenda_as_it_is_printed(may, tmp_path):
    minutes = EntrySpec(EntryKind.NOTE, "Minutes of {body}", text="To follow.")
    for spec in (minutes, note("Letter", "It came."), note("Claim", "Settled.")):
        may.run(AddPackEntry(1, spec))
    build(may, tmp_path)
    with may.read() as session:
        ids = [entry.id for entry in find_pack(session, "May board").entries]
    may.run(RemovePackEntry(ids[0]))
    may.run(MovePackEntry(ids[3], 0))
    may.run(EditPackEntry(ids[2], note("Draft minutes", "They came.")))
    exempt = replace(note("A claim", "Due."), exempt_paragraph="3", exempt_reason="Under way.")
    may.run(EditPackEntry(ids[4], exempt))
    may.run(AddPackEntry(1, EntrySpec(EntryKind.RISKS)))
    changed = build(may, tmp_path, reissue=True).content.entries[-1].section
    was = "Minutes of Improvement Board"
    assert [(row.ref, row.title, row.kind, row.before, row.after) for row in changed.rows] == [
        ("Item 1", "Dashboard", "Agenda item removed", "", ""),
        ("Item 1", "Letter", "Agenda item moved", "Item 4", "Item 1"),
        ("Item 3", "Draft minutes", "Title changed", was, "Draft minutes"),
        ("Item 3", "Draft minutes", "Text changed", "", ""),
        ("Item 4", "A claim", "Title changed", "", ""),
        ("Item 4", "A claim", "Now exempt", "", ""),
        ("Item 4", "A claim", "Text changed", "", ""),
        ("Item 5", "Risk register", "Agenda item added", "", ""),
    ]


def test_a_reissued_supplement_goes_on_counting_in_its_list_of_changes(may, tmp_path):
    build(may, tmp_path)
    may.run(AddSupplement(1, "It came on 13 May", entries=(note("Audit letter", "It came."),)))
    build(may, tmp_path, "May board supplement")
    may.run(AddPackEntry(2, note("Answer", "To follow.")))
    made = build(may, tmp_path, "May board supplement", reissue=True)
    rows = made.content.entries[-1].section.rows
    assert [(row.ref, row.title) for row in rows] == [("Item 4", "Answer")]
    assert [entry.number for entry in made.content.entries] == ["3", "4", "5"]


def test_an_issue_that_grows_into_the_numbers_of_a_supplement_says_so(may, tmp_path):
    first = build(may, tmp_path).results[0]
    may.run(AddSupplement(1, "It came on 13 May", entries=(note("Audit letter", "It came."),)))
    build(may, tmp_path, "May board supplement")
    assert build(may, tmp_path).results[0].findings == first.findings, "as long as it was"
    may.run(AddPackEntry(1, note("Answer", "To follow.")))
    made = build(may, tmp_path).results
    start = first.pages + 1
    said = (
        f"“May board supplement” begins with page {start} and item 3; this issue ends with page"
        f" {made[0].pages} and item 3. Build the supplement again after this: its numbers then go"
        " on from here."
    )
    assert [result.findings[-1] for result in made] == [said, said]
    with may.read() as session:
        checks = pack_checks(session, find_pack(session, "May board"), dt.date(2024, 5, 1), made)
    assert [check.text for check in checks if not check.passed][-1] == said
    again = build(may, tmp_path, "May board supplement")
    assert again.content.entries[0].number == "4"
    assert build(may, tmp_path).results[0].findings == first.findings


def test_changes_cover_the_time_since_this_bodys_last_pack(may, tmp_path):
    build(may, tmp_path)
    with may.read() as session:
        row = next(row for row in plan_rows(session, None) if row.ref == "A2.1")
    may.run(SetTitle(row.id, "Publish the neighbourhood offer"))
    words = PackWords("improvement board", dt.date(2024, 7, 15))
    may.run(AddPack(1, "July board", words, entries=(EntrySpec(EntryKind.CHANGES),)))
    section = build_pack(may, "July board", BuildWish(tmp_path)).content.entries[0].section
    assert "“May board” was built for improvement board" in section.since
    assert [(one.ref, one.kind) for one in section.rows] == [("A2.1", "Re-worded: title")]
    may.run(AddPack(1, "Cabinet", PackWords("Cabinet"), entries=(EntrySpec(EntryKind.CHANGES),)))
    section = build_pack(may, "Cabinet", BuildWish(tmp_path)).content.entries[0].section
    assert section.since == "January 2024"


def hostile(tmp_path, change):
    path = tmp_path / "hostile.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(path, compress_streams=False)
    return path


def test_packs_from_strangers_are_refused_in_words(tmp_path):
    target = tmp_path / "made.plandesk"

    def refused(path, words):
        with pytest.raises(UserError, match=words):
            new_from_pack(target, path)
        assert not target.exists()

    refused(hostile(tmp_path, lambda pdf: None), "holds no plan")
    for text in ("{", "[" * 100_000, "[]", '{"plans":[{"uid":"x"}]}', '{"plans":[1]}'):
        refused(
            hostile(tmp_path, lambda pdf, text=text: attach_plan(pdf, text.encode(), "D:2024")),
            "damaged|not a plan|not a whole plan",
        )

    def bomb(pdf):
        attach_plan(pdf, b"", "D:2024")
        packed = zlib.compress(b"\0" * 300_000_000, 9)
        pdf.Root.AF[0].EF.F.write(packed, filter=pikepdf.Name.FlateDecode)

    refused(hostile(tmp_path, bomb), "too large")

    def twice(pdf):
        attach_plan(pdf, b"", "D:2024")
        packed = zlib.compress(zlib.compress(b"{}"))
        filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        pdf.Root.AF[0].EF.F.write(packed, filter=filters)

    refused(hostile(tmp_path, twice), "unknown way")
    (tmp_path / "text.pdf").write_text("not a pdf")
    refused(tmp_path / "text.pdf", "damaged or no PDF")


def test_a_hostile_plan_leaves_no_file_behind(doc, tmp_path):
    made = build_packs(doc, "board", BuildWish(tmp_path, full=False))[0]
    said = json.loads(plan_in(made.path))
    said["plans"][0]["items"][5]["parent"] = "nobody"
    path = hostile(tmp_path, lambda pdf: attach_plan(pdf, json.dumps(said).encode(), "D:2024"))
    with pytest.raises(UserError):
        new_from_pack(tmp_path / "made.plandesk", path)
    assert not (tmp_path / "made.plandesk").exists()


def test_roles_stand_in_for_names_and_a_name_left_in_a_text_stops_the_public_pack(doc, tmp_path):
    with doc.read() as session:
        lead = next(row.leads[0] for row in plan_rows(session, None) if row.leads)
        person = session.scalars(select(Person.id).where(Person.name == lead)).one()
    doc.run(EditPerson(person, "Jo Example, Head of Inspection", PersonKind.PERSON))
    doc.run(AddPerson("Sam Sample", PersonKind.PERSON))
    entries = (EntrySpec(EntryKind.ACTION_SUMMARY, presenter="Sam Sample"),)
    doc.run(AddPack(1, "May board", entries=entries))
    full, public = build_packs(doc, "May board", BuildWish(tmp_path, names=Naming.ROLES))
    for path in (full.path, public.path):
        said = text_of(path) + plan_in(path).decode()
        assert "Jo Example" not in said
        assert "Head of Inspection" in said
    assert NAMELESS in text_of(public.path)
    named = build_packs(doc, "May board", BuildWish(tmp_path, names=Naming.NAMES))[1]
    assert "Jo Example" in text_of(named.path)
    doc.run(SetPlanSetting(1, "names_in_packs", "roles"))
    doc.run(AddPackEntry(1, EntrySpec(EntryKind.NOTE, "Thanks", text="We thank Sam Sample.")))
    with pytest.raises(UserError, match="it would tell “Sam Sample”"):
        build_packs(doc, "May board", BuildWish(tmp_path))
    with doc.read() as session:
        assert set(Roles(session).secrets) == {"Jo Example", "Sam Sample"}


def test_logo_and_footer_and_history_are_printed(doc, tmp_path):
    picture = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken in a secret place"
    Image.new("RGB", (300, 120), "#14365E").save(picture, "JPEG", exif=exif)
    doc.run(SetLogo(1, AttachedFile("logo.jpg", picture.getvalue())))
    doc.run(SetPlanSetting(1, "footer", "Cyngor Tŷ Gwyn · OFFICIAL"))
    made = build_pack(doc, "board", BuildWish(tmp_path, full=False))
    path = made.results[0].path
    for text in page_texts(path):
        assert "Cyngor Tŷ Gwyn · OFFICIAL" in text
        assert made.content.history[:16] in text
    with pikepdf.open(path) as pdf:
        pictures = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)
                    and item.get("/Subtype") == "/Image"]  # fmt: skip
        assert len(pictures) == 1
        assert not any(b"secret place" in item.read_raw_bytes() for item in pictures)
    report = pdf_checker.validate_pdf(path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_days_before_a_meeting_count_working_days_and_bank_holidays():
    days = deadlines_for(dt.date(2024, 6, 3), 5)
    assert days is not None
    assert days.publish_by == dt.date(2024, 5, 23)  # a bank holiday on 27 May
    assert days.drafts_by == dt.date(2024, 5, 16)
    assert days.returns_by == dt.date(2024, 5, 9)
    assert days.is_late(dt.date(2024, 5, 24))
    assert not days.is_late(dt.date(2024, 5, 23))
    assert not days.is_late(dt.date(2024, 6, 4))
    assert deadlines_for(dt.date(2024, 6, 3), 3).publish_by == dt.date(2024, 5, 28)
    assert deadlines_for(None, 5) is None


def test_a_plan_says_how_long_before_publication_it_wants_drafts_and_returns(doc):
    doc.run(AddPack(1, "June board", PackWords("Board", dt.date(2024, 6, 3)), entries=OUTLINE))
    doc.run(SetPlanSetting(1, DRAFTS_SETTING, 3))
    doc.run(SetPlanSetting(1, RETURNS_SETTING, 4))
    with doc.read() as session:
        days = deadlines(session, find_pack(session, "June board"))
    assert (days.publish_by, days.drafts_by, days.returns_by) == (
        dt.date(2024, 5, 23), dt.date(2024, 5, 20), dt.date(2024, 5, 17),
    )  # fmt: skip


def test_an_item_after_the_last_day_needs_its_reason(doc, tmp_path):
    today = doc.now.date()
    doc.run(AddPack(1, "Soon", PackWords("Board", today + dt.timedelta(days=2)), entries=OUTLINE))
    with doc.read() as session:
        pack = find_pack(session, "Soon")
        assert list(late_items(session, pack, today)) == [1, 2]
        assert deadlines(session, pack).publish_by < today
    assert build_packs(doc, "Soon", BuildWish(tmp_path / "look", public=False, draft=True))
    with pytest.raises(UserError, match="Items 1, 2 are late"):
        build_packs(doc, "Soon", BuildWish(tmp_path))
    words = PackWords("Board", today + dt.timedelta(days=2), late_reason="The audit ended late")
    doc.run(EditPack(1, "Soon", words))
    assert "The audit ended late" in text_of(build_packs(doc, "Soon", BuildWish(tmp_path))[0].path)


def test_a_build_leaves_no_papers_among_the_temporary_files(doc, tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    left = place / "plandesk-scratch-999999999-killed"  # of a program that cannot be running
    left.mkdir(parents=True)
    (left / "exempt.pdf").write_bytes(b"%PDF")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    build_packs(doc, "board", BuildWish(tmp_path / "out", full=False))
    assert list((tmp_path / "out").glob("*.pdf"))
    assert list(place.iterdir()) == []
