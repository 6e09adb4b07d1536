"""The pages of the window, one at a time; a window too small for a page scrolls it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Shows one page; the scroll areas around the pages are its own business."""

    def addWidget(self, page: QWidget) -> int:
        """Add a page; return its place."""
        return super().addWidget(_Area(page))

    def currentWidget(self) -> QWidget | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the page that is shown."""
        area = super().currentWidget()
        return area.page if isinstance(area, _Area) else None

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page."""
        for at in range(self.count()):
            area = self.widget(at)
            if isinstance(area, _Area) and area.page is page:
                self.setCurrentIndex(at)


class _Area(QScrollArea):
    """Gives a page all the room there is, and never less than it needs."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.page = page
        self.setObjectName("pageArea")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(_Holder(page, self))


class _Holder(QWidget):
    """Asks for the least that its page needs; a layout would ask for what the page prefers."""

    def __init__(self, page: QWidget, area: QScrollArea) -> None:
        super().__init__()
        self._page, self._area = page, area
        page.setParent(self)
        page.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Return the least width of the page, and the least height it needs at that width."""
        least, layout = self._page.minimumSizeHint(), self._page.layout()
        if layout is not None and layout.hasHeightForWidth():
            width = max(least.width(), self._area.viewport().width())
            return QSize(least.width(), layout.minimumHeightForWidth(width))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room with the page."""
        super().resizeEvent(event)
        self._page.setGeometry(self.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page when it needs more or less room than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False
