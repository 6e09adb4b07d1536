"""The help on the command line: contents, a page, a search, and the manual."""

from __future__ import annotations


def test_without_words_it_lists_the_pages(cli):
    assert cli("help") == 0
    assert "start-a-plan" in cli.out
    assert "Accessibility statement" in cli.out


def test_a_page_is_printed_by_its_name(cli):
    assert cli("help", "issue-returns") == 0
    assert cli.out.startswith("Issue returns")


def test_words_are_found_and_a_misspelling_is_offered_a_near_one(cli):
    found = cli.json("help", "supplement")
    assert found["found"][0]["name"] == "publish"
    assert cli("help", "publsh") == 1
    assert "Did you mean “publish”?" in cli.out


def test_the_manual_is_written(cli, tmp_path):
    target = tmp_path / "manual.pdf"
    answer = cli.json("help", "--manual", target)
    assert answer["pdf_ua"]
    assert target.read_bytes().startswith(b"%PDF")
