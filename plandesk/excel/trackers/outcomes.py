"""Which outcome of the plan a printed outcome text means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandesk.models.content import OutcomeOption

# What officers mean by an outcome, tried from the top on the printed text and on the plan's own
# words alike, so that both meet whatever the plan calls its outcomes.
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("completed", r"\bcompleted? (?:and|&) embedded\b|^completed?\b|\bembedded\b.*\bclosed\b"),
    ("duplicate", r"\bduplicat"),
    ("withdrawn", r"\bwithdrawn\b|\bdeferred\b|\bpaused\b|\bon hold\b|\breviewed? later\b"
                  r"|\bfinancial pressures\b"),
    ("not relevant", r"\b(?:no longer|not) (?:relevant|applicable|needed|required)\b"),
    ("revise", r"\bunder (?:review|revision)\b|^revis(?:e|ion)|\breprofiled or removed\b"
               r"|^entire \w+ project\b"),
    ("removed", r"^(?:to be )?removed?\b|\bremoved from\b"),
    ("reprofiled", r"\balign(?:s|ed|ment)?\b.*\b(?:bau|business as usual)\b"),
    ("bau", r"\b(?:bau|business as usual)\b"),
    ("reprofiled", r"\bre-?profil|\btransfer|\bmoved to\b|\balign(?:s|ed|ment)?\b|\bmerged\b"),
    ("remain open", r"\b(?:remains? )?open\b|\bremains?\b|\bcontinues?\b|\bongoing\b"),
    ("closed", r"\bclosed?\b|\bended\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _MEANINGS)


def meaning_of(text: str) -> str:
    """Return what an outcome text means in one word, or "" when it says nothing known."""
    said = " ".join(text.split())
    return next((name for name, pattern in _COMPILED if pattern.search(said)), "")


def outcome_codes(options: Iterable[OutcomeOption]) -> dict[str, str]:
    """Return the plan's outcome code for each meaning that one of its outcomes has."""
    codes: dict[str, str] = {}
    for option in options:
        meaning = meaning_of(option.word)
        if meaning:
            codes.setdefault(meaning, option.code)
    return codes


def read_outcome(text: str, codes: dict[str, str]) -> str | None:
    """Return the code of the outcome that a text means; None for none or one the plan lacks."""
    return codes.get(meaning_of(text)) if text.strip() else None
