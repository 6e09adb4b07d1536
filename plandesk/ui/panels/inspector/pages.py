"""The base of the inspector's pages, and the page for what is said in this period."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from plandesk.errors import UserError
from plandesk.models.reasons import read_reason
from plandesk.models.references import find_refs, prefixes_of
from plandesk.ui.panels.inspector.rating import ExplainBox
from plandesk.ui.plan_edits import PlanEdits
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail, UpdateRow


_REF = re.compile(r"\b[A-Za-z]{0,4}\d")  # a text without one names no ref


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
        self.column.setContentsMargins(0, self.look.space(Space.HAIR), 0, side)
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
        self.known_refs: Callable[[], Collection[str]] = lambda: ()
        self._closed = QLabel()
        self._closed.setProperty("role", "warning")
        self._closed.setWordWrap(True)
        self.column.addWidget(self._closed)
        self._captions: dict[str, QLabel] = {}
        self.texts: dict[str, CommitText] = {}
        self._add_text("progress", self.tr("Progress this period"), (4, 12))
        self._add_text("why", self.tr("Reason for the rating"), (2, 8))
        self._add_text("remedy", self.tr("What will put it right"), (2, 8))
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
        self.explain = ExplainBox(state, look)
        self.column.addWidget(self.explain)
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
            box.show_text(_said(found, name) if found else "")
            box.setReadOnly(not self.state.can_rate)
        rated = self.state.words.scale.by_code(found.rating if found else None)
        asked = rated is not None and rated.needs_reason
        for part in (self._captions["remedy"], self.texts["remedy"]):
            part.setVisible(asked or bool(self.texts["remedy"].toPlainText()))
        self._mark_refs(detail)
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
        self.explain.show_item(detail.row.id)

    def _add_text(self, name: str, caption: str, lines: tuple[int, int]) -> None:
        self._captions[name] = self.caption(caption)
        box = CommitText(caption, self.look, lines)
        box.setObjectName(name)
        box.committed.connect(self._save_text)
        self.texts[name] = box
        self.column.addWidget(box)

    def _mark_refs(self, detail: ItemDetail) -> None:
        """Underline refs in the texts that the plan does not have and never had."""
        refs = self.known_refs() if any(_REF.search(b.toPlainText()) for b in self._boxes()) else ()
        known = {ref.casefold() for ref in (*refs, *detail.former_refs)}
        prefixes = prefixes_of(refs)
        for box in self._boxes():
            spans = find_refs(box.toPlainText(), prefixes, refs) if refs else ()
            broken = [
                one
                for one in spans
                if not one.implied and one.ref.casefold() not in known and not self._was(one.ref)
            ]
            names = ", ".join(dict.fromkeys(one.ref for one in broken))
            why = self.tr("The plan has no %1.").replace("%1", names) if broken else ""
            box.mark([(one.start, one.end) for one in broken], why)

    def _boxes(self) -> list[CommitText]:
        return list(self.texts.values())

    def _was(self, ref: str) -> bool:
        from plandesk.services.queries.detail import find_ref

        with self.state.bridge.read() as session:
            try:
                find_ref(session, ref)
            except UserError:
                return False
        return True

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


def _said(found: UpdateRow, name: str) -> str:
    """Return one text of an update; the reason has two parts."""
    return getattr(read_reason(found.reason) if name in {"why", "remedy"} else found, name)
