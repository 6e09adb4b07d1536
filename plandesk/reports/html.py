"""The HTML twin of a pack: the same content as one page for browsers and screen readers.

The file stands alone: no script, no font, no picture from elsewhere, and a policy in its head
that forbids them. It follows WCAG 2.2 AA: one h1, headings in order, a skip link, tables with
header cells in regions that scroll, ratings by word, letter and shape as well as colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from plandesk.models.types import Shape
from plandesk.reports.assemble import full_title
from plandesk.reports.content import AgendaEntry, PackContent, PeriodCounts
from plandesk.reports.plain import (
    Part,
    PlainCell,
    PlainFigure,
    PlainHeading,
    PlainList,
    PlainTable,
    PlainText,
    entry_parts,
    front_parts,
)
from plandesk.reports.sections.front import Pages, printed_pages
from plandesk.reports.svg import shape_symbols, shape_used, svg_of
from plandesk.reports.text import Piece

_STYLE = """
:root{color-scheme:light;--ink:#0b0c0c;--deep:#14365e;--accent:#1d5fa8;--rule:#c3c9d0}
body{font:1.0625rem/1.5 "Open Sans",Arial,sans-serif;color:var(--ink);background:#fff;
margin:0 auto;max-width:72rem;padding:1rem 1.25rem 4rem}
h1,h2{color:var(--deep);line-height:1.25}h2{margin-top:3rem;border-top:4px solid var(--accent);
padding-top:1rem}h3{color:var(--deep);margin-top:2rem}a{color:var(--accent)}
p,li{max-width:42rem}a:focus-visible,[tabindex]:focus-visible{outline:3px solid #0b0c0c;
outline-offset:2px;background:#ffdd00;color:#0b0c0c}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem}
.small,.about{color:#4a5158;font-size:.95rem}
.notice{border-left:5px solid var(--accent);background:#f5f7f9;padding:.75rem 1rem}
.numbered{padding-left:3.2rem;text-indent:-3.2rem}.numbered b{display:inline-block;width:3.2rem;
text-indent:0;font-weight:400}
.scroll{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;min-width:36rem;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem .6rem;border-bottom:1px solid var(--rule);
font-weight:400;white-space:pre-line}thead th{background:#e7edf4;font-weight:600;
color:var(--deep)}tbody th{font-weight:600}
td ul{margin:.25rem 0 0;padding-left:1.1rem}
.rating{display:inline-block;padding:.05rem .5rem;border-radius:.25rem;border:2px solid;
white-space:nowrap;print-color-adjust:exact}
.shape{width:.8em;height:.8em;max-width:none;margin-right:.35em}
.chart{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto;
font-family:"Open Sans",Arial,sans-serif}
.bars{margin:1rem 0}.bar{display:flex;height:1.9rem;border:1px solid #8a929b;margin:.2rem 0 .7rem}
.bar span{overflow:hidden;text-align:center;box-sizing:border-box;border-right:1px solid #fff;
print-color-adjust:exact}
@media print{.skip{display:none}h2{break-before:page}tr{break-inside:avoid}}
"""


def html_pack(
    content: PackContent, places: Mapping[str, Pages] | None = None, *, public: bool
) -> str:
    """Return a pack as one HTML page; ``places`` are the pages of the items in the PDF."""
    where = places or {}
    title = escape(full_title(content))
    sections = "\n".join(
        _section(content, entry, where.get(entry.key), public) for entry in content.entries
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{content.labels.tag}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{shape_symbols(Shape)}\n"
        '<a class="skip" href="#main">Skip to the papers</a>\n'
        f"<header>\n<p>{escape(content.organisation or content.meeting.body)}</p>\n"
        f"<h1>{escape(content.title)}</h1>\n<p>{escape(content.plan)}</p>\n"
        f"{_written(front_parts(content, public=public), deeper=0)}</header>\n"
        f"{_agenda(content, where)}"
        f'<main id="main">\n{sections}\n</main>\n{_foot(content)}</body>\n</html>\n'
    )


def _foot(content: PackContent) -> str:
    said = " · ".join(filter(None, (content.footer, f"Plan history {content.history[:16]}")))
    return f'<footer class="small"><p>{escape(said)}</p></footer>\n' if content.history else ""


def _agenda(content: PackContent, where: Mapping[str, Pages]) -> str:
    lines: list[str] = []
    labels = content.labels
    for entry in content.entries:
        printed = printed_pages(where.get(entry.key), labels)
        about = [entry.purpose.capitalize(), entry.presenter, printed]
        if entry.exempt:
            about.append(f"{labels.say('not_for_publication')}: {entry.exempt.paragraph}")
        if entry.late:
            about.append(f"{labels.say('late_item')}: {entry.late}")
        said = escape(" · ".join(filter(None, about)))
        lines.append(
            f'<li><a href="#{entry.key}">{escape(f"{entry.number}. {entry.title}")}</a>'
            f'<br><span class="about">{said}</span></li>'
        )
    listed = "\n".join(lines)
    return (
        f'<nav aria-labelledby="agenda">\n<h2 id="agenda">{escape(labels.say("agenda"))}</h2>\n'
        f'<ul style="list-style:none;padding-left:0">\n{listed}\n</ul>\n</nav>\n'
    )


def _section(content: PackContent, entry: AgendaEntry, pages: Pages | None, public: bool) -> str:
    parts = entry_parts(entry, pages, content.labels, public=public)
    head = f"{entry.number}. {entry.title}"
    return (
        f'<section id="{entry.key}" aria-label="{escape(head)}">\n{_written(parts, head)}</section>'
    )


def _written(parts: Iterable[Part], region: str = "About this pack", deeper: int = 1) -> str:
    out: list[str] = []
    name = region
    for part in parts:
        if isinstance(part, PlainHeading):
            name = part.text
            tag = f"h{part.level + deeper}"
            out.append(f"<{tag}>{escape(part.text)}</{tag}>\n")
        elif isinstance(part, PlainTable):
            out.append(_table(part, name))
        elif isinstance(part, PlainList):
            points = "".join(f"<li>{_inline(point)}</li>" for point in part.points)
            out.append(f"<ul>{points}</ul>\n")
        elif isinstance(part, PlainFigure):
            out.append(_figure(part))
        else:
            out.append(_text(part))
    return "".join(out)


def _text(part: PlainText) -> str:
    label = f"<b>{escape(part.label)}</b>" if part.label else ""
    return f'<p class="{part.kind}">{label}{_inline(part.pieces)}</p>\n'


def _inline(pieces: Iterable[Piece]) -> str:
    return "".join(
        f"<strong>{_lines(piece.text)}</strong>" if piece.strong else _lines(piece.text)
        for piece in pieces
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(table: PlainTable, name: str) -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows: list[str] = []
    for row in table.rows:
        first, *rest = row
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
        rows.append(f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>')
    body = "\n".join(rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table: {escape(name)}">'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
    )


def _cell(cell: PlainCell) -> str:
    rating = cell.rating
    if rating is not None:
        look = f"background:{rating.fill};color:{rating.ink};border-color:{rating.edge}"
        letter = f'<b aria-hidden="true">{escape(rating.letter)}</b> '
        said = f"{shape_used(rating.shape)}{letter}{escape(cell.text)}"
        return f'<span class="rating" style="{look}">{said}</span>'
    if cell.drawing is not None:
        return svg_of(cell.drawing)
    points = "".join(f"<li>{escape(point)}</li>" for point in cell.points)
    return escape(cell.text) + (f"<ul>{points}</ul>" if points else "")


def _figure(figure: PlainFigure) -> str:
    said = escape(figure.alt)
    if figure.drawing is not None:
        return f'<div class="chart">{svg_of(figure.drawing)}</div>\n'
    if figure.bars is None:
        return f"<p>{said}</p>\n"
    bars = "".join(_bar(bar) for bar in figure.bars.bars)
    return f'<div class="bars" role="img" aria-label="{said}">{bars}</div>\n'


def _bar(bar: PeriodCounts) -> str:
    parts = [
        f'<span style="flex:{number} 1 0;background:{rating.fill};color:{rating.ink}">'
        f"{escape(rating.letter)} {number}</span>"
        for rating, number in bar.counts
        if number
    ]
    if bar.not_rated:
        parts.append(f'<span style="flex:{bar.not_rated} 1 0">{bar.not_rated}</span>')
    return f'<div>{escape(bar.label)}</div><div class="bar">{"".join(parts)}</div>'
