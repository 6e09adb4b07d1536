"""Draws and edits the cells of registers: choices as lists, people, days, small courses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from plandesk.ui.delegates.plan_editors import TimeframeField, add_people_completion
from plandesk.ui.delegates.row_cells import Asking, Index, RowDelegate
from plandesk.ui.itemmodels.register_columns import Holds, RegisterColumn
from plandesk.ui.itemmodels.register_model import EntryRole
from plandesk.ui.itemmodels.row_roles import Drawn
from plandesk.ui.theme import Look

_LISTED = (Holds.CHOICE, Holds.STATUS, Holds.ANSWER)


class RegisterDelegate(RowDelegate):
    """A register's cells; ``people`` and ``tags`` complete names, ``reading`` explains days."""

    people: Callable[[], Sequence[str]] = staticmethod(tuple[str, ...])
    tags: Callable[[], Sequence[str]] = staticmethod(tuple[str, ...])
    reading: Callable[[str], str] = staticmethod(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor that fits what the column holds."""
        column = index.data(EntryRole.COLUMN)
        made = self._editor(parent, column)
        made.setProperty("cell", True)
        made.setAccessibleName(column.heading)
        return made

    def _editor(self, parent: QWidget, column: RegisterColumn) -> QWidget:
        if column.holds in _LISTED:
            return self._list(parent, column)
        if column.holds is Holds.DATE:
            return TimeframeField(self.reading, parent)
        line = QLineEdit(parent)
        if column.holds in (Holds.PEOPLE, Holds.TAGS):
            names = self.people() if column.holds is Holds.PEOPLE else self.tags()
            add_people_completion(line, names)
        return line

    def _list(self, parent: QWidget, column: RegisterColumn) -> QComboBox:
        made = QComboBox(parent)
        if all(choice.code for choice in column.choices):
            made.addItem("–", "")
        for choice in column.choices:
            made.addItem(choice.word, choice.code)
        made.activated.connect(self._commit)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor from the plan, unless something was typed already."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the editor over the cell; a list gets room for its words."""
        area = option.rect
        if isinstance(editor, QComboBox):
            area.setWidth(max(area.width(), editor.sizeHint().width()))
        editor.setGeometry(area)

    @Slot()
    def _commit(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def _words(
        self, painter: QPainter, area: QRectF, cell: Drawn, ask: Asking, ink: QColor
    ) -> None:
        course = ask(EntryRole.COURSE)
        if course is None:
            super()._words(painter, area, cell, ask, ink)
        elif sum(value is not None for _, value in course) > 1:
            self._course(painter, area, course)

    def _course(
        self, painter: QPainter, area: QRectF, course: Sequence[tuple[str, float | None]]
    ) -> None:
        from plandesk.reports.charts.measures import MeasureSeries, Point, sparkline
        from plandesk.ui.widgets.chart_view import paint_drawing

        points = tuple(Point(period, value) for period, value in course)
        inside = area.adjusted(0, self.look.px(0.12), 0, -self.look.px(0.12))
        drawing = sparkline(MeasureSeries("", points), (inside.width(), inside.height()))
        painter.save()
        painter.translate(inside.topLeft())
        paint_drawing(painter, drawing, self.look.theme)
        painter.restore()
