"""Finds pages of the help by the words of whoever looks, which need not be those of the help."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from plandesk.reports.guide_content import GuideHeading
from plandesk.services.guide.pages import HelpPage, read_help

_WORD = re.compile(r"[a-z][a-z']{3,}")
_IN_TITLE, _IN_HEADING = 100, 10
_REFERENCE = "reference-"


@dataclass(frozen=True, slots=True)
class Found:
    """A page that has the words, with the sentence in which they stand."""

    page: HelpPage
    excerpt: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word that was typed, with what the help may say in its place."""

    typed: str
    also: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        return any(word in text for word in (self.typed, *self.also))

    def count_in(self, text: str) -> int:
        return sum(text.count(word) for word in (self.typed, *self.also))


def search_help(words: str) -> list[Found]:
    """Return the pages that hold every word, those with it in a heading first."""
    wanted = _wanted(words)
    if not wanted:
        return []
    ranked: list[tuple[int, int, Found]] = []
    for order, page in enumerate(read_help().pages):
        text = page.text.casefold()
        if all(word.is_in(text) for word in wanted):
            ranked.append((-_weight(page, wanted), order, Found(page, _excerpt(page, wanted))))
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])]


def near_word(words: str) -> str:
    """Return the words with each unknown one replaced by the nearest known one, or ""."""
    text = "\n".join([*(page.text for page in read_help().pages), *read_help().words]).casefold()
    known = set(_WORD.findall(text))
    said: list[str] = []
    for word in words.casefold().split():
        near = [word] if word in text else difflib.get_close_matches(word, known, 1, 0.7)
        if not near:
            return ""
        said.append(near[0])
    return " ".join(said) if said != words.casefold().split() else ""


def _wanted(words: str) -> list[_Wanted]:
    """Split what was typed; words that mean one thing together stay together."""
    rest = f" {' '.join(words.casefold().split())} "
    found: list[_Wanted] = []
    for other, ours in sorted(read_help().words.items(), key=lambda one: -len(one[0])):
        for form in (f" {other} ", f" {other}s "):
            if form in rest:
                found.append(_Wanted(other, ours))
                rest = rest.replace(form, " ")
    return [*found, *(_Wanted(word, ()) for word in rest.split())]


def _weight(page: HelpPage, wanted: list[_Wanted]) -> int:
    title, text = page.title.casefold(), page.text.casefold()
    heads = " ".join(part.text for part in page.guide.parts if isinstance(part, GuideHeading))
    weight = -_IN_TITLE // 2 if page.name.startswith(_REFERENCE) else 0
    for word in wanted:
        weight += _IN_TITLE * word.is_in(title) + _IN_HEADING * word.is_in(heads.casefold())
        # A page of the jobs says more than a long list in which the word comes by often.
        weight += min(word.count_in(text), _IN_HEADING - 1)
    return weight


def _excerpt(page: HelpPage, wanted: list[_Wanted]) -> str:
    best = max(page.lines, key=lambda line: sum(word.is_in(line.casefold()) for word in wanted))
    return best if len(best) <= 160 else f"{best[:157].rstrip()}…"
