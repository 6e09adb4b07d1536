"""Attached papers: hostile ones refused or cleaned, good ones merged with tags and stamped."""

from __future__ import annotations

import io
import json
import re
import subprocess

import pack_samples as made
import page as pdf_checker
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from plandesk.errors import UserError
from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, AttachedPaper, Note
from plandesk.reports.papers import open_paper


@pytest.fixture(scope="module")
def tagged_paper(tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    entry = AgendaEntry("9", "Visits", Note(("Nine visits were made.",) * 60))
    return build_pack(made.pack(entry, title="Visits report"), path)


def text_of(path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def with_papers(*papers) -> made.PackContent:
    entries = [AgendaEntry("1", "Dashboard", made.dashboard())]
    for number, path in enumerate(papers, start=2):
        entries.append(AgendaEntry(str(number), f"Paper {number}", AttachedPaper(path, path.name)))
    return made.pack(*entries, AgendaEntry("99", "Glossary", made.glossary()))


def test_a_tagged_paper_keeps_its_tags_and_the_pack_stays_accessible(tagged_paper, tmp_path):
    twice = with_papers(tagged_paper.path, tagged_paper.path)
    result = build_pack(twice, tmp_path / "pack.pdf")
    assert result.tagged
    assert result.pdf_ua
    assert result.not_accessible == ()
    report = pdf_checker.validate_pdf(result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
    said = subprocess.run(
        ["pdfinfo", "-struct-text", str(result.path)], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    assert said.count("9. Visits") >= 2
    assert said.index("2. Dashboard" if "2. Dashboard" in said else "1. Dashboard") < said.index(
        "9. Visits"
    )


def test_structure_of_a_merged_paper_points_at_pages_of_the_pack(tagged_paper, tmp_path):
    result = build_pack(with_papers(tagged_paper.path), tmp_path / "pack.pdf")
    with pikepdf.open(result.path) as pdf:
        known = {page.obj.objgen for page in pdf.pages}
        pointed = [item.Pg.objgen for item in pdf.objects
                   if isinstance(item, Dictionary) and "/Pg" in item]  # fmt: skip
        assert len(pointed) > 50
        assert set(pointed) <= known
        numbers = [int(page.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == len(numbers)


def test_paper_bookmarks_hang_below_their_item(tagged_paper, tmp_path):
    result = build_pack(with_papers(tagged_paper.path), tmp_path / "pack.pdf")
    with pikepdf.open(result.path) as pdf, pdf.open_outline() as outline:
        item = next(found for found in outline.root if found.title == "2. Paper 2")
        assert "9. Visits" in [child.title for child in item.children]


def test_an_untagged_paper_is_named_and_the_pack_claims_nothing(shared_data, tmp_path):
    good = shared_data / "badfiles" / "p000_good.pdf"
    result = build_pack(with_papers(good), tmp_path / "pack.pdf")
    assert result.not_accessible == ("p000_good.pdf",)
    assert not result.pdf_ua
    with pikepdf.open(result.path) as pdf:
        assert b"pdfuaid:part>" not in pdf.Root.Metadata.read_bytes()


def test_hostile_papers_behave_as_the_manifest_says(shared_data):
    folder = shared_data / "badfiles"
    listed = json.loads((folder / "manifest.json").read_text())
    rows = listed if isinstance(listed, list) else listed["files"]
    papers = [row for row in rows if row["family"] == "pdf"]
    assert len(papers) >= 15
    for row in papers:
        path = folder / row["file"]
        # a paper of 5,000 pages is asked about: it is refused until it is split
        if row["outcome"] == "reject" or "5000" in row["file"]:
            with pytest.raises(UserError) as caught:
                open_paper(path)
            said = str(caught.value)
        else:
            paper = open_paper(path)
            said = " ".join(paper.findings)
            paper.pdf.close()
        for word in row["mentions"]:
            assert word.casefold() in said.casefold(), (row["file"], said)


def test_a_paper_over_the_page_limit_says_how_many_pages_it_has(shared_data):
    with pytest.raises(UserError, match="5,000 pages"):
        open_paper(shared_data / "badfiles" / "p018_5000_pages.pdf")


def test_nothing_active_is_left_in_the_pack(shared_data, tmp_path):
    names = ("p009_javascript", "p010_launch_action", "p013_acroform", "p022_remote_links")
    papers = [shared_data / "badfiles" / f"{name}.pdf" for name in names]
    result = build_pack(with_papers(*papers), tmp_path / "pack.pdf")
    data = result.path.read_bytes()
    with pikepdf.open(result.path) as pdf:
        pdf.save(tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = (tmp_path / "plain.pdf").read_bytes()
    for word in (b"/JavaScript", b"/Launch", b"/GoToR", b"/SubmitForm", b"/AcroForm", b"/JS "):
        assert word not in data, word


def test_web_links_of_a_paper_are_kept(tmp_path):
    path = tmp_path / "linked.pdf"
    with pikepdf.new() as pdf:
        blank_page(pdf, [0, 0, 595, 842])
        action = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/plan"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].obj.Annots = Array([link])
        pdf.save(path)
    result = build_pack(with_papers(path), tmp_path / "pack.pdf")
    with pikepdf.open(result.path) as pdf:
        found = [str(link.A.URI) for page in pdf.pages for link in page.obj.get("/Annots", [])
                 if "/A" in link]  # fmt: skip
    assert found == ["https://example.org/plan"]


def test_what_hangs_on_a_page_or_a_picture_unseen_stays_behind(tmp_path):
    path = tmp_path / "photograph.pdf"
    exif = Image.Exif()
    exif[0x010E] = "Taken at the home of the family"
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(data, "JPEG", exif=exif)
    with pikepdf.new() as pdf:
        blank_page(pdf, [0, 0, 595, 842], code=b"q 200 0 0 150 60 600 cm /P Do Q")
        page, said = pdf.pages[0].obj, pdf.make_stream(b"<x>the home of the family</x>")
        picture = pdf.make_stream(
            data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode, Metadata=said,
        )  # fmt: skip
        page.Resources.XObject = Dictionary(P=picture)
        page.Thumb, page.Metadata = pdf.make_stream(b"family"), said
        page.PieceInfo = Dictionary(Maker=Dictionary(Private="the home of the family"))
        pdf.save(path)
    packed = build_pack(with_papers(path), tmp_path / "pack.pdf").path
    with pikepdf.open(packed) as pdf:
        for item in pdf.objects:
            raw = item.read_raw_bytes() if isinstance(item, pikepdf.Stream) else str(item).encode()
            assert b"family" not in raw
        assert not any("/Thumb" in page.obj for page in pdf.pages)
        drawn = [page.obj.Resources.get("/XObject", {}).get("/P") for page in pdf.pages]
        (kept,) = [picture for picture in drawn if picture is not None]
        with Image.open(data) as before:
            shown = pikepdf.PdfImage(kept).as_pil_image()
            assert shown.convert("RGB").tobytes() == before.convert("RGB").tobytes()


def blank_page(pdf, box, *, rotate=0, crop=None, unit=None, code=b""):
    page = Dictionary(
        Type=Name.Page, MediaBox=Array(box), Rotate=rotate, Resources=Dictionary(),
        Contents=pdf.make_stream(code),
    )  # fmt: skip
    if crop:
        page.CropBox = Array(crop)
    if unit:
        page.UserUnit = unit
    pdf.pages.append(pikepdf.Page(page))


def test_stamps_are_upright_and_inside_odd_pages(tmp_path):
    path = tmp_path / "odd.pdf"
    full = b"0.2 g 0 0 3000 3000 re f"
    with pikepdf.new() as pdf:
        for turn in (0, 90, 180, 270):
            blank_page(pdf, [0, 0, 595, 842], rotate=turn)
            blank_page(pdf, [100, 200, 700, 900], rotate=turn, crop=[150, 250, 600, 800])
            blank_page(pdf, [0, 0, 595, 842], rotate=turn, code=full)
        blank_page(pdf, [0, 0, 300, 400], unit=2)
        pdf.save(path)
    result = build_pack(with_papers(path), tmp_path / "pack.pdf")
    boxes = subprocess.run(
        ["pdftotext", "-bbox-layout", str(result.path), "-"],
        capture_output=True, check=True, timeout=60,
    ).stdout.decode()  # fmt: skip
    sheets = re.split(r"<page ", boxes)[1:]
    with pikepdf.open(result.path) as pdf:
        turned = [int(page.obj.get("/Rotate", 0)) % 180 == 90 for page in pdf.pages]
    start = next(i for i, words in enumerate(text_of(result.path).split("\f")) if "item 2" in words)
    for number in range(start, start + 13):
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', sheets[number])
        lines = re.findall(
            r'<line xMin="([\d.-]+)" yMin="([\d.-]+)" '
            r'xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</line>',
            sheets[number], re.S,
        )  # fmt: skip
        assert size
        width, height = float(size[1]), float(size[2])
        if turned[number]:  # poppler gives the size before turning, the places after it
            width, height = height, width
        stamped = [line for line in lines if ">Page<" in line[4]]
        assert len(stamped) == 1, f"sheet {number + 1}"
        left, top, right, bottom = (float(edge) for edge in stamped[0][:4])
        assert f">{number + 1}<" in stamped[0][4]
        assert right - left > 4 * (bottom - top), "the stamp does not lie level"
        assert 0 <= left < right <= width + 0.5
        assert 0 <= top < bottom <= height + 0.5


def test_a_stamp_avoids_what_is_printed_at_the_foot_of_a_page(tmp_path):
    path = tmp_path / "busy.pdf"
    with pikepdf.new() as pdf:
        blank_page(pdf, [0, 0, 595, 842], code=b"0 g 0 0 595 60 re f")
        pdf.save(path)
    result = build_pack(with_papers(path), tmp_path / "pack.pdf")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(result.path), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    sheet = next(part for part in boxes.split("<page ")[1:] if ">(item<" in part)
    top = float(re.search(r'yMin="([\d.]+)"[^>]*>Page<', sheet)[1])
    assert top < 842 - 60 - 9


def test_an_exempt_paper_leaves_no_word_in_the_public_pack(tagged_paper, tmp_path):
    entry = made.exempt("2", "Visits in private", AttachedPaper(tagged_paper.path, "paper.pdf"))
    content = made.pack(AgendaEntry("1", "Dashboard", made.dashboard()), entry)
    full = build_pack(content, tmp_path / "full.pdf")
    public = build_pack(content, tmp_path / "public.pdf", public=True)
    assert "Nine visits" in text_of(full.path)
    assert "Nine visits" not in text_of(public.path)
    assert public.not_accessible == ()


def test_pages_of_odd_size_are_scaled_and_named(shared_data, tmp_path):
    path = shared_data / "badfiles" / "p015_page_sizes.pdf"
    result = build_pack(with_papers(path), tmp_path / "pack.pdf")
    scaled = [said for said in result.findings if "scaled to fit" in said]
    assert [said.split(":")[0] for said in scaled] == [
        f"p015_page_sizes.pdf, page {number}" for number in (5, 6, 7)
    ]
    with pikepdf.open(result.path) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            assert min(right - left, top - bottom) > 140
            assert max(right - left, top - bottom) < 1192
    assert text_of(result.path).count("(item 2)") == 7
