# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Takes out what a paper keeps on layers that are switched off.

A pack has the pages of a paper, not its list of layers: without that, every layer would show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

_SHOWS = frozenset({"Tj", "TJ", "Do", "sh", "INLINE IMAGE"})
_NEW_LINE = frozenset({"'", '"'})
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_BEGINS = frozenset({"BMC", "BDC"})
_DEEPEST = 30

Key = tuple[int, int]


def without_hidden_layers(pdf: pikepdf.Pdf) -> list[int]:
    """Take out what lies on layers that are off; return the numbers of the pages that lost it."""
    cleaner = _Cleaner(_hidden(pdf))
    if not cleaner.hidden:
        return []
    return [number for number, page in enumerate(pdf.pages, 1) if cleaner.clean(pdf, page)]


def _hidden(pdf: pikepdf.Pdf) -> frozenset[Key]:
    """Return the layers that are off when the paper is opened (PDF 32000-1, 8.11.4.3)."""
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return frozenset()
    usual = layers.get("/D", Dictionary())
    off = set(_keys(usual.get("/OFF")))
    if usual.get("/BaseState") == Name.OFF:
        off |= set(_keys(layers.get("/OCGs"))) - set(_keys(usual.get("/ON")))
    return frozenset(off)


def _keys(listed: object) -> list[Key]:
    return [each.objgen for each in listed] if isinstance(listed, Array) else []


@dataclass
class _Cleaner:
    """Takes what is hidden out of pages and of the forms that they draw."""

    hidden: frozenset[Key]

    def clean(self, pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
        """Return whether anything was taken out of a page."""
        resources = page.obj.get("/Resources", Dictionary())
        drawn = self._drawn(page, resources)
        if drawn is not None:
            page.obj.Contents = pdf.make_stream(drawn)
        seen: set[Key] = set()
        inside = self._forms(resources, seen, 0)
        return drawn is not None or inside

    def _forms(self, resources: Any, seen: set[Key], depth: int) -> bool:
        changed = False
        drawings = resources.get("/XObject", Dictionary())
        for drawing in drawings.values() if depth < _DEEPEST else ():
            if not isinstance(drawing, Stream) or drawing.objgen in seen:
                continue
            seen.add(drawing.objgen)
            if self._is_off(drawing.get("/OC")):
                _empty(drawing)
                changed = True
            elif drawing.get("/Subtype") == Name.Form:
                own = drawing.get("/Resources", resources)
                drawn = self._drawn(drawing, own)
                if drawn is not None:
                    drawing.write(drawn)
                changed |= drawn is not None
                changed |= self._forms(own, seen, depth + 1)
        return changed

    def _drawn(self, owner: pikepdf.Page | Stream, resources: Any) -> bytes | None:
        """Return the commands without those that paint what is hidden; None where none does."""
        properties = resources.get("/Properties", Dictionary())
        off = {name for name, layer in properties.items() if self._is_off(layer)}
        if not off:
            return None
        kept: list[object] = []
        open_: list[bool] = []
        for command in pikepdf.parse_content_stream(owner):
            said, operator = command.operands, str(command.operator)
            if operator in _BEGINS:
                layer = len(said) > 1 and said[0] == Name.OC and str(said[1]) in off
                open_.append(layer)
                if layer:
                    continue
            elif operator == "EMC" and open_ and open_.pop():
                continue
            if not any(open_):
                kept.append(command)
            elif operator in _NEW_LINE:  # the place of what follows stays
                kept.append(([], Operator("T*")))
            elif operator in _PAINTS:
                kept.append(([], Operator("n")))
            elif operator not in _SHOWS:
                kept.append(command)
        for name in off:
            del properties[name]
        return pikepdf.unparse_content_stream(kept)  # pyright: ignore[reportArgumentType]

    def _is_off(self, layer: object) -> bool:
        """Say whether a layer is off, or a membership by its policy (PDF 32000-1, table 99)."""
        if not isinstance(layer, Dictionary):
            return False
        listed = layer.get("/OCGs")
        if listed is None:
            return layer.objgen in self.hidden
        keys = _keys(listed) or ([listed.objgen] if isinstance(listed, Dictionary) else [])
        off = [key in self.hidden for key in keys]
        policy = str(layer.get("/P", Name.AnyOn))
        shown = {
            "/AllOn": not any(off),
            "/AnyOff": any(off),
            "/AllOff": all(off),
        }
        return bool(off) and not shown.get(policy, not all(off))


def _empty(drawing: Stream) -> None:
    """Leave a form or picture in its place that draws nothing."""
    for key in set(drawing.keys()) - {"/Type", "/Length"}:
        del drawing[key]
    drawing.Subtype = Name.Form
    drawing.BBox = Array([0, 0, 1, 1])
    drawing.write(b"")
