# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Searches a public pack for anything that an exempt item says."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream, String

from plandesk.models.types import Rating
from plandesk.reports.content import AttachedPaper, CoveringReport, Note, PackContent
from plandesk.reports.papers import KEPT, open_paper
from plandesk.reports.photographs import told_by
from plandesk.reports.progress import Steps

_LEAST = 5
_SENTENCE_LEAST = 30
_LARGEST = 100_000_000
_DEEPEST = 60
_EDGE = 65_536
"""Bytes at both ends of a packed picture that may hold words."""

_SPACE = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff\ufffe\x02]+")
"""Space, and signs that nobody sees: a PDF's own words may be divided by them."""

_APART = "\x01"
_ESCAPE = re.compile("#([0-9A-Fa-f]{2})")
_DRAWN = re.compile(rb"\((?:\\.|[^()\\])*\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_STAMP = re.compile(r"\s*(page|item)\s*\d+(\s+of\s+\d+)?\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class Leak:
    """An exempt string that was found, and where."""

    text: str
    where: str


def secrets_of(content: PackContent, printed: Iterable[str] = ()) -> frozenset[str]:
    """Return every string that only what is exempt says; what is public anyway is no secret.

    ``printed`` is the text of pages that are public anyway. The pack's own ``secrets`` are
    searched for whatever else says them, and so is each whole sentence that somebody wrote in an
    exempt note or report: that a public one says it too does not make it public.
    """
    shown = content.edition(public=True)
    public = squeeze(" ".join((*_public_strings(shown), *printed)))
    told: set[str] = set(content.public.withheld if content.public else ())
    for entry in content.entries:
        if entry.exempt:
            told.update(_strings(entry.section))
            told.update(_paper_sentences(entry.section))
    parts = {part.strip() for text in told for part in (text, *_SENTENCE.split(text))}
    found = (part for part in parts if _is_telling(part) and squeeze(part) not in public)
    named = (secret for secret in content.secrets if squeeze(secret))
    return frozenset((*found, *named, *_written(content)))


def _written(content: PackContent) -> Iterator[str]:
    """Return the sentences of exempt notes and reports; those of the template are everybody's."""
    known = squeeze(" ".join(content.vocabulary))
    for entry in content.entries:
        if entry.exempt and isinstance(entry.section, Note | CoveringReport):
            for text in _strings(entry.section):
                for part in _SENTENCE.split(text):
                    squeezed = squeeze(part)
                    if len(squeezed) >= _SENTENCE_LEAST and squeezed not in known:
                        yield part.strip()


def _public_strings(content: PackContent) -> Iterator[str]:
    yield from (content.title, content.plan, content.organisation, content.period)
    yield from (*content.notices, *content.vocabulary, content.footer)
    for rating in content.scale.values:
        yield from (rating.word, rating.letter, rating.definition, rating.code, rating.fill)
        yield from (rating.edge, rating.ink, rating.tint, rating.tint_ink)
        yield from (rating.dark_fill, rating.dark_ink)
    for entry in content.entries:
        yield from (entry.number, entry.title, entry.presenter, entry.purpose)
        if entry.exempt:
            yield from (entry.exempt.paragraph, entry.exempt.reason)
        else:
            yield from _strings(entry.section)


def _strings(value: object) -> Iterator[str]:
    """Return every text inside a section; ratings and directions belong to the scale."""
    if isinstance(value, Rating | Enum):
        return
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name))


def _paper_sentences(section: object) -> Iterator[str]:
    if isinstance(section, AttachedPaper):
        paper = open_paper(section.path, section.name, KEPT)
        paper.pdf.close()
        for text in page_texts(section.path, unseen=True):
            yield from (part for part in _SENTENCE.split(text) if not _STAMP.match(part))


def squeeze(text: str) -> str:
    """Return the text without spaces and in one case, so that line ends do not hide a match."""
    return _SPACE.sub("", text).casefold()


def _is_telling(text: str) -> bool:
    """Leave out numbers and scraps that would match by chance."""
    squeezed = squeeze(text)
    return len(squeezed) >= _LEAST and any(sign.isalpha() for sign in squeezed)


def find_leaks(path: Path, secrets: frozenset[str], ctx: Steps) -> list[Leak]:
    """Search a file for secrets: its pages, every string, name and stream, and what was left in it.

    Words outside a page and those that are drawn unseen are searched with its text.
    """
    search = _Search({squeeze(secret): secret for secret in secrets})
    for number, text in enumerate(page_texts(path, unseen=True), start=1):
        ctx.step(number, 0, "Checking the public version")
        search.look(text, f"text of sheet {number}")
    with pikepdf.open(path) as pdf:
        pages = {one.objgen for page in pdf.pages for one in _contents(page.obj)}
        for item in (*pdf.objects, pdf.trailer):
            search.object(item, 0, drawn=getattr(item, "objgen", (0, 0)) not in pages)
    search.finish()
    for text in _left_over(path):
        search.look(text, "an earlier state of the file, or a remark, that is still in it")
    return search.found


@dataclass(slots=True)
class _Search:
    """What is looked for, and what was found; ``wanted`` are secrets by their squeezed form."""

    wanted: dict[str, str]
    found: list[Leak] = field(default_factory=list[Leak])
    _strings: set[str] = field(default_factory=set[str])
    _names: set[str] = field(default_factory=set[str])

    def look(self, text: str, where: str) -> None:
        squeezed = squeeze(text)
        if squeezed:
            self.found += [
                Leak(secret, where) for key, secret in self.wanted.items() if key in squeezed
            ]

    def object(self, item: object, depth: int, *, drawn: bool = True) -> None:
        """Look at an object and all that is written in it; ``drawn`` reads a stream's strings."""
        if depth > _DEEPEST:
            return
        if isinstance(item, String):
            self._strings.add(str(item))
        elif isinstance(item, Name):
            self._names.add(str(item))
        elif isinstance(item, Stream):
            for text, where in _stream_texts(item, drawn=drawn):
                self.look(text, where)
            self.object(item.stream_dict, depth + 1)
        elif isinstance(item, Dictionary):
            for key, value in item.items():
                self._names.add(key)
                self._part(value, depth)
        elif isinstance(item, Array):
            for value in item:
                self._part(value, depth)

    def _part(self, value: object, depth: int) -> None:
        if not getattr(value, "is_indirect", False):  # those are looked at in their turn
            self.object(value, depth + 1)

    def finish(self) -> None:
        """Look through all strings and names at once: most come thousands of times."""
        strings, names = self._strings, map(_decoded, self._names)
        where = "a string of the file (title, bookmark, description or form field)"
        self.look(_APART.join(sorted(strings)), where)
        self.look(_APART.join(sorted(names)), "a name of the file (layer, font, place or field)")


def _decoded(name: str) -> str:
    """Return a name as it is read: "/North#20Star" is North Star (PDF 32000-1, 7.3.5)."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), name)


def _contents(page: Dictionary) -> list[Stream]:
    """Return the streams that draw a page; its text was searched as it is read."""
    found = page.get("/Contents")
    listed = list(found) if isinstance(found, Array) else [found]
    return [each for each in listed if isinstance(each, Stream)]


def _stream_texts(item: Stream, *, drawn: bool) -> Iterator[tuple[str, str]]:
    """Return what a stream says, read in every way in which words are kept."""
    if item.get("/Subtype") == Name.Image:
        raw = item.read_raw_bytes()
        edges = b"" if raw.startswith(b"\xff\xd8") else raw[:_EDGE] + b"\n" + raw[-_EDGE:]
        yield (told_by(raw) + edges).replace(b"\x00", b"").decode("latin-1"), "a picture"
        return
    data = _unpacked(item)
    yield data.decode("latin-1"), "a stream of the file (attachment or metadata)"
    if not data.isascii():
        yield data.decode("utf-8", "ignore"), "a stream of the file"
    if b"\x00" in data:
        yield data.replace(b"\x00", b"").decode("latin-1"), "a stream of the file"
        for shift in (0, 1):
            yield data[shift:].decode("utf-16-be", "ignore"), "a stream of the file"
            yield data[shift:].decode("utf-16-le", "ignore"), "a stream of the file"
    if drawn and (b"Tj" in data or b"TJ" in data):
        yield "".join(_drawn_words(data)), "words that no page shows"


def _drawn_words(data: bytes) -> Iterator[str]:
    """Return the strings that drawing commands set, which may come letter by letter or in hex."""
    for found in _DRAWN.finditer(data):
        if found[1] is None:
            yield found[0][1:-1].decode("latin-1")
            continue
        digits = b"".join(found[1].split())
        said = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        yield said.replace(b"\x00", b"").decode("latin-1")


def _left_over(path: Path) -> Iterator[str]:
    """Return what stands between the streams of a file, and what is left of its earlier states.

    Such objects are in no table of the file any more, so that its bytes are searched.
    """
    data = path.read_bytes()
    between, streams = _divided(data)
    yield between.decode("latin-1")
    if data.count(b"%%EOF") < 2 and data.rstrip().endswith(b"%%EOF"):
        return
    for stream in streams:
        yield stream.decode("latin-1")
        try:
            unpacked = zlib.decompressobj().decompress(stream, _LARGEST)
        except zlib.error:
            continue
        yield unpacked.decode("latin-1")
        yield unpacked.decode("utf-16-be", "ignore")


def _divided(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return what stands between the streams of a file, and the streams as they are packed."""
    between, streams, at = bytearray(), list[bytes](), 0
    while (start := data.find(b"stream", at)) >= 0:
        end = data.find(b"endstream", start)
        if end < 0:
            break
        between += data[at:start] + b"\n"
        streams.append(data[start + 6 : end].lstrip(b"\r\n"))
        at = end + len(b"endstream")
    return bytes(between + data[at:]), streams


def page_texts(source: Path | bytes, *, unseen: bool = False) -> Iterator[str]:
    """Return the text of each page of a PDF; ``unseen`` adds what lies outside the page."""
    document = pypdfium2.PdfDocument(source)
    try:
        for page in document:
            text_page = page.get_textpage()
            text = text_page.get_text_range() if unseen else text_page.get_text_bounded()
            text_page.close()
            page.close()
            yield text
    finally:
        document.close()


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()
