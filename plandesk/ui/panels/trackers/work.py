"""The tracker that is being brought in: what was chosen so far, and the long work on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from plandesk.excel.trackers.csv import CsvForm
from plandesk.excel.trackers.guess import guess_mapping
from plandesk.excel.trackers.recipe import load_recipe
from plandesk.excel.trackers.report import TrackerReading
from plandesk.excel.trackers.rows import ReadRow
from plandesk.excel.trackers.words import PeriodSaid
from plandesk.models.collector import many_small_things, set_aside, take_back
from plandesk.services.trackers.account import TrackerAccount
from plandesk.services.trackers.bringing_in import apply_preview, shape_of_plan
from plandesk.services.trackers.choices import (
    into_periods,
    remembered,
    row_kinds,
    seen_again,
    told_by,
    with_title,
)
from plandesk.services.trackers.match import TrackerPreview, preview_tracker
from plandesk.services.trackers.reading import (
    TrackerGuess,
    add_tracker,
    guess_tracker,
    kept_recipes,
    new_from_tracker,
    read_guess,
    shape_of_preset,
)
from plandesk.ui.jobs import Job
from plandesk.ui.page_work import PageWork

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.ui.pages import PageHost


class Stage(IntEnum):
    """The steps in their order."""

    FILE = 0
    SHEETS = 1
    COLUMNS = 2
    VALUES = 3
    MATCH = 4
    PREVIEW = 5


class Target(StrEnum):
    """Where a tracker goes."""

    THIS = "the plan that is open"
    ANOTHER = "a further plan in the open file"
    NEW_FILE = "a plan of its own in a new file"


@dataclass(frozen=True, slots=True)
class Opened:
    """A tracker opened: as guessed, and as the answers of last time say, where there are some."""

    plain: TrackerGuess
    told: TrackerGuess | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A guess with its values counted, read, and set against the plan, as far as needed."""

    guess: TrackerGuess
    reading: TrackerReading | None = None
    preview: TrackerPreview | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in; ``path`` is its own new file, ``further`` says a plan beside others."""

    account: TrackerAccount
    path: Path | None = None
    further: bool = False


class TrackerWork(QObject):
    """Holds the answers; each correction makes a new guess, and what followed is read anew."""

    changed = Signal()
    opened = Signal()
    brought = Signal(object)

    def __init__(self, host: PageHost, parent: QObject) -> None:
        super().__init__(parent)
        self.host = host
        self.jobs = PageWork(host, self)
        self.jobs.changed.connect(self.changed)
        self.forget()

    def forget(self) -> None:
        """Start with nothing chosen."""
        take_back()
        able = self.host.bridge.can_change and self.host.state.plan is not None
        self.target = Target.THIS if able else Target.NEW_FILE
        self.path: Path | None = None
        self.plain: TrackerGuess | None = None
        self.told: TrackerGuess | None = None
        self.guess: TrackerGuess | None = None
        self._drop_readings()

    def _drop_readings(self) -> None:
        self._counted: TrackerGuess | None = None
        self._read: TrackerGuess | None = None
        self.reading: TrackerReading | None = None
        self.preview: TrackerPreview | None = None
        self.chosen: dict[str, int | None] = {}
        self.left_out: frozenset[str] = frozenset()

    @property
    def busy(self) -> bool:
        """Tell whether long work is under way."""
        return self.jobs.busy

    @property
    def plan_id(self) -> int | None:
        """The plan that the tracker goes into; None for one of its own."""
        plan = self.host.state.plan
        return plan.id if self.target is Target.THIS and plan is not None else None

    @property
    def plan_title(self) -> str:
        """What the plan is or will be called."""
        plan = self.host.state.plan
        if self.plan_id is not None and plan is not None:
            return plan.title
        return self.guess.mapping.title if self.guess else ""

    @property
    def needs_match(self) -> bool:
        """Tell whether there are rows in the plan that the tracker's rows may be."""
        if self.plan_id is None:
            return False
        shown = self.shown
        if shown is None:
            return True
        return bool(shown.missing) or any(row.match is not None for row in shown.rows)

    @property
    def shown(self) -> TrackerPreview | None:
        """The preview without the rows that were left out."""
        return self.preview.leave_out(self.left_out) if self.preview else None

    @property
    def account(self) -> TrackerAccount | None:
        """What the import would do, for the last step and the report."""
        if self.reading is None or self.guess is None:
            return None
        return TrackerAccount(self.guess.book.name, self.plan_title, self.reading, self.shown)

    # --- opening -----------------------------------------------------------------------------

    def open(self, path: Path, form: CsvForm | None = None) -> None:
        """Read a workbook or CSV file and guess how it is made; ``form`` is told of a CSV."""
        document, plan_id = self.host.bridge.document, self.plan_id

        def work(job: Job) -> Opened:
            shape = shape_of_plan(document, plan_id) if document and plan_id is not None else None
            with many_small_things():
                plain = guess_tracker(path, shape=shape, form=form, step=job.step)
                opened = Opened(plain, _told(document, plain))
                set_aside()
            return opened

        title = self.tr("Reading %1").replace("%1", path.name)
        self.jobs.run(title, work, self._take_opened)

    def aim(self, target: Target) -> None:
        """Choose where the tracker goes; it is guessed anew, as plans have scales of their own."""
        if target is self.target:
            return
        self.target = target
        if self.path is not None:
            self.open(self.path, self._said_form)
        self.changed.emit()

    @property
    def _said_form(self) -> CsvForm | None:
        return self.plain.book.form if self.plain is not None else None

    def use_form(self, form: CsvForm) -> None:
        """Read the CSV file as it was said to be written."""
        if self.path is not None and form != self._said_form:
            self.open(self.path, form)

    def choose_kind(self, preset: str) -> None:
        """Choose the kind of plan that is made of the tracker."""
        guess, document = self.plain, self.host.bridge.document
        if guess is None or guess.shape.preset == preset:
            return

        def work(job: Job) -> Opened:
            shape = shape_of_preset(preset)
            mapping = guess_mapping(guess.book, shape.scale, job.step)
            plain = TrackerGuess(guess.book, mapping, shape)
            return Opened(plain, _told(document, plain))

        self.jobs.run(self.tr("Reading it as another kind of plan"), work, self._take_opened)

    def _take_opened(self, opened: Opened) -> None:
        self.path = opened.plain.book.path
        self.plain, self.told = self._dated(opened.plain), opened.told and self._dated(opened.told)
        self.guess = self.told or self.plain
        self._drop_readings()
        self._counted = self.guess
        self.opened.emit()
        self.changed.emit()

    def _dated(self, guess: TrackerGuess) -> TrackerGuess:
        """Let ratings of no named period go to the periods of the plan they come into."""
        if self.plan_id is None:
            return guess
        known = [PeriodSaid(each.label, each.as_at) for each in self.host.state.periods]
        return into_periods(guess, sorted(known, key=lambda each: each.as_at))

    def use_told(self, *, on: bool) -> None:
        """Use the answers of last time, or the guesses alone."""
        self.guess = self.told if on and self.told is not None else self.plain
        self._drop_readings()
        self.changed.emit()

    def use_recipe(self, path: Path) -> None:
        """Read the tracker as a recipe file says."""
        plain = self.plain
        if plain is None:
            return

        def work(_job: Job) -> Opened:
            return Opened(plain, told_by(plain, load_recipe(path), str(path)))

        title = self.tr("Reading it as %1 says").replace("%1", path.name)
        self.jobs.run(title, work, self._take_opened)

    # --- correcting --------------------------------------------------------------------------

    def correct(self, guess: TrackerGuess) -> None:
        """Take a corrected guess."""
        self.guess = guess
        self.changed.emit()

    def correct_value(self, guess: TrackerGuess) -> None:
        """Take a guess in which only what values mean has changed."""
        self._counted = guess
        self.correct(guess)

    def rename(self, title: str) -> None:
        """Give the plan that is made of the tracker another title."""
        if self.guess is not None and title.strip() and title != self.guess.mapping.title:
            counted = self._counted is self.guess
            self.guess = with_title(self.guess, title.strip())
            self._counted = self.guess if counted else None
            self.changed.emit()

    def match(self, chosen: dict[str, int | None], left_out: frozenset[str]) -> None:
        """Take other matches, and set the tracker against the plan anew."""
        self.chosen, self.left_out = chosen, left_out
        reading, document, plan_id = self.reading, self.host.bridge.document, self.plan_id
        if reading is None or document is None or plan_id is None:
            return

        def work(job: Job) -> TrackerPreview:
            return preview_tracker(document, reading, plan_id, chosen, job.step)

        self.jobs.run(self.tr("Matching rows"), work, self._take_preview)

    def _take_preview(self, preview: TrackerPreview) -> None:
        self.preview = preview
        self.changed.emit()

    # --- going on ----------------------------------------------------------------------------

    def plan_moved(self) -> None:
        """Note that the plan has changed: what was set against it no longer counts."""
        self._read = None

    def prepare(self, stage: Stage, done: Callable[[], None]) -> None:
        """Do what a step needs before it is shown, then call ``done``."""
        guess, document, plan_id = self.guess, self.host.bridge.document, self.plan_id
        if guess is None:
            return
        count = stage >= Stage.VALUES and self._counted is not guess
        read = stage >= Stage.MATCH and (count or self._read is not guess)
        if not count and not read:
            done()
            return
        chosen, words = dict(self.chosen), self.tr("Reading the rows")

        def work(job: Job) -> Prepared:
            job.step(0, 0, words)
            counted = seen_again(guess) if count else guess
            if not read:
                return Prepared(counted)
            reading = read_guess(counted, step=job.step)
            if document is None or plan_id is None:
                return Prepared(counted, reading)
            known = {each.key for each in reading.content.items}
            mine = {key: value for key, value in chosen.items() if key in known}
            preview = preview_tracker(document, reading, plan_id, mine, job.step)
            return Prepared(counted, reading, preview)

        def take(found: Prepared) -> None:
            if self.guess is not guess:
                return  # corrected meanwhile: what was read no longer counts
            self.guess = self._counted = found.guess
            if found.reading is not None:
                self._read, self.reading, self.preview = found.guess, found.reading, found.preview
            self.changed.emit()
            done()

        self.jobs.run(words, work, take)

    def look_at(self, name: str, take: Callable[[dict[int, ReadRow]], None]) -> None:
        """Find out what each row of a large sheet is taken for, beside the window."""
        guess = self.guess
        if guess is None:
            return

        def done(found: dict[int, ReadRow]) -> None:
            if self.guess is guess:
                take(found)

        title = self.tr("Reading %1").replace("%1", name)
        self.jobs.run(title, lambda _job: row_kinds(guess, name), done)

    def bring_in(self, path: Path | None) -> None:
        """Bring the tracker in as one step; ``path`` is the file of a plan of its own."""
        account, guess, preview = self.account, self.guess, self.shown
        document = self.host.bridge.document
        if account is None or guess is None:
            return

        title = self.tr("Bringing in %1").replace("%1", guess.book.name)

        def work(job: Job) -> Brought:
            job.step(0, 0, title)
            if path is not None:
                new_from_tracker(path, account.reading, guess.recipe(), guess.book.name)
            elif document is not None and preview is not None:
                apply_preview(document, preview, guess)
            elif document is not None:
                document.backup("before bringing in a tracker")
                op = add_tracker(account.reading, guess.recipe(), guess.book.name)
                document.run(op, source=guess.book.name)
            return Brought(account, path, further=path is None and preview is None)

        self.jobs.run(title, work, self.brought.emit)


def _told(document: Document | None, plain: TrackerGuess) -> TrackerGuess | None:
    return remembered(plain, kept_recipes(document)) if document else None
