"""A plan made from a preset: level names, scale, outcomes, columns and review tests of its kind."""

from __future__ import annotations

from plandesk.models.content import PeriodContent, PlanContent
from plandesk.services.ops.content import AddContent
from plandesk.services.presets import load_preset


def preset_plan(
    title: str, preset_name: str, periods: tuple[PeriodContent, ...] = ()
) -> AddContent:
    """Return the op that adds an empty plan; periods that the file has already are shared."""
    preset = load_preset(preset_name)
    content = PlanContent(
        title=title,
        preset=preset.name,
        level_names=preset.level_names,
        scale=preset.scale,
        outcomes=preset.outcomes,
        settings=preset.settings(),
        periods=periods,
    )
    return AddContent(content, title=f"Add plan “{title}”")
