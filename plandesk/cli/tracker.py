"""Commands that bring in a tracker: inspect, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandesk.cli.context import Call, Verbs, add_group, add_verb, exit_for
from plandesk.errors import ExitCode, UsageError, writing
from plandesk.models.counted import counted
from plandesk.models.types import Level

if TYPE_CHECKING:  # the readers are heavy, and --help loads every command
    from argparse import ArgumentParser

    from plandesk.excel.trackers.csv import CsvForm
    from plandesk.excel.trackers.mapping import SheetMapping
    from plandesk.services.trackers.bringing_in import TrackerResult
    from plandesk.services.trackers.match import RowPreview
    from plandesk.services.trackers.reading import TrackerGuess

_KEYS = {
    Level.WORKSTREAM: "level1",
    Level.PROJECT: "level2",
    Level.ACTION: "level3",
    Level.MILESTONE: "milestones",
}
_SHOWN = 20


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "tracker", "Look at or bring in a tracker that was kept in Excel.")
    inspect = add_verb(group, "inspect", "Say how a workbook would be read.", _inspect, "json")
    inspect.add_argument("book", metavar="BOOK", help="a workbook (*.xlsx) or CSV file")
    inspect.add_argument("--recipe", metavar="TOML", help="read it as this recipe says")
    inspect.add_argument("--save-recipe", metavar="TOML", help="write how it is read to a file")
    _add_form(inspect)
    bring = add_verb(group, "import", "Bring a tracker into a plan, or make one of it.", _import)
    bring.add_argument("book", metavar="BOOK", help="a workbook (*.xlsx) or CSV file")
    bring.add_argument("--recipe", metavar="TOML", help="read it as this recipe says")
    bring.add_argument("--sheet", metavar="S", action="append", default=[], help="this sheet alone")
    _add_form(bring)
    bring.add_argument("--period", metavar="P", help="the period that the ratings go to")
    bring.add_argument("--dry-run", action="store_true", help="say what would change, do nothing")
    bring.add_argument("--save-recipe", metavar="TOML", help="write how it is read to a file")


def _add_form(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--delimiter", metavar="D", default="", help="of a CSV file: comma, semicolon, tab or bar"
    )
    verb.add_argument(
        "--encoding",
        metavar="E",
        default="",
        help="of a CSV file: utf-8, windows, utf-16, dos, mac",
    )
    verb.add_argument(
        "--dates", metavar="FIRST", default="", help="in a CSV file: day or month comes first"
    )


def _form(call: Call) -> CsvForm | None:
    """Return what was said about a CSV file; None when nothing was."""
    from plandesk.excel.trackers.csv import CsvForm

    said = CsvForm(call.args.delimiter, call.args.encoding, call.args.dates)
    return None if said == CsvForm() else said.checked()


# ---- inspect


def _inspect(call: Call) -> int:
    from plandesk.services.trackers.reading import Recipes, guess_tracker

    guess = guess_tracker(
        _book(call), recipes=Recipes(_recipe(call)), form=_form(call), step=call.step
    )
    _save_recipe(call, guess)
    call.answer(
        {
            "sheets": [_sheet_json(guess, how) for how in guess.mapping.sheets],
            "preset": guess.shape.preset,
            "title": guess.mapping.title,
            "fingerprint": guess.mapping.fingerprint,
            "recipe": guess.mapping.source,
            "periods": [
                {"label": each.label, "as_at": each.as_at.isoformat()}
                for each in guess.mapping.periods
            ],
            "names": guess.mapping.names,
            "notes": list(guess.book.notes),
            "csv": _form_json(guess),
        },
        "\n".join(_inspect_lines(guess)),
    )
    return ExitCode.DONE


def _form_json(guess: TrackerGuess) -> dict[str, Any] | None:
    form = guess.book.form
    if form is None:
        return None
    return {
        "delimiter": form.delimiter,
        "encoding": form.encoding,
        "dates": form.dates,
        "doubts": list(guess.book.doubts),
    }


def _sheet_json(guess: TrackerGuess, how: SheetMapping) -> dict[str, Any]:
    from plandesk.excel.trackers.guess import values_of

    sheet = guess.book.sheet(how.name)
    texts, fills = values_of(sheet, how, guess.mapping) if sheet else ({}, {})
    return {
        "name": how.name,
        "kind": how.kind.value,
        "use": how.use,
        "header_rows": sorted({*how.header_rows, *how.second_rows}),
        "columns": _columns_json(how),
        "ratings": {"text": _words(guess, texts), "fill": _words(guess, fills)},
    }


def _columns_json(how: SheetMapping) -> list[dict[str, Any]]:
    return [
        {
            "letter": each.letter,
            "field": each.field.value if each.field else None,
            "heading": None if each.unnamed else each.heading,
            "period": each.period or None,
        }
        for each in how.columns
    ]


def _words(guess: TrackerGuess, codes: dict[str, str | None]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for shown, code in codes.items():
        value = guess.shape.scale.by_code(code)
        found[shown] = value.word if value else None
    return found


def _inspect_lines(guess: TrackerGuess) -> list[str]:
    lines = [f"{guess.book.name}: {guess.mapping.title} ({guess.shape.preset})"]
    form = guess.book.form
    if form is not None:
        lines.append(f"CSV: {form.delimiter}, {form.encoding}, the {form.dates} first in dates")
    lines += [f"  {doubt}  (please check)" for doubt in guess.book.doubts]
    for how in guess.mapping.sheets:
        rows = ", ".join(map(str, how.header_rows[:6])) or "none"
        more = " ..." if len(how.header_rows) > 6 else ""
        used = "" if how.use else " (not read)"
        lines.append(f"{how.name}: {how.kind.value}{used}; header rows {rows}{more}")
        for each in how.columns:
            field = each.field.value if each.field else "kept under its heading"
            period = f", {each.period}" if each.period else ""
            lines.append(f"  {each.letter:>3}  {each.heading[:40]:40}  {field}{period}")
    for each in (*guess.mapping.texts, *guess.mapping.fills):
        value = guess.shape.scale.by_code(each.code)
        word = value.word if value else "not rated" if each.sure else "not understood"
        doubt = "" if each.sure else "  (please check)"
        lines.append(f"  {each.shown:20} {each.count:>6}  {word}{doubt}")
    return lines


# ---- import


def _import(call: Call) -> int:
    from plandesk.services.trackers.bringing_in import TrackerJob, bring_in

    job = TrackerJob(
        _book(call),
        call.file,
        _recipe(call),
        tuple(call.args.sheet),
        call.args.period,
        _form(call),
    )
    result = bring_in(job, dry_run=call.args.dry_run, step=call.step)
    _save_recipe(call, result.guess)
    call.answer(_result_json(result, call.args.dry_run), "\n".join(_result_lines(call, result)))
    return exit_for(bool(result.reading.not_understood))


def _result_json(result: TrackerResult, dry_run: bool) -> dict[str, Any]:
    from plandesk.services.trackers.match import How

    reading = result.reading
    counts = reading.counts
    preview = result.preview
    rows = preview.rows if preview else ()
    return {
        "read": counts.read,
        "taken": counts.taken,
        "headings": counts.headings,
        "repeated_headers": counts.repeated_headers,
        "other": counts.other,
        "not_understood": [
            {"sheet": row.sheet, "row": row.row, "reason": row.reason}
            for row in reading.not_understood
        ],
        "created": {_KEYS[level]: count for level, count in result.created.items()},
        "updated": {_KEYS[level]: count for level, count in result.updated.items()},
        "rated": result.rated,
        "recipe": result.guess.mapping.source,
        "fingerprint": result.guess.mapping.fingerprint,
        "preset": reading.content.preset,
        "title": preview.plan_title if preview else reading.content.title,
        "missing": [
            {"ref": each.ref, "title": each.title} for each in (preview.missing if preview else ())
        ],
        "matched_by_text": [_match_json(row) for row in rows if row.how is How.TEXT],
        "asked": [_asked_json(row) for row in rows if row.how is How.ASK],
        "doubts": _doubts_json(result),
        "columns": [
            {"sheet": how.name, "columns": _columns_json(how)}
            for how in reading.mapping.sheets
            if how.use
        ],
        "notes": [*reading.notes, *(preview.notes if preview else ())],
        "dry_run": dry_run,
    }


def _doubts_json(result: TrackerResult) -> list[dict[str, Any]]:
    found = [(each.sheet, each.row, each.reason) for each in result.reading.doubts]
    rows = result.preview.rows if result.preview else ()
    found += [(*row.place, row.doubt) for row in rows if row.doubt]
    return [{"sheet": sheet, "row": row, "reason": reason} for sheet, row, reason in found]


def _match_json(row: RowPreview) -> dict[str, Any]:
    best, second = row.match, row.runner_up
    return {
        "sheet": row.place[0],
        "row": row.place[1],
        "title": row.title,
        "match": {"ref": best.ref, "score": best.score} if best else None,
        "runner_up": {"ref": second.ref, "score": second.score} if second else None,
        "doubt": row.doubt,
    }


def _asked_json(row: RowPreview) -> dict[str, Any]:
    return {
        "sheet": row.place[0],
        "row": row.place[1],
        "title": row.title,
        "options": [{"ref": each.ref, "score": each.score} for each in row.options],
    }


def _result_lines(call: Call, result: TrackerResult) -> list[str]:
    from plandesk.services.trackers.account import column_lines

    reading, counts = result.reading, result.reading.counts
    names = [name.lower() for name in reading.content.level_names]
    made = _listed(result.created, names)
    verb = "Would bring" if call.args.dry_run else "Brought"
    lines = [
        f"{verb} {call.args.book} into {call.file}: {made or 'nothing'} new, "
        f"{_listed(result.updated, names) or 'none'} changed, {result.rated} ratings.",
        f"Rows read {counts.read} = taken {counts.taken} + headings {counts.headings} + repeated "
        f"headers {counts.repeated_headers} + other {counts.other} + not understood "
        f"{counts.not_understood}.",
    ]
    lines += [
        f"Not understood: sheet “{row.sheet}” row {row.row}: {row.reason}."
        for row in reading.not_understood
    ]
    doubts = [f"Look at: sheet “{each.sheet}” {each.reason}" for each in reading.doubts]
    rows = result.preview.rows if result.preview else ()
    doubts += [
        f"Look at: sheet “{row.place[0]}” row {row.place[1]}: {row.doubt}"
        for row in rows
        if row.doubt
    ]
    notes = [*reading.notes, *(result.preview.notes if result.preview else ())]
    columns = [f"Column: {said}." for said in column_lines(reading, kept=True)]
    for found in (columns, doubts, notes):
        lines += found[:_SHOWN]
        if len(found) > _SHOWN:
            lines.append(f"... and {len(found) - _SHOWN} more (see --json).")
    if result.preview and result.preview.missing:
        count = len(result.preview.missing)
        stay = (
            "is not in the tracker; it stays as it is"
            if count == 1
            else ("are not in the tracker; they stay as they are")
        )
        lines.append(f"{counted(count, 'row')} of the plan {stay}.")
    return lines


def _listed(counts: dict[Level, int], names: list[str]) -> str:
    parts = [
        f"{count} {names[int(level) - 1]}{'' if count == 1 else 's'}"
        for level, count in counts.items()
        if count
    ]
    return ", ".join(parts)


def _book(call: Call) -> Path:
    return Path(call.args.book)


def _recipe(call: Call) -> Path | None:
    return Path(call.args.recipe) if call.args.recipe else None


def _save_recipe(call: Call, guess: TrackerGuess) -> None:
    if not call.args.save_recipe:
        return
    target = Path(call.args.save_recipe)
    if target.exists():
        raise UsageError(f"“{target.name}” exists already.", "Give the recipe another name.")
    with writing(target, failure=UsageError):
        target.write_text(guess.recipe(), encoding="utf-8")
