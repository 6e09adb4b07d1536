from PySide6.QtCore import QObject, QTimer

from plandesk.ui.turns import Turns


def test_one_piece_is_done_in_each_turn_and_the_same_piece_once(qtbot):
    owner, done = QObject(), []
    turns = Turns(owner)

    def first():
        done.append("first")
        # What comes in meanwhile, such as a key, goes before the next piece.
        QTimer.singleShot(0, owner, lambda: done.append("a key"))

    def second():
        done.append("second")

    for act in (first, second, first):
        turns.soon(act)
    assert done == []
    qtbot.waitUntil(lambda: "second" in done and "a key" in done)
    assert done.count("first") == 1
    assert done[0] == "first"
