# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
"""The code at the foot of a pack's pages: the head of the plan's hash chain at the build."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from plandesk.errors import UserError

_CODE = re.compile(r"Plan history\s+([0-9a-f]{16})")


def printed_code(pack: Path) -> str:
    """Return the code at the foot of a pack's pages; raises UserError where there is none."""
    codes = {code for text in _texts(pack) for code in _CODE.findall(text)}
    if len(codes) == 1:
        return codes.pop()
    if codes:
        raise UserError(
            f"The pages of {pack.name} stem from {len(codes)} packs.", "Check each pack by itself."
        )
    raise UserError(
        f"The pages of {pack.name} bear no plan history.",
        "Choose a pack that PlanDesk built, as a PDF file.",
    )


def _texts(pack: Path) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(pack)
    except FileNotFoundError as error:
        raise UserError(f"{pack} does not exist.", "Check the name and the folder.") from error
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UserError(
            f"{pack.name} is damaged, protected or no PDF.", "Ask for the pack again."
        ) from error
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
