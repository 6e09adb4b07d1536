"""The further columns of a plan in words: how their values are written, and how they are read."""

from __future__ import annotations

from typing import Any

from plandesk.errors import UserError
from plandesk.models.plan_fields import FieldKind, FieldOption
from plandesk.models.register_fields import number_text, read_number

# Stands before the name of a plan's own column where names of all columns meet: a plan may well
# call a column of its own "source" or "lead".
OWN = "fields."
NUMBERS = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT})


def own_name(field: str) -> str | None:
    """Return what the plan calls a column by itself, None for a column that every plan has."""
    return field.removeprefix(OWN) if field.startswith(OWN) else None


def value_text(value: Any) -> str:
    """Return a value as it shows and as it can be typed again; one line for each of a list."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(str(each) for each in value)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return str(value)


def read_value(option: FieldOption, text: str) -> str | float | None:
    """Return what a column keeps of what was typed; raises UserError where no number is one."""
    said = text.strip()
    if not said:
        return None
    if option.kind not in NUMBERS:
        return said
    number = read_number(said)
    if number is None:
        raise UserError(
            f"{option.label} must be a number. It says “{said}”.", "Write it like 12,500."
        )
    return number
