"""Columns that are understood together: a ref beside its text, a date beside the one it was."""

from __future__ import annotations

import re
from dataclasses import replace

from plandesk.excel.trackers.contents import values_of_column
from plandesk.excel.trackers.grid import GridRow, plain
from plandesk.excel.trackers.mapping import ColumnMapping
from plandesk.excel.trackers.names import looks_like_person
from plandesk.excel.trackers.words import Field, heading_words, read_ref, ref_depth

_LISTS_TEXT = {Field.TITLE, Field.PROJECT, Field.WORKSTREAM}
_NEWER = re.compile(r"\b(?:revised|forecast|current|new|latest|updated|amended|extended)\b")
_OLDER = re.compile(r"\b(?:original|first|initial|baseline|previous)\b")
_END = ("end", "due", "target", "complet", "deadline", "finish")
_ABOVE = re.compile(
    r"(?:project|outcome|objective|priority|goal|recommendation|programme|aim|theme|workstream|"
    r"risk)\b"
)
_MARKS = re.compile(
    r"(?:very )?(?:high|medium|med|low|critical|urgent|essential|desirable|important|routine|major"
    r"|moderate|minor|must|should|could|fundamental|significant|merits attention)(?: priority)?"
    r"|[hmlpc]?[1-5]?|priority [1-5]|[1-5] ?[-–] ?\w+",
    re.IGNORECASE,
)


def split_refs(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Read a heading over two columns, "1.2 | Improve results", as a ref and its text."""
    found = {each.column: each for each in columns}
    for each in columns:
        beside = found.get(each.column + 1)
        if each.field not in _LISTS_TEXT or beside is None or not beside.unnamed:
            continue
        values = values_of_column(rows, each.column)
        texts = values_of_column(rows, beside.column)
        if not texts or not _mostly_refs(values) or _mostly_refs(texts):
            continue
        refs: dict[Field | None, Field] = {Field.TITLE: Field.REF, Field.PROJECT: Field.PROJECT_REF}
        kind = refs.get(each.field)
        found[each.column] = replace(each, heading=f"{each.heading} ref", field=kind)
        found[beside.column] = replace(beside, heading=each.heading, field=each.field)
    return list(found.values())


def _mostly_refs(values: list[str]) -> bool:
    return bool(values) and sum(read_ref(value) is not None for value in values) >= 0.8 * len(
        values
    )


def own_refs(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Tell the refs of projects from those of actions where a table has both; leave one of each."""
    refs = [each for each in columns if each.field is Field.REF]
    if len(refs) == 1 and _is_of_the_project(rows, refs[0], columns):
        above = refs[0]
        return [replace(e, field=Field.PROJECT_REF) if e is above else e for e in columns]
    if len(refs) < 2:
        return columns
    depths = {each.column: _depth(values_of_column(rows, each.column)) for each in refs}
    above = next((e for e in refs if _ABOVE.match(heading_words(e.heading))), None)
    others = [each for each in refs if each is not above]
    best = max(others, key=lambda each: (depths[each.column], -each.column))
    kinds = {each.column: None for each in refs} | {best.column: Field.REF}
    if above is not None:
        kinds[above.column] = Field.PROJECT_REF
    return [replace(each, field=kinds.get(each.column, each.field)) for each in columns]


def _is_of_the_project(
    rows: list[GridRow], ref: ColumnMapping, columns: list[ColumnMapping]
) -> bool:
    """Return whether the only ref is that of "Risk" or "Objective", over several actions each."""
    title = next((each.column for each in columns if each.field is Field.TITLE), None)
    grouped_by = any(each.field is Field.PROJECT for each in columns)
    if title is None or not grouped_by or not _ABOVE.match(heading_words(ref.heading)):
        return False
    actions = [texts for row in rows if title in (texts := row.texts()) and len(texts) > 1]
    said = [texts[ref.column] for texts in actions if ref.column in texts]
    return len(set(said)) < len(actions)


def _depth(values: list[str]) -> float:
    found = [ref_depth(ref.ref) for value in values if (ref := read_ref(value)) is not None]
    return sum(found) / len(found) if found else 0.0


_BODY = re.compile(
    r"\b(?:agenc(?:y|ies)|organisations?|bod(?:y|ies)|partners?|departments?|directorates?|services?|"
    r"teams?)\b"
)
_OVER = re.compile(r"\b(?:accountable|executive|strategic|senior|director|overall)\b")


def two_leads(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Read "Accountable director" beside "Lead officer" as the sponsor.

    "Lead agency" beside it is kept under its own heading: somebody there leads.
    """
    leads = [each for each in columns if each.field is Field.LEAD]
    bodies = [each for each in leads if _BODY.search(heading_words(each.heading))]
    if bodies and len(bodies) < len(leads):
        columns = [replace(each, field=None) if each in bodies else each for each in columns]
        leads = [each for each in leads if each not in bodies]
    over = [each for each in leads if _OVER.search(heading_words(each.heading))]
    known = any(each.field is Field.SPONSOR for each in columns)
    if known or len(over) != 1 or len(leads) < 2:
        return columns
    return [replace(each, field=Field.SPONSOR) if each is over[0] else each for each in columns]


def due_dates(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Leave one date that work is due by, or two where one is what the other was moved to.

    The newer of two comes first: it holds where it says something.
    """
    dates = [each for each in columns if each.field is Field.DUE]
    if len(dates) < 2:
        return columns
    newer = next((e for e in dates if _NEWER.search(heading_words(e.heading))), None)
    older = next((e for e in dates if _OLDER.search(heading_words(e.heading))), None)
    plainly = [e for e in dates if e not in (newer, older)]
    best = next((e for e in plainly if any(w in e.heading.casefold() for w in _END)), None)
    best = best or next(iter(plainly), None)
    kept = {each.column for each in (newer, best or older) if each is not None}
    kept = kept or {dates[0].column}
    return [
        replace(each, field=None) if each in dates and each.column not in kept else each
        for each in columns
    ]


def newest_first(columns: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
    """Return dates that work is due by with the one that was revised before the others."""
    return tuple(sorted(columns, key=lambda e: not _NEWER.search(heading_words(e.heading))))


def without_marks(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Keep "High", "Low" or "1" under its own heading: no row is called that."""
    changed: list[ColumnMapping] = []
    for each in columns:
        values = values_of_column(rows, each.column) if each.field in _LISTS_TEXT else []
        marks = sum(bool(_MARKS.fullmatch(plain(value))) for value in values)
        changed.append(replace(each, field=None) if values and marks >= 0.8 * len(values) else each)
    return changed


def grouped(rows: list[GridRow], columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Take a column left of the actions for their projects where it groups them.

    That is so where its texts, which no heading explains, each stand beside several rows in a
    run, as merged cells or as the same words again.
    """
    title = next((each.column for each in columns if each.field is Field.TITLE), None)
    known = {each.field for each in columns}
    if title is None or known & {Field.PROJECT, Field.PROJECT_REF, Field.LEVEL}:
        return columns
    for each in columns:
        asked = each.field is Field.SOURCE and bool(_ABOVE.match(heading_words(each.heading)))
        if (each.field is None or asked) and not each.unnamed and each.column < title:
            texts = _run_texts(rows, each.column, title, is_said_once=asked)
            if _groups(texts):
                return [replace(e, field=Field.PROJECT) if e is each else e for e in columns]
    return columns


def _run_texts(
    rows: list[GridRow], column: int, title: int, *, is_said_once: bool = False
) -> list[str]:
    """Return what a column says beside each action, a merged text for all of its rows.

    One that is said once holds for the blanks below it too.
    """
    texts: list[str] = []
    for row in rows:
        if len(row.texts()) < 2 or title not in row.texts():
            continue
        cell = row.cells.get(column)
        blank = is_said_once and column not in row.texts()
        below = (blank or (cell is not None and cell.origin is not None)) and bool(texts)
        texts.append(texts[-1] if below else plain(row.texts().get(column, "")))
    return texts


def _groups(texts: list[str]) -> bool:
    said = [text for text in texts if text]
    runs = [text for number, text in enumerate(texts) if not number or text != texts[number - 1]]
    distinct = set(said)
    if len(said) < len(texts) or not 2 <= len(distinct) == len(runs) <= 0.75 * len(texts):
        return False
    return all(
        len(text) > 3 and re.search(r"[A-Za-z]{3}", text) and not looks_like_person(text)
        for text in distinct
    ) and not _mostly_dates(distinct)


def _mostly_dates(texts: set[str]) -> bool:
    return sum(bool(re.search(r"\b(?:19|20)\d\d\b", text)) for text in texts) > 0.5 * len(texts)
