"""The menu of what an agenda can take: in groups, and narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from plandesk.services.packs.outline import TITLES, EntryKind


class AddMenu(QMenu):
    """A line to type in, papers and texts of one's own, and a menu of sections for each subject.

    While something is typed, what is found stands in their place: few enough to fit the screen.
    """

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
        self._resting = [self.addAction(self.tr("Paper (PDF)\u2026"), papers)]
        self._found: list[tuple[str, str, QAction]] = []
        own = (EntryKind.COVERING_REPORT, EntryKind.NOTE)
        self._resting += [self.addAction(TITLES[kind], partial(add, kind.value)) for kind in own]
        self._resting.append(self.addSeparator())
        flat = [("", kind) for kind in own]
        for title, kinds in self._subjects():
            below = self.addMenu(title)
            self._resting.append(below.menuAction())
            for kind in kinds:
                below.addAction(TITLES[kind], partial(add, kind.value))
            flat += [(title, kind) for kind in kinds]
        for title, kind in flat:
            action = self.addAction(TITLES[kind], partial(add, kind.value))
            self._found.append((TITLES[kind].casefold(), title.casefold(), action))
        self._narrow("")
        self.aboutToShow.connect(self._begin)

    def _subjects(self) -> tuple[tuple[str, tuple[EntryKind, ...]], ...]:
        kind = EntryKind
        return (
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
        """Return what is found for the typed words."""
        return [action for *_, action in self._found if action.isVisible()]

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
        for action in self._resting:
            action.setVisible(not wanted)
        named = [one for name, _, one in self._found if all(word in name for word in wanted)]
        about = [one for _, subject, one in self._found if all(word in subject for word in wanted)]
        found = (named or about)[: len(self._resting)] if wanted else []
        for *_, action in self._found:
            action.setVisible(action in found)

    @Slot()
    def _take(self) -> None:
        """Take the first that was found."""
        found = self.shown()
        if found:
            self.close()
            found[0].trigger()
