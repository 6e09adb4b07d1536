"""The sample plan: counted, consistent but for its planted mistakes, and in its own words."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from plandesk import resources
from plandesk.errors import UserError
from plandesk.models.content import ItemContent, PlanContent, UpdateContent
from plandesk.models.timeframes.reading import read_timeframe
from plandesk.models.types import Level, LinkKind, PeriodState, Rating, ref_key, split_names
from plandesk.services.samples.source import planted_findings, sample_content

JANUARY, APRIL = "January 2024", "April 2024"
REF = re.compile(r"\b[A-Z]\d{1,2}(?:\.\d{1,2})?\b")
TROUBLE = re.compile(r"\b(delay\w*|slip\w*|late|behind|overdue|stall\w*|postpone\w*)\b", re.I)
LAST_WORDS = 8


@pytest.fixture(scope="module")
def plan() -> PlanContent:
    return sample_content()


@pytest.fixture(scope="module")
def planted() -> dict[str, str]:
    """The planted mistakes: where each kind is."""
    return {finding.kind: finding.ref for finding in planted_findings()}


def at(plan: PlanContent, level: Level) -> list[ItemContent]:
    return [item for item in plan.items if item.level is level]


def update(item: ItemContent, period: str) -> UpdateContent | None:
    return next((told for told in item.updates if told.period == period), None)


def rating(plan: PlanContent, item: ItemContent, period: str) -> Rating | None:
    told = update(item, period)
    return plan.scale.by_code(told.rating) if told else None


def open_actions(plan: PlanContent) -> list[ItemContent]:
    closing = {outcome.code for outcome in plan.outcomes if outcome.closes}
    return [item for item in at(plan, Level.ACTION) if item.outcome not in closing]


def texts(plan: PlanContent) -> list[tuple[str, str]]:
    """Every text of the plan with the key of the item that it belongs to."""
    found: list[tuple[str, str]] = []
    for item in plan.items:
        said = [item.title, item.due, item.outcome_note, *item.evidence, *item.fields.values()]
        for told in item.updates:
            said += [told.progress, told.reason, told.forecast, told.help_needed]
        found += [(item.key, text) for text in said if text]
    return found


def latest(text: str) -> dt.date | None:
    """The last day that a timeframe can mean."""
    return read_timeframe(text, reference=dt.date(2024, 1, 31)).latest


# -- what is in it ---------------------------------------------------------------------------


def test_it_has_five_workstreams_34_projects_and_230_actions(plan: PlanContent):
    assert len(at(plan, Level.WORKSTREAM)) == 5
    assert len(at(plan, Level.PROJECT)) == 34
    assert len(at(plan, Level.ACTION)) == 230
    assert 150 <= len(at(plan, Level.MILESTONE)) <= 250


def test_twelve_projects_are_reported_elsewhere_and_have_no_actions_or_ratings(plan: PlanContent):
    elsewhere = [item for item in plan.items if item.reported_elsewhere]
    parents = {item.parent for item in plan.items}
    assert len(elsewhere) == 12
    assert all(item.level is Level.PROJECT for item in elsewhere)
    assert not any(item.key in parents or item.updates or item.outcome for item in elsewhere)


def test_the_ratings_of_each_period_are_counted(plan: PlanContent):
    counted = {}
    for period in (JANUARY, APRIL):
        ratings = [rating(plan, item, period) for item in at(plan, Level.ACTION)]
        counted[period] = Counter(value.word for value in ratings if value)
    assert counted[JANUARY] == {"Blue": 49, "Red": 2, "Amber": 114, "Green": 48, "Grey": 17}
    assert counted[APRIL] == {"Blue": 7, "Amber": 15, "Green": 4}


def test_the_26_actions_still_open_are_those_rated_in_april(plan: PlanContent):
    still_open = open_actions(plan)
    rated = [item for item in at(plan, Level.ACTION) if rating(plan, item, APRIL)]
    assert len(still_open) == 26
    assert still_open == rated
    assert all(update(item, JANUARY).progress for item in still_open)
    assert all(update(item, APRIL).progress for item in still_open)


def test_the_other_204_ended_with_an_outcome_of_the_list(plan: PlanContent):
    ended = Counter(item.outcome for item in at(plan, Level.ACTION)) - Counter(
        item.outcome for item in open_actions(plan)
    )
    assert sum(ended.values()) == 204
    assert set(ended) == {outcome.code for outcome in plan.outcomes if outcome.closes}
    needing = {outcome.code for outcome in plan.outcomes if outcome.needs_target}
    assert all(item.outcome_note for item in plan.items if item.outcome in needing)


def test_january_is_closed_and_april_is_open(plan: PlanContent):
    assert [(p.label, p.as_at, p.state) for p in plan.periods] == [
        (JANUARY, dt.date(2024, 1, 31), PeriodState.CLOSED),
        (APRIL, dt.date(2024, 4, 30), PeriodState.OPEN),
    ]


def test_every_project_and_action_has_a_lead_and_every_project_a_sponsor(plan: PlanContent):
    names = {person.name for person in plan.people}
    assert 20 <= len(names) <= 30
    for item in at(plan, Level.PROJECT) + at(plan, Level.ACTION):
        assert item.leads, item.ref
        assert bool(item.sponsors) == (item.level is Level.PROJECT), item.ref
        assert {*item.leads, *item.sponsors} <= names
    assert names == {name for item in plan.items for name in (*item.leads, *item.sponsors)}
    assert sum(len(item.leads) > 1 for item in plan.items) >= 20
    assert all(split_names(name) == (name,) for name in names)
    assert len({person.email for person in plan.people}) == len(names)
    assert all(person.email.endswith("@harrowmere.example") for person in plan.people)


def test_it_shows_scope_sources_new_actions_links_and_many_kinds_of_timeframe(plan: PlanContent):
    assert {tag for item in plan.items for tag in item.scope} >= {"Council wide"}
    assert {tag for item in plan.items for tag in item.sources} >= {"Inspection 3-month action"}
    assert sum(item.is_new for item in plan.items) == 4
    assert {link.kind for link in plan.links} == {
        LinkKind.DEPENDS_ON,
        LinkKind.DUPLICATE_OF,
        LinkKind.ALIGNED_WITH,
        LinkKind.REFERS_TO,
    }
    due = {item.due for item in plan.items}
    assert due >= {"End September 2024", "Autumn 2024", "2024/25", "Ongoing", "31 March 2024"}
    assert len(due) > 50


# -- what it is made of ----------------------------------------------------------------------


def test_refs_are_unique_and_in_their_natural_order(plan: PlanContent):
    refs = [item.ref for item in plan.items if item.ref]
    assert len(refs) == len(set(refs)) == 269
    assert refs == sorted(refs, key=ref_key)
    assert len({item.key for item in plan.items}) == len(plan.items)


def test_every_parent_comes_first_and_is_one_level_above(plan: PlanContent):
    seen: dict[str, ItemContent] = {}
    for item in plan.items:
        if item.parent:
            assert item.level == seen[item.parent].level + 1, item.key
        else:
            assert item.level is Level.WORKSTREAM
        seen[item.key] = item


def test_no_two_titles_are_the_same(plan: PlanContent):
    titles = Counter(
        item.title.casefold() for item in plan.items if item.level is not Level.MILESTONE
    )
    assert [title for title, number in titles.items() if number > 1] == []


def test_no_two_actions_say_the_same_about_progress(plan: PlanContent):
    said = Counter(told.progress for item in plan.items for told in item.updates if told.progress)
    assert sum(said.values()) > 190
    assert [text for text, number in said.items() if number > 1] == []


def test_it_is_the_same_each_time():
    assert sample_content() == sample_content()


def test_the_plan_keeps_its_own_columns_and_review_tests(plan: PlanContent):
    assert len(plan.settings["review_tests"]) == 8
    assert plan.settings["council"] == "Harrowmere Borough Council"
    keys = {(row["level"], row["key"]) for row in plan.settings["fields"]}
    used = {(int(item.level), name) for item in plan.items for name in item.fields}
    assert used
    assert used <= keys


# -- it is consistent, but for what is planted -----------------------------------------------


def test_the_planted_mistakes_are_of_seven_kinds_and_somewhere_in_the_plan(plan: PlanContent):
    findings = planted_findings()
    refs = {item.ref for item in plan.items}
    assert len({finding.kind for finding in findings}) == len(findings) == 7
    assert all(finding.ref in refs and finding.why.endswith(".") for finding in findings)


def test_every_blue_has_evidence_and_every_red_a_reason(plan: PlanContent):
    for item in at(plan, Level.ACTION):
        for told in item.updates:
            value = plan.scale.by_code(told.rating)
            assert value is not None
            assert not value.done or item.evidence, item.ref
            assert bool(told.reason) == value.needs_reason, item.ref


def test_only_the_planted_action_is_past_its_date_and_open(
    plan: PlanContent, planted: dict[str, str]
):
    as_at = plan.periods[-1].as_at
    dates = {item.ref: latest(item.due) for item in open_actions(plan)}
    blue = {i.ref for i in open_actions(plan) if rating(plan, i, APRIL).done}
    overdue = {ref for ref, day in dates.items() if day and day < as_at} - blue
    assert overdue == {planted["overdue-but-green"]}


def test_no_january_action_was_past_its_date_unless_blue(plan: PlanContent):
    as_at = plan.periods[0].as_at
    for item in at(plan, Level.PROJECT) + at(plan, Level.ACTION):
        value, day = rating(plan, item, JANUARY), latest(item.due)
        assert value is None or value.done or day is None or day > as_at, item.ref


def test_only_the_planted_text_speaks_against_its_rating(
    plan: PlanContent, planted: dict[str, str]
):
    against = set()
    for item in plan.items:
        for told in item.updates:
            value = plan.scale.by_code(told.rating)
            if value and value.word in {"Green", "Blue"} and TROUBLE.search(told.progress):
                against.add(item.ref)
    assert against == {planted["text-against-rating"]}


def test_only_the_planted_rating_jumps_two_steps(plan: PlanContent, planted: dict[str, str]):
    jumped = set()
    for item in plan.items:
        before, after = rating(plan, item, JANUARY), rating(plan, item, APRIL)
        if before and after and abs(before.rank - after.rank) > 1:
            jumped.add(item.ref)
    assert jumped == {planted["two-step-jump"]}


def test_only_the_planted_action_became_blue_between_the_periods(
    plan: PlanContent, planted: dict[str, str]
):
    became = {
        item.ref
        for item in plan.items
        if (after := rating(plan, item, APRIL))
        and after.done
        and not rating(plan, item, JANUARY).done
    }
    assert became == {planted["blue-too-early"]}


def test_only_the_planted_text_names_a_ref_that_is_not_in_the_plan(
    plan: PlanContent, planted: dict[str, str]
):
    refs = {item.ref for item in plan.items}
    named = {(key, ref) for key, text in texts(plan) for ref in REF.findall(text)}
    assert {key for key, ref in named if ref not in refs} == {planted["unknown-ref"]}


def test_only_the_planted_duplicate_leads_to_a_closed_action(
    plan: PlanContent, planted: dict[str, str]
):
    still_open = {item.ref for item in open_actions(plan)}
    duplicates = {
        link.source: link.target for link in plan.links if link.kind is LinkKind.DUPLICATE_OF
    }
    assert len(duplicates) == sum(item.outcome == "duplicate" for item in plan.items) == 6
    chained = {ref for ref, target in duplicates.items() if target not in still_open}
    assert chained == {planted["duplicate-chain"]}


def test_only_the_planted_project_declares_another_number_than_it_lists(
    plan: PlanContent, planted: dict[str, str]
):
    listed = Counter(item.parent for item in at(plan, Level.ACTION))
    differs = {
        item.ref: (item.declared, listed[item.ref])
        for item in at(plan, Level.PROJECT)
        if item.declared is not None and item.declared != listed[item.ref]
    }
    assert differs == {planted["declared-not-listed"]: (6, 5)}


def test_no_project_is_rated_better_than_its_worst_open_action(plan: PlanContent):
    below: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for item in at(plan, Level.ACTION):
        for period in (JANUARY, APRIL):
            value = rating(plan, item, period)
            # Work that has not begun says nothing yet about how the project is going.
            if value and value.rank > 0:
                below[item.parent, period].append(value.rank)
    assert len(below) == 22 + 10
    for project in at(plan, Level.PROJECT):
        for period in (JANUARY, APRIL):
            value, ranks = rating(plan, project, period), below[project.ref, period]
            assert (value is not None) == bool(ranks), (project.ref, period)
            assert value is None or value.rank <= min(ranks), (project.ref, period)


def test_a_project_has_an_outcome_when_all_its_actions_have_ended(plan: PlanContent):
    still_open = {item.parent for item in open_actions(plan)}
    for project in at(plan, Level.PROJECT):
        ended = project.ref not in still_open and not project.reported_elsewhere
        assert bool(project.outcome) == ended, project.ref


def test_milestones_are_done_when_their_date_or_their_action_says_so(plan: PlanContent):
    as_at = plan.periods[-1].as_at
    actions = {item.key: item for item in at(plan, Level.ACTION)}
    for milestone in at(plan, Level.MILESTONE):
        action, day = actions[milestone.parent], latest(milestone.due)
        assert day is not None, milestone
        if not milestone.done:
            assert day >= as_at, milestone
            assert action.outcome != "completed", milestone
            before = rating(plan, action, APRIL) or rating(plan, action, JANUARY)
            assert not before.done, milestone
        else:
            assert day <= as_at, milestone
        ends = latest(action.due)
        assert ends is None or day <= ends, (milestone, action.due)


# -- the source ------------------------------------------------------------------------------


def eights(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.casefold())
    return {tuple(words[i : i + LAST_WORDS]) for i in range(len(words) - LAST_WORDS + 1)}


def test_no_sentence_is_taken_from_a_real_paper(shared_data: Path):
    papers = sorted((shared_data / "papers").glob("*.txt"))
    assert papers
    known: set[tuple[str, ...]] = set()
    for paper in papers:
        known |= eights(paper.read_text(encoding="utf-8", errors="replace"))
    files = [
        *Path(resources.path("sample")).glob("*.toml"),
        *Path(resources.path("presets")).glob("*.toml"),
        *Path(resources.path("registers")).glob("*.toml"),
    ]
    assert len(files) == 24
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not eights(line) & known, (file.name, line)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source, to make mistakes in."""
    return Path(shutil.copytree(resources.path("sample"), tmp_path / "sample"))


def spoil(folder: Path, old: str, new: str, file: str = "workstream-a.toml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'january.rating = "Blue"',
            'january.rating = "Blu"',
            'A1.1: january: choose one of .*"Blu"',
        ),
        ('ref = "A1.2"', 'ref = "A1.1"', "A1.1: this ref is used twice"),
        ('ref = "A1.2"', 'ref = "B1.2"', 'B1.2: the ref of a row below "A1" starts with "A1."'),
        ('ref = "A1.2"', 'ref = "A1.30"', "A1: what is below is not in the order"),
        ('leads = ["Dir', 'leads = ["Old Dir', 'A1: leads: there is no person or post "Old'),
        ('outcome = "bau"', 'outcome = "gone"', 'there is no outcome "gone"'),
        ('duplicate_of = "A5.1"', 'duplicate_of = "A99.1"', 'A5.4: link: there is no ref "A99.1"'),
        ('duplicate_of = "A5.1"', "", "A5.4: a duplicate needs both"),
        ("is_new", "is_knew", 'there is no entry "is_knew"'),
        ("january.progress", "january.progres", 'there is no entry "progres"'),
        ("{ text =", "{ words =", "milestone 1 may only have text, due, done"),
        ("[[project]]", "[[project]", "workstream-.*toml cannot be read"),
    ],
)
def test_a_mistake_in_the_source_is_named(copy: Path, old: str, new: str, message: str):
    file = next(f for f in sorted(copy.glob("workstream-*.toml")) if old in f.read_text("utf-8"))
    spoil(copy, old, new, file.name)
    with pytest.raises(UserError, match=message) as refused:
        sample_content(copy)
    assert file.name in refused.value.message or "plan.toml" in refused.value.message


def test_a_missing_file_is_named(copy: Path):
    (copy / "workstream-c.toml").unlink()
    with pytest.raises(UserError, match=r"workstream-c\.toml is missing"):
        sample_content(copy)


def test_a_link_of_an_unknown_kind_is_named(copy: Path):
    spoil(copy, 'kind = "depends on"', 'kind = "needs"', "plan.toml")
    with pytest.raises(UserError, match=r'B1\.8: link: there is no kind of link "needs"'):
        sample_content(copy)
