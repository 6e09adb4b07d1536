"""Shows the pages of a PDF, drawn when they come into view; the only user of pypdfium2 here."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from plandesk.ui.theme import Look

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_KEPT = 12  # drawn pages kept in memory
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PdfView(QAbstractScrollArea):
    """Pages under one another, as wide as the view at zoom 1; words can be looked for.

    ``zoom_asked`` has the steps that the person at it wants it larger; thumbnails pass it on.
    """

    page_changed = Signal(int, int)
    page_pressed = Signal(int)
    zoom_asked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._document: PdfDocument | None = None
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._zoom = 1.0
        self._marked = 0
        self.setAccessibleName(self.tr("Preview"))
        self.setAccessibleDescription(self.tr("No pages yet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the top of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max(1, sum(top <= middle for top in self._tops))

    def open(self, path: Path) -> None:
        """Show a file; the place in it is kept where the new one is as long."""
        from pypdfium2 import PdfDocument

        place = self.verticalScrollBar().value()
        self.close_file()
        # From memory: the file may be built anew while this one is still shown.
        self._document = PdfDocument(path.read_bytes())
        self._sizes = [self._document.get_page_size(at) for at in range(len(self._document))]
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._tell()

    def close_file(self) -> None:
        """Let go of what is shown."""
        if self._document is not None:
            self._document.close()
        self._document, self._sizes, self._tops = None, [], []
        self._drawn.clear()
        self.viewport().update()

    def go(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if 1 <= page <= len(self._tops):
            self.verticalScrollBar().setValue(self._tops[page - 1] - self._gap())

    def go_to(self, number: int) -> None:
        """Bring the page to the top that bears this number.

        Labels are as stamped; that of a page that stands for several is like "17–19".
        """
        if self._document is None:
            return
        for at in range(self.pages):
            if self._document.get_page_label(at).split("\u2013")[0] == str(number):
                self.go(at + 1)
                return

    def mark(self, page: int) -> None:
        """Frame a page, from 1, and bring it into view."""
        self._marked = page
        if 1 <= page <= len(self._tops):
            bar, top = self.verticalScrollBar(), self._tops[page - 1]
            tall = round(self._sizes[page - 1][1] * self._scale())
            if top < bar.value() or top + tall > bar.value() + self.viewport().height():
                bar.setValue(top - (self.viewport().height() - tall) // 2)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which page was pressed."""
        for at, area in self._in_view():
            if area.contains(event.position().toPoint()):
                self.page_pressed.emit(at + 1)

    def zoom(self, by: int) -> None:
        """Show it one step larger (1) or smaller (-1)."""
        at = min(range(len(_ZOOMS)), key=lambda n: abs(_ZOOMS[n] - self._zoom)) + by
        page = self.page
        self._zoom = _ZOOMS[max(0, min(at, len(_ZOOMS) - 1))]
        self._drawn.clear()
        self._lay_out()
        self.go(page)

    def find(self, text: str) -> bool:  # type: ignore[override]  # QWidget.find is for window ids
        """Go to the next page after this one that says this; tell whether there is one."""
        if self._document is None or not text.strip():
            return False
        here = self.page
        for at in [*range(here, self.pages), *range(here)]:
            words = self._document[at].get_textpage()
            found = words.search(text.strip()).get_next() is not None
            words.close()
            if found:
                self.go(at + 1)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by pages with Page Up and Page Down, to the ends with Home and End; + and - zoom."""
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        moves = {Qt.Key.Key_PageDown: self.page + 1, Qt.Key.Key_PageUp: self.page - 1}
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: self.pages}
        key = Qt.Key(event.key())
        if key in moves or key in ends:
            self.go({**moves, **ends}[key])
        elif key in zooms:
            self.zoom_asked.emit(zooms[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, one step for each notch of the wheel."""
        turn = event.angleDelta().y()
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turn:
            self.zoom_asked.emit(1 if turn > 0 else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        page = self.page
        self._drawn.clear()
        self._lay_out()
        if self._marked:  # among thumbnails the framed one stays in view
            self.mark(self._marked)
        else:
            self.go(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("window"))
        for at, area in self._in_view():
            painter.fillRect(area, Qt.GlobalColor.white)
            painter.drawImage(area, self._image(at, area.size()))
            painter.setPen(QPen(self._look.colour("line"), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            if at + 1 == self._marked:
                painter.setPen(QPen(self._look.colour("accent"), self._look.px(0.2)))
                painter.drawRect(area)

    # --- drawing -----------------------------------------------------------------------------

    def _gap(self) -> int:
        return self._look.px(0.6)

    def _scale(self) -> float:
        widest = max((width for width, _ in self._sizes), default=600.0)
        return (self.viewport().width() - 2 * self._gap()) / widest * self._zoom

    def _lay_out(self) -> None:
        scale, top, self._tops = self._scale(), self._gap(), []
        for _, height in self._sizes:
            self._tops.append(top)
            top += round(height * scale) + self._gap()
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._look.px(3))
        widest = max((width for width, _ in self._sizes), default=0.0)
        side.setRange(0, max(0, round(widest * scale) + 2 * self._gap() - self.viewport().width()))
        side.setPageStep(self.viewport().width())
        self.viewport().update()

    def _in_view(self) -> list[tuple[int, QRect]]:
        scale, shift = self._scale(), self.verticalScrollBar().value()
        found: list[tuple[int, QRect]] = []
        for at, (width, height) in enumerate(self._sizes):
            wide, tall = round(width * scale), round(height * scale)
            left = max(self._gap(), (self.viewport().width() - wide) // 2)
            area = QRect(
                left - self.horizontalScrollBar().value(), self._tops[at] - shift, wide, tall
            )
            if area.intersects(self.viewport().rect()):
                found.append((at, area))
        return found

    def _image(self, at: int, size: QSize) -> QImage:
        key = (at, size.width())
        if key not in self._drawn and self._document is not None:
            ratio = self.devicePixelRatioF()
            page = self._document[at]
            scale: Any = size.width() / self._sizes[at][0] * ratio
            drawn = page.render(scale=cast("int", scale), rev_byteorder=True)  # takes any number
            image = QImage(
                bytes(drawn.buffer),
                drawn.width,
                drawn.height,
                drawn.stride,
                QImage.Format.Format_RGB888,
            ).copy()
            page.close()
            self._drawn[key] = image
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn.get(key, QImage())

    @Slot()
    def _tell(self) -> None:
        self.viewport().update()
        said = self.tr("Page %1 of %2").replace("%1", str(self.page if self._sizes else 0))
        self.setAccessibleDescription(said.replace("%2", str(self.pages)))
        self.page_changed.emit(self.page if self._sizes else 0, self.pages)
