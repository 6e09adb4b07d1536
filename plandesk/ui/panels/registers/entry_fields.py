"""What an entry says: a box for each of its fields, each kept as one step when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_fields import field_text
from plandesk.models.register_types import FieldSpec, RegisterKind
from plandesk.models.types import join_names
from plandesk.ui.delegates.plan_editors import add_people_completion
from plandesk.ui.panels.inspector.exempt import ExemptMark
from plandesk.ui.panels.registers.entry_page import EntryAids, EntryPage
from plandesk.ui.theme import Space
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText
from plandesk.ui.widgets.form_rows import clear_rows
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost

Box = CommitLine | CommitText | QComboBox | QCheckBox
_LISTED = (FieldKind.CHOICE, FieldKind.ANSWER)
_TALL = (FieldKind.LONG, FieldKind.LIST)


class FieldsPage(EntryPage):
    """Ref, title, day, people, the register's own fields, tags, and whether it is exempt."""

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__(host, aids)
        self.boxes: dict[str, Box] = {}
        self._shape: tuple[object, ...] = ()
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._reading = label("", "secondary", wrap=True)
        self.exempt = ExemptMark(host.bridge, host.look, "ENTRY")
        self.column.addLayout(self._form)
        self.column.addWidget(self.exempt)
        self.column.addStretch(1)
        self.dress()
        self._form.setVerticalSpacing(host.look.space(Space.HAIR))

    def show_entry(self, detail: EntryDetail) -> None:
        """Show the fields of an entry."""
        super().show_entry(detail)
        shape = (detail.kind.key, tuple((one.key, one.label) for one in detail.kind.fields))
        if shape != self._shape:
            self._rebuild(detail.kind)
            self._shape = shape
        for key, box in self.boxes.items():
            self._fill(key, box)
            box.setEnabled(self.may)
        self._show_exempt(detail.row.id)

    def _show_exempt(self, entry_id: int) -> None:
        from plandesk.services.queries.exempt import entry_exemption

        with self.host.bridge.read() as session:
            found = entry_exemption(session, entry_id)
        self.exempt.show_mark(entry_id, found, may=self.may)

    def minimumSizeHint(self) -> QSize:
        """Return the height that the form needs at its width; Qt alone reckons with too little."""
        hint = super().minimumSizeHint()
        return hint.expandedTo(QSize(0, self.column.heightForWidth(self.width())))

    def focus_on(self, key: str) -> None:
        """Put the keyboard into a field."""
        box = self.boxes.get(key)
        if box is not None:
            box.setFocus()

    # --- putting together --------------------------------------------------------------------

    def _rebuild(self, kind: RegisterKind) -> None:
        clear_rows(self._form)
        self.boxes = {}
        self._add("title", kind.title_label, CommitText(kind.title_label, self.host.look, (1, 5)))
        if kind.ref or "ref" in kind.columns:
            self._add("ref", self.tr("Ref"), CommitLine(self.tr("Ref")))
        if kind.due_label:
            self._add_day(kind.due_label)
        for part in kind.people:
            line = CommitLine(part.label)
            add_people_completion(line, self.aids.people())
            self._add(part.key, part.label, line)
        for spec in kind.fields:
            self._add(spec.key, spec.label, self._box(spec), spec.about)
        for key, name in (
            ("sources", self.tr("Source tags")),
            ("characteristics", self.tr("Protected characteristics")),
        ):
            line = CommitLine(name)
            add_people_completion(line, self.aids.tags())
            self._add(key, name, line)

    def _add_day(self, name: str) -> None:
        line = CommitLine(name)
        self._add("due", name, line)
        self._reading = label("", "secondary", wrap=True)
        line.textChanged.connect(self._read_day)
        self._form.addRow(self._reading)

    def _box(self, spec: FieldSpec) -> Box:
        if spec.kind in _TALL:
            return CommitText(spec.label, self.host.look, (2, 8))
        if spec.kind is FieldKind.FLAG:
            tick = QCheckBox(spec.label)
            tick.setAccessibleName(spec.label)
            return tick
        if spec.kind not in _LISTED:
            return CommitLine(spec.label)
        made = QComboBox()
        made.setAccessibleName(spec.label)
        made.addItem(self.tr("Not said"), "")
        for choice in spec.choices:
            made.addItem(choice.word, choice.code)
        return made

    def _add(self, key: str, name: str, box: Box, about: str = "") -> QLabel:
        box.setObjectName(key)
        box.setToolTip(about)
        if isinstance(box, QComboBox):
            box.activated.connect(self._chosen)
        elif isinstance(box, QCheckBox):
            box.clicked.connect(self._ticked)
        else:
            box.committed.connect(self._typed)
        self.boxes[key] = box
        made = label(name, "caption")
        made.setBuddy(box)
        if isinstance(box, QCheckBox):
            self._form.addRow(box)
        else:
            self._form.addRow(made, box)
        return made

    # --- showing and keeping -----------------------------------------------------------------

    def _fill(self, key: str, box: QWidget) -> None:
        if self.detail is None:
            return
        kind, row = self.detail.kind, self.detail.row
        spec = kind.field(key)
        if isinstance(box, QComboBox):
            box.setCurrentIndex(max(0, box.findData(str(row.fields.get(key) or ""))))
        elif isinstance(box, QCheckBox):
            box.setChecked(bool(row.fields.get(key)))
        elif isinstance(box, CommitLine | CommitText):
            text = field_text(spec, row.fields.get(key)) if spec else row.text(kind, key)
            if key in ("sources", "characteristics"):
                text = join_names(row.sources if key == "sources" else row.characteristics)
            box.show_text(text)

    def _keep(self, key: str, value: object) -> None:
        from plandesk.services.ops.registers.entries import EditEntry

        if self.detail is None:
            return
        if not self.run(EditEntry(self.detail.row.id, ((key, value),))):
            self._fill(key, self.boxes[key])

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._keep(self.sender().objectName(), text)

    @Slot()
    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._keep(box.objectName(), box.currentData())

    @Slot(bool)
    def _ticked(self, on: bool) -> None:
        self._keep(self.sender().objectName(), on)

    @Slot(str)
    def _read_day(self, text: str) -> None:
        said = self.aids.reading(text) if text.strip() else ""
        self._reading.setText(said)
        self._reading.setVisible(bool(said))
        self.sender().setAccessibleDescription(said)  # pyright: ignore[reportAttributeAccessIssue]
