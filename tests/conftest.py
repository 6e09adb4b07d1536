"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["postgres_server", "trial_table"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real papers, trackers and faulty files, where the machine has it."""
    checkout = Path(__file__).resolve().parent.parent
    root = Path(os.environ.get("PLANDESK_SHARED", checkout.parent / "shared"))
    if not (root / "data" / "trackers").is_dir():
        pytest.skip(f"the shared data is not here (looked in {root}; set PLANDESK_SHARED)")
    return root / "data"


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Second copies and logs go into the test's own folder, never into the person's."""
    monkeypatch.setenv("PLANDESK_DATA", str(tmp_path / "data of the person"))


@pytest.fixture(scope="session")
def _sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from plandesk.services.samples.plan import write_sample

    path = tmp_path_factory.mktemp("sample") / "sample.plandesk"
    write_sample(path)
    return path.read_bytes()


@pytest.fixture
def sample_file(tmp_path: Path, _sample_bytes: bytes) -> Path:
    """A fresh copy of the sample plan."""
    path = tmp_path / "sample.plandesk"
    path.write_bytes(_sample_bytes)
    return path


@pytest.fixture
def sample(sample_file: Path) -> Iterator[object]:
    """The sample plan, open for writing."""
    from plandesk.services.document import Document

    with Document.open(sample_file, who="Officer") as document:
        yield document


class Cli:
    """Runs commands in this process and keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *words: object) -> int:
        from plandesk.cli.main import main

        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:  # --version and --help leave by themselves
            code = int(stop.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *words: object) -> dict:
        """Run a command with --json and return its answer."""
        import json

        self.code = self(*words, "--json")
        return json.loads(self.out)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line."""
    return Cli(capsys)


@pytest.fixture
def read_only_folder(_sample_bytes: bytes) -> Iterator[Path]:
    """A folder that the user may not write in, holding the sample plan."""
    import shutil
    import tempfile

    if os.name == "nt":
        pytest.skip("folders are protected in another way on Windows")
    folder = Path(tempfile.mkdtemp(prefix="plandesk-read-only-"))
    (folder / "sample.plandesk").write_bytes(_sample_bytes)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # to root no folder is read only
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)
