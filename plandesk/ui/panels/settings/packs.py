"""What packs print of people, and how long before publication papers and returns are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox

from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.plan_options import PlanOptions

_MOST = 60


class PacksSection(SettingsSection):
    """Names or posts in packs, and the days that lead to a meeting."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.naming = QComboBox()
        self.naming.setAccessibleName(self.tr("People in packs"))
        for words, naming in (
            (self.tr("Print names"), "names"),
            (self.tr("Print posts in place of names"), "roles"),
        ):
            self.naming.addItem(words, naming)
        self.drafts = self._days(self.tr("Drafts are wanted"))
        self.returns = self._days(self.tr("Returns are wanted"))
        form = QFormLayout()
        form.setVerticalSpacing(host.look.px(0.4))
        for box in (self.naming, self.drafts, self.returns):
            box.setMaximumWidth(host.look.px(24))
            form.addRow(label(box.accessibleName(), "secondary"), box)
        self.column.addWidget(label(self.tr("Packs"), "title"))
        self.column.addLayout(form)
        said = self.tr(
            "A person without a post is printed as \u201cLead officer\u201d. Posts are kept under "
            "People. A period that says when its returns are due goes before the days here."
        )
        self.column.addWidget(label(said, "secondary", wrap=True))
        self.column.addStretch(1)
        self.naming.activated.connect(self._save_naming)
        self.drafts.editingFinished.connect(self._save_days)
        self.returns.editingFinished.connect(self._save_days)

    def _days(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, _MOST)
        box.setAccessibleName(name)
        box.setSuffix(self.tr(" working days before publication"))
        return box

    def show_options(self, options: PlanOptions) -> None:
        """Show what the plan says of its packs."""
        from plandesk.services.packs.names import SETTING
        from plandesk.services.queries.packs.builds import lead_days

        super().show_options(options)
        self.naming.setCurrentIndex(max(0, self.naming.findData(options.texts.get(SETTING))))
        with self.host.bridge.read() as session:
            lead = lead_days(session, self.plan_id)
        for box, days in ((self.drafts, lead.drafts), (self.returns, lead.returns)):
            if not box.hasFocus() or box.value() != days:
                box.setValue(days)
        for box in (self.naming, self.drafts, self.returns):
            box.setEnabled(self.may)

    @Slot()
    def _save_naming(self) -> None:
        from plandesk.services.ops.plan_settings import SetPlanSetting
        from plandesk.services.packs.names import SETTING

        wanted = str(self.naming.currentData())
        if self.options is not None and wanted != self.options.texts.get(SETTING, "names"):
            self.run(SetPlanSetting(self.plan_id, SETTING, wanted))

    @Slot()
    def _save_days(self) -> None:
        from plandesk.services.ops.plan_settings import SetPlanSetting
        from plandesk.services.queries.packs.builds import (
            DRAFTS_SETTING,
            RETURNS_SETTING,
            lead_days,
        )

        with self.host.bridge.read() as session:
            kept = lead_days(session, self.plan_id)
        for name, box, days in (
            (DRAFTS_SETTING, self.drafts, kept.drafts),
            (RETURNS_SETTING, self.returns, kept.returns),
        ):
            if box.value() != days:
                self.run(SetPlanSetting(self.plan_id, name, box.value()))
