"""Draws choices as framed lists, and colour swatches; opens the list of a choice as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QWidget

from plandesk.models.types import Rating
from plandesk.ui import icons
from plandesk.ui.delegates.row_cells import Asking, Index, RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import CHOICES, SWATCH, Choice
from plandesk.ui.itemmodels.row_roles import Drawn
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import draw_shape


class ChoiceDelegate(RowDelegate):
    """A row's cells; a click on a choice, or Enter, opens its list."""

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Open the list of a choice where it is clicked."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and index.data(CHOICES) is not None
        ):
            view = option.widget
            if view is not None:
                open_choices(view, self.look, index, option.rect.bottomLeft())
            return True
        return super().editorEvent(event, model, option, index)

    def _words(
        self, painter: QPainter, area: QRectF, cell: Drawn, ask: Asking, ink: QColor
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ask(CHOICES) is not None:
            area = self._frame(painter, area)
            ink = self.look.colour(cell.ink or "text")  # also on a chosen row
        swatch = ask(SWATCH)
        if swatch:
            area = self._swatch(painter, area, QColor(swatch))
        super()._words(painter, area, cell, ask, ink)

    def _frame(self, painter: QPainter, area: QRectF) -> QRectF:
        box = area.adjusted(0.5, self.look.px(0.16) + 0.5, -0.5, -self.look.px(0.16) - 0.5)
        painter.setPen(QPen(self.look.colour("edge"), 1))
        painter.setBrush(self.look.colour("base"))
        painter.drawRoundedRect(box, self.look.px(0.2), self.look.px(0.2))
        side = self.look.px(0.75)
        gap = self.look.px(0.35)
        arrow = QRectF(box.right() - side - gap, box.center().y() - side / 2, side, side)
        icons.draw(painter, Icon.EXPAND, arrow, self.look.colour("secondary"))
        return box.adjusted(gap, 0, -side - 2 * gap, 0)

    def _swatch(self, painter: QPainter, area: QRectF, colour: QColor) -> QRectF:
        box = QRectF(area.left(), area.center().y(), self.look.px(2), 0)
        box.adjust(0, -self.look.px(0.5), 0, self.look.px(0.5))
        painter.setPen(QPen(self.look.colour("edge"), 1))
        painter.setBrush(colour)
        painter.drawRect(box)
        return area.adjusted(box.width() + self.look.px(0.5), 0, 0, 0)


def open_choices(view: QWidget, look: Look, index: Index, at: QPoint) -> QMenu | None:
    """Show the choices of a cell as a menu below it; the one taken goes to the item model."""
    ask: Callable[[], Sequence[Choice]] | None = index.data(CHOICES)
    if ask is None:
        return None
    menu = QMenu(view)
    menu.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    model, row, column = index.model(), index.row(), index.column()
    for choice in ask():
        if choice.group:
            menu.addSeparator()
        action = menu.addAction(choice.text.replace("&", "&&"))
        if choice.rating is not None:
            action.setIcon(rating_icon(choice.rating, look))
        else:
            action.setCheckable(choice.chosen)
            action.setChecked(choice.chosen)
        action.triggered.connect(
            lambda _, value=choice.value: model.setData(model.index(row, column), value)
        )
        if choice.chosen:
            menu.setActiveAction(action)
    viewport = getattr(view, "viewport", lambda: view)()
    menu.popup(viewport.mapToGlobal(at))
    return menu


def rating_icon(rating: Rating, look: Look) -> QIcon:
    """Return a rating's shape in its colour."""
    side = look.px(1)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = look.theme.rating(rating)
    painter.setPen(QPen(colours.edge, 1))
    draw_shape(painter, rating.shape, QRectF(1, 1, side - 2, side - 2), colours.edge, colours.ink)
    painter.end()
    return QIcon(pixmap)
