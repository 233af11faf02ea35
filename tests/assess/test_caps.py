"""The golden case: coal under 2321, from the Committee's counts and the digits of paragraph 26(b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from yalu.assess.caps import coal_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import StateJudgement
    from yalu.measures.model import RegimeTables

PRINTED = 0.005  # half of the last digit of a share that is printed as whole per cent


@pytest.fixture(scope="module")
def uses(china: StateJudgement) -> dict[str, float]:
    return {use.cap: use.share for use in china.cap_uses}


def test_first_cap_was_overrun_twice_by_weight_and_more_by_value(uses: dict[str, float]) -> None:
    assert uses["coal-2016-t"] == pytest.approx(2_000_000 / 1_000_866)
    assert uses["coal-2016-usd"] == pytest.approx(184_000_000 / 53_495_894)
    assert round(uses["coal-2016-t"], 1) == 2.0
    assert round(uses["coal-2016-usd"], 1) == 3.4


def test_yearly_cap_was_used_to_36_and_57_per_cent(uses: dict[str, float]) -> None:
    # Yonhap, 4 June 2017: 57 per cent of the value by April; weight from 1.44 + 1.23 + 0.0063 Mt of 7.5 Mt.
    assert uses["coal-2017-usd"] == pytest.approx(0.57, abs=PRINTED)
    assert uses["coal-2017-t"] == pytest.approx(0.36, abs=PRINTED)


def test_shares_are_the_sums_of_their_rows(
    china: StateJudgement, rows_of: Callable[[str], dict[str, dict[str, str]]]
) -> None:
    months, caps = rows_of("coal_2321"), rows_of("caps")
    for use in china.cap_uses:
        column = "tonnes" if use.unit == "t" else "usd"
        ids = [row.partition(":")[2] for row in use.rows if row.startswith("coal_2321:")]
        assert use.amount == pytest.approx(sum(float(months[one][column]) for one in ids))
        assert use.limit == float(caps[use.cap]["limit"])


def test_periods_are_half_open(china: StateJudgement) -> None:
    assert [(use.since, use.until) for use in china.cap_uses] == [
        (date(2016, 11, 30), date(2017, 1, 1)),
        (date(2016, 11, 30), date(2017, 1, 1)),
        (date(2017, 1, 1), date(2017, 6, 1)),
        (date(2017, 1, 1), date(2017, 6, 1)),
    ]


def test_coal_stopped_within_one_month_of_notice_12(china: StateJudgement) -> None:
    stop = next(i for i in china.indicators if i.id == "coal-stop")
    assert stop.grade == "kept"
    assert stop.figure == "within one month"
    assert stop.since == date(2017, 2, 19)
    assert stop.value == pytest.approx(6_300 / 1_230_000)


def test_months_of_the_chart(china: StateJudgement) -> None:
    months = {month.month: (month.value, month.status) for month in china.coal_months}
    assert months[date(2016, 12, 1)] == (2_000_000, "over")
    assert months[date(2017, 2, 1)] == (1_230_000, "recorded")
    assert months[date(2017, 6, 1)] == (0, "recorded")  # a fourth month without coal, printed on 24 July 2017
    assert months[date(2017, 7, 1)] == (None, "missing")
    assert months[date(2017, 8, 1)] == (1_640_000, "contested")
    assert months[date(2017, 9, 1)] == (511_619, "contested")
    assert months[date(2017, 11, 1)] == (0, "recorded")


def test_sure_is_high_only_where_customs_agree(
    judge: Callable[..., StateJudgement], china: StateJudgement
) -> None:
    # Customs print 1.45 Mt for January on 24 February 2017 beside the Committee's 1.44 Mt of the day before.
    assert next(i.sure for i in china.indicators if i.id == "coal-year-cap") == "high"
    early = judge("CHN", date(2017, 2, 23))
    assert next(i.sure for i in early.indicators if i.id == "coal-year-cap") == "moderate"


def test_the_cap_at_the_first_of_march_2017_knows_january_alone(judge: Callable[..., StateJudgement]) -> None:
    shares = {use.cap: use.share for use in judge("CHN", date(2017, 3, 1)).cap_uses}
    assert shares["coal-2017-t"] == pytest.approx(
        0.19, abs=PRINTED
    )  # Kyodo: 19 per cent of the yearly tonnes


def _grades(book: Casebook, tables: RegimeTables, tonnes: dict[str, float]) -> dict[str, str]:
    """Grades with some months' tonnes and no dollars at all."""
    coal = tuple(replace(row, tonnes=tonnes.get(row.id, row.tonnes), usd=0.0) for row in book.coal)
    acts = [act for act in tables.acts if act.state == "CHN"]
    return {
        i.indicator.id: i.indicator.grade
        for i in coal_part("CHN", "China", book._replace(coal=coal), acts).judged
    }


def test_one_limb_over_the_limit_breaks_the_cap(book: Casebook, tables: RegimeTables) -> None:
    assert _grades(book, tables, {"C1": 1_000_867})["coal-first-cap"] == "not kept"
    assert _grades(book, tables, {"C1": 1_000_866})["coal-first-cap"] == "kept"


def test_a_flow_that_halves_is_partly_stopped(book: Casebook, tables: RegimeTables) -> None:
    assert _grades(book, tables, {"C4": 1_230_000 * 0.01})["coal-stop"] == "kept"
    assert _grades(book, tables, {"C4": 1_230_000 * 0.5})["coal-stop"] == "partly kept"
    assert _grades(book, tables, {"C4": 1_230_000 * 0.6})["coal-stop"] == "not kept"
