"""What an attached paper lacks for those who do not read it as its author did: fonts and words.

A font that is not in the file is drawn with whatever the reader's computer has instead (PDF/UA-1,
7.21.4.1), and a picture without an alternative text says nothing to a screen reader (7.3).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
_SAYING = ("/Alt", "/ActualText")


def missing_fonts(pdf: pikepdf.Pdf) -> list[str]:
    """Return the names of the fonts that the pages use and the file does not hold."""
    seen: set[tuple[int, int]] = set()
    names = {
        _called(font)
        for page in pdf.pages
        for font in _fonts(page.obj.get("/Resources"), seen)
        if not _is_embedded(font)
    }
    return sorted(names)


def _fonts(resources: pikepdf.Object | None, seen: set[tuple[int, int]]) -> Iterator[Dictionary]:
    """Yield the fonts of a page and of the drawings on it, each once."""
    for kind in ("/Font", "/XObject"):
        held = resources.get(kind) if isinstance(resources, Dictionary) else None
        for part in held.values() if isinstance(held, Dictionary) else ():
            if part.is_indirect:
                if part.objgen in seen:
                    continue
                seen.add(part.objgen)
            if kind == "/XObject":
                yield from _fonts(part.get("/Resources"), seen)
            elif isinstance(part, Dictionary):
                yield part


def _is_embedded(font: Dictionary) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True  # its letters are drawings in the file
    below = font.get("/DescendantFonts")
    if isinstance(below, Array):
        return all(_is_embedded(one) for one in below if isinstance(one, Dictionary))
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(name in descriptor for name in _EMBEDDED)


def _called(font: Dictionary) -> str:
    return str(font.get("/BaseFont", "a font without a name")).removeprefix("/")


def pictures_without_words(pdf: pikepdf.Pdf) -> int:
    """Return how many pictures of a tagged paper have no alternative text."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return 0
    roles = root.get("/RoleMap", Dictionary())
    count, waiting, seen = 0, [root.get("/K")], set[tuple[int, int]]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += list(node)
        if not isinstance(node, Dictionary) or node.objgen in seen:
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        if any(str(node.get(name, "")).strip() for name in _SAYING):
            continue  # it speaks for all that is in it
        role = node.get("/S")
        count += "/Figure" in (str(role), str(roles.get(str(role), "")))
        waiting.append(node.get("/K"))
    return count
