"""The menu of what an agenda can take: in groups, and narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from plandesk.services.packs.outline import TITLES, EntryKind


class AddMenu(QMenu):
    """A line to type in, then papers and texts of one's own, then the sections by subject."""

    def __init__(
        self, parent: QWidget, papers: Callable[[], object], add: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self.words = QLineEdit(placeholderText=self.tr("Type to find a section"))
        self.words.setAccessibleName(self.tr("Find a section to add"))
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._narrow)
        self.words.returnPressed.connect(self._take)
        line = QWidgetAction(self)
        line.setDefaultWidget(self.words)
        self.addAction(line)
        self.groups: list[tuple[QAction, list[QAction]]] = []
        for title, kinds in self._subjects():
            head = self.addAction(title)
            head.setEnabled(False)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            made = [self.addAction(TITLES[kind], partial(add, kind.value)) for kind in kinds]
            if EntryKind.NOTE in kinds:
                made.insert(0, QAction(self.tr("Paper (PDF)\u2026"), self))
                made[0].triggered.connect(lambda: papers())
                self.insertAction(made[1], made[0])
            self.groups.append((head, made))
        self.aboutToShow.connect(self._begin)

    def _subjects(self) -> tuple[tuple[str, tuple[EntryKind, ...]], ...]:
        kind = EntryKind
        return (
            (self.tr("Papers and texts of your own"), (kind.COVERING_REPORT, kind.NOTE)),
            (
                self.tr("The plan"),
                (
                    *(kind.DASHBOARD, kind.PROJECT_SUMMARY, kind.ACTION_SUMMARY, kind.HIGHLIGHTS),
                    *(kind.MILESTONES, kind.SERVICE_PLANS, kind.ORGANISATIONAL_PLAN),
                    *(kind.PERFORMANCE_PLAN, kind.LINE_OF_SIGHT, kind.SOURCES),
                ),
            ),
            (
                self.tr("What needs attention"),
                (
                    *(kind.EXCEPTIONS, kind.MOVEMENTS, kind.CHANGES, kind.RETURNS),
                    *(kind.OUTCOMES, kind.ASSURANCE),
                ),
            ),
            (
                self.tr("Measures and risks"),
                (
                    *(kind.MEASURES, kind.MEASURE_CHARTS, kind.MEASURE_QUARTERS),
                    *(kind.RISKS, kind.RECOMMENDATIONS),
                ),
            ),
            (
                self.tr("Other registers"),
                (
                    *(kind.WORK_PROGRAMME, kind.FORWARD_PLAN, kind.EQUALITY, kind.OPTIONS),
                    *(kind.SWOT, kind.SELF_ASSESSMENT, kind.GLOSSARY),
                ),
            ),
        )

    def shown(self) -> list[QAction]:
        """Return what can be chosen now."""
        return [one for _, actions in self.groups for one in actions if one.isVisible()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the line into the list with the arrow keys."""
        if watched is self.words and isinstance(event, QKeyEvent):
            down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
            found = self.shown()
            if down and found:
                self.setFocus()
                self.setActiveAction(found[0])
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the line with what is typed over the list."""
        if event.text().isprintable() and event.text().strip():
            self.words.setFocus()
            self.words.insert(event.text())
            return
        super().keyPressEvent(event)

    @Slot()
    def _begin(self) -> None:
        self.words.clear()
        self.words.setFocus()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for head, actions in self.groups:
            for one in actions:
                said = f"{head.text()} {one.text()}".casefold()
                one.setVisible(all(word in said for word in wanted))
            head.setVisible(any(one.isVisible() for one in actions))

    @Slot()
    def _take(self) -> None:
        """Take the only one left, or the first where something is typed."""
        found = self.shown()
        if self.words.text().strip() and found:
            self.close()
            found[0].trigger()
