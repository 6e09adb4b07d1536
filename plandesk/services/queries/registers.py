"""The lists beside the plan, for a file at a glance: registers, returns and packs."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session


def register_counts(session: Session) -> dict[str, int]:
    """Return how many entries each register has."""
    return {}


def return_list(session: Session) -> list[dict[str, Any]]:
    """Return the issued returns."""
    return []


def pack_list(session: Session) -> list[dict[str, Any]]:
    """Return the packs."""
    return []
