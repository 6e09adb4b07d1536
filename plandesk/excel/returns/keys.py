"""Short codes with a check character: the key of a row, and the reference of a return.

The alphabet leaves out I, L, O, U (misread) and Z, which makes it 31 letters: with a prime number
of letters one weighted sum notices every single slip and every swap of two characters.
"""

from __future__ import annotations

import hashlib
import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_LETTERS = _ALPHABET[10:]
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "U": "V"})
_KEY_LENGTH = 9
_REFERENCE_LENGTH = 5
_REFERENCE = re.compile(r"(?<![A-Z0-9])R-([0-9A-Z]{6})(?![A-Z0-9])")


def row_key(uid: str) -> str:
    """Return the key, such as "K4M2X-9QH7T", of the plan row with this stable identifier.

    It starts with a letter, so no program takes it for a number or a date.
    """
    body = _digest(f"row:{uid}", _KEY_LENGTH)
    code = body + _check(body)
    return f"{code[:5]}-{code[5:]}"


def read_key(text: str) -> str:
    """Return the key that was meant, in its written form, or "" if the check character fails."""
    code = "".join(text.upper().replace("-", "").split()).translate(_MISREAD)
    if len(code) != _KEY_LENGTH + 1 or any(letter not in _ALPHABET for letter in code):
        return ""
    return f"{code[:5]}-{code[5:]}" if _check(code[:-1]) == code[-1] else ""


def return_reference(*parts: str) -> str:
    """Return a return's reference, such as "R-7K2QXH", that always follows from ``parts``."""
    body = _digest("return:" + "\x1f".join(parts), _REFERENCE_LENGTH)
    return f"R-{body}{_check(body)}"


def find_reference(text: str) -> str:
    """Return the first sound return reference in ``text``, or ""."""
    for found in _REFERENCE.finditer(text.upper()):
        code = found.group(1).translate(_MISREAD)
        if all(letter in _ALPHABET for letter in code) and _check(code[:-1]) == code[-1]:
            return f"R-{code}"
    return ""


def _digest(text: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:12], "big")
    number, first = divmod(number, len(_LETTERS))
    code = _LETTERS[first]
    for _ in range(length - 1):
        number, place = divmod(number, len(_ALPHABET))
        code += _ALPHABET[place]
    return code


def _check(body: str) -> str:
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in enumerate(body, 2))
    return _ALPHABET[total % len(_ALPHABET)]
