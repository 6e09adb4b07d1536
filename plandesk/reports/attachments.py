# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""Files that people attach, made fit to be kept: checked, cleaned, and what was done is told.

It runs in the process that reads files from outside: what is attached may be made to harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from plandesk.errors import NeedsAnswer, UserError
from plandesk.reports.papers import PaperLimits, open_paper

LARGEST = 50_000_000
_PIXELS = 40_000_000
_PDF_WITHIN = 1024
_PHOTO = {"JPEG": "jpeg", "PNG": "png"}
_STILL = frozenset({"TIFF", "WEBP", "BMP", "GIF"})
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PROGRAMS = frozenset(
    [
        ".exe",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".lnk",
        ".url",
        ".reg",
        ".jar",
        ".cpl",
        ".dll",
        ".sh",
        ".app",
        ".command",
        ".desktop",
        ".iso",
        ".img",
    ]
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What the officer has said about a file: its password, and what may be done all the same.

    ``restricted`` takes a PDF whose author restricted copying, ``pages`` one of many pages.
    """

    password: str = ""
    restricted: bool = False
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The bytes to keep, and sentences about what was changed or should be known."""

    content: bytes
    notes: tuple[str, ...] = ()
    pages: int = 0


def checked(path: Path, name: str, consent: Consent, only_pdf: bool = False) -> Checked:
    """Check a file, and clean a PDF or picture; ``name`` is what messages call it.

    Raises UserError for what cannot be kept, NeedsAnswer for what the officer must say first.
    """
    head = _head(path, name)
    if only_pdf or b"%PDF-" in head[:_PDF_WITHIN] or path.suffix.casefold() == ".pdf":
        return _pdf(path, name, consent)
    if path.suffix.casefold() == ".svg" or _is_svg(head):
        raise UserError(
            f"{name} is an SVG drawing, which can hold scripts.", "Save it as PNG, and attach that."
        )
    if path.suffix.casefold() in _PROGRAMS or head.startswith((b"MZ", b"\x7fELF", b"#!")):
        raise UserError(f"{name} is a program.", "Attach a document or a picture that shows it.")
    content = path.read_bytes()
    return _picture(content, name) if head.startswith(_PICTURES) else Checked(content)


def _head(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as problem:
        raise UserError(
            f"{name} could not be read: {problem.strerror}.", "Check the name and the folder."
        ) from problem
    if not size:
        raise UserError(f"{name} is empty.", "Save it again and attach the new file.")
    if size > LARGEST:
        raise UserError(
            f"{name} is {size / 1e6:,.0f} MB; a plan keeps files of up to {LARGEST / 1e6:,.0f} MB.",
            "Put it on a shared drive and give its address instead.",
        )
    return head


def _is_svg(head: bytes) -> bool:
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    return text.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in text


def _pdf(path: Path, name: str, consent: Consent) -> Checked:
    from plandesk.reports.active import without_active

    limits = PaperLimits()
    paper = open_paper(path, name, PaperLimits(1_000_000, 50), consent.password)
    with paper.pdf:
        if paper.pages > limits.pages and not consent.pages:
            raise NeedsAnswer(
                f"{name} has {paper.pages:,} pages; more than {limits.pages} is a lot for one "
                "paper.",
                "Split it or publish it beside the pack, or say that it is to be taken whole.",
                "pages",
            )
        if paper.restricted and not (consent.restricted or consent.password):
            raise NeedsAnswer(
                f"{name} is protected: its author restricted copying or printing.",
                "Ask the author, or say that you may use it.",
                "restricted",
            )
        notes = list(paper.findings)
        if not (paper.active or paper.encrypted):
            return Checked(path.read_bytes(), tuple(notes), paper.pages)
        if paper.signed:
            notes.append(f"{name}: its signature does not hold for the cleaned copy.")
        content = without_active(paper.pdf)
        with_pages = paper.pages
    _refuse_active(content, name)
    return Checked(content, tuple(notes), with_pages)


def _refuse_active(content: bytes, name: str) -> None:
    import pikepdf

    from plandesk.reports.active import active_parts

    with pikepdf.open(BytesIO(content)) as pdf:
        if active_parts(pdf):
            raise UserError(
                f"{name} holds active content that cannot be taken out.",
                "Print it to PDF afresh and attach that.",
            )


def _picture(content: bytes, name: str) -> Checked:
    """Take over the pixels of a picture: where and with what it was taken stays behind."""
    import warnings

    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of large pictures, which are refused below
            with Image.open(BytesIO(content)) as found:
                if found.width * found.height > _PIXELS:
                    raise _too_large(name)
                kind = str(found.format)
                if kind not in _PHOTO and (kind not in _STILL or _frames(found) > 1):
                    said = f"{name}: what the picture says of its place and camera was left in."
                    return Checked(content, (said,))
                turned = ImageOps.exif_transpose(found)
                return Checked(_pixels(turned, found, kind))
    except UnidentifiedImageError:
        return Checked(content)  # some other kind of file that only begins like a picture
    except Image.DecompressionBombError as problem:
        raise _too_large(name) from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise UserError(f"{name} is damaged.", "Save the picture again.") from problem


def _too_large(name: str) -> UserError:
    return UserError(
        f"{name} is too large: it has more than 40 million points.", "Save a smaller picture."
    )


def _frames(picture: Any) -> int:
    return int(getattr(picture, "n_frames", 1))


def _pixels(turned: Any, found: Any, kind: str) -> bytes:
    options: dict[str, Any] = {}
    profile = found.info.get("icc_profile")
    if profile:
        options["icc_profile"] = profile
    if kind == "JPEG":
        options |= {"quality": 95, "subsampling": "4:4:4"}
        if turned.mode not in ("RGB", "L", "CMYK"):
            turned = turned.convert("RGB")
    elif turned.mode not in ("1", "L", "LA", "I", "P", "RGB", "RGBA"):
        turned = turned.convert("RGBA")
    clear = turned.info.get("transparency")
    turned.info.clear()
    if clear is not None and kind != "JPEG":
        options["transparency"] = clear
    out = BytesIO()
    turned.save(out, "JPEG" if kind == "JPEG" else "PNG", **options)
    return out.getvalue()
