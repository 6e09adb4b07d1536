"""What reports print of service, organisational and performance plans, and of their links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from plandesk.models.register_fields import read_number
from plandesk.models.types import Level, Rating
from plandesk.reports.list_content import LineOfSight, Movements, SightGroup, SightRow
from plandesk.reports.plan_content import (
    Deliverable,
    DeliverableGroup,
    DeliveryMilestone,
    DeliveryPriority,
    DeliveryTheme,
    OrganisationalPlan,
    PerformancePlan,
    PlanTheme,
    ServicePlan,
    ServicePlans,
    ThemeAction,
    ThemeOutcome,
)
from plandesk.services.queries.packs.content import printed_title
from plandesk.services.queries.plan_tree import PlanRow, plans
from plandesk.services.queries.registers.line_of_sight import (
    SightLine,
    from_source,
    serving,
    source_names,
)
from plandesk.services.queries.registers.source import Source, lines

Fields = Mapping[str, Any]
_NO_FIELDS: Fields = {}
_STRIP = 4


def _text(fields: Fields, *keys: str) -> str:
    """Return the first of these columns that says something."""
    return next((str(fields[key]) for key in keys if fields.get(key) not in (None, "")), "")


def _amount(value: object) -> Decimal | None:
    """Return the number of a column that holds a number, or words that are one."""
    if value is None or value == "":
        return None
    number = value if isinstance(value, int | float) else read_number(str(value))
    try:
        return None if number is None else Decimal(str(number))
    except InvalidOperation:
        return None


def service_plans_of(source: Source) -> ServicePlans:
    """Return each service with its header and its deliverables by heading."""
    facts, fields = source.facts, source.fields()
    found = tuple(_service(source, row, fields) for row in facts.streams)
    noun = facts.level_names[2] if facts.level_names[2] != "Deliverable" else ""
    return ServicePlans(found, deliverable=noun or "Priorities and deliverables")


def _service(source: Source, row: PlanRow, fields: Mapping[int, Fields]) -> ServicePlan:
    own = fields.get(row.id, _NO_FIELDS)
    facts = source.facts
    groups: list[DeliverableGroup] = []
    for heading in facts.children[row.id]:
        below = facts.below(heading, Level.ACTION)
        cells = tuple(_deliverable(source, one, fields) for one in below)
        groups.append(DeliverableGroup(heading.title, cells))
    return ServicePlan(
        ref=row.ref,
        title=row.title,
        lead=source.names(row.leads),
        officers=source.naming(lines(own.get("lead_officers"))),
        staffing=_text(own, "staffing_text", "staffing"),
        fte=_amount(own.get("staffing")),
        budget=_text(own, "budget_text", "budget"),
        budget_amount=_amount(own.get("budget")),
        introduction=lines(own.get("purpose")),
        groups=tuple(groups),
        measures_first=bool(own.get("measures_first")),
    )


def _deliverable(source: Source, row: PlanRow, fields: Mapping[int, Fields]) -> Deliverable:
    own = fields.get(row.id, _NO_FIELDS)
    owners = source.names(row.leads) or ", ".join(lines(own.get("officers")))
    return Deliverable(
        row.ref,
        printed_title(row),
        _text(own, "type"),
        owners,
        row.due_text,
        lines(own.get("impact")),
        lines(own.get("measures")),
        source.facts.scale.by_code(row.current),
    )


def organisational_plan_of(source: Source) -> OrganisationalPlan:
    """Return themes with their accountable lead, outcomes and actions."""
    facts, fields = source.facts, source.fields()
    themes = tuple(_theme(source, row, fields) for row in facts.streams)
    first, second, third = facts.level_names[:3]
    return OrganisationalPlan(facts.scale, themes, level_names=(first, second, third))


def _theme(source: Source, row: PlanRow, fields: Mapping[int, Fields]) -> PlanTheme:
    own = fields.get(row.id, _NO_FIELDS)
    facts = source.facts
    outcomes = tuple(
        ThemeOutcome(
            child.ref,
            printed_title(child),
            tuple(_action(source, one, fields) for one in facts.below(child, Level.ACTION)),
        )
        for child in facts.children[row.id]
    )
    accountable = source.names(row.sponsors) or _text(own, "accountable")
    return PlanTheme(row.ref, row.title, accountable or source.names(row.leads), (), outcomes)


def _action(source: Source, row: PlanRow, fields: Mapping[int, Fields]) -> ThemeAction:
    own = fields.get(row.id, _NO_FIELDS)
    said = source.facts.said.get(row.id)
    return ThemeAction(
        row.ref,
        printed_title(row),
        source.names(row.leads),
        row.due_text,
        source.facts.scale.by_code(row.current),
        lines(own.get("measures")),
        tuple(dict.fromkeys((*row.sources, *lines(own.get("source"))))),
        (said.progress if said else "") or _text(own, "progress_note"),
    )


def performance_plan_of(source: Source) -> PerformancePlan:
    """Return milestones by theme and priority, with their ratings in the last four periods."""
    facts, fields = source.facts, source.fields()
    shown = facts.shown[-_STRIP:]

    def milestone(row: PlanRow) -> DeliveryMilestone:
        own = fields.get(row.id, _NO_FIELDS)
        codes = [facts.ratings.get(period.id, {}).get(row.id) for period in shown]
        return DeliveryMilestone(
            row.ref,
            printed_title(row),
            tuple(child.title for child in facts.below(row, Level.MILESTONE)),
            source.names(row.leads) or _text(own, "directorate", "portfolio"),
            row.due_text or _text(own, "delivery"),
            tuple(facts.scale.by_code(code) for code in codes),
            _text(own, "commentary"),
        )

    themes = tuple(
        DeliveryTheme(
            stream.ref,
            stream.title,
            tuple(
                DeliveryPriority(
                    child.ref,
                    printed_title(child),
                    tuple(milestone(row) for row in facts.below(child, Level.ACTION)),
                )
                for child in facts.children[stream.id]
            ),
        )
        for stream in facts.streams
    )
    labels = tuple(period.label for period in shown)
    return PerformancePlan(facts.scale, themes, labels, milestone=facts.level_names[2])


def line_of_sight_of(source: Source) -> LineOfSight:
    """Return everything in the file's plans that serves each priority, down to its actions."""
    register = source.register("priorities")
    groups: list[SightGroup] = []
    for row in register.rows:
        found = serving(source.session, row.id, source.period_id)
        title = f"{row.ref} {row.title}".strip()
        groups.append(_sight_group(source, title, found, register.word(row, "outcome")))
    return LineOfSight(tuple(groups))


def sources_of(source: Source) -> LineOfSight:
    """Return what each source asked for, such as all actions that an inspection led to."""
    names = source_names(source.session)
    groups = [
        _sight_group(source, name, from_source(source.session, name, source.period_id))
        for name in names
    ]
    return LineOfSight(tuple(group for group in groups if group.rows))


def _sight_group(
    source: Source, title: str, found: Sequence[SightLine], note: str = ""
) -> SightGroup:
    several = len({line.plan for line in found}) > 1
    known = plans(source.session)
    scales = {plan.id: {value.code: value for value in plan.values} for plan in known}

    def row(line: SightLine) -> SightRow:
        one = line.row
        place = " > ".join((*((line.plan,) if several else ()), *line.path))
        rating = scales[one.plan_id].get(one.current or "")
        leads = source.names(one.leads)
        about = (place, one.ref, printed_title(one), leads, one.due_text)
        return SightRow(*about, rating, one.closed)

    shown = tuple(row(line) for line in found if line.row.level <= Level.ACTION)
    return SightGroup(title, shown, note)


def movements_of(source: Source) -> Movements:
    """Return how the ratings of open actions moved, and their numbers over the periods."""
    facts = source.facts
    scale = facts.scale
    live = [row for row in facts.actions if not row.closed or row.current]
    moved: Counter[tuple[str | None, str | None]] = Counter()
    if facts.previous is not None:
        moved.update((row.previous, row.current) for row in live if row.previous or row.current)
    moves: list[tuple[Rating | None, Rating | None, int]] = [
        (scale.by_code(before), scale.by_code(now), number)
        for (before, now), number in moved.items()
    ]
    counted = [facts.counts(period.label, facts.actions, period) for period in facts.shown]
    lines_ = tuple(
        (value, tuple(counts.of(value.code) for counts in counted)) for value in scale.values
    )
    return Movements(
        scale.values,
        tuple(moves),
        facts.previous.label if facts.previous else "Previous",
        facts.period.label if facts.period else "Current",
        facts.level_names[2].lower() + "s",
        tuple(period.label for period in facts.shown),
        lines_,
    )
