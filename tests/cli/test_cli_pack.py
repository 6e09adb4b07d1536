"""The pack commands: list, new, add, edit, remove, build."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
from sqlalchemy import select

from plandesk.models.audit import ChangeSet
from plandesk.services.document import Document
from plandesk.services.packs.outline import EntryKind
from plandesk.services.queries.packs.agendas import find_pack, packs


def test_build_writes_both_versions_and_says_so_in_json(cli, sample_file, tmp_path):
    said = cli.json("pack", "build", sample_file, "board", "--out", tmp_path / "out")
    assert cli.code == 0
    assert said["schema"] == 1
    assert [file["kind"] for file in said["files"]] == ["full", "public"]
    for file in said["files"]:
        assert Path(file["path"]).read_bytes().startswith(b"%PDF-1.7")
        assert file["pages"] > 10
        assert file["tagged"]
        assert file["pdf_ua"]
    assert said["not_accessible"] == []
    assert said["findings"] == []


def test_build_of_one_version_writes_one_file(cli, sample_file, tmp_path):
    said = cli.json("pack", "build", sample_file, "Board pack", "--out", tmp_path, "--public")
    assert [file["kind"] for file in said["files"]] == ["public"]


def test_a_draft_does_not_change_the_plan_and_a_build_is_kept_in_it(cli, sample_file, tmp_path):
    before = sample_file.read_bytes()
    assert cli("pack", "build", sample_file, "board", "--out", tmp_path, "--draft") == 0
    assert sample_file.read_bytes() == before
    assert cli.json("pack", "builds", sample_file)["builds"] == []
    said = cli.json("pack", "build", sample_file, "board", "--out", tmp_path)
    assert said["kept"] == 2
    kept = cli.json("pack", "builds", sample_file)["builds"]
    files = {Path(file["path"]).name: Path(file["path"]) for file in said["files"]}
    assert {row["file"] for row in kept} == set(files)
    for row in kept:
        assert row["sha256"] == hashlib.sha256(files[row["file"]].read_bytes()).hexdigest()


def test_late_papers_go_into_a_supplement(cli, sample_file, tmp_path):
    cli("pack", "new", sample_file, "May board")
    pages = cli.json("pack", "build", sample_file, "May", "--out", tmp_path)["files"][0]["pages"]
    assert cli("pack", "supplement", sample_file, "May board", "--reason", "") == 1
    assert "needs the reason" in cli.err
    said = cli.json("pack", "supplement", sample_file, "May board", "--reason", "It came late")
    assert (said["first_page"], said["first_item"]) == (pages + 1, 7)
    assert cli("pack", "add", sample_file, said["pack"], "note", "--title", "Letter",
               "--text", "It has come.", "--late", "Came on 13 May") == 0  # fmt: skip
    built = cli.json("pack", "build", sample_file, said["pack"], "--out", tmp_path)
    assert built["files"][0]["pages"] == 3


def test_a_report_of_one_project_and_a_plan_from_a_pack(cli, sample_file, tmp_path):
    said = cli.json("pack", "report", sample_file, "highlights", "--ref", "A2",
                    "--out", tmp_path / "a2.pdf")  # fmt: skip
    assert said["pages"] >= 1
    assert said["pdf_ua"]
    assert cli("pack", "report", sample_file, "highlights", "--ref", "Z9",
               "--out", tmp_path / "z.pdf") == 2  # fmt: skip
    assert "There is no project “Z9”" in cli.err
    built = cli.json("pack", "build", sample_file, "board", "--out", tmp_path, "--public",
                     "--html", "--xlsx")  # fmt: skip
    assert [file["kind"] for file in built["files"]] == ["public", "public html", "public xlsx"]
    made = tmp_path / "from.plandesk"
    assert cli("new", made, "--from-pack", built["files"][0]["path"]) == 0
    before, after = cli.json("info", sample_file), cli.json("info", made)
    assert after["counts"] == before["counts"]
    assert cli("new", tmp_path / "x.plandesk", "--from-pack", sample_file) == 1
    assert "no PDF" in cli.err


def test_every_section_that_is_made_from_the_plan_can_be_printed_alone(cli, sample_file, tmp_path):
    written = {EntryKind.NOTE, EntryKind.PAPER, EntryKind.COVERING_REPORT}
    for kind in set(EntryKind) - written:
        target = tmp_path / f"{kind.value}.pdf"
        assert cli("pack", "report", sample_file, kind.value, "--out", target) == 0, cli.err
        assert target.read_bytes().startswith(b"%PDF")


def test_unknown_pack_is_wrong_usage(cli, sample_file, tmp_path):
    said = cli.json("pack", "build", sample_file, "cabinet", "--out", tmp_path)
    assert cli.code == 2
    assert "no pack “cabinet”" in said["error"]["message"]


def test_a_folder_that_cannot_be_made_is_said_in_words(cli, sample_file, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert cli("pack", "build", sample_file, "board", "--out", tmp_path / "file" / "x") == 1
    assert "cannot be made" in cli.err


def test_new_add_list_remove(cli, sample_file, tmp_path):
    assert cli("pack", "new", sample_file, "May board", "--body", "Improvement Board",
               "--date", "2024-05-15", "--place", "Council House") == 0  # fmt: skip
    assert cli("pack", "add", sample_file, "May", "note", "--title", "Minutes",
               "--text", "To follow.", "--at", "1") == 0  # fmt: skip
    said = cli.json("pack", "list", sample_file)
    assert [pack["title"] for pack in said["packs"]] == ["May board"]
    assert said["packs"][0]["date"] == "2024-05-15"
    assert said["packs"][0]["entries"][0]["title"] == "Minutes"
    built = cli.json("pack", "build", sample_file, "May", "--out", tmp_path, "--public")
    assert built["files"][0]["path"].endswith("may-board-2024-05-15-public.pdf")
    assert cli("pack", "remove", sample_file, "May", "--item", "1") == 0
    said = cli.json("pack", "list", sample_file)
    assert said["packs"][0]["entries"][0]["kind"] == "covering-report"
    assert cli("pack", "remove", sample_file, "May board") == 0
    assert cli.json("pack", "list", sample_file)["packs"][0]["default"]


def test_an_item_is_changed_moved_and_its_paper_replaced_in_one_step_each(
    cli, sample_file, tmp_path
):
    papers = [tmp_path / "first draft.pdf", tmp_path / "final.pdf"]
    for number, path in enumerate(papers, start=1):
        with pikepdf.new() as pdf:
            for _ in range(number):
                pdf.add_blank_page()
            pdf.save(path)
    cli("pack", "new", sample_file, "May", "--empty")
    cli("pack", "add", sample_file, "May", "note", "--title", "Minutes", "--text", "To follow.")
    cli("pack", "add", sample_file, "May", "paper", "--paper", papers[0], "--title", "Options",
        "--presenter", "A. Officer", "--exempt", "3", "--reason", "Prices")  # fmt: skip
    said = cli.json("pack", "edit", sample_file, "May", "2", "--paper", papers[1])
    assert cli.code == 0
    assert said["item"] == 2
    with Document.open(sample_file) as document, document.read() as session:
        entry = find_pack(session, "May").entries[1]
        assert entry.file_name == "final.pdf"
        spec = entry.spec
        assert (spec.title, spec.presenter, spec.exempt_reason) == (
            "Options",
            "A. Officer",
            "Prices",
        )
    assert cli("pack", "edit", sample_file, "May", "2", "--title", "Prices", "--presenter", "",
               "--exempt", "", "--at", "1") == 0  # fmt: skip
    with Document.open(sample_file) as document, document.read() as session:
        entry = find_pack(session, "May").entries[0]
        assert (entry.spec.title, entry.spec.presenter) == ("Prices", "")
        assert entry.spec.exempt_paragraph == ""
        steps = session.scalars(select(ChangeSet.title).order_by(ChangeSet.id.desc())).all()
    assert steps[:2] == ["Change agenda item", "Change agenda item"]
    assert cli("pack", "edit", sample_file, "May", "2", "--paper", papers[1]) == 2
    assert "Item 2 is no paper." in cli.err
    assert cli("pack", "edit", sample_file, "May", "1") == 2
    assert "Nothing was given to change." in cli.err
    assert cli("pack", "edit", sample_file, "May", "3", "--title", "x") == 2
    assert "has no item 3" in cli.err


def test_a_pack_after_the_last_keeps_its_agenda_and_cover_without_its_papers(
    cli, sample_file, tmp_path
):
    letter = tmp_path / "letter.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(letter)
    words = ("--body", "Board", "--date", "2024-05-15", "--time", "2 pm")
    cli("pack", "new", sample_file, "May", *words)
    cli("pack", "add", sample_file, "May", "paper", "--paper", letter, "--late", "It came late.")
    cli("pack", "add", sample_file, "May", "note", "--title", "Minutes", "--late", "As above.")
    cli("pack", "new", sample_file, "June", "--after", "May", "--date", "2024-06-26")
    with Document.open(sample_file) as document, document.read() as session:
        last, made = packs(session)
    assert (made.body, made.time, str(made.meeting_on)) == ("Board", "2 pm", "2024-06-26")
    assert len(made.entries) == len(last.entries) - 1
    assert made.entries[-1].spec.title == "Minutes"
    assert not made.entries[-1].spec.late_reason


def test_a_paper_that_is_not_a_pdf_is_refused_before_it_is_stored(cli, sample_file, tmp_path):
    paper = tmp_path / "minutes.docx"
    paper.write_bytes(b"PK\x03\x04 not a pdf")
    before = sample_file.read_bytes()
    cli("pack", "new", sample_file, "May board")
    before = sample_file.read_bytes()
    assert cli("pack", "add", sample_file, "May board", "paper", "--paper", paper) == 1
    assert "is not a PDF" in cli.err
    assert sample_file.read_bytes() == before


def test_an_unknown_kind_names_the_kinds_there_are(cli, sample_file):
    assert cli("pack", "add", sample_file, "board", "pie-chart") == 2
    assert "dashboard" in cli.err
