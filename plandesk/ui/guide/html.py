"""Writes a page of the help as HTML in the colours and sizes of the window."""

from __future__ import annotations

from html import escape
from string import Template

from PySide6.QtGui import QImageReader

from plandesk.reports.guide_content import (
    GuideHeading,
    GuideList,
    GuidePart,
    GuidePicture,
    GuideTable,
    Span,
    Spans,
)
from plandesk.services.guide.pages import HelpPage
from plandesk.ui.theme import Look

_STYLE = Template("""
body { color: $text; }
h1 { font-size: ${h1}pt; font-weight: 600; margin-top: 0; margin-bottom: ${gap}px; }
h2 { font-size: ${h2}pt; font-weight: 600; margin-top: ${wide}px; margin-bottom: ${half}px; }
p, li { margin-bottom: ${half}px; line-height: 135%; }
a { color: $link; text-decoration: underline; }
code { color: $text; background-color: $window; }
th { background-color: $window; color: $secondary; font-weight: 600; text-align: left; }
.caption { color: $secondary; }
""")


def page_html(page: HelpPage, look: Look, width: int) -> str:
    """Return a page for a view that is ``width`` pixels wide."""
    parts = "\n".join(_part(part, look, width) for part in page.guide.parts)
    return (
        f"<html><head><style>{_style(look)}</style></head><body>"
        f"<h1>{escape(page.title)}</h1>\n{parts}</body></html>"
    )


def _style(look: Look) -> str:
    names = ("text", "link", "window", "secondary")
    colours = {name: look.colour(name).name() for name in names}
    points = look.text_points()
    return _STYLE.substitute(
        colours,
        h1=round(points * 1.6),
        h2=round(points * 1.2),
        gap=look.px(0.5),
        half=look.px(0.35),
        wide=look.px(0.9),
    )


def _part(part: GuidePart, look: Look, width: int) -> str:
    if isinstance(part, GuideHeading):
        return f"<h2>{escape(part.text)}</h2>"
    if isinstance(part, GuideList):
        tag = "ol" if part.numbered else "ul"
        points = "".join(f"<li>{_spans(point)}</li>" for point in part.points)
        return f"<{tag}>{points}</{tag}>"
    if isinstance(part, GuideTable):
        return _table(part, look)
    if isinstance(part, GuidePicture):
        return _picture(part, width)
    return f"<p>{_spans(part.spans)}</p>"


def _table(part: GuideTable, look: Look) -> str:
    heads = "".join(f"<th>{escape(column)}</th>" for column in part.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_spans(cell)}</td>" for cell in row) + "</tr>" for row in part.rows
    )
    line = look.colour("line").name()
    return (
        f'<table cellspacing="0" cellpadding="{look.px(0.3)}" border="1" width="100%" '
        f'style="border-collapse: collapse; border-color: {line}; border-style: solid">'
        f"<tr>{heads}</tr>{rows}</table>"
    )


def _picture(part: GuidePicture, width: int) -> str:
    """Draw a picture no wider than the page, never larger than it is."""
    own = QImageReader(str(part.path)).size().width()
    shown = max(1, min(own, width))
    return (
        f'<p><img src="{part.path.as_uri()}" alt="{escape(part.alt)}" width="{shown}"></p>'
        f'<p class="caption">{escape(part.alt)}</p>'
    )


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.link:
        return f'<a href="page:{escape(span.link)}">{text}</a>'
    if span.strong:
        return f"<b>{text}</b>"
    return f"<code>{text}</code>" if span.typed else text
