"""Days from a resolution to the first act in force: the Council's and the ministries' dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.assess.legal_lag import lags
from yalu.assess.state import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import StateJudgement
    from yalu.measures.model import RegimeTables


def test_days_to_the_first_chinese_notice(china: StateJudgement) -> None:
    # 2 Mar to 5 Apr 2016 (notice 11), 30 Nov to 11 Dec 2016 (75), 5 to 15 Aug 2017 (40), 11 to 22 Sep 2017 (52),
    # 22 Dec 2017 to 6 Jan 2018 (4 of 2018).
    assert {lag.resolution: lag.days for lag in china.lags if lag.days is not None} == {
        2270: 34,
        2321: 11,
        2371: 10,
        2375: 11,
        2397: 15,
    }


def test_older_resolutions_have_no_act_in_the_casebook(china: StateJudgement) -> None:
    old = [lag for lag in china.lags if lag.adopted < date(2016, 1, 1)]
    assert [lag.resolution for lag in old] == [2094, 1874, 1718]
    assert all(lag.days is None and lag.act is None for lag in old)


def test_resolutions_that_only_add_names_need_no_act(china: StateJudgement) -> None:
    assert not {2087, 2356} & {lag.resolution for lag in china.lags}


def test_acts_for_2321_leave_out_its_metals_and_statues(china: StateJudgement) -> None:
    # Notices 75 and 81 of 2016 and 12 of 2017 speak of coal alone as far as they were read; 2321 ¶28 and ¶29 ban more.
    missed = next(lag.missed for lag in china.lags if lag.resolution == 2321)
    assert any("¶28" in text for text in missed)
    assert any("¶29" in text for text in missed)
    assert not any("¶26(b)" in text for text in missed)


def test_2371_is_covered_whole(china: StateJudgement) -> None:
    assert next(lag.missed for lag in china.lags if lag.resolution == 2371) == ()


def test_an_act_not_yet_in_force_is_not_counted(judge: Callable[..., StateJudgement]) -> None:
    before = judge("CHN", date(2017, 8, 14))  # notice 40 was issued that day and came into force on the next
    assert next(lag.days for lag in before.lags if lag.resolution == 2371) is None
    after = judge("CHN", date(2017, 8, 15))
    assert next(lag.days for lag in after.lags if lag.resolution == 2371) == 10


def test_a_resolution_inside_its_90_days_is_not_counted_yet(judge: Callable[..., StateJudgement]) -> None:
    law = next(i for i in judge("CHN", date(2017, 8, 14)).indicators if i.id == "law-lag")
    assert law.grade == "kept"
    assert law.beside == "2 of 2 sectoral resolutions since 2016"


def test_a_resolution_left_without_an_act_makes_the_law_partly_kept(
    book: Casebook, tables: RegimeTables
) -> None:
    acts = [act for act in tables.acts if act.resolution != 2371]
    judged = judgement("CHN", on=date(2025, 12, 31), casebook=book, acts=acts, resolutions=tables.resolutions)
    law = next(i for i in judged.indicators if i.id == "law-lag")
    assert law.grade == "partly kept"
    assert law.beside == "4 of 5 sectoral resolutions since 2016"


def test_without_acts_no_days(tables: RegimeTables) -> None:
    assert all(lag.days is None for lag in lags((), tables.resolutions, tables.measures))


def test_an_act_whose_scope_was_not_read_misses_nothing(tables: RegimeTables) -> None:
    unread = [replace(act, covers=()) for act in tables.acts]
    assert all(lag.missed == () for lag in lags(unread, tables.resolutions, tables.measures))
