"""One options appraisal as a matrix of scores, with its sums, what does not add up, and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from plandesk.models.register_fields import read_number
from plandesk.reports.charts.bars import Bar, Totals, total_bars
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.score_matrix import ScoreMatrix, ScoreSpot
from plandesk.ui.theme import Space
from plandesk.ui.widgets.chart_view import ChartView
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import label, on_base
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.registers.tables import AppraisalTable
    from plandesk.ui.pages import PageHost

_MOST = 14


class ScoresPanel(QScrollArea):
    """The matrix, and below it score, word and rationale of the cell at the cursor."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        look = host.look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        on_base(inside)
        self.title = label("", "heading", wrap=True)
        self.model = ScoreMatrix(self._keep, self)
        self.view = RowView(self.tr("Scores of the options"), look)
        self.view.setSelectionBehavior(RowView.SelectionBehavior.SelectItems)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        triggers = RowView.EditTrigger
        self.view.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.view.show_model(self.model, ())
        self.findings = label("", "warning", wrap=True)
        self.of = label("", "caption", wrap=True)
        self.score, self.word = CommitLine(self.tr("Score")), CommitLine(self.tr("Score as a word"))
        self.why = CommitText(self.tr("Rationale"), look, (2, 6))
        self.bars = ChartView(look)
        self.none = EmptyPage(look, Icon.MEASURES)
        self._lay_out(inside)
        self.setWidget(inside)
        self.view.selectionModel().currentChanged.connect(self._show_cell)
        self.score.committed.connect(self._typed_score)
        self.word.committed.connect(self._typed_word)
        self.why.committed.connect(self._typed_why)

    def _lay_out(self, inside: QWidget) -> None:
        look, column, form = self.host.look, QVBoxLayout(inside), QFormLayout()
        side = look.space(Space.MEDIUM)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.space(Space.SMALL))
        for name, box in (
            (self.tr("Score"), self.score),
            (self.tr("As a word"), self.word),
            (self.tr("Rationale"), self.why),
        ):
            form.addRow(label(name, "secondary"), box)
        for part in (self.title, self.none, self.view, self.findings, self.of):
            column.addWidget(part)
        column.addLayout(form)
        column.addWidget(self.bars)
        column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return a size that always fits."""
        return QSize(self.host.look.px(12), self.host.look.px(6))

    def show_table(self, table: AppraisalTable | None) -> None:
        """Show an appraisal."""
        whole = table is not None and bool(table.criteria) and bool(table.options)
        for part in (self.view, self.score, self.word, self.why, self.of, self.bars):
            part.setVisible(whole)
        self.none.setVisible(not whole)
        self.title.setText(table.entry.title if table else "")
        self.none.say(
            self.tr("Nothing to score yet"),
            self.tr("Add criteria and options to the appraisal, under Parts beside the table."),
        )
        self.model.editable = self.host.bridge.can_change
        self.model.show(table if whole else None)
        told = [text for one in table.results for text in one.findings] if table else []
        told += _missing(self, table) if table else []
        self.findings.setText("\n".join(told))
        self.findings.setVisible(bool(told) and whole)
        if whole and table is not None:
            self._fit(table)
            self._draw(table)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 1))
            self._show_cell()

    def _fit(self, table: AppraisalTable) -> None:
        self.view.set_widths([0, *[8.0 for _ in table.options]])
        lines = min(self.model.rowCount(), _MOST)
        self.view.setFixedHeight(self.host.look.px(2.6 + 1.72 * lines))

    def _draw(self, table: AppraisalTable) -> None:
        bars = tuple(
            Bar(f"{option.ref}. {option.title}" if option.ref else option.title, result.total)
            for option, result in zip(table.options, table.results, strict=True)
        )
        most = table.entry.fields.get("stated_max")
        content = Totals(self.tr("sums of scores"), bars, float(most) if most else None)
        self.bars.show_chart(
            self.tr("Sums of the options"),
            lambda ruler, width, size: total_bars(content, ruler, width, size),
        )

    # --- one score ---------------------------------------------------------------------------

    def _spot(self) -> ScoreSpot | None:
        return self.model.spot(self.view.currentIndex())

    @Slot()
    def _show_cell(self) -> None:
        spot, table = self._spot(), self.model.table
        may = self.host.bridge.can_change and spot is not None
        for box in (self.score, self.word, self.why):
            box.setReadOnly(not may)
        if spot is None or table is None:
            self.of.setText(self.tr("Choose a score to see its rationale."))
            for box in (self.score, self.word, self.why):
                box.show_text("")
            return
        place = (spot.option_id, spot.criterion_id)
        names = {row.id: row.title for row in (*table.options, *table.criteria)}
        self.of.setText(f"{names[place[0]]} · {names[place[1]]}")
        found = table.scores.get(place)
        self.score.show_text(found.text if found else "")
        self.word.show_text(table.words.get(place, ""))
        self.why.show_text(found.note if found else "")

    def _keep(self, option_id: int, criterion_id: int, text: str) -> bool:
        """Keep a number as the score, and a word as the score's word."""
        is_number = not text or read_number(text) is not None
        return self._set(option_id, criterion_id, "score" if is_number else "label", text)

    def _set(self, option_id: int, criterion_id: int, key: str, text: str) -> bool:
        from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid

        table = self.model.table
        found = table.scores.get((option_id, criterion_id)) if table and key == "score" else None
        said = ValueSaid(text, found.note if found else "", found.source if found else "")
        place = ValuePlace(key, about_id=criterion_id)
        return self.host.bridge.run(SetEntryValue(option_id, place, said), self)

    @Slot(str)
    def _typed_score(self, text: str) -> None:
        spot = self._spot()
        if spot is not None:
            self._set(spot.option_id, spot.criterion_id, "score", text)

    @Slot(str)
    def _typed_word(self, text: str) -> None:
        spot = self._spot()
        if spot and not self._set(spot.option_id, spot.criterion_id, "label", text):
            self._show_cell()

    @Slot(str)
    def _typed_why(self, text: str) -> None:
        from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid

        spot, table = self._spot(), self.model.table
        if spot is None or table is None:
            return
        found = table.scores.get((spot.option_id, spot.criterion_id))
        said = ValueSaid(found.text if found else "", text, found.source if found else "")
        place = ValuePlace("score", about_id=spot.criterion_id)
        self.host.bridge.run(SetEntryValue(spot.option_id, place, said), self)


def _missing(panel: ScoresPanel, table: AppraisalTable) -> list[str]:
    words = panel.tr("“%1” has no score on %2.")
    return [
        words.replace("%1", one.title).replace("%2", ", ".join(one.missing))
        for one in table.results
        if one.missing
    ]
