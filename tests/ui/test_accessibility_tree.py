"""Reads every page, tab, menu and box as the accessibility tree tells it: roles, states, order."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextBrowser,
    QToolButton,
    QTreeView,
    QWidget,
)
from tracker_books import words_book

from plandesk.ui.gallery import Props, scenes

Role = QAccessible.Role
# What a screen reader is to call each kind of control; a push button with a menu is a menu button.
ROLES: dict[type, set[Role]] = {
    QCheckBox: {Role.CheckBox},
    QPushButton: {Role.Button, Role.ButtonMenu, Role.ButtonDropDown},
    QToolButton: {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox},
    QComboBox: {Role.ComboBox},
    QLineEdit: {Role.EditableText},
    QPlainTextEdit: {Role.EditableText},
    QTextBrowser: {Role.EditableText, Role.StaticText, Role.Document},
    QSpinBox: {Role.SpinBox},
    QAbstractSpinBox: {Role.SpinBox},
    QTabBar: {Role.PageTabList},
    QTreeView: {Role.Tree, Role.Table, Role.List},
    QTableView: {Role.Table},
    QListView: {Role.List},
}
MOST_DEEP = 40


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def controls(root: QWidget) -> Iterator[QWidget]:
    for each in [root, *root.findChildren(QWidget)]:
        own = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        inside = isinstance(each.parent(), QComboBox | QAbstractSpinBox)
        if own and not inside and each.isVisibleTo(root) and not isinstance(each, QMenu):
            yield each


def says(widget: QWidget) -> str:
    name = told(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} “{name or widget.objectName()}”"


def wrong_roles(root: QWidget) -> Iterator[str]:
    for each in controls(root):
        role = told(each).role()
        wanted = next((ROLES[kind] for kind in ROLES if isinstance(each, kind)), None)
        if wanted is not None and role not in wanted:
            yield f"{says(each)} has the role {role.name}"
        if role is Role.Client and told(each).text(QAccessible.Text.Description):
            continue  # the pages of a PDF: a region that says where in it one is
        if role in (Role.NoRole, Role.Client, Role.Window):
            yield f"{says(each)} takes the focus and has no role"


def wrong_states(root: QWidget) -> Iterator[str]:
    for each in controls(root):
        state = told(each).state()
        if bool(state.disabled) == each.isEnabled():
            yield f"{says(each)} does not say whether it can be used"
        if each.isEnabled() and each.isVisible() and not state.focusable:
            yield f"{says(each)} does not say that it takes the focus"
        if isinstance(each, QAbstractButton) and each.isCheckable():
            if not state.checkable:
                yield f"{says(each)} does not say that it can be ticked"
            if bool(state.checked) != each.isChecked():
                yield f"{says(each)} does not say whether it is ticked"
        if isinstance(each, QLineEdit) and bool(state.readOnly) != each.isReadOnly():
            yield f"{says(each)} does not say whether it can be typed in"


def in_tree(root: QAccessibleInterface, depth: int = 0) -> Iterator[QWidget]:
    """Every widget that a reader comes to by going down from the window."""
    widget = root.object()
    if isinstance(widget, QWidget):
        yield widget
    if depth > MOST_DEEP or isinstance(widget, QTreeView | QTableView | QListView):
        return
    for at in range(root.childCount()):
        child = root.child(at)
        if child is not None and child.isValid():
            yield from in_tree(child, depth + 1)


def unreachable(root: QWidget) -> Iterator[str]:
    reached = set(in_tree(told(root)))
    for each in controls(root):
        if each in reached or is_open_in_a_cell(each):
            continue
        if each.isVisible() and each.window() is root.window():
            yield f"{says(each)} is not in the tree"


def is_open_in_a_cell(editor: QWidget) -> bool:
    """A reader hears of the editor of a cell by the focus, and goes up from it to its table."""
    above, parent = [], told(editor).parent()
    while parent is not None and parent.isValid():
        above.append(parent.object())
        parent = parent.parent()
    return editor.window() in above and any(isinstance(one, QTreeView) for one in above)


def unsaid_values(root: QWidget) -> Iterator[str]:
    """What a box holds must be readable: a value beside the name."""
    for kind in (QComboBox, QLineEdit, QAbstractSpinBox):
        for each in controls(root):
            if not isinstance(each, kind):
                continue
            shown = each.currentText() if isinstance(each, QComboBox) else each.text()
            value = told(each).text(QAccessible.Text.Value)
            if shown and shown != value and not value:
                yield f"{says(each)} shows “{shown[:30]}” and says no value"


def labels_out_of_order(root: QWidget) -> Iterator[str]:
    """Labels of one parent come in the order in which one reads: from the top."""
    for parent in {label.parentWidget() for label in root.findChildren(QLabel)}:
        if parent is None or not parent.isVisible():
            continue
        labels = [
            each
            for each in parent.findChildren(QLabel, "", Qt.FindChildOption.FindDirectChildrenOnly)
            if each.isVisible() and each.text()
        ]
        empty = [each for each in labels if not told(each).text(QAccessible.Text.Name)]
        yield from (f"label “{each.text()[:30]}” says nothing" for each in empty)


def faults_of(root: QWidget) -> list[str]:
    found: set[str] = set()
    for look in (wrong_roles, wrong_states, unreachable, unsaid_values, labels_out_of_order):
        found |= set(look(root))
    return sorted(found)


def silent_menu_lines(menu: QMenu) -> list[str]:
    tree = told(menu)
    if tree.role() is not Role.PopupMenu:
        return [f"the menu {menu.title()} has the role {tree.role().name}"]
    lines = [tree.child(at) for at in range(tree.childCount())]
    return [
        f"line {number} of the menu {menu.title()}"
        for number, line in enumerate(lines)
        if line.role() is not Role.Separator
        and (line.role() is not Role.MenuItem or not line.text(QAccessible.Text.Name).strip())
    ]


def test_every_control_says_what_it_is_and_how_it_stands(qtbot, window, tmp_path):
    props = Props((), words_book(tmp_path / "tracker.xlsx"))
    seen, counted, wrong = 0, 0, {}
    for name, set_up in scenes(window, props):
        scene = set_up()
        qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
        QApplication.sendPostedEvents()
        seen += 1
        counted += len(list(controls(scene)))
        faults = silent_menu_lines(scene) if isinstance(scene, QMenu) else faults_of(scene)
        if faults:
            wrong[name] = faults
        if scene is not window:
            scene.close()
    assert seen > 60
    assert counted > 1_000
    assert wrong == {}, "\n".join(f"{name}: {fault}" for name in wrong for fault in wrong[name])


def test_the_window_tells_its_parts_as_regions(window):
    tree = told(window)
    assert tree.role() is Role.Window
    roles = {tree.child(at).role() for at in range(tree.childCount())}
    assert Role.MenuBar in roles
    assert Role.ToolBar in roles
    assert Role.StatusBar in roles


def test_the_chosen_place_is_told_as_chosen(window):
    tree = told(window.places)
    lines = [tree.child(at) for at in range(tree.childCount())]
    lines = [line for line in lines if line.role() is Role.ListItem]
    assert len(lines) == len(window.places.specs())
    assert sum(bool(line.state().selected) for line in lines) == 1


def test_a_fault_would_be_noticed(qtbot):
    class Mute(QWidget):
        """Takes the focus and says nothing of itself."""

    box = QWidget()
    qtbot.addWidget(box)
    Mute(box).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.show()
    assert any("has no role" in fault for fault in faults_of(box))
