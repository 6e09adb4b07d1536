"""Broken copies of returns, trackers, packs and plans: each is read, or refused in words.

``PLANDESK_MUTANTS`` is how many are made of all kinds together.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import time
from pathlib import Path

import mutants
import pytest

from plandesk.errors import UserError
from plandesk.excel.worker import Reading, ReadingWorker
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_json, new_from_pack
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.plan_json import plan_contents, to_json
from plandesk.services.queries.info import file_info
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.returns.apply import apply_import
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.returns.outgoing import IssueRequest, issue_returns
from plandesk.services.returns.preview import Outcome
from plandesk.services.trackers.reading import guess_tracker, read_guess

MUTANTS = int(os.environ.get("PLANDESK_MUTANTS", "400" if os.environ.get("CI") else "120"))
SEED = int(os.environ.get("PLANDESK_SEED", "20240430"))
LONGEST = 25.0

pytestmark = [pytest.mark.long, pytest.mark.timeout(24 * 3600)]


@pytest.fixture(scope="module")
def good(tmp_path_factory, _sample_bytes):
    """A plan with a return out, that return filled in, the plan as JSON, and a pack of it."""
    from openpyxl import load_workbook

    folder = tmp_path_factory.mktemp("good")
    plan = folder / "plan.plandesk"
    plan.write_bytes(_sample_bytes)
    with Document.open(plan) as document:
        with document.read() as session:
            period = current_period(session)
            text = to_json(plan_contents(session))
        assert period is not None
        sent = issue_returns(document, IssueRequest(period.id, folder))
        wish = BuildWish(folder, public=False)
        (pack,) = build_packs(document, "Board", wish)
    book = load_workbook(folder / sent[0].file)
    sheet = book["Actions"]
    for row in range(2, sheet.max_row + 1):
        sheet[f"F{row}"], sheet[f"G{row}"] = "Amber", f"Progress in row {row}."
    filled = folder / "filled.xlsx"
    book.save(filled)
    (folder / "plan.json").write_text(text, encoding="utf-8")
    return {"plan": plan, "return": filled, "json": folder / "plan.json", "pack": pack.path}


def dice_of(kind: str) -> random.Random:
    return random.Random(f"{SEED} {kind}")


def fault_in(error: BaseException) -> str:
    """Return the fault of a reader that its process reported, or nothing."""
    return " ".join(getattr(error, "__notes__", ()))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def workbooks(good, dice, count: int):
    whole = good["return"].read_bytes()
    ways = (mutants.in_bytes, mutants.in_zip, mutants.in_xml, mutants.in_cells)
    for number in range(count):
        yield ways[number % len(ways)](whole, dice)


def test_broken_returns_are_previewed_or_refused_and_change_nothing(good, tmp_path, trial):
    plan, dice = tmp_path / "plan.plandesk", dice_of("return")
    plan.write_bytes(good["plan"].read_bytes())
    with Document.open(plan):
        pass
    before, wrong, read = digest(plan), [], 0
    for number, data in enumerate(workbooks(good, dice, MUTANTS * 4 // 10)):
        path = tmp_path / "mutant.xlsx"
        path.write_bytes(data)
        start = time.monotonic()
        with Document.open(plan) as document:
            file = preview_returns(document, [path]).files[0]
            read += file.outcome is not Outcome.REJECT
            wrong += [f"{number}: {each.message}" for each in file.findings if not each.message]
        if time.monotonic() - start > LONGEST:
            wrong.append(f"{number} took {time.monotonic() - start:.0f} s")
        assert digest(plan) == before, f"mutant {number} changed the plan without a preview"
        trial("broken return")
    assert not wrong, "\n".join(wrong)
    assert read > MUTANTS // 40, "hardly any was read: the mutants prove nothing"


def updates(document: Document) -> dict[str, tuple[object, ...]]:
    with document.read() as session:
        (_, content), *_ = plan_contents(session)
    return {item.ref: (item.due, item.title, item.leads, item.updates) for item in content.items}


def test_only_what_was_previewed_is_taken(good, tmp_path):
    dice = dice_of("taken")
    for number, data in enumerate(workbooks(good, dice, max(8, MUTANTS // 50))):
        plan, path = tmp_path / f"{number}.plandesk", tmp_path / "mutant.xlsx"
        plan.write_bytes(good["plan"].read_bytes())
        path.write_bytes(data)
        with Document.open(plan) as document:
            before = updates(document)
            preview = preview_returns(document, [path])
            ticked = {change.ref for change in preview.changes if change.take}
            with contextlib.suppress(UserError):
                apply_import(document, preview)
            after = updates(document)
        changed = {ref for ref in before | after if before.get(ref) != after.get(ref)}
        assert changed <= ticked, f"mutant {number} changed {changed - ticked} unseen"


def test_the_reader_of_workbooks_has_no_fault_of_its_own(good, tmp_path):
    """The same in the reading process, which would hide a fault behind "it is damaged"."""
    dice, wrong = dice_of("return"), []
    readings = []
    for number, data in enumerate(workbooks(good, dice, MUTANTS * 4 // 10)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        reader = ("returns.read:read_return", "trackers.book:open_tracker_file")[number % 2]
        readings.append(Reading(f"plandesk.excel.{reader}", path.name, (path, None)))
    with ReadingWorker() as worker:
        for number, result in enumerate(worker.results(readings)):
            if result.error is not None and fault_in(result.error):
                wrong.append(f"{number}: {fault_in(result.error)}")
    assert not wrong, "\n".join(wrong)


def test_broken_trackers_are_read_or_refused(good, tmp_path, trial):
    dice, wrong, read = dice_of("tracker"), [], 0
    path = tmp_path / "mutant.xlsx"
    for number, data in enumerate(workbooks(good, dice, MUTANTS * 2 // 10)):
        path.write_bytes(data)
        start = time.monotonic()
        try:
            read_guess(guess_tracker(path))
            read += 1
        except UserError as error:
            if fault_in(error):
                wrong.append(f"{number}: {fault_in(error)}")
        trial("broken tracker")
        if time.monotonic() - start > LONGEST:
            wrong.append(f"{number} took {time.monotonic() - start:.0f} s")
    assert not wrong, "\n".join(wrong)
    assert read


def test_broken_plans_in_json_and_packs_are_made_whole_or_not_at_all(good, tmp_path, trial):
    dice, wrong, made = dice_of("json"), [], 0
    text, pack = good["json"].read_bytes(), good["pack"].read_bytes()
    for number in range(MUTANTS * 2 // 10):
        trial("broken plan as JSON or pack")
        target, source = tmp_path / f"{number}.plandesk", tmp_path / "mutant"
        way = (mutants.in_json, mutants.in_json, mutants.in_bytes)[number % 3]
        from_pack = number % 8 == 7
        source.write_bytes(mutants.in_bytes(pack, dice) if from_pack else way(text, dice))
        try:
            (new_from_pack if from_pack else new_from_json)(target, source)
        except UserError as error:
            if fault_in(error):
                wrong.append(f"{number}: {fault_in(error)}")
            assert not target.exists(), f"mutant {number} left half a plan"
            continue
        made += 1
        wrong += [f"{number}: {each}" for each in looked_at(target)]
        target.unlink()
    assert not wrong, "\n".join(wrong)
    assert made


def looked_at(path: Path) -> list[str]:
    """Open a plan and read it as the window and the command do; return what its check says."""
    with Document.open(path, read_only=True) as document, document.read() as session:
        file_info(session)
        plan_rows(session, None)
        to_json(plan_contents(session))
        return list(file_problems(session))


def test_broken_plan_files_are_opened_or_refused_and_never_written_to(good, tmp_path, trial):
    dice, wrong = dice_of("plan"), []
    whole = good["plan"].read_bytes()
    path = tmp_path / "mutant.plandesk"
    for number in range(MUTANTS * 2 // 10):
        if number % 2:
            data = mutants.in_plan_cells(whole, dice, tmp_path / "cells.db")
        else:
            data = mutants.in_bytes(whole, dice)
        path.write_bytes(data)
        start, before = time.monotonic(), digest(path)
        try:
            looked_at(path)
        except UserError:
            pass
        except Exception as error:  # noqa: BLE001 - what is counted here
            wrong.append(f"{number}: {type(error).__name__} {str(error)[:150]}")
        if time.monotonic() - start > LONGEST:
            wrong.append(f"{number} took {time.monotonic() - start:.0f} s")
        assert digest(path) == before, f"mutant {number} was written to"
        trial("broken plan file")
    assert not wrong, "\n".join(wrong)
