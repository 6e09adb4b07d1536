"""Whether a plan's settings, which the file keeps as one JSON text, have the form they are read in.

They may come from another program's JSON, from a pack, or from a disk that lost a bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from plandesk.models.plan_fields import plan_fields
from plandesk.models.reported import BEGINS_AFTER, ENDED_ON
from plandesk.models.types import Level

_TEXTS = (BEGINS_AFTER, ENDED_ON, "logo")
_LISTS = ("checks_off", "phrases", "review_tests")


def refuse_misshapen(settings: Any) -> None:
    """Raise ValueError naming the first setting of another form than PlanDesk gives it.

    Settings of unknown names pass: a later version may have put them there.
    """
    if not isinstance(settings, dict):
        raise ValueError("settings that are no list of names with values")
    said = cast("dict[str, Any]", settings)
    for name, check in _CHECKS.items():
        if said.get(name) is None:
            continue
        try:
            check(said)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise ValueError(f"the setting “{name}” ({error})") from error


def _text(name: str) -> Callable[[Mapping[str, Any]], None]:
    def check(settings: Mapping[str, Any]) -> None:
        if not isinstance(settings[name], str):
            raise TypeError("it is no text")

    return check


def _list_of_texts(name: str) -> Callable[[Mapping[str, Any]], None]:
    def check(settings: Mapping[str, Any]) -> None:
        if not isinstance(settings[name], list) or not all(
            isinstance(one, str) for one in settings[name]
        ):
            raise TypeError("it is no list of texts")

    return check


# Few plans have rules or registers of their own; for the others nothing is loaded to check them.


def _rating_rules(settings: Mapping[str, Any]) -> None:
    from plandesk.models.misfits import refuse_misfits
    from plandesk.models.rating_rules import RatingRules

    refuse_misfits(RatingRules.of(settings))


def _recipes(settings: Mapping[str, Any]) -> None:
    dict(settings["tracker_recipes"])


def _registers(settings: Mapping[str, Any]) -> None:
    from plandesk.services.registers.kinds import kinds_with

    kinds_with(settings)


def _stated(settings: Mapping[str, Any]) -> None:
    for entry in settings["stated"]:
        kind = entry["kind"]
        if kind in ("total", "outcome"):
            int(entry["number"])
            Level(int(entry.get("level", Level.ACTION)))
            set(entry.get("outcomes", ()))
        elif kind == "shares":
            int(entry["of"])
            dict(entry["shares"])
        elif kind == "scores":
            for number in (entry["total"], *dict(entry["scores"]).values()):
                float(str(number or 0))


_CHECKS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    **{name: _text(name) for name in _TEXTS},
    **{name: _list_of_texts(name) for name in _LISTS},
    "fields": plan_fields,
    "rating_rules": _rating_rules,
    "stated": _stated,
    "tracker_recipes": _recipes,
    "registers": _registers,
}
