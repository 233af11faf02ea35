"""The members' model: probabilities by brute force, known truth come back, the prior only a prior."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from yalu.events.model import CouncilItem, Draft
from yalu.events.read import agreements, council_items, failed_drafts
from yalu.strategy.council.members import (
    PERMANENT,
    WAYS,
    Members,
    _known,
    _log_likelihood,
    fit_members,
    leaning,
    prior_places,
)
from yalu.strategy.council.topics import Topic
from yalu.strategy.read import council_topics

ON = date(2020, 1, 1)
ONE = (Topic(id="1", words="alpha", topic="A", source="test"),)
MODEL = Members(
    ready=np.array([1.0, 2.0, 2.0, 0.5, 1.5, 1.8]),
    place=np.array([-1.0, 0.5, 0.5, -2.0, 2.0, 0.0]),
    width=1.3,
    joint=1.1,
    items=0,
)


def contested(number: int, outcome: str, yes: int, no: int, abstain: int, by: str = "") -> CouncilItem:
    return CouncilItem(
        id=str(number), on=date(2000, 1, 1) + timedelta(days=number), document=f"S/{number}", outcome=outcome,
        yes=yes, no=no, abstain=abstain, vetoed_by=by, agenda="alpha", source="test",
    )  # type: ignore[arg-type]  # fmt: skip


def _choices(leans: float) -> list[list[float]]:
    def below(x: float) -> float:
        return 1 / (1 + np.exp(-x))

    rows = []
    for ready, place in zip(MODEL.ready, MODEL.place, strict=True):
        lift = ready + place * leans
        no, not_yes = below(-lift), below(MODEL.width - lift)
        rows.append([no, not_yes - no, 1 - not_yes])
    return rows


def test_ways_are_the_members_choices_joined_for_china_and_russia() -> None:
    rows = _choices(0.4)
    weights = np.array(
        [
            np.prod([rows[k][way[k]] for k in range(5)]) * (np.exp(1.1) if way[0] == way[3] else 1)
            for way in WAYS
        ]
    )
    assert MODEL.ways(0.4) == pytest.approx(weights / weights.sum(), abs=1e-9)
    assert MODEL.elected_yes(0.4) == pytest.approx(rows[5][2], abs=1e-9)


def test_a_tally_counts_by_every_vote_that_could_have_made_it() -> None:
    """Likelihood of one item against an enumeration of the five and a multinomial of the ten."""
    from math import factorial

    item = contested(0, "adopted", yes=13, no=0, abstain=2)
    known = _known([item], [], ONE)
    rows, ways = _choices(0.0), MODEL.ways(0.0)
    total = 0.0
    for way, p in zip(WAYS, ways, strict=True):
        if (way == 0).any():
            continue
        abstain = 2 - int((way == 1).sum())
        if abstain >= 0:
            many = factorial(10) / factorial(abstain) / factorial(10 - abstain)
            total += p * many * rows[5][1] ** abstain * rows[5][2] ** (10 - abstain)
    expected = np.log(total) - np.log(1 - ways[-1] * rows[5][2] ** 10)
    assert _log_likelihood(MODEL._parameters(), known)[0] == pytest.approx(expected, abs=1e-6)


def test_the_slope_is_that_of_finite_steps() -> None:
    from scipy.optimize import approx_fprime

    known = _known(council_items(), failed_drafts(), council_topics())
    at = MODEL._parameters()
    found = approx_fprime(at, lambda parameters: _log_likelihood(parameters, known)[0], 1e-6)
    assert _log_likelihood(at, known)[1] == pytest.approx(found, abs=0.02)


def test_a_veto_and_a_listed_draft_leave_only_ways_that_agree() -> None:
    item = contested(0, "vetoed", yes=9, no=3, abstain=3, by="CHN;RUS")
    draft = Draft(
        id="1",
        year=2000,
        document="S/0",
        meeting="1",
        yes="FRA;GBR;USA",
        abstain="QAT",
        no="CHN;RUS;ZAF",
        source="test",
    )
    known = _known([item], [draft], ONE)
    assert [tuple(WAYS[way]) for way in known.way] == [(0, 2, 2, 0, 2)]
    assert known.elected.tolist() == [[1, 3, 6]]


def test_an_item_that_fits_no_way_or_has_no_tally_is_passed_over() -> None:
    impossible = contested(0, "vetoed", yes=14, no=1, abstain=0, by="CHN;RUS")
    untold = CouncilItem(
        id="2", on=ON, document="S/2", outcome="vetoed", vetoed_by="USA", agenda="alpha", source="test"
    )
    assert len(_known([impossible, untold], [], ONE).leanings) == 0


def test_known_truth_comes_back_from_named_votes() -> None:
    rng = np.random.default_rng(5)
    rows, ways = np.array(_choices(0.0)), MODEL.ways(0.0)
    items, drafts = [], []
    for number in range(600):
        way = WAYS[rng.choice(len(WAYS), p=ways)]
        elected = rng.multinomial(10, rows[5])
        no, abstain, yes = ((way == choice).sum() + elected[choice] for choice in range(3))
        if yes == 15:
            continue
        items.append(contested(number, "not_adopted", int(yes), int(no), int(abstain)))
        named = [";".join(s for s, c in zip(PERMANENT, way, strict=True) if c == k) for k in range(3)]
        drafts.append(
            Draft(
                id=str(number), year=2000, document=f"S/{number}", meeting="1",
                no=named[0], abstain=named[1], yes=named[2], source="test",
            )
        )  # fmt: skip
    found = fit_members(items, drafts, ONE, np.zeros(6), ON)
    assert found.items == len(items)
    assert found.ready == pytest.approx(MODEL.ready, abs=0.35)
    assert found.width == pytest.approx(1.3, abs=0.15)
    assert found.joint == pytest.approx(1.1, abs=0.3)


def test_without_items_the_prior_stands() -> None:
    places = prior_places(agreements(), ON)
    found = fit_members([], [], ONE, places, ON)
    assert found.place == pytest.approx(places, abs=1e-4)
    assert found.items == 0


def test_assembly_agreement_sets_china_and_russia_against_the_united_states() -> None:
    china, france, britain, russia, states, elected = prior_places(agreements(), ON)
    assert russia < china < 0 < states
    assert france == britain == elected == 0  # their Assembly votes are not in the casebook
    assert prior_places((), ON).tolist() == [0.0] * 6


def test_leaning_says_whose_vetoes_a_topic_has_seen() -> None:
    topics = council_topics()
    assert leaning(council_items(), topics, "Palestinian question", ON) < -0.5
    assert leaning(council_items(), topics, "Middle East", ON) > 0.5
    assert leaning(council_items(), topics, "DPRK", ON) == 0.0


def test_china_and_russia_choose_together_on_the_real_record() -> None:
    found = fit_members(
        council_items(), failed_drafts(), council_topics(), prior_places(agreements(), ON), ON
    )
    assert found.joint > 1.0  # 10 of 11 Chinese vetoes of 2000-2019 were joint
    assert found.place[PERMANENT.index("RUS")] < 0 < found.place[PERMANENT.index("USA")]


def test_what_another_government_of_china_voted_does_not_count() -> None:
    import msgspec

    item = contested(0, "adopted", yes=14, no=0, abstain=1)
    before = msgspec.structs.replace(item, on=date(1971, 10, 24))
    after = msgspec.structs.replace(item, on=date(1971, 10, 25))
    places = np.zeros(6)
    assert [fit_members([one], [], ONE, places, ON).items for one in (before, after)] == [0, 1]
