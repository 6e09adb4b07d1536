"""The further columns of a plan, and the kinds of what a field of a plan or a register holds.

They stand apart from the presets and the register kinds because every start reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plandesk.models.types import Level


class FieldKind(StrEnum):
    """What a field holds.

    ``list`` is one line of text for each entry; ``date`` keeps the words as printed; ``answer``
    is yes, no or not applicable, as its choices say.
    """

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    ANSWER = "answer"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class FieldOption:
    """One further column of a kind of plan, at one level of its tree."""

    key: str
    label: str
    level: Level
    kind: FieldKind = FieldKind.TEXT


def plan_fields(settings: Mapping[str, Any]) -> tuple[FieldOption, ...]:
    """Return the further columns that a plan's settings say it has."""
    said: Sequence[Mapping[str, Any]] = settings.get("fields") or ()
    return tuple(
        FieldOption(
            str(one["key"]), str(one["label"]), Level(int(one["level"])), FieldKind(one["kind"])
        )
        for one in said
    )
