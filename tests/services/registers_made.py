"""Registers made up for tests: one entry or more of every kind, with what hangs on it."""

from __future__ import annotations

from sqlalchemy import select

from plandesk.models.content import EntryContent, EntryLinkContent, ValueContent
from plandesk.models.registers import RegisterEntry
from plandesk.services.document import Document
from plandesk.services.ops.registers.entries import RemoveEntries

PERIODS = ("January 2024", "April 2024")


def measures() -> list[EntryContent]:
    percent = {"unit": "Per cent", "polarity": "higher", "target": "90%", "tolerance": "5"}
    return [
        EntryContent(
            "visits",
            "measures",
            "Visits on time",
            ref="M1",
            shared=True,
            fields=percent | {"baseline": "78%", "source": "Case system"},
            people={"owner": ("Head of Service", "Data officer")},
            sources=("Peer review",),
            values=(
                ValueContent("value", "82%", "January 2024"),
                ValueContent("value", "87%", "April 2024", note="Two teams are short."),
                ValueContent("value", "91%", "", "July 2023", "National"),
            ),
        ),
        EntryContent("visits/row", "measure-row", "Visits made", "visits", shared=True),
        EntryContent(
            "absence",
            "measures",
            "Absence",
            ref="M2",
            shared=True,
            fields={
                "unit": "percent",
                "polarity": "lower",
                "target": "In line with national average",
                "tolerance": "0.5",
            },
            values=(
                ValueContent("value", "4.9%", "January 2024"),
                ValueContent("value", "4.2%", "April 2024", rating="R", reason="New rule."),
                ValueContent("value", "4.0%", "", "July 2023", "National"),
            ),
        ),
    ]


def risks() -> list[EntryContent]:
    scores = {"likelihood-before": "5", "impact-before": "4"}
    before = tuple(ValueContent(key, code, "January 2024") for key, code in scores.items())
    return [
        EntryContent(
            "risk",
            "risks",
            "Too few social workers",
            due="May 2024",
            fields={"cause": "Pay", "effect": "Visits are missed", "state": "Open"},
            people={"owner": ("Director",)},
            values=(
                *before,
                ValueContent("likelihood-after", "Likely", "January 2024"),
                ValueContent("impact-after", "Major", "January 2024"),
                ValueContent("likelihood-after", "3", "April 2024"),
                ValueContent("impact-after", "4", "April 2024"),
            ),
        ),
        EntryContent(
            "risk/1", "counter-measure", "Recruit abroad", "risk", fields={"state": "under way"}
        ),
    ]


def recommendations() -> list[EntryContent]:
    return [
        EntryContent(
            "rec",
            "recommendations",
            "Agree one vision",
            due="March 2024",
            fields={"source": "Peer review", "evidence": ["Board minutes", "Draft"]},
            people={"owner": ("Director",)},
            sources=("Ofsted three-month",),
            values=(
                ValueContent("status", "Not started", "January 2024"),
                ValueContent("status", "In progress", "April 2024", note="Draft is out."),
            ),
        )
    ]


def appraisal() -> list[EntryContent]:
    option = (
        ("keep", "Keep the service", {"c1": "2", "c2": "5"}, 7),
        ("move", "Move it to a trust", {"c1": "4", "c2": "2"}, 7),
    )
    return [
        EntryContent("appraisal", "options", "Who should run it", due="December 2023", shared=True),
        EntryContent("c1", "criterion", "Children are safer", "appraisal", shared=True),
        EntryContent("c2", "criterion", "It can be paid for", "appraisal", shared=True),
        *(
            EntryContent(
                key,
                "option",
                title,
                "appraisal",
                shared=True,
                fields={"stated_sum": stated},
                values=tuple(
                    ValueContent("score", score, about=criterion)
                    for criterion, score in scores.items()
                ),
            )
            for key, title, scores, stated in option
        ),
    ]


def lists() -> list[EntryContent]:
    return [
        EntryContent("swot", "swot", "The service in 2024", due="April 2024", shared=True),
        EntryContent(
            "swot/1", "swot-point", "Loyal staff", "swot", shared=True, fields={"quadrant": "S"}
        ),
        EntryContent(
            "test",
            "self-assessment",
            "Do fewer children come back to us?",
            fields={"response": "Yes, for a year now.", "verdict": "yes"},
            values=(ValueContent("figure", "28%", "", "May 2023", "Children who came back"),),
        ),
        EntryContent("meeting", "work-programme", "Scrutiny Committee", due="17 July 2024"),
        EntryContent(
            "meeting/1",
            "programme-item",
            "Annual report",
            "meeting",
            people={"officers": ("Director",)},
        ),
        EntryContent(
            "decision", "forward-plan", "School places", ref="000232/2015", due="3 March 2025"
        ),
        EntryContent(
            "glossary", "glossary", "EHCP", shared=True, fields={"meaning": "Education plan"}
        ),
        EntryContent(
            "equality",
            "equality",
            "Who uses the service",
            fields={
                "evidence": "Yearly survey",
                "broken_down": "yes",
                "gaps": "Sexual orientation",
            },
            values=(
                ValueContent("breakdown", "Yes", area="Age"),
                ValueContent("breakdown", "Not applicable", area="Race"),
            ),
        ),
        EntryContent(
            "priority", "priorities", "Children are safe", shared=True, fields={"theme": "Safe"}
        ),
    ]


def every_register() -> tuple[EntryContent, ...]:
    """Entries of every register; their periods are those of the sample plan."""
    return (*measures(), *risks(), *recommendations(), *appraisal(), *lists())


def links(action: str, project: str) -> tuple[EntryLinkContent, ...]:
    """Links from them to an action, a project and the whole plan."""
    return (
        EntryLinkContent("visits", "measures", action),
        EntryLinkContent("absence", "measures", action),
        EntryLinkContent("risk", "threatens", project),
        EntryLinkContent("rec", "answered by", action),
        EntryLinkContent("priority", "served by", project),
        EntryLinkContent("priority", "served by"),
    )


def without_registers(document: Document) -> None:
    """Take every entry out of a plan, as if that had never been there."""
    with document.read() as session:
        found = tuple(session.scalars(select(RegisterEntry.id)))
    if found:
        document.run(RemoveEntries(found))
