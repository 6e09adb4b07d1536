"""The kinds of plan that PlanDesk knows from the start: level names, columns, scale, outcomes."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from plandesk import resources
from plandesk.errors import UsageError
from plandesk.models.content import OutcomeOption
from plandesk.models.plan_fields import FieldKind, FieldOption
from plandesk.models.types import Level, Rating, Scale, Shape


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a plan is reported: ``months`` between periods, days allowed for a return.

    ``label`` is the pattern of a period's name with ``{month}``, ``{year}``, ``{quarter}`` and
    ``{financial_year}``.
    """

    months: int
    label: str
    return_days: int


@dataclass(frozen=True, slots=True)
class Preset:
    """Everything a new plan of one kind starts with."""

    name: str
    title: str
    about: str
    level_names: tuple[str, str, str, str]
    fields: tuple[FieldOption, ...]
    scale: Scale
    outcomes: tuple[OutcomeOption, ...]
    review_tests: tuple[str, ...]
    rhythm: Rhythm

    def settings(self) -> dict[str, Any]:
        """Return what a plan keeps of its preset beside scale and outcomes, as plain values.

        The plan keeps its own copy so that it may change them, and so that a later PlanDesk with
        other presets leaves it as it was.
        """
        return {
            "fields": [
                {"key": f.key, "label": f.label, "level": int(f.level), "kind": f.kind.value}
                for f in self.fields
            ],
            "review_tests": list(self.review_tests),
            "rhythm": asdict(self.rhythm),
        }


# The order in which a new plan offers them; the first is what most councils keep.
_NAMES = (
    "improvement-plan",
    "service-plan",
    "organisational-plan",
    "performance-plan",
    "action-plan",
)


def preset_names() -> tuple[str, ...]:
    """Return the names of the presets in the order in which they are offered."""
    return _NAMES


@cache
def load_preset(name: str) -> Preset:
    """Return the preset with this name; raises ``UsageError`` for a name that is not known."""
    if name not in _NAMES:
        raise UsageError(f'There is no preset "{name}".', hint=f"Choose one of {_listed()}.")
    text = resources.path(f"presets/{name}.toml").read_text(encoding="utf-8")
    return _preset(name, tomllib.loads(text))


@cache
def plain_scales() -> tuple[Scale, ...]:
    """Return scales that a plan can be shown in, though no kind of plan starts with them."""
    told = tomllib.loads(resources.path("scales/plain.toml").read_text(encoding="utf-8"))
    return tuple(
        Scale(row["name"], tuple(_rating(value) for value in row["values"]))
        for row in told["scales"]
    )


def _listed() -> str:
    return ", ".join(_NAMES[:-1]) + f" or {_NAMES[-1]}"


def _preset(name: str, told: dict[str, Any]) -> Preset:
    first, second, third, fourth = (str(word) for word in told["level_names"])
    return Preset(
        name=name,
        title=told["title"],
        about=told["about"],
        level_names=(first, second, third, fourth),
        fields=tuple(_field(row) for row in told["fields"]),
        scale=Scale(told["scale"]["name"], tuple(_rating(row) for row in told["scale"]["values"])),
        outcomes=tuple(OutcomeOption(**row) for row in told["outcomes"]),
        review_tests=tuple(told["review_tests"]),
        rhythm=Rhythm(**told["rhythm"]),
    )


def _field(row: dict[str, Any]) -> FieldOption:
    return FieldOption(row["key"], row["label"], Level(row["level"]), FieldKind(row["kind"]))


def _rating(row: dict[str, Any]) -> Rating:
    plain: dict[str, Any] = {name: value for name, value in row.items() if name != "shape"}
    return Rating(shape=Shape(row["shape"]), **plain)
