"""The HTML twin and the workbook say what the pages say, and stand alone."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pack_samples as made
import pytest
import register_samples as registers
from openpyxl import load_workbook

from plandesk.errors import UserError
from plandesk.models.shape_signs import SIGNS
from plandesk.models.types import Shape
from plandesk.reports.build import PackBuilder
from plandesk.reports.content import AgendaEntry, Note
from plandesk.reports.html import html_pack
from plandesk.services.packs.twins import write_docx, write_html, write_xlsx


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.starts.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture
def twins(tmp_path):
    builder = PackBuilder(made.pack())
    pdf = builder.build(tmp_path / "pack.pdf", public=True)
    page = write_html(builder, pdf, tmp_path / "pack.html")
    book = write_xlsx(builder, pdf, tmp_path / "pack.xlsx")
    return page.path.read_text("utf-8"), book.path, pdf


def test_the_page_is_one_file_that_loads_and_runs_nothing(twins):
    page = Reader(twins[0])
    assert not {"script", "link", "img", "iframe", "object", "form"} & {t for t, _ in page.starts}
    for _, attrs in page.starts:
        assert not any(name.startswith("on") for name in attrs)
        assert not re.match(r"https?:", attrs.get("href") or "#")
    assert "url(" not in twins[0]
    assert "default-src 'none'" in twins[0]


def test_the_page_has_headings_in_order_a_skip_link_and_header_cells(twins):
    page = Reader(twins[0])
    levels = [int(tag[1]) for tag, _ in page.starts if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(now - before <= 1 for before, now in itertools.pairwise(levels))
    ids = {attrs["id"] for _, attrs in page.starts if "id" in attrs}
    links = [attrs["href"] for tag, attrs in page.starts if tag == "a"]
    assert len(links) == 7
    assert all(link[1:] in ids for link in links)
    assert [attrs["lang"] for tag, attrs in page.starts if tag == "html"] == ["en-GB"]
    heads = [attrs.get("scope") for tag, attrs in page.starts if tag == "th"]
    assert heads
    assert set(heads) == {"col", "row"}


def test_the_page_has_every_row_and_every_rating_of_the_pack(twins):
    text = Reader(twins[0]).text
    summary = made.action_summary()
    rows = [row for stream in summary.streams for group in stream.projects for row in group.rows]
    for row in rows:
        assert f"{row.ref} " in text
    words = [rating.word for row in rows for rating in (row.previous, row.current) if rating]
    start = text.rindex("4. Action summary")
    said = text[start : text.rindex("5. Exceptions")]
    for word in set(words):
        letter = next(r.letter for r in made.SCALE.values if r.word == word)
        assert len(re.findall(rf"\b{letter} {word}\b", said)) == words.count(word)
    shapes = [attrs["href"] for tag, attrs in Reader(twins[0]).starts if tag == "use"]
    known = [attrs["id"] for tag, attrs in Reader(twins[0]).starts if tag == "symbol"]
    assert len(shapes) >= len(words), "each rating has its shape too"
    assert {shape.removeprefix("#") for shape in shapes} <= set(known)
    assert "The refresh review closed or moved most of the plan" in text


def test_typed_signs_never_become_markup(tmp_path):
    odd = '<script>alert(1)</script> & "quotes" <img src=x onerror=y>'
    builder = PackBuilder(made.pack(AgendaEntry("1", odd, Note((odd,)))))
    pdf = builder.build(tmp_path / "odd.pdf", public=True)
    page = Reader(write_html(builder, pdf, tmp_path / "odd.html").path.read_text("utf-8"))
    assert not {"script", "img"} & {tag for tag, _ in page.starts}
    assert odd in page.text


def test_an_exempt_item_is_a_placeholder_and_a_leak_stops_both_twins(tmp_path):
    secret = "Northern Lights Consulting offered 1.4 million pounds."
    content = made.pack(
        AgendaEntry("1", "Dashboard", made.dashboard()),
        made.exempt("2", "Options", Note((secret,))),
    )
    builder = PackBuilder(content)
    pdf = builder.build(tmp_path / "pack.pdf", public=True)
    page = write_html(builder, pdf, tmp_path / "pack.html").path.read_text("utf-8")
    assert "Northern Lights" not in page
    assert "is not for publication because it is likely to disclose" in page
    rows = (("A1", "As Northern Lights said"),)
    table = made.TableSection(("Ref", "Text"), (1, 3), rows)
    told = PackBuilder(made.pack(AgendaEntry("1", "Told", table), secrets=("Northern Lights",)))
    for write, name in (
        (write_html, "told.html"),
        (write_xlsx, "told.xlsx"),
        (write_docx, "told.docx"),
    ):
        with pytest.raises(UserError, match="it would tell “Northern Lights”"):
            write(told, pdf, tmp_path / name)
        assert not (tmp_path / name).exists()


def test_the_workbook_has_a_sheet_for_each_table_with_numbers_and_rating_words(twins):
    book = load_workbook(twins[1])
    counts = next(s for s in book if s["A3"].value == "Reporting period")
    assert counts["A4"].value == "January 2024"
    refs = {str(sheet.cell(row, 1).value) for sheet in book for row in range(4, sheet.max_row + 1)}
    summary = made.action_summary()
    wanted = {row.ref for s in summary.streams for group in s.projects for row in group.rows}
    assert wanted <= refs
    rows = [row for s in summary.streams for group in s.projects for row in group.rows]
    said = {}
    for sheet in book:
        heads = [cell.value for cell in sheet[3]]
        if {"January 2024", "April 2024"} <= set(heads) and "Due" in heads:
            place = heads.index("April 2024") + 1
            for number in range(4, sheet.max_row + 1):
                cell = sheet.cell(number, place)
                shown = (cell.value, cell.number_format, cell.fill.fgColor.rgb[-6:])
                said[str(sheet.cell(number, 1).value)] = shown
    for row in rows:
        if row.current is None:
            assert said[row.ref][0] == "Not rated"
            continue
        mark = f"{SIGNS[row.current.shape]} {row.current.letter}"
        fill = row.current.fill.lstrip("#")
        assert said[row.ref] == (row.current.word, f'"{mark} "@', fill)


def test_every_shape_has_a_sign_of_its_own_for_word_and_excel():
    assert set(SIGNS) == set(Shape)
    assert len(set(SIGNS.values())) == len(Shape)


@pytest.fixture
def word(tmp_path):
    docx = pytest.importorskip("docx")
    builder = PackBuilder(made.pack())
    pdf = builder.build(tmp_path / "pack.pdf", public=True)
    return docx.Document(str(write_docx(builder, pdf, tmp_path / "pack.docx").path))


def test_the_word_version_has_headings_in_order_and_tables_with_header_rows(word):
    styles = [p.style.name for p in word.paragraphs]
    assert styles[0] == "Title"
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(now - before <= 1 for before, now in itertools.pairwise(levels))
    titles = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert [title for title in titles if "Action summary" in title]
    assert len(word.tables) > 5
    for table in word.tables:
        assert "<w:tblHeader" in table.rows[0]._tr.xml
        assert all(cell.text for cell in table.rows[0].cells)
    assert word.core_properties.language == "en-GB"
    assert word.core_properties.title.startswith(made.pack().title)


def test_the_word_version_has_every_row_and_every_rating_by_sign_letter_and_word(word):
    summary = made.action_summary()
    rows = [row for stream in summary.streams for group in stream.projects for row in group.rows]
    said = {}
    for table in word.tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if {"January 2024", "April 2024", "Due"} <= set(heads):
            for line in table.rows[1:]:
                cells = [cell.text for cell in line.cells]
                pair = cells[heads.index("January 2024")], cells[heads.index("April 2024")]
                said[cells[0]] = pair

    def printed(rating):
        if rating is None:
            return "Not rated"
        return f"\u00a0{SIGNS[rating.shape]} {rating.letter} {rating.word}\u00a0"

    assert said == {row.ref: (printed(row.previous), printed(row.current)) for row in rows}


def test_charts_are_drawn_in_the_page_with_their_words_and_shapes(tmp_path):
    entries = (
        AgendaEntry("1", "Risks", registers.risks()),
        AgendaEntry("2", "Movements", registers.movements()),
        AgendaEntry("3", "Measures", registers.measure_table()),
    )
    text = html_pack(made.pack(*entries), public=True)
    page = Reader(text)
    charts = [attrs for tag, attrs in page.starts if tag == "svg" and "aria-hidden" not in attrs]
    assert len(charts) >= 4
    assert all(each["role"] == "img" and each["aria-label"] and each["viewbox"] for each in charts)
    assert [tag for tag, _ in page.starts].count("rect") > 25  # the fields of the heat map
    assert not re.search(r"(href|url\(|<style[^>]*>[^<]*@import)\s*=?\s*['\"]?http", text)
