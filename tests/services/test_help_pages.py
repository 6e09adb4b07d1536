"""The help: every page is there, links and pictures lead somewhere, and the reference is fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import page as pdf_checker
import pytest

from plandesk import resources
from plandesk.reports.guide_content import GuidePicture
from plandesk.services.guide.manual import manual_content, write_manual
from plandesk.services.guide.pages import parse_guide, read_help
from plandesk.services.guide.search import near_word, search_help

CHECKOUT = Path(__file__).resolve().parents[2]
JOBS = (
    "start-a-plan",
    "bring-in-a-tracker",
    "issue-returns",
    "import-returns",
    "close-a-period",
    "refresh-review",
    "build-a-pack",
    "publish",
    "move-to-another-laptop",
    "when-something-goes-wrong",
)


def test_there_is_a_page_for_each_of_the_ten_jobs():
    assert tuple(page.name for page in read_help().groups[0].pages) == JOBS


def test_every_page_of_the_folder_is_in_the_contents():
    files = {path.stem for path in (resources.root() / "help").glob("*.md")}
    assert len(files) > 15
    assert files == {page.name for page in read_help().pages}


def test_every_link_leads_to_a_page():
    known = {page.name for page in read_help().pages}
    links = {link for page in read_help().pages for link in page.links}
    assert links
    assert links <= known
    assert set(read_help().places.values()) <= known


def test_every_picture_is_there_small_and_said_in_words():
    pictures = [
        part
        for page in read_help().pages
        for part in page.guide.parts
        if isinstance(part, GuidePicture)
    ]
    assert len(pictures) >= 8
    for picture in pictures:
        assert picture.path.is_file(), picture.path
        assert picture.path.stat().st_size < 150_000, picture.path
        assert len(picture.alt.split()) > 3
    files = {path.name for path in (resources.root() / "help" / "pictures").iterdir()}
    assert files == {picture.path.name for picture in pictures}


def test_pages_of_jobs_are_short():
    for group in read_help().groups[:2]:
        for page in group.pages:
            assert len(page.text.split()) < 420, page.name


def test_a_search_finds_the_job_before_the_long_lists():
    assert search_help("issue returns")[0].page.name == "issue-returns"
    assert search_help("exempt")[0].page.name in {"build-a-pack", "publish", "glossary"}
    assert search_help("supplement late")[0].page.name == "publish"
    assert search_help("zebra qx") == []


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("spreadsheet", "bring-in-a-tracker"),
        ("KPIs", "keep-registers"),
        ("confidential", "build-a-pack"),
        ("late addendum", "publish"),
        ("finish month", "close-a-period"),
        ("memory stick", "move-to-another-laptop"),
        ("font size", "your-settings"),
        ("lost", "when-something-goes-wrong"),
        ("email reminder", "issue-returns"),
    ],
)
def test_people_find_a_page_by_their_own_words(typed, page):
    assert search_help(typed)[0].page.name == page


def test_every_other_word_leads_to_words_that_the_help_says():
    text = "\n".join(page.text for page in read_help().pages).casefold()
    words = read_help().words
    assert len(words) > 30
    assert [other for other, ours in words.items() if not any(w in text for w in ours)] == []
    assert [other for other in words if other != other.casefold()] == []


def test_a_misspelling_is_offered_the_word_that_was_meant():
    assert near_word("publsh") == "publish"
    assert near_word("publish") == ""
    assert near_word("zzzzqx") == ""


def test_a_page_must_begin_with_its_title():
    with pytest.raises(ValueError, match="title"):
        parse_guide("No title")


def test_the_reference_says_what_the_code_says():
    """Run packaging/help_reference.py after changing a rule, a message or a command."""
    done = subprocess.run(
        [sys.executable, str(CHECKOUT / "packaging" / "help_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manual_holds_every_page_and_is_accessible(tmp_path):
    import pikepdf

    result = write_manual(tmp_path / "manual.pdf", lambda *_: None)
    assert result.pdf_ua
    assert result.not_accessible == ()
    assert result.findings == ()
    report = pdf_checker.validate_pdf(result.path, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report
    with pikepdf.open(result.path) as pdf:
        assert len(pdf.pages) == result.pages > 20
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    for number, page in enumerate(read_help().pages, start=1):
        assert any(title == f"{number}. {page.title}" for title in titles), page.title
    assert "Contents" in titles


def test_the_manual_is_the_same_file_each_time(tmp_path):
    one = write_manual(tmp_path / "one.pdf", lambda *_: None).path.read_bytes()
    assert one == write_manual(tmp_path / "two.pdf", lambda *_: None).path.read_bytes()
    assert len(manual_content().entries) == len(read_help().pages)
