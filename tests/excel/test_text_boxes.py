"""What people wrote in text boxes on a return is told and never taken for an answer."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile

import pytest
import return_samples as samples

DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">%s</xdr:wsDr>'
)
ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="600000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>The panel </a:t></a:r><a:r><a:t>met</a:t></a:r></a:p>"
    "<a:p/><a:p><a:r><a:t>and agreed.</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>"
    "</xdr:twoCellAnchor>"
)
RELATION = (
    '<Relationship Id="rIdBox" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/drawing" Target="../drawings/drawing9.xml"/>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships">%s</Relationships>'
)
ADDED = {
    "[Content_Types].xml": (
        b"</Types>",
        b'<Override PartName="/xl/drawings/drawing9.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.drawing+xml"/></Types>',
    ),
    "xl/worksheets/sheet2.xml": (
        b"</worksheet>",
        b'<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'r:id="rIdBox"/></worksheet>',
    ),
}


def with_box(path, target, anchor=ANCHOR):
    """Write a copy of a workbook with a text box on its second sheet, that of the answers."""
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            if entry.filename != rels:
                new.writestr(entry, old.read(entry).replace(*ADDED.get(entry.filename, (b"", b""))))
        before = old.read(rels).decode() if rels in old.namelist() else RELATIONS % ""
        new.writestr(rels, before.replace("</Relationships>", RELATION + "</Relationships>"))
        new.writestr("xl/drawings/drawing9.xml", DRAWING % anchor)
    return target


def told_of(path):
    checked = samples.check(path)
    return checked, [each for each in checked.findings if each.code == "text-box"]


def test_a_text_box_is_told_with_its_place_and_not_taken(tmp_path):
    plain = samples.edit(samples.write(tmp_path), lambda ws: None)
    checked, (told,) = told_of(with_box(plain, tmp_path / "box.xlsx"))
    assert (told.cell, told.found) == ("G3", "The panel met and agreed.")
    assert told.key == samples.rows()[1].key
    assert "text box at G3" in told.message
    assert not checked.held


def test_a_box_that_hangs_at_no_cell_is_told_all_the_same(tmp_path):
    plain = samples.edit(samples.write(tmp_path), lambda ws: None)
    loose = re.sub("<xdr:from>.*</xdr:from>", "", ANCHOR)
    _, (told,) = told_of(with_box(plain, tmp_path / "box.xlsx", loose))
    assert (told.cell, told.key) == ("", "")
    assert "text box on the sheet" in told.message


def test_boxes_without_words_say_nothing(tmp_path):
    plain = samples.edit(samples.write(tmp_path), lambda ws: None)
    empty = re.sub("<a:t>[^<]*</a:t>", "<a:t> </a:t>", ANCHOR)
    assert told_of(with_box(plain, tmp_path / "box.xlsx", empty))[1] == []


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_box_that_libreoffice_keeps_is_told_and_stays_out_of_the_answers(tmp_path):
    book = with_box(samples.edit(samples.write(tmp_path), lambda ws: None), tmp_path / "box.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", tmp_path, book]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    checked, told = told_of(tmp_path / "box.ods")
    assert [each.found for each in told] == ["The panel met and agreed."]
    assert "The panel met" not in str([row.answers for row in checked.rows])
