"""Several changes that belong to one thing the user did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session


class _Step(Protocol):
    def apply(self, session: Session) -> None: ...


@dataclass(frozen=True, slots=True)
class Together:
    """Run several ops as one step: all of them, or none."""

    title: str
    steps: tuple[_Step, ...]

    def apply(self, session: Session) -> None:
        """Run them in order."""
        for step in self.steps:
            step.apply(session)
            session.flush()
