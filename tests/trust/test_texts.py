"""Whatever people type comes back from the pages and sheets as they typed it.

``PLANDESK_TEXTS`` is how many texts are made.
"""

from __future__ import annotations

import ast
import dataclasses
import os
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import plandesk
from plandesk.excel.guard import open_guarded
from plandesk.excel.put_text import MAX_CELL
from plandesk.excel.raw_sheets import read_book
from plandesk.excel.write_plan import write_plan_book
from plandesk.models.types import Scale
from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, Meeting, Note, PackContent, TableSection
from plandesk.reports.fonts import Face, coverage, tidy
from plandesk.services.samples.source import sample_content

TEXTS = int(os.environ.get("PLANDESK_TEXTS", "300" if os.environ.get("CI") else "160"))
BATCH = 20
MARKUP = (
    "<b>bold & <i>not", "risk <safeguarding> concern", "name <j.smith@council.gov.uk>", "R&D",
    "a <b c",
    '<img src="file:///etc/passwd"/>', '<a href="javascript:x">', "</para>", "&lt;", "&#60;", "]]>",
    '<font color="[[getattr(pow,Word)(1)]]">', "=1+1", "+44 20", "-5", "@cmd", "\t=1", "#REF!",
    "_x000D_", "_x0041_", "\u202eevil\u202c", "\u2066x\u2069", "\ufeffBOM",
    "\U0001f600 \U0001f468\u200d\U0001f469",
    "\u05e9\u05dc\u05d5\u05dd", "\u0645\u062d\u0645\u062f", "caf\u00e9 cafe\u0301", "a\x07b\x0bc",
    "a\r\nb\rc\n\nd",
    "{council} {0} %s %(x)s ${y}", "\u00a0\u2009\u200b\u00ad", "w" * 300,
)  # fmt: skip
ANY = st.one_of(
    st.sampled_from(MARKUP),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=90),
    st.text(st.sampled_from("<>&\"'=+-@#_x0D/\\ \n\t\u202e\u05d0\u0628\U0001f600abc"), max_size=60),
)
SOME = settings(
    max_examples=max(2, TEXTS // BATCH), deadline=None, suppress_health_check=list(HealthCheck)
)
pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def in_a_cell(text: str) -> str:
    return _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@SOME
@given(st.lists(ANY, min_size=BATCH, max_size=BATCH))
@example(["\x1f"] * BATCH)  # a title that no name of a sheet can hold
def test_sheets_give_every_text_back_and_hold_no_formula(tmp_path_factory, trial, texts):
    trial("text through a sheet", BATCH)
    content = sample_content()
    items = [
        dataclasses.replace(
            item,
            title=text,
            fields={"note": text},
            leads=(text,),
            evidence=(text,),
            updates=tuple(dataclasses.replace(each, progress=text) for each in item.updates),
        )
        for item, text in zip(content.items, texts, strict=False)
    ]
    path = tmp_path_factory.mktemp("sheet") / "plan.xlsx"
    made = dataclasses.replace(content, title=texts[0] or "Plan", items=tuple(items), links=())
    write_plan_book([made], path)
    sheet = read_book(open_guarded(path)).sheets[0]
    assert not [cell for cell in sheet.cells.values() if cell.formula]
    heads = {cell.text: cell.column for cell in sheet.cells.values() if cell.row == 1}
    for column in ("Title", "Note", "Evidence"):
        if column in heads:
            shown = sorted(
                cell.text
                for cell in sheet.cells.values()
                if cell.column == heads[column] and cell.row > 1
            )
            assert shown == sorted(filter(None, map(in_a_cell, texts)))


def pack_of(*entries: AgendaEntry) -> PackContent:
    import datetime as dt

    now = dt.datetime(2024, 5, 2, 9, 0, tzinfo=dt.UTC)
    meeting = Meeting("Board", dt.date(2024, 5, 9), "", "")
    return PackContent("Pack", "Plan", "Council", meeting, now, Scale(""), tuple(entries))


def squeezed(text: str) -> str:
    kept = unicodedata.normalize("NFKC", text)
    return "".join(s for s in kept if not s.isspace() and unicodedata.category(s) != "Cf")


def printed(text: str) -> str:
    """What the pages can show of a text: signs that no font has stand as a replacement."""
    known = coverage(Face.REGULAR) | coverage(Face.SIGNS)
    return squeezed("".join(s if s in known or s in " \n" else "\ufffd" for s in tidy(text)))


OPENING = str.maketrans(")]}>\u00bb", "([{<\u00ab")


def turns(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in {"R", "AL", "AN", "RLE", "RLO"} for sign in text)


def said_by(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    pages = done.stdout.decode("utf-8").split("\f")
    lines = [
        line
        for page in pages
        for line in page.split("\n")
        if not re.fullmatch(r"(Page \d+ of \d+)?( ?\(?Item \d+\)?)?|.*\bPage \d+ of \d+.*", line)
    ]
    return squeezed("\n".join(lines))


@SOME
@given(st.lists(ANY, min_size=BATCH, max_size=BATCH))
def test_pages_give_every_text_back(tmp_path_factory, trial, texts):
    trial("text through a page", BATCH)
    path = tmp_path_factory.mktemp("page") / "pack.pdf"
    notes = [
        AgendaEntry(str(number), f"T{number}", Note((f"qq{number}qq {text} zz{number}zz",)))
        for number, text in enumerate(texts, start=1)
    ]
    cells = tuple((text, text) for text in texts)
    table = AgendaEntry("99", "Table", TableSection(("A", "B"), (1, 2), cells))
    build_pack(pack_of(*notes, table), path)
    said = said_by(path)
    for number, text in enumerate(texts, start=1):
        start, end = said.index(f"qq{number}qq"), said.index(f"zz{number}zz")
        found = said[start + len(f"qq{number}qq") : end]
        wanted = printed(text)
        if turns(text):  # a reader of its own puts those in order again, brackets as they look
            assert sorted(found.translate(OPENING)) == sorted(wanted.translate(OPENING)), text
        else:
            assert found == wanted, text


def test_the_longest_text_of_a_cell_breaks_over_pages_and_is_whole(tmp_path):
    text = "".join(f"{number:06} & <b> " for number in range(MAX_CELL // 13 + 1))[:MAX_CELL]
    cells = ((text, "short"),)
    table = AgendaEntry("1", "Table", TableSection(("A", "B"), (1, 1), cells))
    build_pack(pack_of(table, AgendaEntry("2", "Note", Note((text,)))), tmp_path / "pack.pdf")
    said = said_by(tmp_path / "pack.pdf")
    for number in range(MAX_CELL // 13 - 1):
        assert said.count(f"{number:06}") >= 2, number


def calls(tree: ast.AST, names: set[str]) -> list[int]:
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in names
    ]


# One text of ours with a formula, a whole number, and what the one function itself does.
WRITES_CELLS = {
    "put_text.py": 1,
    "returns/annotate.py": 1,
    "returns/write.py": 1,
    "write_tables.py": 1,
}


def test_cells_are_written_by_one_function_and_no_text_is_read_as_markup():
    root = Path(plandesk.__file__).parent
    written: dict[str, int] = {}
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not calls(tree, {"Paragraph", "XPreformatted", "SimpleDocTemplate"}), path
        if not path.is_relative_to(root / "excel"):
            continue
        assert not calls(tree, {"set_explicit_value", "WriteOnlyCell"}), path
        stores = [
            target
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for each in node.targets
            for target in (each.elts if isinstance(each, ast.Tuple) else [each])
            if isinstance(target, ast.Attribute) and target.attr == "value"
        ]
        appended = [
            call
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and getattr(call.func, "attr", "") == "cell"
            and (len(call.args) > 2 or any(word.arg == "value" for word in call.keywords))
        ]
        assert not appended, path
        if stores:
            written[path.relative_to(root / "excel").as_posix()] = len(stores)
    assert written == WRITES_CELLS, "a cell is written past put_text"
