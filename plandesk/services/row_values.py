"""Values of rows as the record of changes keeps them, turned back into what a column holds."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from sqlalchemy import Column, Date, DateTime, LargeBinary


def revived(column: Column[Any], kept: Any) -> Any:
    """Return a value kept as JSON (a date as ISO text, bytes as base64) as the column has it."""
    if isinstance(kept, str):
        if isinstance(column.type, DateTime):
            return dt.datetime.fromisoformat(kept)
        if isinstance(column.type, Date):
            return dt.date.fromisoformat(kept)
        if isinstance(column.type, LargeBinary):
            return base64.b64decode(kept)
    return kept
