"""The topic base: better than the simple one on 2000-2019, and what it does with little."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from yalu.events.model import CouncilItem
from yalu.events.read import council, council_items
from yalu.strategy.council.base import backtest, draws_of, happened, topic_base
from yalu.strategy.council.record import joined
from yalu.strategy.council.topics import Topic, topic_of
from yalu.strategy.read import council_topics

SINCE, UNTIL = date(2000, 1, 1), date(2019, 12, 31)
RNG = np.random.default_rng(1)
TWO = (
    Topic(id="1", words="alpha;first", topic="A", source="test"),
    Topic(id="2", words="beta", topic="B", source="test"),
)


def item(on: date, agenda: str, outcome: str = "adopted", **cells: object) -> CouncilItem:
    return CouncilItem(
        id=f"{on}", on=on, document="S/1", outcome=outcome, agenda=agenda, source="test", **cells
    )  # type: ignore[arg-type]


def test_vetoes_of_2000_to_2019_are_forecast_better_than_by_the_simple_topic_base() -> None:
    found = backtest(council_items(), council_topics(), "vetoed", SINCE, UNTIL, RNG)
    assert (found.items, found.happened) == (1257, 35)  # the published baselines' own counts
    assert found.log < 0.09494
    assert found.brier < 0.02354


def test_dissent_of_2000_to_2019_is_forecast_better_than_by_the_simple_topic_base() -> None:
    found = backtest(council_items(), council_topics(), "not unanimous", SINCE, UNTIL, RNG)
    assert (found.items, found.happened) == (1257, 132)
    assert found.log < 0.29151
    assert found.brier < 0.08322


def test_the_simple_base_beside_it_is_the_share_of_five_years_drawn_to_all() -> None:
    items = [
        item(date(2000, 1, 1), "alpha", "vetoed"),  # more than five years before
        item(date(2006, 1, 1), "alpha", "vetoed"),
        item(date(2006, 1, 2), "beta"),
        item(date(2007, 1, 1), "alpha"),
        item(date(2007, 1, 1), "alpha"),
    ]
    found = backtest(items, TWO, "vetoed", date(2007, 1, 1), date(2007, 1, 1), RNG)
    assert [one.simple for one in found.forecasts] == pytest.approx([(1 + 8 * 1.5 / 3) / 9] * 2)


def test_every_forecast_is_given_and_its_scores_are_those_of_the_whole() -> None:
    found = backtest(council_items(), council_topics(), "vetoed", SINCE, UNTIL, RNG)
    logs = [-np.log(one.p if one.observed else 1 - one.p) for one in found.forecasts]
    assert np.mean(logs) == pytest.approx(found.log)
    assert found.log < found.simple_log


def test_the_gain_has_an_interval_and_says_on_which_topic_it_rests() -> None:
    found = backtest(council_items(), council_topics(), "vetoed", SINCE, UNTIL, RNG)
    logs = np.array(
        [
            [-np.log(p if one.observed else 1 - p) for p in (one.p, one.simple, one.unseen)]
            for one in found.forecasts
        ]
    )
    gains = logs[:, 0] - logs[:, 1]
    assert found.gain.value == pytest.approx(gains.mean())
    assert found.gain.low < found.gain.value < found.gain.high < 0
    assert found.unseen_log == pytest.approx(logs[:, 2].mean())
    assert sum(one.items for one in found.topics) == 1257
    (one,) = [one for one in found.topics if one.topic == "Palestinian question"]
    rest = np.array([other.topic != one.topic for other in found.forecasts])
    assert one.gain_without == pytest.approx(gains[rest].mean())
    assert one.log == pytest.approx(logs[~rest, 0].mean())


def test_a_topic_left_out_is_forecast_from_the_share_of_the_others() -> None:
    items = [
        item(date(2007, 1, 1), "alpha", "vetoed"),
        item(date(2007, 1, 1), "beta"),
        item(date(2007, 1, 1), "beta"),
        item(date(2007, 1, 2), "alpha"),
        item(date(2007, 1, 2), "beta"),
    ]
    found = backtest(items, TWO, "vetoed", date(2007, 1, 2), date(2007, 1, 2), RNG)
    fades = 0.5 ** (1 / 365.25 / 5)
    on_alpha = (0.5 * fades + 0.5) / (3 * fades + 1)  # two items of the other topic, none vetoed
    on_beta = (1.5 * fades + 0.5) / (2 * fades + 1)  # one item of the other topic, vetoed
    assert [one.unseen for one in found.forecasts] == pytest.approx([on_alpha, on_beta])


def test_with_one_topic_nothing_is_left_when_it_is_left_out() -> None:
    items = [item(date(2007, 1, 1), "alpha", "vetoed"), item(date(2007, 1, 2), "alpha")]
    found = backtest(items, TWO, "vetoed", date(2007, 1, 2), date(2007, 1, 2), RNG)
    assert [one.gain_without for one in found.topics] == [None]


def test_forecasts_do_not_read_what_came_after() -> None:
    long = backtest(
        council_items(), council_topics(), "vetoed", SINCE, date(2009, 12, 31), np.random.default_rng(1)
    )
    cut = [one for one in council_items() if one.on <= date(2009, 12, 31)]
    assert backtest(cut, council_topics(), "vetoed", SINCE, UNTIL, np.random.default_rng(1)) == long


def test_items_of_one_day_do_not_know_of_each_other() -> None:
    days = [date(2001, 1, 1), date(2002, 1, 1), date(2002, 1, 1)]
    items = [
        item(day, "alpha", outcome)
        for day, outcome in zip(days, ("adopted", "vetoed", "adopted"), strict=True)
    ]
    other = [items[0], items[2], items[1]]
    since, until = date(2002, 1, 1), date(2002, 1, 1)
    assert backtest(items, TWO, "vetoed", since, until, RNG).log == pytest.approx(
        backtest(other, TWO, "vetoed", since, until, RNG).log
    )


def test_a_topic_of_vetoes_is_likelier_than_one_without_and_a_new_one_lies_between() -> None:
    items = [
        item(date(2001, month, day), agenda, outcome)
        for month in range(1, 13)
        for day, agenda, outcome in ((1, "alpha", "vetoed"), (2, "beta", "adopted"))
    ]
    known = topic_base(items, TWO, "vetoed", date(2002, 1, 1))
    assert known.p("B") < 0.2 < known.p("other") < 0.8 < known.p("A")
    spread = draws_of(known, "A", 2000, np.random.default_rng(1))
    assert abs(spread.mean() - known.p("A")) < 0.02


def test_the_share_without_any_record_is_one_half() -> None:
    assert topic_base([], TWO, "vetoed", date(2002, 1, 1)).p("A") == pytest.approx(0.5)


def test_a_topic_is_told_by_the_first_words_that_fit() -> None:
    assert topic_of("The FIRST and beta", TWO) == "A"
    assert topic_of("gamma", TWO) == "other"
    assert topic_of("Non-proliferation/Democratic People's Republic of Korea", council_topics()) == "DPRK"
    assert (
        topic_of("The situation concerning the Democratic Republic of the Congo", council_topics())
        == "DR Congo"
    )
    assert topic_of("Letter dated 28 February 2014 from the Permanent R", council_topics()) == "Ukraine"


def test_dissent_is_a_no_an_abstention_or_a_failure_but_not_an_absence() -> None:
    day = date(2001, 1, 1)
    assert happened(item(day, "alpha", yes=13, no=0, abstain=2), "not unanimous")
    assert happened(item(day, "alpha", "not_adopted"), "not unanimous")
    assert not happened(item(day, "alpha", yes=14, no=0, abstain=0), "not unanimous")
    assert not happened(item(day, "alpha", yes=13, no=2, abstain=0), "vetoed")


def test_the_record_goes_on_with_the_dprk_after_its_last_item() -> None:
    later = joined(council_items(), council())[len(council_items()) :]
    vetoes = {one.on: one.vetoed_by for one in later if one.outcome == "vetoed"}
    assert vetoes == {date(2022, 5, 26): "CHN;RUS", date(2024, 3, 28): "RUS"}
    assert [one.on.year for one in later if one.outcome == "adopted"] == [2020, 2021, 2022, 2023]
    assert {topic_of(one.agenda, council_topics()) for one in later} == {"DPRK"}
