"""Comments at cells: what people write beside their answers, and PlanDesk's own questions there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET  # every part passed the guard: no document type

from plandesk.excel.raw_cells import column_number, local
from plandesk.excel.sheet_parts import related_parts

OURS = "PlanDesk: "
_REPLY = ("Comment:", "Reply:")  # what Excel puts before each part of a conversation
_KIND = "/comments"


def asked(before: str, question: str) -> str:
    """Return a cell's comment with a question put to it."""
    own = OURS + " ".join(question.split())
    return f"{before.rstrip()}\n{own}" if before.strip() else own


def without_questions(text: str) -> str:
    """Return what people wrote in a comment, without what PlanDesk asked there."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(OURS.strip()))


def own_words(text: str) -> str:
    """Return what people wrote in a comment, on one line."""
    if text.startswith("[Threaded comment]"):
        # Excel explains itself first, to programs that know no conversations.
        text = text.partition(_REPLY[0])[2]
    said = [line for line in without_questions(text).splitlines() if line not in _REPLY]
    return " ".join(" ".join(said).split())


def read_comments(part: Callable[[str], bytes], sheet: str) -> Mapping[tuple[int, int], str]:
    """Return the comments of a sheet of an Excel workbook by row and column.

    ``part`` and ``sheet`` are as for ``related_parts``.
    """
    found: dict[tuple[int, int], str] = {}
    for data in related_parts(part, sheet, _KIND):
        found |= _comments(data)
    return found


def _comments(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for each in ET.fromstring(data).iter():
        place = each.get("ref", "") if local(each.tag) == "comment" else ""
        letters = place.rstrip("0123456789")
        if letters.isalpha() and letters.isupper() and place != letters:
            words = [one.text or "" for one in each.iter() if local(one.tag) == "t"]
            found[int(place[len(letters) :]), column_number(letters)] = "".join(words)
    return found
