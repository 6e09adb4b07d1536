"""What a register is: its fields, its parts, its choices and its scales, as plain values.

A measure, a risk, a recommendation and an option are the same thing to the file: an entry of a
register. What they hold is data, so that a council can reword it and a new register needs none
of the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plandesk.models.plan_fields import FieldKind
from plandesk.models.types import Rating, Scale

_DASHES = re.compile(r"\s*[-\u2010-\u2014]\s*")


def plain_word(text: str) -> str:
    """Return a word as it is compared: without case, doubled spaces and kinds of dash."""
    return _DASHES.sub("-", " ".join(text.split()).casefold())


def _is_short_for(one: str, other: str) -> bool:
    """Tell whether two words shorten each other, part by part: "low-medium" and "low-med"."""
    parts, others = one.split("-"), other.split("-")
    pairs = zip(parts, others, strict=False)
    return len(parts) == len(others) and all(
        min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)) for a, b in pairs
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a field may take; ``ends`` says that an entry with it needs nobody now."""

    code: str
    word: str
    ends: bool = False
    number: float | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of an entry."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[Choice, ...] = ()
    about: str = ""

    def choice(self, code: object) -> Choice | None:
        """Return the choice with this code, or None."""
        return next((one for one in self.choices if one.code == code), None)

    def read_choice(self, text: str) -> Choice | None:
        """Return the choice that a word or code names; case, spaces and dashes do not matter."""
        said = plain_word(text)
        for one in self.choices:
            if said in {plain_word(one.word), plain_word(one.code)}:
                return one
        near = [one for one in self.choices if _is_short_for(said, plain_word(one.word))]
        return near[0] if len(near) == 1 else None


class ValuePer(StrEnum):
    """What a value of an entry stands for, beside the entry."""

    PERIOD = "period"
    AREA = "area"
    PART = "part"


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """One kind of value that an entry has over time, by area, or against another entry.

    With choices the value is one of them; ``per`` is what tells its values apart.
    """

    key: str
    label: str
    per: ValuePer = ValuePer.PERIOD
    choices: tuple[Choice, ...] = ()
    areas: tuple[str, ...] = ()

    def as_field(self) -> FieldSpec:
        """Return it as a field, for reading what was typed."""
        kind = FieldKind.CHOICE if self.choices else FieldKind.TEXT
        return FieldSpec(self.key, self.label, kind, self.choices)


@dataclass(frozen=True, slots=True)
class PeopleSpec:
    """One part that people play in an entry."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class RoleScale:
    """A scale whose values play parts in a rule, such as the one for "near the target".

    ``roles`` maps the part to the code of the value; a part may be missing.
    """

    scale: Scale
    roles: Mapping[str, str] = field(default_factory=dict[str, str])

    def in_role(self, role: str) -> Rating | None:
        """Return the value that plays this part, or None."""
        return self.scale.by_code(self.roles.get(role))


@dataclass(frozen=True, slots=True)
class RiskScale:
    """Likelihood and impact in words, and the band of each product of the two.

    ``cells`` may name the band of a single cell by (likelihood, impact); else the band is that
    of the first threshold that the score reaches. ``thresholds`` are (least score, band code),
    highest first.
    """

    likelihood: tuple[Choice, ...]
    impact: tuple[Choice, ...]
    bands: Scale
    thresholds: tuple[tuple[float, str], ...]
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])


@dataclass(frozen=True, slots=True)
class ReturnSpec:
    """What a register asks of its owners in a workbook that is sent to them and comes back.

    ``asks`` are the fields and kinds of value that they fill in, ``shows`` those they only see;
    ``state`` is the kind of value that says whether it was sent or has come back. ``guidance``
    are headings with what to write below them.
    """

    title: str
    asks: tuple[str, ...]
    shows: tuple[str, ...] = ()
    state: str = ""
    guidance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One register, or one kind of part of its entries.

    ``entry`` is the word for one entry; ``ref`` the pattern of a new ref with ``{n}``; ``links``
    what an entry can be to a row of a plan. ``columns`` are the fields of a plain table, in
    order: ``ref``, ``title``, ``due``, ``tags``, people parts and field keys.
    """

    key: str
    title: str
    entry: str
    about: str = ""
    ref: str = ""
    title_label: str = "Title"
    due_label: str = ""
    fields: tuple[FieldSpec, ...] = ()
    people: tuple[PeopleSpec, ...] = ()
    values: tuple[ValueSpec, ...] = ()
    links: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    parts: tuple[RegisterKind, ...] = ()
    scale: RoleScale | None = None
    trend: RoleScale | None = None
    risk: RiskScale | None = None
    asked: ReturnSpec | None = None

    def field(self, key: str) -> FieldSpec | None:
        """Return a field by key, or None."""
        return next((one for one in self.fields if one.key == key), None)

    def value(self, key: str) -> ValueSpec | None:
        """Return a kind of value by key, or None."""
        return next((one for one in self.values if one.key == key), None)

    def values_at(self, area: str) -> tuple[ValueSpec, ...]:
        """Return the kinds of value that can stand at an area, or at none of them.

        Where some are of areas and others of periods, neither stands in the other's place.
        """
        per_area = {one for one in self.values if one.per is ValuePer.AREA}
        if not per_area:
            return self.values
        if area:
            return tuple(one for one in self.values if one in per_area or one.areas)
        return tuple(one for one in self.values if one not in per_area) or self.values

    def part(self, key: str) -> RegisterKind | None:
        """Return the kind of part with this key, or None."""
        return next((one for one in self.parts if one.key == key), None)

    def people_part(self, key: str) -> PeopleSpec | None:
        """Return a part that people play, or None."""
        return next((one for one in self.people if one.key == key), None)

    def whole(self) -> Iterator[RegisterKind]:
        """Yield this register and the kinds of its parts."""
        yield self
        for part in self.parts:
            yield from part.whole()

    def label_of(self, column: str) -> str:
        """Return the heading of a column."""
        fixed = {"ref": "Ref", "title": self.title_label, "due": self.due_label, "tags": "Source"}
        if column in fixed:
            return fixed[column]
        found = self.field(column) or self.people_part(column) or self.value(column)
        return found.label if found else column
