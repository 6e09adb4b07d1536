"""How refs are numbered: A, A2, A2.3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandesk.models.types import Level, ref_key

_TAIL = re.compile(r"^(.*?)(\d+)$")


def next_ref(level: Level, parent_ref: str, siblings: Sequence[str]) -> str:
    """Return the ref for one more row after ``siblings``; milestones have none.

    Follows the pattern of the highest sibling ("SP07" after "SP06"); without siblings a
    workstream is "A", a project "A1" and an action "A1.1".
    """
    if level is Level.MILESTONE:
        return ""
    used = {ref.casefold() for ref in siblings}
    known = sorted((ref for ref in siblings if ref), key=ref_key)
    ref = _after(known[-1]) if known else _first(level, parent_ref)
    while ref.casefold() in used:
        ref = _after(ref)
    return ref


def _first(level: Level, parent_ref: str) -> str:
    if level is Level.WORKSTREAM:
        return "A"
    if level is Level.PROJECT:
        return f"{parent_ref}1"
    return f"{parent_ref}.1"


def _after(ref: str) -> str:
    tail = _TAIL.match(ref)
    if tail:
        number = tail[2]
        return f"{tail[1]}{int(number) + 1:0{len(number)}d}"
    last = ref[-1]
    if last in "zZ" or not last.isascii() or not last.isalpha():
        return f"{ref}2"
    return ref[:-1] + chr(ord(last) + 1)
