"""An import's preview as lines for a screen: by project, with what is wrong beside each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from plandesk.excel.returns.schema import Answers, Field, Finding, Severity
from plandesk.models.types import Level
from plandesk.services.queries.plan_tree import PlanRow, plan_rows
from plandesk.services.queries.returns import (
    ItemNow,
    issued_returns,
    items_now,
    rows_as_issued,
)
from plandesk.services.returns.preview import (
    TAKEN_ON_PURPOSE,
    Change,
    ChangeState,
    FilePreview,
    ImportPreview,
    Outcome,
    Unmatched,
)

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")


class LineState(StrEnum):
    """What a line of the preview is; WAITING answers stand in a row with a problem elsewhere."""

    NEW = "new"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    WAITING = "waiting"
    UNMATCHED = "unmatched"
    LOCKED = "locked"
    MISSING = "missing"
    BOTH_SAME = "both same"
    SAME = "same"


_OFFERED = frozenset({LineState.NEW, LineState.CONFLICT})


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One answer of one file, or a row of it that is missing or fits no action.

    Ratings are codes of the scale. ``key`` is "row 22" for a row without a PlanDesk key.
    ``take`` is what the preview proposes; ``held`` asks for a reason first; ``asked`` is a
    question about it that is still open.
    """

    file: int
    key: str
    field: str
    state: LineState
    ref: str
    title: str
    item_id: int | None = None
    issued: str = ""
    now: str = ""
    returned: str = ""
    cell: str = ""
    take: bool = False
    held: bool = False
    rivals: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    unmatched: Unmatched | None = None
    asked: str = ""

    @property
    def place(self) -> tuple[int, str, str]:
        """What tells this line from every other of the preview."""
        return (self.file, self.key, self.field)

    @property
    def is_offered(self) -> bool:
        """Tell whether it is an answer to take or to settle."""
        return self.state in _OFFERED

    @property
    def can_take(self) -> bool:
        """Tell whether it can be ticked; a locked cell only on purpose."""
        if self.state is LineState.LOCKED:
            return self.field in TAKEN_ON_PURPOSE
        return self.state in _OFFERED


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The lines of one project; ``id`` is 0 for rows that fit no action."""

    id: int
    ref: str
    title: str
    lines: tuple[ImportLine, ...]


def import_lines(session: Session, preview: ImportPreview) -> tuple[LineGroup, ...]:
    """Return the preview's lines by project, in the order of the plan; unmatched rows last."""
    return _Lines(session, preview).groups()


class _Lines:
    """Builds the lines; what they share is read once."""

    def __init__(self, session: Session, preview: ImportPreview) -> None:
        self._session = session
        self._preview = preview
        period = preview.period_id or None
        rows = plan_rows(session, period)
        self._rows = {row.id: row for row in rows}
        self._place = {item: at for at, item in enumerate(_in_order(rows))}
        self._items: dict[str, ItemNow] = {}
        for plan_id in {row.plan_id for row in rows} if period else ():
            self._items.update(items_now(session, plan_id, preview.period_id))
        self._by_ref = {row.ref: row for row in rows if row.level is Level.ACTION and row.ref}

    def groups(self) -> tuple[LineGroup, ...]:
        found: dict[int, list[ImportLine]] = {}
        for number, file in enumerate(self._preview.files):
            if file.outcome is not Outcome.REJECT:
                for line in self._of_file(number, file):
                    found.setdefault(self._project(line), []).append(line)
        end = len(self._place)
        order = sorted(found, key=lambda item: self._place.get(item, end))
        return tuple(self._group(item, found[item]) for item in order)

    def _group(self, item: int, lines: list[ImportLine]) -> LineGroup:
        end, fields = len(self._place), [each.value for each in Field]
        lines.sort(
            key=lambda line: (
                self._place.get(line.item_id or 0, end),
                line.key,
                fields.index(line.field) if line.field in fields else len(fields),
                line.file,
            )
        )
        row = self._rows.get(item)
        return LineGroup(item, row.ref if row else "", row.title if row else "", tuple(lines))

    def _project(self, line: ImportLine) -> int:
        row = self._rows.get(line.item_id or 0)
        return (row.parent_id or 0) if row else 0

    def _of_file(self, number: int, file: FilePreview) -> Iterator[ImportLine]:
        present = {(change.key, change.field) for change in file.changes}
        for change in file.changes:
            yield _line(change, _about(change, file.findings))
        yield from self._problems(number, file, present)
        for row in file.unmatched:
            starts = (f"Row {row.row} ", f"Row {row.row}:")
            own = tuple(each for each in file.findings if each.message.startswith(starts))
            yield ImportLine(
                number, f"row {row.row}", "", LineState.UNMATCHED, "", row.text,
                cell=own[0].cell if own else "", findings=own, unmatched=row,
            )  # fmt: skip
        for ref in file.missing:
            known = self._by_ref.get(ref)
            yield ImportLine(
                number, f"missing {ref}", "", LineState.MISSING, ref,
                known.title if known else ref, known.id if known else None,
            )  # fmt: skip

    def _problems(
        self, number: int, file: FilePreview, present: set[tuple[str, str]]
    ) -> Iterator[ImportLine]:
        """Yield answers that could not be read at all, so that no change stands for them."""
        unread: dict[tuple[str, str], list[Finding]] = {}
        for each in file.errors:
            if each.key in self._items and each.field and (each.key, each.field) not in present:
                unread.setdefault((each.key, each.field), []).append(each)
        issued: Mapping[str, Answers] = self._as_issued(file.reference) if unread else {}
        for (key, name), findings in unread.items():
            now = self._items[key]
            yield ImportLine(
                number, key, name, LineState.PROBLEM, now.ref, now.title, now.id,
                issued=issued.get(key, now.now).get(Field(name)) if name in set(Field) else "",
                now=now.now.get(Field(name)) if name in set(Field) else "",
                returned=findings[0].found,
                cell=findings[0].cell,
                findings=tuple(findings),
            )  # fmt: skip

    def _as_issued(self, reference: str) -> Mapping[str, Answers]:
        known = issued_returns(self._session, self._preview.period_id)
        found = next((each for each in known if each.reference == reference), None)
        if found is None:
            return {}
        rows = rows_as_issued(self._session, (found.id,))[found.id]
        return {key: row.issued for key, row in rows.items()}


def _line(change: Change, findings: tuple[Finding, ...]) -> ImportLine:
    return ImportLine(
        file=change.file,
        key=change.key,
        field=change.field,
        state=_state(change, findings),
        ref=change.ref,
        title=change.title,
        item_id=change.item_id,
        issued=change.issued,
        now=change.now,
        returned=change.returned,
        cell=change.cell,
        take=change.take,
        held=change.held,
        rivals=change.rivals,
        findings=findings,
        asked=change.asked,
    )


def _state(change: Change, findings: Iterable[Finding]) -> LineState:
    if change.state is ChangeState.LOCKED:
        return LineState.LOCKED
    if any(each.severity is Severity.ERROR for each in findings):
        return LineState.PROBLEM
    if change.is_offered:
        if change.blocked:
            return LineState.WAITING
        return LineState.NEW if change.state is ChangeState.NEW else LineState.CONFLICT
    return LineState.BOTH_SAME if change.state is ChangeState.BOTH_SAME else LineState.SAME


def _about(change: Change, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        each
        for each in findings
        if (each.key == change.key and each.field in {"", change.field})
        or (not each.key and change.cell and change.cell in _CELL.findall(each.cell))
    )


def _in_order(rows: Iterable[PlanRow]) -> Iterator[int]:
    """Yield ids as the plan prints them: each row before what is below it."""
    below: dict[int | None, list[PlanRow]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        row = waiting.pop()
        yield row.id
        waiting += reversed(below.get(row.id, []))
