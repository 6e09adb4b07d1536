"""A plan whose papers are published in Welsh: headings of packs and returns, and the way back."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from plandesk.excel.returns.rules import heading_field
from plandesk.models.labels import SETTING
from plandesk.models.plan import Plan
from plandesk.services.document import Document
from plandesk.services.ops.plan_settings import SetPlanSetting
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import IssueRequest, issue_returns


@pytest.fixture
def welsh(sample: Document) -> Document:
    with sample.read() as session:
        plan_id = session.query(Plan.id).order_by(Plan.id).first()[0]
    sample.run(SetPlanSetting(plan_id, SETTING, "cy"))
    return sample


def words_of(path: Path) -> str:
    with PdfDocument(path) as pdf:
        return "\n".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))


def test_a_pack_has_welsh_headings_and_english_content(welsh, tmp_path):
    wish = BuildWish(tmp_path, public=True, full=False, html=True)
    built = build_packs(welsh, "Board pack", wish)
    pdf = next(one.path for one in built if one.path.suffix == ".pdf")
    text = words_of(pdf)
    for said in ("Cyfnod adrodd", "Tudalen 1 o", "Arweinydd", "Sut y dangosir y sgoriau"):
        assert said in text, said
    for gone in ("Reporting period", "Page 1 of", "How ratings are shown"):
        assert gone not in text, gone
    with pikepdf.open(pdf) as file:
        assert str(file.Root.Lang) == "cy"
    page = next(tmp_path.glob("*.html")).read_text("utf-8")
    assert '<html lang="cy">' in page
    assert "Arweinydd" in page


def issued(document: Document, folder: Path) -> list[Path]:
    with document.read() as session:
        period = current_period(session)
    assert period is not None
    return [each.file for each in issue_returns(document, IssueRequest(period.id, folder))]


def test_a_return_has_welsh_headings_that_are_read_again(welsh, tmp_path):
    path = issued(welsh, tmp_path)[0]
    book = load_workbook(path)
    sheet = book["Actions"]
    heads = [str(cell.value) for cell in sheet[1]]
    assert "Llenwch: Sgôr nawr" in heads
    assert "Arweinydd" in heads
    column = heads.index("Llenwch: Cynnydd yn y cyfnod hwn") + 1
    sheet.cell(2, column).value = "Cwblhawyd y cam cyntaf."
    book.save(path)
    preview = preview_returns(welsh, [path])
    texts = [change.returned for file in preview.files for change in file.changes]
    assert "Cwblhawyd y cam cyntaf." in texts


def test_an_english_return_is_still_read_after_the_language_changed(sample, tmp_path):
    path = issued(sample, tmp_path)[0]
    heads = [str(cell.value) for cell in load_workbook(path)["Actions"][1]]
    assert "Fill in: Rating now" in heads
    assert [heading_field(head) for head in heads].count("") == 0
    assert heading_field("Llenwch: Sgôr nawr") == heading_field("Fill in: Rating now")


def test_without_the_setting_papers_are_english(sample, tmp_path):
    wish = BuildWish(tmp_path, public=True, full=False)
    text = words_of(build_packs(sample, "Board pack", wish)[0].path)
    assert "Reporting period" in text
    assert "Cyfnod" not in text
