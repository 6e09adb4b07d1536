"""Everything that is shipped has its licence in the list, read from where it is installed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from plandesk import resources
from plandesk.services.licences import (
    collected_licences,
    installed_parts,
    licence_of,
    licences_text,
    read_licences,
    shipped_licences,
    write_licences,
)

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def dependencies() -> set[str]:
    stated = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    found = {plain(re.match(r"[\w.-]+", each)[0]) for each in stated}
    assert len(found) > 8
    return found


def test_every_dependency_is_in_the_list():
    assert dependencies() <= {plain(part.name) for part in collected_licences()}


def test_what_the_dependencies_need_is_in_the_list_too():
    listed = {plain(part.name) for part in collected_licences()}
    assert {plain(part.metadata["Name"]) for part in installed_parts("plandesk")} <= listed
    assert {"shiboken6", "lxml", "mako", "charset-normalizer", "typing-extensions"} <= listed


def test_tools_of_the_developers_are_not_in_the_list():
    listed = {plain(part.name) for part in collected_licences()}
    assert not {"pytest", "ruff", "pyright", "hypothesis", "pyinstaller"} & listed


def test_every_part_has_a_licence_with_its_whole_text():
    parts = collected_licences()
    assert [part.name for part in parts if not part.licence or len(part.text) < 300] == []
    assert len({part.name for part in parts}) == len(parts)


def test_plandesk_and_qt_come_first_then_python_fonts_and_icons_are_there():
    parts = collected_licences()
    assert [part.name for part in parts[:3]] == ["PlanDesk", "PySide6_Essentials", "shiboken6"]
    kinds = {part.name: part.kind for part in parts}
    assert kinds["Python"] == "library"
    assert kinds["Open Sans"] == kinds["DejaVu Sans"] == "font"
    assert kinds["Lucide"] == "icons"


def test_every_font_that_is_shipped_is_named():
    fonts = {path.stem.split("-")[0] for path in resources.path("fonts").glob("*.ttf")}
    assert fonts
    assert fonts <= {part.name.replace(" ", "") for part in collected_licences()}


def test_qt_comes_with_the_lgpl_and_how_to_replace_it():
    text = licence_of("PySide6_Essentials").text
    assert "How to replace Qt" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_a_bundle_reads_the_list_that_its_build_wrote(tmp_path, monkeypatch):
    parts = (*collected_licences(), licence_of("pluggy", "starter"))
    write_licences(tmp_path / "licences.json", parts)
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    shipped_licences.cache_clear()
    try:
        assert shipped_licences() == parts == read_licences(tmp_path / "licences.json")
    finally:
        shipped_licences.cache_clear()


def test_the_plain_text_has_every_part_and_each_text_once():
    parts = collected_licences()
    text = licences_text(parts)
    assert all(f"{part.name} {part.version}" in text for part in parts)
    assert text.count("GNU LESSER GENERAL PUBLIC LICENSE") == 1
