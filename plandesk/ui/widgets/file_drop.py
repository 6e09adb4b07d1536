"""Lets files be dropped anywhere on the window: each goes where it belongs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from plandesk.services.dropped import BOOKS, Dropped, meant_as_papers, sort_dropped


def dropped_files(data: QMimeData, suffixes: frozenset[str]) -> list[Path]:
    """Return the files with one of these suffixes among what is dropped."""
    return [path for path in _paths(data) if path.suffix.casefold() in suffixes]


def dropped(data: QMimeData) -> Dropped:
    """Return what is dropped, sorted by where it goes."""
    return sort_dropped(_paths(data))


def trackers_only(data: QMimeData) -> list[Path]:
    """Return the workbooks of a drop that holds no return."""
    return dropped_files(data, BOOKS) if dropped(data).trackers else []


def papers_only(data: QMimeData) -> list[Path]:
    """Return what is dropped to be a paper of an agenda."""
    return meant_as_papers(_paths(data))


def take_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy: the desktop deletes a file that somebody says they moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class FileDrop(QObject):
    """Watches a widget for files that its own parts did not take.

    ``plan_dropped`` and ``book_dropped`` tell one file, the others all of them.
    """

    plan_dropped = Signal(object)
    book_dropped = Signal(object)
    returns_dropped = Signal(object)
    papers_dropped = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take plans, returns, trackers and papers, and nothing else."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if dropped(event.mimeData()):
                take_copy(event)
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> bool:
        found = dropped(event.mimeData())
        if not found:
            return False
        take_copy(event)
        if found.plans:
            self.plan_dropped.emit(found.plans[0])
        elif found.returns:
            self.returns_dropped.emit(list(found.returns))
        elif found.papers:
            self.papers_dropped.emit(list(found.papers))
        else:
            self.book_dropped.emit(found.trackers[0])
        return True
