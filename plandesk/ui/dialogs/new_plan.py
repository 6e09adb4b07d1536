"""Asks for what a new plan starts with: its title, its kind, and the first reporting period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.timeframes.day import Toward
from plandesk.ui.widgets.day_field import DayField
from plandesk.ui.widgets.wrap_label import WrapLabel


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a new plan starts with."""

    title: str
    preset: str
    period: str
    as_at: dt.date


class NewPlanDialog(QDialog):
    """Title, kind of plan with its explanation, and the first period."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from plandesk.services.presets import load_preset, preset_names

        self.setWindowTitle(self.tr("New plan"))
        self.title = QLineEdit(placeholderText=self.tr("For example: Improvement plan 2026"))
        self.kind = QComboBox()
        for name in preset_names():
            self.kind.addItem(load_preset(name).title, name)
        self.about = WrapLabel("", "secondary")
        self.as_at = DayField(self.tr("As at"), toward=Toward.NEAR)
        self.as_at.set_day(dt.datetime.now(dt.UTC).astimezone().date())
        self.period = QLineEdit(QDate.currentDate().toString("MMMM yyyy"))
        self._make_buttons()
        column = QVBoxLayout(self)
        line = self.fontMetrics().height()
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addLayout(self._form())
        column.addWidget(self._buttons)
        self.kind.currentIndexChanged.connect(self._explain)
        self.title.textChanged.connect(self._check)
        self.period.textChanged.connect(self._check)
        self.as_at.changed.connect(self._check)
        self._explain()
        self._check()
        self.setMinimumWidth(self.fontMetrics().height() * 30)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(self.fontMetrics().height() // 2)
        form.setHorizontalSpacing(self.fontMetrics().height() // 2)
        for label, field in (
            (self.tr("&Title"), self.title),
            (self.tr("&Kind of plan"), self.kind),
            ("", self.about),
            (self.tr("First &period"), self.period),
            (self.tr("&As at"), self.as_at),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label.replace("&", ""))
        return form

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._create = QPushButton(self.tr("Choose where to keep it…"))
        self._create.setProperty("primary", True)
        self._buttons.addButton(self._create, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in self._buttons.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

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
        self._create.setEnabled(filled and self.as_at.day() is not None)
