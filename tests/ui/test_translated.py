"""Every text that a person sees in the window goes through Qt's translation."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import plandesk.ui

ROOT = Path(plandesk.ui.__file__).parent
# For whoever makes PlanDesk, not in the window.
TOOLS = {"gallery.py", "gallery_editor.py", "photograph.py"}
FILES = sorted(path for path in ROOT.rglob("*.py") if path.name not in TOOLS)
# What shows its argument to a person, and at which places it takes words.
SHOWS = {
    "setText": (0,),
    "setTitle": (0,),
    "setWindowTitle": (0,),
    "setToolTip": (0,),
    "setStatusTip": (0,),
    "setWhatsThis": (0,),
    "setPlaceholderText": (0,),
    "setAccessibleName": (0,),
    "setAccessibleDescription": (0,),
    "setLabelText": (0,),
    "setSpecialValueText": (0,),
    "setPrefix": (0,),
    "setSuffix": (0,),
    "setHeaderLabels": (0,),
    "setHorizontalHeaderLabels": (0,),
    "setTabText": (1,),
    "addAction": (0, 1),
    "addMenu": (0,),
    "addTab": (0, 1),
    "addRow": (0,),
    "addItem": (0, 1),
    "setItemText": (1,),
    "showMessage": (0,),
    "question": (1, 2),
    "information": (1, 2),
    "warning": (1, 2),
    "critical": (1, 2),
    "about": (1, 2),
    "QLabel": (0,),
    "QPushButton": (0, 1),
    "QToolButton": (),
    "QCheckBox": (0,),
    "QRadioButton": (0,),
    "QGroupBox": (0,),
    "QAction": (0, 1),
    "QMenu": (0,),
    "QLineEdit": (0,),
    "QListWidgetItem": (0,),
    "QTableWidgetItem": (0,),
    "QStandardItem": (0,),
    "UserError": (0, 1),
    # The window's own parts that show words.
    "say": (0, 1),
    "tell": (0,),
    "label": (0,),
    "button": (0,),
    "caption": (0,),
    "Choice": (0, 1),
    "RowView": (0,),
    "ChoiceView": (0,),
    "CommitLine": (0,),
    "CommitText": (0,),
    "CellTable": (0,),
    "Cell": (0,),
    "Message": (1, 2),
    "Offer": (0,),
    "show_figure": (0,),
    "word": (1,),
    "run_job": (0,),
}
NAMED = {"placeholderText", "text", "toolTip", "title", "windowTitle", "hint", "tip"}
TRANSLATES = {"tr", "_tr", "translate", "QT_TRANSLATE_NOOP", "counted", "ngettext"}


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def bare_words(node: ast.AST) -> Iterator[ast.Constant]:
    """Texts in an expression that no translation goes round; refs, signs and codes do not count."""
    if isinstance(node, ast.Call):
        if name_of(node) in TRANSLATES:
            return
        if name_of(node) in {"replace", "format", "join"} and isinstance(node.func, ast.Attribute):
            yield from bare_words(node.func.value)
        return
    if isinstance(node, ast.Compare | ast.Subscript | ast.Attribute | ast.Lambda):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if sum(sign.isalpha() for sign in node.value.replace("PlanDesk", "")) > 1:
            yield node
        return
    if isinstance(node, ast.IfExp):
        yield from bare_words(node.body)
        yield from bare_words(node.orelse)
        return
    if isinstance(node, ast.FormattedValue):
        yield from bare_words(node.value)
        return
    for child in ast.iter_child_nodes(node):
        yield from bare_words(child)


def untranslated(source: str, name: str) -> list[str]:
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or name_of(call) not in SHOWS:
            continue
        places = SHOWS[name_of(call)]
        shown = [call.args[at] for at in places if at < len(call.args)]
        shown += [each.value for each in call.keywords if each.arg in NAMED]
        found += [
            f"{name}:{words.lineno} {name_of(call)}: {words.value!r}"
            for part in shown
            for words in bare_words(part)
        ]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_of_the_window_can_be_translated(path):
    assert untranslated(path.read_text("utf-8"), path.name) == []


def constants_of_words(source: str) -> list[str]:
    """Sentences in the constants of a module that are not marked for translation."""
    found = []
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        for words in bare_words(statement.value):
            text = str(words.value)
            if text[:1].isupper() and " " in text and "{" not in text and "$" not in text:
                found.append(text)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_constants_with_words_are_marked_for_translation(path):
    assert constants_of_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("self.setText('Choose a row')", 1),
        ("self.setText(self.tr('Choose a row'))", 0),
        ("label.setText(f'{ref} – {title}')", 0),
        ("label.setText(f'{count} selected')", 1),
        ("label.setText(self.tr('%1 of %2').replace('%1', 'A'))", 0),
        ("label.setText('Done' if done else self.tr('Left'))", 1),
        ("QLineEdit(placeholderText='Find')", 1),
        ("Choice(self.tr('Kind'), ['One', self.tr('Two')])", 1),
        ("host.say('Saved')", 1),
        ("menu.addAction('Remove', act)", 1),
        ("widget.setObjectName('filterBar')", 0),
    ],
)
def test_the_check_sees_what_it_should(source, count):
    assert len(untranslated(source, "x")) == count


def test_the_check_of_constants_sees_what_it_should():
    assert constants_of_words("HINT = 'Choose a row'") == ["Choose a row"]
    assert constants_of_words("HINT = QT_TRANSLATE_NOOP('X', 'Choose a row')") == []
