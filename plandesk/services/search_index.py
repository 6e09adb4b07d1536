"""Finding words anywhere in the plan: a full-text index in memory, kept up with each step.

The index is SQLite's FTS5 in a database of its own, so the plan file holds nothing but the plan.
Accents do not matter and word endings are forgiven (unicode61 without diacritics, then Porter's
stemmer). It is filled when first asked, and what changed meanwhile is read anew before the next
answer.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.services.changes import OpChanges
from plandesk.services.document import Document
from plandesk.services.queries.search import (
    SearchText,
    Where,
    items_of_people,
    search_texts,
)

START, END = "\x02", "\x03"
_MOST = 200
_LOOK_ALIKE = 74.0  # of 100: "recuit" finds "recruit", "cat" does not find "car park"
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_TOKENS = 'tokenize="porter unicode61 remove_diacritics 2"'
_MOST_BEGUN = 60


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; ``marks`` are the (start, end) places of the words that were found."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where the words were found; ``period`` names it for updates."""

    item_id: int
    where: Where
    ref: str
    title: str
    snippet: Snippet
    period: str = ""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found, best first.

    ``more`` says that only the first hits are here. Without hits ``suggestion`` is the search
    with words that the plan has in place of those it has not, "" where nothing is like them.
    """

    hits: tuple[SearchHit, ...] = ()
    more: bool = False
    suggestion: str = ""


class SearchIndex:
    """Searches one open plan; may be asked from any thread."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lock = threading.Lock()
        self._stale: set[int] = set()
        self._stale_people: set[int] = set()
        self._all_stale = True
        self._words: dict[str, str] | None = None
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.execute(
            f"CREATE VIRTUAL TABLE texts USING fts5(body, item UNINDEXED, place UNINDEXED, "
            f"period UNINDEXED, ref UNINDEXED, title UNINDEXED, {_TOKENS}, prefix='2 3')"
        )
        self._database.execute("CREATE TABLE owner (text INTEGER PRIMARY KEY, item INTEGER)")
        self._database.execute("CREATE INDEX owner_item ON owner (item)")
        self._stop = document.listen(self._heard)

    def close(self) -> None:
        """Let go of the index and the document."""
        self._stop()
        with self._lock:
            self._database.close()

    def search(self, text: str, limit: int = _MOST) -> SearchAnswer:
        """Return where all the words occur; the last word may be only begun."""
        terms = words_of(text)
        if not terms:
            return SearchAnswer()
        with self._lock:
            self._refresh()
            found = self._match(_query(terms), text, limit + 1)
            if not found:
                found = self._match(self._begun(terms), text, limit + 1)
            hits = tuple(_hit(row) for row in found[:limit])
            suggestion = "" if hits else self._suggest(terms)
        return SearchAnswer(hits, len(found) > limit, suggestion)

    def ids(self, text: str) -> set[int] | None:
        """Return the plan items where all the words occur; None when no word is given."""
        terms = words_of(text)
        if not terms:
            return None
        with self._lock:
            self._refresh()
            found = self._items(terms[0])
            for term in terms[1:]:
                found &= self._items(term)
            return found

    def _items(self, term: str) -> set[int]:
        asked = "SELECT DISTINCT item FROM texts WHERE texts MATCH ?"
        rows = self._database.execute(asked, (_query([term]),)).fetchall()
        begun = "" if rows else self._begun([term])
        if begun:
            rows = self._database.execute(asked, (begun,)).fetchall()
        return {int(row[0]) for row in rows}

    def _begun(self, terms: Sequence[str]) -> str:
        """Ask for whole words that begin with the last term, for a word typed half.

        The stemmer knows "recruitment" as "recruit", so "recruitme" begins none of its words.
        """
        start = fold(terms[-1])
        words = [word for word in self._vocabulary() if word.startswith(start)][:_MOST_BEGUN]
        if not words:
            return ""
        ends = " OR ".join(f'"{word}"' for word in words)
        return " AND ".join([*(f'"{term}"' for term in terms[:-1]), f"({ends})"])

    def _heard(self, step: OpChanges, _: object) -> None:
        with self._lock:
            if step.reload or "period" in step.tables():
                self._all_stale = True
            self._stale |= step.item_ids()
            self._stale_people |= {int(row.pk) for row in step.rows if row.table == "person"}

    def _refresh(self) -> None:
        if not (self._all_stale or self._stale or self._stale_people):
            return
        with self._document.read() as session:
            if self._all_stale:
                self._database.execute("DELETE FROM texts")
                self._database.execute("DELETE FROM owner")
                self._fill(session, None)
            else:
                self._stale |= items_of_people(session, self._stale_people)
                self._forget(self._stale)
                self._fill(session, self._stale)
        self._all_stale = False
        self._stale, self._stale_people = set(), set()
        self._words = None

    def _forget(self, items: Collection[int]) -> None:
        for item in items:
            texts = self._database.execute("SELECT text FROM owner WHERE item = ?", (item,))
            for (number,) in texts.fetchall():
                self._database.execute("DELETE FROM texts WHERE rowid = ?", (number,))
            self._database.execute("DELETE FROM owner WHERE item = ?", (item,))

    def _fill(self, session: Session, items: Collection[int] | None) -> None:
        top = self._database.execute("SELECT max(text) FROM owner").fetchone()[0] or 0
        texts = list(enumerate(search_texts(session, items), start=top + 1))
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO texts (rowid, body, item, place, period, ref, title) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((number, *_columns(text)) for number, text in texts),
        )
        self._database.executemany(
            "INSERT INTO owner VALUES (?, ?)", ((number, text.item_id) for number, text in texts)
        )
        self._database.execute("COMMIT")

    def _match(self, query: str, text: str, limit: int) -> list[tuple[str, ...]]:
        if not query:
            return []
        return self._database.execute(
            "SELECT item, place, period, ref, title, "
            f"snippet(texts, 0, '{START}', '{END}', '…', 24) FROM texts WHERE texts MATCH ? "
            "ORDER BY place = 'ref' AND body = ? COLLATE NOCASE DESC, "
            "CASE place WHEN 'ref' THEN 0 WHEN 'title' THEN 1 ELSE 2 END, rank LIMIT ?",
            (query, text.strip(), limit),
        ).fetchall()

    def _suggest(self, terms: Sequence[str]) -> str:
        from rapidfuzz import fuzz, process

        words = self._vocabulary()
        better: list[str] = []
        for term in terms:
            folded = fold(term)
            if folded in words or any(word.startswith(folded) for word in words):
                better.append(term)
                continue
            near = process.extractOne(
                folded, list(words), scorer=fuzz.ratio, score_cutoff=_LOOK_ALIKE
            )
            if near is None:
                return ""
            better.append(words[near[0]])
        suggestion = " ".join(better)
        return suggestion if fold(suggestion) != fold(" ".join(terms)) else ""

    def _vocabulary(self) -> dict[str, str]:
        """Return the words of the plan, folded, each as it is most often written."""
        if self._words is None:
            seen: Counter[str] = Counter()
            for (body,) in self._database.execute("SELECT body FROM texts"):
                seen.update(_WORD.findall(body))
            words: dict[str, str] = {}
            for word, _ in seen.most_common():
                words.setdefault(fold(word), word.lower() if word.istitle() else word)
            self._words = words
        return self._words


def fold(text: str) -> str:
    """Return a text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of a search; marks that mean something to the index mean nothing here."""
    return _WORD.findall(text)


def _query(terms: Sequence[str]) -> str:
    """Ask for all the words, each in quotes; the last also as the beginning of a word."""
    return " AND ".join(f'"{term}"' for term in terms[:-1]) + (
        f'{" AND " if len(terms) > 1 else ""}"{terms[-1]}" *'
    )


def _columns(text: SearchText) -> Iterable[str | int]:
    return (text.text, text.item_id, text.where.value, text.period, text.ref, text.title)


def _hit(row: Sequence[str]) -> SearchHit:
    item, place, period, ref, title, marked = row
    return SearchHit(int(item), Where(place), ref, title, marked_spans(marked), period)


def marked_spans(marked: str) -> Snippet:
    """Return a snippet without its marks, and the places that they stood around."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for number, piece in enumerate(re.split(f"[{START}{END}]", marked)):
        if number % 2:
            marks.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return Snippet("".join(pieces), tuple(marks))
