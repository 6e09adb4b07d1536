# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Finds a place on a page where nothing is printed, by looking at a small picture of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
_BAND = 64.0


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
        unit = float(page.obj.get("/UserUnit", 1)) or 1.0
        try:
            drawn = self._document[index]
        except pypdfium2.PdfiumError:
            return None
        try:
            for bottoms, crop in _bands(height):
                picture = _picture(drawn, unit, crop)
                for left, bottom in _places(width, bottoms, size):
                    if left >= 4 and picture.blank(left, bottom, size, height):
                        return left, bottom
        except pypdfium2.PdfiumError:
            return None
        finally:
            drawn.close()
        return None


def _bands(height: float) -> list[tuple[tuple[float, ...], tuple[float, float]]]:
    """Return the baselines to try at foot and head, and what to leave undrawn below and above.

    Drawing a band takes a tenth of the time of drawing the page.
    """
    rest = max(0.0, height - _BAND)
    lows, highs = (26.0, 16.0, 8.0, 38.0), (height - 30.0, height - 20.0, height - 42.0)
    return [(lows, (0.0, rest)), (highs, (rest, 0.0))]


def _picture(page: pypdfium2.PdfPage, unit: float, crop: tuple[float, float]) -> _Picture:
    """Draw a band of a page small and grey; ``crop`` is what is left out below and above."""
    size: Any = _SCALE * unit  # the stubs say int, the library takes any number
    below, above = crop[0] / unit, crop[1] / unit
    untyped: Any = (0, below, 0, above)
    bitmap = page.render(scale=size, grayscale=True, crop=untyped)
    data = memoryview(bytes(bitmap.buffer))
    skipped = math.ceil(above * size)
    return _Picture(data, bitmap.stride, (bitmap.width, bitmap.height), skipped)


def _places(
    width: float, bottoms: Sequence[float], size: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return corners and middles to try, the usual place of a page number first."""
    right, middle = width - _EDGE * 2 - size[0], (width - size[0]) / 2
    return [(left, bottom) for bottom in bottoms for left in (right, middle, _EDGE * 2)]


class _Picture:
    """Grey pixels of a band as seen, top row first; ``skipped`` rows of the page are above it."""

    def __init__(self, data: memoryview, stride: int, size: tuple[int, int], skipped: int) -> None:
        self.data = data
        self.stride = stride
        self.width, self.height = size
        self.skipped = skipped

    def blank(self, left: float, bottom: float, size: tuple[float, float], height: float) -> bool:
        first = max(0, int((left - _CLEAR) * _SCALE))
        last = min(self.width, int((left + size[0] + _CLEAR) * _SCALE) + 1)
        top = max(0, int((height - bottom - size[1] - _CLEAR) * _SCALE) - self.skipped)
        low = int((height - bottom + _CLEAR + 2) * _SCALE) + 1 - self.skipped
        low = min(self.height, low)
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
