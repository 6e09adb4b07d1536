"""Following links from ref to ref: circles and chains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plandesk.models.types import ref_key

_MOST = 200


def find_cycles(edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return each circle of links once, beginning with its first ref; at most 200 of them."""
    graph = _graph(edges)
    cycles: list[tuple[str, ...]] = []
    for first in sorted(graph, key=ref_key):
        if len(cycles) >= _MOST:
            break
        back = _reaching(graph, first)
        cycles.extend(_cycles_from(graph, first, back)[: _MOST - len(cycles)])
    return tuple(cycles)


def find_chains(edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return the paths of three refs or more that nothing leads into, at most 200 of them.

    "A5.7 duplicates A5.8, which duplicates A5.10" is such a chain: the first should point to
    the last. A path ends where it would enter a circle a second time.
    """
    graph = _graph(edges)
    targets = {target for nexts in graph.values() for target in nexts}
    chains: list[tuple[str, ...]] = []
    for first in sorted(set(graph) - targets, key=ref_key):
        waiting: list[tuple[str, ...]] = [(first,)]
        while waiting and len(chains) < _MOST:
            path = waiting.pop()
            nexts = [ref for ref in graph.get(path[-1], ()) if ref not in path]
            waiting.extend((*path, ref) for ref in reversed(nexts))
            if not nexts and len(path) > 2:
                chains.append(path)
    return tuple(chains)


def _graph(edges: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    nexts: dict[str, set[str]] = {}
    for source, target in edges:
        nexts.setdefault(source, set()).add(target)
    return {source: tuple(sorted(found, key=ref_key)) for source, found in nexts.items()}


def _reaching(graph: Mapping[str, Sequence[str]], target: str) -> set[str]:
    """Return the refs not before ``target`` from which links lead to it."""
    back: dict[str, set[str]] = {}
    for source, nexts in graph.items():
        for ref in nexts:
            back.setdefault(ref, set()).add(source)
    floor = ref_key(target)
    seen, waiting = {target}, [target]
    while waiting:
        for source in back.get(waiting.pop(), ()):
            if source not in seen and ref_key(source) >= floor:
                seen.add(source)
                waiting.append(source)
    return seen


def _cycles_from(
    graph: Mapping[str, Sequence[str]], first: str, allowed: set[str]
) -> list[tuple[str, ...]]:
    """Return the circles through ``first`` that stay within the refs that lead back to it."""
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(first,)]
    while waiting and len(found) < _MOST:
        path = waiting.pop()
        for ref in reversed(graph.get(path[-1], ())):
            if ref == first:
                found.append(path)
            elif ref in allowed and ref not in path:
                waiting.append((*path, ref))
    return found
