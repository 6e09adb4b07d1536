"""The pages of the help, read from their files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plandesk import resources
from plandesk.reports.guide_content import (
    Guide,
    GuideHeading,
    GuideList,
    GuidePart,
    GuidePicture,
    GuideTable,
    GuideText,
    Span,
    Spans,
    words_of,
)

_INLINE = re.compile(r"\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((.+?)\)")
_PICTURE = re.compile(r"!\[(.+?)\]\((.+?)\)$")
_POINT = re.compile(r"(-|\d+\.) +")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: the name that links use, its title, and what it says."""

    name: str
    title: str
    guide: Guide

    @property
    def text(self) -> str:
        """Every word of the page, for searching."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The title, then the words of each part, row and point."""
        return (self.title, *_texts(self.guide))

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the pages that it leads to."""
        return tuple(span.link for span in _spans(self.guide) if span.link)


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """Pages under one heading of the contents."""

    title: str
    pages: tuple[HelpPage, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """The whole help.

    ``places`` says which page belongs to which place of the window, ``words`` what the help calls
    a thing that people call otherwise.
    """

    groups: tuple[HelpGroup, ...]
    places: dict[str, str]
    words: dict[str, tuple[str, ...]]

    @property
    def pages(self) -> tuple[HelpPage, ...]:
        """Every page in reading order."""
        return tuple(page for group in self.groups for page in group.pages)

    def page(self, name: str) -> HelpPage:
        """Return a page by its name, the first page for a name nobody knows."""
        return next((page for page in self.pages if page.name == name), self.pages[0])

    def page_for(self, place: str) -> HelpPage:
        """Return the page about a place of the window."""
        return self.page(self.places.get(place, ""))


@cache
def read_help() -> Help:
    """Read every page; raises FileNotFoundError for one that the contents name in vain."""
    with resources.path("help/contents.toml").open("rb") as file:
        said = tomllib.load(file)
    groups = tuple(
        HelpGroup(group["title"], tuple(_read(name) for name in group["pages"]))
        for group in said["group"]
    )
    words = {other: tuple(ours) for other, ours in said["words"].items()}
    return Help(groups, dict(said["places"]), words)


def parse_guide(text: str) -> tuple[str, Guide]:
    """Return the title and the parts of a page written in Markdown.

    Understood are headings, paragraphs, points, tables, pictures, strong and typed words and
    links between pages. Raises ValueError for a page without a title.
    """
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip())]
    if not blocks[0][0].startswith("# "):
        raise ValueError("A page of the help begins with its title.")
    title = blocks[0][0][2:].strip()
    rest = [blocks[0][1:], *blocks[1:]]
    return title, Guide(tuple(_part(lines) for lines in rest if lines))


def _read(name: str) -> HelpPage:
    title, guide = parse_guide(resources.path(f"help/{name}.md").read_text("utf-8"))
    return HelpPage(name, title, guide)


def _part(lines: list[str]) -> GuidePart:
    first = lines[0]
    if first.startswith("## "):
        return GuideHeading(first[3:].strip())
    if picture := _PICTURE.match(first):
        return GuidePicture(resources.root() / "help" / picture[2], picture[1])
    if first.startswith("|"):
        rows = [_cells(line) for line in lines]
        return GuideTable(tuple(words_of(cell) for cell in rows[0]), tuple(rows[2:]))
    if point := _POINT.match(first):
        return GuideList(
            tuple(_inline(_POINT.sub("", line, count=1)) for line in lines), point[1] != "-"
        )
    return GuideText(_inline(" ".join(line.strip() for line in lines)))


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(
        _inline(cell.replace(r"\|", "|").strip())
        for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]
    )


def _inline(text: str) -> Spans:
    spans: list[Span] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        strong, typed, words, link = found.groups()
        spans.append(Span(strong or typed or words, bool(strong), bool(typed), link or ""))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _spans(guide: Guide) -> Iterator[Span]:
    for part in guide.parts:
        if isinstance(part, GuideText):
            yield from part.spans
        elif isinstance(part, GuideList):
            yield from (span for point in part.points for span in point)
        elif isinstance(part, GuideTable):
            yield from (span for row in part.rows for cell in row for span in cell)


def _texts(guide: Guide) -> Iterator[str]:
    for part in guide.parts:
        if isinstance(part, GuideHeading):
            yield part.text
        elif isinstance(part, GuideText):
            yield words_of(part.spans)
        elif isinstance(part, GuideList):
            yield from (words_of(point) for point in part.points)
        elif isinstance(part, GuideTable):
            yield from (" – ".join(words_of(cell) for cell in row) for row in part.rows)
