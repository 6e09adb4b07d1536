"""The tables of four real committee papers, as contents of a report: read from the shared data."""

from __future__ import annotations

from decimal import Decimal

import pack_samples as made

from plandesk.models.options import Stated
from plandesk.models.types import Rating, Scale, Shape, Travel
from plandesk.reports.list_content import (
    ForwardEntry,
    ForwardPlan,
    Glossary,
    KeyFigure,
    SelfAssessment,
    SelfTest,
    Swot,
    SwotSection,
    Term,
    WorkItem,
    WorkMeeting,
    WorkProgramme,
)
from plandesk.reports.plan_content import (
    Deliverable,
    DeliverableGroup,
    DeliveryMilestone,
    DeliveryPriority,
    DeliveryTheme,
    PerformancePlan,
    ServicePlan,
    ServicePlans,
)
from plandesk.reports.register_content import (
    AppraisalCriterion,
    Comparator,
    CounterMeasure,
    Figure,
    FigureRow,
    Measure,
    MeasureGroup,
    MeasureKeys,
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
    StatusEntry,
)


def rating(code: str, word: str, shape: Shape, like: Rating, definition: str, rank: int) -> Rating:
    return Rating(
        code, word, code.upper(), shape, rank, like.fill, like.ink, like.edge, like.tint,
        like.tint_ink, like.dark_fill, like.dark_ink, definition,
    )  # fmt: skip


ON_TARGET = Scale(
    "On target",
    (
        rating("r", "Red", Shape.OCTAGON, made.RED, "Off target", 1),
        rating("a", "Amber", Shape.TRIANGLE, made.AMBER, "Near target", 2),
        rating("g", "Green", Shape.CIRCLE, made.GREEN, "At target or better", 3),
    ),
)
TREND = Scale(
    "Trend",
    (
        rating("nb", "Not better", Shape.DIAMOND, made.RED, "As bad as before, or worse", 1),
        rating("bb", "Bit better", Shape.SQUARE, made.AMBER, "A little better than before", 2),
        rating("mb", "Much better", Shape.PENTAGON, made.GREEN, "Much better than before", 3),
    ),
)
DELIVERY = Scale(
    "Delivery",
    (
        rating("a", "Achieved", Shape.SQUARE_TICK, made.BLUE, "Delivered", 5),
        rating("b", "On course", Shape.CIRCLE, made.GREEN, "Will be delivered as planned", 4),
        rating("c", "At risk, managed", Shape.TRIANGLE, made.AMBER, "Causes are known", 3),
        rating("d", "At risk, no remedy", Shape.OCTAGON, made.RED, "Causes are not clear", 2),
        rating("e", "Not rated", Shape.RING, made.GREY, "Does not apply", 1),
    ),
)
KEYS = MeasureKeys(ON_TARGET, TREND)
_BETTER = {"higher": "Higher is better", "lower": "Lower is better", None: ""}
_COLOURS = {"RED": 0, "AMBER": 1, "GREEN": 2}


def service_plans(truth) -> ServicePlans:
    rows = truth["rows"]
    plans = []
    for plan in truth["plans"]:
        own = [row for row in rows if row["plan"] == plan["number"]]
        headings = list(dict.fromkeys(row["section"] for row in own))
        groups = tuple(
            DeliverableGroup(
                heading or "", tuple(_deliverable(r) for r in own if r["section"] == heading)
            )
            for heading in headings
        )
        staffing, budget = plan["staffing"] or {}, plan["budget"] or {}
        fte, amount = staffing.get("fte"), budget.get("gbp")
        plans.append(
            ServicePlan(
                str(plan["number"]),
                plan["title"],
                " / ".join(lead["name"] for lead in plan["leads"]),
                staffing=staffing.get("text") or "",
                fte=None if fte is None else Decimal(str(fte)),
                budget=budget.get("text") or "",
                budget_amount=None if amount is None else Decimal(str(amount)),
                introduction=tuple(plan["intro"]),
                groups=groups,
                measures_first=plan["column_order"][0] == "measures",
            )
        )
    return ServicePlans(tuple(plans))


def _deliverable(row) -> Deliverable:
    return Deliverable(
        row["ref"],
        row["priority_text"],
        row["type_text"] or "",
        row["owners_text"] or "",
        row["timeframe_text"] or "",
        tuple(row["outcomes"]),
        tuple(row["measures"]),
    )


def milestones(truth, year: str) -> PerformancePlan:
    rows = truth[f"milestones_{year}"]
    quarters = ("Q1", "Q2", "Q3", "Q4") if "brag" in rows[0] else ()
    names = list(dict.fromkeys(row["theme"] for row in rows))
    themes = tuple(
        DeliveryTheme(
            "",
            name,
            (
                DeliveryPriority(
                    "",
                    "",
                    tuple(
                        DeliveryMilestone(
                            row["ref"],
                            row["full_text"],
                            lead=row["directorate"],
                            due=row.get("delivery_date_text", ""),
                            quarters=(None,) * len(quarters),
                        )
                        for row in rows
                        if row["theme"] == name
                    ),
                ),
            ),
        )
        for name in names
    )
    return PerformancePlan(DELIVERY, themes, quarters, "2022-23" if quarters else "")


def quarterly_measures(truth) -> MeasureQuarters:
    rows = truth["kpis_2022_23"]
    names = list(dict.fromkeys(row["theme"] for row in rows))

    def measure(row) -> Measure:
        figures = tuple(
            Figure("" if value is None else str(value), value) for value in row["quarters"].values()
        )
        return Measure(
            row["ref"], row["name"], better=_BETTER[row["better"]], lead=row["directorate"],
            columns=("Q1", "Q2", "Q3", "Q4"), periods=4, rows=(FigureRow("Value", figures),),
        )  # fmt: skip

    groups = tuple(
        MeasureGroup(name, tuple(measure(row) for row in rows if row["theme"] == name))
        for name in names
    )
    return MeasureQuarters(groups, KEYS, year="2022-23")


def number(value, unit: str) -> Figure:
    if value is None:
        return Figure()
    return Figure(f"{value:,}{'%' if unit == 'percent' else ''}", float(value))


def education_measures(truth) -> MeasureTable:
    ways = {"improving": Travel.IMPROVED, "declining": Travel.WORSENED, None: None}

    def measure(row) -> Measure:
        text, _, when = row["baseline_text"].partition(" (")
        compared = (
            ("National", row["national"]),
            ("Statistical neighbours", row["statistical_group"]),
            ("Core cities", row["core_cities"]),
        )
        return Measure(
            str(row["no"]),
            row["name_printed"],
            row["unit"],
            _BETTER[row["better"]],
            Figure(text, float(row["baseline"])),
            when.rstrip(")"),
            Figure(row["target_text"], row["target"]),
            comparators=tuple(
                Comparator(name, number(value, row["unit"])) for name, value in compared
            ),
            trend=ways[row["dot"]],
        )

    rows = tuple(measure(row) for row in truth["education_measures"])
    return MeasureTable((MeasureGroup("", rows),), MeasureKeys(ON_TARGET))


def care_measures(truth, period: str) -> MeasurePages:
    def measure(at: int, row) -> Measure:
        columns = tuple(row["columns"])
        head = row["headline"]
        lines = sorted(row["rows"], key=lambda line: line["label"] != head["row"])
        target, national = row["target"] or {}, row["national_average"]
        return Measure(
            str(at),
            row["title"],
            better=_BETTER[row["better"]],
            target=Figure(target.get("text", ""), target.get("value")),
            comparators=(
                (Comparator(national["label"], Figure(str(national["value"]), national["value"])),)
                if national
                else ()
            ),
            latest=Figure(head["text"], head["value"]),
            latest_at=head["column"],
            rating=ON_TARGET.values[_COLOURS[row["rating"]]] if row["rating"] else None,
            trend=TREND.values[_COLOURS[row["trend"]]] if row["trend"] else None,
            columns=columns,
            periods=sum(not name.isupper() for name in columns),
            rows=tuple(
                FigureRow(
                    line["label"],
                    tuple(
                        Figure(line["values_text"].get(name) or "", line["values"].get(name))
                        for name in columns
                    ),
                )
                for line in lines
            ),
            commentary=row["commentary"] or "",
        )

    rows = [row for row in truth["csc_performance"] if row["period"] == period]
    found = tuple(measure(at, row) for at, row in enumerate(rows, start=1))
    return MeasurePages((MeasureGroup("", found),), KEYS)


def options_appraisal(truth) -> OptionsAppraisals:
    told = truth["options_appraisal"]
    one = OptionsAppraisal(
        "options",
        tuple(AppraisalCriterion(str(each["no"]), each["text"]) for each in told["criteria"]),
        tuple(
            Option(
                str(option["no"]),
                option["title"],
                option["description"],
                tuple(
                    OptionScore(
                        score["score"],
                        score["label_printed"] or "",
                        score["rationale"] or "",
                    )
                    for score in option["scores"]
                ),
                Stated(option["sum_of_scores"]),
            )
            for option in told["options"]
        ),
        tuple((each["label"], each["value"]) for each in told["scale"]),
    )
    return OptionsAppraisals((one,))


def swot(truth) -> SwotSection:
    def of(each, quadrant: str) -> tuple[str, ...]:
        return tuple(entry["text"] for entry in each["entries"] if entry["quadrant"] == quadrant)

    return SwotSection(
        tuple(
            Swot(each["title"], *(of(each, q) for q in "SWOT"), by=each["author"] or "",
                 when=each["date"] or "")
            for each in truth["swot"]
        )
    )  # fmt: skip


def recommendations(truth) -> RecommendationTracker:
    rows = tuple(
        Recommendation(str(row["no"]), row["recommendation"], status="In progress",
                       history=(StatusEntry("", "", "\n".join(row["status"])),))
        for row in truth["lga_recommendations"]
    )  # fmt: skip
    return RecommendationTracker((RecommendationSource("Peer review", rows),))


def risks(truth) -> RiskRegister:
    rows = tuple(
        Risk(f"R{row['no']}", row["description"], effect=row["risk_issue"],
             counters=(CounterMeasure(row["counter_measures"]),))
        for row in truth["risks"]
    )  # fmt: skip
    return RiskRegister(rows, RiskScales((), (), ()))


def self_assessment(truth) -> SelfAssessment:
    return SelfAssessment(
        tuple(
            SelfTest(
                str(test["no"]),
                test["question"],
                tuple(test["response"]),
                tuple(
                    KeyFigure(each["what"], str(each["value"]), str(each.get("as_at") or ""))
                    for each in test["key_figures"]
                ),
            )
            for test in truth["self_assessment_tests"]
        )
    )


def work_programme(truth) -> WorkProgramme:
    told = truth["work_programme"]
    meetings = tuple(
        WorkMeeting(
            each["date_text"],
            stated_send_out=each["send_out_text"] or "",
            items=tuple(
                WorkItem(i["title"], i["officers"] or "", tuple(i["sub_items"]))
                for i in each["items"]
            ),
        )
        for each in told["meetings"]
    )
    return WorkProgramme("Committee", meetings)


def forward_plan(truth) -> ForwardPlan:
    return ForwardPlan(
        tuple(
            ForwardEntry(e["id"], e["title"], e["cabinet_member"], e["date_text"])
            for e in truth["work_programme"]["forward_plan"]
        )
    )


def glossary(truth) -> Glossary:
    return Glossary(tuple(Term(e["abbreviation"], (e["term"],)) for e in truth["glossary"]))
