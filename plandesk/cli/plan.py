"""Commands on the plan itself: sample, new, presets, info, tree, show, set, timeframe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Verbs, add_verb, find_period
from plandesk.errors import ExitCode, UsageError
from plandesk.services.document import Document
from plandesk.services.queries.info import FileInfo, LevelCounts, file_info
from plandesk.services.queries.plan_tree import PeriodRow
from plandesk.services.queries.snapshot import is_kept


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    add_verb(verbs, "sample", "Write the sample plan to a new file.", _sample)
    new = add_verb(verbs, "new", "Make a new plan.", _new)
    new.add_argument("--preset", metavar="NAME", help="the kind of plan (plandesk presets)")
    new.add_argument("--title", metavar="T", help="the plan's title")
    new.add_argument("--from-json", metavar="JSON", help="a plan exported as JSON")
    new.add_argument("--from-pack", metavar="PDF", help="a pack that holds its plan")
    add_verb(verbs, "presets", "List the kinds of plan.", _presets, takes="json")
    add_verb(verbs, "info", "Say what a plan file holds.", _info)
    tree = add_verb(verbs, "tree", "Print the tree.", _tree)
    tree.add_argument(
        "--period", metavar="P", help="as of this period (default: current); a closed one as it was"
    )
    tree.add_argument("--scale", metavar="NAME", help="the ratings in another scale, such as RAG")
    show = add_verb(verbs, "show", "Print everything about one ref.", _show)
    show.add_argument("ref", metavar="REF")
    show.add_argument("--period", metavar="P", help="as it was when this period was closed")
    change = add_verb(verbs, "set", "Change fields of one ref.", _set)
    change.add_argument("ref", metavar="REF")
    change.add_argument("words", metavar="FIELD=VALUE", nargs="+")
    change.add_argument("--period", metavar="P", help="the period of ratings and updates")
    frame = add_verb(verbs, "timeframe", "Say how timeframes are read.", _timeframe, takes="json")
    frame.add_argument("texts", metavar="TEXT", nargs="+")
    frame.add_argument("--reference", metavar="DATE", help="the date of the paper")
    frame.add_argument("--plan-year", metavar="YEAR", help='the plan\'s year, such as "2016/17"')


def _sample(call: Call) -> int:
    from plandesk.services.samples.plan import write_sample

    write_sample(call.file)
    with call.plan() as document, document.read() as session:
        info = file_info(session)
    call.answer({"file": str(call.file), **_info_json(info)}, f"Wrote the sample to {call.file}.")
    return ExitCode.DONE


def _new(call: Call) -> int:
    from plandesk.services.new_plan import new_from_json, new_from_pack, new_from_preset

    ways = (call.args.preset, call.args.from_json, call.args.from_pack)
    if sum(map(bool, ways)) != 1:
        raise UsageError(
            "Say one of --preset NAME, --from-json FILE and --from-pack PDF.",
            "See plandesk presets.",
        )
    note = ""
    if call.args.from_json:
        new_from_json(call.file, Path(call.args.from_json))
    elif call.args.from_pack:
        note = new_from_pack(call.file, Path(call.args.from_pack))
    else:
        new_from_preset(call.file, call.args.preset, call.args.title)
    with call.plan() as document, document.read() as session:
        info = file_info(session)
    said = f"Made {call.file}: {info.title}."
    value = {"file": str(call.file), **_info_json(info), "note": note}
    call.answer(value, f"{said}\n{note}" if note else said)
    return ExitCode.DONE


def _presets(call: Call) -> int:
    from plandesk.services.presets import load_preset, preset_names

    found = [load_preset(name) for name in preset_names()]
    call.answer(
        {
            "presets": [
                {
                    "name": preset.name,
                    "title": preset.title,
                    "levels": list(preset.level_names[:3]),
                    "scale": [value.word for value in preset.scale.values],
                }
                for preset in found
            ]
        },
        "\n".join(
            f"{preset.name:20} {preset.title} ({' > '.join(preset.level_names)})"
            for preset in found
        ),
    )
    return ExitCode.DONE


def _info(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        info = file_info(session)
        beside = _beside_the_plan(session) if call.as_json else {}
    call.answer({**_info_json(info), **beside}, _info_text(info))
    return ExitCode.DONE


def _beside_the_plan(session: Session) -> dict[str, Any]:
    from plandesk.services.queries.registers.entries import pack_list, register_counts, return_list

    return {
        "registers": register_counts(session),
        "returns": return_list(session),
        "packs": pack_list(session),
    }


def _counts_json(counts: LevelCounts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in LevelCounts.__slots__}


def _info_json(info: FileInfo) -> dict[str, Any]:
    return {
        "title": info.title,
        "plans": [
            {
                "title": plan.title,
                "preset": plan.preset,
                "levels": list(plan.level_names[:3]),
                "scale": [value.word for value in plan.values],
                "counts": _counts_json(counts),
            }
            for plan, counts in info.plans
        ],
        "periods": [
            {
                "label": period.label,
                "as_at": period.as_at.isoformat(),
                "state": "open" if period.is_open else "closed",
                "rated": period.rated,
            }
            for period in info.periods
        ],
        "counts": _counts_json(info.total),
    }


def _info_text(info: FileInfo) -> str:
    lines: list[str] = []
    for plan, counts in info.plans:
        first, second, third, fourth = (name.lower() for name in plan.level_names)
        elsewhere = (
            f" ({counts.level2_reported_elsewhere} reported elsewhere)"
            if counts.level2_reported_elsewhere
            else ""
        )
        lines += [
            plan.title,
            f"  {_count(counts.level1, first)}, {_count(counts.level2, second)}{elsewhere}, "
            f"{_count(counts.level3, third)}, {_count(counts.milestones, fourth)}",
        ]
    for period in info.periods:
        state = "open" if period.is_open else "closed"
        rated = ", ".join(f"{number} {word}" for word, number in period.rated.items())
        lines.append(f"  {period.label} ({state}): {rated}")
    return "\n".join(lines) or "This file holds no plan yet."


def _count(number: int, name: str) -> str:
    if number == 1:
        return f"1 {name}"
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{number} {plural}"


def _tree(call: Call) -> int:
    from plandesk.cli.tree_text import tree_json, tree_text

    with call.plan() as document:
        period = find_period(document, call.args.period)
        with document.read() as session:
            if call.args.scale:
                _tree_in_scale(call, session, period.id if period else None)
            elif call.args.period and period and is_kept(session, period.id):
                _past_tree(call, session, period.id)
            elif call.as_json:
                call.answer({"rows": tree_json(session)}, "")
            else:
                print(tree_text(session, period.id if period else None))
    return ExitCode.DONE


def _tree_in_scale(call: Call, session: Session, period_id: int | None) -> None:
    from plandesk.cli.scale_text import scale_json, scale_text
    from plandesk.services.queries.other_scale import find_scale, translated_plan
    from plandesk.services.queries.plan_tree import plans

    known = plans(session)
    if not known:
        raise UsageError("This file holds no plan yet.")
    target = find_scale(session, known[0].id, call.args.scale)
    told = translated_plan(session, known[0].id, period_id, target)
    call.answer(scale_json(told), scale_text(told))


def _past_tree(call: Call, session: Session, period_id: int) -> None:
    from plandesk.cli.past_text import past_tree_json, past_tree_text
    from plandesk.services.queries.then_and_now import past_plan

    past = past_plan(session, period_id)
    if call.as_json:
        rows = past_tree_json(session, past)
        call.answer({"period": past.was.label, "reopened": past.was.reopened, "rows": rows}, "")
    else:
        print(past_tree_text(session, past))


def _past_show(call: Call, session: Session, period: PeriodRow) -> None:
    from plandesk.cli.past_text import past_row_json, past_row_text
    from plandesk.services.queries.then_and_now import past_row

    row = past_row(session, period.id, call.args.ref)
    if call.as_json:
        call.answer(past_row_json(session, row, period.label), "")
    else:
        print(past_row_text(session, row, period.label))


def _entry(session: Session, ref: str) -> int | None:
    from plandesk.services.queries.registers.rows import find_entry

    try:
        return find_entry(session, ref)
    except UsageError:
        return None


def _show(call: Call) -> int:
    from plandesk.cli.register import show_entry
    from plandesk.cli.show_text import show_json, show_text
    from plandesk.services.queries.detail import find_ref, item_detail, item_history

    with call.plan() as document, document.read() as session:
        period = find_period(document, call.args.period) if call.args.period else None
        if period is not None and is_kept(session, period.id):
            _past_show(call, session, period)
            return ExitCode.DONE
        try:
            found = find_ref(session, call.args.ref)
        except UsageError as unknown:
            entry_id = _entry(session, call.args.ref)
            if entry_id is None:
                raise unknown from None
            show_entry(call, session, entry_id)
            return ExitCode.DONE
        detail = item_detail(session, found)
        history = item_history(session, found)
        if detail is None:
            raise UsageError(f"There is no {call.args.ref} in this plan.")
        if call.as_json:
            call.answer(show_json(session, detail, history), "")
        else:
            print(show_text(session, detail, history))
    return ExitCode.DONE


def _set(call: Call) -> int:
    from plandesk.services.edit_words import edit_words
    from plandesk.services.queries.detail import find_ref

    words = dict(_split_word(word) for word in call.args.words)
    with call.plan(write=True) as document:
        period = find_period(document, call.args.period)
        with document.read() as session:
            item_id = find_ref(session, call.args.ref)
            op = edit_words(session, item_id, words, period.id if period else None)
        step = document.run(op, source="command line")
        wanted = _wanted(document, item_id, period) if "rating" in words else ()
        fields = sorted({name for row in step.rows for name in row.changed_fields()})
    done = f"Changed {call.args.ref}." if step.rows else f"{call.args.ref} says that already."
    said = {"ref": call.args.ref, "changed": len(step.rows), "fields": fields}
    call.answer({**said, "wanted": list(wanted)}, "\n".join((done, *wanted)))
    return ExitCode.DONE


def _wanted(document: Document, item_id: int, period: PeriodRow | None) -> tuple[str, ...]:
    from plandesk.services.rating_refusal import wanted_words

    with document.read() as session:
        return () if period is None else wanted_words(session, (item_id,), period.id)


def _split_word(word: str) -> tuple[str, str]:
    field, sign, value = word.partition("=")
    if not sign or not field.strip():
        raise UsageError(
            f"“{word}” is not FIELD=VALUE.", 'For example: rating=Amber due="May 2025".'
        )
    return field.strip(), value


def _timeframe(call: Call) -> int:
    from plandesk.cli.period import read_date
    from plandesk.cli.tree_text import timeframe_json
    from plandesk.models.timeframes.day import Toward
    from plandesk.models.timeframes.reading import describe, read_timeframe

    reference = read_date("--reference", call.args.reference, toward=Toward.BACK)
    year = call.args.plan_year
    readings = [
        read_timeframe(text, reference=reference, plan_year=year) for text in call.args.texts
    ]
    call.answer(
        {"timeframes": [timeframe_json(reading) for reading in readings]},
        "\n".join(f"{reading.text}: {describe(reading)}" for reading in readings),
    )
    return ExitCode.DONE
