"""What the kinds of sheets, rows and columns of a tracker are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from plandesk.excel.trackers.mapping import RowKind, SheetKind
from plandesk.excel.trackers.words import Field
from plandesk.models.types import Level

Names = tuple[str, str, str, str]
_T = "Tracker"
_SHEETS = {
    SheetKind.ACTIONS: QT_TRANSLATE_NOOP(_T, "%3s"),
    SheetKind.PROJECTS: QT_TRANSLATE_NOOP(_T, "%2s"),
    SheetKind.SERVICE: QT_TRANSLATE_NOOP(_T, "Service"),
    SheetKind.SUMMARY: QT_TRANSLATE_NOOP(_T, "Figures"),
    SheetKind.REGISTER: QT_TRANSLATE_NOOP(_T, "A register"),
    SheetKind.NOTES: QT_TRANSLATE_NOOP(_T, "Notes"),
    SheetKind.EMPTY: QT_TRANSLATE_NOOP(_T, "Nothing"),
}
SHEET_KINDS = (
    SheetKind.ACTIONS,
    SheetKind.PROJECTS,
    SheetKind.SERVICE,
    SheetKind.SUMMARY,
    SheetKind.REGISTER,
    SheetKind.NOTES,
)
_ROWS = {
    RowKind.TITLE: QT_TRANSLATE_NOOP(_T, "Title"),
    RowKind.SUBTITLE: QT_TRANSLATE_NOOP(_T, "Subtitle"),
    RowKind.LEGEND_HEADING: QT_TRANSLATE_NOOP(_T, "Key"),
    RowKind.LEGEND: QT_TRANSLATE_NOOP(_T, "Key"),
    RowKind.HEADER: QT_TRANSLATE_NOOP(_T, "Header"),
    RowKind.HEADER_SECOND: QT_TRANSLATE_NOOP(_T, "Header, line 2"),
    RowKind.SERVICE: QT_TRANSLATE_NOOP(_T, "Service"),
    RowKind.WORKSTREAM: QT_TRANSLATE_NOOP(_T, "%1 heading"),
    RowKind.PROJECT_HEADING: QT_TRANSLATE_NOOP(_T, "%2 heading"),
    RowKind.PROJECT: QT_TRANSLATE_NOOP(_T, "%2"),
    RowKind.ACTION: QT_TRANSLATE_NOOP(_T, "%3"),
    RowKind.MILESTONE: QT_TRANSLATE_NOOP(_T, "%4"),
    RowKind.CONTINUED: QT_TRANSLATE_NOOP(_T, "Goes on"),
    RowKind.SUMMARY: QT_TRANSLATE_NOOP(_T, "Figures"),
    RowKind.TOTAL: QT_TRANSLATE_NOOP(_T, "Total"),
    RowKind.FOOTNOTE: QT_TRANSLATE_NOOP(_T, "Footnote"),
    RowKind.NOTE: QT_TRANSLATE_NOOP(_T, "Leave out"),
    RowKind.BLANK: QT_TRANSLATE_NOOP(_T, "Blank"),
    RowKind.NOT_UNDERSTOOD: QT_TRANSLATE_NOOP(_T, "Not understood"),
}
ROW_KINDS = (
    RowKind.HEADER,
    RowKind.HEADER_SECOND,
    RowKind.WORKSTREAM,
    RowKind.PROJECT_HEADING,
    RowKind.PROJECT,
    RowKind.ACTION,
    RowKind.MILESTONE,
    RowKind.CONTINUED,
    RowKind.NOTE,
)
_FIELDS = {
    Field.REF: QT_TRANSLATE_NOOP(_T, "Ref"),
    Field.TITLE: QT_TRANSLATE_NOOP(_T, "%3 (its text)"),
    Field.PROJECT: QT_TRANSLATE_NOOP(_T, "%2"),
    Field.PROJECT_REF: QT_TRANSLATE_NOOP(_T, "Ref of the %2"),
    Field.WORKSTREAM: QT_TRANSLATE_NOOP(_T, "%1"),
    Field.LEAD: QT_TRANSLATE_NOOP(_T, "Lead"),
    Field.SPONSOR: QT_TRANSLATE_NOOP(_T, "Sponsor"),
    Field.DUE: QT_TRANSLATE_NOOP(_T, "Due"),
    Field.RATING: QT_TRANSLATE_NOOP(_T, "Rating"),
    Field.OUTCOME: QT_TRANSLATE_NOOP(_T, "Outcome of the review"),
    Field.OUTCOME_NOTE: QT_TRANSLATE_NOOP(_T, "Note on the outcome"),
    Field.REASON: QT_TRANSLATE_NOOP(_T, "Reason of the rating"),
    Field.FORECAST: QT_TRANSLATE_NOOP(_T, "Forecast"),
    Field.HELP: QT_TRANSLATE_NOOP(_T, "Help needed"),
    Field.COMMENTS: QT_TRANSLATE_NOOP(_T, "Progress and comments"),
    Field.MILESTONES: QT_TRANSLATE_NOOP(_T, "%4s"),
    Field.SCOPE: QT_TRANSLATE_NOOP(_T, "Scope"),
    Field.TYPE: QT_TRANSLATE_NOOP(_T, "Type"),
    Field.IMPACT: QT_TRANSLATE_NOOP(_T, "Outcomes and impact"),
    Field.MEASURES: QT_TRANSLATE_NOOP(_T, "Measures"),
    Field.DECLARED: QT_TRANSLATE_NOOP(_T, "Number of %3s"),
    Field.SOURCE: QT_TRANSLATE_NOOP(_T, "Source"),
    Field.EVIDENCE: QT_TRANSLATE_NOOP(_T, "Evidence"),
    Field.FIGURE: QT_TRANSLATE_NOOP(_T, "A figure"),
    Field.LEVEL: QT_TRANSLATE_NOOP(_T, "What the row is (%1, %2 ...)"),
    Field.ROW_COLOUR: QT_TRANSLATE_NOOP(_T, "Rating, by the row's colour"),
    Field.LEFT_OUT: QT_TRANSLATE_NOOP(_T, "Leave this column out"),
}


def sheet_words(kind: SheetKind, names: Names) -> str:
    """Return what a sheet lists."""
    return _filled(_SHEETS.get(kind, kind.value), names)


def row_words(kind: RowKind, names: Names) -> str:
    """Return what a row is taken for."""
    return _filled(_ROWS.get(kind, kind.value), names)


def field_words(field: Field | None, names: Names) -> str:
    """Return what a column holds; None is a column kept under its own heading."""
    if field is None:
        return QCoreApplication.translate(_T, "Keep under its own heading")
    return _filled(_FIELDS.get(field, field.value), names)


def level_word(level: Level, names: Names, count: int = 1) -> str:
    """Return what a level is called, in small letters, in the plural unless ``count`` is 1."""
    return names[int(level) - 1].lower() + ("" if count == 1 else "s")


def _filled(text: object, names: Names) -> str:
    words = QCoreApplication.translate(_T, str(text))
    for number, name in enumerate(names, start=1):
        words = words.replace(f"%{number}", name)
    return words[:1].upper() + words[1:]
