"""Which protected characteristics a plan item concerns: a list to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Slot

from plandesk.models.types import TagKind
from plandesk.ui.plan_state import PlanState
from plandesk.ui.theme import Look
from plandesk.ui.widgets.multi_choice import MultiChoice

if TYPE_CHECKING:
    from plandesk.services.queries.detail import ItemDetail


def _tr(text: str) -> str:
    return QCoreApplication.translate("CharacteristicsBox", text)


class CharacteristicsBox(MultiChoice):
    """Offers the nine of the Equality Act, and others that the plan uses; a tick is one step."""

    def __init__(self, state: PlanState, look: Look) -> None:
        words = (_tr("Protected characteristics"), _tr("None named"), _tr("%1 characteristics"))
        super().__init__(*words, look)
        self._state = state
        self._detail: ItemDetail | None = None
        self._names: tuple[str, ...] = ()
        self.setMinimumContentsLength(8)
        self.changed.connect(self._save)

    def show_detail(self, detail: ItemDetail) -> None:
        """Show what is ticked for a plan item."""
        from plandesk.services.queries.registers.tables import protected_characteristics

        self._detail = detail
        with self._state.bridge.read() as session:
            self._names = protected_characteristics(session, detail.row.plan_id)
        self.offer((name, name) for name in self._names)
        self.choose(detail.row.characteristics)
        self.setEnabled(self._state.bridge.can_change)

    @Slot()
    def _save(self) -> None:
        from plandesk.services.ops.edit import SetTags

        if self._detail is not None:
            chosen = tuple(name for name in self._names if name in self.chosen())
            op = SetTags((self._detail.row.id,), TagKind.CHARACTERISTIC, chosen)
            self._state.bridge.run(op, self)
