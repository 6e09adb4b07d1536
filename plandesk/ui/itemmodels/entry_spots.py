"""Where an entry can have values: periods, areas, and both, each with what stands there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plandesk.models.register_types import RegisterKind, ValuePer

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PeriodRow
    from plandesk.services.queries.registers.measures import MeasureValue
    from plandesk.services.queries.registers.rows import EntryDetail, ValueRow


@dataclass(frozen=True, slots=True)
class Place:
    """A period, the plan's own or as printed, and an area; what is empty does not matter."""

    period_id: int | None = None
    period_text: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of the values: where it is, what stands there, and what the rules make of it."""

    place: Place
    label: str
    as_at: dt.date | None = None
    values: Mapping[str, ValueRow] = field(default_factory=dict[str, "ValueRow"])
    judged: MeasureValue | None = None
    is_open: bool = True

    @property
    def main(self) -> ValueRow | None:
        """Return the first value that stands there, whose note and source are shown."""
        return next(iter(self.values.values()), None)


def spots_of(
    detail: EntryDetail, periods: Sequence[PeriodRow], shown: int | None, more: Sequence[Place] = ()
) -> list[Spot]:
    """Return the places that have values, the shown period, and ``more``: the newest last.

    Areas stand below the entry's own values.
    """
    kind, by_id = detail.kind, {period.id: period for period in periods}
    found: dict[Place, dict[str, ValueRow]] = {}
    if any(spec.per is ValuePer.PERIOD for spec in kind.values) and shown is not None:
        found[Place(shown)] = {}
    for spec in kind.values:
        for area in spec.areas if spec.per is ValuePer.AREA else ():
            found[Place(area=area)] = {}
    for value in detail.values.get(detail.row.id, ()):
        if value.about_id is None:
            text = "" if value.period_id else value.period
            found.setdefault(Place(value.period_id, text, value.area), {})[value.key] = value
    for place in more:
        found.setdefault(place, {})
    judged = _judged(detail)
    spots = [
        _spot(kind, place, values, by_id.get(place.period_id or 0), judged)
        for place, values in found.items()
    ]
    areas = list(dict.fromkeys(spot.place.area for spot in spots if spot.place.area))
    areas.sort(key=lambda area: _known(kind, area))

    def order(spot: Spot) -> tuple[int, dt.date]:
        place = areas.index(spot.place.area) + 1 if spot.place.area else 0
        return place, spot.as_at or dt.date.min

    return sorted(spots, key=order)


def _known(kind: RegisterKind, area: str) -> int:
    names = [name for spec in kind.values for name in spec.areas]
    return names.index(area) if area in names else len(names)


def _spot(
    kind: RegisterKind,
    place: Place,
    values: dict[str, ValueRow],
    period: PeriodRow | None,
    judged: Mapping[int, MeasureValue],
) -> Spot:
    main = next(iter(values.values()), None)
    label = period.label if period else place.period_text
    day = period.as_at if period else main.as_at if main else None
    order = [spec.key for spec in kind.values]
    sorted_values = {key: values[key] for key in order if key in values}
    value = sorted_values.get("value")
    return Spot(
        place,
        label,
        day,
        sorted_values,
        judged.get(value.id) if value else None,
        period is None or period.is_open,
    )


def _judged(detail: EntryDetail) -> dict[int, MeasureValue]:
    """Return what the rules make of the values of a measure, by the value's number."""
    if detail.kind.key != "measures":
        return {}
    from plandesk.services.queries.registers.measures import judged_measure

    row = judged_measure(detail.kind, detail.row, list(detail.values.get(detail.row.id, ())))
    return {one.said.id: one for one in row.values}
