import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from plandesk.services.queries.registers.rows import entry_detail, register_rows
from plandesk.services.registers.kinds import register_names
from plandesk.ui.delegates.plan_editors import TimeframeField
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.REGISTERS)
    return window.host.page(Place.REGISTERS)


def entries(window, name):
    with window.bridge.read() as session:
        return register_rows(session, name)


def titles(page):
    return [line.entry.title for line in page.table.model.lines]


def cell(page, ref, key):
    at = next(
        at
        for at, line in enumerate(page.table.model.lines)
        if ref in (line.entry.ref, line.entry.title)
    )
    keys = [column.key for column in page.table.model.columns]
    return page.table.model.index(at, keys.index(key))


def editor_of(page, kind):
    return page.table.view.viewport().findChild(kind)


# The list and the table ---------------------------------------------------------------------------


def test_the_list_names_every_register_with_its_count(window, page):
    assert [row.name for row in page.model.rows] == list(register_names())
    for row in page.model.rows:
        assert row.count == len(entries(window, row.name))
    assert sum(row.count for row in page.model.rows) > 6


def test_a_register_has_its_own_columns_and_says_what_follows_from_them(page):
    page.show_register("measures")
    keys = [column.key for column in page.table.model.columns]
    assert keys[:2] == ["ref", "title"]
    assert cell(page, "M1", "@latest").data() == "58%"
    assert cell(page, "M1", "@rating").data(RowRole.RATING).word == "Off target"
    assert cell(page, "M2", "@trend").data() == "Better"
    page.show_register("risks")
    assert cell(page, "R2", "@moved").data() == "Higher"
    assert cell(page, "R1", "@now").data(RowRole.RATING).word == "High"


def test_an_override_shows_what_the_rules_say_and_why(window, page):
    page.show_register("measures")
    page.table.select(entries(window, "measures")[0].id)
    page.entry.tabs.show_page(page.entry.values)
    form = page.entry.values.form
    form.boxes["rating"].setCurrentIndex(form.boxes["rating"].findText("Near target"))
    form.boxes["rating"].activated.emit(0)
    assert cell(page, "M1", "@rating").data(RowRole.RATING).word == "Off target"
    assert "Enter the reason" in form.why.text()
    form.boxes["reason"].setText("The last month was better")
    form.boxes["reason"].commit()
    index = cell(page, "M1", "@rating")
    assert index.data(RowRole.RATING).word == "Near target"
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Worked out: Off target" in tip
    assert "The last month was better" in tip
    window.bridge.undo()
    assert cell(page, "M1", "@rating").data(RowRole.RATING).word == "Off target"


def test_words_narrow_the_entries(qtbot, page):
    page.show_register("measures")
    qtbot.keyClicks(page.table.text, "agency")
    assert titles(page) == ["Agency workers among social workers"]
    assert page.table.count.text() == "1 of 3"
    qtbot.keyClicks(page.table.text, " nothing like it")
    assert page.table.stack.currentWidget() is page.table.none
    page.table.show_all()
    assert len(titles(page)) == 3


def test_an_empty_register_says_what_it_is_for(window, page):
    window.bridge.run(remove_all(window, "glossary"), None)
    page.show_register("glossary")
    assert page.table.stack.currentWidget() is page.table.none
    assert "abbreviations stand for" in page.table.none._text.text()
    words = [each.text().replace("&", "") for each in (page.table._start, page.table._bring)]
    assert words == ["Add abbreviation", "Bring in a workbook…"]
    page.table._start.trigger()
    assert titles(page) == ["New abbreviation"]


def remove_all(window, name):
    from plandesk.services.ops.registers.entries import RemoveEntries

    return RemoveEntries(tuple(row.id for row in entries(window, name)))


# By keyboard --------------------------------------------------------------------------------------


def test_an_entry_is_added_named_moved_and_removed_by_keyboard(qtbot, window, page):
    page.show_register("recommendations")
    view = page.table.view
    page.table.select(entries(window, "recommendations")[0].id, "title")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Insert)
    editor = editor_of(page, QLineEdit)
    editor.setText("Publish the answers")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page)[1] == "Publish the answers")
    assert [row.title for row in entries(window, "recommendations")][1] == "Publish the answers"
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(page)[0] == "Publish the answers"
    assert page.table.current().entry.title == "Publish the answers"
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(page)[1] == "Publish the answers"
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert "Publish the answers" not in titles(page)
    window.bridge.undo()
    assert titles(page)[1] == "Publish the answers"


def test_ins_in_the_list_begins_a_register_that_is_empty(qtbot, window, page):
    page.show_register("glossary")
    window.bridge.run(remove_all(window, "glossary"), None)
    actions = len(window.state.rows())
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Insert)
    assert titles(page) == ["New abbreviation"]
    assert len(window.state.rows()) == actions
    assert window.pages.currentWidget() is page


def test_the_keys_of_the_table_do_not_reach_the_plan(qtbot, window, page):
    before = len(window.state.rows())
    page.show_register("risks")
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Insert)
    assert len(window.state.rows()) == before
    assert len(entries(window, "risks")) == 3


def test_arrows_go_from_cell_to_cell_and_f2_edits(qtbot, window, page):
    page.show_register("risks")
    view = page.table.view
    view.setFocus()
    page.table.select(entries(window, "risks")[0].id, "ref")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert page.table.model.columns[view.currentIndex().column()].key == "title"
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = editor_of(page, QLineEdit)
    editor.setText("Staff leave")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entries(window, "risks")[0].title == "Staff leave")
    assert view.hasFocus(), "Enter ends the editing, and does not open the entry as well"


@pytest.mark.parametrize(
    ("register", "ref", "key", "kind"),
    [
        ("risks", "R1", "state", QComboBox),
        ("risks", "R1", "due", TimeframeField),
        ("risks", "R1", "owner", QLineEdit),
        ("recommendations", "Rec1", "status", QComboBox),
        ("measures", "M1", "@latest", QLineEdit),
    ],
)
def test_each_kind_of_cell_has_its_editor(window, page, register, ref, key, kind):
    page.show_register(register)
    page.table.view.show_column(key, on=True)
    page.table.view.setCurrentIndex(cell(page, ref, key))
    page.table.view.edit_here()
    editor = editor_of(page, kind)
    assert editor is not None
    assert editor.accessibleName()
    if key == "owner":
        assert editor.completer() is not None
    if kind is QComboBox:
        assert editor.count() > 3


def test_a_status_is_kept_for_the_shown_period(window, page):
    page.show_register("recommendations")
    index = cell(page, "Rec1", "status")
    assert page.table.model.setData(index, "slipped")
    assert cell(page, "Rec1", "status").data() == "Slipped"
    entry = page.table.model.line(index).entry
    with window.bridge.read() as session:
        values = entry_detail(session, entry.id).values[entry.id]
    said = {value.period: value.text for value in values if value.key == "status"}
    assert said["April 2024"] == "slipped"
    assert said["January 2024"] == "not-started"


def test_a_long_text_is_edited_beside_the_table(qtbot, page):
    page.show_register("risks")
    qtbot.waitUntil(lambda: page.entry.fields.boxes["cause"].isVisible())
    page.table.view.show_column("cause", on=True)
    page.table.view.setCurrentIndex(cell(page, "R1", "cause"))
    page.table.view.edit_here()
    assert QApplication.focusWidget() is page.entry.fields.boxes["cause"]


def test_a_closed_period_cannot_be_changed_and_says_so(window, page):
    refused = []
    window.bridge.refused.connect(refused.append)
    closed = next(one for one in window.state.periods if not one.is_open)
    window.state.choose_period(closed.id)
    page.show_register("measures")
    assert not page.table.model.setData(cell(page, "M1", "@latest"), "99%")
    assert "closed" in str(refused[0])


# The entry in full --------------------------------------------------------------------------------


def test_fields_are_kept_one_step_each(window, page):
    page.show_register("measures")
    page.table.select(entries(window, "measures")[0].id)
    fields = page.entry.fields
    fields.boxes["target"].setText("85%")
    fields.boxes["target"].commit()
    assert entries(window, "measures")[0].fields["target"] == "85%"
    fields.boxes["seasonal"].click()
    assert entries(window, "measures")[0].fields["seasonal"] is True
    fields.boxes["sources"].setText("Local area inspection / Peer challenge")
    fields.boxes["sources"].commit()
    assert entries(window, "measures")[0].sources == ("Local area inspection", "Peer challenge")
    for _ in range(3):
        window.bridge.undo()
    assert entries(window, "measures")[0].fields["target"] == "80%"


def test_parts_are_added_changed_and_removed(qtbot, window, page):
    page.show_register("risks")
    page.table.select(entries(window, "risks")[0].id)
    page.entry.tabs.show_page(page.entry.parts)
    box = page.entry.parts.boxes[0]
    before = box.model.rowCount()
    box.new.setText("Pay for parking")
    qtbot.keyClick(box.new, Qt.Key.Key_Return)
    assert box.model.rowCount() == before + 1
    at = [line.entry.title for line in box.model.lines].index("Pay for parking")
    keys = [column.key for column in box.model.columns]
    assert box.model.setData(box.model.index(at, keys.index("state")), "in-place")
    assert box.model.index(at, keys.index("state")).data() == "In place"
    box.view.setCurrentIndex(box.model.index(at, 0))
    box.remove()
    assert box.model.rowCount() == before


def test_values_show_every_period_and_area_and_take_new_ones(window, page):
    page.show_register("measures")
    page.table.select(entries(window, "measures")[0].id)
    page.entry.tabs.show_page(page.entry.values)
    values = page.entry.values
    labels = [values.model.index(at, 0).data() for at in range(values.model.rowCount())]
    assert labels[:3] == ["October 2023", "January 2024", "April 2024"]
    assert "National · January 2024" in labels
    assert "Target 80%" in values.charts.line.accessibleDescription()
    assert "Off target" in values.charts.strip.accessibleDescription()
    values.period.setCurrentText("July 2023")
    values._add()
    values.form.boxes["value"].setText("35%")
    values.form.boxes["value"].commit()
    labels = [values.model.index(at, 0).data() for at in range(values.model.rowCount())]
    assert labels[0] == "July 2023"


def test_links_lead_to_the_row_and_back(window, page):
    page.show_register("measures")
    page.table.select(entries(window, "measures")[0].id)
    page.entry.tabs.show_page(page.entry.links)
    links = page.entry.links
    assert "B1.3" in links.list.item(0).text()
    links.ref.setText("a2.4")
    links._add()
    assert links.list.count() == 2
    links.list.setCurrentRow(0)
    links._go()
    assert window.pages.currentWidget() is window.plan
    assert window.plan.view.currentIndex().isValid()
    window.inspector.load()
    shown = window.inspector.links_page
    window.inspector.pages.show_page(shown)
    lines = [shown.list.item(at).text() for at in range(shown.list.count())]
    at = next(at for at, line in enumerate(lines) if line.startswith("Measure M1 measures this"))
    shown.list.setCurrentRow(at)
    shown._go()
    assert window.pages.currentWidget() is page
    assert page.table.current().entry.ref == "M1"


def test_the_history_names_what_was_done_to_an_entry(window, page):
    page.show_register("risks")
    page.table.select(entries(window, "risks")[0].id)
    page.entry.fields.boxes["state"].setCurrentIndex(2)
    page.entry.fields.boxes["state"].activated.emit(2)
    page.entry.tabs.show_page(page.entry.history)
    assert page.entry.history.list.item(0).text().startswith("Change state of risk R1")


# Other views --------------------------------------------------------------------------------------


def test_a_field_of_the_heat_map_opens_its_risks(qtbot, page):
    page.show_register("risks")
    page.table.as_.choose(1)
    view = page.table.views.view_of("risks")
    assert page.table.stack.currentWidget() is page.table.views
    spot = next(spot for spot, refs in view.map._map.fields.items() if "R1" in refs)
    at = view.map.areas()[spot].center().toPoint()
    qtbot.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=at)
    assert page.table.stack.currentWidget() is page.table.view
    assert [line.entry.ref for line in page.table.model.lines] == ["R1"]
    assert "Only" in page.table.all.text()
    page.table.all.click()
    assert len(page.table.model.lines) == 2


def test_the_heat_map_is_walked_by_keyboard(qtbot, page):
    page.show_register("risks")
    page.table.as_.choose(1)
    view = page.table.views.view_of("risks")
    view.map.setFocus()
    before = view.map.accessibleName()
    qtbot.keyClick(view.map, Qt.Key.Key_Left)
    assert view.map.accessibleName() != before
    qtbot.keyClick(view.map, Qt.Key.Key_Right)
    qtbot.keyClick(view.map, Qt.Key.Key_Return)
    assert len(page.table.model.lines) == 1


def test_an_appraisal_is_scored_in_a_matrix(window, page):
    page.show_register("options")
    page.show_entry(appraisal(window))
    page.table.as_.choose(1)
    panel = page.table.views.view_of("options")
    model = panel.model
    assert [model.index(at, 0).data() for at in range(3)] == ["Cost", "Speed", "Sum"]
    assert [model.index(2, at).data() for at in (1, 2)] == ["7", "3"]
    assert model.setData(model.index(0, 2), "5")
    assert model.index(2, 2).data() == "6"
    panel.view.setCurrentIndex(model.index(0, 2))
    panel.why.setPlainText("Cheap to run")
    panel.why.commit()
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "Cheap to run"
    assert model.setData(model.index(0, 2), "Low")
    assert "the word “Low” stands for 1" in panel.findings.text()


def appraisal(window):
    from plandesk.models.content import EntryContent, ValueContent
    from plandesk.services.ops.registers.bulk import AddEntries

    contents = [
        EntryContent("o", "options", "Where the team sits", shared=True),
        EntryContent("c1", "criterion", "Cost", "o", shared=True),
        EntryContent("c2", "criterion", "Speed", "o", shared=True),
    ]
    for key, title, scores in (("a", "Town hall", (4, 3)), ("b", "Depot", (2, 1))):
        values = tuple(
            ValueContent("score", str(score), about=about)
            for score, about in zip(scores, ("c1", "c2"), strict=True)
        )
        contents.append(EntryContent(key, "option", title, "o", shared=True, values=values))
    assert window.bridge.run(AddEntries(tuple(contents)), None)
    return next(row.id for row in entries(window, "options") if row.title == "Where the team sits")


def test_a_swot_analysis_is_four_boxes(qtbot, window, page):
    page.show_register("swot")
    page.table.add()
    entry = page.table.current().entry
    page.table.as_.choose(1)
    panel = page.table.views.view_of("swot")
    assert len(panel.boxes) == 4
    box = panel.boxes[1]
    box.new.setText("Data arrives late")
    qtbot.keyClick(box.new, Qt.Key.Key_Return)
    assert box.model.rowCount() == 1
    with window.bridge.read() as session:
        parts = entry_detail(session, entry.id).parts
    assert [(part.title, part.fields["quadrant"]) for part in parts] == [("Data arrives late", "W")]


def test_line_of_sight_leads_from_a_priority_to_actions(window, page):
    from plandesk.services.ops.registers.links import LinkEntry

    page.show_register("priorities")
    page.table.add()
    entry = page.table.current().entry
    row = next(row for row in window.state.rows() if row.ref == "A2")
    window.bridge.run(LinkEntry(entry.id, (row.id,)), None)
    page.table.as_.choose(1)
    panel = page.table.views.view_of("priorities")
    tops = [panel.model.index(at, 0) for at in range(panel.model.rowCount())]
    top = next(top for top in tops if "New priority" in top.data())
    plan = panel.model.index(0, 0, top)
    first = panel.model.index(0, 0, plan)
    assert first.data().startswith("A2 ")
    assert panel.model.rowCount(first) > 2
    panel.view.activated.emit(first)
    assert window.pages.currentWidget() is window.plan


def test_the_tree_by_source_holds_rows_and_entries(page):
    page.show_register("priorities")
    page.table.as_.choose(1)
    panel = page.table.views.view_of("priorities")
    panel.by.choose(1)
    tops = [panel.model.index(at, 0) for at in range(panel.model.rowCount())]
    names = [top.data() for top in tops]
    assert "Local area inspection" in names


# Keeping Qt's rules, and small screens ------------------------------------------------------------


def test_the_models_keep_qts_rules(window, page):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(page.table.model, fatal)]
    for name in register_names():
        page.show_register(name)
        page.table.add()
        for tab in (page.entry.values, page.entry.parts):
            page.entry.tabs.show_page(tab)
        if page.table.views.name_of(name):
            page.table.as_.choose(1)
    boxes = [
        page.table.views.view_of("options").model,
        page.table.views.view_of("priorities").model,
    ]
    boxes += [box.model for box in page.table.views.view_of("swot").boxes]
    testers += [QAbstractItemModelTester(model, fatal) for model in boxes]
    page.show_entry(appraisal(window))
    page.table.as_.choose(1)
    for _ in range(6):
        window.bridge.undo()
    for _ in range(3):
        window.bridge.redo()
    assert all(testers)


def test_on_a_small_screen_one_thing_is_shown_at_a_time(qtbot, window, look, page):
    look.set_zoom(200)
    window.fit()
    page.show_register("risks")
    page._fit()
    assert not page.list.isVisible()
    assert page.table.register.isVisible()
    assert not page.entry.isVisible()
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.entry.isVisible()
    assert not page.table.isVisible()
    qtbot.keyClick(page.entry, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    look.set_zoom(100)


def test_read_only_plans_offer_no_change(window, plan_file, qtbot):
    window.files.open_path(plan_file)
    assert window.bridge.open(plan_file, read_only=True)
    window.host.go(Place.REGISTERS)
    page = window.host.page(Place.REGISTERS)
    page.show_register("risks")
    assert not page.table.add_button.isEnabled()
    assert not page.table.model.flags(cell(page, "R1", "title")) & Qt.ItemFlag.ItemIsEditable
    assert page.table.view.currentIndex() != QModelIndex()
    assert page.table.view.mapToGlobal(QPoint()) is not None
