"""The columns of the plan table: which show, in what order, and how they share the width."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTreeView, QWidget

from plandesk.ui.itemmodels.forest_model import ForestModel
from plandesk.ui.itemmodels.plan_columns import ABOVE, Column, ColumnSpec
from plandesk.ui.theme import Look

_TITLE = 11  # heights of a line: the title is narrower only where all columns are
_TIGHT_TITLE = 6.2  # heights of a line: the title is never narrower
# Heights of a line in which a column still says what matters, where not all of it fits; a table
# that has to be scrolled sideways for its ratings is worse than one with names cut short.
_TIGHT = {
    Column.LEAD: 3.5,
    Column.DUE: 4.2,
    Column.PREVIOUS: 3.0,
    Column.CURRENT: 3.3,
    Column.TRAVEL: 2.5,
    Column.ACTIONS: 4.6,
    Column.PROJECT: 3.4,
}
_SNUG = 54  # heights of a line: the width from which columns get more than they need
_WIDEST = 200  # heights of a line: no width that is kept can be more
_ALWAYS = ("ref", "title")
_GROWING = {Column.LEAD, Column.DUE, Column.PREVIOUS, Column.ACTIONS, Column.SPONSOR}


class PlanHeader(QHeaderView):
    """Sets widths by the text height until somebody sets them by hand."""

    choice_changed = Signal()  # other columns show than before

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._line = 0
        self._by_hand = self._chosen = False  # widths; which columns show, and their order
        self._for_list: set[Column] = set()  # shown only while the plan is a flat list
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStretchLastSection(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorClearable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def make(self) -> None:
        """Set the columns up, once the view has given the header its model."""
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.adopt()
        self.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.customContextMenuRequested.connect(self._choose_columns)
        self.sectionResized.connect(self._note_hand)
        self.sectionMoved.connect(self._note_choice)
        self.sectionMoved.connect(self._keep_title)

    @property
    def known(self) -> tuple[ColumnSpec, ...]:
        """All columns of the plan that shows, chosen or not."""
        model = self.model()
        return model.columns if isinstance(model, ForestModel) else ()

    def adopt(self) -> None:
        """Show of a plan's own columns, or at first of all, just those that are meant to show."""
        for spec in self.known:
            if spec.is_own or not self._line:
                self.setSectionHidden(spec.column, not spec.shown)
        self._for_list &= {spec.column for spec in self.known}

    def state(self) -> QByteArray:
        """Return widths, order and choice of the columns; empty while they are as given."""
        if not (self._by_hand or self._chosen):
            return QByteArray()
        # What comes with the flat list does not come by itself.
        fields = [spec.field for spec in self.specs if spec.column not in self._for_list]
        told = {"fields": fields, "widths": self.widths()}
        return QByteArray(json.dumps(told).encode())

    def restore(self, state: QByteArray) -> None:
        """Set widths, order and choice of the columns again; what is no such state is left."""
        try:
            told = json.loads(bytes(state.data()) or b"null")
        except ValueError:
            return
        if isinstance(told, dict):
            kept = cast("dict[str, object]", told)
            fields = kept.get("fields")
            names = [str(name) for name in fields] if isinstance(fields, list) else []  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
            if names:
                self.show_fields(names, kept_widths(kept.get("widths")))

    def dress(self, room: int) -> None:
        """Follow a new text height; a width set by hand keeps its share."""
        line = self._look.px(1)
        self.setMinimumSectionSize(self._look.px(2.5))
        if self._by_hand and self._line:
            for spec in self.known:
                if spec.column != Column.TITLE:
                    asked = round(self.sectionSize(spec.column) * line / self._line)
                    self.resizeSection(spec.column, asked)
        self._line = line
        self.share(room)

    def share(self, room: int) -> None:
        """Share the room in pixels between the columns."""
        if not self._by_hand:
            lines = room / self._look.px(100) * 100
            more, less = min(0.6, max(0.0, (lines - _SNUG) / _SNUG)), self._lack(lines)
            for spec in self.known:
                if spec.column != Column.TITLE:
                    factor = 1 + more * (spec.column in _GROWING)
                    wide = spec.width * factor - less * (spec.width - _tight(spec))
                    self.resizeSection(spec.column, self._look.px(wide))
        self._fit_title(room)

    def _lack(self, lines: float) -> float:
        """Return how far columns must go from their usual width (0) to their least (1)."""
        sharing = self._sharing(lines)
        usual = _TITLE + sum(spec.width for spec in sharing)
        least = _TIGHT_TITLE + sum(_tight(spec) for spec in sharing)
        return min(1.0, max(0.0, (usual - lines) / (usual - least)))

    def _sharing(self, lines: float) -> list[ColumnSpec]:
        """Return the columns beside the title that share the room without scrolling.

        Where not all fit, those that say how a row stands share it, and the rest are scrolled to:
        squeezed together all of them would have to be scrolled and none could be read.
        """
        beside = [spec for spec in self.specs if spec.column != Column.TITLE]
        if _TIGHT_TITLE + sum(_tight(spec) for spec in beside) <= lines:
            return beside
        return [spec for spec in beside if spec.column == Column.REF or spec.column in _TIGHT]

    def _fit_title(self, room: int) -> None:
        """Let the title take what is left; where that is too little, let the table scroll."""
        mode, line = QHeaderView.ResizeMode, self._look.px(100) / 100
        beside = [spec for spec in self.specs if spec.column != Column.TITLE]
        sharing = beside if self._by_hand else self._sharing(room / line)
        left = room - sum(self.sectionSize(spec.column) for spec in sharing)
        least = self._look.px(_TITLE if self._by_hand else _TIGHT_TITLE)
        snug = left < least or len(sharing) < len(beside)
        self.setSectionResizeMode(Column.TITLE, mode.Interactive if snug else mode.Stretch)
        if snug and (not self._by_hand or self.sectionSize(Column.TITLE) < least):
            self.resizeSection(Column.TITLE, max(least, left))

    @property
    def specs(self) -> list[ColumnSpec]:
        """The columns that show, from left to right."""
        shown = (self.logicalIndex(at) for at in range(self.count()))
        known = self.known
        return [known[column] for column in shown if not self.isSectionHidden(column)]

    def show_fields(self, fields: Sequence[str], widths: Mapping[str, float] | None = None) -> None:
        """Show just these columns in this order, behind ref and title; none: as at first.

        ``widths`` are in heights of a line, by field.
        """
        given = [spec.field for spec in self.known if spec.shown]
        asked = [*_ALWAYS, *(field for field in (fields or given) if field not in _ALWAYS)]
        by_field = {spec.field: spec.column for spec in self.known}
        known = [by_field[field] for field in asked if field in by_field]
        for spec in self.known:
            self.setSectionHidden(spec.column, spec.column not in known)
        for place, column in enumerate(known):
            self.moveSection(self.visualIndex(column), place)
        self._for_list.clear()
        self._by_hand = bool(widths)
        for field, width in (widths or {}).items():
            if field in by_field and by_field[field] in known:
                self.resizeSection(by_field[field], self._look.px(width))
        self._line = self._look.px(1)
        self.share(self._room())
        self._chosen = bool(fields)
        self.choice_changed.emit()

    def widths(self) -> dict[str, float]:
        """Return the widths set by hand of the columns that show, in heights of a line, by field.

        None are returned where nobody has set any: the columns then share the room anew.
        """
        if not self._by_hand:
            return {}
        line = self._look.px(100) / 100  # whole pixels would round it off
        return {spec.field: round(self.sectionSize(spec.column) / line, 2) for spec in self.specs}

    def follow_list(self, *, flat: bool) -> None:
        """Show which project a row is part of while the plan is a flat list, unless it does."""
        if flat and not any(spec.column in ABOVE for spec in self.specs):
            self._for_list.add(Column.PROJECT)
            self.setSectionHidden(Column.PROJECT, False)
            self.moveSection(self.visualIndex(Column.PROJECT), len(_ALWAYS))
        elif not flat:
            for column in self._for_list:
                self.setSectionHidden(column, True)
            self._for_list.clear()
        self.share(self._room())

    def fill(self, menu: QMenu, column: int) -> None:
        """Offer in a menu what can be done with one column, and all of them, ticked if shown."""
        for text, act in self._ways_with(column):
            menu.addAction(text).triggered.connect(act)
        menu.addSeparator()
        group = False
        for spec in self.known:
            if spec.stored and spec.is_own != group:
                group = spec.is_own
                menu.addSeparator()
            name = self.model().headerData(spec.column, Qt.Orientation.Horizontal)
            action = QAction(str(name), menu, checkable=True)
            action.setChecked(not self.isSectionHidden(spec.column))
            action.setEnabled(spec.field not in _ALWAYS)
            action.setToolTip(spec.explanation())
            action.setData(int(spec.column))
            action.triggered.connect(self._toggle_column)
            menu.addAction(action)

    def _ways_with(self, column: int) -> list[tuple[str, Callable[[], None]]]:
        """Return what can be done with one column, by the words of a menu."""
        name = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        name = name.replace("&", "&&")
        found: list[tuple[str, Callable[[], None]]] = []
        if name and not self.isSectionHidden(column):
            up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            found = [
                (self.tr("&Sort by %1"), partial(self.setSortIndicator, column, up)),
                (self.tr("Sort by %1, last &first"), partial(self.setSortIndicator, column, down)),
            ]
            found += [
                (text, partial(self.shift, column, by))
                for text, by in ((self.tr("Move %1 &left"), -1), (self.tr("Move %1 &right"), 1))
                if self._can_shift(column, by)
            ]
        if self.isSortIndicatorShown() and self.sortIndicatorSection() >= 0:
            plain = partial(self.setSortIndicator, -1, Qt.SortOrder.AscendingOrder)
            found.append((self.tr("&Order of the plan"), plain))
        return [(text.replace("%1", name), act) for text, act in found]

    def shift(self, column: int, by: int) -> None:
        """Move a column past its neighbour that shows, to the right (1) or to the left (-1)."""
        if self._can_shift(column, by):
            shown = [spec.column for spec in self.specs]
            neighbour = shown[shown.index(column) + by]
            self.moveSection(self.visualIndex(column), self.visualIndex(neighbour))
            self._chosen = True

    def _can_shift(self, column: int, by: int) -> bool:
        """Whether a column may go there: ref and title stay in front."""
        shown = [spec.column for spec in self.specs]
        place = shown.index(column) if column in shown else 0
        return place >= len(_ALWAYS) and len(_ALWAYS) <= place + by < len(shown)

    def _room(self) -> int:
        view = self.parentWidget()
        return view.viewport().width() if isinstance(view, QTreeView) else self.width()

    @Slot()
    def _note_hand(self) -> None:
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._by_hand = True

    @Slot()
    def _note_choice(self) -> None:
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._chosen = True

    @Slot(int, int, int)
    def _keep_title(self, _logical: int, _old: int, _new: int) -> None:
        # Ref and title are drawn again over the left edge while the table is scrolled.
        if self.visualIndex(Column.TITLE) != 1:
            self.moveSection(self.visualIndex(Column.TITLE), 1)

    @Slot(QPoint)
    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.fill(menu, self.logicalIndexAt(at))
        menu.exec(self.mapToGlobal(at))

    @Slot()
    def _toggle_column(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.setSectionHidden(int(action.data()), not action.isChecked())
            self._chosen = True
            self.share(self._room())
            self.choice_changed.emit()


def _tight(spec: ColumnSpec) -> float:
    return _TIGHT.get(Column(spec.column), spec.width) if not spec.is_own else spec.width


def kept_widths(told: object) -> dict[str, float]:
    """Read widths by field as they were kept; what is none is left out."""
    kept = cast("dict[object, object]", told) if isinstance(told, dict) else {}
    return {
        str(field): float(width)
        for field, width in kept.items()
        if isinstance(width, int | float) and 1 <= width <= _WIDEST
    }
