"""Plans of any size: the sample's tree, repeated under new refs, with texts of 400 letters.

``python large_plan.py FILE ACTIONS`` writes one.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from sizes import LETTERS

from plandesk.models.content import ItemContent, PlanContent
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.samples.source import sample_content


def content_of(actions: int) -> PlanContent:
    """Return a plan of at least so many actions."""
    content = sample_content()
    listed = sum(item.level is Level.ACTION for item in content.items)
    items = [
        _again(item, number) for number in range(-(-actions // listed)) for item in content.items
    ]
    return replace(content, items=tuple(items), links=(), entries=(), entry_links=())


def _again(item: ItemContent, number: int) -> ItemContent:
    updates = tuple(
        replace(update, progress=(update.progress + " and so on" * LETTERS)[:LETTERS])
        for update in item.updates
    )
    return replace(
        item,
        key=f"{number}:{item.key}",
        parent=f"{number}:{item.parent}" if item.parent else "",
        ref=f"{item.ref}-{number}" if number and item.ref else item.ref,
        updates=updates,
    )


def plan_of(path: Path, actions: int) -> Path:
    """Write a plan of at least so many actions."""
    with Document.create(path) as document:
        document.run(AddContent(content_of(actions)))
    return path


if __name__ == "__main__":
    plan_of(Path(sys.argv[1]), int(sys.argv[2]))
