from __future__ import annotations

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import return_samples as samples

from plandesk.errors import UserError
from plandesk.excel.guard import capped_rows, open_guarded, without_far_columns
from plandesk.excel.raw_sheets import read_book

# Faults of the file itself: the guard alone must answer them as the manifest says.
FILE_LEVEL = ("x00", "x01", "x02", "x03", "x04", "x093", "x096", "x114")


def manifest(folder: Path) -> list[dict]:
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = [each for each in listed if each["file"].startswith(FILE_LEVEL)]
    assert len(found) > 25, "the set of faulty workbooks is not whole"
    return found


def test_faulty_files_are_refused_or_read_as_the_manifest_says(shared_data):
    folder = shared_data / "badfiles"
    wrong: list[str] = []
    for case in manifest(folder):
        # What only the layout of a return can tell is tested on our own returns.
        layout = case["file"][:4] in {"x043", "x045", "x048", "x049"}
        words = ""
        try:
            book = open_guarded(folder / case["file"])
            notes = read_book(book).notes
            refused, words = False, " ".join(notes)
        except UserError as error:
            refused, words = True, str(error)
        if layout or case["outcome"] == "rows":
            continue
        if refused != (case["outcome"] == "reject"):
            wrong.append(f"{case['file']}: {words or 'read'}")
        missing = [each for each in case["mentions"] if each.casefold() not in words.casefold()]
        if missing:
            wrong.append(f"{case['file']} does not mention {missing}: {words}")
        if refused and case["file"] not in words:
            wrong.append(f"{case['file']} is not named: {words}")
    assert not wrong, "\n".join(wrong)


def test_a_zip_bomb_is_refused_without_unpacking_it(shared_data):
    for name in (
        "x010_zip_bomb_sheet.xlsx",
        "x011_zip_bomb_strings.xlsx",
        "x013_zip_size_lies.xlsx",
    ):
        tracemalloc.start()
        with pytest.raises(UserError):
            open_guarded(shared_data / "badfiles" / name)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 20 * 2**20, f"{name} took {peak / 2**20:.0f} MB"


def test_openpyxl_reads_a_workbook_whose_styles_it_cannot_read(shared_data):
    book = open_guarded(shared_data / "badfiles" / "x034_bad_style.xlsx")
    with book.workbook() as opened:
        rows = list(capped_rows(book, opened.worksheets[0]))
    assert rows[4][6].value == "Amber"


def test_the_stated_size_of_a_sheet_is_not_believed(shared_data):
    for name in ("x003_no_dimension.xlsx", "x005_dimension_lies_big.xlsx"):
        book = open_guarded(shared_data / "badfiles" / name)
        with book.workbook() as opened:
            rows = list(capped_rows(book, opened.worksheets[0]))
        assert len(rows) == 16


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Ref,Rating\nA1,Amber\n", "text file"),
        (b"\x89PNG\r\n\x1a\n0000", "a picture"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<html><body>Log in</body></html>", "a web page"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\x00\x01\x02\x03", "not an Excel workbook"),
    ],
)
def test_whatever_is_sent_gets_a_sentence_that_names_the_file(tmp_path, content, words):
    path = tmp_path / "A5 Jones.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        open_guarded(path)
    assert "A5 Jones.xlsx" in caught.value.message
    assert caught.value.hint


def test_a_return_cut_off_anywhere_is_damaged_and_never_a_crash(tmp_path):
    whole = samples.write(tmp_path).read_bytes()
    path = tmp_path / "cut.xlsx"
    for size in range(1, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:size])
        with pytest.raises(UserError):
            open_guarded(path)


def test_a_changed_byte_is_noticed_or_harmless(tmp_path):
    whole = samples.write(tmp_path).read_bytes()
    path = tmp_path / "flipped.xlsx"
    noticed = 0
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        try:
            read_book(open_guarded(path))
        except UserError as error:
            noticed += "flipped.xlsx" in str(error)
    assert noticed > 30


def test_a_document_type_in_utf16_is_found_too(tmp_path):
    path = samples.write(tmp_path)
    bad = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/extra.xml", bad)
    with pytest.raises(UserError, match="not a valid Excel workbook"):
        open_guarded(path)


def test_cells_far_to_the_right_are_left_out_before_anything_is_parsed():
    near = b'<c r="A1"><v>1</v></c><c r="ZZ1"/>'
    far = b'<c r="AAA1" s="3"/><c r="XFD1"><v>9</v></c>'
    sheet = b'<?xml version="1.0"?><d><row r="1">%s%s</row><row r="2">%s</row>%s</d>'
    end = b'<mergeCell ref="A1:XFD1"/>'
    assert without_far_columns(sheet % (near, far, far, end)) == sheet % (near, b"", b"", end)
    assert without_far_columns(sheet % (near, b"", near, end)) == sheet % (near, b"", near, end)


@pytest.mark.parametrize(
    "sheet",
    [
        b'<d><row r="1"><c r="AAA1"/><!-- </row> --></row></d>',
        b'<d><row r="1"><c r="AAA1"/><row r="2"><c r="A2"/></row></d>',
        b'<d><row r="1"><c r="AAA1"/>',
    ],
    ids=["a comment", "a row in a row", "a row that never ends"],
)
def test_a_sheet_that_is_not_plain_is_parsed_as_it_came(sheet):
    assert without_far_columns(sheet) == sheet
