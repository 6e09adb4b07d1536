"""One row of the tree, made of parts that many rows have in common.

A plan of a hundred thousand actions has as many rows again for its milestones, but only some
thousands of leads, hundreds of dates and a few ways to be rated. A row that held each value by
itself would take three times the memory.
"""

from __future__ import annotations

import datetime as dt

from plandesk.models.collector import row_of_many
from plandesk.models.types import Level, Travel


@row_of_many
class Who:
    """The people of a row, each in the order they are printed in."""

    leads: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()


@row_of_many
class When:
    """The timeframe of a row: as written, its latest day, and whether it has no end."""

    text: str = ""
    latest: dt.date | None = None
    ongoing: bool = False


@row_of_many
class Tags:
    """The tags of a row, by kind."""

    scope: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()


@row_of_many
class Standing:
    """What a row is and how it stands in one period; ratings are codes of the plan's scale.

    ``closed`` says that an outcome ended the row, ``changed`` that it has an update in the period.
    """

    plan_id: int
    level: Level
    previous: str | None
    current: str | None
    travel: Travel
    overdue: bool
    changed: bool
    reported_elsewhere: bool
    is_new: bool
    done: bool
    declared: int | None
    outcome: str | None
    outcome_word: str
    closed: bool


NOBODY, UNTAGGED = Who(), Tags()


@row_of_many
class PlanRow:
    """One row of the tree: a workstream, project, action or milestone, as of one period."""

    id: int
    parent_id: int | None
    position: int
    ref: str
    title: str
    who: Who
    when: When
    standing: Standing
    tags: Tags

    @property
    def where(self) -> str:
        """How a message names it."""
        return self.ref or f"“{self.title}”"

    @property
    def plan_id(self) -> int:
        """The plan it belongs to."""
        return self.standing.plan_id

    @property
    def level(self) -> Level:
        """Which level of the tree it stands on."""
        return self.standing.level

    @property
    def leads(self) -> tuple[str, ...]:
        """Who does it."""
        return self.who.leads

    @property
    def sponsors(self) -> tuple[str, ...]:
        """Who answers for it."""
        return self.who.sponsors

    @property
    def due_text(self) -> str:
        """The timeframe as written."""
        return self.when.text

    @property
    def due_latest(self) -> dt.date | None:
        """The last day of the timeframe, None where it names no day."""
        return self.when.latest

    @property
    def ongoing(self) -> bool:
        """Whether the timeframe has no end."""
        return self.when.ongoing

    @property
    def previous(self) -> str | None:
        """The rating in the period before."""
        return self.standing.previous

    @property
    def current(self) -> str | None:
        """The rating in the period shown."""
        return self.standing.current

    @property
    def travel(self) -> Travel:
        """The direction from the one to the other."""
        return self.standing.travel

    @property
    def overdue(self) -> bool:
        """Whether the timeframe has gone by and it is not done."""
        return self.standing.overdue

    @property
    def changed(self) -> bool:
        """Whether it has an update in the period."""
        return self.standing.changed

    @property
    def reported_elsewhere(self) -> bool:
        """Whether another report follows it."""
        return self.standing.reported_elsewhere

    @property
    def is_new(self) -> bool:
        """Whether it was not there in the period before."""
        return self.standing.is_new

    @property
    def done(self) -> bool:
        """Whether a milestone is ticked."""
        return self.standing.done

    @property
    def declared(self) -> int | None:
        """How many actions a project says it has."""
        return self.standing.declared

    @property
    def outcome(self) -> str | None:
        """The code of what a review decided."""
        return self.standing.outcome

    @property
    def outcome_word(self) -> str:
        """The plan's word for that, empty for none."""
        return self.standing.outcome_word

    @property
    def closed(self) -> bool:
        """Whether that outcome ended it."""
        return self.standing.closed

    @property
    def scope(self) -> tuple[str, ...]:
        """Which parts of the council it concerns."""
        return self.tags.scope

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it comes from."""
        return self.tags.sources

    @property
    def characteristics(self) -> tuple[str, ...]:
        """Which protected characteristics it concerns."""
        return self.tags.characteristics
