"""Returns that a password opens: issued, answered, and taken in again."""

from __future__ import annotations

import contextlib
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from plandesk.errors import NeedsAnswer, UserError
from plandesk.excel.filekind import FileKind, recognise
from plandesk.services.logs import log_folder

pytest.importorskip("msoffcrypto", reason="the extra plandesk[encrypted] is not installed")

from plandesk.excel.locked_books import locked, unlocked

WORD = "Quokka-Zanzibar-7"


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "word.txt"
    path.write_text(WORD, encoding="utf-8")
    return path


def answered(path: Path, ref_row: int = 2) -> None:
    plain = path.with_name("plain.xlsx")
    plain.write_bytes(unlocked(path.read_bytes(), path.name, WORD))
    book = load_workbook(plain)
    book["Actions"][f"G{ref_row}"] = "Twelve visits were made."
    book.save(plain)
    path.write_bytes(locked(plain.read_bytes(), WORD))
    plain.unlink()


def test_a_return_goes_out_and_comes_back_with_its_password(cli, sample_file, tmp_path, word_file):
    out = tmp_path / "returns"
    answer = cli.json("returns", "issue", sample_file, "--out", out, "--password-file", word_file)
    assert "error" not in answer, answer
    paths = [Path(each["file"]) for each in answer["returns"]]
    assert len(paths) > 3
    assert {recognise(path.read_bytes()) for path in paths} == {FileKind.PASSWORD}
    answered(paths[0])
    take = ("returns", "import", sample_file, paths[0], "--dry-run")
    refused = cli.json(*take)
    assert refused["files"][0]["outcome"] == "reject"
    assert "password" in refused["files"][0]["findings"][0]["message"]
    taken = cli.json(*take, "--password-file", word_file)
    said = [each["returned"] for each in taken["files"][0]["changes"]]
    assert "Twelve visits were made." in said
    for path in (sample_file, *log_folder().rglob("*"), *out.iterdir()):
        assert WORD.encode() not in path.read_bytes()


def test_another_password_is_told_and_nothing_is_read(cli, sample_file, tmp_path, word_file):
    out = tmp_path / "returns"
    answer = cli.json("returns", "issue", sample_file, "--out", out, "--password-file", word_file)
    word_file.write_text("wrong", encoding="utf-8")
    path = answer["returns"][0]["file"]
    read = cli.json("returns", "import", sample_file, path, "--password-file", word_file)
    (finding,) = read["files"][0]["findings"]
    assert "another password" in finding["message"]
    assert read["applied"] == 0


def test_the_workbook_of_the_set_opens_with_its_password_or_says_so(shared_data):
    data = (shared_data / "badfiles" / "x027_password.xlsx").read_bytes()
    with pytest.raises(NeedsAnswer, match="another password"):
        unlocked(data, "x027_password.xlsx", "surely not this")


def test_a_damaged_locked_workbook_is_refused_in_words():
    out = BytesIO()
    Workbook().save(out)
    whole = locked(out.getvalue(), WORD)
    for cut in range(600, len(whole), len(whole) // 12):
        broken = whole[: cut - 300] + bytes(300) + whole[cut:]
        with contextlib.suppress(UserError):
            assert unlocked(broken, "a.xlsx", WORD) == out.getvalue()
