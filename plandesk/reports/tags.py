"""The logical structure of a document being drawn: who owns which stretch of which page."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

Mark = int
"""A page (in drawing order, from 0) and the number of a marked stretch on it, in one number."""

_ON_A_PAGE = 1 << 20

Kid = Union["Node", Mark, "LinkSpot", "Done"]


def page_and_number(mark: Mark) -> tuple[int, int]:
    """Return the page of a mark, and its number on that page."""
    return divmod(mark, _ON_A_PAGE)


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
class Done:
    """The place of an element that is kept among the finished rows, by its index there."""

    index: int


@dataclass(frozen=True, slots=True)
class DoneElement:
    """A finished element; a kid below zero is another one of them, as ``~index``."""

    tag: str
    scope: str
    parent: Node | int
    kids: Sequence[int]


class DoneRows:
    """Finished parts of the tree as numbers; a summary of 10,000 actions has 130,000 elements.

    As objects they take 200 bytes each, and Python gives little of that back to the system while
    the PDF library reads what was made of them.
    """

    def __init__(self) -> None:
        self._above: list[Node] = []
        self._names: dict[tuple[str, str], int] = {}
        self._name = array("H")
        self._parent = array("i")
        self._kids = array("q")
        self._ends = array("L")

    def __len__(self) -> int:
        """Return how many elements are kept."""
        return len(self._name)

    def __iter__(self) -> Iterator[DoneElement]:
        """Go through the elements; those below another come before it."""
        names = list(self._names)
        start = 0
        for name, parent, end in zip(self._name, self._parent, self._ends, strict=True):
            above = parent if parent >= 0 else self._above[~parent]
            yield DoneElement(*names[name], above, self._kids[start:end])
            start = end

    def takes(self, node: Node) -> bool:
        """Say whether a part of the tree can be kept as numbers: it has no words or links."""
        if node.alt or node.title or node.bbox:
            return False
        for kid in node.kids:
            if not isinstance(kid, int) and not (isinstance(kid, Node) and self.takes(kid)):
                return False
        return True

    def keep(self, node: Node, above: Node, owners: list[list[Node | int]]) -> Done:
        """Keep a part of the tree, and put its elements into ``owners`` as numbers."""
        if not self._above or self._above[-1] is not above:
            self._above.append(above)
        index = self._keep(node, owners)
        self._parent[index] = -len(self._above)
        return Done(index)

    def _keep(self, node: Node, owners: list[list[Node | int]]) -> int:
        kids: list[int] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(~self._keep(kid, owners))
            elif isinstance(kid, int):
                kids.append(kid)
        index = len(self._name)
        for kid in kids:
            if kid < 0:
                self._parent[~kid] = index
            else:
                page, number = page_and_number(kid)
                owners[page][number] = index
        self._name.append(self._names.setdefault((node.tag, node.scope), len(self._names)))
        self._parent.append(0)
        self._kids.extend(kids)
        self._ends.append(len(self._kids))
        return index


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
    owners: list[list[Node | int]] = field(default_factory=list[list["Node | int"]])
    done: DoneRows = field(default_factory=DoneRows)
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
        node.kids.append(self.page * _ON_A_PAGE + number)
        return number

    def alternatives(self) -> Iterator[str]:
        """Yield what is said in words of charts and pictures."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if node.alt:
                yield node.alt
            waiting += [kid for kid in node.kids if isinstance(kid, Node)]

    def finish(self, node: Node, above: Node) -> None:
        """Keep the last child of ``above`` as numbers, with all below it: no more is added there.

        What has words or a link of its own stays as it is; there is little of that in tables.
        """
        if above.kids and above.kids[-1] is node and self.done.takes(node):
            above.kids[-1] = self.done.keep(node, above, self.owners)

    def release(self) -> None:
        """Forget the tree once it is written; sections and links keep the numbers they became."""
        for kid in self.root.kids:
            if isinstance(kid, Node):
                kid.kids.clear()
        self.root.kids.clear()
        self.owners.clear()
        self.done = DoneRows()
