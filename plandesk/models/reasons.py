"""The two parts of the reason for a rating: why it is so, and what will put it right.

Papers and returns give both in one text ("Reason if Red or slipped"), so they are kept in one,
the second part after its own words. Reading them apart lets each be asked for by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PUT_RIGHT = "What will put it right:"
_PUT_RIGHT = re.compile(
    r"\s*\b(?:what (?:will|would) put (?:it|this|that) right|to put (?:it|this|that) right|remedy)"
    r"\s*[:\u2013\u2014]\s*",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rating is what it is, and what will put it right; each may be empty."""

    why: str
    remedy: str

    @property
    def text(self) -> str:
        """Return both as the one text that is kept and printed."""
        if not self.remedy:
            return self.why
        stop = "." if self.why and not self.why.endswith(_SENTENCE_ENDS) else ""
        return f"{self.why}{stop} {PUT_RIGHT} {self.remedy}".strip()


def read_reason(text: str) -> Reason:
    """Return the parts of a reason; one that does not name the second part is all "why"."""
    why, *rest = _PUT_RIGHT.split(text.strip(), maxsplit=1)
    return Reason(why.strip(), rest[0].strip() if rest else "")
