"""Text boxes on the sheets of an Excel workbook: words that lie above the cells, not in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree as ET  # every part passed the guard: no document type

from plandesk.excel.raw_cells import local
from plandesk.excel.sheet_parts import related_parts

NOWHERE = (0, 0)
"""The place of a box that lies at no cell."""

_KIND = "/drawing"
_SHAPES = frozenset({"sp", "cxnSp"})


def read_boxes(part: Callable[[str], bytes], sheet: str) -> Mapping[tuple[int, int], str]:
    """Return the words of a sheet's text boxes by the row and column of their upper left corner.

    ``part`` and ``sheet`` are as for ``related_parts``.
    """
    found: dict[tuple[int, int], str] = {}
    for data in related_parts(part, sheet, _KIND):
        for anchor in ET.fromstring(data):
            words = "\n".join(filter(None, map(_said, _shapes(anchor))))
            if words:
                place = _corner(anchor)
                found[place] = f"{found[place]}\n{words}" if place in found else words
    return found


def _shapes(anchor: ET.Element) -> Iterator[ET.Element]:
    return (each for each in anchor.iter() if local(each.tag) in _SHAPES)


def _said(shape: ET.Element) -> str:
    lines = (
        "".join(run.text or "" for run in each.iter() if local(run.tag) == "t")
        for each in shape.iter()
        if local(each.tag) == "p"
    )
    return "\n".join(line for line in lines if line.strip())


def _corner(anchor: ET.Element) -> tuple[int, int]:
    corner = next((each for each in anchor if local(each.tag) == "from"), None)
    if corner is None:
        return NOWHERE
    at = {local(each.tag): (each.text or "").strip() for each in corner}
    row, column = at.get("row", ""), at.get("col", "")
    return (int(row) + 1, int(column) + 1) if row.isdigit() and column.isdigit() else NOWHERE
