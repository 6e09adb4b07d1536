"""What this program was started as; a command learns it without loading what a worker needs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

WORKER_WORD, APART_WORD = "--reading-worker", "--working-apart"

# Found by name: one is above this one, and either is needed only in a process of its own.
_MODULES = {WORKER_WORD: "plandesk.excel.worker", APART_WORD: "plandesk.services.apart"}


def serve_if_asked(words: Sequence[str]) -> None:
    """Become a worker, and never return, where a program was started as one."""
    module = _MODULES.get(words[0]) if words else None
    if module is not None:
        importlib.import_module(module).serve(words[1:])
        sys.exit(0)
