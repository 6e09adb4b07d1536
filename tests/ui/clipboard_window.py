"""A real window on a real display for the clipboard test: does what the lines of its input say."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSocketNotifier
from PySide6.QtGui import QGuiApplication

from plandesk.ui.actions import ActionId
from plandesk.ui.app import make_application, make_window
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.settings import AppSettings


def main() -> int:
    """Open the plan, and copy or paste on request; each answer is one line of JSON."""
    app = make_application()
    path = Path(sys.argv[1])
    window = make_window(app, AppSettings(path.with_suffix(".ini")))
    window.show()
    window.files.open_path(path)
    plan = window.plan
    ids = {row.ref: row.id for row in plan.model.all_rows() if row.ref}

    def answer(said: object) -> None:
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    def choose(refs: list[str], column: Column) -> None:
        plan.show_item(ids[refs[0]])
        view = plan.view
        view.setCurrentIndex(plan.model.index_for(ids[refs[0]], column))
        flags = QItemSelectionModel.SelectionFlag
        for ref in refs:
            index = plan.model.index_for(ids[ref])
            view.selectionModel().select(index, flags.Select | flags.Rows)

    def obey() -> None:
        act, *refs = sys.stdin.readline().split()
        if act == "copy":
            choose(refs, Column.TITLE)
            window.actions_[ActionId.COPY_HEADED].trigger()
            rows = [plan.model.row_by_id(ids[ref]) for ref in refs]
            scale = window.state.words.scale
            rated = [scale.by_code(row.current) for row in rows if row]
            answer([(row.ref, row.title) for row in rows if row])
            answer([(one.word, one.fill) if one else None for one in rated])
        elif act == "paste":
            choose(refs, Column.LEAD)
            window.tools.paste_block()
            formats = clipboard.mimeData().formats()
            window.tools.paste.take()
            rows = [plan.model.row_by_id(ids[ref]) for ref in refs]
            answer([(row.leads, row.due_text) for row in rows if row])
            answer(formats)
        else:
            app.quit()

    def tell() -> None:
        if not clipboard.ownsClipboard():
            answer("changed")

    clipboard = QGuiApplication.clipboard()
    clipboard.dataChanged.connect(tell)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(obey)
    answer("ready")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
