"""Does the judgement give the published figures of this trade as they are cited, and keep apart what must not be joined?

Each test is one published statement; the figures alone are in `tests/trade/test_brief_figures.py`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.petroleum import contradictions, fuel_years
from yalu.assess.recorded import by_list, records_of
from yalu.assess.total import QUOTED, WITH_CRUDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Indicator, StateJudgement

SHARE = 5e-4  # half of the last digit of a share printed with one decimal


def indicator(judged: StateJudgement, ident: str) -> Indicator:
    return next(one for one in judged.indicators if one.id == ident)


def years(judged: StateJudgement, series: str) -> dict[int, float]:
    return {one.year: one.total_usd for one in judged.trade_years if one.series == series and one.total_usd}


def test_totals_of_2018_to_2023_are_the_quoted_ones(china: StateJudgement) -> None:
    quoted = years(china, QUOTED)
    assert {year: quoted[year] / 1e9 for year in range(2018, 2024)} == {
        2018: 2.43, 2019: 2.79, 2020: 0.539, 2021: 0.318, 2022: 1.028, 2023: 2.3,
    }  # fmt: skip


def test_the_gap_between_kotra_and_customs_is_a_series_of_its_own(china: StateJudgement) -> None:
    quoted, with_crude = years(china, QUOTED), years(china, WITH_CRUDE)
    assert [round((with_crude[year] - quoted[year]) / 1e9, 2) for year in (2018, 2021)] == [0.29, 0.36]


def test_coal_to_april_2017_is_57_per_cent_of_the_value_and_35_7_of_the_volume(china: StateJudgement) -> None:
    shares = {one.cap: one.share for one in china.cap_uses}
    assert shares["coal-2017-usd"] == pytest.approx(0.57, abs=5e-3)
    assert shares["coal-2017-t"] == pytest.approx(0.357, abs=SHARE)


def test_coal_is_recorded_as_none_from_november_2017(book: Casebook) -> None:
    coal = [
        one
        for one in records_of("CHN", book, "USD")
        if one.hs.startswith("2701") and one.since >= date(2017, 10, 1)
    ]
    assert {one.since.year for one in coal} >= {2017, 2018, 2019, 2020}
    assert {one.value for one in coal} == {0}


def test_the_cap_of_2019_is_83_per_cent_in_the_press_and_more_by_the_notices(china: StateJudgement) -> None:
    joint = indicator(china, "refined-joint")
    assert joint.beside.endswith("83 % in the press")
    assert joint.value == pytest.approx((277_365 + 22_730 * 8.33) / 500_000)


def test_china_notified_18_4_per_cent_of_the_cap_in_2021(china: StateJudgement) -> None:
    amount = indicator(china, "refined-amount")
    assert amount.figure == "18.4 % of the joint cap"
    assert amount.value == pytest.approx(91_909 / 500_000)


def test_the_printed_sum_of_russias_2023_is_said_to_differ_from_its_parts(book: Casebook) -> None:
    assert "2023: 105,845 bbl in print; its parts sum to 105,844." in [
        note.text for note in contradictions("RUS", book)
    ]


def test_notices_of_2024_are_33_7_per_cent_and_what_is_alleged_stands_beside(
    book: Casebook, judge: Callable[..., StateJudgement]
) -> None:
    (year,) = [one for one in fuel_years("RUS", book) if one.year == 2024]
    assert year.share == pytest.approx(0.337, abs=SHARE)
    assert year.estimates == ("over 165,000 bbl Mar (US), 0.3 caps",)
    assert indicator(judge("RUS"), "refined-notices").grade == "contested"


def test_the_panels_3_7_million_tonnes_and_370_million_stand_beside_a_zero_of_customs(
    china: StateJudgement, rows_of: Callable[[str], dict[str, dict[str, str]]]
) -> None:
    (coal,) = [one for one in china.after_bans if one.estimated and one.since.year == 2019]
    assert (coal.goods, coal.recorded, coal.grade) == ("coal", "0 USD", "contested")
    assert coal.estimated is not None
    assert coal.estimated.startswith("3.7 Mt in Jan–Aug 2019")
    assert float(rows_of("published_figures")["PF218"]["value"]) == 370e6


def test_luxury_goods_of_one_list_doubled_after_their_ban_and_no_list_is_joined_to_another(
    book: Casebook, china: StateJudgement
) -> None:
    luxury = [one for one in records_of("CHN", book, "USD") if one.goods.startswith("luxury goods")]
    lists = {
        each[0].goods: {one.since.year: one.value / 1e6 for one in each} for each in by_list(luxury, "USD")
    }
    assert lists["luxury goods (Noland)"] == {2006: 50, 2007: 120}  # under 50, up to 120
    assert lists["luxury goods (AUS/JPN lists)"] == {2014: 196}  # to 237 by another list
    assert round(lists["luxury goods (ROK list)"][2013]) == 644
    assert {one.grade for one in china.after_bans if one.goods.startswith("luxury")} == {"cannot be judged"}


def test_the_fall_of_80_7_per_cent_in_2020_is_the_closed_border_and_not_scored(
    book: Casebook, china: StateJudgement, judge: Callable[..., StateJudgement]
) -> None:
    quoted = years(china, QUOTED)
    assert quoted[2020] / quoted[2019] - 1 == pytest.approx(-0.807, abs=SHARE)
    assert book.closed(date(2020, 1, 1), date(2021, 1, 1))
    assert not book.closed(date(2019, 1, 1), date(2020, 1, 1))
    for judged in (china, judge("CHN", date(2021, 2, 1))):
        assert indicator(judged, "total-trade").grade == "context"
        (trade,) = [one for one in judged.findings if one.id == "trade"]
        assert "border closure and no enforcement" in trade.trust.how_far
