"""Names in Hebrew and Arabic are drawn in reading order, and copied as they were typed."""

from __future__ import annotations

import subprocess
import unicodedata

import pack_samples as made
import page as pdf_checker
import pytest

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, Note
from plandesk.reports.direction import seen


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Head of Housing", "Head of Housing"),
        ("Tŷ Gwyn – £4", "Tŷ Gwyn – £4"),
        ("Lead: שלום.", "Lead: םולש."),
        ("שלום עולם and more", "םלוע םולש and more"),
        ("שלום 12 (כן) ok", "(ןכ) 12 םולש ok"),
        ("ב 2024/25 א", "א 2024/25 ב"),
        ("\u0645\u062d\u0645\u062f", "\ufeaa\ufee4\ufea4\ufee3"),
        ("\u062f\u0627\u0631", "\ufead\ufe8d\ufea9"),
    ],
)
def test_a_line_is_drawn_in_the_order_it_is_seen(typed, drawn):
    assert seen(typed) == drawn


def test_marks_stay_after_their_letters():
    assert seen("בָּא") == "אבָּ"


def test_a_reader_gets_the_words_as_they_were_typed(tmp_path):
    typed = "Lead: שלום עולם, then محمد علي."
    note = AgendaEntry("1", "Names", Note((typed,)))
    result = build_pack(made.pack(note), tmp_path / "names.pdf")
    assert result.findings == ()
    said = subprocess.run(
        ["pdftotext", str(result.path), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    plain = "".join(sign for sign in said if unicodedata.category(sign) != "Cf")
    assert typed in plain
    report = pdf_checker.validate_pdf(result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []
