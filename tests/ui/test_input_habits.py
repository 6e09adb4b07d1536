"""Enter presses the button with the focus, Alt types nothing, the wheel changes nothing unasked."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui.input_habits import InputHabits
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.step_strip import StepStrip


@pytest.fixture(autouse=True)
def habits(qapp):
    made = InputHabits(qapp)
    yield made
    for window in qapp.allWindows():
        window.removeEventFilter(made)
    qapp.focusWindowChanged.disconnect(made._watch)
    made.deleteLater()


@pytest.fixture
def page(qtbot):
    """A long page that scrolls, with a chooser, a number, a button and a tick."""
    area, page = QScrollArea(), QWidget()
    column = QVBoxLayout(page)
    made = [QComboBox(), QSpinBox(), QToolButton(), QCheckBox("Tick")]
    for each in made:
        column.addWidget(each)
    made[0].addItems(["One", "Two", "Three"])
    column.addSpacing(2000)
    area.setWidget(page)
    qtbot.addWidget(area)
    area.resize(400, 300)
    with qtbot.waitActive(area):
        area.show()
    return area, *made


def turn(over: QWidget) -> None:
    """Turn the wheel one notch down, as the desktop hands it to a window."""
    at = over.mapToGlobal(over.rect().center())
    inside = over.window().mapFromGlobal(at)
    event = QWheelEvent(
        QPointF(inside),
        QPointF(at),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over.window().windowHandle(), event)


@pytest.mark.parametrize("at", [1, 2], ids=["chooser", "number"])
def test_the_wheel_scrolls_past_a_value_that_nobody_has_gone_to(page, at):
    area, chooser, number = page[:3]
    page[3].setFocus()
    turn(page[at])
    assert (chooser.currentIndex(), number.value()) == (0, 0)
    assert area.verticalScrollBar().value() > 0
    assert not page[at].hasFocus()


def test_the_wheel_changes_the_value_that_has_the_focus(page):
    chooser = page[1]
    chooser.setFocus()
    turn(chooser)
    assert chooser.currentIndex() == 1


def test_enter_presses_a_button_and_leaves_a_tick_to_the_box(page):
    area, _, _, button, tick = page
    pressed = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_Return)
    tick.setFocus()
    QTest.keyClick(area.windowHandle(), Qt.Key.Key_Return)
    assert pressed == [True]
    assert not tick.isChecked()


def test_enter_in_a_menu_over_a_button_is_for_the_menu(qtbot, page):
    area, button = page[0], page[3]
    pressed, chosen, menu = [], [], QMenu(area)
    button.clicked.connect(lambda: pressed.append(True))
    menu.addAction("First").triggered.connect(lambda: chosen.append(True))
    button.setFocus()
    menu.popup(area.mapToGlobal(QPoint(0, 0)))
    menu.setActiveAction(menu.actions()[0])
    QTest.keyClick(menu.windowHandle(), Qt.Key.Key_Return)
    assert (pressed, chosen) == ([], [True])


def test_enter_on_a_step_of_the_first_page_goes_there(qtbot, window):
    window.host.go(Place.TODAY)
    page = window.pages.currentWidget()
    step = page.findChild(StepStrip).findChild(QAbstractButton)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    step.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert window.pages.currentWidget() is not page


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit], ids=["line", "text"])
def test_the_access_key_of_a_greyed_button_types_no_letter(qtbot, kind):
    box, pressed = QWidget(), []
    column, field, button = QVBoxLayout(box), kind(), QPushButton("&Close period")
    button.clicked.connect(lambda: pressed.append(True))
    for each in (field, button):
        column.addWidget(each)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
    field.setFocus()
    button.setEnabled(False)
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    for held in (alt, alt | shift):
        QTest.keyClick(box.windowHandle(), Qt.Key.Key_C, held)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier)
    written = field.text() if kind is QLineEdit else field.toPlainText()
    assert (written, pressed) == ("e", [])
    button.setEnabled(True)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_C, alt)
    qtbot.waitUntil(lambda: pressed == [True])


def test_a_letter_chooses_in_an_open_menu_while_alt_is_still_held(page):
    area, menu, chosen = page[0], QMenu(page[0]), []
    menu.addAction("&First").triggered.connect(lambda: chosen.append(True))
    menu.popup(area.mapToGlobal(QPoint(0, 0)))
    # Alt was pressed before the menu came: pressed anew it would close it.
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier, "f")
    QApplication.sendEvent(menu.windowHandle(), letter)
    assert chosen == [True]
