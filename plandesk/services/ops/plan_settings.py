"""Changes to the plan itself: its title, words, rating scale, outcomes and settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.assurance import RatingOverride
from plandesk.models.content import OutcomeOption
from plandesk.models.detail import StoredFile
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Outcome, Plan, PlanItem, ScaleValue
from plandesk.models.types import Rating, Scale
from plandesk.services.ops.detail import AttachedFile

SettingValue: TypeAlias = str | int | float | bool | tuple[str, ...] | None
LARGEST_LOGO = 5_000_000
LOGO = "logo"
_COLOURS = ("fill", "ink", "edge", "tint", "tint_ink", "dark_fill", "dark_ink")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def _plan(session: Session, plan_id: int) -> Plan:
    found = session.get(Plan, plan_id)
    if found is None:
        raise UserError("That plan is not in the file any more.", "Choose another plan.")
    return found


def _clean(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class SetPlanTitle:
    """Change what a plan is called."""

    plan_id: int
    text: str
    title: str = "Change plan title"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"plan-title:{self.plan_id}"

    def apply(self, session: Session) -> None:
        """Keep the title; an empty one is refused."""
        text = _clean(self.text)
        if not text:
            raise UserError("Enter a title for the plan.", "Packs and returns print it.")
        _plan(session, self.plan_id).title = text


@dataclass(frozen=True, slots=True)
class SetLevelNames:
    """Change what the four levels of a plan are called, from the top down."""

    plan_id: int
    names: tuple[str, str, str, str]
    title: str = "Change level names"

    def apply(self, session: Session) -> None:
        """Keep the names; refused when one is empty or two are the same."""
        names = [_clean(name) for name in self.names]
        _check_distinct("level", names)
        _plan(session, self.plan_id).level_names = list(names)


@dataclass(frozen=True, slots=True)
class SetScale:
    """Change a plan's rating scale: its values in printed order.

    ``replaced`` holds (former code, code now) pairs for values that were given another code or
    dropped; every rating that has a former code, in closed periods too, becomes the one now.
    """

    plan_id: int
    scale: Scale
    replaced: tuple[tuple[str, str | None], ...] = ()
    title: str = "Change rating scale"

    def apply(self, session: Session) -> None:
        """Keep the scale; refused when a rating in use would stand for nothing."""
        plan = _plan(session, self.plan_id)
        _check_scale(self.scale)
        now = {value.code for value in self.scale.values}
        words = {row.code: row.word for row in plan.values}
        moves = _moves(words, now, self.replaced, "rating")
        _replace_ratings(session, plan, moves, now)
        kept = {row.code: row for row in plan.values}
        former = {code: old for old, code in moves.items() if code is not None}
        rows: list[ScaleValue] = []
        for position, value in enumerate(self.scale.values):
            row = kept.get(value.code) or kept.get(former.get(value.code, ""))
            if row is None or row in rows:
                row = ScaleValue()
            for name in Rating.__slots__:
                setattr(row, name, getattr(value, name))
            row.shape, row.position = value.shape.value, position
            rows.append(row)
        plan.values = rows
        plan.scale_name = _clean(self.scale.name)


def _check_scale(scale: Scale) -> None:
    if not scale.values:
        raise UserError("A rating scale needs at least one rating.", "Add one.")
    _check_distinct("rating", [_clean(value.word) for value in scale.values])
    _check_distinct("letter of a rating", [value.letter.strip() for value in scale.values])
    _check_distinct("code of a rating", [value.code.strip() for value in scale.values])
    for value in scale.values:
        for name in _COLOURS:
            colour = getattr(value, name)
            if not _COLOUR.match(colour):
                raise UserError(
                    f"{value.word} has the colour “{colour}”.", "Write colours like #3F9A72."
                )


def _check_distinct(what: str, names: Sequence[str]) -> None:
    if not all(names):
        raise UserError(f"Enter each {what}.", "None of them can be empty.")
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    if twice is not None:
        raise UserError(f"“{twice}” is there twice.", f"Each {what} must differ from the others.")


def _moves(
    words: Mapping[str, str],
    now: set[str],
    replaced: Iterable[tuple[str, str | None]],
    what: str,
) -> dict[str, str | None]:
    moves = dict(replaced)
    for old, new in moves.items():
        if new is not None and new not in now:
            raise UserError(
                f"{words.get(old, old)} cannot become “{new}”, which is no {what} of this plan.",
                f"Choose a {what} that stays.",
            )
    return moves


def _replace_ratings(
    session: Session, plan: Plan, moves: Mapping[str, str | None], now: set[str]
) -> None:
    words = {row.code: row.word for row in plan.values}
    mine = select(PlanItem.id).where(PlanItem.plan_id == plan.id)
    uids = select(PlanItem.uid).where(PlanItem.plan_id == plan.id)
    rated = select(ItemUpdate).where(ItemUpdate.item_id.in_(mine), ItemUpdate.rating.is_not(None))
    for update in session.scalars(rated):
        code = update.rating or ""
        if code not in moves and code not in now:
            raise UserError(
                f"There are rows rated {words.get(code, code)}.",
                "Say which rating takes its place.",
            )
        update.rating = moves.get(code, code)
    for exception in session.scalars(
        select(RatingOverride).where(RatingOverride.item_uid.in_(uids))
    ):
        exception.rating = moves.get(exception.rating) or exception.rating


@dataclass(frozen=True, slots=True)
class SetOutcomes:
    """Change the outcomes that a review may give in this plan, in their order.

    ``replaced`` holds (former code, code now) pairs; None takes the outcome off its rows.
    """

    plan_id: int
    options: tuple[OutcomeOption, ...]
    replaced: tuple[tuple[str, str | None], ...] = ()
    title: str = "Change outcomes"

    def apply(self, session: Session) -> None:
        """Keep the outcomes; refused when one that rows have would be gone."""
        plan = _plan(session, self.plan_id)
        _check_distinct("outcome", [_clean(option.word) for option in self.options])
        _check_distinct("code of an outcome", [option.code.strip() for option in self.options])
        now = {option.code for option in self.options}
        words = {row.code: row.word for row in plan.outcomes}
        moves = _moves(words, now, self.replaced, "outcome")
        given = select(PlanItem).where(PlanItem.plan_id == plan.id, PlanItem.outcome.is_not(None))
        for row in session.scalars(given):
            _move_outcome(row, moves, now, words)
        kept = {row.code: row for row in plan.outcomes}
        rows: list[Outcome] = []
        for position, option in enumerate(self.options):
            row = kept.get(option.code) or Outcome(code=option.code)
            row.word, row.position = _clean(option.word), position
            row.closes, row.needs_target = option.closes, option.needs_target
            rows.append(row)
        plan.outcomes = rows


def _move_outcome(
    row: PlanItem, moves: Mapping[str, str | None], now: set[str], words: Mapping[str, str]
) -> None:
    code = row.outcome or ""
    if code in moves:
        row.outcome = moves[code]
        if row.outcome is None:
            row.outcome_note, row.outcome_on = "", None
    elif code not in now:
        raise UserError(
            f"{row.ref} has the outcome “{words.get(code, code)}”.",
            "Say which outcome takes its place.",
        )


@dataclass(frozen=True, slots=True)
class SetPlanSetting:
    """Keep a setting of the plan by its name, such as a body's name or the pack's footer."""

    plan_id: int
    name: str
    value: SettingValue
    title: str = "Change plan settings"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"setting:{self.plan_id}:{self.name}"

    def apply(self, session: Session) -> None:
        """Keep it; None or an empty text takes it away."""
        _set(_plan(session, self.plan_id), self.name, self.value)


def _set(plan: Plan, name: str, value: SettingValue) -> None:
    settings: dict[str, Any] = dict(plan.settings)
    if value is None or value == "":
        settings.pop(name, None)
    else:
        settings[name] = list(value) if isinstance(value, tuple) else value
    plan.settings = settings


@dataclass(frozen=True, slots=True)
class SetLogo:
    """Keep the picture that packs of this plan print, or take it away with None."""

    plan_id: int
    picture: AttachedFile | None
    title: str = "Change logo"

    def apply(self, session: Session) -> None:
        """Keep the picture; refused for what is no PNG or JPEG, or over 5 MB."""
        plan = _plan(session, self.plan_id)
        picture = self.picture
        if picture is None:
            _set(plan, LOGO, None)
            return
        if not picture.content.startswith(_PICTURES):
            raise UserError(f"{picture.name} is not a picture.", "Choose a PNG or JPEG file.")
        size = len(picture.content)
        if size > LARGEST_LOGO:
            raise UserError(
                f"{picture.name} is {size / 1e6:.1f} MB, too large for a logo.",
                "Choose a picture of up to 5 MB.",
            )
        if session.get(StoredFile, picture.hash) is None:
            session.add(
                StoredFile(hash=picture.hash, name=picture.name, size=size, content=picture.content)
            )
        _set(plan, LOGO, picture.hash)


@dataclass(frozen=True, slots=True)
class ScaleUse:
    """How many ratings and outcomes of a plan have each code, over all periods."""

    ratings: dict[str, int]
    outcomes: dict[str, int]


def scale_use(session: Session, plan_id: int) -> ScaleUse:
    """Count what would need another code if a rating or an outcome were dropped."""
    ratings = session.execute(
        select(ItemUpdate.rating, func.count())
        .join(PlanItem, PlanItem.id == ItemUpdate.item_id)
        .where(PlanItem.plan_id == plan_id, ItemUpdate.rating.is_not(None))
        .group_by(ItemUpdate.rating)
    )
    outcomes = session.execute(
        select(PlanItem.outcome, func.count())
        .where(PlanItem.plan_id == plan_id, PlanItem.outcome.is_not(None))
        .group_by(PlanItem.outcome)
    )
    return ScaleUse(
        {str(code): count for code, count in ratings},
        {str(code): count for code, count in outcomes},
    )
