"""The list at the left edge: where one can go, with counts; icons only when it is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QStandardItem, QStandardItemModel
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
    RISKS = "risks"
    MEASURES = "measures"
    PACKS = "packs"
    PAPERS = "papers"
    IMPORT = "import"
    HISTORY = "history"
    SETTINGS = "settings"
    RENUMBER = "renumber"
    SEARCH = "search"


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
        return QSize(self._look.px(2), self._look.px(2.15))

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
        narrow = self._view.narrow
        left = box.center().x() - side / 2 if narrow else box.left() + self._look.px(0.5)
        icon = QRectF(left, box.center().y() - side / 2, side, side)
        icons.draw(painter, index.data(_ICON), icon, ink)
        if not narrow:
            self._words(painter, box.adjusted(self._look.px(2.05), 0, -inset * 2, 0), index, chosen)
        painter.restore()

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
        self.narrow = False
        self._look = look
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_PlaceDelegate(self, look))
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons with names."""
        self.narrow = narrow
        self._dress()
        self.viewport().update()

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(Place(current.data(_PLACE)))

    @Slot()
    def _dress(self) -> None:
        self.setFixedWidth(self._look.px(2.9 if self.narrow else 9.2))
        self.setViewportMargins(0, self._look.px(0.4), 0, 0)
        self.scheduleDelayedItemsLayout()
