"""The scan of a public pack finds a secret in every place where a PDF can keep words."""

from __future__ import annotations

import io

import pack_samples as made
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, String
from PIL import Image

from plandesk.reports.build import build_pack
from plandesk.reports.leaks import find_leaks
from plandesk.reports.photographs import told_by, without_words
from plandesk.reports.progress import Silent

SECRET = "Project Nightingale"
WORD = "project  NIGHTINGALE"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:title>{WORD}</dc:title></x:xmpmeta>".encode()


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return build_pack(made.pack(), tmp_path_factory.mktemp("clean") / "clean.pdf").path


def found_in(path):
    return find_leaks(path, frozenset({SECRET}), Silent())


def photograph(words: str = WORD) -> bytes:
    """Return a JPEG that says something in its description and in its comment."""
    exif = Image.Exif()
    exif[0x010E] = words
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(out, "JPEG", exif=exif, comment=words.encode())
    return out.getvalue()


def picture(pdf, data: bytes = b"", **more):
    stream = pdf.make_stream(data or photograph("nothing"))
    for key, value in {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": 40, "Height": 30,
        "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Filter": Name.DCTDecode, **more,
    }.items():  # fmt: skip
        stream[f"/{key}"] = value
    return stream


def shown(pdf, name: str, thing) -> None:
    resources = pdf.pages[2].obj.Resources
    if "/XObject" not in resources:
        resources.XObject = Dictionary()
    resources.XObject[name] = pdf.make_indirect(thing)


def form(pdf, drawn: bytes, **more):
    box = Array([0, 0, 10, 10])
    return pdf.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, BBox=box, **more)


def font_of(pdf):
    return next(iter(pdf.pages[2].obj.Resources.Font.values()))


def note(pdf, **more):
    page = pdf.pages[2].obj
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **more))
    )  # fmt: skip


def named_files(pdf, **more):
    tree = NameTree.new(pdf)
    content = pdf.make_stream(b"harmless", Type=Name.EmbeddedFile)
    tree["a"] = Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=content), **more)
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree.obj)


def written(pdf, drawn: bytes) -> None:
    pdf.pages[2].contents_add(drawn)


def fields(pdf, **more):
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="a", **more))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


HEX = WORD.encode().hex().encode()
NAME = Name("/Project#20Nightingale")
UTF16 = b"\x00\x03" + WORD.encode("utf-16-be")
PLANTS = {
    "xmp of a page": lambda pdf: pdf.pages[2].obj.__setitem__("/Metadata", pdf.make_stream(XMP)),
    "xmp of a picture": lambda pdf: shown(pdf, "/P", picture(pdf, Metadata=pdf.make_stream(XMP))),
    "name of a layer": lambda pdf: pdf.Root.__setitem__(
        "/OCProperties", Dictionary(OCGs=Array([pdf.make_indirect(Dictionary(Name=WORD))]))
    ),
    "hidden layer": lambda pdf: written(
        pdf, f"/OC /L1 BDC BT /PlanDeskStamp 8 Tf 50 50 Td ({WORD}) Tj ET EMC".encode()
    ),
    "name of a font": lambda pdf: font_of(pdf).__setitem__("/BaseFont", NAME),
    "family of a font": lambda pdf: font_of(pdf).__setitem__("/Note", Dictionary(FontFamily=WORD)),
    "names inside a font": lambda pdf: font_of(pdf).__setitem__("/Old", pdf.make_stream(UTF16)),
    "script": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"// {WORD}".encode()))
    ),
    "comment on a page": lambda pdf: note(pdf, Subtype=Name.Text, Contents=WORD),
    "rich comment": lambda pdf: note(pdf, Subtype=Name.FreeText, RC=f"<p>{WORD}</p>"),
    "author of a comment": lambda pdf: note(pdf, Subtype=Name.Highlight, T=WORD),
    "default answer": lambda pdf: fields(pdf, DV=WORD),
    "choice of a field": lambda pdf: fields(pdf, Opt=Array([String("other"), String(WORD)])),
    "tip of a field": lambda pdf: fields(pdf, TU=WORD),
    "article": lambda pdf: pdf.Root.__setitem__(
        "/Threads", Array([pdf.make_indirect(Dictionary(I=Dictionary(Title=WORD)))])
    ),
    "actual text": lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/ActualText", WORD),
    "expansion": lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/E", WORD),
    "title of an element": lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/T", WORD),
    "name of an embedded file": lambda pdf: named_files(pdf, UF=WORD),
    "description of a file": lambda pdf: named_files(pdf, Desc=WORD),
    "key of a file": lambda pdf: pdf.attachments.__setitem__(WORD, b"harmless"),
    "picture": lambda pdf: shown(pdf, "/P", picture(pdf, photograph())),
    "behind a picture": lambda pdf: shown(
        pdf, "/P", picture(pdf, photograph("") + WORD.encode())
    ),
    "packed picture": lambda pdf: shown(
        pdf, "/P", picture(pdf, b"jP  xml " + WORD.encode(), Filter=Name.JPXDecode)
    ),
    "place in the file": lambda pdf: pdf.Root.__setitem__(
        "/Dests", Dictionary({"/Project#20Nightingale": Array([pdf.pages[0].obj, Name.Fit])})
    ),
    "key of the information": lambda pdf: pdf.docinfo.__setitem__("/Project#20Nightingale", "1"),
    "beside the file's root": lambda pdf: pdf.trailer.__setitem__("/Kept", Dictionary(Of=WORD)),
    "page label": lambda pdf: pdf.Root.PageLabels.Nums[1].__setitem__("/P", WORD),
    "form that nothing shows": lambda pdf: shown(
        pdf, "/F", form(pdf, f"BT ({WORD}) Tj ET".encode())
    ),
    "form in hex": lambda pdf: shown(pdf, "/F", form(pdf, b"BT <%s> Tj ET" % HEX)),
    "form letter by letter": lambda pdf: shown(
        pdf, "/F", form(pdf, b"BT [(Pro) 12 (ject) -250 (Night) 8 (ingale)] TJ ET")
    ),
    "left of the page": lambda pdf: written(
        pdf, f"BT /PlanDeskStamp 8 Tf -4000 50 Td ({WORD}) Tj ET".encode()
    ),
    "drawn unseen": lambda pdf: written(
        pdf, f"BT 3 Tr /PlanDeskStamp 8 Tf 50 50 Td ({WORD}) Tj ET".encode()
    ),
    "data of a program": lambda pdf: pdf.pages[2].obj.__setitem__(
        "/PieceInfo", Dictionary(Maker=Dictionary(Private=Dictionary(Old=WORD)))
    ),
    "signature field": lambda pdf: fields(pdf, V=Dictionary(Type=Name.Sig, Reason=WORD)),
    "divided by unseen signs": lambda pdf: note(
        pdf, Subtype=Name.Text, Contents="Pro\u00adject\u200b Night\u2060ingale"
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTS)
def test_a_secret_is_found_in(clean, tmp_path, place):
    path = tmp_path / "planted.pdf"
    with pikepdf.open(clean) as pdf:
        PLANTS[place](pdf)
        pdf.save(path)
    assert found_in(clean) == []
    assert found_in(path), place


def test_a_remark_and_a_lost_object_of_the_file_are_found(clean, tmp_path):
    data = clean.read_bytes()
    at = data.index(b"1 0 obj")
    for number, left in enumerate((b"% " + WORD.encode() + b"\n", b"999 0 obj (%s) endobj\n")):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data[:at] + left.replace(b"%s", WORD.encode()) + data[at:])
        assert found_in(path)


def test_a_photograph_keeps_its_points_and_loses_its_words():
    data = photograph()
    bare = without_words(data + b"behind")
    assert b"NIGHTINGALE" in told_by(data)
    assert b"NIGHTINGALE" not in bare
    assert b"behind" not in bare
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()
    assert without_words(b"no picture") == b"no picture"
    assert without_words(data[:40]).startswith(data[:2])
