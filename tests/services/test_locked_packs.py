"""A full pack with a password, and papers with one: neither is written anywhere."""

from __future__ import annotations

import pikepdf
import pytest

from plandesk.services.logs import log_folder

WORD = "Quokka-Zanzibar-7"


@pytest.fixture
def word_file(tmp_path):
    path = tmp_path / "word.txt"
    path.write_text(f"{WORD}\nsecond line\n", encoding="utf-8")
    return path


def said_in(*folders) -> bool:
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return any(WORD.encode() in path.read_bytes() for path in files)


def test_the_full_version_opens_with_its_password_alone(cli, sample_file, tmp_path, word_file):
    out = tmp_path / "packs"
    answer = cli.json(
        "pack", "build", sample_file, "Board", "--out", out, "--password-file", word_file
    )
    assert "error" not in answer, answer
    paths = {each["kind"]: each["path"] for each in answer["files"]}
    with pikepdf.open(paths["public"]) as pdf:
        assert not pdf.is_encrypted
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(paths["full"])
    with pikepdf.open(paths["full"], password=WORD) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.allow.accessibility
        assert len(pdf.pages) > 5
    assert not said_in(out, log_folder().parent, sample_file.parent / "sample.plandesk")
    assert WORD.encode() not in sample_file.read_bytes()
    assert WORD not in cli.out + cli.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--public",), "public pack has no password"),
        (("--full", "--html"), "would have no password"),
    ],
)
def test_a_password_that_would_protect_nothing_is_refused(
    cli, sample_file, tmp_path, word_file, words, told
):
    out = tmp_path / "packs"
    code = cli("pack", "build", sample_file, "Board", "--out", out, *words,
               "--password-file", word_file)  # fmt: skip
    assert code == 1
    assert told in cli.err
    assert not out.exists()


def test_an_empty_or_missing_password_file_is_wrong_usage(cli, sample_file, tmp_path):
    (tmp_path / "empty.txt").write_text("\n")
    for name in ("empty.txt", "gone.txt"):
        code = cli("pack", "build", sample_file, "Board", "--out", tmp_path / "packs",
                   "--password-file", tmp_path / name)  # fmt: skip
        assert code == 2


def test_a_locked_paper_is_added_with_its_password(cli, sample_file, tmp_path, word_file):
    paper = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper, encryption=pikepdf.Encryption(user=WORD, owner="another"))
    add = ("pack", "add", sample_file, "Board", "paper", "--paper", paper)
    assert cli(*add) == 1
    assert "password" in cli.err
    assert cli(*add, "--password-file", word_file) == 0
    assert cli("pack", "build", sample_file, "Board", "--full", "--out", tmp_path / "packs") == 0
    assert WORD.encode() not in sample_file.read_bytes()


def test_a_paper_of_many_pages_is_added_once_that_is_said(cli, sample_file, tmp_path):
    paper = tmp_path / "long.pdf"
    with pikepdf.new() as pdf:
        for _ in range(501):
            pdf.add_blank_page()
        pdf.save(paper)
    add = ("pack", "add", sample_file, "Board", "paper", "--paper", paper)
    assert cli(*add) == 1
    assert "501 pages" in cli.err
    assert cli(*add, "--allow", "pages") == 0
