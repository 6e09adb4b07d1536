"""The line above the plan that narrows it down: ratings, lead, marks and words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.plan_filter import NOT_RATED, PlanFilter
from plandesk.models.types import Rating, Scale
from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.more_filters import MoreFilters
from plandesk.ui.widgets.multi_choice import MultiChoice
from plandesk.ui.widgets.rating_paint import chip_width, draw_chip


class RatingToggle(QAbstractButton):
    """A chip that is pressed in to show only rows with its rating."""

    def __init__(self, rating: Rating | None, look: Look, name: str) -> None:
        super().__init__()
        self.rating, self._look = rating, look
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size it wants."""
        wide = self._look.px(2.0)
        if self.rating is not None:
            wide = int(chip_width(self.rating, self.font(), word=False)) + self._look.px(0.55)
        return QSize(wide, self._look.px(1.75))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip; pressed in it stands on the selection colour with a strong frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.isChecked() or self.underMouse()
        if lit or self.hasFocus():
            strong = self.isChecked() or self.hasFocus()
            edge = self._look.colour("focus") if strong else QColor(Qt.GlobalColor.transparent)
            painter.setPen(QPen(edge, 2 if strong else 1))
            ground = self._look.colour("selection" if self.isChecked() else "hover")
            painter.setBrush(ground if lit else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, self._look.px(0.25), self._look.px(0.25))
        inset = self._look.px(0.25)
        area = frame.adjusted(inset - 1, 0, 0, 0)
        if self.rating is not None:
            area.setWidth(chip_width(self.rating, self.font(), word=False) + 1)
            draw_chip(painter, area, self.rating, self._look.theme)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("secondary"), 1, Qt.PenStyle.DashLine))
            high = self._look.px(1.2)
            box = area.adjusted(0, 0, 1 - inset, 0)
            box.setTop(frame.center().y() - high / 2)
            box.setHeight(high)
            painter.drawRoundedRect(box, inset, inset)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–")
        painter.end()


class CountedLine(QLineEdit):
    """A line to type in that says at its right end how much was found.

    Beside the line the count would take another row of a narrow window, and the table would jump
    with the first letter typed.
    """

    def __init__(self, *, placeholderText: str) -> None:
        super().__init__(placeholderText=placeholderText)
        self._asks = placeholderText
        self._reserved = 0
        self._count = self._title = ""
        self.result = QLabel(self)
        self.result.setProperty("role", "secondary")
        self.result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.result.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.say("", "")

    def say(self, text: str, aloud: str, title: str = "") -> None:
        """Show how much was found, nothing for no search; ``aloud`` has the words to it.

        ``title`` says what was looked for; it is cut with dots where there is no room for it.
        """
        self._count, self._title = text, title
        self.result.setText(f"{title}: {text}" if title else text)
        self.result.setAccessibleName(aloud)
        self.result.setToolTip(aloud)
        self.setAccessibleDescription(aloud)
        self.result.setVisible(bool(text))
        self.setPlaceholderText("" if text else self._asks)
        # Room once given stays until the search ends: each change of it lays out the whole window.
        needed = self.result.sizeHint().width()
        self._reserved = max(self._reserved, needed) if text else 0
        self._place()

    def sizeHint(self) -> QSize:
        """Return the least size: a count and a sign for clearing must not ask for more."""
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size, with or without a count in it."""
        size = super().minimumSizeHint()
        return QSize(size.width() - self.textMargins().right(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the count at the right end."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        line = self.fontMetrics().height()
        icon = round(line * 1.7)  # where the line has its sign for clearing
        wide = min(self._reserved, max(0, self.width() - 4 * line))
        if self._title:
            metrics, title = self.fontMetrics(), self._title
            if wide < self._reserved:
                room = wide - metrics.horizontalAdvance(f": {self._count}")
                title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
            self.result.setText(f"{title}: {self._count}")
        margin = wide + line // 3 if self.result.text() else 0
        if margin != self.textMargins().right():
            self.setTextMargins(0, 0, margin, 0)
        self.result.setGeometry(self.width() - icon - wide, 0, wide, self.height())


class FilterBar(QWidget):
    """Tells what to show after each change; empty it shows the whole plan."""

    filter_changed = Signal(object)
    left_downwards = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._toggles: list[RatingToggle] = []
        self._only: tuple[frozenset[int], str] = (frozenset(), "")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(0)
        self._marks = QHBoxLayout()
        self.text = CountedLine(placeholderText=self.tr("Filter by ref, words or lead"))
        self.text.setAccessibleName(self.tr("Filter the plan"))
        let_signs_grow(self.text, look)
        self.text.addAction(icons.get(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self.text.installEventFilter(self)
        self.lead = MultiChoice(
            self.tr("Show only these leads"), self.tr("All leads"), self.tr("%1 leads"), look
        )
        self.changed = QCheckBox(self.tr("Changed"))
        self.changed.setToolTip(self.tr("Only rows with an update in this period"))
        self.open_only = QCheckBox(self.tr("Open"))
        self.open_only.setToolTip(self.tr("Leave out what an outcome has closed"))
        self.overdue = QCheckBox(self.tr("Overdue"))
        self.more = MoreFilters(look)
        self.more.hide()
        self.more_button = QToolButton()
        self.more_button.setIcon(icons.get(Icon.FILTER))
        self.more_button.setToolTip(self.tr("More filters: due range, scope, source, outcome"))
        self.more_button.setAccessibleName(self.tr("More filters"))
        self.more_button.setCheckable(True)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clearing = self.text.addAction(
            icons.get(Icon.CLOSE), QLineEdit.ActionPosition.TrailingPosition
        )
        self.clearing.setText(self.tr("Clear filters"))
        self.clearing.setToolTip(self.tr("Clear filters (Esc)"))
        self._lay_out()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    def filter(self) -> PlanFilter:
        """Return what is asked for."""
        codes = (
            toggle.rating.code if toggle.rating else NOT_RATED
            for toggle in self._toggles
            if toggle.isChecked()
        )
        wanted = PlanFilter(
            text=self.text.text().strip(),
            ratings=frozenset(codes),
            leads=self.lead.chosen(),
            changed=self.changed.isChecked(),
            overdue=self.overdue.isChecked(),
            open_only=self.open_only.isChecked(),
            only=self._only[0],
        )
        return self.more.narrow(wanted)

    def show_filter(self, wanted: PlanFilter) -> None:
        """Ask for what a saved view asks for."""
        self._only = (frozenset(), "")
        self.blockSignals(True)
        self.text.setText(wanted.text)
        for toggle in self._toggles:
            code = toggle.rating.code if toggle.rating else NOT_RATED
            toggle.setChecked(code in wanted.ratings)
        self.lead.choose(wanted.leads)
        for box, on in (
            (self.changed, wanted.changed),
            (self.overdue, wanted.overdue),
            (self.open_only, wanted.open_only),
        ):
            box.setChecked(on)
        self.more.show_filter(wanted)
        self.blockSignals(False)
        if self.more.narrow(PlanFilter()):
            self.more_button.setChecked(True)
        self._tell()

    def offer(self, scale: Scale, leads: Iterable[str]) -> None:
        """Set the ratings and leads to choose from; what is chosen stays where it can."""
        if [toggle.rating for toggle in self._toggles] != [*scale.values, None]:
            self._make_toggles(scale)
        self.lead.offer((name, name) for name in sorted(leads, key=str.casefold))

    def show_only(self, ids: Iterable[int], title: str) -> None:
        """Narrow to just these rows; ``title`` says which they are."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._only = (frozenset(ids), title)
        self._tell()

    def say_result(self, shown: int, total: int, noun: str) -> None:
        """Say how many actions are shown, while a filter is on."""
        on = bool(self.filter())
        text = self.tr("%1 of %2") if on else ""
        for mark, value in (("%1", f"{shown:,}"), ("%2", f"{total:,}")):
            text = text.replace(mark, value)
        title = self._only[1]
        aloud = f"{title}: {text} {noun}" if title else f"{text} {noun}"
        self.text.say(text, aloud if on else "", title if on else "")
        self.clearing.setVisible(on)

    @Slot()
    def clear(self) -> None:
        """Show the whole plan again."""
        self.blockSignals(True)
        self._only = (frozenset(), "")
        self.text.clear()
        for button in (*self._toggles, self.changed, self.overdue, self.open_only):
            button.setChecked(False)
        self.lead.choose(())
        self.more.clear()
        self.blockSignals(False)
        self._tell()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Let Down and Enter go on to the plan, and Esc clear the words."""
        if watched is self.text and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downwards.emit()
                return True
            if pressed and event.key() == Qt.Key.Key_Escape:
                self.clear() if self.filter() else self.left_downwards.emit()
                return True
        return super().eventFilter(self.text, event)

    def _make_toggles(self, scale: Scale) -> None:
        for old in self._toggles:
            self._chips.removeWidget(old)
            old.deleteLater()
        self._toggles = []
        for rating in (*scale.values, None):
            word = rating.word if rating else self.tr("not rated")
            name = self.tr("Show only %1").replace("%1", word)
            toggle = RatingToggle(rating, self._look, name)
            toggle.toggled.connect(self._tell)
            self._chips.addWidget(toggle)
            self._toggles.append(toggle)
        before: QWidget = self.text
        for toggle in self._toggles:
            QWidget.setTabOrder(before, toggle)
            before = toggle

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        first = QWidget()
        column.addWidget(first)
        column.addWidget(self.more)
        self._row = FlowLayout(first)
        self._row.set_stretch(self.text)
        chips = QWidget()
        chips.setLayout(self._chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        marks = QWidget()  # together: one of them alone in a second row would look left over
        marks.setLayout(self._marks)
        self._marks.setContentsMargins(0, 0, 0, 0)
        for box in (self.changed, self.overdue, self.open_only):
            box.setAccessibleName(box.text())
            self._marks.addWidget(box)
        self._marks.addWidget(self.more_button)
        for widget in (self.text, chips, self.lead, marks):
            self._row.addWidget(widget)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._tell)
        self.lead.changed.connect(self._tell)
        self.changed.toggled.connect(self._tell)
        self.overdue.toggled.connect(self._tell)
        self.open_only.toggled.connect(self._tell)
        self.clearing.triggered.connect(self.clear)
        self.more_button.toggled.connect(self.more.setVisible)
        self.more.changed.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.filter_changed.emit(self.filter())

    @Slot()
    def _dress(self) -> None:
        gap, side = self._look.space(Space.SMALL), self._look.space(Space.MEDIUM)
        self._row.setContentsMargins(side, gap // 2, side, gap // 2)
        self._row.setSpacing(gap)
        self._marks.setSpacing(gap)
        self.text.setMinimumWidth(self._look.px(9))
        self.text.setMaximumWidth(self._look.px(24))
        self.lead.setFixedWidth(self._look.px(6.6))
        side = self._look.px(1.0)
        self.more_button.setIconSize(QSize(side, side))
        self._row.invalidate()
