"""The reach of the farthest missile flown, over time."""

from __future__ import annotations

from yalu.events.capability import reach_over_time
from yalu.events.model import Launch, Missile
from yalu.events.read import launches, missiles


def launch(on: str, missile: str, outcome: str = "success") -> Launch:
    return Launch(id=on, on=on, precision="day", missile=missile, outcome=outcome, source="test")  # type: ignore[arg-type]


KINDS = (
    Missile(id="near", missile_class="SRBM", reach_low_km=200, reach_high_km=300, source="test"),
    Missile(id="far", missile_class="ICBM", reach_low_km=8000, reach_high_km=10000, source="test"),
)


def test_a_step_is_a_kind_that_flew_farther_and_did_not_fail() -> None:
    flown = [
        launch("2003-01-01", "near"),
        launch("2001-01-01", "near"),
        launch("2002-01-01", "far", "failure"),
        launch("2004-01-01", "far"),
        launch("2005-01-01", "unheard-of"),
    ]
    assert [(one.on, one.high_km) for one in reach_over_time(flown, KINDS)] == [
        ("2001-01-01", 300),
        ("2004-01-01", 10000),
    ]


def test_the_first_intercontinental_step_of_the_casebook_is_in_july_2017() -> None:
    """The Hwasong-14 of 4 July 2017 was the first missile of intercontinental reach that flew."""
    steps = [one for one in reach_over_time(launches(), missiles()) if one.high_km >= 5500]
    assert any(one.on == "2017-07-04" for one in steps)
    assert [one.high_km for one in steps] == sorted(one.high_km for one in steps)
