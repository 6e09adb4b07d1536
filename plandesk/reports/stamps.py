# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Stamps page numbers into a pack, upright in the visible part of every page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics

from plandesk.reports.fonts import Face, font_of

if TYPE_CHECKING:
    from plandesk.reports.freespace import FreeSpace

SIZE = 9.0
LARGE_SIZE = 14.0
_FONT = "/PlanDeskStamp"
_FLATE = {"/Filter": Name.FlateDecode}
_BAND = 24.0
_TURNS = ("/Rotate", "/UserUnit")
_BOXES = ("/MediaBox", "/CropBox", "/Parent")  # the last is whose boxes and turn it inherits
_MARGIN = 51.0
_FOOT = 26.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one page is stamped with, and its page label."""

    words: str
    label: str
    aside: str = ""


@dataclass(frozen=True)
class Sheet:
    """The visible part of a page: its size in points as seen, and the way to its own space."""

    width: float
    height: float
    turn: int
    box: tuple[float, float, float, float]
    unit: float

    @cached_property
    def matrix(self) -> str:
        """Return the operands of ``cm`` that lead from the page as seen to its user space."""
        x0, y0, x1, y1 = self.box
        a, b, c, d, e, f = {
            0: (1, 0, 0, 1, x0, y0),
            90: (0, 1, -1, 0, x1, y0),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, -1, 1, 0, x0, y1),
        }[self.turn]
        scale = 1 / self.unit
        parts = (a * scale, b * scale, c * scale, d * scale, e, f)
        return " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in parts)


class Sheets:
    """Measures pages, and each shape of page once: papers have few, and boxes are slow to read."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Sheet] = {}

    def of(self, page: pikepdf.Page) -> Sheet:
        """Return the visible part of a page."""
        found = page.obj
        # To ask the library for what is not there costs ten times as much as to look first.
        key = tuple(found[name] if name in found else None for name in _TURNS) + tuple(  # noqa: SIM401
            found[name].unparse() if name in found else b"" for name in _BOXES
        )
        if any(isinstance(part, bytes) and part.endswith(b" R") for part in key[:-1]):
            return sheet(page)
        if key not in self._known:
            self._known[key] = sheet(page)
        return self._known[key]


def sheet(page: pikepdf.Page) -> Sheet:
    """Measure the visible part of a page."""
    turn = int(page.obj.get("/Rotate", 0)) % 360
    turn = turn if turn in {90, 180, 270} else 0
    unit = float(page.obj.get("/UserUnit", 1)) or 1.0
    media = _ordered(page.mediabox)
    crop = _ordered(page.cropbox)
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if turn in {90, 270}:
        width, height = height, width
    return Sheet(width, height, turn, box, unit)


def _ordered(box: Array) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


class Stamper:
    """Stamps pages with one embedded font, found in the pages the pack drew itself."""

    def __init__(self, pdf: pikepdf.Pdf, font: pikepdf.Object, size: float = SIZE) -> None:
        font_of(Face.REGULAR)
        self.pdf = pdf
        self.size = size
        self.font = font
        self._save = pdf.make_stream(b"q\n")
        self._sheets = Sheets()
        self._dressed: set[tuple[int, int]] = set()

    def own(self, page: pikepdf.Page, stamp: Stamp) -> None:
        """Stamp a page that the pack drew: its foot is free."""
        seen = self._sheets.of(page)
        right = seen.width - _MARGIN - text_width(stamp.words, self.size)
        draw = [_show(stamp.words, self.size, right, _FOOT)]
        if stamp.aside:
            draw.append(_show(stamp.aside, self.size, _MARGIN, _FOOT))
        self._write(page, seen, draw, shield=False)

    def attached(self, index: int, page: pikepdf.Page, stamp: Stamp, free: FreeSpace) -> None:
        """Stamp a page of an attached paper where nothing is printed, else below the page."""
        words = f"{stamp.words} ({stamp.aside.lower()})" if stamp.aside else stamp.words
        seen = self._sheets.of(page)
        place = free.find(
            index, page, (seen.width, seen.height), (text_width(words, self.size), self.size)
        )
        if place is None:
            seen = _widen(page, seen)
            self._blank(page, seen)
            place = (max(4.0, seen.width - 20 - text_width(words, self.size)), 8.0)
        self._write(page, seen, [_show(words, self.size, *place)], shield=True)

    def _blank(self, page: pikepdf.Page, seen: Sheet) -> None:
        """Paint the band below a page white: what its author cut off must not show there."""
        code = f"/Artifact BMC q {seen.matrix} cm 1 g 0 0 {seen.width:.2f} {_BAND:g} re f Q EMC\n"
        old = page.obj.get("/Contents", Array())
        streams = list(old) if isinstance(old, Array) else [old]
        end = self.pdf.make_stream(b"\nQ " + code.encode("ascii") + b"q\n")
        page.obj.Contents = Array([self._save, *streams, end])

    def _write(self, page: pikepdf.Page, seen: Sheet, draw: list[str], *, shield: bool) -> None:
        """Append the stamp; ``shield`` it from what a foreign page does to the graphics state."""
        self._dress(page)
        body = " ".join(draw)
        closing = "\nQ " if shield else "\n"
        code = (
            f"{closing}/Artifact <</Type /Pagination /Subtype /Footer>> BDC q {seen.matrix} cm "
            f"0 g {body} Q EMC\n"
        )
        found = page.obj
        old = found["/Contents"] if "/Contents" in found else Array()
        streams = list(old) if isinstance(old, Array) else [old]
        if shield:
            streams.insert(0, self._save)
        streams.append(self.pdf.make_stream(_stored(code.encode("ascii")), _FLATE))
        found.Contents = Array(streams)

    def _dress(self, page: pikepdf.Page) -> None:
        """Give a page the font of the stamp; pages that share their resources need it once."""
        resources = page.obj.get("/Resources")
        if not isinstance(resources, Dictionary):
            resources = page.obj.Resources = Dictionary()
        elif resources.is_indirect:
            if resources.objgen in self._dressed:
                return
            self._dressed.add(resources.objgen)
        fonts = resources.get("/Font")
        if not isinstance(fonts, Dictionary):
            fonts = resources.Font = Dictionary()
        if _FONT not in fonts:
            fonts[_FONT] = self.font


def _stored(code: bytes) -> bytes:
    """Wrap a few bytes as a deflated stream that is only stored (RFC 1951, 3.2.4).

    To deflate a stamp of 150 bytes takes the library longer than all else that is done to its page.
    """
    size = len(code)
    head = b"\x78\x01\x01" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little")
    return head + code + zlib.adler32(code).to_bytes(4, "big")


def text_width(words: str, size: float) -> float:
    """Return the width of stamped words in points."""
    return pdfmetrics.stringWidth(words, str(Face.REGULAR), size)


def _show(words: str, size: float, left: float, bottom: float) -> str:
    safe = words.encode("ascii", "replace").decode()
    safe = safe.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {_FONT} {size:g} Tf {left:.2f} {bottom:.2f} Td ({safe}) Tj ET"


def _widen(page: pikepdf.Page, seen: Sheet) -> Sheet:
    """Add a band below the page as seen, for a page that has no free space at all."""
    x0, y0, x1, y1 = seen.box
    band = _BAND / seen.unit
    box = {
        0: (x0, y0 - band, x1, y1),
        90: (x0, y0, x1 + band, y1),
        180: (x0, y0, x1, y1 + band),
        270: (x0 - band, y0, x1, y1),
    }[seen.turn]
    media = _ordered(page.mediabox)
    outer = (
        min(media[0], box[0]),
        min(media[1], box[1]),
        max(media[2], box[2]),
        max(media[3], box[3]),
    )
    page.obj.MediaBox = Array([round(edge, 3) for edge in outer])
    page.obj.CropBox = Array([round(edge, 3) for edge in box])
    return sheet(page)


def stamp_font(pages: list[Any]) -> pikepdf.Object:
    """Return the embedded text font of the drawn pages; its first codes are plain ASCII."""
    for page in pages:
        for name, font in page.Resources.get("/Font", Dictionary()).items():
            if name.endswith("+0") and str(font.BaseFont).endswith("+OpenSans"):
                return font
    raise RuntimeError("The drawn pages hold no text font to stamp with.")


def page_labels(stamps: list[Stamp]) -> Dictionary:
    """Return the page labels that equal the stamps (PDF 32000-1, 12.4.2)."""
    nums = Array()
    following: str | None = None
    for index, stamp in enumerate(stamps):
        if stamp.label != following or not stamp.label.isdigit():
            nums.append(index)
            if stamp.label.isdigit():
                nums.append(Dictionary(S=Name.D, St=int(stamp.label)))
            else:
                nums.append(Dictionary(P=pikepdf.String(stamp.label)))
        following = str(int(stamp.label) + 1) if stamp.label.isdigit() else None
    return Dictionary(Nums=nums)
