"""One thing that a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something in the plan that needs somebody: which rule, where, what, and how to mend it.

    ``accepted`` is the reason somebody gave for leaving it, None when nobody has. ``rows`` are
    the ids of the plan items that the finding's figures count. ``subject`` names what it is
    about in every copy of the plan: a stable identifier or a reference.
    """

    code: str
    severity: Severity
    ref: str | None
    message: str
    fix: str
    accepted: str | None = None
    item_id: int | None = None
    rows: tuple[int, ...] = ()
    subject: str = ""
