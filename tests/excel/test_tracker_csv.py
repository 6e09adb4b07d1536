"""CSV files: what is guessed of them, what is asked, and that nothing is read wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandesk.errors import UsageError, UserError
from plandesk.excel.trackers.csv import CsvForm, read_csv
from plandesk.services.trackers.reading import guess_tracker

HEAD = "Ref,Action,Lead,Due\n"


def wrote(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "tracker.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_each_delimiter_is_recognised_without_a_doubt(tmp_path, sign):
    text = HEAD.replace(",", sign) + "".join(
        sign.join([f"A{n}", f'"Mend it, and {n}; more"', "Jo Lee", "May 2024\n"]) for n in range(9)
    )
    read = read_csv(wrote(tmp_path, text))
    assert read.sheet.width == 4
    assert read.doubts == ()


def test_two_signs_that_cut_as_well_are_a_doubt_and_can_be_told(tmp_path):
    path = wrote(tmp_path, "a;b,c;d\n1;2,3;4\n5;6,7;8\n")
    read = read_csv(path)
    assert "choose another delimiter" in read.doubts[0]
    assert read_csv(path, CsvForm(delimiter="comma")).sheet.width == 2
    assert read_csv(path, CsvForm(delimiter=";")).sheet.width == 3


def test_a_file_that_does_not_say_its_letters_shows_what_was_read(tmp_path):
    path = wrote(tmp_path, HEAD + "A1,Café – open it,Zoë Lee,May 2024\n", "cp1252")
    read = read_csv(path)
    assert read.form.encoding == "windows"
    assert read.sheet.cell(2, 2).text == "Café – open it"
    assert "Café" in read.doubts[0]
    assert read_csv(path, CsvForm(encoding="windows")).doubts == ()


def test_an_encoding_that_does_not_fit_is_refused(tmp_path):
    path = wrote(tmp_path, HEAD + "A1,Café,,\n", "cp1252")
    with pytest.raises(UserError, match="not written in utf-8"):
        read_csv(path, CsvForm(encoding="utf-8"))


@pytest.mark.parametrize(
    ("dates", "order", "doubt"),
    [
        (["31/03/2024", "05/04/2024"], "day", ""),
        (["03/31/2024", "04/05/2024"], "month", "begin with the month"),
        (["03/04/2024", "05/06/2024"], "day", "the day was taken"),
        (["03/31/2024", "31/03/2024"], "day", "some with the month"),
        (["May 2024", "Ongoing"], "day", ""),
    ],
)
def test_the_order_of_dates_is_found_or_asked(tmp_path, dates, order, doubt):
    rows = "".join(f"A{n},Do it,Jo Lee,{date}\n" for n, date in enumerate(dates))
    read = read_csv(wrote(tmp_path, HEAD + rows))
    assert read.form.dates == order
    assert (doubt in " ".join(read.doubts)) if doubt else read.doubts == ()


def test_dates_that_begin_with_the_month_become_words(tmp_path):
    path = wrote(tmp_path, HEAD + "A1,Do it,Jo Lee,03/04/2024\n")
    read = read_csv(path, CsvForm(dates="month"))
    assert read.sheet.cell(2, 4).text == "4 March 2024"


def test_an_unknown_word_is_refused_with_those_that_are_known():
    with pytest.raises(UsageError, match="colon") as refused:
        CsvForm(delimiter="colon").checked()
    assert "semicolon" in refused.value.hint


def test_a_heading_over_two_months_is_read_without_its_merged_cell(tmp_path):
    path = tmp_path / "tracker.csv"
    path.write_text(
        "Ref,Action,Lead,BRAG,,Comments\n,,,Jan 24,Apr 24,\n"
        "A1.1,Mow the meadows,Jo Lee,A,G,mown\nA1.2,Plant trees,Al Moss,R,A,late\n",
        "utf-8",
    )
    guess = guess_tracker(path)
    (sheet,) = guess.mapping.sheets
    assert [(each.heading, each.period) for each in sheet.rated] == [
        ("BRAG Jan 24", "January 2024"),
        ("BRAG Apr 24", "April 2024"),
    ]
    assert sheet.second_rows == (2,)
