# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# The PDF libraries carry no types, or types with holes; what comes from them is checked by tests.
"""The plan inside a pack: a JSON file that the PDF names as its source (PDF 2.0, 14.13)."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from plandesk.errors import UserError

FILE_NAME = "plan.json"
_LARGEST_PACK = 500_000_000
_LARGEST_PLAN = 200_000_000


def attach_plan(pdf: pikepdf.Pdf, data: bytes, date: str) -> None:
    """Put the plan into a pack as an associated file of the whole document."""
    stream = pdf.make_stream(
        data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(
            Size=len(data),
            ModDate=String(date),
            CheckSum=hashlib.md5(data, usedforsecurity=False).digest(),
        ),
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(FILE_NAME),
            UF=String(FILE_NAME),
            Desc=String("The plan as this pack prints it"),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = pdf.Root.get("/Names")
    if not isinstance(names, Dictionary):
        names = pdf.Root.Names = Dictionary()
    names.EmbeddedFiles = Dictionary(Names=Array([String(FILE_NAME), spec]))
    pdf.Root.AF = Array([spec])


def plan_in(path: Path) -> bytes:
    """Return the plan inside a pack; raises UserError where there is none that can be read.

    The file may come from anywhere: nothing in it is run or followed, and what unpacks to more
    than 200 MB is refused before it fills the memory.
    """
    name = path.name
    try:
        if path.stat().st_size > _LARGEST_PACK:
            raise UserError(f"{name} is larger than a pack can be.", "Check the file.")
        with pikepdf.open(path) as pdf:
            stream = _stream(pdf)
            if stream is None:
                raise UserError(
                    f"{name} holds no plan.", "Choose a pack that PlanDesk built, as a PDF file."
                )
            return _unpacked(stream, name)
    except pikepdf.PasswordError:
        raise UserError(
            f"{name} is protected with a password.", "Ask for a copy without a password."
        ) from None
    except OSError as problem:
        raise UserError(f"{path} cannot be read.", "Check the name and the folder.") from problem
    except (pikepdf.PdfError, RuntimeError, ValueError, zlib.error) as problem:
        raise UserError(f"{name} is damaged or no PDF.", "Ask for the pack again.") from problem


def _stream(pdf: pikepdf.Pdf) -> pikepdf.Stream | None:
    """Follow the names that this module writes, and no others."""
    found = pdf.Root.get("/AF")
    if not isinstance(found, Array):
        return None
    for spec in list(found)[:100]:
        if isinstance(spec, Dictionary) and str(spec.get("/UF", "")) == FILE_NAME:
            files = spec.get("/EF")
            stream = files.get("/F") if isinstance(files, Dictionary) else None
            if isinstance(stream, pikepdf.Stream):
                return stream
    return None


def _unpacked(stream: pikepdf.Stream, name: str) -> bytes:
    packing = stream.get("/Filter")
    raw = stream.read_raw_bytes()
    if packing is None:
        data = raw[: _LARGEST_PLAN + 1]
    elif packing == Name.FlateDecode and "/DecodeParms" not in stream:
        data = zlib.decompressobj().decompress(raw, _LARGEST_PLAN + 1)
    else:
        raise UserError(f"The plan in {name} is packed in an unknown way.", "Ask for it again.")
    if len(data) > _LARGEST_PLAN:
        raise UserError(f"The plan in {name} is too large.", "Check where the file came from.")
    return data
