"""Rows of a table whose cells are made when their turn comes, and let go of afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

from plandesk.reports.flowables.cells import Cell

Row = TypeVar("Row")
Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Later(Sequence[Cells], Generic[Row]):
    """A row of cells for each row of content; the cells of 10,000 actions would take 35 MiB."""

    rows: Sequence[Row]
    make: Callable[[Row], Cells]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Cells: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cells]: ...
    def __getitem__(self, at: int | slice) -> Cells | Sequence[Cells]:
        """Make the cells of a row."""
        if isinstance(at, slice):
            return Later(self.rows[at], self.make)
        return self.make(self.rows[at])
