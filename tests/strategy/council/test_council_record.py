"""Several tables as one record."""

from __future__ import annotations

from datetime import date

from yalu.events.model import CouncilItem
from yalu.strategy.council.record import merged


def item(day: int, document: str, outcome: str = "adopted", agenda: str = "first") -> CouncilItem:
    return CouncilItem(
        id=document, on=date(2020, 1, day), document=document, outcome=outcome, agenda=agenda, source="t"
    )  # type: ignore[arg-type]


def test_what_two_tables_hold_is_counted_once_as_the_first_has_it() -> None:
    first = [item(1, "S/RES/1 (2020)"), item(3, "S/2020/3", "vetoed"), item(3, "S/2020/4", "vetoed")]
    second = [item(1, "S/RES/1(2020)", agenda="second"), item(2, "S/RES/2 (2020)", agenda="second")]
    vetoes = [item(3, "S/2020/3 and Corr.1", "vetoed", "third"), item(4, "S/2020/9", "vetoed", "third")]
    found = merged([first, second, vetoes])
    assert [(one.on.day, one.agenda) for one in found] == [
        (1, "first"),
        (2, "second"),
        (3, "first"),
        (3, "first"),
        (4, "third"),
    ]
