"""A box to choose several values in: it says what is chosen, and opens a list to tick."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QVBoxLayout

from plandesk.ui.itemmodels.choice_list import ChoiceList
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.row_view import RowView

_SEEN = 10  # rows of the list that show at once
_SOUGHT = 8  # from this many choices on there is a line to narrow them


class MultiChoice(QComboBox):
    """Any, one or several values; ``any_word`` says "all", ``many`` has "%1" for how many."""

    changed = Signal()

    def __init__(self, name: str, any_word: str, many: str, look: Look) -> None:
        super().__init__()
        self._look, self._any, self._many = look, any_word, many
        self.choices = ChoiceList(self)
        self.list = _Popup(self, self.choices, name, look)
        self.addItem(any_word)
        self.setAccessibleName(name)
        self.choices.ticked.connect(self._tell)

    def chosen(self) -> frozenset[str]:
        """Return the values that are chosen; none means any."""
        return self.choices.chosen

    def choose(self, values: Collection[str]) -> None:
        """Choose just these values, without telling of it."""
        self.choices.choose(values)
        self._say()

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Set the (value, word) pairs to choose from; what is chosen stays where it can."""
        self.choices.offer(choices)
        self._say()

    def showPopup(self) -> None:
        """Open the list to tick."""
        self.list.open_below(self)

    def hidePopup(self) -> None:
        """Close the list."""
        self.list.hide()

    @Slot()
    def clear_choice(self) -> None:
        """Choose nothing, which lets all through, and tell of it."""
        self.choices.choose(())
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = sorted(map(self.choices.word, self.chosen()), key=str.casefold)
        if len(words) == 1:
            text = words[0]
        else:
            text = self._many.replace("%1", str(len(words))) if words else self._any
        self.setItemText(0, text)
        said = ", ".join(words) or self._any
        self.setToolTip(f"{self.accessibleName()}: {said}")
        self.setAccessibleDescription(said)


class _Popup(QFrame):
    """The list below the box: words to narrow it, choices to tick, and "any" again."""

    def __init__(self, owner: MultiChoice, model: ChoiceList, name: str, look: Look) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner, self._look = owner, look
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(name)
        self.sought = QLineEdit(placeholderText=self.tr("Type to narrow the list"))
        self.sought.setAccessibleName(self.tr("Narrow the list"))
        self.sought.setClearButtonEnabled(True)
        self.view = RowView(name, look)
        self.view.setHeaderHidden(True)
        self.view.show_model(model, (0,))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.any = QPushButton(self.tr("Choose none"))
        self.any.setAccessibleName(self.tr("Choose none"))
        self._column = QVBoxLayout(self)
        for part in (self.sought, self.view, self.any):
            self._column.addWidget(part)
            part.installEventFilter(self)
        self.sought.textChanged.connect(model.narrow)
        self.any.clicked.connect(self._choose_none)

    def open_below(self, box: MultiChoice) -> None:
        """Show the list under the box, wide enough for its words, and put the cursor in it."""
        gap = self._look.space(Space.HAIR)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap)
        self.sought.clear()
        self.sought.setVisible(len(box.choices.values()) > _SOUGHT)
        self.any.setEnabled(bool(box.chosen()))
        rows = min(max(1, len(box.choices.values())), _SEEN)
        self.view.setFixedHeight(self._look.px(1.72) * rows + 2)
        self.resize(max(box.width(), self._width()), self.sizeHint().height())
        self.move(self._place(box))
        self.show()
        (self.sought if self.sought.isVisible() else self.view).setFocus()
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.view.model().index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down go from the words into the list, and Enter and Alt+Up close it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
            if (key == Qt.Key.Key_Up and alt) or (
                key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched is not self.any
            ):
                self._take(watched)
                return True
            if watched is self.sought and key == Qt.Key.Key_Down:
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.setCurrentIndex(self.view.model().index(0, 0))
                return True
        return super().eventFilter(watched, event)

    def _take(self, watched: QObject) -> None:
        """Close the list; Enter behind words that leave one choice ticks it first."""
        model = self.view.model()
        if watched is self.sought and self.sought.text().strip() and model.rowCount() == 1:
            on = Qt.CheckState.Checked
            model.setData(model.index(0, 0), on, Qt.ItemDataRole.CheckStateRole)
        self.hide()

    @Slot()
    def _choose_none(self) -> None:
        self._owner.clear_choice()
        self.hide()

    def _width(self) -> int:
        metrics, model = self.fontMetrics(), self._owner.choices
        words = (model.word(value) for value in model.values())
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return min(widest + self._look.px(4), self._look.px(26))

    def _place(self, box: MultiChoice) -> QPoint:
        at, size = box.mapToGlobal(QPoint(0, box.height())), QSize(self.size())
        room = box.screen().availableGeometry()
        left = max(room.left(), min(at.x(), room.right() - size.width()))
        below = at.y() + size.height() <= room.bottom()
        return QPoint(left, at.y() if below else at.y() - box.height() - size.height())
