"""The first page: where the period stands, what to do next, how ratings moved, the next meeting."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Travel
from plandesk.ui.days import long_day, long_weekday
from plandesk.ui.icons import Icon
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.today.moves import MovesTable, MovesView
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.figure_tile import FigureTile
from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.page_parts import label, on_base
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.rating_counts import RatingCounts
from plandesk.ui.widgets.step_strip import StepState, StepStrip
from plandesk.ui.widgets.tab_order import read_in_order
from plandesk.ui.widgets.wrap_link import WrapLink

if TYPE_CHECKING:
    from plandesk.services.queries.registers.attention import RegisterAttention
    from plandesk.services.queries.today import NextThing, PeriodStep, Today

_PLACES = {
    "issue": Place.RETURNS,
    "collect": Place.RETURNS,
    "chase": Place.RETURNS,
    "check": Place.CHECKS,
    "close": Place.PERIODS,
    "pack": Place.PACKS,
    "open-period": Place.PERIODS,
}
_STATES = {"done": StepState.DONE, "current": StepState.HERE, "later": StepState.AHEAD}
_SIGNS = {
    Travel.WORSENED: (Icon.DOWN, "error"),
    Travel.IMPROVED: (Icon.UP, "success"),
    Travel.NO_CHANGE: (Icon.SAME, "secondary"),
    Travel.NEW: (Icon.SAMPLE, "info"),
}
_BESIDE = 46  # heights of a line: below this the cards of a pair stand one below the other


class TodayPage(Page):
    """Shows the plan at a glance; every number opens the rows it counts."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        look = host.look
        self._shown: Today | None = None
        self.work = PageWork(host, self)
        self.heading, self.about = label(role="page", wrap=True), label(role="secondary", wrap=True)
        self.strip = StepStrip([""] * 5, look, all_open=True)
        self.strip.setAccessibleName(self.tr("Steps of the period"))
        self.things = [WrapLink(look, Icon.CLOSED) for _ in range(3)]
        self.nothing = label(self.tr("Nothing is waiting."), "secondary", wrap=True)
        self.meeting, self.deadline = label(wrap=True), label(role="secondary", wrap=True)
        self.counts = RatingCounts(look)
        self.counts.opened.connect(host.show_rows)
        self.moves = {way: FigureTile(look, *sign) for way, sign in _SIGNS.items()}
        self.overdue = FigureTile(look, Icon.WARNING, "warning")
        self.soon = FigureTile(look, Icon.PERIOD, "secondary")
        self.findings = FigureTile(look, Icon.CHECKS, "secondary")
        self.measures_off = FigureTile(look, Icon.MEASURES, "error")
        self.risks_up = FigureTile(look, Icon.UP, "error")
        self.answers_late = FigureTile(look, Icon.WARNING, "warning")
        self.attention: RegisterAttention | None = None
        self.changes = WrapLink(look, Icon.CLOSED)
        self.moved = MovesTable(self)
        self.moved_view = MovesView(self.moved, look)
        self._lay_out(look)
        self._connect()

    def refresh(self) -> None:
        """Read the page anew as of today."""
        from plandesk.services.queries.registers.attention import register_attention
        from plandesk.services.queries.registers.entries import register_counts
        from plandesk.services.queries.today import today

        document, plan = self.host.bridge.document, self.host.state.plan
        if document is None or plan is None:
            return
        day, period_id = document.now.date(), self.host.state.period_id

        def read(session: Any) -> tuple[Today, RegisterAttention, dict[str, int]]:
            attention = register_attention(session, plan.id, period_id)
            return today(session, day, plan.id), attention, register_counts(session)

        self.work.read(self.tr("Read the plan"), read, self._take)

    def _take(self, told: tuple[Today, RegisterAttention, dict[str, int]]) -> None:
        """Show what was read."""
        self._shown, self.attention, counts = told
        self._show_head(self._shown)
        self._show_things(self._shown)
        self._show_meeting(self._shown)
        self._show_counts(self._shown)
        self._show_moves(self._shown)
        kept = ("measures", "risks", "recommendations")
        self.registers_card.setVisible(any(counts[name] for name in kept))
        self._show_registers(self.attention)
        read_in_order(self.inside)

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self, look: Look) -> None:
        self.inside = inside = QWidget()
        on_base(inside)
        column = QVBoxLayout(inside)
        side = look.space(Space.LARGE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.space(Space.MEDIUM))
        self.do_next = _card(self.tr("Do next"), [*self.things, self.nothing])
        meeting = _card(self.tr("Next meeting"), [self.meeting, self.deadline])
        self.moved_card = _card("", [_flow(look, list(self.moves.values()))])
        figures = [self.overdue, self.soon, self.findings]
        now_card = _card(self.tr("Now"), [_flow(look, figures)])
        registers = [self.measures_off, self.risks_up, self.answers_late]
        self.registers_card = _card(self.tr("Registers"), [_flow(look, registers)])
        self.list_card = _card(self.tr("What moved"), [self.moved_view, self.changes])
        for part in (
            *(self.heading, self.about, self.strip),
            _Pair(look, (self.do_next, 3), (meeting, 2)),
            _card(self.tr("Actions by rating"), [self.counts]),
            _Pair(look, (self.moved_card, 3), (now_card, 2)),
            self.registers_card,
            self.list_card,
        ):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Today"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)

    def _connect(self) -> None:
        self.strip.asked.connect(self._go_step)
        for at, thing in enumerate(self.things):
            thing.clicked.connect(partial(self._do, at))
        for way, tile in self.moves.items():
            tile.clicked.connect(partial(self._open_moved, way))
        self.overdue.clicked.connect(self._open_overdue)
        self.soon.clicked.connect(self._open_soon)
        for tile, register in (
            (self.measures_off, "measures"),
            (self.risks_up, "risks"),
            (self.answers_late, "recommendations"),
        ):
            tile.clicked.connect(partial(self._open_entries, tile, register))
        self.findings.clicked.connect(partial(self.host.go, Place.CHECKS))
        self.changes.clicked.connect(partial(self.host.run_command, Place.REVIEW, "show_changes"))
        self.moved_view.activated.connect(self._open_row)

    # --- showing -----------------------------------------------------------------------------

    def _show_head(self, now: Today) -> None:
        self.heading.setText(now.plan.title if now.plan else "")
        self.strip.setVisible(bool(now.steps))
        if now.period is None:
            self.about.setText(self.tr("There is no reporting period yet."))
            return
        word = self.tr("open") if now.period.is_open else self.tr("closed")
        said = self.tr("%1, as at %2, is %3.").replace("%1", now.period.label)
        self.about.setText(said.replace("%2", long_day(now.period.as_at)).replace("%3", word))
        if now.steps:
            self.strip.name_steps([self._step_words(step) for step in now.steps])
            self.strip.show_states([_STATES[step.state] for step in now.steps])

    def _step_words(self, step: PeriodStep) -> str:
        name = {
            "issue": self.tr("Issue returns"),
            "collect": self.tr("Collect"),
            "check": self.tr("Check"),
            "close": self.tr("Close"),
            "pack": self.tr("Build pack"),
        }[step.name]
        if step.name == "collect" and step.total:
            return f"{name} {step.done}/{step.total}"
        return f"{name} {step.total}" if step.name == "check" and step.total else name

    def _show_things(self, now: Today) -> None:
        for at, link in enumerate(self.things):
            thing = now.next_things[at] if at < len(now.next_things) else None
            link.setVisible(thing is not None)
            if thing is not None:
                link.say(thing.text)
        self.nothing.setVisible(not now.next_things)

    def _show_meeting(self, now: Today) -> None:
        if now.meeting is None:
            self.meeting.setText(self.tr("No meeting is planned."))
            self.deadline.setText(self.tr("Add one when you open a period."))
            return
        self.meeting.setText(f"{now.meeting.body}, {long_weekday(now.meeting.on)}")
        self.deadline.setText(f"{now.meeting.sentence}.")

    def _show_counts(self, now: Today) -> None:
        before = now.previous.label if now.previous else self.tr("Before")
        label_now = now.period.label if now.period else self.tr("Now")
        values = now.plan.values if now.plan else ()
        self.counts.show_counts((before, label_now), now.bar, values)
        self.overdue.show_figure(self.tr("%1 overdue"), len(now.overdue))
        self.soon.show_figure(self.tr("%1 due in 30 days"), len(now.due_soon))
        self.findings.show_figure(self.tr("%1 to check"), len(now.findings))

    def _show_registers(self, now: RegisterAttention) -> None:
        self.measures_off.show_figure(self.tr("%1 off target"), len(now.measures_off))
        up, late = len(now.risks_up), len(now.recommendations_late)
        words = self.tr("%1 risk went up") if up == 1 else self.tr("%1 risks went up")
        self.risks_up.show_figure(words, up)
        words = self.tr("%1 recommendation overdue")
        words = words if late == 1 else self.tr("%1 recommendations overdue")
        self.answers_late.show_figure(words, late)

    def _show_moves(self, now: Today) -> None:
        words = {
            Travel.IMPROVED: self.tr("%1 improved"),
            Travel.WORSENED: self.tr("%1 worsened"),
            Travel.NO_CHANGE: self.tr("%1 unchanged"),
            Travel.NEW: self.tr("%1 new"),
        }
        for way, tile in self.moves.items():
            tile.show_figure(words[way], len(now.moved.get(way, ())))
        compared = now.previous is not None
        for card in (self.moved_card, self.list_card):
            card.setVisible(compared)
        if now.previous is None:
            return
        title = self.tr("Since %1").replace("%1", now.previous.label)
        self.moved_card.findChildren(QLabel)[0].setText(title)
        self.changes.say(
            self.tr("Everything that changed since %1").replace("%1", now.previous.label)
        )
        ids = [*now.moved.get(Travel.WORSENED, ()), *now.moved.get(Travel.IMPROVED, ())]
        rows = {row.id: row for row in self.host.state.rows(ids)}
        self.moved.show_rows([rows[item] for item in ids if item in rows], self.host.state.words)
        self.moved_view.setVisible(bool(ids))
        self.moved_view.fit_height()

    # --- doing -------------------------------------------------------------------------------

    @Slot(int)
    def _go_step(self, at: int) -> None:
        if self._shown is not None and at < len(self._shown.steps):
            self.host.go(_PLACES[self._shown.steps[at].name])

    def _do(self, at: int) -> None:
        if self._shown is None:
            return
        thing: NextThing = self._shown.next_things[at]
        if thing.code in _PLACES:
            self.host.go(_PLACES[thing.code])
        else:
            self.host.show_rows(thing.rows, thing.text)

    def _open_moved(self, way: Travel) -> None:
        if self._shown is not None:
            self.host.show_rows(self._shown.moved.get(way, ()), self.moves[way].text())

    def _open_overdue(self) -> None:
        if self._shown is not None:
            self.host.show_rows(self._shown.overdue, self.overdue.text())

    def _open_soon(self) -> None:
        if self._shown is not None:
            self.host.show_rows(self._shown.due_soon, self.soon.text())

    def _open_entries(self, tile: FigureTile, register: str) -> None:
        if self.attention is None:
            return
        ids = {
            "measures": self.attention.measures_off,
            "risks": self.attention.risks_up,
            "recommendations": self.attention.recommendations_late,
        }[register]
        self.host.show_entries(register, ids, tile.text())

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.host.show_item(self.moved.rows[index.row()].id)


class _Pair(QWidget):
    """Two cards side by side, or one below the other where the page is narrow."""

    def __init__(self, look: Look, *cards: tuple[QWidget, int]) -> None:
        super().__init__()
        self._look = look
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.space(Space.MEDIUM))
        for card, share in cards:
            self._box.addWidget(card, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._look.px(_BESIDE)
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Return a width that always fits, though the cards stand side by side now."""
        return QSize(self._look.px(14), super().minimumSizeHint().height())


def _flow(look: Look, tiles: list[FigureTile]) -> QWidget:
    held = QWidget()
    flow = FlowLayout(held)
    flow.setContentsMargins(0, 0, 0, 0)
    flow.setSpacing(look.space(Space.SMALL))
    for tile in tiles:
        flow.addWidget(tile)
    return held


def _card(title: str, parts: list[QWidget] | list[WrapLink | QLabel]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.addWidget(label(title, "caption"))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return frame
