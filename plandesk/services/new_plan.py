"""Making a new plan file: from a preset, or from a plan exported as JSON."""

from __future__ import annotations

from pathlib import Path

from plandesk.models.content import PlanContent
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.together import Together
from plandesk.services.plan_json import from_json
from plandesk.services.presets import load_preset


def empty_plan(preset_name: str, title: str | None = None) -> PlanContent:
    """Return an empty plan of this preset; raises UsageError for an unknown preset."""
    preset = load_preset(preset_name)
    return PlanContent(
        title=title or preset.title,
        preset=preset.name,
        level_names=preset.level_names,
        scale=preset.scale,
        outcomes=preset.outcomes,
        settings={"review_tests": list(preset.review_tests)},
    )


def new_from_preset(path: Path, preset: str, title: str | None = None) -> None:
    """Make a plan file that holds one empty plan."""
    content = empty_plan(preset, title)
    with Document.create(path) as document:
        document.run(AddContent(content))


def new_from_json(path: Path, source: Path) -> None:
    """Make a plan file from a JSON export, with the same stable identifiers."""
    contents = from_json(source)
    steps = tuple(AddContent(content, uid=uid) for uid, content in contents)
    with Document.create(path) as document:
        document.run(Together(f"Read {source.name}", steps), source=source.name)
