"""One letter for each entry of a menu: two entries with the same one would need a second key."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


def spread_access_keys(menus: QWidget) -> None:
    """Give every entry of these menus, and of the menus in them, an access key of its own.

    Letters that were chosen stay, the first one where two are the same. A translation may so leave
    the marks out, or clash.
    """
    entries = [action for action in menus.actions() if not action.isSeparator()]
    taken: set[str] = set()
    for action in [*_settled(entries, taken), *_without(entries, taken)]:
        below = action.menu()
        if isinstance(below, QMenu):
            spread_access_keys(below)


def _settled(entries: list[QAction], taken: set[str]) -> Iterator[QAction]:
    for action in entries:
        letter = _letter(action)
        if letter and letter not in taken:
            taken.add(letter)
            yield action


def _without(entries: list[QAction], taken: set[str]) -> Iterator[QAction]:
    seen: set[str] = set()
    for action in entries:
        letter = _letter(action)
        if letter and letter not in seen:
            seen.add(letter)
            continue
        words = action.text().replace("&", "")
        at = next((at for at in _places(words) if words[at].upper() not in taken), None)
        if at is not None:
            taken.add(words[at].upper())
            words = f"{words[:at]}&{words[at:]}"
        action.setText(words)
        yield action


def _letter(action: QAction) -> str:
    return QKeySequence.mnemonic(action.text()).toString()[-1:]


def _places(words: str) -> Iterator[int]:
    """Yield the places of letters: first those that begin a word."""
    letters = [at for at, sign in enumerate(words) if sign.isalnum()]
    begins = [at for at in letters if at == 0 or words[at - 1] == " "]
    yield from begins
    yield from (at for at in letters if at not in begins)
