"""Text boxes that hand over what was typed when left or after a pause, and take it back on Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from plandesk.ui.theme import Look

PAUSE_MS = 1500

_LEAVING = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class CommitLine(QLineEdit):
    """One line; ``committed`` tells the new text."""

    committed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._kept = ""
        self.editingFinished.connect(self.commit)

    def show_text(self, text: str) -> None:
        """Show what the plan says, unless something else is being typed here."""
        if self.hasFocus() and self.text() != self._kept:
            return
        self._kept = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    @Slot()
    def commit(self) -> None:
        """Hand over what was typed."""
        text = self.text().strip()
        if text != self._kept:
            self._kept = text
            self.committed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of what is longer than the line."""
        super().focusOutEvent(event)
        if event.reason() in _LEAVING:
            self.setCursorPosition(0)


class CommitText(QPlainTextEdit):
    """Several lines that grow with the text; ``committed`` tells the new text."""

    committed = Signal(str)

    def __init__(
        self, name: str, look: Look, lines: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._lines, self._kept = look, lines, ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._typed)
        look.changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show what the plan says, unless something else is being typed here."""
        if self.hasFocus() and self.toPlainText().strip() != self._kept:
            return
        self._kept = text
        if self.toPlainText().strip() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()

    def mark(self, spans: Sequence[tuple[int, int]], why: str) -> None:
        """Underline places of the text, from start to end, and say in the tip why."""
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._look.colour("error"))
        form.setForeground(self._look.colour("error"))
        found: list[QTextEdit.ExtraSelection] = []
        for start, end in spans:
            one = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            one.cursor, one.format = cursor, form  # pyright: ignore[reportAttributeAccessIssue]
            found.append(one)
        self.setExtraSelections(found)
        self.setToolTip(why)
        self.setAccessibleDescription(why)

    @Slot()
    def commit(self) -> None:
        """Hand over what was typed."""
        self._pause.stop()
        text = self.toPlainText().strip()
        if text != self._kept and not self.isReadOnly():
            self._kept = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was typed when the box is left."""
        self.commit()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed since it was last handed over."""
        if event.key() == Qt.Key.Key_Escape and self.toPlainText().strip() != self._kept:
            self.setPlainText(self._kept)
            self._pause.stop()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return a width of its own and the height of its text."""
        return QSize(self._look.px(14), self._height())

    def resizeEvent(self, event: object) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self._fit()

    @Slot()
    def _typed(self) -> None:
        self._fit()
        if self.toPlainText().strip() != self._kept:
            self._pause.start()

    @Slot()
    def _fit(self) -> None:
        height = self._height()
        if self.height() != height:
            self.setFixedHeight(height)

    def _height(self) -> int:
        least, most = self._lines
        rows = min(most, max(least, int(self.document().size().height())))
        return rows * self.fontMetrics().lineSpacing() + self._look.px(0.95)
