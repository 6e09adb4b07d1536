"""The settings of the plan: names, ratings, outcomes, people, tags and rules."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout

from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.settings.lists import OutcomesSection, PeopleSection, TagsSection
from plandesk.ui.panels.settings.names import NamesSection
from plandesk.ui.panels.settings.packs import PacksSection
from plandesk.ui.panels.settings.ratings import RatingsSection
from plandesk.ui.panels.settings.review import ReviewSection
from plandesk.ui.panels.settings.rules import RulesSection
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.panels.settings.stated import StatedSection
from plandesk.ui.widgets.page_parts import Bar, Choice, close_up, label
from plandesk.ui.widgets.places import Place


class SettingsPage(Page):
    """Shows one section at a time; what is changed there is one step each, and can be undone."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        sections: list[tuple[str, SettingsSection]] = [
            (self.tr("Names"), NamesSection(host)),
            (self.tr("Ratings"), RatingsSection(host)),
            (self.tr("Outcomes"), OutcomesSection(host)),
            (self.tr("People"), PeopleSection(host)),
            (self.tr("Scopes and sources"), TagsSection(host)),
            (self.tr("Rules"), RulesSection(host)),
            (self.tr("Review"), ReviewSection(host)),
            (self.tr("Stated numbers"), StatedSection(host)),
            (self.tr("Packs"), PacksSection(host)),
        ]
        self.sections = [section for _, section in sections]
        self.choice = Choice(self.tr("Section of the settings"), [name for name, _ in sections])
        self.stack = QStackedWidget()
        for section in self.sections:
            area = QScrollArea()
            area.setObjectName("inspectorScroll")
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(section)
            self.stack.addWidget(area)
        column = QVBoxLayout(self)
        close_up(column)
        heading = label(self.tr("Plan settings"), "heading")
        column.addWidget(Bar(host.look, (heading, self.choice, None)))
        column.addWidget(self.stack, 1)
        self.choice.chosen.connect(self._turn)

    def refresh(self) -> None:
        """Show what the plan says now, in the section that is shown."""
        from plandesk.services.queries.plan_options import plan_options

        plan = self.host.state.plan
        if plan is None:
            return
        with self.host.bridge.read() as session:
            options = plan_options(session, plan.id)
        if options is not None:
            self.sections[self.stack.currentIndex()].show_options(options)

    @Slot()
    def show_settings(self) -> None:
        """Go to the first box of the section that is shown."""
        self.choice.buttons[self.choice.at].setFocus()

    @Slot()
    def add_plan(self) -> None:
        """Ask for a further plan of the file, which may be of another kind."""
        from plandesk.ui.dialogs.add_plan import AddPlanDialog

        dialog = AddPlanDialog(self)
        if dialog.exec() == AddPlanDialog.DialogCode.Accepted:
            self.make_plan(*dialog.answer())

    def make_plan(self, title: str, preset_name: str) -> bool:
        """Add an empty plan from a preset to the file, and show it."""
        from plandesk.services.ops.new_plan import preset_plan

        if not self.host.bridge.run(preset_plan(title, preset_name), self):
            return False
        self.host.state.choose_plan(self.host.state.plans[-1].id)
        self.host.go(Place.PLAN)
        return True

    @Slot(int)
    def _turn(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.refresh()
