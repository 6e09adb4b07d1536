"""The tree behind the plan's item model: plain nodes with what is below them and what shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from plandesk.models.plan_filter import PlanFilter, search_text
from plandesk.models.types import Level

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

ROOT = 0
CLOSED = "\x00closed"  # counted apart from ratings; no rating has such a code


class Node:
    """One plan item: all its children in plan order, and those that show once they were laid out.

    ``hit`` and ``near`` are rounds of filtering: the last in which it matched itself, and the last
    in which it or something below matched. ``laid`` is the round ``vis`` is true for. Most rows
    have nothing below them, and share one empty tuple for that: lists of their own would take as
    much memory as they do.
    """

    __slots__ = (
        "_counts",
        "at",
        "hay",
        "hit",
        "id",
        "kids",
        "laid",
        "level",
        "near",
        "parent",
        "row",
        "vis",
    )

    def __init__(self, row: PlanRow | None, more: str = "") -> None:
        self.id = row.id if row else ROOT
        self.row: Any = row
        self.parent: Node | None = None
        self.kids: Any = ()
        self.vis: Any = ()
        self.at = self.laid = self.hit = self.near = -1
        self.level = int(row.level) if row else 0
        self.hay = search_text(row) + more if row else ""
        self._counts: Counter[str] | None = None

    def add(self, kid: Node) -> None:
        """Put a plan item last below this one; in which place it shows is laid out later."""
        kid.parent = self
        if self.kids:
            self.kids.append(kid)
        else:
            self.kids = [kid]

    def set_row(self, row: PlanRow, more: str = "") -> None:
        """Take new values and more words to be found by; the caller forgets the counts above."""
        self.row, self.hay, self.level = row, search_text(row) + more, int(row.level)

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
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.kids))

    def renumber(self, start: int = 0) -> None:
        """Set the place of each child that shows, from ``start`` on."""
        for at in range(start, len(self.vis)):
            self.vis[at].at = at


SortKey = Callable[["PlanRow"], Any]


class Growth:
    """A whole tree of nodes from rows in any order, which ``Forest.take`` then serves.

    It may be made in a thread beside the window: a large plan takes a while to become a tree.
    """

    __slots__ = ("actions", "names", "nodes", "root")

    def __init__(self, rows: Iterable[PlanRow], more: Mapping[int, str] | None = None) -> None:
        self.root = Node(None)
        self.nodes: dict[int, Node] = {ROOT: self.root}
        self.names = _Names()
        said = more or {}
        made = [Node(row, said.get(row.id, "")) for row in rows]
        self.nodes.update((node.id, node) for node in made)
        for node in made:
            self.names.count(node.row, 1)
            self.nodes.get(node.row.parent_id or ROOT, self.root).add(node)
        for node in self.nodes.values():
            if node.kids:
                node.kids.sort(key=_position)
        self.actions = _actions_below(self.root)


class _Names:
    """How many rows name each person and tag, so that a list of them needs no look at all rows."""

    _FIELDS = ("leads", "sponsors", "scope", "sources", "characteristics")

    def __init__(self) -> None:
        self._rows: dict[str, Counter[str]] = {field: Counter() for field in self._FIELDS}

    def count(self, row: PlanRow, by: int) -> None:
        """Count a row that came (1) or went (-1)."""
        for field, found in self._rows.items():
            for name in getattr(row, field):
                found[name] += by

    def of(self, field: str) -> set[str]:
        """Return the names that some row has in a field."""
        return {name for name, rows in self._rows[field].items() if rows > 0}


class Forest:
    """All nodes by id, the filter and the order: decides what should show, announces nothing.

    A keystroke in the filter may not touch every row: it notes which rows match and what is above
    them, and what shows below a row is worked out when somebody first looks there.
    """

    def __init__(self) -> None:
        self.root = Node(None)
        self.nodes: dict[int, Node] = {ROOT: self.root}
        self.filter = PlanFilter()
        self.more: dict[int, str] = {}  # folded words of the stored columns that show
        self.sort_key: SortKey | None = None
        self.descending = False
        self.flat = False
        self._round = self._layout = 0
        self._hits = _Hits()
        self._actions: list[Node] | None = None
        self._shown: int | None = None
        self._names = _Names()

    # --- building ----------------------------------------------------------------------------

    def build(self, rows: Iterable[PlanRow]) -> None:
        """Make the whole tree anew from rows in any order."""
        self.take(Growth(rows, self.more))

    def take(self, grown: Growth) -> None:
        """Serve another tree, narrowed and ordered as the one before."""
        self.root, self.nodes = grown.root, grown.nodes
        self._names, self._actions = grown.names, grown.actions
        self.forget_matches()
        self.match_all()

    def make(self, row: PlanRow) -> Node:
        """Return a node for a row, found by the words of the row and of what else shows."""
        self._names.count(row, 1)
        return Node(row, self.more.get(row.id, ""))

    def say(self, node: Node, row: PlanRow) -> None:
        """Give a node new values."""
        self._names.count(node.row, -1)
        self._names.count(row, 1)
        node.set_row(row, self.more.get(row.id, ""))

    def forget(self, node: Node) -> None:
        """Leave out a node that was taken from its parent, and all below it."""
        for below in node.subtree():
            if self.nodes.pop(below.id, None) is not None:
                self._names.count(below.row, -1)
            below.parent = None

    def names(self, field: str) -> set[str]:
        """Return the people or tags that some row has in a field of ``PlanRow``."""
        return self._names.of(field)

    def find_by(self, more: dict[int, str]) -> None:
        """Let rows be found by these words too, by plan item, instead of those given before."""
        changed = self.more.keys() | more.keys()
        self.more = more
        for node in [self.nodes[item] for item in changed if item in self.nodes]:
            node.set_row(node.row, more.get(node.id, ""))
        self.forget_matches()

    def attach(self, node: Node) -> Node:
        """Put a node last under the parent its row names, and return that parent.

        It shows whatever the filter: a row that was just added or moved must not vanish.
        """
        parent = self._put(node)
        node.hit = self._round
        for above in (node, *node.ancestors(), self.root):
            above.near = self._round
        parent.forget_counts()
        self.forget_matches()
        return parent

    def detach(self, node: Node) -> None:
        """Take a node from its parent; what is below stays with it."""
        parent = node.parent
        if parent is None:
            return
        parent.kids.remove(node)
        self._actions = None
        parent.forget_counts()
        node.parent = None
        self.forget_matches()
        # What showed only for the sake of this row does so no longer.
        now, above = self._round, parent
        while above is not None and above.hit != now:
            if any(kid.near == now for kid in above.kids):
                break
            above.near = -1
            above = above.parent

    def forget_matches(self) -> None:
        """Try every row at the next keystroke: some say another thing."""
        self._hits, self._shown = _Hits(), None

    def order(self, parent: Node) -> None:
        """Put children into the order of the plan."""
        parent.kids = sorted(parent.kids, key=_position)
        self._actions = None

    def _put(self, node: Node) -> Node:
        self._actions = None
        parent = self.nodes.get(node.row.parent_id or ROOT, self.root)
        parent.add(node)
        return parent

    # --- the filter --------------------------------------------------------------------------

    def use(self, wanted: PlanFilter) -> None:
        """Take another filter; it shows with the next ``match_all``."""
        self.filter = wanted

    def match_all(self) -> None:
        """Find the rows that match; what shows is worked out when it is next looked at."""
        self._shown = None
        self._round += 1
        if self.filter:
            self._hits.find(self.filter, self.nodes)
            now = self._round
            for node in self._hits.nodes:
                node.hit = now
                above: Node | None = node
                while above is not None and above.near != now:
                    above.near = now
                    above = above.parent
        self.lay_out()

    def lay_out(self) -> None:
        """Work out anew what shows, and in which order, when it is next looked at."""
        self._layout += 1

    def set_flat(self, *, on: bool) -> None:
        """Lay the actions out as one list, or the tree again."""
        self.flat = on
        self.lay_out()

    # --- what shows --------------------------------------------------------------------------

    def below(self, node: Node) -> list[Node]:
        """Return the children that show, in the order they show in."""
        if node.laid != self._layout:
            self.lay(node)
        return node.vis

    def lay(self, node: Node) -> None:
        """Work out which children show, and their places."""
        node.laid, node.vis = self._layout, self.wanted(node)
        node.renumber()

    def above(self, node: Node) -> Node | None:
        """Return what a node stands below on the screen: its parent, in the flat list the root."""
        return node.parent if not self.flat or node is self.root else self.root

    def shown_nodes(self) -> Iterator[Node]:
        """Yield the nodes that show, open or not, from top to bottom of the screen."""
        waiting = [*reversed(self.below(self.root))]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(self.below(node))

    def wanted(self, node: Node) -> list[Node]:
        """Return the children that should show, in the order they should have."""
        if self.flat:
            shown = self._listed() if node is self.root else []
        elif not self.filter or (node.hit == self._round and self._brings_all(node)):
            shown = [*node.kids]
        else:
            now = self._round
            shown = [kid for kid in node.kids if kid.near == now]
        key = self.sort_key
        if key is not None:
            shown.sort(key=lambda kid: key(kid.row), reverse=self.descending)
        return shown

    def _brings_all(self, node: Node) -> bool:
        """Whether what is below a match shows with it: milestones; actions of a project named."""
        if node.level == Level.PROJECT:
            return self.filter.is_text_only
        return node.level == Level.ACTION

    def _listed(self) -> list[Node]:
        """Return the actions that the tree would show, in plan order."""
        if not self.filter:
            return [*self._in_order()]
        now, words = self._round, self.filter.is_text_only
        return [
            node
            for node in self._in_order()
            if node.near == now or (words and node.parent and node.parent.hit == now)
        ]

    def _in_order(self) -> list[Node]:
        if self._actions is None:
            self._actions = _actions_below(self.root)
        return self._actions

    def shown_actions(self) -> tuple[int, int]:
        """Return how many actions show and how many there are, from memory between changes."""
        if self._shown is None:
            self._shown = len(self._listed()) if self.filter else len(self._in_order())
        return self._shown, len(self._in_order())


class _Hits:
    """The rows that match a filter; a filter that asks for more looks only among them."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._words: tuple[str, ...] = ()
        self._marks: PlanFilter | None = None  # the filter without its words
        self._marked: list[Node] = []

    def find(self, wanted: PlanFilter, nodes: Mapping[int, Node]) -> None:
        """Set ``nodes`` to what matches among the nodes by id."""
        marks, words = replace(wanted, text=""), wanted.words
        if marks != self._marks:
            self._marks, self._marked = marks, [node for node in nodes.values() if node.row]
            for test in marks.tests():
                self._marked = [node for node in self._marked if test(node.row)]
        elif all(any(old in word for word in words) for old in self._words):
            words = tuple(word for word in words if word not in self._words)
            self._narrow(self.nodes, words, wanted.words)
            return
        self._narrow(self._marked, words, words)

    def _narrow(self, pool: list[Node], words: Iterable[str], all_words: tuple[str, ...]) -> None:
        for word in words:
            pool = [node for node in pool if word in node.hay]
        self.nodes, self._words = pool, all_words


def _actions_below(root: Node) -> list[Node]:
    return [node for node in root.subtree() if node.level == Level.ACTION]


def _position(node: Node) -> tuple[int, int]:
    return (node.row.position, node.id)
