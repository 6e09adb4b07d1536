"""Lists as office programs export them, and plans of inspectors and auditors."""

from __future__ import annotations

import pytest
from council_sheets import above, fill, listed, read, sheet_of, words

from plandesk.models.types import Level


def test_an_export_of_a_task_board_is_rated_by_its_progress(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Plan name", "Library improvement"),
                ("Date of export", "10/10/2024"),
                (),
                ("Task ID", "Task Name", "Bucket Name", "Progress", "Assigned To", "Due date"),
                (
                    "aZ1",
                    "Publish the offer",
                    "Reading",
                    "In progress",
                    "Ann Lee;Al Moss",
                    "31/10/24",
                ),
                ("aZ2", "Count the visits", "Figures", "Not started", "", "30/11/24"),
                ("aZ3", "Lend the tablets", "Figures", "Completed", "Al Moss", "30/09/24"),
            ],
            "Tasks",
        ),
    )
    actions = listed(found, Level.ACTION)
    assert found.content.title == "Library improvement"
    assert list(listed(found, Level.PROJECT)) == ["Reading", "Figures"]
    assert [words(found, each) for each in actions.values()] == [["Amber"], ["Grey"], ["Blue"]]
    assert actions["Publish the offer"].leads == ("Ann Lee", "Al Moss")


def test_an_export_of_a_list_numbers_its_choices_and_its_people(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("ID", "Title", "Workstream", "Action Owner", "RAG Status", "Item Type", "Path"),
                (
                    1,
                    "Map the offer",
                    "Early help",
                    "Al Moss;#12;#Jo Fox",
                    "(2) Amber",
                    "Item",
                    "s/a",
                ),
                (2, "Agree the form", "Early help", "Jo Fox", "3 - Green", "Item", "s/a"),
            ],
            "query",
        ),
    )
    first, second = listed(found, Level.ACTION).values()
    assert (first.leads, words(found, first)) == (("Al Moss", "Jo Fox"), ["Amber"])
    assert words(found, second) == ["Green"]


@pytest.mark.parametrize(
    ("signs", "rated"),
    [
        (("🟠 Amber", "🟢 Green", "🔴 Red"), ["Amber", "Green", "Red"]),
        (("🟡", "🟢", "🔴"), ["Amber", "Green", "Red"]),
    ],
)
def test_coloured_signs_rate_with_or_without_a_word(tmp_path, signs, rated):
    rows = [(number, f"Mow meadow {number}", "@ann", sign) for number, sign in enumerate(signs, 1)]
    found = read(tmp_path, sheet_of([("#", "What", "Who", "RAG"), *rows]))
    actions = listed(found, Level.ACTION).values()
    assert [words(found, each) for each in actions] == [[word] for word in rated]
    assert {each.leads for each in actions} == {("ann",)}


def test_refs_under_no_heading_are_refs(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Priority 1: The timeliness of visits",),
                ("", "Action", "Owner", "By when", "RAG Jun 24", "RAG Sep 24"),
                ("1.1", "Show the visits", "Head of Service", "July 2024", "B", "B"),
                ("1.2", "Train the managers", "PSW", "Sept 24", "A", "G"),
                ("", "a) the new ones first", "PSW", "Aug 24", "", ""),
                ("1.3", "Meet each morning", "Team managers", "Ongoing", "G", "G"),
            ]
        ),
    )
    assert [each.ref for each in listed(found, Level.ACTION).values()] == ["1.1", "1.2", "1.3"]
    (part,) = listed(found, Level.MILESTONE).values()
    assert above(found, part).ref == "1.2"


def test_actions_below_a_risk_belong_to_it_although_it_is_said_once(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Actions by risk",),
                ("Risk ref", "Risk description", "Score", "Mitigating action", "Action owner",
                 "Target date", "Action status", "Update Q1", "Update Q2"),
                ("CR1", "The budget fails", 20, "Meet monthly", "Head of Finance", "Ongoing",
                 "On track", "Met", "Met each month"),
                ("", "", "", "Freeze posts", "Head of HR", "30 Sep 2024", "Slipping", "Set up",
                 "Off"),
                ("CR2", "Data are lost", 15, "Encrypt laptops", "Head of ICT", "31 Mar 2024",
                 "Complete", "Half", "All"),
            ]
        ),
    )  # fmt: skip
    actions = listed(found, Level.ACTION)
    assert [above(found, each).ref for each in actions.values()] == ["CR1", "CR1", "CR2"]
    assert {each.ref for each in actions.values()} == {""}
    assert [each.updates[-1].progress for each in actions.values()] == [
        "Met each month",
        "Off",
        "All",
    ]
    assert actions["Meet monthly"].fields["Update Q1"] == "Met"


def test_of_an_agency_and_an_officer_the_officer_leads(tmp_path):
    sheet = sheet_of(
        [
            ("No", "What we will do", "Lead agency", "Lead officer", "Timescale", "Status"),
            ("1a", "Use the tool", "Health / LA", "Named Nurse", "Mar-25", ""),
            ("1b", "Share the profile", "Police", "DCI Public Protection", "tbc", ""),
        ]
    )
    fill(sheet, "F2", "A")
    fill(sheet, "F3", "G")
    first, second = listed(read(tmp_path, sheet), Level.ACTION).values()
    assert (first.leads, second.leads) == (("Named Nurse",), ("DCI Public Protection",))
    assert first.fields["Lead agency"] == "Health / LA"


def test_what_reviewers_recommend_stands_over_what_will_be_done(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Peer challenge: our answer",),
                ("Recommendation", "What we will do", "Who is responsible",
                 "When will it be done by?", "How will we measure success?",
                 "Where are we now? (Sept 2024)", "BRAG"),
                ("1. Share one vision", "Hold three workshops", "Chief Executive", "By May 2025",
                 "Agreed at Council", "Two held", "Green"),
                ("", "Publish the vision", "Head of Comms", "June 2025", "Online", "", "Grey"),
                ("2. Improve scrutiny", "Train members", "Monitoring Officer", "Monthly",
                 "90% trained", "60% trained", "Amber"),
            ]
        ),
    )  # fmt: skip
    first, second, third = listed(found, Level.ACTION).values()
    assert [each.title for each in (first, second, third)] == [
        "Hold three workshops",
        "Publish the vision",
        "Train members",
    ]
    assert above(found, first) is above(found, second) is not above(found, third)
    assert (first.due, first.updates[-1].progress) == ("By May 2025", "Two held")
    assert second.leads == ("Head of Comms",)
    assert first.fields["measures"] == ["Agreed at Council"]


def test_terms_of_a_school_year_are_rated_and_criteria_are_no_actions(tmp_path):
    head = ("Actions", "Person(s) responsible", "Timescale / milestones", "Autumn", "Spring")
    found = read(
        tmp_path,
        sheet_of(
            [
                ("School Improvement Plan",),
                ("Key Priority 1: Reading",),
                head,
                ("Train the staff", "JB, KL", "Sept", "G", "B"),
                ("Buy books", "KL", "Oct half term", "A", "G"),
                ("Key Priority 2: Attendance",),
                ("Success criteria: 96%",),
                head,
                ("Call on day one", "Office", "Daily", "G", "A"),
            ]
        ),
    )
    actions = listed(found, Level.ACTION)
    assert list(listed(found, Level.WORKSTREAM)) == ["Reading", "Attendance"]
    assert [words(found, each) for each in actions.values()] == [
        ["Green", "Blue"],
        ["Amber", "Green"],
        ["Green", "Amber"],
    ]
    assert actions["Buy books"].due == "Oct half term"


def test_a_log_of_meetings_is_open_or_closed(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                ("Board action log",),
                ("Meeting date", "Minute", "Action agreed", "By whom", "Deadline", "Open / Closed"),
                ("12.03.24", "4.1", "Send round the data", "Clerk", "next meeting", "Closed"),
                ("12.03.24", "5.2", "Invite the schools", "Chair", "May 24", "Open"),
                ("14.05.24", "3", "Report on caseloads", "PSW", "July 24", "Open"),
            ]
        ),
    )
    actions = listed(found, Level.ACTION)
    assert [words(found, each) for each in actions.values()] == [["Blue"], ["Amber"], ["Amber"]]
    assert {each.ref for each in actions.values()} == {""}
    assert actions["Invite the schools"].fields["Meeting date"] == "12.03.24"


def test_savings_are_rated_by_whether_they_can_be_made(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                (
                    "Directorate",
                    "Saving ref",
                    "Proposal",
                    "Lead",
                    "Target £000",
                    "Deliverability RAG",
                ),
                ("Children", "CS01", "Hire fewer agency staff", "AD Resources", 450, "A"),
                ("Children", "CS02", "Renegotiate places", "Head of Buying", 800, "G"),
                ("Adults", "AS01", "Reablement first", "AD Adults", 1200, "R"),
            ]
        ),
    )
    actions = listed(found, Level.ACTION)
    assert [each.ref for each in actions.values()] == ["CS01", "CS02", "AS01"]
    assert [words(found, each) for each in actions.values()] == [["Amber"], ["Green"], ["Red"]]


def test_an_export_calls_its_tasks_by_their_name(tmp_path):
    found = read(
        tmp_path,
        sheet_of(
            [
                (
                    "Task ID",
                    "Created At",
                    "Name",
                    "Section/Column",
                    "Assignee",
                    "Due Date",
                    "Status",
                ),
                (120001, "01/05/2024", "Write the plan", "To do", "Ann Lee", "30/09/2024", "Amber"),
                (120002, "01/05/2024", "Open the hub", "Doing", "Al Moss", "31/12/2024", "Red"),
            ]
        ),
    )
    assert list(listed(found, Level.ACTION)) == ["Write the plan", "Open the hub"]
    assert list(listed(found, Level.PROJECT)) == ["To do", "Doing"]
