"""A built pack is read back: by a checker for PDF/UA, by text extraction and by its structure."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import replace
from io import BytesIO

import pack_samples as made
import page as pdf_checker
import pikepdf
import pypdfium2 as pdfium
import pytest

from plandesk.errors import Cancelled, UserError
from plandesk.reports import structure
from plandesk.reports.build import PackBuilder, build_pack
from plandesk.reports.content import AgendaEntry, Note, TableSection
from plandesk.reports.leaks import find_leaks
from plandesk.reports.progress import Silent


def text_of(path, *options) -> str:
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def structure_of(path) -> str:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def assert_accessible(path) -> None:
    report = pdf_checker.validate_pdf(path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 50, "the checker looked at next to nothing"
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "pack.pdf"
    return build_pack(made.pack(), path)


def test_our_own_pages_pass_every_rule_of_pdf_ua(full):
    assert full.tagged
    assert full.pdf_ua
    assert_accessible(full.path)


def test_large_print_passes_every_rule_too(tmp_path):
    result = build_pack(made.pack(large_print=True), tmp_path / "large.pdf")
    assert_accessible(result.path)
    assert "A1.1" in text_of(result.path)


def test_every_rating_comes_back_as_a_word(full):
    expected: dict[str, int] = {}
    for stream in made.action_summary().streams:
        for row in (row for project in stream.projects for row in project.rows):
            for rating in (row.previous, row.current):
                if rating:
                    expected[rating.word] = expected.get(rating.word, 0) + 1
    first = next(i for i, words in enumerate(pages(full.path)) if "4. Action summary" in words)
    last = next(i for i, words in enumerate(pages(full.path)) if "5. Exceptions" in words)
    text = text_of(full.path, "-f", str(first + 1), "-l", str(last), "-layout")
    said = re.findall(r"\b(?:B|R|A|G|Gy) (Blue|Red|Amber|Green|Grey)\b", text)
    assert {word: said.count(word) for word in expected} == expected


def pages(path) -> list[str]:
    return text_of(path, "-layout").split("\f")[:-1]


def test_structure_has_headings_tables_with_scopes_and_lists(full):
    said = structure_of(full.path)
    for wanted in ("H1 (block)", "H2 (block)", "H3 (block)", "THead", "/Scope /Column",
                   "/Scope /Row", "TOCI", "Link", "LBody", "Figure"):  # fmt: skip
        assert wanted in said, wanted


def test_each_chart_says_its_numbers(full):
    with pikepdf.open(full.path) as pdf:
        said = [str(item.Alt) for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]  # fmt: skip
    assert any("230 actions, 49 Blue, 2 Red, 114 Amber, 48 Green, 17 Grey" in alt for alt in said)


def test_stamps_and_page_labels_agree_on_every_page(full):
    with pikepdf.open(full.path) as pdf:
        labels = [page.label for page in pdf.pages]
    words = pages(full.path)
    assert len(words) == full.pages == len(labels)
    for number, (label, page) in enumerate(zip(labels, words, strict=True), start=1):
        assert label == str(number)
        assert f"Page {number} of {full.pages}" in page


def test_agenda_says_the_pages_that_items_are_on(full):
    words = pages(full.path)
    found = re.findall(r"(\d) {3,}(\w[\w ]+?) {3,}pages? (\d+)", words[1])
    assert len(found) == 6
    for number, title, first in found:
        assert f"{number}. {title.strip()}" in words[int(first) - 1]


def test_agenda_links_and_bookmarks_lead_to_real_places(full):
    with pikepdf.open(full.path) as pdf:
        known = {page.obj.objgen for page in pdf.pages}
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert len(links) == 6
        assert all(link.Dest[0].objgen in known and str(link.Dest[1]) == "/XYZ" for link in links)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            project = outline.root[5].children[0].children[0].title
    assert titles[1:3] == ["Agenda", "1. Improvement plan update"]
    assert project.startswith("A1 Make the governance service")


def test_header_rows_repeat_but_are_tagged_once(full):
    said = structure_of(full.path)
    tables = sum(1 for line in said.splitlines() if line.strip().startswith("Table"))
    assert tables > 10
    assert sum(1 for line in said.splitlines() if line.strip() == "THead") == tables


def test_same_content_and_clock_give_the_same_bytes(tmp_path, full):
    again = build_pack(made.pack(), tmp_path / "again.pdf")
    assert again.path.read_bytes() == full.path.read_bytes()


def test_a_pack_is_built_the_same_where_no_temporary_file_can_be_made(tmp_path, full, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    again = build_pack(made.pack(), tmp_path / "again.pdf")
    assert again.path.read_bytes() == full.path.read_bytes()


def test_what_a_password_locks_never_lies_open_on_disk(tmp_path, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(structure, "TemporaryFile", lambda: asked.append("a file") or BytesIO())
    PackBuilder(made.pack()).build(tmp_path / "locked.pdf", public=False, password="Otter-17")
    assert asked == []
    build_pack(made.pack(), tmp_path / "open.pdf")
    assert asked == ["a file"]


def test_readers_do_not_join_words_at_line_ends(full):
    assert "refresh review recommends" in structure_of(full.path)


def test_typed_signs_come_out_letter_for_letter(tmp_path):
    odd = 'R&D <b>bold</b> <img src="/etc/passwd"> a <b c & d; (x) \\ £ € “q” ŵ ŷ Ŵ → ✓ שלום'
    content = made.pack(AgendaEntry("1", odd[:30], Note((odd, "line one\nline two"))))
    result = build_pack(content, tmp_path / "odd.pdf")
    said = text_of(result.path)
    assert odd[: odd.index("ש")].strip() in " ".join(said.split())
    assert result.findings == ()
    assert_accessible(result.path)


def test_a_sign_in_no_font_is_replaced_and_reported(tmp_path):
    content = made.pack(AgendaEntry("1", "News", Note(("party \U0001f9a9 time \U0001f9a9",))))
    result = build_pack(content, tmp_path / "sign.pdf")
    assert len(result.findings) == 1
    assert "U+1F9A9" in result.findings[0]
    assert "flamingo" in result.findings[0]
    assert text_of(result.path).count("\ufffd") >= 2
    assert_accessible(result.path)


@pytest.mark.parametrize("large_print", [False, True])
def test_a_cell_as_long_as_excel_allows_is_printed_whole(tmp_path, large_print):
    words = " ".join(f"word{n}" for n in range(4000))[:32_767]
    rows = (("A1", words), ("A2", "short"))
    table = made.TableSection(("Ref", "Text"), (1, 3), rows)
    content = made.pack(AgendaEntry("1", "Long", table), large_print=large_print)
    result = build_pack(content, tmp_path / "long.pdf")
    said = set(text_of(result.path).split())
    assert set(words.split()) <= said
    assert "short" in said
    assert_accessible(result.path)


def test_a_word_wider_than_its_column_is_broken_not_cut(tmp_path):
    word = "https://example.org/" + "a1b2c3d4" * 40
    table = made.TableSection(("Ref", "Text"), (1, 1), (("A1", word),))
    result = build_pack(made.pack(AgendaEntry("1", "Wide", table)), tmp_path / "wide.pdf")
    assert word in "".join(text_of(result.path, "-raw").split())


def test_a_stopped_build_leaves_nothing(tmp_path):
    class Stop:
        def step(self, done, total, text):
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        build_pack(made.pack(), tmp_path / "stopped.pdf", Stop())
    assert list(tmp_path.iterdir()) == []


def test_a_pack_without_items_says_what_to_do(tmp_path):
    empty = made.pack()
    object.__setattr__(empty, "entries", ())
    with pytest.raises(UserError, match="no agenda items"):
        build_pack(empty, tmp_path / "empty.pdf")


SECRET = "Northern Lights Consulting offered 1.4 million pounds for the contract."


def packs_with_a_secret(large=False):
    return made.pack(
        AgendaEntry("1", "Dashboard", made.dashboard()),
        made.exempt("2", "Supplier options", Note((SECRET, *(["More words to fill."] * 60)))),
        AgendaEntry("3", "Glossary", made.glossary()),
        large_print=large,
    )


def test_public_pack_has_a_placeholder_and_the_same_page_numbers(tmp_path):
    full = build_pack(packs_with_a_secret(), tmp_path / "full.pdf")
    public = build_pack(packs_with_a_secret(), tmp_path / "public.pdf", public=True)
    full_words, public_words = pages(full.path), pages(public.path)
    assert "Northern Lights" in " ".join(full_words)
    assert "Northern Lights" not in " ".join(public_words)
    with pikepdf.open(public.path) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[3] == "4\u20136"
    assert "Pages 4 to 6 of 7" in public_words[3]
    assert "not for publication" in public_words[3]
    assert f"Page 7 of {full.pages}" in public_words[-1]
    assert f"Page 7 of {full.pages}" in full_words[-1]
    assert_accessible(public.path)


def test_public_pack_is_refused_when_another_place_tells_the_secret(tmp_path):
    content = packs_with_a_secret()
    object.__setattr__(content, "secrets", ("Key performance indicator",))
    with pytest.raises(UserError, match="public version was not written"):
        build_pack(content, tmp_path / "public.pdf", public=True)
    told = made.pack(
        AgendaEntry("1", "Note", Note(("As Northern Lights Consulting offered",))),
        made.exempt("2", "Options", Note((SECRET,))),
        secrets=("Lights Consulting",),
    )
    with pytest.raises(UserError, match="public version was not written"):
        build_pack(told, tmp_path / "public.pdf", public=True)
    assert list(tmp_path.iterdir()) == []


def test_leak_scan_finds_secrets_wherever_they_hide(tmp_path):
    clean = build_pack(made.pack(), tmp_path / "clean.pdf").path
    secret = frozenset({"Project Nightingale"})
    assert find_leaks(clean, secret, Silent()) == []

    def planted(name, change):
        path = tmp_path / f"{name}.pdf"
        with pikepdf.open(clean) as pdf:
            change(pdf)
            pdf.save(path)
        return find_leaks(path, secret, Silent())

    word = "project  NIGHTINGALE"
    assert planted("info", lambda pdf: pdf.docinfo.__setitem__("/Subject", word))
    assert planted("xmp", lambda pdf: pdf.Root.Metadata.write(with_word(pdf)))
    assert planted("file", lambda pdf: pdf.attachments.__setitem__("a.txt", word.encode()))
    assert planted("alt", lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/Alt", word))
    with_mark = planted("mark", lambda pdf: add_bookmark(pdf, word))
    assert with_mark
    assert planted("text", lambda pdf: write_on(pdf.pages[3], word))
    assert planted("form", lambda pdf: add_field(pdf, word))
    assert planted("tip", lambda pdf: pdf.pages[1].Annots[0].__setitem__("/Contents", word))
    hidden = lambda pdf: pdf.Root.__setitem__("/Old", pdf.make_stream(word.encode()))  # noqa: E731
    assert planted("removed", hidden)
    over = tmp_path / "over.pdf"
    over.write_bytes(with_removed(clean, word))
    assert find_leaks(over, secret, Silent())
    with pikepdf.open(over) as pdf:  # no table of the file leads to it any more
        assert not any(word in str(item) for item in pdf.objects)


def write_on(page, words):
    page.contents_add(f"BT /PlanDeskStamp 8 Tf 50 50 Td ({words}) Tj ET".encode())


def add_field(pdf, words):
    field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="a", V=words))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def with_removed(path, words) -> bytes:
    """Return a file to which an object was added, and that was then updated without it."""
    data = path.read_bytes()
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    with pikepdf.open(path) as pdf:
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    hidden = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        size, len(words), words.encode(),
    )  # fmt: skip
    at = len(data) + len(hidden)
    tail = b"xref\n%d 1\n%010d 00001 f \ntrailer\n<</Size %d /Root %d 0 R /Prev %d>>\n" % (
        size, 0, size + 1, root, start,
    )  # fmt: skip
    return data + hidden + tail + b"startxref\n%d\n%%%%EOF\n" % at


def with_word(pdf) -> bytes:
    return pdf.Root.Metadata.read_bytes().replace(b"Exampleshire", b"Project Nightingale")


def add_bookmark(pdf, words):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(words, 0))


def test_an_agenda_of_many_pages_still_says_the_right_pages(tmp_path):
    entries = [
        AgendaEntry(str(n), f"Report number {n} " * (1 + n % 4), Note(("Words. " * 200,)))
        for n in range(1, 61)
    ]
    result = build_pack(made.pack(*entries), tmp_path / "many.pdf")
    words = pages(result.path)
    found = re.findall(r"^(\d+) {2,}Report.*?pages? (\d+)", "\n".join(words[1:6]), re.M)
    assert len(found) == 60
    for number, first in found:
        assert f"{number}. Report number {number}" in words[int(first) - 1]
    assert_accessible(result.path)


def test_a_supplement_continues_the_numbering(tmp_path):
    note = AgendaEntry("7", "Late item", Note(("It arrived after publication.",)))
    result = build_pack(made.pack(note, first_page=101), tmp_path / "supplement.pdf")
    with pikepdf.open(result.path) as pdf:
        assert [page.label for page in pdf.pages] == ["101", "102", "103"]
    assert "Page 103 of 103" in pages(result.path)[-1]


def rows_on_pages(tmp_path, rows):
    section = TableSection(
        ("Ref", "Words"), (1.0, 3.0), tuple((f"R{n}.", "Words") for n in range(rows))
    )
    built = build_pack(made.pack(AgendaEntry("1", "Rows", section)), tmp_path / f"{rows}.pdf")
    with pdfium.PdfDocument(built.path) as pdf:
        found = [re.findall(r"R\d+\.", page.get_textpage().get_text_bounded()) for page in pdf]
    return [rows for rows in found if rows]


def test_no_table_leaves_its_last_row_alone_on_a_page(tmp_path):
    lengths = set()
    for rows in range(27, 36):
        pages = rows_on_pages(tmp_path, rows)
        assert sum(map(len, pages)) == rows
        assert len(pages[-1]) != 1
        lengths.add(len(pages))
    assert lengths == {1, 2}


def test_a_column_is_as_wide_as_its_longest_word(tmp_path):
    said = ("1", "Telecommunications", *["Some words that go on for several lines"] * 5)
    section = TableSection(tuple("ABCDEFG"), (1.0,) * 7, (said,))
    built = build_pack(made.pack(AgendaEntry("1", "Words", section)), tmp_path / "words.pdf")
    with pdfium.PdfDocument(built.path) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert any("Telecommunications" in text for text in texts)


def test_a_public_note_that_repeats_an_exempt_one_stops_the_public_pack(tmp_path):
    told = "The settlement with the contractor is one and a half million."
    content = made.pack(
        made.exempt("1", "Settlement", Note((f"{told} Members are asked to note it.",))),
        AgendaEntry("2", "Thanks", Note((f"We thank everyone. {told}",))),
    )
    with pytest.raises(
        UserError, match=r"would tell “The settlement with.* \(text of sheet"
    ) as refused:
        build_pack(content, tmp_path / "public.pdf", public=True)
    assert "Take the exempt words" in refused.value.hint
    assert list(tmp_path.iterdir()) == []
    build_pack(replace(content, vocabulary=(told,)), tmp_path / "public.pdf", public=True)
