"""Notices of refined petroleum: 2397 paragraph 5, with the factors of the UN yearbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.fuel import petroleum_part
from yalu.assess.petroleum import contradictions, fuel_months, fuel_years
from yalu.trade.model import Notification

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import StateJudgement

CAP = 500_000
DIGIT = 0.0005  # half of the last printed digit of a share with one decimal


@pytest.fixture(scope="module")
def years(china: StateJudgement) -> dict[int, tuple[float, float, float]]:
    return {y.year: (y.low or y.share or 0, y.share or 0, y.high or y.share or 0) for y in china.fuel_years}


def test_china_in_2021_with_the_range_of_its_products(years: dict[int, tuple[float, float, float]]) -> None:
    # Korea Herald: 18.4 per cent. Fuel oil 6.62 and LPG 11.65 barrels a tonne for tonnes counted at 8.33.
    assert years[2021] == pytest.approx((0.146, 0.184, 0.257), abs=DIGIT)


def test_2019_passes_or_keeps_the_cap_by_product(years: dict[int, tuple[float, float, float]]) -> None:
    russia, china_t = 277_365, 22_730
    ends = [(russia + china_t * factor) / CAP for factor in (6.62, 8.33, 11.65)]
    assert years[2019] == pytest.approx(tuple(ends))
    assert round(ends[1], 2) == 0.93


def test_other_years(years: dict[int, tuple[float, float, float]]) -> None:
    assert years[2018][1] == pytest.approx(48_430 * 8.33 / CAP)
    assert years[2020] == pytest.approx((17_294 * 6.62 / CAP, 129_706 / CAP, 17_294 * 11.65 / CAP))
    assert years[2022][1] == pytest.approx((10_822 + 6_295) / CAP)
    assert years[2023] == pytest.approx((105_845 / CAP,) * 3)
    # Russia's January is 15,279 bbl of its own; the rest is China's, in tonnes without a product.
    china = 168_679 - 15_279
    ends = [(15_279 + china / 8.33 * factor) / CAP for factor in (6.62, 8.33, 11.65)]
    assert years[2024] == pytest.approx(tuple(ends))


def test_a_year_is_the_sum_of_its_rows(
    china: StateJudgement, rows_of: Callable[[str], dict[str, dict[str, str]]]
) -> None:
    rows = rows_of("petroleum_notifications")
    for year in china.fuel_years:
        own = [rows[row.partition(":")[2]] for row in year.rows if row.startswith("petroleum_notifications:")]
        notified = [row for row in own if row["kind"] == "notified"]
        total = sum(float(row["barrels"] or 0) or float(row["tonnes"]) * 8.33 for row in notified)
        assert year.share == pytest.approx(total / CAP), year.year


def test_six_silent_months_and_six_filed_together(china: StateJudgement) -> None:
    silent = [month.month for month in china.fuel_months if month.status == "silent"]
    assert silent == [date(2020, m, 1) for m in (9, 10, 11, 12)] + [date(2021, 1, 1), date(2021, 2, 1)]
    notices = next(i for i in china.indicators if i.id == "refined-notices")
    assert notices.figure == "6 months silent"
    assert notices.beside == "6 more filed together, 5 of them late"


def test_february_2022_was_inside_its_thirty_days(china: StateJudgement) -> None:
    # Known on 23 March 2022; thirty days after February end on 30 March.
    status = {month.month: month.status for month in china.fuel_months}
    assert status[date(2022, 2, 1)] == "recorded"
    assert status[date(2022, 1, 1)] == "late"


def test_a_notice_of_none_is_not_silence(china: StateJudgement) -> None:
    april = next(month for month in china.fuel_months if month.month == date(2020, 4, 1))
    assert (april.value, april.status) == (0, "recorded")


def test_barrels_of_july_2020_were_known_a_year_after_its_tonnes(book: Casebook) -> None:
    def july(on: date) -> tuple[float | None, bool]:
        month = next(m for m in fuel_months("CHN", book.known_by(on)) if m.month == date(2020, 7, 1))
        return month.value, month.converted

    assert july(date(2020, 10, 1)) == (pytest.approx(1_498 * 8.33), True)
    assert july(date(2021, 10, 5)) == (12_479, False)


def test_printed_sums_that_disagree_are_named(book: Casebook) -> None:
    china = [note.text for note in contradictions("CHN", book)]
    assert china == ["Jan–Jun 2021: 23,750 bbl in print; its parts sum to 23,760."]
    russia = [note.text for note in contradictions("RUS", book)]
    assert "2023: 105,845 bbl in print; its parts sum to 105,844." in russia
    assert "Aug 2020: 255 and 225 bbl in two papers." in russia


def test_press_reads_83_where_the_notices_give_93(china: StateJudgement) -> None:
    fuel = next(finding for finding in china.findings if finding.id == "fuel")
    check = next(note.text for note in fuel.notes if note.label == "Press check")
    assert "83 %" in check
    assert "93 %" in check


def test_russia_is_silent_after_january_2024(judge: Callable[..., StateJudgement]) -> None:
    russia = judge("RUS")
    months = {month.month: month.status for month in russia.fuel_months}
    assert months[date(2024, 1, 1)] == "recorded"
    assert all(months[date(2024, m, 1)] == "silent" for m in range(2, 11))
    notices = next(i for i in russia.indicators if i.id == "refined-notices")
    assert (
        notices.grade == "contested"
    )  # nothing shows that anything was due, but an allegation for one month
    assert "165,000" in notices.reason


def test_estimates_stand_beside_and_are_never_added(china: StateJudgement) -> None:
    in_2019 = next(year for year in china.fuel_years if year.year == 2019)
    assert in_2019.estimates == ("over 3,890,000 bbl Jan–Oct (US), 7.8 caps",)
    assert in_2019.share is not None
    assert in_2019.share < 1


def _notice(month: int, barrels: float | None, **other: object) -> Notification:
    first = date(2025, month, 1)
    last = date(2025, month, 28)
    fields = {
        "kind": "notified",
        "known": last,
        "source": "made up for this test",
        "supplier": "FIN",
        **other,
    }
    return Notification(
        id=f"T{month}-{other.get('kind', '')}", since=first, last_day=last, barrels=barrels, **fields
    )  # type: ignore[arg-type]


def _grades(book: Casebook, notices: list[Notification]) -> dict[str, str]:
    part = petroleum_part("FIN", "Finland", book._replace(notifications=tuple(notices)))
    assert part is not None
    return {item.indicator.id: item.indicator.grade for item in part.judged}


def test_twelve_notices_inside_the_cap_are_kept(book: Casebook) -> None:
    grades = _grades(book, [_notice(month, 1_000) for month in range(1, 13)])
    assert grades == {"refined-amount": "kept", "refined-notices": "kept", "refined-joint": "kept"}


def test_barrels_over_the_joint_cap_are_not_kept(book: Casebook) -> None:
    assert _grades(book, [_notice(month, 45_000) for month in range(1, 13)])["refined-amount"] == "not kept"


def test_a_year_with_months_missing_cannot_be_judged(book: Casebook) -> None:
    part = petroleum_part(
        "FIN", "Finland", book._replace(notifications=(_notice(1, 1_000), _notice(3, 1_000)))
    )
    assert part is not None
    assert {item.indicator.grade for item in part.judged} == {"cannot be judged"}
    assert part.finding.title == "What Finland notified makes no whole year"


def test_three_silent_months_are_not_kept_only_where_silence_is_no_zero(book: Casebook) -> None:
    def with_silence(count: int, *, zero: bool) -> str:
        silent = [_notice(month, None, kind="not_notified") for month in range(1, count + 1)]
        said = [_notice(month, 0 if zero and month == 12 else 1) for month in range(count + 1, 13)]
        return _grades(book, [*silent, *said])["refined-notices"]

    assert with_silence(2, zero=False) == "partly kept"
    assert with_silence(3, zero=True) == "not kept"
    assert with_silence(3, zero=False) == "contested"


def test_one_row_of_a_year_never_counts_a_month_twice(book: Casebook) -> None:
    year = Notification(
        id="Y", supplier="FIN", since=date(2025, 1, 1), last_day=date(2025, 12, 31), barrels=12_000, kind="notified",
        known=date(2026, 1, 1), source="made up for this test",
    )  # fmt: skip
    notices = (year, *(_notice(month, 1_000) for month in range(1, 13)))
    (found,) = fuel_years("FIN", book._replace(notifications=notices))
    assert found.share == pytest.approx(12_000 / CAP)


def test_the_year_2021_is_kept_as_ten_months_notified(china: StateJudgement) -> None:
    amount = next(i for i in china.indicators if i.id == "refined-amount")
    assert (amount.grade, amount.sure) == ("kept", "low")
    assert amount.title == "Refined petroleum, notified by China for 2021"
    assert "Ten months notified; Jan–Feb 2021: no notice." in amount.reason
    fuel = next(finding for finding in china.findings if finding.id == "fuel")
    assert fuel.title.startswith("What China notified for 2021 stays inside the cap")


def test_rival_readings_of_early_2021_are_printed(china: StateJudgement) -> None:
    # Korea Herald: no supply; hcein.com: the Committee was not informed. Four or six months, not kept under both.
    notices = next(i for i in china.indicators if i.id == "refined-notices")
    assert (
        "one source reads the two months as no supply, the other says the Committee was not informed"
        in notices.reason
    )
    assert (notices.low, notices.value, notices.high) == (4, 6, 6)
    assert "23 Mar 2022" in notices.reason


def test_how_each_joint_year_came_to_barrels_is_told(china: StateJudgement) -> None:
    fuel = next(finding for finding in china.findings if finding.id == "fuel")
    note = next(note for note in fuel.notes if note.label == "Conversions")
    assert "2020: the newspaper’s barrels, 7.5 a tonne" in note.text  # 129,706 bbl for 17,294 t
    assert "241,114 bbl" in note.text


def test_contradicting_rows_are_among_the_rows_of_the_page(judge: Callable[..., StateJudgement]) -> None:
    for state, row in (("CHN", "PN38"), ("RUS", "PN54")):
        table = next(t for t in judge(state).tables if t.name == "petroleum_notifications")
        assert row in {cells[0] for cells in table.rows}


def test_the_press_share_is_told_once(china: StateJudgement) -> None:
    fuel = next(finding for finding in china.findings if finding.id == "fuel")
    assert next(note.text for note in fuel.notes if note.label == "Press check").count("83 %") == 1


def test_one_state_does_not_answer_for_the_joint_cap_in_its_headline(
    judge: Callable[..., StateJudgement],
) -> None:
    assert "shares a fuel cap" not in judge("RUS").headline
    assert "no fuel notice for 36 months (contested)" in judge("RUS").headline


def test_the_rate_is_not_read_off_months_that_were_printed_later(
    judge: Callable[..., StateJudgement],
) -> None:
    # The first months with tonnes and barrels were printed on 14 May 2021.
    def rate(on: date) -> str:
        return next(f.trust.how_far for f in judge("CHN", on).findings if f.id == "fuel")

    assert "is the rate used here" in rate(date(2021, 3, 1))
    assert "is read off months printed in both units" in rate(date(2021, 5, 14))
