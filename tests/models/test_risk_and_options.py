"""Risks on their matrix, and options counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plandesk.models.options import Criterion, OptionScores, Stated, appraise
from plandesk.models.register_types import Choice, RiskScale
from plandesk.models.risk_matrix import Movement, matrix, movement, risk_score
from plandesk.services.registers.kinds import load_kind

SCALE = load_kind("risks").risk
assert SCALE is not None
CODES = st.sampled_from([choice.code for choice in SCALE.likelihood])


def test_every_cell_of_the_matrix_has_a_band_and_the_worst_is_at_the_top_right():
    rows = matrix(SCALE)
    assert [len(row) for row in rows] == [5] * 5
    assert all(cell.band for row in rows for cell in row)
    assert rows[0][-1].score == 25
    assert rows[0][-1].band.word == "Severe"
    assert rows[-1][0].band.word == "Low"


@given(CODES, CODES, CODES)
def test_a_likelier_risk_is_never_in_a_better_band(low, high, impact):
    first, second = sorted((low, high))
    assert risk_score(SCALE, second, impact).band.rank <= risk_score(SCALE, first, impact).band.rank


def test_half_an_assessment_has_no_score():
    half = risk_score(SCALE, "4", None)
    assert half.likelihood.word == "Likely"
    assert (half.score, half.band) == (None, None)


def test_a_single_cell_may_have_its_own_band():
    scale = RiskScale(
        SCALE.likelihood, SCALE.impact, SCALE.bands, SCALE.thresholds, {("1", "5"): "high"}
    )
    assert risk_score(scale, "1", "5").band.code == "high"
    assert risk_score(scale, "1", "4").band.code == "low"


def test_a_scale_may_be_three_by_four():
    words = tuple(Choice(str(n), f"word {n}", number=n) for n in (1, 2, 3))
    more = (*words, Choice("4", "word 4", number=4))
    rows = matrix(RiskScale(words, more, SCALE.bands, SCALE.thresholds))
    assert [len(row) for row in rows] == [4] * 3


def test_a_risk_moves_between_periods():
    low, high = risk_score(SCALE, "2", "3"), risk_score(SCALE, "4", "3")
    assert movement(low, high) is Movement.HIGHER
    assert movement(high, low) is Movement.LOWER
    assert movement(low, low) is Movement.SAME
    assert movement(None, low, existed=False) is Movement.NEW
    assert movement(None, low) is Movement.UNKNOWN
    assert movement(low, risk_score(SCALE, None, None)) is Movement.UNKNOWN


def test_sums_weights_shares_and_places():
    criteria = [Criterion(1, "Safe", 3), Criterion(2, "Cheap", 1)]
    one, other = appraise(
        criteria, [OptionScores("Keep", {1: 2, 2: 5}), OptionScores("Change", {1: 4, 2: 1})], 5
    )
    assert (one.total, one.weighted, one.percent, one.rank) == (7, 11, 55.0, 2)
    assert (other.total, other.weighted, other.percent, other.rank) == (5, 13, 65.0, 1)


def test_without_all_weights_only_plain_sums_are_counted():
    criteria = [Criterion(1, "Safe", 3), Criterion(2, "Cheap")]
    (only,) = appraise(criteria, [OptionScores("Keep", {1: 2, 2: 5}, {}, Stated(weighted=192))], 5)
    assert (only.total, only.weighted, only.percent) == (7, None, 70.0)
    assert not only.findings


def test_what_is_printed_and_does_not_add_up_is_said():
    criteria = [Criterion(1, "Safe"), Criterion(2, "Cheap")]
    wrong = OptionScores("Keep", {1: 2, 2: 6}, {1: ("Low", 1)}, Stated(total=7, percent=90, rank=2))
    (found,) = appraise(criteria, [wrong], 5)
    assert found.findings == (
        "“Keep”: the sum is printed as 7, its scores add to 8.",
        "“Keep”: 90% is printed, the scores make 80%.",
        "“Keep”: place 2 is printed, the scores make 1.",
        "“Keep”, “Safe”: the score is 2, the word “Low” stands for 1.",
        "“Keep”, “Cheap”: a score of 6 is beyond the scale, which ends at 5.",
    )


def test_a_missing_score_is_named_and_counts_nought():
    (found,) = appraise(
        [Criterion(1, "Safe"), Criterion(2, "Cheap")], [OptionScores("A", {1: 3})], 5
    )
    assert (found.total, found.missing) == (3, ("Cheap",))


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_best_option_is_first_and_equal_ones_share_their_place(scores):
    criteria = [Criterion(n, f"c{n}") for n in range(4)]
    options = [
        OptionScores(str(n), dict(enumerate(map(float, row)))) for n, row in enumerate(scores)
    ]
    results = appraise(criteria, options, 5)
    for one in results:
        assert one.total == sum(scores[int(one.title)])
        assert one.rank == 1 + sum(other.total > one.total for other in results)
        assert not one.findings


def test_a_word_of_a_choice_may_be_shortened_but_not_guessed():
    label = load_kind("options").part("option").value("label").as_field()
    for said, word in (
        ("Low – Med", "Low - Med"),
        ("low - medium", "Low - Med"),
        ("Med", "Medium"),
        ("HIGH", "High"),
    ):
        assert label.read_choice(said).word == word
    assert label.read_choice("middling") is None
    assert label.read_choice("Me") is None
