"""The pages of the inspector: this period's update, milestones, details and history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Level, Part, TagKind, join_names, split_names
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText

if TYPE_CHECKING:
    from plandesk.services.queries.detail import HistoryRow, ItemDetail

_ITEM_ROLE = Qt.ItemDataRole.UserRole


class Page(QWidget):
    """One page: shows an item's detail, and runs ops for what is changed in it."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__()
        self.setObjectName("inspectorPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.state, self.edits, self.look = state, edits, look
        self.detail: ItemDetail | None = None
        self.column = QVBoxLayout(self)
        look.changed.connect(self.dress)

    def show_detail(self, detail: ItemDetail) -> None:
        """Show another plan item, or the same one after a change."""
        self.detail = detail

    def caption(self, text: str) -> QLabel:
        """Add a caption over the next box."""
        label = QLabel(text)
        label.setProperty("role", "caption")
        if self.column.count():
            self.column.addSpacing(self.look.space(Space.SMALL))
        self.column.addWidget(label)
        return label

    @Slot()
    def dress(self) -> None:
        """Set the spaces by the text height."""
        side = self.look.space(Space.MEDIUM)
        self.column.setContentsMargins(0, side, 0, side)
        self.column.setSpacing(self.look.space(Space.HAIR))
        self.dress_more()

    def dress_more(self) -> None:
        """Set what only this page has; a slot itself cannot be overridden without harm.

        The binding keeps calling an overridden slot after the page is gone.
        """


class UpdatePage(Page):
    """What is said about the plan item in the shown period."""

    def __init__(
        self, state: PlanState, edits: PlanEdits, look: Look, reading: Callable[[str], str]
    ) -> None:
        super().__init__(state, edits, look)
        self._reading_of = reading
        self._closed = QLabel()
        self._closed.setProperty("role", "warning")
        self._closed.setWordWrap(True)
        self.column.addWidget(self._closed)
        self._captions: dict[str, QLabel] = {}
        self.texts: dict[str, CommitText] = {}
        self._add_text("progress", self.tr("Progress this period"), (4, 12))
        self._add_text("reason", self.tr("Reason for the rating"), (2, 8))
        self._captions["forecast"] = self.caption(self.tr("Forecast"))
        self.forecast = CommitLine(self.tr("Forecast"))
        self.forecast.setPlaceholderText(self.tr("When it is now expected, like Autumn 2025"))
        self._forecast_reading = QLabel()
        self._forecast_reading.setProperty("role", "secondary")
        self._forecast_reading.setWordWrap(True)
        self.column.addWidget(self.forecast)
        self._forecast_reading.hide()
        self.column.addWidget(self._forecast_reading)
        self._add_text("help_needed", self.tr("Help needed"), (2, 8))
        self._source = QLabel()
        self._source.setProperty("role", "secondary")
        self._source.setWordWrap(True)
        self.column.addWidget(self._source)
        self.column.addStretch(1)
        self.forecast.committed.connect(self._save_forecast)
        self.forecast.textChanged.connect(self._read_forecast)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the update of the shown period."""
        super().show_detail(detail)
        period = self.state.period
        found = next((row for row in detail.updates if period and row.period_id == period.id), None)
        for name, box in self.texts.items():
            box.show_text(getattr(found, name) if found else "")
            box.setReadOnly(not self.state.can_rate)
        self.forecast.show_text(found.forecast if found else "")
        self.forecast.setReadOnly(not self.state.can_rate)
        said = found.source if found else ""
        self._source.setText(self.tr("From %1").replace("%1", said) if said else "")
        self._source.setVisible(bool(said))
        closed = period is not None and not period.is_open
        self._closed.setVisible(closed)
        if period is not None and closed:
            text = self.tr("%1 is closed, so this cannot change.")
            self._closed.setText(text.replace("%1", period.label))

    def _add_text(self, name: str, caption: str, lines: tuple[int, int]) -> None:
        self._captions[name] = self.caption(caption)
        box = CommitText(caption, self.look, lines)
        box.setObjectName(name)
        box.committed.connect(self._save_text)
        self.texts[name] = box
        self.column.addWidget(box)

    @Slot(str)
    def _save_text(self, text: str) -> None:
        from plandesk.services.ops.ratings import SetUpdateText, UpdateText

        box, period = self.sender(), self.state.period
        if self.detail is not None and period is not None and isinstance(box, CommitText):
            field = UpdateText(box.objectName())
            self.state.bridge.run(SetUpdateText(self.detail.row.id, period.id, field, text), self)

    @Slot(str)
    def _save_forecast(self, text: str) -> None:
        from plandesk.services.ops.ratings import SetForecast

        period = self.state.period
        if self.detail is not None and period is not None:
            self.state.bridge.run(SetForecast(self.detail.row.id, period.id, text), self)

    @Slot(str)
    def _read_forecast(self, text: str) -> None:
        said = self._reading_of(text) if text.strip() else ""
        self._forecast_reading.setText(said)
        self._forecast_reading.setVisible(bool(said))
        self.forecast.setAccessibleDescription(said)


class MilestonesPage(Page):
    """The milestones of an action, to tick, to reword and to add to."""

    counted = Signal(int, int)

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Milestones"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.itemChanged.connect(self._changed)
        self.new = CommitLine(self.tr("New milestone"))
        self.new.setPlaceholderText(self.tr("Add a milestone and press Enter"))
        self.new.returnPressed.connect(self._add)
        self.new.editingFinished.disconnect(self.new.commit)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.new)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the milestones with their ticks."""
        super().show_detail(detail)
        self.list.blockSignals(True)
        kept = self.list.currentRow()
        self.list.clear()
        may = self.state.bridge.can_change
        for row in detail.milestones:
            text = f"{row.title}  ·  {row.due_text}" if row.due_text else row.title
            item = QListWidgetItem(text, self.list)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if may else flags)
            item.setCheckState(Qt.CheckState.Checked if row.done else Qt.CheckState.Unchecked)
            item.setData(_ITEM_ROLE, row.id)
        self.list.setCurrentRow(min(kept, self.list.count() - 1))
        self.list.blockSignals(False)
        self.new.setVisible(may and detail.row.level == Level.ACTION)
        self.counted.emit(sum(row.done for row in detail.milestones), len(detail.milestones))

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem) -> None:
        done = item.checkState() == Qt.CheckState.Checked
        self.edits.set_done([int(item.data(_ITEM_ROLE))], done=done)

    @Slot()
    def _add(self) -> None:
        text = self.new.text().strip()
        if text and self.detail is not None:
            self.new.clear()
            self.edits.add(Level.MILESTONE, self.detail.row.id, text)


class DetailsPage(Page):
    """Sponsor, scope, sources and what else is known."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.sponsor = CommitLine(self.tr("Sponsor"))
        self.scope = CommitLine(self.tr("Scope"))
        self.sources = CommitLine(self.tr("Sources"))
        for line in (self.sponsor, self.scope, self.sources):
            label = QLabel(line.accessibleName())
            label.setBuddy(line)
            self._form.addRow(label, line)
        self.column.addLayout(self._form)
        self._rest = QLabel()
        self._rest.setWordWrap(True)
        self._rest.setTextFormat(Qt.TextFormat.RichText)
        self._rest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._rest)
        self.column.addStretch(1)
        self.sponsor.committed.connect(self._save_sponsor)
        self.scope.committed.connect(self._save_tags)
        self.sources.committed.connect(self._save_tags)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show what is known beside the update."""
        super().show_detail(detail)
        row, may = detail.row, self.state.bridge.can_change
        self.sponsor.show_text(join_names(row.sponsors))
        self.scope.show_text("; ".join(row.scope))
        self.sources.show_text("; ".join(row.sources))
        for line in (self.sponsor, self.scope, self.sources):
            line.setReadOnly(not may)
        self._rest.setText("".join(self._lines(detail)))

    def dress_more(self) -> None:
        """Set the space between the lines of the form."""
        self._form.setVerticalSpacing(self.look.space(Space.SMALL))

    def _lines(self, detail: ItemDetail) -> list[str]:
        from html import escape

        row = detail.row
        parts = [
            (self.tr("Outcome"), " – ".join(filter(None, (row.outcome_word, detail.outcome_note)))),
            (self.tr("Reported"), self.tr("elsewhere") if row.reported_elsewhere else ""),
            (self.tr("New"), self.tr("in this period") if row.is_new else ""),
            (self.tr("Former refs"), ", ".join(detail.former_refs)),
        ]
        parts += [
            (name.replace("_", " ").capitalize(), str(value))
            for name, value in detail.fields.items()
        ]
        parts += [(self.tr("Evidence"), each.title) for each in detail.evidence]
        for link in detail.links:
            name = link.kind.capitalize() if link.outward else self.tr("Linked from")
            parts.append((name, f"{link.other_ref} {link.other_title}"))
        return [f"<p><b>{escape(name)}</b><br>{escape(text)}</p>" for name, text in parts if text]

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


class HistoryPage(Page):
    """Who changed what and when, newest first."""

    def __init__(self, state: PlanState, edits: PlanEdits, look: Look) -> None:
        super().__init__(state, edits, look)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("History"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.column.addWidget(self.list, 1)
        self.dress()

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the steps that touched the plan item."""
        super().show_detail(detail)
        self.list.clear()
        steps: dict[int, list[HistoryRow]] = {}
        for row in self.state.history(detail.row.id):
            steps.setdefault(row.set_id, []).append(row)
        for rows in steps.values():
            self.list.addItem(self._line(rows))

    def _line(self, rows: list[HistoryRow]) -> str:
        row = rows[0]
        when = row.at.strftime("%d %b %Y %H:%M").lstrip("0")
        head = f"{when} · {row.who}\n{row.title}"
        return "\n".join([head, *[line for each in rows for line in self._changes(each)][:4]])

    def _changes(self, row: HistoryRow) -> list[str]:
        changed = [
            (name, row.before.get(name), row.after.get(name))
            for name in {**row.before, **row.after}
            if name not in {"id", "uid", "position"} and row.before.get(name) != row.after.get(name)
        ]
        return [
            f"{name.replace('_', ' ')}: {_short(old)} → {_short(new)}"
            for name, old, new in changed
            if row.before and row.after
        ]


def _short(value: object) -> str:
    text = "–" if value in (None, "") else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
