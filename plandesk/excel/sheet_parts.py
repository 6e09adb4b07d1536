"""The parts of an Excel workbook that belong to a sheet: its comments and its drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from posixpath import basename, dirname, join, normpath
from xml.etree import ElementTree as ET  # every part passed the guard: no document type


def related_parts(part: Callable[[str], bytes], sheet: str, kind: str) -> Iterator[bytes]:
    """Yield the bytes of the parts of one kind, such as ``/comments``, that belong to a sheet.

    ``part`` gives the bytes of a part of the file, none where there is no such part, and ``sheet``
    names the sheet's part.
    """
    relations = part(join(dirname(sheet), "_rels", f"{basename(sheet)}.rels"))
    if kind.encode() not in relations:  # nearly always
        return
    for each in ET.fromstring(relations):
        if each.get("Type", "").endswith(kind):
            target = each.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else join(dirname(sheet), target)
            if data := part(normpath(name)):
                yield data
