"""The heat map of risks: click a field, or walk with the arrows and press Enter, for its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from plandesk.models.risk_matrix import RiskScore, matrix
from plandesk.reports.charts.drawing import Box
from plandesk.reports.charts.heat_map import HeatMap, heat_map
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.register_lines import movement_cell, score_cell
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.chart_view import ChartView
from plandesk.ui.widgets.page_parts import Choice, label, on_base
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.tables import RiskRow, RiskTable

_MOST = 12  # lines that the table of movements takes before it scrolls


class HeatMapView(ChartView):
    """The map as reports draw it, with one field at the keyboard's cursor."""

    opened = Signal(int, int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look_of = look
        self._map: HeatMap | None = None
        self._at = (1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_map(self, content: HeatMap) -> None:
        """Show where risks lie."""
        self._map = content
        name = self.tr("Heat map of risks")
        self.show_chart(name, lambda ruler, width, size: heat_map(content, ruler, width, size))
        worst = max(content.fields, key=lambda spot: spot[0] * spot[1], default=(1, 1))
        if self._at not in content.fields:
            self._at = worst
        self._say()

    def areas(self) -> dict[tuple[int, int], QRectF]:
        """Return where each field is, by likelihood and impact from 1."""
        if self._map is None or self._drawing is None:
            return {}
        boxes = [mark for mark in self._drawing.marks if isinstance(mark, Box)]
        across = len(self._map.impacts)
        return {
            (at // across + 1, at % across + 1): QRectF(box.left, box.top, box.width, box.height)
            for at, box in enumerate(boxes[: across * len(self._map.likelihoods)])
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, and the cursor while the keyboard is here."""
        super().paintEvent(event)
        area = self.areas().get(self._at)
        if area is not None and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look_of.colour("focus"), 3))
            painter.drawRect(area.adjusted(2, 2, -2, -2))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a field with risks can be clicked."""
        spot = self._spot(event)
        held = self._map is not None and spot in self._map.fields
        self.setCursor(Qt.CursorShape.PointingHandCursor if held else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the rows of the field that was clicked."""
        spot = self._spot(event)
        if spot is not None:
            self._go(spot)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the fields, and open one."""
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._go((self._at[0] + step[0], self._at[1] + step[1]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def _spot(self, event: QMouseEvent) -> tuple[int, int] | None:
        at = event.position()
        return next((spot for spot, area in self.areas().items() if area.contains(at)), None)

    def _go(self, spot: tuple[int, int]) -> None:
        if spot in self.areas():
            self._at = spot
            self._say()
            self.update()

    def _open(self) -> None:
        if self._map is not None and self._at in self._map.fields:
            self.opened.emit(*self._at)

    def _say(self) -> None:
        """Tell a screen reader which field the cursor is on."""
        if self._map is None:
            return
        up, along = self._at
        refs = ", ".join(self._map.fields.get(self._at, ())) or self.tr("no risk")
        words = f"{self._map.likelihoods[up - 1]} × {self._map.impacts[along - 1]}: {refs}"
        self.setAccessibleName(f"{self.tr('Heat map of risks')}, {words}")
        self.setToolTip(words)


class RiskMapPanel(QScrollArea):
    """The map now or before counter measures; ``rows_asked`` gives entries and what they are."""

    rows_asked = Signal(object, str)
    entry_asked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._table: RiskTable | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        on_base(inside)
        words = [self.tr("Now"), self.tr("Before counter measures"), self.tr("Period before")]
        self.when = Choice(self.tr("As the risks stood"), words)
        self.when.chosen.connect(self._show)
        self.map = HeatMapView(look)
        self.map.opened.connect(self._open)
        self.left_out = label("", "secondary", wrap=True)
        self._make_moves()
        self.hint = label(
            self.tr(
                "Click a field, or go to it with the arrow keys and press Enter, for its rows."
            ),
            "secondary",
            wrap=True,
        )
        column = QVBoxLayout(inside)
        side = look.space(Space.MEDIUM)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.space(Space.SMALL))
        column.addWidget(self.when, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.map)
        column.addWidget(self.left_out)
        column.addWidget(self.hint)
        column.addWidget(self.moves)
        column.addStretch(1)
        self.setWidget(inside)

    def _make_moves(self) -> None:
        headings = [self.tr("Ref"), self.tr("Risk"), self.tr("Before"), self.tr("Period before")]
        self.model = CellTable([*headings, self.tr("Now"), self.tr("Movement")], self._cells, self)
        self.moves = RowView(self.tr("How the risks moved"), self._look)
        self.moves.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.moves.show_model(self.model, (3.6, 0, 6.2, 6.8, 6.2, 6.4))
        self.moves.activated.connect(self._open_risk)

    def _cells(self, row: RiskRow) -> Sequence[Cell]:
        before = score_cell(row.previous) if row.previous else Cell("–", ink="secondary")
        return (
            Cell(row.entry.ref, heavy=True),
            Cell(row.entry.title, tip=row.entry.title),
            score_cell(row.before),
            before,
            score_cell(row.now),
            movement_cell(row.movement),
        )

    @Slot(QModelIndex)
    def _open_risk(self, index: QModelIndex) -> None:
        self.entry_asked.emit(self.model.rows[index.row()].entry.id)

    def minimumSizeHint(self) -> QSize:
        """Return a size that always fits."""
        return QSize(self._look.px(12), self._look.px(6))

    def show_table(self, table: RiskTable) -> None:
        """Show the risks of a table."""
        self._table = table
        live = [row for row in table.rows if not row.ended]
        self.model.show(live)
        self.moves.setVisible(bool(live))
        self.moves.setFixedHeight(self._look.px(2.1 + 1.72 * min(len(live), _MOST)))
        self._show()

    def _score(self, row: RiskRow) -> RiskScore | None:
        return (row.now, row.before, row.previous)[self.when.at]

    def _scored(self) -> Sequence[tuple[RiskRow, RiskScore]]:
        rows = self._table.rows if self._table else ()
        return [
            (row, score)
            for row in rows
            if not row.ended and (score := self._score(row)) is not None and score.band is not None
        ]

    @Slot()
    def _show(self) -> None:
        if self._table is None or self._table.kind.risk is None:
            return
        scale = self._table.kind.risk
        bands = tuple(tuple(cell.band for cell in row) for row in reversed(matrix(scale)))
        ups = [choice.code for choice in scale.likelihood]
        acrosses = [choice.code for choice in scale.impact]
        places = tuple(
            (
                row.entry.ref or row.entry.title[:12],
                ups.index(score.likelihood.code) + 1,
                acrosses.index(score.impact.code) + 1,
            )
            for row, score in self._scored()
            if score.likelihood and score.impact
        )
        words = tuple(choice.word for choice in scale.likelihood)
        impacts = tuple(choice.word for choice in scale.impact)
        self.map.show_map(HeatMap(words, impacts, bands, places))
        self._say_left_out(len(places))

    def _say_left_out(self, shown: int) -> None:
        rows = self._table.rows if self._table else ()
        closed = sum(row.ended for row in rows)
        without = len(rows) - closed - shown
        parts = [
            counted(without, "1 risk has no score and is not on the map.",
                    "%1 risks have no score and are not on the map.") if without else "",
            counted(closed, "1 closed risk is left out.", "%1 closed risks are left out.")
            if closed else "",
        ]  # fmt: skip
        self.left_out.setText(" ".join(part for part in parts if part))
        self.left_out.setVisible(bool(self.left_out.text()))

    @Slot(int, int)
    def _open(self, up: int, along: int) -> None:
        if self._table is None or self._table.kind.risk is None:
            return
        scale = self._table.kind.risk
        one, other = scale.likelihood[up - 1], scale.impact[along - 1]
        ids = [
            row.entry.id
            for row, score in self._scored()
            if score.likelihood == one and score.impact == other
        ]
        self.rows_asked.emit(ids, f"{one.word} × {other.word}")
