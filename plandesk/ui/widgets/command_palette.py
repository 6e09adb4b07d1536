"""Find or do anything: type a command, a ref or words of a title, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.theme import Look, Space

_KEYS = Qt.ItemDataRole.UserRole
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find or do: its words, its key or kind at the right, and what happens.

    ``also`` holds what else people call it; the palette finds it by those words too.
    """

    text: str
    aside: str
    act: Callable[[], object]
    also: str = ""


Finder = Callable[[str], Iterable[Entry]]


def _none(_: str) -> Iterable[Entry]:
    return ()


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._look.px(10), self._look.px(1.9))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, self._look.colour("selection" if lit else "raised"))
        gap = self._look.px(0.6)
        area = option.rect.adjusted(gap, 0, -gap, 0)
        keys = str(index.data(_KEYS) or "")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._look.colour("selection_text" if lit else "secondary"))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, keys)
        room = area.width() - option.fontMetrics.horizontalAdvance(keys) - gap
        words = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._look.colour("selection_text" if lit else "text"))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, words)


class CommandPalette(QFrame):
    """Drops down over the window; Enter does the chosen entry, Esc leaves."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._look, self._over = look, window
        self._commands: list[Entry] = []
        self._rows: Finder = _none
        self._instead: Finder = _none
        self._from: QWidget | None = None
        self._shown: list[Entry] = []
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Find or do anything"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(_EntryDelegate(look, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.hide()

    def open(self, commands: Sequence[Entry], rows: Finder, instead: Finder) -> None:
        """Show the palette with these commands, and rows found by what is typed.

        ``instead`` is offered where neither a command nor a row has the words.
        """
        question = self.tr("Type a command, a ref or words of a title")
        self._ask(question, commands, (rows, instead))

    def choose(self, question: str, entries: Sequence[Entry]) -> None:
        """Show the palette with just these entries, to choose one of them."""
        self._ask(question, entries, (_none, _none))

    def _ask(
        self, question: str, commands: Sequence[Entry], finders: tuple[Finder, Finder]
    ) -> None:
        self._commands, (self._rows, self._instead) = list(commands), finders
        if not self.isVisible():
            self._from = QApplication.focusWidget()
        self.words.setPlaceholderText(question)
        self.words.setAccessibleDescription(question)
        gap = self._look.space(Space.SMALL)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(gap, gap, gap, gap)
        width = min(self._over.width() - 4 * gap, self._look.px(36))
        height = min(self._over.height() * 2 // 3, self._look.px(27))
        self.setGeometry((self._over.width() - width) // 2, self._look.px(3.2), width, height)
        self.words.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the list be walked from the words, and leave when the focus does."""
        if watched is self.words and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: 10,
                Qt.Key.Key_PageUp: -10,
            }
            step = steps.get(Qt.Key(event.key()))
            if step:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _take(self) -> None:
        at = self.list.currentRow()
        self._leave()
        if 0 <= at < len(self._shown):
            self._shown[at].act()

    def _leave(self) -> None:
        self._over.setFocus()
        if self._from is not None:
            with suppress(RuntimeError):  # the editor of a cell is gone by now
                self._from.setFocus()
        self.hide()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = sorted(
            (one for one in self._commands if _has(one, words)),
            key=lambda one: _distance(one.text.casefold(), words),
        )
        rows = list(self._rows(text)) if words else []
        exact = [row for row in rows if row.text.casefold().split(" ")[0] == text.casefold()]
        rest = [row for row in rows if row not in exact]
        self._shown = [*exact, *found, *rest[:_SHOWN]] or list(self._instead(text))
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem(entry.text, self.list)
            item.setData(_KEYS, entry.aside)
        if not self._shown:
            nothing = QListWidgetItem(self.tr("Nothing here has these words"), self.list)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0)


def _has(entry: Entry, words: Sequence[str]) -> bool:
    """Tell whether each word is in an entry, or begins one of its other names."""
    text, also = entry.text.casefold(), f" {entry.also.casefold()}"
    return all(word in text or f" {word}" in also for word in words)


def _distance(text: str, words: Sequence[str]) -> int:
    """Return how far a command's words are from what was typed; those alike keep their order."""
    asked = " ".join(words)
    if text.startswith(asked):
        return 0
    if asked in text:
        return 1
    return 2 if all(word in text for word in words) else 3


def key_text(keys: Sequence[QKeySequence]) -> str:
    """Return the first key of a command as this desktop writes it."""
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
