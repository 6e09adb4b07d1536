"""The form for one value of an entry: what it says, how it is rated, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from plandesk.models.register_types import RegisterKind, RoleScale
from plandesk.ui.delegates.choice_cells import rating_icon
from plandesk.ui.itemmodels.entry_spots import Spot
from plandesk.ui.itemmodels.register_lines import rating_words, trend_words
from plandesk.ui.theme import Space
from plandesk.ui.widgets.commit_fields import CommitLine
from plandesk.ui.widgets.form_rows import clear_rows
from plandesk.ui.widgets.page_parts import close_up, label

if TYPE_CHECKING:
    from plandesk.services.queries.registers.rows import EntryDetail, ValueRow
    from plandesk.ui.pages import PageHost

_SAID = ("note", "source")
_LONG = 24  # letters of a label that leave no room beside them


class ValueForm(QWidget):
    """A box for each kind of value, then rating, trend and reason where there is a scale."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        self._detail: EntryDetail | None = None
        self._spot: Spot | None = None
        self._wanted = ""  # a rating that waits for its reason
        self.heading = label("", "caption")
        self.closed = label("", "warning", wrap=True)
        self.boxes: dict[str, CommitLine | QComboBox] = {}
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.why = label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        close_up(column)
        column.setSpacing(host.look.space(Space.HAIR))
        column.addSpacing(host.look.space(Space.SMALL))
        column.addWidget(self.heading)
        column.addWidget(self.closed)
        column.addLayout(self._form)
        column.addWidget(self.why)
        self._form.setVerticalSpacing(host.look.space(Space.HAIR))

    def rebuild(self, kind: RegisterKind) -> None:
        """Make the boxes of another register."""
        clear_rows(self._form)
        self.boxes = {}
        # Wrapping row by row makes Qt reckon too little height, so it is all rows or none.
        long = any(len(spec.label) > _LONG for spec in kind.values)
        policy = QFormLayout.RowWrapPolicy
        self._form.setRowWrapPolicy(policy.WrapAllRows if long else policy.DontWrapRows)
        for spec in kind.values:
            if spec.choices:
                words = [("", self.tr("Not said")), *((c.code, c.word) for c in spec.choices)]
                self._add(spec.key, spec.label, _listed(spec.label, words))
            else:
                self._add(spec.key, spec.label, CommitLine(spec.label))
        for key, name, scale in (
            ("rating", self.tr("Rating"), kind.scale),
            ("trend", self.tr("Trend"), kind.trend),
        ):
            if scale is not None:
                self._add(key, name, self._rated(name, scale))
        if kind.scale is not None:
            self._add("reason", self.tr("Reason"), CommitLine(self.tr("Reason for the rating")))
        self._add("note", self.tr("Note"), CommitLine(self.tr("Note on the value")))
        self._add("source", self.tr("Source"), CommitLine(self.tr("Source of the value")))

    def _rated(self, name: str, scale: RoleScale) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.addItem(self.tr("As worked out"), "")
        for value in scale.scale.values:
            made.addItem(rating_icon(value, self.host.look), value.word, value.code)
        return made

    def _add(self, key: str, name: str, box: CommitLine | QComboBox) -> None:
        box.setObjectName(key)
        if isinstance(box, QComboBox):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            box.activated.connect(self._chosen)
        else:
            box.committed.connect(self._typed)
        self.boxes[key] = box
        caption = label(name, "secondary")
        caption.setBuddy(box)
        self._form.addRow(caption, box)

    def focus(self) -> None:
        """Put the keyboard into the first box."""
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()

    def show_spot(self, detail: EntryDetail, spot: Spot) -> None:
        """Show the value of one place."""
        before = (self._detail.row.id, self._spot.place) if self._detail and self._spot else None
        if before != (detail.row.id, spot.place):
            self._wanted = ""
        self._detail, self._spot = detail, spot
        self.heading.setText(" · ".join(part for part in (spot.place.area, spot.label) if part))
        may = self.host.bridge.can_change and spot.is_open
        said = self.tr("%1 is closed, so this cannot change.").replace("%1", spot.label)
        self.closed.setText(said)
        self.closed.setVisible(not spot.is_open)
        main = spot.main
        here = {spec.key for spec in detail.kind.values_at(spot.place.area)} | set(spot.values)
        for key, box in self.boxes.items():
            if detail.kind.value(key) is not None:
                self._form.setRowVisible(box, key in here)
            if key in (*_SAID, "reason", "rating", "trend"):
                text = str(getattr(main, key) or "") if main else ""
            else:
                value = spot.values.get(key)
                text = value.text if value else ""
            _put(box, text, may=may)
        if self._wanted:
            _put(self.boxes["rating"], self._wanted, may=may)
        self.why.setText(_why(spot))
        self.why.setVisible(bool(self.why.text()))

    # --- keeping -----------------------------------------------------------------------------

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._keep(self.sender().objectName(), text)

    @Slot()
    def _chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._keep(box.objectName(), str(box.currentData()))

    def _keep(self, key: str, text: str) -> None:
        from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace

        detail, spot = self._detail, self._spot
        if detail is None or spot is None or self._waits(key, text):
            return
        about = key in (*_SAID, "reason", "rating", "trend")
        main = spot.main
        of = (main.key if main else detail.kind.values_at(spot.place.area)[0].key) if about else key
        said = _said(spot.values.get(of))
        changed: dict[str, Any] = {key if about else "text": text}
        if key in ("rating", "trend"):
            changed[key] = text or None
        if key == "reason" and self._wanted:
            changed["rating"] = self._wanted
        self._wanted = ""
        at = spot.place
        place = ValuePlace(of, at.period_id, at.period_text, at.area)
        op = SetEntryValue(detail.row.id, place, replace(said, **changed))
        if not self.host.bridge.run(op, self):
            self.show_spot(detail, spot)

    def _waits(self, key: str, text: str) -> bool:
        """Ask for the reason first where a rating is not the one that the rules make."""
        judged, main = (self._spot.judged, self._spot.main) if self._spot else (None, None)
        if key != "rating" or not text or judged is None or judged.computed is None:
            return False
        if text == judged.computed.code or (main is not None and main.reason):
            return False
        self._wanted = text
        words = self.tr("The rules make it %1. Enter the reason for another rating to keep it.")
        self.why.setText(words.replace("%1", judged.computed.word))
        self.why.show()
        self.boxes["reason"].setFocus()
        return True


def _listed(name: str, words: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for code, word in words:
        made.addItem(word, code)
    return made


def _put(box: CommitLine | QComboBox, text: str, *, may: bool) -> None:
    if isinstance(box, QComboBox):
        box.setCurrentIndex(max(0, box.findData(text)))
        box.setEnabled(may)
    else:
        box.show_text(text)
        box.setReadOnly(not may)


def _said(value: ValueRow | None) -> Any:
    from plandesk.services.ops.registers.values import ValueSaid

    if value is None:
        return ValueSaid()
    return ValueSaid(value.text, value.note, value.source, value.rating, value.trend, value.reason)


def _why(spot: Spot) -> str:
    if spot.judged is None:
        return ""
    return "\n".join(part for part in (rating_words(spot.judged), trend_words(spot.judged)) if part)
