"""Themes keep their contrast, ratings never go by colour alone, and settings come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plandesk import resources
from plandesk.models.types import Shape
from plandesk.services.presets import load_preset, preset_names
from plandesk.ui import icons
from plandesk.ui.colours import Theme, load
from plandesk.ui.icons import Icon
from plandesk.ui.settings import ZOOM_STEPS, AppSettings, Role, ThemeChoice
from plandesk.ui.theme import Look
from plandesk.ui.widgets.rating_paint import ChipForm, Slice, draw_chip, draw_counts, shape_path

THEMES = [load(name) for name in ("light", "dark", "high_contrast")]
READABLE = 4.5
VISIBLE = 3.0


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(each) for each in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def of(theme: Theme, name: str) -> QColor:
    return QColor(getattr(theme.colours, name))


TEXT_ON = [
    ("text", "base"), ("text", "window"), ("text", "side"), ("text", "raised"), ("text", "hover"),
    ("text", "alternate"), ("secondary", "base"), ("secondary", "window"),
    ("secondary", "selection"), ("secondary", "hover"), ("secondary", "alternate"),
    ("placeholder", "base"), ("link", "base"), ("accent_text", "accent"),
    ("accent_text", "accent_hover"), ("selection_text", "selection"), ("text", "selection_idle"),
    ("error", "base"), ("error", "selection"), ("error", "error_ground"),
    ("warning", "warning_ground"), ("success", "success_ground"), ("info", "info_ground"),
    ("success", "base"), ("info", "base"), ("success", "selection"), ("info", "selection"),
    ("tooltip_text", "tooltip"),
]  # fmt: skip
LINES_ON = [("edge", "base"), ("edge", "window"), ("focus", "base"), ("focus", "selection"),
            ("changed", "base"), ("accent", "base")]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_all_text_can_be_read(theme: Theme) -> None:
    faint = [
        f"{ink} on {ground}: {contrast(of(theme, ink), of(theme, ground)):.2f}"
        for ink, ground in TEXT_ON
        if contrast(of(theme, ink), of(theme, ground)) < READABLE
    ]
    assert not faint


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_edges_and_the_keyboards_place_can_be_seen(theme: Theme) -> None:
    faint = [
        f"{ink} on {ground}: {contrast(of(theme, ink), of(theme, ground)):.2f}"
        for ink, ground in LINES_ON
        if contrast(of(theme, ink), of(theme, ground)) < VISIBLE
    ]
    assert not faint


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("preset", preset_names())
def test_every_rating_of_every_preset_can_be_read(theme: Theme, preset: str) -> None:
    values = load_preset(preset).scale.values
    assert values
    for value in values:
        for colours in (theme.rating(value), theme.quiet_rating(value)):
            assert contrast(colours.ink, colours.fill) >= READABLE, value.word
            assert contrast(colours.edge, of(theme, "base")) >= VISIBLE, value.word


def painted(width: int = 120) -> tuple[QImage, QPainter]:
    image = QImage(width, 30, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(14)
    painter.setFont(font)
    return image, painter


def test_ratings_differ_without_their_colours(qapp: QApplication) -> None:
    """In high contrast all chips have one colour: shape and letter must tell them apart."""
    seen: set[bytes] = set()
    values = load_preset("improvement-plan").scale.values
    for value in values:
        image, painter = painted()
        draw_chip(painter, QRectF(2, 2, 60, 26), value, load("high_contrast"), ChipForm.LETTER)
        painter.end()
        seen.add(bytes(image.constBits()))
    assert len(seen) == len(values) == 5


def test_every_shape_has_an_outline_inside_its_square() -> None:
    area = QRectF(0, 0, 20, 20)
    for shape in Shape:
        box = shape_path(shape, area).boundingRect()
        assert box.width() > 12, shape
        assert area.adjusted(-3, -3, 3, 3).contains(box), shape


def test_no_count_vanishes_from_a_narrow_bar(qapp: QApplication) -> None:
    values = load_preset("improvement-plan").scale.values
    theme = load("light")
    slices = [Slice(values[0], 500), Slice(values[1], 1)]
    image, painter = painted(60)
    draw_counts(painter, QRectF(0, 0, 60, 30), slices, theme)
    painter.end()
    wanted = theme.rating(values[1]).fill.rgb()
    assert any(image.pixel(x, 15) == wanted for x in range(60))


def test_every_icon_is_there_and_draws(qapp: QApplication) -> None:
    for icon in Icon:
        picture = icons.get(icon).pixmap(24, 24).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), icon


def test_no_icon_file_is_unused() -> None:
    files = {path.stem for path in resources.path("icons/lucide").glob("*.svg")}
    assert files == {str(icon) for icon in Icon}


def test_icons_take_the_colour_of_the_theme(look: Look) -> None:
    icon = icons.get(Icon.ADD)
    seen: list[str] = []
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        look.set_choice(choice)
        image = icon.pixmap(24, 24).toImage()
        seen.append(image.pixelColor(12, 12).name())
    assert seen == ["#0b0c0c", "#e8eaed"]


def test_zoom_makes_text_larger(look: Look, qtbot: QtBot) -> None:
    before = look.px(1)
    with qtbot.waitSignal(look.changed):
        look.set_zoom(200)
    assert 1.9 < look.px(1) / before < 2.1


def test_settings_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "person" / "plandesk.ini"
    one = AppSettings(path)
    one.theme, one.zoom, one.role = ThemeChoice.DARK, 150, Role.SECRETARY
    one.set_state("split", QByteArray(b"\x00\x01state"))
    one.set_flag("inspector", on=False)
    one.sync()
    other = AppSettings(path)
    assert (other.theme, other.zoom, other.role) == (ThemeChoice.DARK, 150, Role.SECRETARY)
    assert other.state("split") == QByteArray(b"\x00\x01state")
    assert other.flag("inspector", default=True) is False


def test_nonsense_in_the_settings_counts_as_never_set(tmp_path: Path) -> None:
    path = tmp_path / "plandesk.ini"
    path.write_text("[look]\ntheme=mauve\nzoom=lots\n[person]\nrole=king\n", "utf-8")
    settings = AppSettings(path)
    assert (settings.theme, settings.zoom, settings.role) == (
        ThemeChoice.SYSTEM,
        100,
        Role.OFFICER,
    )
    assert settings.zoom in ZOOM_STEPS


def test_recent_files_forget_those_that_are_gone(tmp_path: Path) -> None:
    settings = AppSettings(tmp_path / "plandesk.ini")
    files = [tmp_path / f"{number}.plandesk" for number in range(10)]
    for file in files:
        file.touch()
        settings.remember_file(file)
    assert settings.recent_files == files[:1:-1]
    files[9].unlink()
    assert settings.recent_files[0] == files[8]
    assert settings.last_file is None
