"""Made-up registers for the tests of reports: an invented council, every kind of content."""

from __future__ import annotations

import pack_samples as made
import register_papers as papers

from plandesk.models.options import Stated
from plandesk.models.types import Rating
from plandesk.reports.list_content import (
    EqualityReturn,
    EqualityRow,
    LineOfSight,
    Movements,
    SightGroup,
    SightRow,
)
from plandesk.reports.plan_content import (
    DeliveryMilestone,
    DeliveryPriority,
    DeliveryTheme,
    OrganisationalPlan,
    PerformancePlan,
    PlanTheme,
    ThemeAction,
    ThemeOutcome,
)
from plandesk.reports.register_content import (
    AppraisalCriterion,
    Comparator,
    CounterMeasure,
    Figure,
    FigureRow,
    Measure,
    MeasureGroup,
    MeasurePages,
    MeasureQuarters,
    MeasureTable,
    Option,
    OptionsAppraisal,
    OptionsAppraisals,
    OptionScore,
    Recommendation,
    RecommendationSource,
    RecommendationTracker,
    Risk,
    RiskRegister,
    RiskScales,
    RiskScore,
    StatusEntry,
)

RED, AMBER, GREEN = papers.ON_TARGET.values
LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Slight", "Minor", "Moderate", "Major", "Severe")
CHARACTERISTICS = (
    "Age",
    "Disability",
    "Gender reassignment",
    "Marriage and civil partnership",
    "Pregnancy and maternity",
    "Race",
    "Religion or belief",
    "Sex",
    "Sexual orientation",
)


def band(likelihood: int, impact: int) -> Rating:
    total = likelihood * impact
    return RED if total >= 15 else AMBER if total >= 6 else GREEN


SCALES = RiskScales(
    LIKELIHOODS,
    IMPACTS,
    tuple(tuple(band(up, along) for along in range(1, 6)) for up in range(1, 6)),
)


def score(likelihood: int, impact: int) -> RiskScore:
    return RiskScore(likelihood, impact, likelihood * impact, band(likelihood, impact))


def risks() -> RiskRegister:
    counters = (
        CounterMeasure("Agree a rota with the two agencies", "In place", "Head of Homes"),
        CounterMeasure("Train ten more assessors", "Under way", "Head of People", "June 2024"),
    )
    return RiskRegister(
        (
            Risk("R1", "Case backlog grows again", "Staff leave", "Visits come late",
                 "Head of Homes", score(5, 4), score(4, 4), score(3, 4), counters=counters,
                 review="May 2024", links=("A1", "B2.3")),
            Risk("R2", "The new system is late", "Supplier", "Old system stays", "Head of Digital",
                 score(4, 4), score(2, 4), score(4, 4), counters=counters[:1]),
            Risk("R3", "Grant ends in March", "", "Fewer visits", "Director of Place",
                 score(3, 3), score(3, 3), score(3, 3)),
            Risk("R4", "A key supplier fails", owner="Head of Buying", inherent=score(3, 5),
                 residual=score(2, 4), is_new=True),
            Risk("R5", "Nobody has scored this yet"),
            Risk("R6", "Office move", inherent=score(2, 2), previous=score(1, 2), closed=True),
        ),
        SCALES,
        since="January 2024",
    )  # fmt: skip


def measure(ref: str = "K1") -> Measure:
    months = ("Jan 24", "Feb 24", "Mar 24", "Apr 24")
    values = ((61.0, RED), (None, None), (66.0, AMBER), (70.5, GREEN))
    figures = tuple(
        Figure("" if value is None else f"{value:g}%", value, rated) for value, rated in values
    )
    areas = tuple(Figure(f"{value}%", value) for value in (72.0, 69.0))
    return Measure(
        ref,
        "Visits made within five days",
        "percent",
        "Higher is better",
        Figure("58%", 58.0),
        "2022/23",
        Figure("70%", 70.0),
        Figure("65%", 65.0),
        (
            Comparator("National", Figure("68.2%", 68.2), "2023"),
            Comparator("Statistical neighbours", Figure("69.1%", 69.1), "2023"),
            Comparator("Core cities", Figure("64%", 64.0), "2023"),
        ),
        figures[-1],
        "Apr 24",
        GREEN,
        papers.TREND.values[2],
        (*months, "East", "West"),
        4,
        (FigureRow("Visits in time", (*figures, *areas)),),
        "Head of Homes",
        "Case system",
        "February was not counted while the system was changed.",
    )


def measures() -> tuple[MeasureGroup, ...]:
    return (MeasureGroup("Homes", (measure(), measure("K2"))),)


def measure_table() -> MeasureTable:
    return MeasureTable(measures(), papers.KEYS)


def measure_pages() -> MeasurePages:
    return MeasurePages(measures(), papers.KEYS)


def measure_quarters() -> MeasureQuarters:
    return MeasureQuarters(measures(), papers.KEYS, year="2023-24")


def recommendations() -> RecommendationTracker:
    rows = (
        Recommendation("1", "Publish waiting times every month", "Head of Homes", "May 2024",
                       "Done", closed=True, history=(StatusEntry("1 Feb 2024", "Under way"),
                       StatusEntry("2 May 2024", "Done", "first figures published")),
                       evidence=("Web page of 2 May 2024",), links=("A1.2",)),
        Recommendation("2", "Visit within five days", "Director of Place", "March 2024",
                       "Under way", overdue=True),
        Recommendation("3", "Let tenants choose a time"),
    )  # fmt: skip
    return RecommendationTracker(
        (
            RecommendationSource("Inspection of 2023", rows),
            RecommendationSource("Scrutiny inquiry", rows[1:2]),
        )
    )


def options() -> OptionsAppraisals:
    def scored(*numbers: int | None) -> tuple[OptionScore, ...]:
        labels = {1: "Low", 3: "Medium", 5: "High", None: "Medium"}
        return tuple(OptionScore(n, labels.get(n, "Medium"), "As agreed") for n in numbers)

    one = OptionsAppraisal(
        "ways to run the service",
        (
            AppraisalCriterion("1", "Safer for tenants", 3),
            AppraisalCriterion("2", "Can start by June", 1),
            AppraisalCriterion("3", "Costs", 2),
        ),
        (
            Option("1", "Keep as it is", "Nothing changes", scored(1, 5, 3), Stated(9)),
            Option("2", "Share with neighbours", "", scored(5, 3, None), Stated(11, 20)),
            Option("3", "Buy it in", "", scored(3, 2, 3)),
        ),
        (("Low", 1), ("Medium", 3), ("High", 5)),
    )  # fmt: skip
    return OptionsAppraisals((one,))


def organisational() -> OrganisationalPlan:
    def actions(theme: int, outcome: int) -> tuple[ThemeAction, ...]:
        ratings = (made.RED, made.AMBER, made.GREEN, None)
        return tuple(
            ThemeAction(
                f"{theme}.{outcome}.{n}",
                "Ask every team what training it needs and publish the timetable",
                "Head of People / Head of Homes",
                "April 2024",
                ratings[(theme + outcome + n) % 4],
                ("Every team has answered", "Timetable is out"),
                ("Inspection three-month action", "Board action 3.3"),
            )
            for n in range(1, 4)
        )

    return OrganisationalPlan(
        made.SCALE,
        tuple(
            PlanTheme(
                str(theme),
                title,
                "Director of People",
                outcomes=tuple(
                    ThemeOutcome(f"{theme}.{n}", "Staff stay longer", actions(theme, n))
                    for n in (1, 2)
                ),
            )
            for theme, title in ((1, "Leading well"), (2, "Growing our own"))
        ),
    )


def performance() -> PerformancePlan:
    values = papers.DELIVERY.values
    rows = tuple(
        DeliveryMilestone(f"M{n}", "Open the family hub in each district", ("North", "South"),
                          "Children and Families", "Mar 24",
                          (values[n % 5], values[(n + 1) % 5], None, values[(n + 3) % 5]))
        for n in range(5)
    )  # fmt: skip
    return PerformancePlan(
        papers.DELIVERY,
        (DeliveryTheme("", "Inclusive", (DeliveryPriority("8", "A good start in life", rows),)),),
        year="2023-24",
    )


def equality() -> EqualityReturn:
    answers = ("Yes", "Yes", "No", "Not applicable", "No", "Yes", "No", "Yes", "")
    return EqualityReturn(
        CHARACTERISTICS,
        tuple(
            EqualityRow(
                str(n),
                subject,
                ("Profile of those who use the service, every June", "Survey of 2012"),
                answers,
                "Gender reassignment is not asked for.",
            )
            for n, subject in enumerate(
                ("Take-up of services", "Projects that help", "Satisfaction"), start=1
            )
        ),
    )


def sight() -> LineOfSight:
    rows = tuple(
        SightRow("Better Services Plan, A Governance", f"A1.{n}", "Publish waiting times",
                 "Head of Homes", "May 2024", made.CYCLE[n])
        for n in range(4)
    )  # fmt: skip
    return LineOfSight(
        (SightGroup("Priority 8: a good start in life", rows), SightGroup("Priority 9", ()))
    )


def movements() -> Movements:
    values = made.SCALE.values
    moves = (
        (made.AMBER, made.GREEN, 9),
        (made.AMBER, made.AMBER, 40),
        (made.GREEN, made.AMBER, 3),
        (made.RED, made.AMBER, 2),
        (made.GREEN, made.BLUE, 7),
        (None, made.GREY, 5),
    )
    lines = tuple(
        (value, counts)
        for value, counts in zip(
            values, ((10, 30, 49), (6, 4, 2), (90, 110, 114), (60, 50, 48), (40, 30, 17)),
            strict=True,
        )
    )  # fmt: skip
    return Movements(
        values, moves, "January 2024", "April 2024",
        trend=("October 2023", "January 2024", "April 2024"), lines=lines,
    )  # fmt: skip
