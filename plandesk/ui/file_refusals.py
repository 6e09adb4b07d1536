"""What the window offers when the file is in the way: retry, a copy, another place, a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from plandesk.errors import (
    BookOpened,
    ChangedMeanwhile,
    FileDamaged,
    FileLocked,
    FileMoved,
    FileProblem,
    FileTooNew,
    NotWritten,
    OutOfReach,
    PlanChanged,
    UserError,
)
from plandesk.ui.days import local_time
from plandesk.ui.errors import message_for
from plandesk.ui.typed_words import typed_text, typed_words
from plandesk.ui.widgets.message_bar import Kind, Message, Offer

if TYPE_CHECKING:
    from plandesk.services.document import Op
    from plandesk.store.backup import Backup
    from plandesk.ui.main_window import MainWindow


class FileRefusals(QObject):
    """Turns each refusal into a message with the ways out of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bridge, self._files = window.bridge, window.files
        self._moves = window.files.moves
        self._of_opening: Message | None = None
        self._files.publish_refused.connect(self._show_unpublished)
        self._bridge.opened.connect(self._forget_opening)
        self._bridge.dropped.connect(self._show_dropped)

    def show(self, error: UserError) -> None:
        """Say what happened and offer what can be done about it."""
        if isinstance(error, FileProblem) and (self._bridge.unsaved or self._is_gone(error)):
            self.show_unsaved(error)
            return
        if isinstance(error, ChangedMeanwhile) and self._bridge.unsaved:
            self._show_overtaken(error)
            return
        path = self._bridge.asked_for
        if isinstance(error, BookOpened) and path is not None:
            self._show_book(error, path)
            return
        offers = self._on_opening(error, path) if path is not None else ()
        of_page = not isinstance(error, FileProblem | PlanChanged)  # those are about the file
        message = message_for(error, *offers, of_page=of_page)
        self._of_opening = message if path is not None else None
        self._window.messages.show_message(message)

    @Slot()
    def _forget_opening(self) -> None:
        """Take away what was said of a file that could not be opened, once another one is."""
        if self._of_opening is not None and self._window.messages.message is self._of_opening:
            self._window.messages.dismiss()
        self._of_opening = None

    def _show_book(self, error: BookOpened, path: Path) -> None:
        """Offer what takes a workbook in: the import for a return, else a tracker's steps."""
        from plandesk.excel.returns.files import holds_returns

        host = self._window.host
        tracker = Offer(self.tr("Bring in a tracker…"), lambda: host.bring_in_tracker(path))
        if not holds_returns(path):
            hint, offer = self.tr("It can be brought in as a tracker."), tracker
        elif self._bridge.can_change:
            hint = self.tr("A lead sent it back: it is a return.")
            offer = Offer(self.tr("Import returns…"), lambda: host.drops.import_paths([path]))
        else:
            hint = self.tr("It is a return: open the plan that it belongs to, then import it.")
            offer = Offer(self.tr("Open plan…"), self._files.open)
        self._of_opening = Message(Kind.ERROR, error.message, hint, (offer,))
        self._window.messages.show_message(self._of_opening)

    def show_unsaved(self, error: UserError) -> None:
        """Say what is not saved, in the words that were typed, and how to save it."""
        waits = self._bridge.unsaved
        retry = (Offer(self.tr("Retry"), self._retry),) if waits else ()
        offers = (
            *retry,
            Offer(self.tr("Save a copy elsewhere…"), self._moves.save_elsewhere),
        )
        if isinstance(error, FileMoved):
            there = Offer(self.tr("Locate…"), self._moves.locate)
            ways = (Offer(self.tr("Save as…"), self._moves.save_elsewhere), there)
            instead = self._of_what_lies_there()
            offers = (*ways, *retry) if instead is None else (instead, *ways)
        hint = f"{error.hint} {self._waits()}" if waits else error.hint
        self._window.messages.show_message(Message(Kind.ERROR, error.message, hint, offers))

    def _is_gone(self, error: UserError) -> bool:
        """Tell whether it is the open plan that is not in its place any more."""
        document = self._bridge.document
        return isinstance(error, FileMoved) and document is not None and not document.is_in_place

    def _of_what_lies_there(self) -> Offer | None:
        """Offer what to do with another file in the plan's place; None where there is none."""
        document = self._bridge.document
        path = document.path if document is not None and not document.is_shared else None
        if path is None or not path.is_file():
            return None
        if path.stat().st_size:
            return Offer(self.tr("Open it again"), self._moves.open_again)
        return Offer(self.tr("Look for a sound backup"), lambda: self.look(path))

    def _show_overtaken(self, error: ChangedMeanwhile) -> None:
        """Say who changed the plan, and offer to do after that what was asked for here.

        In another state of the plan the rows may be others: there the words are all that is kept.
        """
        offers = (
            Offer(self.tr("Make my change now"), self._retry),
            Offer(self.tr("Leave it out"), self._leave_out),
        )
        hint = f"{error.hint} {self._waits()}"
        if not error.follows:
            offers = (self._to_copy(self._bridge.unsaved),)
            self._leave_out()
        self._window.messages.show_message(Message(Kind.ERROR, error.message, hint, offers))

    @Slot(object, object)
    def _show_dropped(self, ops: Sequence[Op], error: UserError) -> None:
        """Say that what waited has no place in the plan any more; the words can be kept."""
        typed = self.tr("Left out: “%1”.").replace("%1", typed_words(ops[-1]))
        self._window.messages.show_message(
            Message(Kind.ERROR, error.message, typed, (self._to_copy(ops),))
        )
        if self._bridge.unsaved:
            self._window.status.say_unsaved(len(self._bridge.unsaved))
        else:
            self._window.status.say_saved(None, read_only=False)

    def _to_copy(self, ops: Sequence[Op]) -> Offer:
        typed = "\n\n".join(map(typed_text, ops))
        return Offer(self.tr("Copy what I typed"), lambda: self._copy(typed))

    def _waits(self) -> str:
        self._window.status.say_unsaved(len(self._bridge.unsaved))
        typed = typed_words(self._bridge.unsaved[-1])
        return self.tr("Not saved yet: “%1”.").replace("%1", typed)

    def _leave_out(self) -> None:
        self._bridge.forget_unsaved()
        self._window.status.say_saved(None, read_only=False)

    def _copy(self, typed: str) -> None:
        QGuiApplication.clipboard().setText(typed)
        self._window.toast.say(self.tr("Copied."))

    def may_close(self) -> bool:
        """Tell whether nothing typed would be lost; else say what, and offer to close anyway."""
        if self._bridge.settle():
            return self._files.may_leave()
        if not self._bridge.unsaved:
            return False  # it was just told what the plan has no place for any more
        typed = typed_words(self._bridge.unsaved[-1])
        said = self.tr("“%1” is not saved yet.").replace("%1", typed)
        ways = (Offer(self.tr("Make my change now"), self._retry),)
        if not self._bridge.is_overtaken:
            elsewhere = Offer(self.tr("Save a copy elsewhere…"), self._moves.save_elsewhere)
            ways = (Offer(self.tr("Retry"), self._retry), elsewhere)
        offers = (*ways, Offer(self.tr("Close without it"), self._give_up))
        self._window.messages.show_message(Message(Kind.ERROR, said, "", offers))
        return False

    @Slot(object)
    def _show_unpublished(self, error: UserError) -> None:
        origin = self._files.origin
        if origin is None:
            return
        offers = [Offer(self.tr("Try again"), self._window.close)]
        if isinstance(error, PlanChanged):
            offers.insert(0, Offer(self.tr("Merge…"), lambda: self._files.compare(origin)))
        offers.append(Offer(self.tr("Close without publishing"), self._leave))
        self._window.messages.show_message(message_for(error, *offers))

    def _leave(self) -> None:
        self._files.leave_unpublished()
        self._window.close()

    def _retry(self) -> None:
        if self._bridge.retry():
            self._window.toast.say(self.tr("Saved."))

    def _give_up(self) -> None:
        self._bridge.forget_unsaved()
        self._window.close()

    def _on_opening(self, error: UserError, path: Path) -> tuple[Offer, ...]:
        read = Offer(
            self.tr("Open to read only"), lambda: self._files.open_path(path, read_only=True)
        )
        copy = Offer(self.tr("Open a copy…"), lambda: self._files.open_copy(path))
        match error:
            case OutOfReach():
                return ()
            case FileLocked() | NotWritten():
                return read, copy
            case FileTooNew() if error.can_be_read:
                return (read,)
            case FileDamaged():
                return (Offer(self.tr("Look for a sound backup"), lambda: self.look(path)),)
            case FileProblem() if path.is_file() and not path.stat().st_size:
                return (Offer(self.tr("Look for a sound backup"), lambda: self.look(path)),)
            case _:
                return ()

    # --- a damaged file ----------------------------------------------------------------------

    def look(self, path: Path) -> None:
        """Look for the newest backup that passes every check, beside the window."""
        from plandesk.services.copies.rescue import newest_sound_backup

        self._window.host.run_job(
            self.tr("Look for a sound backup"),
            lambda job: newest_sound_backup(path, job.step),
            lambda found: self.offer_backup(path, found, ""),
        )

    def offer_backup(self, path: Path, found: Backup | None, damage: str) -> None:
        """Say what is damaged and which backup can take its place."""
        text = damage or self.tr("%1 is damaged.").replace("%1", path.name)
        if found is None:
            hint = self.tr("There is no sound backup beside it. Ask for help with this file.")
            self._window.messages.show_message(Message(Kind.ERROR, text, hint))
            return
        when = local_time(found.made.replace(tzinfo=None))
        hint = self.tr(
            "The newest sound backup is of %1 (%2). The damaged file is kept beside the plan."
        )
        offer = Offer(self.tr("Bring it back"), lambda: self._bring_back(path, found))
        hint = hint.replace("%1", when).replace("%2", found.reason)
        self._window.messages.show_message(Message(Kind.ERROR, text, hint, (offer,)))

    def _bring_back(self, path: Path, found: Backup) -> None:
        def done(aside: Path) -> None:
            said = self.tr("The plan is as it was on %1. The damaged file is kept as %2.")
            when = local_time(found.made.replace(tzinfo=None))
            said = said.replace("%1", when).replace("%2", aside.name)
            if self._bridge.settle():
                self._window.messages.show_message(Message(Kind.SUCCESS, said))

        self._window.restoring.bring_back(path, found.path, done, damaged=True)
