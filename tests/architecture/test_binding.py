"""The Qt binding keeps its hands off None and True.

A release of the binding dropped a reference to them with each signal; after a few hundred the
program ended without a word. The dependency's upper bound keeps that release out, and this test
tells whether a later one is safe.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

EMISSIONS = 5_000


class Sender(QObject):
    """Sends anything."""

    sent = Signal(object)


@pytest.mark.parametrize("value", [True, None, False], ids=repr)
def test_thousands_of_signals_leave_the_constants_alone(qapp, value):
    received = []
    sender = Sender()
    sender.sent.connect(received.append)
    before = sys.getrefcount(value)
    for _ in range(EMISSIONS):
        sender.sent.emit(value)
    assert received == [value] * EMISSIONS
    del received[:]
    assert sys.getrefcount(value) > before - EMISSIONS // 10
