# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
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

    def _picture(self, index: int, unit: float) -> _Picture | None:
        """Draw one page small and grey; None where the page cannot be drawn."""
        try:
            page = self._document[index]
            size: Any = _SCALE * unit  # the stubs say int, the library takes any number
            bitmap = page.render(scale=size, grayscale=True)
            data = memoryview(bytes(bitmap.buffer))
            page.close()
        except pypdfium2.PdfiumError:
            return None
        return _Picture(data, bitmap.stride, (bitmap.width, bitmap.height))


def _places(width: float, height: float, size: tuple[float, float]) -> list[tuple[float, float]]:
    """Return corners and middles to try, the usual place of a page number first."""
    right, middle = width - _EDGE * 2 - size[0], (width - size[0]) / 2
    lows, highs = (26.0, 16.0, 8.0, 38.0), (height - 30.0, height - 20.0, height - 42.0)
    lefts = (right, middle, _EDGE * 2)
    return [(left, low) for low in lows for left in lefts] + [
        (left, high) for high in highs for left in lefts
    ]


class _Picture:
    """Grey pixels of a page as seen, top row first."""

    def __init__(self, data: memoryview, stride: int, size: tuple[int, int]) -> None:
        self.data = data
        self.stride = stride
        self.width, self.height = size

    def blank(self, left: float, bottom: float, size: tuple[float, float], height: float) -> bool:
        first = max(0, int((left - _CLEAR) * _SCALE))
        last = min(self.width, int((left + size[0] + _CLEAR) * _SCALE) + 1)
        top = max(0, int((height - bottom - size[1] - _CLEAR) * _SCALE))
        low = min(self.height, int((height - bottom + _CLEAR + 2) * _SCALE) + 1)
        if first >= last or top >= low:
            return False
        return all(
            min(self.data[row * self.stride + first : row * self.stride + last]) >= _LIGHT
            for row in range(top, low)
        )


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
