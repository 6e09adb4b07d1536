"""The recommendations tracker: how many are open at each source, then every one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cells import Cell, Chip, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.register_content import (
    Recommendation,
    RecommendationTracker,
)
from plandesk.reports.sections.parts import (
    Blocks,
    count_of,
    lean_table,
    paras,
    points,
    small_notes,
    word_column,
)
from plandesk.reports.theme import Theme

_NO_STATUS = "No status yet"


def recommendation_tracker(content: RecommendationTracker, theme: Theme) -> Story:
    """Return a summary by source, then a table of recommendations for each source."""
    story: Blocks = [*paras(content.introduction)]
    rows = [row for source in content.sources for row in source.rows]
    if not rows:
        return [*story, Para("No recommendations have been added yet.")]
    story += [Heading(2, point_of(rows)), _summary(content, theme)]
    chip = chip_column(theme, [row.rating for row in rows])
    lines = {id(row): _line(row) for row in rows}
    if not any(row.rating for row in rows):
        words = " ".join(_status(row) for row in rows)
        chip = word_column(theme, f"{words} Status", 60)
    columns = (
        Column("Ref", fixed=46),
        Column("Recommendation", 3),
        Column("Owner", 1.2),
        Column("Due", 0.9),
        Column("Status", fixed=chip),
        Column("What was reported", _reported(list(lines.values()))),
        Column("Evidence", 1.3),
        Column("Links", 0.9),
    )
    used = [
        at < 2 or any(line[at].plain.strip() for line in lines.values())
        for at in range(len(columns))
    ]
    shown = [column for column, use in zip(columns, used, strict=True) if use]
    for source in content.sources:
        story.append(Heading(2, f"{source.title} ({len(source.rows)})"))
        if not source.rows:
            story.append(Para("None.", look="small"))
            continue
        kept = [
            [cell for cell, use in zip(lines[id(row)], used, strict=True) if use]
            for row in source.rows
        ]
        story.append(lean_table(theme, shown, kept, kept=len(shown)))
    return [*story, *small_notes(content.notes)]


def _reported(lines: Sequence[Sequence[Cell]]) -> float:
    """Return the share of what was reported beside the recommendation's 3: more where it is long.

    Half as wide again for twice the words leaves both about as tall.
    """
    said, asked = (sum(len(line[at].plain) for line in lines) for at in (5, 1))
    return min(8.0, max(2.4, 3 * (said / max(1, asked)) ** 0.5))


def point_of(rows: list[Recommendation]) -> str:
    """Say how many recommendations are open and how many of those are overdue."""
    live = [row for row in rows if not row.closed]
    late = sum(row.overdue for row in live)
    text = f"{len(live)} of {count_of(len(rows), 'recommendation')} " + (
        "is open" if len(live) == 1 else "are open"
    )
    return f"{text}, {late} overdue" if late else text


def _summary(content: RecommendationTracker, theme: Theme) -> Block:
    every = [row for source in content.sources for row in source.rows]
    words = list(dict.fromkeys(_status(row) for row in every))
    columns = [
        Column("Source", 3),
        Column("All", 0.8, right=True),
        Column("Open", 0.8, right=True),
        Column("Overdue", 0.9, right=True),
        *(Column(word, 1.1, right=True) for word in words),
    ]
    rows = [_counts(source.title, list(source.rows), words) for source in content.sources]
    if len(rows) > 1:
        rows.append(_counts("All sources", every, words))
    return lean_table(theme, columns, rows, kept=len(columns))


def _counts(title: str, rows: list[Recommendation], words: list[str]) -> list[Cell]:
    found = Counter(_status(row) for row in rows)
    live = [row for row in rows if not row.closed]
    numbers = [len(rows), len(live), sum(row.overdue for row in live)]
    numbers += [found[word] for word in words]
    return [Words(title, strong=True), *(Words(str(n), right=True) for n in numbers)]


def _status(row: Recommendation) -> str:
    return row.rating.word if row.rating else row.status or _NO_STATUS


def _line(row: Recommendation) -> list[Cell]:
    due: Cell = Words(row.due)
    if row.overdue and not row.closed:
        due = Pile((due, Words("Overdue", strong=True)))
    history = [
        ": ".join(
            filter(None, (entry.when, " \u2013 ".join(filter(None, (entry.status, entry.note)))))
        )
        for entry in row.history
    ]
    return [
        Words(row.ref, strong=True),
        Words(row.text),
        Words(row.owner),
        due,
        Chip(row.rating) if row.rating else Words(row.status or _NO_STATUS),
        points(history),
        points(row.evidence),
        Words(", ".join(row.links)),
    ]
