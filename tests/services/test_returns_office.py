"""Each kind of return through a real office program, and back into the plan."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from returned import issue

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.apply import apply_import, choose
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import IssueRequest, combined_return

pytestmark = [
    pytest.mark.office,
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here"),
]

KINDS = ("lead", "project", "milestones", "combined")
_BOOK = "Calc MS Excel 2007 XML"
# Fills each workbook of a folder, sorts it, inserts two rows and a column, deletes a row, and
# saves it as .xlsx and .ods; then opens the .ods again and saves that as .xlsx.
_MACRO = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Leads"
 script:language="StarBasic">
Sub FillAll(folder As String, names As String)
  kinds = Split(names, ";")
  For number = 0 To UBound(kinds)
    FillIn(folder &amp; "/" &amp; kinds(number))
  Next number
End Sub
Sub FillIn(stem As String)
  doc = OpenBook(stem &amp; ".xlsx")
  sheet = doc.Sheets.getByName("Actions")
  sheet.unprotect("")
  count = 0
  Do While sheet.getCellByPosition(10, count + 1).String &lt;&gt; ""
    count = count + 1
  Loop
  For row = 1 To count
    key = sheet.getCellByPosition(10, row).String
    sheet.getCellByPosition(5, row).String = doc.Sheets.getByName("Ratings") _
      .getCellByPosition(0, 3 + (row Mod 5)).String
    sheet.getCellByPosition(6, row).String = "About " &amp; key
    sheet.getCellByPosition(8, row).String = "Because of " &amp; key
  Next row
  sheet.getCellByPosition(7, 1).Formula = "27/03/2025"
  Dim way(0) As New com.sun.star.table.TableSortField
  way(0).Field = 1 : way(0).IsAscending = False
  Dim order(1) As New com.sun.star.beans.PropertyValue
  order(0).Name = "SortFields" : order(0).Value = way()
  order(1).Name = "ContainsHeader" : order(1).Value = False
  sheet.getCellRangeByName("A2:K" &amp; (count + 1)).sort(order())
  sheet.Rows.insertByIndex(2, 2)
  sheet.Rows.removeByIndex(count + 1, 1)
  sheet.Columns.insertByIndex(3, 1)
  sheet.getCellByPosition(3, 0).String = "Our own note"
  Save(doc, stem &amp; " back.xlsx", "{_BOOK}")
  Save(doc, stem &amp; " back.ods", "calc8")
  doc.close(True)
  doc = OpenBook(stem &amp; " back.ods")
  Save(doc, stem &amp; " again.xlsx", "{_BOOK}")
  doc.close(True)
End Sub
Function OpenBook(url As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  OpenBook = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
End Function
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
 library:readonly="false" library:passwordprotected="false">{}</library:library>
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """The returns as they went out, and the plan that they belong to."""

    plan: Path
    folder: Path

    def titles(self, kind: str) -> dict[str, str]:
        """Return the title of each row by its key, in the order of the workbook."""
        ws = load_workbook(self.folder / f"{kind}.xlsx")["Actions"]
        return {ws[f"K{row}"].value: ws[f"B{row}"].value for row in range(2, ws.max_row + 1)}


def office(profile: Path, *words: str) -> None:
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([*command, *words], check=True, capture_output=True, timeout=100)


def send(plan: Path, folder: Path) -> None:
    """Write the longest return of each kind, by the name of the kind."""
    with Document.open(plan) as document:
        made = {
            "lead": issue(document, folder / "l"),
            "project": issue(document, folder / "p", by_project=True),
            "milestones": issue(document, folder / "m", milestones=True, again=True),
        }
        with document.read() as session:
            period = current_period(session)
        assert period is not None
        asked = IssueRequest(period.id, folder / "c", ("Head of SEND", "Head of Family Help"))
        made["combined"] = [combined_return(document, asked, "Director")]
    for kind, files in made.items():
        longest = max(files, key=lambda each: each.rows)
        assert longest.rows >= 4, kind
        shutil.copy(longest.file, folder / f"{kind}.xlsx")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, _sample_bytes: bytes) -> Sent:
    folder = tmp_path_factory.mktemp("office")
    plan = folder / "plan.plandesk"
    plan.write_bytes(_sample_bytes)
    send(plan, folder)
    office(folder / "profile", "--terminate_after_init")  # the first start lays out the profile
    basic = folder / "profile" / "user" / "basic" / "Standard"
    element = '<library:element library:name="Leads"/>'
    (basic / "script.xlb").write_text(_LIBRARY.format(element))
    (basic / "dialog.xlb").write_text(_LIBRARY.format(""))
    (basic / "Leads.xba").write_text(_MACRO)
    names = ";".join(KINDS)
    office(folder / "profile", f'macro:///Standard.Leads.FillAll("{folder.as_uri()}","{names}")')
    return Sent(plan, folder)


@pytest.mark.parametrize("life", ["back.xlsx", "back.ods", "again.xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_read_right(kind: str, life: str, sent: Sent, tmp_path: Path):
    path = sent.folder / f"{kind} {life}"
    with Document.open(Path(shutil.copy(sent.plan, tmp_path / "plan.plandesk"))) as document:
        preview = preview_returns(document, [path])
        why = "Agreed with the lead."
        taken = apply_import(document, choose(preview, "all", why), why).taken
    (file,) = preview.files
    titles = sent.titles(kind)
    keys = list(titles)
    said = {(change.key, change.field): change.returned for change in file.changes}
    chosen = {key: preview.scale.values[n % 5] for n, key in enumerate(keys, start=1)}
    there = {key for key, name in said if name == "progress"}
    assert there < set(keys)
    assert len(there) == len(keys) - 1  # one row was deleted
    # Nobody but the team knows which rows a combined return was to have.
    assert len(file.missing) == (0 if kind == "combined" else 1)
    for key in there:
        assert said[key, "progress"] == f"About {key}"
        assert said[key, "reason"] == f"Because of {key}"
        is_ticked = not titles[key].startswith("Milestone:") or chosen[key].done
        assert said.get((key, "rating"), "") == (chosen[key].code if is_ticked else "")
    assert said.get((keys[0], "forecast"), "27 March 2025") == "27 March 2025"
    assert not [each.message for each in file.errors]
    assert taken >= 2 * len(there)
