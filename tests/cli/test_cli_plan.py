import hashlib
import json
import subprocess
import sys

import pytest

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period, plan_rows


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_sample_is_the_same_bytes_each_time(cli, tmp_path):
    assert cli("sample", tmp_path / "one.plandesk") == 0
    assert cli("sample", tmp_path / "two.plandesk") == 0
    assert fingerprint(tmp_path / "one.plandesk") == fingerprint(tmp_path / "two.plandesk")


def test_info_counts_the_sample(cli, sample_file):
    info = cli.json("info", sample_file)
    assert info["schema"] == 1
    assert info["counts"]["level1"] == 5
    assert info["counts"]["level2"] == 34
    assert info["counts"]["level2_reported_elsewhere"] == 12
    assert info["counts"]["level3"] == 230
    january, april = info["periods"]
    assert january["rated"] == {
        "Blue": 49,
        "Red": 2,
        "Amber": 114,
        "Green": 48,
        "Grey": 17,
        "not rated": 0,
    }
    assert april["rated"] == {
        "Blue": 7,
        "Red": 0,
        "Amber": 15,
        "Green": 4,
        "Grey": 0,
        "not rated": 0,
    }
    assert info["plans"][0]["levels"] == ["Workstream", "Project", "Action"]


def test_info_for_people_names_the_levels(cli, sample_file):
    assert cli("info", sample_file) == 0
    assert "5 workstreams, 34 projects (12 reported elsewhere), 230 actions" in cli.out
    assert "49 Blue, 2 Red, 114 Amber, 48 Green, 17 Grey" in cli.out


def test_the_tree_lists_every_row_with_its_ratings(cli, sample_file):
    rows = cli.json("tree", sample_file)["rows"]
    assert len([row for row in rows if row["level"] == 3]) == 230
    action = next(row for row in rows if row["ref"] == "A1.1")
    assert action["parent"] == "A1"
    assert action["ratings"] == {"January 2024": "Blue"}
    assert action["timeframe"]["latest"] == "2023-03-31"


def test_set_rates_updates_and_dates_in_one_step(cli, sample_file):
    ref = _open_action(sample_file)
    assert cli("set", sample_file, ref, "rating=red", "progress=Late.", "due=May 2025") == 0
    shown = cli.json("show", sample_file, ref)
    update = shown["updates"][-1]
    assert (update["rating"], update["progress"]) == ("Red", "Late.")
    assert shown["due"] == "May 2025"
    steps = {(change["at"], change["title"]) for change in shown["history"]}
    assert f"Change {ref}" in {title for _, title in steps}


def test_set_to_what_it_says_already_changes_nothing(cli, sample_file):
    ref = _open_action(sample_file)
    cli("set", sample_file, ref, "due=May 2025")
    before = fingerprint(sample_file)
    assert cli("set", sample_file, ref, "due=May 2025") == 0
    assert "says that already" in cli.out
    assert fingerprint(sample_file) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("A99", "rating=Red"), 2, "There is no A99 in this plan."),
        (("A1.1", "rating=Ambr"), 2, "“Ambr” is not a rating of this plan. Choose one of Blue"),
        (("A1.1", "colour=Red"), 2, "There is no field “colour”."),
        (("A1.1", "rating"), 2, "“rating” is not FIELD=VALUE."),
        (("A1.1", "rating=Red", "--period", "May 1066"), 2, "There is no period “May 1066”"),
        (("A1.1", "rating=Red", "--period", "January 2024"), 1, "January 2024 is closed."),
        (("A1.1", "title="), 1, "Enter a title for A1.1."),
        (("A1.1", "ref=A1.2"), 1, "A1.2 is the ref of"),
    ],
)
def test_bad_input_says_what_and_changes_nothing(cli, sample_file, words, code, said):
    before = fingerprint(sample_file)
    assert cli("set", sample_file, *words) == code
    assert said in cli.err
    assert cli.out == ""
    assert fingerprint(sample_file) == before


def test_failures_in_json_say_the_same_words(cli, tmp_path):
    answer = cli.json("info", tmp_path / "nowhere.plandesk")
    assert cli.code == 3
    assert answer["error"]["code"] == 3
    assert "does not exist" in answer["error"]["message"]
    assert cli.err == ""


def test_wrong_words_are_wrong_usage(cli):
    assert cli("info") == 2
    assert "--help" in cli.err
    assert cli("frobnicate", "x") == 2
    assert "not a PlanDesk command" in cli.err


def test_not_a_plan_is_refused_with_status_3(cli, tmp_path):
    letter = tmp_path / "letter.plandesk"
    letter.write_text("Dear all, " * 30)
    before = fingerprint(letter)
    assert cli("info", letter) == 3
    assert "is not a PlanDesk plan" in cli.err
    assert fingerprint(letter) == before


def test_a_folder_for_reading_only_is_refused_in_words(cli, read_only_folder):
    plan = read_only_folder / "sample.plandesk"
    before = fingerprint(plan)
    assert cli("set", plan, "A1.1", "due=May 2025") == 3
    assert "you may not write in" in cli.err
    assert cli("sample", read_only_folder / "another.plandesk") == 3
    assert cli("info", plan) == 0
    assert fingerprint(plan) == before


def test_every_preset_makes_a_plan(cli, tmp_path):
    names = [preset["name"] for preset in cli.json("presets")["presets"]]
    assert len(names) >= 5
    for name in names:
        path = tmp_path / f"{name}.plandesk"
        assert cli("new", path, "--preset", name, "--title", "Ours") == 0
        assert cli.json("info", path)["title"] == "Ours"


def test_an_unknown_preset_makes_no_file(cli, tmp_path):
    assert cli("new", tmp_path / "x.plandesk", "--preset", "wish-list") == 2
    assert "improvement-plan" in cli.err
    assert not (tmp_path / "x.plandesk").exists()


def test_json_out_and_in_is_the_same_plan(cli, sample_file, tmp_path):
    assert cli("export", sample_file, "--json", tmp_path / "one.json") == 0
    assert cli("new", tmp_path / "copy.plandesk", "--from-json", tmp_path / "one.json") == 0
    assert cli("export", tmp_path / "copy.plandesk", "--json", tmp_path / "two.json") == 0
    one, two = (json.loads((tmp_path / name).read_text()) for name in ("one.json", "two.json"))
    assert one == two
    assert len(one["plans"][0]["items"]) > 400


def test_periods_open_close_and_reopen(cli, sample_file):
    assert cli("period", "close", sample_file, "--period", "January 2024") == 1
    assert "January 2024 is closed." in cli.err
    assert cli("period", "open", sample_file, "--label", "July 2024", "--as-at", "2024-07-31") == 0
    labels = [period["label"] for period in cli.json("period", "list", sample_file)["periods"]]
    assert labels == ["January 2024", "April 2024", "July 2024"]
    reason = ("--reason", "A rating was wrong")
    assert cli("period", "reopen", sample_file, "--period", "January 2024", *reason) == 0
    assert cli("set", sample_file, "A1.1", "rating=Green", "--period", "January 2024") == 0


def test_a_restored_backup_brings_the_old_plan_back(cli, sample_file):
    kept = cli.json("backup", sample_file)["backup"]
    cli("set", sample_file, "A1.1", "title=Something else")
    assert cli("restore", sample_file, "--from", kept) == 0
    assert cli.json("show", sample_file, "A1.1")["title"] != "Something else"
    assert list(sample_file.parent.glob("sample replaced *.plandesk"))


def test_the_module_runs_as_a_program(sample_file):
    command = [sys.executable, "-m", "plandesk", "info", str(sample_file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["counts"]["level3"] == 230


def _open_action(path):
    with Document.open(path, read_only=True) as document, document.read() as session:
        period = current_period(session)
        rows = plan_rows(session, period.id if period else None)
        return next(row.ref for row in rows if row.level == 3 and row.current == "amber")


def test_a_rating_that_must_be_earned_needs_the_reason_for_an_exception(cli, sample_file):
    assert cli("set", sample_file, "A2.4", "rating=Blue") == 1
    assert "well enough before" in cli.err
    assert cli("set", sample_file, "A2.4", "override=The board agreed") == 2
    assert cli("set", sample_file, "A2.4", "rating=Blue", "override=The board agreed") == 0
    rated = {row["ref"]: row["ratings"] for row in cli.json("tree", sample_file)["rows"]}
    assert rated["A2.4"]["April 2024"] == "Blue"


def test_an_action_rated_before_and_blank_now_counts_as_not_rated(cli, sample_file):
    before = cli.json("info", sample_file)["periods"][-1]["rated"]
    assert before["not rated"] == 0
    assert cli("set", sample_file, "A2.4", "rating=none") == 0
    assert cli.json("info", sample_file)["periods"][-1]["rated"]["not rated"] == 1


def test_only_an_outcome_that_closes_takes_an_action_out_of_the_count(cli, sample_file):
    assert cli("set", sample_file, "A2.4", "rating=none", "outcome=Remain open") == 0
    assert cli.json("info", sample_file)["periods"][-1]["rated"]["not rated"] == 1


def test_a_closed_period_is_printed_as_it_was(cli, sample_file):
    assert cli("period", "close", sample_file, "--accept", "Agreed") == 0
    before = cli.json("tree", sample_file, "--period", "April 2024")
    assert before["period"] == "April 2024"
    assert len(before["rows"]) == len(cli.json("tree", sample_file)["rows"])
    assert cli("set", sample_file, "A2.4", "title=Fill the posts", "lead=Somebody else") == 0
    told = next(
        row
        for row in cli.json("tree", sample_file, "--period", "April 2024")["rows"]
        if row["ref"] == "A2.4"
    )
    was = next(row for row in before["rows"] if row["ref"] == "A2.4")
    assert {**told, "since": []} == was
    assert [one["field"] for one in told["since"]] == ["title", "lead"]
    assert cli("tree", sample_file, "--period", "April 2024") == 0
    assert "April 2024 as it was at closing; 1 of" in cli.out
    assert "Fill the posts" not in cli.out
    shown = cli.json("show", sample_file, "A2.4", "--period", "April 2024")
    assert (shown["title"], shown["leads"]) == (was["title"], was["leads"])
    assert cli("show", sample_file, "A2.4", "--period", "April 2024") == 0
    assert "Since then, title:" in cli.out
    assert cli("show", sample_file, "Z9", "--period", "April 2024") == 2


def test_the_tree_reads_in_another_scale(cli, sample_file):
    said = cli.json("tree", sample_file, "--scale", "RAG", "--period", "January 2024")
    assert said["counts"] == {"Red": 2, "Amber": 162, "Green": 49, "not rated": 17}
    assert said["notes"][0] == "Amber stands for Amber and Green."
    assert cli("tree", sample_file, "--scale", "RAG") == 0
    assert "Amber stands for Amber and Green." in cli.out
    assert cli("tree", sample_file, "--scale", "Traffic lights") == 2
    assert "Scales: Delivery; A to E; RAG." in cli.err


def test_a_rating_that_needs_words_asks_for_them_and_is_content_when_it_has_them(cli, sample_file):
    assert cli("set", sample_file, "A2.4", "rating=Red") == 0
    assert "Enter why A2.4 is Red and what will put it right." in cli.out
    words = ("rating=Red", "reason=Two posts fell through.", "remedy=The pay panel meets in May.")
    assert cli.json("set", sample_file, "A2.4", *words)["wanted"] == []
    jump = cli.json("set", sample_file, "D2.2", "rating=Green")
    assert jump["wanted"] == ["Enter why D2.2 went from Red to Green."]


@pytest.mark.parametrize(
    "words",
    [
        ("export", "PLAN", "--json", "PLAN"),
        ("export", "PLAN", "--xlsx", "PLAN"),
        ("help", "--manual", "PLAN"),
    ],
    ids=" ".join,
)
def test_no_output_takes_the_place_of_a_plan(cli, sample_file, words):
    before = fingerprint(sample_file)
    assert cli(*(sample_file if word == "PLAN" else word for word in words)) == 2
    assert "ending of a plan" in cli.out + cli.err
    assert fingerprint(sample_file) == before
