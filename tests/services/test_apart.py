"""Long work in a process of its own: its value, its refusals, its steps, and how it stops."""

from __future__ import annotations

import threading

import pytest

from plandesk.errors import Cancelled, UserError
from plandesk.services.apart import FaultApart, run_apart
from plandesk.services.packs.apart import build_apart
from plandesk.services.packs.building import BuildWish, build_pack
from plandesk.services.packs.keeping import keep_build
from plandesk.services.queries.packs.agendas import packs

WORK = "plandesk.services.packs.apart:build_from_file"


@pytest.fixture
def name(sample):
    with sample.read() as session:
        return packs(session)[0].title


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
