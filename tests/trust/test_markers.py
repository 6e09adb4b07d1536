"""Words that must not get out: marked, sent through everything, and looked for everywhere."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bad_workbooks import plan_of, translated
from openpyxl import load_workbook
from reportlab.pdfgen.canvas import Canvas

from plandesk.services.document import Document
from plandesk.services.logs import log_folder
from plandesk.services.ops.detail import AddComment, AddEvidence, AttachedFile, EvidenceText
from plandesk.services.ops.duplicate import DuplicateItems
from plandesk.services.ops.exempt import Markable, SetExempt
from plandesk.services.ops.registers.entries import EditEntry
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.queries.detail import item_detail
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.services.queries.registers.entries import register_counts
from plandesk.services.queries.registers.rows import find_entry

MARK = "Zanzibarquokka"
PAPER, NAME, ABOUT, GONE = f"{MARK}paper", f"{MARK}name", f"{MARK}title", f"{MARK}gone"

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files that can be looked through."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def told_by(path: Path) -> str:
    """Everything that a file says, unpacked, in the ways that text is written in files."""
    data = path.read_bytes()
    pieces = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            pieces += [name.encode() for name in archive.namelist()]
            pieces += [archive.read(name) for name in archive.namelist()]
    if data.startswith(b"%PDF"):
        pieces += list(in_pdf(path))
    texts = [piece.decode(code, "ignore") for piece in pieces for code in ("utf-8", "utf-16-be")]
    return "".join(texts).casefold().replace("\n", "").replace(" ", "")


def in_pdf(path: Path):
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                try:
                    yield item.read_bytes()
                except pikepdf.PdfError:
                    yield item.read_raw_bytes()
            yield repr(item).encode()
    document = pypdfium2.PdfDocument(path)
    for page in document:
        yield page.get_textpage().get_text_bounded().encode()
    document.close()


def found_in(folder: Path) -> list[str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path) for path in files if MARK.casefold() in told_by(path)]


def marked_paper(folder: Path) -> Path:
    path = folder / f"{NAME}.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle(ABOUT)
    canvas.drawString(80, 700, f"A report about {PAPER} and nothing else.")
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(ABOUT, "here")
    canvas.save()
    return path


def private_plan(cli, plan: Path, folder: Path) -> None:
    """Give a plan exempt items with marked words: a note, a paper, and one removed again."""
    secret = ("--exempt", "3", "--reason", "Business affairs")
    assert cli("pack", "new", plan, "Private board") == 0
    add = ("pack", "add", plan, "Private board")
    assert (
        cli(*add, "note", "--title", "Contract", "--text", f"It is {MARK} at £4,000.", *secret) == 0
    )
    assert cli(*add, "paper", "--title", "Report", "--paper", marked_paper(folder), *secret) == 0
    for _ in range(40):
        assert cli(*add, "note", "--title", "Other", "--text", f"{GONE} " * 200, *secret) == 0
        assert cli("pack", "remove", plan, "Private board", "--item", "4") in (0, 2)


def exempt_rows(cli, plan: Path) -> None:
    """Say marked words of everything that can be exempt, and mark it; some of it only in part."""
    words = {name: f"{name}={MARK} {name}" for name in ("title", "progress", "lead", "reason")}
    for ref, secret, part in (
        ("A1", ("title", "lead"), ()),  # all below it is exempt with it
        ("A2.1", tuple(words), ()),
        ("A2.2", ("progress",), ("--part", "progress")),
        ("A2.3", ("lead",), ("--part", "people")),
    ):
        assert cli("set", plan, ref, *(words[name] for name in secret)) == 0, cli.err
        why = ("--paragraph", "1", "--reason", "About a person", *part)
        assert cli("exempt", plan, ref, *why) == 0, cli.err
    assert cli("set", plan, "A1.2", words["title"], f"due=May 2025 {MARK}") == 0
    assert cli("set", plan, "A2.4", words["title"]) == 0
    assert cli("exempt", plan, "A2.4", "--paragraph", "3", "--reason", "Affairs") == 0
    with Document.open(plan, who="Officer") as document:
        with document.read() as session:
            ids = {row.ref: row.id for row in plan_rows(session, None)}
            risk = find_entry(session, "R1", "risks")
        minutes = AttachedFile(f"{NAME}.txt", PAPER.encode())
        evidence = AddEvidence(ids["A2.5"], EvidenceText(f"{MARK} minutes"), minutes)
        document.run(evidence)
        document.run(AddComment(ids["A2.1"], f"Spoke to {MARK}", "Officer", document.now))
        document.run(EditEntry(risk, (("title", f"{MARK} may leave"),)))
        document.run(SetExempt(Markable.ENTRY, (risk,), "1", "A person"))
        document.run(RemoveItems((ids["A2.4"],)))  # the changes still speak of it
        with document.read() as session:
            (piece,) = item_detail(session, ids["A2.5"]).evidence[-1:]
        document.run(SetExempt(Markable.EVIDENCE, (piece.id,), "1", "A person"))
        document.run(DuplicateItems((ids["A2.1"],)))


def test_exempt_words_are_in_nothing_that_is_published(
    cli, sample_file, tmp_path, temporary, trial
):
    trial("exempt words looked for")
    private, out = tmp_path / "private", tmp_path / "published"
    private.mkdir()
    private_plan(cli, sample_file, private)
    exempt_rows(cli, sample_file)
    for section in ("changes", "highlights", "milestones", "risks"):
        assert cli("pack", "add", sample_file, "Private board", section) == 0, cli.err
    words = ("pack", "build", sample_file, "Private board", "--out")
    assert cli(*words, private, "--full") == 0
    assert found_in(private), "the marks are not in the full pack: the test would prove nothing"
    assert cli(*words, out, "--public", "--html", "--xlsx", "--docx") == 0, cli.err
    kinds = {path.suffix for path in out.iterdir()}
    assert kinds == {".pdf", ".html", ".xlsx", ".docx"}
    assert cli("export", sample_file, "--xlsx", out / "plan.xlsx") == 0
    assert cli("export", sample_file, "--json", out / "plan.json") == 0
    assert cli("new", out / "from pack.plandesk", "--from-pack", next(out.glob("*.pdf"))) == 0
    assert found_in(out) == []
    assert found_in(log_folder()) == []
    assert found_in(temporary) == []


def test_a_copy_to_give_away_holds_them_nowhere(cli, sample_file, tmp_path, temporary, trial):
    trial("exempt words looked for")
    private_plan(cli, sample_file, tmp_path)
    exempt_rows(cli, sample_file)
    assert found_in(sample_file.parent)
    given = tmp_path / "given"
    given.mkdir()
    assert cli("backup", sample_file, "--clean", "--to", given / "copy.plandesk") == 0, cli.err
    assert found_in(given) == []
    assert found_in(temporary) == []
    copy = Document.open(given / "copy.plandesk", read_only=True)
    with copy, copy.read() as session:
        assert register_counts(session)


def test_no_word_of_any_workbook_gets_into_the_log(
    cli, sample_file, tmp_path, shared_data, temporary, trial
):
    trial("exempt words looked for")
    source, folder = shared_data / "badfiles", tmp_path / "books"
    folder.mkdir()
    words = plan_of(tmp_path / "plan.plandesk", source / "x000_good.xlsx")
    marked = {"Amber": f"{MARK} amber", "Green": MARK} | words
    books = [path for path in sorted(source.glob("x*")) if path.stat().st_size < 2_000_000]
    for path in books:
        (folder / path.name).write_bytes(translated(path, marked))
    mark_all_cells(folder / "x000_good.xlsx", folder / f"{NAME}.xlsx")
    plan = tmp_path / "plan.plandesk"
    assert cli("returns", "import", plan, folder, "--dry-run") in (0, 1)
    assert cli("returns", "import", plan, folder / f"{NAME}.xlsx") in (0, 1)
    assert cli("tracker", "inspect", folder / f"{NAME}.xlsx") in (0, 1)
    assert cli("tracker", "import", plan, folder / f"{NAME}.xlsx") in (0, 1)
    for path in books[:12]:
        assert cli("tracker", "inspect", folder / path.name) in (0, 1)
    assert cli("show", plan, MARK) != 0
    said = "".join(path.read_text("utf-8") for path in log_folder().iterdir())
    assert said.count("\n") > 20
    assert found_in(log_folder()) == []
    assert found_in(temporary) == []
    assert not list(log_folder().parent.glob("reports/*")), "a fault of the program"


def mark_all_cells(source: Path, target: Path) -> None:
    book = load_workbook(source)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = f"{cell.value} {MARK}"
    book.save(target)


def test_the_search_itself_finds_what_is_packed(tmp_path):
    (tmp_path / "a.bin").write_bytes(MARK.encode("utf-16-be"))
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.xml", f"<t>{MARK}</t>")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Hidden = pdf.make_stream(
            zlib.compress(MARK.encode()), Filter=pikepdf.Name.FlateDecode
        )
        pdf.save(tmp_path / "c.pdf")
    assert len(found_in(tmp_path)) == 3
