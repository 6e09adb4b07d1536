"""Whether a plan item is exempt, not for publication: under which paragraph, why, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from plandesk.models.exempt_words import ExemptPart, stand_in
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail
    from plandesk.services.queries.exempt import ExemptRow

_UPDATE = (ExemptPart.PROGRESS, ExemptPart.REASON, ExemptPart.HELP)


class ExemptBox(QWidget):
    """A tick that asks for paragraph and reason; kept as one step once both are there."""

    def __init__(self, state: PlanState, look: Look) -> None:
        super().__init__()
        self._state, self._look = state, look
        self._item: int | None = None
        self._mark: ExemptRow | None = None
        self.on = QCheckBox(self.tr("Exempt: not for publication"))
        self.parts = QComboBox()
        for text, parts in (
            (self.tr("All of it, and what is below it"), ()),
            (self.tr("Only its updates"), _UPDATE),
            (self.tr("Only who leads and sponsors it"), (ExemptPart.PEOPLE,)),
            (self.tr("Updates, leads and sponsors"), (*_UPDATE, ExemptPart.PEOPLE)),
        ):
            self.parts.addItem(text, parts)
        self.paragraph = CommitLine(self.tr("Paragraph of Schedule 12A"))
        self.reason = CommitLine(self.tr("Reason for the exemption"))
        self.paragraph.setPlaceholderText(self.tr("Such as 3"))
        self.reason.setPlaceholderText(self.tr("Why it is exempt"))
        self.on.setAccessibleName(self.tr("Exempt, not for publication"))
        self.parts.setAccessibleName(self.tr("How much of it is exempt"))
        self._lay_out()
        self.on.clicked.connect(self._turn)
        self.parts.activated.connect(self._keep)
        for line in (self.paragraph, self.reason):
            line.committed.connect(self._keep)

    def show_detail(self, detail: ItemDetail, *, may: bool) -> None:
        """Show the mark of a plan item, or of the row above that takes it along."""
        from plandesk.services.queries.exempt import item_exemption

        item = detail.row.id
        with self._state.bridge.read() as session:
            found = item_exemption(session, item)
        above = found if found is not None and found.id != item else None
        if self._item == item and self._mark is None and found is None and self.on.isChecked():
            return  # ticked, and its paragraph or reason is still being typed
        self._item, self._mark = item, None if above else found
        self.on.setChecked(found is not None)
        self.paragraph.show_text(self._mark.paragraph if self._mark else "")
        self.reason.show_text(self._mark.reason if self._mark else "")
        place = self.parts.findData(self._mark.parts if self._mark else ())
        self.parts.setCurrentIndex(place)
        for box in (self.on, self.parts):
            box.setEnabled(may and above is None)
        for line in (self.paragraph, self.reason):
            line.setReadOnly(not may)
        self._about.setText(self._said(above))
        self._show_fields()

    def _said(self, above: ExemptRow | None) -> str:
        if above is not None:
            said = self.tr("%1 is exempt, and so is what is below it.")
            return said.replace("%1", above.ref or above.title)
        if self._mark is None:
            return ""
        said = self.tr("Public packs print “%1” in its place. Its ref and rating stay.")
        return said.replace("%1", stand_in(self._mark.paragraph))

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(self._look.space(Space.HAIR))
        for name, box in (
            (self.tr("What is exempt"), self.parts),
            (self.tr("Paragraph of Schedule 12A"), self.paragraph),
            (self.tr("Reason"), self.reason),
        ):
            caption = label(name, "caption")
            caption.setBuddy(box)
            self._form.addRow(caption, box)
        self._about = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self._look.space(Space.SMALL), 0, 0)
        column.setSpacing(self._look.space(Space.HAIR))
        column.addWidget(self.on)
        column.addLayout(self._form)
        column.addWidget(self._about)

    def _show_fields(self) -> None:
        asked = self.on.isChecked() and self.on.isEnabled()
        for box in (self.parts, self.paragraph, self.reason):
            self._form.setRowVisible(box, asked or self._mark is not None)
        self._about.setVisible(bool(self._about.text()))

    @Slot()
    def _turn(self) -> None:
        self._show_fields()
        if self.on.isChecked():
            self.paragraph.setFocus()
        elif self._mark is not None:
            self._run("", "")

    @Slot()
    def _keep(self) -> None:
        paragraph, reason = self.paragraph.text().strip(), self.reason.text().strip()
        if self.on.isChecked() and paragraph and reason:
            self._run(paragraph, reason)

    def _run(self, paragraph: str, reason: str) -> None:
        from plandesk.services.ops.exempt import Markable, SetExempt

        if self._item is None:
            return
        parts = self.parts.currentData()
        kept = self._mark.parts if self._mark and parts is None else tuple(parts or ())
        op = SetExempt(Markable.ITEM, (self._item,), paragraph, reason, kept)
        self._state.bridge.run(op, self)
