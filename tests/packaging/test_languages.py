"""Every text of the window reaches the translators, and what they lack stays English."""

from __future__ import annotations

import ast

import languages
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from plandesk import resources


def found(source: str) -> dict[tuple[str, str], bool]:
    return dict(languages.texts_in(ast.parse(source)))


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("class A:\n def f(self): self.tr('One')", {("A", "One"): False}),
        (
            "class A:\n def f(self): self.tr('One' if x else 'Two')",
            {("A", "One"): False, ("A", "Two"): False},
        ),
        (
            "_T = 'Ctx'\nX = QT_TRANSLATE_NOOP(_T, 'One')",
            {("Ctx", "One"): False},
        ),
        (
            "def _tr(t):\n return QCoreApplication.translate('Shell', t)\n_tr('One')",
            {("Shell", "One"): False},
        ),
        (
            "counted(3, '%1 row', '%1 rows')",
            {("Import", "%1 row"): False, ("Import", "%1 rows"): True},
        ),
    ],
)
def test_each_way_of_saying_a_text_is_found(source, wanted):
    assert found(source) == wanted


def test_the_files_of_the_translators_are_up_to_date():
    """Run python3 packaging/bootstrap.py languages after changing a text of the window."""
    texts = languages.texts()
    assert len(texts) > 1_500
    for path in languages.FOLDER.glob("plandesk_*.ts"):
        assert path.read_text("utf-8") == languages.brought_up(path, texts), path.name


def test_no_text_is_counted_with_words_that_cannot_be_found():
    for path in languages.WINDOW.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and languages.name_of(call) == "counted":
                words = [text for argument in call.args[1:] for text in languages.words(argument)]
                assert len(words) >= 2, f"{path.name}:{call.lineno}"


@pytest.fixture
def welsh(qapp):
    translator = QTranslator()
    assert translator.load(str(resources.path("i18n/plandesk_cy.qm")))
    before = QLocale()
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("cy"))
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_welsh_is_spoken_and_what_it_lacks_is_english(welsh):
    said = QCoreApplication.translate
    assert said("Pages", "Returns") == "Ffurflenni"
    assert said("Pages", "&What changed") == "&What changed"


def test_numbers_choose_their_form(welsh):
    from plandesk.ui.itemmodels.import_lists import counted

    assert counted(0, "%1 change", "%1 changes") == "Dim newidiadau"
    assert counted(2, "%1 change", "%1 changes") == "2 newid"


def test_english_has_two_forms():
    from plandesk.ui.itemmodels.import_lists import counted

    assert counted(1, "1 still to settle", "%1 still to settle") == "1 still to settle"
    assert counted(4, "1 still to settle", "%1 still to settle") == "4 still to settle"
