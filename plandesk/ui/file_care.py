"""Looks after the open plan's file beside the window: checks it, keeps copies, notices changes."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from plandesk.errors import PlanChanged, UserError
from plandesk.ui.jobs import Job, JobQueue
from plandesk.ui.plan_reading import FILE_AT_ONCE
from plandesk.ui.surroundings import notes_on_place
from plandesk.ui.widgets.message_bar import Kind, Message

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.store.backup import Backup
    from plandesk.ui.main_window import MainWindow

_REST_MS = 900  # the plan is on the screen first
_HALF_HOUR_MS = 30 * 60 * 1000


class Checkup(NamedTuple):
    """What came of checking a plan's file; the backup is looked for only where it is damaged."""

    path: Path
    problems: list[str]
    backup: Backup | None


class FileCare(QObject):
    """Runs the whole check after each opening and a backup every half hour with changes.

    Both run in a thread of their own on connections that read; ``checked`` tells the outcome.
    """

    checked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._bridge = window, window.bridge
        self.queue = JobQueue(self)
        self._notes: list[Message] = []
        self._kept_at = 0
        self._stamp: tuple[int, int] | None = None  # of the file as we left it last
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self.check)
        self.half_hour = QTimer(self, interval=_HALF_HOUR_MS)
        self.half_hour.timeout.connect(self.keep_copy)
        self._bridge.opened.connect(self._begin)
        self._bridge.changed.connect(self._note)
        self._bridge.about_to_close.connect(self._stop)
        self._window.messages.dismissed.connect(self._say_next)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    @Slot()
    def _begin(self) -> None:
        document = self._bridge.document
        if document is None:
            return
        self._kept_at = document.commits
        self._note()
        self._soon.start()
        if not document.is_read_only:
            self.half_hour.start()
        self._window.state.follow(self._look_round)

    def _look_round(self) -> None:
        document = self._bridge.document
        if document is None:
            return
        if not document.is_shared:
            self._notes = notes_on_place(self._window, document.path)
            if document.foreign_log is not None:
                self._notes.insert(0, self._of_log(document.path, document.foreign_log))
        self._say_next()

    @Slot()
    def _stop(self) -> None:
        self._notes = []
        self._soon.stop()
        self.half_hour.stop()
        self.queue.cancel_all()
        self._window.messages.dismiss()  # what it says is about the plan that is left

    @Slot()
    def _say_next(self) -> None:
        if self._notes and self._window.messages.message is None:
            self._window.messages.show_message(self._notes.pop(0))

    def _of_log(self, plan: Path, log: Path) -> Message:
        beside = f"{plan.name}-wal"
        said = self.tr("%1 beside this plan is of another file. It was not read.")
        hint = self.tr("A folder that is copied between computers may have left it there.")
        if log.name != beside:
            renamed = self.tr("It is now called %1; delete it when nobody misses it.")
            hint = f"{hint} {renamed.replace('%1', log.name)}"
        return Message(Kind.WARNING, said.replace("%1", beside), hint)

    # --- the check ---------------------------------------------------------------------------

    @Slot()
    def check(self) -> None:
        """Check the whole file beside the window."""
        document = self._bridge.document
        if document is not None:
            self._run(self.tr("Check the file"), lambda job: _checkup(document, job), self._tell)

    @Slot(object)
    def _tell(self, found: Checkup) -> None:
        document = self._bridge.document
        if document is None or document.path != found.path:
            return
        if found.problems:
            more = len(found.problems) - 1
            rest = self.tr(" (and %1 more)").replace("%1", str(more)) if more else ""
            said = self.tr("%1 is damaged: %2").replace("%1", found.path.name)
            said = said.replace("%2", found.problems[0].rstrip("."))
            self._window.refusals.offer_backup(found.path, found.backup, f"{said}{rest}.")
        elif document.was_left_open and not self._window.files.moves.is_taken_over(found.path):
            said = self.tr("The last session did not close properly. All saved edits are here.")
            self._notes.insert(0, Message(Kind.INFO, said))
            self._say_next()
        self.checked.emit(found)

    # --- copies ------------------------------------------------------------------------------

    @Slot()
    def keep_copy(self) -> None:
        """Keep a backup where something was changed since the last one."""
        document = self._bridge.document
        if document is None or document.is_read_only or document.commits == self._kept_at:
            return
        self._kept_at = document.commits
        self._run(self.tr("Keep a backup"), lambda _: document.backup("every half hour"))

    # --- after sleep -------------------------------------------------------------------------

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_again()

    def look_again(self) -> None:
        """Notice what became of the file while the window was not looked at."""
        document = self._bridge.document
        if document is None or self._bridge.unsaved:
            return
        try:
            document.look_again()
        except PlanChanged as error:
            kind = Kind.INFO if document.is_read_only else Kind.WARNING
            self._window.messages.show_message(Message(kind, error.message, error.hint))
            return
        except UserError as error:
            self._bridge.refused.emit(error)
            return
        # A program that counts no steps changed the file, or its date alone; the seal tells.
        if self._stamp not in (None, _stamp_of(document)):
            self._note()
            self.check()

    @Slot()
    def _note(self) -> None:
        document = self._bridge.document
        self._stamp = _stamp_of(document) if document is not None else None

    def _run(self, title: str, work: object, done: object = None) -> None:
        job = Job(title, work, self)  # pyright: ignore[reportArgumentType]
        job.way = self._window.host.way
        if done is not None:
            job.succeeded.connect(done)  # pyright: ignore[reportArgumentType]
        job.refused.connect(self._bridge.refused)
        job.failed.connect(self._fault)
        self.queue.start(job)

    @Slot(object)
    def _fault(self, error: BaseException) -> None:
        raise error


def _stamp_of(document: Document) -> tuple[int, int] | None:
    """Return when the file was written to, and its size; None where there is none."""
    if not document.is_shared:
        with contextlib.suppress(OSError):
            told = document.path.stat()
            return told.st_mtime_ns, told.st_size
    return None


def _checkup(document: Document, job: Job) -> Checkup:
    from plandesk.services.checks.apart import file_problems_apart
    from plandesk.services.copies.rescue import check_file, newest_sound_backup
    from plandesk.store.scratch import sweep_scratch

    sweep_scratch()
    is_large = document.size > FILE_AT_ONCE
    problems = (file_problems_apart if is_large else check_file)(document, job.step)
    found = newest_sound_backup(document.path, job.step) if problems else None
    return Checkup(document.path, problems, found)
