"""The details of a plan item in the inspector: sponsor, scope, sources, outcome, further fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from plandesk.errors import UserError
from plandesk.models.plan_fields import FieldKind, FieldOption
from plandesk.models.types import Level, Part, TagKind, join_names, split_names
from plandesk.ui.panels.inspector.characteristics import CharacteristicsBox
from plandesk.ui.panels.inspector.exempt import ExemptBox
from plandesk.ui.panels.inspector.pages import Page
from plandesk.ui.panels.inspector.totals import TotalsBox
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail
    from plandesk.services.queries.plan_options import PlanOptions


_COMMENTS = "comments"


class DetailsPage(Page):
    """What is known of a plan item beside its update; every box is one step when left."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self._options: PlanOptions | None = None
        self._further: dict[str, CommitLine | CommitText] = {}
        self._shape: tuple[object, ...] = ()
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.sponsor = CommitLine(self.tr("Sponsor"))
        self.scope = CommitLine(self.tr("Scope"))
        self.sources = CommitLine(self.tr("Sources"))
        self.characteristics = CharacteristicsBox(state, look)
        for box in (self.sponsor, self.scope, self.sources, self.characteristics):
            self._add(box.accessibleName(), box)
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(self.tr("Outcome"))
        self.outcome.setMinimumContentsLength(8)
        self.note = CommitLine(self.tr("Note on the outcome"))
        self._add(self.tr("Outcome"), self.outcome)
        self._note_label = self._add(self.tr("Note on the outcome"), self.note)
        self.elsewhere = QCheckBox(self.tr("Reported in another plan"))
        self.elsewhere.setAccessibleName(self.tr("Reported in another plan"))
        self._form.addRow(self.elsewhere)
        self.declared = CommitLine(self.tr("Actions its source declares"))
        self.comments = CommitText(self.tr("Comment in its source"), look, (2, 6))
        for box in (self.declared, self.comments):
            self._add(box.accessibleName(), box)
        self._last = label("", "secondary", wrap=True)
        self.exempt, self.totals = ExemptBox(state, look), TotalsBox(state, look)
        self.column.addLayout(self._form)
        for part in (self.exempt, self._last, self.totals):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._connect()
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show what is known beside the update."""
        super().show_detail(detail)
        self._read_options()
        row, may = detail.row, self.state.bridge.can_change
        self.sponsor.show_text(join_names(row.sponsors))
        self.scope.show_text("; ".join(row.scope))
        self.sources.show_text("; ".join(row.sources))
        self.characteristics.show_detail(detail)
        for line in (self.sponsor, self.scope, self.sources, self.note):
            line.setReadOnly(not may)
        self._show_outcome(detail, may=may)
        self.elsewhere.setVisible(row.level == Level.PROJECT)
        self.elsewhere.setChecked(row.reported_elsewhere)
        self.elsewhere.setEnabled(may)
        self._show_stated(detail, may=may)
        self._show_further(detail, may=may)
        self.exempt.show_detail(detail, may=may)
        self._last.setText("\n".join(self._facts(detail)))
        self.totals.show_detail(detail)

    def dress_more(self) -> None:
        """Set the space between the lines of the form."""
        self._form.setVerticalSpacing(self.look.space(Space.HAIR))

    def _connect(self) -> None:
        self.sponsor.committed.connect(self._save_sponsor)
        self.scope.committed.connect(self._save_tags)
        self.sources.committed.connect(self._save_tags)
        self.outcome.activated.connect(self._save_outcome)
        self.note.committed.connect(self._save_note)
        self.elsewhere.clicked.connect(self._save_elsewhere)
        self.declared.committed.connect(self._save_stated)
        self.comments.committed.connect(self._save_stated)

    def _add(self, name: str, box: QWidget) -> QLabel:
        caption = label(name, "caption")
        caption.setBuddy(box)
        self._form.addRow(caption, box)
        return caption

    def _read_options(self) -> None:
        from plandesk.services.queries.plan_options import plan_options

        plan = self.state.plan
        if plan is not None:
            with self.state.bridge.read() as session:
                self._options = plan_options(session, plan.id)

    def _show_outcome(self, detail: ItemDetail, *, may: bool) -> None:
        options = self._options.outcomes if self._options else ()
        known = detail.row.level in (Level.PROJECT, Level.ACTION)
        self._form.setRowVisible(self.outcome, known)
        given = next((one for one in options if one.code == detail.row.outcome), None)
        self._form.setRowVisible(self.note, known and given is not None)
        self.outcome.clear()
        self.outcome.addItem(self.tr("None: the work goes on"), None)
        for one in options:
            self.outcome.addItem(one.word, one.code)
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(detail.row.outcome)))
        self.outcome.setEnabled(may)
        self.note.show_text(detail.outcome_note)
        name = self.tr("Note on the outcome")
        if given is not None and given.needs_target:
            name = self.tr("To what: a ref, a plan or a team")
        self._note_label.setText(name)
        self.note.setAccessibleName(name)

    def _show_stated(self, detail: ItemDetail, *, may: bool) -> None:
        """Show what the source says of a project, which the checks hold against what it lists."""
        row = detail.row
        self.declared.show_text("" if row.declared is None else str(row.declared))
        self.comments.show_text(_said(detail.fields.get(_COMMENTS)))
        for box in (self.declared, self.comments):
            self._form.setRowVisible(box, row.level == Level.PROJECT)
            box.setReadOnly(not may)

    def _show_further(self, detail: ItemDetail, *, may: bool) -> None:
        wanted = [
            field
            for field in (self._options.fields if self._options else ())
            if field.level == detail.row.level
        ]
        shape = tuple((field.key, field.label, field.kind) for field in wanted)
        if shape != self._shape:
            self._rebuild(wanted)
            self._shape = shape
        for key, box in self._further.items():
            box.show_text(_said(detail.fields.get(key)))
            box.setReadOnly(not may)

    def _rebuild(self, wanted: list[FieldOption]) -> None:
        for box in self._further.values():
            self._form.removeRow(box)
        self._further = {}
        for field in wanted:
            if field.kind in (FieldKind.LONG, FieldKind.LIST):
                box: CommitLine | CommitText = CommitText(field.label, self.look, (2, 8))
            else:
                box = CommitLine(field.label)
            box.setObjectName(f"{field.kind.value}:{field.key}")
            box.committed.connect(self._save_field)
            self._further[field.key] = box
            self._add(field.label, box)

    def _facts(self, detail: ItemDetail) -> list[str]:
        known = {field.key for field in (self._options.fields if self._options else ())}
        known |= {_COMMENTS} if detail.row.level == Level.PROJECT else set()
        parts = [
            (self.tr("Former refs"), ", ".join(detail.former_refs)),
            (self.tr("New"), self.tr("in this period") if detail.row.is_new else ""),
        ]
        parts += [
            (name.replace("_", " ").capitalize(), _said(value))
            for name, value in detail.fields.items()
            if name not in known
        ]
        return [f"{name}: {text}" for name, text in parts if text]

    @Slot(str)
    def _save_sponsor(self, text: str) -> None:
        if self.detail is not None:
            self.edits.set_people([self.detail.row.id], Part.SPONSOR, text)

    @Slot(str)
    def _save_tags(self, text: str) -> None:
        from plandesk.services.ops.edit import SetTags

        if self.detail is not None:
            kind = TagKind.SCOPE if self.sender() is self.scope else TagKind.SOURCE
            self.state.bridge.run(SetTags((self.detail.row.id,), kind, split_names(text)), self)

    @Slot()
    def _save_outcome(self) -> None:
        self._give(self.outcome.currentData(), self.detail.outcome_note if self.detail else "")

    @Slot(str)
    def _save_note(self, text: str) -> None:
        if self.detail is not None and self.detail.row.outcome is not None:
            self._give(self.detail.row.outcome, text)

    def _give(self, code: str | None, note: str) -> None:
        from plandesk.services.ops.edit import SetOutcome

        if self.detail is None:
            return
        row = self.detail.row
        if (code, note) != (row.outcome, self.detail.outcome_note):
            self.state.bridge.run(SetOutcome((row.id,), code, note), self)

    @Slot()
    def _save_elsewhere(self) -> None:
        from plandesk.services.ops.edit import SetReportedElsewhere

        if self.detail is not None:
            item, on = self.detail.row.id, self.elsewhere.isChecked()
            if not self.state.bridge.run(SetReportedElsewhere(item, on), self):
                self.elsewhere.setChecked(self.detail.row.reported_elsewhere)

    @Slot(str)
    def _save_stated(self, text: str) -> None:
        from plandesk.services.edit_words import edit_words

        if self.detail is None:
            return
        name = "declared" if self.sender() is self.declared else _COMMENTS
        try:
            with self.state.bridge.read() as session:
                op = edit_words(session, self.detail.row.id, {name: text}, None)
        except UserError as error:
            self.state.bridge.refused.emit(error)
            self._show_stated(self.detail, may=True)
            return
        self.state.bridge.run(op, self)

    @Slot(str)
    def _save_field(self, text: str) -> None:
        from plandesk.services.ops.edit import SetField

        box = self.sender()
        if self.detail is None or not isinstance(box, CommitLine | CommitText):
            return
        kind, _, key = box.objectName().partition(":")
        value: str | float | None = text
        if text and kind in ("number", "money"):
            try:
                value = float(text.replace(",", "").replace("£", "").strip())
            except ValueError:
                said = self.tr("%1 must be a number. It says “%2”.")
                said = said.replace("%1", box.accessibleName()).replace("%2", text)
                self.state.bridge.refused.emit(UserError(said, self.tr("Write it like 12,500.")))
                box.show_text(_said(self.detail.fields.get(key)))
                return
        self.state.bridge.run(SetField((self.detail.row.id,), key, value), self)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix(".00")
    if isinstance(value, list | tuple):
        return "\n".join(str(each) for each in value)
    return str(value)
