"""The sections of a pack that are made from the registers, or from a plan of a certain kind."""

from __future__ import annotations

from collections.abc import Callable

from plandesk.reports.content import Section
from plandesk.services.packs.outline import EntryKind
from plandesk.services.queries.registers.list_content import (
    equality_return_of,
    forward_plan_of,
    glossary_register_of,
    options_of,
    self_assessment_of,
    swot_of,
    work_programme_of,
)
from plandesk.services.queries.registers.measure_content import (
    measure_pages_of,
    measure_quarters_of,
    measure_table_of,
)
from plandesk.services.queries.registers.plan_kind_content import (
    line_of_sight_of,
    movements_of,
    organisational_plan_of,
    performance_plan_of,
    service_plans_of,
    sources_of,
)
from plandesk.services.queries.registers.risk_content import recommendations_of, risk_register_of
from plandesk.services.queries.registers.source import Source

REGISTER_SECTIONS: dict[EntryKind, Callable[[Source], Section]] = {
    EntryKind.SERVICE_PLANS: service_plans_of,
    EntryKind.ORGANISATIONAL_PLAN: organisational_plan_of,
    EntryKind.PERFORMANCE_PLAN: performance_plan_of,
    EntryKind.MEASURES: measure_table_of,
    EntryKind.MEASURE_CHARTS: measure_pages_of,
    EntryKind.MEASURE_QUARTERS: measure_quarters_of,
    EntryKind.RISKS: risk_register_of,
    EntryKind.RECOMMENDATIONS: recommendations_of,
    EntryKind.OPTIONS: options_of,
    EntryKind.SWOT: swot_of,
    EntryKind.SELF_ASSESSMENT: self_assessment_of,
    EntryKind.WORK_PROGRAMME: work_programme_of,
    EntryKind.FORWARD_PLAN: forward_plan_of,
    EntryKind.EQUALITY: equality_return_of,
    EntryKind.GLOSSARY: glossary_register_of,
    EntryKind.LINE_OF_SIGHT: line_of_sight_of,
    EntryKind.SOURCES: sources_of,
    EntryKind.MOVEMENTS: movements_of,
}
