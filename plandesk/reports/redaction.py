# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Finds words that a box hides from sight but not from copying: a redaction that is none."""

from __future__ import annotations

import ctypes
import hashlib
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
_COVERED = 0.8
_MOST = 20_000


_FILL = re.compile(rb"(?:^|[\s\]\)])(?:f\*?|F|B\*?|b\*?)(?=[\s]|$)")
_PAINTED = re.compile(rb"(?:^|\s)Do(?=\s|$)")
_known: dict[bytes, tuple[int, ...]] = {}
_KEPT = 200


def hidden_in(path: Path, pdf: pikepdf.Pdf) -> tuple[int, ...]:
    """Return the page numbers, from 1, where words lie under an opaque box drawn later.

    What was found in a file is remembered by its content: a pack is previewed many times, and its
    two versions hold the same papers. ``pdf`` is the same file, opened.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    if digest not in _known:
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        doubtful = [index for index, page in enumerate(pdf.pages) if _may_hide(page)]
        _known[digest] = tuple(_searched(path, doubtful))
    return _known[digest]


def _searched(path: Path, indices: list[int]) -> list[int]:
    if not indices:
        return []
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    try:
        count = len(document)
        return [at + 1 for at in indices if at < count and _hides_words(document[at])]
    finally:
        document.close()


def _may_hide(page: pikepdf.Page) -> bool:
    """Tell whether anything is filled after the first words; most pages of text are ruled out."""
    try:
        content = _content(page.obj.get("/Contents"))
        start = content.find(b"BT")
        if start < 0 and not _PAINTED.search(content):
            return False
        rest = content[max(0, start) :]
        if _FILL.search(rest):
            return True
        return bool(_PAINTED.search(content)) and _has_form(page.obj.get("/Resources"))
    except (pikepdf.PdfError, ValueError, TypeError):
        return True


def _content(found: Any) -> bytes:
    streams = list(found) if isinstance(found, pikepdf.Array) else [found]
    parts = [each.read_bytes() for each in streams if isinstance(each, pikepdf.Stream)]
    return b"\n".join(parts)


def _has_form(resources: Any) -> bool:
    objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(objects, pikepdf.Dictionary):
        return False
    return any(each.get("/Subtype") == pikepdf.Name.Form for _, each in objects.items())


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
