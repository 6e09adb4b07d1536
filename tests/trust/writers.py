"""Programs that write to a plan until they are killed; each says aloud what it has finished."""

import datetime as dt
import os
import random

from plandesk.models.types import Part
from plandesk.services.copies.restore import restore_backup
from plandesk.services.document import Document
from plandesk.services.new_plan import empty_plan
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetDue, SetPeople, SetTitle
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.queries.plan_tree import periods, plan_rows
from plandesk.store.backup import list_backups


def commits(path):
    """How many steps the file has seen."""
    with Document.open(path, read_only=True) as document:
        return document.commits


def edit(path, dice, say):
    """Edit, add, move and remove rows for ever."""
    with Document.open(path) as document:
        while True:
            with document.read() as session:
                rows = plan_rows(session, None)
            row = dice.choice(rows)
            actions = [one.id for one in rows if one.level == 3]
            projects = [one.id for one in rows if one.level == 2 and not one.reported_elsewhere]
            document.run(
                dice.choice(
                    [
                        SetTitle(row.id, "x" * dice.randrange(1, 900)),
                        SetDue((row.id,), dice.choice(["May 2025", "Autumn 2024", "Ongoing"])),
                        SetPeople((row.id,), Part.LEAD, (f"Post {dice.randrange(9)}",)),
                        AddItem(row.plan_id, dice.choice(projects), "New action"),
                        MoveItems((dice.choice(actions),), dice.choice(projects)),
                        RemoveItems((dice.choice(actions),)),
                    ]
                )
            )
            say(document.commits)


def bring_in(path, dice, say):
    """Add whole plans, each one step of many rows."""
    from plandesk.services.samples.source import sample_content

    content = sample_content()
    with Document.open(path) as document:
        while True:
            document.run(AddContent(content))
            say(document.commits)
            document.run(AddContent(empty_plan("action-plan")))
            say(document.commits)


def close_periods(path, dice, say):
    """Open, close and reopen periods; each closing keeps a backup first."""
    with Document.open(path) as document:
        day = dt.date(2025, 1, 31) + dt.timedelta(days=31 * document.commits)
        while True:
            day += dt.timedelta(days=31)
            document.run(OpenPeriod(f"Period {document.commits} {day}", day))
            say(document.commits)
            with document.read() as session:
                newest = periods(session)[-1]
            document.run(ClosePeriod(newest.id, accept="Agreed by the chair"))
            say(document.commits)
            document.run(ReopenPeriod(newest.id, "A rating was wrong"))
            say(document.commits)


def back_up(path, dice, say):
    """Edit and keep copies."""
    with Document.open(path) as document:
        for number in range(10**6):
            with document.read() as session:
                row = dice.choice(plan_rows(session, None))
            document.run(SetTitle(row.id, f"Title {number}"))
            say(document.commits)
            document.backup(f"number {number}")


def restore(path, dice, say):
    """Bring back one copy after the other; every copy has seen as many steps as any."""
    if not list_backups(path):
        with Document.open(path) as document:
            for number in range(3):
                document.backup(f"copy {number}")
    while True:
        restore_backup(path, dice.choice(list_backups(path)).path)
        say(commits(path))


def bring_up_to_date(path, dice, say):
    """Update the plan to a version that has one more step, again and again."""
    import sys
    import types

    from plandesk.store import file, migrations
    from plandesk.store.migrations import runner

    def upgrade(operations):
        operations.execute("ALTER TABLE plan_item ADD COLUMN weight INTEGER")
        operations.execute("UPDATE plan_item SET weight = 2 * position")
        operations.execute("ALTER TABLE plan_item DROP COLUMN weight")

    module = types.ModuleType(f"{migrations.__name__}.later")
    module.upgrade = upgrade
    sys.modules[module.__name__] = module
    steps, newer, old = runner.steps(), file.SCHEMA_VERSION + 1, path.read_bytes()
    runner.steps = lambda: {**steps, newer: "later"}
    file.SCHEMA_VERSION = newer
    while True:
        say(0)
        file.open_plan_file(path).close()
        fresh = path.with_name("fresh")
        fresh.write_bytes(old)
        fresh.replace(path)


def start(kind, path, seed):
    """Run a writer in a child process; return its id and where it speaks."""
    listening, speaking = os.pipe()
    child = os.fork()
    if child:
        os.close(speaking)
        return child, listening
    os.close(listening)
    try:
        kind(path, random.Random(seed), lambda number: os.write(speaking, f"{number}\n".encode()))
    except BaseException as error:  # noqa: BLE001 - the parent must hear of it, whatever it is
        os.write(speaking, f"failed: {error!r}\n".encode())
    os._exit(1)
