"""Bringing a tracker in: guess how it is read, read it, and make a new plan of it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from plandesk.errors import UsageError
from plandesk.excel.trackers.csv import CsvForm
from plandesk.excel.trackers.grid import TrackerBook
from plandesk.excel.trackers.guess import guess_mapping
from plandesk.excel.trackers.mapping import Mapping, SheetKind
from plandesk.excel.trackers.read import PlanShape, read_tracker
from plandesk.excel.trackers.recipe import Recipe, load_recipe, read_recipe
from plandesk.excel.trackers.recipe import write_recipe as recipe_text
from plandesk.excel.trackers.report import TrackerReading
from plandesk.excel.trackers.told import apply_told, recipe_notes
from plandesk.excel.trackers.words import Field, PeriodSaid, heading_words, read_period
from plandesk.excel.worker import in_worker
from plandesk.models.plan import Plan
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.presets import load_preset, preset_names

Step = Callable[[int, int, str], None]
RECIPES = "tracker_recipes"
_FIRST = "improvement-plan"
_READER = "plandesk.excel.trackers.book:open_tracker_file"


@dataclass(frozen=True, slots=True)
class TrackerGuess:
    """A tracker with how it would be read; a wizard replaces ``mapping`` or ``shape``."""

    book: TrackerBook
    mapping: Mapping
    shape: PlanShape

    def recipe(self) -> str:
        """Return the mapping as the text of a recipe."""
        notes = recipe_notes(self.book, self.shape.scale, self.mapping)
        return recipe_text(self.mapping, self.shape.preset, notes)

    def only(self, sheets: Iterable[str]) -> TrackerGuess:
        """Return this guess for the named sheets alone; raises UsageError for an unknown name."""
        wanted = tuple(sheets)
        known = [each.name for each in self.mapping.sheets]
        for name in wanted:
            if name not in known:
                listed = ", ".join(f"“{each}”" for each in known)
                raise UsageError(f"“{self.book.name}” has no sheet “{name}”.", f"It has {listed}.")
        return replace(self, mapping=self.mapping.only(wanted))


def shape_of_preset(name: str) -> PlanShape:
    """Return the words, scale and outcomes of a preset; raises UsageError for an unknown one."""
    preset = load_preset(name)
    return PlanShape(
        preset.name, preset.level_names, preset.scale, preset.outcomes, preset.settings()
    )


@dataclass(frozen=True, slots=True)
class Recipes:
    """What may say how to read a tracker: a file that is obeyed, else texts kept in the plan."""

    file: Path | None = None
    kept: tuple[str, ...] = ()


def guess_tracker(
    path: Path,
    *,
    recipes: Recipes | None = None,
    shape: PlanShape | None = None,
    form: CsvForm | None = None,
    step: Step | None = None,
) -> TrackerGuess:
    """Open a workbook or CSV file and guess how to read it.

    A recipe kept in the plan is used when it has the shape of this file. ``shape`` is that of the
    plan it goes into; without it the preset is guessed. ``form`` says how a CSV
    file is written, before what a recipe says.
    Raises UserError that names the file when it cannot be read.
    """
    recipes = recipes or Recipes()
    told = load_recipe(recipes.file) if recipes.file is not None else None
    form = form or (told.form if told is not None else None)
    book: TrackerBook = in_worker(_READER, path, form, step=step)
    if told is not None and told.preset in preset_names() and shape is None:
        shape = shape_of_preset(told.preset)
    guess = _guess(book, shape, step)
    if told is not None:
        return _told(guess, told, str(recipes.file))
    for text in recipes.kept:
        kept = _kept_recipe(text)
        if kept is not None and kept.fingerprint == guess.mapping.fingerprint:
            return _told(guess, kept, "kept in the plan")
    return guess


def _told(guess: TrackerGuess, recipe: Recipe, source: str) -> TrackerGuess:
    mapping = apply_told(guess.book, guess.shape.scale, guess.mapping, recipe, source)
    return replace(guess, mapping=mapping)


def _kept_recipe(text: str) -> Recipe | None:
    try:
        return read_recipe(text)
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError):
        return None  # kept by a later PlanDesk: guess afresh


def _guess(book: TrackerBook, shape: PlanShape | None, step: Step | None) -> TrackerGuess:
    if shape is not None:
        return TrackerGuess(book, guess_mapping(book, shape.scale, step), shape)
    first = shape_of_preset(_FIRST)
    best = TrackerGuess(book, guess_mapping(book, first.scale, step), first)
    preset = _likely_preset(best.mapping)
    named = shape_of_preset(preset)
    rated = _is_rated(best)
    if preset != _FIRST and rated:
        own = TrackerGuess(book, guess_mapping(book, named.scale, step), named)
        if not _unread(own):
            return own
    if not _unread(best):
        # The scale is the one that its ratings are in; without ratings, the preset's own.
        return replace(best, shape=named if not rated else replace(named, scale=first.scale))
    for name in preset_names():
        other = shape_of_preset(name)
        guess = TrackerGuess(book, guess_mapping(book, other.scale), other)
        if _is_rated(guess) and _unread(guess) < _unread(best):
            best = guess
    if preset != _FIRST:
        return replace(best, shape=replace(named, scale=best.shape.scale))
    return best


def _likely_preset(mapping: Mapping) -> str:
    """Return the kind of plan that the sheets and headings look like."""
    used = [each for each in mapping.sheets if each.use]
    if any(each.kind is SheetKind.SERVICE for each in used):
        return "service-plan"
    outcomes = {
        heading_words(column.heading) in {"outcome", "outcomes"}
        for each in used
        for column in each.of(Field.PROJECT)
    }
    return "organisational-plan" if True in outcomes else _FIRST


def _is_rated(guess: TrackerGuess) -> bool:
    return bool(guess.mapping.texts or guess.mapping.fills)


def _unread(guess: TrackerGuess) -> int:
    """Return how many ratings this scale does not have: a word's likely meaning is no such."""
    texts = sum(each.count for each in guess.mapping.texts if not each.sure)
    unmet = (each for each in guess.mapping.fills if each.code is None and not each.sure)
    return texts + sum(each.count for each in unmet)


def read_guess(
    guess: TrackerGuess, period: str | None = None, step: Step | None = None
) -> TrackerReading:
    """Read a tracker as guessed; ``period`` chooses which period its ratings go to.

    A label that the tracker names takes that period's ratings alone; another label is given to
    the latest ratings.
    """
    mapping = guess.mapping if period is None else _for_period(guess.mapping, period)
    return read_tracker(guess.book, mapping, guess.shape, step)


def _for_period(mapping: Mapping, label: str) -> Mapping:
    wanted = " ".join(label.split())
    said = read_period(wanted)
    known = {each.label.casefold(): each for each in mapping.periods}
    chosen = known.get(wanted.casefold()) or (known.get(said.label.casefold()) if said else None)
    if not mapping.periods:
        return mapping
    old = chosen or mapping.periods[-1]
    new = chosen or PeriodSaid(wanted, said.as_at if said else old.as_at)
    sheets = tuple(
        replace(
            how,
            columns=tuple(
                replace(each, period=new.label)
                if each.period == old.label
                else replace(each, field=Field.LEFT_OUT, period="")
                if each.period
                else each
                for each in how.columns
            ),
        )
        for how in mapping.sheets
    )
    return replace(mapping, sheets=sheets, periods=(new,))


def new_from_tracker(path: Path, reading: TrackerReading, recipe: str, source: str) -> None:
    """Make a plan file of a tracker's reading; leaves no file behind when it fails.

    Raises UsageError when the file exists.
    """
    with Document.create(path) as document:
        document.run(add_tracker(reading, recipe, source), source=source)


def add_tracker(reading: TrackerReading, recipe: str, source: str) -> AddContent:
    """Return the op that adds a tracker's reading to a file as a plan of its own."""
    kept = {RECIPES: {reading.mapping.fingerprint: recipe}}
    content = replace(reading.content, settings={**reading.content.settings, **kept})
    return AddContent(content, title=f"Bring in {source}")


def kept_recipes(document: Document) -> tuple[str, ...]:
    """Return the texts of the recipes that the file's plans keep."""
    with document.read() as session:
        settings = list(session.scalars(select(Plan.settings).order_by(Plan.id)))
    return tuple(str(text) for each in settings for text in dict(each.get(RECIPES, {})).values())
