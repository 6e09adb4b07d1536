"""The steps that can be taken back, and those that were."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from plandesk.services.changes import OpChanges, coalesce

DEPTH = 50
MERGE_WINDOW = dt.timedelta(seconds=60)


@dataclass(slots=True)
class UndoStack:
    """Finished steps, newest last; typing in one field within a minute is one step."""

    done: list[OpChanges] = field(default_factory=list[OpChanges])
    undone: list[OpChanges] = field(default_factory=list[OpChanges])
    _last: dt.datetime | None = None

    def push(self, step: OpChanges, at: dt.datetime) -> None:
        """Add a finished step; what had been undone can no longer be redone."""
        self.undone.clear()
        if self._merges(step, at):
            earlier = self.done.pop()
            rows = coalesce((*earlier.rows, *step.rows))
            step = OpChanges(step.title, rows, merge_key=step.merge_key, at=step.at)
        if step.rows:
            self.done.append(step)
            del self.done[:-DEPTH]
        self._last = at

    def _merges(self, step: OpChanges, at: dt.datetime) -> bool:
        return (
            step.merge_key is not None
            and bool(self.done)
            and self.done[-1].merge_key == step.merge_key
            and self._last is not None
            and at - self._last <= MERGE_WINDOW
        )

    def step_back(self) -> None:
        """Count the newest step as undone; typing after it starts a step of its own."""
        self.undone.append(self.done.pop())
        self._last = None

    def step_forward(self) -> None:
        """Count the step undone last as done again."""
        self.done.append(self.undone.pop())
        self._last = None

    def clear(self) -> None:
        """Forget everything: what came before cannot be taken back."""
        self.done.clear()
        self.undone.clear()
