"""Everything about the chosen plan item, beside the plan; loaded when the cursor rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Level, join_names
from plandesk.ui import icons
from plandesk.ui.delegates.plan_editors import add_people_completion
from plandesk.ui.icons import Icon
from plandesk.ui.panels.inspector.details import DetailsPage
from plandesk.ui.panels.inspector.evidence import EvidencePage
from plandesk.ui.panels.inspector.links import LinksPage
from plandesk.ui.panels.inspector.milestones import MilestonesPage
from plandesk.ui.panels.inspector.pages import Page, UpdatePage
from plandesk.ui.panels.inspector.rate import RateBox
from plandesk.ui.panels.inspector.tabs import InspectorTabs
from plandesk.ui.panels.inspector.talk import CommentsPage, HistoryPage
from plandesk.ui.panels.plan.plan_panel import PlanPanel
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.commit_fields import CommitLine, CommitText
from plandesk.ui.widgets.empty_page import EmptyPage

if TYPE_CHECKING:
    from plandesk.services.changes import OpChanges
    from plandesk.services.queries.detail import ItemDetail

REST_MS = 150


class Inspector(QWidget):
    """Shows one plan item: title, lead, due, rating, and pages for the rest."""

    close_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, plan: PlanPanel, look: Look) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._plan, self._look = plan, look
        self._state, self._edits = plan.state, plan.edits
        self.item: int | None = None
        self._make_head()
        self._make_form()
        self._make_pages()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.load)
        plan.selection_changed.connect(self._moved)
        self._state.rows_changed.connect(self._follow)
        look.changed.connect(self._dress)
        self._dress()
        self.load()

    def focus_first(self) -> None:
        """Go to the first box, for Enter in the plan."""
        self.load()
        self.pages.show_page(self.update_page)
        box = self.update_page.texts["progress"]
        box.setFocus() if box.isVisible() else self.title.setFocus()

    @Slot()
    def load(self) -> None:
        """Show what the cursor is on now."""
        self._rest.stop()
        item = self._plan.current_id() if self.isVisibleTo(self.window()) else None
        if item != self.item:
            self.commit()
        self.item = item
        detail = self._state.detail(item) if item is not None else None
        self._body.setVisible(detail is not None)
        self._empty.setVisible(detail is None)
        if detail is not None:
            self._show(detail)

    def commit(self) -> None:
        """Hand over whatever is typed but not handed over yet."""
        for line in self.findChildren(CommitLine):
            if line is not self.milestones_page.new:
                line.commit()
        for box in self.findChildren(CommitText):
            box.commit()

    def sizeHint(self) -> QSize:
        """Return the width it wants beside the plan."""
        return QSize(self._look.px(18.5), self._look.px(30))

    def _show(self, detail: ItemDetail) -> None:
        row, may = detail.row, self._state.bridge.can_change
        self._ref.setText(row.ref or self._state.words.level(row.level))
        self._kind.setText(self._state.words.level(row.level) if row.ref else "")
        self.title.show_text(row.title)
        self.lead.show_text(join_names(row.leads))
        self.due.show_text(row.due_text)
        for box in (self.title, self.lead, self.due):
            box.setReadOnly(not may)
        ratable = row.level != Level.MILESTONE and not row.reported_elsewhere
        self.rate_box.show_detail(detail)
        self._form.setRowVisible(self.rate_box, ratable)
        self.pages.offer(self.update_page, on=ratable)
        self.pages.offer(self.milestones_page, on=row.level == Level.ACTION)
        self._read_due(row.due_text)
        self._count(detail)
        self._detail = detail
        self._load_page()

    # --- making ------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._ref, self._kind = QLabel(), QLabel()
        self._ref.setProperty("role", "title")
        self._kind.setProperty("role", "secondary")
        self._head = QHBoxLayout()
        self._head.addWidget(self._ref)
        self._head.addWidget(self._kind)
        self._head.addStretch(1)
        self._buttons: list[QToolButton] = []
        for icon, name, slot in (
            (Icon.COLLAPSE, self.tr("Previous row"), self._previous),
            (Icon.EXPAND, self.tr("Next row"), self._next),
            (Icon.CLOSE, self.tr("Close the inspector (F4)"), self.close_asked.emit),
        ):
            button = QToolButton()
            button.setIcon(icons.get(icon))
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(slot)
            self._head.addWidget(button)
            self._buttons.append(button)

    def _make_form(self) -> None:
        self.title = CommitText(self.tr("Title"), self._look, (1, 5))
        self.lead = CommitLine(self.tr("Lead"))
        self._people = add_people_completion(self.lead, ())
        self.due = CommitLine(self.tr("Due"))
        self._reading = QLabel()
        self._reading.setProperty("role", "secondary")
        self._reading.setWordWrap(True)
        self.rate_box = RateBox(self._state, self._edits, self._look)
        due_box = QWidget()
        due_column = QVBoxLayout(due_box)
        due_column.setContentsMargins(0, 0, 0, 0)
        due_column.setSpacing(2)
        due_column.addWidget(self.due)
        due_column.addWidget(self._reading)
        self._form = QFormLayout()
        for name, field in (
            (self.tr("Lead"), self.lead),
            (self.tr("Due"), due_box),
            (self.tr("Rating"), self.rate_box),
        ):
            self._form.addRow(QLabel(name), field)
        self.title.committed.connect(self._save_title)
        self.lead.committed.connect(self._save_lead)
        self.due.committed.connect(self._save_due)
        self.due.textChanged.connect(self._read_due)

    def _make_pages(self) -> None:
        parts = (self._state, self._edits, self._look)
        self.update_page = UpdatePage(*parts, self._plan.reading)
        self.update_page.known_refs = self._known_refs
        self.details_page, self.milestones_page = DetailsPage(*parts), MilestonesPage(*parts)
        self.evidence_page, self.links_page = EvidencePage(*parts), LinksPage(*parts)
        self.comments_page, self.history_page = CommentsPage(*parts), HistoryPage(*parts)
        self._detail: ItemDetail | None = None
        self.pages = InspectorTabs(self._look)
        self.pages.add(self.update_page, self.tr("This period"), scrolls=True)
        self.pages.add(self.details_page, self.tr("Details"), scrolls=True)
        self.pages.add(self.milestones_page, self.tr("Milestones"))
        self.pages.add(self.evidence_page, self.tr("Evidence"), scrolls=True)
        self.pages.add(self.links_page, self.tr("Links"), scrolls=True)
        self.pages.add(self.comments_page, self.tr("Comments"))
        self.pages.add(self.history_page, self.tr("History"))
        self.pages.turned.connect(self._load_page)
        self.links_page.go_asked.connect(self._plan.show_item)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inspectorPage")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self.title)
        self._column.addLayout(self._form)
        self._column.addWidget(self.pages, 1)
        scroll = QScrollArea()  # for windows too low for all of it, as at 200 %
        scroll.setObjectName("inspectorScroll")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(self._head)
        body.addWidget(scroll, 1)
        self._empty = EmptyPage(self._look, Icon.INSPECTOR)
        self._empty.say(self.tr("Nothing chosen"), self.tr("Choose a row of the plan."))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._body)
        whole.addWidget(self._empty)

    # --- slots -------------------------------------------------------------------------------

    def _known_refs(self) -> list[str]:
        return [row.ref for row in self._plan.model.all_rows() if row.ref]

    @Slot()
    def _moved(self) -> None:
        if self._plan.current_id() != self.item:
            self.commit()
        self._rest.start()

    @Slot(object)
    def _follow(self, changes: OpChanges) -> None:
        if self.isVisible() and self.item is not None:
            self.load()
        if "item_person" in changes.tables():
            self._people.setStringList(self._plan.people())

    @Slot()
    def _load_page(self) -> None:
        page = self.pages.page
        if isinstance(page, Page) and self._detail is not None:
            page.show_detail(self._detail)

    def _count(self, detail: ItemDetail) -> None:
        done, total = sum(row.done for row in detail.milestones), len(detail.milestones)
        self.pages.count(self.milestones_page, f"{done}/{total}" if total else "")
        for page, number in (
            (self.evidence_page, len(detail.evidence)),
            (self.links_page, len(detail.links) + len(self.links_page.entries_of(detail.row.id))),
            (self.comments_page, len(detail.comments)),
        ):
            self.pages.count(page, str(number) if number else "")

    @Slot(str)
    def _read_due(self, text: str) -> None:
        said = self._plan.reading(text) if text.strip() else ""
        self._reading.setText(said)
        self._reading.setVisible(bool(said))
        self.due.setAccessibleDescription(said)

    @Slot(str)
    def _save_title(self, text: str) -> None:
        if self.item is not None and not self._edits.set_title(self.item, text):
            self.load()

    @Slot(str)
    def _save_lead(self, text: str) -> None:
        if self.item is not None:
            self._edits.set_leads(self.item, text)

    @Slot(str)
    def _save_due(self, text: str) -> None:
        if self.item is not None:
            self._edits.set_due(self.item, text)

    @Slot()
    def _previous(self) -> None:
        self.step_asked.emit(-1)

    @Slot()
    def _next(self) -> None:
        self.step_asked.emit(1)

    @Slot()
    def _dress(self) -> None:
        side, gap = self._look.space(Space.MEDIUM), self._look.space(Space.SMALL)
        self._head.setContentsMargins(side, gap, gap, gap)
        self._head.setSpacing(gap)
        self._column.setContentsMargins(side, 0, side, 0)
        self._column.setSpacing(gap)
        self._form.setVerticalSpacing(gap)
        self._form.setHorizontalSpacing(side)
        self.setMinimumWidth(self._look.px(18.5))
        side = self._look.px(0.9)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))

    def showEvent(self, event: object) -> None:
        """Load what the cursor is on, and offer the plan's people."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        self._people.setStringList(self._plan.people())
        self._rest.start()
