"""The columns of a register in the window: what each holds, and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_types import Choice, FieldSpec, RegisterKind, ValuePer

_T = "Registers"


class Holds(Enum):
    """What a column holds, which decides how it is edited."""

    TEXT = auto()
    LONG = auto()
    NUMBER = auto()
    DATE = auto()
    CHOICE = auto()
    PEOPLE = auto()
    TAGS = auto()
    STATUS = auto()
    FIGURE = auto()
    ANSWER = auto()
    SHOWN = auto()


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column; ``width`` is in heights of a line, 0 grows.

    Where there is not room for all, those with the lowest ``keep`` give way first.
    """

    key: str
    heading: str
    holds: Holds = Holds.TEXT
    width: float = 7.0
    keep: int = 5
    choices: tuple[Choice, ...] = ()

    @property
    def is_editable(self) -> bool:
        """Tell whether its cells can be changed where they stand."""
        return self.holds is not Holds.SHOWN


_HOLDS = {
    FieldKind.LONG: Holds.LONG,
    FieldKind.LIST: Holds.LONG,
    FieldKind.NUMBER: Holds.NUMBER,
    FieldKind.MONEY: Holds.NUMBER,
    FieldKind.PERCENT: Holds.NUMBER,
    FieldKind.DATE: Holds.DATE,
    FieldKind.CHOICE: Holds.CHOICE,
    FieldKind.FLAG: Holds.CHOICE,
    FieldKind.ANSWER: Holds.CHOICE,
}
_WIDTHS = {
    Holds.LONG: 0.0,
    Holds.NUMBER: 5.0,
    Holds.DATE: 7.5,
    Holds.CHOICE: 7.0,
    Holds.PEOPLE: 10.0,
}
_NARROW = {"target": 5.0, "baseline": 5.0, "tolerance": 5.0}
# What says most of an entry stays longest where a column has to give way.
_KEEPS = {
    "owner": 7,
    "due": 8,
    "state": 7,
    "status": 9,
    "target": 8,
    "baseline": 4,
    "tolerance": 3,
    "unit": 1,
    "polarity": 2,
    "cause": 2,
    "effect": 1,
    "meaning": 9,
    "quadrant": 9,
    "response": 6,
    "verdict": 8,
    "portfolio": 6,
}
_KEPT_AS = "yes"
YES = (
    Choice(_KEPT_AS, str(QT_TRANSLATE_NOOP(_T, "Yes"))),
    Choice("", str(QT_TRANSLATE_NOOP(_T, "No"))),
)


def _said(text: object) -> str:
    return QCoreApplication.translate(_T, str(text))


def columns_of(kind: RegisterKind, *, several_plans: bool = False) -> tuple[RegisterColumn, ...]:
    """Return the columns of a register, or of a kind of part: its own, then what is worked out."""
    keys = kind.columns or ("ref", "title", *(["due"] if kind.due_label else []))
    found = [_column(kind, key) for key in keys]
    found += [_shown(*one) for one in _WORKED_OUT.get(kind.key, ())]
    if kind.key == "equality":
        found += _answers(kind)
    if several_plans:
        found.append(
            RegisterColumn("plan", _said(QT_TRANSLATE_NOOP(_T, "Plan")), Holds.SHOWN, 9.0, 2)
        )
    return tuple(found)


def _column(kind: RegisterKind, key: str) -> RegisterColumn:
    heading, keep = kind.label_of(key), _KEEPS.get(key, 5)
    if key == "ref":
        return RegisterColumn(key, heading, Holds.TEXT, 3.6, 10)
    if key == "title":
        return RegisterColumn(key, heading, Holds.TEXT, 0.0, 10)
    if key == "due":
        return RegisterColumn(key, heading, Holds.DATE, 7.5, keep)
    if key == "tags":
        return RegisterColumn(key, heading, Holds.TAGS, 9.0, keep)
    if kind.people_part(key) is not None:
        return RegisterColumn(key, heading, Holds.PEOPLE, 10.0, keep)
    value = kind.value(key)
    if value is not None and kind.field(key) is None:
        return RegisterColumn(key, heading, Holds.STATUS, 7.5, keep, value.choices)
    spec = kind.field(key) or FieldSpec(key, heading)
    holds = _HOLDS.get(spec.kind, Holds.TEXT)
    choices = YES if spec.kind is FieldKind.FLAG else spec.choices
    width = 0.0 if key == "meaning" else _NARROW.get(key, _WIDTHS.get(holds, 7.0))
    return RegisterColumn(key, heading, holds, width, keep, choices)


def _shown(key: str, heading: object, holds: Holds, width: float, keep: int) -> RegisterColumn:
    return RegisterColumn(key, _said(heading), holds, width, keep)


def _answers(kind: RegisterKind) -> list[RegisterColumn]:
    return [
        RegisterColumn(f"area:{area}", area, Holds.ANSWER, 4.4, 7, spec.choices)
        for spec in kind.values
        if spec.per is ValuePer.AREA and spec.choices
        for area in spec.areas
    ]


_WORKED_OUT: dict[str, tuple[tuple[str, object, Holds, float, int], ...]] = {
    "measures": (
        ("@latest", QT_TRANSLATE_NOOP(_T, "Value"), Holds.FIGURE, 4.6, 10),
        ("@rating", QT_TRANSLATE_NOOP(_T, "Rating"), Holds.SHOWN, 6.7, 10),
        ("@trend", QT_TRANSLATE_NOOP(_T, "Trend"), Holds.SHOWN, 5.0, 9),
        ("@course", QT_TRANSLATE_NOOP(_T, "Course"), Holds.SHOWN, 5.0, 6),
    ),
    "risks": (
        ("@before", QT_TRANSLATE_NOOP(_T, "Before"), Holds.SHOWN, 6.4, 8),
        ("@now", QT_TRANSLATE_NOOP(_T, "Now"), Holds.SHOWN, 6.4, 10),
        ("@moved", QT_TRANSLATE_NOOP(_T, "Movement"), Holds.SHOWN, 6.4, 9),
    ),
    "priorities": (("@serving", QT_TRANSLATE_NOOP(_T, "Served by"), Holds.SHOWN, 6.4, 9),),
    "options": (
        ("@options", QT_TRANSLATE_NOOP(_T, "Options"), Holds.SHOWN, 5.0, 8),
        ("@best", QT_TRANSLATE_NOOP(_T, "Highest score"), Holds.SHOWN, 0.0, 8),
    ),
    "swot": (("@points", QT_TRANSLATE_NOOP(_T, "Points"), Holds.SHOWN, 9.0, 8),),
    "self-assessment": (("@figures", QT_TRANSLATE_NOOP(_T, "Key figures"), Holds.SHOWN, 9.0, 6),),
    "work-programme": (
        ("@send_by", QT_TRANSLATE_NOOP(_T, "Send out by"), Holds.SHOWN, 7.5, 9),
        ("@agenda", QT_TRANSLATE_NOOP(_T, "Items"), Holds.SHOWN, 4.2, 8),
    ),
}
