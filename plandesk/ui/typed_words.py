"""What somebody typed who hears that it is not saved: the words they know it by."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

_SHOWN = 90
_NAMES = ("title", "name")
# What an op says of itself or of the program, and what was chosen from a list.
_NOT_TYPED = {"title", "field", "part", "kind", "code", "rating", "merge_key", "uid"}
_NOT_TYPED |= {"backup_reason", "file_hash", "data_hash"}


def typed_words(op: Any) -> str:
    """Return what an op would write, as its author knows it, in one line and shortened."""
    found = " ".join(typed_text(op).split())
    return found if len(found) <= _SHOWN else f"{found[: _SHOWN - 1]}…"


def typed_text(op: Any) -> str:
    """Return what an op would write, as its author knows it.

    What was filled in is known by its name: an agenda item by its title and not by the note on
    it, which may be longer. Without a name it is the longest text, and without a text what the
    op is called.
    """
    parts = {one: getattr(op, one) for one in _fields(op) if one not in _NOT_TYPED}
    if "value" in parts:
        parts.pop("name", None)  # of the field that is to hold it
    forms = [part for part in parts.values() if _is_form(part)]
    named = [parts.get("name", ""), *(getattr(form, one, "") for form in forms for one in _NAMES)]
    found = next((text for text in named if isinstance(text, str) and text.strip()), "")
    found = found or max(_texts([*parts.values()]), key=len, default="")
    return found.strip() or str(op.title)


def _is_form(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and not isinstance(value, type)


def _fields(value: Any) -> list[str]:
    return [one.name for one in dataclasses.fields(value) if one.init]


def _texts(value: Any) -> list[str]:
    match value:
        case Enum():
            return []
        case str():
            return [value]
        case list() | tuple():
            return [text for part in value for text in _texts(_held(part))]
        case _ if _is_form(value):
            own = [one for one in _fields(value) if one not in _NOT_TYPED]
            return [text for one in own for text in _texts(getattr(value, one))]
        case _:
            return []


def _held(part: Any) -> Any:
    match part:
        case (str() | int(), held):  # of a field and what it is to hold
            return held
        case _:
            return part
