"""The values of entries over time, by area, and against other entries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.base import derived_uid, new_uid
from plandesk.models.measure_values import read_value
from plandesk.models.register_fields import read_choice, read_number
from plandesk.models.register_types import RegisterKind, ValueSpec
from plandesk.models.registers import EntryValue, RegisterEntry
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.services.ops.lookup import any_period, reference_date, typed_timeframe
from plandesk.services.ops.registers.lookup import called, entry, kind_for
from plandesk.services.queries.registers.measures import MEASURES, judged_measure
from plandesk.services.queries.registers.rows import entry_rows, values_of


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """Which value of an entry: its kind, and the period, area or other entry it is for.

    ``period_text`` names a period as printed where it is none of the plan's own.
    """

    key: str = "value"
    period_id: int | None = None
    period_text: str = ""
    area: str = ""
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class ValueSaid:
    """What a value says: as printed, with a note, its source, and what somebody judged it.

    ``rating`` and ``trend`` are codes of the register's scales, None where they are worked out.
    """

    text: str = ""
    note: str = ""
    source: str = ""
    rating: str | None = None
    trend: str | None = None
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said at all."""
        return not (self.text.strip() or self.note.strip() or self.rating or self.trend)


@dataclass(frozen=True, slots=True)
class SetEntryValue:
    """Keep one value of an entry; one that says nothing takes it away."""

    entry_id: int
    place: ValuePlace
    said: ValueSaid
    title: str = "Change value"

    @property
    def merge_key(self) -> str:
        """Make typing in one box one step."""
        return f"value:{self.entry_id}:{self.place}"

    def describe(self, session: Session) -> str:
        """Name the value and the entry."""
        found = entry(session, self.entry_id)
        spec = kind_for(session, found).value(self.place.key)
        label = spec.label.lower() if spec else "value"
        return f"Change {label} of {called(found)}"

    def apply(self, session: Session) -> None:
        """Keep it; refused in a closed period, or where it cannot be read."""
        set_value(session, entry(session, self.entry_id), self.place, self.said)


@dataclass(frozen=True, slots=True)
class SetEntryValues:
    """Keep many values at once: a column that was pasted, a quarter that was read in."""

    values: tuple[tuple[int, ValuePlace, ValueSaid], ...]

    @property
    def title(self) -> str:
        """Say how many change."""
        count = len(self.values)
        return "Change value" if count == 1 else f"Change {count} values"

    def apply(self, session: Session) -> None:
        """Keep them all, or none."""
        for entry_id, place, said in self.values:
            set_value(session, entry(session, entry_id), place, said)


def set_value(session: Session, found: RegisterEntry, place: ValuePlace, said: ValueSaid) -> None:
    """Keep one value in its place, or take it away when it says nothing."""
    kind = kind_for(session, found)
    spec = kind.value(place.key)
    if spec is None:
        words = ", ".join(one.key for one in kind.values) or "none"
        raise UserError(f"A {kind.entry} has no value “{place.key}”.", f"It has {words}.")
    period = None if place.period_id is None else any_period(session, place.period_id)
    if period is not None:
        period.require_open()
    if place.about_id is not None and entry(session, place.about_id).kind == found.kind:
        raise UserError(f"{called(found)} cannot be scored against its like.", "Choose another.")
    if place.period_text and place.period_id is None:
        place = replace(place, period_text=typed_timeframe(session, place.period_text))
    row = _row(session, found, place)
    if said.is_empty:
        if row is not None:
            session.delete(row)
            session.flush()
        return
    if row is None:
        row = _new(session, found, place)
        session.add(row)
    if period is not None:
        row.as_at = period.as_at
    elif place.period_text:
        row.as_at = read_timeframe(place.period_text, reference=reference_date(session)).latest
    top = found if found.parent_id is None else entry(session, found.parent_id)
    row.text, row.number = read_said(kind, top.fields.get("unit"), spec, said.text)
    row.note, row.source, row.reason = said.note.strip(), said.source.strip(), said.reason.strip()
    row.rating, row.trend = check_codes(kind, said.rating, said.trend)
    if row.rating and not row.reason and found.kind == MEASURES and place.key == "value":
        _require_reason(session, found, row)


def _require_reason(session: Session, found: RegisterEntry, row: EntryValue) -> None:
    """Raise UserError for a rating that the rules contradict and that nobody explains."""
    session.flush()
    values = values_of(session, [found.id]).get(found.id, [])
    read = entry_rows(session, [found])[0]
    judged = judged_measure(kind_for(session, found), read, values)
    for one in judged.values:
        if one.said.id == row.id and one.is_overridden and one.computed and one.rating:
            raise UserError(
                f"By its target and tolerance {called(found)} is {one.computed.word}, not "
                f"{one.rating.word}.",
                "Enter the reason for the other rating, or leave the rating to the rules.",
            )


def check_codes(
    kind: RegisterKind, rating: str | None, trend: str | None
) -> tuple[str | None, str | None]:
    """Return rating and trend as codes; raises UserError for a word that is on no scale."""
    codes: list[str | None] = []
    for scale, said in ((kind.scale, rating), (kind.trend, trend)):
        if not said:
            codes.append(None)
            continue
        value = scale.scale.read(said) if scale is not None else None
        if value is None:
            words = ", ".join(one.word for one in scale.scale.values) if scale else ""
            hint = f"Use {words}." if words else f"A {kind.entry} has no ratings of its own."
            raise UserError(f"“{said}” is not on the scale of {kind.title.lower()}.", hint)
        codes.append(value.code)
    return codes[0], codes[1]


def read_said(
    kind: RegisterKind, unit: object, spec: ValueSpec, text: str
) -> tuple[str, float | None]:
    """Return a value as it is kept, and the number it says: of a choice, a measure, a figure."""
    tidy = text.strip()
    if not tidy:
        return "", None
    if spec.choices:
        field = spec.as_field()
        found = field.choice(read_choice(field, tidy))
        return (found.code, found.number) if found else (tidy, None)
    if kind.key in {"measures", "measure-row"}:
        number = read_value(tidy, str(unit or ""))
        return tidy, number
    return tidy, read_number(tidy)


def _row(session: Session, found: RegisterEntry, place: ValuePlace) -> EntryValue | None:
    about, period = EntryValue.about_id, EntryValue.period_id
    query = select(EntryValue).where(
        EntryValue.entry_id == found.id,
        EntryValue.key == place.key,
        EntryValue.area == place.area.strip(),
        about.is_(None) if place.about_id is None else about == place.about_id,
        period.is_(None) if place.period_id is None else period == place.period_id,
        EntryValue.period_text == ("" if place.period_id else place.period_text.strip()),
    )
    return session.scalars(query).first()


def _new(session: Session, found: RegisterEntry, place: ValuePlace) -> EntryValue:
    last = session.scalar(
        select(func.max(EntryValue.position)).where(
            EntryValue.entry_id == found.id, EntryValue.key == place.key
        )
    )
    period_text = "" if place.period_id else place.period_text.strip()
    row = EntryValue(
        uid=new_uid(),
        entry_id=found.id,
        about_id=place.about_id,
        period_id=place.period_id,
        key=place.key,
        position=0 if last is None else last + 1,
        period_text=period_text,
        as_at=None,
        area=place.area.strip(),
        number=None,
        rating=None,
        trend=None,
    )
    said = f"{place.key}:{row.area}:{period_text}"
    if place.period_id is None and place.about_id is None:
        # The same value typed on two laptops is one value.
        uid = derived_uid(found.uid, said)
        taken = session.scalar(select(EntryValue.id).where(EntryValue.uid == uid))
        row.uid = uid if taken is None else row.uid
    return row
