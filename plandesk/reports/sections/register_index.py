"""Which function draws which register, and which of them lie on their side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plandesk.reports.flow import Story
from plandesk.reports.list_content import (
    EqualityReturn,
    ForwardPlan,
    Glossary,
    LineOfSight,
    Movements,
    SelfAssessment,
    SwotSection,
    WorkProgramme,
)
from plandesk.reports.plan_content import OrganisationalPlan, PerformancePlan, ServicePlans
from plandesk.reports.register_content import (
    MeasurePages,
    MeasureQuarters,
    MeasureTable,
    OptionsAppraisals,
    RecommendationTracker,
    RiskRegister,
)
from plandesk.reports.sections.appraisals import options_appraisals
from plandesk.reports.sections.insight import equality_return, line_of_sight, movements
from plandesk.reports.sections.lists import (
    forward_plan,
    glossary,
    self_assessment,
    swot,
    work_programme,
)
from plandesk.reports.sections.measures import measure_pages, measure_quarters, measure_table
from plandesk.reports.sections.organisational import organisational_plan, performance_plan
from plandesk.reports.sections.recommendations import recommendation_tracker
from plandesk.reports.sections.risks import risk_register
from plandesk.reports.sections.service_plan import service_plans
from plandesk.reports.theme import Theme

REGISTER_DRAWS: dict[type, Callable[[Any, Theme], Story]] = {
    ServicePlans: service_plans,
    OrganisationalPlan: organisational_plan,
    PerformancePlan: performance_plan,
    MeasureTable: measure_table,
    MeasurePages: measure_pages,
    MeasureQuarters: measure_quarters,
    RiskRegister: risk_register,
    RecommendationTracker: recommendation_tracker,
    OptionsAppraisals: options_appraisals,
    SwotSection: swot,
    SelfAssessment: self_assessment,
    WorkProgramme: work_programme,
    ForwardPlan: forward_plan,
    Glossary: glossary,
    EqualityReturn: equality_return,
    LineOfSight: line_of_sight,
    Movements: movements,
}
REGISTER_WIDE = (
    ServicePlans,
    OrganisationalPlan,
    PerformancePlan,
    MeasureTable,
    MeasureQuarters,
    RiskRegister,
    RecommendationTracker,
    OptionsAppraisals,
    SwotSection,
    EqualityReturn,
    LineOfSight,
)
