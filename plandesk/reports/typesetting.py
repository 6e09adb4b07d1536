"""Turns wrapped lines into the text operators of a page, with the fonts' own codes."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.direction import seen
from plandesk.reports.fonts import Face, Runs, coverage, font_of
from plandesk.reports.text import TextBlock

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


@cache
def _octal(code: int) -> str:
    sign = chr(code)
    return sign.translate(_ESCAPES) if 32 <= code < 127 else f"\\{code:03o}"


def _in_sight(runs: Runs, face: Face) -> Runs:
    """Return runs in the order they are seen; readers of PDF turn right-to-left words back."""
    for _, text in runs:
        if not text.isascii():
            break
    else:
        return runs
    typed = "".join(text for _, text in runs)
    turned = seen(typed)
    if turned == typed:
        return runs
    out: list[tuple[Face, str]] = []
    for sign in turned:
        font = face if sign in coverage(face) else Face.SIGNS
        if out and out[-1][0] is font:
            out[-1] = (font, out[-1][1] + sign)
        else:
            out.append((font, sign))
    return tuple(out)


class Typesetter:
    """Writes text blocks for one canvas.

    ReportLab's text objects do the same for any text; four fifths of their time goes into cases
    that cannot arise here, because all our fonts keep ASCII at its own codes.
    """

    def __init__(self, canvas: Canvas) -> None:
        # the document is the key under which each font keeps the codes it has given out
        untyped: Any = canvas
        self._document = untyped._doc  # noqa: SLF001 - ReportLab offers no other way
        self._names: dict[tuple[Face, int], str] = {}

    def write(self, block: TextBlock, left: float, baseline: float, width: float | None) -> str:
        """Return the operators for a block; with ``width``, against its right edge."""
        size, leading = block.style.size, block.style.leading
        out = [f"BT {leading:.5g} TL"]
        if width is None:
            out.append(f"{left:.2f} {baseline:.2f} Td")
        face: tuple[Face, int] | None = None
        for number, line in enumerate(block.lines):
            if width is not None:
                at = left + width - line.width
                out.append(f"1 0 0 1 {at:.2f} {baseline - number * leading:.2f} Tm")
            elif number:
                out.append("T*")
            runs = _in_sight(line.runs, block.style.face)
            last = len(runs) - 1
            for at_run, (run_face, text) in enumerate(runs):
                if line.soft and at_run == last:
                    text += " "  # readers would join the words at a line's end without it
                for subset, codes in self._codes(run_face, text):
                    if face is None or face[1] != subset or face[0] is not run_face:
                        face = (run_face, subset)
                        out.append(f"{self._name(run_face, subset)} {size:.5g} Tf")
                    out.append(f"({codes}) Tj")
        out.append("ET")
        return " ".join(out)

    def _codes(self, face: Face, text: str) -> list[tuple[int, str]]:
        if text.isascii():
            plain = "(" not in text and ")" not in text and "\\" not in text
            return [(0, text if plain else text.translate(_ESCAPES))]
        parts = font_of(face).splitString(text, self._document)
        return [(subset, "".join(map(_octal, codes))) for subset, codes in parts]

    def _name(self, face: Face, subset: int) -> str:
        key = (face, subset)
        name = self._names.get(key)
        if name is None:
            font = font_of(face)
            font.splitString(" ", self._document)  # makes the font known to the document
            name = self._names[key] = font.getSubsetInternalName(subset, self._document)
        return name
