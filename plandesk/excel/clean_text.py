"""Text of a cell as a plan keeps it."""

from __future__ import annotations

import re
import unicodedata

# Marks that turn text round, and so hide what it says.
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DROPPED = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def clean_text(text: str) -> str:
    """Return text as it will be kept: NFC, plain spaces, no marks that steer or hide text."""
    if text.isalnum() and text.isascii():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _SPACES.sub(" ", MARKS.sub("", unicodedata.normalize("NFC", text)))
    if not text.isprintable():
        text = _DROPPED.sub("", text)
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
