"""Made-up packs for the tests of reports: an invented council, ratings in every shape."""

from __future__ import annotations

import datetime as dt

from plandesk.models.types import Rating, Scale, Shape, travel
from plandesk.reports.content import (
    ActionGroup,
    ActionRow,
    ActionStream,
    ActionSummary,
    AgendaEntry,
    Clause,
    CoveringReport,
    Dashboard,
    ExceptionKind,
    ExceptionRow,
    Exceptions,
    Exempt,
    Meeting,
    PackContent,
    PeriodCounts,
    ProjectGroup,
    ProjectRow,
    ProjectSummary,
    ReportPart,
    TableSection,
)

BLUE = Rating(
    "blue", "Blue", "B", Shape.SQUARE_TICK, 5, "#0B3A8C", "#FFFFFF", "#0B3A8C",
    "#DDE6F6", "#0B3A8C", "#6A9BF0", "#0B0C0C", "Delivered and embedded", done=True,
)  # fmt: skip
GREEN = Rating(
    "green", "Green", "G", Shape.CIRCLE, 4, "#3F9A72", "#0B0C0C", "#1F5A40",
    "#DDF1E7", "#1B5038", "#68D8A8", "#0B0C0C", "On track to be delivered", in_flight=True,
)  # fmt: skip
AMBER = Rating(
    "amber", "Amber", "A", Shape.TRIANGLE, 3, "#FAAE2C", "#0B0C0C", "#8A5300",
    "#FFF0D2", "#6B4000", "#FCD357", "#0B0C0C", "In progress, some concern", in_flight=True,
)  # fmt: skip
RED = Rating(
    "red", "Red", "R", Shape.OCTAGON, 2, "#AC111C", "#FFFFFF", "#AC111C",
    "#FBE3E3", "#8E0E17", "#E5545C", "#0B0C0C", "Significant delay", in_flight=True,
)  # fmt: skip
GREY = Rating(
    "grey", "Grey", "Gy", Shape.RING, 1, "#DCE1E8", "#0B0C0C", "#5B6670",
    "#F1F3F6", "#3C444C", "#9EA3A9", "#0B0C0C", "Not yet due to start",
)  # fmt: skip
SCALE = Scale("BRAG", (BLUE, RED, AMBER, GREEN, GREY))
CYCLE = (BLUE, AMBER, GREEN, AMBER, GREY, RED, AMBER, GREEN, None)
CLOCK = dt.datetime(2024, 5, 7, 9, 30, tzinfo=dt.UTC)


def counts(label: str, numbers: tuple[int, ...], **more) -> PeriodCounts:
    return PeriodCounts(label, tuple(zip(SCALE.values, numbers, strict=True)), **more)


def dashboard() -> Dashboard:
    return Dashboard(
        periods=(
            counts("January 2024", (49, 2, 114, 48, 17), projects=34),
            counts("April 2024", (7, 0, 15, 4, 0)),
        ),
        groups=(
            counts("A Governance", (3, 0, 6, 2, 0)),
            counts("B Homes", (2, 0, 4, 1, 0)),
            counts("C Roads and green spaces", (0, 0, 0, 0, 0), not_rated=2),
            counts("D Customer care", (2, 0, 5, 1, 0), not_rated=1),
        ),
        introduction=("The refresh review closed or moved most of the plan; 26 actions remain.",),
    )


def action(stream: str, project: int, number: int) -> ActionRow:
    turn = project * 7 + number
    before, now = CYCLE[turn % 9], CYCLE[(turn * 5 + 1) % 9]
    steps = ("Agree the scope with the heads of service.", "Publish the timetable.")
    return ActionRow(
        ref=f"{stream}{project}.{number}",
        title=(
            f"Agree and publish step {number} of the programme, including the training that the "
            "teams need, and report the first results to the board."
        ),
        milestones=steps if turn % 3 == 0 else (),
        lead="Head of Housing / Business Partner" if turn % 4 else "Director of Place",
        due="Autumn 2024" if turn % 2 else "31 March 2025",
        previous=before,
        current=now,
        travel=travel(before, now),
        outcome="Reprofiled as business as usual" if turn % 5 == 0 else "",
    )


def action_summary(projects: int = 6, actions: int = 7) -> ActionSummary:
    streams = tuple(
        ActionStream(
            letter,
            title,
            tuple(
                ActionGroup(
                    f"{letter}{project}",
                    f"Make the {title.lower()} service easier to reach and quicker to answer",
                    "Director of Place",
                    tuple(action(letter, project, number) for number in range(1, actions + 1)),
                    note="Reported elsewhere; it has no actions in this plan.",
                )
                for project in range(1, projects + 1)
            ),
        )
        for letter, title in (("A", "Governance"), ("B", "Homes"))
    )
    return ActionSummary(streams, "January 2024", "April 2024")


def project_summary(projects: int = 6) -> ProjectSummary:
    groups = tuple(
        ProjectGroup(
            letter,
            title,
            tuple(
                ProjectRow(
                    ref=f"{letter}{number}",
                    title=f"Make {title.lower()} easier to reach and quicker to answer",
                    lead="Director of Place",
                    actions=None if number == 3 else number * 3,
                    previous=None if number == 3 else CYCLE[number % 8],
                    current=None if number == 3 else CYCLE[(number * 3) % 8],
                    outcome="" if number == 3 else "Remain open",
                    comments="3 actions Amber, 2 actions Green; training is behind the timetable."
                    if number % 2
                    else "",
                    reported_elsewhere=number == 3,
                )
                for number in range(1, projects + 1)
            ),
        )
        for letter, title in (("A", "Governance"), ("B", "Homes and neighbourhoods"))
    )
    return ProjectSummary(groups, "January 2024", "April 2024")


def covering_report() -> CoveringReport:
    words = (
        "The board adopted the improvement plan in 2022 and reviews it every other month. This "
        "report sets out where each workstream stands and what the refresh review recommends."
    )
    return CoveringReport(
        (
            ReportPart("Purpose", (Clause(words), Clause(words))),
            ReportPart(
                "Recommendations",
                (Clause("The board is asked to:", ("note the ratings;", "agree the outcomes.")),),
            ),
            ReportPart("Background", tuple(Clause(words) for _ in range(6))),
        ),
        (("Report of", "Director of Strategy"), ("Wards affected", "All")),
    )


def exceptions() -> Exceptions:
    rows = tuple(
        ExceptionRow(
            f"A2.{n}", "Replace the case system", "Head of Digital", "June 2024", AMBER, RED,
            "Worsened from Amber to Red: the supplier is late.",
        )
        for n in range(1, 5)
    )  # fmt: skip
    return Exceptions((ExceptionKind("Rated Red", rows), ExceptionKind("Not returned", ())))


def glossary() -> TableSection:
    rows = (("BAU", "Business as usual"), ("KPI", "Key performance indicator"))
    return TableSection(("Abbreviation", "Meaning"), (1, 4), rows)


def pack(*entries: AgendaEntry, **more) -> PackContent:
    entries = entries or (
        AgendaEntry("1", "Improvement plan update", covering_report(), "Director of Strategy",
                    "decision"),
        AgendaEntry("2", "Dashboard", dashboard(), purpose="information"),
        AgendaEntry("3", "Project summary", project_summary(), purpose="information"),
        AgendaEntry("4", "Action summary", action_summary(), purpose="information"),
        AgendaEntry("5", "Exceptions", exceptions(), "Head of Programmes", "discussion"),
        AgendaEntry("6", "Glossary", glossary()),
    )  # fmt: skip
    values = {
        "title": "Improvement Board pack",
        "plan": "Better Services Plan",
        "organisation": "Exampleshire Council",
        "meeting": Meeting("Improvement Board", dt.date(2024, 5, 15), "Council House", "10:00"),
        "built_at": CLOCK,
        "scale": SCALE,
        "period": "April 2024",
        "as_at": dt.date(2024, 4, 30),
    }
    return PackContent(entries=tuple(entries), **(values | more))


def exempt(number: str, title: str, section) -> AgendaEntry:
    reason = "It names a supplier and prices that are still being negotiated."
    return AgendaEntry(number, title, section, exempt=Exempt("Paragraph 3", reason))
