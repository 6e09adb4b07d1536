"""What the registers beside a plan say in a report, as plain values.

Figures come as text, just as the source prints them, beside their values for charts and sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from plandesk.models.options import Stated
from plandesk.models.types import Rating, Scale, Travel
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

Trend = Rating | Travel | None
"""A trend on a scale of its own, or as improved, no change, worsened."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and its value, None where it is words; ``rating`` is of that figure."""

    text: str = ""
    value: float | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Comparator:
    """Another figure to compare a measure with, such as the national average."""

    name: str
    figure: Figure
    when: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of a measure's table: a figure for each of the measure's columns."""

    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (KPI) with everything that may be printed of it.

    ``columns`` are periods, then areas, of which the first ``periods`` are periods; ``rows[0]`` is
    the measure itself, any others are what it is made of. ``better`` is "Higher is better" or
    "Lower is better".
    """

    ref: str
    name: str
    unit: str = ""
    better: str = ""
    baseline: Figure = Figure()
    baseline_at: str = ""
    target: Figure = Figure()
    tolerance: Figure = Figure()
    comparators: tuple[Comparator, ...] = ()
    latest: Figure = Figure()
    latest_at: str = ""
    rating: Rating | None = None
    trend: Trend = None
    columns: tuple[str, ...] = ()
    periods: int = 0
    rows: tuple[FigureRow, ...] = ()
    lead: str = ""
    source: str = ""
    commentary: str = ""
    override: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """Measures under one heading, which may be empty."""

    title: str
    rows: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class MeasureKeys:
    """The two keys of a measure report; the trend has a scale of its own or is said in words."""

    rating: Scale
    trend: Scale | None = None


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """All measures in one table: baseline, direction, comparators, target, latest, rating."""

    groups: tuple[MeasureGroup, ...]
    keys: MeasureKeys
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasurePages:
    """Each measure on its own: facts, chart, table of values by period and area, commentary."""

    groups: tuple[MeasureGroup, ...]
    keys: MeasureKeys
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureQuarters:
    """Measures with target, tolerance and a strip of quarters, each a figure with its rating."""

    groups: tuple[MeasureGroup, ...]
    keys: MeasureKeys
    quarters: tuple[str, ...] = ("Q1", "Q2", "Q3", "Q4")
    year: str = ""
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskScore:
    """Places on both scales, counted from 1, their score, and the band that it falls in."""

    likelihood: int
    impact: int
    total: float
    band: Rating | None = None


@dataclass(frozen=True, slots=True)
class CounterMeasure:
    """Something done against a risk, and how far it is."""

    text: str
    state: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk: score before and after its counter measures, and after them a period ago.

    ``links`` are the refs of projects and actions that it touches.
    """

    ref: str
    description: str
    cause: str = ""
    effect: str = ""
    owner: str = ""
    inherent: RiskScore | None = None
    residual: RiskScore | None = None
    previous: RiskScore | None = None
    is_new: bool = False
    closed: bool = False
    counters: tuple[CounterMeasure, ...] = ()
    review: str = ""
    links: tuple[str, ...] = ()

    @property
    def score(self) -> RiskScore | None:
        """Return the score as it stands: after counter measures, else before them."""
        return self.residual or self.inherent

    @property
    def movement(self) -> Travel:
        """Return whether the risk has got better (a lower score) since the last period."""
        if self.is_new:
            return Travel.NEW
        if self.score is None or self.previous is None:
            return Travel.NOT_RATED
        if self.score.total == self.previous.total:
            return Travel.NO_CHANGE
        return Travel.IMPROVED if self.score.total < self.previous.total else Travel.WORSENED


@dataclass(frozen=True, slots=True)
class RiskScales:
    """The words for likelihood and impact from low to high, and the band of each field."""

    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    bands: tuple[tuple[Rating | None, ...], ...]


@dataclass(frozen=True, slots=True)
class RiskRegister:
    """The risk register: heat map, summary, and each risk with its counter measures."""

    risks: tuple[Risk, ...]
    scales: RiskScales
    since: str = ""
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """What a recommendation's status was said to be on a day."""

    when: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation and what has become of it; the history is oldest first."""

    ref: str
    text: str
    owner: str = ""
    due: str = ""
    status: str = ""
    rating: Rating | None = None
    closed: bool = False
    overdue: bool = False
    history: tuple[StatusEntry, ...] = ()
    evidence: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationSource:
    """The inspection, review or committee that recommended, and what it recommended."""

    title: str
    rows: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True)
class RecommendationTracker:
    """Recommendations by source."""

    sources: tuple[RecommendationSource, ...]
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppraisalCriterion:
    """A criterion of an options appraisal; ``weight`` is None where the source gives none."""

    ref: str
    text: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class OptionScore:
    """A score for one criterion; ``number`` is None where the source prints none."""

    number: float | None
    label: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its scores in the order of the criteria, and the totals its source prints."""

    ref: str
    title: str
    description: str = ""
    scores: tuple[OptionScore, ...] = ()
    stated: Stated = field(default_factory=Stated)


@dataclass(frozen=True, slots=True)
class OptionsAppraisal:
    """Options scored against criteria; ``scale`` pairs each score with its label."""

    title: str
    criteria: tuple[AppraisalCriterion, ...]
    options: tuple[Option, ...]
    scale: tuple[tuple[str, float], ...] = ()
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionsAppraisals:
    """All options appraisals of a register."""

    appraisals: tuple[OptionsAppraisal, ...]
    introduction: tuple[str, ...] = ()


RegisterSection = (
    ServicePlans
    | OrganisationalPlan
    | PerformancePlan
    | MeasureTable
    | MeasurePages
    | MeasureQuarters
    | RiskRegister
    | RecommendationTracker
    | OptionsAppraisals
    | SwotSection
    | SelfAssessment
    | WorkProgramme
    | ForwardPlan
    | Glossary
    | EqualityReturn
    | LineOfSight
    | Movements
)
