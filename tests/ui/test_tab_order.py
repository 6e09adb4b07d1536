"""Tab goes through a page as one reads it, and the walk leaves nothing behind."""

from __future__ import annotations

import pytest
from dead_parts import dead_parts, parts_held
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from plandesk.ui.widgets.flow_layout import FlowLayout
from plandesk.ui.widgets.tab_order import read_in_order


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


@pytest.fixture
def page(qtbot):
    """Every kind of layout, one in the other, its lines made and put in out of order."""
    page = QWidget()
    qtbot.addWidget(page)
    last, first = line("last"), line("a1")
    grid = QGridLayout()
    grid.addWidget(line("b4"), 1, 1)
    grid.addWidget(line("b1"), 0, 0)
    grid.addWidget(line("b3"), 1, 0)
    inside = QHBoxLayout()
    inside.addWidget(line("b2"))
    grid.addLayout(inside, 0, 1)
    form, flowing, halves = QFormLayout(), QWidget(), QSplitter()
    form.addRow(QLabel("C"), line("c1"))
    flow = FlowLayout(flowing)
    for name in ("d1", "d2"):
        flow.addWidget(line(name))
        halves.addWidget(line(name.replace("d", "e")))
    column = QVBoxLayout(page)
    column.addWidget(first)
    column.addLayout(grid)
    column.addStretch()
    column.addLayout(form)
    column.addWidget(flowing)
    column.addWidget(halves)
    column.addWidget(last)
    return page


def tab_order(page: QWidget) -> list[str]:
    order, at = [], page.nextInFocusChain()
    while at is not page:
        if isinstance(at, QLineEdit):
            order.append(at.objectName())
        at = at.nextInFocusChain()
    return order


def test_tab_goes_through_every_kind_of_layout_as_one_reads(page):
    read_in_order(page)
    assert tab_order(page) == ["a1", "b1", "b2", "b3", "b4", "c1", "d1", "d2", "e1", "e2", "last"]


def test_no_part_of_a_layout_is_held_on_to(page):
    before = set(parts_held())
    read_in_order(page)
    assert set(parts_held()) == before


def test_asking_for_a_part_holds_on_to_it_past_its_end(page):
    first = page.layout().itemAt(0).widget()
    assert not dead_parts()
    Shiboken.delete(first)
    assert len(dead_parts()) == 1
