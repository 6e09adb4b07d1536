"""Files that are attached: each of the shared faulty set does as its manifest says."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from plandesk.errors import Cancelled, NeedsAnswer, UserError
from plandesk.reports.active import active_parts
from plandesk.services.attachments import (
    LONGEST_NAME,
    Consent,
    clean_name,
    place_in,
    take_file,
    take_paper,
)

HIDDEN = "\u202e\u200f\u2066\ufeff\x00\x07"


@pytest.fixture
def folder(shared_data):
    return shared_data / "badfiles"


def kept(attachment) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(attachment.file.content))


@pytest.mark.parametrize("take", [take_file, take_paper])
def test_every_paper_of_the_set_is_taken_or_refused_as_its_manifest_says(folder, take):
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))
    cases = [each for each in listed if each["family"] == "pdf"]
    assert len(cases) >= 19, "the set of faulty papers is not whole"
    wrong: list[str] = []
    for case in cases:
        try:
            found = take(folder / case["file"])
            said, refused = " ".join(found.notes), False
            with kept(found) as pdf:
                assert not active_parts(pdf), case["file"]
                assert not pdf.is_encrypted
                assert len(pdf.pages) == found.pages
        except NeedsAnswer as asked:
            said, refused = str(asked), asked.question != "pages"
        except UserError as error:
            said, refused = str(error), True
        missing = [word for word in case["mentions"] if word.casefold() not in said.casefold()]
        if refused != (case["outcome"] == "reject") or missing:
            wrong.append(f"{case['file']}: {missing} not in: {said}")
    assert not wrong, "\n".join(wrong)


def test_a_paper_of_five_thousand_pages_is_asked_about_and_then_taken(folder):
    path = folder / "p018_5000_pages.pdf"
    with pytest.raises(NeedsAnswer, match="5,000 pages") as asked:
        take_paper(path)
    assert asked.value.question == "pages"
    assert take_paper(path, Consent(pages=True)).pages == 5_000


def locked(path, user: str, owner: str):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = String("Elm Street")
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner))
    return path


def test_a_password_is_asked_for_and_not_kept(tmp_path):
    path = locked(tmp_path / "locked.pdf", user="open it", owner="change it")
    for said in ("", "wrong"):
        with pytest.raises(NeedsAnswer, match="password") as asked:
            take_paper(path, Consent(password=said))
        assert asked.value.question == "password"
    for said in ("open it", "change it"):
        found = take_paper(path, Consent(password=said))
        assert b"open it" not in found.file.content
        with kept(found) as pdf:
            assert not pdf.is_encrypted
            assert len(pdf.pages) == 1


def test_a_paper_that_its_author_restricted_is_taken_once_the_officer_says_so(tmp_path):
    path = locked(tmp_path / "restricted.pdf", user="", owner="change it")
    with pytest.raises(NeedsAnswer, match="restricted copying") as asked:
        take_paper(path)
    assert asked.value.question == "restricted"
    found = take_paper(path, Consent(restricted=True))
    assert "restricted" in " ".join(found.notes)
    with kept(found) as pdf:
        assert not pdf.is_encrypted
        assert "Elm Street" not in str(pdf.docinfo)


def test_a_good_paper_is_kept_to_the_byte(folder):
    found = take_paper(folder / "p000_good.pdf")
    assert found.file.content == (folder / "p000_good.pdf").read_bytes()
    assert found.pages == 2


def test_what_hangs_on_the_tags_of_a_page_goes_too(tmp_path):
    path = tmp_path / "tagged.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        act = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        link = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=act)
        )
        page.obj.Annots = Array([link])
        linked = Dictionary(Type=Name.OBJR, Obj=link)
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Array([Dictionary(S=Name.Link, K=linked)]))
        )
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.save(path)
    with kept(take_file(path)) as pdf:
        assert not active_parts(pdf)
        assert len(pdf.pages) == 1


def photograph(kind: str, **more: object) -> bytes:
    """A photograph, lying on its side, that says who took it and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "J. Example"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    picture = Image.new("RGB", (40, 20), "navy")
    picture.save(out, kind, exif=exif, comment=b"J. Example", **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_says_no_more_where_it_was_taken(tmp_path, kind):
    path = tmp_path / f"visit.{kind.lower()}"
    path.write_bytes(photograph(kind))
    assert b"J. Example" in path.read_bytes()
    content = take_file(path).file.content
    assert b"Example" not in content
    with Image.open(BytesIO(content)) as found:
        assert not found.getexif()
        assert "comment" not in found.info
        assert found.size == (20, 40), "it stands upright without being told"


def test_the_photograph_of_the_set_loses_its_place(folder):
    path = folder / "i003_exif_gps.jpg"
    with Image.open(path) as before:
        assert before.getexif()
    with Image.open(BytesIO(take_file(path).file.content)) as after:
        assert not after.getexif()


@pytest.mark.parametrize("name", ["x.svg", "x.png"])
def test_a_drawing_that_can_hold_scripts_is_refused(folder, tmp_path, name):
    path = tmp_path / name
    path.write_bytes((folder / "i002_svg_script.svg").read_bytes())
    with pytest.raises(UserError, match="SVG"):
        take_file(path)


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "huge.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(UserError, match="too large"):
        take_file(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tool.exe", b"MZ\x90", "program"),
        ("notes.txt", b"MZ\x90", "program"),
        ("run.bat", b"del *", "program"),
        ("empty.docx", b"", "empty"),
        ("cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged"),
        ("gone.docx", None, "could not be read"),
    ],
)
def test_what_is_no_evidence_is_refused_by_name(tmp_path, name, content, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        take_file(path)
    assert name in caught.value.message


def test_a_document_of_any_other_kind_is_kept_as_it_is(tmp_path):
    path = tmp_path / "minutes.docx"
    path.write_bytes(b"PK\x03\x04 words")
    found = take_file(path)
    assert (found.file.name, found.file.content) == ("minutes.docx", path.read_bytes())


def test_taking_a_file_can_be_cancelled(tmp_path):
    def stop(*_: object) -> None:
        raise Cancelled

    path = tmp_path / "a.txt"
    path.write_text("words")
    with pytest.raises(Cancelled):
        take_file(path, step=stop)


def is_plain(name: str) -> bool:
    stem = name.split(".")[0].casefold()
    return (
        0 < len(name) <= LONGEST_NAME
        and not set(name) & set('<>:"/\\|?*' + HIDDEN)
        and all(ord(sign) >= 32 for sign in name)
        and name == name.strip(" ").rstrip(".")
        and stem not in {"con", "nul", "aux", "prn", "com1", "com¹", "lpt9"}
    )


def test_each_name_of_the_set_becomes_one_safe_name_of_its_own(folder, tmp_path):
    names = json.loads((folder / "n001_attachment_names.json").read_text("utf-8"))
    assert len(names) > 30
    taken: list[str] = []
    for name in names:
        place = place_in(tmp_path, name, taken)
        assert is_plain(place.name), (name, place.name)
        assert place.parent == tmp_path
        place.write_bytes(b"x")
        taken.append(place.name)
    assert len({each.casefold() for each in taken}) == len(names)
    assert len(list(tmp_path.iterdir())) == len(names)
    assert clean_name("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert clean_name("caf\u00e9.pdf") == clean_name("cafe\u0301.pdf") == "caf\u00e9.pdf"


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one_and_stays_it(name):
    clean = clean_name(name)
    assert is_plain(clean), clean
    assert clean_name(clean) == clean
