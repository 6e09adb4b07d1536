"""What a paper keeps on a layer that is off stays out of the pack; what it shows stays as it is."""

from __future__ import annotations

import pack_samples as made
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, AttachedPaper
from plandesk.reports.papers import open_paper

BOX = Array([0, 0, 595, 842])


def words(text: str, y: int) -> bytes:
    return f"BT /F1 24 Tf 60 {y} Td ({text}) Tj ET\n".encode()


@pytest.fixture
def paper(tmp_path):
    """A page with words on no layer, on one that shows, on one that is off, and in forms."""
    path = tmp_path / "layers.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=n)) for n in ("Text", "Draft"))
        member = Dictionary(Type=Name.OCMD, OCGs=Array([on, off]), P=Name.AllOn)
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )
        own = Dictionary(Font=Dictionary(F1=font), Properties=Dictionary(L2=off))
        nested = pdf.make_stream(
            b"/OC /L2 BDC " + words("secret in a form", 500) + b"EMC " + words("open form", 460),
            Type=Name.XObject, Subtype=Name.Form, BBox=BOX, Resources=own,
        )  # fmt: skip
        whole = pdf.make_stream(
            words("secret form", 400), Type=Name.XObject, Subtype=Name.Form, BBox=BOX,
            Resources=Dictionary(Font=Dictionary(F1=font)), OC=off,
        )  # fmt: skip
        pdf.pages[0].obj.Resources = Dictionary(
            Font=Dictionary(F1=font),
            Properties=Dictionary(L1=on, L2=off, L3=member),
            XObject=Dictionary(X1=nested, X2=whole),
        )
        pdf.pages[0].obj.Contents = pdf.make_stream(
            words("plain", 780)
            + b"/OC /L1 BDC " + words("on a layer", 740) + b"EMC "
            + b"/OC /L2 BDC /Span <</MCID 1>> BDC " + words("secret", 700) + b"EMC "
            + b"1 0 0 rg 60 600 200 60 re f EMC "
            + b"/OC /L3 BDC " + words("secret of both", 560) + b"EMC "
            + b"60 300 100 50 re f /X1 Do /X2 Do"
        )  # fmt: skip
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([on, off]), D=Dictionary(OFF=Array([off]), Order=Array([on, off]))
        )
        pdf.save(path)
    return path


def pixels(path, page: int):
    with pypdfium2.PdfDocument(path) as pdf:
        found = pdf[page].render(scale=0.5).to_pil()
        return found.crop((0, 0, found.width, found.height - 40))  # above the stamp


def test_what_is_off_is_neither_seen_nor_kept_and_the_rest_looks_the_same(paper, tmp_path):
    entry = AgendaEntry("1", "Paper", AttachedPaper(paper, "layers.pdf"))
    result = build_pack(made.pack(entry), tmp_path / "pack.pdf")
    assert any("page 1: what a switched-off layer hid was removed" in f for f in result.findings)
    with pikepdf.open(result.path) as pdf:
        assert not any(b"secret" in _read(item) for item in pdf.objects)
        assert not any("Draft" in str(item) for item in pdf.objects)
    with pypdfium2.PdfDocument(result.path) as pdf:
        text = pdf[2].get_textpage().get_text_range()
    for said in ("plain", "on a layer", "open form"):
        assert said in text
    assert pixels(result.path, 2).tobytes() == pixels(paper, 0).tobytes()


def _read(item) -> bytes:
    return item.read_bytes() if isinstance(item, pikepdf.Stream) else str(item).encode()


def test_a_paper_whose_layers_all_show_is_left_as_it_is(paper, tmp_path):
    shown = tmp_path / "shown.pdf"
    with pikepdf.open(paper) as pdf:
        before = pdf.pages[0].Contents.read_bytes()
        del pdf.Root.OCProperties.D["/OFF"]
        pdf.save(shown)
    with open_paper(shown).pdf as pdf:
        assert pdf.pages[0].Contents.read_bytes() == before


def test_layers_are_off_where_that_is_their_base_state(paper, tmp_path):
    off = tmp_path / "off.pdf"
    with pikepdf.open(paper) as pdf:
        usual = pdf.Root.OCProperties.D
        del usual["/OFF"]
        usual.BaseState, usual.ON = Name.OFF, Array([pdf.Root.OCProperties.OCGs[0]])
        pdf.save(off)
    with open_paper(off).pdf as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
    assert b"on a layer" in drawn
    assert b"secret" not in drawn
