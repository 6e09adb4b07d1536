"""Where the sample goes, and what is said about it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from environment import Environment
from sample_tour import describe_plan, has_display, latest_period, sample_place, show_as_files
from trouble import Trouble


def test_the_sample_goes_to_the_documents_where_there_are_any(tmp_path):
    home, checkout = tmp_path / "home", tmp_path / "checkout"
    assert sample_place(home, checkout) == checkout / "build" / "sample.plandesk"
    (home / "Documents").mkdir(parents=True)
    assert sample_place(home, checkout) == home / "Documents" / "PlanDesk" / "sample.plandesk"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize(
    ("name", "seen"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("", False)]
)
def test_a_display_is_noticed(monkeypatch, name, seen):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if name:
        monkeypatch.setenv(name, ":9")
    assert has_display() is seen


def test_returns_are_asked_for_the_last_open_period():
    periods = [
        {"label": "January 2024", "state": "closed"},
        {"label": "April 2024", "state": "open"},
    ]
    assert latest_period({"periods": periods}) == "April 2024"
    with pytest.raises(Trouble, match="no open reporting period"):
        latest_period({"periods": periods[:1]})


def test_the_plan_is_described_in_its_own_level_names():
    plan = {
        "levels": ["Theme", "Outcome", "Action"],
        "counts": {"level1": 5, "level2": 34, "level3": 230, "milestones": 60},
    }
    assert describe_plan({"plans": [plan]}) == "the sample plan: 5 themes, 34 outcomes, 230 actions"


@pytest.mark.long
def test_without_a_display_the_whole_job_is_left_as_files(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    environment = Environment(tmp_path)
    environment.folder = Path(sys.prefix)
    assert show_as_files(environment) == 0
    demo = tmp_path / "build" / "demo"
    assert (demo / "sample.plandesk").stat().st_size > 0
    assert (demo / "window.png").read_bytes().startswith(b"\x89PNG")
    assert list((demo / "returns").glob("*.xlsx"))
    papers = list((demo / "pack").glob("*.pdf"))
    assert papers
    said = capsys.readouterr().out
    assert "5 workstreams, 34 projects, 230 actions" in said
    assert all(paper.name in said for paper in papers)
