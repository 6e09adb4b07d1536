"""Reads a register as the lines of a table: what the entries say, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from plandesk.models.register_types import Choice, RegisterKind
from plandesk.models.risk_matrix import Movement, RiskScore
from plandesk.ui.days import long_day, short_day
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell
from plandesk.ui.itemmodels.register_columns import Holds, RegisterColumn, columns_of
from plandesk.ui.itemmodels.row_roles import Sign

if TYPE_CHECKING:
    from plandesk.services.queries.registers.measures import MeasureRow, MeasureValue
    from plandesk.services.queries.registers.rows import EntryRow

_T = "Registers"
_MOVES = {
    Movement.HIGHER: (QT_TRANSLATE_NOOP(_T, "Higher"), Sign(Icon.UP, "error")),
    Movement.LOWER: (QT_TRANSLATE_NOOP(_T, "Lower"), Sign(Icon.DOWN, "success")),
    Movement.SAME: (QT_TRANSLATE_NOOP(_T, "No change"), Sign(Icon.SAME)),
    Movement.NEW: (QT_TRANSLATE_NOOP(_T, "New"), Sign(Icon.SAMPLE, "info")),
    Movement.UNKNOWN: (QT_TRANSLATE_NOOP(_T, "Not known"), None),
}

_ROW_WORDS = (
    QT_TRANSLATE_NOOP(_T, "Nothing yet"),
    QT_TRANSLATE_NOOP(_T, "1 row"),
    QT_TRANSLATE_NOOP(_T, "%1 rows"),
)


def said(text: object) -> str:
    """Return words of the registers in the language of the window."""
    return QCoreApplication.translate(_T, str(text))


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line: the entry, cells that do not stand in it, what is edited there, and a course.

    ``course`` are the values of a measure in order, each with its period.
    """

    entry: EntryRow
    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    edits: Mapping[str, str] = field(default_factory=dict[str, str])
    course: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterLines:
    """A register: what it is, its columns, and its lines in order."""

    kind: RegisterKind
    columns: tuple[RegisterColumn, ...]
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose entries are read, and as of when; ``several`` says that the file has more plans."""

    plan_id: int | None
    period_id: int | None
    day: dt.date | None
    several: bool = False


def register_lines(session: Any, name: str, scope: Scope) -> RegisterLines:
    """Read a register of a plan, with the entries that belong to all plans."""
    from plandesk.services.queries.registers.rows import RegisterFilter, register_rows
    from plandesk.services.registers.kinds import kind_of

    kind = kind_of(session, name, scope.plan_id)
    columns = columns_of(kind, several_plans=scope.several)
    read = _READERS.get(name)
    if read is not None:
        return RegisterLines(kind, columns, tuple(read(session, scope)))
    rows = register_rows(session, name, RegisterFilter(plan_id=scope.plan_id))
    return RegisterLines(kind, columns, tuple(RegisterLine(row) for row in rows))


def part_lines(kind: RegisterKind, rows: Sequence[EntryRow]) -> RegisterLines:
    """Return the parts of one entry as lines."""
    return RegisterLines(kind, columns_of(kind), tuple(RegisterLine(row) for row in rows))


def cell_of(kind: RegisterKind, line: RegisterLine, column: RegisterColumn) -> Cell:
    """Return what a cell shows."""
    found = line.cells.get(column.key)
    if found is not None:
        return found
    text = line.entry.text(kind, column.key)
    if column.holds is Holds.DATE:
        return Cell(text, tip=long_day(line.entry.due_latest) if column.key == "due" else "")
    spec = kind.field(column.key)
    choice = spec.choice(line.entry.fields.get(column.key)) if spec else None
    if choice is not None and choice.ends:
        return Cell(text, Sign(Icon.SUCCESS, "success"))
    flat = " ".join(text.split())
    return Cell(flat, tip=text if len(text) > 24 else "", heavy=column.key == "ref")


def edit_text(kind: RegisterKind, line: RegisterLine, column: RegisterColumn) -> str:
    """Return what the editor of a cell begins with: codes for choices, words for the rest."""
    if column.key in line.edits:
        return line.edits[column.key]
    if column.holds is Holds.CHOICE:
        value = line.entry.fields.get(column.key)
        return "yes" if value is True else str(value or "")
    return line.entry.text(kind, column.key)


# --- registers whose tables say more than their fields --------------------------------------


def _measures(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.measures import measure_table

    table = measure_table(session, scope.plan_id)
    return [_measure(row, scope) for row in table.rows]


def _measure(whole: MeasureRow, scope: Scope) -> RegisterLine:
    row = whole.upto(scope.day)
    own = next((one for one in row.values if one.said.period_id == scope.period_id), None)
    latest = row.latest
    cells = {"@latest": Cell(), "@rating": Cell(), "@trend": Cell(), "@course": Cell()}
    if latest is not None:
        text = latest.said.text
        when = latest.said.period
        cells["@latest"] = Cell(
            text, ink="" if own else "secondary", tip=f"{when}: {text}" if when else text
        )
        cells["@rating"] = rating_cell(latest)
        cells["@trend"] = Cell(
            latest.trend.word if latest.trend else "", rating=latest.trend, tip=trend_words(latest)
        )
    course = tuple((one.said.period, one.said.number) for one in row.values)
    told = ", ".join(f"{one.said.period} {one.said.text}".strip() for one in row.values)
    cells["@course"] = Cell(told)
    return RegisterLine(row.entry, cells, {"@latest": own.said.text if own else ""}, course)


def rating_cell(value: MeasureValue) -> Cell:
    """Return the chip of a value, marked where somebody gave another rating than the rules."""
    word = value.rating.word if value.rating else said(QT_TRANSLATE_NOOP(_T, "Not rated"))
    sign = Sign(Icon.PENCIL) if value.is_overridden else None
    return Cell(word, sign, value.rating, tip=rating_words(value))


def rating_words(value: MeasureValue) -> str:
    """Say what the rules make of a value, and why somebody gave another rating."""
    if not value.is_overridden or value.computed is None:
        return value.why
    words = said(QT_TRANSLATE_NOOP(_T, "Worked out: %1. %2"))
    words = words.replace("%1", value.computed.word).replace("%2", value.why)
    given = said(QT_TRANSLATE_NOOP(_T, "Given: %1.")).replace(
        "%1", value.rating.word if value.rating else ""
    )
    reason = value.said.reason or said(QT_TRANSLATE_NOOP(_T, "No reason is given."))
    return f"{words}\n{given} {reason}"


def trend_words(value: MeasureValue) -> str:
    """Say which way a value moved, and where somebody says otherwise."""
    if value.trend_differs and value.moved is not None:
        return said(QT_TRANSLATE_NOOP(_T, "Worked out: %1")).replace("%1", value.moved.word)
    return value.trend.definition if value.trend else ""


def _risks(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.tables import risk_table

    table = risk_table(session, scope.plan_id, scope.period_id)
    lines: list[RegisterLine] = []
    for row in sorted(table.rows, key=lambda one: (one.entry.plan_id or 0, one.entry.position)):
        cells = {
            "@before": score_cell(row.before),
            "@now": score_cell(row.now),
            "@moved": movement_cell(row.movement),
        }
        if row.review_late:
            cells["due"] = Cell(
                row.entry.due,
                Sign(Icon.WARNING, "error"),
                tip=said(QT_TRANSLATE_NOOP(_T, "The review is overdue")),
            )
        lines.append(RegisterLine(row.entry, cells))
    return lines


def score_cell(score: RiskScore) -> Cell:
    """Return the band of a risk with its score in the tip."""
    if score.band is None:
        return Cell(said(QT_TRANSLATE_NOOP(_T, "Not scored")), ink="secondary")
    return Cell(score.band.word, rating=score.band, tip=score_words(score))


def movement_cell(movement: Movement) -> Cell:
    """Return which way a risk moved since the period before."""
    word, sign = _MOVES[movement]
    return Cell(said(word), sign)


def score_words(score: RiskScore) -> str:
    """Return a score in words: "Likely × Major = 16"."""
    if score.likelihood is None or score.impact is None or score.score is None:
        return ""
    return f"{score.likelihood.word} × {score.impact.word} = {score.score:g}"


def _recommendations(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.tables import recommendation_table

    lines: list[RegisterLine] = []
    for row in recommendation_table(session, scope.plan_id, scope.period_id):
        status = row.status
        cells = {"status": Cell()}
        edits = {"status": ""}
        if status is not None:
            word = status.status.word if status.status else status.text
            sign = Sign(Icon.SUCCESS, "success") if row.ended else Sign(Icon.WAITING)
            tip = ": ".join(part for part in (status.period, status.note) if part)
            cells["status"] = Cell(word, sign, tip=tip)
            edits["status"] = status.status.code if status.status else ""
        if row.overdue:
            late = said(QT_TRANSLATE_NOOP(_T, "Overdue"))
            cells["due"] = Cell(row.entry.due, Sign(Icon.WARNING, "error"), tip=late)
        lines.append(RegisterLine(row.entry, cells, edits))
    return lines


def _priorities(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.line_of_sight import serving
    from plandesk.services.queries.registers.rows import RegisterFilter, register_rows

    lines: list[RegisterLine] = []
    for row in register_rows(session, "priorities", RegisterFilter(plan_id=scope.plan_id)):
        count = len(serving(session, row.id, scope.period_id))
        word = _ROW_WORDS[min(count, 2)]
        cell = Cell(said(word).replace("%1", f"{count:,}"), ink="" if count else "secondary")
        lines.append(RegisterLine(row, {"@serving": cell}))
    return lines


def _options(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.rows import RegisterFilter, register_rows
    from plandesk.services.queries.registers.tables import options_table

    lines: list[RegisterLine] = []
    for row in register_rows(session, "options", RegisterFilter(plan_id=scope.plan_id)):
        table = options_table(session, row.id)
        best = [one for one in table.results if one.rank == 1 and one.total]
        wrong = sum(len(one.findings) for one in table.results)
        names = ", ".join(f"{one.title} ({one.total:g})" for one in best)
        sign = Sign(Icon.WARNING, "warning") if wrong else None
        tip = "\n".join(text for one in table.results for text in one.findings)
        cells = {
            "@options": Cell(str(len(table.options)), right=True),
            "@best": Cell(names, sign, tip=tip or names),
        }
        lines.append(RegisterLine(row, cells))
    return lines


def _counting(part: str, column: str) -> Callable[[Any, Scope], list[RegisterLine]]:
    def read(session: Any, scope: Scope) -> list[RegisterLine]:
        from plandesk.services.queries.registers.rows import (
            RegisterFilter,
            part_rows,
            register_rows,
        )
        from plandesk.services.registers.kinds import top_of

        name = top_of(part)
        rows = register_rows(session, name, RegisterFilter(plan_id=scope.plan_id))
        parts = part_rows(session, [row.id for row in rows])
        return [
            RegisterLine(
                row, {column: Cell(str(sum(one.kind == part for one in parts.get(row.id, ()))))}
            )
            for row in rows
        ]

    return read


def _self_assessment(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.rows import (
        RegisterFilter,
        register_rows,
        values_of,
    )

    rows = register_rows(session, "self-assessment", RegisterFilter(plan_id=scope.plan_id))
    values = values_of(session, [row.id for row in rows])
    lines: list[RegisterLine] = []
    for row in rows:
        told = [f"{one.area} {one.text}".strip() for one in values.get(row.id, ())]
        text = "; ".join(told)
        lines.append(RegisterLine(row, {"@figures": Cell(text, tip="\n".join(told))}))
    return lines


def _programme(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.tables import work_programme

    lines: list[RegisterLine] = []
    late = said(QT_TRANSLATE_NOOP(_T, "The printed day leaves too few clear days"))
    for meeting in work_programme(session):
        if meeting.entry.plan_id not in (None, scope.plan_id):
            continue
        sign = Sign(Icon.WARNING, "error") if meeting.is_late else None
        cells = {
            "@send_by": Cell(short_day(meeting.send_out), sign, tip=late if sign else ""),
            "@agenda": Cell(str(len(meeting.agenda)), right=True),
        }
        lines.append(RegisterLine(meeting.entry, cells))
    return lines


def _equality(session: Any, scope: Scope) -> list[RegisterLine]:
    from plandesk.services.queries.registers.rows import values_of
    from plandesk.services.queries.registers.tables import equality_table
    from plandesk.services.registers.kinds import kind_of

    names, rows = equality_table(session, scope.plan_id)
    values = values_of(session, [row.entry.id for row in rows])
    spec = kind_of(session, "equality", scope.plan_id).value("breakdown")
    lines: list[RegisterLine] = []
    for row in rows:
        codes = {one.area: one.text for one in values.get(row.entry.id, ())}
        cells: dict[str, Cell] = {}
        for name in names:
            choice = spec.as_field().choice(codes.get(name)) if spec else None
            cells[f"area:{name}"] = answer_cell(choice, row.answers.get(name, ""))
        edits = {f"area:{name}": codes.get(name, "") for name in names}
        lines.append(RegisterLine(row.entry, cells, edits))
    return lines


def answer_cell(choice: Choice | None, word: str) -> Cell:
    """Return yes, no or not applicable as a sign and its word; a dash where nothing is said."""
    signs = {
        "yes": Sign(Icon.SUCCESS, "success"),
        "no": Sign(Icon.REFUSED, "error"),
        "na": Sign(Icon.REPLACED),
    }
    if not word:
        return Cell("–", ink="secondary", tip=said(QT_TRANSLATE_NOOP(_T, "Nothing is said")))
    short = said(QT_TRANSLATE_NOOP(_T, "N/A")) if choice and choice.code == "na" else word
    return Cell(short, signs.get(choice.code) if choice else None, tip=word)


_READERS: dict[str, Callable[[Any, Scope], list[RegisterLine]]] = {
    "measures": _measures,
    "risks": _risks,
    "recommendations": _recommendations,
    "priorities": _priorities,
    "options": _options,
    "swot": _counting("swot-point", "@points"),
    "self-assessment": _self_assessment,
    "work-programme": _programme,
    "equality": _equality,
}
