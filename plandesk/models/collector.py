"""Making very many small things that all stay: rows of a sheet, of a plan, of the tree."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")

_WORTH_A_PASS = 2_000  # things made since the last pass and still there
_TOO_MANY = 30_000  # a pass over more would take longer than ten milliseconds


@dataclass_transform(frozen_default=True, kw_only_default=False)
def row_of_many(cls: type[_T]) -> type[_T]:
    """Make a class of rows that nobody may change, made by the hundred thousand.

    Type checkers hold them frozen. At run time they are not, as a frozen dataclass takes four
    times as long to make: it sets each value by a call.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


def hold_back() -> None:
    """Hold back the garbage collector in a program with a window, from its start to its end.

    Left to itself it runs in whatever thread makes things, and would end parts of the window
    there, which may crash. The window's own thread runs it instead, with ``collect_young`` and
    ``collect_all``; while it starts nobody does, as all that is made then is kept.
    """
    gc.disable()


_many = 0
_counting = Lock()


@contextmanager
def many_small_things() -> Generator[None]:
    """Hold back the garbage collector while a large sheet becomes rows, or rows a plan.

    They all stay alive, so that each of its passes over them is in vain: a third of the time.
    """
    global _many
    was_on = gc.isenabled()
    gc.disable()
    with _counting:
        _many += 1
    try:
        yield
    finally:
        with _counting:
            _many -= 1
        if was_on:
            gc.enable()


def collect_young() -> None:
    """Look through what was made since the last time, where that is enough to be worth a pass.

    Not while many things that stay are being made; and where there are too many to look through
    without stopping the window, they are set aside until ``collect_all``.
    """
    made = gc.get_count()[0]
    if _many or made < _WORTH_A_PASS:
        return
    if made > _TOO_MANY:
        gc.freeze()
    else:
        gc.collect(1)


def collect_all() -> bool:
    """Look through everything, then leave what is in use out of later passes.

    Takes about a tenth of a second on a large plan. Tells whether it was done: not while many
    things that stay are being made.
    """
    if _many:
        return False
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return True


def set_aside() -> None:
    """Leave what is there now out of the collector's long passes, which would stop the window.

    For a preview of many rows, which stays until it is decided; see ``take_back``.
    """
    if gc.isenabled():  # else this may be a thread beside the window, see hold_back
        gc.collect(1)  # what was made last and is done with; cheap beside a whole pass
    gc.freeze()


def take_back() -> None:
    """Let the collector look at everything again."""
    gc.unfreeze()
