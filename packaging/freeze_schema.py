"""Keep the tables of a file version for good, so that later versions have something to start from.

Run without words it writes the SQL of version 1 from the models, and a small plan of that version
for the tests; once version 1 is released it is never run so again. With an older plan it prints
the Alembic operations that bring that plan up to the models, for the hand-written step of a new
version.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from plandesk.models.tables import metadata

CHECKOUT = Path(__file__).parent.parent
FIRST = CHECKOUT / "plandesk/store/migrations/v0001_first_tables.sql"
FIRST_PLAN = CHECKOUT / "tests/store/plans/version-1.plandesk"


def first_tables() -> str:
    """Return the SQL that makes every table and index of the models."""
    dialect = create_engine("sqlite://").dialect
    statements: list[str] = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            statements.append(str(CreateIndex(index).compile(dialect=dialect)).strip())
    tidy = ("\n".join(line.rstrip() for line in each.splitlines()) for each in statements)
    return ";\n\n".join(tidy).replace("\t", "    ") + ";\n"


def write_first_plan(path: Path) -> None:
    """Write a small plan with rows, a period, ratings and a history, for later versions to open."""
    from plandesk.models.content import ItemContent, PeriodContent, UpdateContent
    from plandesk.models.types import Level
    from plandesk.services.document import Document
    from plandesk.services.new_plan import empty_plan
    from plandesk.services.ops.content import AddContent
    from plandesk.services.ops.edit import SetTitle

    said = (UpdateContent("April 2024", "amber", progress="Half of it is done."),)
    items = (
        ItemContent("w", Level.WORKSTREAM, "Leadership", "", "A"),
        ItemContent("p", Level.PROJECT, "A structure that lasts", "w", "A1"),
        ItemContent("a", Level.ACTION, "Appoint", "p", "A1.1", due="July 2024", updates=said),
    )
    content = replace(
        empty_plan("improvement-plan", "A plan of version 1"),
        periods=(PeriodContent("April 2024", dt.date(2024, 4, 30)),),
        items=items,
    )
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    moment = dt.datetime(2024, 5, 2, 9, 0)  # noqa: DTZ001 - as the file keeps it
    with Document.create(path, who="Officer", clock=lambda: moment) as document:
        document.run(AddContent(content, uid="00000000-0000-4000-8000-000000000001"))
        document.run(SetTitle(3, "Appoint to all posts"))


def upgrade_code(plan: str) -> str:
    """Return the Alembic operations that bring the plan at ``plan`` up to the models."""
    engine = create_engine(f"sqlite:///{plan}")
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return render_python_code(produce_migrations(context, metadata).upgrade_ops)
    finally:
        engine.dispose()


def main() -> int:
    """Print the operations for an older plan, or write the tables of version 1."""
    if len(sys.argv) > 1:
        print(upgrade_code(sys.argv[1]))
    else:
        FIRST.write_text(first_tables(), encoding="utf-8")
        write_first_plan(FIRST_PLAN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
