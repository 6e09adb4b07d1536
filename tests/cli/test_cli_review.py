"""Periods, checks, changes and reviews from the command line."""

from __future__ import annotations

from plandesk.cli.main import main
from plandesk.services.samples.source import planted_findings


def test_check_finds_what_is_planted_and_answers_in_json(cli, sample_file):
    said = cli.json("check", sample_file)
    assert cli.code == 1
    assert said["schema"] == 1
    assert said["file"] == {"ok": True, "problems": []}
    assert sorted((one["code"], one["ref"]) for one in said["findings"]) == sorted(
        (one.kind, one.ref) for one in planted_findings()
    )
    assert set(said["findings"][0]) >= {"code", "severity", "ref", "message", "fix", "accepted"}


def test_check_takes_some_rules_and_lists_them_all(cli, sample_file):
    said = cli.json("check", sample_file, "--rules", "unknown-ref,two-step-jump")
    assert [one["ref"] for one in said["findings"]] == ["D2.2", "B2.3"]
    assert cli("check", sample_file, "--rules") == 0
    assert "references: unknown-ref: Refs in texts are known." in cli.out
    family = cli.json("check", sample_file, "--rules", "references")["findings"]
    assert [one["code"] for one in family] == ["duplicate-chain", "unknown-ref"]
    assert cli("check", sample_file, "--rules", "jumpy") == 2
    assert "There is no rule “jumpy”" in cli.err


def test_a_finding_is_accepted_with_a_reason(cli, sample_file):
    words = ("check", sample_file, "--accept", "unknown-ref", "--about", "B2.3")
    assert cli(*words) == 1
    assert "Enter why" in cli.err
    assert cli(*words, "--reason", "D9.4 is in the schools plan.") == 0
    said = cli.json("check", sample_file, "--rules", "unknown-ref")
    assert cli.code == 0
    assert said["findings"][0]["accepted"] == "D9.4 is in the schools plan."


def test_changes_since_a_period_are_exact(cli, sample_file):
    assert cli.json("changes", sample_file, "--since", "April 2024") == {"schema": 1, "changes": []}
    assert cli("set", sample_file, "A2.4", "title=Fill the posts", "rating=Green") == 0
    said = cli.json("changes", sample_file, "--since", "April 2024")
    told = [(one["ref"], one["kind"], one["field"], one["after"]) for one in said["changes"]]
    assert told == [
        ("A2.4", "re-rated", "rating", "Green"),
        ("A2.4", "re-worded", "title", "Fill the posts"),
    ]
    assert cli("changes", sample_file, "--since", "April 2024") == 0
    assert "A2.4 re-rated (rating): Amber > Green" in cli.out


def test_changes_name_what_is_not_there(cli, sample_file):
    assert cli("changes", sample_file, "--since", "May 1066") == 2
    assert cli("changes", sample_file, "--since-pack", "No such pack") == 2
    assert cli("changes", sample_file, "--since-body", "Nobody") == 2


def test_a_period_is_closed_when_its_checklist_is_done(cli, sample_file):
    opened = ("period", "open", sample_file, "--label", "July 2024", "--as-at", "2024-07-31")
    assert cli(*opened, "--body", "Improvement Board", "--meeting", "2024-08-28") == 0
    said = cli.json("period", "close", sample_file)
    assert cli.code == 1
    assert said["state"] == "open"
    assert said["error"]["code"] == 1
    lines = {line["code"]: line["open"] for line in said["checklist"]}
    assert lines["not-rated"] == 26
    assert cli("period", "close", sample_file, "--dry-run") == 1
    assert "Open actions are rated: 26 left" in cli.out
    closing = cli.json("period", "close", sample_file, "--accept", "Agreed by the chair.")
    assert (cli.code, closing["state"]) == (0, "closed")
    reopen = ("period", "reopen", sample_file, "--period", "July 2024", "--reason", "Late return")
    assert cli(*reopen) == 0
    assert cli(*opened) == 1
    assert cli(*opened, "--body", "Board") == 2


def test_delivered_must_be_earned(cli, sample_file):
    assert cli("set", sample_file, "A2.4", "rating=Blue") == 1
    assert "A2.4 was not rated well enough before to be Blue now." in cli.err


def test_a_review_goes_from_start_to_ledger(cli, sample_file):
    assert cli.json("review", "start", sample_file, "--title", "Summer refresh")["scope"] == 26
    answered = cli.json(
        "review",
        "answer",
        sample_file,
        "A2.4",
        "A2.5",
        "--outcome",
        "Reprofiled as BAU",
        "--assessment",
        "The service carries it on.",
        "--test",
        "1=yes",
    )
    assert (answered["done"], answered["outcomes"]) == (2, {"Reprofiled as BAU": 2})
    assert cli("review", "apply", sample_file, "--dry-run") == 1
    assert cli("review", "apply", sample_file) == 1
    assert "24 of 26 actions have no outcome yet" in cli.err
    before = cli.json("review", "list", sample_file)["ledger"]
    applied = cli.json("review", "apply", sample_file, "--only-done")
    assert applied["refs"] == {"Reprofiled as BAU": ["A2.4", "A2.5"]}
    said = cli.json("review", "list", sample_file)
    (review,) = said["reviews"]
    assert (review["title"], review["applied"]) == ("Summer refresh", True)
    book = said["ledger"]
    assert book["balances"]
    assert book["opening"] - sum(book["left"].values()) == book["carried_forward"] == 24
    assert book["left"]["Reprofiled as BAU"] == before["left"]["Reprofiled as BAU"] + 2


def test_a_closed_action_is_recalled_and_a_plan_carried_forward(cli, sample_file):
    spot = cli.json("review", "spotlight", sample_file)["spotlight"]
    assert len(spot) == 204
    ref = spot[0]["ref"]
    assert cli("review", "recall", sample_file, ref, "--reason", "Has it lasted?") == 0
    assert cli("review", "recall", sample_file, "A2.4", "--reason", "Why?") == 1
    assert cli("review", "carry", sample_file, "--title", "Plan 2024/25") == 0
    info = cli.json("info", sample_file)
    assert [plan["title"] for plan in info["plans"]][1] == "Plan 2024/25"
    assert info["plans"][1]["counts"]["level3"] == 26


def test_wrong_words_are_told(cli, sample_file):
    assert cli("review", "answer", sample_file, "A2.4", "--test", "yes") == 2
    assert cli("review", "list", sample_file, "--review", "Nothing") == 2
    assert main(["review", "apply", str(sample_file)]) == 2


def test_bodies_keep_their_rhythm_and_meetings(cli, sample_file):
    words = ("period", "meetings", sample_file)
    assert cli(*words, "--on", "2030-09-11") == 2
    assert "whose meeting" in cli.err
    said = cli.json(*words, "--body", "Scrutiny", "--every", "3", "--on", "2030-09-11")
    mine = [one for one in said["meetings"] if one["body"] == "Scrutiny"]
    assert [(one["on"], one["publish_by"]) for one in mine] == [("2030-09-11", "2030-09-03")]
    assert cli(*words) == 0
    assert "Scrutiny: 11 September 2030. Publish by" in cli.out


def test_a_review_may_look_at_every_level_and_at_what_is_closed(cli, sample_file):
    said = cli.json("review", "start", sample_file, "--title", "All", "--with-closed")
    assert said["scope"] == 230
    words = ("--levels", "1", "2", "--scope", "A", "--with-closed")
    said = cli.json("review", "start", sample_file, "--title", "Upper", *words)
    assert said["scope"] == 9
