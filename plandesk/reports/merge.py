"""Puts an attached paper's pages into a pack together with its structure tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from plandesk.reports.papers import Paper


def insert_paper(pdf: pikepdf.Pdf, at: int, paper: Paper, section: pikepdf.Object) -> None:
    """Insert the pages before index ``at`` and hang their tags below ``section``."""
    tree = paper.pdf.Root.get("/StructTreeRoot") if paper.tagged else None
    for offset, page in enumerate(paper.pdf.pages):
        if tree is None:
            for key in ("/StructParents", "/Tabs"):
                if key in page.obj:
                    del page.obj[key]
        pdf.pages.insert(at + offset, page)
    if isinstance(tree, Dictionary):
        pages = [pdf.pages[at + offset].obj for offset in range(paper.pages)]
        _hang(pdf, pdf.copy_foreign(tree), section, pages)


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
