"""The plan's item model under Qt's own tester, fed by real documents."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from plandesk.errors import UserError
from plandesk.models.content import ItemContent, PeriodContent, PlanContent
from plandesk.models.plan_filter import PlanFilter
from plandesk.models.types import Level, Part, Scale
from plandesk.services.changes import OpChanges
from plandesk.services.document import Document, Op
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.edit import SetDue, SetPeople, SetTitle
from plandesk.services.ops.ratings import SetRating
from plandesk.services.ops.structure import AddItem, MoveItems, RemoveItems
from plandesk.services.presets import load_preset
from plandesk.services.queries.plan_tree import PlanRow, current_period, plan_rows, plans
from plandesk.ui.itemmodels.plan_columns import COLUMNS, Column, PlanWords
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel


class Feed:
    """A document whose news goes into a model, as the panel does it."""

    def __init__(self, path: Path) -> None:
        self.document = Document.open(path)
        with self.document.read() as session:
            self.plan = plans(session)[0]
            period = current_period(session)
        assert period is not None
        self.period = period.id
        self.model = self.fresh()
        self.resets = 0
        self.model.modelReset.connect(self._count)
        self.document.listen(self._follow)

    def rows(self, ids: set[int] | None = None) -> list[PlanRow]:
        with self.document.read() as session:
            return plan_rows(session, self.period, ids)

    def fresh(self) -> PlanTreeModel:
        names = self.plan.level_names
        model = PlanTreeModel()
        words = PlanWords(Scale("", self.plan.values), (names[0], names[1], names[2], names[3]))
        model.load(self.rows(), words)
        return model

    def by_ref(self, ref: str) -> int:
        return next(row.id for row in self.model.all_rows() if row.ref == ref)

    def _follow(self, changes: OpChanges, _initiator: object) -> None:
        touched = changes.item_ids()
        self.model.apply(touched, {row.id: row for row in self.rows(touched)})

    def _count(self) -> None:
        self.resets += 1


@pytest.fixture
def feed(qtbot: QtBot, plan_file: Path) -> Iterator[Feed]:
    made = Feed(plan_file)
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    yield made
    made.document.close()
    tester.deleteLater()


@pytest.fixture
def small_feed(qtbot: QtBot, tmp_path: Path) -> Iterator[Feed]:
    """A plan of a few rows, because Qt's tester reads the whole tree after every change."""
    preset = load_preset("improvement-plan")
    items = [
        ItemContent(key, Level(level), f"Title of {key}", parent, key)
        for key, level, parent in (
            ("A", 1, ""),
            ("B", 1, ""),
            ("A1", 2, "A"),
            ("A2", 2, "A"),
            ("B1", 2, "B"),
            ("A1.1", 3, "A1"),
            ("A1.2", 3, "A1"),
            ("A1.3", 3, "A1"),
            ("A2.1", 3, "A2"),
            ("B1.1", 3, "B1"),
            ("B1.2", 3, "B1"),
            ("A1.1.1", 4, "A1.1"),
            ("A1.1.2", 4, "A1.1"),
        )
    ]
    content = PlanContent(
        "Small",
        preset.name,
        preset.level_names,
        preset.scale,
        periods=(PeriodContent("April 2024", dt.date(2024, 4, 30)),),
        items=tuple(items),
    )
    with Document.create(tmp_path / "small.plandesk") as document:
        document.run(AddContent(content))
    made = Feed(tmp_path / "small.plandesk")
    tester = QAbstractItemModelTester(
        made.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    yield made
    made.document.close()
    tester.deleteLater()


def picture(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[object]:
    """Everything a view could read from a model, as nested lists."""
    above = parent or QModelIndex()
    found: list[object] = []
    for at in range(model.rowCount(above)):
        index = model.index(at, 0, above)
        assert model.parent(index) == above
        cells = [model.index(at, column, above).data() for column in range(len(COLUMNS))]
        counts = [(part.rating, part.count) for part in model.slices(index.internalId())]
        found.append([index.internalId(), cells, counts, picture(model, index)])
    return found


def test_every_row_of_the_plan_is_in_its_place(feed: Feed) -> None:
    model = feed.model
    assert model.rowCount() == 5
    assert model.shown_actions() == (230, 230)
    a2 = model.index_for(feed.by_ref("A2"))
    refs = [model.index(at, Column.REF, a2).data() for at in range(model.rowCount(a2))]
    assert refs[:3] == ["A2.1", "A2.2", "A2.3"]


def test_roll_ups_count_the_actions_below(feed: Feed) -> None:
    totals: dict[str, int] = {}
    for at in range(feed.model.rowCount()):
        for part in feed.model.slices(feed.model.index(at, 0).internalId()):
            name = part.rating.code if part.rating else part.word
            totals[name] = totals.get(name, 0) + part.count
    assert totals == {
        "blue": 7,
        "red": 0,
        "amber": 15,
        "green": 4,
        "grey": 0,
        "not rated": 0,
        "closed": 204,
    }


def test_a_rating_changes_its_cell_and_the_counts_above(qtbot: QtBot, feed: Feed) -> None:
    item = feed.by_ref("A2.4")
    told: list[int] = []
    feed.model.dataChanged.connect(lambda top, _bottom: told.append(top.internalId()))
    feed.document.run(SetRating((item,), feed.period, "red"))
    assert feed.model.index_for(item, Column.CURRENT).data() == "Red"
    assert told == [item, feed.by_ref("A2"), feed.by_ref("A")]
    reds = [part.count for part in feed.model.slices(feed.by_ref("A2")) if part.rating]
    assert sum(reds) == 3
    feed.document.undo()
    assert feed.model.index_for(item, Column.CURRENT).data() == "Amber"
    assert feed.resets == 0


def test_removing_and_bringing_back_a_project(small_feed: Feed) -> None:
    before = picture(small_feed.model)
    small_feed.document.run(RemoveItems((small_feed.by_ref("A1"),)))
    assert all(row.ref != "A1.2" for row in small_feed.model.all_rows())
    small_feed.document.undo()
    assert picture(small_feed.model) == before
    assert small_feed.resets == 0


def test_a_filter_keeps_matches_and_what_is_above_them(feed: Feed) -> None:
    feed.model.set_filter(PlanFilter(ratings=frozenset({"green"})))
    shown, total = feed.model.shown_actions()
    assert (shown, total) == (4, 230)
    assert not feed.model.index_for(feed.by_ref("A2.1")).isValid()
    feed.model.set_filter(PlanFilter())
    assert feed.model.shown_actions() == (230, 230)


def test_words_may_stand_in_any_order_and_case(feed: Feed) -> None:
    feed.model.set_filter(PlanFilter(text="DIRECTORS appoint"))
    assert feed.model.index_for(feed.by_ref("A2.3")).isValid()
    assert feed.model.shown_actions()[0] >= 1


def test_an_edited_row_stays_while_the_filter_is_on(feed: Feed) -> None:
    item = feed.by_ref("A2.4")
    feed.model.set_filter(PlanFilter(ratings=frozenset({"amber"})))
    feed.document.run(SetRating((item,), feed.period, "green"))
    assert feed.model.index_for(item).isValid()


def test_a_new_row_shows_although_a_filter_hides_its_parent(feed: Feed) -> None:
    feed.model.set_filter(PlanFilter(text="appoint permanent assistant directors"))
    parent = feed.by_ref("B1")
    assert not feed.model.index_for(parent).isValid()
    feed.document.run(AddItem(feed.plan.id, parent, "Something quite different"))
    fresh = next(row for row in feed.model.all_rows() if row.title.startswith("Something quite"))
    assert feed.model.index_for(fresh.id).isValid()


def test_sorting_orders_children_and_keeps_the_levels(feed: Feed) -> None:
    feed.model.sort(Column.TITLE, Qt.SortOrder.AscendingOrder)
    titles = [feed.model.index(at, Column.TITLE).data() for at in range(feed.model.rowCount())]
    assert titles == sorted(titles, key=str.casefold)
    feed.model.sort(-1)
    assert feed.model.index(0, Column.REF).data() == "A"


def test_refs_sort_as_people_count(feed: Feed) -> None:
    feed.model.sort(Column.REF, Qt.SortOrder.AscendingOrder)
    a2 = feed.model.index_for(feed.by_ref("A2"))
    refs = [feed.model.index(at, Column.REF, a2).data() for at in range(feed.model.rowCount(a2))]
    assert refs.index("A2.9") < refs.index("A2.10")


def test_rows_drop_only_below_a_parent_one_level_up(feed: Feed) -> None:
    model = feed.model
    data = model.mimeData([model.index_for(feed.by_ref("A2.3"))])
    b1 = model.index_for(feed.by_ref("B1"))
    assert model.drop_place(data, -1, b1) == (
        [feed.by_ref("A2.3")],
        feed.by_ref("B1"),
        len(model.children_of(feed.by_ref("B1"))),
    )
    before = model.index_for(feed.by_ref("A2.1"))
    assert model.drop_place(data, -1, before) == ([feed.by_ref("A2.3")], feed.by_ref("A2"), 0)
    assert model.drop_place(data, -1, model.index_for(feed.by_ref("B"))) is None
    assert model.drop_place(data, -1, QModelIndex()) is None


def test_every_cell_can_be_read_aloud(feed: Feed) -> None:
    for row in feed.model.all_rows():
        for spec in COLUMNS:
            index = feed.model.index_for(row.id, spec.column)
            said = index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert said.startswith(f"{spec.heading()}: ")
            assert len(said) > len(spec.heading()) + 2


def a_change(feed: Feed, chance: random.Random) -> Op:
    """Any op on any row, sensible or not."""
    rows = list(feed.model.all_rows())
    row = chance.choice(rows)
    match chance.randrange(8):
        case 0:
            return AddItem(feed.plan.id, row.id, "Added", chance.choice([None, 0, 1]))
        case 1:
            return AddItem(feed.plan.id, row.parent_id, "Added beside", chance.randrange(4))
        case 2:
            small = [each for each in rows if each.level >= Level.ACTION]
            return RemoveItems((chance.choice(small or rows).id,))
        case 3 | 4:
            homes = [each for each in rows if each.level == row.level - 1]
            home = chance.choice(homes).id if homes else None
            return MoveItems((row.id,), home, chance.choice([None, 0, 2]))
        case 5:
            return SetRating((row.id,), feed.period, chance.choice(["red", "green", None]))
        case 6:
            return SetTitle(row.id, f"Title {chance.random()}")
        case _:
            people = SetPeople((row.id,), Part.LEAD, ("Somebody",))
            return chance.choice([people, SetDue((row.id,), "March 2025")])


@pytest.mark.parametrize("seed", range(3))
def test_following_a_random_walk_equals_reading_anew(small_feed: Feed, seed: int) -> None:
    chance = random.Random(seed)
    done = 0
    for step in range(60):
        try:
            small_feed.document.run(a_change(small_feed, chance))
            done += 1
        except UserError:
            continue
        if chance.random() < 0.2 and small_feed.document.undo_titles:
            small_feed.document.undo()
        if step % 10 == 0:
            assert picture(small_feed.model) == picture(small_feed.fresh())
    assert done > 20
    assert picture(small_feed.model) == picture(small_feed.fresh())
    while small_feed.document.undo_titles:
        small_feed.document.undo()
    assert picture(small_feed.model) == picture(small_feed.fresh())
    assert small_feed.resets == 0


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_under_a_filter_ends_as_reading_anew(small_feed: Feed, seed: int) -> None:
    chance, model = random.Random(seed), small_feed.model
    words = ["", "a1", "b1.1", "title", "somebody", "a1.1 title"]
    for step in range(60):
        if step % 4 == 0:
            model.set_filter(PlanFilter(chance.choice(words)))
        try:
            small_feed.document.run(a_change(small_feed, chance))
        except UserError:
            continue
        picture(model)  # every index that a view could ask for
        assert model.shown_actions()[0] <= model.shown_actions()[1]
    model.set_filter(PlanFilter())
    assert picture(model) == picture(small_feed.fresh())


def test_a_longer_filter_finds_what_a_new_one_finds(feed: Feed) -> None:
    chance, model = random.Random(5), feed.model
    words = ["recruit", "social", "work", "a2", "safe", "children", "review", "the"]
    for _ in range(30):
        text, marks = "", PlanFilter(overdue=chance.random() < 0.2, open_only=chance.random() < 0.3)
        for letter in " ".join(chance.sample(words, 2)):
            text += letter
            model.set_filter(replace(marks, text=text))
            if chance.random() < 0.1:
                feed.document.run(SetTitle(chance.choice(feed.rows()).id, f"Review {text}"))
                model.set_filter(PlanFilter())
                model.set_filter(replace(marks, text=text))
        fresh = feed.fresh()
        fresh.set_filter(replace(marks, text=text))
        assert picture(model) == picture(fresh)
        assert model.shown_actions() == fresh.shown_actions()


@pytest.mark.parametrize("column", [-1, int(Column.DUE)])
def test_the_flat_list_follows_a_random_walk_too(small_feed: Feed, column: int) -> None:
    chance, model = random.Random(7), small_feed.model
    model.sort(column)
    model.set_flat(on=True)
    for _ in range(40):
        try:
            small_feed.document.run(a_change(small_feed, chance))
        except UserError:
            continue
        fresh = small_feed.fresh()
        fresh.sort(column)
        fresh.set_flat(on=True)
        assert picture(model) == picture(fresh)
        rows = [row for row in model.all_rows() if row.level == Level.ACTION]
        assert model.rowCount() == len(rows)
    model.set_flat(on=False)
    fresh.set_flat(on=False)
    assert picture(model) == picture(fresh)


def test_due_range_scope_source_and_outcome_narrow(feed: Feed) -> None:
    rows = list(feed.model.all_rows())
    first, last = dt.date(2024, 4, 1), dt.date(2024, 12, 31)
    scope = next(row.scope[0] for row in rows if row.scope)
    source = next(row.sources[0] for row in rows if row.sources)
    outcome = next(row.outcome for row in rows if row.outcome)
    for wanted, test in (
        (PlanFilter(due_from=first), lambda row: row.due_latest and row.due_latest >= first),
        (PlanFilter(due_to=last), lambda row: row.due_latest and row.due_latest <= last),
        (PlanFilter(scope=frozenset({scope})), lambda row: scope in row.scope),
        (PlanFilter(sources=frozenset({source})), lambda row: source in row.sources),
        (PlanFilter(outcomes=frozenset({outcome})), lambda row: row.outcome == outcome),
        (PlanFilter(outcomes=frozenset({""})), lambda row: row.outcome is None),
    ):
        found = [row.id for row in rows if wanted.matches(row)]
        assert found == [row.id for row in rows if test(row)]
        assert found, wanted
