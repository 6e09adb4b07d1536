"""Writing the whole plan for other programs: JSON that reads back, or a workbook."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from plandesk.errors import writing
from plandesk.services.plan_json import plan_contents, to_json
from plandesk.store.dialects import is_file
from plandesk.store.placing import put_in_place
from plandesk.store.room import need_room


def export_json(session: Session, path: Path) -> None:
    """Write every plan of the file as JSON; raises NoRoom for too full a disk."""
    text = to_json(plan_contents(session))
    need_room(path.parent, len(text), path.name)
    part = path.with_name(path.name + ".part")
    with writing(path):
        try:
            part.write_text(text, encoding="utf-8")
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)


def export_xlsx(session: Session, path: Path) -> None:
    """Write every plan of the file as a workbook: one sheet a plan, and one a register."""
    from plandesk.excel.write_plan import write_plan_book
    from plandesk.services.registers.workbook import register_tables

    need_room(path.parent, _size(session), path.name)
    contents = [content for _, content in plan_contents(session)]
    write_plan_book(contents, path, register_tables(session))


def _size(session: Session) -> int:
    if not is_file(session.connection()):
        return 0  # it is written out of a server that has room of its own
    asked = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    return int(session.connection().exec_driver_sql(asked).scalar() or 0)
