"""Puts the headings of a section into the language of the papers."""

from __future__ import annotations

from dataclasses import replace

from plandesk.models.labels import Labels
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Turn
from plandesk.reports.flowables.cards import Cards
from plandesk.reports.flowables.grid import Grid


def in_language(story: Story, labels: Labels) -> Story:
    """Return the story with our own headings translated; what the plan says stays as it is."""
    return [_translated(block, labels) for block in story]


def _translated(block: Block | Turn, labels: Labels) -> Block | Turn:
    if isinstance(block, Heading):
        block.text = labels.heading(block.text)
    elif isinstance(block, Grid | Cards):
        block.columns = [
            replace(column, title=labels.heading(column.title)) for column in block.columns
        ]
    return block
