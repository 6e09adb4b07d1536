"""The ops behind the keys of a register's table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from plandesk.errors import UserError
from plandesk.ui.itemmodels.import_lists import counted
from plandesk.ui.itemmodels.register_columns import Holds, RegisterColumn
from plandesk.ui.itemmodels.register_lines import RegisterLine
from plandesk.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from plandesk.models.register_types import RegisterKind
    from plandesk.services.ops.registers.values import ValueSaid
    from plandesk.ui.pages import PageHost


class RegisterEdits(QObject):
    """Turns what was typed or asked for into ops on entries of ``kind``."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self._host = host
        self.kind: RegisterKind | None = None
        self.period_id: int | None = None

    def change(self, line: RegisterLine, column: RegisterColumn, text: str) -> bool:
        """Keep what was typed into a cell."""
        from plandesk.services.ops.registers.entries import EditEntry

        if column.holds in (Holds.STATUS, Holds.FIGURE, Holds.ANSWER):
            return self._value(line, column, text)
        key = "sources" if column.key == "tags" else column.key
        return self._host.bridge.run(EditEntry(line.entry.id, ((key, text),)), self)

    def _value(self, line: RegisterLine, column: RegisterColumn, text: str) -> bool:
        """Keep a value: of the shown period, or of a characteristic."""
        from dataclasses import replace

        from plandesk.services.ops.registers.values import SetEntryValue, ValuePlace, ValueSaid

        key, period_id, area = column.key, self.period_id, ""
        if column.holds is Holds.FIGURE:
            key = "value"
        if column.holds is Holds.ANSWER:
            key, period_id, area = "breakdown", None, column.key.partition(":")[2]
        elif period_id is None:
            said = self.tr("There is no reporting period to keep that in.")
            self._host.refuse(UserError(said, self.tr("Open a period first.")))
            return False
        before = self._said(line.entry.id, key, period_id, area)
        place = ValuePlace(key, period_id, area=area)
        said = replace(before or ValueSaid(), text=text)
        return self._host.bridge.run(SetEntryValue(line.entry.id, place, said), self)

    def _said(self, entry_id: int, key: str, period_id: int | None, area: str) -> ValueSaid | None:
        """Return the value that stands there, so that its note and source stay."""
        from plandesk.services.ops.registers.values import ValueSaid
        from plandesk.services.queries.registers.rows import values_of

        with self._host.bridge.read() as session:
            values = values_of(session, [entry_id]).get(entry_id, ())
        for one in values:
            if (one.key, one.period_id, one.area) == (key, period_id, area):
                return ValueSaid(one.text, one.note, one.source, one.rating, one.trend, one.reason)
        return None

    def add(self, beside: RegisterLine | None) -> bool:
        """Add an entry below another, in the same plan or for all plans."""
        from plandesk.services.ops.registers.entries import AddEntry
        from plandesk.services.ops.registers.lookup import EntryDraft

        if self.kind is None:
            return False
        title = self.tr("New %1").replace("%1", self.kind.entry)
        place = beside.entry.position + 1 if beside else None
        plan_id = beside.entry.plan_id if beside else None
        op = AddEntry(self.kind.key, EntryDraft(title), plan_id, None, place)
        return self._host.bridge.run(op, self)

    def remove(self, lines: Sequence[RegisterLine]) -> None:
        """Remove entries, with a way back."""
        from plandesk.services.ops.registers.entries import RemoveEntries

        if not lines or not self._host.bridge.can_change:
            return
        ids = tuple(line.entry.id for line in lines)
        if self._host.bridge.run(RemoveEntries(ids), self):
            words = counted(len(ids), "1 entry removed", "%1 entries removed")
            self._host.say(words, Offer(self.tr("Undo"), self._host.bridge.undo))

    def move(self, lines: Sequence[RegisterLine], by: int) -> None:
        """Move entries past the one above or below them."""
        from plandesk.services.ops.registers.entries import MoveEntries

        if not lines or not self._host.bridge.can_change:
            return
        places = [line.entry.position for line in lines]
        # The place counts before the move, so one down is the gap behind the next.
        place = max(places) + 2 if by > 0 else min(places) - 1
        if place >= 0:
            self._host.bridge.run(MoveEntries(tuple(line.entry.id for line in lines), place), self)
