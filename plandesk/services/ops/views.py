"""Saving ways of looking at the plan under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import new_uid
from plandesk.models.views import SavedView


@dataclass(frozen=True, slots=True)
class SaveView:
    """Keep columns and filters under a name; a view of that name is replaced.

    ``filters`` and ``layout`` hold (field, value) pairs, with values that JSON can hold.
    """

    plan_id: int
    name: str
    columns: tuple[str, ...]
    filters: tuple[tuple[str, Any], ...] = ()
    layout: tuple[tuple[str, Any], ...] = ()

    @property
    def title(self) -> str:
        """Name the view."""
        return f"Save view {_clean(self.name)}"

    def apply(self, session: Session) -> None:
        """Keep the view; refused without a name."""
        name = _clean(self.name)
        if not name:
            raise UserError("Enter a name for the view.", "For example “Red and overdue”.")
        found = _named(session, self.plan_id, name)
        if found is None:
            of_plan = select(func.max(SavedView.position)).where(SavedView.plan_id == self.plan_id)
            last = session.scalar(of_plan)
            found = SavedView(
                uid=new_uid(), plan_id=self.plan_id, position=0 if last is None else last + 1
            )
            session.add(found)
        found.name, found.columns = name, list(self.columns)
        found.filters, found.layout = _as_json(self.filters), _as_json(self.layout)


@dataclass(frozen=True, slots=True)
class RenameView:
    """Give a saved view another name."""

    view_id: int
    name: str
    title: str = "Rename view"

    def apply(self, session: Session) -> None:
        """Rename it; refused when the name is empty or taken."""
        found = _view(session, self.view_id)
        name = _clean(self.name)
        if not name:
            raise UserError("Enter a name for the view.", "It cannot be empty.")
        other = _named(session, found.plan_id, name)
        if other is not None and other.id != found.id:
            raise UserError(f"There is a view named {other.name} already.", "Choose another name.")
        found.name = name


@dataclass(frozen=True, slots=True)
class RemoveView:
    """Forget a saved view."""

    view_id: int
    title: str = "Remove view"

    def describe(self, session: Session) -> str:
        """Name the view."""
        return f"Remove view {_view(session, self.view_id).name}"

    def apply(self, session: Session) -> None:
        """Remove it."""
        session.delete(_view(session, self.view_id))


def _as_json(pairs: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """Return pairs as JSON gives them back: pairs of pairs as a mapping, tuples as lists."""
    found: dict[str, Any] = {}
    for field, value in pairs:
        if not isinstance(value, tuple):
            found[field] = value
            continue
        inner = cast("tuple[Any, ...]", value)
        is_mapping = bool(inner) and all(isinstance(each, tuple) for each in inner)
        found[field] = _as_json(inner) if is_mapping else list(inner)
    return found


def _clean(name: str) -> str:
    return " ".join(name.split())


def _view(session: Session, view_id: int) -> SavedView:
    found = session.get(SavedView, view_id)
    if found is None:
        raise UserError("That view was removed meanwhile.", "Choose another one.")
    return found


def _named(session: Session, plan_id: int, name: str) -> SavedView | None:
    views = session.scalars(select(SavedView).where(SavedView.plan_id == plan_id))
    return next((view for view in views if view.name.casefold() == name.casefold()), None)
