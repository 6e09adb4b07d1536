"""Putting a pasted block into the plan, as one step."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.services.edit_words import edit_words
from plandesk.services.ops.lookup import item, named


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
    """

    cells: tuple[PasteCell, ...]
    period_id: int | None = None

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
            edit_words(session, found.id, {cell.field: cell.text}, self.period_id).apply(session)
            session.flush()
