"""The section of a pack on the returns: response rate, late leads, what is still open."""

from __future__ import annotations

import datetime as dt
import subprocess

from returned import answer, issue, refs_of
from sqlalchemy import select

from plandesk.models.returns import ReturnIssue, ReturnReceipt
from plandesk.services.copies.withheld import without_exempt
from plandesk.services.ops.exempt import Markable, SetExempt
from plandesk.services.ops.packs import AddPack, PackWords
from plandesk.services.packs.building import BuildWish, build_packs
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.content import read_facts
from plandesk.services.queries.packs.returns import returns_of
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.returns.apply import apply_import, choose
from plandesk.services.returns.incoming import preview_returns

LEADS = ("Head of SEND", "Principal Social Worker", "Finance Business Partner")


SOON, PAST = dt.date(2100, 1, 1), dt.date(2024, 5, 10)


def section(document):
    with document.read() as session:
        period = current_period(session)
        assert period is not None
        return returns_of(session, read_facts(session, 1, period.id))


def taken(document, path, how="all"):
    answer(path, {ref: {"progress": f"About {ref}."} for ref in refs_of(path)[:2]})
    apply_import(document, choose(preview_returns(document, [path]), how))


def test_a_period_without_returns_says_so(sample):
    assert section(sample).rows == ()
    assert "No returns" in section(sample).empty


def test_the_response_rate_counts_leads_and_names_the_late_ones(sample, tmp_path):
    (timely,) = issue(sample, tmp_path / "a", LEADS[0], due=SOON)
    (late, _) = sorted(issue(sample, tmp_path / "b", *LEADS[1:], due=PAST), key=lambda r: r.lead)[
        ::-1
    ]
    taken(sample, timely.file)
    taken(sample, late.file, "none")
    found = section(sample)
    assert found.introduction[0] == "2 of 3 leads answered (67 per cent): 1 on time and 1 late."
    assert found.introduction[1] == f"Not returned: {LEADS[2]}."
    assert found.introduction[2] == f"Returned late: {LEADS[1]}."
    assert [row[0] for row in found.rows] == [LEADS[2], LEADS[1], LEADS[0]]
    stands = [str(row[4]) for row in found.rows]
    assert stands[0] == "Not returned"
    assert stands[1].startswith("Received, nothing taken yet, ")
    assert stands[1].endswith("days late")
    assert stands[2] == "Taken in full"


def test_a_return_sent_again_counts_once(sample, tmp_path):
    issue(sample, tmp_path / "a", LEADS[0], due=SOON)
    issue(sample, tmp_path / "b", LEADS[0], due=SOON)
    assert section(sample).introduction[0] == "0 of 1 lead answered (0 per cent)."


def test_the_lead_of_exempt_work_only_is_counted_but_never_named_in_public(sample, tmp_path):
    (open_, closed) = issue(sample, tmp_path / "a", *LEADS[:2], due=SOON)
    for one in (open_, closed):
        taken(sample, one.file)
    with sample.read() as session:
        ids = tuple(row.id for row in plan_rows(session, None) if row.ref in refs_of(closed.file))
    sample.run(SetExempt(Markable.ITEM, ids, "2", "About one person"))
    full = section(sample)
    with sample.read() as session, without_exempt(session) as public:
        period = current_period(public)
        assert period is not None
        shown = returns_of(public, read_facts(public, 1, period.id))
        kept = [*public.scalars(select(ReturnIssue)), *public.scalars(select(ReturnReceipt))]
        words = repr([vars(one) for one in kept]) + repr(shown)
    assert shown.introduction[0] == full.introduction[0] == "2 of 2 leads answered (100 per cent)."
    assert len(shown.rows) == len(full.rows) == 2
    assert open_.lead in words
    assert closed.lead not in words
    assert f"About {refs_of(closed.file)[0]}." not in words


def test_a_built_pack_prints_it(sample, tmp_path):
    (one,) = issue(sample, tmp_path / "a", LEADS[0], due=SOON)
    taken(sample, one.file)
    with sample.read() as session:
        period = current_period(session)
        assert period is not None
    entries = (EntrySpec(EntryKind.RETURNS),)
    sample.run(AddPack(1, "Return pack", PackWords("Improvement Board"), period.id, entries))
    (built,) = build_packs(sample, "Return pack", BuildWish(tmp_path, public=False))
    done = subprocess.run(
        ["pdftotext", "-layout", str(built.path), "-"], capture_output=True, check=True, timeout=60
    )
    said = " ".join(done.stdout.decode().split())
    assert "1 of 1 lead answered (100 per cent)." in said
    assert "Taken in full" in said
