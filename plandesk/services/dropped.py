"""What people mean by the files they drop on the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PLAN, PAPER, ARCHIVE = ".plandesk", ".pdf", ".zip"
BOOKS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".ods", ".xlsb"})


@dataclass(frozen=True, slots=True)
class Dropped:
    """Files sorted by where they go: plans to open, returns to import, trackers, papers."""

    plans: tuple[Path, ...] = ()
    returns: tuple[Path, ...] = ()
    trackers: tuple[Path, ...] = ()
    papers: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything can be done with them."""
        return bool(self.plans or self.returns or self.trackers or self.papers)


def sort_dropped(paths: Iterable[Path]) -> Dropped:
    """Return where each file goes; folders and zips are returns, the rest by what is in them.

    Where one workbook is a return, those beside it go along: the import names those that are not.
    """
    from plandesk.excel.returns.files import holds_returns  # not before something is dropped

    known = list(paths)
    by_ending = [(path, path.suffix.casefold()) for path in known]
    plans = tuple(path for path, ending in by_ending if ending == PLAN)
    papers = tuple(path for path, ending in by_ending if ending == PAPER and path.is_file())
    many = [path for path, ending in by_ending if path.is_dir() or ending == ARCHIVE]
    books = [path for path, ending in by_ending if ending in BOOKS and path.is_file()]
    if many or any(map(holds_returns, books)):
        return Dropped(plans, (*many, *books), (), papers)
    return Dropped(plans, (), tuple(books), papers)


def meant_as_papers(paths: Iterable[Path]) -> list[Path]:
    """Return what somebody drops on an agenda to be a paper of it.

    A letter that is no PDF yet is among them, so that they are told how to make it one.
    """
    elsewhere = {PLAN, ARCHIVE, *BOOKS}
    return [path for path in paths if path.suffix.casefold() not in elsewhere and path.is_file()]
