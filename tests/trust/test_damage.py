"""Damage that no one did on purpose: one bit of the file is not what it was.

``PLANDESK_FLIPS`` is how many bits are flipped, one at a time, ``PLANDESK_OPENS`` how often a
sound plan is opened.
"""

import contextlib
import os
import random
import sqlite3

import pytest

from plandesk.errors import UserError
from plandesk.models.tables import metadata
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document

FLIPS = int(os.environ.get("PLANDESK_FLIPS", "150" if os.environ.get("CI") else "40"))
OPENS = int(os.environ.get("PLANDESK_OPENS", "40" if os.environ.get("CI") else "10"))
LIMIT = int(os.environ.get("PLANDESK_TIMEOUT", "3600"))  # seconds

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(LIMIT),
]


def content(path):
    """Every row of every table, as SQLite reads it; what cannot be read counts as different."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            return {
                name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in sorted(metadata.tables)
            }
        except (sqlite3.Error, ValueError) as error:
            return str(error)


def noticed(path):
    """What opening the plan says of it; empty when it is called sound."""
    try:
        with Document.open(path, read_only=True) as document, document.read() as session:
            return file_problems(session)
    except UserError as problem:
        return [str(problem)]


@pytest.fixture
def used(sample_file):
    """The sample after some work, with an attached file."""
    from plandesk.services.ops.detail import AddEvidence, AttachedFile, EvidenceText
    from plandesk.services.queries.plan_tree import plan_rows

    with Document.open(sample_file, who="Officer") as document:
        with document.read() as session:
            row = next(row for row in plan_rows(session, None) if row.level == 3)
        minutes = AttachedFile("minutes.txt", b"Agreed by all. " * 400)
        document.run(AddEvidence(row.id, EvidenceText("Minutes"), file=minutes))
    return sample_file


def test_every_flipped_bit_that_changes_the_plan_is_noticed(used, trial):
    whole, before = used.read_bytes(), content(used)
    dice = random.Random(FLIPS)
    changed = 0
    for _ in range(FLIPS):
        place, bit = dice.randrange(100, len(whole)), dice.randrange(8)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        used.write_bytes(damaged)
        if content(used) != before:
            changed += 1
            assert noticed(used), f"bit {bit} of byte {place}"
        trial("a flipped bit")
    assert changed > FLIPS / 4


def test_a_sound_plan_is_never_called_damaged(used, trial):
    for _ in range(OPENS):
        assert noticed(used) == []
        trial("opening of a sound plan")
