"""The first day: which role one has, and a few tips beside what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from plandesk.ui.actions import ActionId
from plandesk.ui.settings import AppSettings, Role
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import Choice, button, close_up, label
from plandesk.ui.widgets.places import Place

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow

STARTS = {
    Role.OFFICER: Place.TODAY,
    Role.MANAGER: Place.RETURNS,
    Role.SECRETARY: Place.PACKS,
}
_SEEN = "tips seen"


class RoleChoice(QWidget):
    """Asks what one does here; the answer is the page that a plan opens on."""

    def __init__(self, settings: AppSettings, look: Look) -> None:
        super().__init__()
        self._settings = settings
        words = (self.tr("Officer"), self.tr("Manager"), self.tr("Secretary"))
        self.about = label("", "secondary", wrap=True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choice = Choice(self.tr("Your role"), words)
        ask = label(self.tr("What do you do here? You can change it later."), "secondary")
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choice)
        row.addStretch(1)
        column = QVBoxLayout(self)
        close_up(column)
        column.setContentsMargins(0, look.px(1.2), 0, 0)
        column.setSpacing(look.px(0.4))
        column.addWidget(ask)
        column.addLayout(row)
        column.addWidget(self.about)
        if settings.role_chosen:
            self.choice.choose(list(Role).index(settings.role))
        else:
            self.choice.choose_none()
        for number, made in enumerate(self.choice.buttons):
            made.setProperty("outlined", True)
            made.clicked.connect(lambda _, at=number: self._keep(at))
        self._explain()

    def _keep(self, at: int) -> None:
        self._settings.choose_role(list(Role)[at])
        self._explain()

    def _explain(self) -> None:
        said = {
            Role.OFFICER: self.tr("You keep the plan: it opens on Today, with what to do next."),
            Role.MANAGER: self.tr("You bring in a team's returns: a plan opens on Returns."),
            Role.SECRETARY: self.tr("You build the pack: a plan opens on Packs."),
        }
        chosen = (
            said[self._settings.role]
            if self._settings.role_chosen
            else self.tr("It decides on which page a plan opens, and locks nothing.")
        )
        self.about.setText(chosen)


class Tip(QFrame):
    """One tip near what it is about; Esc or a button sends all of them away for ever."""

    def __init__(self, tips: Tips) -> None:
        super().__init__(tips.window)
        self.setObjectName("toast")
        self._tips = tips
        self.text = label("", wrap=True)
        self.number = label("")
        self.next = button(self.tr("Next"), tips.step)
        self.leave = button(self.tr("No more tips"), tips.dismiss)
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addLayout(row)

    def say(self, text: str, number: str, *, last: bool) -> None:
        """Show the words of one tip."""
        self.text.setText(text)
        self.number.setText(number)
        self.setAccessibleName(text)
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.next.setAccessibleName(self.next.text())
        self.next.setAccessibleDescription(text)
        self.leave.setVisible(not last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._tips.dismiss()
            return
        super().keyPressEvent(event)


class Tips(QObject):
    """Four tips at the first plan opened from the welcome page; again only when asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.shown: Tip | None = None
        self._at = 0
        self._focus: QWidget | None = None
        window.actions_[ActionId.TIPS].triggered.connect(self.show)
        window.bridge.changed.connect(self.dismiss)  # who has begun to work needs none
        window.bridge.closed.connect(self.dismiss)
        window.installEventFilter(self)

    def offer(self) -> None:
        """Show the tips to a person who has never seen them."""
        if not self.window.settings.flag(_SEEN, default=False):
            # After the page of the role has been laid out, so that the tips find their places.
            QTimer.singleShot(0, self, self.show)

    @Slot()
    def show(self) -> None:
        """Show the first tip."""
        self.window.settings.set_flag(_SEEN, on=True)
        if self.shown is None:
            self._focus = self.window.focusWidget()
            self.shown = Tip(self)
        self._at = 0
        self._say()

    def step(self) -> None:
        """Show the next tip, or leave after the last."""
        self._at += 1
        if self._at >= len(self._tips()):
            self.dismiss()
        else:
            self._say()

    @Slot()
    def dismiss(self) -> None:
        """Leave, and give the focus back where a tip had it."""
        if self.shown is not None:
            had_focus = self.shown.isAncestorOf(self.window.focusWidget())
            self.shown.hide()
            self.shown.deleteLater()
            self.shown = None
            if had_focus and self._focus is not None and self._focus.isVisible():
                self._focus.setFocus()

    def _tips(self) -> list[tuple[QRect, str]]:
        """Return what each tip is about, as its place in the window, and its words."""
        window, menus = self.window, self.window.menuBar()
        help_menu = menus.actionGeometry(menus.actions()[-1])
        find = window.toolbar.finder
        return [
            (
                self._place_of(window.places, window.places.rect()),
                self.tr("The pages of your work, from today's list to the pack."),
            ),
            (
                self._place_of(find, find.rect()),
                self.tr("Ctrl+K finds any action, page or command by its words."),
            ),
            (
                self._place_of(window.status, window.status.rect()),
                self.tr("Everything is saved as you type. Ctrl+Z takes it back."),
            ),
            (
                self._place_of(menus, help_menu),
                self.tr("F1 opens the help about the page you are on."),
            ),
        ]

    def _place_of(self, widget: QWidget, part: QRect) -> QRect:
        return QRect(widget.mapTo(self.window, part.topLeft()), part.size())

    def _say(self) -> None:
        tip, tips = self.shown, self._tips()
        if tip is None:
            return
        number = self.tr("%1 of %2").replace("%1", str(self._at + 1))
        last = self._at == len(tips) - 1
        tip.say(tips[self._at][1], number.replace("%2", str(len(tips))), last=last)
        self._place()
        tip.show()
        tip.raise_()
        tip.next.setFocus()

    def _place(self) -> None:
        tip = self.shown
        if tip is None:
            return
        window, about, gap = self.window, self._tips()[self._at][0], self.window.look.px(0.5)
        tip.setFixedWidth(min(window.look.px(24), window.width() - 2 * gap))
        tip.adjustSize()
        upright = about.height() > about.width()
        spot = (
            QPoint(about.right() + gap, about.top() + gap)
            if upright
            else QPoint(max(gap, about.left()), about.bottom() + gap)
        )
        most = QPoint(window.width() - tip.width() - gap, window.height() - tip.height() - gap)
        if spot.y() > most.y():  # at the foot of the window: above what it is about
            spot.setY(about.top() - tip.height() - gap)
        tip.move(min(spot.x(), most.x()), max(gap, spot.y()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what the tip is about when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.shown is not None:
            self._place()
        return False


class FirstRun(QObject):
    """Joins the welcome page, the role and the tips to the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.tips = Tips(window)
        self.role = RoleChoice(window.settings, window.look)
        window.start.add_below(self.role)
        for name in (ActionId.SAMPLE, ActionId.NEW, ActionId.FROM_PACK, ActionId.OPEN):
            window.actions_[name].triggered.connect(self._used)
        window.bridge.opened.connect(self._go_to_start)

    @Slot()
    def _used(self) -> None:
        """Offer the tips where a plan was opened by hand, not by a file given at the start."""
        if self._window.state.plan is not None:
            self.tips.offer()

    @Slot()
    def _go_to_start(self) -> None:
        settings = self._window.settings
        if settings.role_chosen and self._window.state.plan is not None:
            self._window.host.go(STARTS[settings.role])
            page = self._window.pages.currentWidget()
            if page is not None:
                page.setFocus()
