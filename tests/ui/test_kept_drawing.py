import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from plandesk.ui.delegates.kept_drawing import KeptDrawing, Writing

_INK = QColor("#ff0000")
_PLACE = QRectF(20, 10, 120, 24)
_SHIFT = 200


class Painted(QWidget):
    """A view at the right of a page, whose painter is moved as that of a table is."""

    def __init__(self, kept: KeptDrawing, writing: Writing, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept, self._writing = kept, writing

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        self._kept.write_in(self.font())
        self._kept.text(painter, _PLACE, "Spring 2027", _INK, self._writing)
        painter.end()


def red_columns(image: QImage) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(
            image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).green() < 90
            for y in range(image.height())
        )
    ]


@pytest.mark.parametrize("writing", [Writing(), Writing(underlined=True), Writing(struck=True)])
def test_a_text_and_its_line_stay_in_the_cell_of_a_view_inside_a_page(qtbot, look, writing):
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.resize(400, 60)
    outer.setStyleSheet("background: white")
    inner = Painted(KeptDrawing(look), writing, outer)
    inner.setGeometry(_SHIFT, 0, 200, 60)
    outer.show()
    red = red_columns(outer.grab().toImage())
    assert red
    assert min(red) >= _SHIFT + _PLACE.left() - 1
    assert max(red) <= _SHIFT + _PLACE.right()
