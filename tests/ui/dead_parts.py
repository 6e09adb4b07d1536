"""Finds what Qt for Python still holds of layouts whose widgets went long ago.

Such a thing is taken for whatever comes to lie at its address next, and the program crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QLayout, QSpacerItem, QWidgetItem
from shiboken6 import Shiboken


def parts_held() -> dict[int, object]:
    """Return the parts of layouts that are held, by their address."""
    gc.collect()
    kinds = (QWidgetItem, QSpacerItem)
    held = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, kinds)]
    return {address(each): each for each in held}


def dead_parts() -> set[int]:
    """Return the addresses of those held that no layout has any more."""
    held = parts_held()
    layouts = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, QLayout)]
    there = {address(part) for layout in layouts for part in parts_of(layout)}
    return set(held) - there


def parts_of(layout: QLayout) -> list[object]:
    return [layout.itemAt(at) for at in range(layout.count())]


def address(of: object) -> int:
    return Shiboken.getCppPointer(of)[0]
