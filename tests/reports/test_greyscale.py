"""Ratings are told apart on a greyscale print: by the letter of each chip and by its shape."""

from __future__ import annotations

import pack_samples as made
import pypdfium2
import pytest

from plandesk.reports.build import build_pack
from plandesk.reports.content import AgendaEntry

SCALE = 4.0
LETTERS = {value.letter: value for value in made.SCALE.values}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Each chip of a summary: the letter and word beside it, and a grey picture of its shape."""
    path = tmp_path_factory.mktemp("grey") / "pack.pdf"
    build_pack(made.pack(AgendaEntry("1", "Action summary", made.action_summary())), path)
    return list(_chips(path))


def _chips(path):
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        picture = page.render(scale=SCALE, grayscale=True).to_pil()
        for value in made.SCALE.values:
            search = text.search(f"{value.letter} {value.word}", match_case=True)
            while (found := search.get_next()) is not None:
                left, bottom, _, top = text.get_charbox(found[0])
                height = picture.height / SCALE
                box = (left - 12, height - top - 3, left - 1, height - bottom + 3)
                shape = picture.crop(tuple(round(edge * SCALE) for edge in box))
                yield value, shape.resize((44, 44))


def test_every_rating_is_recovered_from_its_letter(printed):
    summary = made.action_summary()
    rows = [row for stream in summary.streams for group in stream.projects for row in group.rows]
    wanted = sorted(r.code for row in rows for r in (row.previous, row.current) if r)
    found = sorted(value.code for value, _ in printed)
    assert [code for code in found if found.count(code) >= wanted.count(code)]
    for code in set(wanted):
        assert found.count(code) >= wanted.count(code)


def test_every_rating_is_recovered_from_the_grey_shape_alone(printed):
    """The shape nearest to each, of all others on the page, belongs to the same rating."""
    assert len({value.code for value, _ in printed}) > 3
    forms = [(value.code, _outline(shape)) for value, shape in printed]
    first = {}
    for code, form in forms:
        first.setdefault(code, form)
    for code, form in forms:
        nearest = min(first, key=lambda one: _distance(first[one], form))
        assert nearest == code
    for code, form in first.items():
        others = [_distance(form, one) for name, one in first.items() if name != code]
        assert min(others) > 40, f"{code} looks like another in grey"


def _outline(shape):
    """Black and white by the middle between the picture's own extremes: no shade is left."""
    low, high = shape.getextrema()
    middle = (low + high) / 2
    edge = shape.getpixel((1, shape.height // 2)) > middle
    return [(pixel > middle) != edge for pixel in shape.tobytes()]


def _distance(one, other):
    return sum(a != b for a, b in zip(one, other, strict=True))
