"""Ways of looking at the plan: its columns, saved views, and what is kept for each plan."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from plandesk.models.plan_filter import PlanFilter
from plandesk.ui.actions import ActionId
from plandesk.ui.panels.plan.view_panel import ViewPanel
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.plan_header import kept_widths

if TYPE_CHECKING:
    from plandesk.services.queries.views import ViewRow
    from plandesk.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Order:
    """The column that rows are sorted by (-1: the order of the plan), and whether as one list."""

    column: int = -1
    down: bool = False
    flat: bool = False


class PlanViews(QObject):
    """Joins one window's plan to its column chooser, its saved views and its settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._plan = window, window.plan
        self._known: list[QAction] = []
        self._shown_for = ""
        self.columns = QMenu(self.tr("&Columns"), window)
        self.saved = QMenu(self.tr("Saved &views"), window)
        self._changes = [
            (QMenu(self.tr("Re&place by what shows now"), window), self._replace_chosen),
            (QMenu(self.tr("Re&name a view"), window), self._rename_chosen),
            (QMenu(self.tr("&Remove a view"), window), self._remove_chosen),
        ]
        self.naming = ViewPanel(window.look, self.save, self.names)
        before = window.actions_[ActionId.FLAT_LIST]
        window.view_menu.insertMenu(before, self.columns)
        window.view_menu.insertMenu(before, self.saved)
        self.columns.aboutToShow.connect(self._fill_columns)
        self._all = QAction(self.tr("&Everything, columns as at first"), window)
        self._all.triggered.connect(self._show_all)
        self._list([])
        window.actions_[ActionId.FLAT_LIST].toggled.connect(self._flatten)
        window.plan.leaving.connect(self._keep)
        window.state.reloaded.connect(self._follow)
        window.state.glimpsed.connect(self._follow)
        window.bridge.changed.connect(self._read)
        window.bridge.about_to_close.connect(self._keep)

    def actions(self) -> list[QAction]:
        """Return a command for each saved view, for the palette."""
        return [*self._known, self._all] if self._window.state.plan else []

    def names(self) -> list[str]:
        """Return the names of the plan's views."""
        return [str(action.data()) for action in self._known]

    def save(self, name: str) -> bool:
        """Keep columns, order and filters as they are now under a name."""
        from plandesk.services.ops.views import SaveView

        plan, header = self._window.state.plan, self._plan.view.columns
        if plan is None:
            return False
        fields = tuple(spec.field for spec in header.specs)
        filters = self._plan.bar.filter().as_pairs()
        order = self._order()
        layout = (
            ("flat", order.flat),
            ("sort", self._field(order.column)),
            ("down", order.down),
            ("widths", tuple(header.widths().items())),
        )
        return self._window.bridge.run(SaveView(plan.id, name, fields, filters, layout), self)

    def show(self, view: ViewRow) -> None:
        """Look at the plan as a saved view does, from whatever page."""
        self._window.host.go(Place.PLAN)
        told = view.layout
        column = self._column(told.get("sort"))
        self._put_in(Order(column, bool(told.get("down")), bool(told.get("flat"))))
        self._plan.view.columns.show_fields(view.columns, kept_widths(told.get("widths")))
        self._plan.bar.show_filter(PlanFilter.from_saved(view.filters))
        self._plan.view.setFocus()

    # --- menus -------------------------------------------------------------------------------

    @Slot()
    def _fill_columns(self) -> None:
        self.columns.clear()
        self._plan.view.columns.fill(self.columns, self._plan.view.currentIndex().column())

    @Slot()
    def _read(self) -> None:
        plan = self._window.state.plan
        found: list[ViewRow] = []
        if plan is not None and self._window.bridge.is_open:
            from plandesk.services.queries.views import saved_views

            with self._window.bridge.read() as session:
                found = saved_views(session, plan.id)
        if [view.name for view in found] != [str(each.data()) for each in self._known]:
            self._list(found)
        for action, view in zip(self._known, found, strict=True):
            action.setProperty("view", view.id)

    def _list(self, found: list[ViewRow]) -> None:
        for menu in (self.saved, *(each for each, _ in self._changes)):
            menu.clear()
        for old in self._known:
            old.deleteLater()
        self._known = []
        for view in found:
            action = self._entry(view)
            action.setProperty("palette", self.tr("View: %1").replace("%1", view.name))
            action.triggered.connect(self._show_chosen)
            self.saved.addAction(action)
            self._known.append(action)
            for menu, slot in self._changes:
                change = self._entry(view)
                change.triggered.connect(slot)
                menu.addAction(change)
        if found:
            self.saved.addSeparator()
        self.saved.addAction(self._all)
        self.saved.addAction(self._window.actions_[ActionId.SAVE_VIEW])
        if found and self._window.bridge.can_change:
            for menu, _ in self._changes:
                self.saved.addMenu(menu)

    def _entry(self, view: ViewRow) -> QAction:
        action = QAction(view.name.replace("&", "&&"), self)
        action.setData(view.name)
        return action

    def _chosen(self) -> ViewRow | None:
        from plandesk.services.queries.views import saved_views

        action, plan = self.sender(), self._window.state.plan
        if not isinstance(action, QAction) or plan is None:
            return None
        with self._window.bridge.read() as session:
            found = saved_views(session, plan.id)
        return next((view for view in found if view.name == action.data()), None)

    @Slot()
    def _show_chosen(self) -> None:
        view = self._chosen()
        if view is not None:
            self.show(view)

    @Slot()
    def _replace_chosen(self) -> None:
        view = self._chosen()
        if view is not None and self.save(view.name):
            text = self.tr("The view %1 shows what shows now").replace("%1", view.name)
            self._window.commands.say_undoable(text)

    @Slot()
    def _rename_chosen(self) -> None:
        view = self._chosen()
        if view is not None:
            self.naming.rename(view.name, partial(self._rename, view.id))

    def _rename(self, view_id: int, name: str) -> bool:
        from plandesk.services.ops.views import RenameView

        return self._window.bridge.run(RenameView(view_id, name), self)

    @Slot()
    def _remove_chosen(self) -> None:
        from plandesk.services.ops.views import RemoveView

        view = self._chosen()
        if view is not None and self._window.bridge.run(RemoveView(view.id), self):
            text = self.tr("Removed the view %1").replace("%1", view.name)
            self._window.commands.say_undoable(text)

    @Slot()
    def _show_all(self) -> None:
        self._window.host.go(Place.PLAN)
        self._put_in(Order())
        self._plan.view.columns.show_fields(())
        self._plan.bar.clear()

    @Slot(bool)
    def _flatten(self, on: bool) -> None:
        self._plan.set_flat(on=on)

    # --- what is kept for each plan ------------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        self._window.state.follow(self._read)
        plan = self._window.state.plan
        uid = plan.uid if plan else ""
        if uid == self._shown_for:
            return
        self._shown_for = uid
        if uid:
            self._restore(uid)

    @Slot()
    def _keep(self) -> None:
        uid = self._shown_for
        if not uid:
            return
        settings, order = self._window.settings, self._order()
        settings.set_state(f"columns-{uid}", self._plan.view.columns.state())
        told = {"flat": order.flat, "sort": self._field(order.column), "down": order.down}
        settings.set_state(f"look-{uid}", QByteArray(json.dumps(told).encode()))

    def _restore(self, uid: str) -> None:
        settings = self._window.settings
        self._plan.view.columns.restore(settings.state(f"columns-{uid}"))
        try:
            told = json.loads(bytes(settings.state(f"look-{uid}").data()) or b"{}")
            order = Order(
                self._column(told.get("sort")), bool(told.get("down")), bool(told.get("flat"))
            )
        except (ValueError, TypeError, AttributeError):
            return
        self._put_in(order)

    # --- the order of the rows -----------------------------------------------------------------

    def _order(self) -> Order:
        header = self._plan.view.columns
        column = header.sortIndicatorSection() if header.isSortIndicatorShown() else -1
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return Order(column, down, self._plan.model.is_flat)

    def _field(self, column: int) -> str:
        """Return the name of a column, empty for the order of the plan."""
        return self._plan.model.columns[column].field if column >= 0 else ""

    def _column(self, field: object) -> int:
        """Return the column with a name, -1 where this plan has none."""
        columns = self._plan.model.columns
        return next((spec.column for spec in columns if spec.field == field), -1)

    def _put_in(self, order: Order) -> None:
        way = Qt.SortOrder.DescendingOrder if order.down else Qt.SortOrder.AscendingOrder
        self._plan.view.sortByColumn(order.column, way)
        self._window.actions_[ActionId.FLAT_LIST].setChecked(order.flat)
