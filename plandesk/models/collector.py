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
