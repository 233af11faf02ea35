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
    from yalu.assess.model import Indicator, StateJudgement
    from yalu.measures.model import RegimeTables

JUNE = date(2017, 7, 2)  # the Committee's months are known to May
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
    assert stop.grade == "partly kept"
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
    assert (
        next(i.sure for i in judge("CHN", date(2017, 2, 25)).indicators if i.id == "coal-year-cap") == "high"
    )
    assert (
        next(i.sure for i in judge("CHN", date(2017, 2, 23)).indicators if i.id == "coal-year-cap")
        == "moderate"
    )
    assert next(i.sure for i in china.indicators if i.id == "coal-first-cap") == "high"
    assert (
        next(i.sure for i in china.indicators if i.id == "coal-year-cap") == "moderate"
    )  # July has no figure


def test_the_cap_at_the_first_of_march_2017_knows_january_alone(judge: Callable[..., StateJudgement]) -> None:
    shares = {use.cap: use.share for use in judge("CHN", date(2017, 3, 1)).cap_uses}
    assert shares["coal-2017-t"] == pytest.approx(
        0.19, abs=PRINTED
    )  # Kyodo: 19 per cent of the yearly tonnes


def _grades(book: Casebook, tables: RegimeTables, tonnes: dict[str, float]) -> dict[str, str]:
    """Grades in mid-2017 with some months' tonnes and no dollars at all."""
    known = book.known_by(JUNE)
    coal = tuple(replace(row, tonnes=tonnes.get(row.id, row.tonnes), usd=0.0) for row in known.coal)
    acts = [act for act in tables.acts if act.state == "CHN"]
    return {
        i.indicator.id: i.indicator.grade
        for i in coal_part("CHN", "China", known._replace(coal=coal), acts, JUNE).judged
    }


def test_one_limb_over_the_limit_breaks_the_cap(book: Casebook, tables: RegimeTables) -> None:
    assert _grades(book, tables, {"C1": 1_000_867})["coal-first-cap"] == "not kept"
    assert _grades(book, tables, {"C1": 1_000_866})["coal-first-cap"] == "kept"


def test_a_flow_that_halves_is_partly_stopped(book: Casebook, tables: RegimeTables) -> None:
    assert _grades(book, tables, {"C4": 1_230_000 * 0.01})["coal-stop"] == "kept"
    assert _grades(book, tables, {"C4": 1_230_000 * 0.5})["coal-stop"] == "partly kept"
    assert _grades(book, tables, {"C4": 1_230_000 * 0.6})["coal-stop"] == "not kept"


def _one(judged: StateJudgement, ident: str) -> Indicator:
    return next(i for i in judged.indicators if i.id == ident)


@pytest.mark.parametrize("on", [date(2017, 3, 20), date(2017, 8, 4), date(2017, 8, 10)])
def test_the_yearly_cap_is_not_graded_before_its_months_are_known(
    judge: Callable[..., StateJudgement], on: date
) -> None:
    cap = _one(judge("CHN", on), "coal-year-cap")
    assert cap.grade == "cannot be judged"
    assert cap.figure.endswith("% by value")


def test_the_yearly_cap_was_kept_with_its_months_named(china: StateJudgement) -> None:
    # KBS: the Committee's 4,828,327 t of 2017 are what January to June, August and September make.
    cap = _one(china, "coal-year-cap")
    assert cap.grade == "kept"
    assert cap.title.endswith("yearly cap, Jan–May 2017")
    assert "Jun 2017: 0 t, Jul 2017: no figure" in cap.reason
    assert "product_figures:PR1199" in cap.rows


def test_nobody_knows_of_the_ban_before_it_is_adopted(judge: Callable[..., StateJudgement]) -> None:
    before = judge("CHN", date(2017, 3, 20))
    assert "5 Aug" not in str(before.findings)
    assert "2017-08-05" not in str(before.tables)
    assert "2371" not in str(before.tables)


def test_coal_came_again_inside_the_life_of_the_notice(china: StateJudgement) -> None:
    # Notice 12 ran to 31 December 2017; customs: 1.64 Mt in August, 511,619 t in September.
    stop = _one(china, "coal-stop")
    assert stop.beside.endswith("2.15 Mt again in Aug 2017 and Sep 2017")
    assert "contested" in stop.reason
    assert stop.until == date(2018, 1, 1)


def test_the_stop_held_as_far_as_the_months_of_july_2017_told(judge: Callable[..., StateJudgement]) -> None:
    stop = _one(judge("CHN", date(2017, 7, 25)), "coal-stop")
    assert stop.grade == "kept"
    assert stop.reason.endswith("Months known after it: Apr 2017, May 2017 and Jun 2017.")


def test_two_limbs_are_no_range(china: StateJudgement) -> None:
    cap = _one(china, "coal-first-cap")
    assert (cap.low, cap.high) == (None, None)
    assert (cap.figure, cap.beside) == ("200 % by weight", "344 % by value")


def test_the_section_says_by_when_the_yearly_cap_stood_where(china: StateJudgement) -> None:
    coal = next(finding for finding in china.findings if finding.id == "coal")
    assert coal.title.endswith("the next stood at 57 % by May 2017")
    note = next(note for note in coal.notes if note.label == "Had the cap run on")
    # KBS: 413,555,897 USD by the Committee; KORES: 403 M USD by customs
    assert "customs have 403 M USD" in note.text
    assert "the Committee has 414 M USD" in note.text
    assert {"product_figures:PR1199", "product_figures:PR0769"} <= set(note.rows)
