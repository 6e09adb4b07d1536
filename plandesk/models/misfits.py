"""Whether values read from outside are of the kinds that their fields are declared to be."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from typing import Any, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

_LARGEST = 2**63 - 1
Pairs: TypeAlias = Iterator[tuple[str, Any, Any]]


@cache
def _hints(made: type[Any]) -> dict[str, Any]:
    return get_type_hints(made)


def refuse_misfits(value: Any, where: str = "") -> None:
    """Raise TypeError naming the first field, at any depth, that holds another kind of value.

    Text of another program may say anything: a list for a title, a number too large to be kept.
    ``value`` is an instance of a dataclass.
    """
    for name, hint in _hints(value.__class__).items():
        _refuse(getattr(value, name), hint, f"{where}.{name}" if where else name)


def _refuse(value: Any, hint: Any, where: str) -> None:
    origin = get_origin(hint)
    if hint is Any:
        return
    if origin in (Union, types.UnionType):
        _refuse_all_of(value, hint, where)
    elif origin in (tuple, dict):
        if not isinstance(value, origin):
            raise TypeError(_told(value, where))
        for name, part, kind in _parts(value, hint, where):
            _refuse(part, kind, name)
    elif not _is_of(value, hint):
        raise TypeError(_told(value, where))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        refuse_misfits(value, where)


def _refuse_all_of(value: Any, hint: Any, where: str) -> None:
    """Refuse what is none of the kinds; a value that may be missing is the usual case."""
    for kind in get_args(hint):
        if value is None and kind is types.NoneType:
            return
        if kind is not types.NoneType and isinstance(value, get_origin(kind) or kind):
            _refuse(value, kind, where)
            return
    raise TypeError(_told(value, where))


def _parts(value: Any, hint: Any, where: str) -> Pairs:
    kinds = get_args(hint)
    if isinstance(value, dict):
        said = cast("dict[Any, Any]", value)
        for key, part in said.items():
            yield where, key, kinds[0]
            yield f"{where}.{key}", part, kinds[1]
        return
    each = repeat(kinds[0]) if kinds[-1] is Ellipsis else iter(kinds)
    for number, (part, kind) in enumerate(zip(value, each, strict=False)):
        yield f"{where}[{number}]", part, kind


def _is_of(value: Any, hint: Any) -> bool:
    if isinstance(value, bool):
        return hint is bool
    if isinstance(value, int) and abs(value) > _LARGEST:
        return False
    return isinstance(value, hint) and (not isinstance(value, str) or _is_text(value))


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False  # half of a pair: no file can hold it
    return True


def _told(value: Any, where: str) -> str:
    return f"{where}, which cannot be {type(value).__name__}"
