"""The plan inside a pack: whole in the full version, in the public one what its pages print."""

from __future__ import annotations

import json
from collections.abc import Iterator

import page as pdf_checker
import pytest
from pack_sections import KINDS, build_everything, sections, sections_of_pack

from plandesk.reports.enclosure import plan_in
from plandesk.reports.leaks import page_texts
from plandesk.services.ops.packs import AddPack
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import EntryKind, EntrySpec

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
