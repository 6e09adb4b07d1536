"""A number and its noun: "1 risk", "3 risks", "2 entries"."""

from __future__ import annotations

_VOWELS = "aeiou"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun as English has it; ``many`` where the plural is not regular."""
    return f"{count:,} {one if count == 1 else many or plural(one)}"


def plural(noun: str) -> str:
    """Return the regular plural of a noun: "entry" gives "entries", "analysis" "analyses"."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    return f"{noun}s"
