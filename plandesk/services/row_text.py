"""A row as JSON text of one form only: the history keeps it, the hash chain and the seal hash it.

A large import writes a hundred thousand rows, so each is put into words once, without the cost
of a JSON encoder set up anew for every row.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, NamedTuple

from plandesk.services.changes import Kind, RowChange

_FEW = 50  # rows of a table; setting up columns would cost more than it saves
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class KeptRow(NamedTuple):
    """One changed row in words: whole before and after, and what the history says of it.

    ``said_before`` and ``said_after`` name just the changed fields where a row was changed.
    """

    change: RowChange
    before: str | None
    after: str | None
    said_before: str | None
    said_after: str | None


def kept_rows(rows: Iterable[RowChange]) -> list[KeptRow]:
    """Return these changes in words, in the same order."""
    kept: list[KeptRow] = []
    for (kind, _table), group in groupby(rows, key=lambda row: (row.kind, row.table)):
        run = list(group)
        if kind is Kind.CREATED and len(run) > _FEW:
            kept += _kept_new(run)
        else:
            kept += [_kept(row) for row in run]
    return kept


def _kept_new(run: Sequence[RowChange]) -> list[KeptRow]:
    """Return many new rows of one table in words."""
    texts = row_texts([row.after or {} for row in run])
    return [KeptRow(row, None, text, None, text) for row, text in zip(run, texts, strict=True)]


def _kept(row: RowChange) -> KeptRow:
    before = None if row.before is None else row_text(row.before)
    after = None if row.after is None else row_text(row.after)
    if row.kind is not Kind.UPDATED:
        return KeptRow(row, before, after, before, after)
    changed = row.changed_fields()
    old = row_text({name: pair[0] for name, pair in changed.items()})
    new = row_text({name: pair[1] for name, pair in changed.items()})
    return KeptRow(row, before, after, old, new)


def row_text(image: Mapping[str, Any]) -> str:
    """Return a row as a JSON object, its fields in the order of their names."""
    pick, form = _form(tuple(image))
    return form % tuple([_SAY(value.__class__, _other)(value) for value in pick(image)])


def row_texts(images: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return rows as ``row_text`` does, column by column: that is three times as fast."""
    fields = tuple(images[0])
    if any(tuple(image) != fields for image in images):
        return [row_text(image) for image in images]
    pick, form = _form(fields)
    columns = zip(*map(pick, images), strict=True)
    return [*map(form.__mod__, zip(*map(_column_texts, columns), strict=True))]


def _column_texts(values: Sequence[Any]) -> Iterable[str]:
    kinds = set(map(type, values))
    if len(kinds) == 1:
        return map(_SAY(kinds.pop(), _other), values)
    return [_SAY(value.__class__, _other)(value) for value in values]


@lru_cache(maxsize=512)
def _form(fields: tuple[str, ...]) -> tuple[Callable[[Mapping[str, Any]], Iterable[Any]], str]:
    names = sorted(fields)
    heads = (encode_basestring(name).replace("%", "%%") for name in names)
    form = "{" + ",".join(f"{head}:%s" for head in heads) + "}"
    if len(names) < 2:  # itemgetter gives a single value as it is
        return (lambda image: [image[name] for name in names]), form
    return itemgetter(*names), form


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _other(value: Any) -> str:
    return _ENCODE(plain(value))


_SAID: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    # A column of decimals gives back 2 as 2.0.
    float: lambda value: repr(int(value)) if value.is_integer() else repr(value),
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    dt.date: lambda value: f'"{value.isoformat()}"',
    dict: lambda value: _ENCODE(value) if value else "{}",
}
_SAY = _SAID.get
