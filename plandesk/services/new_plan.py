"""Making a new plan file: from a preset, or from a plan exported as JSON."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from plandesk.errors import UserError
from plandesk.excel.worker import in_worker
from plandesk.models.content import PlanContent
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.together import Together
from plandesk.services.presets import load_preset

_ROWS_LEFT_OUT = (
    "The pack does not print every row of its plan: this one has those it prints. "
    "Figures that count the others are on the pages of the pack only."
)


def empty_plan(preset_name: str, title: str | None = None) -> PlanContent:
    """Return an empty plan of this preset; raises UsageError for an unknown preset."""
    preset = load_preset(preset_name)
    return PlanContent(
        title=title or preset.title,
        preset=preset.name,
        level_names=preset.level_names,
        scale=preset.scale,
        outcomes=preset.outcomes,
        settings={"review_tests": list(preset.review_tests)},
    )


def new_from_preset(path: Path, preset: str, title: str | None = None) -> None:
    """Make a plan file that holds one empty plan."""
    content = empty_plan(preset, title)
    with Document.create(path) as document:
        document.run(AddContent(content))


def new_from_json(path: Path, source: Path) -> None:
    """Make a plan file from a JSON export, with the same stable identifiers."""
    _new(path, source, in_worker("plandesk.services.plan_json:from_json", source))


def new_from_pack(path: Path, pack: Path) -> str:
    """Make a plan file from the plan inside a pack: what that version of the pack says of it.

    Returns what to tell about rows that the pack counts and does not print, "" where there are
    none. The pack may come from anywhere; raises UserError when it holds no plan that can be read.
    """
    contents, is_whole = in_worker("plandesk.services.plan_json:from_pack", pack)
    _new(path, pack, contents)
    return "" if is_whole else _ROWS_LEFT_OUT


def holds_plan(pack: Path) -> bool:
    """Tell whether a PDF is a pack that holds its plan; what cannot be read is none."""
    try:
        return bool(in_worker("plandesk.reports.enclosure:plan_in", pack))
    except UserError:
        return False


def _new(path: Path, source: Path, contents: list[tuple[str, PlanContent]]) -> None:
    steps = tuple(AddContent(content, uid=uid) for uid, content in contents)
    document = Document.create(path)
    try:
        with document:
            document.run(Together(f"Read {source.name}", steps), source=source.name)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        path.unlink(missing_ok=True)
        raise UserError(
            f"{source.name} is not a whole plan: {type(error).__name__} at {error}.",
            "Ask for it again. No plan was made.",
        ) from error
    except SQLAlchemyError as error:  # its words are the database's, not the officer's
        path.unlink(missing_ok=True)
        raise UserError(
            f"{source.name} is not a whole plan: parts of it contradict each other.",
            "Ask for it again. No plan was made.",
        ) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
