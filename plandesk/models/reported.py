"""In which periods a plan is reported: one that was carried forward begins and ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

# Settings of a plan that was carried forward: between which as-at dates it is reported.
BEGINS_AFTER = "begins_after"
ENDED_ON = "ended_on"


def reported_at(settings: Mapping[str, Any], as_at: dt.date) -> bool:
    """Tell whether a plan with these settings is reported in the period of this as-at date."""
    begins, ended, day = settings.get(BEGINS_AFTER), settings.get(ENDED_ON), as_at.isoformat()
    return not (begins and day <= begins) and not (ended and day > ended)
