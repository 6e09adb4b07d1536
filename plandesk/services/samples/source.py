"""The sample plan: an invented council's improvement plan, read from the texts in resources.

The source is written by hand, so everything it refers to is looked up and a mistake is reported
with its file and ref before anything is built.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, cast

from plandesk import resources
from plandesk.errors import UserError
from plandesk.models.content import (
    ItemContent,
    LinkContent,
    PeriodContent,
    PersonContent,
    PlanContent,
    UpdateContent,
)
from plandesk.models.types import Level, LinkKind, PeriodState, ref_key
from plandesk.services.presets import Preset, load_preset
from plandesk.services.samples.registers import sample_entries, sample_links

Table = dict[str, Any]

_HINT = "Put it right in the sample's source file."
_PLAN = "plan.toml"
_REGISTERS = "registers.toml"
_LETTERS = "the ref of a workstream is a letter"
_TEXTS = ("ref", "title", "due", "outcome", "outcome_note", "declared", "reported_elsewhere")
_LISTS = ("scope", "sources", "evidence", "leads", "sponsors")
_UPDATE = ("rating", "progress", "reason", "forecast", "help_needed")
_MILESTONE = ("text", "due", "done")
_BELOW = {Level.WORKSTREAM: "project", Level.PROJECT: "action"}


@dataclass(frozen=True, slots=True)
class PlantedFinding:
    """A mistake made on purpose in the sample: kind of finding, where, and why it is one."""

    kind: str
    ref: str
    why: str


def sample_content(folder: Path | None = None) -> PlanContent:
    """Return the sample plan, the same each time; raises ``UserError`` for a mistake in its source.

    ``folder`` is where the source files are, if not in PlanDesk's resources.
    """
    folder = folder or resources.path("sample")
    plan = _load(folder / _PLAN)
    source = _Source.of(plan)
    for name in plan["workstreams"]:
        source.read_workstream(f"{name}.toml", _load(folder / f"{name}.toml"))
    source.read_links(plan["link"])
    registers = _load(folder / _REGISTERS)
    preset = source.preset
    return PlanContent(
        title=plan["title"],
        preset=preset.name,
        level_names=preset.level_names,
        scale=preset.scale,
        outcomes=preset.outcomes,
        people=tuple(source.people.values()),
        periods=tuple(source.periods.values()),
        items=tuple(source.items.values()),
        links=tuple(source.links),
        entries=sample_entries(registers, source.periods),
        entry_links=tuple(sample_links(registers, source.items)),
        settings={**preset.settings(), **plan["settings"]},
    )


def planted_findings(folder: Path | None = None) -> tuple[PlantedFinding, ...]:
    """Return the mistakes made on purpose, which the checks must find, and no others."""
    plan = _load((folder or resources.path("sample")) / _PLAN)
    return tuple(PlantedFinding(**row) for row in plan["planted"])


def _load(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.name} cannot be read: {error}.", hint=_HINT) from error
    except OSError as error:
        raise UserError(f"{path.name} is missing from the sample.", hint=_HINT) from error


def _period(row: Table) -> PeriodContent:
    return PeriodContent(row["label"], row["as_at"], row["due"], PeriodState(row["state"]))


@dataclass(slots=True)
class _Source:
    """What has been read so far, and the words that may be used."""

    preset: Preset
    people: dict[str, PersonContent]
    periods: dict[str, PeriodContent]
    items: dict[str, ItemContent] = field(default_factory=dict[str, ItemContent])
    links: list[LinkContent] = field(default_factory=list[LinkContent])
    where: str = _PLAN

    @classmethod
    def of(cls, plan: Table) -> _Source:
        """Return an empty source that knows the plan's preset, people and periods."""
        people = {
            row["name"]: PersonContent(row["name"], email=row["email"]) for row in plan["person"]
        }
        periods = {row["key"]: _period(row) for row in plan["period"]}
        return cls(load_preset(plan["preset"]), people, periods)

    def read_workstream(self, file: str, told: Table) -> None:
        """Add a workstream with everything below it."""
        self.where = file
        self._read(Level.WORKSTREAM, "", told)

    def read_links(self, rows: list[Table]) -> None:
        """Add the links that ``plan.toml`` lists, and look up where every link ends."""
        self.where = _PLAN
        for row in rows:
            self._known(row["source"], "link", "kind of link", row["kind"], [*LinkKind])
            link = LinkContent(row["source"], LinkKind(row["kind"]), row["target"])
            self.links.append(link)
        for link in self.links:
            for end in (link.source, link.target):
                self._known(link.source, "link", "ref", end, self.items)

    def _read(self, level: Level, parent: str, told: Table) -> None:
        ref = str(told.get("ref", ""))
        self._check_ref(level, parent, ref)
        self._check_names(level, ref, told)
        self.items[ref] = self._item(level, parent, told)
        if "duplicate_of" in told:
            self.links.append(LinkContent(ref, LinkKind.DUPLICATE_OF, told["duplicate_of"]))
        self._read_milestones(ref, told.get("milestones", []))
        below = cast("list[Table]", told.get(_BELOW.get(level, ""), []))
        for row in below:
            self._read(Level(level + 1), ref, row)
        self._check_order(ref, below)

    def _item(self, level: Level, parent: str, told: Table) -> ItemContent:
        ref = told["ref"]
        for name in (*told.get("leads", ()), *told.get("sponsors", ())):
            self._known(ref, "leads", "person or post", name, self.people)
        if "outcome" in told:
            codes = [option.code for option in self.preset.outcomes]
            self._known(ref, "outcome", "outcome", told["outcome"], codes)
        if (told.get("outcome") == "duplicate") != ("duplicate_of" in told):
            self._stop(ref, "a duplicate needs both its outcome and the ref it is a duplicate of")
        plain: Table = {name: told[name] for name in (*_TEXTS, "is_new") if name in told}
        plain.setdefault("outcome_note", told.get("duplicate_of", ""))
        lists: Table = {name: tuple(told.get(name, ())) for name in _LISTS}
        return ItemContent(
            key=ref,
            level=level,
            parent=parent,
            fields={name: told[name] for name in self._columns(level) if name in told},
            updates=tuple(self._updates(ref, told)),
            **plain,
            **lists,
        )

    def _read_milestones(self, ref: str, rows: list[Table]) -> None:
        for number, row in enumerate(rows, start=1):
            if not set(row) <= set(_MILESTONE) or not row.get("text"):
                self._stop(ref, f"milestone {number} may only have {', '.join(_MILESTONE)}")
            key = f"{ref}/{number}"
            self.items[key] = ItemContent(
                key=key,
                level=Level.MILESTONE,
                title=row["text"],
                parent=ref,
                due=row.get("due", ""),
                done=row.get("done", False),
            )

    def _updates(self, ref: str, told: Table) -> Iterator[UpdateContent]:
        for key, period in self.periods.items():
            said: Table = told.get(key, {})
            if not said:
                continue
            for name in said:
                self._known(ref, key, "entry", name, _UPDATE)
            rating = self.preset.scale.read(said.get("rating", ""))
            if rating is None:
                words = ", ".join(value.word for value in self.preset.scale.values)
                self._stop(ref, f'{key}: choose one of {words}; it says "{said.get("rating", "")}"')
            yield UpdateContent(period=period.label, **{**said, "rating": rating.code})

    def _columns(self, level: Level) -> list[str]:
        return [column.key for column in self.preset.fields if column.level == level]

    def _check_ref(self, level: Level, parent: str, ref: str) -> None:
        if ref in self.items:
            self._stop(ref, "this ref is used twice")
        start = f"{parent}." if level is Level.ACTION else parent
        number = ref[len(start) :] if ref.startswith(start) else ""
        fits = number.isalpha() if level is Level.WORKSTREAM else number.isdecimal()
        if not fits:
            self._stop(
                ref or f"below {parent}",
                f'the ref of a row below "{parent}" starts with "{start}"' if parent else _LETTERS,
            )

    def _check_order(self, ref: str, rows: list[Table]) -> None:
        refs = [row["ref"] for row in rows]
        if refs != sorted(refs, key=ref_key):
            self._stop(ref, f"what is below is not in the order of its refs: {', '.join(refs)}")

    def _check_names(self, level: Level, ref: str, told: Table) -> None:
        if not str(told.get("title", "")).strip():
            self._stop(ref, "the title is missing")
        words = [*_TEXTS, *_LISTS, "is_new", "duplicate_of", "milestones", *self.periods]
        words += [*self._columns(level), _BELOW.get(level, "")]
        for name in told:
            self._known(ref, "the table", "entry", name, words)

    def _known(self, ref: str, part: str, kind: str, said: str, known: Any) -> None:
        if said not in known:
            self._stop(ref, f'{part}: there is no {kind} "{said}"')

    def _stop(self, ref: str, problem: str) -> NoReturn:
        raise UserError(f"{self.where}, {ref}: {problem}.", hint=_HINT)
