"""Labels of published papers: each language is whole or says English, dates follow it."""

from __future__ import annotations

import datetime as dt

import pytest

from plandesk.models.labels import languages, read_labels


def test_english_comes_first_and_welsh_is_there():
    assert next(iter(languages())) == "en"
    assert languages()["cy"] == "Cymraeg"


def test_welsh_says_every_label():
    welsh = read_labels("cy")
    assert set(welsh.said) == set(welsh.english)
    assert all(welsh.said.values())


def test_the_places_for_values_are_the_same_in_every_language():
    import string

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for code in languages():
        labels = read_labels(code)
        for name, text in labels.said.items():
            assert values(text) == values(labels.english[name]), (code, name)


def test_an_unknown_language_is_english():
    assert read_labels("xx").say("agenda") == "Agenda"
    assert read_labels("").tag == "en-GB"


def test_a_missing_label_falls_back_to_english():
    from dataclasses import replace

    welsh = read_labels("cy")
    short = replace(welsh, said={"lead": "Arweinydd"})
    assert short.say("lead") == "Arweinydd"
    assert short.say("due") == "Due"
    assert short.heading("Due") == "Due"


def test_headings_are_translated_and_words_of_the_plan_are_not():
    welsh = read_labels("cy")
    assert welsh.heading("Lead") == "Arweinydd"
    assert welsh.heading("Fostering and adoption") == "Fostering and adoption"


@pytest.mark.parametrize(
    ("code", "said"), [("en", "Wednesday 3 April 2024"), ("cy", "Dydd Mercher 3 Ebrill 2024")]
)
def test_days_are_written_in_the_language(code, said):
    assert read_labels(code).weekday_and_day(dt.date(2024, 4, 3)) == said


def test_other_words_can_stand_in_for_a_label():
    labels = read_labels("en").with_words({"agenda": "Contents"})
    assert labels.say("agenda") == "Contents"
    assert labels.say("lead") == "Lead"
