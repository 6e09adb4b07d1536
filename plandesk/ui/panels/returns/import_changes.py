"""What an import would change: the problems on top, then every answer by project with its tick."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QSplitter, QToolButton, QVBoxLayout, QWidget

from plandesk.excel.returns.schema import Severity
from plandesk.services.queries.import_lines import ImportLine, LineState
from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.itemmodels.import_lists import FindingsModel, ShownFinding, counted
from plandesk.ui.itemmodels.import_model import (
    NARROW_WIDTHS,
    WIDTHS,
    ImportColumn,
    ImportModel,
    state_sign,
)
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.panels.returns.import_session import ImportSession
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import Bar, close_up, label
from plandesk.ui.widgets.row_view import RowView

_FILTERS: tuple[tuple[object, tuple[LineState, ...]], ...] = (
    (QT_TRANSLATE_NOOP("Import", "New %1"), (LineState.NEW,)),
    (QT_TRANSLATE_NOOP("Import", "Conflicts %1"), (LineState.CONFLICT,)),
    (QT_TRANSLATE_NOOP("Import", "To fix %1"), (LineState.PROBLEM, LineState.UNMATCHED)),
    (QT_TRANSLATE_NOOP("Import", "Waits %1"), (LineState.WAITING,)),
    (QT_TRANSLATE_NOOP("Import", "Not taken %1"), (LineState.LOCKED, LineState.MISSING)),
    (QT_TRANSLATE_NOOP("Import", "Same %1"), (LineState.SAME, LineState.BOTH_SAME)),
)
_MOST_FINDINGS = 5
_LINES_AT_ONCE = 50  # laid out in a moment that nobody notices
_DRAWN_MS = 60  # by then the first of them are drawn, with all that stands around them


class FindingsList(QListView):
    """The findings; Enter goes to the line, Space puts it right where one press can."""

    asked = Signal(object)
    fix_asked = Signal(object)

    def __init__(self, model: FindingsModel, look: Look) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("What is wrong"))
        delegate = RowDelegate(look, self)
        delegate.offer_taken.connect(self._offer)
        self.setItemDelegate(delegate)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line, or take the offer."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(index)
        elif index.isValid() and event.key() == Qt.Key.Key_Space and index.data(RowRole.OFFER):
            self._offer(index)
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _ask(self, index: QModelIndex) -> None:
        self.asked.emit(index.data(RowRole.ROW))

    @Slot(QModelIndex)
    def _offer(self, index: QModelIndex) -> None:
        self.fix_asked.emit(index.data(RowRole.ROW))


class ChangesPanel(QWidget):
    """Findings, filters with counts, and the tree of answers."""

    line_changed = Signal(object)
    finding_chosen = Signal(object)
    tracker_asked = Signal(object)

    def __init__(self, session: ImportSession, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._file: int | None = None
        self._kept: ImportLine | None = None
        self._narrow_now = False
        # The findings first: when the tree has settled, it looks at them.
        self.found = FindingsModel(session, self)
        self.model = ImportModel(session, self)
        self.findings = FindingsList(self.found, look)
        self.findings.asked.connect(self._jump)
        self.findings.fix_asked.connect(self._fix)
        self.tree = RowView(self.tr("Changes"), look)
        self.tree.setRootIsDecorated(True)
        self.tree.show_model(self.model, WIDTHS)
        self.tree.row_changed.connect(self._tell)
        self._make_filters()
        self._lay_out()
        self._opened = 0  # projects that are open, from the top
        self._opening = QTimer(self, singleShot=True, interval=0)
        self._opening.timeout.connect(self._open_more)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._settle)
        session.ticked.connect(self._count)
        look.changed.connect(self._fit)
        self._narrow()

    def _make_filters(self) -> None:
        self.filters: list[QToolButton] = []
        for _, states in _FILTERS:
            made = QToolButton()
            made.setCheckable(True)
            made.setChecked(LineState.SAME not in states)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setIcon(icons.get(state_sign(states[0]).icon))
            made.toggled.connect(self._narrow)
            self.filters.append(made)

    def _lay_out(self) -> None:
        self.title = label(role="heading", wrap=True)
        self.show_label = label(self.tr("Show"), "secondary")
        top = QWidget()
        down = QVBoxLayout(top)
        close_up(down)
        self.bar = Bar(self._look, [self.title])
        down.addWidget(self.bar)
        down.addWidget(self.findings, 1)
        below = QWidget()
        under = QVBoxLayout(below)
        close_up(under)
        self.filter_bar = Bar(self._look, [self.show_label, *self.filters, None])
        under.addWidget(self.filter_bar)
        under.addWidget(self.tree, 1)
        self.top = top
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(top)
        self.split.addWidget(below)
        self.split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        close_up(whole)
        whole.addWidget(self.split)

    # --- what is shown -----------------------------------------------------------------------

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what there is least need of where there is little room."""
        for column in (ImportColumn.ISSUED, ImportColumn.NOW):
            self.tree.setColumnHidden(column, narrow)
        if narrow != self._narrow_now:
            self._narrow_now = narrow
            self._count()
        self.show_label.setHidden(narrow)
        self.bar.setHidden(narrow)
        self.tree.setHeaderHidden(narrow)
        self.tree.set_widths(NARROW_WIDTHS if narrow else WIDTHS)
        self._fit()

    def show_file(self, file: int | None) -> None:
        """Show one file's lines, or those of all."""
        if file == self._file:
            return  # every line was laid out just now
        self._file = file
        self.found.narrow(file)
        self._narrow()

    def current(self) -> ImportLine | None:
        """Return the line under the cursor."""
        return self.tree.currentIndex().data(RowRole.ROW)

    def select(self, line: ImportLine) -> None:
        """Put the cursor on a line, showing its state where that is hidden."""
        for (_, states), each in zip(_FILTERS, self.filters, strict=True):
            if line.state in states and not each.isChecked():
                each.setChecked(True)
        index = self.model.index_of(line)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    @Slot()
    def _narrow(self) -> None:
        states = [
            state
            for (_, each), made in zip(_FILTERS, self.filters, strict=True)
            if made.isChecked()
            for state in each
        ]
        self.model.narrow(states, self._file)

    @Slot()
    def _keep(self) -> None:
        self._kept = self.current()

    @Slot()
    def _open_more(self) -> None:
        """Open the next projects, as many as are soon laid out; the rest when the window rests."""
        lines = 0
        while lines < _LINES_AT_ONCE and self._opened < self.model.rowCount():
            project = self.model.index(self._opened, 0)
            with self.tree.quiet_below(project):
                self.tree.setFirstColumnSpanned(self._opened, QModelIndex(), True)
                self.tree.expand(project)
            lines += self.model.rowCount(project)
            self._opened += 1
        if self._opened < self.model.rowCount():
            self._opening.start(0)

    @Slot()
    def _settle(self) -> None:
        """Open every project, and go back to the line that the cursor was on."""
        self._opened = 0
        self._open_more()
        if self._opening.isActive():
            self._opening.start(_DRAWN_MS)
        index = self.model.index_of(self._kept) if self._kept else QModelIndex()
        if not index.isValid():
            index = self.model.index(0, 0, self.model.index(0, 0))
        self.tree.setCurrentIndex(index)
        self._tell(index)
        first = self.found.found_at(0)
        if not index.isValid() and first is not None:
            self.finding_chosen.emit(first)
        self._count()
        self._say_problems()
        self._fit()

    @Slot()
    def _count(self) -> None:
        counts = self._session.counts(self._file)
        self.filter_bar.setVisible(bool(counts))
        for (words, states), made in zip(_FILTERS, self.filters, strict=True):
            count = sum(counts[state] for state in states)
            whole = self.tr(str(words)).replace("%1", f"{count:,}")
            made.setText(f"{count:,}" if self._narrow_now else whole)  # the icon says which
            made.setToolTip(whole)
            made.setAccessibleName(whole)
            made.setVisible(bool(count) or (made.isChecked() and states[0] is LineState.NEW))

    def _say_problems(self) -> None:
        wrong, check = self.found.count(Severity.ERROR), self.found.count(Severity.WARNING)
        parts = []
        if wrong:
            parts.append(counted(wrong, "1 problem to fix", "%1 problems to fix"))
        if check:
            parts.append(counted(check, "1 thing to check", "%1 things to check"))
        if not parts and self.found.rowCount():
            parts.append(self.tr("Worth knowing"))
        self.title.setText(", ".join(parts))
        self.top.setVisible(bool(self.found.rowCount()))

    @Slot()
    def _fit(self) -> None:
        rows = min(self.found.rowCount(), _MOST_FINDINGS)
        tall = self._look.px(1.72) * rows + self.bar.sizeHint().height()
        tall = min(tall, self.height() * 2 // (7 if self._narrow_now else 5))
        self.findings.setMinimumHeight(self._look.px(1.72))
        self.tree.setMinimumHeight(self._look.px(4))
        self.split.setSizes([tall, max(tall, self.height() - tall)])

    # --- what is asked -----------------------------------------------------------------------

    @Slot(object)
    def _jump(self, shown: ShownFinding) -> None:
        if shown.line is not None:
            self.select(shown.line)
        else:
            self.finding_chosen.emit(shown)

    @Slot(object)
    def _fix(self, shown: ShownFinding) -> None:
        tracker = self.found.tracker_of(shown)
        if tracker is not None:
            self.tracker_asked.emit(tracker)
            return
        preview = self._session.preview
        rating = preview.scale.by_code(shown.finding.suggestion) if preview else None
        if rating is not None and shown.line is not None:
            self._session.fix(shown.line, rating.word)

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        self.line_changed.emit(index.data(RowRole.ROW) if index.isValid() else None)
