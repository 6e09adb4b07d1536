"""A published pack gives a plan of one's own: by the menu, and by dropping its PDF."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog
from test_window_drops import drop

from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import default_outline
from plandesk.ui.actions import ActionId


@pytest.fixture
def pack(window, tmp_path):
    title, _ = default_outline()
    wish = BuildWish(tmp_path / "out", full=False)
    return build_packs(window.bridge.document, title, wish)[0].path


@pytest.fixture
def kept_as(monkeypatch, tmp_path):
    target = tmp_path / "From a pack.plandesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def published(rows):
    return [(row.ref, row.level, row.current, row.previous, row.leads) for row in rows]


def test_the_menu_makes_a_plan_of_a_pack_with_what_it_published(
    qtbot, window, pack, kept_as, monkeypatch
):
    before = published(row for row in window.state.rows() if row.level < 4)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pack), ""))
    with qtbot.waitSignal(window.bridge.opened, timeout=60_000):
        window.actions_[ActionId.FROM_PACK].trigger()
    assert window.bridge.document.path == kept_as
    assert published(row for row in window.state.rows() if row.level < 4) == before


def test_a_pack_dropped_on_the_start_page_becomes_a_plan(qtbot, window, pack, kept_as):
    window.bridge.close()
    with qtbot.waitSignal(window.bridge.opened, timeout=60_000):
        assert drop(window, pack)
    assert window.bridge.document.path == kept_as


def test_a_pack_dropped_beside_a_plan_is_asked_about(window, pack):
    assert drop(window, pack)
    message = window.messages.message
    assert message.text == f"{pack.name} is a pack that holds its plan."
    new, attach = message.offers
    assert new.text == "New plan from it…"
    attach.act()
    assert any(step.endswith(pack.name) for step in window.bridge.document.undo_titles)


def test_a_pdf_without_a_plan_is_said_so_and_leaves_no_file(qtbot, window, kept_as, tmp_path):
    from pikepdf import Pdf

    paper = tmp_path / "Minutes.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    window.bridge.close()
    assert drop(window, paper)
    said = window.messages
    qtbot.waitUntil(lambda: said.message and "holds no plan" in said.message.text, timeout=60_000)
    assert not kept_as.exists()
