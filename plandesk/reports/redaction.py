# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Finds words that a box hides from sight but not from copying: a redaction that is none."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
_COVERED = 0.8
_MOST = 20_000


def pages_with_hidden_words(path: Path) -> list[int]:
    """Return the page numbers, from 1, where words lie under an opaque box drawn later."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        return [number for number, page in enumerate(document, start=1) if _hides_words(page)]
    finally:
        document.close()


def _hides_words(page: pypdfium2.PdfPage) -> bool:
    """Look for a box over words; a page with no path is passed by quickly."""
    words: list[Box] = []
    items: Any = page.get_objects(max_depth=4)
    for count, item in enumerate(items):
        if count > _MOST:
            return False
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
            words.append(item.get_bounds())
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH and words and _is_opaque(item):
            box = item.get_bounds()
            if any(_covers(box, word) for word in words):
                return True
    return False


def _is_opaque(item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke) or not fill.value:
        return False
    channels = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(item.raw, *channels):
        return False
    return channels[3].value == 255


def _covers(box: Box, word: Box) -> bool:
    """Tell whether a box covers most of the words' area; lines are too thin to hide any."""
    width, height = word[2] - word[0], word[3] - word[1]
    if width <= 0 or height <= 0:
        return False
    across = min(box[2], word[2]) - max(box[0], word[0])
    down = min(box[3], word[3]) - max(box[1], word[1])
    return across > 0 and down > 0 and across * down >= _COVERED * width * height
