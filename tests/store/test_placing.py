"""A rename that a virus scanner stands in the way of for a moment, as Windows tells of it."""

import os
import time

import pytest

from plandesk.errors import FileProblem
from plandesk.services.copies.restore import restore_backup
from plandesk.services.document import Document
from plandesk.store.backup import copy_plan
from plandesk.store.placing import put_in_place


class Scanner:
    """Holds what was just written for a number of tries; ``winerror`` is what Windows says."""

    def __init__(self, holds, winerror=32):
        self.holds, self.winerror, self.waits, self.tries = holds, winerror, [], 0
        self._replace = os.replace

    def replace(self, source, target):
        self.tries += 1
        if self.tries <= self.holds:
            error = PermissionError(13, "used by another process")
            error.winerror = self.winerror
            raise error
        self._replace(source, target)


@pytest.fixture
def scanner(monkeypatch):
    def begin(holds, winerror=32):
        one = Scanner(holds, winerror)
        monkeypatch.setattr(os, "replace", one.replace)
        monkeypatch.setattr(time, "sleep", one.waits.append)
        return one

    return begin


@pytest.fixture
def written(tmp_path):
    part, target = tmp_path / "plan.part", tmp_path / "plan"
    part.write_text("new")
    target.write_text("former")
    return part, target


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_is_let_go_of_gets_its_place(written, scanner, winerror):
    part, target = written
    scanner(3, winerror)
    waits = []
    assert put_in_place(part, target, waits.append) == target
    assert target.read_text() == "new"
    assert not part.exists()
    assert waits == [0.2, 0.2, 0.2]


def test_one_that_is_never_let_go_of_is_given_up_after_a_second(written, scanner):
    part, target = written
    held = scanner(100)
    waits = []
    with pytest.raises(PermissionError):
        put_in_place(part, target, waits.append)
    assert (held.tries, sum(waits)) == (6, pytest.approx(1))
    assert target.read_text() == "former"


@pytest.mark.parametrize("winerror", [None, 80])
def test_any_other_refusal_is_final_at_once(written, scanner, winerror):
    part, target = written
    held = scanner(1, winerror)
    with pytest.raises(PermissionError):
        put_in_place(part, target)
    assert (held.tries, held.waits) == (1, [])


def test_a_copy_and_a_restored_backup_wait_for_the_scanner(sample_file, tmp_path, scanner):
    kept = tmp_path / "kept.plandesk"
    first = scanner(2)
    copy_plan(sample_file, kept)
    assert len(first.waits) == 2
    second = scanner(4)
    restore_backup(sample_file, kept)
    assert second.waits
    Document.open(sample_file).close()


def test_a_copy_that_finds_no_place_leaves_the_former_file_and_no_rest(sample_file, scanner):
    before = sample_file.read_bytes()
    other = sample_file.with_name("other.plandesk")
    other.write_bytes(before)
    scanner(100)
    with pytest.raises(FileProblem, match="could not write"):
        copy_plan(sample_file, other)
    assert other.read_bytes() == before
    assert [path.name for path in other.parent.glob("*.part")] == []
