"""The files of an import, read in a process of their own while the plan is being opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plandesk.excel.returns.files import ReturnFile, collect_files
from plandesk.excel.worker import Reading, ReadingWorker, ReadResult, Step

_READER = "plandesk.excel.returns.read:read_return"
_LOCKED = "plandesk.excel.locked_books:read_locked_return"


class ReturnReading:
    """Reads files, folders and zips from the moment it is made; use it as a context.

    ``password`` opens workbooks that have one. Raises UserError when there is nothing to read;
    what is wrong with a single file is in its result.
    """

    def __init__(self, paths: Iterable[Path], password: str = "") -> None:
        self.files: list[ReturnFile] = collect_files(paths)
        reader, more = (_LOCKED, (password,)) if password else (_READER, ())
        self._asked = [
            Reading(reader, file.label, (file.path, file.data, *more)) for file in self.files
        ]
        self._worker = ReadingWorker()
        self._worker.begin(self._asked)

    def __enter__(self) -> ReturnReading:
        """Begin."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop what is still being read."""
        self._worker.__exit__(*error)

    def results(self, step: Step | None = None) -> Iterator[ReadResult]:
        """Yield what came of each file, in order; ``step`` may raise to stop, such as Cancelled."""
        return self._worker.results(self._asked, step)
