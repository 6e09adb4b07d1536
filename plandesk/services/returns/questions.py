"""Questions back to the lead: an annotated copy of their own workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plandesk.excel.returns.schema import Field
from plandesk.services.document import Document
from plandesk.services.returns.apply import Asked, questions_of
from plandesk.services.returns.outgoing import safe_name
from plandesk.services.returns.preview import ChangeState, FilePreview, ImportPreview
from plandesk.store.placing import make_folder

_ANNOTATE = "plandesk.excel.returns.annotate:annotated"


def ask_about(document: Document, preview: ImportPreview, asked: Asked) -> int:
    """Keep the officer's questions as open, and return how many there are.

    The copies that carry them go out before anything is imported.
    """
    from plandesk.services.ops.return_questions import AskAboutReturns

    questions = questions_of(preview, asked)
    if questions:
        day = document.now.date()
        document.run(AskAboutReturns(preview.period_id, questions, document.who, day))
    return len(questions)


def annotated_copies(
    preview: ImportPreview, folder: Path, asked: Asked | None = None
) -> list[Path]:
    """Write a copy with notes of each file that has something to ask, and return their paths.

    ``asked`` adds the officer's own questions: (file number, key, field) to the text. Files that
    cannot be opened are passed over: there is nothing to write notes into. Raises UserError when
    the folder cannot be used.
    """
    from plandesk.excel.returns.annotate import Question, questions_from
    from plandesk.excel.save_book import write_whole
    from plandesk.excel.worker import in_worker

    make_folder(folder)
    written: list[Path] = []
    packed = _packed(preview.files)
    for number, file in enumerate(preview.files):
        if not file.reference or not (file.path in packed or file.path.is_file()):
            continue
        sheet = file.sheet
        questions = questions_from(file.findings, sheet)
        questions += [Question(sheet, cell, text) for cell, text in _rival_notes(file)]
        questions += [Question(sheet, *each) for each in _own(file, number, asked or {})]
        questions += [Question(sheet, *each) for each in _still_open(file, number, asked or {})]
        if questions:
            data: bytes = in_worker(_ANNOTATE, file.path, questions, packed.get(file.path))
            written.append(write_whole(folder / _copy_name(file, preview.files), data))
    return written


def _packed(files: Sequence[FilePreview]) -> dict[Path, bytes | None]:
    """Return the contents of the files that came in a zip, by the place in it."""
    from plandesk.excel.returns.files import collect_files

    parents = {parent for file in files for parent in file.path.parents}
    zips = sorted(each for each in parents if each.suffix.casefold() == ".zip" and each.is_file())
    return {file.path: file.data for file in collect_files(zips)}


def _copy_name(file: FilePreview, files: Sequence[FilePreview]) -> str:
    alike = sum(each.path.name == file.path.name for each in files) > 1
    name = file.label.removesuffix(file.path.suffix) if alike else file.path.stem
    return f"{safe_name(name)} - to fix.xlsx"


def _own(file: FilePreview, number: int, asked: Asked) -> list[tuple[str, str]]:
    cells = {(each.key, each.field): each.cell for each in (*file.changes, *file.unread)}
    return [
        (cells.get((key, name), ""), text)
        for (where, key, name), text in asked.items()
        if where == number and text.strip()
    ]


def _still_open(file: FilePreview, number: int, asked: Asked) -> list[tuple[str, str]]:
    """Return the questions asked before that this file still leaves open."""
    return [
        (change.cell, change.asked)
        for change in file.changes
        if change.asked
        and not change.take
        and change.is_offered
        and not asked.get((number, change.key, change.field), "").strip()
    ]


def _rival_notes(file: FilePreview) -> list[tuple[str, str]]:
    return [
        (
            change.cell,
            f"Another lead answers differently for {change.ref}. "
            "Please agree one answer between you.",
        )
        for change in file.changes
        if change.state is ChangeState.CONFLICT
        and change.rivals
        and change.field in {Field.RATING.value, Field.FORECAST.value}
    ]
