"""Asks for a further plan of the open file: its title, and which kind of plan it is."""

from __future__ import annotations

from PySide6.QtCore import Slot
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

from plandesk.ui.widgets.page_parts import label


class AddPlanDialog(QDialog):
    """Title and kind; levels, scale and columns follow from the kind and are its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from plandesk.services.presets import load_preset, preset_names

        self.setWindowTitle(self.tr("Add a plan of another kind"))
        self.title = QLineEdit(placeholderText=self.tr("For example: Service plans 2026"))
        self.title.setAccessibleName(self.tr("Title"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of plan"))
        for name in preset_names():
            self.kind.addItem(load_preset(name).title, name)
        self.about = label("", "secondary", wrap=True)
        self.shares = label(
            self.tr("It shares people, periods and registers with the other plans of this file."),
            "secondary",
            wrap=True,
        )
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._explain)
        self.title.textChanged.connect(self._check)
        self._explain()
        self._check()
        self.setMinimumWidth(self.fontMetrics().height() * 28)

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        form, column = QFormLayout(), QVBoxLayout(self)
        form.setVerticalSpacing(line // 2)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&Kind of plan"), self.kind)
        form.addRow("", self.about)
        form.addRow("", self.shares)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add = QPushButton(self.tr("Add plan"))
        self._add.setProperty("primary", True)
        buttons.addButton(self._add, QDialogButtonBox.ButtonRole.AcceptRole)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addLayout(form)
        column.addWidget(buttons)

    def answer(self) -> tuple[str, str]:
        """Return the title and the name of the preset."""
        return " ".join(self.title.text().split()), str(self.kind.currentData())

    @Slot()
    def _explain(self) -> None:
        from plandesk.services.presets import load_preset

        preset = load_preset(str(self.kind.currentData()))
        words = ", ".join(value.word for value in preset.scale.values)
        self.about.setText(f"{preset.about}\n{' › '.join(preset.level_names)}\n{words}")

    @Slot()
    def _check(self) -> None:
        self._add.setEnabled(bool(self.title.text().strip()))
