"""Packs built in a process of their own, so that the window stays alive meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from plandesk.reports.progress import Silent, Steps
from plandesk.services.apart import Step, plan_to_read, run_apart
from plandesk.services.document import Document
from plandesk.services.packs.building import Build, BuildWish, build_pack

_WORK = "plandesk.services.packs.apart:build_from_file"


def build_apart(document: Document, name: str, wish: BuildWish, ctx: Steps | None = None) -> Build:
    """Build a pack as ``build_pack`` does, of what is in the plan's file at this moment.

    The content that comes back has all that is kept of a build, but not what its items print. A
    plan on a server is built here: only this process has the words to open it.
    """
    ctx = ctx or Silent()
    if document.is_shared:
        return build_pack(document, name, wish, ctx)
    return run_apart(_WORK, (document.path, document.now, name, wish), ctx.step)


def build_from_file(path: Path, now: dt.datetime, name: str, wish: BuildWish, step: Step) -> Build:
    """Build a pack of a plan that is only read; for the other process."""
    with plan_to_read(path, now) as document:
        build = build_pack(document, name, wish, _Telling(step))
    content = build.content
    entries = tuple(replace(entry, section=None) for entry in content.entries)
    slim = replace(content, entries=entries, public_data=b"", public=None, vocabulary=())
    return replace(build, content=slim)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Hands steps on."""

    _tell: Step

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far the work is; raises Cancelled when it should stop."""
        self._tell(done, total, text)
