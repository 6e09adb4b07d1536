"""What reports print of options, SWOT, self-assessment, programmes, glossary and equality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plandesk.models.clear_days import CLEAR_DAYS
from plandesk.models.options import Stated
from plandesk.models.register_types import RegisterKind
from plandesk.reports.list_content import (
    EqualityReturn,
    EqualityRow,
    ForwardEntry,
    ForwardPlan,
    Glossary,
    KeyFigure,
    SelfAssessment,
    SelfTest,
    Swot,
    SwotSection,
    Term,
    WorkItem,
    WorkMeeting,
    WorkProgramme,
)
from plandesk.reports.register_content import (
    AppraisalCriterion,
    Option,
    OptionsAppraisal,
    OptionsAppraisals,
    OptionScore,
)
from plandesk.services.queries.packs.content import glossary_of
from plandesk.services.queries.registers.rows import EntryRow
from plandesk.services.queries.registers.source import (
    Register,
    Source,
    choice_word,
    day_text,
    lines,
)
from plandesk.services.queries.registers.tables import (
    ProgrammeMeeting,
    equality_table,
    work_programme,
)


def options_of(source: Source) -> OptionsAppraisals:
    """Return every options appraisal with its criteria, options and scores."""
    register = source.register("options")
    return OptionsAppraisals(tuple(_appraisal(register, row) for row in register.rows))


def _appraisal(register: Register, row: EntryRow) -> OptionsAppraisal:
    criteria = register.parts_of(row, "criterion")
    options = register.parts_of(row, "option")
    kind = register.kind.part("option")
    labels = kind.value("label") if kind else None
    scale = tuple(
        (choice.word, choice.number)
        for choice in (labels.choices if labels else ())
        if choice.number is not None
    )
    return OptionsAppraisal(
        title=" ".join(filter(None, (row.title, f"({row.due})" if row.due else ""))),
        criteria=tuple(
            AppraisalCriterion(one.ref, one.title, _number(one, "weight")) for one in criteria
        ),
        options=tuple(_option(register, one, criteria) for one in options),
        scale=scale,
        introduction=lines(register.word(row, "question")),
        notes=tuple(filter(None, (register.word(row, "note"), _decided(register, row)))),
    )


def _decided(register: Register, row: EntryRow) -> str:
    decision = register.word(row, "decision")
    return f"Decision: {decision}" if decision else ""


def _number(row: EntryRow, key: str) -> float | None:
    value = row.fields.get(key)
    return float(value) if isinstance(value, int | float) else None


def _option(register: Register, row: EntryRow, criteria: Sequence[EntryRow]) -> Option:
    kind = register.kind.part("option")
    spec = kind.value("label") if kind else None
    scores = {one.about_id: one for one in register.values_of(row, "score")}
    labels = {one.about_id: one for one in register.values_of(row, "label")}

    def score(criterion: EntryRow) -> OptionScore:
        number, label = scores.get(criterion.id), labels.get(criterion.id)
        return OptionScore(
            number.number if number else None,
            choice_word(spec, label.text) if label else "",
            (number.note if number else "") or (label.note if label else ""),
        )

    said = (str(row.fields.get("description") or ""), str(row.fields.get("summary") or ""))
    return Option(
        row.ref,
        row.title,
        "\n".join(filter(None, said)),
        tuple(score(criterion) for criterion in criteria),
        Stated(
            _number(row, "stated_sum"),
            _number(row, "stated_weighted"),
            _number(row, "stated_percent"),
            _number(row, "stated_rank"),
        ),
    )


def swot_of(source: Source) -> SwotSection:
    """Return every SWOT analysis."""
    register = source.register("swot")

    def points(row: EntryRow, quadrant: str) -> tuple[str, ...]:
        parts = register.parts_of(row, "swot-point")
        return tuple(one.title for one in parts if one.fields.get("quadrant") == quadrant)

    return SwotSection(
        tuple(
            Swot(
                row.title,
                *(points(row, quadrant) for quadrant in "SWOT"),
                by=source.people(row, "author"),
                when=row.due,
            )
            for row in register.rows
        )
    )


def self_assessment_of(source: Source) -> SelfAssessment:
    """Return the tests with their responses and key figures."""
    register = source.register("self-assessment")

    def test(row: EntryRow) -> SelfTest:
        verdict, coming = register.word(row, "verdict"), register.word(row, "next")
        response = (
            *((f"In short: {verdict}.",) if verdict else ()),
            *lines(register.word(row, "response")),
            *((f"What comes next: {coming}",) if coming else ()),
        )
        figures = tuple(
            KeyFigure(one.area, one.text, one.period) for one in register.values_of(row, "figure")
        )
        owner = source.people(row, "owner")
        return SelfTest(row.ref, row.title, response, figures, owner=owner)

    return SelfAssessment(tuple(test(row) for row in register.rows))


def work_programme_of(source: Source) -> WorkProgramme:
    """Return the meetings with the day their papers go out by the clear-days rule."""
    found = work_programme(source.session)
    bodies = list(dict.fromkeys(row.entry.title for row in found))
    kind = source.kind("work-programme")
    meetings = tuple(_meeting(source, kind, row, many=len(bodies) > 1) for row in found)
    stated = any(row.stated for row in found)
    rule = (
        "The rule gives the last working day that leaves the clear days of the body before its "
        f"meeting ({CLEAR_DAYS['England']} where it has no number of its own)."
    )
    return WorkProgramme(bodies[0] if len(bodies) == 1 else "", meetings, "" if stated else rule)


def _meeting(
    source: Source, kind: RegisterKind, row: ProgrammeMeeting, *, many: bool
) -> WorkMeeting:
    entry, items = row.entry, kind.part("programme-item")
    notes = (entry.text(kind, "venue"), entry.text(kind, "time"), entry.text(kind, "note"))
    return WorkMeeting(
        date=f"{entry.due}, {entry.title}" if many else entry.due,
        send_out=day_text(row.send_out) if row.is_late or not row.stated else "",
        stated_send_out=entry.text(kind, "send_out"),
        place=", ".join(filter(None, notes)),
        items=tuple(_item(source, items, part) for part in row.agenda),
    )


def _item(source: Source, kind: RegisterKind | None, part: EntryRow) -> WorkItem:
    printed = part.text(kind, "officers_text") if kind else ""
    named = source.people(part, "officers")
    points = lines(part.fields.get("points"))
    unsure = " (to be confirmed)" if part.fields.get("unconfirmed") else ""
    return WorkItem(f"{part.title}{unsure}", named or printed, points)


def forward_plan_of(source: Source) -> ForwardPlan:
    """Return the decisions that are planned."""
    register = source.register("forward-plan")

    def entry(row: EntryRow) -> ForwardEntry:
        notes = [
            "Key decision" if row.fields.get("key") else "",
            "In private" if row.fields.get("private") else "",
            register.word(row, "state"),
        ]
        decided = (register.word(row, "decided_by"), register.word(row, "portfolio"))
        return ForwardEntry(
            row.ref,
            row.title,
            ", ".join(filter(None, decided)),
            row.due,
            source.people(row, "owner"),
            "; ".join(filter(None, notes)),
        )

    return ForwardPlan(tuple(entry(row) for row in register.rows))


def glossary_register_of(source: Source) -> Glossary:
    """Return the glossary, and the abbreviations that the plan uses and explains itself."""
    register = source.register("glossary")
    meanings: dict[str, list[str]] = {}
    for row in register.rows:
        text = ". ".join(filter(None, (register.word(row, k) for k in ("meaning", "explanation"))))
        found = meanings.setdefault(row.title, [])
        if text and text not in found:
            found.append(text)
    for word, meaning in glossary_of(source.facts).rows:
        meanings.setdefault(str(word), [str(meaning)])
    order = sorted((word for word in meanings if meanings[word]), key=str.casefold)
    terms = tuple(Term(word, tuple(meanings[word])) for word in order)
    return Glossary(terms)


def equality_return_of(source: Source) -> EqualityReturn:
    """Return what should be published, what there is, and for whom it is broken down."""
    kind = source.kind("equality")
    names, rows = equality_table(source.session, source.plan_id)

    def entry(row: EntryRow, answers: Mapping[str, str]) -> EqualityRow:
        evidence = (*lines(row.text(kind, "evidence")), *lines(row.fields.get("addresses")))
        gaps = "\n".join(filter(None, (row.text(kind, "gaps"), row.text(kind, "next"))))
        said = tuple(answers.get(name, "") for name in names)
        return EqualityRow(row.ref, row.title, evidence, said, gaps)

    return EqualityReturn(names, tuple(entry(row.entry, row.answers) for row in rows))
