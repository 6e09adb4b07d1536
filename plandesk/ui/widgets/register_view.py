"""The table of a register: keys for adding, removing, moving and editing, columns that give way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from plandesk.ui.delegates.register_cells import RegisterDelegate
from plandesk.ui.itemmodels.register_columns import Holds
from plandesk.ui.itemmodels.register_model import RegisterModel
from plandesk.ui.theme import Look
from plandesk.ui.widgets.row_view import RowView

_KEY = Qt.Key
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_GROWS = 9.0  # lines that a growing column asks for at the least
_TITLE = 11.0


class RegisterView(RowView):
    """Keys work in the table alone: Ins adds, Del removes, Alt+Up and Alt+Down move, F2 edits.

    Enter asks for the entry in full; a long text is edited there too.
    """

    add_asked = Signal()
    remove_asked = Signal()
    move_asked = Signal(int)
    open_asked = Signal()
    text_asked = Signal(str)

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name, look, parent)
        self.cells = RegisterDelegate(look, self)
        self.setItemDelegate(self.cells)
        self.setAllColumnsShowFocus(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._look_of = look
        self.hidden_by_hand: dict[str, bool] = {}
        self._asks: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (_KEY.Key_Insert, _NONE): self.add_asked.emit,
            (_KEY.Key_Delete, _NONE): self.remove_asked.emit,
            (_KEY.Key_Up, _ALT): lambda: self.move_asked.emit(-1),
            (_KEY.Key_Down, _ALT): lambda: self.move_asked.emit(1),
            (_KEY.Key_F2, _NONE): self.edit_here,
            (_KEY.Key_Left, _NONE): lambda: self._step(-1),
            (_KEY.Key_Right, _NONE): lambda: self._step(1),
            (_KEY.Key_Return, _NONE): self.open_asked.emit,
            (_KEY.Key_Enter, _NONE): self.open_asked.emit,
        }
        header = self.header()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        self.doubleClicked.connect(self._edit_clicked)

    def entries(self) -> RegisterModel | None:
        """Return the item model."""
        model = self.model()
        return model if isinstance(model, RegisterModel) else None

    def event(self, event: QEvent) -> bool:
        """Keep the table's own keys from the commands of the plan."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._asked(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table's own keys ask for.

        A key that comes up from the editor of a cell is the editor's own: it closes on Enter only
        after that, and would be left open by whatever the table did meanwhile.
        """
        ask = self._asked(event)
        if ask is not None and self.state() != QAbstractItemView.State.EditingState:
            ask()
            return
        super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> Callable[[], object] | None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._asks.get((Qt.Key(event.key()), plain))

    def _step(self, by: int) -> None:
        """Go to the next cell that shows; a tree would open and close instead."""
        here = self.currentIndex()
        at = here.column() + by
        while 0 <= at < self.header().count():
            if not self.isColumnHidden(at):
                self.setCurrentIndex(here.siblingAtColumn(at))
                return
            at += by

    @Slot()
    def edit_here(self) -> None:
        """Edit the cell at the cursor, or ask for its long text beside the table."""
        self._edit_clicked(self.currentIndex())

    @Slot(QModelIndex)
    def _edit_clicked(self, index: QModelIndex) -> None:
        model = self.entries()
        if model is None or not index.isValid():
            return
        column = model.columns[index.column()]
        if column.holds is Holds.LONG and model.editable:
            self.text_asked.emit(column.key)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.open_asked.emit()

    # --- columns -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        self.fit_columns()
        super().resizeEvent(event)

    @Slot()
    def fit_columns(self) -> None:
        """Leave out what says least where the table is narrow; what was chosen by hand stays."""
        model = self.entries()
        if model is None or not model.columns:
            return
        room = self.viewport().width() / self._look_of.px(1)
        order = sorted(range(len(model.columns)), key=lambda at: -model.columns[at].keep)
        for at in order:
            column = model.columns[at]
            least = column.width or (_TITLE if column.key == "title" else _GROWS)
            by_hand = self.hidden_by_hand.get(column.key)
            hidden = room < least and column.keep < 10 if by_hand is None else by_hand
            self.setColumnHidden(at, hidden)
            if not hidden:
                room -= least
        self.set_widths([column.width for column in model.columns])

    @Slot(QPoint)
    def _offer_columns(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.popup(self.header().mapToGlobal(at))

    def columns_menu(self) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu(self.tr("Columns"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model = self.entries()
        for at, column in enumerate(model.columns if model else ()):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(column.key != "title")
            action.triggered.connect(lambda on, key=column.key: self.show_column(key, on=on))
        return menu

    def show_column(self, key: str, *, on: bool) -> None:
        """Show or hide a column, whatever room there is."""
        self.hidden_by_hand[key] = not on
        self.fit_columns()


class RegisterList(RowView):
    """The list of registers; Ins asks for a new entry of the one that is shown."""

    add_asked = Signal()

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self.setSelectionMode(self.SelectionMode.SingleSelection)

    def event(self, event: QEvent) -> bool:
        """Keep Ins from the plan, where it would add an action."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == _KEY.Key_Insert:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a new entry."""
        if event.key() == _KEY.Key_Insert:
            self.add_asked.emit()
            return
        super().keyPressEvent(event)
