"""Returns through a real office program: opened, filled in, sorted, cut about, saved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import return_samples as samples
from openpyxl import load_workbook
from return_samples import check, write

from plandesk.excel.guard import open_guarded
from plandesk.excel.raw_sheets import read_book
from plandesk.excel.returns.annotate import Question, annotate
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import Field

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here"),
]

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Lead"
 script:language="StarBasic">
Sub FillIn(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = doc.Sheets.getByName("Actions")
  sheet.unprotect("")
  For row = 1 To 12
    key = sheet.getCellByPosition(10, row).String
    sheet.getCellByPosition(5, row).String = doc.Sheets.getByName("Ratings") _
      .getCellByPosition(0, 3 + (row Mod 5)).String
    sheet.getCellByPosition(6, row).String = "About " &amp; key
    sheet.getCellByPosition(8, row).String = "Because of " &amp; key
  Next row
  sheet.getCellByPosition(7, 1).Formula = "27/03/2025"
  sheet.getCellByPosition(7, 2).String = "Autumn 2024"
  Dim way(0) As New com.sun.star.table.TableSortField
  way(0).Field = 1 : way(0).IsAscending = False
  Dim order(1) As New com.sun.star.beans.PropertyValue
  order(0).Name = "SortFields" : order(0).Value = way()
  order(1).Name = "ContainsHeader" : order(1).Value = False
  sheet.getCellRangeByName("A2:K13").sort(order())
  sheet.Rows.insertByIndex(4, 2)
  sheet.Rows.removeByIndex(9, 1)
  sheet.Columns.insertByIndex(3, 1)
  sheet.getCellByPosition(3, 0).String = "Our own note"
  sheet.getCellByPosition(3, 2).String = "seen by the team"
  sheet.Annotations.insertNew(sheet.getCellByPosition(1, 2).CellAddress, "Ask Ann.")
  doc.calculateAll()
  Save(doc, target &amp; ".xlsx", "Calc MS Excel 2007 XML")
  Save(doc, target &amp; ".ods", "calc8")
  doc.close(True)
End Sub
Sub Save(doc, url As String, filter As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = filter
  doc.storeToURL(url, how())
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Lead"/></library:library>
"""
_DIALOGS = _LIBRARY.replace(' <library:element library:name="Lead"/>', "")


def office(profile: Path, *words: str) -> None:
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([*command, *words], check=True, capture_output=True, timeout=180)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with one return as LibreOffice saved it: back.xlsx and back.ods."""
    folder = tmp_path_factory.mktemp("office")
    office(folder / "profile", "--terminate_after_init")  # the first start lays out the profile
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "script.xlb").write_text(_LIBRARY)
    (basic / "dialog.xlb").write_text(_DIALOGS)
    (basic / "Lead.xba").write_text(_MACRO)
    sent = write(folder, name="sent.xlsx")
    target = (folder / "back").as_uri()
    office(folder / "profile", f'macro:///Standard.Lead.FillIn("{sent.as_uri()}","{target}")')
    assert (folder / "back.xlsx").exists()
    ods = folder / "back.ods"
    office(
        folder / "profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
        str(folder / "again"), str(ods),
    )  # fmt: skip
    return folder


def everything_right(path: Path) -> None:
    checked = check(path)
    rated = [samples.SCALE.values[number % 5].code for number in range(1, 13)]
    by_key = dict(zip([row.key for row in samples.rows()], rated, strict=True))
    assert len(checked.rows) == 11
    assert len(checked.missing) == 1
    for row in checked.rows:
        key = row.issued.key
        assert row.answers[Field.RATING] == by_key[key]
        assert row.answers[Field.PROGRESS] == f"About {key}"
        assert row.answers[Field.REASON] == f"Because of {key}"
    forecasts = {row.issued.ref: row.answers[Field.FORECAST] for row in checked.rows}
    assert {forecasts.get("A1.1", "27 March 2025"), forecasts.get("A1.2", "Autumn 2024")} == {
        "27 March 2025",
        "Autumn 2024",
    }
    assert [each.found for each in checked.findings if each.code == "comment"] == ["Ask Ann."]
    told = {each.code for each in checked.findings}
    assert told <= {"missing", "tidied", "tidied-date", "comment"}


def test_a_return_filled_sorted_and_cut_about_is_read_right(filled):
    everything_right(filled / "back.xlsx")


def test_also_as_ods_itself(filled):
    everything_right(filled / "back.ods")


def test_also_after_a_life_as_ods(filled):
    everything_right(filled / "again" / "back.xlsx")


def test_the_reference_survives_the_office_program(filled):
    for path in (filled / "back.xlsx", filled / "back.ods", filled / "again" / "back.xlsx"):
        assert read_return(path).about.reference == samples.about().reference


def test_the_live_line_counted_the_ratings(filled):
    book = read_book(open_guarded(filled / "back.xlsx"))
    words = {cell.text for cell in book.sheets[0].cells.values()}
    assert "11 of 12 rated" in words


def test_an_ods_goes_back_as_a_workbook_with_notes_that_imports(filled, tmp_path):
    source = filled / "back.ods"
    copy = annotate(source, [Question("Actions", "H5", "Which month?")], tmp_path / "fix.xlsx")
    again, before = read_return(copy), read_return(source)
    assert again.about.reference == before.about.reference
    assert [row.answers for row in again.rows] == [row.answers for row in before.rows]
    assert load_workbook(copy)["Actions"]["H5"].comment.text == "PlanDesk: Which month?"
