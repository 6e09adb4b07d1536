"""Lets Tab go through a page as one reads it, whatever order its parts were made in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QSplitter, QWidget


def read_in_order(root: QWidget) -> None:
    """Set the order of Tab to the order of the layouts, from the top and from the left."""
    stops = list(dict.fromkeys(_stops(root)))
    for one, two in pairwise(stops):
        QWidget.setTabOrder(one, two)


def go_into(root: QWidget) -> None:
    """Give the keyboard to the first part of a page that takes it, where it is not there yet."""
    here = QApplication.focusWidget()
    if here is not None and root.isAncestorOf(here):
        return
    for stop in _stops(root):
        if stop.isVisibleTo(root) and stop.isEnabled():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _stops(widget: QWidget) -> Iterator[QWidget]:
    takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if takes_focus and widget.focusProxy() is None:
        yield widget
        return
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _stops(inside)
    elif isinstance(widget, QSplitter):
        for at in range(widget.count()):
            part = widget.widget(at)
            if part is not None:
                yield from _stops(part)
    elif isinstance(widget.layout(), QLayout):
        yield from _of_layout(widget.layout())


def _of_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        grid = layout
        places.sort(key=lambda at: cast("tuple[int, int, int, int]", grid.getItemPosition(at)))
    for at in places:
        item = layout.itemAt(at)
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            yield from _stops(widget)
        elif item.layout() is not None:
            yield from _of_layout(item.layout())
