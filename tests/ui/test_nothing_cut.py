"""At 200 per cent on a small laptop no label or button of any page, tab or box is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from tracker_books import words_book

from plandesk.ui.gallery import Props, scenes

SLACK = 2  # pixels: sizes in points are rounded to pixels one by one
WORDED = (QPushButton, QCheckBox, QRadioButton)


def shown(root: QWidget, kind: type) -> Iterator[QWidget]:
    for each in root.findChildren(kind):
        if each.isVisible() and each.window() is root.window() and each.width() > 0:
            yield each


def short_labels(root: QWidget) -> Iterator[str]:
    """Labels with less room than their words need; one that elides says the whole in its tip."""
    for label in shown(root, QLabel):
        if not label.text().strip() or label.pixmap().width():
            continue
        policy = label.sizePolicy().horizontalPolicy()
        elides = policy == QSizePolicy.Policy.Ignored or type(label) is not QLabel
        if elides and (label.toolTip() or label.accessibleName()):
            continue
        if label.wordWrap():
            need = label.heightForWidth(label.width())
            if label.height() + SLACK < need:
                yield f"label “{label.text()[:40]}” is {label.height()} of {need} high"
        elif label.width() + SLACK < label.sizeHint().width():
            yield f"label “{label.text()[:40]}” is {label.width()} of {label.sizeHint().width()}"
        if label.height() + SLACK < label.fontMetrics().height():
            yield f"label “{label.text()[:40]}” is lower than its letters"


def short_buttons(root: QWidget) -> Iterator[str]:
    for button in shown(root, QAbstractButton):
        text = button.text().replace("&", "")
        worded = isinstance(button, WORDED) or (
            isinstance(button, QToolButton)
            and button.toolButtonStyle() != button.toolButtonStyle().ToolButtonIconOnly
        )
        if not worded or not text:
            continue
        wide = max(button.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        if button.width() < wide:
            yield f"button “{text}” is {button.width()} of {wide} wide"
        if button.height() < button.fontMetrics().height():
            yield f"button “{text}” is lower than its letters"


def short_boxes(root: QWidget) -> Iterator[str]:
    for box in shown(root, QComboBox):
        if box.height() < box.fontMetrics().height():
            yield f"box “{box.accessibleName()}” is lower than its letters"


def scrolls(widget: QWidget) -> bool:
    """Tell whether a widget lies in something that can be scrolled to it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above.parentWidget(), QScrollArea):
            return True
        above = above.parentWidget()
    return False


def cut_off(root: QWidget) -> Iterator[str]:
    """What reaches over the edge of what it lies in, where nobody can scroll to it."""
    for kind in (QAbstractButton, QComboBox, QLabel):
        for each in shown(root, kind):
            above = each.parentWidget()
            if above is None or scrolls(each):
                continue
            place = QRect(each.mapTo(root, QPoint(0, 0)), each.size())
            if not root.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
                name = each.accessibleName() or getattr(each, "text", str)()
                yield f"{type(each).__name__} “{name[:40]}” reaches over the edge"


def settle() -> None:
    """Let layouts ask layouts: each round of news may post the next."""
    for _ in range(4):
        QApplication.sendPostedEvents()


def faults_of(root: QWidget) -> list[str]:
    return sorted(
        {
            *short_labels(root),
            *short_buttons(root),
            *short_boxes(root),
            *cut_off(root),
        }
    )


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_words_are_cut_on_a_small_laptop(qtbot, window, tmp_path, zoom):
    window.resize(1366, 768)
    window.look.set_zoom(zoom)
    props = Props((), words_book(tmp_path / "tracker.xlsx"))
    seen, wrong = 0, {}
    for name, set_up in scenes(window, props):
        scene = set_up()
        qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
        settle()
        seen += 1
        if isinstance(scene, QMenu):
            scene.close()
            continue
        faults = faults_of(scene)
        if faults:
            wrong[name] = faults
        if scene is not window:
            scene.close()
    window.look.set_zoom(100)
    assert seen > 60
    assert window.size().width() == 1366
    assert window.size().height() == 768
    assert wrong == {}, "\n".join(f"{name}: {fault}" for name in wrong for fault in wrong[name])


def test_cut_words_would_be_noticed(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    label, button = QLabel("A long line of words", box), QPushButton("Apply the changes", box)
    box.show()
    label.resize(20, 5)
    button.setGeometry(600, 600, 30, 5)
    box.resize(200, 200)
    assert len(faults_of(box)) == 5
