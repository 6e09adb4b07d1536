"""Walks every page, tab, step, menu and box as a screen reader and the Tab key do."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from dead_parts import dead_parts
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QPixmap, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)
from tracker_books import words_book

from plandesk.ui.gallery import Props, scenes
from plandesk.ui.itemmodels.row_roles import RowRole

MOST_ROWS = 12
DRAWN = (Qt.ItemDataRole.DecorationRole, RowRole.SIGN, RowRole.RATING)
SAID = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


def name_of(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return (told.text(QAccessible.Text.Name) if told else "").strip()


def focusable(root: QWidget) -> list[QWidget]:
    return [
        each
        for each in [root, *root.findChildren(QWidget)]
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.isVisibleTo(root)
        and not isinstance(each.parent(), QComboBox | QAbstractSpinBox)
        and not isinstance(each, QMenu)
        and not each.objectName().startswith("qt_")
    ]


def nameless(root: QWidget) -> set[str]:
    return {
        f"{type(each).__name__} {each.objectName()} in {type(each.parent()).__name__}"
        for each in focusable(root)
        if not name_of(each)
    }


def wordless_buttons(root: QWidget) -> set[str]:
    """Buttons with only a picture need a tip as well: sighted people read no accessible names."""
    return {
        f"{type(each).__name__} “{name_of(each)}”"
        for kind in (QToolButton, QPushButton)
        for each in root.findChildren(kind)
        if each.isVisibleTo(root)
        and not each.text()
        and not each.toolTip()
        and not isinstance(each.parent(), QLineEdit)
        and not each.objectName().startswith("qt_")
    }


def cells_of(view: QAbstractItemView, parent: QModelIndex, depth: int = 0) -> Iterator[QModelIndex]:
    model = view.model()
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        flat = isinstance(view, QListView) or isinstance(model, QAbstractListModel)
        columns = 1 if flat else model.columnCount(parent)
        for column in range(columns):
            hidden = isinstance(view, QTreeView) and view.isColumnHidden(column)
            if not hidden:
                yield model.index(row, column, parent)
        if depth < 2:
            yield from cells_of(view, model.index(row, 0, parent), depth + 1)


def silent_cells(root: QWidget) -> set[str]:
    """Cells that show a picture or a tick, and say nothing."""
    found = set()
    for view in root.findChildren(QAbstractItemView):
        if view.model() is None or not view.isVisibleTo(root):
            continue
        if isinstance(view.parent(), QComboBox) or isinstance(view.model(), QStandardItemModel):
            continue
        for cell in cells_of(view, view.rootIndex()):
            shows = any(cell.data(role) is not None for role in DRAWN)
            if shows and not any(str(cell.data(role) or "").strip() for role in SAID):
                found.add(f"{name_of(view)}: row {cell.row()}, column {cell.column()}")
    return found


def tab_keepers(root: QWidget) -> set[str]:
    return {
        f"{type(each).__name__} “{name_of(each)}”"
        for each in focusable(root)
        if (isinstance(each, QPlainTextEdit | QTextEdit) and not each.tabChangesFocus())
        or (isinstance(each, QAbstractItemView) and each.tabKeyNavigation())
    }


def nameless_commands(menu: QMenu) -> set[str]:
    return {
        menu.title()
        for each in menu.actions()
        if not each.isSeparator() and not each.text().strip()
    }


def test_every_scene_of_the_window_can_be_read_aloud(qtbot, window, tmp_path):
    props = Props((), words_book(tmp_path / "tracker.xlsx"))
    seen, wrong = 0, {}
    for name, set_up in scenes(window, props):
        shown = set_up()
        qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
        QApplication.sendPostedEvents()
        seen += 1
        faults = nameless(shown) | silent_cells(shown) | tab_keepers(shown)
        faults |= wordless_buttons(shown)
        if isinstance(shown, QMenu):
            faults |= nameless_commands(shown)
            shown.close()
        elif shown is not window:
            shown.close()
        if faults:
            wrong[name] = sorted(faults)
    assert seen > 55
    assert wrong == {}, wrong
    assert not dead_parts()


def test_each_cell_of_the_plan_says_its_column_and_what_is_there(window):
    view = window.plan.view
    silent = [
        (cell.row(), window.plan.view.model().headerData(cell.column(), Qt.Orientation.Horizontal))
        for cell in cells_of(view, QModelIndex())
        if not str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or "").strip()
        and str(cell.data() or "").strip()
    ]
    assert silent == []


def steps_back(order: list[QWidget], root: QWidget) -> list[str]:
    """Where Tab goes up within a column, against the order in which one reads."""
    found = []
    for one, two in pairwise(order):
        above, below = one.mapTo(root, one.rect().topLeft()), two.mapTo(root, two.rect().topLeft())
        goes_up = below.y() + two.height() <= above.y()
        same_column = below.x() < above.x() + one.width()
        if goes_up and same_column:
            found.append(f"{name_of(one)} → {name_of(two)}")
    return found


def tab_order(page: QWidget) -> list[QWidget]:
    """The widgets of a page in the order in which Tab reaches them."""
    wanted = [each for each in focusable(page) if each.isEnabled() and each.isVisible()]
    chain: list[QWidget] = []
    here = page.nextInFocusChain()
    while here is not None and here is not page:
        if here in wanted:
            chain.append(here)
        here = here.nextInFocusChain()
    return chain


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_tab_goes_through_a_page_as_one_reads_it(qtbot, window, size):
    window.resize(*size)
    wrong = {}
    for name, set_up in scenes(window, Props()):
        shown = set_up()
        qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
        QApplication.sendPostedEvents()
        if isinstance(shown, QMenu):
            shown.close()
            continue
        page = window.pages.currentWidget() if shown is window else shown
        order = tab_order(page)
        back = steps_back(order, page)
        if back:
            wrong[name] = back
        if shown is not window:
            shown.close()
    assert wrong == {}, wrong


def test_the_walk_would_notice_faults(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    QLineEdit(box)
    QToolButton(box)
    pictures = QListWidget(box)
    pictures.setAccessibleName("Pictures")
    QListWidgetItem(QPixmap(4, 4), "", pictures)
    assert len(nameless(box)) == 2
    assert wordless_buttons(box)
    assert silent_cells(box) == {"Pictures: row 0, column 0"}
