"""Putting a pasted block into the plan, as one step."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.services.edit_words import OVERRIDE, edit_words
from plandesk.services.ops.lookup import item, named
from plandesk.services.ops.reasons import explain_poor


@dataclass(frozen=True, slots=True)
class PasteCell:
    """One cell: which field of which row gets which words."""

    item_id: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PasteBlock:
    """Put pasted words into cells, each as if it had been typed there; all of them, or none.

    Ratings and updates go to ``period_id``. The cells are those that a preview accepted.
    ``override`` is the reason for ratings that the plan's rules refuse, ``reason`` says why rows
    are rated poorly that do not say so, in the block or before.
    """

    cells: tuple[PasteCell, ...]
    period_id: int | None = None
    override: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """Say how many cells change."""
        count = len(self.cells)
        return "Paste 1 cell" if count == 1 else f"Paste {count} cells"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        rows = {cell.item_id for cell in self.cells}
        if len(rows) != 1:
            return self.title
        return f"{self.title} into {named(item(session, rows.pop()))}"

    def apply(self, session: Session) -> None:
        """Put the words in; refused when nothing is to be pasted or one cell refuses."""
        if not self.cells:
            raise UserError("There is nothing to paste.", "Copy some cells first.")
        for cell in self.cells:
            found = item(session, cell.item_id)
            said = {cell.field: cell.text}
            if self.override and cell.field == "rating":
                said[OVERRIDE] = self.override
            edit_words(session, found.id, said, self.period_id).apply(session)
            session.flush()
        rated = dict.fromkeys(cell.item_id for cell in self.cells if cell.field == "rating")
        explain_poor(session, tuple(rated), self.period_id, self.reason)
