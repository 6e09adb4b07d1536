from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from plandesk.models.content import ItemContent, PeriodContent, PlanContent
from plandesk.models.misfits import refuse_misfits
from plandesk.models.types import Level, Scale

ITEM = ItemContent("1", Level.ACTION, "Open the centre", fields={"cost": [1, None]})
PERIOD = PeriodContent("May", dt.date(2024, 5, 31))
PLAN = PlanContent("Plan", "", ("a", "b", "c", "d"), Scale(""), periods=(PERIOD,), items=(ITEM,))


def test_a_plan_of_the_right_kinds_is_taken():
    refuse_misfits(PLAN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", None),
        ("title", ["x"]),
        ("title", "half \ud800"),
        ("level", 9),
        ("declared", "three"),
        ("declared", 2**64),
        ("declared", True),
        ("done", "yes"),
        ("done", 1),
        ("leads", "J. Brown"),
        ("leads", (None,)),
        ("fields", [1]),
        ("updates", ({"period": "May"},)),
    ],
)
def test_the_field_with_another_kind_of_value_is_named(name, value):
    words: dict[str, Any] = {name: value}
    plan = dataclasses.replace(PLAN, items=(dataclasses.replace(ITEM, **words),))
    with pytest.raises(TypeError, match=rf"items\[0\]\.{name}"):
        refuse_misfits(plan)
