"""Bringing in a tracker: six steps that can be gone through in both directions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from plandesk.services.trackers.account import TrackerAccount, summed
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.trackers.columns_step import ColumnsStep
from plandesk.ui.panels.trackers.file_step import FileStep
from plandesk.ui.panels.trackers.files import TrackerFiles
from plandesk.ui.panels.trackers.match_step import MatchStep
from plandesk.ui.panels.trackers.preview_step import PreviewStep
from plandesk.ui.panels.trackers.sheets_step import SheetsStep
from plandesk.ui.panels.trackers.step import TrackerStep
from plandesk.ui.panels.trackers.values_step import ValuesStep
from plandesk.ui.panels.trackers.work import Brought, Stage, Target, TrackerWork
from plandesk.ui.theme import Space
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.step_strip import StepState, StepStrip


class TrackerPage(Page):
    """The strip of steps, the present step, and the way back and on."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.work = TrackerWork(host, self)
        self.files = TrackerFiles(host, self)
        self.stage = Stage.FILE
        self._furthest = Stage.FILE
        look = host.look
        self.steps: dict[Stage, TrackerStep] = {
            Stage.FILE: FileStep(self.work, look),
            Stage.SHEETS: SheetsStep(self.work, look),
            Stage.COLUMNS: ColumnsStep(self.work, look),
            Stage.VALUES: ValuesStep(self.work, look),
            Stage.MATCH: MatchStep(self.work, look),
            Stage.PREVIEW: PreviewStep(self.work, look),
        }
        self._names = (
            self.tr("File"),
            self.tr("Sheets"),
            self.tr("Columns"),
            self.tr("Values"),
            self.tr("Match"),
            self.tr("Preview"),
        )
        self.strip = StepStrip(self._names, look)
        self.stack = QStackedWidget()
        for step in self.steps.values():
            self.stack.addWidget(self._scrolled(step))
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton()
        self.straight = QPushButton(self.tr("Strai&ght to the preview"))
        self.recipe = QPushButton(self.tr("Save re&cipe…"))
        self.report = QPushButton(self.tr("&Save report…"))
        self.note = QLabel()
        self._lay_out()
        self._connect()
        self.refresh()

    @staticmethod
    def _scrolled(step: TrackerStep) -> QScrollArea:
        """Let a step be scrolled where the window is too low for it, as at 200 %."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(step)
        return area

    def _lay_out(self) -> None:
        look = self.host.look
        title = QLabel(self.tr("Bring in a tracker"))
        title.setProperty("role", "heading")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        title.setFont(font)
        head = QHBoxLayout()
        head.setSpacing(look.space(Space.WIDE))
        head.addWidget(title)
        head.addWidget(self.strip, 1)
        line = QFrame()
        line.setProperty("role", "line")
        foot = QHBoxLayout()
        foot.setSpacing(look.space(Space.SMALL))
        foot.addWidget(self.back)
        foot.addWidget(self.note, 1)
        for button in (self.recipe, self.report, self.straight, self.next):
            foot.addWidget(button)
        self.next.setProperty("primary", True)
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        gap = look.space(Space.LARGE)
        column.setContentsMargins(gap, look.space(Space.MEDIUM), gap, look.space(Space.MEDIUM))
        column.setSpacing(look.space(Space.MEDIUM))
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(line)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.strip.asked.connect(self._on_strip)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.straight.clicked.connect(self.go_straight)
        self.recipe.clicked.connect(self.save_recipe)
        self.report.clicked.connect(self._save_report)
        self.work.changed.connect(self.refresh)
        self.work.opened.connect(self._start_again)
        self.work.brought.connect(self._on_brought)
        self.host.bridge.changed.connect(self._on_plan_changed)
        self.host.bridge.opened.connect(self._on_plan_opened)
        self.host.bridge.closed.connect(self._on_plan_opened)

    # --- what the window calls ---------------------------------------------------------------

    def bring_in(self) -> None:
        """Start, or go on where one was."""
        if self.work.guess is None:
            self._furthest = Stage.FILE
            self._show(Stage.FILE)

    def open_book(self, path: Path) -> None:
        """Start with this workbook."""
        self._show(Stage.FILE)
        self.work.open(path)

    @Slot()
    def refresh(self) -> None:
        """Show the present step and what can be done."""
        step = self.steps[self.stage]
        busy = self.work.busy
        step.enter()
        obstacle, hint = step.obstacle(), step.hint()
        self.note.setText("" if busy else obstacle or hint)
        warn = bool(obstacle or hint) and self.work.guess is not None
        self.note.setProperty("role", "warning" if warn else "secondary")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        last = self.stage is Stage.PREVIEW
        self.back.setEnabled(self.stage is not Stage.FILE and not busy)
        self.next.setEnabled(not obstacle and not busy and self.work.guess is not None)
        self.next.setText(self._next_words())
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        ready = self.work.guess is not None
        self.straight.setVisible(ready and self.stage < Stage.VALUES)
        self.straight.setEnabled(not obstacle and not busy)
        for button in (self.recipe, self.report):
            button.setVisible(last)
            button.setEnabled(not busy)
        for button in (self.back, self.straight, self.recipe, self.report):
            button.setAccessibleName(button.text().replace("&", "").rstrip("…"))
        self.strip.show_states([self._state(each) for each in Stage])

    def _state(self, stage: Stage) -> StepState:
        if stage is self.stage:
            return StepState.HERE
        if stage is Stage.MATCH and self.work.guess is not None and not self.work.needs_match:
            return StepState.SKIPPED
        known = stage <= self._furthest and self.work.guess is not None and not self.work.busy
        return StepState.DONE if known else StepState.AHEAD

    def _next_words(self) -> str:
        if self.stage is Stage.PREVIEW:
            account = self.work.account
            count = sum(account.created.values()) + account.changed if account else 0
            words = self.tr("Br&ing in 1 row") if count == 1 else self.tr("Br&ing in %1 rows")
            return words.replace("%1", f"{count:,}")
        return self.tr("&Next: %1").replace("%1", self._names[self._after()])

    def _after(self) -> Stage:
        after = Stage(self.stage + 1)
        return Stage.PREVIEW if after is Stage.MATCH and not self.work.needs_match else after

    # --- going -------------------------------------------------------------------------------

    @Slot()
    def go_on(self) -> None:
        """Go to the next step, or bring the tracker in from the last."""
        if self.stage is Stage.PREVIEW:
            self._bring_in()
        else:
            self._go(self._after())

    @Slot()
    def go_straight(self) -> None:
        """Go to the preview past the steps between."""
        self._go(Stage.PREVIEW)

    @Slot()
    def go_back(self) -> None:
        """Go to the step before; every answer stays."""
        before = Stage(max(self.stage - 1, 0))
        if before is Stage.MATCH and not self.work.needs_match:
            before = Stage.VALUES
        self._show(before)

    @Slot(int)
    def _on_strip(self, at: int) -> None:
        self._go(Stage(at))

    def _go(self, stage: Stage) -> None:
        self.work.prepare(stage, lambda: self._arrive(stage))

    def _arrive(self, stage: Stage) -> None:
        if stage is Stage.MATCH and not self.work.needs_match:
            stage = Stage.PREVIEW
        self._show(stage)

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        self._furthest = max(self._furthest, stage)
        self.stack.setCurrentIndex(stage)
        self.refresh()
        first = self.steps[stage].focusProxy() or self._first_field(self.steps[stage])
        if first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _first_field(step: QWidget) -> QWidget | None:
        """Return the first control of a step that can be used."""
        able = Qt.FocusPolicy.TabFocus
        for widget in step.findChildren(QWidget):
            if widget.focusPolicy() & able and widget.isVisible() and widget.isEnabled():
                return widget
        return None

    @Slot()
    def _start_again(self) -> None:
        """Stay at the first step with a newly opened tracker: what followed no longer holds."""
        self._furthest = self.stage = Stage.FILE
        self.stack.setCurrentIndex(Stage.FILE)
        self.refresh()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the end -----------------------------------------------------------------------------

    def _bring_in(self) -> None:
        if self.work.target is not Target.NEW_FILE:
            self.work.bring_in(None)
            return
        path = self.files.ask_plan(self.work.plan_title)
        if path is not None:
            self.work.bring_in(path)

    @Slot(object)
    def _on_brought(self, brought: Brought) -> None:
        account = brought.account
        self._finish()
        if brought.path is not None and self.host.bridge.open(brought.path):
            self.host.settings.remember_file(brought.path)
        plans = self.host.state.plans
        if brought.further and plans:
            self.host.state.choose_plan(plans[-1].id)
        self.host.go(Place.PLAN)
        first = next(iter(self.host.state.rows()), None)
        if brought.path is not None and first is not None:
            self.host.show_item(first.id)
        report = Offer(self.tr("Save report…"), lambda: self.files.save_report(account))
        undo = Offer(self.tr("Undo"), self._undo)
        offers = (report,) if brought.path is not None else (undo, report)
        said = self._done_words(account)
        self.host.tell(Message(Kind.SUCCESS, said, offers=offers, of_page=True))

    def _done_words(self, account: TrackerAccount) -> str:
        names = account.reading.content.level_names
        parts = [summed(account.created, names)]
        if account.changed:
            parts.append(self.tr("%1 changed").replace("%1", f"{account.changed:,}"))
        if account.rated:
            parts.append(self.tr("%1 ratings").replace("%1", f"{account.rated:,}"))
        told = ", ".join(part for part in parts if part)
        words = self.tr("%1 came in from %2.") if told else self.tr("%2 brought nothing new.")
        left = len(account.reading.not_understood)
        if left:
            words += " " + self.tr("%3 rows were not understood; the report lists them.")
        return words.replace("%1", told).replace("%2", account.book).replace("%3", f"{left:,}")

    def _finish(self) -> None:
        self.work.forget()
        self._furthest = Stage.FILE
        self._show(Stage.FILE)

    def _undo(self) -> None:
        self.host.bridge.undo()

    @Slot()
    def save_recipe(self) -> None:
        """Write the answers to a file, to be used again."""
        if self.work.guess is not None:
            self.files.save_recipe(self.work.guess)

    @Slot()
    def _save_report(self) -> None:
        if self.work.account is not None:
            self.files.save_report(self.work.account)

    # --- the plan beside it ------------------------------------------------------------------

    @Slot()
    def _on_plan_changed(self) -> None:
        self.work.plan_moved()
        if self.stage >= Stage.MATCH and not self.work.busy and self.isVisible():
            self._go(self.stage)

    @Slot()
    def _on_plan_opened(self) -> None:
        """Another plan, or none: what was matched against the former one does not hold."""
        path = self.work.path
        self.work.forget()
        self._furthest = Stage.FILE
        self._show(Stage.FILE)
        if path is not None and self.host.bridge.is_open and not self.work.busy:
            self.work.open(path)
