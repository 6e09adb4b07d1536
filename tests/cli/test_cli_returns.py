from __future__ import annotations

import pytest
from openpyxl import load_workbook


@pytest.fixture
def sent(cli, sample_file, tmp_path):
    """The workbook of one lead, issued from the command line."""
    out = tmp_path / "out"
    answer = cli.json("returns", "issue", sample_file, "--out", out, "--lead", "Head of SEND")
    assert cli.code == 0
    (one,) = answer["returns"]
    return out / one["file"].rsplit("/", 1)[-1]


def fill(path, **cells):
    book = load_workbook(path)
    for address, value in cells.items():
        book["Actions"][address] = value
    book.save(path)
    return book["Actions"]["A2"].value


def test_issue_answers_with_reference_lead_file_and_rows(cli, sample_file, tmp_path):
    answer = cli.json(
        "returns", "issue", sample_file, "--period", "April 2024", "--out", tmp_path / "out"
    )
    assert cli.code == 0
    assert answer["schema"] == 1
    assert set(answer["returns"][0]) >= {"reference", "lead", "file", "rows"}
    assert len(answer["returns"]) > 10


def test_an_unknown_lead_is_wrong_usage(cli, sample_file, tmp_path):
    answer = cli.json("returns", "issue", sample_file, "--out", tmp_path, "--lead", "Nobody")
    assert cli.code == 2
    assert "Nobody" in answer["error"]["message"]


def test_an_unknown_period_is_wrong_usage(cli, sample_file, tmp_path):
    assert cli("returns", "issue", sample_file, "--out", tmp_path, "--period", "Never") == 2
    assert "April 2024" in cli.err


def test_a_dry_run_shows_the_changes_and_makes_none(cli, sample_file, sent):
    ref = fill(sent, F2="Grey", G2="The panel met.")
    before = sample_file.read_bytes()
    answer = cli.json("returns", "import", sample_file, sent, "--dry-run")
    assert cli.code == 0
    assert answer["dry_run"] is True
    assert answer["applied"] == 0
    (file,) = answer["files"]
    offered = {each["field"]: each for each in file["changes"] if each["state"] == "new"}
    assert offered["rating"] | {"cell": ""} == {
        "ref": ref,
        "field": "rating",
        "issued": offered["rating"]["issued"],
        "now": offered["rating"]["issued"],
        "returned": "Grey",
        "state": "new",
        "take": True,
        "cell": "",
        "asked": None,
    }
    assert sample_file.read_bytes() == before


def test_an_import_takes_what_is_new(cli, sample_file, sent):
    ref = fill(sent, F2="Grey", G2="The panel met.")
    assert cli.json("returns", "import", sample_file, sent)["applied"] == 2
    assert cli.code == 0
    rows = {row["ref"]: row for row in cli.json("tree", sample_file)["rows"]}
    assert rows[ref]["ratings"]["April 2024"] == "Grey"
    listed = cli.json("returns", "list", sample_file)
    assert listed["returns"][0]["state"] == "imported"
    assert listed["response"] == {"asked": 1, "answered": 1, "late": []}


def test_a_star_stands_for_any_name_where_the_shell_does_not_read_it(cli, sample_file, sent):
    fill(sent, F2="Grey", G2="The panel met.")
    answer = cli.json("returns", "import", sample_file, sent.parent / "*SEND*.xlsx", "--dry-run")
    assert [file["file"] for file in answer["files"]] == [str(sent)]
    cli("returns", "import", sample_file, sent.parent / "none*.xlsx", "--dry-run")
    assert "none*.xlsx" in cli.out + cli.err


def test_problems_end_with_status_1_and_name_the_cell(cli, sample_file, sent):
    fill(sent, F2="Ambr", G3="Fine.")
    answer = cli.json("returns", "import", sample_file, sent)
    assert cli.code == 1
    assert answer["applied"] == 1
    (file,) = answer["files"]
    assert file["outcome"] == "rows"
    finding = next(each for each in file["findings"] if each["severity"] == "error")
    assert (finding["sheet"], finding["cell"], finding["found"]) == ("Actions", "F2", "Ambr")


def test_only_named_changes_are_taken(cli, sample_file, sent):
    ref = fill(sent, F2="Grey", G2="The panel met.")
    answer = cli.json("returns", "import", sample_file, sent, "--take", f"{ref}.progress")
    assert answer["applied"] == 1
    assert cli.code == 1, "the rating still waits for somebody"
    assert cli.json("returns", "import", sample_file, sent, "--take", "none")["applied"] == 0
    assert cli("returns", "import", sample_file, sent, "--take", "Z9.rating") == 2


def test_a_warning_needs_a_reason(cli, sample_file, sent):
    fill(sent, G2="x" * 1_001)
    assert cli.json("returns", "import", sample_file, sent, "--take", "all")["applied"] == 0
    answer = cli.json("returns", "import", sample_file, sent, "--reason", "Agreed by telephone")
    assert answer["applied"] == 1
    assert cli.code == 0


def test_annotated_copies_go_into_the_folder(cli, sample_file, sent, tmp_path):
    fill(sent, F2="Ambr")
    back = tmp_path / "back"
    answer = cli.json(
        "returns", "import", sample_file, sent, "--dry-run", "--annotate", back
    )  # fmt: skip
    (copy,) = back.iterdir()
    assert answer["annotated"] == [str(copy)]
    assert load_workbook(copy)["Actions"]["F2"].comment is not None


def test_a_question_stays_open_until_a_corrected_copy_answers_it(cli, sample_file, sent, tmp_path):
    ref = fill(sent, F2="Grey", G2="The panel met.")
    asked = f"{ref}.progress=Which month?"
    answer = cli.json(
        "returns", "import", sample_file, sent, "--ask", asked, "--annotate", tmp_path / "back"
    )
    assert answer["applied"] == 1, "only the rating: the text waits for its answer"
    assert cli.code == 1, "somebody must still answer"
    (row,) = cli.json("returns", "list", sample_file)["returns"]
    (question,) = row["questions"]
    assert (question["ref"], question["field"]) == (ref, "progress")
    assert question["text"] == "Which month?"
    assert row["state"] == "part imported"
    assert cli("returns", "list", sample_file) == 0
    assert f"asked {ref}.progress: Which month?" in cli.out
    (copy,) = (tmp_path / "back").iterdir()
    assert load_workbook(copy)["Actions"]["G2"].comment.text == "PlanDesk: Which month?"
    fill(copy, G2="The panel met in May.")
    assert cli.json("returns", "import", sample_file, copy)["applied"] == 1
    assert cli.code == 0
    (row,) = cli.json("returns", "list", sample_file)["returns"]
    assert row["questions"] == []
    assert row["state"] == "imported"


@pytest.mark.parametrize("said", ["Z9.progress=Why?", "progress", "{ref}.progress=", "{ref}=Why?"])
def test_a_question_about_nothing_is_wrong_usage(cli, sample_file, sent, said):
    ref = fill(sent, G2="The panel met.")
    before = sample_file.read_bytes()
    assert cli("returns", "import", sample_file, sent, "--ask", said.format(ref=ref)) == 2
    assert "Which month?" in cli.err
    assert sample_file.read_bytes() == before


def test_a_file_that_is_no_return_is_refused_and_changes_nothing(cli, sample_file, tmp_path):
    (tmp_path / "Budget.xlsx").write_bytes(b"Ref,Rating\n")
    before = sample_file.read_bytes()
    answer = cli.json("returns", "import", sample_file, tmp_path / "Budget.xlsx")
    assert cli.code == 1
    assert answer["files"][0]["outcome"] == "reject"
    assert "Budget.xlsx" in answer["files"][0]["findings"][0]["message"]
    assert sample_file.read_bytes() == before


def test_a_missing_file_gets_a_sentence(cli, sample_file, tmp_path):
    answer = cli.json("returns", "import", sample_file, tmp_path / "gone.xlsx")
    assert cli.code == 1
    assert "gone.xlsx" in answer["files"][0]["findings"][0]["message"]


def test_people_read_what_happened(cli, sample_file, sent):
    ref = fill(sent, F2="Grey")
    assert cli("returns", "import", sample_file, sent) == 0
    assert f"{ref}.rating" in cli.out
    assert "1 change taken." in cli.out
    assert cli("returns", "list", sample_file) == 0
    assert "Head of SEND" in cli.out


def test_a_plan_without_returns_says_so(cli, sample_file):
    assert cli("returns", "list", sample_file) == 0
    assert "No returns" in cli.out
