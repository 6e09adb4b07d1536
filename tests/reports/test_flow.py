"""Where pages break: with the heading, the first row and the last values of what they divide."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from plandesk.reports.flow import fill_pages
from plandesk.reports.flowables.blocks import Heading, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Stack, Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.fonts import FontBook
from plandesk.reports.pen import Pen
from plandesk.reports.tags import Node
from plandesk.reports.theme import large_print, standard

COLUMNS = (Column("Ref", fixed=60), Column("Words", 2), Column("End", 1))


def printed(story, theme) -> list[str]:
    """Draw a story and return the text of each page."""
    pen = Pen(theme, FontBook())
    count = fill_pages(pen, story, Node("Sect"))
    pen.canvas.save()
    with pdfium.PdfDocument(pen.buffer.getvalue()) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(texts) == count
    return texts


def row(name: str, lines: int):
    said = tuple(f"{name} says {n}" for n in range(lines))
    return [Words(f"{name}.", strong=True), Stack("", said), Words(f"{name} ends")]


def lead_in(lines: int):
    return [Para(f"Before {n}") for n in range(lines)]


@pytest.mark.parametrize("theme", [standard(), large_print()], ids=["table", "cards"])
@pytest.mark.parametrize("lines", [40, 60, 200])
@pytest.mark.parametrize("before", [0, 6, 12, 24])
def test_a_row_as_tall_as_a_page_begins_beneath_its_heading(theme, lines, before):
    rows = [row("A", lines), row("B", 3)]
    story = [*lead_in(before), Heading(2, "Heads it"), table(theme.cards, COLUMNS, rows)]
    texts = printed(story, theme)
    (page,) = [text for text in texts if "Heads it" in text]
    assert "A says 0" in page
    said = re.findall(r"\b[AB] says \d+", "\n".join(texts))
    assert len(said) == len(set(said)) == lines + 3


@pytest.mark.parametrize("before", range(4, 36, 2))
def test_a_table_of_two_short_rows_is_not_divided(before):
    rows = [row("A", 4), row("B", 4)]
    story = [*lead_in(before), Heading(2, "Heads it"), table(False, COLUMNS, rows)]
    pages = [text for text in printed(story, standard()) if re.search(r"Heads it|says", text)]
    assert len(pages) == 1


@pytest.mark.parametrize("before", range(0, 24, 2))
def test_a_card_is_printed_on_one_page_and_the_last_one_in_company(before):
    rows = [row(name, 5) for name in "ABCDEFG"]
    story = [*lead_in(before), table(True, COLUMNS, rows)]
    texts = printed(story, large_print())
    for name in "ABCDEFG":
        (page,) = [text for text in texts if f"{name}." in text]
        assert f"{name} ends" in page
    assert "F." in next(text for text in texts if "G." in text)


def test_a_pile_is_cut_inside_what_is_too_tall_for_the_page():
    points = Stack("", tuple(f"A says {n}" for n in range(60)))
    cells = [Words("A."), Pile((Words("Headed", strong=True), points)), Words("A ends")]
    first, *rest = printed([table(False, COLUMNS, [cells])], standard())
    assert "Headed" in first
    assert "A says 9" in first
    said = re.findall(r"A says \d+", "\n".join([first, *rest]))
    assert said == [f"A says {n}" for n in range(60)]


@pytest.mark.parametrize("lines", range(16, 40))
def test_a_card_that_goes_on_overleaf_takes_its_last_values_there_together(lines):
    columns = (*COLUMNS, Column("More", 1), Column("Most", 1))
    cells = [*row("A", lines), Words("A more"), Words("A most")]
    texts = printed([*lead_in(8), table(True, columns, [cells])], large_print())
    (page,) = [text for text in texts if "A most" in text]
    assert "A ends" in page
    assert "A more" in page


@pytest.mark.parametrize("before", range(20))
@pytest.mark.parametrize("theme", [standard(), large_print()], ids=["table", "cards"])
def test_the_last_lines_of_a_section_are_not_alone_after_a_table(theme, before):
    rows = [row(name, 1) for name in "ABCDEFGH"]
    tail = [Heading(2, "Nothing here"), Para("No actions.")]
    texts = printed([*lead_in(before), table(theme.cards, COLUMNS, rows), *tail], theme)
    assert "H ends" in next(text for text in texts if "No actions." in text)


@pytest.mark.parametrize("lines", range(30, 60, 3))
def test_a_card_never_begins_with_its_ref_alone_on_a_page(lines):
    cells = [*row("A", 2), Stack("", tuple(f"A tells {n}" for n in range(lines)))]
    columns = (*COLUMNS, Column("More", 1))
    texts = printed([*lead_in(20), table(True, columns, [cells])], large_print())
    assert "A says 0" in next(text for text in texts if "A." in text)


@pytest.mark.parametrize("before", range(0, 30, 3))
def test_a_table_that_stays_together_is_not_divided_and_keeps_what_comes_next(before):
    rows = [row(name, 2) for name in "ABCDEFGHI"]
    facts = table(False, COLUMNS, rows, together=True)
    facts.keep_next = True
    texts = printed([*lead_in(before), facts, Para("Chart")], standard())
    (page,) = [text for text in texts if " ends" in text]
    assert "Chart" in page


def test_a_heading_and_a_ref_of_a_table_are_not_broken():
    columns = (Column("Ref", fixed=20), Column("Words", 9), Column("Milestones", 0.2, right=True))
    cells = [Words("K22.01"), Words("word " * 60), Words("14")]
    (text,) = printed([table(False, columns, [cells])], standard())
    assert "K22.01" in text
    assert "Milestones" in text


def test_a_snug_table_leaves_to_long_texts_what_short_ones_do_not_fill():
    texts = ("In progress", "word " * 40, "word " * 160)
    columns = [Column("Status", 5), Column("Asked", 5), Column("Told", 1)]
    widths = []
    for snug in (False, True):
        made = table(False, columns, [[Words(text) for text in texts]], snug=snug)
        made.need(Pen(standard(), FontBook()), 500)
        widths.append(made.widths(500))
    assert widths[0][0] > 150
    assert widths[1][0] < 80
    assert widths[1][2] == pytest.approx(2 * widths[1][1], rel=0.01)
    assert sum(widths[1]) == pytest.approx(500)
