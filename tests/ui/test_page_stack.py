from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from plandesk.ui.widgets.page_stack import PageStack


def page_of(height: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    line = QLabel("words")
    line.setMinimumSize(200, height)
    column.addWidget(line)
    return page


def test_a_page_never_gets_less_than_it_needs_and_the_stack_asks_for_little(qtbot):
    stack, small, tall = PageStack(), page_of(50), page_of(900)
    qtbot.addWidget(stack)
    for page in (small, tall):
        stack.addWidget(page)
    stack.resize(400, 300)
    stack.show()
    assert stack.currentWidget() is small
    assert small.height() == 300
    stack.setCurrentWidget(tall)
    qtbot.waitUntil(lambda: tall.height() >= 900)
    assert stack.currentWidget() is tall
    assert stack.minimumSizeHint().height() < 300


def test_a_page_that_grows_gets_its_room(qtbot):
    stack, page = PageStack(), page_of(50)
    qtbot.addWidget(stack)
    stack.addWidget(page)
    stack.resize(400, 300)
    stack.show()
    page.layout().itemAt(0).widget().setMinimumHeight(700)
    qtbot.waitUntil(lambda: page.height() >= 700)
