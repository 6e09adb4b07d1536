"""The first page: where the period stands, what to do next, how ratings moved, the next meeting."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Travel
from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import label, on_base
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.rating_counts import RatingCounts

if TYPE_CHECKING:
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


class TodayPage(Page):
    """Shows the plan at a glance; every number opens the rows it counts."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._shown: Today | None = None
        self.heading, self.about = label(role="heading"), label(role="secondary")
        self.steps = [_StepButton() for _ in range(5)]
        self.things = [_link() for _ in range(3)]
        self.nothing = label(self.tr("Nothing is waiting. Well kept."), "secondary")
        self.meeting, self.deadline = label(wrap=True), label(role="secondary", wrap=True)
        self.counts = RatingCounts(host.look)
        self.counts.opened.connect(host.show_rows)
        self.moves = {way: _link() for way in Travel if way is not Travel.NOT_RATED}
        self.overdue, self.findings = _link(), _link()
        self.changes = _link()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the page anew as of today."""
        from plandesk.services.queries.today import today

        document, plan = self.host.bridge.document, self.host.state.plan
        if document is None or plan is None:
            return
        with self.host.bridge.read() as session:
            self._shown = today(session, document.now.date(), plan.id)
        self._show_head(self._shown)
        self._show_steps(self._shown)
        self._show_things(self._shown)
        self._show_meeting(self._shown)
        self._show_counts(self._shown)

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self.host.look
        inside = QWidget()
        on_base(inside)
        column = QVBoxLayout(inside)
        side = look.space(Space.LARGE)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.space(Space.MEDIUM))
        column.addWidget(self.heading)
        column.addWidget(self.about)
        strip = QHBoxLayout()
        strip.setSpacing(look.space(Space.SMALL))
        for step in self.steps:
            strip.addWidget(step, 1)
        column.addLayout(strip)
        pair = QHBoxLayout()
        pair.addWidget(_box(self.tr("Do next"), [*self.things, self.nothing]), 3)
        pair.addWidget(_box(self.tr("Next meeting"), [self.meeting, self.deadline]), 2)
        column.addLayout(pair)
        column.addWidget(_box(self.tr("Actions by rating"), [self.counts]))
        moved = QWidget()
        row = QHBoxLayout(moved)
        row.setContentsMargins(0, 0, 0, 0)
        for link in (*self.moves.values(), self.overdue, self.findings, self.changes):
            row.addWidget(link)
        row.addStretch(1)
        self.moved_box = _box(self.tr("Since the period before"), [moved])
        column.addWidget(self.moved_box)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Today"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(area)

    def _connect(self) -> None:
        for at, step in enumerate(self.steps):
            step.clicked.connect(partial(self._go_step, at))
        for at, thing in enumerate(self.things):
            thing.clicked.connect(partial(self._do, at))
        for way, link in self.moves.items():
            link.clicked.connect(partial(self._open_moved, way))
        self.overdue.clicked.connect(self._open_overdue)
        self.findings.clicked.connect(partial(self.host.go, Place.CHECKS))
        self.changes.clicked.connect(partial(self.host.go, Place.REVIEW))

    # --- showing -----------------------------------------------------------------------------

    def _show_head(self, now: Today) -> None:
        self.heading.setText(now.plan.title if now.plan else "")
        if now.period is None:
            self.about.setText(self.tr("There is no reporting period yet."))
            return
        as_at = f"{now.period.as_at.day} {now.period.as_at:%B %Y}"
        word = self.tr("open") if now.period.is_open else self.tr("closed")
        said = self.tr("%1, as at %2, is %3.").replace("%1", now.period.label)
        self.about.setText(said.replace("%2", as_at).replace("%3", word))

    def _show_steps(self, now: Today) -> None:
        names = {
            "issue": self.tr("Issue returns"),
            "collect": self.tr("Collect"),
            "check": self.tr("Check"),
            "close": self.tr("Close"),
            "pack": self.tr("Build pack"),
        }
        for button, step in zip(self.steps, now.steps, strict=False):
            button.show_step(names[step.name], step, self._step_words(step))
        for button in self.steps:
            button.setVisible(bool(now.steps))

    def _step_words(self, step: PeriodStep) -> str:
        if step.name == "check":
            return self.tr("%1 to look at").replace("%1", str(step.total)) if step.total else ""
        if step.name == "collect" and step.total:
            said = self.tr("%1 of %2").replace("%1", str(step.done))
            return said.replace("%2", str(step.total))
        return ""

    def _show_things(self, now: Today) -> None:
        for at, link in enumerate(self.things):
            thing = now.next_things[at] if at < len(now.next_things) else None
            link.setVisible(thing is not None)
            if thing is not None:
                _say(link, thing.text)
        self.nothing.setVisible(not now.next_things)

    def _show_meeting(self, now: Today) -> None:
        if now.meeting is None:
            self.meeting.setText(self.tr("No meeting is planned."))
            self.deadline.setText(self.tr("Add one when you open a period."))
            return
        on = now.meeting.on
        self.meeting.setText(f"{now.meeting.body}, {on:%A} {on.day} {on:%B %Y}")
        self.deadline.setText(f"{now.meeting.sentence}.")

    def _show_counts(self, now: Today) -> None:
        before = now.previous.label if now.previous else self.tr("Before")
        label_now = now.period.label if now.period else self.tr("Now")
        values = now.plan.values if now.plan else ()
        self.counts.show_counts((before, label_now), now.bar, values)
        words = {
            Travel.IMPROVED: self.tr("%1 improved"),
            Travel.WORSENED: self.tr("%1 worsened"),
            Travel.NO_CHANGE: self.tr("%1 unchanged"),
            Travel.NEW: self.tr("%1 new"),
        }
        for way, link in self.moves.items():
            _count(link, words[way], now.moved.get(way, ()))
        _count(self.overdue, self.tr("%1 overdue"), now.overdue)
        _count(self.findings, self.tr("%1 to check"), now.findings)
        _say(self.changes, self.tr("All changes"))
        self.moved_box.setVisible(now.previous is not None)

    # --- doing -------------------------------------------------------------------------------

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


class _StepButton(QPushButton):
    """One step of the period: its sign, name and count."""

    def show_step(self, name: str, step: PeriodStep, count: str) -> None:
        """Show where the step stands; the current one stands out."""
        sign = {"done": Icon.SUCCESS, "current": Icon.CLOSED}.get(step.state, Icon.UNTICKED)
        self.setIcon(icons.get(sign))
        words = f"{name}  {count}".strip()
        self.setText(words)
        self.setAccessibleName(f"{words}, {step.state}")
        self.setProperty("primary", step.state == "current")
        self.style().unpolish(self)
        self.style().polish(self)


def _link() -> QPushButton:
    made = QPushButton()
    made.setProperty("flat", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _say(link: QPushButton, text: str) -> None:
    link.setText(text)
    link.setAccessibleName(text)


def _count(link: QPushButton, words: str, rows: Collection[object]) -> None:
    _say(link, words.replace("%1", str(len(rows))))
    link.setEnabled(bool(rows))


def _box(title: str, parts: list[QWidget] | list[QPushButton | QLabel]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.addWidget(label(title, "caption"))
    for part in parts:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(part, QPushButton):
            column.setAlignment(part, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return frame
