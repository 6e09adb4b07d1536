# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""What in a PDF does something by itself or reaches out: found, and left behind."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMedia", "/AA"})
_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
# What a reader needs of the document around the pages; scripts, files and forms hang elsewhere.
_ROOT = frozenset(
    {
        "/Type",
        "/Pages",
        "/Lang",
        "/MarkInfo",
        "/StructTreeRoot",
        "/PageLabels",
        "/ViewerPreferences",
        "/OCProperties",
        "/OutputIntents",
        "/Version",
    }
)
_DEEPEST = 60


def active_parts(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Return the keys and actions in a file that run, send, embed or lead out to other files."""
    return frozenset(each for item in pdf.objects for each in _found(item, 0))


def _found(item: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield "/Deep"
    elif isinstance(item, Stream):
        yield from _found(item.stream_dict, depth)
    elif isinstance(item, Dictionary):
        action = item.get("/S")
        if isinstance(action, Name) and str(action) in _ACTIONS:
            yield str(action)
        for key, value in item.items():
            if key in _KEYS:
                yield key
            if not getattr(value, "is_indirect", False):
                yield from _found(value, depth + 1)
    elif isinstance(item, Array):
        for value in item:
            if not getattr(value, "is_indirect", False):
                yield from _found(value, depth + 1)


def without_active(pdf: pikepdf.Pdf) -> bytes:
    """Return a stripped paper as a file of its own, without encryption and without metadata.

    The pages keep their tags where nothing active hangs on those; else only the pages are taken.
    """
    for key in set(pdf.Root.keys()) - _ROOT:
        del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    whole = _saved(pdf)
    with pikepdf.open(BytesIO(whole)) as again:
        if not active_parts(again):
            return whole
    with pikepdf.new() as fresh:
        fresh.pages.extend(pdf.pages)
        for page in fresh.pages:
            for key in set(page.obj.keys()) & {"/StructParents", "/Tabs"}:
                del page.obj[key]
        return _saved(fresh)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, encryption=False)
    return out.getvalue()
