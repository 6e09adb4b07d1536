"""What councils call their columns."""

from __future__ import annotations

import pytest

from plandesk.excel.trackers.words import Field, field_of

CALLED = {
    Field.REF: "Ref|Ref No.|Action No|No.|#|ID|Action ref|Unique ref|Rec No|S/N|Line no",
    Field.TITLE: "Action|Key actions|Task|Activity|What we will do|What needs to be done|Step|"
    "Description of action|Management action|Action to address recommendation|Agreed action",
    Field.LEAD: "Lead|Lead(s)|Lead Officer(s)|Responsible Officer(s)|Owner|By whom?|Who|"
    "Person responsible|Officer responsible|Strategic lead|Lead and partners|Accountable officer",
    Field.DUE: "Due|Deadline|Target date|Timescale|By when?|Target completion|Date due|"
    "Planned completion|Implementation date|To be completed by|Start / end|Timeframe",
    Field.RATING: "RAG|BRAG rating Apr 24|Status|Progress status|R/A/G|RAG Status - Jan 2024",
    Field.COMMENTS: "Comments|Update June 2024|Current position|Position statement|Where we are",
}


@pytest.mark.parametrize(
    ("wanted", "heading"),
    [(wanted, each) for wanted, said in CALLED.items() for each in said.split("|")],
)
def test_a_heading_is_known_for_what_it_holds(wanted, heading):
    assert field_of(heading) is wanted


@pytest.mark.parametrize("heading", ["Budget code", "Ward", "Cost £", "Partner agency"])
def test_a_heading_that_names_something_else_keeps_its_own_words(heading):
    assert field_of(heading) is None
