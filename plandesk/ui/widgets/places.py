"""The list at the left edge: where one can go, with counts; smaller where room is short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look


class Place(StrEnum):
    """The pages of the window."""

    TODAY = "today"
    PLAN = "plan"
    PERIODS = "periods"
    RETURNS = "returns"
    REVIEW = "review"
    CHECKS = "checks"
    REGISTERS = "registers"
    PACKS = "packs"
    PAPERS = "papers"
    IMPORT = "import"
    HISTORY = "history"
    SETTINGS = "settings"
    PREFERENCES = "preferences"
    RENUMBER = "renumber"
    SEARCH = "search"
    PAST = "past"
    BACKUPS = "backups"
    MERGE = "merge"


class PlacesShape(Enum):
    """How wide the list is; the numbers are its width and the heights a row may have, in lines."""

    BESIDE = (9.2, 2.15, 1.6)
    BELOW = (4.5, 3.0, 2.4)
    ICONS = (2.9, 2.15, 1.45)


_PLACE = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """One entry: where it leads, its name and icon."""

    place: Place
    name: str
    icon: Icon


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, view: PlacesList, look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._look.px(2), self._view.row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset, corner = self._look.px(0.25), self._look.px(0.3)
        box = QRectF(option.rect).adjusted(inset, 1, -inset, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(box, corner, corner)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._look.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, corner, corner)
        ink = self._look.colour("selection_text" if chosen else "text")
        side = self._look.px(1.05)
        shape = self._view.shown_shape
        beside, below = shape is PlacesShape.BESIDE, shape is PlacesShape.BELOW
        left = box.left() + self._look.px(0.5) if beside else box.center().x() - side / 2
        top = box.top() + self._look.px(0.3) if below else box.center().y() - side / 2
        count = str(index.data(_COUNT) or "")
        if count and shape is PlacesShape.ICONS:  # low and to the left, where the count leaves room
            left, top = box.left() + self._look.px(0.2), box.bottom() - side - 1
        icons.draw(painter, index.data(_ICON), QRectF(left, top, side, side), ink)
        if beside:
            self._words(painter, box.adjusted(self._look.px(2.05), 0, -inset * 2, 0), index, chosen)
        elif below:
            self._words_below(painter, box.adjusted(0, self._look.px(1.3), 0, 0), index, chosen)
        if count and not beside:
            self._badge(painter, box, "/".join(re.findall(r"\d+", count)) or count)
        painter.restore()

    def _badge(self, painter: QPainter, box: QRectF, count: str) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(self._look.text_points() * 0.75)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        high = metrics.height()
        wide = max(high, metrics.horizontalAdvance(count) + high * 0.6)
        area = QRectF(box.right() - wide - 1, box.top() + 1, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawRoundedRect(area, high / 2, high / 2)
        painter.setPen(self._look.colour("accent_text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, count)

    def _words_below(
        self,
        painter: QPainter,
        area: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        chosen: bool,
    ) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        painter.setFont(font)
        painter.setPen(self._look.colour("selection_text" if chosen else "text"))
        words = QFontMetricsF(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _words(
        self,
        painter: QPainter,
        area: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        chosen: bool,
    ) -> None:
        font = QFont(painter.font())
        if chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._look.colour("selection_text" if chosen else "text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        painter.setPen(self._look.colour("secondary"))
        count = str(index.data(_COUNT) or "")
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, count)


class PlacesList(QListView):
    """Chooses the page that is shown."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("places")
        self.setAccessibleName(self.tr("Places"))
        self.shape_wanted = PlacesShape.BESIDE
        self._look = look
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_PlaceDelegate(self, look))
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        look.changed.connect(self._dress)
        self._dress()

    def add(self, spec: PlaceSpec) -> None:
        """Add an entry where its place belongs; the first one added is chosen."""
        item = QStandardItem(spec.name)
        item.setData(spec.place, _PLACE)
        item.setData(spec.icon, _ICON)
        item.setToolTip(spec.name)
        order = list(Place)
        rows = range(self._model.rowCount())
        before = [order.index(self._model.item(at).data(_PLACE)) for at in rows]
        self._model.insertRow(sum(at < order.index(spec.place) for at in before), item)
        if self._model.rowCount() == 1:
            self.setCurrentIndex(self._model.index(0, 0))

    def specs(self) -> list[PlaceSpec]:
        """Return the entries from the top."""
        items = [self._model.item(at) for at in range(self._model.rowCount())]
        return [
            PlaceSpec(Place(item.data(_PLACE)), item.text(), Icon(item.data(_ICON)))
            for item in items
        ]

    def set_count(self, place: Place, count: str) -> None:
        """Show a count behind an entry."""
        for at in range(self._model.rowCount()):
            item = self._model.item(at)
            if item.data(_PLACE) == place:
                item.setData(count, _COUNT)
                item.setAccessibleText(f"{item.text()} {count}".strip())

    def choose(self, place: Place) -> None:
        """Go to an entry; for a page without one none is marked, so that each leads away."""
        for at in range(self._model.rowCount()):
            if self._model.item(at).data(_PLACE) == place:
                self.setCurrentIndex(self._model.index(at, 0))
                return
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def set_shape(self, shape: PlacesShape) -> None:
        """Show names beside the icons or below them, or icons only."""
        if shape is not self.shape_wanted:
            self.shape_wanted = shape
            self._dress()

    @property
    def shown_shape(self) -> PlacesShape:
        """The shape asked for, or icons only where the window is too low for names below them."""
        least = self._look.px(PlacesShape.BELOW.value[2])
        if self.shape_wanted is PlacesShape.BELOW and self._room() < least:
            return PlacesShape.ICONS
        return self.shape_wanted

    def row_height(self) -> int:
        """Return a row's height: what is usual, less where the window is low."""
        _, usual, least = self.shown_shape.value
        return max(self._look.px(least), min(self._look.px(usual), self._room()))

    def _room(self) -> int:
        return (self.height() - self._look.px(0.8)) // max(1, self._model.rowCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out anew: their height depends on the window's."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(Place(current.data(_PLACE)))

    @Slot()
    def _dress(self) -> None:
        self.setFixedWidth(self._look.px(self.shape_wanted.value[0]))
        self.setViewportMargins(0, self._look.px(0.4), 0, 0)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
