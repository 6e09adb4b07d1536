"""The structure of a tree of plan rows for Qt: integer indexes, and changes followed row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from plandesk.ui.itemmodels.plan_columns import COLUMNS, ColumnSpec
from plandesk.ui.itemmodels.plan_nodes import ROOT, Forest, Node

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()


class ForestModel(QAbstractItemModel):
    """Turns a forest of nodes into indexes, and differences into announced steps.

    An index carries the number of its plan item, never a Python object: the binding keeps no
    reference to it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forest = Forest()
        self.columns: tuple[ColumnSpec, ...] = COLUMNS

    def apply(self, touched: Iterable[int], rows: Mapping[int, PlanRow]) -> None:
        """Follow a change: ``rows`` has the new values of those ``touched`` that still exist."""
        self._forest.forget_matches()
        if self._forest.flat:
            self._apply_flat(set(touched), rows)
            return
        nodes, stale = self._forest.nodes, dict[int, Node]()
        self._look_at(item for item in (*touched, *(row.parent_id for row in rows.values())))
        gone = [nodes[item] for item in set(touched) - rows.keys() if item in nodes]
        for node in sorted(gone, key=lambda node: node.row.level):
            self._drop(node)
        for row in sorted(rows.values(), key=lambda row: (row.level, row.position)):
            node = nodes.get(row.id)
            parent = self._change(node, row) if node else self._add(row)
            if parent is not None:
                stale[parent.id] = parent
        for parent in stale.values():
            self._forest.order(parent)
        for parent in sorted(stale.values(), key=lambda node: node.depth()):
            self._settle(parent)
        self._announce(nodes[item] for item in rows)

    def _look_at(self, items: Iterable[int | None]) -> None:
        """Lay out what surrounds these rows: a step can only be told of from what was before."""
        nodes = self._forest.nodes
        for node in [nodes[item] for item in items if item in nodes]:
            for each in (node, *node.ancestors(), self._forest.root):
                self._forest.below(each)

    def _apply_flat(self, touched: set[int], rows: Mapping[int, PlanRow]) -> None:
        nodes = self._forest.nodes
        old = {item: nodes[item].row for item in touched if item in nodes}
        same_place = all(
            item in old
            and (old[item].parent_id, old[item].position) == (row.parent_id, row.position)
            for item, row in rows.items()
        )
        if same_place and not old.keys() - rows.keys() and self._forest.sort_key is None:
            for item, row in rows.items():
                self._forest.say(nodes[item], row)
                nodes[item].forget_counts()
            self._announce(nodes[item] for item in rows)
            return
        kept = [node.row for node in nodes.values() if node.row and node.id not in touched]
        # A reset: one row that moves in the tree may move many of the list.
        self._reset(lambda: self._forest.build([*kept, *rows.values()]))

    def index_for(self, item: int, column: int = 0) -> QModelIndex:
        """Return the index of a plan item; an empty one where the filter hides it."""
        node = self._forest.nodes.get(item)
        if node is None or node.id == ROOT or not self._is_shown(node):
            return QModelIndex()
        return self._index(node, column)

    # --- what Qt asks ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Return the index of a child by its place among those that show."""
        vis = self._forest.below(self._node(parent))
        if 0 <= row < len(vis) and 0 <= column < len(self.columns) and parent.column() <= 0:
            return self.createIndex(row, column, vis[row].id)
        return QModelIndex()

    def sibling(self, row: int, column: int, index: Index) -> QModelIndex:
        """Return another cell of the same row without the way over what is above."""
        if row == index.row() and 0 <= column < len(self.columns) and index.isValid():
            return self.createIndex(row, column, index.internalId())
        return super().sibling(row, column, index)

    def parent(self, index: Index = _NO_INDEX) -> Any:
        """Return the index of what is above."""
        above = self._forest.above(self._node(index)) if index.isValid() else None
        return self._index(above, 0) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many children show."""
        return len(self._forest.below(self._node(parent))) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are, shown or not."""
        return len(self.columns)

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        """Tell whether anything shows below."""
        return parent.column() <= 0 and bool(self._forest.below(self._node(parent)))

    # --- following changes -------------------------------------------------------------------

    def _drop(self, node: Node) -> None:
        parent = node.parent
        if parent is None:
            return  # it went with what was above it
        if self._is_shown(node):
            self._remove(parent, node.at)
        elif node in parent.vis:
            parent.vis.remove(node)
            parent.renumber()
        self._forest.detach(node)
        self._forest.forget(node)
        self._announce([parent])

    def _add(self, row: PlanRow) -> Node:
        node = self._forest.make(row)
        self._forest.nodes[row.id] = node
        return self._forest.attach(node)

    def _change(self, node: Node, row: PlanRow) -> Node | None:
        """Take new values; return the parent whose children may now be out of order."""
        old, old_row = node.parent or self._forest.root, node.row
        new = self._forest.nodes.get(row.parent_id or ROOT, self._forest.root)
        shown = self._is_shown(node)
        self._forest.say(node, row)
        old.forget_counts()
        if new is not old:
            if shown and not self._is_shown(new):
                self._remove(old, node.at)  # told of while it is still below the old parent
                shown = False
            self._forest.detach(node)
            self._forest.attach(node)
            self._change_parent(node, old, new, shown=shown)
            return new
        moved = old_row.position != row.position
        return new if moved or self._forest.sort_key is not None else None

    def _change_parent(self, node: Node, old: Node, new: Node, *, shown: bool) -> None:
        if shown:
            wanted = self._forest.wanted(new)
            self._move(old, node.at, new, min(wanted.index(node), len(new.vis)))
        elif node in old.vis:
            old.vis.remove(node)
            old.renumber()
        self._announce([old])

    def _settle(self, parent: Node) -> None:
        """Show what should show below ``parent``, opening up what hid it."""
        node = parent
        while not self._is_shown(node) and node.parent is not None:
            self._forest.lay(node)
            node = node.parent
        self._reconcile(node)

    def _reconcile(self, parent: Node) -> None:
        """Bring what shows below ``parent`` to what should, one announced step at a time."""
        self._forest.below(parent)
        wanted = self._forest.wanted(parent)
        keep = {node.id for node in wanted}
        for at in reversed(range(len(parent.vis))):
            if parent.vis[at].id not in keep:
                self._remove(parent, at)
        shown = {node.id for node in parent.vis}
        for at, node in enumerate(wanted):
            if at < len(parent.vis) and parent.vis[at] is node:
                continue
            if node.id in shown:
                self._move(parent, node.at, parent, at)
            else:
                self._insert(parent, at, node)

    def _announce(self, nodes: Iterable[Node]) -> None:
        """Tell views that rows changed, and the roll-ups above them."""
        touched = {each.id: each for node in nodes for each in (node, *node.ancestors())}
        last = len(self.columns) - 1
        for node in touched.values():
            if node.id != ROOT and self._is_shown(node):
                self.dataChanged.emit(self._index(node, 0), self._index(node, last))

    def _is_shown(self, node: Node) -> bool:
        while node.id != ROOT:
            parent = self._forest.above(node)
            vis = self._forest.below(parent) if parent else []
            if parent is None or not 0 <= node.at < len(vis) or vis[node.at] is not node:
                return False
            node = parent
        return True

    # --- the only four places that begin and end a change ------------------------------------

    def _insert(self, parent: Node, at: int, node: Node) -> None:
        for each in node.subtree():
            each.laid = -1  # it may have changed, unseen, since it was last looked at
        self.beginInsertRows(self._index(parent, 0), at, at)
        parent.vis.insert(at, node)
        parent.renumber(at)
        self.endInsertRows()

    def _remove(self, parent: Node, at: int) -> None:
        self.beginRemoveRows(self._index(parent, 0), at, at)
        node = parent.vis.pop(at)
        node.at = -1
        parent.renumber(at)
        self.endRemoveRows()

    def _move(self, old: Node, at: int, new: Node, to: int) -> None:
        # Qt counts the gap before the row leaves, so going down in one parent is one more.
        gap = to + 1 if old is new and to > at else to
        self.beginMoveRows(self._index(old, 0), at, at, self._index(new, 0), gap)
        node = old.vis.pop(at)
        new.vis.insert(to, node)
        old.renumber(min(at, to) if old is new else at)
        new.renumber(min(at, to) if old is new else to)
        self.endMoveRows()

    def _reset(self, change: Callable[[], object]) -> None:
        self.beginResetModel()
        change()
        self.endResetModel()

    def _index(self, node: Node, column: int) -> QModelIndex:
        return QModelIndex() if node.id == ROOT else self.createIndex(node.at, column, node.id)

    def _node(self, index: Index) -> Node:
        forest = self._forest
        return forest.nodes[index.internalId()] if index.isValid() else forest.root
