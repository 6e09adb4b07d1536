"""The further columns of a row: leads, dates, scope, ratings, outcome, comments and the rest."""

from __future__ import annotations

from plandesk.excel.trackers.grid import GridSheet, plain
from plandesk.excel.trackers.guess import code_for, is_band, rating_cell
from plandesk.excel.trackers.mapping import ColumnMapping, Mapping, SheetKind, SheetMapping
from plandesk.excel.trackers.names import posts_in, split_leads
from plandesk.excel.trackers.pairs import newest_first
from plandesk.excel.trackers.text import entries_of, read_scope
from plandesk.excel.trackers.tree import Draft
from plandesk.excel.trackers.words import QUARTER_NUMBER, Field, heading_words, read_period
from plandesk.models.types import Level

_PARTS = {Field.REASON: "reason", Field.FORECAST: "forecast", Field.HELP: "help_needed"}
"""Columns of a period beside its rating and progress, as an exported plan has them."""
_MARKS = {"reported elsewhere", "new", "done"}


def _comment_columns(how: SheetMapping) -> dict[int, str]:
    """Return the columns of comments with the period each is about, "" for the latest.

    Of those that name no period the first counts, and none beside those that do. Where its
    heading comes again with another quarter or month, the newest holds.
    """
    labels = {each.period for each in how.rated}
    dated: dict[int, str] = {}
    for each in how.of(Field.COMMENTS):
        said = read_period(each.heading)
        if said is not None and said.label in labels:
            dated[each.column] = said.label
    return dated or {each.column: "" for each in _newest(how.of(Field.COMMENTS))}


def _newest(columns: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
    """Return the column of the latest time among those headed as the first is, at most one."""
    same = [each for each in columns if _undated(each) == _undated(columns[0])]
    return (max(same, key=lambda each: (*_time(each), -each.column)),) if same else ()


def _undated(column: ColumnMapping) -> str:
    return " ".join(QUARTER_NUMBER.sub("", heading_words(column.heading)).split())


def _time(column: ColumnMapping) -> tuple[int, int]:
    said, quarter = (
        read_period(column.heading),
        QUARTER_NUMBER.search(heading_words(column.heading)),
    )
    return (said.as_at.toordinal() if said else 0, int(quarter[1]) if quarter else 0)


def _take_marks(draft: Draft, text: str) -> bool:
    """Take the words by which a plan marks a row: "Done", "New", "Reported elsewhere"."""
    said = {part.strip().casefold() for part in text.split(",")}
    if not said <= _MARKS:
        return False
    draft.done = draft.done or "done" in said
    draft.is_new = draft.is_new or "new" in said
    draft.reported_elsewhere = draft.reported_elsewhere or "reported elsewhere" in said
    return True


class ColumnReader:
    """Reads the columns of one sheet after another as its mapping says."""

    def __init__(self, mapping: Mapping) -> None:
        self._names = mapping.names
        self._texts = {each.shown: each for each in mapping.texts}
        self._fills = {each.shown: each for each in mapping.fills}
        self.posts: dict[str, str] = {}
        self._leads: dict[str, tuple[str, ...]] = {}

    def start(self, sheet: GridSheet, how: SheetMapping) -> None:
        """Begin a sheet."""
        self._sheet, self._how = sheet, how
        self._at = {wanted: how.one(wanted) for wanted in Field}
        dates = newest_first(how.of(Field.DUE))
        self._at[Field.DUE] = dates[0].column if dates else None
        self._due_before = dates[1:]
        self._rated = how.rated
        self._comments = _comment_columns(how)
        self._parts = tuple(
            (each.column, part, each.period)
            for wanted, part in _PARTS.items()
            for each in how.of(wanted)
            if each.period
        )
        used = {number for held, number in self._at.items() if held is not Field.COMMENTS}
        used -= {self._at[wanted] for wanted in _PARTS}  # without a period they are kept as printed
        used |= {*self._comments, *(each.column for each in self._rated)}
        used |= {column for column, _, _ in self._parts}
        self._kept = tuple(
            each
            for each in how.columns
            if each.field in {None, Field.FIGURE}
            or (each.field is not Field.LEFT_OUT and each.column not in used)
        )

    def text(self, row: int, wanted: Field, *, own: bool = False) -> str:
        """Return the text of a row's column; that of the merged range it is in unless ``own``."""
        column = self._at[wanted]
        return "" if column is None else self._said(row, column, own)

    def _said(self, row: int, column: int, own: bool) -> str:
        cell = self._sheet.cell(row, column) if own else self._sheet.unfolded(row, column)
        return cell.text.strip()

    def fill_in(self, draft: Draft, row: int, *, own: bool = False) -> None:
        """Take the further columns of a row; what is known already stays."""
        draft.leads = draft.leads or self.leads(self.text(row, Field.LEAD, own=own))
        draft.sponsors = draft.sponsors or self.leads(self.text(row, Field.SPONSOR, own=own))
        draft.scope = draft.scope or read_scope(self.text(row, Field.SCOPE, own=own))
        draft.due = draft.due or self._due_text(row, own)
        draft.outcome_note = draft.outcome_note or self.text(row, Field.OUTCOME, own=own)
        if self._at[Field.OUTCOME_NOTE]:
            draft.note = draft.note or self.text(row, Field.OUTCOME_NOTE, own=own)
        source = self.text(row, Field.SOURCE, own=own)
        draft.sources = draft.sources or tuple(entries_of(source))
        draft.evidence = draft.evidence or entries_of(self.text(row, Field.EVIDENCE, own=own))
        self._fill_fields(draft, row, own)
        self._fill_ratings(draft, row, own)

    def _due_text(self, row: int, own: bool) -> str:
        """Return when work is due: the newest date that is printed, else the one before it."""
        said = self.text(row, Field.DUE, own=own)
        before = (self._said(row, each.column, own) for each in self._due_before)
        return said or next(filter(None, before), "")

    def _fill_fields(self, draft: Draft, row: int, own: bool) -> None:
        kind = plain(self.text(row, Field.TYPE, own=own))
        impact = entries_of(self.text(row, Field.IMPACT, own=own))
        measures = entries_of(self.text(row, Field.MEASURES, own=own))
        found: dict[str, object] = {
            "type": self._names.get(kind, kind),
            "impact": "\n".join(impact),
            "measures": list(measures),
        }
        for each in self._kept:
            text = self._sheet.cell(row, each.column).text
            if text and not _take_marks(draft, text):
                found[each.heading] = text
        for key, value in found.items():
            if value and key not in draft.fields:
                draft.fields[key] = value

    def _fill_ratings(self, draft: Draft, row: int, own: bool) -> None:
        label = ""
        heading = draft.level < Level.ACTION and self._how.kind is not SheetKind.PROJECTS
        for column in self._rated:
            cell = rating_cell(self._sheet, row, column)
            band = heading and is_band(self._sheet, self._how, row, cell)
            code = None if band else code_for(cell, self._texts, self._fills)
            label = column.period
            if code and not (own and cell.text and self._sheet.cell(row, column.column).origin):
                draft.ratings.setdefault(column.period, code)
        for column, part, period in self._parts:
            text = self._said(row, column, own)
            if text:
                draft.parts.setdefault(period, {}).setdefault(part, text)
        for column, period in self._comments.items():
            self._fill_comments(draft, self._said(row, column, own), period or label)

    def _fill_comments(self, draft: Draft, comments: str, label: str) -> None:
        if not comments or _take_marks(draft, comments):
            return
        if not label:
            draft.fields.setdefault("comments", comments)
            return
        said = draft.progress.get(label, "")
        draft.progress[label] = f"{said}\n{comments}" if said and comments not in said else comments

    def leads(self, text: str) -> tuple[str, ...]:
        """Return who a text names, in the spelling to take; their posts are remembered."""
        known = self._leads.get(text)
        if known is None:
            known = self._leads[text] = self._read_leads(text)
        return known

    def _read_leads(self, text: str) -> tuple[str, ...]:
        for name, post in posts_in(text).items():
            for taken in self.joined((name,)):
                self.posts.setdefault(taken, post)
        return self.joined(split_leads(text))

    def joined(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return names in the spelling to take; one that stands for several becomes these."""
        taken = [part for name in names for part in self._names.get(name, name).split("\n")]
        return tuple(dict.fromkeys(taken))
