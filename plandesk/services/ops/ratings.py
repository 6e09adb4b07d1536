"""Ratings and updates of one reporting period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Level
from plandesk.services.ops.lookup import items, open_period, titled, update_for


class UpdateText(StrEnum):
    """The texts of an update that a lead writes."""

    PROGRESS = "progress"
    REASON = "reason"
    HELP_NEEDED = "help_needed"


@dataclass(frozen=True, slots=True)
class SetRating:
    """Rate plan items in an open period; ``rating`` is a code of the scale, None for not rated."""

    item_ids: tuple[int, ...]
    period_id: int
    rating: str | None

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
        for item in items(session, self.item_ids):
            check_rating(session, item, self.rating)
            update = update_for(session, item.id, period)
            update.rating = self.rating
            drop_if_empty(session, update)


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
        return f"Change {self.field.value.replace('_', ' ')}"

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
        setattr(update, self.field.value, self.text.strip())
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
        update.set_forecast(self.text, period.as_at)
        drop_if_empty(session, update)


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


def drop_if_empty(session: Session, update: ItemUpdate) -> None:
    """Remove an update that says nothing any more, so that it does not count as one."""
    texts = (update.progress, update.reason, update.help_needed, update.forecast)
    if update.rating is None and not any(texts):
        if update in session.new:
            session.expunge(update)
        else:
            session.delete(update)
