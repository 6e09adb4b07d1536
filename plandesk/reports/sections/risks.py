"""The risk register: where the risks lie, how they moved, and what is done against each."""

from __future__ import annotations

from collections.abc import Sequence

from plandesk.models.types import Rating, Scale, Travel
from plandesk.reports.charts.drawing import Drawing, Ruler
from plandesk.reports.charts.heat_map import HeatMap, heat_map
from plandesk.reports.charts.scale_axis import number_text
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cells import Cell, Chip, Move, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.picture import Picture
from plandesk.reports.flowables.pile import Pile
from plandesk.reports.register_content import Risk, RiskRegister, RiskScales, RiskScore
from plandesk.reports.sections.parts import (
    Blocks,
    count_of,
    facts,
    lean_table,
    paras,
    rating_key,
    small_notes,
    titled,
)
from plandesk.reports.theme import Theme

_NOT_SCORED = "Not scored"


def map_of(content: RiskRegister) -> HeatMap:
    """Return the heat map of the open risks, as they stand."""
    places = tuple(
        (risk.ref, risk.score.likelihood, risk.score.impact)
        for risk in content.risks
        if risk.score is not None and not risk.closed
    )
    scales = content.scales
    return HeatMap(scales.likelihoods, scales.impacts, scales.bands, places)


def risk_register(content: RiskRegister, theme: Theme) -> Story:
    """Return the heat map with the table behind it, then each risk with its counter measures."""
    story: Blocks = [*paras(content.introduction)]
    if not content.risks:
        return [*story, Para("No risks have been added yet.")]
    live = [risk for risk in content.risks if not risk.closed]
    story.append(Heading(2, point_of(live)))
    if any(risk.score for risk in live):
        story.append(_picture(content))
    story.append(_summary(content, theme))
    story += small_notes(_notes(content))
    bands = bands_of(content.scales)
    if any(risk.score for risk in live):
        story += rating_key("What the bands mean", Scale("Bands", bands), theme)
    for risk in content.risks:
        story += _risk(risk, theme)
    return story


def bands_of(scales: RiskScales) -> tuple[Rating, ...]:
    """Return the bands that any field has, the highest first."""
    found = {band.code: band for row in scales.bands for band in row if band is not None}
    return tuple(sorted(found.values(), key=lambda band: band.rank))


def point_of(live: Sequence[Risk]) -> str:
    """Say in one line how many risks lie in the worst band in use, and how many moved."""
    bands = [risk.score.band for risk in live if risk.score and risk.score.band]
    if not bands:
        return f"{count_of(len(live), 'risk')}, none with a score"
    worst = min(bands, key=lambda band: band.rank)
    many = sum(band.code == worst.code for band in bands)
    text = f"{many} of {count_of(len(live), 'risk')} {'is' if many == 1 else 'are'} {worst.word}"
    moved = [risk.movement for risk in live]
    ways = ((Travel.IMPROVED, "better"), (Travel.WORSENED, "worse"))
    said = [f"{moved.count(way)} became {word}" for way, word in ways if way in moved]
    return f"{text}; {' and '.join(said)}" if said else text


def _picture(content: RiskRegister) -> Block:
    drawn = map_of(content)

    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        return heat_map(drawn, ruler, min(width, max(560.0, size * 45)), size)

    return Picture(make)


def _summary(content: RiskRegister, theme: Theme) -> Block:
    scores = [
        score.band
        for risk in content.risks
        for score in (risk.inherent, risk.residual, risk.previous)
        if score
    ]
    chip = max(chip_column(theme, scores), 74)
    since = f"At {content.since}" if content.since else "Last period"
    columns = (
        Column("Ref", fixed=40),
        Column("Risk", 3),
        Column("Owner", 1.3),
        Column("Before counter measures", fixed=chip),
        Column("Now", fixed=chip),
        Column(since, fixed=chip),
        Column("Movement", fixed=78),
        Column("Review", 0.9),
        Column("Links", 0.9),
    )
    scored = any(risk.score or risk.previous for risk in content.risks)
    lines = [_line(risk, scored=scored) for risk in content.risks]
    return lean_table(theme, columns, lines, kept=2)


def _line(risk: Risk, *, scored: bool) -> list[Cell]:
    def score(found: RiskScore | None) -> Cell:
        return score_cell(found, _NOT_SCORED) if scored else Words("")

    earlier = Words("New risk", muted=True) if risk.is_new and scored else score(risk.previous)
    movement: Cell = Move(risk.movement) if scored and not risk.closed else Words("")
    return [
        Words(risk.ref, strong=True),
        Words(risk.description),
        Words(risk.owner),
        score(risk.inherent),
        Words("Closed", muted=True) if risk.closed else score(risk.score),
        earlier,
        movement,
        Words(risk.review),
        Words(", ".join(risk.links)),
    ]


def score_cell(score: RiskScore | None, otherwise: str) -> Cell:
    """Return a score as it is worked out, with its band."""
    if score is None:
        return Words(otherwise, muted=True)
    text = number_text(score.total)
    if score.total == score.likelihood * score.impact:  # scales may count otherwise than 1, 2, 3
        text = f"{score.likelihood} \u00d7 {score.impact} = {text}"
    return Pile((Words(text), Chip(score.band))) if score.band else Words(text)


def _notes(content: RiskRegister) -> list[str]:
    without = [risk.ref for risk in content.risks if risk.score is None and not risk.closed]
    notes = ["Scores are likelihood times impact; a lower score is better."]
    if len(without) == len(content.risks):
        notes = ["The source gives no likelihood, impact or score for any of these risks."]
    elif without:
        notes.append(f"Not on the map, because they have no score: {', '.join(without)}.")
    return [*notes, *content.notes]


def _risk(risk: Risk, theme: Theme) -> list[Block]:
    pairs: list[tuple[str, Cell]] = [
        ("Cause", Words(risk.cause)),
        ("Effect", Words(risk.effect)),
    ]
    blocks: list[Block] = [Heading(3, titled(risk.ref, risk.description))]
    blocks += facts(theme, pairs, ("About", "This risk"))
    if not risk.counters:
        return [*blocks, Para("No counter measures.", look="small")]
    columns = (
        Column("Counter measure", 4),
        Column("State", 1),
        Column("Owner", 1.3),
        Column("Due", 1),
    )
    rows: list[list[Cell]] = [
        [Words(each.text), Words(each.state), Words(each.owner), Words(each.due)]
        for each in risk.counters
    ]
    return [*blocks, lean_table(theme, columns, rows)]
