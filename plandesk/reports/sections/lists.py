"""Smaller registers: SWOT, self-assessment, work programme, forward plan, glossary."""

from __future__ import annotations

from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Notice, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Stack, Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.list_content import (
    ForwardPlan,
    Glossary,
    SelfAssessment,
    SelfTest,
    Swot,
    SwotSection,
    WorkItem,
    WorkMeeting,
    WorkProgramme,
)
from plandesk.reports.sections.parts import (
    Blocks,
    count_of,
    facts,
    lean_table,
    paras,
    small_notes,
    titled,
)
from plandesk.reports.theme import WARN_FILL, Theme


def swot(content: SwotSection, theme: Theme) -> Story:
    """Return each analysis as the usual four fields, in a table that can be read aloud."""
    story: Blocks = [*paras(content.introduction)]
    if not content.analyses:
        return [*story, Para("No analysis has been added yet.")]
    for each in content.analyses:
        story.append(Heading(2, each.title))
        said = ", ".join(part for part in (each.by, each.when) if part)
        if said:
            story.append(Para(said, look="small", keep_next=True))
        story.append(_fields(each, theme))
    return story


def _fields(each: Swot, theme: Theme) -> Block:
    columns = (
        Column("Where it lies", fixed=80),
        Column("Helps", 1),
        Column("Hinders", 1),
    )
    rows: list[list[Cell]] = [
        [
            Words("Inside", strong=True),
            _field("Strengths", each.strengths),
            _field("Weaknesses", each.weaknesses),
        ],
        [
            Words("Outside", strong=True),
            _field("Opportunities", each.opportunities),
            _field("Threats", each.threats),
        ],
    ]
    return table(theme.cards, columns, rows)


def _field(name: str, points: tuple[str, ...]) -> Cell:
    head = Words(f"{name} ({len(points)})", strong=True)
    return Pile((head, Stack("", points))) if points else Pile((head, Words("None.", muted=True)))


def self_assessment(content: SelfAssessment, theme: Theme) -> Story:
    """Return each question with its answer and its key figures."""
    story: Blocks = [*paras(content.introduction)]
    if not content.tests:
        return [*story, Para("No tests have been added yet.")]
    for test in content.tests:
        story += _test(test, theme)
    return [*story, *small_notes(content.notes)]


def _test(test: SelfTest, theme: Theme) -> list[Block]:
    blocks: list[Block] = [Heading(2, titled(test.ref, test.question))]
    pairs: list[tuple[str, Cell]] = [
        ("Answered by", Words(test.owner)),
        ("Judgement", Chip(test.rating) if test.rating else Words("")),
    ]
    blocks += facts(theme, pairs, ("About", "This question"))
    blocks += paras(test.response) or [Para("No answer yet.")]
    if test.figures:
        columns = (Column("Key figure", 4), Column("Figure", 1), Column("As at", 1))
        rows: list[list[Cell]] = [
            [Words(each.what, strong=True), Words(each.figure), Words(each.when)]
            for each in test.figures
        ]
        blocks.append(lean_table(theme, columns, rows, kept=2))
    return blocks


def work_programme(content: WorkProgramme, theme: Theme) -> Story:
    """Return a row for each meeting: when it is, when its papers go out, what is on it."""
    story: Blocks = [*paras(content.introduction)]
    if not content.meetings:
        return [*story, Para("No meetings have been added yet.")]
    items = sum(len(meeting.items) for meeting in content.meetings)
    said = f"{count_of(len(content.meetings), 'meeting')}, {count_of(items, 'item')}"
    story.append(Heading(2, f"{content.body}: {said}" if content.body else said))
    columns = (
        Column("Meeting", fixed=112),
        Column("Papers go out", fixed=112),
        Column("Items and officers", 3),
        Column("Place", 1),
    )
    rows: list[list[Cell]] = [_meeting(meeting) for meeting in content.meetings]
    story.append(lean_table(theme, columns, rows))
    return [*story, *small_notes([content.rule, *_send_out_notes(content), *content.notes])]


def _meeting(meeting: WorkMeeting) -> list[Cell]:
    items: Cell = Words("No items yet", muted=True)
    if meeting.items:
        items = Pile(tuple(_item(item) for item in meeting.items), gap=5.0)
    return [
        Words(meeting.date, strong=True),
        Words(meeting.stated_send_out or meeting.send_out),
        items,
        Words(meeting.place),
    ]


def _item(item: WorkItem) -> Cell:
    cells: list[Cell] = [Words(item.title, strong=True)]
    if item.parts:
        cells.append(Stack("", item.parts))
    if item.officers:
        cells.append(Words(f"Officers: {item.officers}"))
    return Pile(tuple(cells), gap=1.0)


def _send_out_notes(content: WorkProgramme) -> list[str]:
    return [
        f"{each.date}: the source prints {each.stated_send_out} for its papers; the rule gives "
        f"{each.send_out}."
        for each in content.meetings
        if each.stated_send_out and each.send_out and each.stated_send_out != each.send_out
    ]


def forward_plan(content: ForwardPlan, theme: Theme) -> Story:
    """Return the planned decisions in one table."""
    story: Blocks = [*paras(content.introduction)]
    if not content.entries:
        return [*story, Para("No decisions have been added yet.")]
    columns = (
        Column("Ref", fixed=78),
        Column("Decision", 3),
        Column("Taken by", 1.5),
        Column("Date", 1),
        Column("Officer", 1.2),
        Column("Note", 1.6),
    )
    rows: list[list[Cell]] = [
        [
            Words(each.ref, strong=True),
            Words(each.title),
            Words(each.decision_by),
            Words(each.date),
            Words(each.officer),
            Words(each.note),
        ]
        for each in content.entries
    ]
    story.append(lean_table(theme, columns, rows, kept=2))
    return [*story, *small_notes(content.notes)]


def glossary(content: Glossary, theme: Theme) -> Story:
    """Return the abbreviations with their meanings, and those that nobody explains."""
    story: Blocks = [*paras(content.introduction)]
    if content.undefined:
        said = ", ".join(content.undefined)
        story.append(Notice(f"Used but not explained: {said}.", paint=WARN_FILL))
    if not content.terms:
        return [*story, Para("No abbreviations have been explained yet.")]
    rows: list[list[Cell]] = [
        [
            Words(term.abbreviation, strong=True),
            Words(term.meanings[0]) if len(term.meanings) == 1 else Stack("", term.meanings),
        ]
        for term in content.terms
    ]
    columns = (Column("Abbreviation", 1), Column("Meaning", 4))
    story.append(table(theme.cards, columns, rows))
    twice = [term.abbreviation for term in content.terms if len(term.meanings) > 1]
    note = f"More than one meaning is given for {', '.join(twice)}." if twice else ""
    return [*story, *small_notes((note,))]
