"""What the help tells people to choose is in the menus, under the words that it gives."""

from __future__ import annotations

import re

from PySide6.QtGui import QKeySequence

from plandesk.reports.guide_content import GuideList, GuideTable, GuideText
from plandesk.services.guide.pages import read_help
from plandesk.ui.command_list import commands_of
from plandesk.ui.dialogs.shortcuts import key_rows

_KEYS = re.compile(r"\b((?:Ctrl|Alt|Shift)\+(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z]\b|[?=,]))")


def strong_paths():
    for page in read_help().pages:
        if page.name.startswith("reference-"):
            continue
        for part in page.guide.parts:
            if isinstance(part, GuideText):
                spans = part.spans
            elif isinstance(part, GuideList):
                spans = [span for point in part.points for span in point]
            elif isinstance(part, GuideTable):
                spans = [span for row in part.rows for cell in row for span in cell]
            else:
                continue
            for span in spans:
                if span.strong and " > " in span.text:
                    yield page.name, span.text


def folded(words: str) -> str:
    return words.replace("&", "").rstrip("…").casefold().strip()


def test_every_path_of_the_help_is_in_the_menus(window):
    known = {(folded(one.menu), folded(one.words)) for one in commands_of(window)}
    menus = {menu for menu, _ in known}
    wrong, seen = [], 0
    for page, text in strong_paths():
        menu, command, *_ = (folded(part) for part in text.split(" > "))
        seen += 1
        if menu not in menus or not any(
            menu == top and said.startswith(command) for top, said in known
        ):
            wrong.append(f"{page}: {text}")
    assert seen > 20
    assert wrong == []


def test_every_key_of_the_help_does_something(window):
    keys = " ".join(row.keys for row in key_rows(commands_of(window)))
    native = QKeySequence.SequenceFormat.NativeText
    wrong, seen = [], 0
    for page in read_help().pages:
        if page.name.startswith("reference-"):
            continue
        for said in _KEYS.findall(page.text):
            seen += 1
            if QKeySequence(said).toString(native) not in keys:
                wrong.append(f"{page.name}: {said}")
    assert seen > 15
    assert wrong == []
