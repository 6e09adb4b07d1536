"""Two copies of a plan are brought together by one command."""

import contextlib
import json
import shutil
import sqlite3

import pytest


@pytest.fixture
def laptop(sample_file, tmp_path):
    return shutil.copy(sample_file, tmp_path / "laptop.plandesk")


def title(cli, plan, ref):
    cli("show", plan, ref, "--json")
    return json.loads(cli.out)["title"]


def test_what_the_other_copy_has_is_taken_over(cli, sample_file, laptop):
    cli("set", laptop, "A2.3", "title=Agreed on the laptop")
    assert cli("merge", sample_file, laptop, "--dry-run") == 0
    assert "1 changed" in cli.out
    assert title(cli, sample_file, "A2.3") != "Agreed on the laptop"
    assert cli("merge", sample_file, laptop) == 0
    assert title(cli, sample_file, "A2.3") == "Agreed on the laptop"
    assert cli("merge", sample_file, laptop) == 0
    assert "nothing that this plan does not have" in cli.out


def test_a_contradiction_is_shown_and_can_be_settled(cli, sample_file, laptop):
    cli("set", sample_file, "A2.3", "title=Here")
    cli("set", laptop, "A2.3", "title=There")
    assert cli("merge", sample_file, laptop, "--take", "A2.3.title=mine", "--json") == 1
    (conflict,) = json.loads(cli.out)["conflicts"]
    assert (conflict["ref"], conflict["field"], conflict["takes"]) == ("A2.3", "title", "mine")
    assert title(cli, sample_file, "A2.3") == "Here"


def test_a_backup_from_before_serves_where_the_copies_share_no_history(cli, sample_file, tmp_path):
    cli("export", sample_file, "--json", tmp_path / "plan.json")
    for name in ("one", "other", "base"):
        cli("new", tmp_path / f"{name}.plandesk", "--from-json", tmp_path / "plan.json")
    one, other = tmp_path / "one.plandesk", tmp_path / "other.plandesk"
    with contextlib.closing(sqlite3.connect(one)) as connection, connection:
        connection.execute("DELETE FROM change_entry")
        connection.execute("DELETE FROM change_set")
    cli("set", other, "A2.3", "title=There")
    assert cli("merge", one, other) == 1
    assert "do not come from one plan" in cli.err
    assert cli("merge", one, other, "--base", tmp_path / "base.plandesk") == 0
    assert title(cli, one, "A2.3") == "There"


def test_a_word_it_does_not_know_is_refused(cli, sample_file, laptop):
    assert cli("merge", sample_file, laptop, "--take", "everything") == 2
    assert "does not say what to take" in cli.err
