"""Bringing a tracker into a file: as a new plan, or into the plan that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plandesk.errors import UserError
from plandesk.excel.trackers.csv import CsvForm
from plandesk.excel.trackers.read import PlanShape
from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.content import OutcomeOption
from plandesk.models.plan import Plan
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.tracker import ImportTracker, ItemChange, NewRow
from plandesk.services.trackers.match import How, TrackerPreview, find_plan, preview_tracker
from plandesk.services.trackers.reading import (
    Recipes,
    TrackerGuess,
    add_tracker,
    guess_tracker,
    kept_recipes,
    new_from_tracker,
    read_guess,
)

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TrackerJob:
    """What to bring in: the book, the file it goes to, and what the officer chose.

    ``recipe`` is a recipe file; ``sheets`` the sheets to read (none: all that list something).
    ``period`` is the period that the ratings go to; ``form`` how a CSV file is written.
    """

    book: Path
    file: Path
    recipe: Path | None = None
    sheets: tuple[str, ...] = ()
    period: str | None = None
    form: CsvForm | None = None


@dataclass(frozen=True, slots=True)
class TrackerResult:
    """What was, or would be, brought in.

    ``created`` and ``updated`` count rows by level; ``preview`` is there when the tracker goes
    into a plan that existed.
    """

    guess: TrackerGuess
    reading: TrackerReading
    created: dict[Level, int]
    updated: dict[Level, int]
    rated: int
    preview: TrackerPreview | None = None


def shape_of_plan(document: Document, plan_id: int) -> PlanShape:
    """Return the words, scale and outcomes of a plan of the file."""
    with document.read() as session:
        plan = session.get_one(Plan, plan_id)
        first, second, third, fourth = (str(name) for name in plan.level_names)
        outcomes = tuple(
            OutcomeOption(each.code, each.word, each.closes, each.needs_target)
            for each in plan.outcomes
        )
        names = (first, second, third, fourth)
        return PlanShape(plan.preset, names, plan.scale, outcomes, dict(plan.settings))


def bring_in(job: TrackerJob, *, dry_run: bool = False, step: Step | None = None) -> TrackerResult:
    """Bring a tracker into a file as one step; makes the file when it is not there.

    With ``dry_run`` nothing is written. Raises UserError when the tracker cannot be read.
    """
    if not job.file.exists():
        guess, reading = read_for(job, None, step)
        if not dry_run:
            new_from_tracker(job.file, reading, guess.recipe(), job.book.name)
        return as_new_plan(guess, reading)
    with Document.open(job.file, read_only=dry_run) as document:
        guess, reading = read_for(job, document, step)
        with document.read() as session:
            plan_id = find_plan(session, reading.content)
        if plan_id is None:
            if not dry_run:
                op = add_tracker(reading, guess.recipe(), job.book.name)
                document.run(op, source=job.book.name)
            return as_new_plan(guess, reading)
        preview = preview_tracker(document, reading, plan_id, step=step)
        _require_open(job, preview)
        if not dry_run:
            apply_preview(document, preview, guess)
        return _of_preview(guess, preview)


def _require_open(job: TrackerJob, preview: TrackerPreview) -> None:
    """Refuse a period that was asked for by name and is closed: nothing else was meant."""
    if job.period is not None and preview.locked:
        raise UserError(
            f"{preview.locked[0]} is closed, so its ratings cannot come in.",
            f"Reopen {preview.locked[0]}, or choose another period.",
        )


def read_for(
    job: TrackerJob, document: Document | None, step: Step | None = None
) -> tuple[TrackerGuess, TrackerReading]:
    """Read a tracker for a file: with the recipes it keeps and the scale of the plan it fits."""
    known = kept_recipes(document) if document else ()
    guess = _guess(job, known, None, step)
    reading = read_guess(guess, job.period, step)
    if document is None:
        return guess, reading
    with document.read() as session:
        plan_id = find_plan(session, reading.content)
    if plan_id is None:
        return guess, reading
    shape = shape_of_plan(document, plan_id)
    if (shape.scale, shape.outcomes) == (guess.shape.scale, guess.shape.outcomes):
        return guess, reading
    guess = _guess(job, known, shape, step)
    return guess, read_guess(guess, job.period, step)


def _guess(
    job: TrackerJob, known: tuple[str, ...], shape: PlanShape | None, step: Step | None
) -> TrackerGuess:
    recipes = Recipes(job.recipe, known)
    guess = guess_tracker(job.book, recipes=recipes, shape=shape, form=job.form, step=step)
    return guess.only(job.sheets) if job.sheets else guess


def as_new_plan(guess: TrackerGuess, reading: TrackerReading) -> TrackerResult:
    """Return the result of making a plan of its own from a tracker."""
    created = dict.fromkeys(Level, 0)
    rated = 0
    for item in reading.content.items:
        created[item.level] += 1
        rated += sum(update.rating is not None for update in item.updates)
    return TrackerResult(guess, reading, created, dict.fromkeys(Level, 0), rated)


def _of_preview(guess: TrackerGuess, preview: TrackerPreview) -> TrackerResult:
    changed = preview.counts(How.REF)
    new = {row.key for row in preview.rows if row.how is How.NEW}
    rated = sum(c.field == "rating" for row in preview.rows for c in row.changes)
    rated += sum(
        update.rating is not None
        for item in preview.reading.content.items
        if item.key in new
        for update in item.updates
        if update.period not in preview.locked
    )
    return TrackerResult(guess, preview.reading, preview.counts(), changed, rated, preview)


def apply_preview(document: Document, preview: TrackerPreview, guess: TrackerGuess) -> bool:
    """Bring in what a preview shows, as one step that undo takes back; tells whether it changed.

    Raises PlanChanged when the plan changed since the preview.
    """
    op = import_op(preview, guess)
    return bool(document.run(op, source=guess.book.name).rows)


def import_op(preview: TrackerPreview, guess: TrackerGuess) -> ImportTracker:
    """Return the op that does what a preview shows."""
    content = preview.reading.content
    items = {item.key: item for item in content.items}
    where: dict[str, str | int] = {}
    added: list[NewRow] = []
    changes: list[ItemChange] = []
    for row in preview.rows:
        item = items[row.key]
        if row.match is not None:
            where[row.key] = row.match.item_id
            changes += [
                ItemChange(row.match.item_id, c.field, c.before, c.after, c.period, item.outcome)
                for c in row.changes
            ]
        elif row.how is How.NEW and (not item.parent or item.parent in where):
            where[row.key] = row.key
            added.append(NewRow(item, where[item.parent] if item.parent else None))
    links = tuple(
        (where[each.source], each.kind, where[each.target])
        for each in content.links
        if each.source in where and each.target in where
    )
    return ImportTracker(
        preview.plan_id,
        guess.book.name,
        content.periods,
        tuple(added),
        tuple(changes),
        links,
        (guess.mapping.fingerprint, guess.recipe()),
    )
