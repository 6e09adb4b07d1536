"""The dashboard: what the ratings say, as charts and as the tables behind them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from plandesk.models import percentages
from plandesk.reports.content import Dashboard, PeriodCounts, worst_rating
from plandesk.reports.flow import Story
from plandesk.reports.flowables.bars import RatingBars
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.theme import Theme

_HUNDRED = Decimal(100)
_NOT_RATED = "Not rated"


def dashboard(content: Dashboard, theme: Theme) -> Story:
    """Return the story of the dashboard; every chart has its table beneath it."""
    story: list[Block] = [Para(text) for text in content.introduction]
    if not content.periods:
        return [*story, Para("No reporting period has been opened yet.")]
    story += [
        Heading(2, point_of(content)),
        RatingBars(content.periods, content.unit),
        counts_table(content.periods, "Reporting period", content.unit, theme),
    ]
    story += [Para(note, look="small") for note in _notes(content.periods, content.notes)]
    groups = [group for group in content.groups if group.total]
    if groups:
        latest = content.periods[-1].label
        story += [
            Heading(2, group_point(groups, content.group_name, latest)),
            RatingBars(groups, content.unit, bar_height=20),
            counts_table(content.groups, content.group_name, content.unit, theme),
        ]
        story += [Para(note, look="small") for note in _notes(content.groups, ())]
    return story


def point_of(content: Dashboard) -> str:
    """Say in one line what the first chart shows.

    The worst rating of work under way is what a board asks about first; with one period, the
    most frequent rating is named.
    """
    latest = content.periods[-1]
    if latest.total == latest.not_rated:
        return f"No {content.unit} were rated at {latest.label}"
    worst = worst_rating([rating for rating, _ in latest.counts])
    if worst is None or len(content.periods) == 1:
        rating, number = max(latest.counts, key=lambda pair: pair[1])
        return f"{number} of {latest.total} {content.unit} are {rating.word} at {latest.label}"
    earlier = content.periods[-2]
    before, now = earlier.of(worst.code), latest.of(worst.code)
    since = f"between {earlier.label} and {latest.label}"
    counted = f"{worst.word} {content.unit}"
    if " " in worst.word:  # "At risk, no remedy yet" reads badly before a noun
        counted = f"{content.unit.capitalize()} rated {worst.word}"
    if before == now:
        return f"{counted} stayed at {now} {since}"
    way = "rose" if now > before else "fell"
    return f"{counted} {way} from {before} to {now} {since}"


def group_point(groups: Sequence[PeriodCounts], name: str, period: str) -> str:
    """Say which group has most work rated worst, or that none has."""
    if all(group.total == group.not_rated for group in groups):
        return f"No {name.lower()} has rated work at {period}"
    worst = worst_rating([rating for rating, _ in groups[0].counts])
    if worst is None:
        return f"Ratings by {name.lower()} at {period}"
    most = max(groups, key=lambda group: group.of(worst.code))
    number = most.of(worst.code)
    if not number:
        return f"No {name.lower()} has work rated {worst.word} at {period}"
    return f"{most.short or most.label} has the most work rated {worst.word} at {period} ({number})"


def counts_table(rows: Sequence[PeriodCounts], first: str, unit: str, theme: Theme) -> Block:
    """Return the counts and shares behind a chart, one row per period or group."""
    ratings = [rating for rating, _ in rows[0].counts]
    unrated = any(row.not_rated for row in rows)
    projects = any(row.projects is not None for row in rows)
    columns = [Column(first, share=2.4 if unrated or projects else 3.0)]
    if projects:
        columns.append(Column("Projects", right=True))
    columns.append(Column(unit.capitalize(), right=True))
    columns += [Column(rating.word, share=1.25, right=True) for rating in ratings]
    if unrated:
        taken = any(rating.word.casefold() == _NOT_RATED.casefold() for rating in ratings)
        title = "No rating given" if taken else _NOT_RATED
        columns.append(Column(title, share=1.25, right=True))
    cells: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = [Words(row.label, strong=True)]
        if projects:
            line.append(Words("n/a" if row.projects is None else str(row.projects), right=True))
        line.append(Words(str(row.total), right=True))
        line += [Words(share(number, row.total), right=True) for _, number in row.counts]
        if unrated:
            line.append(Words(share(row.not_rated, row.total), right=True))
        cells.append(line)
    return table(theme.cards, columns, cells)


def share(number: int, total: int) -> str:
    """Return a count with its percentage: "49 (21.3%)"."""
    return f"{number} ({percentages.share(number, total)}%)" if total else str(number)


def _notes(rows: Sequence[PeriodCounts], notes: Sequence[str]) -> list[str]:
    said = [*notes, *(row.note for row in rows if row.note)]
    uneven = [row.short or row.label for row in rows if row.total and _added(row) != _HUNDRED]
    if uneven:
        said.append(f"Shares are rounded and may not add up to 100% ({', '.join(uneven)}).")
    return said


def _added(row: PeriodCounts) -> Decimal:
    counts = [*(number for _, number in row.counts), row.not_rated]
    return sum((percentages.share(number, row.total) for number in counts), Decimal(0))
