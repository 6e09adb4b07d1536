"""A column that says of each row which level of the plan it belongs to: "Project", "Action"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from plandesk.excel.trackers.grid import plain
from plandesk.models.types import Level

# The levels that a word is used for, whatever else a plan calls its own.
_MEANT = {
    Level.WORKSTREAM: "workstream|work stream|theme|strand|pillar|section|service|programme|goal",
    Level.PROJECT: "project|outcome|priority|objective|recommendation|heading|priority area",
    Level.ACTION: "action|deliverable|activity|task|milestone",
    Level.MILESTONE: "milestone|step|sub-action|sub action|sub-task|sub task",
}
_LEVELS: dict[str, set[Level]] = {}
for _level, _words in _MEANT.items():
    for _word in _words.split("|"):
        _LEVELS.setdefault(_word, set()).add(_level)
_MOST = len(Level)


def level_key(text: str) -> str:
    """Return a word for a level as it is looked up: on one line, in small letters."""
    return plain(text).casefold()


def levels_of(values: Iterable[str]) -> dict[str, Level]:
    """Return the level that each word of a column stands for; empty where it tells of none.

    Words come in the order of the levels, as a list of rows under one another has them. A plan
    may call its levels anything: four unknown words are taken where each row stands at most one
    level below the row above it, as "High" and "Low" do not.
    """
    said = [level_key(value) for value in values]
    words = list(dict.fromkeys(said))
    if not 2 <= len(words) <= _MOST:
        return {}
    known = sum(word in _LEVELS for word in words)
    if known < len(words) and (len(words) < _MOST or not _nested(said, words)):
        return {}
    for levels in combinations(Level, len(words)):
        if all(
            level in _LEVELS.get(word, {level}) for word, level in zip(words, levels, strict=True)
        ):
            return dict(zip(words, levels, strict=True))
    return {}


def _nested(said: list[str], words: list[str]) -> bool:
    depths = [words.index(word) for word in said]
    return all(after <= before + 1 for before, after in pairwise(depths))
