"""Comments at cells: what people write beside their answers, and PlanDesk's own questions there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from posixpath import basename, dirname, join, normpath
from xml.etree import ElementTree as ET  # every part passed the guard: no document type

from plandesk.excel.raw_cells import column_number, local

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

    ``part`` gives the bytes of a part of the file, none where there is no such part, and ``sheet``
    names the sheet's part.
    """
    relations = part(join(dirname(sheet), "_rels", f"{basename(sheet)}.rels"))
    if _KIND.encode() not in relations:  # nearly always
        return {}
    found: dict[tuple[int, int], str] = {}
    for each in ET.fromstring(relations):
        if each.get("Type", "").endswith(_KIND):
            target = each.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else join(dirname(sheet), target)
            found |= _comments(part(normpath(name)))
    return found


def _comments(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for each in ET.fromstring(data).iter() if data else ():
        place = each.get("ref", "") if local(each.tag) == "comment" else ""
        letters = place.rstrip("0123456789")
        if letters.isalpha() and letters.isupper() and place != letters:
            words = [one.text or "" for one in each.iter() if local(one.tag) == "t"]
            found[int(place[len(letters) :]), column_number(letters)] = "".join(words)
    return found
