"""Starts packs: from the last meeting's, from the agenda that plans begin with, or empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton

from plandesk.ui import icons
from plandesk.ui.icons import Icon
from plandesk.ui.pages import PageHost
from plandesk.ui.widgets.page_parts import word_button

if TYPE_CHECKING:
    from plandesk.services.ops.packs import AddPack
    from plandesk.services.packs.outline import EntrySpec
    from plandesk.services.queries.packs.agendas import PackRow


class NewPack(QPushButton):
    """A button whose menu says what a new pack starts from; ``started`` tells its title."""

    started = Signal(str)

    def __init__(self, host: PageHost) -> None:
        super().__init__(icons.get(Icon.ADD), "")
        self._host = host
        self._packs: Sequence[PackRow] = ()
        self._shown: PackRow | None = None
        word_button(self, self.tr("&New pack"))
        menu = QMenu(self)
        self.as_last = menu.addAction("", self.from_last)
        menu.addAction(self.tr("From the &template"), self.from_template)
        menu.addAction(self.tr("With an &empty agenda"), self.empty)
        menu.aboutToShow.connect(self._word)
        self.setMenu(menu)

    def show_packs(self, packs: Sequence[PackRow], shown: PackRow | None) -> None:
        """Take the packs there are and the one that is shown."""
        self._packs, self._shown = packs, shown

    @Slot()
    def from_last(self) -> None:
        """Start a pack from the cover and agenda of the one shown, as from the last meeting."""
        from plandesk.services.ops.packs import AddPack

        last = self._last()
        if last is None:
            return
        left = len(last.entries) - len(last.outline)
        if self._start(AddPack.after(last, self._free_name(), self._period_id())) and left:
            said = self.tr("The papers of “%1” stay with it: %2.").replace("%1", last.title)
            self._host.say(said.replace("%2", str(left)))

    @Slot()
    def from_template(self) -> None:
        """Start a pack with the agenda that a plan begins with."""
        self._start_with(None)

    @Slot()
    def empty(self) -> None:
        """Start a pack without an agenda."""
        self._start_with(())

    def _start_with(self, entries: tuple[EntrySpec, ...] | None) -> None:
        from plandesk.services.ops.packs import AddPack

        plan = self._host.state.plan
        if plan is not None:
            name, period_id = self._free_name(), self._period_id()
            self._start(AddPack(plan.id, name, period_id=period_id, entries=entries))

    def _start(self, op: AddPack) -> bool:
        done = self._host.bridge.run(op, self)
        if done:
            self.started.emit(op.name)
        return done

    def _last(self) -> PackRow | None:
        """Return the pack of the meeting that is shown; a supplement belongs to another."""
        above = self._shown.supplement_to_id if self._shown is not None else None
        return next((one for one in self._packs if above and one.id == above), self._shown)

    def _period_id(self) -> int | None:
        period = self._host.state.period
        return period.id if period else None

    def _free_name(self) -> str:
        period = self._host.state.period
        label = period.label if period else ""
        return _free_name(self.tr("Board pack"), label, [one.title for one in self._packs])

    @Slot()
    def _word(self) -> None:
        last = self._last()
        words = self.tr("&As “%1”, without its papers")
        self.as_last.setText(words.replace("%1", last.title.replace("&", "&&") if last else ""))
        self.as_last.setEnabled(last is not None)


def _free_name(word: str, period: str, taken: Iterable[str]) -> str:
    known = {title.casefold() for title in taken}
    name, number = f"{word} {period}".strip(), 2
    while name.casefold() in known:
        name = f"{word} {period} ({number})".replace("  ", " ")
        number += 1
    return name
