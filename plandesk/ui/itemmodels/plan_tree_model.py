"""The plan as a tree for views: what its cells say, how they are edited, and where rows go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from plandesk.models.plan_filter import PlanFilter
from plandesk.models.types import Level
from plandesk.ui.itemmodels.drop_model import DropModel
from plandesk.ui.itemmodels.forest_model import Index
from plandesk.ui.itemmodels.plan_columns import (
    ABOVE,
    UPDATE_COLUMNS,
    Column,
    ColumnSpec,
    Editor,
    PlanWords,
    columns_of,
)
from plandesk.ui.itemmodels.plan_nodes import CLOSED, ROOT, Growth, Node
from plandesk.ui.itemmodels.stored_texts import StoredTexts
from plandesk.ui.widgets.rating_paint import Slice

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PlanRow

RowRole = Qt.ItemDataRole.UserRole + 1
SortRole = Qt.ItemDataRole.UserRole + 2

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
_ROLES = Qt.ItemDataRole


class PlanTreeModel(DropModel):
    """Serves plan rows to views; what it holds changes only when news of a change arrives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = PlanWords()
        self.stored = StoredTexts()

    def load(self, rows: Iterable[PlanRow] | Growth, words: PlanWords) -> None:
        """Show another plan or period; a reset, because nothing of the old tree remains.

        A large plan comes grown already, beside the window.
        """
        found = rows if isinstance(rows, Growth) else list(rows)
        columns = columns_of(words.fields)

        def change() -> None:
            if columns != self.columns:
                self.columns = columns
                self.stored.seek_in(())
            self.words = words
            self.stored.forget()
            if isinstance(found, Growth):
                self._forest.take(found)
                self._forest.find_by(self.stored.words())
            else:
                self._forest.more = self.stored.words()
                self._forest.build(found)

        self._reset(change)

    def read_again(self, items: Collection[int]) -> None:
        """Read anew what stored columns say of some rows, before a change to them is followed."""
        self.stored.read_again(items)
        if self.stored.sought:
            self._forest.find_by(self.stored.words())

    def search_in(self, specs: Iterable[ColumnSpec]) -> None:
        """Let words also be found in these columns, where their texts are stored."""
        if self.stored.seek_in(specs):
            self._forest.find_by(self.stored.words())
            if self._forest.filter.text:
                # A reset, because most rows may come or go.
                self._reset(self._forest.match_all)

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

    def spoken(self, item: int, column: int) -> str:
        """Return what a cell says where it can show no picture."""
        return self._explanation(self._forest.nodes[item], column)

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

    def names(self, field: str) -> set[str]:
        """Return the people or tags that some row has in a field of ``PlanRow``."""
        return self._forest.names(field)

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
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == _ROLES.DisplayRole:
                return self.heading(section)
            if role in (_ROLES.ToolTipRole, _ROLES.AccessibleDescriptionRole):
                return self.columns[section].explanation()
        return None

    def heading(self, column: int) -> str:
        """Return the heading of a column, with what the plan calls the level where it is one."""
        level = ABOVE.get(column)
        return (self.words.level(level) if level else "") or self.columns[column].heading()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what may be done with a cell."""
        if not index.isValid():
            return _DROP if self.editable else Qt.ItemFlag.NoItemFlags
        node, column = self._forest.nodes[index.internalId()], index.column()
        if not self.editable:
            return _FIXED_FLAGS[node.level]
        plain = self.columns[column].editor is Editor.NONE
        if plain or self.editor_of(node.row, column) is Editor.NONE:
            return _CELL_FLAGS[node.level]
        return _EDIT_FLAGS[node.level]

    def editor_of(self, row: PlanRow, column: int) -> Editor:
        """Return how a cell is edited; milestones and rows reported elsewhere have no update."""
        spec = self.columns[column]
        if spec.level is not None and spec.level != row.level:
            return Editor.NONE
        reported = column == Column.CURRENT or column in UPDATE_COLUMNS
        return Editor.NONE if reported and not _is_rated(row) else spec.editor

    def setData(self, index: Index, value: Any, role: int = _ROLES.EditRole) -> bool:
        """Send what was typed to the plan; the cell changes when the news comes back."""
        if not index.isValid() or role != _ROLES.EditRole or self.edits is None:
            return False
        item, text = self._node(index).id, str(value or "").strip()
        if text == self.data(index, _ROLES.EditRole):
            return False
        spec = self.columns[index.column()]
        match spec.editor:
            case Editor.TEXT:
                return self.edits.set_title(item, text)
            case Editor.PEOPLE if index.column() == Column.LEAD:
                return self.edits.set_leads(item, text)
            case Editor.TIMEFRAME if index.column() == Column.DUE:
                return self.edits.set_due(item, text)
            case Editor.RATING:
                return self.edits.set_rating(item, text or None)
            case Editor.NONE:
                return False
        return self.edits.set_words(item, spec.field, text)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the children of each parent; column -1 is the order of the plan."""
        known = 0 <= column < len(self.columns)
        if not known and self._forest.sort_key is None:
            return  # as it is; views ask for it anew whenever a plan is shown
        self._forest.descending = order == Qt.SortOrder.DescendingOrder
        self._forest.sort_key = (lambda row: self._sort_value(row, column)) if known else None
        self._reset(self._forest.lay_out)

    def _sort_value(self, row: PlanRow, column: int) -> Any:
        level, spec = ABOVE.get(column), self.columns[column]
        if spec.stored:
            text = self.stored.of(spec).get(row.id, "")
            return (not text, spec.value(text) if text else ())  # empty cells last
        if level is None:
            return spec.sort(row, self.words)
        above = self._above(self._forest.nodes[row.id], level)
        return (above is None, above.place() if above else ())

    def _above(self, node: Node, level: Level) -> Node | None:
        """Return what a row is part of on a level further up."""
        return next((each for each in node.ancestors() if each.level == level), None)

    def _text(self, node: Node, column: int) -> str:
        if column in ABOVE:
            above = self._above(node, ABOVE[column])
            return f"{above.row.ref} {above.row.title}".strip() if above else ""
        spec = self.columns[column]
        if spec.stored:
            return self.stored.of(spec).get(node.id, "")
        if column != Column.ACTIONS:
            return spec.text(node.row, self.words)
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


def _is_rated(row: PlanRow) -> bool:
    return row.level != Level.MILESTONE and not row.reported_elsewhere
