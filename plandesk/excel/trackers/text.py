"""What stands inside one cell: lists, headings with lead and status, scope marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plandesk.excel.trackers.grid import plain
from plandesk.excel.trackers.words import split_heading
from plandesk.models.types import split_names

_MARK = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[•·▪●○◦‣➢✓\u2023\u25cf\uf0b7]|[*o\-–—](?=\s)|"
    r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*(?P<text>\S.*)$"
)
_NOTE = re.compile(r"^\*+(?=\S)")


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text with the list that follows it: milestones, and notes marked with a star."""

    text: str
    entries: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def split_list(text: str) -> ListedText:
    """Split a cell into its text and the bulleted or numbered lines below it.

    A line without a mark after the list began belongs to the entry above. A cell that is one
    numbered paragraph, or whose list starts on the first line, stays whole.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or _MARK.match(lines[0]):
        return ListedText(text.strip())
    head: list[str] = []
    entries: list[str] = []
    notes: list[str] = []
    for line in lines:
        found = _MARK.match(line)
        if found:
            entries.append(found["text"].strip())
        elif entries and _NOTE.match(line.strip()):
            notes.append(line.strip())
        elif entries:
            entries[-1] = f"{entries[-1]} {line.strip()}"
        else:
            head.append(line.strip())
    return ListedText("\n".join(head), tuple(entries), tuple(notes))


_BULLET = re.compile(r"^\s*(?:[•·▪●○◦‣➢✓\u25cf\uf0b7]\s*|[*o\-–—]\s+)")


def without_mark(text: str) -> str:
    """Return a line without its bullet or number."""
    found = _MARK.match(text)
    return found["text"].strip() if found else text.strip()


def without_bullet(text: str) -> str:
    """Return a line without its bullet; numbers and letters stay, they may be refs."""
    return _BULLET.sub("", text).strip()


def entries_of(text: str) -> tuple[str, ...]:
    """Return each line of a cell as an entry, without its bullet."""
    if not text:
        return ()
    return tuple([entry for line in text.split("\n") if (entry := without_bullet(line))])


def without_numbers(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a list without the numbers that count them: "1. Audit", "2. Install"."""
    found = [_COUNTED.match(entry) for entry in entries]
    counted = all(
        each is not None and int(each["number"]) == place
        for place, each in enumerate(found, start=1)
    )
    if len(entries) < 2 or not counted:
        return entries
    return tuple(each["text"] for each in found if each is not None)


_COUNTED = re.compile(r"\(?(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)", re.DOTALL)


# ---- project headings that carry more than a title

_LABEL = re.compile(
    r"(?:^|[\n;|(]|\s{2,})\s*"
    r"(?P<label>(?:project |action |workstream |accountable )?lead(?: officers?| role)?"
    r"|sponsor|sro|owner|(?:no\.?|number) of actions|actions|status|b?rag(?: status| rating)?"
    r"|due(?: date)?|timeframe|outcome|scope)\s*(?::|=|[–-]\s)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A project heading: ref, title, and what its labels say by label in lower case."""

    ref: str
    title: str
    said: dict[str, str]

    def one(self, *labels: str) -> str:
        """Return what the first label that contains one of ``labels`` says."""
        for label, value in self.said.items():
            if any(each in label for each in labels):
                return value
        return ""


def read_heading(text: str, *, with_ref: bool = True) -> HeadingText:
    """Read "A2: Title / Lead: ...  No. of actions: 4  Status: Open" in any order and layout."""
    marks = [found for found in _LABEL.finditer(text) if found.start() > 0]
    head = text[: marks[0].start()] if marks else text
    said: dict[str, str] = {}
    for number, found in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        value = text[found.end() : end].strip(" \n;|)")
        said[plain(found["label"]).casefold()] = plain(value)
    ref, title = split_heading(head) if with_ref else ("", head)
    return HeadingText(ref, plain(title).rstrip(" ;|("), said)


def read_count(text: str) -> int | None:
    """Return the whole number a cell gives, or None ("N/A")."""
    found = re.fullmatch(r"(\d{1,5})(?:\.0+)?", plain(text))
    return int(found[1]) if found else None


def read_scope(text: str) -> tuple[str, ...]:
    """Split a scope text such as "Council wide and Directorate" into its parts."""
    parts: list[str] = []
    for each in split_names(text.strip(" ()[]")):
        parts += [part.strip() for part in re.split(r"\s+(?:and|&)\s+", each) if part.strip()]
    return tuple(dict.fromkeys(parts))


_TITLE_SCOPE = re.compile(
    r"^(?P<text>.*\S)\s*\((?P<scope>(?:council|city|county|borough|directorate|service|partnership|"
    r"authority)[ -]?(?:wide|specific)?(?:(?:\s+and\s+|\s*[/&,]\s*)[\w -]+)?)\)\s*$",
    re.IGNORECASE | re.DOTALL,
)


def scope_in_title(text: str) -> tuple[str, tuple[str, ...]]:
    """Take "(Council wide)" off the end of a text; returns the text and the scope."""
    found = _TITLE_SCOPE.match(text)
    if not found:
        return text, ()
    return found["text"].strip(), read_scope(found["scope"])


_NEW_IN_TEXT = re.compile(r"^\s*(?:\(NEW\)|\[NEW\]|NEW\s*[:–-])\s*|\s*(?:\(NEW\)|\[NEW\])\s*$")


def new_in_title(text: str) -> tuple[str, bool]:
    """Take a "(NEW)" mark off a text; returns the text and whether it was there."""
    bare = _NEW_IN_TEXT.sub("", text)
    return bare, bare != text
