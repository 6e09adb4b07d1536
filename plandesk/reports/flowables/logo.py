# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false
# ReportLab's canvas and picture reader carry no types.
"""The council's picture on the cover."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from plandesk.errors import UserError
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import Node

_WIDEST = 190.0
_TALLEST = 46.0
_PIXELS = 40_000_000
_KEPT_PIXELS = 1200


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG or JPEG at the right of the cover, below the band; sizes are in points.

    Only its pixels are taken over: a photograph's place and camera stay out of the pack.
    """

    picture: bytes
    alt: str

    def draw(self, pen: Pen, area: Area, parent: Node) -> None:
        """Draw it within 190 by 46 points; raises UserError for a picture that is damaged."""
        picture = self._pixels()
        wide, tall = picture.size
        scale = min(_WIDEST / wide, _TALLEST / tall)
        width, height = wide * scale, tall * scale
        left, bottom = area.left + area.width - width, area.top - 48 - height
        figure = parent.add("Figure", alt=self.alt)
        figure.bbox = (left, bottom, left + width, bottom + height)
        from reportlab.lib.utils import ImageReader

        with pen.content(figure):
            pen.canvas.drawImage(ImageReader(picture), left, bottom, width, height, mask="auto")

    def _pixels(self) -> Any:
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(BytesIO(self.picture)) as found:
                if found.width * found.height > _PIXELS:
                    raise UserError("The logo is too large to print.", "Save a smaller picture.")
                found.thumbnail((_KEPT_PIXELS, _KEPT_PIXELS))
                shown = found.convert("RGBA" if _has_holes(found) else "RGB")
        except (
            UnidentifiedImageError,
            OSError,
            ValueError,
            Image.DecompressionBombError,
        ) as problem:
            raise UserError(
                "The logo in the plan's settings cannot be read.", "Choose the picture again."
            ) from problem
        shown.info.clear()
        return shown


def _has_holes(picture: Any) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
