"""Questions back to the lead: an annotated copy of their own workbook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plandesk.excel.schema import Field
from plandesk.services.returns_out import safe_name
from plandesk.services.returns_preview import ChangeState, FilePreview, ImportPreview


def annotated_copies(
    preview: ImportPreview, folder: Path, asked: Iterable[tuple[int, str, str]] = ()
) -> list[Path]:
    """Write a copy with notes of each file that has something to ask, and return their paths.

    ``asked`` adds the officer's own questions as (file number, cell, text). Files inside a zip
    and files that cannot be opened are passed over: there is nothing to write notes into.
    Raises UserError when the folder cannot be used.
    """
    from plandesk.excel.annotate import Question, annotate, questions_from
    from plandesk.services.returns_out import make_folder

    make_folder(folder)
    written: list[Path] = []
    mine = list(asked)
    for number, file in enumerate(preview.files):
        if not file.reference or not file.path.is_file():
            continue
        sheet = next((each.sheet for each in file.findings if each.sheet), "Actions")
        questions = questions_from(file.findings, sheet)
        questions += [Question(sheet, cell, text) for cell, text in _rival_notes(file)]
        questions += [Question(sheet, cell, text) for n, cell, text in mine if n == number]
        if questions:
            target = folder / f"{safe_name(file.path.stem)} - to fix.xlsx"
            written.append(annotate(file.path, questions, target))
    return written


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
