"""Holding back the garbage collector while very many small things are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


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
