"""The further columns of a row: leads, dates, scope, ratings, outcome, comments and the rest."""

from __future__ import annotations

from plandesk.excel.trackers.grid import GridSheet, plain
from plandesk.excel.trackers.guess import code_for, rating_cell
from plandesk.excel.trackers.mapping import Mapping, SheetMapping
from plandesk.excel.trackers.names import posts_in, split_leads
from plandesk.excel.trackers.text import entries_of, read_scope
from plandesk.excel.trackers.tree import Draft
from plandesk.excel.trackers.words import Field


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
        self._rated = how.rated

    def text(self, row: int, wanted: Field, *, own: bool = False) -> str:
        """Return the text of a row's column; that of the merged range it is in unless ``own``."""
        column = self._at[wanted]
        if column is None:
            return ""
        cell = self._sheet.cell(row, column) if own else self._sheet.unfolded(row, column)
        return cell.text.strip()

    def fill_in(self, draft: Draft, row: int, *, own: bool = False) -> None:
        """Take the further columns of a row; what is known already stays."""
        draft.leads = draft.leads or self.leads(self.text(row, Field.LEAD, own=own))
        draft.sponsors = draft.sponsors or self.leads(self.text(row, Field.SPONSOR, own=own))
        draft.scope = draft.scope or read_scope(self.text(row, Field.SCOPE, own=own))
        draft.due = draft.due or self.text(row, Field.DUE, own=own)
        draft.outcome_note = draft.outcome_note or self.text(row, Field.OUTCOME, own=own)
        source = self.text(row, Field.SOURCE, own=own)
        draft.sources = draft.sources or tuple(entries_of(source))
        draft.evidence = draft.evidence or entries_of(self.text(row, Field.EVIDENCE, own=own))
        self._fill_fields(draft, row, own)
        self._fill_ratings(draft, row, own)

    def _fill_fields(self, draft: Draft, row: int, own: bool) -> None:
        kind = plain(self.text(row, Field.TYPE, own=own))
        impact = entries_of(self.text(row, Field.IMPACT, own=own))
        measures = entries_of(self.text(row, Field.MEASURES, own=own))
        found: dict[str, object] = {
            "type": self._names.get(kind, kind),
            "impact": "\n".join(impact),
            "measures": list(measures),
        }
        for each in self._how.columns:
            if each.field in {None, Field.FIGURE} and (
                text := self._sheet.cell(row, each.column).text
            ):
                found[each.heading] = text
        for key, value in found.items():
            if value and key not in draft.fields:
                draft.fields[key] = value

    def _fill_ratings(self, draft: Draft, row: int, own: bool) -> None:
        label = ""
        for column in self._rated:
            cell = rating_cell(self._sheet, row, column)
            code = code_for(cell, self._texts, self._fills)
            label = column.period
            if code and not (own and cell.text and self._sheet.cell(row, column.column).origin):
                draft.ratings.setdefault(column.period, code)
        comments = self.text(row, Field.COMMENTS, own=own)
        if comments and label:
            said = draft.progress.get(label, "")
            draft.progress[label] = (
                f"{said}\n{comments}" if said and comments not in said else comments
            )
        elif comments:
            draft.fields.setdefault("comments", comments)

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
