"""The plan inside a pack: whole in the full version, in the public one what its pages print."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace

import page as pdf_checker
import pytest
from pack_sections import (
    KINDS,
    alternative_texts,
    build_everything,
    build_pack_of,
    sections,
    sections_of_pack,
)

from plandesk.models.content import PeriodContent, PlanContent
from plandesk.models.types import PeriodState
from plandesk.reports.enclosure import plan_in
from plandesk.reports.leaks import page_texts
from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_pack
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.packs import AddPack
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.packs.said import Words
from plandesk.services.samples.source import sample_content

CODES = {"key", "kind", "parent", "level", "uid", "rating", "trend", "about", "outcome"}
"""What a plan in a file says that no page prints: what holds it together, and codes of choices."""


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def printed(path) -> str:
    return squeezed(" ".join(page_texts(path)))


@pytest.mark.parametrize("public", [True, False])
def test_a_pack_opens_as_a_plan_with_nothing_different_in_what_it_prints(doc, tmp_path, public):
    before = sections(doc)
    pack = build_everything(doc, tmp_path, public=public)
    after = sections_of_pack(pack, tmp_path)
    assert {kind: after[kind] == before[kind] for kind in KINDS} == dict.fromkeys(KINDS, True)
    report = pdf_checker.validate_pdf(pack, profile=pdf_checker.ValidationProfile.PDF_UA_1)
    assert [f"{f.rule_id} {f.message}" for f in report.failures] == []


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a plan, line by line, with the names of what they stand in."""
    if isinstance(value, str):
        yield from ((where, line) for line in value.splitlines())
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, where)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in CODES:
                yield from texts(part, f"{where} {name}")


def test_every_text_of_rows_and_entries_in_the_public_plan_stands_on_its_pages(doc, tmp_path):
    pack = build_everything(doc, tmp_path, public=True)
    (plan,) = json.loads(plan_in(pack))["plans"]
    pages = printed(pack)
    told = [*texts(plan["items"], "items"), *texts(plan["entries"], "entries")]
    assert len(told) > 1_500
    forms = {text: (squeezed(text), squeezed(text.replace("-", " "))) for _, text in told}
    missing = {text for _, text in told if not any(form in pages for form in forms[text])}
    assert missing == set()


def test_the_public_plan_holds_nothing_that_the_public_pages_do_not_print(doc, tmp_path):
    private = EntrySpec(
        EntryKind.ACTION_SUMMARY, exempt_paragraph="Paragraph 1", exempt_reason="It names people."
    )
    doc.run(AddPack(1, "Part", entries=(private, EntrySpec(EntryKind.PROJECT_SUMMARY))))
    full, public = build_packs(doc, "Part", BuildWish(tmp_path))
    shown, whole = json.loads(plan_in(public.path)), json.loads(plan_in(full.path))
    assert sum(item["level"] == 3 for item in whole["plans"][0]["items"]) == 230
    items = shown["plans"][0]["items"]
    assert sum(item["level"] >= 3 for item in items) == 0
    assert sum(item["level"] == 2 for item in items) == 34
    pages = printed(public.path)
    for item in items:
        for text in (item["title"], *item["leads"], item["due"], item["outcome_note"]):
            assert squeezed(text) in pages
        assert not item["evidence"]
        assert not item["sources"]
    assert all(not person["email"] for person in shown["plans"][0]["people"])


@pytest.mark.parametrize(
    "kind",
    [
        EntryKind.EXCEPTIONS,
        EntryKind.MILESTONES,
        EntryKind.SERVICE_PLANS,
        EntryKind.MEASURES,
        EntryKind.MEASURE_QUARTERS,
        EntryKind.RISKS,
    ],
)
def test_a_pack_of_one_section_opens_as_what_that_prints_and_no_more(kind, doc, tmp_path):
    before = sections(doc)[kind]
    pack = build_pack_of([kind], doc, tmp_path, public=True)
    assert sections_of_pack(pack, tmp_path)[kind] == before
    assert not_printed(pack) == set()


def test_a_plan_from_a_pack_of_figures_says_that_rows_are_missing(doc, tmp_path):
    figures = build_pack_of([EntryKind.DASHBOARD], doc, tmp_path, public=True)
    assert "not print every row" in new_from_pack(tmp_path / "some.plandesk", figures)
    rows = build_pack_of([EntryKind.MOVEMENTS], doc, tmp_path, public=False)
    assert new_from_pack(tmp_path / "all.plandesk", rows) == ""


RULES = (" unit", " tolerance")
"""What no page needs to print beside a measure, but its rating follows from."""


def not_printed(pack) -> set[tuple[str, str]]:
    """Return the texts of the plan inside a pack that its pages and its charts do not say."""
    (plan,) = json.loads(plan_in(pack))["plans"]
    said = printed(pack) + squeezed(" ".join(alternative_texts(pack)))
    refs = {item["ref"] for item in plan["items"]}
    return {
        (where, text)
        for part in ("items", "entries", "people")
        for where, text in texts(plan[part], part)
        if text not in refs and not where.endswith((*RULES, "updates period"))
        if squeezed(text) not in said and squeezed(text.replace("-", " ")) not in said
    }


def test_a_score_of_long_ago_travels_as_what_still_held(tmp_path):
    with Document.create(tmp_path / "old.plandesk") as document:
        document.run(AddContent(with_an_earlier_period(sample_content())))
        before = sections(document)[EntryKind.RISKS]
        pack = build_pack_of([EntryKind.RISKS], document, tmp_path, public=True)
    assert "Summer 2023" not in plan_in(pack).decode()
    assert sections_of_pack(pack, tmp_path)[EntryKind.RISKS] == before


def with_an_earlier_period(plan: PlanContent) -> PlanContent:
    """Return a plan whose registers were all filled in before the periods that a pack names."""
    early = PeriodContent("Summer 2023", dt.date(2023, 7, 31), None, PeriodState.CLOSED)
    entries = tuple(
        replace(entry, values=tuple(replace(value, period="Summer 2023", period_text="")
                for value in entry.values if value.period == "January 2024"))
        for entry in plan.entries
    )  # fmt: skip
    return replace(plan, periods=(early, *plan.periods), entries=entries)


def test_a_column_does_not_travel_because_another_figure_of_its_row_is_the_same(tmp_path):
    plan = sample_content()
    staffed = tuple(
        replace(item, fields={"staffing": 12}) if item.ref == "A2" else item for item in plan.items
    )
    with Document.create(tmp_path / "staffed.plandesk") as document:
        document.run(AddContent(replace(plan, items=staffed)))
        pack = build_pack_of([EntryKind.PROJECT_SUMMARY], document, tmp_path, public=True)
    assert "12" in printed(pack)
    (plan,) = json.loads(plan_in(pack))["plans"]
    assert [item["fields"] for item in plan["items"] if item["ref"] == "A2"] == [{}]


def test_a_reference_is_not_said_by_a_longer_one():
    words = Words(["A2.3", "Recruitment to A2.3"])
    assert words.name("A2.3")
    assert not words.name("A2")
