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
