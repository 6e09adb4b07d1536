"""Cover, agenda, the title of an item, and the page that stands in for an exempt one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandesk.models.labels import ENGLISH, Labels, read_labels
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Scale
from plandesk.reports.content import AgendaEntry, PackContent
from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Gap, Heading, Notice, Para
from plandesk.reports.flowables.cards import table
from plandesk.reports.flowables.cells import Cell, Chip, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.flowables.logo import Logo
from plandesk.reports.labelled import in_language
from plandesk.reports.pen import Area, Pen
from plandesk.reports.tags import HeadingSpot, Node
from plandesk.reports.text import Piece, paragraph
from plandesk.reports.theme import ACCENT, DEEP, RULE, SECONDARY, WARN_FILL, Theme

AGENDA_KEY = "agenda"

Pages = tuple[int, int]
"""The first and the last page of an item, as stamped."""


@dataclass
class CoverTitle:
    """The title of the pack, over a band of colour."""

    content: PackContent
    keep_next: bool = True

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the band and the title."""
        return 200.0

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the band, the organisation, the title and the plan's name."""
        theme, content = pen.theme, self.content
        with pen.artifact():
            pen.fill((0, area.top - 34, area.left * 2 + area.width, 200), DEEP)
            pen.fill((0, area.top - 40, area.left * 2 + area.width, 6), ACCENT)
        if content.logo:
            Logo(content.logo, f"Logo of {content.organisation or 'the council'}").draw(
                pen, area, parent
            )
        white = theme.heading[2].tinted("#FFFFFF")
        name = paragraph(pen.book, content.organisation or content.meeting.body, white, area.width)
        pen.tell(parent.add("P"), name, area.left, area.top - 2)
        area.top -= 100 + max(0.0, name.height - 30)
        title = paragraph(pen.book, content.title, theme.title, area.width)
        page = pen.tagger.page
        pen.tagger.headings.append(HeadingSpot(1, content.title, page, area.top + 20))
        pen.tell(parent.add("H1"), title, area.left, area.top)
        area.top -= title.height + 6
        plan = paragraph(pen.book, content.plan, theme.heading[1].tinted(SECONDARY), area.width)
        pen.tell(parent.add("P"), plan, area.left, area.top)
        area.top -= plan.height + 30
        return None


def cover(content: PackContent, theme: Theme, *, public: bool) -> Story:
    """Return the cover: whose meeting, when and where, which period, and which version this is."""
    meeting, labels = content.meeting, content.labels
    facts = [
        ("meeting", meeting.body),
        ("date", labels.weekday_and_day(meeting.date) if meeting.date else ""),
        ("time", meeting.time),
        ("place", meeting.place),
        ("reporting_period", content.period),
        ("figures_as_at", labels.day(content.as_at) if content.as_at else ""),
    ]
    story: list[Block] = [CoverTitle(content)]
    story += [
        Para([Piece(f"{labels.say(name)}: ", strong=True), Piece(value)])
        for name, value in facts
        if value
    ]
    story += [part for text in content.notices for part in (Gap(10), Notice(text))]
    if any(entry.exempt for entry in content.entries):
        story += [Gap(14), _version_notice(labels, public=public)]
    story += [Gap(18), *_key(content.scale, theme)]
    return in_language(story, labels)


def _version_notice(labels: Labels, *, public: bool) -> Notice:
    if public:
        text = (
            "This is the public version. Items that are not for publication are replaced by a page "
            "that says so; page numbers are the same in both versions."
        )
        return Notice(text)
    text = "This version holds items that are not for publication. It is for members only."
    closed = Piece(labels.say("not_for_publication") + ". ", strong=True)
    return Notice([closed, Piece(text)], WARN_FILL, "#8A5300")


def _key(scale: Scale, theme: Theme) -> list[Block]:
    if not scale.values:
        return []
    rows: list[list[Cell]] = [
        [Chip(rating), Words(rating.definition or rating.word)] for rating in scale.values
    ]
    first = Column("Rating", fixed=chip_column(theme, scale.values) + 20)
    return [
        Heading(2, "How ratings are shown"),
        table(theme.cards, (first, Column("Meaning")), rows, together=True),
    ]


@dataclass
class AgendaLine:
    """One agenda item: number, title with who and what for, and pages; all of it is a link."""

    entry: AgendaEntry
    pages: Pages | None
    labels: Labels
    keep_next: bool = False

    def _parts(self) -> list[Piece]:
        entry = self.entry
        pieces = [Piece(entry.title, strong=True)]
        about = " \u00b7 ".join(filter(None, (entry.purpose.capitalize(), entry.presenter)))
        if about:
            pieces.append(Piece(f"\n{about}"))
        if entry.exempt:
            closed = self.labels.say("not_for_publication")
            pieces.append(Piece(f"\n{closed}: {entry.exempt.paragraph}"))
        if entry.late:
            pieces.append(Piece(f"\n{self.labels.say('late_item')}: {entry.late}"))
        return pieces

    def _columns(self, pen: Pen, width: float) -> tuple[float, float]:
        size = pen.theme.body.size
        return size * 2.6, width - size * 2.6 - size * 6

    def _printed(self) -> str:
        return printed_pages(self.pages, self.labels)

    def need(self, pen: Pen, width: float) -> float:
        """Return the height of the line."""
        room = self._columns(pen, width)[1]
        return paragraph(pen.book, self._parts(), pen.theme.body, room).height + 14

    def draw(self, pen: Pen, area: Area, parent: Node) -> Block | None:
        """Draw the line as one entry of the table of contents."""
        number_width, room = self._columns(pen, area.width)
        style = pen.theme.body
        entry = parent.add("TOCI")
        reference = entry.add("Reference").add("Link")
        title = paragraph(pen.book, self._parts(), style, room)
        top = area.top - 5
        number = paragraph(pen.book, self.entry.number, style.semibold(), number_width)
        pages = paragraph(pen.book, self._printed(), style, 1e9)
        pen.tell(reference, number, area.left, top)
        pen.tell(reference, title, area.left + number_width, top)
        pen.tell(reference, pages, area.left + area.width - pages.width, top)
        height = title.height + 12
        box = (area.left, area.top - height, area.width, height)
        item = self.labels.say("item_with", number=self.entry.number, title=self.entry.title)
        says = f"{item}, {self._printed()}"
        pen.link(reference, box, self.entry.key, says)
        area.top -= height
        with pen.artifact():
            pen.rule(area.left, area.top, area.width, RULE)
        return None


def printed_pages(pages: Pages | None, labels: Labels | None = None) -> str:
    """Return a page range as it is printed in the agenda."""
    if pages is None:
        return ""
    first, last = pages
    labels = labels or read_labels(ENGLISH)
    if first == last:
        return labels.say("on_page", page=first)
    return labels.say("on_pages", first=first, end=last)


def agenda(content: PackContent, pages: Mapping[str, Pages]) -> tuple[Story, Story]:
    """Return the agenda's heading and its lines; the lines belong into one TOC element."""
    head: list[Block] = [Heading(1, content.labels.say("agenda"), key=AGENDA_KEY)]
    meeting = content.meeting
    where = [
        meeting.body,
        content.labels.day(meeting.date) if meeting.date else "",
        meeting.time,
        meeting.place,
    ]
    said = ", ".join(filter(None, where))
    if said:
        head.append(Para(said))
    lines = [AgendaLine(entry, pages.get(entry.key), content.labels) for entry in content.entries]
    return head, lines


def item_title(entry: AgendaEntry, labels: Labels | None = None) -> Sequence[Block]:
    """Return the title of an item at the top of its first page."""
    labels = labels or read_labels(ENGLISH)
    title = f"{entry.number}. {entry.title}" if entry.number else entry.title
    blocks: list[Block] = [Heading(1, title, key=entry.key)]
    if entry.late:
        blocks.append(
            Notice([Piece(f"{labels.say('late_item')}: ", strong=True), Piece(entry.late)])
        )
    if entry.exempt:
        text = f"{entry.exempt.paragraph}. {entry.exempt.reason}"
        closed = labels.say("not_for_publication")
        pieces = [Piece(f"{closed}: ", strong=True), Piece(text)]
        blocks.append(Notice(pieces, WARN_FILL, "#8A5300"))
    return blocks


def report_line(content: PackContent) -> Sequence[Block]:
    """Return what a report on its own says below its title: which plan, and as at when."""
    as_at = f"figures as at {day_words(content.as_at)}" if content.as_at else ""
    said = (content.organisation, content.plan, content.period, as_at)
    return [Para(" \u00b7 ".join(filter(None, said)), look="small")]


def placeholder(entry: AgendaEntry, pages: Pages | None, labels: Labels | None = None) -> Story:
    """Return the page that stands in the public pack where an exempt item is.

    It says only what the law lets be said: the paragraph of Schedule 12A to the Local Government
    Act 1972 under which the item is exempt, never its text.
    """
    if entry.exempt is None:
        raise ValueError("Only an exempt item has a placeholder.")
    labels = labels or read_labels(ENGLISH)
    where = f" ({printed_pages(pages, labels)})" if pages else ""
    text = (
        f"This item{where} is not for publication because it is likely to disclose exempt "
        f"information: {entry.exempt.paragraph} of Part 1 of Schedule 12A to the Local Government "
        "Act 1972."
    )
    closed = f"{labels.say('not_for_publication')}. "
    return [
        Heading(1, f"{entry.number}. {entry.title}", key=entry.key),
        Notice([Piece(closed, strong=True), Piece(text)], WARN_FILL, "#8A5300", "body"),
        Para([Piece(f"{labels.say('reason')}: ", strong=True), Piece(entry.exempt.reason)]),
    ]
