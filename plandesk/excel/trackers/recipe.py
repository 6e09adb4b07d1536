"""A recipe: how one kind of tracker is read, as TOML that people can read and change."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from plandesk.errors import UserError
from plandesk.excel.trackers.csv import CsvForm
from plandesk.excel.trackers.guess import fingerprint
from plandesk.excel.trackers.mapping import (
    ColumnMapping,
    Mapping,
    RowKind,
    SheetKind,
    SheetMapping,
    ValueGuess,
)
from plandesk.excel.trackers.words import Field, PeriodSaid, heading_words

SCHEMA = 1
_NOT_RATED = "not rated"
_HEAD = """\
# How PlanDesk reads a tracker of this shape. Change what is wrong and use it again.
# kind: action list, project list, service plan, summary,
# register or notes; use = false leaves a sheet out.
# field: {fields}; "" keeps a column under its own heading.
# ratings: the code of a rating of the plan, or "not rated".
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a recipe says: sheets by their headings, ratings by text and fill, names.

    ``rows`` are the sheet, text and kind of rows whose kind was corrected; ``periods`` the
    periods by the label that would be guessed.
    """

    fingerprint: str
    preset: str
    sheets: tuple[SheetMapping, ...]
    texts: dict[str, str | None]
    fills: dict[str, str | None]
    names: dict[str, str]
    form: CsvForm | None = None
    rows: tuple[tuple[str, str, RowKind], ...] = ()
    periods: dict[str, PeriodSaid] = field(default_factory=dict[str, PeriodSaid])


@dataclass(frozen=True, slots=True)
class RecipeNotes:
    """What a recipe says beside the mapping: how a CSV is written, rows by text, periods.

    ``periods`` gives the period said by the label that would be guessed.
    """

    form: CsvForm | None = None
    rows: tuple[tuple[str, str, RowKind], ...] = ()
    periods: dict[str, PeriodSaid] = field(default_factory=dict[str, PeriodSaid])


def shape_of(how: SheetMapping) -> tuple[str, ...]:
    """Return the headings of a sheet as plain words, without the periods that they name.

    Columns without a heading may hold something in one issue of a tracker and not in the next.
    """
    return tuple(heading_words(each.heading) for each in how.named)


def write_recipe(mapping: Mapping, preset: str, notes: RecipeNotes | None = None) -> str:
    """Return a mapping as a recipe's text; sheets of the same shape are written once."""
    lines = [_HEAD.format(fields=", ".join(each.value for each in Field))]
    lines += [
        f"schema = {SCHEMA}",
        f"fingerprint = {_text(mapping.fingerprint)}",
        f"preset = {_text(preset)}",
    ]
    notes = notes or RecipeNotes()
    lines += _form_lines(notes.form)
    seen: set[tuple[str, ...]] = set()
    for how in mapping.sheets:
        if not how.columns or shape_of(how) in seen:
            continue
        seen.add(shape_of(how))
        lines += ["", "[[sheets]]", f"example = {_text(how.name)}"]
        lines += [f"kind = {_text(how.kind.value)}", f"use = {str(how.use).lower()}"]
        for column in how.columns:
            held = column.field.value if column.field else ""
            lines += ["", "[[sheets.columns]]"]
            lines += [f"heading = {_text(column.heading)}", f"field = {_text(held)}"]
    for name, guesses in (("text", mapping.texts), ("fill", mapping.fills)):
        lines += ["", f"[ratings.{name}]"]
        lines += [f"{_text(each.shown)} = {_text(each.code or _NOT_RATED)}" for each in guesses]
    lines += ["", "[names]"]
    lines += [f"{_text(said)} = {_text(taken)}" for said, taken in mapping.names.items()]
    lines += _note_lines(notes)
    return "\n".join(lines) + "\n"


def _form_lines(form: CsvForm | None) -> list[str]:
    if form is None:
        return []
    said = (("delimiter", form.delimiter), ("encoding", form.encoding), ("dates", form.dates))
    return ["", "[csv]", *(f"{name} = {_text(value)}" for name, value in said)]


def _note_lines(notes: RecipeNotes) -> list[str]:
    lines: list[str] = []
    for sheet, text, kind in notes.rows:
        lines += ["", "[[rows]]", f"sheet = {_text(sheet)}", f"text = {_text(text)}"]
        lines.append(f"kind = {_text(kind.value)}")
    for guessed, said in notes.periods.items():
        lines += ["", "[[periods]]", f"guessed = {_text(guessed)}", f"label = {_text(said.label)}"]
        lines.append(f"as_at = {said.as_at.isoformat()}")
    return lines


def _text(value: str) -> str:
    """Return a TOML basic string."""
    out = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(each if each >= " " else f"\\u{ord(each):04X}" for each in out) + '"'


def load_recipe(path: Path) -> Recipe:
    """Read a recipe file; raises UserError that says what is wrong with it."""
    try:
        return read_recipe(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise UserError(f"The recipe “{path.name}” is not there.", "Check its name.") from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise UserError(f"The recipe “{path.name}” cannot be read.", "Check the file.") from fault
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, AttributeError) as fault:
        raise UserError(
            f"“{path.name}” is no recipe that PlanDesk can read: {fault}.",
            "Mend that line, or leave the recipe out and let PlanDesk guess.",
        ) from fault


def read_recipe(text: str) -> Recipe:
    """Read a recipe's text; raises ValueError, KeyError or TypeError for one that is not right."""
    told = tomllib.loads(text)
    if told.get("schema") != SCHEMA:
        raise ValueError(f"its schema is {told.get('schema')}, not {SCHEMA}")
    sheets = tuple(_sheet(each) for each in told.get("sheets", []))
    ratings = told.get("ratings", {})
    return Recipe(
        str(told.get("fingerprint", "")) or fingerprint(sheets),
        str(told.get("preset", "")),
        sheets,
        _codes(ratings.get("text", {})),
        _codes(ratings.get("fill", {})),
        {str(said): str(taken) for said, taken in told.get("names", {}).items()},
        _form(told.get("csv")),
        tuple(
            (str(each["sheet"]), str(each["text"]), RowKind(each["kind"]))
            for each in told.get("rows", [])
        ),
        {
            str(each["guessed"]): PeriodSaid(str(each["label"]), _day(each["as_at"]))
            for each in told.get("periods", [])
        },
    )


def _form(told: dict[str, Any] | None) -> CsvForm | None:
    if told is None:
        return None
    return CsvForm(*(str(told.get(name, "")) for name in ("delimiter", "encoding", "dates")))


def _day(said: object) -> dt.date:
    if isinstance(said, dt.date):
        return said
    raise ValueError(f"{said} is no date such as 2024-03-31")


def _sheet(told: dict[str, Any]) -> SheetMapping:
    columns = tuple(
        ColumnMapping(number, str(each["heading"]), Field(each["field"]) if each["field"] else None)
        for number, each in enumerate(told.get("columns", []), start=1)
    )
    kind = SheetKind(told["kind"])
    return SheetMapping(str(told.get("example", "")), kind, columns=columns, use=bool(told["use"]))


def _codes(told: dict[str, Any]) -> dict[str, str | None]:
    return {str(shown): None if code == _NOT_RATED else str(code) for shown, code in told.items()}


def apply_recipe(mapping: Mapping, recipe: Recipe, source: str) -> Mapping:
    """Return a guessed mapping with what the recipe says in the place of the guesses.

    Sheets are recognised by their headings, values by text or fill; what the recipe does not
    know stays guessed.
    """
    shapes = {shape_of(each): each for each in recipe.sheets}
    sheets = tuple(
        _with_columns(how, shapes[shape_of(how)]) if shape_of(how) in shapes else how
        for how in mapping.sheets
    )
    return replace(
        mapping,
        sheets=sheets,
        texts=tuple(_values(mapping.texts, recipe.texts)),
        fills=tuple(_values(mapping.fills, recipe.fills)),
        names={**mapping.names, **recipe.names},
        source=source,
    )


def _with_columns(how: SheetMapping, told: SheetMapping) -> SheetMapping:
    named = iter(told.named)
    unnamed = {each.heading: each for each in told.columns if each.unnamed}

    def said(mine: ColumnMapping) -> ColumnMapping:
        return unnamed.get(mine.heading, mine) if mine.unnamed else next(named)

    columns = tuple(replace(mine, field=said(mine).field) for mine in how.columns)
    return replace(how, kind=told.kind, use=told.use, columns=columns)


def _values(guesses: Iterable[ValueGuess], told: dict[str, str | None]) -> Iterable[ValueGuess]:
    for guess in guesses:
        if guess.shown in told:
            yield replace(guess, code=told[guess.shown], sure=True)
        else:
            yield guess
