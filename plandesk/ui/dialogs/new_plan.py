"""Asks for what a new plan starts with: its title, its kind, and the first reporting period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from plandesk.models.timeframes.day import Toward
from plandesk.ui.dialogs.form_dialog import FormDialog
from plandesk.ui.theme import Look
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.line_signs import let_signs_grow
from plandesk.ui.widgets.wrap_label import WrapLabel


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a new plan starts with."""

    title: str
    preset: str
    period: str
    as_at: dt.date


class NewPlanDialog(FormDialog):
    """Title, kind of plan with its explanation, and the first period."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New plan"), self.tr("Choose where to keep it…"), 30, parent)
        from plandesk.services.presets import load_preset, preset_names

        self.title = QLineEdit(placeholderText=self.tr("For example: Improvement plan 2026"))
        self.kind = QComboBox()
        for name in preset_names():
            self.kind.addItem(load_preset(name).title, name)
        self.about = WrapLabel("", "secondary")
        self.as_at = DayField(self.tr("As at"), toward=Toward.NEAR)
        let_signs_grow(self.as_at.line, look)
        self.as_at.set_day(dt.datetime.now(dt.UTC).astimezone().date())
        self.period = QLineEdit(QDate.currentDate().toString("MMMM yyyy"))
        for text, field in (
            (self.tr("&Title"), self.title),
            (self.tr("&Kind of plan"), self.kind),
            ("", self.about),
            (self.tr("First &period"), self.period),
            (self.tr("&As at"), self.as_at),
        ):
            self.add(text, field)
        self.kind.currentIndexChanged.connect(self._explain)
        self.title.textChanged.connect(self._check)
        self.period.textChanged.connect(self._check)
        self.as_at.changed.connect(self._check)
        self._explain()
        self._check()

    def answer(self) -> NewPlan:
        """Return what was asked for."""
        as_at = self.as_at.day()
        if as_at is None:
            raise ValueError("the dialog closes with a date only")
        return NewPlan(
            self.title.text().strip(),
            str(self.kind.currentData()),
            self.period.text().strip(),
            as_at,
        )

    @Slot()
    def _explain(self) -> None:
        from plandesk.services.presets import load_preset

        preset = load_preset(str(self.kind.currentData()))
        self.about.setText(f"{preset.about}\n{' › '.join(preset.level_names)}")

    @Slot()
    def _check(self) -> None:
        filled = bool(self.title.text().strip() and self.period.text().strip())
        self.go.setEnabled(filled and self.as_at.day() is not None)
