# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownArgumentType=false
# openpyxl carries no types; that both of its ways write the same bytes is tested.
"""Write the parts of a plain workbook as openpyxl does, without temporary files, styles once."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZipFile

from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml import constants
from openpyxl.xml.functions import tostring

Stylesheets: TypeAlias = MutableMapping[tuple[Any, ...], bytes]


@dataclass(frozen=True, slots=True)
class _Custom:
    """What the list of parts says of the custom properties."""

    path: str = "/" + constants.ARC_CUSTOM
    mime_type: str = constants.CPROPS_TYPE


def write_parts(book: Any, archive: ZipFile, styles: Stylesheets) -> None:
    """Write a workbook without pictures, charts, notes and macros.

    ``styles`` keeps the stylesheets made so far, by what they hold.
    """
    _PartsWriter(book, archive, styles).write_data()


class _PartsWriter(ExcelWriter):
    """Their writer, kept from the disk and from making the same stylesheet twice."""

    def __init__(self, book: Any, archive: ZipFile, styles: Stylesheets) -> None:
        super().__init__(book, archive)
        self._styles = styles

    def write_data(self) -> None:
        """Write the parts in their order."""
        book, put = self.workbook, self._archive.writestr
        put(constants.ARC_APP, b"")  # whoever saves it says what stands there
        put(constants.ARC_CORE, tostring(book.properties.to_tree()))
        put(constants.ARC_THEME, theme_xml)
        if len(book.custom_doc_props):
            put(constants.ARC_CUSTOM, tostring(book.custom_doc_props.to_tree()))
            self.manifest.append(_Custom())
        self._write_worksheets()
        put(constants.ARC_STYLE, self._stylesheet())
        writer = WorkbookWriter(book)
        put(constants.ARC_ROOT_RELS, writer.write_root_rels())
        put(constants.ARC_WORKBOOK, writer.write())
        put(constants.ARC_WORKBOOK_RELS, writer.write_rels())
        self.manifest._write(self._archive, book)  # noqa: SLF001 - its only way out

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet in memory."""
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        ws._drawing = None  # noqa: SLF001 - as theirs sets it where there are pictures
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - as theirs does
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)

    def _stylesheet(self) -> bytes:
        book = self.workbook
        lists = (book._fonts, book._fills, book._borders, book._named_styles)  # noqa: SLF001
        dxfs = book._differential_styles.styles  # noqa: SLF001 - these only ever grow
        cells = (style.tobytes() for style in book._cell_styles)  # noqa: SLF001
        key = (id(book), *map(len, lists), len(dxfs), tuple(book._number_formats), *cells)  # noqa: SLF001
        if key not in self._styles:
            self._styles[key] = tostring(write_stylesheet(book))
        return self._styles[key]
