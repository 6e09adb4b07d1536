"""The plan: filter bar over the tree table, kept up to date row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from plandesk.models.plan_filter import PlanFilter
from plandesk.models.timeframes.day import describe_typed
from plandesk.models.types import Level
from plandesk.ui.actions import ActionId, Actions
from plandesk.ui.delegates.plan_editors import PeopleDelegate, TagsDelegate, TimeframeDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.plan_columns import Column, Editor
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.filter_bar import FilterBar
from plandesk.ui.widgets.plan_view import PlanView
from plandesk.ui.widgets.standing_still import standing_still

if TYPE_CHECKING:
    from plandesk.services.changes import OpChanges

RESET_ABOVE = 400
_TAGS = {
    Column.SCOPE: "scope",
    Column.SOURCE: "sources",
    Column.CHARACTERISTIC: "characteristics",
}


class _Shrinking(EmptyPage):
    """Takes the room there is: a page not shown must not hold a small window open."""

    def __init__(self, look: Look, icon: Icon) -> None:
        super().__init__(look, icon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Claim the room for the words while they are shown; a small window scrolls to them."""
        super().showEvent(event)
        self.setMinimumHeight(self._least())

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self.setMinimumHeight(0)

    def _least(self) -> int:
        column = self._column
        return max(column.minimumSize().height(), column.minimumHeightForWidth(self.width()))


class PlanPanel(QWidget):
    """Shows the chosen plan and period, narrowed by the filter bar."""

    selection_changed = Signal()
    asked_for_detail = Signal()
    leaving = Signal()  # another plan will show; this one still does

    def __init__(self, state: PlanState, look: Look, actions: Actions) -> None:
        super().__init__()
        self.state, self._actions = state, actions
        self._sought: list[str] = []
        self.other_starts: list[QAction] = []  # ways to fill an empty plan that pages add
        self._shown: tuple[int | None, int | None] = (None, None)
        self.model = PlanTreeModel(self)
        self.edits = PlanEdits(state, self.model)
        self.model.edits = self.edits
        self.model.stored.reader = state.column_texts
        self.view = PlanView(self.model, look, self)
        self.bar = FilterBar(look)
        self._none, self._hidden = _Shrinking(look, Icon.PLAN), _Shrinking(look, Icon.FILTER)
        self._lay_out()
        self._equip_editors()
        self.view.addActions(actions.of_the_table())
        state.reloaded.connect(self._load)
        state.glimpsed.connect(self._load)
        state.rows_changed.connect(self._follow)
        self.bar.filter_changed.connect(self._narrow)
        self.view.columns.choice_changed.connect(self._search_shown)
        self.bar.left_downwards.connect(self._to_table)
        self.edits.added.connect(self._edit_new)
        self.view.asked_for_detail.connect(self.asked_for_detail)
        self.model.modelReset.connect(self.selection_changed)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)
        self.view.selectionModel().currentRowChanged.connect(self._tell_selection)

    def current_id(self) -> int | None:
        """Return the plan item under the cursor."""
        return self.view.current_id()

    def selected_ids(self) -> list[int]:
        """Return the chosen plan items in plan order."""
        return self.view.selected_ids()

    def show_item(self, item: int) -> bool:
        """Put the cursor on a plan item; filters that hide it are cleared."""
        if not self.view.select(item):
            self.bar.clear()
            return self.view.select(item)
        return True

    def show_only(self, ids: Collection[int], title: str) -> None:
        """Narrow the plan to just these rows, with ``title`` saying which they are."""
        self.bar.show()
        self.bar.show_only(ids, title)

    def set_flat(self, *, on: bool) -> None:
        """Show the actions of the whole plan as one list, or the tree again."""
        self.model.set_flat(on=on)
        self.view.columns.follow_list(flat=on)
        self._settle()

    def find(self) -> None:
        """Go to the words of the filter bar."""
        self.bar.show()
        self.bar.text.setFocus()
        self.bar.text.selectAll()

    def rate(self, code: str | None) -> None:
        """Rate the chosen rows that can be rated, as one step."""
        items = self.ratable_ids()
        if items:
            self.edits.rate(items, code)

    def ratable_ids(self) -> list[int]:
        """Return the chosen rows that can be rated."""
        rows = [self.model.row_by_id(item) for item in self.selected_ids()]
        return [
            row.id
            for row in rows
            if row and self.model.editor_of(row, Column.CURRENT) is Editor.RATING
        ]

    def tick(self) -> None:
        """Tick the chosen milestones, or untick them where all are ticked."""
        rows = [self.model.row_by_id(item) for item in self.selected_ids()]
        found = [row for row in rows if row and row.level == Level.MILESTONE]
        if found:
            done = not all(row.done for row in found)
            self.edits.set_done([row.id for row in found], done=done)

    def remove(self) -> None:
        """Remove the chosen rows, and put the cursor on what follows."""
        tops = self.top_ids()
        after = self._neighbour(tops)
        if tops and self.edits.remove(tops) and after is not None:
            self.view.select(after)

    def top_ids(self) -> list[int]:
        """Return the chosen rows without those below another one, which go where it goes."""
        items = self.selected_ids()
        chosen = set(items)
        return [item for item in items if not self._above(item) & chosen]

    def move(self, act: Callable[[list[int]], bool]) -> None:
        """Move the chosen rows by one of the edits, and keep them chosen."""
        items, current = self.top_ids(), self.current_id()
        if items and act(items) and current is not None:
            self.view.select(current)
            model = self.view.selectionModel()
            flags = QItemSelectionModel.SelectionFlag
            for item in items:
                model.select(self.model.index_for(item), flags.Select | flags.Rows)

    def counts(self) -> tuple[int, Counter[str]]:
        """Return how many rows are chosen, and how many of them have each rating."""
        rows = [self.model.row_by_id(item) for item in self.selected_ids()]
        return len(rows), Counter(row.current for row in rows if row and row.current)

    def _lay_out(self) -> None:
        self.above = QVBoxLayout()  # for panels that ask for one thing and go again
        self._stack = QStackedLayout()
        for page in (self.view, self._none, self._hidden):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self.above)
        column.addLayout(self._stack, 1)
        self._hidden.offer([self._actions[ActionId.CLEAR_FILTERS]])

    def _equip_editors(self) -> None:
        people = self.view.delegates[Editor.PEOPLE]
        if isinstance(people, PeopleDelegate):
            people.names = self.people
        due = self.view.delegates[Editor.TIMEFRAME]
        if isinstance(due, TimeframeDelegate):
            due.reading = self.reading
        tags = self.view.delegates[Editor.TAGS]
        if isinstance(tags, TagsDelegate):
            tags.names = self.known

    def people(self) -> list[str]:
        """Return the names of everybody who leads or sponsors something."""
        names = self.model.names("leads") | self.model.names("sponsors")
        return sorted(names, key=str.casefold)

    def known(self, column: int) -> list[str]:
        """Return what the plan has in a column of names: people, scopes, sources and so on."""
        if column in (Column.LEAD, Column.SPONSOR):
            return self.people()
        return sorted(self.model.names(_TAGS[Column(column)]), key=str.casefold)

    def find_next(self, step: int) -> None:
        """Go to the next row (step 1) or the one before (-1) with the words sought last."""
        words = self.bar.text.text().casefold().split() or self._sought
        if not words:
            self.find()
            return
        self._sought = words
        found = self.model.shown_with(words)
        if not found:
            return
        here = self.current_id()
        first = 0 if step > 0 else -1
        place = found.index(here) + step if here in found else first
        self.view.select(found[place % len(found)])
        self.view.setFocus()

    def reading(self, text: str) -> str:
        """Return how a timeframe is understood, in the setting of the period."""
        period, document = self.state.period, self.state.bridge.document
        if document is None:
            return ""
        return describe_typed(text, document.now.date(), period.as_at if period else None)

    @Slot()
    def _load(self) -> None:
        plan, period = self.state.plan, self.state.period_id
        fresh = (plan.id if plan else None) != self._shown[0]
        if fresh:
            self.leaving.emit()
        self._shown = (plan.id if plan else None, period)
        self.model.editable = self.state.bridge.can_change
        self.model.load(self.state.table(), self.state.words)
        self._offer()
        if fresh:
            self.view.open_default()
        self._settle()
        self.selection_changed.emit()

    @Slot(object)
    def _follow(self, changes: OpChanges) -> None:
        touched = changes.item_ids()
        if len(touched) > RESET_ABOVE:
            # Following so many rows one by one would take longer than drawing them anew.
            if not self.state.read_beside():
                self._load()
            return
        rows = {row.id: row for row in self.state.rows(touched)}
        self.model.read_again(touched)
        with standing_still(self.view, self.model):
            self.model.apply(touched, rows)
        if {"item_person", "person", "item_tag", "tag"} & changes.tables():
            self._offer()
        self._settle()
        self.selection_changed.emit()

    def _offer(self) -> None:
        self.bar.offer(self.state.words.scale, self.model.names("leads"))
        scope, sources = self.known(Column.SCOPE), self.known(Column.SOURCE)
        self.bar.more.offer(scope, sources, self.state.words.outcomes)
        period = self.state.period
        if period is not None:
            self.bar.more.count_from(period.as_at)

    @Slot()
    def _search_shown(self) -> None:
        self.model.search_in(self.view.columns.specs)
        self._settle()

    @Slot(object)
    def _narrow(self, wanted: PlanFilter) -> None:
        self.model.set_filter(wanted)
        self._settle()

    def _settle(self) -> None:
        """Show the table, or the page that says why it is empty."""
        shown, total = self.model.shown_actions()
        if self.state.plan is None:
            return
        self.bar.say_result(shown, total, self.state.level_name(Level.ACTION) + "s")
        if self.model.is_empty:
            name = self.state.level_name(Level.WORKSTREAM)
            self._none.say(
                self.tr("This plan has no %1s yet").replace("%1", name),
                self.tr(
                    "Add the first one and give it a name; everything else goes below it. Or bring "
                    "in the workbook that the plan is kept in today."
                )
                if self.other_starts
                else self.tr(
                    "Add the first one and give it a name. Everything else goes below it."
                ),
            )
            self._none.offer([self._actions[ActionId.ADD_WORKSTREAM], *self.other_starts])
            self._stack.setCurrentWidget(self._none)
        elif not self.model.rowCount():
            words = self.state.level_name(Level.ACTION) + "s"
            self._hidden.say(
                self.tr("No %1 match these filters").replace("%1", words),
                self.tr("They are all still in the plan."),
            )
            self._stack.setCurrentWidget(self._hidden)
        else:
            self._stack.setCurrentWidget(self.view)

    @property
    def front(self) -> QWidget:
        """What shows: the table, or the page that says why it is empty."""
        return self._stack.currentWidget() or self.view

    @Slot()
    def _to_table(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(0, Column.TITLE, QModelIndex()))

    @Slot(int)
    def _edit_new(self, item: int) -> None:
        self._settle()
        if self.show_item(item):
            self.view.setFocus()
            index = self.model.index_for(item, Column.TITLE)
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    @Slot()
    def _tell_selection(self) -> None:
        self.selection_changed.emit()

    def _above(self, item: int) -> set[int]:
        found: set[int] = set()
        row = self.model.row_by_id(item)
        while row is not None and row.parent_id is not None:
            found.add(row.parent_id)
            row = self.model.row_by_id(row.parent_id)
        return found

    def _neighbour(self, items: list[int]) -> int | None:
        """Return what to stand on when these rows go: the next sibling, else the one before."""
        row = self.model.row_by_id(items[0]) if items else None
        if row is None:
            return None
        siblings = self.model.children_of(row.parent_id)
        place, left = siblings.index(row.id), set(siblings) - set(items)
        after = [item for item in siblings[place:] if item in left]
        before = [item for item in siblings[:place] if item in left]
        return after[0] if after else before[-1] if before else row.parent_id
