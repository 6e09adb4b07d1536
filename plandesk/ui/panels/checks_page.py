"""The checks: everything in the plan that does not add up, with a way to it and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from plandesk.ui.delegates.row_cells import RowDelegate
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.findings_model import WIDTHS, FindingsModel
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.theme import Space
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.message_bar import Offer
from plandesk.ui.widgets.page_parts import word_button
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.check import PlanFinding


class ChecksPage(Page):
    """Lists the findings of the shown period; one can be opened, settled or accepted."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._all: list[PlanFinding] = []
        self._told = ("", "", "")
        self.heading, self.counts = QLabel(self.tr("Checks")), QLabel()
        self.heading.setProperty("role", "heading")
        self.counts.setProperty("role", "secondary")
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Kind of check"))
        self.accepted = QCheckBox(self.tr("&Show accepted"))
        self.accepted.setAccessibleName(self.tr("Show accepted findings"))
        self.model = FindingsModel(self)
        self.view = RowView(self.tr("What the checks found"), host.look)
        self.view.setItemDelegate(RowDelegate(host.look, self.view, lines=2))
        self.view.show_model(self.model, WIDTHS)
        self.empty = EmptyPage(host.look, Icon.SUCCESS)
        self._build_detail()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Run the checks again for the shown period; those of a large plan come when done."""
        if not self.host.findings.refresh():
            self.counts.setText(self.tr("Checking the plan…"))

    @Slot()
    def _take(self) -> None:
        """Show what the checks found."""
        from plandesk.services.checks.catalogue import RULES

        self._all = list(self.host.findings.findings)
        self._fill_groups({rule.code: rule.about for rule in RULES})
        self._show()

    # --- putting together --------------------------------------------------------------------

    def _build_detail(self) -> None:
        self.detail = QFrame()
        self.detail.setObjectName("detail")
        self.what, self.fix = QLabel(), QLabel()
        for label in (self.what, self.fix):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fix.setProperty("role", "secondary")
        self.go = QPushButton()
        self.rows = QPushButton()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why it can stay as it is"))
        self.reason.setAccessibleName(self.tr("Reason for accepting"))
        self.accept = QPushButton(self.tr("&Accept"))
        self.accept.setAccessibleName(self.tr("Accept this finding with the reason"))
        self.again = QPushButton(self.tr("Ask a&gain"))
        self.again.setAccessibleName(self.tr("Take the reason back"))

    def _lay_out(self) -> None:
        look = self.host.look
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.counts, 1)
        top.addWidget(self.group)
        top.addWidget(self.accepted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.rows)
        buttons.addStretch(1)
        buttons.addWidget(self.reason, 2)
        buttons.addWidget(self.accept)
        buttons.addWidget(self.again)
        below = QVBoxLayout(self.detail)
        for widget in (self.what, self.fix):
            below.addWidget(widget)
        below.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(Space.MEDIUM))
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.detail)

    def _connect(self) -> None:
        self.host.findings.changed.connect(self._take)
        self.group.currentIndexChanged.connect(self._show)
        self.accepted.toggled.connect(self._show)
        self.view.row_changed.connect(self._show_detail)
        self.view.activated.connect(self._open)
        self.go.clicked.connect(self._open)
        self.rows.clicked.connect(self._open_rows)
        self.accept.clicked.connect(self._accept)
        self.again.clicked.connect(self._ask_again)
        self.reason.returnPressed.connect(self._accept)
        self.reason.textChanged.connect(self._enable)
        keys = QShortcut(Qt.Key.Key_F2, self.view)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.reason.setFocus)

    # --- showing -----------------------------------------------------------------------------

    def _fill_groups(self, groups: dict[str, str]) -> None:
        self._groups = groups
        words = {
            "structure": self.tr("Structure"),
            "rating": self.tr("Ratings"),
            "explain": self.tr("Ratings against facts"),
            "reconcile": self.tr("Numbers"),
            "references": self.tr("Refs and duplicates"),
        }
        if self.group.count():
            return
        self.group.addItem(self.tr("All checks"), "")
        for about in dict.fromkeys(groups.values()):
            self.group.addItem(words.get(about, about), about)

    @Slot()
    def _show(self) -> None:
        kept = self.current()
        about = self.group.currentData() or ""
        shown = [
            one
            for one in self._all
            if (self.accepted.isChecked() or not one.accepted)
            and (not about or self._groups.get(one.code) == about)
        ]
        self.model.replace(shown)
        self._say_counts()
        self.view.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.detail.setVisible(bool(shown))
        if not shown:
            period = self.host.state.period
            label = period.label if period else self.tr("this plan")
            self.empty.say(
                self.tr("Everything adds up"),
                self.tr("The checks found nothing to put right in %1.").replace("%1", label),
            )
            return
        at = self.model.row_of(kept.code, kept.subject) if kept else 0
        self.view.setCurrentIndex(self.model.index(max(at, 0), 0))

    def _say_counts(self) -> None:
        left = [one for one in self._all if not one.accepted]
        self.counts.setText(
            self.tr("%1 to look at, %2 accepted with a reason")
            .replace("%1", str(len(left)))
            .replace("%2", str(len(self._all) - len(left)))
        )

    def current(self) -> PlanFinding | None:
        """Return the finding at the cursor."""
        return self.model.row(self.view.currentIndex())

    @Slot(QModelIndex)
    def _show_detail(self, index: QModelIndex) -> None:
        one = self.model.row(index)
        if one is None:
            return
        self.what.setText(one.message)
        told = self.tr("Accepted: %1").replace("%1", one.accepted) if one.accepted else one.fix
        self.fix.setText(told)
        entry = self._register_of(one)
        go = self.tr("G&o to %1").replace("%1", one.ref or self._word_for(entry))
        rows = self.tr("Sho&w the %1 rows").replace("%1", str(len(one.rows)))
        for button, words, shown in (
            (self.go, go.rstrip(), one.item_id is not None or bool(entry)),
            (self.rows, rows, len(one.rows) > 1),
        ):
            word_button(button, words)
            button.setVisible(shown)
        for widget in (self.reason, self.accept):
            widget.setVisible(not one.accepted)
        self.again.setVisible(bool(one.accepted))
        if (one.code, one.subject, one.message) != self._told:
            self.reason.clear()
        self._told = (one.code, one.subject, one.message)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        can = self.host.bridge.can_change
        self.reason.setEnabled(can)
        self.again.setEnabled(can)
        self.accept.setEnabled(can and bool(self.reason.text().strip()))

    # --- doing -------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        one = self.current()
        if one is None:
            return
        if one.item_id is not None:
            self.host.show_item(one.item_id)
        elif self._register_of(one) == "glossary":
            self.host.show_entries("glossary", (), "")
        elif self._register_of(one):
            self.host.show_entry(one.subject)

    def _register_of(self, one: PlanFinding) -> str:
        """Return the register that a finding is about, empty for one about the plan."""
        from plandesk.services.queries.registers.attention import REGISTER_OF_FINDING

        return "" if one.item_id is not None else REGISTER_OF_FINDING.get(one.code, "")

    def _word_for(self, register: str) -> str:
        return self.tr("the glossary") if register == "glossary" else self.tr("the entry")

    @Slot()
    def _open_rows(self) -> None:
        one = self.current()
        if one is not None:
            self.host.show_rows(one.rows, one.message)

    @Slot()
    def _accept(self) -> None:
        from plandesk.services.ops.assurance import AcceptFinding

        one, document = self.current(), self.host.bridge.document
        if one is None or document is None or not self.reason.text().strip():
            return
        op = AcceptFinding(
            one.code,
            one.subject,
            self.reason.text(),
            document.who,
            document.now.date(),
            self.host.state.period_id,
        )
        if self.host.bridge.run(op, self):
            undo = Offer(self.tr("Undo"), self.host.bridge.undo)
            self.host.say(self.tr("Accepted; the reason is kept."), undo)

    @Slot()
    def _ask_again(self) -> None:
        from plandesk.services.ops.assurance import WithdrawAcceptance
        from plandesk.services.queries.exceptions import accepted_findings

        one = self.current()
        if one is None:
            return
        with self.host.bridge.read() as session:
            kept = accepted_findings(session)
        mine = [row for row in kept if (row.code, row.message) == (one.code, one.message)]
        if mine:
            self.host.bridge.run(WithdrawAcceptance(mine[0].id), self)
