"""The editor for texts of several lines inside the plan table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStyleOptionViewItem, QWidget

from plandesk.ui.delegates.plan_cells import Index, PlanCellDelegate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class LongTextDelegate(PlanCellDelegate):
    """Edits several lines over the cell: Enter is done, Alt+Enter a new line, as in a worksheet."""

    covered: Callable[[], int] = staticmethod(int)  # how much of the table's left is drawn over

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = QPlainTextEdit(parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(self._model.heading(index.column()))
        editor.setAccessibleDescription(self.tr("Alt+Enter begins a new line"))
        editor.setPlaceholderText(self.tr("Alt+Enter begins a new line"))
        editor.setTabChangesFocus(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor from the plan, unless something was typed already."""
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.document().setModified(False)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the model runs the op."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Hang a box of a few lines below the cell's top, as far inside the table as it goes."""
        area, table = option.rect, editor.parentWidget()
        wide, high = max(area.width(), self.look.px(24)), self.look.px(7)
        if table is not None:
            wide = min(wide, table.width() - self.covered())
            high = min(high, table.height())
            left = max(self.covered(), min(area.x(), table.width() - wide))
            top = max(0, min(area.y(), table.height() - high))
            editor.setGeometry(left, top, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter as done, which a text box keeps to itself."""
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            if event.modifiers() & _NEW_LINE:
                watched.insertPlainText("\n")
            else:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched)
            return True
        return super().eventFilter(watched, event)
