"""The one signal through which every part of the window hears of changes to the plan."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from plandesk.errors import ChangedMeanwhile, FileProblem, UserError

if TYPE_CHECKING:
    from plandesk.services.changes import OpChanges
    from plandesk.services.document import Document, Op
    from plandesk.store.server import ServerAddress


class DocumentBridge(QObject):
    """Holds the open document; runs ops for slots and turns its news into Qt signals."""

    opened = Signal()
    about_to_close = Signal()
    closed = Signal()
    changed = Signal(object, object)
    refused = Signal(object)
    dropped = Signal(object, object)  # the ops that waited in vain, and why the last did

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self.asked_for: Path | None = None
        self._unsaved: list[Op] = []
        self._overtaken: ChangedMeanwhile | None = None
        self._stop: Callable[[], None] | None = None

    @property
    def document(self) -> Document | None:
        """The open document, if there is one."""
        return self._document

    @property
    def is_open(self) -> bool:
        """Tell whether a plan is open."""
        return self._document is not None

    @property
    def can_change(self) -> bool:
        """Tell whether the open plan may be changed."""
        return self._document is not None and not self._document.is_read_only

    @property
    def unsaved(self) -> tuple[Op, ...]:
        """What was typed but could not be written yet, the oldest first."""
        return tuple(self._unsaved)

    @property
    def is_overtaken(self) -> bool:
        """Tell whether what waits does so because somebody else changed the plan meanwhile."""
        return self._overtaken is not None

    def open(self, place: Path | ServerAddress, *, read_only: bool = False) -> bool:
        """Open a plan in place of the present one; say why where it cannot be."""
        from plandesk.services.document import Document

        self.asked_for = place if isinstance(place, Path) else None
        return self._show(lambda: Document.open(place, read_only=read_only))

    def create(self, path: Path) -> bool:
        """Make a plan file and open it in place of the present one."""
        from plandesk.services.document import Document

        return self._show(lambda: Document.create(path))

    def adopt(self, document: Document) -> None:
        """Take over a plan that was opened already, in place of the present one."""
        self.close()
        self.asked_for = None
        self._document = document
        self._stop = document.listen(self._tell)
        self.opened.emit()

    def close(self) -> None:
        """Let go of the file."""
        if self._document is None:
            return
        self.about_to_close.emit()
        if self._stop:
            self._stop()
            self._stop = None  # it knows the document
        document, self._document = self._document, None
        document.close()
        self.closed.emit()

    def read(self) -> AbstractContextManager[Any]:
        """Give a reading session; only for calling queries with."""
        if self._document is None:
            raise UserError(self.tr("No plan is open."))
        return self._document.read()

    def run(self, op: Op, initiator: object = None) -> bool:
        """Run an op; return whether the plan changed. A refusal is told through ``refused``.

        An op that only the file or somebody else's change stood in the way of is kept, to be tried
        again by ``retry``; what the file was in the way of before goes in first.
        """
        if self._document is None:
            return False
        self._forget_same(op)
        if self._unsaved and not self.is_overtaken:
            self._unsaved.append(op)
            return self.retry()
        return self._attempt_op(op, initiator, len(self._unsaved), self.refused.emit)

    def _attempt_op(
        self, op: Op, initiator: object, place: int, refuse: Callable[[UserError], object]
    ) -> bool:
        """Run an op; where it must wait it gets this place among those that wait already."""
        assert self._document is not None
        try:
            step = self._document.run(op, initiator)
        except (FileProblem, ChangedMeanwhile) as error:
            self._unsaved.insert(place, op)
            if isinstance(error, ChangedMeanwhile):
                self._overtaken = error
            self.refused.emit(error)
            return False
        except UserError as error:
            refuse(error)
            return False
        return bool(step.rows)

    def settle(self) -> bool:
        """Do what waits, before the plan is left; tell whether nothing waits any more.

        What somebody else's change stood in the way of is not done unasked: it is told once more.
        """
        if self._overtaken is not None:
            self.refused.emit(self._overtaken)
            return False
        return self.retry()

    def retry(self) -> bool:
        """Do what could not be written, in the order it was asked for; tell whether all is in.

        What the plan has no place for any more is told through ``dropped``, with why.
        """
        if self._document is None:
            return not self._unsaved
        self._overtaken = None
        dropped: list[Op] = []
        why: list[UserError] = []
        for op in self.unsaved:
            left = len(self._unsaved)
            self._attempt_op(self._unsaved.pop(0), self, 0, why.append)
            if len(self._unsaved) == left:
                break
            if len(why) > len(dropped):
                dropped.append(op)
        if dropped:
            self.dropped.emit(dropped, why[-1])
        return not dropped and not self._unsaved

    def hold(self, error: ChangedMeanwhile) -> None:
        """Do nothing of what waits before somebody has looked at the plan as it is now."""
        self._overtaken = error if self._unsaved else None
        self.refused.emit(error)

    def forget_unsaved(self) -> None:
        """Give up what could not be written."""
        self._unsaved, self._overtaken = [], None

    def _forget_same(self, op: Op) -> None:
        # Whoever goes on typing in a field means the newest text, not each on the way to it.
        key = getattr(op, "merge_key", None)
        if key is not None:
            self._unsaved = [one for one in self._unsaved if getattr(one, "merge_key", None) != key]
        if not self._unsaved:
            self._overtaken = None

    def undo(self) -> OpChanges | None:
        """Take the last step back."""
        return self._attempt(self._document.undo) if self._document else None

    def redo(self) -> OpChanges | None:
        """Take the undone step again."""
        return self._attempt(self._document.redo) if self._document else None

    def _attempt(self, act: Callable[[], OpChanges]) -> OpChanges | None:
        try:
            return act()
        except UserError as error:
            self.refused.emit(error)
            return None

    def _show(self, get: Callable[[], Document]) -> bool:
        try:
            document = get()
        except UserError as error:
            self.refused.emit(error)
            return False
        self.adopt(document)
        return True

    def _tell(self, changes: OpChanges, initiator: object) -> None:
        self.changed.emit(changes, initiator)  # queued by Qt where the op ran in another thread
