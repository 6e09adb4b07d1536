"""Edits said in words, as a command line or a pasted block says them: rating=Amber, due=..."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from plandesk.errors import UsageError, UserError
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.plan_fields import plan_fields
from plandesk.models.types import Part, TagKind, split_names
from plandesk.services.checks.reconcile import COMMENTS
from plandesk.services.document import Op
from plandesk.services.field_values import own_name, read_value
from plandesk.services.ops.edit import (
    SetDeclared,
    SetDone,
    SetDue,
    SetField,
    SetOutcome,
    SetPeople,
    SetRef,
    SetReportedElsewhere,
    SetTags,
    SetTitle,
)
from plandesk.services.ops.ratings import SetForecast, SetRating, SetUpdateText, UpdateText
from plandesk.services.ops.together import Together
from plandesk.services.presets import load_preset, preset_names

OVERRIDE = "override"
_YES = frozenset({"yes", "y", "true", "1", "done", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})
_NOT_RATED = frozenset({"", "none", "not rated", "n/a", "-"})


@dataclass(frozen=True, slots=True)
class _Target:
    session: Session
    item: PlanItem
    period_id: int | None
    override: str = ""

    def period(self) -> int:
        if self.period_id is None:
            raise UsageError("This plan has no reporting period yet.", "Open one first.")
        return self.period_id


_Maker: TypeAlias = Callable[[_Target, str], Op]


def edit_words(
    session: Session, item_id: int, words: Mapping[str, str], period_id: int | None
) -> Op:
    """Return one op that makes all these edits (field name to what was typed).

    Ratings and update texts go to ``period_id``. A plan's own column may be called with
    ``fields.`` before its name. ``override`` is no field of its own: it is the reason for a rating
    that the plan's rules refuse. Raises UsageError for an unknown field or
    value, naming those that are known.
    """
    item = session.get_one(PlanItem, item_id)
    said = {field.strip().casefold(): text for field, text in words.items()}
    override = said.pop(OVERRIDE, "")
    if override and "rating" not in said:
        raise UsageError(
            "override gives the reason for a rating.", f'Say both: rating=... {OVERRIDE}="...".'
        )
    target = _Target(session, item, period_id, override)
    ops = tuple(_op(target, field, text) for field, text in said.items())
    if len(ops) == 1:
        return ops[0]
    return Together(f"Change {item.ref or item.title}", ops)


def field_names(preset: str) -> tuple[str, ...]:
    """Return the names of the fields that can be edited in a plan of this preset."""
    further = load_preset(preset).fields if preset in preset_names() else ()
    return (*_MAKERS, *(option.key for option in further))


def _op(target: _Target, field: str, text: str) -> Op:
    maker = _MAKERS.get(field)
    if maker is not None:
        return maker(target, text)
    plan = target.session.get_one(Plan, target.item.plan_id)
    key = own_name(field) or field
    option = next((one for one in plan_fields(plan.settings) if one.key == key), None)
    if option is not None:
        return SetField((target.item.id,), key, read_value(option, text))
    names = field_names(plan.preset)
    if field in names:
        return SetField((target.item.id,), field, text)
    known = ", ".join((*names, OVERRIDE))
    raise UsageError(f"There is no field “{field}”.", f"Fields: {known}.")


def _rating(target: _Target, text: str) -> Op:
    scale = target.session.get_one(Plan, target.item.plan_id).scale
    if text.strip().casefold() in _NOT_RATED:
        return SetRating((target.item.id,), target.period(), None)
    value = scale.read(text)
    if value is None:
        words = ", ".join(rating.word for rating in scale.values)
        raise UsageError(
            f"“{text}” is not a rating of this plan.",
            f"Choose one of {words} for {target.item.ref}.",
        )
    return SetRating((target.item.id,), target.period(), value.code, target.override)


def _text(field: UpdateText) -> _Maker:
    return lambda target, text: SetUpdateText(target.item.id, target.period(), field, text)


def _people(part: Part) -> _Maker:
    return lambda target, text: SetPeople((target.item.id,), part, split_names(text))


def _tags(kind: TagKind) -> _Maker:
    return lambda target, text: SetTags((target.item.id,), kind, split_names(text))


def _outcome(target: _Target, text: str) -> Op:
    said = " ".join(text.split()).casefold()
    if said in _NOT_RATED:
        return SetOutcome((target.item.id,), None)
    outcomes = target.session.get_one(Plan, target.item.plan_id).outcomes
    for outcome in outcomes:
        if said in (outcome.code.casefold(), outcome.word.casefold()):
            return SetOutcome((target.item.id,), outcome.code, target.item.outcome_note)
    known = "; ".join(outcome.word for outcome in outcomes)
    raise UsageError(f"“{text}” is not an outcome of this plan.", f"Outcomes: {known}.")


def _outcome_note(target: _Target, text: str) -> Op:
    if target.item.outcome is None:
        raise UserError(f"{target.item.ref} has no outcome to explain.", "Give it one first.")
    return SetOutcome((target.item.id,), target.item.outcome, text)


def yes_or_no(field: str, text: str) -> bool:
    """Read a yes or a no; raises UsageError for anything else."""
    said = text.strip().casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise UsageError(f"“{text}” is neither yes nor no for {field}.", "Say yes or no.")


def declared_number(text: str) -> int | None:
    """Read how many actions a project declares, None for nothing; raises UserError otherwise."""
    said = text.strip()
    if not said:
        return None
    if not said.isdecimal():
        raise UserError(f"A declared number must be a whole number. It says “{said}”.")
    return int(said)


_MAKERS: dict[str, _Maker] = {
    "rating": _rating,
    "progress": _text(UpdateText.PROGRESS),
    "reason": _text(UpdateText.REASON),
    "remedy": _text(UpdateText.REMEDY),
    "help": _text(UpdateText.HELP_NEEDED),
    "forecast": lambda target, text: SetForecast(target.item.id, target.period(), text),
    "title": lambda target, text: SetTitle(target.item.id, text),
    "ref": lambda target, text: SetRef(target.item.id, text),
    "due": lambda target, text: SetDue((target.item.id,), text),
    "lead": _people(Part.LEAD),
    "sponsor": _people(Part.SPONSOR),
    "scope": _tags(TagKind.SCOPE),
    "source": _tags(TagKind.SOURCE),
    "characteristic": _tags(TagKind.CHARACTERISTIC),
    "outcome": _outcome,
    "outcome-note": _outcome_note,
    "declared": lambda target, text: SetDeclared(target.item.id, declared_number(text)),
    COMMENTS: lambda target, text: SetField((target.item.id,), COMMENTS, text),
    "done": lambda target, text: SetDone((target.item.id,), yes_or_no("done", text)),
    "reported-elsewhere": lambda target, text: SetReportedElsewhere(
        target.item.id, yes_or_no("reported-elsewhere", text)
    ),
}
