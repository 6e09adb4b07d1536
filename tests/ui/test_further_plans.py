from PySide6.QtWidgets import QLabel

from plandesk.models.types import Level
from plandesk.services.ops.edit import SetField
from plandesk.services.ops.structure import AddItem
from plandesk.ui.dialogs.add_plan import AddPlanDialog
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.wrap_link import WrapLink


def add_service_plan(window):
    window.host.go(Place.SETTINGS)
    page = window.host.page(Place.SETTINGS)
    assert page.make_plan("Service plans", "service-plan")


def test_a_file_takes_a_plan_of_another_kind_with_its_own_levels_and_scale(window):
    before = [value.word for value in window.state.words.scale.values]
    add_service_plan(window)
    assert [plan.title for plan in window.state.plans][-1] == "Service plans"
    assert window.state.level_name(Level.WORKSTREAM) == "service"
    assert window.pages.currentWidget() is window.plan
    assert [period.label for period in window.state.periods].count("April 2024") == 1
    window.state.choose_plan(window.state.plans[0].id)
    assert [value.word for value in window.state.words.scale.values] == before
    window.bridge.undo()
    assert len(window.state.plans) == 1


def test_a_service_shows_its_columns_and_the_totals_of_all_services(window):
    add_service_plan(window)
    plan = window.state.plan.id
    for title in ("Housing", "Libraries"):
        assert window.bridge.run(AddItem(plan, None, title), None)
    housing, _ = window.state.rows()
    window.bridge.run(SetField((housing.id,), "staffing", 12.5), None)
    window.plan.show_item(housing.id)
    window.inspector.load()
    details = window.inspector.details_page
    window.inspector.pages.show_page(details)
    assert {"staffing", "budget", "lead_officers", "staffing_text"} <= set(details._further)
    said = [part.text() for part in details.totals.findChildren(QLabel)]
    assert said == ["Staffing (FTE): 12.5 in 1 of 2."]
    link = details.totals.findChild(WrapLink)
    assert link.text() == "1 row without a number"
    link.click()
    model = window.plan.model
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert [title for title in shown if title in ("Housing", "Libraries")] == ["Libraries"]


def test_the_box_names_the_levels_and_ratings_of_each_kind(qtbot, window):
    box = AddPlanDialog(window)
    qtbot.addWidget(box)
    assert not box.go.isEnabled()
    box.title.setText("  Service   plans ")
    box.kind.setCurrentIndex(box.kind.findData("service-plan"))
    assert "Service › Heading › Deliverable" in box.about.text()
    assert box.go.isEnabled()
    assert box.answer() == ("Service plans", "service-plan")
