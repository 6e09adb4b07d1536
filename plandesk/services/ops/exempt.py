"""Marking what is not for publication, and taking the mark off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import Base
from plandesk.models.detail import Evidence
from plandesk.models.exempt import ExemptEntry, ExemptEvidence, ExemptItem, ExemptPart
from plandesk.models.plan import PlanItem
from plandesk.models.registers import RegisterEntry


class Markable(Enum):
    """What can be marked: the table it is in, its marks, and the column that joins them."""

    ITEM = (PlanItem, ExemptItem, "item_id")
    ENTRY = (RegisterEntry, ExemptEntry, "entry_id")
    EVIDENCE = (Evidence, ExemptEvidence, "evidence_id")

    def __init__(self, owner: type[Base], mark: type[Base], column: str) -> None:
        self.owner, self.mark, self.column = owner, mark, column


@dataclass(frozen=True, slots=True)
class SetExempt:
    """Mark things as exempt under a paragraph of Schedule 12A, or lift that with no paragraph.

    ``parts`` are parts of plan items; without any, the whole of each is exempt.
    """

    kind: Markable
    ids: tuple[int, ...]
    paragraph: str
    reason: str = ""
    parts: tuple[ExemptPart, ...] = ()

    @property
    def title(self) -> str:
        """Say what is done, and to how many."""
        said = "Mark as exempt" if self.paragraph.strip() else "Lift exemption"
        return said if len(self.ids) == 1 else f"{said}: {len(self.ids)} rows"

    def describe(self, session: Session) -> str:
        """Name the one thing that is marked; evidence by the row it belongs to."""
        found = session.get(self.kind.owner, self.ids[0]) if len(self.ids) == 1 else None
        if isinstance(found, Evidence):
            found = session.get(PlanItem, found.item_id)
        ref = str(getattr(found, "ref", ""))
        return f"{self.title}: {ref}" if ref else self.title

    def apply(self, session: Session) -> None:
        """Set, change or lift the marks; refused without a reason."""
        paragraph, reason = self.paragraph.strip(), self.reason.strip()
        if paragraph and not reason:
            raise UserError(
                "Enter why it is exempt.", "The public pack prints the paragraph of Schedule 12A."
            )
        known = self._known(session)
        for number in dict.fromkeys(self.ids):
            mark = known.get(number)
            if session.get(self.kind.owner, number) is None:
                raise UserError("That is not in the plan any more.", "Look in the history.")
            if paragraph:
                self._say(session, mark or self.kind.mark(**{self.kind.column: number}))
            elif mark is not None:
                session.delete(mark)

    def _known(self, session: Session) -> dict[int, Base]:
        column = getattr(self.kind.mark, self.kind.column)
        marks: Sequence[Base] = session.scalars(
            select(self.kind.mark).where(column.in_(self.ids))
        ).all()
        return {getattr(mark, self.kind.column): mark for mark in marks}

    def _say(self, session: Session, mark: Base) -> None:
        said = {"paragraph": self.paragraph.strip(), "reason": self.reason.strip()}
        if self.kind is Markable.ITEM:
            said |= {"parts": [part.value for part in ExemptPart if part in self.parts]}
        for name, value in said.items():
            setattr(mark, name, value)
        session.add(mark)
