import sqlite3
from contextlib import closing
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from plandesk.store.address import address_of, sqlite_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/srv/a b/plan.plandesk"), "file:///srv/a%20b/plan.plandesk?mode=ro"),
        (
            PureWindowsPath(r"C:\Plans\50% #1?.plandesk"),
            "file:///C:/Plans/50%25%20%231%3F.plandesk?mode=ro",
        ),
        (
            PureWindowsPath(r"\\server\share\plan.plandesk"),
            "file:////server/share/plan.plandesk?mode=ro",
        ),
    ],
)
def test_the_address_names_the_file_on_each_system(path, address):
    assert address_of(path, "ro") == address


def test_a_server_in_the_place_of_web_addresses_is_what_sqlite_refuses(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="authority"):
        sqlite3.connect("file://server/share/plan.plandesk?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        sqlite3.connect(address_of(PureWindowsPath(r"\\server\share\x"), "ro"), uri=True)


@pytest.mark.parametrize("name", ["50% #1 ?x=1&y.db", "Gŵyl ‘24’.db", "a+b;c.db"])
def test_sqlite_finds_a_file_of_any_name(tmp_path, name):
    plan = tmp_path / name
    with closing(sqlite3.connect(plan)) as made:
        made.execute("CREATE TABLE here (x)")
    with closing(sqlite3.connect(sqlite_address(plan, "ro"), uri=True)) as read:
        assert read.execute("SELECT name FROM sqlite_master").fetchone() == ("here",)
