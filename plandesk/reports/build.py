"""Builds a pack as PDF: the full version, the public version, or both with the same numbers."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plandesk.errors import UserError, writing
from plandesk.reports.assemble import Parts, assembling
from plandesk.reports.content import AttachedPaper, PackContent
from plandesk.reports.draw import Drawn, Edition, draw_pack
from plandesk.reports.papers import KEPT, Paper, open_paper
from plandesk.reports.progress import Silent, Steps

if TYPE_CHECKING:
    from plandesk.reports.leaks import Leak


@dataclass(frozen=True, slots=True)
class PackResult:
    """What was built: where, how many pages, and what the secretary should know.

    ``has_all_words`` tells that every chart and picture has an alternative text.
    """

    path: Path
    kind: str
    pages: int
    tagged: bool
    pdf_ua: bool
    not_accessible: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    last_page: int = 0
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    has_all_fonts: bool = True
    has_all_words: bool = True


def build_pack(
    content: PackContent, target: Path, ctx: Steps | None = None, *, public: bool = False
) -> PackResult:
    """Build one version of a pack at ``target``.

    The file appears only when it is finished; a stopped or failed build leaves nothing behind.
    Raises ``UserError`` for a paper that cannot be taken in, and for a public version that would
    tell anything of an exempt item.
    """
    return PackBuilder(content, ctx or Silent()).build(target, public=public)


@dataclass
class PackBuilder:
    """Builds versions of the same pack; the full one is drawn once for its page numbers."""

    content: PackContent
    ctx: Steps = field(default_factory=Silent)
    _sizes: dict[str, int] = field(default_factory=dict[str, int])
    _open_to_all: PackResult | None = None

    @property
    def has_exempt(self) -> bool:
        """Say whether any item is not for publication."""
        content = self.content
        return content.public is not None or any(entry.exempt for entry in content.entries)

    def build(self, target: Path, *, public: bool, password: str = "") -> PackResult:
        """Build one version, which ``password`` opens; see ``build_pack``."""
        if not self.content.entries:
            raise UserError("The pack has no agenda items.", "Add an item, then build it again.")
        if public and self._open_to_all is not None:
            return self._copied(self._open_to_all, target)
        papers = self._papers(public=public)
        drawn = self._draw(papers, public=public)
        findings = [
            *drawn.findings,
            *(note for paper in papers.values() for note in paper.findings),
        ]
        closed = tuple(paper.name for paper in papers.values() if not paper.tagged)
        pdf_ua = not closed and all(paper.claims_ua for paper in papers.values())
        with _part(target) as part, _closing(papers):
            said = self.content.edition(public=public)
            data = said.public_data if public else said.data
            with assembling(Parts(said, drawn, papers, data, password), self.ctx) as assembly:
                pages = assembly.finish(part, pdf_ua=pdf_ua)
            if public:
                self._check(part, papers)
        kind = "public" if public else "full"
        result = PackResult(
            target,
            kind,
            pages,
            not closed,
            pdf_ua,
            closed,
            tuple(findings),
            drawn.last_page,
            {leaf.entry.key: (leaf.first, leaf.last) for leaf in drawn.leaves if leaf.entry},
            has_all_fonts=not any(paper.missing_fonts for paper in papers.values()),
            has_all_words=not closed
            and not any(paper.silent_pictures for paper in papers.values()),
        )
        if not public and not password and self._is_same_for_all():
            self._open_to_all = result
        return result

    def _is_same_for_all(self) -> bool:
        """Say whether the public version would be the same file as the full one."""
        content = self.content
        return not (self.has_exempt or content.secrets or content.data != content.public_data)

    def _copied(self, full: PackResult, target: Path) -> PackResult:
        """Where nothing is exempt the public version is the full one."""
        with _part(target) as part:
            shutil.copyfile(full.path, part)
        return replace(full, path=target, kind="public")

    def _papers(self, *, public: bool) -> dict[str, Paper]:
        """Open the attached papers; those of exempt items stay out of the public version."""
        return {
            entry.key: open_paper(entry.section.path, entry.section.name, KEPT)
            for entry in self.content.entries
            if isinstance(entry.section, AttachedPaper) and not (public and entry.exempt)
        }

    def _draw(self, papers: dict[str, Paper], *, public: bool) -> Drawn:
        if self.has_exempt and not self._sizes and (public or self.content.public):
            self._sizes = self._common_sizes()
        counts = {key: paper.pages for key, paper in papers.items()}
        said = self.content.edition(public=public)
        drawn = draw_pack(said, Edition(public, self._sizes), counts, self.ctx)
        if not public:
            self._sizes = drawn.sizes()
        return drawn

    def _common_sizes(self) -> dict[str, int]:
        """Return how many pages each item takes in the version that needs more of them."""
        every = {key: paper.pages for key, paper in self._papers(public=False).items()}
        sizes = draw_pack(self.content, Edition(public=False), every, Silent()).sizes()
        if self.content.public is not None:
            open_to_all = self.content.edition(public=True)
            drawn = draw_pack(open_to_all, Edition(public=True, sizes=sizes), every, Silent())
            sizes = {key: max(pages, drawn.sizes()[key]) for key, pages in sizes.items()}
        return sizes

    def check_text(self, texts: Iterable[str], what: str) -> None:
        """Refuse to publish texts, such as those of the HTML twin, that tell what is exempt."""
        from plandesk.reports.leaks import Leak, squeeze

        wanted = self._secrets(self._papers(public=True))
        said = squeeze("\n".join(texts)) if wanted else ""
        _refuse([Leak(secret, what) for secret in wanted if squeeze(secret) in said])

    def _check(self, part: Path, papers: dict[str, Paper]) -> None:
        secrets = self._secrets(papers)
        if secrets:
            from plandesk.reports.leaks import find_leaks  # loads a renderer

            _refuse(find_leaks(part, secrets, self.ctx))

    def _secrets(self, papers: dict[str, Paper]) -> frozenset[str]:
        if not self.has_exempt:
            return frozenset(self.content.secrets)
        from plandesk.reports.leaks import secrets_of  # loads a renderer

        return secrets_of(self.content, self._printed(papers))

    def _printed(self, papers: dict[str, Paper]) -> Iterator[str]:
        """Return the words of everything that is public: a pack without the exempt items.

        Those of its charts are among them; they say in words what the bars show.
        """
        from plandesk.reports.leaks import page_texts

        content = self.content.edition(public=True)
        rest = tuple(entry for entry in content.entries if not entry.exempt)
        counts = {key: paper.pages for key, paper in papers.items()}
        alone = replace(content, entries=rest)
        drawn = draw_pack(alone, Edition(public=True), counts, Silent())
        yield from page_texts(drawn.data)
        yield from drawn.tagger.alternatives()
        for entry in rest:
            if isinstance(entry.section, AttachedPaper):
                yield from page_texts(entry.section.path)


@contextlib.contextmanager
def _closing(papers: Mapping[str, Paper]) -> Generator[None]:
    """Close the papers at the end: Windows lets nobody rename or delete a file that is open."""
    try:
        yield
    finally:
        for paper in papers.values():
            paper.pdf.close()


def _refuse(leaks: list[Leak]) -> None:
    if leaks:
        more = f" and {len(leaks) - 1} more" if len(leaks) > 1 else ""
        raise UserError(
            f"The public version was not written: it would tell “{_short(leaks[0].text)}” "
            f"({leaks[0].where}{more}).",
            "Take the exempt words or names out of the public items, then build again.",
        )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57].rstrip()}\u2026"


@contextlib.contextmanager
def _part(target: Path) -> Generator[Path]:
    """Give a name to write to; rename it to the target at the end, delete it on any failure."""
    part = target.with_name(target.name + ".part")
    try:
        with writing(target, "Close it if it is open elsewhere, or choose another folder."):
            target.parent.mkdir(parents=True, exist_ok=True)
            yield part
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
