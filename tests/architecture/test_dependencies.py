"""What is installed is what the program may rely on, and it relies on nothing undeclared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata

import pytest
from openpyxl.xml import DEFUSEDXML
from packaging.requirements import Requirement


@pytest.fixture(scope="module")
def requirements(checkout) -> list[Requirement]:
    """The program's own requirements, with the optional ones."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    extras = [text for name in ("encrypted", "word") for text in optional.get(name, [])]
    wanted = [*project["dependencies"], *extras]
    assert len(wanted) > 5
    return [Requirement(text) for text in wanted]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_families(tree: ast.AST) -> set[str]:
    found = set()
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
            found.add(statement.module.partition(".")[0])
    return found


def test_installed_versions_are_within_the_declared_bounds(requirements):
    checked = 0
    for requirement in requirements:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            continue  # an optional one
        assert requirement.specifier.contains(version), f"{requirement} but {version} is installed"
        checked += 1
    assert checked >= 9


def test_reportlab_is_one_that_fetches_no_pictures():
    assert int(metadata.version("reportlab").split(".")[0]) >= 5


def test_workbooks_are_parsed_with_the_safe_xml_reader():
    assert metadata.version("defusedxml")
    assert DEFUSEDXML


def test_every_import_is_declared(program_sources, requirements):
    owners = metadata.packages_distributions()
    declared = {plain(requirement.name) for requirement in requirements}
    used = set()
    for source in program_sources:
        if source.name.startswith("plandesk/"):
            used |= imported_families(source.tree)
    foreign = used - set(sys.stdlib_module_names) - {"plandesk"}
    assert "sqlalchemy" in foreign
    undeclared = {
        name
        for name in foreign
        if not {plain(owner) for owner in owners.get(name, [name])} & declared
    }
    assert not undeclared
