"""Workers sent home under 2397 paragraph 8, from the States' own counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.workers import workers
from yalu.events.model import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Indicator, StateJudgement


def _of(judged: StateJudgement) -> Indicator:
    return next(i for i in judged.indicators if i.id == "workers")


@pytest.mark.parametrize(
    ("state", "grade", "share"),
    [
        ("RUS", "cannot be judged", 1 - 11_490 / 30_023),  # counted a year before the day
        ("QAT", "cannot be judged", 1 - 70 / 2_541),
        ("POL", "cannot be judged", 1 - 31 / 451),
        ("KWT", "cannot be judged", None),  # 904 sent home, the stock is not given
        ("CHN", "cannot be judged", None),  # "more than half", no number
        ("VNM", "cannot be judged", None),
    ],
)
def test_share_sent_home(
    judge: Callable[..., StateJudgement], state: str, grade: str, share: float | None
) -> None:
    indicator = _of(judge(state))
    assert indicator.grade == grade
    assert indicator.value == (pytest.approx(share) if share is not None else None)


def test_a_state_with_none_left_has_kept_it(judge: Callable[..., StateJudgement]) -> None:
    assert _of(judge("FRA")).grade == "kept"


def test_estimates_of_the_stock_stand_beside(china: StateJudgement) -> None:
    assert _of(china).beside == "stock estimated 50,000 to 80,000"
    assert _of(china).value is None


def test_counts_printed_later_are_unknown(judge: Callable[..., StateJudgement]) -> None:
    assert _of(judge("QAT", date(2019, 1, 1))).figure == "150 left"
    assert _of(judge("RUS", date(2019, 1, 1))).figure == "no figure"


def test_permits_are_called_permits_with_the_day_of_the_count(judge: Callable[..., StateJudgement]) -> None:
    russia = _of(judge("RUS"))
    assert russia.figure == "30,023 to 11,490 work permits"
    assert "11,490 on 31 Dec 2018" in russia.reason
    assert russia.beside == "on 31 Dec 2018"


def test_a_count_long_before_2397_is_named(judge: Callable[..., StateJudgement]) -> None:
    assert "2,541 workers in Jan 2016, long before 2397" in _of(judge("QAT")).reason


def test_nobody_is_graded_before_the_day_itself(judge: Callable[..., StateJudgement]) -> None:
    assert _of(judge("FRA", date(2019, 12, 21))).grade == "cannot be judged"
    assert _of(judge("FRA", date(2019, 12, 22))).grade == "kept"


def test_sweden_counted_none_like_korea_and_france(judge: Callable[..., StateJudgement]) -> None:
    assert {state: _of(judge(state)).grade for state in ("SWE", "KOR", "USA")} == {
        "SWE": "kept",
        "KOR": "kept",
        "USA": "kept",
    }


@pytest.mark.parametrize(("left", "grade"), [(0, "kept"), (40, "partly kept"), (60, "not kept")])
def test_a_count_of_the_day_or_later_is_graded(book: Casebook, left: int, grade: str) -> None:
    row = Workers(
        id="T1", state="FIN", kind="workers", since=date(2017, 12, 31), before=100, on=date(2019, 12, 31), left=left,
        known=date(2020, 1, 31), source="made up for this test",
    )  # fmt: skip
    found = workers("FIN", "Finland", book._replace(workers=(row,)), date(2020, 2, 1))
    assert found is not None
    assert found.indicator.grade == grade
