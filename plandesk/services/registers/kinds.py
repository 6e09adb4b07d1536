"""The registers that PlanDesk knows from the start, and what a plan has changed in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk import resources
from plandesk.errors import UsageError
from plandesk.models.plan import Plan
from plandesk.models.plan_fields import FieldKind
from plandesk.models.register_types import (
    Choice,
    FieldSpec,
    PeopleSpec,
    RegisterKind,
    ReturnSpec,
    RiskScale,
    RoleScale,
    ValuePer,
    ValueSpec,
)
from plandesk.models.types import Rating, Scale, Shape

Table: TypeAlias = dict[str, Any]

SETTING = "registers"
"""The plan setting that holds a plan's own changes: by register, tables as in the data files."""

# The order in which they are offered.
_NAMES = (
    "measures",
    "risks",
    "recommendations",
    "priorities",
    "options",
    "swot",
    "self-assessment",
    "work-programme",
    "forward-plan",
    "equality",
    "glossary",
)
_ANSWERS = (
    {"code": "yes", "word": "Yes"},
    {"code": "no", "word": "No"},
    {"code": "na", "word": "Not applicable"},
)


def register_names() -> tuple[str, ...]:
    """Return the keys of the registers in the order in which they are offered."""
    return _NAMES


def register_kinds() -> tuple[RegisterKind, ...]:
    """Return the registers as PlanDesk brings them."""
    return tuple(load_kind(name) for name in _NAMES)


def returned_registers() -> tuple[str, ...]:
    """Return the registers that can be sent to their owners as workbooks to fill in."""
    return tuple(kind.key for kind in register_kinds() if kind.asked is not None)


@cache
def load_kind(name: str) -> RegisterKind:
    """Return a register as PlanDesk brings it; raises UsageError for one that is not known."""
    return _kind(name, _told(name))


def kind_of(session: Session, name: str, plan_id: int | None = None) -> RegisterKind:
    """Return a register, or a kind of part, with what the plan has changed in it.

    Without a plan the first plan of the file speaks for all.
    """
    top = top_of(name)
    statement = select(Plan.settings).order_by(Plan.position, Plan.id).limit(1)
    if plan_id is not None:
        statement = select(Plan.settings).where(Plan.id == plan_id)
    whole = _register(top, session.scalar(statement) or {})
    return next(kind for kind in whole.whole() if kind.key == name)


def kinds_with(settings: Mapping[str, Any]) -> dict[str, RegisterKind]:
    """Return registers and kinds of part by key, with what these settings of a plan change."""
    return {kind.key: kind for name in _NAMES for kind in _register(name, settings).whole()}


def _register(name: str, settings: Mapping[str, Any]) -> RegisterKind:
    changes: Mapping[str, Any] = settings.get(SETTING) or {}
    changed = changes.get(name)
    return _kind(name, _merged(_told(name), changed)) if changed else load_kind(name)


def top_of(name: str) -> str:
    """Return the register that a kind of entry belongs to; raises UsageError for none."""
    found = _tops().get(name)
    if found is None:
        raise UsageError(
            f"There is no register “{name}”.", f"Choose one of {', '.join(register_names())}."
        )
    return found


@cache
def _tops() -> dict[str, str]:
    return {part.key: kind.key for kind in register_kinds() for part in kind.whole()}


def check_changes(name: str, changes: Mapping[str, Any]) -> None:
    """Raise UsageError where a plan's own changes of a register make no register."""
    try:
        _kind(name, _merged(_told(name), changes))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{load_kind(name).title} cannot be changed so: {error} does not fit.",
            "Compare it with the register as it is now.",
        ) from error


@cache
def _told(name: str) -> Table:
    if name not in _NAMES:
        raise UsageError(f"There is no register “{name}”.", f"Choose one of {', '.join(_NAMES)}.")
    return tomllib.loads(resources.path(f"registers/{name}.toml").read_text(encoding="utf-8"))


@cache
def _colours() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.path("registers/colours.toml").read_text(encoding="utf-8"))


def _merged(told: Table, changed: Mapping[str, Any]) -> Table:
    """Lay a plan's changes over a register: by key where the entries have one, else whole."""
    whole = dict(told)
    for name, value in changed.items():
        before = whole.get(name)
        if isinstance(value, dict) and isinstance(before, dict):
            whole[name] = _merged(cast("Table", before), cast("Table", value))
        elif name in {"fields", "values", "parts"} and isinstance(value, list):
            whole[name] = _joined(cast("list[Table]", before or []), cast("list[Table]", value))
        else:
            whole[name] = value
    return whole


def _joined(before: list[Table], changed: list[Table]) -> list[Table]:
    if not all("key" in row for row in before):  # the values of a scale are replaced as a whole
        return changed
    rows = {row["key"]: row for row in before}
    for row in changed:
        rows[row["key"]] = _merged(rows.get(row["key"], {}), row)
    return list(rows.values())


def _kind(key: str, told: Table) -> RegisterKind:
    risk = _risk(told["risk"]) if "risk" in told else None
    shared = {"answer": _choices(_ANSWERS, {})}
    if risk is not None:
        shared |= {"likelihood": risk.likelihood, "impact": risk.impact}
    return RegisterKind(
        key=key,
        title=told["title"],
        entry=told["entry"],
        about=told.get("about", ""),
        ref=told.get("ref", ""),
        title_label=told.get("title_label", "Title"),
        due_label=told.get("due_label", ""),
        fields=tuple(_field(row, shared) for row in told.get("fields", ())),
        people=tuple(PeopleSpec(row["key"], row["label"]) for row in told.get("people", ())),
        values=tuple(_value(row, shared) for row in told.get("values", ())),
        links=tuple(told.get("links", ())),
        columns=tuple(told.get("columns", ())),
        parts=tuple(_kind(row["key"], row) for row in told.get("parts", ())),
        scale=_role_scale(told["scale"]) if "scale" in told else None,
        trend=_role_scale(told["trend"]) if "trend" in told else None,
        risk=risk,
        asked=_return(told["return"]) if "return" in told else None,
    )


def _return(row: Table) -> ReturnSpec:
    return ReturnSpec(
        row["title"],
        tuple(row["asks"]),
        tuple(row.get("shows", ())),
        row.get("state", ""),
        tuple((str(one["about"]), str(one["say"])) for one in row.get("guidance", ())),
    )


def _field(row: Table, shared: Mapping[str, tuple[Choice, ...]]) -> FieldSpec:
    kind = FieldKind(row.get("kind", "text"))
    choices = row.get("choices", "answer" if kind is FieldKind.ANSWER else ())
    return FieldSpec(
        row["key"], row["label"], kind, _choices(choices, shared), row.get("about", "")
    )


def _value(row: Table, shared: Mapping[str, tuple[Choice, ...]]) -> ValueSpec:
    return ValueSpec(
        row["key"],
        row["label"],
        ValuePer(row.get("per", "period")),
        _choices(row.get("choices", ()), shared),
        tuple(row.get("areas", ())),
    )


def _choices(told: Any, shared: Mapping[str, tuple[Choice, ...]]) -> tuple[Choice, ...]:
    if isinstance(told, str):
        return shared[told]
    return tuple(Choice(**row) for row in told)


def _rating(row: Table) -> Rating:
    plain = {name: value for name, value in row.items() if name not in {"role", "colour", "shape"}}
    colours: Table = dict(_colours()[row["colour"]]) if "colour" in row else {}
    return Rating(**{**colours, **plain}, shape=Shape(row["shape"]))


def _role_scale(told: Table) -> RoleScale:
    roles: dict[str, str] = {}
    for row in told["values"]:
        said = row.get("role", ())
        for role in (said,) if isinstance(said, str) else said:
            roles[role] = row["code"]
    return RoleScale(_scale(told), roles)


def _scale(told: Table) -> Scale:
    return Scale(told["name"], tuple(_rating(row) for row in told["values"]))


def _risk(told: Table) -> RiskScale:
    steps = [(float(row["least"]), str(row["band"])) for row in told["thresholds"]]
    cells = {
        (str(row["likelihood"]), str(row["impact"])): str(row["band"])
        for row in told.get("cells", ())
    }
    return RiskScale(
        likelihood=_choices(told["likelihood"], {}),
        impact=_choices(told["impact"], {}),
        bands=_scale(told["bands"]),
        thresholds=tuple(sorted(steps, reverse=True)),
        cells=cells,
    )
