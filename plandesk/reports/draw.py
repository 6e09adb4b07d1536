"""Draws a pack's own pages as one tagged document and works out its page numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plandesk.reports.content import (
    ActionSummary,
    AgendaEntry,
    AttachedPaper,
    Changes,
    CoveringReport,
    Dashboard,
    Exceptions,
    Highlights,
    Note,
    PackContent,
    ProjectSummary,
    Section,
    TableSection,
)
from plandesk.reports.flow import Story, fill_pages
from plandesk.reports.flowables.blocks import Block, Para, Turn
from plandesk.reports.flowables.grid import Grid
from plandesk.reports.flowables.picture import Picture
from plandesk.reports.fonts import FontBook
from plandesk.reports.guide_content import Guide
from plandesk.reports.labelled import in_language
from plandesk.reports.pen import Pen
from plandesk.reports.progress import Steps
from plandesk.reports.sections.dashboard import dashboard
from plandesk.reports.sections.front import (
    Pages,
    agenda,
    cover,
    item_title,
    placeholder,
    report_line,
)
from plandesk.reports.sections.guide import guide
from plandesk.reports.sections.registers import (
    changes,
    covering_report,
    exceptions,
    highlights,
    note,
    register,
)
from plandesk.reports.sections.summaries import action_summary, project_summary
from plandesk.reports.tags import Node, Tagger
from plandesk.reports.theme import Theme, large_print, standard

_DRAWS: dict[type, Callable[[Any, Theme], Story]] = {
    Dashboard: dashboard,
    ProjectSummary: project_summary,
    ActionSummary: action_summary,
    Exceptions: exceptions,
    Changes: changes,
    Highlights: highlights,
    TableSection: register,
    CoveringReport: covering_report,
    Note: note,
    Guide: guide,
}
_WIDE = (ProjectSummary, ActionSummary, Exceptions, Changes, Highlights)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of pages in printed order.

    ``start`` is where the run begins among the drawn pages; an attached paper has none. ``first``
    and ``last`` are page numbers as stamped.
    """

    entry: AgendaEntry | None
    start: int | None
    count: int
    first: int
    last: int

    @property
    def stands_in(self) -> bool:
        """Say whether the run is a placeholder for more or fewer pages than it has."""
        return self.count != self.last - self.first + 1


@dataclass
class Drawn:
    """The drawn pages, their structure, and the order in which they are printed."""

    data: bytes
    tagger: Tagger
    leaves: list[Leaf]
    sections: dict[str, Node]
    findings: list[str] = field(default_factory=list[str])

    @property
    def last_page(self) -> int:
        """Return the number of the last page."""
        return self.leaves[-1].last

    def sizes(self) -> dict[str, int]:
        """Return how many pages each agenda item takes."""
        return {leaf.entry.key: leaf.last - leaf.first + 1 for leaf in self.leaves if leaf.entry}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version is drawn; ``sizes`` are the pages that each item takes in every version."""

    public: bool
    sizes: Mapping[str, int] = field(default_factory=dict[str, int])


def draw_pack(
    content: PackContent, edition: Edition, papers: Mapping[str, int], ctx: Steps
) -> Drawn:
    """Draw every page that is not an attached paper; ``papers`` are the papers' page counts."""
    theme = large_print() if content.large_print else standard()
    pen = Pen(theme, FontBook(), footer_of(content))
    drawer = _Drawer(content, edition, pen)
    drawer.run(papers, ctx)
    pen.canvas.save()
    findings = [sign.message for sign in pen.book.missing.values()]
    return Drawn(pen.buffer.getvalue(), pen.tagger, drawer.leaves, drawer.sections, findings)


def footer_of(content: PackContent) -> str:
    """Return what stands at the foot of each page: the council's words, and the history's head.

    The head of the plan's hash chain lets a printed pack be held against the plan it came from.
    """
    head = f"Plan history {content.history[:16]}" if content.history else ""
    return "  \u00b7  ".join(filter(None, (" ".join(content.footer.split()), head)))


class _Drawer:
    def __init__(self, content: PackContent, edition: Edition, pen: Pen) -> None:
        self.content = content
        self.edition = edition
        self.pen = pen
        self.leaves: list[Leaf] = []
        self.sections: dict[str, Node] = {}

    def run(self, papers: Mapping[str, int], ctx: Steps) -> None:
        content, pen = self.content, self.pen
        if content.bare:
            number = content.first_page
            for entry in content.entries:
                number = self._entry(entry, number, papers)
            return
        total = len(content.entries) + 1
        ctx.step(0, total, "Cover and agenda")
        agenda_pages = _agenda_pages(content, pen.theme)
        number = self._leaf(None, (0, self._cover()), content.first_page)
        contents = pen.tagger.root.add("Sect", title=content.labels.say("agenda"))
        self.leaves.append(Leaf(None, None, agenda_pages, number, number + agenda_pages - 1))
        number += agenda_pages
        for done, entry in enumerate(content.entries, start=1):
            ctx.step(done, total, entry.title)
            number = self._entry(entry, number, papers)
        start = len(pen.tagger.owners)
        pages = {leaf.entry.key: (leaf.first, leaf.last) for leaf in self.leaves if leaf.entry}
        drawn = _draw_agenda(content, pages, pen, contents)
        if drawn != agenda_pages:
            raise RuntimeError("The agenda changed its length when its page numbers were set.")
        old = self.leaves[1]
        self.leaves[1] = Leaf(None, start, drawn, old.first, old.last)

    def _cover(self) -> int:
        node = self.pen.tagger.root.add("Sect", title=self.content.labels.say("cover"))
        story = cover(self.content, self.pen.theme, public=self.edition.public)
        self.pen.book.place = "Cover"
        return fill_pages(self.pen, story, node)

    def _leaf(
        self, entry: AgendaEntry | None, drawn: tuple[int | None, int], first: int, size: int = 0
    ) -> int:
        start, count = drawn
        last = first + (size or count) - 1
        self.leaves.append(Leaf(entry, start, count, first, last))
        return last + 1

    def _entry(self, entry: AgendaEntry, number: int, papers: Mapping[str, int]) -> int:
        pen, labels = self.pen, self.content.labels
        pen.book.place = entry.title
        title = labels.say("item_with", number=entry.number, title=entry.title)
        node = self.sections[entry.key] = pen.tagger.root.add("Sect", title=title)
        start = len(pen.tagger.owners)
        if self.edition.public and entry.exempt is not None:
            size = self.edition.sizes[entry.key]
            pages = (number, number + size - 1)
            filled = fill_pages(pen, placeholder(entry, pages, labels), node)
            return self._leaf(entry, (start, filled), number, size)
        if isinstance(entry.section, AttachedPaper):
            return self._leaf(entry, (None, papers[entry.key]), number)
        about = report_line(self.content) if self.content.bare else ()
        said = in_language(section_story(entry.section, pen.theme), labels)
        story = [*item_title(entry, labels), *about, *said]
        if pen.theme.landscape and _is_wide(entry.section) and _has_table(said):
            story.insert(0, Turn(landscape=True))
        filled = fill_pages(pen, story, node)
        return self._leaf(
            entry, (start, filled), number, max(filled, self.edition.sizes.get(entry.key, 0))
        )


def section_story(section: Section | None, theme: Theme) -> Story:
    """Return the blocks of a section that is no attached paper."""
    if section is None:
        return [Para("There is no paper for this item.")]
    draw = _DRAWS.get(type(section))
    if draw is None:  # loaded only by packs that have a register in them
        from plandesk.reports.sections.register_index import REGISTER_DRAWS

        draw = REGISTER_DRAWS[type(section)]
    return draw(section, theme)


def _is_wide(section: Section | None) -> bool:
    if section is None or type(section) in _DRAWS:
        is_table = isinstance(section, TableSection)
        return section.landscape if is_table else isinstance(section, _WIDE)
    from plandesk.reports.sections.register_index import REGISTER_WIDE

    return isinstance(section, REGISTER_WIDE)


def _has_table(story: Story) -> bool:
    """Say whether anything needs the width; a line such as "None yet." stays on an upright page."""
    return any(isinstance(block, Grid | Picture) for block in story)


def _agenda_pages(content: PackContent, theme: Theme) -> int:
    """Count the agenda's pages on a throw-away canvas, with numbers as wide as any."""
    pages: dict[str, Pages] = {entry.key: (8888, 8888) for entry in content.entries}
    pen = Pen(theme, FontBook())
    return _draw_agenda(content, pages, pen, Node("Sect"))


def _draw_agenda(content: PackContent, pages: Mapping[str, Pages], pen: Pen, node: Node) -> int:
    pen.book.place = "Agenda"
    head, lines = agenda(content, pages)
    contents = Node("TOC")
    story: list[Block | Turn] = [*head, *(_In(line, node, contents) for line in lines)]
    return fill_pages(pen, story, node)


@dataclass
class _In:
    """Draws an agenda line into the one TOC element of the agenda."""

    block: Any
    section: Node
    contents: Node
    keep_next: bool = False

    def need(self, pen: Pen, width: float) -> float:
        return self.block.need(pen, width)

    def draw(self, pen: Pen, area: Any, parent: Node) -> Block | None:
        if self.contents not in self.section.kids:
            self.section.kids.append(self.contents)
        return self.block.draw(pen, area, self.contents)
