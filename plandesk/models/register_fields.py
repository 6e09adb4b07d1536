"""Reading what was typed into a field of a register, and printing what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from plandesk.errors import UserError
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_types import FieldSpec

_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "0", ""})
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d+[.)])\s+")


def read_number(text: str) -> float | None:
    """Return the number that a printed figure is, or None: "1,497" yes, "1,497,00" no.

    Pound and per cent signs may stand around it, and a thousand or a million be written out.
    """
    said = text.strip().replace("\u2212", "-").replace("\u2013", "-").casefold()
    said = said.removeprefix("£").strip()
    times = 1.0
    for word, many in (("million", 1e6), ("thousand", 1e3), ("m", 1e6), ("k", 1e3), ("%", 1.0)):
        if said.endswith(word):
            said, times = said.removesuffix(word).strip(), many
            break
    negative = said.startswith("-")
    said = said.removeprefix("-").strip().removeprefix("£")
    if _NUMBER.fullmatch(said) is None:
        return None
    return float(said.replace(",", "")) * times * (-1 if negative else 1)


def read_field(spec: FieldSpec, said: Any) -> Any:
    """Return what a field keeps of what was typed; None for nothing.

    Raises UserError where it is no number, or no choice of the field.
    """
    if said is None or (isinstance(said, str) and not said.strip()):
        return None
    match spec.kind:
        case FieldKind.NUMBER | FieldKind.MONEY | FieldKind.PERCENT:
            return _number(spec, said)
        case FieldKind.CHOICE | FieldKind.ANSWER:
            return read_choice(spec, str(said))
        case FieldKind.FLAG:
            return _flag(spec, said)
        case FieldKind.LIST:
            return _lines(said)
        case FieldKind.LONG:
            return str(said).replace("\r\n", "\n").strip()
        case _:
            return " ".join(str(said).split())


def _number(spec: FieldSpec, said: Any) -> float:
    number = float(said) if isinstance(said, int | float) else read_number(str(said))
    if number is None:
        raise UserError(f"{spec.label}: “{said}” is not a number.", "Enter one such as 1,250.")
    return int(number) if number.is_integer() else number


def read_choice(spec: FieldSpec, said: str) -> str:
    """Return the code of the choice that a word names; raises UserError for another word."""
    found = spec.read_choice(said)
    if found is None:
        words = ", ".join(choice.word for choice in spec.choices)
        raise UserError(f"{spec.label}: “{said.strip()}” is none of its words.", f"Use {words}.")
    return found.code


def _flag(spec: FieldSpec, said: Any) -> bool | None:
    if isinstance(said, bool):
        return said or None
    word = str(said).strip().casefold()
    if word not in _YES | _NO:
        raise UserError(f"{spec.label}: “{said}” is neither yes nor no.", "Enter yes or no.")
    return True if word in _YES else None


def _lines(said: Any) -> list[str] | None:
    parts = said.splitlines() if isinstance(said, str) else cast("Iterable[Any]", said)
    lines = [" ".join(_BULLET.sub("", str(part)).split()) for part in parts]
    return [line for line in lines if line] or None


def number_text(number: float, decimals: int | None = None) -> str:
    """Return a number as it is printed: with thousands, without needless noughts."""
    if decimals is not None:
        return f"{number:,.{decimals}f}"
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def field_text(spec: FieldSpec, value: Any) -> str:
    """Return what a field holds as people read it; the code itself for an unknown choice."""
    if value is None or value == "":
        return ""
    match spec.kind:
        case FieldKind.CHOICE | FieldKind.ANSWER:
            found = spec.choice(value)
            return found.word if found else str(value)
        case FieldKind.FLAG:
            return "Yes" if value else ""
        case FieldKind.LIST if isinstance(value, list):
            return "\n".join(str(part) for part in cast("list[Any]", value))
        case FieldKind.MONEY if isinstance(value, int | float):
            sign = "-" if value < 0 else ""
            return f"{sign}£{number_text(abs(value))}"
        case FieldKind.PERCENT if isinstance(value, int | float):
            return f"{number_text(value)}%"
        case FieldKind.NUMBER if isinstance(value, int | float):
            return number_text(value)
        case _:
            return str(value)
