"""A tracker read into a plan: each row becomes an item, part of one, or a line of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from plandesk.errors import UserError
from plandesk.excel.trackers.grid import GridSheet, TrackerBook, plain
from plandesk.excel.trackers.guess import used_sheets
from plandesk.excel.trackers.items import ItemReader
from plandesk.excel.trackers.mapping import Mapping, RowKind, SheetKind, SheetMapping
from plandesk.excel.trackers.names import kind_of
from plandesk.excel.trackers.outcomes import outcome_codes, read_outcome
from plandesk.excel.trackers.report import Doubt, SummaryFigures, TrackerReading
from plandesk.excel.trackers.rows import ReadRow, read_rows
from plandesk.excel.trackers.summary import check_summaries, read_summary
from plandesk.excel.trackers.tree import Draft, Tree
from plandesk.excel.trackers.words import (
    Field,
    heading_words,
    parent_ref,
    read_ref,
    ref_depth,
    ref_letters,
)
from plandesk.models.collector import many_small_things
from plandesk.models.content import (
    LinkContent,
    OutcomeOption,
    PeriodContent,
    PersonContent,
    PlanContent,
)
from plandesk.models.types import Level, LinkKind, PeriodState, Scale

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class PlanShape:
    """What the plan to be made is like: its preset's words, scale, outcomes and settings."""

    preset: str
    level_names: tuple[str, str, str, str]
    scale: Scale
    outcomes: tuple[OutcomeOption, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict[str, Any])


@many_small_things()
def read_tracker(
    book: TrackerBook, mapping: Mapping, shape: PlanShape, step: Step | None = None
) -> TrackerReading:
    """Read a tracker as ``mapping`` says; ``step`` is told of each sheet, may raise Cancelled.

    Raises UserError when no sheet in use lists anything.
    """
    if not any(each.use and each.kind is not SheetKind.SUMMARY for each in mapping.sheets):
        names = ", ".join(f"“{sheet.name}”" for sheet in book.sheets[:5])
        raise UserError(
            f"“{book.name}” has no sheet that lists projects, actions or deliverables.",
            f"It has {names}. Choose the sheet and its header row, or another file.",
        )
    reader = _Reader(book, mapping, shape)
    sheets = list(used_sheets(book, mapping))
    for number, (sheet, how) in enumerate(sheets):
        if step:
            step(number, len(sheets), sheet.name)
        reader.read_sheet(sheet, how)
    return reader.reading()


class _Reader:
    """Goes through the sheets; keeps the tree, the report and the doubts."""

    def __init__(self, book: TrackerBook, mapping: Mapping, shape: PlanShape) -> None:
        self._book = book
        self._mapping = mapping
        self._shape = shape
        self._tree = Tree(mapping.title, shape.level_names)
        self._rows: list[ReadRow] = []
        self._doubts: list[Doubt] = []
        self._summaries: list[SummaryFigures] = []
        self._notes = list(book.notes)
        self._items = ItemReader(self._tree, mapping, self._doubts)
        self._tree.letters = self._workstream_letters()

    def _workstream_letters(self) -> set[str]:
        """Return the letters that stand for workstreams: A and B of A1.1 and B1.1."""
        letters: dict[str, int] = {}
        for sheet, how in used_sheets(self._book, self._mapping):
            column = how.one(Field.REF)
            if how.one(Field.LEVEL):
                return set()  # the rows say themselves what they belong to
            if column is None or how.kind is SheetKind.SERVICE:
                continue
            for row in sheet:
                ref = read_ref(row.cells[column].text) if column in row.cells else None
                if ref and len(ref_letters(ref.ref)) == 1:
                    letter = ref_letters(ref.ref)
                    letters[letter] = max(letters.get(letter, 0), ref_depth(ref.ref))
        deep = any(depth > 1 for depth in letters.values())
        return set(letters) if len(letters) > 1 or deep else set()

    def read_sheet(self, sheet: GridSheet, how: SheetMapping) -> None:
        rows = list(read_rows(sheet, how, self._mapping))
        self._rows += rows
        self._tree.project = self._tree.action = None
        if how.kind is not SheetKind.PROJECTS:
            self._tree.workstream = None
        self._items.start(sheet, how)
        for number, row in enumerate(rows):
            if row.kind is RowKind.SUMMARY:
                self._summaries.append(read_summary(sheet, how, row.row, self._shape.scale))
            elif row.kind is RowKind.PROJECT_HEADING:
                self._items.read_heading(row, self._ref_below(sheet, how, rows[number + 1 :]))
            elif row.kind is RowKind.TITLE and how.kind is SheetKind.ACTIONS:
                self._items.read_title(row, self._ref_below(sheet, how, rows[number + 1 :]))
            else:
                self._items.read(row)
            if row.reason and row.kind in {RowKind.ACTION, RowKind.CONTINUED}:
                self._doubts.append(Doubt(row.sheet, row.row, f"Row {row.row}: {row.reason}."))

    def _ref_below(self, sheet: GridSheet, how: SheetMapping, below: list[ReadRow]) -> str:
        """Return the project's ref that the actions under a heading carry, or ""."""
        column = how.one(Field.REF)
        for row in below:
            if row.kind in {RowKind.PROJECT_HEADING, RowKind.WORKSTREAM}:
                break
            if row.kind is RowKind.ACTION and column:
                ref = read_ref(sheet.cell(row.row, column).text)
                if ref:
                    return parent_ref(ref.ref)
        return ""

    # ---- the result

    def _people(self, names: Iterable[str]) -> tuple[PersonContent, ...]:
        posts = self._items.posts
        return tuple(PersonContent(name, kind_of(name), post=posts.get(name, "")) for name in names)

    def reading(self) -> TrackerReading:
        drafts = self._drafts()
        codes = outcome_codes(self._shape.outcomes)
        items = tuple(draft.content(read_outcome(draft.outcome_note, codes)) for draft in drafts)
        names = dict.fromkeys(name for each in items for name in (*each.leads, *each.sponsors))
        content = PlanContent(
            title=self._mapping.title,
            preset=self._shape.preset,
            level_names=self._shape.level_names,
            scale=self._shape.scale,
            outcomes=self._shape.outcomes,
            people=self._people(names),
            periods=self._periods(),
            items=items,
            links=self._links(drafts),
            settings=dict(self._shape.settings),
        )
        self._notes += self._about_sheets()
        self._notes += check_summaries(self._summaries, content)
        self._notes += [
            f"“{plain(name)}” was read as “{taken.replace(chr(10), ' / ')}”."
            for name, taken in self._mapping.names.items()
            if name != taken
        ]
        return TrackerReading(
            content,
            self._mapping,
            tuple(self._rows),
            (*self._form_doubts(), *self._value_doubts(), *self._doubts),
            tuple(self._summaries),
            tuple(self._notes),
            {draft.key: draft.place for draft in drafts},
            frozenset(draft.key for draft in drafts if draft.made_up),
        )

    def _drafts(self) -> list[Draft]:
        """Return what was read, with milestones ticked and the plan's own fields under its keys."""
        drafts = list(self._tree)
        words = {value.code: value.word for value in self._shape.scale.values}
        done = frozenset(value.code for value in self._shape.scale.values if value.done)
        keys = self._own_fields()
        for draft in drafts:
            draft.fields = {
                keys.get(heading_words(name), name): value for name, value in draft.fields.items()
            }
            draft.tick(done, words)
        return drafts

    def _own_fields(self) -> dict[str, str]:
        """Return the keys of the plan's further fields by the headings they may stand under."""
        told: list[dict[str, Any]] = self._shape.settings.get("fields", [])
        said = [(str(each["key"]), str(each.get("label", ""))) for each in told]
        return {heading_words(name): key for key, label in said for name in (label, key)}

    def _links(self, drafts: list[Draft]) -> tuple[LinkContent, ...]:
        links: list[LinkContent] = []
        for draft in drafts:
            for ref in draft.refers:
                target = self._tree.find(Level.ACTION, ref) or self._tree.find(Level.PROJECT, ref)
                if target is not None and target.key != draft.key:
                    links.append(LinkContent(draft.key, LinkKind.REFERS_TO, target.key))
                else:
                    sheet, row = draft.place
                    said = f"Row {row}: {draft.ref} links to {ref}, which is not listed."
                    self._doubts.append(Doubt(sheet, row, said))
        return tuple(dict.fromkeys(links))

    def _periods(self) -> tuple[PeriodContent, ...]:
        said = sorted(self._mapping.periods, key=lambda period: period.as_at)
        return tuple(
            PeriodContent(
                period.label,
                period.as_at,
                state=PeriodState.OPEN if number == len(said) - 1 else PeriodState.CLOSED,
            )
            for number, period in enumerate(said)
        )

    def _about_sheets(self) -> list[str]:
        notes: list[str] = []
        for how in self._mapping.sheets:
            sheet = self._book.sheet(how.name)
            if how.use or how.kind is SheetKind.EMPTY or sheet is None:
                continue
            why = "it is hidden" if sheet.hidden else f"it holds {how.kind}"
            if how.kind is SheetKind.REGISTER:
                why = "it holds entries of a register, which the page Registers brings in"
            notes.append(f"Sheet “{how.name}” was not read: {why}.")
        return notes

    def _form_doubts(self) -> list[Doubt]:
        name = self._book.sheets[0].name if self._book.sheets else ""
        return [Doubt(name, 1, said) for said in self._book.doubts]

    def _value_doubts(self) -> list[Doubt]:
        doubts: list[Doubt] = []
        for guess in (*self._mapping.texts, *self._mapping.fills):
            if guess.sure:
                continue
            sheet, _, cell = guess.first.rpartition("!")
            row = int("".join(each for each in cell if each.isdigit()) or 0)
            value = self._shape.scale.by_code(guess.code)
            taken = f"It was taken for {value.word}." if value else "It was left unrated."
            what = "the colour" if guess.shown.startswith("#") else "the text"
            times = f" ({guess.count} cells)" if guess.count > 1 else ""
            said = f"{cell}{times}: {what} {guess.shown} is no rating of this plan. {taken}"
            doubts.append(Doubt(sheet, row, said))
        return doubts
