"""What belongs to the person at the desk: look, language, dates, role, backups, and a reset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from plandesk.ui import i18n
from plandesk.ui.days import DayForm, choose_form, long_day
from plandesk.ui.icons import Icon
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.settings import MOST_CLEAR_DAYS, ZOOM_STEPS, Role, ThemeChoice
from plandesk.ui.theme import Space
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, on_base, space_out


class PreferencesPage(Page):
    """One form; each choice holds at once."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self.theme = self._choice(self.tr("Appearance"), self._themes())
        self.zoom = self._choice(self.tr("Zoom"), [(f"{step} %", step) for step in ZOOM_STEPS])
        self.still = QCheckBox(self.tr("Re&duced motion: notes stay until dismissed"))
        self.role = self._choice(self.tr("Role"), self._roles())
        self.language = self._choice(
            self.tr("Language"), [(name, code) for code, name in i18n.languages().items()]
        )
        self.days = self._choice(self.tr("Dates"), self._day_forms())
        self.roles = QCheckBox(self.tr("Roles in place of &names in new packs"))
        self.clear_days = QSpinBox()
        self.clear_days.setRange(0, MOST_CLEAR_DAYS)
        self.clear_days.setAccessibleName(self.tr("Clear days of a new board"))
        self.clear_days.setMaximumWidth(host.look.px(8))
        self.folder = label("", "secondary", wrap=True)
        self.choose = button(self.tr("&Choose a folder…"), self._choose_folder, Icon.FOLDER)
        self.usual = button(self.tr("&Usual folder"), self._usual_folder)
        self.reset = button(self.tr("Reset my &settings"), self._ask_reset, Icon.UNDO)
        for box in (self.still, self.roles):
            box.setAccessibleName(box.text().replace("&", ""))
        self._lay_out()
        self._connect()
        self.refresh()

    def _themes(self) -> list[tuple[str, object]]:
        return [
            (self.tr("As the desktop"), ThemeChoice.SYSTEM),
            (self.tr("Light"), ThemeChoice.LIGHT),
            (self.tr("Dark"), ThemeChoice.DARK),
            (self.tr("High contrast"), ThemeChoice.HIGH_CONTRAST),
        ]

    def _roles(self) -> list[tuple[str, object]]:
        return [
            (self.tr("Not chosen: a plan opens on its table"), None),
            (self.tr("Officer: a plan opens on Today"), Role.OFFICER),
            (self.tr("Manager: a plan opens on Returns"), Role.MANAGER),
            (self.tr("Secretary: a plan opens on Packs"), Role.SECRETARY),
        ]

    def _day_forms(self) -> list[tuple[str, object]]:
        import datetime as dt

        example = dt.date(2024, 4, 3)
        return [(long_day(example, form), form) for form in DayForm]

    def _choice(self, name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(self.host.look.px(24))
        for word, value in choices:
            box.addItem(word, value)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(self.host.look.px(0.5))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for heading, rows in self._groups():
            caption = label(heading, "caption")
            caption.setContentsMargins(0, self.host.look.px(0.5), 0, 0)
            form.addRow(caption)
            for name, widget in rows:
                if name:
                    form.addRow(label(name, "secondary"), widget)
                else:
                    form.addRow(widget)
        inner = QWidget()
        on_base(inner)
        column = QVBoxLayout(inner)
        space_out(column, self.host.look)
        column.addLayout(form)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("inspectorScroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        close_up(whole)
        about = label(self.tr("They stay on this computer"), "secondary")
        heading = label(self.tr("Your settings"), "heading")
        whole.addWidget(Bar(self.host.look, (heading, about, None)))
        whole.addWidget(area, 1)

    def _groups(self) -> list[tuple[str, list[tuple[str, QWidget]]]]:
        named = [(box.accessibleName(), box) for box in (self.theme, self.zoom)]
        return [
            (self.tr("Look"), [*named, ("", self.still)]),
            (
                self.tr("Words"),
                [(self.tr("Language"), self.language), (self.tr("Dates"), self.days)],
            ),
            (
                self.tr("Work"),
                [
                    (self.tr("Role"), self.role),
                    ("", self.roles),
                    (self.clear_days.accessibleName(), self.clear_days),
                ],
            ),
            (self.tr("Second copy of each backup"), [("", self._folder_row())]),
        ]

    def _folder_row(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        close_up(column)
        gap = self.host.look.space(Space.SMALL)
        column.setSpacing(gap)
        column.addWidget(self.folder)
        row = QHBoxLayout()
        row.setSpacing(gap)
        row.addWidget(self.choose)
        row.addWidget(self.usual)
        row.addStretch(1)
        column.addLayout(row)
        return made

    def _connect(self) -> None:
        self.theme.activated.connect(self._save_theme)
        self.zoom.activated.connect(self._save_zoom)
        self.still.clicked.connect(self._save_still)
        self.role.activated.connect(self._save_role)
        self.language.activated.connect(self._save_language)
        self.days.activated.connect(self._save_days)
        self.roles.clicked.connect(self._save_roles)
        self.clear_days.valueChanged.connect(self._save_clear_days)
        self.host.look.changed.connect(self.refresh)  # by a key or the menu, beside this page

    @Slot()
    def refresh(self) -> None:
        """Show what is chosen."""
        from plandesk.store.places import second_backup_root

        settings = self.host.settings
        for box, value in (
            (self.theme, self.host.look.choice),
            (self.zoom, self.host.look.zoom),
            (self.role, settings.role if settings.role_chosen else None),
            (self.language, settings.language),
            (self.days, settings.days),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.still.setChecked(settings.flag("still", default=False))
        self.roles.setChecked(settings.flag("roles in packs", default=False))
        self.clear_days.blockSignals(True)
        self.clear_days.setValue(settings.clear_days)
        self.clear_days.blockSignals(False)
        self.folder.setText(str(second_backup_root()))

    @Slot()
    def show_preferences(self) -> None:
        """Go to the first box."""
        self.theme.setFocus()

    # --- what each choice does ---------------------------------------------------------------

    @Slot()
    def _save_theme(self) -> None:
        choice = ThemeChoice(self.theme.currentData())
        self.host.settings.theme = choice
        self.host.look.set_choice(choice)

    @Slot()
    def _save_zoom(self) -> None:
        self.host.settings.zoom = self.zoom.currentData()
        self.host.look.set_zoom(self.zoom.currentData())

    @Slot()
    def _save_still(self) -> None:
        self.host.settings.set_flag("still", on=self.still.isChecked())
        i18n.keep_still(on=self.still.isChecked())

    @Slot()
    def _save_role(self) -> None:
        self.host.settings.choose_role(self.role.currentData())

    @Slot()
    def _save_language(self) -> None:
        self.host.settings.language = self.language.currentData()
        self.host.say(self._at_next_start())

    def _at_next_start(self) -> str:
        return self.tr("The language changes when PlanDesk is started again.")

    @Slot()
    def _save_days(self) -> None:
        self.host.settings.days = DayForm(self.days.currentData())
        choose_form(self.host.settings.days)

    @Slot()
    def _save_roles(self) -> None:
        self.host.settings.set_flag("roles in packs", on=self.roles.isChecked())

    @Slot(int)
    def _save_clear_days(self, days: int) -> None:
        self.host.settings.clear_days = days

    def _choose_folder(self) -> None:
        from plandesk.ui.dialogs.choose_files import FileChooser

        caption = self.tr("Folder for the second copies")
        self.keep_copies_in(FileChooser(self.host.settings).folder(self, caption))

    def _usual_folder(self) -> None:
        self._keep(None)

    def keep_copies_in(self, folder: Path | None) -> None:
        """Keep second copies in a folder that can be written in."""
        if folder is not None:
            self._keep(folder)

    def _keep(self, folder: Path | None) -> None:
        from plandesk.errors import UserError
        from plandesk.store.places import choose_backup_root

        try:
            choose_backup_root(folder)
        except OSError as error:
            said = self.tr("The folder could not be kept: %1").replace("%1", error.strerror or "")
            self.host.refuse(UserError(said, self.tr("Choose another folder.")))
        self.refresh()

    def _ask_reset(self) -> None:
        offer = Offer(self.tr("Reset"), self.put_back)
        text = self.tr("Put your settings back to how they were on the first day?")
        hint = self.tr("Plans, backups and the list of plans opened lately stay.")
        self.host.tell(Message(Kind.WARNING, text, hint, (offer,)))

    def put_back(self) -> None:
        """Reset everything of the person."""
        settings = self.host.settings
        speaking = settings.language
        settings.reset()
        self._keep(None)
        self.host.look.set_choice(settings.theme)
        self.host.look.set_zoom(settings.zoom)
        choose_form(settings.days)
        i18n.keep_still(on=False)
        self.refresh()
        said = self.tr("Your settings are as on the first day.")
        self.host.say(f"{said} {self._at_next_start()}" if speaking != settings.language else said)
