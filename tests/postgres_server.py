"""A PostgreSQL server of the tests' own, reached through a socket in a folder of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from plandesk.store.server import ServerAddress, server_address

_NUMBERS = count()


class Server:
    """A running server; as root it runs as the user ``postgres``, since it refuses to be root."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self._user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self.run("initdb", "-D", folder / "data", "-U", "plandesk", "--auth=trust", "-E", "UTF8")
        self.start()

    def start(self) -> None:
        """Start it, reachable through the socket only."""
        asked = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self.run("pg_ctl", "-D", self.folder / "data", "-o", asked, "-l", self.log, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; ``immediate`` is as if its machine lost power."""
        self.run("pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.folder / "log"

    def run(self, program: str, *words: object) -> None:
        """Run one of the server's own programs."""
        subprocess.run(
            [self.programs / program, *map(str, words)],
            check=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user,
            cwd=self.folder,
        )

    def empty_database(self, like: str = "template0") -> ServerAddress:
        """Make a database and return its address; ``like`` another one, to begin with that."""
        name = f"plan{next(_NUMBERS)}"
        self.run("createdb", "-h", self.folder, "-U", "plandesk", "-T", like, name)
        address = server_address(f"postgresql://plandesk@/{name}?host={self.folder}")
        assert address is not None
        return address


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server for the length of the tests; they are left out where there is none installed."""
    pytest.importorskip("psycopg", reason="the server part of PlanDesk is not installed")
    found = shutil.which("initdb")
    folders = (
        [Path(found).resolve().parent]
        if found
        else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    )
    if not folders:
        pytest.skip("PostgreSQL is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="plandesk-server-"))
    made = Server(folders[-1], folder)
    yield made
    made.stop("immediate")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def _sample_there(server: Server, _sample_bytes: bytes) -> ServerAddress:
    from plandesk.services.copies.between import copy_between

    plan = server.folder / "sample.plandesk"
    plan.write_bytes(_sample_bytes)
    address = server.empty_database()
    copy_between(plan, address)
    return address


@pytest.fixture
def shared(server: Server, _sample_there: ServerAddress) -> ServerAddress:
    """The sample plan on the server, for one test."""
    return server.empty_database(like=_sample_there.name)
