# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingImports=false, reportMissingTypeStubs=false
# python-docx is an optional extra without complete types; what it writes is read back by tests.
"""A pack as a Word document, for those who ask for one: the words and tables of the HTML page.

Tables are real tables whose first row is repeated on every page and marked as header; ratings are
a sign, a letter and a word, so that nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from plandesk.errors import UserError
from plandesk.models.shape_signs import rating_mark
from plandesk.reports.assemble import full_title
from plandesk.reports.content import PackContent
from plandesk.reports.plain import (
    Part,
    PlainCell,
    PlainFigure,
    PlainHeading,
    PlainList,
    PlainTable,
    PlainText,
    entry_parts,
    front_parts,
)
from plandesk.reports.sections.front import Pages
from plandesk.reports.text import Piece

_MARGIN_CM = 1.8
_DEEPEST = 6
_INK, _BODY = "#14365E", "#0B0C0C"
_ABOVE, _BESIDE = 45, 90  # twentieths of a point around the words of a cell
_WIDTH_MM = 261
_SIGN_MM, _PADDING_MM = 2.2, 5.0
_LONGEST, _MOST = 16, 120  # signs of a word that may not break, and of a cell that counts


def word_pack(
    content: PackContent,
    path: Path,
    places: Mapping[str, Pages] | None = None,
    *,
    public: bool,
) -> None:
    """Write a pack as a Word document; raises UserError where the writer is not installed."""
    document = _new(content)
    document.add_heading(content.title, 0)
    _write(document, front_parts(content, public=public), deeper=-1)
    where = places or {}
    for entry in content.entries:
        parts = entry_parts(entry, where.get(entry.key), content.labels, public=public)
        _write(document, parts, deeper=0)
    document.save(str(path))


def word_texts(content: PackContent, *, public: bool) -> Iterator[str]:
    """Return every text that the document holds, for the scan of what must not be told."""
    yield full_title(content)
    for parts in (
        front_parts(content, public=public),
        *(entry_parts(one, None, content.labels, public=public) for one in content.entries),
    ):
        for part in parts:
            yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, PlainHeading):
        yield part.text
    elif isinstance(part, PlainFigure):
        yield part.alt
    elif isinstance(part, PlainList):
        yield from (piece.text for point in part.points for piece in point)
    elif isinstance(part, PlainTable):
        yield from part.columns
        yield from (text for row in part.rows for cell in row for text in (cell.text, *cell.points))
    else:
        yield "".join(piece.text for piece in part.pieces)


def _new(content: PackContent) -> Any:
    try:
        import docx
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm, Mm
    except ImportError:
        raise UserError(
            "A Word version needs the part of PlanDesk that writes Word documents.",
            "Install it with: pip install plandesk[word]. The HTML page opens in Word too.",
        ) from None
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(_MARGIN_CM))
    _describe(document, content)
    return document


def _describe(document: Any, content: PackContent) -> None:
    """Set title and language, which a screen reader says and speaks."""
    from docx.shared import Pt

    told = document.core_properties
    told.title, told.author = full_title(content), content.organisation
    told.comments, told.language = "", content.labels.tag
    told.created = told.modified = content.built_at.replace(tzinfo=None)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    for name in ("Title", *(f"Heading {level}" for level in range(1, _DEEPEST + 1))):
        _plain(document.styles[name], _INK)
    _plain(document.styles["Intense Quote"], _BODY)
    _child(normal.element.get_or_add_rPr(), "w:lang", {"w:val": content.labels.tag})


def _plain(style: Any, colour: str) -> None:
    """Set a style of the template in the font and ink of a pack, upright and dark enough to read.

    The template names its fonts by theme, which goes before a name.
    """
    from docx.oxml.ns import qn

    style.font.name, style.font.italic, style.font.color.rgb = "Arial", False, _colour(colour)
    fonts = style.element.rPr.rFonts
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{part}Theme"), None)


def _child(parent: Any, tag: str, attributes: Mapping[str, str]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    for name, value in attributes.items():
        found.set(qn(name), value)


def _write(document: Any, parts: Iterable[Part], *, deeper: int) -> None:
    for part in parts:
        if isinstance(part, PlainHeading):
            document.add_heading(clean(part.text), _level(part.level + deeper))
        elif isinstance(part, PlainTable):
            _table(document, part)
        elif isinstance(part, PlainList):
            for point in part.points:
                _runs(document.add_paragraph(style="List Bullet"), point)
        elif isinstance(part, PlainFigure):
            document.add_paragraph(clean(part.alt))
        else:
            _paragraph(document, part)


def _level(level: int) -> int:
    return max(1, min(_DEEPEST, level))


def _paragraph(document: Any, part: PlainText) -> None:
    style = "Intense Quote" if part.kind == "notice" else None
    paragraph = document.add_paragraph(style=style)
    if part.label:
        paragraph.add_run(f"{clean(part.label)}\t")
    _runs(paragraph, part.pieces)


def _runs(paragraph: Any, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        paragraph.add_run(clean(piece.text)).bold = piece.strong or None


def _table(document: Any, part: PlainTable) -> None:
    table = document.add_table(rows=0, cols=len(part.columns), style="Table Grid")
    _loosen(table)
    head = table.add_row()
    _child(_row_rules(head), "w:tblHeader", {"w:val": "true"})
    for cell, title in zip(head.cells, part.columns, strict=True):
        cell.paragraphs[0].add_run(clean(title)).bold = True
        _child(_cell_rules(cell), "w:shd", {"w:val": "clear", "w:fill": "E7EDF4"})
    for row in part.rows:
        added = table.add_row()
        _child(_row_rules(added), "w:cantSplit", {"w:val": "true"})
        for place, (cell, said) in enumerate(zip(added.cells, row, strict=True)):
            _cell(cell, said, heads=place == 0)
    _widen(table, part)
    document.add_paragraph()  # else Word joins a table to the one below it


def _loosen(table: Any) -> None:
    """Give the cells some room around their words, and lines that do not shout."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    rules = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other way to it
    for tag, sides, attributes in (
        ("w:tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"),
         {"w:val": "single", "w:sz": "4", "w:color": "8A939D"}),
        ("w:tblCellMar", ("top", "left", "bottom", "right"), {"w:type": "dxa"}),
    ):  # fmt: skip
        group = OxmlElement(tag)
        rules.find(qn("w:tblLook")).addprevious(group)  # their order is fixed
        for side in sides:
            room = str(_ABOVE if side in ("top", "bottom") else _BESIDE)
            size = {} if tag == "w:tblBorders" else {"w:w": room}
            _child(group, f"w:{side}", attributes | size)


def _widen(table: Any, part: PlainTable) -> None:
    """Give each column the room that its words need, as the pages do."""
    from docx.shared import Mm

    words, means = zip(*(_room(part, place) for place in range(len(part.columns))), strict=True)
    rest = max(0.0, _WIDTH_MM - sum(words))
    widths = [word + rest * mean / sum(means) for word, mean in zip(words, means, strict=True)]
    table.autofit = False
    for place, wide in enumerate(widths):
        width = Mm(_WIDTH_MM * wide / sum(widths))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width


def _room(part: PlainTable, place: int) -> tuple[float, float]:
    """Return the millimetres of a column's longest word, and how much its cells say."""
    cells = [row[place] for row in part.rows]
    texts = [part.columns[place], *(text for cell in cells for text in (cell.text, *cell.points))]
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    said = [len(cell.text) + sum(map(len, cell.points)) for cell in cells]
    mean = min(_MOST, sum(said) / len(said)) if said else 1.0
    letters = 6 if any(cell.rating for cell in cells) else 0
    return _SIGN_MM * (min(_LONGEST, longest) + letters) + _PADDING_MM, max(1.0, mean)


def _cell(cell: Any, said: PlainCell, *, heads: bool) -> None:
    first = cell.paragraphs[0]
    chip = f"\u00a0{rating_mark(said.rating)} {said.text}\u00a0" if said.rating else said.text
    run = first.add_run(clean(chip))
    run.bold = heads or None
    for point in said.points:
        cell.add_paragraph(clean(point), style="List Bullet")
    if said.rating:
        fill = said.rating.fill.lstrip("#")
        # The words, not the cell: a tall row would show a block of colour.
        _child(run._r.get_or_add_rPr(), "w:shd", {"w:val": "clear", "w:fill": fill})  # noqa: SLF001
        run.font.color.rgb = _colour(said.rating.ink)


def _row_rules(row: Any) -> Any:
    return row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way to these


def _cell_rules(cell: Any) -> Any:
    return cell._tc.get_or_add_tcPr()  # noqa: SLF001 - nor to these


def _colour(code: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(code.lstrip("#").upper())


def clean(text: str) -> str:
    """Return a text without the control characters that no Word document may hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
