"""How quickly packs are built, against what their parts cost without PlanDesk, in one run.

``PYTHONPATH=. python tests/benchmarks/bench_packs.py`` prints seconds of processor (the least of
five, in turns with the peer, so that other work on the machine counts for neither), ratios and
budgets, and exits with 1 when one is broken: 1,000 attached pages beside a bare merge with
pikepdf, a summary of 230 actions beside ReportLab's LongTable of paragraphs (untagged), and the
memory of a summary of 10,000 actions.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "reports"))

import large_summary
import pack_samples as made
import pikepdf
from races import Race, say
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate
from sizes import LARGE, SMALL

from plandesk.reports import freespace, papers
from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry, AttachedPaper
from plandesk.reports.fonts import Face, coverage

PAPERS, SHEETS = 25, 40
MERGE_BUDGET, TABLE_BUDGET, MEMORY_BUDGET = 1.5, 0.5, 300.0


def in_turns(*acts) -> list[float]:
    """Return the least seconds of the processor that each of these took in five rounds."""
    times = [[] for _ in acts]
    for _ in range(5):
        for act, taken in zip(acts, times, strict=True):
            start = time.process_time()
            act()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def write_papers(folder: Path) -> list[Path]:
    """Write papers of plain text, each another file."""
    paths = []
    for number in range(PAPERS):
        paths.append(folder / f"paper{number}.pdf")
        canvas = Canvas(str(paths[-1]), pagesize=A4)
        for sheet in range(SHEETS):
            for line in range(52):
                words = f"Paper {number}, sheet {sheet}, line {line}: words of the report go on"
                canvas.drawString(60, 790 - 14 * line, words)
            canvas.showPage()
        canvas.save()
    return paths


def merge(paths: list[Path], target: Path) -> None:
    """Put the papers behind one another and nothing else."""
    with pikepdf.new() as out:
        for path in paths:
            with pikepdf.open(path) as paper:
                out.pages.extend(paper.pages)
        out.save(target)


def pack_of(paths: list[Path]) -> made.PackContent:
    """Return a pack of the papers."""
    return made.pack(
        *(
            AgendaEntry(str(number), f"Paper {number}", AttachedPaper(path, path.name))
            for number, path in enumerate(paths, start=1)
        )
    )


def summary(projects: int) -> made.PackContent:
    """Return a pack of nothing but an action summary."""
    return made.pack(AgendaEntry("1", "Action summary", made.action_summary(projects, 7)))


def long_table(target: Path) -> None:
    """Set the same words as one LongTable of paragraphs."""
    coverage(Face.REGULAR)
    style = ParagraphStyle("cell", fontName=str(Face.REGULAR), fontSize=9, leading=12)
    heads = ("Ref", "Action", "Lead", "Due", "January", "April", "Travel", "Outcome")
    rows = [[Paragraph(word, style) for word in heads]]
    for stream in made.action_summary(SMALL, 7).streams:
        for row in (row for group in stream.projects for row in group.rows):
            said = (
                row.ref, "<br/>".join((row.title, *row.milestones)), row.lead, row.due,
                row.previous.word if row.previous else "", row.current.word if row.current else "",
                str(row.travel), row.outcome,
            )  # fmt: skip
            rows.append([Paragraph(word, style) for word in said])
    widths = [40, 280, 100, 70, 60, 60, 60, 90]
    table = LongTable(rows, repeatRows=1, colWidths=widths)
    SimpleDocTemplate(str(target), pagesize=landscape(A4)).build([table])


def line(what: str, ours: float, theirs: float, budget: float | None) -> bool:
    """Say one comparison; return whether its budget is broken, if it has one."""
    peer = "LongTable" if "LongTable" in what else "bare merge"
    return not say(Race(what, ours, peer, theirs, budget or float("inf")))


def without_analysis(content: made.PackContent, target: Path) -> None:
    """Build a pack whose papers are searched for nothing: hidden words, scripts or free space."""
    kept = papers._warn_of_hidden_words, papers.active_parts, freespace.FreeSpace
    papers._warn_of_hidden_words = lambda *_: None
    papers.active_parts = lambda _: frozenset()
    freespace.FreeSpace = _FootIsFree
    try:
        build_pack(content, target)
    finally:
        papers._warn_of_hidden_words, papers.active_parts, freespace.FreeSpace = kept


class _FootIsFree:
    def __init__(self, _pdf) -> None: ...

    def close(self) -> None: ...

    def find(self, _index, _page, sheet, size):
        return sheet[0] - 36 - size[0], 26.0


def main() -> int:
    """Measure and print."""
    folder = Path(tempfile.mkdtemp())
    paths = write_papers(folder)
    content = pack_of(paths)
    target = folder / "pack.pdf"
    start = time.process_time()
    build_pack(content, target)
    first = time.process_time() - start
    plain, again, bare = in_turns(
        lambda: without_analysis(content, folder / "plain.pdf"),
        lambda: build_pack(content, target),
        lambda: merge(paths, folder / "merged.pdf"),
    )
    ours, table = in_turns(
        lambda: build_pack(summary(SMALL), folder / "summary.pdf"),
        lambda: long_table(folder / "table.pdf"),
    )
    broken = [
        line("1,000 pages, without content analysis", plain, bare, MERGE_BUDGET),
        line("1,000 pages, first build", first, bare, None),
        line("1,000 pages, built again", again, bare, None),
        line("238 actions, tagged, against LongTable", ours, table, TABLE_BUDGET),
    ]
    large = [sys.executable, large_summary.__file__, str(LARGE), folder / "large.pdf"]
    said = subprocess.run(large, capture_output=True, check=True, text=True).stdout
    peak = float(said.split()[1])
    fits = say(Race("pack of 10,010 actions", peak, "fixed", MEMORY_BUDGET, unit="MiB"))
    return 0 if fits and not any(broken) else 1


if __name__ == "__main__":
    sys.exit(main())
