"""A locked copy of a plan: nothing of it can be read without the password, and all with it."""

from __future__ import annotations

import json
import random

import pytest

from plandesk.services.logs import log_folder

pytest.importorskip("sqlcipher3", reason="the extra plandesk[encrypted] is not installed")

WORD = "it's Quokka \u00e9 7"


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "word.txt"
    path.write_text(WORD, encoding="utf-8")
    return path


@pytest.fixture
def locked(cli, sample_file, tmp_path, word_file):
    target = tmp_path / "sent.plandesk-locked"
    assert cli("lock", sample_file, "--to", target, "--password-file", word_file) == 0, cli.err
    return target


def test_what_was_locked_is_the_plan_when_it_is_unlocked(cli, locked, sample_file, tmp_path,
                                                         word_file):  # fmt: skip
    made = tmp_path / "again.plandesk"
    assert cli("unlock", locked, "--to", made, "--password-file", word_file) == 0, cli.err
    for path in (sample_file, made):
        assert cli("export", path, "--json", tmp_path / f"{path.stem}.json") == 0
    one, two = (
        json.loads((tmp_path / f"{n}.json").read_text("utf-8")) for n in ("sample", "again")
    )
    assert one == two
    assert cli("check", made, "--json") in (0, 1)
    assert json.loads(cli.out)["file"]["ok"]
    assert cli("set", made, "A1.1", "title=Changed") == 0


def test_nothing_of_the_plan_can_be_read_in_the_locked_copy(locked, sample_file):
    data = locked.read_bytes()
    assert not data.startswith(b"SQLite")
    assert b"plan_item" in sample_file.read_bytes()
    for word in (b"plan_item", b"CREATE TABLE", b"Amber", WORD.encode()):
        assert word not in data
    assert {path.name for path in locked.parent.iterdir()} & {"sample.plandesk.locking"} == set()
    assert WORD not in "".join(path.read_text("utf-8") for path in log_folder().iterdir())


def test_another_password_opens_nothing(cli, locked, tmp_path, word_file):
    word_file.write_text("wrong", encoding="utf-8")
    made = tmp_path / "again.plandesk"
    assert cli("unlock", locked, "--to", made, "--password-file", word_file) == 1
    assert "does not open with this password" in cli.err
    assert not made.exists()
    assert "wrong" not in cli.err
    assert cli("unlock", locked, "--to", made) == 2
    assert cli("info", locked) == 3


def test_every_damaged_bit_is_noticed(cli, locked, tmp_path, word_file):
    whole, dice = locked.read_bytes(), random.Random(7)
    made = tmp_path / "again.plandesk"
    for _ in range(25):
        broken = bytearray(whole)
        broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        locked.write_bytes(bytes(broken))
        assert cli("unlock", locked, "--to", made, "--password-file", word_file) in (1, 3)
        assert not made.exists()
        assert not made.with_name(made.name + ".part").exists()


def test_a_name_that_is_taken_is_not_written_over(cli, locked, sample_file, word_file):
    before = locked.read_bytes()
    assert cli("lock", sample_file, "--to", locked, "--password-file", word_file) == 2
    assert locked.read_bytes() == before


def test_a_locked_copy_is_named_as_such_where_a_plan_is_asked_for(cli, locked):
    assert cli("info", locked) == 3
    assert "only its password opens" in cli.err
    assert "plandesk unlock" in cli.err
