"""Makes broken files out of good ones: bytes, members of a zip, XML tags, cells, JSON values."""

from __future__ import annotations

import copy
import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

ODD_TEXTS = (
    "", " ", "=1+1", "=A1:B2", "+1", "-1", "@x", "#REF!", "1E309", "-0", "NaN", "Infinity",
    "99999999999999999999", "2958466", "-1", "0.00000000001", "31/04/2024", "00/00/0000", "TRUE",
    "\u202egnp.exe", "\ufeff", "\u0000", "&#0;", "&bogus;", "]]>", "<b>", "_x0007_", "\U0001f600",
    "a" * 40_000, "\u0627\u0644\u0639", "A1.1", "amber/red", "null", "../../x", "%s%n", "\n" * 300,
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 2**63, 1e308, "", "x", "2024-13-45", [], {}, [[]], {"a": None}, "\u202e",
    "a" * 40_000, float("nan"),
)  # fmt: skip
_TAG = re.compile(rb"<[^<>!?]{1,300}>")
_ATTRIBUTE = re.compile(rb'="[^"]{0,100}"')
_TEXT = re.compile(rb">[^<>]{1,400}<")

Mutate = Callable[[bytes, random.Random], bytes]


def in_bytes(data: bytes, dice: random.Random) -> bytes:
    """Flip, cut, repeat or blank some bytes."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 30))):
        at = dice.randrange(max(len(out), 1))
        size = dice.choice((1, 4, 64, 4096))
        match dice.randrange(5):
            case 0 if out:
                out[at] ^= 1 << dice.randrange(8)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                out[at : at + size] = bytes(len(out[at : at + size]))
            case _:
                out[at : at + size] = dice.randbytes(len(out[at : at + size]))
    return bytes(out[: dice.randrange(len(out) + 1)]) if not dice.randrange(6) else bytes(out)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            if name in archive.namelist():
                archive.NameToInfo.pop(name)  # the library would warn that the name is there
            archive.writestr(name, part)
    return out.getvalue()


def in_zip(data: bytes, dice: random.Random) -> bytes:
    """Leave out, double, rename, empty or exchange members."""
    parts = list(members(data).items())
    at, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    name, part = parts[at]
    match dice.randrange(6):
        case 0:
            del parts[at]
        case 1:
            parts.append(parts[at])
        case 2:
            parts[at] = (dice.choice(("../x.xml", "xl/", "x" * 300, name.upper())), part)
        case 3:
            parts[at] = (name, b"")
        case 4:
            parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], part)
        case _:
            parts[at] = (name, in_bytes(part, dice))
    return packed(parts)


def in_xml(data: bytes, dice: random.Random) -> bytes:
    """Change tags, attributes and texts of one part."""
    parts = members(data)
    name = dice.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    part = parts[name]
    for _ in range(dice.choice((1, 2, 8))):
        part = _xml_change(part, dice)
    return packed([*(parts | {name: part}).items()])


def _xml_change(part: bytes, dice: random.Random) -> bytes:
    pattern = dice.choice((_TAG, _ATTRIBUTE, _TEXT))
    found = list(pattern.finditer(part))
    if not found:
        return part
    one = dice.choice(found)
    odd = dice.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")
    if pattern is _TAG:
        new = dice.choice((b"", one[0] * 2, one[0] * 600, b"<x>", one[0].replace(b"/", b"")))
    elif pattern is _ATTRIBUTE:
        new = b'="' + odd.replace(b'"', b"") + b'"'
    else:
        new = b">" + odd + b"<"
    return part[: one.start()] + new + part[one.end() :]


def in_cells(data: bytes, dice: random.Random) -> bytes:
    """Put odd texts into cells, well written: what people and other programs could do."""
    parts = members(data)
    sheets = [name for name in parts if "worksheets/sheet" in name or "sharedStrings" in name]
    name = dice.choice(sheets)
    found = list(re.finditer(rb"(<(?:t|v)(?: [^>]*)?>)([^<]*)(</(?:t|v)>)", parts[name]))
    if not found:
        return in_xml(data, dice)
    part = parts[name]
    for one in sorted(dice.sample(found, min(len(found), 6)), key=lambda each: -each.start()):
        odd = dice.choice(ODD_TEXTS).replace("\x00", "")
        odd = odd.replace("&", "&amp;").replace("<", "&lt;")
        part = part[: one.start(2)] + odd.encode() + part[one.end(2) :]
    return packed([*(parts | {name: part}).items()])


def in_json(data: bytes, dice: random.Random) -> bytes:
    """Change, drop or double values somewhere in the tree."""
    whole: Any = json.loads(data)
    for _ in range(dice.choice((1, 1, 4))):
        at: Any = whole
        while True:
            keys = list(at) if isinstance(at, dict) else range(len(at))
            if not keys:
                break
            key = dice.choice(list(keys))
            below = at[key]
            if isinstance(below, dict | list) and below and dice.random() < 0.8:
                at = below
                continue
            match dice.randrange(4):
                case 0:
                    del at[key]
                case 1 if isinstance(at, list):
                    at.append(below)
                case 2 if isinstance(at, dict):
                    at[str(dice.choice(ODD_TEXTS))[:50]] = below
                case _:
                    at[key] = copy.deepcopy(dice.choice(ODD_VALUES))  # it may be changed too
            break
    return json.dumps(whole).encode()


def in_plan_cells(data: bytes, dice: random.Random, place: Path) -> bytes:
    """Put odd values into rows of a plan with another program."""
    place.write_bytes(data)
    with closing(sqlite3.connect(place)) as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        rows.execute("PRAGMA ignore_check_constraints = ON")
        tables = [
            name
            for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and rows.execute(f"SELECT 1 FROM {name}").fetchone()
        ]
        for _ in range(dice.choice((1, 1, 5))):
            table = dice.choice(tables)
            column = dice.choice(rows.execute(f"PRAGMA table_info({table})").fetchall())[1]
            value = dice.choice((None, -1, 2**40, 0.5, "x", "", "{", "[]", "2024-99-99", b"\xff"))
            (row,) = rows.execute(f"SELECT rowid FROM {table} ORDER BY random() LIMIT 1").fetchone()
            try:
                rows.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row))
            except sqlite3.DatabaseError:
                continue  # the file's own rules, or a trigger, stopped even that
        rows.commit()
    return place.read_bytes()
