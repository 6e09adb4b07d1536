"""Judge a returned workbook against what was sent: answers read, problems named, nothing guessed.

Errors block their row only; a blank or blocked cell hides the errors it would cause; the same
message over many cells becomes one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from plandesk.excel.returns import rules
from plandesk.excel.returns.check_row import CHANCE_LENGTH, CheckedRow, Expected, RowReader
from plandesk.excel.returns.schema import (
    CellRef,
    Field,
    Finding,
    Locked,
    RawReturn,
    RawRow,
    ReturnRefused,
    ReturnRow,
    Severity,
)
from plandesk.models.counted import counted

_SORTED_IN_PART = 3
_ON_PURPOSE = (Locked.TITLE, Locked.LEAD, Locked.DUE)  # what an officer may take all the same


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """A return after the checks; ``unmatched`` are rows with no known key, ``missing`` keys absent.

    ``held`` says that a warning about the whole file keeps every change unticked.
    """

    rows: tuple[CheckedRow, ...]
    unmatched: tuple[RawRow, ...]
    missing: tuple[ReturnRow, ...]
    findings: tuple[Finding, ...]
    held: bool = False


def check_return(raw: RawReturn, expected: Expected) -> CheckedReturn:
    """Return what can be taken from a return; raises ReturnRefused when rows were mixed up."""
    answered = {row.key: found for row in raw.rows if (found := expected.known(row.key))}
    mine = [row for row in raw.rows if row.key in answered]
    strange = tuple(row for row in raw.rows if row.key not in answered)
    _refuse_part_sort(raw, mine, answered, expected)
    findings = list(raw.findings)
    single, repeated = _without_repeats(mine, findings)
    checked: list[CheckedRow] = []
    for row in single:
        reader = RowReader(row, answered[row.key], expected)
        reader.read()
        findings += reader.findings
        result = reader.result(_blocked(raw.findings, row.key) or row.key in repeated)
        checked.append(
            replace(
                result,
                held=result.held | _held(raw.findings, row.key),
                locked_cells={
                    name: CellRef(raw.sheet, row.row, raw.columns[name]).address
                    for name in result.locked
                },
            )
        )
    seen = {row.key for row in mine}
    missing = tuple(row for key, row in expected.rows.items() if key not in seen)
    told = list(_whole_file(raw, expected, checked, missing))
    # A paste one row too low explains its last row; the error of that row would only repeat it.
    low = {each.found for each in told if each.code == "shifted"}
    findings += [
        _unmatched(raw, row)
        for row in strange
        if not _is_stray(row) and not low & {value.cell.address for value in row.answers.values()}
    ]
    findings += told
    held = any(finding.holds and not finding.key and not finding.cell for finding in findings)
    unmatched = tuple(row for row in strange if not _is_stray(row))
    return CheckedReturn(tuple(checked), unmatched, missing, tuple(findings), held)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they are shown: worst first, the same one over many cells as one line."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for each in findings:
        same = (each.severity, each.code, _shape(each), each.fix, each.sheet, each.found)
        groups.setdefault(same, []).append(each)
    lines = [_one_line(group) for group in groups.values()]
    return sorted(lines, key=lambda each: order[each.severity])


def _shape(finding: Finding) -> str:
    """Return the message without its own cell and row, so that only the place may differ.

    What has to be settled row by row keeps its row.
    """
    shape = _put(finding.message, finding.cell, "*")
    return _put(shape, _row_of(finding), "**")


def _row_of(finding: Finding) -> str:
    return "" if finding.severity is Severity.ERROR or finding.suggestion else finding.where


def _put(message: str, place: str, other: str) -> str:
    """Put something else where a place stands, which "A1.1" is not within "A1.12"."""
    return (
        re.sub(rf"(?<!\w){re.escape(place)}(?![\w.]*\w)", lambda _: other, message)
        if place
        else message
    )


def _one_line(group: list[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    message = _put(first.message, first.cell, _listed(each.cell for each in group))
    if _row_of(first):
        message = _put(message, first.where, _listed(each.where for each in group))
    cells = ", ".join(each.cell for each in group)
    return replace(first, message=message, cell=cells, key="", where="")


def _listed(places: Iterable[str]) -> str:
    each = list(dict.fromkeys(places))
    return ", ".join(each) if len(each) <= 12 else f"{', '.join(each[:12])} and more"


def _blocked(findings: Iterable[Finding], key: str) -> bool:
    return any(each.key == key and each.severity is Severity.ERROR for each in findings)


def _held(findings: Iterable[Finding], key: str) -> set[Field]:
    return {Field(each.field) for each in findings if each.key == key and each.holds and each.field}


# Rows ------------------------------------------------------------------------------------------


def _refuse_part_sort(
    raw: RawReturn,
    rows: list[RawRow],
    answered: Mapping[str, ReturnRow],
    expected: Expected,
) -> None:
    """Refuse when keys no longer stand beside their own refs: only part of it was sorted."""
    wrong = _beside_other_refs(rows, answered, expected) or _beside_other_rows(rows, answered)
    if len(wrong) >= _SORTED_IN_PART and len(wrong) * 3 >= len(rows):
        listed = ", ".join(str(row.row) for row in wrong[:8])
        message = (
            f"The PlanDesk key does not go with what is beside it on {len(wrong)} rows "
            f"({listed}{' and more' if len(wrong) > 8 else ''}). Was only part of the table sorted?"
        )
        hint = "Ask for the return again, or sort whole rows. Nothing was taken."
        cell = CellRef(raw.sheet, wrong[0].row, raw.columns.get(Locked.KEY, 1))
        finding = Finding(
            Severity.ERROR, message, hint, raw.sheet, cell.address, wrong[0].key_text, "part-sorted"
        )
        raise ReturnRefused(message, hint, finding)


def _beside_other_refs(
    rows: list[RawRow], answered: Mapping[str, ReturnRow], expected: Expected
) -> list[RawRow]:
    moved = [
        row
        for row in rows
        if row.locked.get(Locked.REF)
        and rules.plain(row.locked[Locked.REF]) != rules.plain(answered[row.key].ref)
    ]
    if not moved:  # nearly always: the whole plan is looked through only where it may matter
        return []
    refs = {rules.plain(row.ref) for row in _all_rows(expected)}
    return [row for row in moved if rules.plain(row.locked[Locked.REF]) in refs]


def _beside_other_rows(rows: list[RawRow], answered: Mapping[str, ReturnRow]) -> list[RawRow]:
    """Return rows whose lead, due date and last rating are those of another row of the file."""
    said = {
        row.row: tuple(
            rules.plain(row.locked.get(name, "")) for name in (Locked.LEAD, Locked.DUE, Locked.LAST)
        )
        for row in rows
    }
    moved = [row for row in rows if said[row.row] != _beside(answered[row.key])]
    if not moved:
        return []
    others = {_beside(row) for row in answered.values()}
    return [row for row in moved if said[row.row] in others]


def _beside(row: ReturnRow) -> tuple[str, ...]:
    return tuple(map(rules.plain, (row.lead, row.due, row.last_rating)))


def _all_rows(expected: Expected) -> Iterable[ReturnRow]:
    return {**expected.others, **expected.rows}.values()


def _without_repeats(
    rows: list[RawRow], findings: list[Finding]
) -> tuple[list[RawRow], frozenset[str]]:
    """Keep one row a key; two rows of one key with other answers block that key."""
    counts = Counter(row.key for row in rows)
    single: dict[str, RawRow] = {}
    differing: set[str] = set()
    for row in rows:
        first = single.setdefault(row.key, row)
        if first is row or counts[row.key] == 1:
            continue
        if _texts(first) == _texts(row) or not any(_texts(row)):
            continue
        if not any(_texts(first)):
            single[row.key] = row
            continue
        differing.add(row.key)
        cell = next(iter(row.answers.values())).cell
        findings.append(
            Finding(
                Severity.ERROR,
                f"Rows {first.row} and {row.row} have the same PlanDesk key and other answers.",
                "Keep one of them, save, and import the file again.",
                cell.sheet,
                cell.address,
                row.key_text,
                code="repeated",
                key=row.key,
            )
        )
    return list(single.values()), frozenset(differing)


def _texts(row: RawRow) -> tuple[str, ...]:
    return tuple(value.text for value in row.answers.values())


def _is_stray(row: RawRow) -> bool:
    """Tell whether a row without a key holds nothing that anybody could want to keep."""
    return not row.key_text and not any(_texts(row)) and not row.locked.get(Locked.TITLE)


def _unmatched(raw: RawReturn, row: RawRow) -> Finding:
    cell = CellRef(raw.sheet, row.row, raw.columns.get(Locked.KEY, 1))
    said = row.locked.get(Locked.REF) or row.locked.get(Locked.TITLE) or ""
    if row.key_text and not row.key:
        message = f"Row {row.row}: the PlanDesk key \u201c{row.key_text}\u201d has a slip in it."
    elif row.key_text:
        message = f"Row {row.row}: no action of this plan has the key \u201c{row.key_text}\u201d."
    else:
        message = f"Row {row.row} has no PlanDesk key."
    fix = "Match it to an action, add it as new, or leave it."
    found = row.key_text or said
    return Finding(
        Severity.ERROR, message, fix, raw.sheet, cell.address, found, code="no-key", key=row.key
    )


# The whole file --------------------------------------------------------------------------------


def _whole_file(
    raw: RawReturn,
    expected: Expected,
    rows: list[CheckedRow],
    missing: tuple[ReturnRow, ...],
) -> Iterator[Finding]:
    yield from _locked_findings(raw, rows)
    if missing:
        refs = ", ".join(row.ref or row.title[:30] for row in missing[:12])
        message = (
            f"{len(missing)} of {counted(len(expected.rows), 'row')} "
            f"{'is' if len(missing) == 1 else 'are'} missing from the return: {refs}"
            f"{' and more' if len(missing) > 12 else ''}."
        )
        fix = "The plan keeps what it has."
        yield Finding(Severity.WARNING, message, fix, raw.sheet, code="missing")
    others = [row for row in rows if row.issued.key not in expected.rows]
    if others:
        refs = ", ".join(row.issued.ref for row in others[:12])
        message = (
            f"This return was issued to {expected.lead or 'another lead'}, but it also answers "
            f"{refs}, which it was not sent for."
        )
        yield Finding(
            Severity.WARNING, message, "Check with the lead.", raw.sheet, code="other-rows"
        )
    if rows and not any(_has_answer(row) for row in rows):
        message = f"There are no answers in this return: {counted(len(rows), 'row')} not reported."
        yield Finding(Severity.WARNING, message, "Ask for the answers.", raw.sheet, code="empty")
    yield from _shifted(raw, rows)
    yield from _repeats_another(rows, expected)


def _has_answer(row: CheckedRow) -> bool:
    return any(
        text and text != row.issued.issued.get(name) for name, text in row.answers.items()
    ) or any(name not in row.answers for name in row.cells)


def _locked_findings(raw: RawReturn, rows: list[CheckedRow]) -> Iterator[Finding]:
    for row in rows:
        for name, text in row.locked.items():
            cell = CellRef(raw.sheet, row.row, raw.columns[name])
            label = rules.LOCKED_LABELS[name]
            message = (
                f"{label} of {row.issued.ref} was changed in {cell.address}, which is locked. "
                "It is not taken by itself."
            )
            fix = (
                "Tick it in the preview if it is right."
                if name in _ON_PURPOSE
                else "Change it in the plan if it is right."
            )
            yield Finding(
                Severity.WARNING, message, fix, raw.sheet, cell.address, text, "locked",
                key=row.issued.key, field=name.value,
            )  # fmt: skip


def _shifted(raw: RawReturn, rows: list[CheckedRow]) -> Iterator[Finding]:
    """Warn when answers look pasted one row too low: one beyond the end, none on the first."""
    past = [row for row in raw.rows if not row.key_text and any(_texts(row))]
    loose = [row for row in past if not row.locked.get(Locked.REF)]
    first = min(rows, key=lambda row: row.row, default=None)
    if not loose or first is None or any(first.answers.values()):
        return
    if len(loose) == 1 and loose[0].row > max(row.row for row in rows):
        cell = next(value.cell for value in loose[0].answers.values() if value.text)
        message = (
            f"Row {loose[0].row} has answers but no action, and the first row has none: the "
            "answers may be one row too low."
        )
        fix = "Look at each change beside its title before you accept them."
        yield Finding(
            Severity.WARNING, message, fix, raw.sheet, "", cell.address, "shifted", holds=True
        )


def _repeats_another(rows: list[CheckedRow], expected: Expected) -> Iterator[Finding]:
    """Warn when an update repeats what another action said last time: a slip when pasting."""
    for row in rows:
        text = row.answers.get(Field.PROGRESS, "")
        is_long = len(text) > CHANCE_LENGTH
        source = expected.earlier.get(rules.plain(text)) if is_long else None
        if source and source != row.issued.key and text != row.issued.issued.progress:
            other = expected.known(source)
            cell = row.cells[Field.PROGRESS]
            message = (
                f"Progress for {row.issued.ref} repeats what "
                f"{other.ref if other else 'another action'} said last time."
            )
            yield Finding(
                Severity.WARNING, message, "Check that it is in the right row.", cell.sheet,
                cell.address, text[:60], "repeats", row.issued.key, Field.PROGRESS.value,
            )  # fmt: skip
