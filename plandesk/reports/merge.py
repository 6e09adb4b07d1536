"""Puts an attached paper's pages into a pack together with its structure tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from plandesk.reports.papers import Paper

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def copy_paper(pdf: pikepdf.Pdf, paper: Paper, section: pikepdf.Object) -> list[Any]:
    """Return the pages as copies in ``pdf``, their tags hung below ``section``.

    The copies are not in its page tree yet: to add them one by one, the library goes through all
    pages each time.
    """
    tree = paper.pdf.Root.get("/StructTreeRoot") if paper.tagged else None
    pages: list[Any] = []
    for page in paper.pdf.pages:
        found = page.obj
        if tree is None:
            for key in ("/StructParents", "/Tabs"):
                if key in found:
                    del found[key]
        _take_over(found)
        pages.append(pdf.copy_foreign(found))
    if isinstance(tree, Dictionary):
        _hang(pdf, pdf.copy_foreign(tree), section, pages)
    return pages


def set_pages(pdf: pikepdf.Pdf, pages: Sequence[Any]) -> None:
    """Make these the pages of the file, in this order."""
    root = pdf.Root.Pages
    for page in pages:
        page.Parent = root
    root.Kids = Array(pages)
    root.Count = len(pages)


def _take_over(page: Any) -> None:
    """Write what a page inherits into the page itself (PDF 32000-1, 7.7.3.4)."""
    for key in _INHERITED:
        if key in page:
            continue
        above, depth = page.get("/Parent"), 0
        while isinstance(above, Dictionary) and depth < 50:
            if key in above:
                page[key] = above[key]
                break
            above, depth = above.get("/Parent"), depth + 1


def _hang(
    pdf: pikepdf.Pdf, tree: Any, section: pikepdf.Object, pages: Sequence[pikepdf.Object]
) -> None:
    root = pdf.Root.StructTreeRoot
    kids = section.K
    for child in _as_list(tree.get("/K")):
        if child.get("/S") == Name.Document:
            child.S = Name.Sect  # a document inside a document
        child.P = section
        kids.append(child)
    numbers: dict[int, int] = {}
    nums = root.ParentTree.Nums
    following = int(root.ParentTreeNextKey)
    for old, value in sorted(_flat(tree.get("/ParentTree"), 0).items()):
        numbers[old] = following
        nums.append(following)
        nums.append(value)
        following += 1
    root.ParentTreeNextKey = following
    for page in pages:
        _renumber(page, "/StructParents", numbers)
        page.Tabs = Name.S
        for annotation in page.get("/Annots", Array()):
            _renumber(annotation, "/StructParent", numbers)
    for key in ("/RoleMap", "/ClassMap"):
        _adopt(root, tree, key)


def _renumber(owner: Any, key: str, numbers: dict[int, int]) -> None:
    if key in owner:
        number = numbers.get(int(owner[key]))
        if number is None:
            del owner[key]
        else:
            owner[key] = number


def _adopt(root: Any, tree: Any, key: str) -> None:
    if key not in tree:
        return
    if key not in root:
        root[key] = Dictionary()
    for name, value in tree[key].items():
        if name not in root[key]:
            root[key][name] = value


def _as_list(value: Any) -> list[Any]:
    found = list(value) if isinstance(value, Array) else [value]
    return [child for child in found if isinstance(child, Dictionary)]


def _flat(tree: Any, depth: int) -> dict[int, Any]:
    """Return a number tree as a mapping; deeper than 50 levels it is damaged and left."""
    found: dict[int, Any] = {}
    if not isinstance(tree, Dictionary) or depth > 50:
        return found
    nums = list(tree.get("/Nums", Array()))
    found.update((int(key), value) for key, value in zip(nums[::2], nums[1::2], strict=False))
    for kid in tree.get("/Kids", Array()):
        found.update(_flat(kid, depth + 1))
    return found
