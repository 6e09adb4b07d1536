"""The presets: complete, readable in every theme, and refused by name when unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plandesk import resources
from plandesk.errors import UsageError
from plandesk.models.plan_fields import FieldKind
from plandesk.models.types import Level, Shape
from plandesk.services.presets import Preset, load_preset, preset_names

EVERY_PRESET = pytest.mark.parametrize("name", preset_names())
READABLE = 4.5
OUTLINE = 3.0
DARK_WINDOW = "#1E1F22"


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of ``#RRGGBB``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#0B3A8C", "#FFFFFF") == pytest.approx(10.51, abs=0.01)


def test_every_file_in_the_folder_is_offered():
    files = {path.stem for path in Path(resources.path("presets")).glob("*.toml")}
    assert files == set(preset_names())
    assert len(preset_names()) == 5


@EVERY_PRESET
def test_a_preset_names_four_levels_and_says_what_it_is_for(name: str):
    preset = load_preset(name)
    assert preset.title
    assert preset.about.endswith(".")
    assert len(set(preset.level_names)) == 4
    assert all(preset.level_names)


@EVERY_PRESET
def test_text_on_every_rating_can_be_read(name: str):
    for value in load_preset(name).scale.values:
        assert contrast(value.fill, value.ink) >= READABLE, value.word
        assert contrast(value.tint, value.tint_ink) >= READABLE, value.word
        assert contrast(value.dark_fill, value.dark_ink) >= READABLE, value.word


@EVERY_PRESET
def test_every_chip_stands_out_from_the_page_and_the_dark_window(name: str):
    for value in load_preset(name).scale.values:
        assert contrast(value.edge, "#FFFFFF") >= OUTLINE, value.word
        assert contrast(value.dark_fill, DARK_WINDOW) >= OUTLINE, value.word


@EVERY_PRESET
def test_a_rating_is_never_told_by_colour_alone(name: str):
    values = load_preset(name).scale.values
    assert len(values) >= 3
    for sign in ("code", "word", "letter", "shape", "rank", "fill", "dark_fill", "definition"):
        shown = [getattr(value, sign) for value in values]
        assert len(set(shown)) == len(values), sign
    assert all(isinstance(value.shape, Shape) for value in values)
    assert all(value.definition.endswith(".") for value in values)


@EVERY_PRESET
def test_each_scale_reads_its_own_words_letters_and_codes(name: str):
    scale = load_preset(name).scale
    for value in scale.values:
        assert scale.read(value.word) is value
        assert scale.read(value.letter.lower()) is value
        assert scale.by_code(value.code) is value


@EVERY_PRESET
def test_each_scale_has_work_under_way_work_delivered_and_a_value_that_needs_a_reason(name: str):
    values = load_preset(name).scale.values
    assert any(value.in_flight for value in values)
    assert any(value.done for value in values)
    assert any(value.needs_reason for value in values)
    assert max(values, key=lambda value: value.rank).done


@EVERY_PRESET
def test_further_columns_are_named_once_and_belong_to_a_level(name: str):
    fields = load_preset(name).fields
    assert fields
    assert len({field.key for field in fields}) == len(fields)
    assert all(field.key.isidentifier() and field.label for field in fields)
    assert all(isinstance(field.level, Level) for field in fields)
    assert all(isinstance(field.kind, FieldKind) for field in fields)


@EVERY_PRESET
def test_a_review_has_eight_tests_and_outcomes_that_keep_or_close_an_action(name: str):
    preset = load_preset(name)
    assert len(set(preset.review_tests)) == 8
    assert all(question.endswith("?") for question in preset.review_tests)
    assert len({outcome.code for outcome in preset.outcomes}) == len(preset.outcomes)
    assert {outcome.code for outcome in preset.outcomes if not outcome.closes} == {
        "remain-open",
        "revise",
    }
    assert {outcome.code for outcome in preset.outcomes if outcome.needs_target} == {
        "reprofiled",
        "duplicate",
        "withdrawn",
    }


@EVERY_PRESET
def test_the_rhythm_makes_a_period_name(name: str):
    rhythm = load_preset(name).rhythm
    words = {"month": "April", "year": 2024, "quarter": 1, "financial_year": "2024/25"}
    assert rhythm.label.format(**words) != rhythm.label
    assert 1 <= rhythm.months <= 12
    assert rhythm.return_days > 0


@EVERY_PRESET
def test_a_plan_keeps_its_own_copy_of_columns_tests_and_rhythm(name: str):
    preset = load_preset(name)
    kept = json.loads(json.dumps(preset.settings()))
    assert [row["key"] for row in kept["fields"]] == [field.key for field in preset.fields]
    assert kept["review_tests"] == list(preset.review_tests)
    assert kept["rhythm"]["months"] == preset.rhythm.months
    kept["review_tests"].clear()
    assert len(load_preset(name).review_tests) == 8


def brag(preset: Preset) -> dict[str, tuple[str, int, bool]]:
    return {v.word: (v.letter, v.rank, v.in_flight) for v in preset.scale.values}


def test_the_improvement_plan_is_rated_blue_red_amber_green_grey():
    assert brag(load_preset("improvement-plan")) == {
        "Blue": ("B", 4, True),
        "Red": ("R", 1, False),
        "Amber": ("A", 2, True),
        "Green": ("G", 3, True),
        "Grey": ("Gy", 0, False),
    }
    assert [v.word for v in load_preset("improvement-plan").scale.values] == [
        "Blue",
        "Red",
        "Amber",
        "Green",
        "Grey",
    ]


def test_the_performance_plan_is_rated_from_a_to_e():
    values = load_preset("performance-plan").scale.values
    assert "".join(value.letter for value in values) == "ABCDE"
    assert [value.rank for value in values] == [4, 3, 2, 1, 0]


def test_an_unknown_preset_is_refused_with_the_names_that_exist():
    with pytest.raises(UsageError, match='There is no preset "budget"') as refused:
        load_preset("budget")
    assert all(name in refused.value.hint for name in preset_names())
