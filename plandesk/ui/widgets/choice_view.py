"""A table of rows with choices in their cells, wholly usable from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from plandesk.ui.delegates.choice_cells import ChoiceDelegate, open_choices
from plandesk.ui.itemmodels.cell_table import CHOICES
from plandesk.ui.theme import Look
from plandesk.ui.widgets.row_view import RowView

_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class ChoiceView(RowView):
    """Enter, F2 or Alt+Down opens a row's choice; Left and Right go from one to the next."""

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name, look, parent)
        self._look = look
        self.delegate = ChoiceDelegate(look, self)
        self.setItemDelegate(self.delegate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a choice, or go to the next one in the row."""
        key = event.key()
        alt_down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in _OPENS or alt_down:
            index = self._choice(0)
            if index.isValid():
                open_choices(self, self._look, index, self.visualRect(index).bottomLeft())
                return
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            index = self._choice(1 if key == Qt.Key.Key_Right else -1)
            if index.isValid():
                self.setCurrentIndex(index)
            return
        super().keyPressEvent(event)

    def _choice(self, step: int) -> QModelIndex:
        """Return the choice under the cursor, or the one ``step`` places beside it."""
        here = self.currentIndex()
        columns = range(self.model().columnCount())
        found = [at for at in columns if here.siblingAtColumn(at).data(CHOICES) is not None]
        if not here.isValid() or not found:
            return QModelIndex()
        if here.column() not in found:
            return here.siblingAtColumn(found[0] if step >= 0 else found[-1])
        at = found.index(here.column()) + step
        return here.siblingAtColumn(found[min(max(at, 0), len(found) - 1)])
