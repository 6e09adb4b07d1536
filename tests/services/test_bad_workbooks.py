"""Every workbook of the shared faulty set does as its manifest says, as a return of ours."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from bad_workbooks import plan_of, translated

from plandesk.excel.returns.schema import Severity
from plandesk.services.document import Document
from plandesk.services.returns.apply import apply_import
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.preview import FilePreview, Outcome

ALL = 62
# The set has the outcomes under "New due date" too, where its manifest means plain dates.
WRONG_HEADING = ("x052_columns_reordered.xlsx", "New due date")


@pytest.fixture(scope="module")
def ours(shared_data, tmp_path_factory):
    """A plan with the set's actions, and every file of the set in our words, by its name."""
    source, folder = shared_data / "badfiles", tmp_path_factory.mktemp("bad")
    plan = folder / "plan.plandesk"
    words = plan_of(plan, source / "x000_good.xlsx")
    listed = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    cases = [each for each in listed if each["file"].startswith("x")]
    for case in cases:
        mine = dict(words)
        if case["file"] == WRONG_HEADING[0]:
            del mine[WRONG_HEADING[1]]
        data = translated(source / case["file"], mine)
        (folder / case["file"]).write_bytes(data)
    return plan, cases, words


def outcome(file: FilePreview) -> str:
    """What the manifest calls it; columns that the set does not have are no fault of a file."""
    if file.outcome is Outcome.REJECT:
        return "reject"
    found = {each.severity for each in file.findings if each.code != "no-column"}
    if Severity.ERROR in found:
        return "rows"
    return "warn" if Severity.WARNING in found else "accept"


def preview(plan: Path, path: Path) -> FilePreview:
    with Document.open(plan) as document:
        if path.name.startswith("x069"):  # "import x000_good.xlsx first"
            apply_import(document, preview_returns(document, [path.parent / "x000_good.xlsx"]))
        return preview_returns(document, [path]).files[0]


def test_every_case_behaves_as_its_manifest_says(ours, tmp_path):
    plan, cases, words = ours
    assert len(cases) == ALL, "the set of faulty workbooks is not whole"
    wrong: list[str] = []
    for case in cases:
        work = Path(shutil.copy(plan, tmp_path / "work.plandesk"))
        file = preview(work, plan.parent / case["file"])
        text = " ".join(f"{each.cell} {each.message} {each.fix}" for each in file.findings)
        asked = [words.get(each, each) for each in case["mentions"]]
        missing = [each for each in asked if each.casefold() not in text.casefold()]
        if outcome(file) != case["outcome"] or missing:
            wrong.append(f"{case['file']}: {outcome(file)}, {missing} not in: {text}")
    assert not wrong, "\n".join(wrong)


def test_a_refused_workbook_leaves_the_plan_file_byte_for_byte_as_it_was(ours, tmp_path):
    plan, cases, _ = ours
    refused = [plan.parent / each["file"] for each in cases if each["outcome"] == "reject"]
    assert len(refused) > 15
    work = Path(shutil.copy(plan, tmp_path / "work.plandesk"))
    with Document.open(work):
        pass  # the first opening may tidy the file
    before = hashlib.sha256(work.read_bytes()).hexdigest()
    for path in refused:
        with Document.open(work) as document:
            found = preview_returns(document, [path])
            assert {file.outcome for file in found.files} == {Outcome.REJECT}, path.name
            assert apply_import(document, found).files == 0
        assert hashlib.sha256(work.read_bytes()).hexdigest() == before, path.name
