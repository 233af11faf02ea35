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
    assert (entry.goods, entry.since, entry.until) == ("coal", date(2019, 1, 1), date(2019, 9, 1))
    assert entry.recorded == "0 USD"
    assert entry.estimated is not None
    assert entry.estimated.startswith("3.70 Mt, 2.80 Mt of it")
    assert entry.grade == "contested"


def test_ore_of_september_2017_needs_the_day_of_entry(china: StateJudgement) -> None:
    ores = {e.recorded: e.grade for e in china.after_bans if "ore" in e.goods and e.since == date(2017, 9, 1)}
    assert ores == {"3,035 t": "cannot be judged", "1,321 t": "cannot be judged"}


def test_goods_in_2397_codes_are_recorded_long_after_the_ban(china: StateJudgement) -> None:
    # Customs: 2,592,717 USD in 81 items of 2397 codes sent to the DPRK in 2023.
    entry = next(e for e in china.after_bans if e.cite == "2397 7")
    assert "2.59 M USD in 2023" in (entry.recorded or "")
    assert entry.grade == "not kept"


def test_luxury_goods_wait_for_a_national_list(china: StateJudgement) -> None:
    assert next(e.grade for e in china.after_bans if e.goods == "luxury goods") == "cannot be judged"


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

    zinc = next(e for e in after_bans("CHN", book, lifted) if "zinc" in (e.recorded or ""))
    assert (zinc.grade, zinc.reading) == ("kept", "Not forbidden on those days.")


def test_a_law_in_dispute_makes_the_entry_contested(book: Casebook) -> None:
    def disputed(hs: str, direction: str, day: date, facts: object) -> str:
        return "contested"

    zinc = next(e for e in after_bans("CHN", book, disputed) if "zinc" in (e.recorded or ""))
    assert zinc.grade == "contested"


def test_written_windows_of_goods_without_a_ban_or_by_list(book: Casebook) -> None:
    law = written_windows(book.bans)
    assert law("1006", "import", date(2020, 1, 1), {}) == "allowed"
    assert law("7113", "import", date(2020, 1, 1), {}) == "conditional"
