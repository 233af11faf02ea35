"""The outlook: its parts agree with each other, and a wrong question is refused."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from yalu.events.read import agreements, council, council_items, failed_drafts
from yalu.strategy.council.files import Asked, asked_from
from yalu.strategy.council.members import Members, fit_members, prior_places
from yalu.strategy.council.record import joined
from yalu.strategy.council.vote import Vote, vote_outlook
from yalu.strategy.read import council_topics
from yalu.terms.errors import BadFile, BadInput

ON = date(2024, 4, 1)
RECORD = joined(council_items(), council())


@pytest.fixture(scope="module")
def members() -> Members:
    return fit_members(RECORD, failed_drafts(), council_topics(), prior_places(agreements(), ON), ON)


def outlook(members: Members, topic: str, on: date = ON) -> Vote:
    return vote_outlook(RECORD, council_topics(), members, topic, on, np.random.default_rng(1))


@pytest.mark.parametrize("topic", ["DPRK", "Middle East", "Palestinian question", "Tribunals", "Syria"])
def test_members_and_regimes_add_up_to_the_chances(members: Members, topic: str) -> None:
    found = outlook(members, topic)
    refusal, dissent = found.chances
    assert 0 < refusal.low <= refusal.p <= refusal.high < 1
    assert refusal.p <= dissent.p <= dissent.high
    assert sum(found.regimes.values()) == pytest.approx(refusal.p)
    for member in found.members:
        assert member.no + member.abstain + member.yes == pytest.approx(1)
        assert member.no <= refusal.p + 1e-12
    assert max(1 - member.yes for member in found.members) <= dissent.p + 1e-12


def test_who_vetoes_follows_the_topic(members: Members) -> None:
    no = {
        topic: {one.state: one.no for one in outlook(members, topic).members}
        for topic in ("Middle East", "Palestinian question")
    }
    assert max(no["Middle East"], key=no["Middle East"].__getitem__) == "RUS"
    assert max(no["Palestinian question"], key=no["Palestinian question"].__getitem__) == "USA"


def test_two_vetoes_raise_the_chance_of_a_third_on_the_dprk(members: Members) -> None:
    before = outlook(members, "DPRK", date(2022, 5, 26)).chances[0].p
    after = outlook(members, "DPRK").chances[0].p
    assert before < 0.02
    assert after > 0.1


def test_a_topic_nobody_knows_is_refused_with_the_nearest(members: Members) -> None:
    with pytest.raises(BadInput, match="the nearest is Palestinian question"):
        outlook(members, "palestine question")
    with pytest.raises(BadInput, match=r"no topic of the Council here\. All: "):
        outlook(members, "zzzz")


def test_an_agenda_outside_every_topic_gets_the_share_over_all(members: Members) -> None:
    found = outlook(members, Asked(agenda="Trusteeship of Palau").told(council_topics()))
    assert found.topic == "other"
    assert Asked(topic="DPRK").told(council_topics()) == "DPRK"


def test_a_file_asks_about_items_and_its_mistakes_are_told_together() -> None:
    parsed = {"item": [{"topic": "DPRK", "name": "a new text"}, {"agenda": "Cyprus"}]}
    assert [one.told(council_topics()) for one in asked_from("f", parsed)] == ["DPRK", "Cyprus"]
    with pytest.raises(BadFile) as told:
        asked_from("f", {"item": [{}, {"topic": "DPRK", "agenda": "x"}]})
    assert len(told.value.problems) == 2
    with pytest.raises(BadFile, match=r"write \[\[item\]\]"):
        asked_from("f", {"items": []})
    with pytest.raises(BadFile, match="no item"):
        asked_from("f", {"item": []})


def test_the_last_items_on_the_topic_stand_beside_the_chance(members: Members) -> None:
    last = outlook(members, "dprk").last
    assert [(str(one.on), one.outcome, one.vetoed_by) for one in last] == [
        ("2024-03-28", "vetoed", "RUS"),  # the Panel's renewal
        ("2023-03-23", "adopted", ""),
        ("2022-05-26", "vetoed", "CHN;RUS"),
        ("2022-03-25", "adopted", ""),
    ]
    assert outlook(members, "dprk", date(2022, 5, 26)).last[0].on == date(2022, 3, 25)
    assert (
        vote_outlook(RECORD[:1], council_topics(), members, "dprk", ON, np.random.default_rng(1)).last == ()
    )
