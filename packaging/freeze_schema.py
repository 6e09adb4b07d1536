"""Keep the tables of a file version for good, so that later versions have something to start from.

Run without words it writes the SQL of version 1 from the models; once version 1 is released it is
never run so again. With an older plan it prints the Alembic operations that bring that plan up to
the models, for the hand-written step of a new version.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from plandesk.models.tables import metadata

FIRST = Path(__file__).parent.parent / "plandesk/store/migrations/v0001_first_tables.sql"


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
    return 0


if __name__ == "__main__":
    sys.exit(main())
