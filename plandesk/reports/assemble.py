# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Finishes a pack: page order, attached papers, stamps, labels, links, bookmarks, metadata."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from plandesk.models.timeframes.types import day_words
from plandesk.reports.content import PackContent
from plandesk.reports.draw import Drawn, Leaf
from plandesk.reports.enclosure import attach_plan
from plandesk.reports.merge import copy_paper, set_pages
from plandesk.reports.papers import Paper
from plandesk.reports.progress import Steps
from plandesk.reports.stamps import (
    LARGE_SIZE,
    SIZE,
    Stamp,
    Stamper,
    page_labels,
    stamp_font,
)
from plandesk.reports.structure import drawn_pages, with_structure

if TYPE_CHECKING:
    from plandesk.reports.freespace import FreeSpace


_MOSTLY_PAPERS = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pack is put together from; ``papers`` are keyed by agenda item.

    ``data`` is the plan that travels inside, empty for none; ``password`` opens the file.
    """

    content: PackContent
    drawn: Drawn
    papers: Mapping[str, Paper]
    data: bytes = b""
    password: str = field(default="", repr=False)


def _locked(password: str) -> pikepdf.Encryption:
    """Return AES-256 with one password for everything; assistive programs may read the text."""
    return pikepdf.Encryption(user=password, owner=password, R=6)


@contextmanager
def assembling(parts: Parts, ctx: Steps) -> Generator[Assembly]:
    """Yield a pack to be put together from its drawn pages, which are open until then."""
    drawn, secret = parts.drawn, bool(parts.password)
    with with_structure(drawn.data, drawn.tagger, secret=secret) as pdf:
        yield Assembly(pdf, parts, ctx)


class Assembly:
    """One pack being put together."""

    def __init__(self, pdf: pikepdf.Pdf, parts: Parts, ctx: Steps) -> None:
        self.content = parts.content
        self.drawn = parts.drawn
        self.papers = parts.papers
        self.data = parts.data
        self.lock = _locked(parts.password) if parts.password else None
        self.ctx = ctx
        self.pdf = pdf
        self.own = drawn_pages(pdf)
        self.pages: list[Any] = []
        self.starts: dict[str, int] = {}

    def finish(self, target: Path, *, pdf_ua: bool) -> int:
        """Write the pack to ``target`` and return its number of pages."""
        pdf = self.pdf
        repair_unicode(self.own)
        font = stamp_font(self.own)
        stamps = self._order()
        self._stamp(stamps, font)
        pdf.Root.PageLabels = page_labels([stamp for stamp, _ in stamps])
        self._links()
        self._bookmarks()
        self._describe(pdf_ua=pdf_ua)
        if self.data:
            attach_plan(pdf, self.data, _pdf_date(self.content.built_at))
        pdf.save(target, min_version="1.7", **self._packing(), **self._locking())
        return len(stamps)

    def _packing(self) -> dict[str, Any]:
        """Say how the file is packed: tightly, or with the streams of its papers as they came.

        To pack what an author has packed already takes longer than all else that is done to the
        page, and what is ours is little where most pages are attached.
        """
        attached = len(self.pages) - len(self.own)
        packed = attached < _MOSTLY_PAPERS * len(self.own)
        modes = pikepdf.ObjectStreamMode
        return {
            "compress_streams": packed,
            "object_stream_mode": modes.generate if packed else modes.disable,
            **({} if self.lock else {"stream_decode_level": pikepdf.StreamDecodeLevel.none}),
        }

    def _locking(self) -> dict[str, Any]:
        """Say who may open the file; a locked one needs an identifier of its own."""
        return {"encryption": self.lock} if self.lock else {"deterministic_id": True}

    def _order(self) -> list[tuple[Stamp, bool]]:
        """Bring pages into printed order; return each page's stamp and whether we drew it."""
        pdf, leaves = self.pdf, self.drawn.leaves
        own = iter(self._own_in_order())
        stamps: list[tuple[Stamp, bool]] = []
        for leaf in leaves:
            if leaf.entry:
                self.starts[leaf.entry.key] = len(stamps)
            if leaf.start is None and leaf.entry:
                key = leaf.entry.key
                section = pdf.get_object((self.drawn.sections[key].number, 0))
                self.pages += copy_paper(pdf, self.papers[key], section)
            else:
                self.pages += islice(own, leaf.count)
            stamps += [(stamp, leaf.start is not None) for stamp in self._stamps(leaf)]
        set_pages(pdf, self.pages)
        return stamps

    def _own_in_order(self) -> list[Any]:
        """Return the drawn pages as printed: the agenda, drawn last, goes behind the cover."""
        if self.content.bare:
            return self.own
        cover, agenda = self.drawn.leaves[:2]
        start = agenda.start or 0
        moved = self.own[start : start + agenda.count]
        rest = self.own[:start] + self.own[start + agenda.count :]
        return rest[: cover.count] + moved + rest[cover.count :]

    def _stamps(self, leaf: Leaf) -> list[Stamp]:
        last = self.drawn.last_page
        labels = self.content.labels
        number = leaf.entry.number if leaf.entry else ""
        aside = labels.say("item_of", number=number) if number else ""
        numbers = [min(leaf.first + place, leaf.last) for place in range(leaf.count)]
        stamps = [
            Stamp(labels.say("page_of", page=page, last=last), str(page), aside) for page in numbers
        ]
        if numbers and numbers[-1] < leaf.last:  # its last page stands for those left out
            words = labels.say("pages_of", first=numbers[-1], end=leaf.last, last=last)
            stamps[-1] = Stamp(words, f"{numbers[-1]}\u2013{leaf.last}", aside)
        return stamps

    def _stamp(self, stamps: list[tuple[Stamp, bool]], font: pikepdf.Object) -> None:
        size = LARGE_SIZE if self.content.large_print else SIZE
        stamper = Stamper(self.pdf, font, size)
        free = self._free_space() if self.papers else None
        for index, (found, (stamp, own)) in enumerate(zip(self.pages, stamps, strict=True)):
            page = pikepdf.Page(found)
            if index % 20 == 0:
                self.ctx.step(index, len(stamps), "Numbering pages")
            if free is None or own:
                stamper.own(page, stamp)
            else:
                stamper.attached(index, page, stamp, free)
        if free is not None:
            free.close()

    def _free_space(self) -> FreeSpace:
        from plandesk.reports.freespace import FreeSpace  # loads a renderer: only for papers

        return FreeSpace(self.pdf)

    def _target(self, key: str) -> Array | None:
        """Return the destination of a named place, or of the first page of an item's paper."""
        place = self.drawn.tagger.places.get(key)
        if place is not None:
            return _xyz(self.own[place[0]], place[1])
        if key in self.starts:
            page = self.pages[self.starts[key]]
            return _xyz(page, page.MediaBox[3])
        return None

    def _links(self) -> None:
        root = self.pdf.Root.StructTreeRoot
        following = int(root.ParentTreeNextKey)
        for spot in self.drawn.tagger.links:
            target = None if spot.is_address else self._target(spot.target)
            if target is None and not spot.is_address:
                continue
            page = self.own[spot.page]
            link = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(edge, 2) for edge in spot.box]),
                Border=Array([0, 0, 0]),
                Contents=String(spot.says),
                F=4,
                StructParent=following,
            )
            if target is None:
                link.A = Dictionary(S=Name.URI, URI=String(spot.target))
            else:
                link.Dest = target
            link = self.pdf.make_indirect(link)
            if "/Annots" not in page:
                page.Annots = Array()
            page.Annots.append(link)
            owner = self.pdf.get_object((spot.owner.number, 0))
            owner.K.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page))
            root.ParentTree.Nums.append(following)
            root.ParentTree.Nums.append(owner)
            following += 1
        root.ParentTreeNextKey = following

    def _bookmarks(self) -> None:
        """Write item, section and project bookmarks, and those of the papers below their item."""
        entries: list[tuple[int, int, str, Array]] = []
        position = {page.objgen: index for index, page in enumerate(self.pages)}
        for spot in self.drawn.tagger.headings:
            page = self.own[spot.page]
            where = position[page.objgen]
            entries.append((where, spot.level, spot.text, _xyz(page, spot.top)))
        for leaf in self.drawn.leaves:
            if leaf.start is None and leaf.entry:
                entries += self._paper_bookmarks(leaf.entry.key, leaf)
        entries.sort(key=lambda entry: entry[0])  # stable: headings of a page keep their order
        with self.pdf.open_outline() as outline:
            outline.root.clear()
            above: list[tuple[int, OutlineItem]] = []
            for _, level, text, target in entries:
                item = OutlineItem(text, target)
                while above and above[-1][0] >= level:
                    above.pop()
                (above[-1][1].children if above else outline.root).append(item)
                item.is_closed = level >= 1
                above.append((level, item))

    def _paper_bookmarks(self, key: str, leaf: Leaf) -> list[tuple[int, int, str, Array]]:
        start = self.starts[key]
        if leaf.entry is None:
            return []
        title = f"{leaf.entry.number}. {leaf.entry.title}"
        found = [(0, title, 0)]
        found += [(depth + 1, text, page) for depth, text, page in self.papers[key].outline]
        entries: list[tuple[int, int, str, Array]] = []
        for depth, text, index in found:
            page = self.pages[start + index]
            entries.append((start + index, depth + 1, text, _xyz(page, page.MediaBox[3])))
        return entries

    def _describe(self, *, pdf_ua: bool) -> None:
        pdf, content = self.pdf, self.content
        title = full_title(content)
        stamp = content.built_at
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo.Title = String(title)
        pdf.docinfo.Author = String(content.organisation)
        pdf.docinfo.Producer = String("PlanDesk")
        pdf.docinfo.CreationDate = String(_pdf_date(stamp))
        pdf.docinfo.ModDate = String(_pdf_date(stamp))
        packet = _xmp(title, content, pdf_ua=pdf_ua)
        pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Lang = String(content.labels.tag)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = Name.UseOutlines


def full_title(content: PackContent) -> str:
    """Return the document title: what it is, whose meeting and when."""
    date = content.meeting.date
    when = day_words(date) if date else ""
    parts = [content.title]
    if content.meeting.body and content.meeting.body not in content.title:
        parts.append(content.meeting.body)
    return ", ".join(filter(None, [*parts, when]))


def _xyz(page: Any, top: Any) -> Array:
    return Array([page, Name.XYZ, 0, round(float(top), 2), 0])


def _pdf_date(stamp: dt.datetime) -> str:
    return stamp.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


def _xmp(title: str, content: PackContent, *, pdf_ua: bool) -> bytes:
    when = content.built_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    claim = "<pdfuaid:part>1</pdfuaid:part>" if pdf_ua else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt>'
        "</dc:title><dc:creator><rdf:Seq>"
        f"<rdf:li>{escape(content.organisation)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{content.labels.tag}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        f"<pdf:Producer>PlanDesk</pdf:Producer>{claim}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


_JOINED = (0xFB50, 0xFEFC)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]+)>")


def repair_unicode(pages: list[Any]) -> None:
    """Rewrite ReportLab's ToUnicode maps: no entry for unused codes, UTF-16 for every sign.

    PDF/UA-1 (7.21.7) forbids codes that map to U+0000, which ReportLab writes for unused ones.
    """
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for _, font in page.Resources.get("/Font", Dictionary()).items():
            stream = font.get("/ToUnicode")
            if stream is None or stream.objgen in seen:
                continue
            seen.add(stream.objgen)
            stream.write(_repaired(stream.read_bytes()))


def _repaired(cmap: bytes) -> bytes:
    start = re.search(rb"\d+ beginbfchar\n", cmap)
    end = cmap.find(b"endbfchar")
    if start is None or end < 0:
        return cmap
    entries: list[bytes] = []
    for code, sign in _ENTRY.findall(cmap[start.end() : end]):
        number = int(sign, 16)
        if number:
            letter = chr(number)
            if _JOINED[0] <= number <= _JOINED[1]:  # readers want the letter, not its joined form
                letter = unicodedata.normalize("NFKC", letter)
            utf16 = letter.encode("utf-16-be").hex().upper()
            entries.append(b"<%s> <%s>" % (code.upper(), utf16.encode()))
    blocks = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(part), b"\n".join(part))
        for part in (entries[at : at + 100] for at in range(0, len(entries), 100))
    )
    return cmap[: start.start()] + blocks + cmap[end + len(b"endbfchar\n") :]
