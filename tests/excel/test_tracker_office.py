"""Theme colours with tint and colours by rule, with LibreOffice's painting as a second opinion."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from plandesk.excel.trackers.book import open_tracker
from plandesk.excel.trackers.colour import colour_key, difference
from plandesk.services.presets import load_preset

SLOTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
THEMES = {
    "Office 2007": "FFFFFF 000000 EEECE1 1F497D 4F81BD C0504D 9BBB59 8064A2 4BACC6 F79646 "
    "0000FF 800080",
    "Office 2013": "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 "
    "0563C1 954F72",
    "Office 2023": "FFFFFF 000000 E8E8E8 0E2841 156082 E97132 196B24 0F9ED5 A02B93 4EA72E "
    "467886 96607D",
}
MEANT = {  # of the accents, from the first to the sixth
    "Office 2007": ("blue", "red", "green", None, "blue", "amber"),
    "Office 2013": ("blue", "amber", "grey", "amber", "blue", "green"),
    "Office 2023": ("blue", "amber", "green", "blue", None, "green"),
}
TINTS = (0.0, 0.7999, 0.5999, 0.3999, -0.2499, -0.4999)


def theme_part(name: str) -> bytes:
    """Return the part of a workbook that holds its theme."""
    pairs = list(zip(SLOTS, THEMES[name].split(), strict=True))
    order = ("dk1", "lt1", "dk2", "lt2", *SLOTS[4:])  # as the file has them
    said = "".join(f'<a:{slot}><a:srgbClr val="{dict(pairs)[slot]}"/></a:{slot}>' for slot in order)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><a:theme '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{said}</a:clrScheme>'
        '<a:fontScheme name="x"><a:majorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
        '<a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/>'
        '<a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme '
        'name="x"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/>'
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def themed(path: Path, name: str) -> Path:
    """Write a workbook whose cells show each accent of a theme in each of Excel's shades."""
    book = openpyxl.Workbook()
    book.loaded_theme = theme_part(name)
    sheet = book.worksheets[0]
    for accent in range(1, 7):
        for place, tint in enumerate(TINTS, start=1):
            cell = sheet.cell(accent, place, f"a{accent}t{place}")
            cell.fill = PatternFill("solid", fgColor=Color(theme=accent + 3, tint=tint))
    book.save(path)
    return path


def painted(path: Path) -> dict[str, str]:
    """Return the ground that LibreOffice paints below each text."""
    where = path.parent / "office"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "html", "--outdir", where, path]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    page = (where / f"{path.stem}.html").read_text("utf-8")
    cells = re.findall(r"<td([^>]*)>(.*?)</td>", page, re.DOTALL)
    found = {re.sub(r"<[^>]+>", "", said).strip(): attributes for attributes, said in cells}
    return {
        said: ground[1].upper() if (ground := re.search(r'bgcolor="(#\w{6})"', given)) else ""
        for said, given in found.items()
    }


@pytest.mark.parametrize("name", THEMES)
def test_every_shade_of_an_accent_means_what_the_accent_means(tmp_path, name):
    sheet = open_tracker(themed(tmp_path / "themed.xlsx", name)).sheets[0]
    key = colour_key(load_preset("improvement-plan").scale, {})
    for accent, code in enumerate(MEANT[name], start=1):
        fills = [sheet.cell(accent, place).fill for place in range(1, len(TINTS) + 1)]
        assert [key.nearest(fill)[0] for fill in fills] == [code] * len(TINTS)
    assert sheet.cell(1, 2).stored == "theme 4, tint +0.80"


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("name", THEMES)
def test_theme_colours_are_those_that_libreoffice_paints(tmp_path, name):
    path = themed(tmp_path / "themed.xlsx", name)
    theirs = painted(path)
    ours = [cell for row in open_tracker(path).sheets[0] for cell in row.cells.values()]
    assert len(ours) == 36
    away = {cell.text: difference(cell.fill, theirs[cell.text]) for cell in ours}
    assert max(away.values()) < 1.5, away  # their sums are in whole steps of 240


# ---- colours by rule

GREEN, AMBER, RED = "C6EFCE", "FFEB9C", "FFC7CE"


def fill(rgb: str) -> PatternFill:
    return PatternFill(bgColor=rgb)


def ruled(path: Path) -> Path:
    """Write a tracker whose colours all come from rules."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Action", "Status", "Score", "Note", "Light"])
    words = ("On track", "Slipped a little", "Off track", "")
    for number, word in enumerate(words, start=1):
        note = f"{'late' if number == 3 else 'fine'} {number}"
        sheet.append([f"A{number}", f"Do thing {number}", word, number, note, f"light {number}"])
    rules = sheet.conditional_formatting
    rules.add("C2:C5", CellIsRule(operator="equal", formula=['"on TRACK"'], fill=fill(GREEN)))
    contains = Rule(
        type="containsText", operator="containsText", text="slipped",
        formula=['NOT(ISERROR(SEARCH("slipped",C2)))'], dxf=DifferentialStyle(fill=fill(AMBER)),
    )  # fmt: skip
    rules.add("C2:C5", contains)
    rules.add("C2:C5", FormulaRule(['LEFT(C2,3)="Off"'], fill=fill(RED)))
    rules.add("D2:D5", CellIsRule(operator="between", formula=["2", "3"], fill=fill(AMBER)))
    rules.add("D2:D5", CellIsRule(operator="greaterThan", formula=["2"], fill=fill(RED)))
    rules.add("F2:F5", FormulaRule(['$C2="On track"'], fill=fill(GREEN), stopIfTrue=True))
    rules.add("F2:F5", FormulaRule(['ISNUMBER(SEARCH("late",$E2))'], fill=fill(RED)))
    book.save(path)
    return path


EXPECTED = {
    "C2": GREEN, "C3": AMBER, "C4": RED, "C5": None, "D2": None, "D3": AMBER, "D4": AMBER,
    "D5": RED, "F2": GREEN, "F3": None, "F4": RED, "F5": None,
}  # fmt: skip


def test_simple_rules_colour_the_cells_and_the_report_says_which(tmp_path):
    book = open_tracker(ruled(tmp_path / "ruled.xlsx"))
    sheet = book.sheets[0]
    for place, rgb in EXPECTED.items():
        cell = sheet.cell(int(place[1:]), ord(place[0]) - 64)
        assert cell.fill == (f"#{rgb}" if rgb else None), place
    (note,) = book.notes
    assert "C2 to C4 (3 cells), D3 to D5 (3 cells), F2 to F4 (2 cells)" in note
    assert "come from rules of Excel" in note


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_paints_the_same_colours_by_rule(tmp_path):
    path = ruled(tmp_path / "ruled.xlsx")
    theirs = painted(path)
    sheet = open_tracker(path).sheets[0]
    cells = [sheet.cell(int(place[1:]), ord(place[0]) - 64) for place in EXPECTED]
    assert {c.text: c.fill or "" for c in cells if c.text} == {
        c.text: theirs[c.text] for c in cells if c.text
    }


def test_rules_that_are_not_worked_out_name_their_cells(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "RAG"])
    sheet.append(["A1", "G"])
    odd = FormulaRule(["VLOOKUP(B2,$X$1:$Y$9,2,0)>TODAY()"], fill=fill(RED))
    sheet.conditional_formatting.add("B2:B90", odd)
    book.save(tmp_path / "odd.xlsx")
    (note,) = open_tracker(tmp_path / "odd.xlsx").notes
    assert "in B2:B90 are not read" in note
