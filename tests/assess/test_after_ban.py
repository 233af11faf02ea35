"""What was recorded after a ban, against what the resolution allowed on those days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.after_ban import after_bans, written_windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.after_ban import Standing
    from yalu.assess.casebook import Casebook
    from yalu.assess.model import AfterBan, StateJudgement


@pytest.fixture(scope="module")
def entries(china: StateJudgement) -> dict[tuple[str, date], AfterBan]:
    return {(entry.measure, entry.since): entry for entry in china.after_bans}


def test_textiles_of_september_2017_are_inside_the_window(entries: dict[tuple[str, date], AfterBan]) -> None:
    # 2375 paragraph 16: contracts before 11 September 2017 could clear to 10 December.
    entry = entries["R2375-16-textiles", date(2017, 9, 1)]
    assert (entry.recorded, entry.grade) == ("63 M USD", "kept")
    assert entry.reply.kind == "exempt"


@pytest.mark.parametrize(("month", "recorded"), [(8, "1.64 Mt"), (9, "0.51 Mt")])
def test_coal_in_its_disputed_window_is_contested(china: StateJudgement, month: int, recorded: str) -> None:
    entry = next(e for e in china.after_bans if e.goods == "coal" and e.since == date(2017, month, 1))
    assert (entry.recorded, entry.grade) == (recorded, "contested")
    assert entry.reply.text.startswith("Notice 40")


def test_coal_of_2019_keeps_the_zero_beside_the_estimate(china: StateJudgement) -> None:
    entry = next(e for e in china.after_bans if e.estimated)
    assert (entry.goods, entry.since, entry.until) == ("coal", date(2019, 1, 1), date(2020, 1, 1))
    assert entry.recorded == "0 USD"
    assert entry.estimated is not None
    assert entry.estimated.startswith("3.7 Mt in Jan–Aug 2019, 2.8 Mt of it")
    assert entry.grade == "contested"


def test_ore_of_september_2017_needs_the_day_of_entry(china: StateJudgement) -> None:
    ores = {e.recorded: e.grade for e in china.after_bans if "ore" in e.goods and e.since == date(2017, 9, 1)}
    assert ores == {"3,035 t": "cannot be judged", "1,321 t": "cannot be judged"}


def test_goods_in_2397_codes_are_recorded_long_after_the_ban(china: StateJudgement) -> None:
    # Customs: 2,592,717 USD in 81 items of 2397 codes sent to the DPRK in 2023.
    entry = next(e for e in china.after_bans if e.cite == "2397 7" and e.since == date(2023, 1, 1))
    assert entry.recorded == "2.59 M USD"
    assert entry.grade == "not kept"


def test_luxury_goods_wait_for_a_national_list(china: StateJudgement) -> None:
    assert {e.grade for e in china.after_bans if e.goods.startswith("luxury")} == {"cannot be judged"}


def test_a_good_is_never_caught_before_its_ban(book: Casebook) -> None:
    for entry in after_bans("CHN", book, written_windows(book.bans)):
        ban = next(ban for ban in book.bans if f"bans:{ban.id}" in entry.rows)
        assert entry.since >= ban.since.replace(day=1)


def test_the_law_decides_where_it_is_asked(book: Casebook) -> None:
    def never(hs: str, direction: str, day: date, facts: object) -> str:
        return "forbidden"

    textiles = next(e for e in after_bans("CHN", book, never) if e.recorded == "63 M USD")
    assert textiles.grade == "not kept"


@pytest.mark.parametrize(
    ("hs", "day", "old", "expected"),
    [
        ("6203", date(2017, 12, 10), True, "conditional"),  # 2375 paragraph 16: the last day of the window
        ("6203", date(2017, 12, 11), True, "forbidden"),
        ("6203", date(2017, 10, 1), False, "forbidden"),
        ("2607", date(2017, 9, 4), True, "conditional"),  # 2371 paragraph 10
        ("2607", date(2017, 9, 5), True, "forbidden"),
        ("2701", date(2017, 9, 1), True, "contested"),  # 2371 paragraph 8: which goods has the window?
        ("2701", date(2017, 9, 5), True, "forbidden"),
    ],
)
def test_written_windows_agree_with_the_law(
    book: Casebook, standing: Standing, hs: str, day: date, old: bool, expected: str
) -> None:
    signed = date(2017, 7, 1) if old else date(2017, 9, 20)
    facts = {"contract_date": signed, "committee_notified": True}
    assert written_windows(book.bans)(hs, "export", day, facts) == expected
    by_law = standing(hs, "export", day, facts)
    assert by_law == expected or (expected, by_law) == ("conditional", "allowed")


def test_records_of_one_period_are_not_counted_twice(china: StateJudgement) -> None:
    textiles = [
        e for e in china.after_bans if e.measure == "R2375-16-textiles" and e.since == date(2017, 9, 1)
    ]
    assert [e.recorded for e in textiles] == ["63 M USD"]


def test_other_states_are_judged_by_their_own_books(judge: Callable[..., StateJudgement]) -> None:
    india = judge("IND").after_bans
    assert [(e.recorded, e.cite, e.grade) for e in india] == [("242,997 USD", "2321 28", "not kept")]


def test_a_ban_that_the_law_has_lifted_breaks_nothing(book: Casebook) -> None:
    def lifted(hs: str, direction: str, day: date, facts: object) -> str:
        return "allowed"

    zinc = next(
        e for e in after_bans("CHN", book, lifted) if e.goods == "zinc" and e.recorded == "681,000 USD"
    )
    assert (zinc.grade, zinc.reading) == ("kept", "Not forbidden on those days.")


def test_a_law_in_dispute_makes_the_entry_contested(book: Casebook) -> None:
    def disputed(hs: str, direction: str, day: date, facts: object) -> str:
        return "contested"

    zinc = next(
        e for e in after_bans("CHN", book, disputed) if e.goods == "zinc" and e.recorded == "681,000 USD"
    )
    assert zinc.grade == "contested"


def test_written_windows_of_goods_without_a_ban_or_by_list(book: Casebook) -> None:
    law = written_windows(book.bans)
    assert law("1006", "import", date(2020, 1, 1), {}) == "allowed"
    assert law("7113", "import", date(2020, 1, 1), {}) == "conditional"


def test_a_zero_speaks_for_its_own_goods_and_months_alone(judge: Callable[..., StateJudgement]) -> None:
    # PR0827 and PR1054: KITA prints no gold and no vanadium ore for March 2016; titanium was in no row by June.
    then = judge("CHN", date(2016, 6, 1))
    assert "recorded no gold or vanadium ore in Mar 2016" in then.headline
    assert "titanium" not in then.headline
    zeros = {(e.goods, e.hs): (e.since, e.until) for e in then.after_bans if e.recorded == "0 USD"}
    march = (date(2016, 3, 1), date(2016, 4, 1))
    assert zeros == {("gold", "7108"): march, ("vanadium ore", "2615"): march}


def test_an_entry_names_the_goods_and_code_of_its_rows(
    china: StateJudgement, judge: Callable[..., StateJudgement]
) -> None:
    july = {(e.goods, e.hs) for e in china.after_bans if e.since == date(2017, 7, 1)}
    assert {("nickel", "75"), ("silver", "7106")} <= july  # PR0924 and PR0966
    assert {(e.goods, e.hs) for e in china.after_bans if e.cite == "2371 10"} == {
        ("lead ore and concentrate", "2607"),  # PR0884
        ("lead ore", "2607"),  # PR0885 to PR0887: ore, no lead metal
    }
    assert [(e.goods, e.hs) for e in judge("RUS").after_bans] == [("industrial machinery", "84")]  # PR1184
    assert [(e.goods, e.hs) for e in judge("IND").after_bans] == [("copper", "74")]  # PR1116


def test_months_without_a_row_part_two_entries(china: StateJudgement) -> None:
    # Coal has rows for Oct, Nov, Dec 2017, Mar 2018, 2019 and 2020; iron ore none for 2018 and 2019.
    coal = [
        (e.since, e.until)
        for e in china.after_bans
        if e.goods == "coal" and (e.recorded or "").startswith("0 ")
    ]
    assert coal == [
        (date(2017, 10, 1), date(2018, 1, 1)),
        (date(2018, 3, 1), date(2018, 4, 1)),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2020, 1, 1), date(2021, 1, 1)),
    ]
    ore = [
        (e.since, e.until)
        for e in china.after_bans
        if e.goods == "iron ore" and (e.recorded or "")[:2] == "0 "
    ]
    assert ore == [(date(2017, 10, 1), date(2018, 1, 1)), (date(2020, 1, 1), date(2022, 1, 1))]


def test_the_figure_counts_the_periods_that_are_known(china: StateJudgement) -> None:
    indicator = next(i for i in china.indicators if i.id == "after-ban")
    known = "0 coal in the six periods known from Oct 2017"
    assert (
        indicator.figure
        == f"{sum(one.grade == 'not kept' for one in china.after_bans)} of {len(china.after_bans)} entries not kept"
    )
    assert indicator.beside == f"{known}; 0 recorded for 2019; 3.7 Mt in Jan–Aug 2019 estimated"


def test_banned_goods_leave_the_record_only_where_none_is_recorded(
    china: StateJudgement, judge: Callable[..., StateJudgement]
) -> None:
    def title(judged: StateJudgement) -> str:
        return next(finding.title for finding in judged.findings if finding.id == "after")

    assert title(china).startswith("Goods were recorded under a ban in six cases")
    assert title(judge("RUS")) == "Goods were recorded under a ban in one case"
    assert title(judge("CHN", date(2016, 6, 1))).startswith("What China recorded")  # luxury goods are open


def test_all_that_lies_inside_a_window_is_called_no_breach(china: StateJudgement) -> None:
    # 2375 ¶16 for textiles; 2371 ¶8 and ¶10 for ores, 2397 ¶6 for food: the window ends inside the month.
    inside = [
        (e.goods, e.grade)
        for e in china.after_bans
        if e.goods
        in {"textile products", "iron ore", "lead ore and concentrate", "fruit and nuts", "vegetables"}
        and e.since in {date(2017, 9, 1), date(2018, 1, 1)}
    ]
    assert dict(inside) == {
        "textile products": "kept",
        "iron ore": "cannot be judged",
        "lead ore and concentrate": "cannot be judged",
        "fruit and nuts": "cannot be judged",
        "vegetables": "cannot be judged",
    }
    textiles = next(e for e in china.after_bans if e.goods == "textile products")
    assert "Not a breach by itself; contract dates are not published." in textiles.reading
    assert textiles.sure == "low"


def test_luxury_goods_are_told_list_by_list(china: StateJudgement) -> None:
    told = {e.goods: e.recorded for e in china.after_bans if e.goods.startswith("luxury")}
    # Rep. Yoon: 22.8 M USD in 2020 and 800 M USD in 2014; PIIE: 196 M USD in 2014 by the lists of Australia and Japan.
    assert told["luxury goods (ROK list)"] == "22.8 M USD (2020) to 800 M USD (2014) in twelve periods"
    assert told["luxury goods (AUS/JPN lists)"] == "196 M USD"


def test_the_size_of_what_was_forbidden_stands_in_the_headline(judge: Callable[..., StateJudgement]) -> None:
    # ITC Trade Map by VOA: 140,000 USD of industrial machinery from January to October 2019.
    headline = judge("RUS").headline
    assert "recorded 140,000 USD of industrial machinery against 2397 ¶6 in Jan–Oct 2019" in headline
    assert "still" not in headline


def test_textiles_of_september_2017_are_known_from_one_day(
    rows_of: Callable[[str], dict[str, dict[str, str]]],
) -> None:
    products, figures = rows_of("product_figures"), rows_of("published_figures")
    assert products["PR0976"]["known"] == figures["PF120"]["known"]
    assert products["PR0977"]["known"] == figures["PF121"]["known"]
