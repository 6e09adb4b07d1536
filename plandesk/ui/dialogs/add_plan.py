"""Asks for a further plan of the open file: its title, and which kind of plan it is."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from plandesk.ui.dialogs.form_dialog import FormDialog
from plandesk.ui.widgets.page_parts import label


class AddPlanDialog(FormDialog):
    """Title and kind; levels, scale and columns follow from the kind and are its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add a plan of another kind"), self.tr("Add plan"), 28, parent)
        from plandesk.services.presets import load_preset, preset_names

        self.title = QLineEdit(placeholderText=self.tr("For example: Service plans 2026"))
        self.kind = QComboBox()
        for name in preset_names():
            self.kind.addItem(load_preset(name).title, name)
        self.about = label("", "secondary", wrap=True)
        shares = self.tr(
            "It shares people, periods and registers with the other plans of this file."
        )
        self.shares = label(shares, "secondary", wrap=True)
        self.add(self.tr("&Title"), self.title)
        self.add(self.tr("&Kind of plan"), self.kind)
        self.add("", self.about)
        self.add("", self.shares)
        self.kind.currentIndexChanged.connect(self._explain)
        self.title.textChanged.connect(self._check)
        self._explain()
        self._check()

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
        self.go.setEnabled(bool(self.title.text().strip()))
