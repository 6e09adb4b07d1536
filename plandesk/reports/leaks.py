# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Searches a public pack for anything that an exempt item says."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream, String

from plandesk.models.types import Rating
from plandesk.reports.content import AttachedPaper, CoveringReport, Note, PackContent
from plandesk.reports.papers import KEPT, open_paper
from plandesk.reports.progress import Steps

_LEAST = 5
_SENTENCE_LEAST = 30
_LARGEST = 100_000_000
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SPACE = re.compile(r"\s+")
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
        for text in page_texts(section.path):
            yield from (part for part in _SENTENCE.split(text) if not _STAMP.match(part))


def squeeze(text: str) -> str:
    """Return the text without spaces and in one case, so that line ends do not hide a match."""
    return _SPACE.sub("", text).casefold()


def _is_telling(text: str) -> bool:
    """Leave out numbers and scraps that would match by chance."""
    squeezed = squeeze(text)
    return len(squeezed) >= _LEAST and any(sign.isalpha() for sign in squeezed)


def find_leaks(path: Path, secrets: frozenset[str], ctx: Steps) -> list[Leak]:
    """Search page text, every string and name, and every stream of a file."""
    wanted = {squeeze(secret): secret for secret in secrets}
    leaks: list[Leak] = []
    for number, text in enumerate(page_texts(path), start=1):
        ctx.step(number, 0, "Checking the public version")
        leaks += _matches(text, wanted, f"text of sheet {number}")
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            for text, where in _object_texts(item, 0):
                leaks += _matches(text, wanted, where)
    for text in _earlier_texts(path):
        leaks += _matches(text, wanted, "an earlier state of the file that is still in it")
    return leaks


def _earlier_texts(path: Path) -> Iterator[str]:
    """Return what a file that was updated in place still holds of its earlier states.

    Such objects are in no table of the file any more, so that its bytes are searched.
    """
    data = path.read_bytes()
    if data.count(b"%%EOF") < 2 and data.rstrip().endswith(b"%%EOF"):
        return
    yield data.decode("latin-1")
    for found in _STREAM.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(found[1], _LARGEST)
        except zlib.error:
            continue
        yield unpacked.decode("latin-1")
        yield unpacked.decode("utf-16-be", "ignore")


def _matches(text: str, wanted: dict[str, str], where: str) -> list[Leak]:
    squeezed = squeeze(text)
    if not squeezed:
        return []
    return [Leak(secret, where) for key, secret in wanted.items() if key in squeezed]


def page_texts(source: Path | bytes) -> Iterator[str]:
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(source)
    try:
        for page in document:
            text_page = page.get_textpage()
            text = text_page.get_text_bounded()
            text_page.close()
            page.close()
            yield text
    finally:
        document.close()


def _object_texts(item: object, depth: int) -> Iterator[tuple[str, str]]:
    """Return every text in an object: strings, names, and streams read as text."""
    if depth > 60:
        return
    if isinstance(item, String):
        yield str(item), "a string of the file (title, bookmark, description or form field)"
    elif isinstance(item, Name):
        yield str(item), "a name of the file"
    elif isinstance(item, Stream):
        if item.get("/Subtype") != Name.Image:
            data = _unpacked(item)
            yield data.decode("latin-1"), "a stream of the file (attachment or metadata)"
            if not data.isascii():
                yield data.decode("utf-8", "ignore"), "a stream of the file"
            if b"\x00" in data:
                yield data.decode("utf-16-be", "ignore"), "a stream of the file"
        yield from _object_texts(item.stream_dict, depth + 1)
    elif isinstance(item, Dictionary):
        for _, value in item.items():
            if not getattr(value, "is_indirect", False):
                yield from _object_texts(value, depth + 1)
    elif isinstance(item, Array):
        for value in item:
            if not getattr(value, "is_indirect", False):
                yield from _object_texts(value, depth + 1)


def _unpacked(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()
