import gc
import weakref
from collections.abc import Iterator

import pytest

from plandesk.models.collector import (
    collect_all,
    collect_young,
    hold_back,
    many_small_things,
    set_aside,
    take_back,
)


class Ring:
    """Something that only the collector finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def held_back() -> Iterator[None]:
    """As in a program with a window; set right again afterwards."""
    hold_back()
    yield
    gc.unfreeze()
    gc.enable()


def rings(count: int) -> list[weakref.ref[Ring]]:
    """Make rings and let go of them."""
    return [weakref.ref(Ring()) for _ in range(count)]


def test_what_is_set_aside_is_looked_at_again_when_taken_back():
    set_aside()
    assert gc.get_freeze_count() > 0
    take_back()
    assert gc.get_freeze_count() == 0


def test_the_collector_goes_on_after_many_small_things():
    with many_small_things():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("held_back")
def test_a_look_through_what_is_young_gives_back_what_was_let_go_of():
    collect_all()
    made = rings(5_000)
    assert all(ring() for ring in made), "nobody looks by itself"
    collect_young()
    assert not any(ring() for ring in made)


@pytest.mark.usefixtures("held_back")
def test_too_many_to_look_through_wait_for_the_look_at_everything():
    collect_all()
    made = rings(120_000)
    collect_young()
    assert all(ring() for ring in made)
    assert collect_all()
    assert not any(ring() for ring in made)


@pytest.mark.usefixtures("held_back")
def test_nobody_looks_while_many_things_that_stay_are_made():
    made = rings(5_000)
    with many_small_things():
        collect_young()
        assert not collect_all()
        assert all(ring() for ring in made)
    assert not gc.isenabled(), "it stays held back"
    assert collect_all()
    assert not any(ring() for ring in made)
