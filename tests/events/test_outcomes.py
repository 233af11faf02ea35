"""A table of Council outcomes in the layout of the UN library's yearly tables."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from yalu.events.sources.outcomes import parse_outcomes
from yalu.terms.errors import BadFile

HEAD = "date,outcome,document,yes,no,abstain,mode,vetoed_by,topic\n"
TODAY = date(2026, 1, 1)


def parsed(rows: str) -> list[tuple[str, ...]]:
    found = parse_outcomes("t.csv", (HEAD + rows).encode(), today=TODAY)
    return [(str(one.on), one.outcome, one.vetoed_by, one.agenda) for one in found]


def test_items_come_in_order_with_states_by_code_and_statements_passed_over() -> None:
    rows = (
        "2012-02-04,vetoed,S/2012/77,13,2,0,vote,China; Russia,Syria\n"
        "2001-01-01,prst,S/PRST/2001/1,,,,,,Africa\n"
        ",adopted,S/RES/66,8,0,3,vote,,Palestine\n"
        "2001-03-27,vetoed,S/2001/270,9,1,4,vote,USA,Palestine\n"
        "2002-01-01,adopted,S/RES/1,,,,without vote,,Members\n"
    )
    assert parsed(rows) == [
        ("2001-03-27", "vetoed", "USA", "Palestine"),
        ("2002-01-01", "adopted", "", "Members"),
        ("2012-02-04", "vetoed", "CHN;RUS", "Syria"),
    ]


def test_all_problems_of_a_table_are_told_together() -> None:
    with pytest.raises(BadFile) as told:
        parsed(
            "2012-02-31,vetoed,S/1,13,2,0,vote,,x\n2012-02-04,lost,S/1,13,2,0,vote,,x\n2030-01-01,adopted,S/1,15,0,0,vote,,x\n"
        )
    assert len(told.value.problems) == 3
    assert "later than today" in str(told.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no row, or no column date, outcome"),
        (b"date,outcome\n2001-01-01,adopted\n", "no column document, yes"),
        (b"\xff\xfe", "is no UTF-8 text"),
        ((HEAD + "2001-01-01,prst,S/PRST/2001/1,,,,,,Africa\n").encode(), "holds no item with a day"),
    ],
)
def test_a_table_that_holds_nothing_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        parse_outcomes("t.csv", data, today=TODAY)


@pytest.mark.skipif("YALU_TEST_DATA" not in os.environ, reason="YALU_TEST_DATA is not set")
def test_the_published_table_gives_its_published_counts() -> None:
    path = Path(os.environ["YALU_TEST_DATA"]) / "events/unsc_outcomes/unsc_outcomes_1946_2019.csv"
    items = parse_outcomes(path.name, path.read_bytes(), today=TODAY)
    since = [one for one in items if one.on >= date(2000, 1, 1)]
    assert (len(since), sum(one.outcome == "vetoed" for one in since)) == (1257, 35)
