# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# The library carries no types, and is there only where the extra was installed.
"""Plan files encrypted with a password (SQLCipher: AES-256, and a seal on each page).

Only copies are encrypted and decrypted here: a second SQLite in this process must never touch a
plan that the first has open.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

from plandesk.errors import FileDamaged, FileProblem, NeedsAnswer, UserError

LOCKED = ".plandesk-locked"
_OTHER_KEY = "file is not a database"  # what the library says of a page that it cannot decrypt
_NUMBERS = ("application_id", "user_version")


def encrypt_copy(plain: Path, target: Path, password: str) -> None:
    """Write an encrypted copy of a plan that nobody has open; ``target`` must not exist yet.

    Raises UserError where the extra is missing, FileProblem when it cannot be written.
    """
    with _opened(target, password) as connection:
        connection.execute("ATTACH DATABASE ? AS other KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('main', 'other')")
        _take_numbers(connection, "other", "main")
        connection.execute("DETACH DATABASE other")
    with _opened(target, password) as connection:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise FileDamaged(f"The copy {target.name} failed its check.", "Check the disk.")


def decrypt_copy(locked: Path, target: Path, password: str) -> None:
    """Write the plan inside an encrypted copy as a plain file; ``target`` must not exist yet.

    Raises NeedsAnswer for another password, FileDamaged where a page does not bear its seal.
    """
    if not locked.is_file():
        raise FileProblem(f"{locked} does not exist.", "Check the name and the folder.")
    with _opened(locked, password) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except Exception as error:
            if _OTHER_KEY not in str(error):  # a disk that fails is no wrong password
                raise
            raise NeedsAnswer(
                f"{locked.name} does not open with this password.",
                "Type it as it was given; without it nobody can read the plan.",
                "password",
            ) from error
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise FileDamaged(
                f"{locked.name} is damaged.", "Ask for it again, or take another copy of it."
            )
        connection.execute("ATTACH DATABASE ? AS other KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('other')")
        _take_numbers(connection, "main", "other")
        connection.execute("DETACH DATABASE other")


def _take_numbers(connection: Any, source: str, target: str) -> None:
    """Take over what tells plans from other files, which the export leaves out."""
    for name in _NUMBERS:
        (number,) = connection.execute(f"PRAGMA {source}.{name}").fetchone()
        connection.execute(f"PRAGMA {target}.{name} = {int(number)}")


@contextlib.contextmanager
def _opened(path: Path, password: str) -> Generator[Any]:
    if not password:
        raise UserError("The password is empty.", "Choose one of several words.")
    try:
        dbapi2: Any = importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        raise UserError(
            "This PlanDesk cannot lock plans with a password.",
            "Install it with its extra for them: plandesk[encrypted].",
        ) from error
    try:
        with contextlib.closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")  # else it tells the terminal
            word = password.replace("'", "''")
            connection.execute(f"PRAGMA key = '{word}'")
            connection.execute("PRAGMA secure_delete = ON")
            yield connection
    except dbapi2.Error:
        # From nothing: the library's own words may hold the statement, and with it the password.
        raise FileProblem(
            f"{path.name} could not be read or written.", "Check the folder and the free space."
        ) from None
