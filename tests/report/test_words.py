"""Days, amounts and shares as the page's rules print them."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.report.words import amount, percent, period, tongues


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (1_640_000, "t", "1.64 Mt"),
        (510_000, "t", "0.51 Mt"),
        (3035, "t", "3,035 t"),
        (0, "t", "0 t"),
        (63_000_000, "USD", "63 M USD"),
        (53_495_894, "USD", "53.5 M USD"),
        (2_180_000_000, "USD", "2.18 bn USD"),
        (41_973, "bbl", "41,973 bbl"),
        (500_000, "bbl", "500,000 bbl"),
        (7_500_000, "t", "7.50 Mt"),
    ],
)
def test_amount_stands_in_the_largest_unit_that_keeps_it(value: float, unit: str, printed: str) -> None:
    assert amount(value, unit) == printed


def test_share_has_a_blank_before_the_sign() -> None:
    assert percent(0.18382, 1) == "18.4 %"
    assert percent(3.44) == "344 %"


@pytest.mark.parametrize(
    ("since", "until", "printed"),
    [
        (date(2019, 1, 1), date(2020, 1, 1), "2019"),
        (date(2017, 12, 1), date(2018, 2, 1), "Dec 2017–Jan 2018"),
        (date(2017, 12, 22), date(2018, 12, 22), "22 Dec 2017–21 Dec 2018"),
        (date(2017, 8, 5), date(2017, 8, 6), "5 Aug 2017"),
    ],
)
def test_half_open_period_is_named_by_its_last_day(since: date, until: date, printed: str) -> None:
    assert period(since, until) == printed


def test_each_script_has_its_language() -> None:
    marked = str(tongues("조선 무역 (平壤) Внешторг пхеньян"))
    assert '<span lang="ko">조선 무역</span>' in marked
    assert '<span lang="zh">平壤</span>' in marked
    assert '<span lang="ru">Внешторг пхеньян</span>' in marked
