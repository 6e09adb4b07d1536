"""What a status in words means where a scale rates by colour: "on track", "overdue", "underway".

Scales differ in what a colour stands for, so a word is looked for in what the scale itself says
of its values, and only then by the colour that most councils give it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plandesk.excel.trackers.colour import code_of_hue
from plandesk.models.types import Scale


@dataclass(frozen=True, slots=True)
class _Status:
    """One meaning: how officers put it, how a scale's definition puts it, and its usual hue."""

    printed: re.Pattern[str]
    defined: re.Pattern[str] | None
    hue: str


def _status(printed: str, defined: str, hue: str) -> _Status:
    meant = re.compile(rf"\b(?:{defined})\b", re.IGNORECASE) if defined else None
    return _Status(re.compile(rf"(?:{printed})", re.IGNORECASE), meant, hue)


_SOME = r"(?:some |minor |slight(?:ly)? |a little |small )"
_MUCH = r"(?:major |significant(?:ly)? |serious(?:ly)? |well |far |badly )"
_DONE = _status(
    r"(?:now |fully |already )?(?:completed?|done|delivered|achieved|implemented|finished|met)"
    r"(?: (?:and|&) (?:closed|embedded|signed off))?|closed(?: complete)?|100 ?%", "", "blue"
)  # fmt: skip
_STATUSES = (
    _status(
        r"not (?:yet )?(?:started|due|commenced|begun)(?: to start)?|to (?:start|be started)|"
        r"not (?:yet )?due to start|yet to (?:start|begin)|future|planned|scheduled|pending",
        r"not (?:yet )?(?:due|start(?:ed)?)|yet to begin|start date has not come|was expected yet",
        "grey",
    ),
    _status(
        rf"{_MUCH}?(?:off[ -](?:track|target|course)|overdue|critical|stalled|missed|failed|"
        rf"not (?:achieved|met|delivered|on track))|{_MUCH}(?:behind(?: schedule)?|delay(?:ed|s)?|"
        r"slippage|issues?|concerns?)|behind(?: schedule| target)?|late|severe.*",
        r"well behind|far behind|will miss|off track|serious worry",
        "red",
    ),
    _status(
        rf"at risk(?: of .*)?|{_SOME}(?:behind(?: schedule)?|delays?|delayed|slippage|issues?|"
        r"concerns?|risk)|delay(?:ed)?|slipp(?:ed|ing|age)|needs attention|caution|off track but "
        r"recoverable|recoverable|yellow|orange|y|o",
        r"may miss|at risk|little behind|slippage",
        "amber",
    ),
    _status(
        r"on[ -](?:track|target|course|schedule|plan|time)|as planned|progressing(?: well)?|"
        r"good progress|no (?:issues|concerns)",
        r"on (?:track|time|target|course)|will be delivered",
        "green",
    ),
    _status(
        r"in[ -]?progress|(?:now )?under ?way|started|commenced|in (?:hand|train|development)|"
        r"on-?going|part(?:ly|ial|ially)? (?:completed?|implemented|delivered|achieved|met)|"
        r"work(?:ing)? in progress|wip|continuing|open|live",
        r"under way|in progress|moving forward",
        "",
    ),
)


_SIGNS = {
    hue: frozenset(signs)
    for hue, signs in (
        ("red", "\U0001f534\U0001f7e5"),
        ("amber", "\U0001f7e0\U0001f7e1\U0001f7e7\U0001f7e8"),
        ("green", "\U0001f7e2\U0001f7e9"),
        ("blue", "\U0001f535\U0001f7e6"),
        ("grey", "\u26aa\u26ab\u2b1c\u2b1b"),
    )
}  # coloured discs and squares, which sheets in a browser are rated with


def code_of_sign(text: str, scale: Scale) -> str | None:
    """Return the rating that a coloured disc or square alone stands for; None for other texts."""
    sign = text.replace("\ufe0f", "").strip()
    hue = next((hue for hue, signs in _SIGNS.items() if sign in signs), None)
    return code_of_hue(hue, scale) if hue else None


def status_code(said: str, scale: Scale) -> str | None:
    """Return the rating that a status in words is likely to mean on a scale; None for others."""
    if _DONE.printed.fullmatch(said):
        return next((value.code for value in scale.values if value.done), None)
    for status in _STATUSES:
        if not status.printed.fullmatch(said):
            continue
        for value in scale.values:
            if status.defined is not None and status.defined.search(value.definition):
                return value.code
        return code_of_hue(status.hue, scale) if status.hue else None
    return None
