"""A real plan file, its document, and the window, for the tests of the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plandesk.services.samples.plan import write_sample
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings, ThemeChoice
from plandesk.ui.theme import Look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen screen remarks on windows with a smallest size and on pop-ups."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support "))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan, written once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "sample.plandesk"
    write_sample(path)
    return path


@pytest.fixture
def plan_file(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample plan to change."""
    return Path(shutil.copy(sample_file, tmp_path / "plan.plandesk"))


@pytest.fixture
def settings(tmp_path: Path) -> AppSettings:
    """Settings of a person who has never started PlanDesk."""
    return AppSettings(tmp_path / "plandesk.ini")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light theme at 100 per cent."""
    found = qapp.findChild(Look)
    made = found if isinstance(found, Look) else Look(qapp, ThemeChoice.LIGHT, 100)
    made.set_choice(ThemeChoice.LIGHT)
    made.set_zoom(100)
    return made


@pytest.fixture
def window(
    qtbot: QtBot, settings: AppSettings, look: Look, plan_file: Path
) -> Iterator[MainWindow]:
    """The real window, open on the sample plan."""
    made = MainWindow(settings, look)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    assert made.files.open_path(plan_file)
    yield made
    made.close()
    made.deleteLater()
    # A window left over would be dressed again with every later change of theme or zoom.
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
