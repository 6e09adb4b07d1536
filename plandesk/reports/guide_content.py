"""A page of guidance as plain values: what the help window and the printed manual both draw."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words: plain, strong or as typed; ``link`` is the name of another page."""

    text: str
    strong: bool = False
    typed: bool = False
    link: str = ""


Spans = tuple[Span, ...]


def words_of(spans: Spans) -> str:
    """Return the words without their dress."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True, slots=True)
class GuideHeading:
    """A heading within a page."""

    text: str


@dataclass(frozen=True, slots=True)
class GuideText:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class GuideList:
    """Points, numbered where their order counts."""

    points: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class GuideTable:
    """A table with a heading for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class GuidePicture:
    """A picture of the program, and what it shows in words."""

    path: Path
    alt: str


GuidePart = GuideHeading | GuideText | GuideList | GuideTable | GuidePicture


@dataclass(frozen=True, slots=True)
class Guide:
    """The parts of one page, in reading order."""

    parts: tuple[GuidePart, ...]
