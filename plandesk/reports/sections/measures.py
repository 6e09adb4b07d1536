"""Measures: the table with comparators, each measure with its chart, and the strip of quarters."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.models.counted import counted
from plandesk.models.types import Rating, Travel
from plandesk.reports.charts.drawing import Drawing, Role, Ruler
from plandesk.reports.charts.measures import (
    Guide,
    MeasureSeries,
    Point,
    measure_chart,
    sparkline,
)
from plandesk.reports.charts.scale_axis import number_text
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.picture import Picture, PictureCell
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.register_content import (
    Figure,
    Measure,
    MeasureGroup,
    MeasureKeys,
    MeasurePages,
    MeasureQuarters,
    MeasureTable,
)
from plandesk.reports.sections.parts import (
    Blocks,
    facts,
    labelled,
    lean_table,
    narrow_chips,
    paras,
    rating_key,
    small_notes,
    titled,
    trend_cell,
    word_column,
)
from plandesk.reports.text import Piece
from plandesk.reports.theme import Theme

NOT_GIVEN = "Not given"
_TREND_RULE = (
    "The trend says whether the figure has become better or worse, not whether the number has "
    "gone up or down."
)


def series_of(measure: Measure) -> MeasureSeries:
    """Return what a chart of this measure draws: periods, target, tolerance, comparators."""
    figures = measure.rows[0].figures if measure.rows else ()
    known = tuple(zip(measure.columns[: measure.periods], figures, strict=False))
    points = tuple(
        Point(label, figure.value, figure.text, figure.rating) for label, figure in known
    )
    guides: list[Guide] = []
    for name, figure, role in (
        ("Target", measure.target, Role.TARGET),
        ("Tolerance", measure.tolerance, Role.MUTED),
    ):
        if figure.value is not None:
            guides.append(Guide(name, figure.value, _short(figure), role))
    guides += [
        Guide(each.name, each.figure.value, _short(each.figure))
        for each in measure.comparators
        if each.figure.value is not None
    ]
    return MeasureSeries(measure.name, points, tuple(guides), measure.better)


def _short(figure: Figure) -> str:
    """Return a figure short enough to stand beside its line."""
    if figure.value is None or (figure.text and len(figure.text) <= 12):
        return figure.text
    return number_text(figure.value)


def _rows(groups: Sequence[MeasureGroup]) -> list[Measure]:
    return [row for group in groups for row in group.rows]


def _keys(groups: Sequence[MeasureGroup], keys: MeasureKeys, theme: Theme) -> list[Block]:
    """Return a key of its own for the rating and another for the trend, where they are used."""
    rows = _rows(groups)
    rated = [row.rating for row in rows] + [
        figure.rating for row in rows for line in row.rows for figure in line.figures
    ]
    blocks: list[Block] = []
    if any(rated):
        blocks += rating_key("Key to the rating", keys.rating, theme)
    trends = [row.trend for row in rows if row.trend is not None]
    if trends:
        by_scale = keys.trend and any(isinstance(trend, Rating) for trend in trends)
        if by_scale and keys.trend:
            blocks += rating_key("Key to the trend", keys.trend, theme, "Trend")
        else:
            blocks += [Heading(2, "Key to the trend"), _travel_key(theme)]
        blocks.append(Para(_TREND_RULE, look="small"))
    return blocks


def _travel_key(theme: Theme) -> Block:
    said = (
        (Travel.IMPROVED, "The figure is better than before."),
        (Travel.NO_CHANGE, "The figure is as good as before."),
        (Travel.WORSENED, "The figure is worse than before."),
    )
    columns = (Column("Trend", fixed=110 if not theme.cards else 220), Column("What it means"))
    rows: list[list[Cell]] = [[trend_cell(travel), Words(text)] for travel, text in said]
    return table(theme.cards, columns, rows)


def measure_table(content: MeasureTable, theme: Theme) -> Story:
    """Return one row a measure: baseline, trend, comparators, target, latest figure, rating."""
    story: Blocks = [*paras(content.introduction)]
    rows = _rows(content.groups)
    if not rows:
        return [*story, Para("No measures have been added yet.")]
    names = list(dict.fromkeys(each.name for row in rows for each in row.comparators))
    trends = [row.trend for row in rows if isinstance(row.trend, Rating)]
    columns = [
        Column("Ref", fixed=34),
        Column("Measure", 2.6),
        Column("Baseline", 1.0),
        Column("Trend", fixed=chip_column(theme, trends) if trends else 76),
        *(
            Column(name, fixed=word_column(theme, f"{name} {_dates(rows, name)}", 54))
            for name in names
        ),
        Column("Target", 1.15),
        Column("Latest", 0.95),
        Column("Rating", fixed=chip_column(theme, [row.rating for row in rows])),
        Column("Over time", fixed=78),
    ]
    lines = [_table_row(row, names, theme) for row in rows]
    used = [any(line[at].plain.strip() for line in lines) for at in range(len(columns))]
    used[3] = any(row.trend is not None for row in rows)
    used[-2] = any(row.rating is not None for row in rows)
    shown = [column for column, use in zip(columns, used, strict=True) if use]
    rest = iter(lines)
    for group in content.groups:
        if group.title:
            story.append(Heading(2, group.title))
        kept = [
            [cell for cell, use in zip(next(rest), used, strict=True) if use] for _ in group.rows
        ]
        if kept:
            story.append(lean_table(theme, shown, kept, kept=len(shown)))
    story += small_notes([*_own_notes(rows), *content.notes])
    return [*story, *_keys(content.groups, content.keys, theme)]


def _dates(rows: Sequence[Measure], name: str) -> str:
    """Return when the figures of a comparator are from; the column holds the longest month."""
    return " ".join(each.when for row in rows for each in row.comparators if each.name == name)


def _own_notes(rows: Sequence[Measure]) -> list[str]:
    found = [f"{titled(row.ref, row.name)}: {note}" for row in rows for note in row.notes]
    return found + [
        f"{titled(row.ref, row.name)}: the rating was set by hand: {row.override}"
        for row in rows
        if row.override
    ]


def _table_row(row: Measure, names: Sequence[str], theme: Theme) -> list[Cell]:
    by_name = {each.name: each for each in row.comparators}
    name: Cell = Words(row.name)
    if row.better:
        name = Pile((name, Words(row.better, muted=True)))
    found = [by_name.get(each) for each in names]
    return [
        Words(row.ref, strong=True),
        name,
        _dated(row.baseline.text, row.baseline_at),
        trend_cell(row.trend) if row.trend is not None else Words(NOT_GIVEN, muted=True),
        *(
            _dated(each.figure.text, each.when)
            if each and each.figure.text
            else Words(NOT_GIVEN, muted=True)
            for each in found
        ),
        Words(row.target.text or NOT_GIVEN, muted=not row.target.text),
        _dated(row.latest.text, row.latest_at),
        Chip(row.rating),
        _spark(row) if not theme.cards else Words(""),
    ]


def _dated(text: str, when: str) -> Cell:
    if not text or not when:
        return Words(text)
    return Pile((Words(text), Words(when, muted=True)))


def _with(text: str, when: str) -> str:
    return f"{text} ({when})" if text and when else text


def _spark(row: Measure) -> Cell:
    series = series_of(row)
    if len(series.values) < 2:
        return Words("")

    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        return sparkline(series, (width, size * 2.4))

    return PictureCell(make, ", ".join(f"{point.label} {point.shown}" for point in series.points))


def measure_pages(content: MeasurePages, theme: Theme) -> Story:
    """Return the two keys, then each measure with its facts, chart, table and commentary."""
    story: Blocks = [*paras(content.introduction)]
    if not _rows(content.groups):
        return [*story, Para("No measures have been added yet.")]
    story += _keys(content.groups, content.keys, theme)
    for group in content.groups:
        if group.title:
            story.append(Heading(2, group.title))
        for row in group.rows:
            story += _measure(row, theme, 3 if group.title else 2)
    return [*story, *small_notes(content.notes)]


def _measure(row: Measure, theme: Theme, level: int) -> list[Block]:
    blocks: list[Block] = [Heading(level, titled(row.ref, row.name))]
    rated = row.rating is not None or row.target.text != ""
    pairs: list[tuple[str, Cell]] = [
        ("Latest", Words(_with(row.latest.text, row.latest_at))),
        ("Rating", Chip(row.rating) if rated else Words("")),
        ("Trend", trend_cell(row.trend) if row.trend is not None else Words("")),
        ("Target", Words(row.target.text)),
        ("Tolerance", Words(row.tolerance.text)),
        ("Baseline", Words(_with(row.baseline.text, row.baseline_at))),
        *((each.name, Words(_with(each.figure.text, each.when))) for each in row.comparators),
        ("Unit", Words("; ".join(filter(None, (row.unit, row.better.lower()))))),
        ("Lead", Words(row.lead)),
        ("Source", Words(row.source)),
        ("Rating set by hand", Words(row.override)),
    ]
    blocks += facts(theme, pairs, ("About", "This measure"), keep_next=bool(row.rows))
    series = series_of(row)
    if len(series.values) > 1:
        # there is no fourth level of headings: a strong line says the point then
        said = point_of(row, series)
        strong = Para([Piece(said, strong=True)], keep_next=True)
        blocks.append(Heading(level + 1, said) if level < 3 else strong)
        blocks.append(_chart(series, theme))
    if row.rows:
        blocks.append(_values(row, theme))
    blocks += labelled("Commentary", row.commentary)
    return [*blocks, *small_notes(row.notes)]


def point_of(row: Measure, series: MeasureSeries) -> str:
    """Say in one line what the chart shows: the way from the first to the last known figure."""
    known = [point for point in series.points if point.value is not None]
    first, last = known[0], known[-1]
    span = f"between {first.label} and {last.label}"
    if first.value is None or last.value is None or first.value == last.value:
        return f"{last.shown} at {last.label}, as at {first.label}"
    rose = last.value > first.value
    way = "Rose" if rose else "Fell"
    text = f"{way} from {first.shown} to {last.shown} {span}"
    if not row.better:
        return text
    good = rose == row.better.casefold().startswith("higher")
    return f"{text}, which is {'better' if good else 'worse'}"


def _chart(series: MeasureSeries, theme: Theme) -> Block:
    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        wide = min(width, 520.0) if not theme.cards else width
        return measure_chart(series, ruler, (wide, size * 11.5), size)

    return Picture(make)


_ROOMY = 3  # so few columns have room for a rating on one line
_ACROSS = 6  # more columns than this would be too narrow for a page: the table is turned


def _values(row: Measure, theme: Theme) -> Block:
    """Return the figures by period and area, in rows of periods where there are many."""
    wanted = len(row.columns)
    lines = [(*line.figures, *([Figure()] * wanted))[:wanted] for line in row.rows]
    heads, sides = list(row.columns), [line.label for line in row.rows]
    first = "Figure"
    if wanted > _ACROSS:
        lines = list(zip(*lines, strict=True))
        heads, sides, first = sides, heads, "Period or area"
    ratings = [figure.rating for line in lines for figure in line]
    chip = narrow_chips(theme, ratings)
    if wanted <= _ROOMY:
        chip = max(chip_column(theme, ratings), 10.5 * theme.cell.size)
    turned = wanted > _ACROSS
    columns = [Column(first, 1.4 if turned else 2.2)]
    columns += [
        Column(name, 1.0, fixed=0.0 if turned else max(chip, word_column(theme, name)))
        for name in heads
    ]
    rows: list[list[Cell]] = [
        [Words(side, strong=True), *(_figure(each) for each in line)]
        for side, line in zip(sides, lines, strict=True)
    ]
    return table(theme.cards, columns, rows)


def _figure(figure: Figure) -> Cell:
    if not figure.text:
        return Words("No value", muted=True)
    words = Words(figure.text)
    return Pile((words, Chip(figure.rating))) if figure.rating else words


def measure_quarters(content: MeasureQuarters, theme: Theme) -> Story:
    """Return measures with target and tolerance and a figure and rating for each quarter."""
    story: Blocks = [*paras(content.introduction)]
    rows = _rows(content.groups)
    if not rows:
        return [*story, Para("No measures have been added yet.")]
    ratings = [f.rating for row in rows for line in row.rows[:1] for f in line.figures]
    chip = narrow_chips(theme, ratings)
    columns = [
        Column("Ref", fixed=46),
        Column("Measure", 3.0),
        Column("Lead", 1.2),
        Column("Target", 0.9),
        Column("Tolerance", 0.9),
        *(Column(f"{name} {content.year}".strip(), fixed=chip) for name in content.quarters),
    ]
    lines = [_quarter_row(row, len(content.quarters)) for row in rows]
    used = [any(line[at].plain.strip() for line in lines) for at in range(len(columns))]
    shown = [column for column, use in zip(columns, used, strict=True) if use]
    rest = iter(lines)
    for group in content.groups:
        if group.title:
            story.append(Heading(2, group.title))
        kept = [
            [cell for cell, use in zip(next(rest), used, strict=True) if use] for _ in group.rows
        ]
        if kept:
            story.append(lean_table(theme, shown, kept, kept=len(shown)))
    story += small_notes([*_target_notes(rows), *_own_notes(rows), *content.notes])
    return [*story, *_keys(content.groups, content.keys, theme)]


def _target_notes(rows: Sequence[Measure]) -> list[str]:
    """Say for how many measures a rating cannot be worked out, because no target is given."""
    without = sum(not row.target.text for row in rows)
    if not without:
        return []
    verb = "gives" if without == 1 else "give"
    told = f"{without} of {counted(len(rows), 'measure')} {verb} no target"
    return [f"{told}, so no rating follows from it."]


def _quarter_row(row: Measure, quarters: int) -> list[Cell]:
    figures = row.rows[0].figures if row.rows else ()
    padded = (*figures, *([Figure()] * quarters))[:quarters]
    name: Cell = Words(row.name)
    if row.better:
        name = Pile((name, Words(row.better, muted=True)))
    return [
        Words(row.ref, strong=True),
        name,
        Words(row.lead),
        _aim(row),
        Words(row.tolerance.text),
        *(_quarter(each) for each in padded),
    ]


def _aim(row: Measure) -> Cell:
    """Return the target, with the figures of those that it speaks of."""
    others = [
        Words(f"{each.name} {_with(each.figure.text, each.when)}", muted=True)
        for each in row.comparators
        if each.figure.text
    ]
    return Pile((Words(row.target.text), *others)) if others else Words(row.target.text)


def _quarter(figure: Figure) -> Cell:
    if figure.text:
        return Pile((Words(figure.text, strong=True), Chip(figure.rating)))
    return Chip(figure.rating) if figure.rating else Words("No value", muted=True)
