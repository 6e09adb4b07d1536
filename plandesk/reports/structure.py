"""Writes the structure tree of a drawn document into its PDF objects (PDF/UA-1, ISO 14289-1).

Elements are written as ready-made text: a summary of 10,000 actions has more than 100,000 of
them, and building each as an object tree would take longer than drawing the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from plandesk.reports.tags import LinkSpot, Node, Tagger

_ROOT = "PlanDeskStructTreeRoot"


class _Written(pdfdoc.PDFObject):
    """An indirect object whose text is made when the file is written."""

    __RefOnly__ = 1

    def __init__(self, text: Callable[[], bytes]) -> None:
        self.text = text

    def format(self, document: object) -> bytes:
        return self.text()


class _Numbers:
    """Gives structure elements their object numbers in one ReportLab document."""

    def __init__(self, canvas: Canvas) -> None:
        # ReportLab has no public way to add objects of one's own to a document.
        self.document: Any = canvas._doc  # noqa: SLF001

    def reserve(self, name: str, text: Callable[[], bytes]) -> int:
        self.document.Reference(_Written(text), name)
        return self.document.idToObjectNumberAndVersion[name][0]

    def page(self, index: int) -> int:
        return self.document.idToObjectNumberAndVersion[f"Page{index + 1}"][0]


def text_string(text: str) -> bytes:
    """Return a PDF text string in UTF-16, written in hexadecimal so that nothing needs escaping."""
    return b"<feff" + text.encode("utf-16-be", "replace").hex().encode() + b">"


def write_structure(canvas: Canvas, tagger: Tagger) -> None:
    """Add the tree, the parent tree and the marks of a tagged file; then save the canvas.

    Link annotations are added afterwards, when their targets are known.
    """
    numbers = _Numbers(canvas)
    pages = [numbers.page(index) for index in range(len(tagger.owners))]
    elements = _in_order(tagger.root)
    root_number = numbers.reserve(_ROOT, lambda: b"")
    parents: dict[int, int] = {id(tagger.root): root_number}
    for index, node in enumerate(elements):
        node.number = numbers.reserve(f"PlanDeskElement{index}", lambda: b"")
        for kid in node.kids:
            if isinstance(kid, Node):
                parents[id(kid)] = node.number
    objects = numbers.document.idToObject
    for index, node in enumerate(elements):
        parent = parents[id(node)]
        objects[f"PlanDeskElement{index}"].text = _writer(node, parent, pages)
    rows = (
        b"%d [%s]" % (index, b" ".join(b"%d 0 R" % node.number for node in owners))
        for index, owners in enumerate(tagger.owners)
    )
    nums = b"\n".join(rows)
    parent_tree = numbers.reserve("PlanDeskParentTree", lambda: b"<</Nums [%s]>>" % nums)
    objects[_ROOT].text = lambda: (
        b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>"
        % (tagger.root.number, parent_tree, len(tagger.owners))
    )
    numbers.document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference(_ROOT)
    numbers.document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    canvas.save()


def _in_order(root: Node) -> list[Node]:
    order: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))
    return order


def _writer(node: Node, parent: int, pages: list[int]) -> Callable[[], bytes]:
    return lambda: _element(node, parent, pages)


def _element(node: Node, parent: int, pages: list[int]) -> bytes:
    home = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
    kids: list[bytes] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(b"%d 0 R" % kid.number)
        elif isinstance(kid, LinkSpot):
            continue  # its annotation is added with its target
        elif kid[0] == home:
            kids.append(b"%d" % kid[1])
        else:
            kids.append(b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (pages[kid[0]], kid[1]))
    parts = [b"<</Type /StructElem /S /%s /P %d 0 R" % (node.tag.encode(), parent)]
    if home is not None:
        parts.append(b"/Pg %d 0 R" % pages[home])
    if node.alt:
        parts.append(b"/Alt " + text_string(node.alt))
    if node.title:
        parts.append(b"/T " + text_string(node.title))
    if node.scope:
        parts.append(b"/A <</O /Table /Scope /%s>>" % node.scope.encode())
    elif node.bbox:
        box = b" ".join(b"%.2f" % edge for edge in node.bbox)
        parts.append(b"/A <</O /Layout /Placement /Block /BBox [%s]>>" % box)
    parts.append(b"/K [%s]>>" % b" ".join(kids))
    return b" ".join(parts)
