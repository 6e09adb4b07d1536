"""Three ways: each answer as it was issued, as the plan has it now, and as it came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plandesk.excel.clean_text import clean_text
from plandesk.excel.returns.check import CheckedReturn
from plandesk.excel.returns.check_row import CheckedRow
from plandesk.excel.returns.schema import Field, Locked
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import Level
from plandesk.services.queries.returns import ItemNow
from plandesk.services.returns.preview import Change, ChangeState, FilePreview


def same_answer(name: Field, one: str, other: str) -> bool:
    """Tell whether two answers say the same: spaces do not count, nor how a day is written."""
    if " ".join(clean_text(one).split()) == " ".join(clean_text(other).split()):
        return True
    if name is not Field.FORECAST or not one or not other:
        return False
    left, right = read_timeframe(one), read_timeframe(other)
    days = {left.earliest, left.latest, right.earliest, right.latest}
    return len(days) == 1 and None not in days


def compare(name: Field, issued: str, now: str, returned: str) -> ChangeState:
    """Return how an answer compares with what was sent and what the plan says now."""
    if same_answer(name, returned, now):
        return ChangeState.SAME if same_answer(name, issued, now) else ChangeState.BOTH_SAME
    if same_answer(name, returned, issued):
        return ChangeState.SAME
    return ChangeState.NEW if same_answer(name, issued, now) else ChangeState.CONFLICT


def row_changes(
    number: int,
    row: CheckedRow,
    item: ItemNow,
    settled: Mapping[str, Mapping[str, str]],
    checked: CheckedReturn,
) -> list[Change]:
    """Return one row's answers and changed locked cells, each compared three ways."""
    changes: list[Change] = []
    for name, returned in row.answers.items():
        issued = settled.get(item.key, {}).get(name.value, row.issued.issued.get(name))
        now = item.now.get(name)
        if not (issued or now or returned):
            continue
        state = compare(name, issued, now, returned)
        held = name in row.held or checked.held
        change = Change(
            file=number,
            key=item.key,
            item_id=item.id,
            ref=item.ref or row.issued.ref,
            title=item.title,
            field=name.value,
            issued=issued,
            now=now,
            returned=returned,
            state=state,
            cell=row.cells[name].address,
            held=held,
            blocked=row.blocked,
            take=state is ChangeState.NEW and not held and not row.blocked,
        )
        changes.append(change)
    changes += [_locked(number, row, item, name) for name in row.locked]
    return changes


def _locked(number: int, row: CheckedRow, item: ItemNow, name: Locked) -> Change:
    issued = {
        Locked.REF: row.issued.ref,
        Locked.TITLE: row.issued.title,
        Locked.LEAD: row.issued.lead,
        Locked.DUE: row.issued.due,
        Locked.LAST: row.issued.last_rating,
    }[name]
    now = {
        Locked.REF: item.ref,
        Locked.TITLE: item.title,
        Locked.LEAD: item.lead,
        Locked.DUE: item.due,
    }.get(name, issued)
    said = row.locked[name]
    if name is Locked.TITLE and item.level is Level.MILESTONE:
        said = said.partition(": ")[2] if said.casefold().startswith("milestone: ") else said
    same = " ".join(said.split()) == " ".join(clean_text(now).split())
    return Change(
        number, item.key, item.id, item.ref, item.title, name.value, issued, now, said,
        ChangeState.BOTH_SAME if same else ChangeState.LOCKED, row.locked_cells.get(name, ""),
        blocked=True,
    )  # fmt: skip


def with_rivals(files: Sequence[FilePreview]) -> list[FilePreview]:
    """Make differing answers of two files to one question a conflict in both."""
    offers: dict[tuple[int, str], list[Change]] = {}
    for file in files:
        for change in file.changes:
            if change.is_offered and not change.blocked:
                offers.setdefault((change.item_id, change.field), []).append(change)
    labels = {number: file.lead or file.label for number, file in enumerate(files)}

    def settled(change: Change) -> Change:
        others = offers.get((change.item_id, change.field), [])
        if len(others) < 2 or change not in others:
            return change
        differing = [
            other
            for other in others
            if not same_answer(Field(change.field), other.returned, change.returned)
        ]
        if differing:
            said = tuple(f"{labels[each.file]}: {each.returned}" for each in differing)
            return replace(change, state=ChangeState.CONFLICT, take=False, rivals=said)
        if change is not others[0]:
            return replace(change, state=ChangeState.BOTH_SAME, take=False)
        return change

    return [replace(file, changes=tuple(map(settled, file.changes))) for file in files]
