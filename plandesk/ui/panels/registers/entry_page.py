"""The base of the pages about one entry: they show it, and run ops for what is changed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from plandesk.ui.theme import Space
from plandesk.ui.widgets.page_parts import label

if TYPE_CHECKING:
    from plandesk.services.document import Op
    from plandesk.services.queries.registers.rows import EntryDetail
    from plandesk.ui.pages import PageHost


def no_names() -> Sequence[str]:
    """Return nobody."""
    return ()


@dataclass(slots=True)
class EntryAids:
    """What helps while typing: names to complete, and how a day is understood."""

    people: Callable[[], Sequence[str]] = no_names
    tags: Callable[[], Sequence[str]] = no_names
    reading: Callable[[str], str] = str


def aids_of(host: PageHost) -> EntryAids:
    """Return what the plan offers while typing."""

    def people_names() -> Sequence[str]:
        from plandesk.services.queries.people import people

        with host.bridge.read() as session:
            return [row.name for row in people(session)]

    def tag_names() -> Sequence[str]:
        from plandesk.services.queries.people import tags

        with host.bridge.read() as session:
            return [row.name for row in tags(session)]

    def reading(text: str) -> str:
        from plandesk.models.timeframes.day import describe_typed

        period, document = host.state.period, host.bridge.document
        if document is None:
            return ""
        return describe_typed(text, document.now.date(), period.as_at if period else None)

    return EntryAids(people_names, tag_names, reading)


class EntryPage(QWidget):
    """One page about an entry."""

    def __init__(self, host: PageHost, aids: EntryAids) -> None:
        super().__init__()
        self.setObjectName("inspectorPage")
        self.host, self.aids = host, aids
        self.detail: EntryDetail | None = None
        self.column = QVBoxLayout(self)
        host.look.changed.connect(self.dress)

    def show_entry(self, detail: EntryDetail) -> None:
        """Show another entry, or the same one after a change."""
        self.detail = detail

    def run(self, op: Op) -> bool:
        """Run an op; return whether the plan changed."""
        return self.host.bridge.run(op, self)

    @property
    def may(self) -> bool:
        """Tell whether the plan can be changed."""
        return self.host.bridge.can_change

    def caption(self, text: str) -> QLabel:
        """Add a caption over the next part."""
        made = label(text, "caption")
        if self.column.count():
            self.column.addSpacing(self.host.look.space(Space.SMALL))
        self.column.addWidget(made)
        return made

    @Slot()
    def dress(self) -> None:
        """Set the spaces by the text height."""
        look = self.host.look
        side = look.space(Space.MEDIUM)
        self.column.setContentsMargins(0, look.space(Space.HAIR), look.space(Space.HAIR), side)
        self.column.setSpacing(look.space(Space.HAIR))
