"""Finds a place on a page where nothing is printed, by looking at a small picture of it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name

_SCALE = 0.5
_EDGE = 18.0
_CLEAR = 3.0
_LIGHT = 250
_PIXELS = 40_000_000
_LARGEST = 2000.0


class FreeSpace:
    """Looks for blank corners in an assembled file; a page too large to be drawn has none."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        data = BytesIO()
        pdf.save(data)
        self._document = pypdfium2.PdfDocument(data.getvalue())

    def close(self) -> None:
        """Let go of the pictures."""
        self._document.close()

    def find(
        self, index: int, page: pikepdf.Page, sheet: tuple[float, float], size: tuple[float, float]
    ) -> tuple[float, float] | None:
        """Return the lower left corner, as seen, of a blank place of ``size``, or None."""
        width, height = sheet
        if min(sheet) < 60 or max(sheet) > _LARGEST or _image_pixels(page) > _PIXELS:
            return None
        picture = self._picture(index, float(page.obj.get("/UserUnit", 1)))
        if picture is None:
            return None
        for left, bottom in _places(width, height, size):
            if left >= 4 and picture.blank(left, bottom, size, height):
                return left, bottom
        return None

    def _image_pixels(page: pikepdf.Page) -> int:
    """Return the pixels of the largest picture that the page names."""
    resources = page.obj.get("/Resources")
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(objects, Dictionary):
        return 0
    sizes = [0]
    for _, found in objects.items():
        if found.get("/Subtype") == Name.Image:
            sizes.append(int(found.get("/Width", 0)) * int(found.get("/Height", 0)))
    return max(sizes)
