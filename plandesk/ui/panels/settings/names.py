"""What the plan, its council, its board and its levels are called, and what packs print of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout

from plandesk.errors import UserError
from plandesk.models.labels import ENGLISH, languages
from plandesk.models.labels import SETTING as LANGUAGE
from plandesk.models.types import Level
from plandesk.ui.icons import Icon
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.commit_fields import CommitLine
from plandesk.ui.widgets.page_parts import button, label

if TYPE_CHECKING:
    from plandesk.services.queries.plan_options import PlanOptions


class NamesSection(SettingsSection):
    """Title, council, board, footer of packs, logo and names of the levels."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.title = CommitLine(self.tr("Title of the plan"))
        self.texts = {
            "council": CommitLine(self.tr("Council or organisation")),
            "board": CommitLine(self.tr("Board or committee")),
            "footer": CommitLine(self.tr("Footer of packs")),
        }
        self.levels = [
            CommitLine(self.tr("Level %1").replace("%1", str(int(level)))) for level in Level
        ]
        self.language = self._languages()
        self.logo = label("", "secondary")
        self.choose = button(self.tr("&Choose a picture…"), self._choose, Icon.FOLDER)
        self.clear = button(self.tr("Remove the logo"), self._clear, Icon.REMOVE)
        form = QFormLayout()
        form.setVerticalSpacing(host.look.px(0.4))
        form.addRow(label(self.title.accessibleName(), "secondary"), self.title)
        for box in self.texts.values():
            form.addRow(label(box.accessibleName(), "secondary"), box)
            box.committed.connect(self._save_text)
        form.addRow(label(self.language.accessibleName(), "secondary"), self.language)
        row = QHBoxLayout()
        row.setSpacing(host.look.px(0.4))
        row.addWidget(self.logo)
        row.addWidget(self.choose)
        row.addWidget(self.clear)
        row.addStretch(1)
        form.addRow(label(self.tr("Logo in packs"), "secondary"), row)
        levels = label(self.tr("What the levels are called, from the top"), "caption")
        levels.setContentsMargins(0, host.look.px(0.8), 0, 0)
        form.addRow(levels)
        for box in self.levels:
            form.addRow(label(box.accessibleName(), "secondary"), box)
            box.committed.connect(self._save_levels)
        for box in (self.title, self.language, *self.texts.values(), *self.levels):
            box.setMaximumWidth(host.look.px(32))
        self.column.addLayout(form)
        self.column.addStretch(1)
        self.title.committed.connect(self._save_title)

    def _languages(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Language of published papers"))
        for code, name in languages().items():
            box.addItem(name, code)
        box.activated.connect(self._save_language)
        return box

    def show_options(self, options: PlanOptions) -> None:
        """Show the names as they are."""
        super().show_options(options)
        self.title.show_text(options.title)
        for name, box in self.texts.items():
            box.show_text(options.texts.get(name, ""))
        for box, name in zip(self.levels, options.level_names, strict=True):
            box.show_text(name)
        for box in (self.title, *self.texts.values(), *self.levels):
            box.setReadOnly(not self.may)
        said = options.texts.get(LANGUAGE, ENGLISH)
        self.language.setCurrentIndex(max(0, self.language.findData(said)))
        self.language.setEnabled(self.may)
        self.logo.setText(options.logo or self.tr("No picture"))
        self.choose.setEnabled(self.may)
        self.clear.setEnabled(self.may and bool(options.logo))

    @Slot(str)
    def _save_title(self, text: str) -> None:
        from plandesk.services.ops.plan_settings import SetPlanTitle

        if not self.run(SetPlanTitle(self.plan_id, text)) and self.options is not None:
            self.title.show_text(self.options.title)

    @Slot(str)
    def _save_text(self, text: str) -> None:
        from plandesk.services.ops.plan_settings import SetPlanSetting

        name = next(name for name, box in self.texts.items() if box is self.sender())
        self.run(SetPlanSetting(self.plan_id, name, text))

    @Slot()
    def _save_language(self) -> None:
        from plandesk.services.ops.plan_settings import SetPlanSetting

        code = str(self.language.currentData())
        self.run(SetPlanSetting(self.plan_id, LANGUAGE, "" if code == ENGLISH else code))

    @Slot()
    def _save_levels(self) -> None:
        from plandesk.services.ops.plan_settings import SetLevelNames

        one, two, three, four = (box.text() for box in self.levels)
        if not self.run(SetLevelNames(self.plan_id, (one, two, three, four))) and self.options:
            for box, name in zip(self.levels, self.options.level_names, strict=True):
                box.show_text(name)

    @Slot()
    def _choose(self) -> None:
        from plandesk.ui.dialogs.choose_files import FileChooser

        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        found = FileChooser(self.host.settings).files(self, self.tr("Logo"), kinds)
        if found:
            self.take_logo(found[0])

    def take_logo(self, path: Path) -> None:
        """Keep a picture as the logo that packs print."""
        from plandesk.services.attachments import take_file
        from plandesk.services.ops.plan_settings import SetLogo

        try:
            self.run(SetLogo(self.plan_id, take_file(path).file))
        except UserError as error:
            self.host.refuse(error)

    @Slot()
    def _clear(self) -> None:
        from plandesk.services.ops.plan_settings import SetLogo

        self.run(SetLogo(self.plan_id, None))
