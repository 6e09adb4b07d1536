"""What one agenda item says: title, presenter, purpose, text, and whether it is exempt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import button, label, on_base, space_out
from plandesk.ui.widgets.wrap_label import WrapLabel

if TYPE_CHECKING:
    from plandesk.services.queries.packs.agendas import PackEntryRow

_WRITTEN = (EntryKind.COVERING_REPORT, EntryKind.NOTE)
_NOTHING = EntrySpec(EntryKind.DASHBOARD)  # shown while no item is chosen, as in an empty agenda
_PAUSE_MS = 1500
_LOWEST_TEXT = 10  # heights of a line


class PackEntryForm(QWidget):
    """Edits one agenda item; what is typed is kept when a field is left.

    ``paper_wanted`` asks for another file in place of the paper that is shown.
    """

    edited = Signal(object, object)
    paper_wanted = Signal()

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        on_base(self)
        self._host = host
        self._shown: PackEntryRow | None = None
        self._quiet = False
        self.heading = label(role="heading", wrap=True)
        self.title, self.presenter = QLineEdit(), QLineEdit()
        self.purpose = QComboBox()
        self.purpose.addItem("", "")
        for word, code in (
            (self.tr("Decision"), "decision"),
            (self.tr("Discussion"), "discussion"),
            (self.tr("Information"), "information"),
        ):
            self.purpose.addItem(word, code)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.exempt = QCheckBox(self.tr("E&xempt: not for publication"))
        self.paragraph, self.reason = QLineEdit(), QLineEdit()
        self.late = QLineEdit(placeholderText=self.tr("Only for an item after the last day"))
        self.reason.setPlaceholderText(self.tr("Why it is exempt"))
        self.paragraph.setPlaceholderText(self.tr("Such as 3"))
        self.gap = WrapLabel(role="error")
        self.other = button(self.tr("&Replace paper\u2026"), self.paper_wanted.emit)
        for field, name in (
            (self.title, self.tr("Title of the item")),
            (self.presenter, self.tr("Presenter")),
            (self.purpose, self.tr("Purpose")),
            (self.text, self.tr("Text")),
            (self.exempt, self.tr("Exempt, not for publication")),
            (self.paragraph, self.tr("Paragraph of Schedule 12A")),
            (self.reason, self.tr("Reason for the exemption")),
            (self.late, self.tr("Why the item is late")),
        ):
            field.setAccessibleName(name)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        for field in (self.title, self.presenter, self.paragraph, self.reason, self.late):
            field.editingFinished.connect(self.commit)
        self.purpose.activated.connect(self.commit)
        self.exempt.toggled.connect(self._on_exempt)
        for field in (self.paragraph, self.reason):
            field.textChanged.connect(self._show_exemption)
        # A report is long: it is kept whenever its writer pauses, and when the text is left.
        self._pause.timeout.connect(self.commit)
        self.text.textChanged.connect(self._pause.start)
        self.text.installEventFilter(self)
        self._host.bridge.about_to_close.connect(self.commit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the text when it is left."""
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def show_entry(self, entry: PackEntryRow | None) -> None:
        """Show an agenda item; where another was left half exempt, say so."""
        self.commit()
        half = self.is_half_exempt()
        same = half and entry is not None and self._is_shown(entry)
        if half and not same:
            self._host.refuse(self._half_exempt())
        self._quiet = True
        self._shown = entry
        self._pause.stop()
        self.setEnabled(entry is not None and self._host.bridge.can_change)
        spec = entry.spec if entry is not None else _NOTHING
        named = spec.kind.value.replace("-", " ").capitalize() if entry is not None else ""
        self.heading.setText((entry.file_name if entry is not None else "") or named)
        self.title.setText(spec.title)
        self.presenter.setText(spec.presenter)
        self.purpose.setCurrentIndex(max(0, self.purpose.findData(spec.purpose.casefold())))
        if self.text.toPlainText() != spec.text:
            self.text.setPlainText(spec.text)
        self.text.setVisible(spec.kind in _WRITTEN)
        self._text_label.setVisible(spec.kind in _WRITTEN)
        self.other.setVisible(spec.kind is EntryKind.PAPER)
        if not same:
            self.exempt.setChecked(bool(spec.exempt_paragraph))
            self.paragraph.setText(spec.exempt_paragraph)
            self.reason.setText(spec.exempt_reason)
        self.late.setText(spec.late_reason)
        self._show_exemption()
        self._quiet = False

    @Slot()
    def commit(self) -> None:
        """Keep what is typed, once both halves of an exemption are there."""
        entry = self._shown
        self._pause.stop()
        if entry is None or self._quiet or not self._host.bridge.can_change:
            return
        on = self.exempt.isChecked()
        paragraph = self.paragraph.text().strip() if on else ""
        reason = self.reason.text().strip() if on else ""
        if on and not (paragraph and reason):
            paragraph, reason = entry.spec.exempt_paragraph, entry.spec.exempt_reason
        spec = replace(
            entry.spec,
            title=self.title.text().strip(),
            presenter=self.presenter.text().strip(),
            purpose=str(self.purpose.currentData() or ""),
            text=self.text.toPlainText() if entry.spec.kind in _WRITTEN else entry.spec.text,
            exempt_paragraph=paragraph,
            exempt_reason=reason,
            late_reason=self.late.text().strip(),
        )
        if spec != entry.spec:
            self._shown = replace(entry, spec=spec)
            self.edited.emit(entry, spec)

    def is_half_exempt(self) -> bool:
        """Tell whether the item is ticked as exempt and would be published all the same."""
        texts = (self.paragraph.text().strip(), self.reason.text().strip())
        return self.isEnabled() and self.exempt.isChecked() and not all(texts)

    def refuse_half_exempt(self) -> bool:
        """Say what an exemption lacks, with the cursor in that field; False where nothing lacks."""
        if not self.is_half_exempt():
            return False
        self._host.refuse(self._half_exempt())
        (self.reason if self.paragraph.text().strip() else self.paragraph).setFocus()
        return True

    def _half_exempt(self) -> UserError:
        said = self.tr("“%1” is not exempt yet.").replace("%1", self.title.text())
        hint = self.tr("Give its paragraph of Schedule 12A and the reason, or untick the box.")
        return UserError(said, hint)

    def _is_shown(self, entry: PackEntryRow) -> bool:
        """Tell whether an item is the one shown, read again; one of the template has no id yet."""
        shown = self._shown
        if shown is None:
            return False
        return entry.spec == shown.spec or (entry.id is not None and entry.id == shown.id)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(label(self.tr("Title")), self.title)
        form.addRow(label(self.tr("Presenter")), self.presenter)
        form.addRow(label(self.tr("Purpose")), self.purpose)
        form.addRow(label(self.tr("Late because")), self.late)
        form.addRow(self.exempt)
        self._paragraph_label, self._reason_label = (
            label(self.tr("Paragraph")),
            label(self.tr("Reason")),
        )
        form.addRow(self._paragraph_label, self.paragraph)
        form.addRow(self._reason_label, self.reason)
        form.addRow(self.gap)
        self._text_label = WrapLabel(
            self.tr("Text; fields such as {open_actions} are filled in"), "secondary"
        )
        self.text.setMinimumHeight(self._host.look.px(_LOWEST_TEXT))
        column = QVBoxLayout(self)
        space_out(column, self._host.look)
        column.addWidget(self.heading)
        column.addLayout(form)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._text_label)
        column.addWidget(self.text, 1)
        column.addStretch()

    @Slot()
    def _show_exemption(self) -> None:
        for widget in (self.paragraph, self.reason, self._paragraph_label, self._reason_label):
            widget.setVisible(self.exempt.isChecked())
        half = self.is_half_exempt()
        words = self.tr("Not exempt yet: it needs a paragraph of Schedule 12A and a reason.")
        self.gap.setText(words if half else "")
        self.gap.setVisible(half)

    @Slot()
    def _on_exempt(self) -> None:
        self._show_exemption()
        if not self._quiet:
            self.commit()
