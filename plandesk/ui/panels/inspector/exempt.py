"""Marking what is exempt, not for publication: under which paragraph, why, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from plandesk.models.exempt_words import ExemptPart, stand_in
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail
    from plandesk.services.queries.exempt import ExemptRow
    from plandesk.ui.bridge import DocumentBridge
    from plandesk.ui.plan_state import PlanState

_UPDATE = (ExemptPart.PROGRESS, ExemptPart.REASON, ExemptPart.HELP)


class ExemptMark(QWidget):
    """A tick that asks for paragraph and reason; kept as one step once both are there.

    ``kind`` names what is marked, as in ``services.ops.exempt.Markable``.
    """

    def __init__(
        self, bridge: DocumentBridge, look: Look, kind: Literal["ITEM", "ENTRY", "EVIDENCE"]
    ) -> None:
        super().__init__()
        self.bridge, self._look, self._kind = bridge, look, kind
        self.mark: ExemptRow | None = None
        self._owner: int | None = None
        self.on = QCheckBox(self.tr("Exempt: not for publication"))
        self.paragraph = CommitLine(self.tr("Paragraph of Schedule 12A"))
        self.reason = CommitLine(self.tr("Reason for the exemption"))
        self.paragraph.setPlaceholderText(self.tr("Such as 3"))
        self.reason.setPlaceholderText(self.tr("Why it is exempt"))
        self.on.setAccessibleName(self.tr("Exempt, not for publication"))
        self.form = QFormLayout()
        self.about = label("", "secondary", wrap=True)
        self._lay_out()
        self.on.clicked.connect(self._turn)
        for line in (self.paragraph, self.reason):
            line.committed.connect(self.keep)

    def show_mark(
        self, owner: int, found: ExemptRow | None, *, may: bool, above: ExemptRow | None = None
    ) -> bool:
        """Show the mark of something, or what is exempt above it and takes it along.

        Returns False, and leaves all as it is, while a mark for it is still being typed.
        """
        if self._owner == owner and self.mark is None and found is None and self._is_typed():
            return False
        self._owner, self.mark = owner, found
        self.on.setChecked(bool(found or above))
        self.paragraph.show_text(found.paragraph if found else "")
        self.reason.show_text(found.reason if found else "")
        self.on.setEnabled(may and above is None)
        for line in (self.paragraph, self.reason):
            line.setReadOnly(not may)
        self.about.setText(self._said(above))
        self.show_fields()
        return True

    def words(self, stands: str) -> str:
        """Say what the public will see in place of what is marked; ``stands`` is printed there."""
        said = self.tr("Public packs print “%1” in its place, without its parts and values.")
        return said.replace("%1", stands)

    def parts_asked(self) -> tuple[ExemptPart, ...]:
        """Return the parts that the mark is about, none for the whole."""
        return ()

    def show_fields(self) -> None:
        """Ask for paragraph and reason where there is a mark, or is to be one."""
        asked = self.mark is not None or self._is_typed()
        for row in range(self.form.rowCount()):
            if self.form.isRowVisible(row) != asked:
                self.form.setRowVisible(row, asked)
        self.about.setVisible(bool(self.about.text()))

    def _is_typed(self) -> bool:
        return self.on.isChecked() and self.on.isEnabled()

    def _said(self, above: ExemptRow | None) -> str:
        if above is not None:
            said = self.tr("%1 is exempt, and so is what is below it.")
            return said.replace("%1", above.ref or above.title)
        return self.words(stand_in(self.mark.paragraph)) if self.mark else ""

    def add_row(self, name: str, box: QWidget) -> None:
        """Ask for one thing more of a mark."""
        caption = label(name, "caption")
        caption.setBuddy(box)
        self.form.addRow(caption, box)

    def _lay_out(self) -> None:
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setVerticalSpacing(self._look.space(Space.HAIR))
        self.add_row(self.tr("Paragraph of Schedule 12A"), self.paragraph)
        self.add_row(self.tr("Reason"), self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self._look.space(Space.SMALL), 0, 0)
        column.setSpacing(self._look.space(Space.HAIR))
        column.addWidget(self.on)
        column.addLayout(self.form)
        column.addWidget(self.about)
        self.show_fields()

    @Slot()
    def _turn(self) -> None:
        self.show_fields()
        if self.on.isChecked():
            self.paragraph.setFocus()
        elif self.mark is not None:
            self._run("", "")

    @Slot()
    def keep(self) -> None:
        """Keep the mark, once paragraph and reason are there."""
        paragraph, reason = self.paragraph.text().strip(), self.reason.text().strip()
        if self.on.isChecked() and paragraph and reason:
            self._run(paragraph, reason)

    def _run(self, paragraph: str, reason: str) -> None:
        from plandesk.services.ops.exempt import Markable, SetExempt

        if self._owner is None:
            return
        kind = Markable[self._kind]
        self.bridge.run(
            SetExempt(kind, (self._owner,), paragraph, reason, self.parts_asked()), self
        )


class ExemptBox(ExemptMark):
    """The mark of a plan item, which can be about parts of it alone."""

    def __init__(self, state: PlanState, look: Look) -> None:
        super().__init__(state.bridge, look, "ITEM")
        self.parts = QComboBox()
        for text, parts in (
            (self.tr("All of it, and what is below it"), ()),
            (self.tr("Only its updates"), _UPDATE),
            (self.tr("Only who leads and sponsors it"), (ExemptPart.PEOPLE,)),
            (self.tr("Updates, leads and sponsors"), (*_UPDATE, ExemptPart.PEOPLE)),
        ):
            self.parts.addItem(text, parts)
        self.parts.setAccessibleName(self.tr("How much of it is exempt"))
        caption = label(self.tr("What is exempt"), "caption")
        caption.setBuddy(self.parts)
        self.form.insertRow(0, caption, self.parts)
        self.setTabOrder(self.on, self.parts)
        self.parts.activated.connect(self.keep)
        self.show_fields()

    def show_detail(self, detail: ItemDetail, *, may: bool) -> None:
        """Show the mark of a plan item, or of the row above that takes it along."""
        from plandesk.services.queries.exempt import item_exemption

        item = detail.row.id
        with self.bridge.read() as session:
            found = item_exemption(session, item)
        above = found if found is not None and found.id != item else None
        if self.show_mark(item, None if above else found, may=may, above=above):
            kept = self.mark.parts if self.mark else ()
            self.parts.setCurrentIndex(self.parts.findData(kept))
        self.parts.setEnabled(may and above is None)

    def words(self, stands: str) -> str:
        """Say what the public will see of the plan item."""
        said = self.tr("Public packs print “%1” in its place. Its ref and rating stay.")
        return said.replace("%1", stands)

    def parts_asked(self) -> tuple[ExemptPart, ...]:
        """Return the parts chosen; a mark made by command may have others, which stay."""
        chosen = self.parts.currentData()
        return self.mark.parts if self.mark and chosen is None else tuple(chosen or ())
