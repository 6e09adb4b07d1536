"""Right-to-left words in lines that are read from left to right: names in Hebrew or Arabic.

A council's papers are English or Welsh; what is Hebrew or Arabic in them is a name or a few
words. Each stretch of such words is put into the order in which it is seen (the rules of Unicode
Standard Annex 9 for a left-to-right paragraph, without its embeddings and isolates). Arabic
letters are joined by their presentation forms where every letter has one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_RIGHT = frozenset({"R", "AL"})
_DIGITS = frozenset({"EN", "AN", "ES", "ET", "CS"})
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
_FIRST = "\u0590"


def seen(line: str) -> str:
    """Return a line in the order in which it is drawn; most lines come back as they are."""
    if line.isascii() or max(line) < _FIRST:
        return line
    classes = [unicodedata.bidirectional(sign) for sign in line]
    if not _RIGHT.intersection(classes):
        return line
    out: list[str] = []
    at = 0
    while at < len(line):
        if classes[at] not in _RIGHT:
            out.append(line[at])
            at += 1
            continue
        end = _with_bracket(line, at, _end_of_run(classes, at))
        out.append(_turned(line[at:end], classes[at:end]))
        at = end
    return "".join(out)


def _end_of_run(classes: list[str], start: int) -> int:
    """Return where a stretch ends: neutral signs belong to it only between words of it."""
    end = start + 1
    for at in range(start, len(classes)):
        if classes[at] in _RIGHT or classes[at] == "NSM":
            end = at + 1
        elif classes[at] == "L":
            break
    return end


def _with_bracket(line: str, start: int, end: int) -> int:
    """Take in the bracket that closes one of the stretch (rule N0 of the annex)."""
    run, after = line[start:end], line[end : end + 1]
    for opening, closing in ("()", "[]", "{}"):
        if after == closing and run.count(opening) > run.count(closing):
            return end + 1
    return end


def _turned(run: str, classes: list[str]) -> str:
    """Reverse a stretch; numbers in it keep their order, brackets are mirrored."""
    shaped = _joined(run)
    if len(shaped) != len(run):
        classes = [unicodedata.bidirectional(sign) for sign in shaped]
    parts: list[str] = []
    at = 0
    while at < len(shaped):
        end = at + 1
        if classes[at] in ("EN", "AN"):
            while end < len(shaped) and classes[end] in _DIGITS:
                end += 1
            while classes[end - 1] not in ("EN", "AN"):
                end -= 1
        else:
            while end < len(shaped) and classes[end] == "NSM":
                end += 1  # a mark stays after its letter
        parts.append(shaped[at:end] if end - at > 1 else shaped[at].translate(_MIRRORED))
        at = end
    return "".join(reversed(parts))


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return the presentation form of each Arabic letter in each place of a word."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFDFF), *range(0xFE70, 0xFF00)):
        place, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if place in ("<isolated>", "<final>", "<initial>", "<medial>") and letters:
            sign = "".join(chr(int(part, 16)) for part in letters.split())
            forms.setdefault((sign, place[1:-1]), chr(code))
    return forms


def _joined(run: str) -> str:
    """Return Arabic letters in the forms they have in their places of the word."""
    forms = _forms()
    letters = [at for at, sign in enumerate(run) if unicodedata.bidirectional(sign) != "NSM"]
    shaped = list(run)
    for number, at in enumerate(letters):
        sign = run[at]
        if (sign, "isolated") not in forms:
            continue
        before = run[letters[number - 1]] if number else ""
        after = run[letters[number + 1]] if number + 1 < len(letters) else ""
        joins_back = (before, "initial") in forms and (sign, "final") in forms
        joins_on = (sign, "initial") in forms and (after, "final") in forms
        place = {
            (True, True): "medial",
            (True, False): "final",
            (False, True): "initial",
            (False, False): "isolated",
        }[joins_back, joins_on]
        shaped[at] = forms.get((sign, place), sign)
    return "".join(shaped)
