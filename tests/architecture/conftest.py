"""The sources of the checkout, read once for every rule."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
MADE_BY_TOOLS = {"build", "dist", "__pycache__", "node_modules"}
PICTURES = {".ttf", ".otf", ".png", ".ico", ".icns", ".xlsx", ".xls", ".pdf", ".plandesk", ".gz"}


@dataclass(frozen=True)
class Source:
    """One Python file: where it is, its lines and its syntax tree."""

    name: str
    lines: tuple[str, ...]
    tree: ast.Module

    @classmethod
    def of(cls, path: Path, root: Path) -> Source:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        return cls(name, tuple(text.splitlines()), ast.parse(text, filename=name))


def files_below(folder: Path) -> list[Path]:
    """Every file people wrote below a folder; what tools made is left out."""
    found = []
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name in MADE_BY_TOOLS or path.name.endswith(".egg-info"):
            continue
        found += files_below(path) if path.is_dir() else [path]
    return found


def sources_below(*folders: str) -> list[Source]:
    """Every Python file below some folders of the checkout; there must be some in each."""
    found = []
    for folder in folders:
        here = [p for p in files_below(CHECKOUT / folder) if p.suffix == ".py"]
        assert here, f"no Python files in {folder}: is this test looking in the right place?"
        found += [Source.of(path, CHECKOUT) for path in here]
    return found


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    assert (CHECKOUT / "pyproject.toml").is_file()
    return CHECKOUT


@pytest.fixture(scope="session")
def program_sources() -> list[Source]:
    """The program and the scripts that set it up."""
    return sources_below("plandesk", "packaging")


@pytest.fixture(scope="session")
def test_sources() -> list[Source]:
    """The tests themselves."""
    return sources_below("tests")


@pytest.fixture(scope="session")
def text_files() -> dict[str, str]:
    """Every text file of the checkout, by name."""
    written = [p for p in files_below(CHECKOUT) if p.suffix.lower() not in PICTURES]
    assert len(written) > 50
    return {
        path.relative_to(CHECKOUT).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in written
    }
