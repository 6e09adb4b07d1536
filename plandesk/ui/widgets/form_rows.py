"""Empties a form whose rows are made anew for another kind of thing."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout


def clear_rows(form: QFormLayout) -> None:
    """Take every row out; its widgets go when nothing is on its way to them any more.

    ``QFormLayout.removeRow`` deletes at once, also the field that has the keyboard just now.
    """
    while form.rowCount():
        row = form.takeRow(0)
        for item in (row.labelItem, row.fieldItem):
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
