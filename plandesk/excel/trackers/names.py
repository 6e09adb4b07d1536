"""Who a lead cell names: people and posts, split with care, spellings of one person joined.

"Director of Strategy, Commissioning and Skills" is one post; "A. Lee, B. Moss" are two people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from plandesk.excel.trackers.grid import plain
from plandesk.models.types import PersonKind

_POST = re.compile(
    r"\b(?:director|head|heads|manager|officer|lead|leads|chief|team|teams|group|board|service|"
    r"services|co-?ordinator|adviser|advisor|solicitor|treasurer|secretary|chair|executive|"
    r"assistant|principal|commissioner|consultant|partner|partners|partnership|member|members|"
    r"cabinet|leader|representative|unit|department|directorate|council|trust|all|various|tbc|"
    r"vacant|post|hr|dcs|ad|smt|slt|cmt|dlt|ceo|s151|hts|steering|panel|network|agency|provider|"
    r"business|finance|schools?|colleges?)\b",
    re.IGNORECASE,
)
_WORD = r"[A-Z][A-Za-z'’\-]*\.?"
_PERSON = re.compile(rf"^(?:(?:Cllr|Councillor|Dr|Mr|Mrs|Ms|Miss|Prof|Sir|Dame)\.?\s+)?{_WORD}"
                     r"(?:\s+(?:de|van|der|von|al|el|bin|Mc|O['’])?\s?"
                     r"[A-Za-z][A-Za-z'’\-]*\.?){1,3}$")  # fmt: skip


def looks_like_person(text: str) -> bool:
    """Return whether a text has the form of a person's name, not of a post or a team."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and bool(_PERSON.match(text))
        and not _POST.search(text)
        and not any(word in {"of", "for", "and", "the", "to", "in"} for word in words)
    )


def kind_of(name: str) -> PersonKind:
    """Return whether a name is that of a person or of a post."""
    return PersonKind.PERSON if looks_like_person(name) else PersonKind.ROLE


def _looks_like_lead(text: str) -> bool:
    return looks_like_person(text) or bool(_POST.search(text)) or text.isupper()


@lru_cache(maxsize=8192)
def split_leads(text: str) -> tuple[str, ...]:
    """Split a lead cell into the people and posts it names, in order, without repeats."""
    found: list[str] = []
    for line in re.split(r"\s*(?:;#\d*;?#?|[\n;])\s*", text):  # "Jo Fox;#12;#Al Moss" is a list's
        for part in re.split(r"\s*/\s*|\s+\|\s+", line):
            found += _by_stops(part)
    tidy = (each.strip(" .,;:-–").removeprefix("@") for each in found)
    return tuple(dict.fromkeys(_without_role(plain(each)) for each in tidy if each))


def _by_stops(text: str) -> list[str]:
    parts = re.split(r"(?<=[a-z\d)A-Z]{2})\s*\.\s+(?=[A-Z])", text)
    if len(parts) > 1 and not all(_looks_like_lead(part.strip(" .")) for part in parts):
        parts = [text]
    return [each for part in parts for each in _by_commas(part)]


def _by_commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(_looks_like_lead(part) for part in parts):
        person_with_post = (
            len(parts) == 2 and looks_like_person(parts[0]) and not looks_like_person(parts[1])
        )
        if not person_with_post:
            return [each for part in parts for each in _by_and(part)]
        return [parts[0]]
    return _by_and(text)


def _by_and(text: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"\s+(?:&|and)\s+", text)]
    if len(parts) > 1 and all(_is_whole(part) for part in parts):
        return [each for part in parts for each in _after_bracket(part)]
    return _after_bracket(text)


def _is_whole(part: str) -> bool:
    """Return whether one side of "and" can stand alone: a person, or a post with its bracket."""
    if looks_like_person(part) or looks_like_person(_without_role(part)):
        return True
    return bool(re.search(r"\b(?:lead|officer|manager|director|team)$", part, re.IGNORECASE))


def _after_bracket(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=\))\s+(?=[A-Z])", text) if part.strip()]


def _without_role(text: str) -> str:
    """Return the person of "Post (Person)" or "Person (Post)"; other texts as they are."""
    found = re.fullmatch(r"(?P<out>[^()]+?)\s*\((?P<into>[^()]+)\)", text)
    if not found:
        dashed = re.fullmatch(r"(?P<name>[^–]+?)\s+[–-]\s*(?P<post>.+)", text)
        if dashed and looks_like_person(dashed["name"]) and _POST.search(dashed["post"]):
            return dashed["name"]
        return text
    out, into = found["out"].strip(), found["into"].strip()
    if looks_like_person(into) and not looks_like_person(out):
        return into
    if looks_like_person(out):
        return out
    return text


_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<one>[^(),]+?)\s*\((?P<other>[^()]+)\)",
        r"(?P<one>[^–,]+?)\s+[–-]\s*(?P<other>.+)",
        r"(?P<one>[^,]+?),\s*(?P<other>[^,]+)",
    )
)


def posts_in(text: str) -> dict[str, str]:
    """Return the post that a lead cell prints beside each person, in brackets or after a stop."""
    posts: dict[str, str] = {}
    for part in re.split(r"\s*[\n;/|]\s*", text):
        found = next(filter(None, (pattern.fullmatch(part.strip()) for pattern in _BESIDE)), None)
        if found is None:
            continue
        for name, post in (found.group("one", "other"), found.group("other", "one")):
            if looks_like_person(name) and _POST.search(post) and not looks_like_person(post):
                posts.setdefault(plain(name), plain(post))
    return posts


# ---- spellings of one person


def split_run_together(name: str, known: frozenset[str]) -> tuple[str, ...]:
    """Split "Ann Lee Bo Moss" where the words make people, one of them named elsewhere."""
    words = name.split()
    if len(words) < 4 or not name[:1].isupper() or re.search(r"[,/&.()]", name):
        return (name,)
    for start in range(2, len(words) - 1):
        first, rest = " ".join(words[:start]), " ".join(words[start:])
        if first in known or (start == 2 and rest in known):
            return (first, *(_in_pairs(rest) or split_run_together(rest, known)))
    pairs = _in_pairs(name)
    return pairs if any(pair in known for pair in pairs) else (name,)


def _in_pairs(text: str) -> tuple[str, ...]:
    """Return a text two words at a time when each pair is a person's name, else nothing."""
    words = text.split()
    pairs = tuple(" ".join(words[i : i + 2]) for i in range(0, len(words), 2))
    return pairs if len(words) % 2 == 0 and all(map(looks_like_person, pairs)) else ()


def join_spellings(names: Iterable[str], heads: Iterable[str] = ()) -> dict[str, str]:
    """Return which spelling to take for each name that seems to be written in several ways.

    ``heads`` are names as an introduction prints them (the head of a service); they win over
    the more frequent spelling. Only what differs is in the answer.
    """
    counts = Counter(names)
    introduced = frozenset(heads)
    near = _buckets([*counts, *introduced])
    order = sorted(
        counts | Counter(introduced),
        key=lambda name: (
            any(_is_short_for(name, other) for other in near(name)),
            name not in introduced,
            _broken(name),
            -counts[name],
            name,
        ),
    )
    joined: dict[str, str] = {}
    kept: set[str] = set()
    for name in order:
        same = [other for other in near(name) if other in kept and _same(name, other)]
        if len(same) == 1:
            joined[name] = same[0]
        else:
            kept.add(name)
    return joined


def _buckets(names: list[str]) -> Callable[[str], list[str]]:
    """Return a look-up of the names that start alike, so that a long list stays quick."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        for letter in _starts(name):
            found.setdefault(letter, []).append(name)
    return lambda name: list(
        dict.fromkeys(other for each in _starts(name) for other in found[each] if other != name)
    )


def _starts(name: str) -> set[str]:
    bracket = re.search(r"\((\w)", name)
    return {name[:1].casefold()} | ({bracket[1].casefold()} if bracket else set())


def _broken(name: str) -> bool:
    """Return whether a name has a part that starts small, as after a stray space."""
    return kind_of(name) is PersonKind.PERSON and any(word[0].islower() for word in name.split())


def _same(name: str, other: str) -> bool:
    if name.casefold() == other.casefold():
        return True
    if name.casefold().replace(" ", "") == other.casefold().replace(" ", ""):
        return True
    if _is_short_for(name, other) or _is_short_for(other, name):
        return True
    if looks_like_person(name) and looks_like_person(other):
        return _same_person(name.casefold().split(), other.casefold().split())
    return False


def _same_person(first: list[str], second: list[str]) -> bool:
    given, family = first[0], "".join(first[1:])
    other, name = second[0], "".join(second[1:])
    near = Levenshtein.distance(family, name, score_cutoff=2)
    families = near == 0 or (near == 1 and min(len(family), len(name)) >= 6)
    if not families:
        return False
    if given == other:
        return True
    short, long = sorted((given, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return True
    if near:
        return False
    # One letter more or fewer (Ann, Anne); another letter may be another person (Jan, Jon).
    if len(long) - len(short) == 1 and len(long) >= 4:
        return Levenshtein.distance(short, long) == 1
    return _is_pet_name(short, long)


def _is_pet_name(short: str, long: str) -> bool:
    stem = re.sub(r"(?:ie|y)$", "", short)
    return len(stem) >= 3 and stem != short and len(long) > len(stem) and long.startswith(stem)


def _is_short_for(short: str, long: str) -> bool:
    """Return whether ``short`` is the abbreviation that ``long`` carries or spells out."""
    bracket = re.search(r"\(([A-Z][A-Za-z&]{1,7})\)$", long)
    if bracket and bracket[1] == short:
        return True
    if len(short.split()) >= len(long.split()) or not re.search(r"\b[A-Z]{2,5}\b", short):
        return False
    return _spells_out(short.split(), long.split())


def _spells_out(short: list[str], long: list[str]) -> bool:
    if not short or not long:
        return not short and not long
    word = short[0]
    if word.casefold() == long[0].casefold() and _spells_out(short[1:], long[1:]):
        return True
    if word.isupper() and 2 <= len(word) <= min(5, len(long)):
        letters = "".join(each[0] for each in long[: len(word)]).upper()
        return letters == word and _spells_out(short[1:], long[len(word) :])
    return False
