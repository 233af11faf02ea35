"""Files of launches as their publishers lay them out, and what is wrong with bad ones, all at once."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.events.series import parse_events
from yalu.events.sources.rows import parse_when
from yalu.terms.errors import BadFile, BadInput

TODAY = date(2020, 6, 1)
CNS = """f1,date,date_precision,missile,missile_type,apogee_km
1,2017-07,month,Scud,SRBM,
2,2017-07-04,day,Hwasong-14,ICBM,2802
3,2017-07-04,day,Hwasong-14,ICBM,
4,2017-08-26,day,KN-21,SRBM,
"""
CSIS = """Date,Type,Description
"Sep 3, 2017",Nuclear,sixth
9/15/2017,Missile,over Hokkaido
2017-11-28,Missile; other,Hwasong-15
2017-12-01,Other,talk
"""


def read(text, today=TODAY):
    return parse_events("f.csv", text.encode(), today=today)


def test_a_missile_is_a_row_and_a_salvo_one_day():
    found = read(CNS)
    assert (found.name, found.layout, found.rows) == ("missile_test_days", "cns", 4)
    assert found.days == (date(2017, 7, 4), date(2017, 8, 26))
    assert found.long_range == (date(2017, 7, 4),)
    assert found.months == ("2017-07",)


def test_of_csis_rows_only_missiles_count_and_nuclear_tests_are_kept_apart():
    found = read(CSIS)
    assert (found.name, found.layout) == ("missile_provocation_days", "csis")
    assert found.days == (date(2017, 9, 15), date(2017, 11, 28))
    assert found.nuclear == (date(2017, 9, 3),)
    assert found.left_out == 2


@pytest.mark.parametrize(
    "text",
    [
        "day\n2017-07-04\n2017-08-26\n",
        "day;note\n2017-07-04;a\n2017-08-26;b\n",
        "\ufeffday\tnote\n2017-07-04\ta\n\n2017-08-26\tb\n",
        '[{"day": "2017-07-04"}, {"day": "2017-08-26", "note": null}]',
        '{"source": "x", "events": [{"Launch Date": "4 Jul 2017"}, {"Launch Date": "26 August 2017"}]}',
    ],
)
def test_any_table_with_a_column_of_days_is_a_list_of_event_days(text):
    found = read(text)
    assert (found.layout, found.days) == ("days", (date(2017, 7, 4), date(2017, 8, 26)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no row"),
        ("date\n", "no row"),
        ("when\n2017-07-04\n", "no column is called date; the columns are when"),
        ("date\n2017-08-26\n2017-07-04\n", "2017-07-04 stands after 2017-08-26: sort the rows by day"),
        (
            "date\n2017-08-26\n2017-07-04\n2017-07-28\n2017-05-14\n",
            "line 3: date: 2017-07-04 stands after 2017-08-26: sort the rows by day; further such rows: 1",
        ),
        ("date\n2017-08-26\n2017-07\n", "2017-07 stands after 2017-08-26"),
        ("date\n2020-06-02\n", "2020-06-02 is in the future: today is 2020-06-01"),
        ("date\n2017-02-30\n", '"2017-02-30" is no day'),
        ("date\n2017-13-01\n", '"2017-13-01" is no day'),
        ("date,type\n2017-07-04,nuclear test\n", "no row is of type missile: the series is empty"),
        ('["a"]', "no list of objects"),
        ('{"a": [{}], "b": [{}]}', "no list of objects"),
        ("[{]", "is not JSON"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(BadFile) as caught:
        read(text)
    assert said in str(caught.value)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BadFile, match="is not UTF-8: byte 5 is 0xff"):
        parse_events("f.csv", b"date\n\xff", today=TODAY)


def test_all_problems_come_at_once_and_many_of_one_kind_are_counted():
    rows = "".join(f"{day}\n" for day in ("x",) * 20 + ("2021-01-01", "2017-01-01"))
    with pytest.raises(BadFile) as caught:
        read(f"date\n{rows}")
    said = str(caught.value)
    assert "8 more rows of that kind" in said
    assert "is in the future" in said
    assert "2017-01-01 stands after 2021-01-01" in said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-9-3", (2017, 9, 3)),
        ("2017-09-03T07:30:00Z", (2017, 9, 3)),
        ("2017-09", (2017, 9, None)),
        ("9/3/2017", (2017, 9, 3)),
        ("9/3/58", (1958, 9, 3)),
        ("3-Sep-17", (2017, 9, 3)),
        ("Sept. 2017", (2017, 9, None)),
        ("September 3, 2017", (2017, 9, 3)),
    ],
)
def test_days_as_publishers_write_them(text, day):
    assert tuple(parse_when(text)) == day


@pytest.mark.parametrize("text", ["", "soon", "2017", "31/12/2017", "3 Foo 2017"])
def test_no_day_is_guessed(text):
    with pytest.raises(BadInput, match="is no day"):
        parse_when(text)


@pytest.mark.parametrize(
    ("days", "unsure"),
    [
        (("3/4/2020", "3/5/2020"), ("3/4/2020", "3/5/2020")),
        (("3/3/2020", "3/5/2020"), ("3/5/2020",)),
        (("3/4/2020", "3/25/2020"), ()),
        (("2020-03-04", "4 May 2020"), ()),
    ],
)
def test_days_that_read_either_way_are_month_first_and_told_unless_a_row_shows_the_order(days, unsure):
    found = read("day\n" + "\n".join(days) + "\n")
    assert found.days[0].month == 3
    assert found.order_unsure == unsure
