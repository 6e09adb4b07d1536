"""Ratings and updates of one reporting period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import RatingRefused, UserError
from plandesk.models.assurance import RatingOverride
from plandesk.models.base import derived_uid
from plandesk.models.period import ItemUpdate, Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.reasons import read_reason
from plandesk.models.types import Level
from plandesk.services.ops.lookup import (
    items,
    open_period,
    titled,
    typed_timeframe,
    update_for,
    updates_for,
)
from plandesk.services.rating_refusal import refusal

_EARN_IT = "Add what is missing, rate it lower, or give the reason for the exception."


class UpdateText(StrEnum):
    """The texts of an update that a lead writes; WHY and REMEDY are the two parts of REASON."""

    PROGRESS = "progress"
    REASON = "reason"
    WHY = "why"
    REMEDY = "remedy"
    HELP_NEEDED = "help_needed"

    @property
    def said(self) -> str:
        """Return what the text is called in the name of a step."""
        if self is UpdateText.REMEDY:
            return "what will put it right"
        return "reason" if self is UpdateText.WHY else self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class SetRating:
    """Rate plan items in an open period; ``rating`` is a code of the scale, None for not rated.

    A rating that the plan's rules refuse needs ``override``, the reason for the exception, which
    later packs print. An import is not ``strict``: what it brings becomes a finding instead.
    """

    item_ids: tuple[int, ...]
    period_id: int
    rating: str | None
    override: str = ""
    strict: bool = True

    @property
    def title(self) -> str:
        """Say how many ratings change."""
        count = len(self.item_ids)
        return "Change rating" if count == 1 else f"Change {count} ratings"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        return titled(session, self.title, self.item_ids)

    def apply(self, session: Session) -> None:
        """Set the ratings; refused for a closed period, a milestone or an unknown rating."""
        period = open_period(session, self.period_id)
        rows = items(session, self.item_ids)
        for item in rows:
            check_rating(session, item, self.rating)
            self._check_rules(session, item, period)
        for update in updates_for(session, [item.id for item in rows], period).values():
            update.rating = self.rating
            drop_if_empty(session, update)

    def _check_rules(self, session: Session, item: PlanItem, period: Period) -> None:
        problem = refusal(session, item, period, self.rating) if self.strict else ""
        if not problem or self.rating is None or _is_rated(session, item, period, self.rating):
            return
        if not self.override.strip():
            raise RatingRefused(problem, _EARN_IT, item.id, self.rating)
        keep_override(session, item.uid, period, (self.rating, problem, self.override.strip()))


@dataclass(frozen=True, slots=True)
class SetUpdateText:
    """Change one text of a plan item's update in an open period."""

    item_id: int
    period_id: int
    field: UpdateText
    text: str

    @property
    def title(self) -> str:
        """Name the text."""
        return f"Change {self.field.said}"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"update:{self.item_id}:{self.period_id}:{self.field.value}"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Keep the text, without blanks around it."""
        period = open_period(session, self.period_id)
        (item,) = items(session, (self.item_id,))
        update = update_for(session, item.id, period)
        said, told = self.text.strip(), read_reason(update.reason or "")
        if self.field is UpdateText.WHY:
            update.reason = replace(told, why=said).text
        elif self.field is UpdateText.REMEDY:
            update.reason = replace(told, remedy=said).text
        else:
            setattr(update, self.field.value, said)
        drop_if_empty(session, update)


@dataclass(frozen=True, slots=True)
class SetForecast:
    """Change when a plan item is now expected to be done."""

    item_id: int
    period_id: int
    text: str
    title: str = "Change forecast"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"update:{self.item_id}:{self.period_id}:forecast"

    def describe(self, session: Session) -> str:
        """Name the row."""
        return titled(session, self.title, (self.item_id,))

    def apply(self, session: Session) -> None:
        """Keep the forecast as typed, with its reading."""
        period = open_period(session, self.period_id)
        (item,) = items(session, (self.item_id,))
        update = update_for(session, item.id, period)
        update.set_forecast(typed_timeframe(session, self.text), period.as_at)
        drop_if_empty(session, update)


def keep_override(
    session: Session, item_uid: str, period: Period, said: tuple[str, str, str]
) -> None:
    """Keep the reason for an exception: ``said`` is the rating, why it was refused, the reason."""
    kept = session.scalar(
        select(RatingOverride).where(
            RatingOverride.item_uid == item_uid, RatingOverride.period_id == period.id
        )
    )
    if kept is None:
        kept = RatingOverride(
            uid=derived_uid(item_uid, f"override:{period.uid}"),
            item_uid=item_uid,
            period_id=period.id,
        )
        session.add(kept)
    kept.rating, kept.refusal, kept.reason = said


def _is_rated(session: Session, item: PlanItem, period: Period, rating: str) -> bool:
    said = select(ItemUpdate.rating).where(
        ItemUpdate.item_id == item.id, ItemUpdate.period_id == period.id
    )
    return session.scalar(said) == rating


def check_rating(session: Session, item: PlanItem, rating: str | None) -> None:
    """Raise UserError when this plan item cannot have this rating."""
    if item.level == Level.MILESTONE:
        raise UserError(
            f"“{item.title}” is a milestone; milestones are ticked, not rated.",
            "Rate the action it belongs to.",
        )
    scale = session.get_one(Plan, item.plan_id).scale
    if rating is not None and scale.by_code(rating) is None:
        words = [value.word for value in scale.values]
        choice = ", ".join(words[:-1]) + f" or {words[-1]}" if len(words) > 1 else "".join(words)
        raise UserError(f"Rating for {item.ref} must be {choice}. It says “{rating}”.")


def is_empty(update: ItemUpdate) -> bool:
    """Tell whether an update says nothing."""
    texts = (update.progress, update.reason, update.help_needed, update.forecast)
    return update.rating is None and not any(texts)


def drop_if_empty(session: Session, update: ItemUpdate) -> None:
    """Remove an update that says nothing any more, so that it does not count as one."""
    if is_empty(update):
        if update in session.new:
            session.expunge(update)
        else:
            session.delete(update)
