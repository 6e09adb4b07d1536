"""Which files are read: folders, zips, files twice over and files of one name."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from returned import answer, issue, refs_of

from plandesk.errors import UserError
from plandesk.excel.returns.files import collect_files
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.preview import Outcome
from plandesk.services.returns.questions import annotated_copies


@pytest.fixture
def sent(sample, tmp_path):
    """One return of six rows, issued."""
    return issue(sample, tmp_path / "out", "Head of SEND")[0].file


def test_a_folder_and_a_zip_of_returns_are_read(sample, tmp_path):
    written = issue(sample, tmp_path / "out")
    for each in written:
        answer(each.file, {refs_of(each.file)[0]: {"progress": f"From {each.lead}."}})
    (tmp_path / "out" / "~$lock.xlsx").write_bytes(b"x")
    from_folder = preview_returns(sample, [tmp_path / "out"])
    assert len(from_folder.files) == len(written)
    packed = tmp_path / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for each in written:
            archive.write(each.file, f"../{each.file.name}")
    from_zip = preview_returns(sample, [packed])
    assert [file.fingerprint for file in from_zip.files] == [
        file.fingerprint for file in from_folder.files
    ]
    assert from_zip.files[0].label.startswith("returns.zip: ")


def test_a_file_that_its_folder_brings_again_is_read_once(sample, sent):
    preview = preview_returns(sample, [sent, sent.parent])
    assert [each.path for each in preview.files] == [sent]


def test_files_of_one_name_in_two_folders_are_told_apart(sample, tmp_path):
    for place, lead in (("North", "Head of SEND"), ("South", "Principal Social Worker")):
        written = issue(sample, tmp_path / "out", lead)[0].file
        (tmp_path / place).mkdir()
        for ref in refs_of(written):
            answer(written, {ref: {"rating": "Ambr"}})
        shutil.copy(written, tmp_path / place / "Return.xlsx")
    preview = preview_returns(sample, [tmp_path / "North", tmp_path / "South"])
    assert [each.label for each in preview.files] == ["North/Return.xlsx", "South/Return.xlsx"]
    copies = annotated_copies(preview, tmp_path / "back")
    assert [each.name for each in copies] == [
        "North Return - to fix.xlsx",
        "South Return - to fix.xlsx",
    ]


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(UserError, match="no workbooks"):
        collect_files([tmp_path])


def test_the_same_file_twice_is_read_once(sample, sent, tmp_path):
    twin = tmp_path / "copy.xlsx"
    twin.write_bytes(sent.read_bytes())
    preview = preview_returns(sample, [sent, twin])
    assert preview.files[1].outcome is Outcome.REJECT
    assert "same file" in preview.files[1].findings[0].message
