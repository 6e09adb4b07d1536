import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from plandesk.models.contrast import contrast
from plandesk.models.types import PersonKind
from plandesk.services.check import check_findings
from plandesk.services.queries.packs.builds import lead_days
from plandesk.services.queries.people import people
from plandesk.services.queries.plan_options import plan_options
from plandesk.services.stated_words import stated_lines
from plandesk.ui.widgets.places import Place

NAMES, RATINGS, OUTCOMES, PEOPLE, TAGS, RULES, REVIEW, STATED, PACKS = range(9)


@pytest.fixture
def page(window):
    window.host.go(Place.SETTINGS)
    return window.pages.currentWidget()


def section(page, at):
    page.choice.choose(at)
    return page.sections[at]


def options(window):
    with window.bridge.read() as session:
        return plan_options(session, window.state.plan.id)


def test_the_title_is_changed_by_keyboard_and_comes_back_with_undo(qtbot, window, page):
    box = section(page, NAMES).title
    before = box.text()
    box.selectAll()
    qtbot.keyClicks(box, "A better plan")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert options(window).title == "A better plan"
    window.bridge.undo()
    assert box.text() == before


def test_two_levels_cannot_have_one_name(qtbot, window, page):
    names = section(page, NAMES)
    box = names.levels[1]
    box.selectAll()
    qtbot.keyClicks(box, "Workstream")
    with qtbot.waitSignal(window.bridge.refused):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "Project"
    assert options(window).level_names[1] == "Project"


def test_a_level_is_renamed(qtbot, window, page):
    box = section(page, NAMES).levels[0]
    box.selectAll()
    qtbot.keyClicks(box, "Theme")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.state.level_name(1) == "theme"


def test_weak_contrast_is_said_in_words_as_soon_as_a_colour_changes(page):
    form = section(page, RATINGS).form
    assert "too weak" not in form.said.text()
    form.set_colour("ink", "#0C3B8D")
    assert "Word on the fill: 1.0 to 1, too weak, it needs 4.5 to 1" in form.said.text()


def test_contrast_is_the_one_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#0B3A8C") == pytest.approx(10.51, abs=0.01)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_rating_word_is_changed_as_one_step(qtbot, window, page):
    ratings = section(page, RATINGS)
    assert not ratings.use.isEnabled()
    ratings.form.word.selectAll()
    qtbot.keyClicks(ratings.form.word, "Embedded")
    ratings.use.click()
    assert options(window).scale.values[0].word == "Embedded"
    window.bridge.undo()
    assert options(window).scale.values[0].word == "Blue"
    assert ratings.form.word.text() == "Blue"


def test_a_rating_in_use_is_removed_only_into_another(window, page):
    ratings = section(page, RATINGS)
    count = sum(row.current == "blue" for row in window.state.rows())
    assert count
    assert int(ratings.used.text().split()[0]) >= count
    assert "ratings of this plan are Blue" in ratings.used.text()
    ratings.becomes.setCurrentIndex(ratings.becomes.findData("green"))
    ratings.remove.click()
    ratings.use.click()
    assert [one.code for one in options(window).scale.values] == ["red", "amber", "green", "grey"]
    assert all(row.current != "blue" for row in window.state.rows())
    window.bridge.undo()
    assert any(row.current == "blue" for row in window.state.rows())


def test_a_new_rating_gets_a_code_from_its_word(qtbot, window, page):
    ratings = section(page, RATINGS)
    ratings.add.click()
    qtbot.keyClicks(ratings.form.word, "Paused work")
    ratings.form.letter.clear()
    qtbot.keyClicks(ratings.form.letter, "P")
    ratings.use.click()
    assert options(window).scale.values[-1].code == "paused-work"
    assert not ratings.is_changed()


def test_an_outcome_is_reworded_and_one_in_use_is_replaced(window, page):
    outcomes = section(page, OUTCOMES)
    QAbstractItemModelTester(
        outcomes.model, QAbstractItemModelTester.FailureReportingMode.Fatal, outcomes
    )
    gone = options(window).outcomes[0]
    outcomes.word.setText("Done and embedded")
    outcomes.keep.click()
    assert options(window).outcomes[0].word == "Done and embedded"
    outcomes.remove.click()
    assert gone.code not in {one.code for one in options(window).outcomes}
    assert all(row.outcome != gone.code for row in window.state.rows())


def test_two_people_become_one(window, page):
    section_ = section(page, PEOPLE)
    with window.bridge.read() as session:
        before = people(session)
    view, model = section_.view, section_.model
    view.setCurrentIndex(model.index(0, 0))
    flags = view.selectionModel().SelectionFlag
    view.selectionModel().select(model.index(1, 0), flags.Select | flags.Rows)
    assert section_.merge.text() == f"&Merge 2 into {before[0].name}"
    section_.merge.click()
    with window.bridge.read() as session:
        after = people(session)
    assert len(after) == len(before) - 1
    assert after[0].leads >= before[0].leads


def test_the_post_of_a_person_is_typed_beside_the_name_or_behind_it(qtbot, window, page):
    section_ = section(page, PEOPLE)
    section_.kind.setCurrentIndex(section_.kind.findData(PersonKind.PERSON))
    section_.kind.activated.emit(section_.kind.currentIndex())
    section_.name.setText("Jo Example")
    qtbot.keyClicks(section_.post, "Head of Inspection")
    section_.add.click()
    section_.kind.setCurrentIndex(section_.kind.findData(PersonKind.PERSON))
    section_.name.setText("Sam Sample, Head of Housing")
    section_.post.clear()
    section_.add.click()
    posts = {row.name: row.post for row in section_.model.rows}
    assert posts["Jo Example"] == "Head of Inspection"
    assert posts["Sam Sample"] == "Head of Housing"


def test_packs_print_posts_and_wait_for_drafts_as_the_plan_says(qtbot, window, page):
    packs = section(page, PACKS)
    packs.naming.setCurrentIndex(1)
    packs.naming.activated.emit(1)
    packs.drafts.setValue(7)
    qtbot.keyClick(packs.drafts, Qt.Key.Key_Return)
    assert options(window).texts["names_in_packs"] == "roles"
    with window.bridge.read() as session:
        assert lead_days(session, window.state.plan.id).drafts == 7


def test_somebody_with_work_is_removed_only_when_somebody_takes_over(qtbot, window, page):
    section_ = section(page, PEOPLE)
    one = section_.model.rows[0]
    with qtbot.waitSignal(window.bridge.refused):
        section_.remove.click()
    section_.other.setCurrentIndex(1)
    section_.remove.click()
    assert one.id not in {row.id for row in section_.model.rows}


def test_a_scope_is_renamed_everywhere(qtbot, window, page):
    tags = section(page, TAGS)
    old = tags.model.rows[0]
    tags.name.setText("Whole council")
    qtbot.keyClick(tags.name, Qt.Key.Key_Return)
    rows = [row for row in window.state.rows() if "Whole council" in row.scope]
    assert len(rows) == old.rows


def test_a_rule_and_a_check_are_switched_off(window, page):
    rules = section(page, RULES)
    rules.switches["done_evidence"].click()
    assert options(window).rules.done_evidence is False
    rules.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert options(window).checks_off == {"ref-twice"}
    window.bridge.undo()
    window.bridge.undo()
    assert rules.switches["done_evidence"].isChecked()
    assert rules.list.item(0).checkState() == Qt.CheckState.Checked


def test_a_colour_is_typed_in_place_and_its_contrast_said_at_once(qtbot, page):
    form = section(page, RATINGS).form
    form.colours["fill"].click()
    field = form.colour
    assert field.isVisibleTo(page)
    field.code.selectAll()
    qtbot.keyClicks(field.code, "#F0F0F")
    assert form._rating.fill != "#F0F0F0"
    qtbot.keyClicks(field.code, "0")
    assert form._rating.fill == "#F0F0F0"
    assert "too weak" in form.said.text()
    field.swatches[0].click()
    assert form._rating.fill == field.swatches[0].objectName() == field.code.text()
    qtbot.keyClick(field.code, Qt.Key.Key_Escape)
    assert not field.isVisibleTo(page)


def test_stated_numbers_are_typed_a_line_each_and_a_strange_line_stays_to_mend(qtbot, window, page):
    stated = section(page, STATED)
    qtbot.keyClicks(stated.lines, "99 actions (section 4.3)")
    stated.lines.left.emit()
    with window.bridge.read() as session:
        assert stated_lines(session, window.state.plan.id) == ("99 actions (section 4.3)",)
        found = [one.message for one in check_findings(session, rules=["stated-total"])]
    assert found[0].startswith("Actions: 99 stated (section 4.3)")
    qtbot.keyClick(stated.lines, Qt.Key.Key_Return)
    qtbot.keyClicks(stated.lines, "many things")
    with qtbot.waitSignal(window.bridge.refused):
        stated.lines.left.emit()
    assert stated.lines.lines()[-1] == "many things"


@pytest.mark.parametrize("at", range(9))
def test_every_box_of_a_section_is_on_the_page(window, page, at):
    shown = section(page, at)
    boxes = [one for one in vars(shown).values() if isinstance(one, QWidget)]
    assert boxes or at == STATED
    assert [one.accessibleName() for one in boxes if not shown.isAncestorOf(one)] == []
