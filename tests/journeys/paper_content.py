"""Four real papers as contents of plans, from their transcriptions; nothing of them is kept here.

Ratings that a paper prints are given as what somebody said; what follows from rules is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from plandesk.models.content import (
    EntryContent,
    ItemContent,
    PeriodContent,
    PlanContent,
    UpdateContent,
    ValueContent,
)
from plandesk.models.types import Level
from plandesk.services.presets import load_preset

Truth = dict[str, Any]
_RATINGS = {"RED": "off-target", "AMBER": "near-target", "GREEN": "on-target"}
_TRENDS = {"RED": "not-better", "AMBER": "bit-better", "GREEN": "much-better"}
TREND = {
    "values": [
        {"code": "not-better", "word": "Not better", "letter": "N", "shape": "diamond", "rank": 1,
         "colour": "red", "role": ["worse", "same"]},
        {"code": "bit-better", "word": "Bit better", "letter": "B", "shape": "square", "rank": 2,
         "colour": "amber", "role": "better"},
        {"code": "much-better", "word": "Much better", "letter": "M", "shape": "pentagon",
         "rank": 3, "colour": "green", "role": "much better"},
    ]
}  # fmt: skip
"""The trend scale of paper 001, which is not that of PlanDesk."""


def truth(data: Path, name: str) -> Truth:
    return json.loads((data / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def _plan(preset_name: str, title: str, items: list[ItemContent], **more: Any) -> PlanContent:
    preset = load_preset(preset_name)
    return PlanContent(
        title, preset.name, preset.level_names, preset.scale, preset.outcomes, items=tuple(items),
        **more,
    )  # fmt: skip


def service_plans(told: Truth) -> PlanContent:
    """Paper 000: services, headings, deliverables."""
    items: list[ItemContent] = []
    for plan in told["plans"]:
        key = f"S{plan['number']}"
        items.append(_service(key, plan))
        rows = [row for row in told["rows"] if row["plan"] == plan["number"]]
        headings: dict[str, str] = {}
        for row in rows:
            heading = row["section"] or ""
            if heading not in headings:
                headings[heading] = f"{key}/{len(headings)}"
                items.append(
                    ItemContent(headings[heading], Level.PROJECT, heading or "Deliverables", key)
                )
            items.append(_deliverable(row, headings[heading]))
    return _plan("service-plan", "Service plans", items)


def _service(key: str, plan: Truth) -> ItemContent:
    staffing, budget = plan["staffing"] or {}, plan["budget"] or {}
    fields = {
        "purpose": "\n".join(plan["intro"]),
        "staffing_text": staffing.get("text") or "",
        "staffing": staffing.get("fte"),
        "budget_text": budget.get("text") or "",
        "budget": budget.get("gbp"),
    }
    return ItemContent(
        key,
        Level.WORKSTREAM,
        plan["title"],
        ref=str(plan["number"]),
        leads=tuple(lead["name"] for lead in plan["leads"]),
        fields={name: value for name, value in fields.items() if value not in (None, "")},
    )


def _deliverable(row: Truth, parent: str) -> ItemContent:
    return ItemContent(
        row["ref"],
        Level.ACTION,
        row["priority_text"],
        parent,
        row["ref"],
        leads=tuple(dict.fromkeys(owner["name"] for owner in row["owners"])),
        due=row["timeframe_text"] or "",
        fields={
            "type": row["type_text"] or "",
            "impact": "\n".join(row["outcomes"]),
            "measures": list(row["measures"]),
        },
    )


def performance_plan(told: Truth, year: str) -> PlanContent:
    """Paper 002: themes, milestones and, for 2022-23, the measures with their quarters."""
    rows = told[f"milestones_{year}"]
    items: list[ItemContent] = []
    for theme in dict.fromkeys(row["theme"] for row in rows):
        items.append(ItemContent(theme, Level.WORKSTREAM, theme))
        items.append(ItemContent(f"{theme}/0", Level.PROJECT, "Delivery", theme))
        items += [
            ItemContent(
                row["ref"],
                Level.ACTION,
                row["full_text"],
                f"{theme}/0",
                row["ref"],
                leads=(row["directorate"],),
                due=row.get("delivery_date_text", ""),
            )
            for row in rows
            if row["theme"] == theme
        ]
    ends = (dt.date(2022, 6, 30), dt.date(2022, 9, 30), dt.date(2022, 12, 31), dt.date(2023, 3, 31))
    periods = tuple(PeriodContent(f"Q{n}", day) for n, day in enumerate(ends, start=1))
    entries = tuple(map(_quarterly, told["kpis_2022_23"])) if year == "2022_23" else ()
    entries += tuple(
        EntryContent(
            f"P{row['no']}", "priorities", row["title"], ref=f"P{row['no']}",
            fields={"theme": row["theme"]},
        )
        for row in told["priorities"]
    )  # fmt: skip
    return _plan("performance-plan", "Delivery", items, periods=periods, entries=entries)


def _quarterly(row: Truth) -> EntryContent:
    values = tuple(
        ValueContent("value", str(value), quarter)
        for quarter, value in row["quarters"].items()
        if value is not None
    )
    fields = {"section": row["theme"], "unit": row["unit"], "polarity": row["better"]}
    return EntryContent(
        row["ref"],
        "measures",
        row["name"],
        ref=row["ref"],
        fields={name: value for name, value in fields.items() if value},
        people={"owner": (row["directorate"],)},
        values=values,
    )


def education_measures(told: Truth) -> list[EntryContent]:
    """Paper 001, part 4: nine measures with baseline, direction, comparators and target."""
    ways = {"improving": "better", "declining": "worse"}
    entries: list[EntryContent] = []
    for row in told["education_measures"]:
        text, _, when = row["baseline_text"].partition(" (")
        mark = "%" if row["unit"] == "percent" else ""
        areas = {
            "National": row["national"],
            "Statistical neighbours": row["statistical_group"],
            "Core cities": row["core_cities"],
        }
        own = ValueContent("value", text, "", when.rstrip(")"), trend=ways.get(row["dot"] or ""))
        values = [own]
        values += [
            ValueContent("value", f"{number}{mark}", "", when.rstrip(")"), area)
            for area, number in areas.items()
            if number is not None
        ]
        fields = {
            "unit": row["unit"],
            "polarity": row["better"],
            "baseline": text,
            "baseline_at": when.rstrip(")"),
            "target": row["target_text"],
        }
        entries.append(
            EntryContent(
                f"E{row['no']}", "measures", row["name"], ref=f"E{row['no']}",
                fields=fields, values=tuple(values),
            )
        )  # fmt: skip
    return entries


def care_measures(told: Truth, period: str, *, by_rules: bool = False) -> list[EntryContent]:
    """Paper 001, appendix B: one performance section, each measure with rows, areas and words.

    Its ratings and trends are given as printed; ``by_rules`` gives none of them, and a tolerance
    that the paper only shows by what it calls near: 64 per cent with a target of 68.
    """
    entries: list[EntryContent] = []
    rows = [row for row in told["csc_performance"] if row["period"] == period]
    for number, row in enumerate(rows, start=1):
        head, key = row["headline"], f"C{number}"
        lines = {line["label"]: line for line in row["rows"]}
        own = lines.pop(head["row"])
        compared = row["national_average"]
        target = row["target"] or {}
        fields = {
            "polarity": row["better"],
            "unit": "percent" if "%" in head["text"] else "count",
            "target": target.get("text", ""),
            "commentary": row["commentary"] or "",
            "tolerance": "5" if by_rules and target else "",
        }
        entries.append(
            EntryContent(
                key, "measures", row["title"], ref=key,
                fields={name: value for name, value in fields.items() if value},
                values=(
                    *_values(own, None if by_rules else row, head["column"]),
                    *([_average(compared)] if compared else []),
                ),
            )
        )  # fmt: skip
        entries += [
            EntryContent(
                f"{key}/{label}", "measure-row", label, key, values=tuple(_values(line, None, ""))
            )
            for label, line in lines.items()
        ]
    return entries


def _average(told: Truth) -> ValueContent:
    return ValueContent("value", str(told["value"]), area=told["label"])


def _values(line: Truth, row: Truth | None, latest: str) -> list[ValueContent]:
    found: list[ValueContent] = []
    for column, text in line["values_text"].items():
        if not text:
            continue
        area = column if column.isupper() else ""
        judged = row if column == latest else None
        unrated = "not-rated" if judged and judged["target"] else None
        found.append(
            ValueContent(
                "value", text, "", "" if area else column, area,
                rating=_RATINGS.get(judged["rating"] or "", unrated) if judged else None,
                trend=_TRENDS.get(judged["trend"] or "") if judged else None,
            )
        )  # fmt: skip
    return found


def appraisal(told: Truth) -> list[EntryContent]:
    """Paper 001, appendix D: criteria, options, scores with their words, printed sums."""
    options = told["options_appraisal"]
    entries = [EntryContent("D", "options", "Options appraisal", due=options["date"])]
    entries += [
        EntryContent(f"D/c{one['no']}", "criterion", one["text"], "D", str(one["no"]))
        for one in options["criteria"]
    ]
    for option in options["options"]:
        values: list[ValueContent] = []
        for score in option["scores"]:
            about, reason = f"D/c{score['no']}", score["rationale"] or ""
            if score["score"] is not None:
                values.append(ValueContent("score", str(score["score"]), about=about, note=reason))
            if score["label_printed"]:
                values.append(
                    ValueContent("label", _label(score["label_value"]), about=about, note=reason)
                )
        entries.append(
            EntryContent(
                f"D/o{option['no']}", "option", option["title"], "D", str(option["no"]),
                fields={
                    "description": option["description"],
                    "stated_sum": option["summary"]["unweighted_score"],
                    "stated_weighted": option["summary"]["weighted_score"],
                    "stated_percent": option["summary"]["weighted_percent"],
                },
                values=tuple(values),
            )
        )  # fmt: skip
    return entries


def _label(number: float) -> str:
    return ("low", "low-med", "medium", "med-high", "high")[round(number) - 1]


def registers(told: Truth) -> list[EntryContent]:
    """Paper 001: risks, recommendations, tests, programme, forward plan and glossary."""
    entries: list[EntryContent] = []
    for row in told["risks"]:
        fields = {"effect": row["risk_issue"], "measures_text": row["counter_measures"]}
        key = f"R{row['no']}"
        entries.append(EntryContent(key, "risks", row["description"], ref=key, fields=fields))
    for row in told["lga_recommendations"]:
        entries.append(
            EntryContent(
                f"L{row['no']}", "recommendations", row["recommendation"], ref=str(row["no"]),
                fields={"source": "Peer review"},
                values=(
                    ValueContent("status", "in-progress", "", "July 2016",
                                 note=" ".join(row["status"])),
                ),
            )
        )  # fmt: skip
    for row in told["self_assessment_tests"]:
        figures = tuple(
            ValueContent("figure", str(one["value"]), "", str(one.get("as_at") or ""), one["what"])
            for one in row["key_figures"]
        )
        fields = {"response": "\n".join(row["response"])}
        entries.append(
            EntryContent(
                f"T{row['no']}", "self-assessment", row["question"], ref=str(row["no"]),
                fields=fields, values=figures,
            )
        )  # fmt: skip
    entries += [
        EntryContent(
            f"P{at}", "priorities", row["main_issue"], fields={"outcome": row["objectives"]}
        )
        for at, row in enumerate(told["csc_priorities_2016_17"], start=1)
    ]
    return [*entries, *_programme(told), *_swot(told), *_words(told)]


def _programme(told: Truth) -> list[EntryContent]:
    entries: list[EntryContent] = []
    programme = told["work_programme"]
    for number, row in enumerate(programme["meetings"]):
        key = f"W{number}"
        fields = {"send_out": row["send_out_text"]} if row["send_out_text"] else {}
        entries.append(
            EntryContent(key, "work-programme", "Committee", due=row["date_text"], fields=fields)
        )
        entries += [
            EntryContent(
                f"{key}/{at}", "programme-item", one["title"], key,
                fields={"officers_text": one["officers"] or "", "points": list(one["sub_items"])},
            )
            for at, one in enumerate(row["items"])
        ]  # fmt: skip
    entries += [
        EntryContent(
            f"F{at}", "forward-plan", row["title"], ref=row["id"], due=row["date_text"],
            fields={"portfolio": row["cabinet_member"]},
        )
        for at, row in enumerate(programme["forward_plan"])
    ]  # fmt: skip
    return entries


def _swot(told: Truth) -> list[EntryContent]:
    entries: list[EntryContent] = []
    for number, analysis in enumerate(told["swot"]):
        key = f"Z{number}"
        entries.append(EntryContent(key, "swot", analysis["title"], due=analysis["date"] or ""))
        entries += [
            EntryContent(
                f"{key}/{at}", "swot-point", one["text"], key,
                fields={"quadrant": one["quadrant"]},
            )
            for at, one in enumerate(analysis["entries"])
        ]  # fmt: skip
    return entries


def _words(told: Truth) -> list[EntryContent]:
    """Both lists of the paper: its glossary, and the acronyms at its end."""
    return [
        EntryContent(f"G{at}", "glossary", one["abbreviation"], fields={"meaning": one["term"]})
        for at, one in enumerate([*told["glossary"], *told["acronyms"]])
    ]


def scrutiny_plan(entries: list[EntryContent], *, own_trend: bool = False) -> PlanContent:
    """Paper 001 as a file: its registers beside a plan that holds nothing else."""
    items = [ItemContent("A", Level.WORKSTREAM, "Education", ref="A")]
    settings = {"registers": {"measures": {"trend": TREND}}} if own_trend else {}
    return _plan("action-plan", "Scrutiny", items, entries=tuple(entries), settings=settings)


def organisational_plan() -> PlanContent:
    """A plan in the shape of paper 003, in our own words: it is kept as text only."""
    periods = (PeriodContent("January 2013", dt.date(2013, 1, 31)),)
    ratings = ("amber", "green", None, "red", "blue", "grey")
    items: list[ItemContent] = []
    for theme, title in enumerate(("Helping the front line", "Growing leaders"), start=1):
        top = str(theme)
        items.append(
            ItemContent(top, Level.WORKSTREAM, title, ref=f"T{theme}",
                        fields={"accountable": "Director of Examples"})
        )  # fmt: skip
        for outcome in (1, 2):
            key = f"{theme}.{outcome}"
            items.append(ItemContent(key, Level.PROJECT, f"Outcome {key}", top, key))
            items += [_staff_action(key, n, ratings[(theme + outcome + n) % 6]) for n in (1, 2, 3)]
    return _plan(
        "organisational-plan", "Organisational development", items, periods=periods,
        entries=_equality(),
    )  # fmt: skip


def _staff_action(outcome: str, number: int, rating: str | None) -> ItemContent:
    key = f"{outcome}.{number}"
    updates = (UpdateContent("January 2013", rating),) if rating else ()
    return ItemContent(
        key,
        Level.ACTION,
        f"Ask the teams of area {number} what they need and act on it",
        outcome,
        key,
        leads=("Head of Visits", "Head of Training"),
        sources=("Inspection three-month action", f"Board action 3.{number}"),
        due=("March 2013", "September 2012", "Ongoing")[number - 1],
        fields={"measures": [f"Survey of area {number} is better", "Fewer staff leave"]},
        updates=updates,
    )


def _equality() -> tuple[EntryContent, ...]:
    broken = {"Age": "yes", "Race": "yes", "Disability": "yes", "Sexual orientation": "no",
              "Marriage and civil partnership": "na"}  # fmt: skip
    values = tuple(ValueContent("breakdown", answer, area=name) for name, answer in broken.items())
    return tuple(
        EntryContent(
            f"Q{number}", "equality", subject, ref=f"E{number}",
            fields={"evidence": "Yearly profile\nSurvey", "gaps": "Not asked of everybody yet"},
            values=values,
        )
        for number, subject in enumerate(("Take-up of services", "Projects that help"), start=1)
    )  # fmt: skip
