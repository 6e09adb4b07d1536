"""The head of a service plan: service, purpose, leads, staffing and budget, as printed and read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plandesk.excel.trackers.grid import GridRow, plain
from plandesk.excel.trackers.names import looks_like_person

_LABELS = (
    ("officers", r"lead officers?\s*(?:\(s\))?\s*:"),
    ("other", r"(?:line manager|accountable|responsible|date|version)\s*:"),
    ("leads", r"(?:service |accountable )?lead\s*:|head of service\s*:"),
    ("fte", r"fte(?: staff)?\s*:|fte(?=\s+\d)"),
    ("staffing", r"staff(?:ing)?(?: establishment)?\s*:"),
    ("budget", r"(?:(?:bottom line|net|total|gross|revenue)\s+)?budget"
               r"\s*(?:\d{4}\s*[-/]\s*\d{2,4})?\s*(?::|(?=£))"),
)  # fmt: skip
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>\b{pattern})" for name, pattern in _LABELS), re.IGNORECASE
)
_BARE = re.compile(r"^(?:service lead|lead officers?|lead|staffing|fte|budget)$", re.IGNORECASE)
_MONEY_LINE = re.compile(r"£|\bbudget\b|^\s*(?:staffing|fte|expenditure|income)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed and as read; ``doubt`` says what is odd about the printed one."""

    text: str = ""
    value: float | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ServiceHead:
    """What the head of a service plan says."""

    number: int | None = None
    title: str = ""
    purpose: str = ""
    leads: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    staffing: Amount = Amount()
    budget: Amount = Amount()
    printed: str = ""


def service_text(row: GridRow) -> str:
    """Return the texts of a head row as one text, a bare label joined to what stands beside it."""
    texts: list[str] = []
    label = ""
    for text in row.texts().values():
        if _BARE.match(text.strip(" :")):
            label = text.strip(" :")
            continue
        texts.append(f"{label}: {text}" if label else text)
        label = ""
    return "\n\f".join(texts)


def read_service_head(text: str) -> ServiceHead:
    """Read the head of a service plan; cells are set apart by a form feed."""
    cells = [cell.strip("\n") for cell in text.split("\f") if cell.strip()]
    about = [cell for cell in cells if not _LABEL.match(cell.strip())]
    head = about[0] if about else ""
    details = "\n".join(cell for cell in cells if cell != head)
    inside = _LABEL.search(head)
    if inside and not details:
        head, details = head[: inside.start()], head[inside.start() :]
    lines = head.strip().split("\n")
    number, title = _numbered(lines[0])
    said = _by_label(details)
    leads, spare = _without_money(said.get("leads", ""))
    officers, more = _without_money(said.get("officers", ""))
    budget = said.get("budget", "") or "\n".join((*spare, *more)).strip()
    return ServiceHead(
        number,
        title,
        "\n".join(lines[1:]).strip(),
        lead_names(leads),
        lead_names(officers),
        _staffing(said),
        read_budget(budget),
        details.strip(),
    )


def _numbered(line: str) -> tuple[int | None, str]:
    found = re.match(r"^\s*(?:service\s+)?(\d{1,3})\s*[.):–-]\s*(\S.*)$", line, re.IGNORECASE)
    if not found:
        return None, plain(line)
    return int(found[1]), plain(found[2])


def _by_label(text: str) -> dict[str, str]:
    """Return what stands after each label; the last of two budgets is the one that counts."""
    marks = list(_LABEL.finditer(text))
    said: dict[str, str] = {}
    for number, found in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        name = found.lastgroup or "other"
        value = text[found.end() : end].strip(" \n;")
        if name == "leads" and name in said:
            value = f"{said[name]}\n{value}"
        said[name] = value
    return said


def _without_money(text: str) -> tuple[str, list[str]]:
    lines = text.split("\n")
    money = [line for line in lines if _MONEY_LINE.search(line)]
    return "\n".join(line for line in lines if line not in money), money


def service_fields(head: ServiceHead) -> dict[str, object]:
    """Return what a service's further columns hold: figures as numbers, odd ones as printed."""
    said: dict[str, object] = {"purpose": head.purpose, "head_printed": head.printed}
    for key, amount in (("staffing", head.staffing), ("budget", head.budget)):
        value = amount.value
        if value is None:
            said[key] = amount.text
            continue
        said[key] = int(value) if value == int(value) else value
        said[f"{key}_printed"] = amount.text
    return said


_BEFORE_DASH = re.compile(r"\b([A-Z][\w'’]+ [A-Z][\w'’-]*[a-z])\s*[–-](?=\s|[A-Z])")


def lead_names(text: str) -> tuple[str, ...]:
    """Return who a "Lead:" line names, without the posts printed beside the names."""
    names: list[str] = []
    for line in text.split("\n"):
        dashed = [name for name in _BEFORE_DASH.findall(line) if looks_like_person(name)]
        first = re.match(
            r"^\s*([A-Z][\w'’-]+ [A-Z][\w'’-]+)(?=\s*(?:[,(–-]|$|\s(?:Head|Director)))", line
        )
        if dashed:
            names += dashed
        elif first and looks_like_person(first[1]):
            names.append(first[1])
        elif line.strip():
            names.append(plain(re.split(r"\s+[–-]\s|\s*\(|\s*,", line.strip(" )"))[0]))
    return tuple(dict.fromkeys(name for name in names if name))


# ---- figures


def _staffing(said: dict[str, str]) -> Amount:
    text = said.get("staffing") or said.get("fte", "")
    if not text:
        return Amount()
    bare = re.sub(r"\((?:including|incl|of which)[^)]*\)", "", text, flags=re.IGNORECASE)
    figures = [
        float(each) for each in re.findall(r"(\d+(?:\.\d+)?)\s*FTEs?\b", bare, re.IGNORECASE)
    ]
    if figures:
        return Amount(plain(text), sum(figures))
    first = re.match(r"^\s*(\d+(?:\.\d+)?)\b(?!\s*(?:m\b|k\b|%|/))", bare)
    if first:
        doubt = (
            ""
            if "fte" in said and not said.get("staffing")
            else "a number of posts, not said to be FTE"
        )
        return Amount(plain(text), float(first[1]), doubt)
    return Amount(plain(text))


_SUM = re.compile(
    r"^\s*(?:an?\s+|approx\w*\.?\s+|circa\s+|c\.?\s*|around\s+|about\s+)?£\s?"
    r"(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>m|million|k|bn)?\b",
    re.IGNORECASE,
)
_UNITS = {"m": 1e6, "million": 1e6, "k": 1e3, "bn": 1e9}


def read_budget(text: str) -> Amount:
    """Read a budget in pounds; one that can be read in two ways stays as printed, with the doubt.

    "£10,283067" lacks a comma but can only be ten million; "£1,497,00" can be two sums.
    """
    shown = plain(text)
    found = _SUM.match(shown)
    if not found:
        return Amount(shown)
    head, *groups = found["figure"].rstrip(",").split(",")
    whole = [group.split(".")[0] for group in groups]
    unit = _UNITS.get((found["unit"] or "").casefold(), 1.0)
    if any(len(group) % 3 or not group for group in whole):
        return Amount(shown, None, f"£{found['figure']} is not a whole sum: a digit may be missing")
    value = float(head + "".join(groups)) * unit
    odd = any(len(group) != 3 for group in whole)
    return Amount(shown, value, f"£{found['figure']} lacks a comma" if odd else "")
