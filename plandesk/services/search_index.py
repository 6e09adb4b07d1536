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
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from plandesk.services.changes import OpChanges
from plandesk.services.document import Document
from plandesk.services.queries.registers.search import entry_texts
from plandesk.services.queries.search import (
    SearchText,
    Where,
    items_of_people,
    search_texts,
)

START, END = "\x02", "\x03"
_MOST = 200
_RANKED = 400
_PORTION = 2000
_WITH_ENTRIES = frozenset(
    {"register_entry", "entry_value", "entry_person", "entry_tag", "person", "tag"}
)
_SHORTEST_STEM, _LONGEST_ENDING = 4, 6
_LOOK_ALIKE = 70.0  # of 100: "recuit" is like "recruit", "cat" is not like "car park"
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_SHORT_QUERY = re.compile(r'"\w{1,2}" \*')
_RANKS = {Where.REF.value: 0, Where.TITLE.value: 1}
_TABLES = """
    CREATE VIRTUAL TABLE texts USING fts5(
        body, tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE terms USING fts5vocab(texts, 'row');
    CREATE TABLE owner (text INTEGER PRIMARY KEY, item INTEGER, place TEXT, period TEXT);
    CREATE INDEX owner_item ON owner (item);
"""
_ITEMS = (
    "SELECT DISTINCT item FROM owner WHERE text IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
)
_BEST = (
    "SELECT item, place, period, marked FROM ("
    f"SELECT rowid AS number, snippet(texts, 0, '{START}', '{END}', '…', 24) AS marked "
    "FROM texts WHERE texts MATCH ? {} LIMIT ?) JOIN owner ON owner.text = number"
)
_BODIES = "SELECT body FROM texts WHERE texts MATCH ? LIMIT 20"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; ``marks`` are the (start, end) places of the words that were found."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where the words were found; ``period`` names it for updates.

    With a ``register`` it is in an entry of that, and ``item_id`` is the id of the entry.
    """

    item_id: int
    where: Where
    ref: str
    title: str
    snippet: Snippet
    period: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found, best first: in rows of plans, and in entries of registers.

    ``more`` says that only the first hits are here. Without hits ``suggestion`` is the search
    with words that the plan has in place of those it has not, "" where nothing is like them.
    """

    hits: tuple[SearchHit, ...] = ()
    more: bool = False
    suggestion: str = ""
    entries: tuple[SearchHit, ...] = ()


class SearchIndex:
    """Searches one open plan; may be asked from any thread.

    The first answer has to read the whole plan, which takes a second for 10,000 rows: call
    ``prepare`` in the background after opening a large plan.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._asking = threading.Lock()
        self._noting = threading.Lock()  # never held for long: the window waits for it
        self._stale: set[int] = set()
        self._stale_people: set[int] = set()
        self._all_stale = True
        self._entries_stale = True
        self._names: dict[int, tuple[str, str]] = {}
        self._terms: list[str] | None = None
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.executescript(_TABLES)
        self._stop = document.listen(self._heard, first=True)

    def close(self) -> None:
        """Let go of the index and the document."""
        self._stop()
        with self._asking:
            self._database.close()

    def prepare(self) -> None:
        """Read what has changed in the plan, or all of it the first time."""
        with self._asking:
            self._refresh()

    def search(self, text: str, limit: int = _MOST) -> SearchAnswer:
        """Return where all the words occur; the last word may be only begun."""
        terms = words_of(text)
        if not terms:
            return SearchAnswer()
        with self._asking:
            self._refresh()
            found = self._match(_query(terms), limit)
            if not found:
                found = self._match(self._begun(terms), limit)
            exact = [hit for hit in found if hit.snippet.text.casefold() == text.strip().casefold()]
            hits = dict.fromkeys([*self._ref_hits(text), *exact, *found])
            suggestion = "" if hits else self._suggest(terms)
        rows = tuple(hit for hit in hits if not hit.register)
        entries = tuple(hit for hit in hits if hit.register)
        return SearchAnswer(rows[:limit], len(found) > limit, suggestion, entries[:limit])

    def ids(self, text: str) -> set[int] | None:
        """Return the plan items where all the words occur; None when no word is given."""
        terms = words_of(text)
        if not terms:
            return None
        with self._asking:
            self._refresh()
            found = self._items(terms[0])
            for term in terms[1:]:
                found &= self._items(term)
            return found

    def _items(self, term: str) -> set[int]:
        for query in (_query([term]), self._begun([term])):
            rows = self._database.execute(_ITEMS, (query,)).fetchall() if query else []
            found = {row[0] for row in rows if row[0] > 0}
            if found:
                return found
        return set()

    def _begun(self, terms: Sequence[str]) -> str:
        """Ask for the stem that a word typed half has grown out of.

        The index knows "recruitment" as "recruit", so "recruitme" begins none of its words.
        """
        typed = fold(terms[-1])
        for end in range(len(typed) - 1, max(_SHORTEST_STEM, len(typed) - _LONGEST_ENDING) - 1, -1):
            if self._has_term(typed[:end]):
                return _query([*terms[:-1], typed[:end]])
        return ""

    def _has_term(self, term: str) -> bool:
        terms = self._all_terms()
        place = bisect_left(terms, term)
        return place < len(terms) and terms[place] == term

    def _all_terms(self) -> list[str]:
        if self._terms is None:
            rows = self._database.execute("SELECT term FROM terms ORDER BY term")
            self._terms = [row[0] for row in rows]
        return self._terms

    def _heard(self, step: OpChanges, _: object) -> None:
        with self._noting:
            self._all_stale |= step.reload or "period" in step.tables()
            self._stale |= step.item_ids()
            self._stale_people |= {int(row.pk) for row in step.rows if row.table == "person"}
            self._entries_stale |= not _WITH_ENTRIES.isdisjoint(step.tables())

    def _refresh(self) -> None:
        with self._noting:
            everything, items, people = self._all_stale, self._stale, self._stale_people
            entries = self._entries_stale or everything
            self._all_stale, self._stale, self._stale_people = False, set(), set()
            self._entries_stale = False
        if not (everything or items or people or entries):
            return
        with self._document.read() as session:
            if everything:
                self._database.execute("DELETE FROM texts")
                self._database.execute("DELETE FROM owner")
                self._names.clear()
                self._fill(search_texts(session, None))
            else:
                items |= items_of_people(session, people)
                self._forget(items)
                self._fill(search_texts(session, items))
            if entries:  # a register is short: it is read anew as a whole
                self._forget([key for key in self._names if key < 0])
                self._fill(replace(text, item_id=-text.item_id) for text in entry_texts(session))
        self._terms = None

    def _forget(self, items: Collection[int]) -> None:
        for item in items:
            self._names.pop(item, None)
            texts = self._database.execute("SELECT text FROM owner WHERE item = ?", (item,))
            for (number,) in texts.fetchall():
                self._database.execute("DELETE FROM texts WHERE rowid = ?", (number,))
            self._database.execute("DELETE FROM owner WHERE item = ?", (item,))

    def _fill(self, said: Iterable[SearchText]) -> None:
        """Take texts in; those of entries are under the entry's number below nought."""
        number = self._database.execute("SELECT max(text) FROM owner").fetchone()[0] or 0
        texts = iter(said)
        self._database.execute("BEGIN")
        while portion := list(islice(texts, _PORTION)):
            self._names.update((text.item_id, (text.ref, text.title)) for text in portion)
            numbered = list(enumerate(portion, start=number + 1))
            number += len(portion)
            self._database.executemany(
                "INSERT INTO texts (rowid, body) VALUES (?, ?)",
                [(place, text.text) for place, text in numbered],
            )
            self._database.executemany(
                "INSERT INTO owner VALUES (?, ?, ?, ?)",
                [(place, text.item_id, text.where.value, text.period) for place, text in numbered],
            )
        self._database.execute("COMMIT")

    def _match(self, query: str, limit: int) -> list[SearchHit]:
        """Return the best hits, refs and titles first, one more than ``limit`` if there is."""
        if not query:
            return []
        # One letter is in nearly every text: to rank them all would take longer than to read them.
        order = "ORDER BY rank" if _SHORT_QUERY.fullmatch(query) is None else ""
        asked = (query, max(limit + 1, _RANKED))
        best = self._database.execute(_BEST.format(order), asked).fetchall()
        best.sort(key=lambda row: _RANKS.get(row[1], len(_RANKS)))
        return [self._hit(row) for row in best[: limit + 1]]

    def _hit(self, row: Sequence[Any]) -> SearchHit:
        item, place, period, marked = row
        ref, title = self._names[item]
        hit = SearchHit(abs(item), Where(place), ref, title, marked_spans(marked))
        return replace(hit, register=period) if item < 0 else replace(hit, period=period)

    def _ref_hits(self, text: str) -> list[SearchHit]:
        """Return the rows whose ref is what was typed: a jump, whatever else there is."""
        typed = text.strip().casefold()
        return [
            SearchHit(
                abs(item),
                Where.REF,
                ref,
                title,
                Snippet(ref, ((0, len(ref)),)),
                register=self._register(item) if item < 0 else "",
            )
            for item, (ref, title) in self._names.items()
            if ref.casefold() == typed
        ]

    def _register(self, item: int) -> str:
        query = "SELECT period FROM owner WHERE item = ? LIMIT 1"
        return self._database.execute(query, (item,)).fetchone()[0]

    def _suggest(self, terms: Sequence[str]) -> str:
        better = [self._known(term) for term in terms]
        suggestion = " ".join(better) if all(better) else ""
        return suggestion if fold(suggestion) != fold(" ".join(terms)) else ""

    def _known(self, term: str) -> str:
        """Return a word of the plan that is like a word; the word itself where the plan has it."""
        from rapidfuzz import fuzz, process

        query = _query([term])
        if self._database.execute(_ITEMS + " LIMIT 1", (query,)).fetchone():
            return term
        near = process.extract(
            fold(term), self._all_terms(), scorer=fuzz.ratio, score_cutoff=_LOOK_ALIKE, limit=8
        )
        words = [word for stem, _, _ in near if (word := self._written(stem, term))]
        return max(words, key=lambda word: fuzz.ratio(fold(word), fold(term)), default="")

    def _written(self, stem: str, like: str) -> str:
        """Return a word as the plan writes it, of those that have this stem, most like another."""
        from rapidfuzz import fuzz

        rows = self._database.execute(_BODIES, (f'"{stem}" *',)).fetchall()
        words = {word for (body,) in rows for word in _WORD.findall(body)}
        mine = [word for word in words if fold(word)[: len(stem) - 1] == stem[:-1]]
        best = max(mine, key=lambda word: fuzz.ratio(fold(word), fold(like)), default="")
        return best.lower() if best.istitle() else best


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
