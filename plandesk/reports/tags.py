"""The logical structure of a document being drawn: who owns which stretch of which page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

Mark = tuple[int, int]
"""A page (in drawing order, from 0) and the number of a marked stretch on it."""

Kid = Union["Node", Mark, "LinkSpot"]


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure tree (PDF 32000-1, 14.7); ``tag`` is its standard type.

    ``number`` is the number of the PDF object it became, known once the tree is written.
    """

    tag: str
    kids: list[Kid] = field(default_factory=list["Kid"])
    alt: str = ""
    title: str = ""
    scope: str = ""
    bbox: tuple[float, float, float, float] | None = None
    number: int = 0

    def add(self, tag: str, *, alt: str = "", title: str = "", scope: str = "") -> Node:
        """Append a child element and return it."""
        node = Node(tag, alt=alt, title=title, scope=scope)
        self.kids.append(node)
        return node


@dataclass(slots=True, eq=False)
class LinkSpot:
    """A link waiting for its target: an address, or the key of a place in the document."""

    page: int
    box: tuple[float, float, float, float]
    target: str
    says: str
    owner: Node
    number: int = 0

    @property
    def is_address(self) -> bool:
        """Say whether the target lies outside the document."""
        return self.target.startswith(("http://", "https://", "mailto:"))


@dataclass(frozen=True, slots=True)
class HeadingSpot:
    """A heading for the bookmarks: its level from 1, its words, and where it stands."""

    level: int
    text: str
    page: int
    top: float


@dataclass
class Tagger:
    """Collects the structure tree, headings, links and named places while pages are drawn."""

    root: Node = field(default_factory=lambda: Node("Document"))
    owners: list[list[Node]] = field(default_factory=list[list[Node]])
    headings: list[HeadingSpot] = field(default_factory=list[HeadingSpot])
    links: list[LinkSpot] = field(default_factory=list[LinkSpot])
    places: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])

    @property
    def page(self) -> int:
        """Return the index of the page being drawn."""
        return len(self.owners) - 1

    def start_page(self) -> None:
        """Open the list of marked stretches of a new page."""
        self.owners.append([])

    def mark(self, node: Node) -> int:
        """Give the next stretch of this page to a node and return its number."""
        owners = self.owners[-1]
        number = len(owners)
        owners.append(node)
        node.kids.append((self.page, number))
        return number

    def release(self) -> None:
        """Forget the tree once it is written; sections and links keep the numbers they became."""
        for kid in self.root.kids:
            if isinstance(kid, Node):
                kid.kids.clear()
        self.root.kids.clear()
        self.owners.clear()
