"""Colours that Excel works out by itself: the simple rules of a sheet's conditional formatting.

Read are comparisons of a cell with a constant, rules on the text of a cell, and formulas that
compare one cell of the same row or column with a constant. Scales, bars, icons and any other
formula are not worked out; their cells are named instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from plandesk.excel.trackers.grid import (
    GridCell,
    GridSheet,
    column_letter,
    column_number,
    read_range,
)

MOST_TESTS = 2_000_000
"""Cells times rules of one sheet that are worked out; a sheet of stray rules costs no minute."""

Area = tuple[tuple[int, int], tuple[int, int]]
Test = Callable[[GridSheet, int, int], bool]


@dataclass(slots=True)
class PrintedRule:
    """One rule as the sheet's XML says it; ``areas`` as printed: "D2:D90 F2:F90"."""

    areas: str
    kind: str
    operator: str = ""
    text: str = ""
    format: str = ""
    priority: int = 0
    stops: bool = False
    formulas: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Rule:
    areas: tuple[Area, ...]
    test: Test
    fill: str | None
    stops: bool
    words: str


_AT = r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
_TEXT = r'"(?P<text>(?:[^"]|"")*)"'
_NUMBER = r"(?P<number>-?\d+(?:\.\d+)?)"
_SIGN = r"(?P<sign><=|>=|<>|=|<|>)"
_CONSTANT = re.compile(rf"=?\s*(?:{_TEXT}|{_NUMBER})\s*")
_FORMULAS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:UPPER|LOWER|TRIM)\()?{_AT}\)?\s*{_SIGN}\s*(?:{_TEXT}|{_NUMBER})",
        rf"LEFT\(\s*(?:TRIM\()?{_AT}\)?\s*(?:,\s*\d+)?\)\s*(?P<starts>=)\s*{_TEXT}",
        rf"(?:NOT\()?\s*ISNUMBER\(\s*(?P<holds>SEARCH|FIND)\({_TEXT},\s*{_AT}\)\)",
    )
)
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}
_OPERATORS = {
    "equal": "=",
    "notEqual": "<>",
    "lessThan": "<",
    "greaterThan": ">",
    "lessThanOrEqual": "<=",
    "greaterThanOrEqual": ">=",
}
_TEXT_RULES: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda said, text: text in said,
    "notContainsText": lambda said, text: text not in said,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}


def paint(
    sheet: GridSheet, printed: list[PrintedRule], fill_of: Callable[[str], str | None]
) -> list[str]:
    """Give cells the fills that the rules of their sheet give; return sentences about both.

    ``fill_of`` resolves the fill of a numbered format. The sentences name the cells that took a
    colour from a rule, and those whose rules are not worked out.
    """
    rules: list[_Rule] = []
    unread: list[str] = []
    tests = 0
    for one in sorted(printed, key=lambda each: each.priority):
        rule = _read(one, fill_of(one.format) if one.format else None)
        tests += sum(_size(sheet, area) for area in rule.areas) if rule else 0
        if rule is not None and tests <= MOST_TESTS:
            rules.append(rule)
        elif one.format == "" or fill_of(one.format) is not None:
            unread.append(one.areas)
    painted = _painted(sheet, rules)
    notes: list[str] = []
    if painted:
        notes.append(
            f"Sheet “{sheet.name}”: the colours of {_places(painted)} come from rules of Excel "
            "(conditional formatting) and were worked out from the words there."
        )
    if unread:
        named = ", ".join(dict.fromkeys(area for each in unread for area in each.split()))
        notes.append(
            f"Sheet “{sheet.name}”: colours that Excel works out by itself (conditional "
            f"formatting) in {named} are not read; the words and fills in the cells are."
        )
    return notes


def _read(one: PrintedRule, fill: str | None) -> _Rule | None:
    areas = tuple(area for said in one.areas.split() if (area := read_range(said)) is not None)
    test = _test(one, areas[0][0]) if areas else None
    if test is None:
        return None
    words = one.text or " and ".join(one.formulas)
    return _Rule(areas, test, fill, one.stops, words)


def _test(one: PrintedRule, head: tuple[int, int]) -> Test | None:
    if one.kind in _TEXT_RULES and one.text:
        holds, text = _TEXT_RULES[one.kind], one.text.casefold()
        return lambda sheet, row, column: holds(_said(sheet, row, column), text)
    if one.kind == "cellIs":
        return _comparing(one)
    if one.kind == "expression" and len(one.formulas) == 1:
        return _formula(one.formulas[0], head)
    return None


def _comparing(one: PrintedRule) -> Test | None:
    found = [_CONSTANT.fullmatch(each) for each in one.formulas]
    constants = [_constant(each) for each in found if each is not None]
    if len(constants) != len(one.formulas):
        return None
    if one.operator in {"between", "notBetween"} and len(constants) == 2:
        low, high = constants
        inside = one.operator == "between"
        return lambda sheet, row, column: (
            (
                _compare(_said(sheet, row, column), ">=", low)
                and _compare(_said(sheet, row, column), "<=", high)
            )
            is inside
        )
    sign = _OPERATORS.get(one.operator)
    if sign is None or len(constants) != 1:
        return None
    constant = constants[0]
    return lambda sheet, row, column: _compare(_said(sheet, row, column), sign, constant)


def _formula(text: str, head: tuple[int, int]) -> Test | None:
    """Read a formula on one cell; its place moves along with the cell that is coloured."""
    said = text.strip().removeprefix("=").strip()
    for pattern in _FORMULAS:
        found = pattern.fullmatch(said)
        if found is not None:
            break
    else:
        return None
    groups = found.groupdict()
    at = _moving(found, head)
    constant = _constant(found)
    if groups.get("starts"):
        return lambda sheet, row, column: _said(sheet, *at(row, column)).startswith(str(constant))
    if groups.get("holds"):
        there = not said.upper().startswith("NOT")
        return lambda sheet, row, column: (str(constant) in _said(sheet, *at(row, column))) is there
    sign = groups["sign"]
    return lambda sheet, row, column: _compare(_said(sheet, *at(row, column)), sign, constant)


def _moving(found: re.Match[str], head: tuple[int, int]) -> Callable[[int, int], tuple[int, int]]:
    printed = found[0]
    start = found.start("column")
    fixed_column = printed[start - 1 : start] == "$"
    fixed_row = printed[found.end("column") : found.start("row")] == "$"
    row, column = int(found["row"]), column_number(found["column"])
    down, right = row - head[0], column - head[1]
    return lambda at_row, at_column: (
        row if fixed_row else at_row + down,
        column if fixed_column else at_column + right,
    )


def _constant(found: re.Match[str]) -> str | float:
    groups = found.groupdict()
    if groups.get("number"):
        return float(groups["number"])
    return (groups.get("text") or "").replace('""', '"').casefold()


def _said(sheet: GridSheet, row: int, column: int) -> str:
    return sheet.unfolded(row, column).text.strip().casefold()


def _compare(said: str, sign: str, constant: str | float) -> bool:
    """Compare as Excel does: words without regard to case, numbers as numbers, blanks as none."""
    if isinstance(constant, str):
        if sign in {"=", "<>"}:
            return (said == constant) is (sign == "=")
        return False
    try:
        return _COMPARE[sign](float(said), constant) if said else False
    except ValueError:
        return sign == "<>"


def _painted(sheet: GridSheet, rules: list[_Rule]) -> list[tuple[int, int]]:
    taken: dict[tuple[int, int], bool] = {}
    for rule in rules:
        for at in _cells(sheet, rule.areas):
            if taken.get(at) or not rule.test(sheet, *at):
                continue
            if rule.fill is not None:
                cell = sheet.rows[at[0]].cells.setdefault(at[1], GridCell())
                cell.fill, cell.stored = rule.fill, f"a rule of Excel on {rule.words}"
            taken[at] = rule.fill is not None or rule.stops
    return [at for at in taken if sheet.cell(*at).stored.startswith("a rule of Excel")]


def _cells(sheet: GridSheet, areas: tuple[Area, ...]) -> Iterator[tuple[int, int]]:
    """Yield the places in areas where the sheet has rows; whole columns end with the sheet."""
    for first, last in areas:
        right = min(last[1], max(sheet.width, first[1]))
        for number in sheet.rows:
            if first[0] <= number <= last[0]:
                for column in range(first[1], right + 1):
                    yield number, column


def _size(sheet: GridSheet, area: Area) -> int:
    first, last = area
    rows = min(last[0], next(reversed(sheet.rows), 0)) - first[0] + 1
    return max(0, rows) * (min(last[1], max(sheet.width, first[1])) - first[1] + 1)


def _places(cells: list[tuple[int, int]]) -> str:
    """Return cells as an officer names them: "D2 to D24 (17 cells), F3"."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        columns.setdefault(column, []).append(row)
    said: list[str] = []
    for column, rows in sorted(columns.items()):
        letter = column_letter(column)
        if len(rows) == 1:
            said.append(f"{letter}{rows[0]}")
        else:
            said.append(f"{letter}{rows[0]} to {letter}{rows[-1]} ({len(rows):,} cells)")
    return ", ".join(said)
