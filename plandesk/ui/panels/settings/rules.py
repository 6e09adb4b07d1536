"""The rules of rating and the checks of a plan, each of which can be switched off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QListWidget, QListWidgetItem, QSpinBox

from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.plan_options import PlanOptions

_CODE = Qt.ItemDataRole.UserRole


class RulesSection(SettingsSection):
    """Switches for the rules of rating and for every check."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.switches = {
            "done_earned": QCheckBox(self.tr("Delivered must be earned over time")),
            "done_evidence": QCheckBox(self.tr("Delivered needs evidence")),
            "done_measures": QCheckBox(self.tr("Delivered needs its measures met")),
            "reason_needed": QCheckBox(self.tr("A poor rating needs a reason")),
            "remedy_needed": QCheckBox(self.tr("A poor rating says what will put it right")),
            "jump_explained": QCheckBox(self.tr("A jump of the rating needs a word")),
        }
        self.numbers = {
            "done_months": self._spin(self.tr("Months before delivered is earned"), 0, 24),
            "jump_steps": self._spin(self.tr("Steps that count as a jump"), 1, 9),
            "silent_periods": self._spin(self.tr("Periods without an update to be named"), 1, 12),
        }
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Checks that are made"))
        self.list.setSpacing(1)
        self.column.addWidget(label(self.tr("Rules of rating"), "caption"))
        for box in self.switches.values():
            box.setAccessibleName(box.text())
            box.clicked.connect(self._save)
            self.column.addWidget(box)
        self.column.setSpacing(host.look.px(0.3))
        form = QFormLayout()
        for box in self.numbers.values():
            form.addRow(label(box.accessibleName(), "secondary"), box)
            box.valueChanged.connect(self._save)
        self.column.addLayout(form)
        self.column.addWidget(label(self.tr("Checks"), "caption"))
        self.column.addWidget(self.list, 1)
        self.list.itemChanged.connect(self._switch)

    def show_options(self, options: PlanOptions) -> None:
        """Show which rules are on."""
        from plandesk.services.check import check_rules

        super().show_options(options)
        for name, box in self.switches.items():
            box.setChecked(getattr(options.rules, name))
            box.setEnabled(self.may)
        for name, spin in self.numbers.items():
            spin.blockSignals(True)
            spin.setValue(getattr(options.rules, name))
            spin.blockSignals(False)
            spin.setEnabled(self.may)
        with self.host.bridge.read() as session:
            rules = check_rules(session)
        self.list.blockSignals(True)
        kept = self.list.currentRow()
        self.list.clear()
        for rule in rules:
            item = QListWidgetItem(rule.title, self.list)
            off = rule.code in options.checks_off
            item.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
            item.setData(_CODE, rule.code)
            if not self.may:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.setCurrentRow(max(kept, 0))
        self.list.blockSignals(False)

    def _spin(self, name: str, least: int, most: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(least, most)
        box.setAccessibleName(name)
        box.setMaximumWidth(self.host.look.px(6))
        return box

    @Slot()
    def _save(self) -> None:
        from plandesk.services.ops.assurance import SetRatingRules

        if self.options is None:
            return
        said = {name: box.isChecked() for name, box in self.switches.items()}
        numbers = {name: box.value() for name, box in self.numbers.items()}
        rules = replace(self.options.rules, **said, **numbers)
        if rules != self.options.rules:
            self.run(SetRatingRules(self.plan_id, rules))

    @Slot(QListWidgetItem)
    def _switch(self, item: QListWidgetItem) -> None:
        from plandesk.services.ops.assurance import SwitchCheck

        on = item.checkState() == Qt.CheckState.Checked
        self.run(SwitchCheck(self.plan_id, str(item.data(_CODE)), on))
