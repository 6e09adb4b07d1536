# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""Takes in attached PDF papers, which are hostile until shown otherwise.

Only pages are taken over, never the document around them: scripts, embedded files, names and
metadata stay behind. What was left out is named in the findings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from plandesk.errors import NeedsAnswer, UserError
from plandesk.models.counted import counted
from plandesk.reports.active import active_parts
from plandesk.reports.layers import without_hidden_layers
from plandesk.reports.paper_access import missing_fonts, pictures_without_words
from plandesk.reports.photographs import without_words
from plandesk.reports.stamps import Sheets

MM = 72 / 25.4
_SMALLEST = 50 * MM
_LARGEST = 420 * MM + 1
_A4 = (210 * MM, 297 * MM)
_A3 = (297 * MM, 420 * MM)
_AROUND = frozenset({"/AA", "/Metadata", "/PieceInfo", "/Thumb", "/B"})
"""What hangs on a page without being seen on it."""
_BESIDE = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates"})
"""What hangs on a picture or form without being seen in it."""
_KEPT_ANNOTATIONS = {"/Link"}
_WEB = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class PaperLimits:
    """How large one paper may be before it is refused."""

    pages: int = 500
    megabytes: int = 50


KEPT = PaperLimits(pages=1_000_000, megabytes=1_000)
"""For papers that the plan holds already: whoever attached them was asked."""


@dataclass
class Paper:
    """An attached paper made safe: its pages, whether they are tagged, and what was left out."""

    name: str
    pdf: pikepdf.Pdf
    tagged: bool = False
    claims_ua: bool = False
    encrypted: bool = False
    restricted: bool = False
    active: bool = False
    signed: bool = False
    findings: list[str] = field(default_factory=list[str])
    missing_fonts: list[str] = field(default_factory=list[str])
    silent_pictures: int = 0
    outline: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    looked_at: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return len(self.pdf.pages)


def open_paper(
    path: Path, name: str = "", limits: PaperLimits | None = None, password: str = ""
) -> Paper:
    """Open a paper and strip all that is not a page.

    Raises ``UserError`` where it cannot, ``NeedsAnswer`` where it lacks the password.
    """
    name = name or path.name
    limits = limits or PaperLimits()
    _check_file(path, name, limits)
    pdf = _open(path, name, password)
    _check_pages(pdf, name, limits)
    paper = Paper(name, pdf, encrypted=pdf.is_encrypted)
    paper.restricted = pdf.is_encrypted and not pdf.owner_password_matched
    paper.active = bool(active_parts(pdf))
    paper.signed = "/SigFlags" in pdf.Root.get("/AcroForm", Dictionary())
    _refuse_xfa(pdf, name)
    _note_container(paper)
    paper.tagged = "/StructTreeRoot" in pdf.Root and bool(
        pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)
    )
    paper.claims_ua = paper.tagged and _claims_ua(pdf)
    paper.outline = _outline(pdf)
    _flatten_forms(paper)
    for number in without_hidden_layers(pdf):
        paper.findings.append(f"{name}, page {number}: what a switched-off layer hid was removed.")
    _fit_odd_pages(paper)
    for number, page in enumerate(pdf.pages, start=1):
        _strip_page(paper, number, page)
    _warn_of_hidden_words(paper, path)
    _note_what_it_lacks(paper)
    if not paper.tagged:
        paper.findings.append(
            f"{name}: is not tagged, so a screen reader cannot follow it; ask the author for an "
            "accessible PDF."
        )
    return paper


def _warn_of_hidden_words(paper: Paper, path: Path) -> None:
    from plandesk.reports.redaction import hidden_in  # loads a renderer

    for number in hidden_in(path, paper.pdf):
        paper.findings.append(
            f"{paper.name}, page {number}: words lie under a filled box, where anyone can copy "
            "them; take the words out before the page is published."
        )


def _note_what_it_lacks(paper: Paper) -> None:
    paper.missing_fonts = missing_fonts(paper.pdf)
    if paper.missing_fonts:
        paper.findings.append(
            f"{paper.name}: not every font is in the file ({', '.join(paper.missing_fonts)}), so "
            "its letters may look otherwise elsewhere; ask its author to embed them."
        )
    paper.silent_pictures = pictures_without_words(paper.pdf) if paper.tagged else 0
    if paper.silent_pictures:
        said = counted(paper.silent_pictures, "picture")
        paper.findings.append(
            f"{paper.name}: {said} without alternative text; ask its author to describe each."
        )


def _check_file(path: Path, name: str, limits: PaperLimits) -> None:
    if not path.is_file():
        raise UserError(f"The paper {name} was not found.", f"Look for it at {path}.")
    size = path.stat().st_size
    if size == 0:
        raise UserError(f"{name} is empty.", "Save it again and attach the new file.")
    if size > limits.megabytes * 1024 * 1024:
        raise UserError(
            f"{name} is larger than {limits.megabytes} MB.", "Reduce its pictures or split it."
        )
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" not in start:
        raise UserError(f"{name} is not a PDF.", "Save or print it as PDF, then attach that.")


def _open(path: Path, name: str, password: str) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(path, password=password)
        len(pdf.pages)  # a damaged page tree shows here
    except pikepdf.PasswordError:
        said = "is protected with another password" if password else "is protected with a password"
        raise NeedsAnswer(
            f"{name} {said}.", "Enter its password, or ask for a copy without one.", "password"
        ) from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise UserError(
            f"{name} is damaged or incomplete.", "Ask for it again, or print it to PDF afresh."
        ) from None
    return pdf


def _check_pages(pdf: pikepdf.Pdf, name: str, limits: PaperLimits) -> None:
    pages = len(pdf.pages)
    if not pages:
        raise UserError(f"{name} has no pages.", "Ask for it again.")
    if pages > limits.pages:
        raise UserError(
            f"{name} has {pages:,} pages; one paper may have {limits.pages}.",
            "Split it, or publish it beside the pack.",
        )


def _refuse_xfa(pdf: pikepdf.Pdf, name: str) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        raise UserError(
            f"{name} is an Adobe XFA form, whose pages only say \u201cPlease wait\u201d.",
            "Open it in Adobe Reader, print it to PDF and attach that.",
        )


def _note_container(paper: Paper) -> None:
    root, name = paper.pdf.Root, paper.name
    names = root.get("/Names", Dictionary())
    if paper.restricted:
        paper.findings.append(f"{name}: its author restricted copying or printing.")
    if "/JavaScript" in names or _is_script(root.get("/OpenAction")) or "/AA" in root:
        paper.findings.append(f"{name}: a script was removed; the pages are unchanged.")
    elif _acts(root.get("/OpenAction")):
        paper.findings.append(f"{name}: an action that runs on opening was removed.")
    if "/EmbeddedFiles" in names:
        paper.findings.append(f"{name}: files embedded in it were left out.")


def _is_script(action: object) -> bool:
    return isinstance(action, Dictionary) and action.get("/S") == Name.JavaScript


def _acts(action: object) -> bool:
    return isinstance(action, Dictionary) and action.get("/S") not in (None, Name.GoTo)


def _claims_ua(pdf: pikepdf.Pdf) -> bool:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return False
    return b"pdfuaid:part" in stream.read_bytes()


def _flatten_forms(paper: Paper) -> None:
    pdf = paper.pdf
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or not len(form.get("/Fields", Array())):
        return
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    paper.findings.append(f"{paper.name}: form answers were flattened so that they show.")


def _strip_page(paper: Paper, number: int, page: pikepdf.Page) -> None:
    _strip_drawings(page.obj, paper.looked_at)
    keys = page.obj.keys()
    for key in _AROUND.intersection(keys):
        del page.obj[key]
    if "/Annots" not in keys:
        return
    kept = Array()
    lost: set[str] = set()
    for annotation in page.obj.Annots:
        reason = _unwanted(annotation)
        if reason:
            lost.add(reason)
        else:
            kept.append(annotation)
    if len(kept):
        page.obj.Annots = kept
    else:
        del page.obj["/Annots"]
    for reason in sorted(lost):
        paper.findings.append(f"{paper.name}, page {number}: {reason} was removed.")


def _strip_drawings(owner: Dictionary, looked_at: set[tuple[int, int]]) -> None:
    """Take from the pictures and forms of a page what they say of camera, place and program."""
    waiting: list[Dictionary] = [owner]
    while waiting:
        resources = waiting.pop().get("/Resources")
        drawings = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for drawing in drawings.values() if isinstance(drawings, Dictionary) else ():
            if not isinstance(drawing, Stream) or drawing.objgen in looked_at:
                continue
            looked_at.add(drawing.objgen)
            for key in _BESIDE.intersection(drawing.keys()):
                del drawing[key]
            if drawing.get("/Filter") == Name.DCTDecode:
                _strip_photograph(drawing)
            waiting.append(drawing.stream_dict)


def _strip_photograph(picture: Stream) -> None:
    raw = picture.read_raw_bytes()
    bare = without_words(raw)
    if len(bare) < len(raw):
        decoding: Any = picture.get("/DecodeParms")
        picture.write(bare, filter=Name.DCTDecode, decode_parms=decoding)


def _unwanted(annotation: object) -> str:
    """Say what is unwanted about an annotation, or nothing for a harmless link."""
    if not isinstance(annotation, Dictionary):
        return "a damaged annotation"
    kind = str(annotation.get("/Subtype", ""))
    if kind not in _KEPT_ANNOTATIONS:
        return f"a {kind.strip('/') or 'nameless'} annotation"
    if "/AA" in annotation:
        del annotation["/AA"]
    action = annotation.get("/A")
    if action is None:
        return ""
    said = str(action.get("/S", "")) if isinstance(action, Dictionary) else ""
    if said == "/GoTo":
        return ""
    if said == "/URI" and str(action.get("/URI", "")).lower().startswith(_WEB):
        if "/Next" in action:
            del action["/Next"]
        return ""
    return f"a link that runs {said.strip('/') or 'an unknown action'}"


def _fit_odd_pages(paper: Paper) -> None:
    """Scale pages under 50 mm to A4 and pages over A3 to A3, so that they print and show."""
    sheets = Sheets()
    for index, page in enumerate(list(paper.pdf.pages)):
        seen = sheets.of(page)
        width, height = seen.width, seen.height
        if min(width, height) >= _SMALLEST and max(width, height) <= _LARGEST:
            continue
        size = _A3 if max(width, height) > _LARGEST else _A4
        if width > height:
            size = (size[1], size[0])
        blank = paper.pdf.add_blank_page(page_size=size)
        blank.add_overlay(page, pikepdf.Rectangle(0, 0, *size))
        del paper.pdf.pages[-1]
        paper.pdf.pages[index] = blank
        paper.tagged = paper.claims_ua = False  # its tags pointed at the page as it was
        paper.findings.append(
            f"{paper.name}, page {index + 1}: is {width / MM:.0f} by {height / MM:.0f} mm and was "
            "scaled to fit the pack."
        )


def _outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Return the bookmarks as depth, title and page index; broken ones are left out."""
    found: list[tuple[int, str, int]] = []
    if "/Outlines" not in pdf.Root:
        return found
    try:
        indices = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        with pdf.open_outline(max_depth=6) as outline:
            _gather(outline.root, 0, indices, found)
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, AttributeError, ValueError):
        return found
    return found


def _gather(
    entries: list[pikepdf.OutlineItem],
    depth: int,
    indices: dict[tuple[int, int], int],
    found: list[tuple[int, str, int]],
) -> None:
    for entry in entries:
        target = entry.destination
        if target is None and entry.action is not None:
            target = entry.action.get("/D")
        page = target[0] if isinstance(target, Array) and len(target) else None
        if isinstance(page, Dictionary) and page.objgen in indices:
            found.append((depth, entry.title, indices[page.objgen]))
        _gather(entry.children, depth + 1, indices, found)
