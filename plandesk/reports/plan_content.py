"""What the reports of service, organisational and performance plans say, as plain values.

Figures are printed as the source gives them; where they contradict each other the section adds a
note, never a corrected figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plandesk.models.types import Rating, Scale


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One row of a service plan; outcomes and measures are bullet points."""

    ref: str
    title: str
    kind: str = ""
    owners: str = ""
    timeframe: str = ""
    outcomes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class DeliverableGroup:
    """The deliverables under one heading of a service plan; the heading may be empty."""

    title: str
    rows: tuple[Deliverable, ...]


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """One service: its header and its deliverables by heading.

    ``fte`` and ``budget_amount`` (pounds) are None where the source gives no number or one that
    cannot be read; ``staffing`` and ``budget`` are what it prints. ``measures_first`` keeps the
    source's order of the last two columns.
    """

    ref: str
    title: str
    lead: str = ""
    officers: tuple[str, ...] = ()
    staffing: str = ""
    fte: Decimal | None = None
    budget: str = ""
    budget_amount: Decimal | None = None
    introduction: tuple[str, ...] = ()
    groups: tuple[DeliverableGroup, ...] = ()
    notes: tuple[str, ...] = ()
    measures_first: bool = False

    @property
    def rows(self) -> tuple[Deliverable, ...]:
        """Return every deliverable."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class ServicePlans:
    """Service plans with their totals; ``stated_fte`` is a total that the source prints itself."""

    plans: tuple[ServicePlan, ...]
    introduction: tuple[str, ...] = ()
    deliverable: str = "Priorities and deliverables"
    stated_fte: Decimal | None = None
    stated_budget: Decimal | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeAction:
    """One action of an organisational development plan; sources are its source families."""

    ref: str
    title: str
    lead: str = ""
    due: str = ""
    rating: Rating | None = None
    measures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    progress: str = ""


@dataclass(frozen=True, slots=True)
class ThemeOutcome:
    """An outcome and its actions."""

    ref: str
    title: str
    rows: tuple[ThemeAction, ...]


@dataclass(frozen=True, slots=True)
class PlanTheme:
    """A theme, who answers for it, and its outcomes."""

    ref: str
    title: str
    accountable: str = ""
    introduction: tuple[str, ...] = ()
    outcomes: tuple[ThemeOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationalPlan:
    """An organisational development plan: the scale is explained, then theme by theme."""

    scale: Scale
    themes: tuple[PlanTheme, ...]
    introduction: tuple[str, ...] = ()
    level_names: tuple[str, str, str] = ("Theme", "Outcome", "Action")
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryMilestone:
    """A milestone of a performance plan with a rating for each quarter, and its parts beneath."""

    ref: str
    title: str
    parts: tuple[str, ...] = ()
    lead: str = ""
    due: str = ""
    quarters: tuple[Rating | None, ...] = ()
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryPriority:
    """A priority and its milestones; without a title the milestones stand under the theme."""

    ref: str
    title: str
    rows: tuple[DeliveryMilestone, ...]


@dataclass(frozen=True, slots=True)
class DeliveryTheme:
    """A corporate theme and its priorities."""

    ref: str
    title: str
    priorities: tuple[DeliveryPriority, ...]


@dataclass(frozen=True, slots=True)
class PerformancePlan:
    """Delivery milestones by theme and priority, with a strip of quarters.

    ``quarters`` are the column headings ("Q1"); without any the delivery date is the only sign of
    time. ``year`` stands over the strip.
    """

    scale: Scale
    themes: tuple[DeliveryTheme, ...]
    quarters: tuple[str, ...] = ("Q1", "Q2", "Q3", "Q4")
    year: str = ""
    introduction: tuple[str, ...] = ()
    milestone: str = "Milestone"
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[DeliveryMilestone, ...]:
        """Return every milestone."""
        return tuple(
            row for theme in self.themes for group in theme.priorities for row in group.rows
        )
