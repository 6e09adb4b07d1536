"""The table of a register follows the plan line by line, however many lines there are."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from plandesk.ui.itemmodels.cell_table import Cell
from plandesk.ui.itemmodels.register_columns import Holds, RegisterColumn
from plandesk.ui.itemmodels.register_lines import RegisterLine, RegisterLines
from plandesk.ui.itemmodels.register_model import RegisterModel

FEW, MANY = 20, 2000


class Entry:
    """An entry that counts how often the entries were told apart."""

    asked = 0

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def id(self) -> int:
        """Its number."""
        Entry.asked += 1
        return self.number


def lines(numbers: list[int]) -> RegisterLines:
    """A register of entries with these numbers, in that order."""
    kind: Any = SimpleNamespace(key="risks")
    entries: list[Any] = [Entry(number) for number in numbers]
    told = tuple(RegisterLine(entry, {"@no": Cell(str(entry.number))}) for entry in entries)
    return RegisterLines(kind, (RegisterColumn("@no", "Number", Holds.SHOWN),), told)


@pytest.fixture
def model(qtbot: QtBot) -> RegisterModel:
    """A table of entries."""
    return RegisterModel(lambda *_: True)


def shown(model: RegisterModel) -> list[int]:
    """The numbers of the lines from the top."""
    return [line.entry.id for line in model.lines]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param([*range(5), 99, *range(5, FEW)], id="one added"),
        pytest.param([*range(5), *range(6, FEW)], id="one removed"),
        pytest.param([*range(5), 12, *range(5, 12), *range(13, FEW)], id="one moved"),
        pytest.param(random.Random(5).sample(range(FEW), 9), id="few left, in another order"),
        pytest.param([], id="none left"),
    ],
)
def test_it_takes_over_what_was_added_removed_and_moved(
    model: RegisterModel, numbers: list[int]
) -> None:
    model.show(lines(list(range(FEW))))
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    assert QAbstractItemModelTester(model, fatal, model).model() is model
    model.show(lines(numbers))
    assert shown(model) == numbers


def test_after_an_edit_it_looks_at_each_line_a_few_times_and_not_at_all_for_each(
    model: RegisterModel,
) -> None:
    model.show(lines(list(range(MANY))))
    again = lines(list(range(MANY)))
    Entry.asked = 0
    model.show(again)
    assert MANY <= Entry.asked <= 8 * MANY
