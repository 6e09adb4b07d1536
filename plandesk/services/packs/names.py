"""Names or roles in packs: what stands in place of a named person where only roles are printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.models.content import PersonContent, PlanContent
from plandesk.models.people import Person, name_and_post
from plandesk.models.plan_rows import Who
from plandesk.models.types import PersonKind
from plandesk.services.queries.packs.content import PlanFacts, no_children

SETTING = "names_in_packs"
NAMELESS = "Lead officer"
_LEAST = 5


class Naming(StrEnum):
    """Whether packs print the names of people, or only their roles."""

    NAMES = "names"
    ROLES = "roles"


class Roles:
    """Says each named person as their post; one whose post is not known is a lead officer.

    A person kept as "A. Jones, Head of Housing" or "A. Jones (Head of Housing)" has that post.
    """

    def __init__(self, session: Session) -> None:
        named = select(Person.name, Person.post).where(Person.kind == PersonKind.PERSON.value)
        self._roles = {
            row.name: row.post or name_and_post(row.name)[1] or NAMELESS
            for row in session.execute(named)
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the names that no page may say; one short word would be found by chance."""
        names = (name_and_post(name)[0] for name in self._roles)
        return tuple(name for name in names if len("".join(name.split())) >= _LEAST)

    def of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return names with each person as a role, every role once."""
        return tuple(dict.fromkeys(self._roles.get(name, name) for name in names))

    def one(self, name: str) -> str:
        """Return one name, such as a presenter's, as a role."""
        return self._roles.get(name.strip(), name)

    def in_facts(self, facts: PlanFacts) -> PlanFacts:
        """Return what is read of a plan with roles in place of people."""
        rows = tuple(
            replace(row, who=Who(self.of(row.leads), self.of(row.sponsors))) for row in facts.rows
        )
        return replace(facts, rows=rows, children=no_children())

    def in_plan(self, plan: PlanContent) -> PlanContent:
        """Return a plan's content with roles in place of people."""
        items = tuple(
            replace(item, leads=self.of(item.leads), sponsors=self.of(item.sponsors))
            for item in plan.items
        )
        entries = tuple(
            replace(entry, people={part: self.of(names) for part, names in entry.people.items()})
            for entry in plan.entries
        )
        named = dict.fromkeys(self.of(person.name for person in plan.people))
        people = tuple(PersonContent(name, PersonKind.ROLE) for name in named)
        return replace(plan, items=items, entries=entries, people=people)
