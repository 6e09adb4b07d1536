"""Words reach the page as they were typed, whatever they are."""

from __future__ import annotations

import cProfile
import re
from dataclasses import replace
from pathlib import Path

import pack_samples as made
import page as pdf_checker
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandesk.reports
from plandesk.models.types import Scale
from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, Note, TableSection
from plandesk.reports.fonts import Face, FontBook, coverage, tidy
from plandesk.reports.text import Piece, one_line, paragraph
from plandesk.reports.theme import standard

BODY = standard().body


def lines_of(text, width=200.0):
    block = paragraph(FontBook(), text, BODY, width)
    return ["".join(run for _, run in line.runs) for line in block.lines]


def test_nothing_in_reports_reads_words_as_markup():
    files = sorted(Path(plandesk.reports.__path__[0]).rglob("*.py"))
    assert len(files) > 20
    for path in files:
        said = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])Paragraph\(|reportlab\.platypus|paraparser", said), path


def test_typed_line_breaks_are_kept():
    assert lines_of("one\ntwo\r\nthree\u2028four") == ["one", "two", "three", "four"]


def test_words_wrap_and_only_lines_that_go_on_are_soft():
    block = paragraph(FontBook(), "alpha beta gamma\nend", BODY, 50)
    assert [line.soft for line in block.lines] == [True, True, False, False]
    assert all(line.width <= 50 for line in block.lines)


def test_a_long_word_breaks_after_its_signs_first():
    assert lines_of("council/committee/papers/2024", 90)[0].endswith("/")


def test_pieces_that_touch_stay_one_word():
    block = paragraph(FontBook(), [Piece("Lead", strong=True), Piece(": Ann")], BODY, 300)
    assert [run for line in block.lines for _, run in line.runs] == ["Lead", ": Ann"]


def test_one_line_ends_with_an_ellipsis_where_it_is_cut():
    block = one_line(FontBook(), "a title that is far too long for its place", BODY, 100)
    said = "".join(run for line in block.lines for _, run in line.runs)
    assert said.endswith("…")
    assert block.width <= 100


def test_welsh_letters_and_signs_of_the_papers_have_glyphs():
    assert coverage(Face.REGULAR) >= set("ŵŷŴŶâêîôûáéíóúàèìòùäëïöü£€–—‘’“”•…")
    assert coverage(Face.SIGNS) >= set("✓✔→←↑↓■●▲☐☑")


@given(st.text(max_size=200), st.floats(12, 400))
@settings(max_examples=150, deadline=None)
def test_no_sign_is_lost_by_wrapping(text, width):
    wrapped = "".join(lines_of(text, width)).replace(" ", "")
    kept = re.sub("[ \n]", "", tidy(text))
    known = coverage(Face.REGULAR) | coverage(Face.SIGNS)
    expected = "".join(sign if sign in known else "\ufffd" for sign in kept)
    assert wrapped == expected


def test_words_held_together_by_a_fixed_space_stay_on_one_line():
    assert "paragraph\u00a04.14" in lines_of("see paragraph\u00a04.14 of it", 95)


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
@settings(max_examples=12, deadline=None)
def test_any_text_makes_an_accessible_pack(tmp_path_factory, texts):
    rows = tuple((text, text) for text in texts)
    content = made.pack(
        AgendaEntry("1", texts[0] or "Untitled", TableSection(("A", "B"), (1, 2), rows)),
        AgendaEntry("2", "Note", Note(tuple(texts))),
        title=texts[1] or "Pack",
    )
    path = tmp_path_factory.mktemp("any") / "pack.pdf"
    build_pack(content, path)
    report = pdf_checker.validate_pdf(path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def test_long_rating_words_wrap_inside_their_chips(tmp_path):
    words = ("Completed", "On target", "Behind target, action in hand", "At risk of not delivering")
    values = tuple(
        replace(rating, code=letter.lower(), word=word, letter=letter)
        for rating, word, letter in zip(made.SCALE.values, words, "ABCD", strict=False)
    )
    rows = tuple((f"P{n}", value) for n, value in enumerate(values, start=1))
    table = TableSection(("Ref", "Rating"), (1, 1), rows)
    content = made.pack(AgendaEntry("1", "Milestones", table), scale=Scale("A-E", values))
    path = build_pack(content, tmp_path / "pack.pdf").path
    document = pypdfium2.PdfDocument(path)
    said = " ".join(document[len(document) - 1].get_textpage().get_text_bounded().split())
    document.close()
    for word in words:
        assert word in said


@pytest.mark.long
def test_an_action_summary_takes_work_in_proportion_to_its_rows(tmp_path):
    def calls(projects: int) -> int:
        content = made.pack(AgendaEntry("1", "Actions", made.action_summary(projects, 50)))
        profile = cProfile.Profile()
        profile.runcall(build_pack, content, tmp_path / f"{projects}.pdf")
        return sum(entry.callcount for entry in profile.getstats())

    calls(2)
    assert calls(50) / calls(10) < 6
