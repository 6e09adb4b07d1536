"""A row of widgets that goes on in further rows where the width does not do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays widgets out left to right and wraps; one may take the width that is left in its row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch: QWidget | None = None

    def set_stretch(self, widget: QWidget) -> None:
        """Give a widget the width that its row has left over."""
        self._stretch = widget

    def addItem(self, item: QLayoutItem) -> None:
        """Add an entry at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of entries."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return an entry, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Remove and return an entry."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no height that is not needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow place needs more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that this width needs."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the entries."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything in one row."""
        margins, gap = self.contentsMargins(), self.spacing()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in sizes) + gap * max(0, len(sizes) - 1)
        high = max((size.height() for size in sizes), default=0)
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        """Return the size of the widest entry alone."""
        margins = self.contentsMargins()
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        wide = max((size.width() for size in sizes), default=0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        top, gap = area.top(), self.spacing()
        for row in self._rows(area.width()):
            high = max(item.sizeHint().height() for item in row)
            left = area.left()
            spare = area.width() - sum(item.sizeHint().width() for item in row)
            spare -= gap * (len(row) - 1)
            for item in row:
                size = item.sizeHint()
                if item.widget() is self._stretch and spare > 0:
                    most = item.maximumSize().width()
                    size.setWidth(min(most, size.width() + spare))
                if place:
                    down = (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + down), size))
                left += size.width() + gap
            top += high + gap
        return top - gap - rect.top() + self.contentsMargins().bottom()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not rows or left + wide > width:
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += wide + self.spacing()
        return rows
