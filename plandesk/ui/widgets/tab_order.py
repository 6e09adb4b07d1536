"""Lets Tab go through a page as one reads it, whatever order its parts were made in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QSplitter, QWidget

_Part = TypeVar("_Part", bound=QObject)


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
    stop = first_stop(root)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.OtherFocusReason)


def first_stop(root: QWidget) -> QWidget | None:
    """Return the first part of a page that takes the keyboard, as one reads it."""
    for stop in _stops(root):
        if stop.isVisibleTo(root) and stop.isEnabled():
            return stop
    return None


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
    elif (layout := widget.layout()) is not None:
        yield from _of_layout(layout, _children(widget, QWidget))


def _of_layout(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Go through what a layout places of these widgets, and through the layouts in it.

    ``QLayout.itemAt`` would say it sooner, but Qt for Python keeps what that returns as long as
    the layout, also where the widget went long before; another object that comes to lie at its
    address is then taken for it, and the program crashes.
    """
    parts = (*widgets, *_children(layout, QLayout))
    placed = [(_place(layout, at), part) for part in parts if (at := layout.indexOf(part)) >= 0]
    for _, part in sorted(placed, key=itemgetter(0)):
        if isinstance(part, QWidget):
            yield from _stops(part)
        else:
            yield from _of_layout(part, widgets)


def _place(layout: QLayout, at: int) -> Any:
    """Return what the parts of a layout are sorted by: of a grid row and column."""
    return layout.getItemPosition(at) if isinstance(layout, QGridLayout) else at


def _children(of: QObject, kind: type[_Part]) -> list[_Part]:
    return of.findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly)
