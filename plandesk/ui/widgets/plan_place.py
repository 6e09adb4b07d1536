"""Where one was in a plan: the open branches and the row under the cursor, kept as bytes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QByteArray

_KEPT = 2000  # open branches; more would make the settings file slow to read


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Open branches by number, and the row that was current, if any."""

    branches: tuple[int, ...] = ()
    current: int | None = None

    def to_bytes(self) -> QByteArray:
        """Return the place for the settings file."""
        return QByteArray(json.dumps(asdict(self) | {"branches": self.branches[:_KEPT]}).encode())

    @classmethod
    def from_bytes(cls, state: QByteArray) -> PlanPlace | None:
        """Read a place back; None where nothing readable was kept."""
        try:
            told = json.loads(bytes(state.data()))
            current = told["current"]
            branches = tuple(int(item) for item in told["branches"])
        except (ValueError, KeyError, TypeError):
            return None
        return cls(branches, int(current) if current is not None else None)
