"""Why a rating is what it is: declared beside derived, findings to accept, the rules overridden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.models.types import Rating
from plandesk.ui import icons
from plandesk.ui.days import long_day
from plandesk.ui.icons import Icon
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.page_parts import button, label
from plandesk.ui.widgets.rating_chip import RatingChip

if TYPE_CHECKING:
    from plandesk.services.checks.finding import PlanFinding
    from plandesk.services.queries.exceptions import RatingExplained


class OverrideBox(QFrame):
    """Asks for the reason of a rating that the plan's rules refuse; ``given`` hands it over."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._code = ""
        self.said = label("", "warning", wrap=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason for the exception"))
        self.reason.setPlaceholderText(self.tr("Reason for the exception; packs print it"))
        self.rate = button(self.tr("Rate it"), self._give, primary=True)
        self.cancel = button(self.tr("Cancel"), self._leave)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.rate)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(Space.SMALL))
        column.addWidget(self.said)
        column.addWidget(self.reason)
        column.addLayout(row)
        self.reason.textChanged.connect(self._enable)
        self.reason.returnPressed.connect(self._give)
        self.hide()

    def ask(self, rating: Rating, problem: str) -> None:
        """Say why the rules refuse a rating, and ask for the reason to give it all the same."""
        self._code = rating.code
        self.said.setText(problem)
        words = self.tr("Rate it %1").replace("%1", rating.word)
        self.rate.setText(words)
        self.rate.setAccessibleName(words)
        self.reason.clear()
        self._enable()
        self.show()
        self.reason.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the rating as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    @Slot()
    def _enable(self) -> None:
        self.rate.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _give(self) -> None:
        if self.reason.text().strip():
            self.hide()
            self.given.emit(self._code, self.reason.text().strip())

    @Slot()
    def _leave(self) -> None:
        self.hide()
        self.left.emit()


class ExplainBox(QWidget):
    """Folds out what the plan itself says of a rating, finding by finding."""

    def __init__(self, state: PlanState, look: Look) -> None:
        super().__init__()
        self._state, self._look = state, look
        self._item: int | None = None
        self.fold = QToolButton()
        self.fold.setText(self.tr("Explain this rating"))
        self.fold.setAccessibleName(self.tr("Explain this rating"))
        self.fold.setIcon(icons.get(Icon.QUESTION))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body = QWidget()
        self._body.hide()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(look.space(Space.SMALL))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space(Space.SMALL), 0, 0)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)
        self.fold.toggled.connect(self._show)

    def show_item(self, item: int) -> None:
        """Explain another plan item's rating, while the box is folded out."""
        self._item = item
        self._show()

    @Slot()
    def _show(self) -> None:
        on = self.fold.isChecked()
        self._body.setVisible(on)
        if not on or self._item is None:
            return
        from plandesk.services.queries.exceptions import explain_rating

        with self._state.bridge.read() as session:
            told = explain_rating(session, self._item, self._state.period_id)
        self._clear()
        if told is None:
            self._inside.addWidget(label(self.tr("There is no period to rate in."), wrap=True))
            return
        self._compare(told)
        for finding in told.findings:
            self._inside.addWidget(_FindingCard(finding, self._state, self._look))

    def _clear(self) -> None:
        while self._inside.count():
            taken = self._inside.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _compare(self, told: RatingExplained) -> None:
        pairs = [
            (self.tr("Declared"), told.declared),
            (self.tr("What the plan says"), told.derived),
            (self.tr("Worst part"), told.worst_child),
        ]
        for name, rating in pairs:
            if rating is None and name == pairs[2][0]:
                continue
            self._inside.addWidget(self._line(name, rating))
        for text in self._facts(told):
            self._inside.addWidget(label(text, "secondary", wrap=True))

    def _line(self, name: str, rating: Rating | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(name, "secondary"))
        row.addStretch(1)
        if rating is None:
            row.addWidget(QLabel(self.tr("Not rated")))
            return line
        chip = RatingChip(self._look)
        chip.show_rating(rating)
        row.addWidget(chip)
        return line

    def _facts(self, told: RatingExplained) -> list[str]:
        found: list[str] = []
        if told.well_since is not None:
            since = long_day(told.well_since)
            found.append(self.tr("Rated well without a break since %1.").replace("%1", since))
        if told.override:
            found.append(self.tr("Given as an exception: %1").replace("%1", told.override))
        if not told.findings:
            found.append(self.tr("Nothing in the plan speaks against this rating."))
        return found


class _FindingCard(QFrame):
    def __init__(self, finding: PlanFinding, state: PlanState, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self._finding, self._state = finding, state
        column = QVBoxLayout(self)
        column.setSpacing(look.space(Space.HAIR))
        column.addWidget(label(finding.message, wrap=True))
        if finding.accepted:
            said = self.tr("Accepted because: %1").replace("%1", finding.accepted)
            column.addWidget(label(said, "secondary", wrap=True))
            return
        column.addWidget(label(finding.fix, "secondary", wrap=True))
        if not state.bridge.can_change:
            return
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why it can stay as it is"))
        self.reason.setAccessibleName(
            self.tr("Reason for accepting: %1").replace("%1", finding.message)
        )
        self.accept = button(self.tr("Accept"), self._accept)
        self.accept.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(self.accept)
        column.addLayout(row)
        self.reason.textChanged.connect(self._enable)
        self.reason.returnPressed.connect(self._accept)

    @Slot()
    def _enable(self) -> None:
        self.accept.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _accept(self) -> None:
        from plandesk.services.ops.assurance import AcceptFinding

        document = self._state.bridge.document
        if document is None or not self.reason.text().strip():
            return
        one = self._finding
        op = AcceptFinding(
            one.code,
            one.subject,
            self.reason.text(),
            document.who,
            document.now.date(),
            self._state.period_id,
        )
        self._state.bridge.run(op, self)
