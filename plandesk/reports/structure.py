"""Writes the structure tree of a drawn document into its file (PDF/UA-1, ISO 14289-1).

Elements are written as ready-made text and appended as an update of the file (PDF 32000-1,
7.5.6): a summary of 10,000 actions has more than 100,000 of them, and building each as an object
of the PDF library would take longer than drawing the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from plandesk.reports.tags import LinkSpot, Node, Tagger

_CELLS = frozenset({"TD", "TH", "P", "Lbl", "LBody"})
"""Elements that nothing is added to once they are drawn."""


def text_string(text: str) -> bytes:
    """Return a PDF text string: literal where it is plain ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + safe.encode() + b")"
    return b"<feff" + text.encode("utf-16-be", "replace").hex().encode() + b">"


def with_structure(data: bytes, tagger: Tagger) -> pikepdf.Pdf:
    """Return the drawn file, opened, with its tree, its parent tree and its marks.

    ``data`` is the file as drawn, its pages in the order of the tagger. Link annotations are
    added later, when their targets are known.
    """
    with pikepdf.open(BytesIO(data)) as drawn:
        pages = [page.objgen[0] for page in drawn_pages(drawn)]
        first = int(drawn.trailer.Size)
        root = drawn.Root.objgen[0]
    body, tree = _update(data, tagger, pages, first, root)
    tagger.release()
    pdf = pikepdf.open(BytesIO(data + body))
    pdf.Root.StructTreeRoot = pdf.get_object((tree, 0))
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    for index, page in enumerate(drawn_pages(pdf)):
        page.StructParents = index
        page.Tabs = pikepdf.Name.S
    return pdf


def drawn_pages(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the pages of a file that ReportLab drew, which hangs them all from one node."""
    return list(pdf.Root.Pages.Kids)


def _update(
    data: bytes, tagger: Tagger, pages: list[int], first: int, root: int
) -> tuple[bytes, int]:
    """Return the bytes to append, and the number of the tree's root."""
    out = BytesIO()
    start = len(data)
    offsets: list[int] = []
    for text in _objects(tagger, pages, first):
        offsets.append(start + out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (first + len(offsets) - 1, text))
    table = start + out.tell()
    out.write(b"xref\n%d %d\n" % (first, len(offsets)))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    out.write(
        b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (first + len(offsets), root, previous, table)
    )
    return out.getvalue(), first


def _objects(tagger: Tagger, pages: list[int], first: int) -> Iterator[bytes]:
    """Return the tree's root, its parent tree, then every element in reading order."""
    elements = _in_order(tagger.root)
    for index, (node, _) in enumerate(elements):
        node.number = first + 2 + index
    yield b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>" % (
        tagger.root.number,
        first + 1,
        len(tagger.owners),
    )
    rows = (
        b"%d [%s]" % (index, b" ".join([b"%d 0 R" % node.number for node in owners]))
        for index, owners in enumerate(tagger.owners)
    )
    yield b"<</Nums [%s]>>" % b"\n".join(rows)
    for node, parent in elements:
        yield _element(node, parent.number if parent else first, pages)


def _in_order(root: Node) -> list[tuple[Node, Node | None]]:
    order: list[tuple[Node, Node | None]] = []
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        found = waiting.pop()
        order.append(found)
        node = found[0]
        waiting.extend((kid, node) for kid in reversed(node.kids) if isinstance(kid, Node))
    return order


def _element(node: Node, parent: int, pages: list[int]) -> bytes:
    home = -1
    kids: list[bytes] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(b"%d 0 R" % kid.number)
        elif isinstance(kid, LinkSpot):
            continue  # its annotation is added with its target
        else:
            page, mark = kid
            if home < 0:
                home = page
            if page == home:
                kids.append(b"%d" % mark)
            else:
                kids.append(b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (pages[page], mark))
    # No /Type, which is optional, and a single kid without its array: of a summary of 10,000
    # actions that leaves out a third of what the PDF library has to hold in memory.
    head = b"<</S /%s /P %d 0 R" % (node.tag.encode(), parent)
    if home >= 0:
        head += b" /Pg %d 0 R" % pages[home]
    listed = b" ".join(kids)
    alone = len(kids) == 1 and node.tag in _CELLS
    return b"%s%s /K %s>>" % (head, _about(node), listed if alone else b"[%s]" % listed)


def _about(node: Node) -> bytes:
    about = b""
    if node.alt:
        about += b" /Alt " + text_string(node.alt)
    if node.title:
        about += b" /T " + text_string(node.title)
    if node.scope:
        about += b" /A <</O /Table /Scope /%s>>" % node.scope.encode()
    elif node.bbox:
        box = b" ".join(b"%.2f" % edge for edge in node.bbox)
        about += b" /A <</O /Layout /Placement /Block /BBox [%s]>>" % box
    return about
