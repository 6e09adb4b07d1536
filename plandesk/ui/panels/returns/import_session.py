"""One import while it is looked at: its files, ticks, matches, fixes and questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from plandesk.models.collector import many_small_things, set_aside, take_back
from plandesk.services.queries.import_lines import ImportLine, LineGroup, LineState
from plandesk.services.returns.preview import Change, ChangeState, Outcome
from plandesk.ui.page_work import PageWork
from plandesk.ui.turns import Turns

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.services.returns.apply import Applied
    from plandesk.services.returns.preview import FilePreview, ImportPreview
    from plandesk.ui.jobs import Job
    from plandesk.ui.pages import PageHost

_OPEN = (LineState.PROBLEM, LineState.WAITING, LineState.UNMATCHED)
Mark = tuple[str, str, str]
Place = tuple[int, str, str]
_Counts = dict[int | None, Counter[LineState]]
_Decisions = tuple["ImportPreview", dict[Place, str], set[Place], set[object]]


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the files gave, and at which step of the plan.

    ``able`` are the lines that can be taken, ``counts`` how many are in each state by file and of
    all: the window would stand still over thousands of lines if it looked for them itself.
    """

    paths: tuple[Path, ...]
    preview: ImportPreview
    groups: tuple[LineGroup, ...]
    commits: int
    lines: list[ImportLine]
    able: list[ImportLine]
    counts: _Counts


class ImportSession(QObject):
    """Keeps what the person decided by file name, key and field, so that it outlives re-reading.

    ``renewed`` tells the lists of a new preview, ``filled`` the page that they can be shown, a turn
    later, ``previewed`` all others, once they are drawn; ``ticked`` a change of ticks or questions,
    ``applied`` how much of how many files was taken and waits.
    """

    renewed = Signal()
    filled = Signal()
    previewed = Signal()
    ticked = Signal()
    applied = Signal(int, int, int)

    def __init__(self, host: PageHost, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._turns = Turns(self)
        self.work = PageWork(host, self)
        self.work.stopped.connect(self._stopped)
        self.paths: list[Path] = []
        self._read: _Read | None = None
        self._forget()

    def _forget(self) -> None:
        self._ticks: dict[Mark, bool] = {}
        self._matches: dict[tuple[str, int], str] = {}
        self._fixes: dict[Mark, str] = {}
        self._questions: dict[Mark, str] = {}
        self._reasons: dict[Mark, str] = {}
        self._left: set[Mark] = set()
        self._kept: set[Mark] = set()
        self._counts: _Counts = {}
        self._chosen: list[ImportLine] | None = None
        self.password = ""  # of locked workbooks, until the import ends

    # --- what is shown -----------------------------------------------------------------------

    @property
    def preview(self) -> ImportPreview | None:
        """The preview, without the ticks; None before the first file."""
        return self._read.preview if self._read else None

    @property
    def files(self) -> Sequence[FilePreview]:
        """The files of the preview."""
        return self._read.preview.files if self._read else ()

    @property
    def groups(self) -> tuple[LineGroup, ...]:
        """The lines by project."""
        return self._read.groups if self._read else ()

    def lines(self) -> list[ImportLine]:
        """Return every line of the preview."""
        return self._read.lines if self._read else []

    def counts(self, file: int | None = None) -> Counter[LineState]:
        """Return how many lines are in each state, of one file or of all, without rows left."""
        if not self._counts and self._read is not None:
            kept = [line for line in self.lines() if not self.is_left(line)] if self._left else None
            self._counts = self._read.counts if kept is None else _counted(kept)
        return self._counts.get(file, Counter())

    @property
    def can_file(self) -> bool:
        """Tell whether at least one file is a return that can be filed, even without a change."""
        return any(file.outcome is not Outcome.REJECT for file in self.files)

    def is_ticked(self, line: ImportLine) -> bool:
        """Tell whether a line will be taken."""
        return line.can_take and self._ticks.get(self._mark(line), line.take)

    def chosen(self) -> list[ImportLine]:
        """Return the lines that will be taken."""
        if self._chosen is None:
            ticks, labels = self._ticks, [file.label for file in self.files]
            self._chosen = [
                line
                for line in self._able()
                if ticks.get((labels[line.file], line.key, line.field), line.take)
            ]
        return self._chosen

    def needs_reason(self) -> bool:
        """Tell whether something ticked has a warning and no reason of its own yet."""
        return any(line.held and not self.reason(line) for line in self.chosen())

    def reason(self, line: ImportLine) -> str:
        """Return why this one line is taken in spite of its warning; empty when nothing is said."""
        return self._reasons.get(self._mark(line), "") if self._reasons else ""

    def question(self, line: ImportLine) -> str:
        """Return what is asked about a line; empty when nothing is."""
        return self._questions.get(self._mark(line), "") if self._questions else ""

    def is_left(self, line: ImportLine) -> bool:
        """Tell whether somebody decided to leave a row that fits no action."""
        return bool(self._left) and self._mark(line) in self._left

    def is_kept(self, line: ImportLine) -> bool:
        """Tell whether the plan's value was chosen over the return's: that is settled then."""
        return bool(self._kept) and line.can_take and self._mark(line) in self._kept

    # --- what is decided; nothing while files are read or taken ------------------------------

    def set_ticks(self, lines: Iterable[ImportLine], *, on: bool) -> None:
        """Take these lines or not; of two rival answers only one can be ticked."""
        if self.work.busy:
            return
        for line in lines:
            if line.can_take:
                self._ticks[self._mark(line)] = on
                self._kept.discard(self._mark(line))
                for rival in _rivals(line, self.lines()) if on else ():
                    self._ticks[self._mark(rival)] = False
        self._tell_ticks()

    def give_reason(self, line: ImportLine, text: str) -> None:
        """Say why this one line is to be taken in spite of its warning."""
        self._reasons[self._mark(line)] = text.strip()
        self._tell_ticks()

    def keep(self, line: ImportLine) -> None:
        """Settle a line for the plan's value, so that the return does not wait for it."""
        if line.can_take and not self.work.busy:
            self._ticks[self._mark(line)] = False
            self._kept.add(self._mark(line))
            self._tell_ticks()

    def ask(self, line: ImportLine, text: str) -> None:
        """Make a question of a line, which is then not taken; an empty text takes it back."""
        said = text.strip()
        if said == self.question(line) or self.work.busy:
            return
        if said:
            self._questions[self._mark(line)] = said
            if line.can_take:
                self._ticks[self._mark(line)] = False
                self._kept.discard(self._mark(line))
        else:
            self._questions.pop(self._mark(line), None)
        self._tell_ticks()

    def fix(self, line: ImportLine, value: str, name: str = "") -> None:
        """Put another value in place of what the file says, and look at the files again.

        ``name`` is another field of the same row, where not the line's own is meant.
        """
        if not self.work.busy:
            label, key, own = self._mark(line)
            self._fixes[label, key, name or own] = value
            self.read()

    def match(self, line: ImportLine, key: str) -> None:
        """Say which action a row without a key is, and look at the files again."""
        if line.unmatched is not None:
            label = self.files[line.file].label
            self._matches[label, line.unmatched.row] = key
            self.read()

    def leave(self, line: ImportLine) -> None:
        """Leave a row that fits no action out of the import."""
        self._left.add(self._mark(line))
        self._counts = {}
        self._tell_ticks()

    # --- files -------------------------------------------------------------------------------

    def add(self, paths: Iterable[Path]) -> None:
        """Add files, folders and zips, and read them all together."""
        known = {path.absolute() for path in self.paths}
        fresh = [path for path in paths if path.absolute() not in known]
        self.paths += fresh
        if fresh or self.paths:
            self.read()

    def remove(self, number: int) -> None:
        """Take a file out of the import, or the whole zip that it came in."""
        if not self.work.busy:
            self.paths = _without(self.paths, self.files, self.files[number])
            self.read()

    def clear(self) -> None:
        """Forget everything; nothing was changed."""
        take_back()
        self.paths, self._read = [], None
        self._forget()
        self.renewed.emit()
        self.previewed.emit()

    def read(self) -> None:
        """Preview the files with what was decided so far; in a job."""
        document = self._host.bridge.document
        if document is None or not self.paths:
            self.clear()
            return
        paths = tuple(self.paths)
        decided = dict(self._matches), dict(self._fixes), self.password

        def work(job: Job) -> _Read:
            return _read_files(document, paths, decided, job)

        def done(read: _Read) -> None:
            if self._host.bridge.document is document:  # else its plan was closed meanwhile
                self._take(read)

        self.work.run(self.tr("Reading the returns"), work, done)

    def read_if_changed(self) -> None:
        """Read again when the plan changed since: a preview must show what is there now."""
        document = self._host.bridge.document
        if self._read is None or document is None or self.work.busy:
            return
        if document.commits != self._read.commits:
            self.read()

    # --- taking it ---------------------------------------------------------------------------

    def with_ticks(self) -> ImportPreview | None:
        """Return the preview as it was decided: ticks, plan values kept, and rows left out."""
        return _decided(*self._decisions()) if self._read is not None else None

    def _decisions(self) -> _Decisions:
        """Return what was decided until now, for whoever puts it into the preview."""
        assert self._read is not None
        return (
            self._read.preview,
            {line.place: self.reason(line) for line in self.chosen()},
            {line.place for line in self.lines() if self.is_kept(line)} if self._kept else set(),
            {(line.file, line.unmatched) for line in self.lines() if self.is_left(line)}
            if self._left
            else set(),
        )

    def receive(self) -> None:
        """File the returns as received: nothing is taken, and everything waits."""
        self._ticks |= {self._mark(line): False for line in self._able()}
        self._chosen = None
        self.apply("")

    def apply(self, reason: str) -> None:
        """Take what is ticked, as one step with a backup first; in a job."""
        document = self._host.bridge.document
        if self._read is None or document is None:
            return
        decisions = self._decisions()
        asked = self.questions_by_place()
        waiting = self._waiting()

        def work(job: Job) -> Applied:
            from plandesk.services.returns.apply import apply_import

            job.step(0, 0, job.title)
            return apply_import(document, _decided(*decisions), reason, asked)

        def done(result: Applied) -> None:
            self.clear()
            # In its own turn: the window has just followed the plan's change, and still draws it.
            self._turns.soon(partial(self.applied.emit, result.taken, result.files, waiting))

        self.work.run(self.tr("Importing the returns"), work, done)

    def questions_by_place(self) -> dict[tuple[int, str, str], str]:
        """Return the questions by file number, key and field."""
        if not self._questions:
            return {}
        return {line.place: self.question(line) for line in self.lines() if self.question(line)}

    # --- parts -------------------------------------------------------------------------------

    def _waiting(self) -> int:
        """Return how much is left to settle once what is ticked is taken."""
        chosen = {id(line) for line in self.chosen()}
        left = (line for line in self._able() if line.is_offered and id(line) not in chosen)
        waiting = sum(not self.is_kept(line) for line in left)
        return waiting + sum(self.counts()[state] for state in _OPEN)

    def _able(self) -> list[ImportLine]:
        return self._read.able if self._read else []

    def _tell_ticks(self) -> None:
        self._chosen = None
        self.ticked.emit()

    def _mark(self, line: ImportLine) -> Mark:
        return (self.files[line.file].label, line.key, line.field)

    def _take(self, read: _Read) -> None:
        self._read = read
        self._counts, self._chosen = {}, None
        self.renewed.emit()
        for tell in (self.filled, self.previewed):  # what each changes is drawn in its own turn
            self._turns.soon(tell.emit)

    @Slot()
    def _stopped(self) -> None:
        self.paths = list(self._read.paths) if self._read else []
        self.renewed.emit()
        self.previewed.emit()


def _read_files(
    document: Document,
    paths: tuple[Path, ...],
    decided: tuple[dict[tuple[str, int], str], dict[Mark, str], str],
    job: Job,
) -> _Read:
    """Preview files with the matches, the fixes and the password that were given until now."""
    from plandesk.services.queries.import_lines import import_lines
    from plandesk.services.returns.incoming import preview_returns
    from plandesk.services.returns.preview import Choices

    commits = document.commits
    matches, fixes, password = decided
    with many_small_things():
        choices = Choices(matches, fixes, password=password)
        preview = preview_returns(document, paths, job.step, choices)
        with document.read() as session:
            groups = import_lines(session, preview)
        lines = [line for group in groups for line in group.lines]
        able, counts = [line for line in lines if line.can_take], _counted(lines)
        set_aside()
    return _Read(paths, preview, groups, commits, lines, able, counts)


def _counted(lines: Iterable[ImportLine]) -> _Counts:
    """Count the lines in each state, those of each file and, under None, of all."""
    found: _Counts = {None: Counter()}
    for (file, state), count in Counter((line.file, line.state) for line in lines).items():
        found.setdefault(file, Counter())[state] = count
        found[None][state] += count
    return found


def _decided(
    preview: ImportPreview, chosen: Mapping[Place, str], kept: Set[Place], left: Set[object]
) -> ImportPreview:
    """Put ticks and reasons into a preview, and leave rows out."""

    def decided(change: Change) -> Change:
        place = (change.file, change.key, change.field)
        # What the officer keeps is settled: for the receipt it is as if the return agreed.
        state = ChangeState.BOTH_SAME if place in kept else change.state
        why, take = chosen.get(place, "") if change.held else "", place in chosen
        if (take, state, why) == (change.take, change.state, change.reason):
            return change
        return replace(change, take=take, state=state, reason=why)

    files = tuple(
        replace(
            file,
            changes=tuple(map(decided, file.changes)),
            unmatched=tuple(row for row in file.unmatched if (number, row) not in left),
        )
        for number, file in enumerate(preview.files)
    )
    return replace(preview, files=files)


def _rivals(line: ImportLine, lines: Iterable[ImportLine]) -> list[ImportLine]:
    """Return the other answers to the question of a line."""
    if not line.rivals:
        return []
    asked = (line.item_id, line.field)
    return [
        other
        for other in lines
        if (other.item_id, other.field) == asked and other.place != line.place
    ]


def _without(paths: Sequence[Path], files: Sequence[FilePreview], gone: FilePreview) -> list[Path]:
    """Return what is left to read without one file, or without the zip that it came in."""
    if gone.path in paths:
        return [path for path in paths if path != gone.path]
    if gone.path.is_file():  # it came with its folder: keep the other files of that
        folder = gone.path.parent
        others = [each.path for each in files if each.path.parent == folder]
        kept = [path for path in paths if path != folder]
        return kept + [path for path in others if path != gone.path]
    archive = gone.label.split(": ", 1)[0]
    return [path for path in paths if path.name != archive]
