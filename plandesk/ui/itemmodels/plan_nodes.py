"""The tree behind the plan's item model: plain nodes with what is below them and what shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from plandesk.models.types import Level
from plandesk.ui.itemmodels.plan_filter import PlanFilter, searchable

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

ROOT = 0
CLOSED = "\x00closed"  # counted apart from ratings; no rating has such a code


class Node:
    """One plan item: all its children in plan order, those that show, and its place there."""

    __slots__ = ("_counts", "at", "hay", "hit", "id", "kids", "level", "parent", "row", "vis")

    def __init__(self, row: PlanRow | None) -> None:
        self.id = row.id if row else ROOT
        self.row: Any = row
        self.parent: Node | None = None
        self.kids: list[Node] = []
        self.vis: list[Node] = []
        self.at = -1
        self.level = int(row.level) if row else 0
        self.hit = True
        self.hay = searchable(row) if row else ""
        self._counts: Counter[str] | None = None

    def set_row(self, row: PlanRow) -> None:
        """Take new values; counts above must be forgotten by the caller."""
        self.row, self.hay, self.level = row, searchable(row), int(row.level)

    def counts(self) -> Counter[str]:
        """Return how many actions below have each current rating, from memory.

        ``""`` counts those not rated, ``CLOSED`` those that were closed before.
        """
        if self._counts is None:
            found: Counter[str] = Counter()
            for kid in self.kids:
                if kid.level == Level.ACTION:
                    found[kid.row.current or (CLOSED if kid.row.closed else "")] += 1
                elif kid.level < Level.ACTION:
                    found.update(kid.counts())
            self._counts = found
        return self._counts

    def forget_counts(self) -> None:
        """Count again when next asked, here and in everything above."""
        node: Node | None = self
        while node is not None:
            node._counts = None  # noqa: SLF001 - the same class
            node = node.parent

    def ancestors(self) -> Iterator[Node]:
        """Yield the plan items above, nearest first, without the root."""
        node = self.parent
        while node is not None and node.id != ROOT:
            yield node
            node = node.parent

    def depth(self) -> int:
        """Return how many plan items are above."""
        return sum(1 for _ in self.ancestors()) + (self.id != ROOT)

    def place(self) -> tuple[tuple[int, int], ...]:
        """Return the positions from the top down to here, for comparing."""
        path = [_position(node) for node in (self, *self.ancestors())]
        return tuple(reversed(path))

    def subtree(self) -> Iterator[Node]:
        """Yield this plan item and all below it, whether they show or not."""
        yield self
        for kid in self.kids:
            yield from kid.subtree()

    def renumber(self, start: int = 0) -> None:
        """Set the place of each child that shows, from ``start`` on."""
        for at in range(start, len(self.vis)):
            self.vis[at].at = at


SortKey = Callable[["PlanRow"], Any]


class Forest:
    """All nodes by id, the filter and the order: decides what should show, announces nothing."""

    def __init__(self) -> None:
        self.root = Node(None)
        self.nodes: dict[int, Node] = {ROOT: self.root}
        self.filter = PlanFilter()
        self._filtering, self._text_only = False, True
        self.sort_key: SortKey | None = None
        self.descending = False
        self.flat = False
        self._shown: tuple[int, int] | None = None

    def use(self, wanted: PlanFilter) -> None:
        """Take another filter; it shows with the next ``match_all``."""
        # What every node asks at every keystroke is worked out once.
        self.filter = wanted
        self._filtering = bool(wanted)
        self._text_only = wanted == PlanFilter(text=wanted.text)

    def build(self, rows: Iterable[PlanRow]) -> None:
        """Make the whole tree anew from rows in any order."""
        self.root = Node(None)
        self.nodes = {ROOT: self.root}
        made = [Node(row) for row in rows]
        self.nodes.update((node.id, node) for node in made)
        for node in made:
            self.attach(node)
        for node in self.nodes.values():
            node.kids.sort(key=_position)
        self.match_all()

    def attach(self, node: Node) -> Node:
        """Put a node last under the parent its row names, and return that parent."""
        parent = self.nodes.get(node.row.parent_id or ROOT, self.root)
        node.parent = parent
        parent.kids.append(node)
        self._shown = None
        parent.forget_counts()
        return parent

    def detach(self, node: Node) -> None:
        """Take a node from its parent; what is below stays with it."""
        parent = node.parent
        if parent is not None:
            parent.kids.remove(node)
            self._shown = None
            parent.forget_counts()
            node.parent = None

    def match_all(self) -> None:
        """Try every node against the filter and lay out what shows."""
        self._shown = None
        wanted, words = self.filter, self.filter.words
        first, rest = words[:1], words[1:]
        beyond = not self._text_only
        for node in self.nodes.values():
            hit = not first or first[0] in node.hay
            if hit and rest:
                hit = all(word in node.hay for word in rest)
            node.hit = hit and (not beyond or node.row is None or wanted.takes(node.row))
        self.root.hit = False
        self.lay_out(self.root)

    def lay_out(self, top: Node) -> None:
        """Set ``vis`` and places of everything below ``top``."""
        self._lay_out_tree(top)
        if self.flat and top is self.root:
            self._flatten()

    def _lay_out_tree(self, top: Node) -> None:
        for kid in top.kids:
            if kid.kids:
                self._lay_out_tree(kid)
            elif kid.vis:
                kid.vis = []
        top.vis = self.wanted(top)
        top.renumber()

    def _flatten(self) -> None:
        """Show the actions that the tree would show as one list, and nothing else."""
        actions = [node for node in self.shown_nodes() if node.level == Level.ACTION]
        for node in self.nodes.values():
            node.vis, node.at = [], -1
        key = self.sort_key
        if key is not None:
            actions.sort(key=lambda node: key(node.row), reverse=self.descending)
        self.root.vis = actions
        self.root.renumber()

    def set_flat(self, *, on: bool) -> None:
        """Lay the actions out as one list, or the tree again."""
        self.flat = on
        self.match_all()

    def above(self, node: Node) -> Node | None:
        """Return what a node stands below on the screen: its parent, in the flat list the root."""
        return node.parent if not self.flat or node is self.root else self.root

    def shown_nodes(self) -> Iterator[Node]:
        """Yield the nodes that show, open or not, from top to bottom of the screen."""
        waiting = [*reversed(self.root.vis)]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.vis)

    def wanted(self, node: Node) -> list[Node]:
        """Return the children that should show, in the order they should have."""
        if not self._filtering:
            shown = [*node.kids]
        elif node.hit:
            shown = [kid for kid in node.kids if self.shows(kid)]
        else:  # nothing shows for the sake of a parent that does not match
            shown = [kid for kid in node.kids if kid.hit or kid.vis]
        key = self.sort_key
        if key is not None:
            shown.sort(key=lambda kid: key(kid.row), reverse=self.descending)
        return shown

    def shows(self, node: Node) -> bool:
        """Whether a node matches, or something below does, or it belongs to a match above."""
        if node.hit or node.vis:
            return True
        above = node.parent
        level = node.level
        if level == Level.MILESTONE:
            return above is not None and above.hit
        return bool(
            self._text_only
            and above is not None
            and above.row is not None
            and above.hit
            and above.level == Level.PROJECT
        )

    def shown_actions(self) -> tuple[int, int]:
        """Return how many actions show and how many there are, from memory between changes."""
        if self._shown is None:
            actions = [node for node in self.nodes.values() if node.level == Level.ACTION]
            shown = len(actions)
            if self._filtering:
                shown = len(self.root.vis) if self.flat else sum(map(self.shows, actions))
            self._shown = shown, len(actions)
        return self._shown


def _position(node: Node) -> tuple[int, int]:
    return (node.row.position, node.id)
