"""Making very many small things that all stay: rows of a sheet, of a plan, of the tree."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=False)
def row_of_many(cls: type[_T]) -> type[_T]:
    """Make a class of rows that nobody may change, made by the hundred thousand.

    Type checkers hold them frozen. At run time they are not, as a frozen dataclass takes four
    times as long to make: it sets each value by a call.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


def hold_back_at_start() -> None:
    """Hold back the garbage collector while the window loads what it will keep to the end.

    ``let_go_after_start`` ends that.
    """
    gc.disable()


def let_go_after_start() -> None:
    """Let it run again, past all that the start has made: that stays as long as the window."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def many_small_things() -> Generator[None]:
    """Hold back the garbage collector while a large sheet becomes rows, or rows a plan.

    They all stay alive, so that each of its passes over them is in vain: a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def set_aside() -> None:
    """Leave what is there now out of the collector's long passes, which would stop the window.

    For a preview of many rows, which stays until it is decided; see ``take_back``.
    """
    gc.collect(1)  # what was made last and is done with; cheap beside a whole pass
    gc.freeze()


def take_back() -> None:
    """Let the collector look at everything again."""
    gc.unfreeze()
