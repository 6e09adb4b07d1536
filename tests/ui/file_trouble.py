"""What happens to a plan's file in the tests of the window, and what a person does about it."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import plan_rows


def titles(path):
    with Document.open(path, read_only=True) as document, document.read() as session:
        return {row.title for row in plan_rows(session, None)}


def edit(document, title):
    with document.read() as session:
        row = plan_rows(session, None)[0]
    document.run(SetTitle(row.id, title))


def damage(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE plan_item SET title = title || '?' WHERE id = 5")
        connection.commit()


@contextlib.contextmanager
def full_disk():
    """No file grows any more, so no journal can be written; reading goes on."""
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def take(window, words):
    offer = next(one for one in window.messages.message.offers if one.text == words)
    window.messages.dismiss()
    offer.act()


def stand_on(window, ref, column):
    row = next(row for row in window.plan.model.all_rows() if row.ref == ref)
    window.plan.show_item(row.id)
    index = window.plan.view.currentIndex().siblingAtColumn(column)
    window.plan.view.setCurrentIndex(index)
    return row


def written_by_a_colleague(plan, title):
    """Lay a copy over the plan that a colleague changed, as a synced folder does."""
    copy = Path(shutil.copy(plan, plan.with_name("theirs")))
    with Document.open(copy, who="A. Colleague") as other:
        edit(other, title)
    plan.write_bytes(copy.read_bytes())
    copy.unlink()


def lay_in_its_place(plan, other):
    """Replace the file by another in one rename, as sync programs do."""
    Path(other).replace(plan)
