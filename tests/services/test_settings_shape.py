"""Settings of another form than PlanDesk gives them are refused before anything uses them."""

import contextlib
import json
import sqlite3

import pytest

from plandesk.errors import FileDamaged, UserError
from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_json
from plandesk.services.plan_json import plan_contents, to_json
from plandesk.services.queries.plan_tree import plans
from plandesk.services.settings_shape import refuse_misshapen

FIELD = {"key": "cost", "label": "Cost", "level": 3, "kind": "number"}
GOOD = {
    "fields": [FIELD],
    "rating_rules": {"done_months": 6, "delay_words": ["late"]},
    "checks_off": ["stated-total"],
    "review_tests": ["Does it still matter?"],
    "stated": [
        {"kind": "total", "number": 230, "level": 3},
        {"kind": "shares", "of": 26, "shares": {"Green": "57.7"}},
        {"kind": "scores", "total": 14, "scores": {"criterion 17": 3, "criterion 18": None}},
    ],
    "tracker_recipes": {"print of a workbook": "a recipe"},
    "begins_after": "2024-01-31",
    "of a later version": object(),
}
ODD = {
    "fields": [
        5,
        [{"key": "cost", "label": "Cost", "level": 3}],
        [FIELD | {"level": 9}],
        [FIELD | {"kind": "colour"}],
    ],
    "rating_rules": ["done_months", {"done_months": "six"}, {"delay_words": 3}],
    "checks_off": ["stated-total", [1]],
    "review_tests": [{}, [None]],
    "phrases": [7],
    "stated": [
        {"kind": "total"},
        [{"number": 3}],
        [{"kind": "total", "number": "many"}],
        [{"kind": "shares", "of": 26, "shares": 5}],
        [{"kind": "scores", "total": "x", "scores": {}}],
    ],
    "tracker_recipes": [3],
    "registers": [[1], {"risks": 7}],
    "logo": [5],
    "ended_on": [20240131],
}


def test_settings_as_plandesk_writes_them_pass():
    refuse_misshapen(GOOD)


@pytest.mark.parametrize(("name", "value"), [(name, odd) for name in ODD for odd in ODD[name]])
def test_a_setting_of_another_form_is_named(name, value):
    with pytest.raises(ValueError, match=f"the setting “{name}”"):
        refuse_misshapen(GOOD | {name: value})


def test_settings_that_are_no_settings_are_refused():
    with pytest.raises(ValueError, match="no list of names"):
        refuse_misshapen(["fields"])


def test_a_plan_in_json_with_an_odd_setting_is_refused_whole(sample_file, tmp_path):
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        said = json.loads(to_json(plan_contents(session)))
    said["plans"][0]["settings"]["fields"] = [{"key": "cost"}]
    source, target = tmp_path / "plan.json", tmp_path / "new.plandesk"
    source.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(UserError, match="the setting “fields”"):
        new_from_json(target, source)
    assert not target.exists()


def change(path, statement):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_plan_whose_settings_lost_a_letter_is_called_damaged(sample_file):
    change(sample_file, """UPDATE plan SET settings = '{"fields": [{"key": "cost"}]}'""")
    with (
        Document.open(sample_file, read_only=True) as document,
        document.read() as session,
        pytest.raises(FileDamaged, match="the setting “fields”"),
    ):
        plans(session)


def test_a_count_of_changes_that_is_no_text_any_more_is_called_damaged(sample_file):
    change(sample_file, "UPDATE file_fact SET value = X'3132' WHERE name = 'commits'")
    with pytest.raises(FileDamaged, match="how many changes"):
        Document.open(sample_file)
