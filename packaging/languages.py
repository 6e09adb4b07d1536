"""Gather every text of the window for translators, and compile what they have translated.

``python3 packaging/bootstrap.py languages`` brings ``resources/i18n/plandesk_*.ts`` up to date
with the code and makes the ``.qm`` files that the window reads. With ``--check`` nothing is
written; the exit status is 1 when a file is behind the code.

Qt's own tool does not follow our wrappers (``_tr``, ``counted``) nor contexts kept in a constant.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

CHECKOUT = Path(__file__).resolve().parent.parent
WINDOW = CHECKOUT / "plandesk" / "ui"
FOLDER = CHECKOUT / "resources" / "i18n"
# For whoever makes PlanDesk, not in the window.
TOOLS = {"gallery.py", "gallery_editor.py", "photograph.py"}
COUNTED = "Import"  # the context that counted() asks in
Key = tuple[str, str]


def texts() -> dict[Key, bool]:
    """Return every (context, text) of the window, and whether it has forms for numbers."""
    files = sorted(path for path in WINDOW.rglob("*.py") if path.name not in TOOLS)
    if not files:
        raise FileNotFoundError("There is no code of a window here.")
    found: dict[Key, bool] = {}
    for path in files:
        for key, counts in texts_in(ast.parse(path.read_text("utf-8"))):
            found[key] = found.get(key, False) or counts
    return dict(sorted(found.items()))


def texts_in(tree: ast.Module) -> Iterator[tuple[Key, bool]]:
    """Give the texts of one module: of its classes, of its functions, of its constants."""
    constants = {
        target.id: statement.value.value
        for statement in tree.body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    own = wrapper_context(tree, constants)
    for place, context in [*classes(tree)]:
        for call in ast.walk(place):
            if isinstance(call, ast.Call) and name_of(call) == "tr" and call.args:
                yield from (((context, text), False) for text in words(call.args[0]))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = name_of(call)
        if name == "_tr" and own and call.args:
            yield from (((own, text), False) for text in words(call.args[0]))
        elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(call.args) > 1:
            context = named(call.args[0], constants)
            if context:
                yield from (((context, text), False) for text in words(call.args[1]))
        elif name == "counted" and len(call.args) == 3:
            yield from (((COUNTED, text), False) for text in words(call.args[1]))
            yield from (((COUNTED, text), True) for text in words(call.args[2]))


def classes(tree: ast.Module) -> Iterator[tuple[ast.ClassDef, str]]:
    return ((each, each.name) for each in ast.walk(tree) if isinstance(each, ast.ClassDef))


def wrapper_context(tree: ast.Module, constants: dict[str, str]) -> str:
    """Return the context in which a module's ``_tr`` asks."""
    for each in ast.walk(tree):
        if isinstance(each, ast.FunctionDef) and each.name == "_tr":
            for call in ast.walk(each):
                if isinstance(call, ast.Call) and name_of(call) == "translate":
                    return named(call.args[0], constants)
    return ""


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def named(node: ast.expr, constants: dict[str, str]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return str(constants.get(node.id, "")) if isinstance(node, ast.Name) else ""


def words(node: ast.expr) -> Iterator[str]:
    """Give the texts of an argument; of a choice between two, both."""
    if isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


# Files of translators ---------------------------------------------------------------------------


def brought_up(path: Path, found: dict[Key, bool]) -> str:
    """Return a file with the texts of the code and the translations it had."""
    language, known = read(path)
    root = Xml.Element("TS", version="2.1", language=language, sourcelanguage="en_GB")
    contexts: dict[str, Xml.Element] = {}
    for (context, text), counts in found.items():
        if context not in contexts:
            contexts[context] = Xml.SubElement(root, "context")
            Xml.SubElement(contexts[context], "name").text = context
        message = Xml.SubElement(contexts[context], "message")
        if counts:
            message.set("numerus", "yes")
        Xml.SubElement(message, "source").text = text
        kept = known.get((context, text))  # an element without parts counts as false
        message.append(empty(counts) if kept is None else kept)
    Xml.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + Xml.tostring(root, "unicode") + "\n"


def empty(counts: bool) -> Xml.Element:
    made = Xml.Element("translation", type="unfinished")
    if counts:
        Xml.SubElement(made, "numerusform")
    return made


def read(path: Path) -> tuple[str, dict[Key, Xml.Element]]:
    root = Xml.parse(path).getroot()
    known: dict[Key, Xml.Element] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") != "unfinished":
                key = (context.findtext("name", ""), message.findtext("source", ""))
                known[key] = translation
    return root.get("language", ""), known


def compile_all(tool: Path) -> None:
    """Make the files that the window reads; untranslated texts are left out and stay English."""
    for path in sorted(FOLDER.glob("plandesk_*.ts")):
        subprocess.run(
            [tool, "-silent", "-removeidentical", path, "-qm", path.with_suffix(".qm")], check=True
        )


def main(arguments: list[str]) -> int:
    """Bring the files up to date, or say which are behind."""
    found, behind = texts(), []
    for path in sorted(FOLDER.glob("plandesk_*.ts")):
        text = brought_up(path, found)
        if path.read_text("utf-8") != text:
            behind.append(path.name)
            if "--check" not in arguments:
                path.write_text(text, "utf-8")
        done = len(read(path)[1])
        print(f"{path.name}: {len(found)} texts, {done} translated")
    if "--check" in arguments:
        return int(bool(behind))
    compile_all(Path(sys.executable).with_name("pyside6-lrelease"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
