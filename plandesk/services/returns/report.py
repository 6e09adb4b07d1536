"""What an import found and what was decided, as text to keep or to send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from plandesk.errors import writing
from plandesk.models.counted import counted
from plandesk.services.returns.preview import Change, ChangeState, FilePreview, ImportPreview

Questions = Mapping[tuple[int, str, str], str]


def report_text(preview: ImportPreview, questions: Questions | None = None) -> str:
    """Return the report; ``questions`` maps (file number, key, field) to what is asked."""
    ticked = sum(change.take for change in preview.changes)
    offered = sum(change.is_offered for change in preview.changes)
    head = f"Returns for {preview.period}" if preview.period else "Returns"
    lines = [
        head,
        f"{counted(len(preview.files), 'file')}, {ticked} of {counted(offered, 'change')} ticked",
        "",
    ]
    for number, file in enumerate(preview.files):
        lines += [*_file_lines(number, file, preview, questions or {}), ""]
    return "\n".join(lines)


def save_report(preview: ImportPreview, target: Path, questions: Questions | None = None) -> Path:
    """Write the report as a text file; raises UserError where it cannot be written."""
    with writing(target):
        target.write_text(report_text(preview, questions), "utf-8-sig")
    return target


def _file_lines(
    number: int, file: FilePreview, preview: ImportPreview, questions: Questions
) -> Iterator[str]:
    who = " ".join(part for part in (file.reference, file.lead) if part)
    yield f"{file.label}{f' ({who})' if who else ''}"
    for each in file.findings:
        where = " ".join(part for part in (each.sheet, each.cell) if part)
        place = f" [{where}]" if where else ""
        yield f"  {each.severity.words}: {each.message} {each.fix}".rstrip() + place
    for change in file.changes:
        if change.is_offered or change.state is ChangeState.LOCKED:
            yield _change_line(change, preview)
            asked = questions.get((number, change.key, change.field))
            if asked:
                yield f"      Question: {asked}"
            if change.take and change.reason:
                yield f"      Taken because: {change.reason}"
    for ref in file.missing:
        yield f"  Not in file: {ref}. The plan keeps it as it is."


def _change_line(change: Change, preview: ImportPreview) -> str:
    now = preview.shown(change.field, change.now) or "nothing"
    said = preview.shown(change.field, change.returned) or "nothing"
    tick = "[x]" if change.take else "[ ]"
    return (
        f"  {tick} {change.ref} {change.field.replace('_', ' ')}, cell {change.cell or '-'}: "
        f"plan \u201c{now}\u201d, return \u201c{said}\u201d ({change.state.words})"
    )
