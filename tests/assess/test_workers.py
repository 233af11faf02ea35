"""Workers sent home under 2397 paragraph 8, from the States' own counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.model import Indicator, StateJudgement


def _of(judged: StateJudgement) -> Indicator:
    return next(i for i in judged.indicators if i.id == "workers")


@pytest.mark.parametrize(
    ("state", "grade", "share"),
    [
        ("RUS", "partly kept", 1 - 11_490 / 30_023),
        ("QAT", "partly kept", 1 - 70 / 2_541),
        ("POL", "partly kept", 1 - 31 / 451),
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
