"""What pasting a block would do, cell by cell, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html.parser import HTMLParser

from sqlalchemy.orm import Session

from plandesk.errors import RatingRefused, UserError
from plandesk.models.plan import PlanItem
from plandesk.services.cell_text import NEVER_PASTED, field_text, field_word
from plandesk.services.clipboard import CopyColumn
from plandesk.services.ops.lookup import item, named
from plandesk.services.ops.paste import PasteBlock, PasteCell

MOST_CELLS = 20_000


class CellState(StrEnum):
    """What pasting does to one cell."""

    CHANGES = "changes"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One cell of the block: where it goes, what is there, what comes, and why not.

    ``row`` and ``column`` count the block's cells from 0. A refused cell that is ``excusable``
    is a rating that a reason for the exception would allow.
    """

    row: int
    column: int
    item_id: int
    ref: str
    field: str
    before: str
    after: str
    state: CellState
    why: str = ""
    excusable: bool = False


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a block goes: the rows from the first selected one down, the columns from the first
    selected one to the right (both longer than the block is no harm), and the period.

    ``named`` are the columns that headings of the block can name, in whatever order.
    """

    item_ids: tuple[int, ...]
    columns: tuple[CopyColumn, ...]
    period_id: int | None = None
    named: tuple[CopyColumn, ...] = ()

    def column(self, field: str) -> CopyColumn:
        """Return the column of a field."""
        return next(each for each in (*self.columns, *self.named) if each.field == field)


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What pasting would do; ``notes`` say what of the block is left out, and why.

    ``override`` and ``reason`` are what ``PasteBlock`` has them for.
    """

    cells: tuple[PreviewCell, ...] = ()
    notes: tuple[str, ...] = ()
    period_id: int | None = None
    override: str = ""
    reason: str = ""

    def excused(self, override: str) -> PastePreview:
        """Return the same with a reason for the ratings that need one; empty takes it away."""
        state = CellState.CHANGES if override.strip() else CellState.REFUSED
        cells = tuple(replace(cell, state=state) if cell.excusable else cell for cell in self.cells)
        return replace(self, cells=cells, override=override.strip())

    def count(self, state: CellState) -> int:
        """Return how many cells have this state."""
        return sum(cell.state is state for cell in self.cells)

    @property
    def op(self) -> PasteBlock:
        """Return the op that pastes the cells that change."""
        return PasteBlock(
            tuple(
                PasteCell(cell.item_id, cell.field, cell.after)
                for cell in self.cells
                if cell.state is CellState.CHANGES
            ),
            self.period_id,
            self.override,
            self.reason,
        )


def paste_preview(
    session: Session, target: PasteTarget, tsv: str = "", html: str = ""
) -> PastePreview:
    """Try each cell of a block by itself, in a session of ``Document.rehearse``.

    A single cell fills the whole target. A first line of headings says which column is which. A
    block whose column of refs holds known refs finds its rows by them, wherever they stand.
    Raises UserError for an empty or too large block.
    """
    block = read_block(tsv, html)
    if not block:
        raise UserError("There is nothing to paste.", "Copy some cells first.")
    if sum(map(len, block)) > MOST_CELLS:
        raise UserError(
            f"The block has more than {MOST_CELLS:,} cells.",
            "Paste it in parts, or import the workbook as a tracker.",
        )
    placed = _place(session, target, block)
    cells = tuple(_tried(session, target, spot) for spot in placed.spots)
    return PastePreview(cells, tuple(placed.notes), target.period_id)


@dataclass(frozen=True, slots=True)
class _Spot:
    row: int
    column: int
    item_id: int
    field: str
    text: str


@dataclass(slots=True)
class _Placed:
    spots: list[_Spot] = field(default_factory=list["_Spot"])
    notes: list[str] = field(default_factory=list[str])


def _place(session: Session, target: PasteTarget, block: list[list[str]]) -> _Placed:
    placed = _Placed()
    fields: list[str | None] = [column.field for column in target.columns]
    if len(block) == 1 and len(block[0]) == 1:
        placed.spots = [
            _Spot(row, column, number, each.field, block[0][0])
            for row, number in enumerate(target.item_ids)
            for column, each in enumerate(target.columns[:1])
        ]
        return placed
    headed = _headed(target, block[0])
    first = 0 if headed is None else 1
    if headed is not None:
        fields = headed
        placed.notes.append(_headings_said(block[0], headed))
    rows = _rows_of(session, target, (fields, block[first:]), placed.notes)
    widest = max(len(line) for line in block)
    if widest > len(fields):
        placed.notes.append(_left_out(widest - len(fields), "column", "to the right of the plan"))
    for row, line in enumerate(block[first:], start=first):
        number = rows[row - first]
        if number is not None:
            placed.spots += [
                _Spot(row, column, number, name, text)
                for column, (name, text) in enumerate(zip(fields, line, strict=False))
                if name is not None
            ]
    return placed


def _headed(target: PasteTarget, line: list[str]) -> list[str | None] | None:
    """Return the field of each column that a line of headings names, None for no such line.

    A heading of another program's column has no field; then a column of refs must be beside it.
    """
    known = {field_word(each.field).casefold(): each.field for each in target.named}
    known |= {each.heading.casefold(): each.field for each in (*target.named, *target.columns)}
    said = [text.strip().casefold() for text in line]
    if said == [each.heading.casefold() for each in target.columns[: len(said)]]:
        return [each.field for each in target.columns[: len(said)]]
    fields = [known.get(text) for text in said]
    named = [each for each in fields if each is not None]
    every = all(each is not None for text, each in zip(said, fields, strict=True) if text)
    return fields if len(named) > 1 and (every or "ref" in named) else None


def _headings_said(line: list[str], fields: list[str | None]) -> str:
    unknown = [f"“{text.strip()}”" for text, each in zip(line, fields, strict=True) if not each]
    if not unknown:
        return "The first line holds headings and was left out."
    return f"The plan has no column {', '.join(unknown)}, so what is below was left out."


def _left_out(count: int, what: str, where: str) -> str:
    many = f"{what}s" if count > 1 else what
    verb = "are" if count > 1 else "is"
    return f"{count} {many} of the block {verb} {where} and left out."


def _rows_of(
    session: Session,
    target: PasteTarget,
    block: tuple[list[str | None], list[list[str]]],
    notes: list[str],
) -> list[int | None]:
    """Return the plan item of each line, None for a line that has no place."""
    fields, lines = block
    place = fields.index("ref") if "ref" in fields else -1
    said = [line[place].strip() if 0 <= place < len(line) else "" for line in lines]
    known = _ids_by_ref(session, target) if any(said) else {}
    if any(said) and all(ref.casefold() in known for ref in said if ref):
        if any(not ref for ref in said):
            notes.append("Lines without a ref were left out.")
        return [known[ref.casefold()] if ref else None for ref in said]
    if len(lines) > len(target.item_ids):
        spare = len(lines) - len(target.item_ids)
        notes.append(_left_out(spare, "line", "below the last row"))
    return [*target.item_ids[: len(lines)], *[None] * (len(lines) - len(target.item_ids))]


def _ids_by_ref(session: Session, target: PasteTarget) -> dict[str, int]:
    from sqlalchemy import select

    if not target.item_ids:
        return {}
    plan = item(session, target.item_ids[0]).plan_id
    rows = session.execute(select(PlanItem.ref, PlanItem.id).where(PlanItem.plan_id == plan))
    return {ref.casefold(): number for ref, number in rows if ref}


def _tried(session: Session, target: PasteTarget, spot: _Spot) -> PreviewCell:
    found = item(session, spot.item_id)
    text = spot.text.strip()
    before = _text_now(session, target, spot)
    state, why, excusable = CellState.CHANGES, "", False
    if text == before.strip() or (not text and spot.field in {*NEVER_PASTED, "ref"}):
        state = CellState.SAME
    elif spot.field in NEVER_PASTED:
        state, why = CellState.REFUSED, f"The column {field_word(spot.field)} is worked out."
    elif spot.field == "ref":
        state = CellState.REFUSED
        why = f"{named(found)} keeps its ref. Use Renumber refs to change it."
    else:
        refused = _refusal(session, PasteCell(found.id, spot.field, text), target.period_id)
        if refused is not None:
            state, why = CellState.REFUSED, str(refused)
            excusable = isinstance(refused, RatingRefused)
    shown = (spot.row, spot.column, found.id, named(found), spot.field)
    return PreviewCell(*shown, before, text, state, why, excusable)


def _text_now(session: Session, target: PasteTarget, spot: _Spot) -> str:
    """Return what a cell says now; a column that rows do not carry is asked itself."""
    column = target.column(spot.field)
    if spot.field in NEVER_PASTED and column.text is not None:
        return column.text(spot.item_id)
    return field_text(session, spot.item_id, spot.field, target.period_id)


def _refusal(session: Session, cell: PasteCell, period_id: int | None) -> UserError | None:
    recorder = session.info["recorder"]
    mark = len(recorder.rows)
    attempt = session.begin_nested()
    try:
        PasteBlock((cell,), period_id).apply(session)
    except UserError as refusal:
        return refusal
    finally:
        attempt.rollback()
        del recorder.rows[mark:]
    return None


def read_block(tsv: str, html: str = "") -> list[list[str]]:
    """Return the cells of a clipboard: its text as Excel writes it, else its HTML table."""
    if tsv.strip("\r\n\t "):
        return _read_tsv(tsv)
    reader = _TableReader()
    reader.feed(html)
    return [row for row in reader.rows if row]


def _read_tsv(text: str) -> list[list[str]]:
    """Split at tabs and line ends, but not inside cells that are quoted for holding them."""
    rows: list[list[str]] = [[]]
    position, length = 0, len(text)
    while position <= length:
        cell, position = _read_cell(text, position)
        rows[-1].append(cell)
        if position >= length:
            break
        if text[position] == "\t":
            position += 1
            continue
        position += 2 if text.startswith("\r\n", position) else 1
        if position >= length:
            break
        rows.append([])
    return rows


def _read_cell(text: str, start: int) -> tuple[str, int]:
    if text.startswith('"', start):
        end = start + 1
        while (end := text.find('"', end)) >= 0:
            if text.startswith('""', end):
                end += 2
                continue
            if end + 1 == len(text) or text[end + 1] in "\t\r\n":
                return text[start + 1 : end].replace('""', '"').replace("\r\n", "\n"), end + 1
            break  # a quote that only stands at the start of what was typed
    end = start
    while end < len(text) and text[end] not in "\t\r\n":
        end += 1
    return text[start:end], end


class _TableReader(HTMLParser):
    """Reads the cells of the tables of a piece of HTML; spanned cells are repeated as blanks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self._cell = []
            said = dict(attrs).get("colspan") or "1"
            self._span = min(int(said), 100) if said.isdigit() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.rows[-1] += ["".join(self._cell).strip(), *[""] * (self._span - 1)]
            self._cell = None
