"""What an attached paper lacks is named: fonts that are not in it, pictures that say nothing."""

import pack_samples as made
import pikepdf
import pytest
from pikepdf import Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, AttachedPaper
from plandesk.reports.paper_access import missing_fonts, pictures_without_words
from plandesk.services.packs.checks import _drawn

FONTS, WORDS = "All fonts are in the file", "Every chart and picture has an alternative text"


@pytest.fixture(scope="module")
def own_paper(tmp_path_factory):
    """A tagged paper with charts, made by us: it lacks nothing."""
    path = tmp_path_factory.mktemp("paper") / "paper.pdf"
    return build_pack(made.pack(AgendaEntry("9", "Dashboard", made.dashboard())), path).path


@pytest.fixture
def plain_paper(tmp_path):
    """A paper as simple programs write it: letters of Helvetica, which every reader has its own."""
    path = tmp_path / "plain.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Nine visits were made.")
    canvas.save()
    return path


def built_with(paper, tmp_path):
    entry = AgendaEntry("1", "Paper", AttachedPaper(paper, paper.name))
    return build_pack(made.pack(entry), tmp_path / "pack.pdf")


def lines_of(result):
    return {check.text: check.passed for check in _drawn(result)}


def without_words(paper, path, number):
    with pikepdf.open(paper) as pdf:
        pictures = [
            found
            for found in pdf.objects
            if isinstance(found, Dictionary) and found.get("/S") == Name.Figure
        ]
        assert len(pictures) >= number
        for picture in pictures[:number]:
            del picture["/Alt"]
        pdf.save(path)
    return path


def test_a_paper_that_lacks_nothing_passes_both_checks(own_paper, tmp_path):
    with pikepdf.open(own_paper) as pdf:
        assert missing_fonts(pdf) == []
        assert pictures_without_words(pdf) == 0
    lines = lines_of(built_with(own_paper, tmp_path))
    assert lines[FONTS] is lines[WORDS] is True


def test_fonts_that_are_not_in_a_paper_are_named(plain_paper, tmp_path):
    result = built_with(plain_paper, tmp_path)
    said = [found for found in result.findings if "font" in found]
    assert len(said) == 1
    assert said[0].startswith("plain.pdf: not every font is in the file (Helvetica)")
    lines = lines_of(result)
    assert lines[said[0]] is False
    assert FONTS not in lines
    assert WORDS not in lines, "pictures of a paper without tags cannot say anything"


def test_a_font_of_a_drawing_on_the_page_counts_as_well(own_paper, plain_paper, tmp_path):
    with pikepdf.open(own_paper) as pdf, pikepdf.open(plain_paper) as other:
        drawing = pdf.copy_foreign(other.pages[0].as_form_xobject())
        pdf.pages[0].add_resource(drawing, Name.XObject)
        assert missing_fonts(pdf) == ["Helvetica"]


@pytest.mark.parametrize("number", [1, 2])
def test_pictures_that_say_nothing_are_counted(own_paper, tmp_path, number):
    paper = without_words(own_paper, tmp_path / "silent.pdf", number)
    result = built_with(paper, tmp_path)
    noun = "picture" if number == 1 else "pictures"
    said = f"silent.pdf: {number} {noun} without alternative text; ask its author to describe each."
    lines = lines_of(result)
    assert lines[said] is False
    assert WORDS not in lines
    assert lines[FONTS] is True


def test_what_speaks_for_a_whole_counts_for_the_pictures_in_it(own_paper, tmp_path):
    paper = without_words(own_paper, tmp_path / "silent.pdf", 1)
    with pikepdf.open(paper) as pdf:
        root = pdf.Root.StructTreeRoot
        whole = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Div, P=root, K=root.K, Alt="What it shows")
        )
        root.K = whole
        assert pictures_without_words(pdf) == 0
