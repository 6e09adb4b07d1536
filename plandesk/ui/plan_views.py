"""Ways of looking at the plan: its columns, saved views, and what is kept for each plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from plandesk.models.plan_filter import PlanFilter
from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.plan_columns import COLUMNS

if TYPE_CHECKING:
    from plandesk.services.queries.views import ViewRow
    from plandesk.ui.main_window import MainWindow


class PlanViews(QObject):
    """Joins one window's plan to its column chooser, its saved views and its settings."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._plan = window, window.plan
        self._known: list[QAction] = []
        self._shown_for = ""
        self.columns = QMenu(self.tr("&Columns"), window)
        self.saved = QMenu(self.tr("Saved &views"), window)
        self._removal = QMenu(self.tr("&Remove a view"), window)
        before = window.actions_[ActionId.FLAT_LIST]
        window.view_menu.insertMenu(before, self.columns)
        window.view_menu.insertMenu(before, self.saved)
        self.columns.aboutToShow.connect(self._fill_columns)
        self._all = QAction(self.tr("&Everything, columns as at first"), window)
        self._all.triggered.connect(self._show_all)
        window.actions_[ActionId.FLAT_LIST].toggled.connect(self._flatten)
        window.state.reloaded.connect(self._follow)
        window.bridge.changed.connect(self._read)
        window.bridge.about_to_close.connect(self._keep)

    def actions(self) -> list[QAction]:
        """Return a command for each saved view, for the palette."""
        return [*self._known, self._all] if self._window.state.plan else []

    def save(self, name: str) -> bool:
        """Keep the columns and filters of the present view under a name."""
        from plandesk.services.ops.views import SaveView

        plan, kept = self._window.state.plan, self._plan.bar.filter()
        if plan is None:
            return False
        fields = tuple(spec.field for spec in self._plan.view.columns.specs)
        op = SaveView(plan.id, name, fields, kept.as_pairs())
        return self._window.bridge.run(op, self)

    def show(self, view: ViewRow) -> None:
        """Look at the plan as a saved view does."""
        self._plan.view.columns.show_fields(view.columns)
        self._plan.bar.show_filter(PlanFilter.from_saved(view.filters))
        self._plan.view.setFocus()

    # --- menus -------------------------------------------------------------------------------

    @Slot()
    def _fill_columns(self) -> None:
        self.columns.clear()
        self._plan.view.columns.fill(self.columns)

    @Slot()
    def _read(self) -> None:
        from plandesk.services.queries.views import saved_views

        plan = self._window.state.plan
        found: list[ViewRow] = []
        if plan is not None and self._window.bridge.is_open:
            with self._window.bridge.read() as session:
                found = saved_views(session, plan.id)
        if [view.name for view in found] != [str(each.data()) for each in self._known]:
            self._list(found)
        for action, view in zip(self._known, found, strict=True):
            action.setProperty("view", view.id)

    def _list(self, found: list[ViewRow]) -> None:
        for menu in (self.saved, self._removal):
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
            away = self._entry(view)
            away.triggered.connect(self._remove_chosen)
            self._removal.addAction(away)
        if found:
            self.saved.addSeparator()
        self.saved.addAction(self._all)
        self.saved.addAction(self._window.actions_[ActionId.SAVE_VIEW])
        if found and self._window.bridge.can_change:
            self.saved.addMenu(self._removal)

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
    def _remove_chosen(self) -> None:
        from plandesk.services.ops.views import RemoveView

        view = self._chosen()
        if view is not None and self._window.bridge.run(RemoveView(view.id), self):
            text = self.tr("Removed the view %1").replace("%1", view.name)
            self._window.commands.say_undoable(text)

    @Slot()
    def _show_all(self) -> None:
        self._plan.view.columns.show_fields(())
        self._plan.bar.clear()

    @Slot(bool)
    def _flatten(self, on: bool) -> None:
        self._plan.set_flat(on=on)

    # --- what is kept for each plan ------------------------------------------------------------

    @Slot()
    def _follow(self) -> None:
        self._read()
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
        settings, header = self._window.settings, self._plan.view.columns
        settings.set_state(f"columns-{uid}", header.state())
        column, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        told = {
            "flat": self._plan.model.is_flat,
            "sort": column if header.isSortIndicatorShown() else -1,
            "down": order == Qt.SortOrder.DescendingOrder,
        }
        settings.set_state(f"look-{uid}", QByteArray(json.dumps(told).encode()))

    def _restore(self, uid: str) -> None:
        settings, header = self._window.settings, self._plan.view.columns
        header.restore(settings.state(f"columns-{uid}"))
        try:
            told = json.loads(bytes(settings.state(f"look-{uid}").data()) or b"{}")
            column, down = int(told.get("sort", -1)), bool(told.get("down"))
            flat = bool(told.get("flat"))
        except (ValueError, TypeError, AttributeError):
            return
        if -1 <= column < len(COLUMNS):
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self._plan.view.sortByColumn(column, order)
        self._window.actions_[ActionId.FLAT_LIST].setChecked(flat)
