"""The papers' plans, each from a public pack back to a plan: what its pages print is the same."""

from __future__ import annotations

import paper_content as papers
import pytest
from pack_sections import KINDS, alternative_texts, build_everything, sections, sections_of_pack

from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.packs import AddPack
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import EntryKind, EntrySpec


def scrutiny(data):
    return papers.truth(data, "scrutiny_pack_2016")


PLANS = {
    "service plans": lambda data: papers.service_plans(papers.truth(data, "service_plans_2016")),
    "organisational plan": lambda _: papers.organisational_plan(),
    "performance plan": lambda data: papers.performance_plan(
        papers.truth(data, "performance_summary_2023"), "2022_23"
    ),
    "registers": lambda data: papers.scrutiny_plan(papers.registers(scrutiny(data))),
    "measures with a scale of their own": lambda data: papers.scrutiny_plan(
        papers.care_measures(scrutiny(data), "2016-04"), own_trend=True
    ),
    "options": lambda data: papers.scrutiny_plan(papers.appraisal(scrutiny(data))),
}


@pytest.mark.long
@pytest.mark.parametrize("name", PLANS)
def test_a_public_pack_opens_as_the_plan_that_it_prints(name, shared_data, tmp_path):
    with Document.create(tmp_path / "paper.plandesk") as document:
        document.run(AddContent(PLANS[name](shared_data)))
        before = sections(document)
        pack = build_everything(document, tmp_path, public=True)
    after = sections_of_pack(pack, tmp_path)
    assert {kind: after[kind] == before[kind] for kind in KINDS} == dict.fromkeys(KINDS, True)


def test_what_a_public_chart_says_in_words_is_no_secret(tmp_path):
    private = EntrySpec(
        EntryKind.PROJECT_SUMMARY, exempt_paragraph="Paragraph 1", exempt_reason="It names people."
    )
    with Document.create(tmp_path / "charts.plandesk") as document:
        document.run(AddContent(papers.organisational_plan()))
        document.run(AddPack(1, "Part", entries=(private, EntrySpec(EntryKind.HIGHLIGHTS))))
        (public,) = build_packs(document, "Part", BuildWish(tmp_path, full=False))
    assert "1 Blue, 1 Red, 1 Grey." in " ".join(alternative_texts(public.path))
