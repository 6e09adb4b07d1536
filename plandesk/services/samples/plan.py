"""Writing the sample plan: an invented council's plan with every feature in use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.periods import AddMeeting, SetBody
from plandesk.services.ops.together import Together
from plandesk.services.samples.source import sample_content

SAMPLE_UID = "5a3c0f2e-7b1d-4c55-9d3f-2f6c1e8a9b10"
_MADE = dt.datetime(2024, 5, 1, 9, 0, tzinfo=dt.UTC).replace(tzinfo=None)
_MEETING = dt.date(2024, 6, 26)
_WHO = "Sample plan"


def write_sample(path: Path) -> None:
    """Write the sample plan to a new file, the same bytes each time.

    Raises UsageError when the file exists, FileProblem when it cannot be written.
    """
    with Document.create(path, who=_WHO, clock=lambda: _MADE) as document:
        content = sample_content()
        board = str(content.settings["board"])
        document.run(
            Together(
                "Write the sample plan",
                (
                    AddContent(content, uid=SAMPLE_UID),
                    SetBody(board, months_between=2),
                    AddMeeting(board, _MEETING, note="Guildhall, 10:00"),
                ),
            )
        )
