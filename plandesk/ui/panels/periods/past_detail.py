"""One row of a closed period: what was said then, and what the plan says of it today."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from plandesk.models.types import Rating, join_names
from plandesk.services.queries.then_and_now import Difference, PastPlan, ThenAndNow
from plandesk.ui.itemmodels.past_model import PastModel, field_word
from plandesk.ui.panels.returns.import_detail import ValueBox
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.page_parts import label, on_base, space_out


class PastDetail(QScrollArea):
    """Facts of the time above, differences below with their words marked."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("The row as it was"))

    def show_row(
        self,
        row: ThenAndNow,
        past: PastPlan,
        ratings: tuple[Rating | None, Rating | None],
        model: PastModel,
    ) -> None:
        """Show one row; ``ratings`` are those of the period before and of this one."""
        inside = QWidget()
        on_base(inside)
        column = QVBoxLayout(inside)
        space_out(column, self._look)
        column.setSpacing(self._look.space(Space.MEDIUM))
        column.addWidget(_selectable(f"{row.then.ref}  {row.then.title}".strip(), "title"))
        self._tell_then(column, row, past, ratings)
        self._tell_since(column, row, past, model)
        column.addStretch(1)
        self.setWidget(inside)

    def _tell_then(
        self,
        column: QLayout,
        row: ThenAndNow,
        past: PastPlan,
        ratings: tuple[Rating | None, Rating | None],
    ) -> None:
        then, nothing = row.then, self.tr("Not rated")
        if then.level <= 3:
            names = (self.tr("Rating before"), past.was.label)
            for name, rating in zip(names, ratings, strict=True):
                box = ValueBox(name, self._look)
                box.show_rating(rating, nothing)
                column.addWidget(box)
        outcome = ": ".join(part for part in (then.outcome_word, then.outcome_note) if part)
        facts = (
            (self.tr("Progress"), then.progress),
            (self.tr("Reason"), then.reason),
            (self.tr("Help needed"), then.help_needed),
            (self.tr("Forecast"), then.forecast),
            (self.tr("Lead"), join_names(then.leads)),
            (self.tr("Sponsor"), join_names(then.sponsors)),
            (self.tr("Due"), then.due),
            (self.tr("Scope"), ", ".join(then.scope)),
            (self.tr("Outcome"), outcome),
            *((field_word(name).capitalize(), str(said)) for name, said in then.fields.items()),
        )
        for name, said in facts:
            if said:
                box = ValueBox(name, self._look)
                box.show_text("", said, "")
                column.addWidget(box)

    def _tell_since(
        self, column: QLayout, row: ThenAndNow, past: PastPlan, model: PastModel
    ) -> None:
        column.addWidget(label(self.tr("What changed since"), "title"))
        if row.now is None:
            column.addWidget(label(self.tr("It is not in the plan any more."), wrap=True))
        elif not row.differences:
            column.addWidget(label(self.tr("Nothing: the plan says the same today."), wrap=True))
        for one in row.differences:
            name = self.tr("Rating, %1").replace("%1", past.now_label)
            caption = name if one.field == "rating" else field_word(one.field).capitalize()
            box = ValueBox(caption, self._look)
            self._fill(box, one, row, model)
            column.addWidget(box)

    def _fill(self, box: ValueBox, one: Difference, row: ThenAndNow, model: PastModel) -> None:
        if one.field == "rating":
            box.show_rating(model.rating(row, one.now), self.tr("Not rated"))
        elif one.then and one.now:
            box.show_text(one.then, one.now, "")
        elif one.now:
            box.show_text("", self.tr("Nothing then. Now: %1").replace("%1", one.now), "")
        else:
            box.show_text("", self.tr("Nothing now. Then: %1").replace("%1", one.then), "")


def _selectable(text: str, role: str) -> QWidget:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
