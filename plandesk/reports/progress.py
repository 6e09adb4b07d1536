"""How long work tells of its progress and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Steps(Protocol):
    """Whoever watches a build: a progress dialog, a terminal, or nobody."""

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far the work is; raises ``Cancelled`` when it should stop."""
        ...


class Silent:
    """Watches nothing and never stops the work."""

    def step(self, done: int, total: int, text: str) -> None:
        """Do nothing."""
