"""Files that come into a plan: evidence, papers and logos, checked in a process of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from plandesk.excel.worker import in_worker
from plandesk.reports.attachments import Checked, Consent
from plandesk.services.ops.detail import AttachedFile

Step = Callable[[int, int, str], None]
LONGEST_NAME = 150
_CHECK = "plandesk.reports.attachments:checked"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(
    r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(?=\.|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file fit to be kept, with sentences about what was left out of it."""

    file: AttachedFile
    notes: tuple[str, ...] = ()
    pages: int = 0


def take_file(path: Path, consent: Consent | None = None, step: Step | None = None) -> Attachment:
    """Check and clean a file of any kind that is to be kept as evidence.

    Raises UserError for what cannot be kept, NeedsAnswer for what the officer must say first, and
    Cancelled.
    """
    return _taken(path, consent or Consent(), step, only_pdf=False)


def take_paper(path: Path, consent: Consent | None = None, step: Step | None = None) -> Attachment:
    """Check and clean a PDF that a pack is to hold; raises as :func:`take_file`."""
    return _taken(path, consent or Consent(), step, only_pdf=True)


def _taken(path: Path, consent: Consent, step: Step | None, *, only_pdf: bool) -> Attachment:
    name = clean_name(path.name)
    found: Checked = in_worker(_CHECK, path, name, consent, only_pdf, step=step)
    return Attachment(AttachedFile(name, found.content), found.notes, found.pages)


def clean_name(name: str) -> str:
    """Return a name that is one file name on every system, with nothing hidden in it.

    Control and direction marks, folders, streams, device names of Windows and trailing dots go;
    the ending stays. At most 150 characters.
    """
    last = PureWindowsPath(name.replace("/", "\\")).name or name
    shown = unicodedata.normalize("NFC", last)
    shown = "".join(" " if sign in "\t\r\n" else sign for sign in shown if _is_shown(sign))
    shown = _FORBIDDEN.sub("_", shown).strip().rstrip(". ").lstrip(".~- ")
    shown = _DEVICES.sub(lambda found: f"{found[1]}_", shown)
    if len(shown) > LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        keep = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        shown = shown[: LONGEST_NAME - len(keep)].rstrip(". ") + keep
    return shown or "file"


def _is_shown(sign: str) -> bool:
    return sign in "\t\r\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def place_in(folder: Path, name: str, taken: Collection[str] = ()) -> Path:
    """Return where a kept file is written in a folder: inside it, and no two under one name.

    ``taken`` are the names given already; systems differ on whether case tells names apart.
    """
    clean = clean_name(name)
    used = {each.casefold() for each in taken}
    stem, dot, ending = clean.rpartition(".")
    number, chosen = 2, clean
    while chosen.casefold() in used:
        chosen = f"{stem} ({number}){dot}{ending}" if stem else f"{clean} ({number})"
        number += 1
    target = folder / chosen
    if target.resolve().parent != folder.resolve():
        raise ValueError("a file name left its folder")
    return target
