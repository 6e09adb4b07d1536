"""How large the plans of the benchmarks are; a module of its own, so that it loads nothing."""

from __future__ import annotations

LETTERS = 400  # of each text in a large plan
SMALL, LARGE = 17, 715  # projects of fourteen actions each in a summary
