"""Walking the page that brings a tracker in, for its tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from plandesk.services.queries.plan_tree import PlanRow
from plandesk.ui.main_window import MainWindow
from plandesk.ui.panels.trackers.page import TrackerPage
from plandesk.ui.panels.trackers.work import Stage


def page_of(window: MainWindow) -> TrackerPage:
    found = window.pages.currentWidget()
    assert isinstance(found, TrackerPage)
    return found


def open_book(qtbot: QtBot, window: MainWindow, book: Path) -> TrackerPage:
    window.host.bring_in_tracker(book)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.work.guess is not None and not page.work.busy, timeout=20_000)
    return page


def go_on(qtbot: QtBot, page: TrackerPage) -> Stage:
    page.next.click()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20_000)
    return page.stage


def to_the_end(qtbot: QtBot, page: TrackerPage) -> list[Stage]:
    seen = [page.stage]
    while page.stage is not Stage.PREVIEW:
        assert go_on(qtbot, page) is not seen[-1], page.note.text()
        seen.append(page.stage)
    return seen


def keep_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    answer = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)


def rows_of(window: MainWindow) -> dict[str, PlanRow]:
    return {row.ref or row.title: row for row in window.state.rows()}
