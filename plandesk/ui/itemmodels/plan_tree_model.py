"""The plan as a tree for views: what its cells say, how they are edited, and where rows go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from plandesk.models.plan_filter import PlanFilter
from plandesk.models.types import Level
from plandesk.ui.itemmodels.forest_model import ForestModel, Index
from plandesk.ui.itemmodels.plan_columns import ABOVE, COLUMNS, Column, Editor, PlanWords
from plandesk.ui.itemmodels.plan_nodes import CLOSED, ROOT, Node
from plandesk.ui.widgets.rating_paint import Slice

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

RowRole = Qt.ItemDataRole.UserRole + 1
SortRole = Qt.ItemDataRole.UserRole + 2
MIME = "application/x-plandesk-rows"

_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_DROP = Qt.ItemFlag.ItemIsDropEnabled
_LEAF = _PLAIN | Qt.ItemFlag.ItemNeverHasChildren
_MOVABLE = Qt.ItemFlag.ItemIsDragEnabled | _DROP
_EDITED = _MOVABLE | Qt.ItemFlag.ItemIsEditable
# By level: joining flags for every row that Qt lays out would be slow.
_FIXED_FLAGS, _CELL_FLAGS, _EDIT_FLAGS = (
    [*[_PLAIN | more] * Level.MILESTONE, _LEAF | more]
    for more in (Qt.ItemFlag(0), _MOVABLE, _EDITED)
)
_EDITORS = [spec.editor for spec in COLUMNS]
_ROLES = Qt.ItemDataRole


class PlanEdits(Protocol):
    """Where the model sends what the user did; each tells whether the plan changed."""

    def set_title(self, item: int, text: str) -> bool:
        """Change what a plan item is called."""
        ...

    def set_leads(self, item: int, text: str) -> bool:
        """Change who leads, given as "A / B"."""
        ...

    def set_due(self, item: int, text: str) -> bool:
        """Change the timeframe as typed."""
        ...

    def set_rating(self, item: int, code: str | None) -> bool:
        """Rate in the period shown; None takes the rating away."""
        ...

    def set_words(self, item: int, field: str, text: str) -> bool:
        """Change a field by what was typed or chosen for it."""
        ...

    def move(self, items: Sequence[int], parent: int | None, place: int) -> bool:
        """Put plan items under a parent, in front of its child number ``place``."""
        ...


class PlanTreeModel(ForestModel):
    """Serves plan rows to views; what it holds changes only when news of a change arrives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = PlanWords()
        self.edits: PlanEdits | None = None
        self.editable = True

    def load(self, rows: Iterable[PlanRow], words: PlanWords) -> None:
        """Show another plan or period; a reset, because nothing of the old tree remains."""
        found = list(rows)
        self.words = words
        self._reset(lambda: self._forest.build(found))

    def set_filter(self, wanted: PlanFilter) -> None:
        """Show what matches; a reset, because most rows come or go with each keystroke."""
        if wanted != self._forest.filter:
            self._forest.use(wanted)
            self._reset(self._forest.match_all)

    def set_flat(self, *, on: bool) -> None:
        """Show the actions as one list, or the tree again; a reset, because every place changes."""
        if on != self._forest.flat:
            self._reset(lambda: self._forest.set_flat(on=on))

    @property
    def is_flat(self) -> bool:
        """Tell whether the actions show as one list."""
        return self._forest.flat

    def shown_with(self, words: Sequence[str]) -> list[int]:
        """Return the rows that show and have all these folded words, from top to bottom."""
        nodes = self._forest.shown_nodes()
        return [node.id for node in nodes if all(word in node.hay for word in words)]

    @property
    def filter(self) -> PlanFilter:
        """What is shown at present."""
        return self._forest.filter

    def shown_actions(self) -> tuple[int, int]:
        """Return how many actions show, and how many there are."""
        return self._forest.shown_actions()

    def row_of(self, index: Index) -> PlanRow | None:
        """Return the values behind an index; None for the invisible root."""
        return self._node(index).row

    def depth_of(self, index: Index) -> int:
        """Return how many steps a row stands in on the screen."""
        return 1 if self._forest.flat else self._node(index).level

    def row_by_id(self, item: int) -> PlanRow | None:
        """Return the values of a plan item, whether it shows or not."""
        node = self._forest.nodes.get(item)
        return node.row if node else None

    def text_of(self, item: int, column: int) -> str:
        """Return what a cell says, without the way through an index."""
        return self._text(self._forest.nodes[item], column)

    def in_plan_order(self, items: Sequence[int]) -> list[int]:
        """Return plan items from top to bottom of the plan."""
        return sorted(items, key=lambda item: self._forest.nodes[item].place())

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing at all, shown or not."""
        return len(self._forest.nodes) == 1

    def ids(self) -> set[int]:
        """Return the ids of all plan items, whether they show or not."""
        return self._forest.nodes.keys() - {ROOT}

    def children_of(self, item: int | None) -> list[int]:
        """Return the ids directly below, in plan order, whether they show or not."""
        return [kid.id for kid in self._forest.nodes[item or ROOT].kids]

    def all_rows(self) -> Iterator[PlanRow]:
        """Yield every row in plan order."""
        return (node.row for node in self._forest.root.subtree() if node.row is not None)

    def slices(self, item: int) -> list[Slice]:
        """Return how many actions below have each rating, in the order of the scale."""
        counts = self._forest.nodes[item].counts()
        found = [Slice(value, counts[value.code]) for value in self.words.scale.values]
        others = (
            Slice(None, counts[""], self.tr("not rated"), is_open=True),
            Slice(None, counts[CLOSED], self.tr("closed")),
        )
        return [*found, *others]

    def milestones(self, item: int) -> tuple[int, int]:
        """Return how many milestones of an action are done, and how many there are."""
        rows = [
            kid.row for kid in self._forest.nodes[item].kids if kid.row.level == Level.MILESTONE
        ]
        return sum(row.done for row in rows), len(rows)

    # --- cells -------------------------------------------------------------------------------

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        """Return what a cell says, spoken, explained or for editing."""
        if not index.isValid():
            return None
        node, column = self._node(index), index.column()
        match role:
            case _ROLES.DisplayRole:
                return self._text(node, column)
            case _ROLES.EditRole:
                rating = column == Column.CURRENT
                return (node.row.current or "") if rating else self._text(node, column)
            case _ROLES.ToolTipRole:
                return self._explanation(node, column) or None
            case _ROLES.AccessibleTextRole:
                said = self._explanation(node, column) or self._text(node, column)
                return f"{self.heading(column)}: {said or self.tr('empty')}"
            case _ if role == RowRole:
                return node.row
            case _ if role == SortRole:
                return self._sort_value(node.row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            if role == _ROLES.DisplayRole:
                return self.heading(section)
            if role in (_ROLES.ToolTipRole, _ROLES.AccessibleDescriptionRole):
                return COLUMNS[section].explanation()
        return None

    def heading(self, column: int) -> str:
        """Return the heading of a column, with what the plan calls the level where it is one."""
        level = ABOVE.get(Column(column))
        return (self.words.level(level) if level else "") or COLUMNS[column].heading()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what may be done with a cell."""
        if not index.isValid():
            return _DROP if self.editable else Qt.ItemFlag.NoItemFlags
        node, column = self._forest.nodes[index.internalId()], index.column()
        if not self.editable:
            return _FIXED_FLAGS[node.level]
        editor = _EDITORS[column]
        if editor is Editor.NONE or (editor is Editor.RATING and not _is_rated(node.row)):
            return _CELL_FLAGS[node.level]
        return _EDIT_FLAGS[node.level]

    def editor_of(self, row: PlanRow, column: int) -> Editor:
        """Return how a cell is edited; milestones and rows reported elsewhere are not rated."""
        editor = _EDITORS[column]
        return Editor.NONE if editor is Editor.RATING and not _is_rated(row) else editor

    def setData(self, index: Index, value: Any, role: int = _ROLES.EditRole) -> bool:
        """Send what was typed to the plan; the cell changes when the news comes back."""
        if not index.isValid() or role != _ROLES.EditRole or self.edits is None:
            return False
        item, text = self._node(index).id, str(value or "").strip()
        if text == self.data(index, _ROLES.EditRole):
            return False
        match COLUMNS[index.column()].editor:
            case Editor.TEXT:
                return self.edits.set_title(item, text)
            case Editor.PEOPLE if index.column() == Column.LEAD:
                return self.edits.set_leads(item, text)
            case Editor.TIMEFRAME:
                return self.edits.set_due(item, text)
            case Editor.RATING:
                return self.edits.set_rating(item, text or None)
            case Editor.PEOPLE | Editor.TAGS | Editor.OUTCOME:
                return self.edits.set_words(item, COLUMNS[index.column()].field, text)
        return False

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the children of each parent; column -1 is the order of the plan."""
        known = 0 <= column < len(COLUMNS)
        self._forest.descending = order == Qt.SortOrder.DescendingOrder
        self._forest.sort_key = (lambda row: self._sort_value(row, column)) if known else None
        self._reset(self._forest.lay_out)

    def _sort_value(self, row: PlanRow, column: int) -> Any:
        level = ABOVE.get(Column(column))
        if level is None:
            return COLUMNS[column].sort(row, self.words)
        above = self._above(self._forest.nodes[row.id], level)
        return (above is None, above.place() if above else ())

    def _above(self, node: Node, level: Level) -> Node | None:
        """Return what a row is part of on a level further up."""
        return next((each for each in node.ancestors() if each.level == level), None)

    def _text(self, node: Node, column: int) -> str:
        if column in ABOVE:
            above = self._above(node, ABOVE[Column(column)])
            return f"{above.row.ref} {above.row.title}".strip() if above else ""
        if column != Column.ACTIONS:
            return COLUMNS[column].text(node.row, self.words)
        if node.row.level == Level.ACTION:
            done, total = self.milestones(node.id)
            return f"{done} / {total}" if total else ""
        if node.row.reported_elsewhere:
            return self.tr("Reported elsewhere")
        return ""

    def _explanation(self, node: Node, column: int) -> str:
        if column in (Column.CURRENT, Column.PREVIOUS):
            code = node.row.current if column == Column.CURRENT else node.row.previous
            rating = self.words.scale.by_code(code)
            if rating is None:
                return node.row.outcome_word if column == Column.CURRENT else ""
            return f"{rating.word}: {rating.definition}" if rating.definition else rating.word
        if column == Column.ACTIONS:
            return self._spoken_counts(node)
        if column == Column.DUE and node.row.overdue:
            return self.tr("%1, overdue").replace("%1", node.row.due_text)
        return self._text(node, column)

    def _spoken_counts(self, node: Node) -> str:
        if node.row.level == Level.ACTION:
            done, total = self.milestones(node.id)
            text = self.tr("%1 of %2 milestones done")
            return text.replace("%1", str(done)).replace("%2", str(total)) if total else ""
        parts = [
            f"{part.count} {part.rating.word if part.rating else part.word}"
            for part in self.slices(node.id)
            if part.count
        ]
        return ", ".join(parts) or self._text(node, Column.ACTIONS)

    # --- drag and drop -----------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        """Return the one kind that rows travel as."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the rows that are dragged."""
        data = QMimeData()
        items = list(dict.fromkeys(self._node(index).id for index in indexes))
        data.setData(MIME, json.dumps(items).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows move; copying is another command."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell whether rows may be dropped here."""
        return self.drop_place(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move dropped rows through an op."""
        place = self.drop_place(data, row, parent)
        if place is not None and self.edits is not None:
            self.edits.move(*place)
        return False  # True would make the view remove the rows that the op has moved

    def drop_place(
        self, data: QMimeData, row: int, parent: Index
    ) -> tuple[list[int], int | None, int] | None:
        """Return (ids, new parent, place among all its children); None where they cannot go.

        Rows go only below a parent one level up; dropped on one of their own level they go in
        front of it.
        """
        nodes = self._forest.nodes
        asked = json.loads(bytes(data.data(MIME).data())) if data.hasFormat(MIME) else []
        moved = [nodes[item] for item in asked if item in nodes]
        if self._forest.flat or not self.editable or len({node.row.level for node in moved}) != 1:
            return None
        level, target = moved[0].row.level, self._node(parent)
        if target.row is not None and target.row.level == level and row < 0:
            target, row = target.parent or self._forest.root, target.at
        if target.depth() != level - 1:
            return None
        vis = self._forest.below(target)
        place = target.kids.index(vis[row]) if 0 <= row < len(vis) else None
        return (
            [node.id for node in moved],
            target.id or None,
            (len(target.kids) if place is None else place),
        )


def _is_rated(row: PlanRow) -> bool:
    return row.level != Level.MILESTONE and not row.reported_elsewhere
