"""Events by day: the CNS list, the Council's votes, the acts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.model import StateJudgement


def test_events_since_2006_by_kind(china: StateJudgement) -> None:
    kinds = Counter(event.kind for event in china.events)
    # CNS: 71 launch days from 2006 to 2019, five satellite and three ICBM days among them; six nuclear tests; eleven
    # resolutions with measures; two vetoes; seven notices.
    assert kinds == {
        "launch_day": 71,
        "long_range_launch": 8,
        "nuclear_test": 6,
        "resolution": 11,
        "act": 7,
        "veto": 2,
        "mandate_end": 1,
    }


def test_long_range_launches(china: StateJudgement) -> None:
    found = [(event.on, event.label) for event in china.events if event.kind == "long_range_launch"]
    assert found == [
        (date(2006, 7, 5), "satellite"),
        (date(2009, 4, 5), "satellite"),
        (date(2012, 4, 13), "satellite"),
        (date(2012, 12, 12), "satellite"),
        (date(2016, 2, 7), "satellite"),
        (date(2017, 7, 4), "ICBM"),
        (date(2017, 7, 28), "ICBM"),
        (date(2017, 11, 28), "ICBM"),
    ]


def test_votes_of_the_resolutions_are_unanimous(china: StateJudgement) -> None:
    resolutions = [event for event in china.events if event.kind == "resolution"]
    assert [event.label for event in resolutions][-1] == "2397"
    assert all(event.detail.startswith("15–0–0") for event in resolutions)


def test_vetoes_and_the_end_of_the_panel(china: StateJudgement) -> None:
    ends = [(event.on, event.detail) for event in china.events if event.kind in {"veto", "mandate_end"}]
    assert ends[0] == (date(2022, 5, 26), "13–2–0; vetoed by CHN, RUS")
    assert ends[1] == (date(2024, 3, 28), "13–1–1; vetoed by RUS")
    assert ends[2][0] == date(2024, 4, 30)


def test_labels_of_the_acts(china: StateJudgement) -> None:
    acts = [event.label for event in china.events if event.kind == "act"]
    assert acts == ["No. 11", "No. 75", "No. 81", "No. 12", "No. 40", "No. 52", "No. 4"]


def test_events_are_in_order_and_none_is_later_than_the_day(judge: Callable[..., StateJudgement]) -> None:
    for on in (date(2006, 7, 4), date(2016, 9, 8), date(2022, 5, 25)):
        days = [event.on for event in judge("CHN", on).events]
        assert days == sorted(days)
        assert all(day <= on for day in days)
