"""What an import would do, as frozen rows for a screen, a command or a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from plandesk.excel.returns.schema import Field, Finding, Locked, Severity
from plandesk.models.types import Scale

TAKEN_ON_PURPOSE = frozenset({Locked.TITLE.value, Locked.LEAD.value, Locked.DUE.value})


class ChangeState(StrEnum):
    """How an answer compares: as issued, in the plan now, and as returned."""

    NEW = "new"
    SAME = "same"
    BOTH_SAME = "both-same"
    CONFLICT = "conflict"
    LOCKED = "locked"

    @property
    def words(self) -> str:
        """The state as the window, the command and a report say it."""
        return {"new": "new value", "both-same": "both same"}.get(self.value, self.value)


class Outcome(StrEnum):
    """What can be done with a file: all, all with a look, some rows, nothing."""

    ACCEPT = "accept"
    WARN = "warn"
    ROWS = "rows"
    REJECT = "reject"

    @property
    def words(self) -> str:
        """What can be done with it, for a list of files."""
        return {
            "accept": "ready",
            "warn": "to check",
            "rows": "to fix",
            "reject": "not imported",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer of one file; ratings are codes of the scale.

    ``held``: a warning must be accepted with a reason before it is taken. ``blocked``: an error
    keeps its row out. ``rivals`` says what other files of the same import answer instead.
    ``asked`` is a question about it that is still open, ``reason`` why this one answer is taken
    all the same.
    """

    file: int
    key: str
    item_id: int
    ref: str
    title: str
    field: str
    issued: str
    now: str
    returned: str
    state: ChangeState
    cell: str
    take: bool = False
    held: bool = False
    blocked: bool = False
    rivals: tuple[str, ...] = ()
    asked: str = ""
    reason: str = ""

    @property
    def is_offered(self) -> bool:
        """Tell whether there is something to take or to settle."""
        return self.state in {ChangeState.NEW, ChangeState.CONFLICT}

    @property
    def can_take(self) -> bool:
        """Tell whether it can be taken: a changed locked cell only on purpose, by its name."""
        if self.state is ChangeState.LOCKED:
            return self.field in TAKEN_ON_PURPOSE
        return self.is_offered and not self.blocked

    @property
    def name(self) -> str:
        """The change as a command names it: "A2.3.rating"."""
        return f"{self.ref}.{self.field}"


@dataclass(frozen=True, slots=True)
class Guess:
    """An action that an unmatched row may be, with how alike the words are (0 to 100)."""

    key: str
    ref: str
    title: str
    score: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row that has no known key; ``guesses`` has the best match and its runner-up."""

    row: int
    text: str
    key_text: str
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that cannot be read, and so is no change: its cell can still be asked about."""

    key: str
    item_id: int
    field: str
    name: str
    cell: str
    found: str


@dataclass(frozen=True, slots=True)
class FilePreview:
    """One file: what it is, what is wrong with it, and what it would change.

    ``sheet`` is the sheet that was read. ``covers`` names the returns of the register that a
    combined return answers whole; it is empty for a single one.
    """

    path: Path
    label: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    missing: tuple[str, ...] = ()
    fingerprint: str = ""
    reference: str = ""
    lead: str = ""
    period_id: int = 0
    answered: int = 0
    rows: int = 0
    is_repeat: bool = False
    sheet: str = ""
    covers: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block something."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The answers with an error that stand in rows of which something was read."""
        items = {change.key: change for change in self.changes}
        read = {(change.key, change.field) for change in self.changes}
        return tuple(
            Unread(
                each.key,
                items[each.key].item_id,
                each.field,
                f"{items[each.key].ref}.{each.field}",
                each.cell,
                each.found,
            )
            for each in self.errors
            if each.field and each.key in items and (each.key, each.field) not in read
        )


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Everything an import of several files would do; nothing of it has happened yet."""

    files: tuple[FilePreview, ...]
    scale: Scale
    period_id: int = 0
    period: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all files."""
        return tuple(change for file in self.files for change in file.changes)

    def shown(self, change_field: str, value: str) -> str:
        """Return a value as people read it: a rating by its word."""
        rating = self.scale.by_code(value) if change_field == Field.RATING.value else None
        return rating.word if rating else value


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody decided about earlier findings: row matches and values put right.

    ``matches`` maps (file label, row number) to a key; ``fixes`` maps (file label, key, field) to
    a value, such as the rating of "Use Amber". ``password`` opens files that have one.
    """

    matches: Mapping[tuple[str, int], str] = field(default_factory=dict[tuple[str, int], str])
    fixes: Mapping[tuple[str, str, str], str] = field(
        default_factory=dict[tuple[str, str, str], str]
    )
    password: str = field(default="", repr=False)
