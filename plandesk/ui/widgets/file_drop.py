"""Lets files be dropped anywhere on the window: a plan is opened, a workbook brought in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

BOOKS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".ods", ".xlsb"})
PLAN = ".plandesk"


def dropped_files(data: QMimeData, suffixes: frozenset[str]) -> list[Path]:
    """Return the files with one of these suffixes among what is dropped."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.casefold() in suffixes]


class FileDrop(QObject):
    """Watches a widget for files that its own parts did not take."""

    plan_dropped = Signal(object)
    book_dropped = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a plan or a workbook, and nothing else."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if dropped_files(event.mimeData(), BOOKS | {PLAN}):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> bool:
        plans = dropped_files(event.mimeData(), frozenset({PLAN}))
        books = dropped_files(event.mimeData(), BOOKS)
        if not plans and not books:
            return False
        event.acceptProposedAction()
        if plans:
            self.plan_dropped.emit(plans[0])
        else:
            self.book_dropped.emit(books[0])
        return True
