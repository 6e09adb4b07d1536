"""Figures of a summary sheet, and whether they agree with what the tracker lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandesk.excel.trackers.grid import GridSheet, plain
from plandesk.excel.trackers.mapping import SheetMapping
from plandesk.excel.trackers.report import SummaryFigures
from plandesk.excel.trackers.text import read_count
from plandesk.excel.trackers.words import Field, heading_words
from plandesk.models.content import PlanContent
from plandesk.models.counted import counted
from plandesk.models.types import Level, Scale


def read_summary(sheet: GridSheet, how: SheetMapping, row: int, scale: Scale) -> SummaryFigures:
    """Read one row of a summary; shares of a printed total become counts by rating code."""
    texts = {
        each.heading: plain(sheet.cell(row, each.column).text)
        for each in how.columns
        if sheet.cell(row, each.column).text
    }
    label = next(iter(texts.values()), "")
    total = next(
        (
            read_count(sheet.cell(row, each.column).text)
            for each in how.columns
            if each.field is Field.DECLARED
        ),
        None,
    )
    counts: dict[str, int] = {}
    for heading, text in texts.items():
        words = set(heading_words(heading).split())
        value = next((v for v in scale.values if v.word.casefold() in words), None)
        figure = _figure(text)
        if value is None or figure is None:
            continue
        if "%" in heading or "percent" in heading.casefold():
            if total is not None:
                counts[value.code] = round(figure * total / 100)
        else:
            counts[value.code] = round(figure)
    return SummaryFigures(sheet.name, row, label, texts, counts)


def _figure(text: str) -> float | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%?", text)
    return float(found[1]) if found else None


def check_summaries(summaries: Iterable[SummaryFigures], content: PlanContent) -> list[str]:
    """Return a sentence for each figure that the tracker says and its lists do not bear out."""
    notes: list[str] = []
    listed = sum(item.level is Level.ACTION for item in content.items)
    for each in summaries:
        said = next(
            (
                read_count(text)
                for heading, text in each.figures.items()
                if re.search(r"\bactions\b", heading.casefold()) and "%" not in heading
            ),
            None,
        )
        if said is not None and said != listed:
            notes.append(
                f"“{each.sheet}” row {each.row} says {counted(said, 'action')} for {each.label}; "
                f"{listed} {'is' if listed == 1 else 'are'} listed."
            )
    declared = sum(item.declared or 0 for item in content.items if item.level is Level.PROJECT)
    if declared and declared != listed:
        notes.append(
            f"The projects say {counted(declared, 'action')} in all; "
            f"{listed} {'is' if listed == 1 else 'are'} listed."
        )
    return notes
