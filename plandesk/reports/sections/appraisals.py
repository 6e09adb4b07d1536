"""Options appraisals: totals, scores by criterion, and each option with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from plandesk.models.options import Criterion, OptionResult, OptionScores, appraise
from plandesk.models.register_types import plain_word
from plandesk.reports.charts.bars import Bar, Totals, total_bars
from plandesk.reports.charts.drawing import Drawing, Ruler, listed
from plandesk.reports.charts.scale_axis import number_text
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para, Turn
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.picture import Picture
from plandesk.reports.register_content import Option, OptionsAppraisal, OptionsAppraisals
from plandesk.reports.sections.parts import Blocks, lean_table, paras, small_notes, titled
from plandesk.reports.theme import Theme

_NO_SCORE = "No score"


def options_appraisals(content: OptionsAppraisals, theme: Theme) -> Story:
    """Return each appraisal: totals as chart and table, scores by criterion, every option."""
    story: Blocks = [*paras(content.introduction)]
    if not content.appraisals:
        return [*story, Para("No options appraisal has been added yet.")]
    for number, each in enumerate(content.appraisals):
        if number:
            story.append(Turn(landscape=theme.landscape))
        story += _appraisal(each, theme)
    return story


def results_of(content: OptionsAppraisal) -> list[OptionResult]:
    """Count the options from their scores; what their source prints is held against it."""
    labels = {plain_word(label): number for label, number in content.scale}

    def counted(option: Option) -> OptionScores:
        found = enumerate(option.scores)
        scores = {at: each.number for at, each in found if each.number is not None}
        words = {
            at: (each.label, labels[plain_word(each.label)])
            for at, each in enumerate(option.scores)
            if plain_word(each.label) in labels
        }
        return OptionScores(titled(option.ref, option.title), scores, words, option.stated)

    criteria = [
        Criterion(at, f"criterion {each.ref}", each.weight)
        for at, each in enumerate(content.criteria)
    ]
    top = max((number for _, number in content.scale), default=0.0)
    top = top or max((s.number or 0.0 for o in content.options for s in o.scores), default=0.0)
    return appraise(criteria, [counted(option) for option in content.options], top)


@dataclass(frozen=True, slots=True)
class _Counted:
    """An appraisal with its results, and the totals that are printed: the source's come first."""

    content: OptionsAppraisal
    results: list[OptionResult]

    @property
    def is_weighted(self) -> bool:
        return any(result.weighted is not None for result in self.results)

    def plain(self, at: int) -> float:
        stated = self.content.options[at].stated.total
        return self.results[at].total if stated is None else stated

    def heavy(self, at: int) -> float | None:
        stated = self.content.options[at].stated.weighted
        return self.results[at].weighted if stated is None else stated

    def decisive(self, at: int) -> float:
        heavy = self.heavy(at) if self.is_weighted else None
        return self.plain(at) if heavy is None else heavy


def _appraisal(content: OptionsAppraisal, theme: Theme) -> Blocks:
    blocks: Blocks = [Heading(2, content.title), *paras(content.introduction)]
    if not content.options:
        return [*blocks, Para("No options have been added yet.")]
    counted = _Counted(content, results_of(content))
    blocks += [Heading(3, point_of(counted)), _picture(counted), _totals(counted, theme)]
    blocks += small_notes([*_notes(counted), *content.notes])
    if content.scale:
        said = ", ".join(f"{label} {number_text(number)}" for label, number in content.scale)
        blocks.append(Para(f"Scores: {said}.", look="small"))
    blocks += [Heading(3, "Scores by criterion"), _matrix(counted, theme)]
    for option in content.options:
        blocks += _option(content, option, theme)
    return blocks


def point_of(counted: _Counted) -> str:
    """Say which option scores highest, and which comes next."""
    options = counted.content.options
    order = sorted(range(len(options)), key=lambda at: -counted.decisive(at))
    names = [titled(options[at].ref, options[at].title) for at in order]
    best = counted.decisive(order[0])
    ahead = [name for name, at in zip(names, order, strict=True) if counted.decisive(at) == best]
    if len(ahead) > 1:
        return f"{listed(ahead)} score highest with {number_text(best)} each"
    text = f"{names[0]} scores highest with {number_text(best)}"
    if len(order) == 1:
        return text
    return f"{text}; next is {names[1]} with {number_text(counted.decisive(order[1]))}"


def _most(counted: _Counted) -> float | None:
    content = counted.content
    if not content.scale:
        return None
    top = max(number for _, number in content.scale)
    if not counted.is_weighted:
        return top * len(content.criteria)
    return top * sum(each.weight or 0.0 for each in content.criteria)


def _picture(counted: _Counted) -> Block:
    content = counted.content
    bars = tuple(
        Bar(titled(each.ref, each.title), counted.decisive(at), number_text(counted.decisive(at)))
        for at, each in enumerate(content.options)
    )
    totals = Totals(f"totals of {content.title}", bars, _most(counted))

    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        return total_bars(totals, ruler, width, size)

    return Picture(make)


def _totals(counted: _Counted, theme: Theme) -> Block:
    columns = (
        Column("Option", 2.4),
        Column("Description", 3.2),
        Column("Sum of scores", fixed=82, right=True),
        Column("Weighted sum", fixed=82, right=True),
        Column("Share of the most", fixed=82, right=True),
        Column("Place", fixed=50, right=True),
    )
    rows: list[list[Cell]] = []
    for at, option in enumerate(counted.content.options):
        percent, rank = _standing(counted, at)
        rows.append(
            [
                Words(titled(option.ref, option.title), strong=True),
                Words(option.description),
                Words(number_text(counted.plain(at)), strong=True, right=True),
                Words(_number(counted.heavy(at)), strong=True, right=True),
                Words(f"{percent:.0f}%" if percent is not None else "", right=True),
                Words(number_text(rank), right=True),
            ]
        )
    return lean_table(theme, columns, rows)


def _standing(counted: _Counted, at: int) -> tuple[float | None, float]:
    """Return share and place: as the source prints them, else by the totals that are printed."""
    stated, own = counted.content.options[at].stated, counted.decisive(at)
    most = _most(counted)
    percent = own / most * 100 if most else None
    rank = 1 + sum(counted.decisive(k) > own for k in range(len(counted.results)))
    return (
        percent if stated.percent is None else stated.percent,
        rank if stated.rank is None else stated.rank,
    )


def _number(number: float | None) -> str:
    return "" if number is None else number_text(number)


def _notes(counted: _Counted) -> list[str]:
    """Say where the source and its own scores differ, and which scores are missing."""
    notes: list[str] = []
    for result in counted.results:
        notes += result.findings
        if result.missing:
            notes.append(
                f"\u201c{result.title}\u201d: no score for {listed(list(result.missing))}."
            )
    return notes


def _matrix(counted: _Counted, theme: Theme) -> Block:
    content = counted.content
    columns = [
        Column("No.", fixed=40),
        Column("Criterion", 3.4),
        Column("Weight", fixed=52, right=True),
        *(Column(_head(option), 1.2, right=True) for option in content.options),
    ]
    rows: list[list[Cell]] = []
    for at, criterion in enumerate(content.criteria):
        rows.append(
            [
                Words(criterion.ref, strong=True),
                Words(criterion.text),
                Words(_number(criterion.weight), right=True),
                *(_score(option, at) for option in content.options),
            ]
        )
    for name, total in _total_rows(counted):
        rows.append(
            [
                Words("Sum", strong=True),
                Words(name, strong=True),
                Words(""),
                *(Words(text, strong=True, right=True) for text in total),
            ]
        )
    return lean_table(theme, columns, rows, kept=2)


def _total_rows(counted: _Counted) -> list[tuple[str, list[str]]]:
    every = range(len(counted.content.options))
    rows = [("Sum of scores", [number_text(counted.plain(at)) for at in every])]
    if counted.is_weighted:
        rows.append(("Weighted sum", [_number(counted.heavy(at)) for at in every]))
    return rows


def _head(option: Option) -> str:
    return f"{option.ref}. {option.title}" if option.ref else option.title


def _score(option: Option, at: int, *, right: bool = True) -> Cell:
    score = option.scores[at] if at < len(option.scores) else None
    if score is None or score.number is None:
        return Words(_NO_SCORE, muted=True, right=right)
    return Words(number_text(score.number), right=right)


def _option(content: OptionsAppraisal, option: Option, theme: Theme) -> list[Block]:
    blocks: list[Block] = [Heading(3, f"Option {titled(option.ref, option.title)}")]
    if option.description.strip():
        blocks.append(Para(option.description, keep_next=True))
    columns = (
        Column("No.", fixed=36),
        Column("Criterion", 2.6),
        Column("Score", fixed=46),
        Column("Label", 0.9),
        Column("Rationale", 4),
    )
    rows: list[list[Cell]] = [
        [
            Words(criterion.ref, strong=True),
            Words(criterion.text),
            _score(option, at, right=False),
            Words(score.label),
            Words(score.rationale),
        ]
        for at, (criterion, score) in enumerate(zip(content.criteria, option.scores, strict=False))
    ]
    if not rows:
        return [*blocks, Para("It has no scores.", look="small")]
    return [*blocks, table(theme.cards, columns, rows)]
