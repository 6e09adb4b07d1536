"""A pack in the shape of a scrutiny pack of 2016: 100 pages, of every shape, each one stamped."""

from __future__ import annotations

import re
from io import BytesIO

import pack_samples as made
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array
from PIL import ImageChops
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, AttachedPaper, Note
from plandesk.reports.leaks import page_texts

PAGES = 100
SIZES = (1, 80, 2, 5, 3)
"""The pages of the attached papers; cover, agenda and own items make up the rest."""


def paper(path, pages):
    """Write a paper whose pages are upright, on their side, turned, cut, shifted and full."""
    out = BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        size = landscape(A4) if number % 4 == 1 else A4
        canvas.setPageSize(size)
        low = 20 if number % 5 == 2 else 72
        for line in range(int((size[1] - low - 40) / 14)):
            canvas.drawString(50, size[1] - 40 - line * 14, f"Line {line} of sheet {number}: words")
        if number % 7 == 3:  # a table down to the foot, from edge to edge
            canvas.rect(2, 2, size[0] - 4, 70, fill=1)
        if number % 11 == 5:  # no free space anywhere
            canvas.setFillGray(0.9)
            canvas.rect(0, 0, *size, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(out) as pdf:
        for number, page in enumerate(pdf.pages):
            if number % 3 == 1:
                page.obj.Rotate = (90, 180, 270)[number % 9 // 3]
            if number % 8 == 4:
                page.obj.CropBox = Array([20, 30, 560, 800])
            if number % 13 == 6:
                left, bottom, right, top = (float(edge) for edge in page.mediabox)
                page.obj.MediaBox = Array([left - 30, bottom - 30, right, top])
        pdf.save(path)
    return path


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    entries = [
        AgendaEntry("1", "Apologies and minutes", Note(("To agree the minutes.",))),
        AgendaEntry("2", "Action summary", made.action_summary(1, 8)),
    ]
    for number, pages in enumerate(SIZES, start=3):
        path = paper(folder / f"paper{number}.pdf", pages)
        entries.append(AgendaEntry(str(number), f"Paper {number}", AttachedPaper(path, path.name)))
    own = build_pack(made.pack(*entries), folder / "first.pdf").pages - sum(SIZES)
    fill = PAGES - own - sum(SIZES)
    assert fill > 0
    path = paper(folder / "last.pdf", fill)
    entries.append(AgendaEntry("8", "Work programme", AttachedPaper(path, path.name)))
    return build_pack(made.pack(*entries), folder / "pack.pdf")


def test_each_of_the_hundred_stamps_is_read_back_and_equals_its_label(pack):
    assert pack.pages == PAGES
    said = [re.findall(r"Page (\d+) of (\d+)", text) for text in page_texts(pack.path)]
    assert said == [[(str(number), str(PAGES))] for number in range(1, PAGES + 1)]
    with pikepdf.open(pack.path) as pdf:
        assert [page.label for page in pdf.pages] == [str(n) for n in range(1, PAGES + 1)]


def test_the_agenda_the_stamps_and_the_links_agree(pack):
    texts = list(page_texts(pack.path))
    agenda = " ".join(texts[1].split())
    ranges = re.findall(r"pages? (\d+)(?:–(\d+))?", agenda)
    items = [re.findall(r"[Ii]tem (\d+)", text)[-1:] for text in texts]
    assert len(ranges) == 8
    with pikepdf.open(pack.path) as pdf:
        place = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        links = [place[link.Dest[0].objgen] for link in pdf.pages[1].Annots]
    assert links == [int(first) for first, _ in ranges]
    for number, (first, last) in enumerate(ranges, start=1):
        for page in range(int(first), int(last or first) + 1):
            assert items[page - 1] == [str(number)], f"page {page}"
    assert int(ranges[-1][1] or ranges[-1][0]) == PAGES


def grey(document, index):
    return document[index].render(scale=2, grayscale=True).to_pil().convert("L")


def without_stamps(path) -> bytes:
    """Return the pack without the last content stream of each page, which is its stamp."""
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            streams = list(page.obj.Contents)
            assert b"/Footer>> BDC" in streams[-1].read_bytes()
            page.obj.Contents = Array(
                [
                    *streams[:-1],
                    pdf.make_stream(b"\nQ " if b"\nQ " in streams[-1].read_bytes()[:4] else b""),
                ]
            )
        pdf.save(out)
    return out.getvalue()


def overlaps(stamped: bytes, bare: bytes) -> list[int]:
    """Return the sheets whose stamp stands in a box where something else is printed."""
    found = []
    one, other = pypdfium2.PdfDocument(stamped), pypdfium2.PdfDocument(bare)
    for index in range(len(one)):
        with_stamp, without = grey(one, index), grey(other, index)
        box = ImageChops.subtract(without, with_stamp).getbbox()
        assert box, f"sheet {index + 1} has no stamp"
        if without.crop(box).getextrema()[0] < 250:
            found.append(index + 1)
    return found


def test_no_stamp_stands_on_anything_printed(pack):
    assert overlaps(pack.path.read_bytes(), without_stamps(pack.path)) == []


def test_the_overlap_test_can_fail(pack, tmp_path):
    """A stamp moved onto the words of its page is found."""
    with pikepdf.open(pack.path) as pdf:
        page = pdf.pages[7]
        last = list(page.obj.Contents)[-1]
        moved = re.sub(rb"Tf [\d.]+ [\d.]+ Td", b"Tf 60 500 Td", last.read_bytes())
        last.write(moved)
        pdf.save(tmp_path / "moved.pdf")
    bad = tmp_path / "moved.pdf"
    assert 8 in overlaps(bad.read_bytes(), without_stamps(bad))
