"""What papers state of the plan in numbers, for the checks to hold against what it lists."""

from __future__ import annotations

from PySide6.QtCore import Slot

from plandesk.errors import UserError
from plandesk.services.queries.plan_options import PlanOptions
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.review import LineList
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import label


class StatedSection(SettingsSection):
    """One stated number on each line; a line that says nothing known is told and stays to mend."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.lines = LineList(self.tr("Stated numbers, one on each line"))
        self.column.addWidget(label(self.tr("What papers state"), "title"))
        said = self.tr(
            "One number on each line, with where it is stated in brackets. The checks hold each "
            "against what the plan lists. What a project declares is entered in its details."
        )
        self.column.addWidget(label(said, "secondary", wrap=True))
        self.column.addWidget(self.lines, 1)
        self.column.addWidget(label(self.tr("Examples"), "caption"))
        self.examples = label("", "secondary", wrap=True)
        self.column.addWidget(self.examples)
        self.lines.left.connect(self._keep)

    def show_options(self, options: PlanOptions) -> None:
        """Show what is stated of the plan."""
        from plandesk.services.stated_words import stated_examples, stated_lines

        super().show_options(options)
        with self.host.bridge.read() as session:
            self.lines.show_lines(stated_lines(session, self.plan_id))
            self.examples.setText("\n".join(stated_examples(session, self.plan_id)))
        self.lines.setReadOnly(not self.may)

    @Slot()
    def _keep(self) -> None:
        from plandesk.services.ops.assurance import SetStated
        from plandesk.services.stated_words import read_lines, stated_lines

        if self.options is None or not self.may:
            return
        try:
            with self.host.bridge.read() as session:
                kept = stated_lines(session, self.plan_id)
                entries = read_lines(session, self.plan_id, self.lines.lines())
        except UserError as error:
            self.host.bridge.refused.emit(error)
            return
        if self.lines.lines() != kept:
            self.run(SetStated(self.plan_id, entries))
