"""A real council's improvement plan of 2024 as plan content, from its transcription.

Read from the shared data, which stays outside the repository: nothing of its text is kept here.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from plandesk.models.content import (
    ItemContent,
    LinkContent,
    OutcomeOption,
    PeriodContent,
    PlanContent,
)
from plandesk.models.types import Level, LinkKind, PeriodState
from plandesk.services.presets import load_preset

# Outcome classes of the transcription: word, whether it closes, whether it needs a target.
_OUTCOMES = {
    "completed_embedded_closed": ("Completed and embedded", True, False),
    "reprofiled_bau": ("Reprofiled as BAU", True, False),
    "reprofiled_other": ("Reprofiled", True, False),
    "remain_open": ("Remain open", False, False),
    "closed_no_longer_relevant": ("No longer relevant", True, False),
    "closed_other": ("Closed", True, False),
    "removed": ("Removed", True, False),
    "duplicate": ("Duplicate", True, True),
    "withdrawn_board_decision": ("Withdrawn by the board", True, False),
    "deferred_financial_pressures": ("Deferred", False, False),
    "project_under_revision": ("Project under revision", False, False),
}


def truth_file(data: Path) -> dict[str, Any]:
    return json.loads((data / "truth" / "improvement_plan_2024.json").read_text(encoding="utf-8"))


def truth_plan(data: Path) -> PlanContent:
    """The plan of paper 004 with what the paper states of it; its ratings did not survive."""
    told = truth_file(data)
    preset = load_preset("improvement-plan")
    items: list[ItemContent] = []
    for workstream in told["workstreams"]:
        items.append(
            ItemContent(
                key=workstream["ref"],
                level=Level.WORKSTREAM,
                title=workstream["title"],
                ref=workstream["ref"],
            )
        )
        for project in told["projects"]:
            if project["workstream"] == workstream["ref"]:
                items.append(_project(project))
                items += _actions(told, project["ref"])
    return PlanContent(
        title=told["governance"]["plan_title"],
        preset=preset.name,
        level_names=preset.level_names,
        scale=preset.scale,
        outcomes=tuple(OutcomeOption(code, *rest) for code, rest in _OUTCOMES.items()),
        periods=tuple(_periods()),
        items=tuple(items),
        links=tuple(_links(told)),
        settings={**preset.settings(), "stated": _stated(told)},
    )


def _periods() -> list[PeriodContent]:
    return [
        PeriodContent("January 2024", dt.date(2024, 1, 31), state=PeriodState.CLOSED),
        PeriodContent("April 2024", dt.date(2024, 4, 30), state=PeriodState.CLOSED),
    ]


def _project(project: dict[str, Any]) -> ItemContent:
    return ItemContent(
        key=project["ref"],
        level=Level.PROJECT,
        title=project["title"],
        ref=project["ref"],
        parent=project["workstream"],
        leads=(project["lead_role"],),
        reported_elsewhere=project["declared_actions"] is None,
        declared=project["declared_actions"],
        fields={"comments": project["comments"]},
    )


def _actions(told: dict[str, Any], project: str) -> list[ItemContent]:
    rows: list[ItemContent] = []
    for action in told["actions"]:
        if action["project"] != project:
            continue
        outcome = action["outcome_class"]
        rows.append(
            ItemContent(
                key=action["ref"],
                level=Level.ACTION,
                title=action["main_text"],
                ref=action["ref"],
                parent=project,
                scope=tuple(action["scope"]),
                is_new=action["is_new"],
                outcome=None if outcome == "blank" else outcome,
                outcome_note=action["outcome_text"],
                fields={"links": action["cross_references"]},
            )
        )
        rows += [
            ItemContent(
                key=f"{action['ref']}/{number}",
                level=Level.MILESTONE,
                title=milestone["text"],
                parent=action["ref"],
            )
            for number, milestone in enumerate(action["milestones"], start=1)
        ]
    return rows


def _links(told: dict[str, Any]) -> list[LinkContent]:
    return [
        LinkContent(action["ref"], LinkKind.DUPLICATE_OF, target)
        for action in told["actions"]
        for target in action["outcome_target_refs"]
    ]


def _stated(told: dict[str, Any]) -> list[dict[str, Any]]:
    counts = told["counts"]
    entries: list[dict[str, Any]] = [
        {"kind": "total", "level": 3, "number": counts["stated_actions"], "where": "section 4.3"},
        {"kind": "total", "level": 2, "number": counts["stated_projects"], "where": "section 4.3"},
        {
            "kind": "outcome",
            "outcomes": ["remain_open"],
            "word": "open",
            "number": told["summary_4_14"]["periods"][-1]["actions"],
            "where": "table 4.14",
        },
    ]
    entries += [
        {
            "kind": "shares",
            "of": row["actions"],
            "shares": row["percent_printed"],
            "where": f"table 4.14, {row['period']}",
        }
        for row in told["summary_4_14"]["periods"]
    ]
    return entries
