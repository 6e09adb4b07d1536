"""A wrapped sentence takes the height it needs, and gives back what it needs no longer."""

from plandesk.ui.widgets.wrap_label import WrapLabel

SENTENCE = "Page and item numbers go on from the pack that was built. The cover says why."


def test_a_sentence_gives_back_its_lines_when_it_gets_wider(qtbot):
    label = WrapLabel(SENTENCE)
    qtbot.addWidget(label)
    label.show()
    label.resize(120, 20)
    narrow = label.minimumHeight()
    label.resize(1200, 20)
    assert narrow >= 3 * label.fontMetrics().height()
    assert label.minimumHeight() < 2 * label.fontMetrics().height()


def test_an_empty_sentence_takes_no_room(qtbot):
    label = WrapLabel(SENTENCE)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.setText("")
    assert label.isHidden()
    assert label.minimumHeight() == 0


def test_a_sentence_is_no_window_before_it_is_put_somewhere(qtbot):
    label = WrapLabel(SENTENCE)
    qtbot.addWidget(label)
    assert not label.isVisible()
