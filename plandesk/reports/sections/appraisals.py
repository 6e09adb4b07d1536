"""Options appraisals: totals, scores by criterion, and each option with its reasons."""

from __future__ import annotations

from decimal import Decimal

from plandesk.reports.charts.bars import Bar, Totals, total_bars
from plandesk.reports.charts.drawing import Drawing, Ruler
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Words
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.picture import Picture
from plandesk.reports.register_content import Option, OptionsAppraisal
from plandesk.reports.sections.parts import (
    Blocks,
    lean_table,
    paras,
    small_notes,
    titled,
)
from plandesk.reports.sections.service_plan import decimal_text
from plandesk.reports.theme import Theme

_NO_SCORE = "No score"


def sum_of(option: Option) -> Decimal:
    """Add up the scores that an option has."""
    return sum((each.number for each in option.scores if each.number is not None), Decimal(0))


def weighted_sum_of(content: OptionsAppraisal, option: Option) -> Decimal:
    """Add up the scores times the weights of their criteria; no weight counts as one."""
    pairs = zip(content.criteria, option.scores, strict=False)
    return sum(
        (
            score.number * (Decimal(1) if criterion.weight is None else criterion.weight)
            for criterion, score in pairs
            if score.number is not None
        ),
        Decimal(0),
    )


def printed_sum(content: OptionsAppraisal, option: Option) -> Decimal:
    """Return the total that is printed: the source's, else the one worked out."""
    if content.weighted:
        stated = option.stated_weighted
        return stated if stated is not None else weighted_sum_of(content, option)
    return option.stated if option.stated is not None else sum_of(option)


def options_appraisal(content: OptionsAppraisal, theme: Theme) -> Story:
    """Return the totals as chart and table, the scores by criterion, then every option."""
    story: Blocks = [*paras(content.introduction)]
    if not content.options:
        return [*story, Para("No options have been added yet.")]
    story += [Heading(2, point_of(content)), _picture(content), _totals(content, theme)]
    story += small_notes([*sum_notes(content), *score_notes(content), *content.notes])
    if content.scale:
        said = ", ".join(f"{label} {decimal_text(number)}" for label, number in content.scale)
        story.append(Para(f"Scores: {said}.", look="small"))
    story += [Heading(2, "Scores by criterion"), _matrix(content, theme)]
    for option in content.options:
        story += _option(content, option, theme)
    return story


def point_of(content: OptionsAppraisal) -> str:
    """Say which option scores highest, and how far ahead it is."""
    ranked = sorted(content.options, key=lambda each: -printed_sum(content, each))
    best = printed_sum(content, ranked[0])
    ahead = [each for each in ranked if printed_sum(content, each) == best]
    if len(ahead) > 1:
        names = " and ".join(titled(each.ref, each.title) for each in ahead)
        return f"{names} score highest with {decimal_text(best)} each"
    text = f"{titled(ranked[0].ref, ranked[0].title)} scores highest with {decimal_text(best)}"
    if len(ranked) == 1:
        return text
    return f"{text}; next is {titled(ranked[1].ref, ranked[1].title)} with " + decimal_text(
        printed_sum(content, ranked[1])
    )


def _most(content: OptionsAppraisal) -> float | None:
    if not content.scale:
        return None
    top = max(number for _, number in content.scale)
    weights = [Decimal(1) if c.weight is None else c.weight for c in content.criteria]
    factor = sum(weights, Decimal(0)) if content.weighted else Decimal(len(content.criteria))
    return float(top * factor)


def _picture(content: OptionsAppraisal) -> Block:
    bars = tuple(
        Bar(titled(each.ref, each.title), float(total), decimal_text(total))
        for each in content.options
        for total in (printed_sum(content, each),)
    )
    totals = Totals(f"totals of {content.title}", bars, _most(content))

    def make(ruler: Ruler, width: float, size: float) -> Drawing:
        return total_bars(totals, ruler, width, size)

    return Picture(make)


def _totals(content: OptionsAppraisal, theme: Theme) -> Block:
    columns = (
        Column("Option", 2.4),
        Column("Description", 3.2),
        Column("Sum of scores", fixed=82, right=True),
        Column("Weighted sum", fixed=82, right=True),
    )
    rows: list[list[Cell]] = []
    for option in content.options:
        plain = option.stated if option.stated is not None else sum_of(option)
        heavy = decimal_text(printed_sum(content, option)) if content.weighted else ""
        if not content.weighted and option.stated_weighted is not None:
            heavy = decimal_text(option.stated_weighted)
        rows.append(
            [
                Words(titled(option.ref, option.title), strong=True),
                Words(option.description),
                Words(decimal_text(plain), strong=True, right=True),
                Words(heavy, strong=True, right=True),
            ]
        )
    return lean_table(theme, columns, rows)


def sum_notes(content: OptionsAppraisal) -> list[str]:
    """Say where a printed total is not what the scores add up to; the printed one stays."""
    notes: list[str] = []
    for option in content.options:
        name = titled(option.ref, option.title)
        added = sum_of(option)
        if option.stated is not None and option.stated != added:
            notes.append(
                f"{name}: the source prints {decimal_text(option.stated)}; the scores add up to "
                f"{decimal_text(added)}."
            )
        if option.stated_weighted is None or not content.weighted:
            continue
        heavy = weighted_sum_of(content, option)
        if option.stated_weighted != heavy:
            notes.append(
                f"{name}: the source prints a weighted sum of "
                f"{decimal_text(option.stated_weighted)}; scores and weights give "
                f"{decimal_text(heavy)}."
            )
    return notes


def score_notes(content: OptionsAppraisal) -> list[str]:
    """Say where a score is missing, or is not the number of its label."""
    numbers = {_plain(label): (label, number) for label, number in content.scale}
    notes: list[str] = []
    for option in content.options:
        for criterion, score in zip(content.criteria, option.scores, strict=False):
            place = f"{titled(option.ref, option.title)}, criterion {criterion.ref}"
            stands_for = numbers.get(_plain(score.label))
            meant = (
                f" (its label {stands_for[0]} stands for {decimal_text(stands_for[1])})"
                if (stands_for)
                else ""
            )
            if score.note:
                notes.append(f"{place}: {score.note}")
            elif score.number is None:
                notes.append(f"{place}: the source prints no score{meant}.")
            elif stands_for and stands_for[1] != score.number:
                notes.append(
                    f"{place}: the score is {decimal_text(score.number)}, but its label "
                    f"{stands_for[0]} stands for {decimal_text(stands_for[1])}."
                )
    return notes


def _plain(label: str) -> str:
    return " ".join(label.replace("\u2013", "-").casefold().split())


def _matrix(content: OptionsAppraisal, theme: Theme) -> Block:
    columns = [
        Column("No.", fixed=36),
        Column("Criterion", 3.4),
        Column("Weight", fixed=52, right=True),
        *(Column(_head(option), 1.2, right=True) for option in content.options),
    ]
    rows: list[list[Cell]] = []
    for at, criterion in enumerate(content.criteria):
        weight = decimal_text(criterion.weight) if criterion.weight is not None else ""
        rows.append(
            [
                Words(criterion.ref, strong=True),
                Words(criterion.text),
                Words(weight, right=True),
                *(_score(option, at) for option in content.options),
            ]
        )
    for name, total in _total_rows(content):
        rows.append(
            [
                Words("Sum", strong=True),
                Words(name, strong=True),
                Words(""),
                *(Words(text, strong=True, right=True) for text in total),
            ]
        )
    return lean_table(theme, columns, rows, kept=2)


def _total_rows(content: OptionsAppraisal) -> list[tuple[str, list[str]]]:
    sums = [o.stated if o.stated is not None else sum_of(o) for o in content.options]
    rows = [("Sum of scores", [decimal_text(number) for number in sums])]
    if content.weighted:
        heavy = [decimal_text(printed_sum(content, option)) for option in content.options]
        rows.append(("Weighted sum", heavy))
    return rows


def _head(option: Option) -> str:
    return f"{option.ref}. {option.title}" if option.ref else option.title


def _score(option: Option, at: int, *, right: bool = True) -> Cell:
    score = option.scores[at] if at < len(option.scores) else None
    if score is None or score.number is None:
        return Words(_NO_SCORE, muted=True, right=right)
    return Words(decimal_text(score.number), right=right)


def _option(content: OptionsAppraisal, option: Option, theme: Theme) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"Option {titled(option.ref, option.title)}")]
    blocks += paras((option.description,))
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
