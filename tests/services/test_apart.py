"""Long work in a process of its own: its value, its refusals, its steps, and how it stops."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import threading

import pytest

from plandesk.errors import Cancelled, FileMoved, UserError
from plandesk.services.apart import FaultApart, plan_to_read, run_apart
from plandesk.services.check import check_findings
from plandesk.services.checks.apart import file_problems_apart, findings_apart
from plandesk.services.copies.rescue import check_file
from plandesk.services.ops.plan_settings import SetPlanTitle
from plandesk.services.packs.apart import build_apart
from plandesk.services.packs.building import BuildWish, build_pack
from plandesk.services.packs.keeping import keep_build
from plandesk.services.queries.packs.agendas import packs
from plandesk.services.queries.plan_tree import plans

WORK = "plandesk.services.packs.apart:build_from_file"


@pytest.fixture
def name(sample):
    with sample.read() as session:
        return packs(session)[0].title


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """A place of our own for what is needed only for a while."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


class Listening:
    """Hears steps; stops the work at the one asked for."""

    def __init__(self, stop_at: int = 0) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, text: str) -> None:
        self.heard.append((done, total, text))
        if len(self.heard) == self._stop_at:
            raise Cancelled


def test_a_pack_built_apart_is_the_same_to_the_byte(sample, name, tmp_path):
    moment = sample.now
    sample._clock = lambda: moment
    listening, before = Listening(), threading.active_count()
    apart = build_apart(sample, name, BuildWish(tmp_path / "apart"), listening)
    assert threading.active_count() == before
    here = build_pack(sample, name, BuildWish(tmp_path / "here"))
    assert [result.path.name for result in apart.results] == [
        result.path.name for result in here.results
    ]
    for one, other in zip(apart.results, here.results, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
    assert listening.heard
    assert apart.content.data == here.content.data
    assert keep_build(sample, apart) == 2


def test_a_stopped_build_leaves_nothing_behind(sample, name, tmp_path):
    with pytest.raises(Cancelled):
        build_apart(sample, name, BuildWish(tmp_path / "packs", public=False), Listening(stop_at=1))
    assert not list((tmp_path / "packs").glob("*"))


def test_what_is_refused_there_is_refused_here_in_the_same_words(sample, tmp_path):
    with pytest.raises(UserError) as apart:
        build_apart(sample, "No such pack", BuildWish(tmp_path))
    with pytest.raises(UserError) as here:
        build_pack(sample, "No such pack", BuildWish(tmp_path))
    assert type(apart.value) is type(here.value)
    assert (apart.value.message, apart.value.hint) == (here.value.message, here.value.hint)


def test_a_fault_tells_its_kind_and_place_and_no_text_of_the_plan(tmp_path):
    with pytest.raises(FaultApart) as fault:
        run_apart(WORK, ("Secret title",))
    assert "TypeError at " in str(fault.value)
    assert "Secret title" not in str(fault.value)


def test_nothing_but_work_of_ours_can_be_asked_for():
    with pytest.raises(FaultApart):
        run_apart("os:getcwd", ())


def test_whoever_reads_apart_keeps_nobody_from_writing(sample, scratch):
    with plan_to_read(sample.path) as reading, reading.read() as session:
        (before,) = plans(session)
        assert sample.run(SetPlanTitle(before.id, "Another title")).rows
        assert plans(session) == [before]
    assert not list(scratch.iterdir())


def test_the_checks_find_apart_what_they_find_here(sample):
    with sample.read() as session:
        here = check_findings(session)
    assert here
    assert findings_apart(sample, None, Listening().step) == here


def test_a_row_changed_by_other_means_is_found_apart(sample):
    step = Listening().step
    assert file_problems_apart(sample, step) == []
    with contextlib.closing(sqlite3.connect(sample.path)) as connection, connection:
        connection.execute("UPDATE plan_item SET title = title || '?' WHERE id = 5")
    found = file_problems_apart(sample, step)
    assert found
    assert found == check_file(sample)


def test_a_file_that_went_away_is_not_checked_apart(sample):
    sample.path.rename(sample.path.with_name("elsewhere.plandesk"))
    with pytest.raises(FileMoved):
        file_problems_apart(sample, Listening().step)


def test_a_check_that_is_stopped_before_it_says_anything_leaves_no_copy(sample, scratch):
    listening = Listening(stop_at=1)
    with pytest.raises(Cancelled):
        findings_apart(sample, None, listening.step)
    assert listening.heard == [(0, 0, "")]
    assert not list(scratch.glob("*"))
