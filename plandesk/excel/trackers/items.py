"""The items that the rows of a tracker give: workstreams, projects, actions and milestones."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from plandesk.excel.trackers.columns import ColumnReader
from plandesk.excel.trackers.grid import GridSheet, plain
from plandesk.excel.trackers.mapping import Mapping, RowKind, SheetKind, SheetMapping
from plandesk.excel.trackers.report import Doubt
from plandesk.excel.trackers.rows import ReadRow
from plandesk.excel.trackers.service import read_service_head, service_fields, service_text
from plandesk.excel.trackers.text import (
    entries_of,
    new_in_title,
    read_count,
    read_heading,
    read_scope,
    scope_in_title,
    split_list,
    without_mark,
    without_numbers,
)
from plandesk.excel.trackers.tree import Draft, Tree
from plandesk.excel.trackers.words import Field, RefCell, read_ref, read_section
from plandesk.models.types import Level

_NOT_COUNTED = re.compile(r"^(?:n/?a\.?|not applicable|see .*|-|–)$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\breport(?:ed|able|s|ing)\b", re.IGNORECASE)
_LINK = re.compile(r"\b(?:links?|linked|see|refer|ref|aligns?|also)\b", re.IGNORECASE)
_ANY_REF = re.compile(r"\b[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*\b")


class ItemReader:
    """Turns the rows of one sheet after another into drafts in the tree."""

    def __init__(self, tree: Tree, mapping: Mapping, doubts: list[Doubt]) -> None:
        self._tree = tree
        self._columns = ColumnReader(mapping)
        self._doubts = doubts
        self._services = 0
        self._numbered = 0

    @property
    def posts(self) -> dict[str, str]:
        """Return the posts that were printed beside the names of people."""
        return self._columns.posts

    def start(self, sheet: GridSheet, how: SheetMapping) -> None:
        """Begin a sheet; a name such as "Workstream A" opens that workstream."""
        self._sheet, self._how = sheet, how
        self._columns.start(sheet, how)
        self._last: Draft | None = None
        self._numbered = 0
        self._project_name = ""
        section = read_section(sheet.name)
        if section and how.kind in {SheetKind.ACTIONS, SheetKind.PROJECTS}:
            word, ref, title = section
            known = self._tree.find(Level.WORKSTREAM, ref)
            title = title or (known.title if known else f"{word} {ref}")
            self._tree.open_workstream(ref, title, (sheet.name, 1)).made_up = known is None
        elif how.kind is SheetKind.SERVICE and not self._has_head():
            self._open_service(sheet.name, (sheet.name, 1))

    def _has_head(self) -> bool:
        first = self._how.header_rows[0]
        return any(row.texts() for row in self._sheet if self._how.first <= row.number < first)

    def read(self, row: ReadRow) -> None:
        """Take one row into the tree; kinds that hold no item are passed over."""
        place = (row.sheet, row.row)
        match row.kind:
            case RowKind.SERVICE:
                self._open_service(service_text(self._sheet.rows[row.row]), place)
            case RowKind.TITLE | RowKind.WORKSTREAM:
                self._section(row)
            case RowKind.PROJECT:
                self._project_row(place)
            case RowKind.ACTION:
                self._action(place)
            case RowKind.MILESTONE:
                self._milestone(place)
            case RowKind.CONTINUED:
                self._continue(row.row)
            case _:
                return
        self._about_row(row)

    def _about_row(self, row: ReadRow) -> None:
        cells = self._sheet.rows[row.row]
        if cells.hidden:
            self._doubt(row.row, "the row is hidden in the workbook")
        title = self._how.title_column
        if title in cells.cells and cells.cells[title].struck:
            self._doubt(row.row, "its text is struck out")

    def _doubt(self, row: int, reason: str) -> None:
        self._doubts.append(Doubt(self._sheet.name, row, f"Row {row}: {reason}."))

    def _title_text(self, row: int) -> str:
        column = self._how.title_column
        return self._sheet.cell(row, column).text if column else ""

    # ---- headings

    def _section(self, row: ReadRow) -> None:
        if self._how.one(Field.LEVEL) and row.kind is RowKind.WORKSTREAM:
            self._said_section((row.sheet, row.row))
            return
        text = next(iter(self._sheet.rows[row.row].texts().values()))
        section = read_section(text)
        if section:
            heading = read_heading(section[2], with_ref=False)
            found = self._tree.open_workstream(
                section[1], heading.title or plain(text), (row.sheet, row.row)
            )
            found.leads = found.leads or self._columns.leads(heading.one("lead", "owner"))
        elif self._how.kind is SheetKind.SERVICE:
            self._open_service(text, (row.sheet, row.row))

    def _said_section(self, place: tuple[str, int]) -> None:
        """Open the workstream of a row that says its level in a column."""
        title, is_new = new_in_title(self._title_text(place[1]))
        ref = plain(self._columns.text(place[1], Field.REF, own=True))
        draft = self._tree.open_workstream(ref, title, place)
        draft.is_new = draft.is_new or is_new
        self._fill_in(draft, place[1], own=True)
        self._last = draft

    def _open_service(self, text: str, place: tuple[str, int]) -> None:
        head = read_service_head(text)
        self._services += 1
        number = head.number or self._services
        self._services = max(self._services, number)
        self._numbered = 0
        draft = self._tree.open_workstream(f"SP{number:02}", head.title or plain(text), place)
        draft.leads = self._columns.joined(head.leads)
        said: dict[str, object] = {"officers": list(self._columns.joined(head.officers))}
        said |= service_fields(head)
        draft.fields |= {key: value for key, value in said.items() if value not in ("", [])}
        for key, amount in (("staffing", head.staffing), ("budget", head.budget)):
            if amount.doubt:
                self._doubt(place[1], f"{key} “{amount.text}”: {amount.doubt}")

    def read_title(self, row: ReadRow, ref_below: str) -> None:
        """Read the title of a sheet: it may name the workstream or project of all its rows."""
        text = next(iter(self._sheet.rows[row.row].texts().values()))
        heading = read_heading(re.sub(r"^project\s+(?=\S*\d)", "", text, flags=re.IGNORECASE))
        if heading.ref and heading.ref == ref_below:
            draft = self._tree.open_project(ref_below, heading.title, (row.sheet, row.row))
            draft.leads = draft.leads or self._columns.leads(heading.one("lead", "owner"))
        else:
            self.read(row)

    def read_heading(self, row: ReadRow, ref_below: str) -> None:
        """Open the project that a heading row names; ``ref_below`` is the ref its actions carry."""
        texts = self._sheet.rows[row.row].texts()
        place = (row.sheet, row.row)
        service = self._how.kind is SheetKind.SERVICE
        printed = (
            read_ref(self._columns.text(row.row, Field.REF, own=True)) if len(texts) > 1 else None
        )
        said = printed is not None or self._how.one(Field.LEVEL) is not None
        text = self._title_text(row.row) if said else next(iter(texts.values()))
        heading = read_heading(text, with_ref=not service)
        ref = (printed.ref if printed else heading.ref) or ref_below
        draft = self._tree.open_project(ref, heading.title or plain(text), place)
        if draft.place != place and fuzz.ratio(draft.title, heading.title) < 80:
            sheet, other = draft.place
            self._doubt(row.row, f"{ref} has another title on “{sheet}” row {other}")
        if said:
            self._fill_in(draft, row.row)
        draft.leads = draft.leads or self._columns.leads(heading.one("lead", "owner"))
        draft.sponsors = draft.sponsors or self._columns.leads(heading.one("sponsor", "sro"))
        draft.due = draft.due or heading.one("due", "timeframe")
        draft.outcome_note = draft.outcome_note or heading.one("status", "outcome")
        if draft.declared is None:
            draft.declared = read_count(heading.one("actions"))
        self._last = draft

    # ---- rows of the tables

    def _project_row(self, place: tuple[str, int]) -> None:
        row = place[1]
        above = plain(self._columns.text(row, Field.WORKSTREAM))
        if above:
            self._open_named_workstream(above, place)
        ref = read_ref(self._columns.text(row, Field.REF, own=True))
        heading = read_heading(self._title_text(row))
        title, is_new = new_in_title(heading.title)
        draft = self._tree.open_project(ref.ref if ref else heading.ref, title, place)
        draft.is_new = is_new or bool(ref and ref.is_new)
        count = self._columns.text(row, Field.DECLARED)
        draft.declared = read_count(count)
        self._fill_in(draft, row)
        printed = [
            self._sheet.unfolded(row, each.column).text for each in self._how.of(Field.RATING)
        ]
        unrated = bool(printed) and all(not text or _NOT_COUNTED.match(text) for text in printed)
        if _NOT_COUNTED.match(count):
            draft.reported_elsewhere = not draft.ratings
        elif not count and unrated and any(printed):
            words = " ".join((*draft.progress.values(), str(draft.fields.get("comments", ""))))
            draft.reported_elsewhere = bool(_ELSEWHERE.search(words))
        self._last = draft

    def _open_named_workstream(self, text: str, place: tuple[str, int]) -> None:
        section = read_section(text)
        ref, title = (section[1], section[2] or text) if section else ("", text)
        current = self._tree.workstream
        if current is None or plain(current.title).casefold() != plain(title).casefold():
            self._tree.open_workstream(ref, title, place)
            self._project_name = ""

    def _action(self, place: tuple[str, int]) -> None:
        row = place[1]
        self._open_from_columns(place)
        service = self._how.kind is SheetKind.SERVICE
        ref = read_ref(self._columns.text(row, Field.REF, own=True)) or RefCell("")
        text, is_new = new_in_title(self._title_text(row))
        text, scope = scope_in_title(text)
        listed = split_list(text)
        whole = service or self._how.one(Field.LEVEL) is not None  # milestones have rows there
        title = text.strip() if whole or not listed.text else listed.text
        draft = self._find_or_add(place, ref.ref, title)
        draft.is_new = draft.is_new or is_new or ref.is_new
        draft.scope = draft.scope or (*scope, *self._brackets(draft, ref))
        if not whole:
            if listed.notes:
                draft.fields["note"] = "\n".join(listed.notes)
            for number, entry in enumerate(listed.entries, start=1):
                self._add_milestone(draft, place, entry, number)
        self._fill_in(draft, row)
        self._tree.action = self._last = draft

    def _open_from_columns(self, place: tuple[str, int]) -> None:
        """Open the workstream and project that columns of this row name, if there are such."""
        above = plain(self._columns.text(place[1], Field.WORKSTREAM))
        if above:
            self._open_named_workstream(above, place)
        name = plain(self._columns.text(place[1], Field.PROJECT))
        printed = read_ref(self._columns.text(place[1], Field.PROJECT_REF))
        ref = printed.ref if printed else ""
        if (name or ref) and f"{ref} {name}" != self._project_name:
            heading = read_heading(name or self._tree.project_word(ref), with_ref=not ref)
            self._tree.open_project(ref or heading.ref, heading.title, place)
            self._project_name = f"{ref} {name}"

    def _find_or_add(self, place: tuple[str, int], ref: str, title: str) -> Draft:
        known = self._tree.find(Level.ACTION, ref)
        if known is not None:
            if fuzz.ratio(plain(known.title).casefold(), plain(title).casefold()) >= 90:
                return known
            sheet, row = known.place
            self._doubt(place[1], f"the ref {ref} is used for another text on “{sheet}” row {row}")
        service = self._how.kind is SheetKind.SERVICE
        if service and self._tree.workstream is not None:
            self._numbered += 1
            name = self._how.of(Field.TITLE)[0].heading
            parent = self._tree.project_below(name, place)
            ref = ref or f"{self._tree.workstream.ref}.{self._numbered:02}"
        elif self._how.one(Field.LEVEL) and self._tree.project is not None:
            parent = self._tree.project
        else:
            parent = self._tree.project_for(ref, place, self._project_to_make())
        return self._tree.add(
            Draft(self._tree.key_for(place), Level.ACTION, title, ref, parent.key, place)
        )

    def _project_to_make(self) -> str:
        """Return what to call the project of actions that name none: their theme, or the sheet."""
        named = self._how.one(Field.WORKSTREAM) is not None
        above = self._tree.workstream if named else None
        return above.title if above is not None else self._sheet.name

    def _brackets(self, draft: Draft, ref: RefCell) -> tuple[str, ...]:
        """Return the scope in a ref cell's brackets; a link there is kept as a link."""
        scope: list[str] = []
        for text in ref.brackets:
            refs = _ANY_REF.findall(text)
            if refs and (_LINK.search(text) or text in refs):
                draft.refers = (*draft.refers, *refs)
            else:
                scope += read_scope(text)
        return tuple(scope)

    def _add_milestone(
        self, action: Draft, place: tuple[str, int], text: str, number: int
    ) -> Draft:
        key = self._tree.key_for(place, f".{number}" if number else "")
        return self._tree.add(
            Draft(key, Level.MILESTONE, plain(text), parent=action.key, place=place)
        )

    def _milestone(self, place: tuple[str, int]) -> None:
        action = self._tree.action
        if action is None:
            self._action(place)
            return
        row = place[1]
        draft = self._add_milestone(action, place, without_mark(self._title_text(row)), 0)
        ref = read_ref(self._columns.text(row, Field.REF, own=True))
        draft.ref = ref.ref if ref else ""
        self._fill_in(draft, row, own=True)
        self._last = draft

    def _continue(self, row: int) -> None:
        """Add what a row without a text of its own says to the row above."""
        draft = self._last
        if draft is None:
            return
        before = (draft.due, draft.outcome_note, draft.leads)
        draft.due, draft.outcome_note, draft.leads = "", "", ()
        self._fill_in(draft, row, own=True)
        draft.due = "\n".join(filter(None, (before[0], draft.due)))
        draft.outcome_note = "\n".join(filter(None, (before[1], draft.outcome_note)))
        draft.leads = tuple(dict.fromkeys((*before[2], *draft.leads)))

    def _fill_in(self, draft: Draft, row: int, *, own: bool = False) -> None:
        """Take the further columns of a row; a column of milestones gives rows of their own."""
        self._columns.fill_in(draft, row, own=own)
        if draft.level is not Level.ACTION:
            return
        listed = without_numbers(entries_of(self._columns.text(row, Field.MILESTONES, own=True)))
        for number, entry in enumerate(listed, start=101):
            self._add_milestone(draft, (self._sheet.name, row), entry, number)
