# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
# ReportLab's canvas and picture reader carry no types.
"""A picture file over the width of a page, as one figure with its words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plandesk.reports.flowables.blocks import Block
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node
from plandesk.reports.theme import RULE


@dataclass
class Photograph:
    """A picture with a thin line around it; ``tallest`` is in points."""

    path: Path
    alt: str
    keep_next: bool = False
    tallest: float = 236.0
    _picture: Any = None

    def _size(self, width: float) -> tuple[float, float]:
        from PIL import Image

        if self._picture is None:
            with Image.open(self.path) as found:
                self._picture = found.convert("RGB")
        wide, tall = self._picture.size
        scale = min(width / wide, self.tallest / tall)
        return wide * scale, tall * scale

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the whole picture; it is never cut."""
        return self._size(width)[1] + 14

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the picture as one figure."""
        from reportlab.lib.utils import ImageReader

        width, height = self._size(area.width)
        left, bottom = area.left, area.top - 2 - height
        figure = parent.add("Figure", alt=self.alt)
        figure.bbox = (left, bottom, left + width, bottom + height)
        with pen.content(figure):
            pen.canvas.drawImage(ImageReader(self._picture), left, bottom, width, height)
            pen.line_ink(RULE)
            pen.canvas.setLineWidth(0.8)
            pen.canvas.rect(left, bottom, width, height, stroke=1, fill=0)
        area.top -= height + 14
        return None
