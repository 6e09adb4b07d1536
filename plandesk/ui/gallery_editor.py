"""The scenes of the plan editor: the table, its editors and panels, menus, notes and inspector."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.places import Place

Scene = tuple[str, Callable[[], QWidget]]
_REF = "A2.4"
_MANY = ("lead", "due", "previous", "rating", "travel", "sponsor", "scope", "source", "outcome")
_CELLS = {
    "title": Column.TITLE,
    "lead": Column.LEAD,
    "due": Column.DUE,
    "rating": Column.CURRENT,
    "scope": Column.SCOPE,
    "outcome": Column.OUTCOME,
    "progress": Column.PROGRESS,
}


def editor_scenes(window: MainWindow) -> Iterator[Scene]:
    """Give what an officer sees who changes a plan; the plan itself is left as it was."""
    yield from _table(window)
    yield from _panels(window)
    yield from _cells(window)
    yield from _menus(window)
    yield from _inspector(window)
    yield from _notes(window)
    yield from _changed(window)


def done(shown: QWidget, *acts: Callable[[], object]) -> QWidget:
    """Do what sets a scene up, and give what is to be photographed."""
    for act in acts:
        act()
    return shown


def _stand(window: MainWindow, ref: str, column: Column = Column.TITLE) -> None:
    """Put the cursor on a cell of the row with a ref."""
    window.host.go(Place.PLAN)
    row = next(row for row in window.plan.model.all_rows() if row.ref == ref)
    window.plan.show_item(row.id)
    window.plan.view.setFocus()
    window.plan.view.setCurrentIndex(window.plan.model.index_for(row.id, column))


def _table(window: MainWindow) -> Iterator[Scene]:
    act, plan = window.actions_, window.plan
    columns = plan.view.columns
    yield "plan", lambda: done(window, lambda: window.host.go(Place.PLAN), plan.view.setFocus)
    yield "plan-many", lambda: done(window, plan.view.selectAll)
    yield "plan-columns", lambda: done(window, lambda: columns.show_fields(_MANY))
    right = plan.view.horizontalScrollBar()
    yield "plan-columns-right", lambda: done(window, lambda: right.setValue(right.maximum()))
    flat = act[ActionId.FLAT_LIST].trigger
    yield "plan-flat", lambda: done(window, lambda: columns.show_fields(()), flat)
    sorted_ = partial(plan.view.sortByColumn, Column.DUE, columns.sortIndicatorOrder())
    yield "plan-flat-sorted", lambda: done(window, sorted_)
    order = partial(plan.view.sortByColumn, -1, columns.sortIndicatorOrder())
    yield "plan-filters", lambda: done(window, order, flat, act[ActionId.MORE_FILTERS].trigger)
    words = plan.bar.text.setText
    yield "plan-found", lambda: done(window, lambda: words("recruit"), plan.bar.text.setFocus)
    yield "plan-no-match", lambda: done(window, lambda: words("no such words"))
    leave = (act[ActionId.CLEAR_FILTERS].trigger, act[ActionId.MORE_FILTERS].trigger)
    yield "plan-tidy", lambda: done(window, *leave, lambda: _stand(window, _REF))


def _panels(window: MainWindow) -> Iterator[Scene]:
    act, tools = window.actions_, window.tools
    bulk, change = tools.bulk, act[ActionId.CHANGE_ROWS].trigger

    def ask(column: Column, text: str) -> None:
        field = [bulk.field.itemData(at) for at in range(bulk.field.count())]
        bulk.field.setCurrentIndex(field.index(int(column)))
        bulk.words.setText(text)
        bulk.choice.setCurrentIndex(max(0, bulk.choice.findData(text)))
        bulk.settle()

    worst = [rating.word for rating in window.state.words.scale.values if rating.needs_reason]
    rows = (lambda: window.host.go(Place.PLAN), window.plan.view.selectAll, change)
    yield "plan-change-rating", lambda: done(window, *rows, lambda: ask(Column.CURRENT, worst[0]))
    yield "plan-change-lead", lambda: done(window, lambda: ask(Column.LEAD, "Head of"))
    yield "plan-change-due", lambda: done(window, lambda: ask(Column.DUE, "31 February"))
    paste = (bulk.leave, lambda: _stand(window, _REF, Column.DUE), lambda: _copy(_BLOCK))
    yield "plan-paste", lambda: done(window, *paste, tools.paste_block)
    # Without a desktop Qt keeps what was copied, and gives it up too late for Python.
    naming = (QGuiApplication.clipboard().clear, tools.paste.leave, act[ActionId.SAVE_VIEW].trigger)
    yield "plan-save-view", lambda: done(window, *naming)
    yield "plan-no-panel", lambda: done(window, tools.naming.leave)


_BLOCK = (
    "Ref\tDue\tRating\n"
    "A2.4\tAutumn 2024\tRed\n"
    "A2.5\t31/02/2025\tAmbr\n"
    "A2.6\tEnd March 2025\tGreen\n"
)


def _copy(tsv: str) -> None:
    data = QMimeData()
    data.setText(tsv)
    QGuiApplication.clipboard().setMimeData(data)


def _cells(window: MainWindow) -> Iterator[Scene]:
    view = window.plan.view

    def edit(column: Column) -> None:
        if view.isColumnHidden(column):
            view.columns.show_fields((*_MANY, "progress"))
        _stand(window, _REF, column)
        view.edit_current()

    def stop() -> None:
        editor = QApplication.focusWidget()
        if editor is not None and editor.property("cell"):
            view.closeEditor(editor, view.itemDelegate().EndEditHint.NoHint)

    for name, column in _CELLS.items():
        yield f"cell-{name}", lambda column=column: done(window, stop, lambda: edit(column))

    def complete(words: str) -> None:
        edit(Column.LEAD)
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit) and line.completer() is not None:
            line.setText(words)
            line.completer().setCompletionPrefix(words)
            line.completer().complete()

    yield "cell-lead-offers", lambda: done(window, stop, lambda: complete("head of"))
    yield "cell-none", lambda: done(window, stop, lambda: view.columns.show_fields(()))


def _menus(window: MainWindow) -> Iterator[Scene]:
    view, views, tools = window.plan.view, window.tools.views, window.tools

    def popped(menu: QMenu) -> QMenu:
        for other in (views.columns, views.saved):
            other.close()
        menu.popup(view.viewport().mapToGlobal(QPoint(0, 0)))
        return menu

    yield "menu-columns", lambda: popped(views.columns)
    yield "menu-views", lambda: popped(views.saved)
    go = partial(_stand, window, _REF)
    yield "plan-move-to", lambda: done(window, views.saved.close, go, tools.move_to)
    yield "plan-no-palette", lambda: done(window, window.commands.palette.hide)


def _inspector(window: MainWindow) -> Iterator[Scene]:
    def stand() -> None:
        _stand(window, _REF)
        window.actions_[ActionId.INSPECTOR].setChecked(True)
        window.inspector.load()

    pages = window.inspector.pages.findChildren(QWidget, "inspectorPage")
    for page in pages:
        name = f"inspector-{type(page).__name__}"
        turn = window.inspector.pages.show_page
        yield name, lambda page=page, turn=turn: done(window, stand, lambda: turn(page))


def _notes(window: MainWindow) -> Iterator[Scene]:
    told = window.messages.show_message
    offer = Offer("Show them", lambda: None)
    for kind in Kind:
        message = Message(kind, _SAID, _HINT, (offer,))
        yield f"note-{kind}", lambda message=message: done(window, lambda: told(message))
    say = window.commands.say_undoable
    gone = window.messages.dismiss
    yield "note-toast", lambda: done(window, gone, lambda: say("Changed the lead of 12 actions"))


_SAID = "Forecast date for A2.9 must be a real date, like 27 3 2025 or Autumn 2025."
_HINT = "It says “31/02/2024”. Type the date again, or leave it empty."


def _changed(window: MainWindow) -> Iterator[Scene]:
    """A few steps for the pages that tell of steps; they are undone afterwards."""
    edits, undo = window.plan.edits, window.bridge.undo

    def change() -> None:
        row = next(row for row in window.plan.model.all_rows() if row.ref == _REF)
        below = window.plan.model.children_of(row.id)
        edits.set_done(below[:1], done=False)
        edits.set_leads(row.id, "Head of Workforce / Director of Children's Services")
        edits.set_due(row.id, "Spring 2025")
        edits.remove(below[1:2])
        edits.shift([row.id], 1)

    def choose(at: int) -> None:
        page: Any = window.pages.currentWidget()  # only the history has a choice
        page.choice.choose(at)

    history = partial(window.host.go, Place.HISTORY)
    yield "history-steps", lambda: done(window, change, history, lambda: choose(0))
    yield "history-file", lambda: done(window, lambda: choose(1))
    yield "history-gone", lambda: done(window, lambda: choose(2))
    yield "renumber-preview", lambda: done(window, lambda: window.host.go(Place.RENUMBER))
    yield "history-undone", lambda: done(window, *[undo] * 5, history, lambda: choose(0))
