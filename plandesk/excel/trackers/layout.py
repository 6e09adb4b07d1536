"""Where the tables of a sheet are: legends, header rows (two lines, repeated), columns, kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from plandesk.excel.trackers.contents import (
    by_content,
    called_names,
    holds_keys,
    rated_parts,
    row_colour,
    stated,
    unheaded_refs,
    unnamed,
    values_of_column,
)
from plandesk.excel.trackers.grid import GridRow, GridSheet, plain, table_name
from plandesk.excel.trackers.mapping import ColumnMapping, SheetKind, SheetMapping, unnamed_column
from plandesk.excel.trackers.pairs import (
    due_dates,
    grouped,
    own_refs,
    split_refs,
    two_leads,
    without_marks,
)
from plandesk.excel.trackers.values import RatingWords
from plandesk.excel.trackers.words import (
    Field,
    field_of,
    heading_words,
    read_period,
    when_of,
)

UNREAD = frozenset({SheetKind.NOTES, SheetKind.EMPTY, SheetKind.REGISTER})
_HEADING_LENGTH = 80
_HEAD = 30  # rows: a key stands above a table
_OFTEN, _REPEATED = 3, 12  # other rows that say the same; as many are looked at
_OF_PERIOD = {Field.RATING, Field.REASON, Field.FORECAST, Field.HELP}
_RECOMMENDED = re.compile(r"(?:audit |agreed )?recommendations?(?: made| text| details?)?$")
_PART_OF_PERIOD = re.compile(
    r"(?:(?:20\d\d(?:[/-]\d\d)?|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
    r"|q[1-4]|quarter [1-4])\.?$",
    re.IGNORECASE,
)
_SERVICE_HEAD = re.compile(r"\b(?:staffing|budget|fte|lead officers?)\b", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:actions?|deliverables?|activit(?:y|ies)|tasks?|steps?|(?:what|how) (?:we )?will(?: we)?|"
    r"to be done)\b"
)


@dataclass(frozen=True, slots=True)
class Legend:
    """The rows that explain the ratings, and the fills that stand for them there."""

    rows: tuple[int, ...] = ()
    heading: int | None = None
    fills: tuple[tuple[str, str], ...] = ()


def find_legend(sheet: GridSheet, words: RatingWords) -> Legend:
    """Return the first run of three or more rows that each name another rating."""
    run: list[tuple[int, str, str | None]] = []
    for row in sheet:
        said = _legend_row(row, words)
        if said and (not run or (row.number == run[-1][0] + 1 and said[0] not in _codes(run))):
            run.append((row.number, *said))
            continue
        if len(run) >= 3:
            break
        run = [(row.number, *said)] if said else []
    if len(run) < 3:
        return _legend_across(sheet, words)
    above = sheet.rows.get(run[0][0] - 1)
    heading = above.number if above and _is_legend_heading(above) else None
    fills = tuple((fill, code) for _, code, fill in run if fill)
    return Legend(tuple(number for number, _, _ in run), heading, fills)


def _legend_across(sheet: GridSheet, words: RatingWords) -> Legend:
    """Return a key that stands in one row: three or more coloured cells, each another rating."""
    for row in list(sheet)[:_HEAD]:
        cells = [cell for cell in row.cells.values() if cell.text]
        said = {cell.fill: words.guess(cell.text)[0] for cell in cells if cell.fill}
        codes = [code for code in said.values() if code]
        alone = len(cells) - len(said) <= 1  # a label such as "Key:" may stand before them
        if len(said) >= 3 and alone and len(codes) == len(said) == len(set(codes)):
            return Legend((row.number,), None, tuple(zip(filter(None, said), codes, strict=True)))
    return Legend()


def _codes(run: list[tuple[int, str, str | None]]) -> set[str]:
    return {code for _, code, _ in run}


def _legend_row(row: GridRow, words: RatingWords) -> tuple[str, str | None] | None:
    texts = row.texts()
    if not texts or len(texts) > 2:
        return None
    values = list(texts.items())
    column, text = values[0]
    code = words.read(text)
    if code is None or (len(values) > 1 and re.fullmatch(r"[\d.,% ]+", values[1][1])):
        return None
    fill = row.cells[column].fill
    if fill is None:
        beside = (row.cells.get(column - 1), row.cells.get(column + 1))
        fill = next((cell.fill for cell in beside if cell and cell.fill and not cell.text), None)
    return code, fill


def _is_legend_heading(row: GridRow) -> bool:
    texts = list(row.texts().values())
    return 1 <= len(texts) <= 3 and all(len(text) <= 40 for text in texts)


# ---- header rows


def find_headers(sheet: GridSheet, taken: set[int]) -> list[list[int]]:
    """Return the numbers of the header rows, table by table, each with its repeats.

    ``taken`` are rows that are already known to be something else.
    """
    rows = [row for row in sheet if row.number not in taken]
    first = next((row for row in rows if _is_header(row)), None)
    if first is None:
        first = next((row for row in rows if _looks_like_header(sheet, row)), None)
    return _tables(rows, first) if first is not None else []


def _tables(rows: list[GridRow], first: GridRow) -> list[list[int]]:
    signature = _signature(first)
    short = max(len(text) for text in first.texts().values()) + 20
    tables = [[first.number]]
    values = _Values(rows)
    for row in rows:
        texts = row.texts().values()
        if row.number <= first.number or not texts or max(map(len, texts)) > short:
            continue
        if _same(signature, _signature(row)):
            tables[-1].append(row.number)
        elif len(texts) >= 3 and _is_header(row) and not values.hold(row):
            signature = _signature(row)
            tables.append([row.number])
    return tables


class _Values:
    """Tells a heading, which stands alone in its column, from what its rows say again and again.

    "Milestone" beside a text, a number and a month is a row like those around it, although each
    of the words could head a column.
    """

    def __init__(self, rows: list[GridRow]) -> None:
        self._rows = rows
        self._said: dict[tuple[int, str], list[set[tuple[int, str]]]] = {}

    def hold(self, row: GridRow) -> bool:
        """Return whether a cell of a row is said by several other rows too, beside other texts."""
        if not self._said:
            for each in self._rows:
                signature = _signature(each)
                for place in signature:
                    known = self._said.setdefault(place, [])
                    if len(known) < _REPEATED:
                        known.append(signature)
        own = _signature(row)
        return any(
            sum(not _same(own, other) for other in self._said[place]) >= _OFTEN for place in own
        )


def second_lines(sheet: GridSheet, headers: list[int]) -> tuple[int, ...]:
    """Return the rows that carry on the header rows above them, at most two under each."""
    found: list[int] = []
    for number in headers:
        for above in (number, number + 1):
            if not _is_second(sheet, above, sheet.rows.get(above + 1)):
                break
            found.append(above + 1)
    return tuple(found)


def _is_header(row: GridRow) -> bool:
    texts = list(row.texts().values())
    known = [
        each for each in (field_of(text) for text in texts if len(text) <= _HEADING_LENGTH) if each
    ]
    distinct = set(known)
    most = len(known) >= 0.6 * len(texts) or (len(distinct) >= 4 and len(known) >= 0.4 * len(texts))
    if len(texts) < 2 or len(distinct) < 2 or not most:
        return False
    named = {Field.TITLE, Field.PROJECT, Field.REF, Field.FIGURE, Field.DECLARED}
    return bool(distinct & named) or len(distinct) >= 4


def _looks_like_header(sheet: GridSheet, row: GridRow) -> bool:
    """Return whether an unknown row is set like a heading: short texts, all bold or all filled."""
    cells = [cell for cell in row.cells.values() if cell.text]
    if len(cells) < 3 or any(len(cell.text) > 40 or cell.columns > 2 for cell in cells):
        return False
    below = sheet.rows.get(row.number + 1)
    styled = all(cell.bold for cell in cells) or all(cell.fill for cell in cells)
    if below is None or len(below.texts()) < 2:
        return False
    plain_words = all(re.fullmatch(r"[A-Za-z][A-Za-z /&'().-]{1,30}", cell.text) for cell in cells)
    longer = max(map(len, below.texts().values())) > max(len(cell.text) for cell in cells)
    return styled or (plain_words and longer and len(below.texts()) >= 3)


def _signature(row: GridRow) -> set[tuple[int, str]]:
    return {(column, heading_words(text)) for column, text in row.texts().items()}


def _same(first: set[tuple[int, str]], second: set[tuple[int, str]]) -> bool:
    return len(second) >= 2 and len(first & second) >= 0.6 * max(len(first), len(second))


def _is_second(sheet: GridSheet, header: int, row: GridRow | None) -> bool:
    """Return whether a row carries on the headings above it: under merged groups, known words."""
    if row is None or not row.texts():
        return False
    if _fills_the_gaps(sheet, header, row):
        return True
    for column, text in row.texts().items():
        above = sheet.cell(header, column)
        named = read_period(text) or when_of(text) or field_of(text) or _PART_OF_PERIOD.match(text)
        if len(text) > 40 or not named:
            return False
        alone = not above.text or _PART_OF_PERIOD.match(above.text)  # a year over one month
        grouped = above.origin is not None or above.columns > 1 or alone
        grouped = grouped or _stretches(sheet, header, column, row)
        if not grouped:
            return False
    return True


def _fills_the_gaps(sheet: GridSheet, header: int, row: GridRow) -> bool:
    """Return whether merges tell the second line: groups above its texts, nothing else free."""
    above = sheet.rows[header].cells
    tall = [column for column, cell in above.items() if cell.text and cell.rows > 1]
    if not tall or any(len(text) > _HEADING_LENGTH for text in row.texts().values()):
        return False
    return all(
        sheet.cell(header, column).columns > 1
        or (sheet.cell(header, column).origin or (0, 0))[0] == header
        for column in row.texts()
    )


def _stretches(sheet: GridSheet, header: int, column: int, row: GridRow) -> bool:
    """Return whether a heading goes on over blanks to its right, as a merged one does in CSV."""
    right = sheet.cell(header, column + 1)
    return not right.text and bool(_dated(row.texts().get(column + 1, "")))


def _dated(text: str) -> bool:
    return bool(read_period(text) or when_of(text))


# ---- columns


def find_columns(
    sheet: GridSheet, mapping: SheetMapping, words: RatingWords
) -> tuple[ColumnMapping, ...]:
    """Return what each column holds, by its heading words and then by what stands in it."""
    if not mapping.header_rows:
        return ()
    first = mapping.header_rows[0]
    lines = [row for row in (first + 1, first + 2) if row in mapping.second_rows]
    columns: list[ColumnMapping] = []
    group = ""
    for column in range(1, sheet.width + 1):
        top = sheet.unfolded(first, column).text
        below = _below(sheet, lines, column, top)
        if top or not _dated(below):
            group = top if _dated(below) else ""
        else:
            top = group  # a CSV file has no merged cells: the heading stands over the first
        if (
            sheet.cell(first, column).origin
            and not below
            and _is_right_of_merge(sheet, first, column)
        ):
            top = ""
        heading = plain(top if below in ("", top) else f"{top} {below}")
        columns.append(_column(column, heading, top, below) if heading else unnamed_column(column))
    return _refine(sheet, mapping, columns, words)


def _below(sheet: GridSheet, lines: list[int], column: int, top: str) -> str:
    """Return what the further lines of a heading say, each thing once."""
    said = [sheet.unfolded(line, column).text for line in lines]
    texts = list(dict.fromkeys(text for text in said if text and text != top))
    turned = " ".join(reversed(texts))  # "2024" above "April" is April 2024
    return turned if read_period(turned) else " ".join(texts)


def _is_right_of_merge(sheet: GridSheet, row: int, column: int) -> bool:
    origin = sheet.cell(row, column).origin
    return origin is not None and origin[1] < column


def _column(column: int, heading: str, top: str, below: str) -> ColumnMapping:
    kind = field_of(heading) or (field_of(below) if below else None) or field_of(top)
    period = read_period(below) or read_period(heading)
    dated = kind in _OF_PERIOD or (kind is Field.COMMENTS and bool(below))
    label = period.label if period and dated else ""
    when = when_of(heading) if kind is Field.RATING else None
    return ColumnMapping(column, heading, kind, label, when)


def _refine(
    sheet: GridSheet, mapping: SheetMapping, columns: list[ColumnMapping], words: RatingWords
) -> tuple[ColumnMapping, ...]:
    rows = _rows_below(sheet, mapping)
    columns = [each for each in columns if not each.unnamed or values_of_column(rows, each.column)]
    columns = [by_content(rows, each, words) for each in columns]
    columns = [  # what a comment is about needs no period of its own
        replace(each, period="") if each.field is Field.COMMENTS else each for each in columns
    ]
    columns = split_refs(rows, without_marks(rows, columns))
    columns = unnamed(rows, called_names(rows, columns), words)
    columns = unheaded_refs(rows, stated(rows, columns, words))
    columns = rated_parts(rows, _one_title(columns))
    columns = own_refs(rows, columns)
    columns = _only_one(columns, Field.LEVEL)
    columns = grouped(rows, due_dates(two_leads(columns)))
    return tuple(_after_title(columns))


def _rows_below(sheet: GridSheet, mapping: SheetMapping) -> list[GridRow]:
    """Return the rows of a table without its headings and the key to the ratings."""
    skip = {*mapping.header_rows, *mapping.second_rows, *mapping.legend_rows}
    return [
        row
        for row in sheet
        if row.number > mapping.header_rows[0]
        and mapping.holds(row.number)
        and row.number not in skip
    ]


def _one_title(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Leave one column as the title: what is to be done, before what it is for.

    A recommendation is the title where nothing but a priority ("High") or an answer to it is.
    """
    titles = [each for each in columns if each.field is Field.TITLE]
    asked = next(
        (each for each in columns if _RECOMMENDED.match(heading_words(each.heading))), None
    )
    work = [each for each in titles if _WORK.search(heading_words(each.heading))]
    if asked is not None and not work:
        return [
            replace(each, field=Field.TITLE)
            if each is asked
            else (replace(each, field=None) if each in titles else each)
            for each in columns
        ]
    if len(titles) < 2:
        return columns
    best = work[0] if work else titles[0]
    changed: list[ColumnMapping] = []
    for each in columns:
        if each.field is not Field.TITLE or each is best:
            changed.append(each)
        elif each.column < best.column and not _has(columns, Field.PROJECT):
            changed.append(replace(each, field=Field.PROJECT))
        else:
            changed.append(replace(each, field=None))
    return changed


def _has(columns: list[ColumnMapping], wanted: Field) -> bool:
    return any(each.field is wanted for each in columns)


def _only_one(columns: list[ColumnMapping], wanted: Field) -> list[ColumnMapping]:
    """Leave the first column with this meaning."""
    found = [each for each in columns if each.field is wanted]
    return [replace(each, field=None) if each in found[1:] else each for each in columns]


def _after_title(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Read "Outcome" after the action's text as what it leads to, before it as its heading."""
    title = next((each.column for each in columns if each.field is Field.TITLE), None)
    if title is None:
        only = [each for each in columns if each.field is Field.MILESTONES]
        if only and not _has(columns, Field.PROJECT):
            return [replace(e, field=Field.TITLE) if e is only[0] else e for e in columns]
        return columns
    return [
        replace(each, field=Field.IMPACT)
        if each.field is Field.PROJECT
        and each.column > title
        and heading_words(each.heading) == "outcome"
        else each
        for each in columns
    ]


# ---- the sheet as a whole


def lay_out(sheet: GridSheet, words: RatingWords) -> list[SheetMapping]:
    """Return how the tables of a sheet seem to be made, from the top."""
    legend = find_legend(sheet, words)
    taken = {*legend.rows, *([legend.heading] if legend.heading else [])}
    tables = find_headers(sheet, taken)
    starts = [1, *(_start(sheet, table[0]) for table in tables[1:])]
    found: list[SheetMapping] = []
    for number, headers in enumerate(tables or [[]]):
        last = starts[number + 1] - 1 if number + 1 < len(starts) else 0
        how = SheetMapping(
            table_name(sheet.name, number + 1),
            SheetKind.NOTES,
            legend_rows=tuple(sorted(taken)),
            first=starts[number],
            last=last,
        )
        found.append(lay_out_from(sheet, how, headers, words))
    return found


def lay_out_from(
    sheet: GridSheet, how: SheetMapping, headers: list[int], words: RatingWords
) -> SheetMapping:
    """Return how a table is made whose header rows are known."""
    seconds = second_lines(sheet, headers)
    mapping = replace(how, header_rows=tuple(headers), second_rows=seconds)
    mapping = replace(mapping, columns=find_columns(sheet, mapping, words))
    kind = _kind(sheet, mapping)
    if kind in {SheetKind.ACTIONS, SheetKind.PROJECTS} and not mapping.of(Field.RATING):
        rows = [row for row in sheet if mapping.holds(row.number) and row.number not in headers]
        found = row_colour([row for row in rows if len(row.texts()) > 1], mapping, words)
        mapping = replace(mapping, columns=(*mapping.columns, *found))
    use = kind not in UNREAD and not sheet.hidden
    return replace(mapping, kind=kind, use=use)


def _start(sheet: GridSheet, header: int) -> int:
    """Return the first row of a later table: its titles stand right above its header."""
    row = header
    while (above := sheet.rows.get(row - 1)) is not None and 0 < len(above.texts()) <= 2:
        row -= 1
    return row


def _kind(sheet: GridSheet, mapping: SheetMapping) -> SheetKind:
    if not any(row.texts() for row in sheet):
        return SheetKind.EMPTY
    fields = Counter(each.field for each in mapping.columns)
    if not fields:
        return SheetKind.NOTES
    if any(holds_keys(_rows_below(sheet, mapping), each) for each in mapping.columns):
        return SheetKind.REGISTER
    if fields[Field.LEVEL] and fields[Field.TITLE]:
        return SheetKind.ACTIONS
    figures = fields[Field.FIGURE] + fields[Field.DECLARED]
    if figures >= 2 and figures >= 0.5 * len(mapping.named):
        return SheetKind.SUMMARY
    if fields[Field.TITLE] and fields[Field.IMPACT] and fields[Field.MEASURES]:
        head = " ".join(
            text
            for row in sheet
            if mapping.first <= row.number < mapping.header_rows[0]
            for text in row.texts().values()
        )
        if _SERVICE_HEAD.search(head) or fields[Field.TYPE]:
            return SheetKind.SERVICE
    if fields[Field.TITLE]:
        return SheetKind.ACTIONS
    if fields[Field.PROJECT]:
        return SheetKind.PROJECTS
    return SheetKind.NOTES
