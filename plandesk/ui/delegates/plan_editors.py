"""Editors inside the plan table: text, people with completion, timeframes, and the rating list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from plandesk.models.types import Rating, Scale
from plandesk.ui.delegates.plan_cells import Index, PlanCellDelegate
from plandesk.ui.theme import Look
from plandesk.ui.widgets.page_parts import dress_offers
from plandesk.ui.widgets.rating_paint import draw_chip

_BETWEEN = re.compile(r"[/;,]")  # what stands between names, as ``split_names`` reads them
RATING_ROLE = Qt.ItemDataRole.UserRole


class TextDelegate(PlanCellDelegate):
    """Edits one line of text in its cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(self._model.heading(index.column()))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor from the plan, unless something was typed already."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()


class PeopleCompleter(QCompleter):
    """Completes the name being typed in "A / B", leaving the names before it alone."""

    def splitPath(self, path: str) -> list[str]:
        """Return the name being typed."""
        return [_BETWEEN.split(path)[-1].strip()]

    def pathFromIndex(self, index: Index) -> str:
        """Return the whole line with the name completed."""
        name = super().pathFromIndex(index)
        field = self.widget()
        typed = field.text() if isinstance(field, QLineEdit) else ""
        signs = list(_BETWEEN.finditer(typed))
        before = typed[: signs[-1].start()].strip() if signs else ""
        return f"{before} / {name}" if before else name


def add_people_completion(field: QLineEdit, names: Sequence[str]) -> QStringListModel:
    """Offer the plan's people while a lead is typed; return the list, for later names."""
    known = QStringListModel(list(names), field)
    completer = PeopleCompleter(field)
    completer.setModel(known)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    dress_offers(completer)
    return known


class PeopleDelegate(TextDelegate):
    """Edits leads as "A / B" with completion over everybody in the plan."""

    names: Callable[[], Sequence[str]] = staticmethod(tuple[str, ...])

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            add_people_completion(editor, self.names())
        return editor


class TagsDelegate(TextDelegate):
    """Edits scope and source as "A, B" with completion over what the plan has in that column."""

    names: Callable[[int], Sequence[str]] = staticmethod(lambda _: ())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            add_people_completion(editor, self.names(index.column()))
        return editor


class OutcomeDelegate(PlanCellDelegate):
    """Offers the outcomes of the plan, and none."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = QComboBox(parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(self._model.heading(index.column()))
        editor.addItem(self.tr("No outcome"), "")
        for _, word in self._model.words.outcomes:
            editor.addItem(word, word)
        editor.activated.connect(self._commit)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Choose what the plan says."""
        if isinstance(editor, QComboBox):
            word = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setCurrentIndex(max(0, editor.findData(word)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)

    @Slot()
    def _commit(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)


class TimeframeField(QLineEdit):
    """A line that shows below itself how the timeframe was understood."""

    def __init__(self, reading: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._reading, self._over = reading, parent
        self._note = QLabel(parent)
        self._note.setObjectName("reading")
        self._note.setProperty("role", "secondary")
        self._note.setAutoFillBackground(True)
        self._note.setMargin(4)
        self._note.hide()
        self.textChanged.connect(self._read)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the reading below the line."""
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reading below the line."""
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Show how the text is understood from the start."""
        super().showEvent(event)
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the reading away with the line."""
        self._note.hide()

    @Slot()
    def _read(self) -> None:
        text = self._reading(self.text()) if self.text().strip() else ""
        self._note.setText(text)
        self.setAccessibleDescription(text)
        self._note.adjustSize()
        below = self.geometry().bottom() + 1
        if below + self._note.height() > self._over.height():
            below = self.y() - self._note.height() - 1
        self._note.move(self.x(), below)
        self._note.setVisible(bool(text) and self.isVisible())
        self._note.raise_()


class TimeframeDelegate(TextDelegate):
    """Edits a due date in the officer's own words."""

    reading: Callable[[str], str] = staticmethod(str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = TimeframeField(self.reading, parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(self._model.heading(index.column()))
        return editor


class RatingList(QListWidget):
    """The ratings of the scale as chips; a letter, Ctrl and a number, or Enter chooses one."""

    def __init__(self, scale: Scale, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._scale, self._look = scale, look
        self.row_height = look.px(1.75)
        self.setItemDelegate(_ChipItemDelegate(look, self))
        self.setProperty("cell", True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for rating in scale.values:
            item = QListWidgetItem(rating.word, self)
            item.setData(RATING_ROLE, rating)
            item.setToolTip(rating.definition)
        blank = QListWidgetItem(self.tr("Not rated"), self)
        blank.setData(RATING_ROLE, None)
        self.setAccessibleName(self.tr("Rating"))

    def choose(self, code: str) -> None:
        """Put the cursor on a rating, on "Not rated" for an empty code."""
        codes = [value.code for value in self._scale.values]
        self.setCurrentRow(codes.index(code) if code in codes else len(codes))

    def chosen(self) -> str:
        """Return the code under the cursor, empty for "Not rated"."""
        item = self.currentItem()
        rating = item.data(RATING_ROLE) if item else None
        return rating.code if isinstance(rating, Rating) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by letter, else move as lists do."""
        typed = event.text().casefold()
        for value in self._scale.values:
            if typed and value.letter.casefold() == typed:
                self.choose(value.code)
                return
        super().keyPressEvent(event)

    def full_size(self, room: int) -> QSize:
        """Return the size that shows every rating; in a low table they stand closer together."""
        frame = 2 * self.frameWidth() + 4
        self.row_height = min(self._look.px(1.75), (room - frame) // self.count())
        self.scheduleDelayedItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(self.sizeHintForColumn(0) + frame + 8, rows + frame)


class _ChipItemDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, ratings: RatingList) -> None:
        super().__init__(ratings)
        self._look, self._ratings = look, ratings

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._look.px(6.2), self._ratings.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lit = option.state & option.state.State_Selected
        painter.fillRect(option.rect, self._look.colour("selection" if lit else "raised"))
        rating, gap = index.data(RATING_ROLE), self._look.px(0.4)
        area = option.rect.adjusted(gap, 0, -gap, 0)
        if isinstance(rating, Rating):
            draw_chip(painter, area.toRectF(), rating, self._look.theme)
        else:
            painter.setPen(self._look.colour("selection_text" if lit else "text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, str(index.data()))


class RatingDelegate(PlanCellDelegate):
    """Offers the plan's ratings as a list over the cell; one click or key chooses."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor for a cell."""
        editor = RatingList(self._model.words.scale, self.look, parent)
        editor.itemClicked.connect(self._commit)
        # Clicks that opened the list must not choose from it.
        QTimer.singleShot(0, editor, editor.setFocus)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor from the plan, unless something was typed already."""
        if isinstance(editor, RatingList):
            editor.choose(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was chosen."""
        if isinstance(editor, RatingList):
            model.setData(index, editor.chosen(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Hang the list below the cell's top, or above where the table ends."""
        if isinstance(editor, RatingList):
            table = editor.parentWidget()
            over = table.size() if table is not None else option.rect.size()
            size = editor.full_size(over.height())
            top = min(option.rect.top(), max(0, over.height() - size.height()))
            left = min(option.rect.left(), max(0, over.width() - size.width()))
            editor.setGeometry(QRect(left, top, size.width(), size.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Tab as the choice, which lists keep to themselves."""
        if isinstance(watched, RatingList) and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            if event.type() == QEvent.Type.KeyPress and event.key() in keys:
                self._finish(watched)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _commit(self) -> None:
        editor = self.sender()
        listed = editor if isinstance(editor, RatingList) else None
        if listed is not None:
            self._finish(listed)

    def _finish(self, editor: RatingList) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
