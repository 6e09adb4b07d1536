"""Writes the structure tree of a drawn document into its file (PDF/UA-1, ISO 14289-1).

Elements are written as ready-made text and appended as an update of the file (PDF 32000-1,
7.5.6): a summary of 10,000 actions has more than 100,000 of them, and building each as an object
of the PDF library would take longer than drawing the pages.
"""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, islice
from struct import Struct
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import pikepdf

from plandesk.reports.tags import Done, LinkSpot, Mark, Node, Tagger, page_and_number

_CELLS = frozenset({"TD", "TH", "P", "Lbl", "LBody"})
"""Elements that nothing is added to once they are drawn."""

_SCOPES = ("Row", "Column")
_TOGETHER = 200  # elements in one stream
_IN_STREAM = Struct(">BIH").pack  # a line of the table: its kind, a place or a stream, which there


def text_string(text: str) -> bytes:
    """Return a PDF text string: literal where it is plain ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + safe.encode() + b")"
    return b"<feff" + text.encode("utf-16-be", "replace").hex().encode() + b">"


@contextmanager
def with_structure(data: bytes, tagger: Tagger, *, secret: bool) -> Generator[pikepdf.Pdf]:
    """Yield the drawn file, opened, with its tree, its parent tree and its marks.

    ``data`` is the file as drawn, its pages in the order of the tagger; ``secret`` keeps it in
    memory. Link annotations are added later, when their targets are known.
    """
    with pikepdf.open(BytesIO(data)) as drawn:
        pages = [page.objgen[0] for page in drawn_pages(drawn)]
        first = int(drawn.trailer.Size)
        root = drawn.Root.objgen[0]
    body, tree = _update(data, tagger, pages, first, root)
    tagger.release()
    opened = _readable(data + body, secret=secret)
    del body  # a third of all that is held of a large pack
    with (
        opened as file,
        pikepdf.open(file, access_mode=pikepdf.AccessMode.mmap) as pdf,
    ):
        pdf.Root.StructTreeRoot = pdf.get_object((tree, 0))
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        for index, page in enumerate(drawn_pages(pdf)):
            page.StructParents = index
            page.Tabs = pikepdf.Name.S
        yield pdf


def _readable(whole: bytes, *, secret: bool) -> BinaryIO:
    """Return a file for the PDF library to read: on disk, under no name, gone with the process.

    It maps what is on disk and asks Python for each piece of anything else, which takes three
    times as long for a large pack. What a password is to lock never touches the disk.
    """
    if not secret:
        with suppress(OSError), ExitStack() as unless_whole:  # no room on disk: from memory then
            file = unless_whole.enter_context(TemporaryFile())
            file.write(whole)
            file.flush()
            unless_whole.pop_all()
            return file
    return BytesIO(whole)


def drawn_pages(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the pages of a file that ReportLab drew, which hangs them all from one node."""
    return list(pdf.Root.Pages.Kids)


def _update(
    data: bytes, tagger: Tagger, pages: list[int], first: int, root: int
) -> tuple[bytes, int]:
    """Return the bytes to append, and the number of the tree's root.

    Elements go into object streams (PDF 32000-1, 7.5.7): as plain text they are twice as long as
    the pages, and the PDF library holds all that it reads from.
    """
    objects, streams = _objects(tagger, pages, first), list[tuple[int, bytes]]()
    count = 0
    while texts := list(islice(objects, _TOGETHER)):
        streams.append((len(texts), _object_stream(first + count, texts)))
        count += len(texts)
    out, table = BytesIO(), BytesIO()
    for number, (held, _) in enumerate(streams, start=first + count):
        table.write(b"".join(_IN_STREAM(2, number, at) for at in range(held)))
    for number, (_, stream) in enumerate(streams, start=first + count):
        table.write(_IN_STREAM(1, len(data) + out.tell(), 0))
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, stream))
    own, place = first + count + len(streams), len(data) + out.tell()
    table.write(_IN_STREAM(1, place, 0))
    previous = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    about = b"/Type /XRef /Size %d /Index [%d %d] /W [1 4 2] /Root %d 0 R /Prev %d"
    about %= (own + 1, first, own + 1 - first, root, previous)
    out.write(b"%d 0 obj\n%s\nendobj\n" % (own, _packed(about, table.getvalue())))
    out.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return out.getvalue(), first


def _object_stream(first: int, texts: list[bytes]) -> bytes:
    """Return objects, numbered from ``first``, as one stream."""
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    numbers = range(first, first + len(texts))
    head = b" ".join([b"%d %d" % place for place in zip(numbers, starts, strict=True)])
    about = b"/Type /ObjStm /N %d /First %d" % (len(texts), len(head) + 1)
    return _packed(about, head + b"\n" + b"\n".join(texts))


def _packed(about: bytes, content: bytes) -> bytes:
    short = zlib.compress(content, 1)
    head = b"<<%s /Filter /FlateDecode /Length %d>>" % (about, len(short))
    return b"%s\nstream\n%s\nendstream" % (head, short)


def _objects(tagger: Tagger, pages: list[int], first: int) -> Iterator[bytes]:
    """Return the tree's root, its parent tree, the kinds of header cells, then every element.

    Elements that were kept as numbers come behind the others.
    """
    elements = _in_order(tagger.root)
    start = first + 2 + len(_SCOPES)
    for index, (node, _) in enumerate(elements):
        node.number = start + index
    numbers = _Numbers(first + 2, start + len(elements))
    yield b"<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>" % (
        tagger.root.number,
        first + 1,
        len(tagger.owners),
    )
    rows = (
        b"%d [%s]" % (index, b" ".join([b"%d 0 R" % numbers.of(owner) for owner in owners]))
        for index, owners in enumerate(tagger.owners)
    )
    yield b"<</Nums [%s]>>" % b"\n".join(rows)
    for scope in _SCOPES:
        yield b"<</O /Table /Scope /%s>>" % scope.encode()
    for node, parent in elements:
        about = numbers.scope(node.scope) if node.scope else _about(node)
        kids = [numbers.kid(kid) for kid in node.kids if not isinstance(kid, LinkSpot)]
        yield _element((node.tag, parent.number if parent else first, about), kids, pages)
    for done in tagger.done:
        about = numbers.scope(done.scope) if done.scope else b""
        kids = [kid if kid >= 0 else -numbers.of(~kid) for kid in done.kids]
        yield _element((done.tag, numbers.of(done.parent), about), kids, pages)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of objects: those that say the scope of header cells, and of kept elements."""

    scopes: int
    done: int

    def of(self, element: Node | int) -> int:
        """Return the number of an element, which a finished one is known by its index for."""
        return element.number if isinstance(element, Node) else self.done + element

    def kid(self, kid: Node | Done | Mark) -> int:
        """Return a mark as it is, and an element as its number below zero."""
        if isinstance(kid, Node):
            return -kid.number
        return kid if isinstance(kid, int) else -self.of(kid.index)

    def scope(self, scope: str) -> bytes:
        """Return the attribute of a header cell; all cells of a kind share it."""
        return b" /A %d 0 R" % (self.scopes + _SCOPES.index(scope))


def _in_order(root: Node) -> list[tuple[Node, Node | None]]:
    order: list[tuple[Node, Node | None]] = []
    waiting: list[tuple[Node, Node | None]] = [(root, None)]
    while waiting:
        found = waiting.pop()
        order.append(found)
        node = found[0]
        waiting.extend((kid, node) for kid in reversed(node.kids) if isinstance(kid, Node))
    return order


def _element(said: tuple[str, int, bytes], kids: list[int], pages: list[int]) -> bytes:
    """Return an element: its tag, parent and attributes, and its kids by ``_Numbers``."""
    tag, parent, about = said
    if len(kids) == 1 and kids[0] >= 0 and tag in _CELLS:  # most are: a cell with its words
        page, mark = page_and_number(kids[0])
        said_page = (tag.encode(), parent, pages[page], about, mark)
        return b"<</S /%s /P %d 0 R /Pg %d 0 R%s /K %d>>" % said_page
    home = -1
    listed: list[bytes] = []
    for kid in kids:
        if kid < 0:
            listed.append(b"%d 0 R" % -kid)
            continue
        page, mark = page_and_number(kid)
        if home < 0:
            home = page
        if page == home:
            listed.append(b"%d" % mark)
        else:
            listed.append(b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (pages[page], mark))
    # No /Type, which is optional, and a single kid without its array: of a summary of 10,000
    # actions that leaves out a third of what the PDF library has to hold in memory.
    head = b"<</S /%s /P %d 0 R" % (tag.encode(), parent)
    if home >= 0:
        head += b" /Pg %d 0 R" % pages[home]
    alone = len(listed) == 1 and tag in _CELLS
    said_kids = b" ".join(listed)
    return b"%s%s /K %s>>" % (head, about, said_kids if alone else b"[%s]" % said_kids)


def _about(node: Node) -> bytes:
    about = b""
    if node.alt:
        about += b" /Alt " + text_string(node.alt)
    if node.title:
        about += b" /T " + text_string(node.title)
    if node.bbox:
        box = b" ".join(b"%.2f" % edge for edge in node.bbox)
        about += b" /A <</O /Layout /Placement /Block /BBox [%s]>>" % box
    return about
