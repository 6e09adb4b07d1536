"""Import returns: files at the left, what is wrong and what would change, and one line in full."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from plandesk.services.queries.import_lines import LineState
from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.dialogs.choose_files import FileChooser
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.import_lists import ImportFilesModel, counted
from plandesk.ui.panels.returns.import_changes import ChangesPanel
from plandesk.ui.panels.returns.import_detail import ImportDetail
from plandesk.ui.panels.returns.import_match import MatchBox
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.panels.returns.import_unlock import UnlockButton
from plandesk.ui.panels.returns.import_writing import ImportWriting
from plandesk.ui.theme import Space
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, word_button

if TYPE_CHECKING:
    from plandesk.ui.pages import PageHost

_NARROW = 62  # heights of a line: below this the list of files gives way to a chooser

_WORDS = (  # in full, and where the window is narrow
    (
        QT_TRANSLATE_NOOP("ImportPanel", "&Save report…"),
        QT_TRANSLATE_NOOP("ImportPanel", "Report…"),
    ),
    (
        QT_TRANSLATE_NOOP("ImportPanel", "Save copies with questions…"),
        QT_TRANSLATE_NOOP("ImportPanel", "Questions…"),
    ),
    (
        QT_TRANSLATE_NOOP("ImportPanel", "Only file as received"),
        QT_TRANSLATE_NOOP("ImportPanel", "Only file"),
    ),
)


def _pause(parts: Iterable[QWidget], *, busy: bool) -> None:
    """Switch parts off while work runs; the one that had the keyboard gets it back at the end."""
    for part in parts:
        if busy and part.hasFocus():
            part.setProperty("held", True)
        part.setEnabled(not busy)
        if not busy and part.property("held"):
            part.setProperty("held", False)
            part.setFocus()


class FileList(QListView):
    """The files of an import; Delete takes one out."""

    removed = Signal(int)

    def __init__(self, model: ImportFilesModel, host: PageHost) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Files"))
        self.setItemDelegate(RowDelegate(host.look, self, lines=2))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen file out of the import."""
        number = self._model.file_at(self.currentIndex().row())
        if event.key() == Qt.Key.Key_Delete and number is not None:
            self.removed.emit(number)
            return
        super().keyPressEvent(event)


class ImportPanel(QWidget):
    """The preview of an import; nothing is written before "Apply"."""

    applied = Signal(int, int, int)
    left = Signal()

    def __init__(self, host: PageHost, chooser: FileChooser) -> None:
        super().__init__()
        self.host, self._chooser = host, chooser
        self.session = ImportSession(host, self)
        self.writing = ImportWriting(host, chooser, self.session, self)
        self.files = ImportFilesModel(self.session, self)
        self.changes = ChangesPanel(self.session, host.look)
        self.list = FileList(self.files, host)
        self.list.removed.connect(self.session.remove)
        self.list.selectionModel().currentChanged.connect(self._narrow)
        self.detail = ImportDetail(self.session, host.look, MatchBox(self.session, host))
        self.changes.line_changed.connect(self.detail.show_line)
        self.changes.finding_chosen.connect(self.detail.show_finding)
        self.changes.tracker_asked.connect(self._to_tracker)
        self._fitted: tuple[bool, int] | None = None
        self._lay_out()
        self.session.filled.connect(self._lay_out_lists)
        self.session.previewed.connect(self._on_preview)
        self.session.ticked.connect(self._say_totals)
        self.session.work.changed.connect(self._say_totals)
        self.session.applied.connect(self.applied)
        host.look.changed.connect(self._dress)
        self._on_preview()

    # --- putting together --------------------------------------------------------------------

    def _make_empty(self) -> None:
        self.none = EmptyPage(self.host.look, Icon.IMPORT)
        self.none.say(
            self.tr("Drop returned workbooks here"),
            self.tr("Files, a folder or a zip. You see every change before anything is imported."),
        )
        self.none.offer(
            [
                self._action(self.tr("Choose files…"), self.ask_files),
                self._action(self.tr("Choose a folder…"), self.ask_folder),
            ]
        )

    def _lay_out(self) -> None:
        look = self.host.look
        self._make_tools()
        self._make_empty()
        self.totals = label(role="secondary", wrap=True)
        self.side = QWidget()
        down = QVBoxLayout(self.side)
        close_up(down)
        down.addWidget(self.list, 1)
        self.totals_bar = Bar(look, [self.totals])
        down.addWidget(self.totals_bar)
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.addWidget(self.changes)
        self.both.addWidget(self.detail)
        self.both.setStretchFactor(0, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.side)
        self.split.addWidget(self.both)
        self.split.setStretchFactor(1, 1)
        for split in (self.both, self.split):
            split.setHandleWidth(1)
            split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.split)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self._make_reason())
        whole.addWidget(self._make_foot())

    def _make_tools(self) -> None:
        """Make what the page shows beside its tabs while this is the shown one."""
        self.one = QComboBox()
        self.one.setAccessibleName(self.tr("File"))
        self.one.setModel(self.files)
        self.one.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.one.activated.connect(self._choose_file)
        self.add = button(self.tr("Files…"), self.ask_files, Icon.ADD)
        self.add_folder = button(self.tr("Folder…"), self.ask_folder, Icon.FOLDER)
        self.add.setToolTip(self.tr("Add returned workbooks or zips"))
        self.add_folder.setToolTip(self.tr("Add all returned workbooks of a folder"))
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        close_up(row)
        row.setSpacing(self.host.look.space(Space.SMALL))
        for part in (self.one, UnlockButton(self.session), self.add, self.add_folder):
            row.addWidget(part)

    def _make_reason(self) -> Bar:
        self.reason = QLineEdit(placeholderText=self.tr("Why these answers are taken all the same"))
        self.reason.setAccessibleName(self.tr("Reason for taking answers with warnings"))
        self.reason.textChanged.connect(self._say_totals)
        why = label(self.tr("Some of the ticked answers have warnings."), "warning")
        self.reason_bar = Bar(self.host.look, [why, self.reason])
        self.reason_bar.row.setStretch(1, 1)
        return self.reason_bar

    def _make_foot(self) -> Bar:
        self.report = button(str(_WORDS[0][0]), self.writing.save_report, Icon.SAVE_COPY)
        self.copies = button(str(_WORDS[1][0]), self._save_copies, Icon.QUESTION)
        self.cancel = button(self.tr("Cancel"), self.give_up)
        self.file = button(str(_WORDS[2][0]), self.receive)
        self.file.setToolTip(self.tr("Note that these returns came in; take nothing of them yet"))
        self.go = button("", self.apply, primary=True)
        parts = [self.report, self.copies, None, self.cancel, self.file, self.go]
        self.foot = Bar(self.host.look, parts)
        return self.foot

    def _action(self, text: str, act: object) -> QAction:
        action = QAction(icons.get(Icon.ADD), text, self)
        action.triggered.connect(act)
        return action

    # --- what is shown -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the files again where the plan has changed since."""
        self.session.read_if_changed()

    def focus(self) -> None:
        """Put the keyboard where the work is."""
        self.changes.tree.setFocus() if self.session.files else self.add.setFocus()

    @Slot()
    def _lay_out_lists(self) -> None:
        """Lay out what is filled; it is drawn in the turn in which the rest is told."""
        self.split.setUpdatesEnabled(False)
        self.stack.setCurrentWidget(self.split)

    @Slot()
    def _on_preview(self) -> None:
        there = bool(self.session.files)
        self.stack.setCurrentWidget(self.split if there else self.none)
        self.split.setUpdatesEnabled(True)
        self.add.setVisible(there)
        self.add_folder.setVisible(there)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.files.index(0))
        if not there:
            self.reason.clear()
            self.detail.show_line(None)
        self._dress()
        self._say_totals()

    @Slot()
    def _say_totals(self) -> None:
        counts, chosen = self.session.counts(), self.session.chosen()
        there = bool(self.session.files)
        self.foot.setVisible(there)
        needs = self.session.needs_reason()
        self.reason_bar.setVisible(needs)
        self.totals.setText(self._totals(counts, len(chosen)))
        self.totals_bar.setVisible(bool(self.totals.text()))
        words = self.tr("File &as received") if self.session.can_file else ""
        if chosen:
            words = counted(len(chosen), "&Apply 1 change", "&Apply %1 changes")
        word_button(self.go, words or self.tr("Nothing to import"))
        self.file.setVisible(bool(chosen))
        busy = self.session.work.busy
        able = self.host.bridge.can_change and self.session.can_file and not busy
        self.file.setEnabled(able)
        self.go.setEnabled(able and not (needs and not self.reason.text().strip()))
        # Not the list and the tree: they would be drawn anew beside the work, which takes turns
        # with each word drawn, and whoever works by keyboard would lose the place.
        _pause((self.detail, self.report, self.copies), busy=busy)

    def _totals(self, counts: dict[LineState, int], ticked: int) -> str:
        questions = len(self.session.questions_by_place())
        lines = [
            (self.tr("Ticked"), ticked),
            (self.tr("Changes"), counts[LineState.NEW] + counts[LineState.WAITING]),
            (self.tr("Conflicts"), counts[LineState.CONFLICT]),
            (self.tr("To fix"), counts[LineState.PROBLEM] + counts[LineState.UNMATCHED]),
            (self.tr("Not in file"), counts[LineState.MISSING]),
            (self.tr("Questions"), questions),
        ]
        return "\n".join(f"{word}  {count:,}" for word, count in lines if count)

    @Slot(QModelIndex)
    def _narrow(self, index: QModelIndex) -> None:
        self.one.setCurrentIndex(index.row())
        self.changes.show_file(self.files.file_at(index.row()))

    @Slot(int)
    def _choose_file(self, at: int) -> None:
        self.list.setCurrentIndex(self.files.index(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list of files out where the window is narrow."""
        super().resizeEvent(event)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        look = self.host.look
        narrow = self.width() < look.px(_NARROW)
        self.side.setHidden(narrow)
        self.one.setVisible(narrow and len(self.session.files) > 1)
        self.changes.set_narrow(narrow)
        for part, words in zip((self.report, self.copies, self.file), _WORDS, strict=True):
            part.setText(self.tr(str(words[narrow])))
            part.setAccessibleName(self.tr(str(words[0])).replace("&", ""))
        self.side.setMaximumWidth(look.px(16))
        self.side.setMinimumWidth(look.px(9))
        self.list.setMinimumHeight(look.px(3))
        self.one.setMinimumWidth(look.px(7))
        if self._fitted != (narrow, look.zoom):  # else what was dragged by hand stays
            self._fitted = (narrow, look.zoom)
            self.split.setSizes([look.px(13), self.width()])
            self.both.setSizes([self.width(), look.px(15 if narrow else 16)])
        self.go.setIconSize(QSize(look.px(1), look.px(1)))

    # --- commands ----------------------------------------------------------------------------

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Look at these files, folders and zips, together with those that are here already."""
        self.session.add(paths)

    @Slot()
    def ask_files(self) -> None:
        """Ask for returned workbooks."""
        kinds = self.tr("Workbooks and zips (*.xlsx *.xlsm *.xls *.ods *.zip);;All files (*)")
        self.add_paths(self._chooser.files(self, self.tr("Import returns"), kinds))

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder of returned workbooks."""
        folder = self._chooser.folder(self, self.tr("Folder with returns"))
        self.add_paths([folder] if folder is not None else [])

    @Slot()
    def give_up(self) -> None:
        """Leave without importing anything."""
        self.session.clear()
        self.left.emit()

    @Slot()
    def apply(self) -> None:
        """Take what is ticked, as one step."""
        self.detail.question.commit()
        self.session.apply(self.reason.text())

    @Slot()
    def receive(self) -> None:
        """Note that the returns came in, without taking anything."""
        self.detail.question.commit()
        self.session.receive()

    @Slot(object)
    def _to_tracker(self, path: Path) -> None:
        self.host.bring_in_tracker(path)

    @Slot()
    def _save_copies(self) -> None:
        self.detail.question.commit()
        self.writing.save_copies()
