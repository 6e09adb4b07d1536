"""The three kinds of failure that people see, in words for a busy officer."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

PLAN_ENDING = ".plandesk"


class ExitCode(IntEnum):
    """What a command's exit status means."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    FILE = 3
    CANCELLED = 4
    FAULT = 70


class UserError(Exception):
    """Something the user can put right: what happened, and what to do about it.

    ``message`` says what happened in one sentence, ``hint`` what to do. ``code`` is the exit
    status a command ends with when this error stops it.
    """

    code = ExitCode.FINDINGS

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class RatingRefused(UserError):
    """The plan's rules refuse a rating that a reason for the exception would allow.

    ``item_id`` is the first row that has not earned it, ``rating`` the code.
    """

    def __init__(self, message: str, hint: str, item_id: int, rating: str) -> None:
        super().__init__(message, hint)
        self.item_id = item_id
        self.rating = rating


class UsageError(UserError):
    """The request itself does not make sense: a wrong name, option or reference."""

    code = ExitCode.USAGE


class NeedsAnswer(UserError):
    """Something that is only done once the user has said so; ``question`` says which kind.

    It is "password", "restricted" or "pages".
    """

    def __init__(self, message: str, hint: str, question: str) -> None:
        super().__init__(message, hint)
        self.question = question


class FileProblem(UserError):
    """The plan file cannot be opened, is locked, or is not a plan."""

    code = ExitCode.FILE


class BookOpened(FileProblem):
    """A workbook or table was opened as a plan; it can be brought in as a tracker or a return."""


class FileTooNew(FileProblem):
    """The plan was saved by a later PlanDesk than this one.

    ``can_be_read`` tells whether this one may show it, without changing it.
    """

    def __init__(self, message: str, hint: str = "", *, can_be_read: bool = False) -> None:
        super().__init__(message, hint)
        self.can_be_read = can_be_read


class FileLocked(FileProblem):
    """Somebody else has the plan open for writing."""


class FileDamaged(FileProblem):
    """The plan file fails its checks; a backup should be offered."""


class FileMoved(FileProblem):
    """The open plan is not at its place any more: moved, deleted, or another file lies there."""


class OutOfReach(FileProblem):
    """The drive that a file lies on does not answer, or lets nobody in."""


class NoRoom(FileProblem):
    """There is too little free space where something was to be written."""


class NotWritten(FileProblem):
    """The plan could not be written: no room, no right, or a disk that fails."""


class PlanChanged(UserError):
    """What was previewed no longer fits the plan; nothing was applied."""


class ChangedMeanwhile(PlanChanged):
    """Others wrote to the plan after it was read and before this step; it has been read again.

    ``follows`` tells whether the plan is still the one that was read, with their steps after it:
    what was asked for can then be done after theirs.
    """

    def __init__(self, message: str, hint: str, *, follows: bool) -> None:
        super().__init__(message, hint)
        self.follows = follows


class Cancelled(Exception):
    """The user stopped the job; nothing was half done."""


# What systems say of a drive that is gone, as of a share whose server was switched off; Windows
# has numbers of its own beside these.
_NO_ANSWER = frozenset(
    (
        *(errno.EIO, errno.ENOTCONN, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN, errno.ENETUNREACH),
    )
)
_NO_ANSWER_OF_WINDOWS = frozenset((21, 53, 55, 59, 64, 67, 121, 1231))
_REFUSED = frozenset((errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT))


def out_of_reach(error: OSError) -> OutOfReach | None:
    """Return what to say of a drive that does not answer, None where the program is at fault.

    Whether a file is there is asked in many places, and any of them may be the first to notice.
    """
    if error.filename is None:
        return None
    gone = error.errno in _NO_ANSWER or getattr(error, "winerror", 0) in _NO_ANSWER_OF_WINDOWS
    if not gone and error.errno not in _REFUSED:
        return None
    path = Path(os.fsdecode(error.filename))
    if gone:
        told = f"PlanDesk cannot reach {path}: its disk or network drive does not answer."
        hint = "Try again when it is back"
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        told = f"PlanDesk could not write {path.name}: {why_not_written(path, error)}."
        hint = "Free some space there"
    else:
        told, hint = f"PlanDesk may not read or write {path}.", "Ask for access to it"
    return OutOfReach(told, f"{hint}, or choose another folder.")


@contextmanager
def reaching() -> Generator[None]:
    """Say in words that a drive does not answer; raises OutOfReach."""
    try:
        yield
    except OSError as error:
        told = out_of_reach(error)
        if told is None:
            raise
        raise told from error


@contextmanager
def writing(
    path: Path, hint: str = "Choose another folder.", failure: type[UserError] = UserError
) -> Generator[None]:
    """Say in words, as this kind of failure, that a file could not be written, and why.

    Raises UsageError for the ending of a plan, except where a plan is written (which fails as a
    FileProblem): no workbook, report or pack ever takes the place of one.
    """
    if path.suffix.casefold() == PLAN_ENDING and not issubclass(failure, FileProblem):
        raise UsageError(
            f"{path.name} has the ending of a plan, which this is not.",
            "Choose another name. Nothing was changed.",
        )
    try:
        yield
    except OSError as error:
        message = f"PlanDesk could not write {path.name}: {why_not_written(path, error)}."
        raise failure(message, hint) from error


def why_not_written(path: Path, error: OSError) -> str:
    """Say for what cause a file could not be written, and in which folder."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"there is no room left in {path.parent}"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"you may not write in {path.parent}, or another program has the file open"
        case errno.ENOENT | errno.ENOTDIR:
            return f"the folder {path.parent} is not there"
        case _:
            return f"the disk or network drive of {path.parent} reports a fault"
