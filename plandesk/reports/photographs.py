"""What the pictures of a paper say beside their points: camera, place, author, description."""

from __future__ import annotations

from collections.abc import Iterator

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of a JPEG that have no length: restarts and its start (ITU-T T.81, B.1.1.3)."""

_SHOWN = frozenset({0xE0, 0xE2, 0xEE})
"""Parts that a picture looks different without: its density, its colour profile, its colours."""

_WORDS = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Parts that programs write what they like in, and the comment."""


def _parts(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Return the parts of a JPEG up to its points as marker, start and end; stops at damage."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        if marker in (_SCAN, _END):
            return
        length = 0 if marker in _BARE else int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, at + 2 + length
        at += 2 + length


def _is_jpeg(data: bytes) -> bool:
    return data[:2] == bytes((0xFF, _START))


def told_by(data: bytes) -> bytes:
    """Return what a JPEG says beside its points, with what was put behind its end."""
    if not _is_jpeg(data):
        return b""
    said = [data[start:end] for marker, start, end in _parts(data) if marker in _WORDS]
    end = data.rfind(bytes((0xFF, _END)))
    return b"\n".join((*said, data[end + 2 :] if end >= 0 else b""))


def without_words(data: bytes) -> bytes:
    """Return a JPEG without what it says of camera, place and author; its points stay as they are.

    What is no whole JPEG is returned as it is.
    """
    if not _is_jpeg(data):
        return data
    gone = [
        (start, end)
        for marker, start, end in _parts(data)
        if marker in _WORDS and marker not in _SHOWN
    ]
    kept, at = bytearray(), 0
    for start, end in gone:
        kept += data[at:start]
        at = end
    kept += data[at:]
    end = kept.rfind(bytes((0xFF, _END)))
    return bytes(kept[: end + 2] if end >= 0 else kept)
