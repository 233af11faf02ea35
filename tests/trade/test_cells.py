"""Does a cell say the number, period and unit that a reader of the page would read?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.terms.errors import BadInput
from yalu.trade.cells import heading_key, money, month_number, number, period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1_234_567),
        ("１２３．５", 123.5),
        ("-12", -12),
        ("(12)", -12),
        ("−3.5", -3.5),
        ("1 234", 1234),
        ("1.5e6", 1_500_000),
        (".5", 0.5),
        ("0", 0),
    ],
)
def test_numbers_are_read_as_printed(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", " ", "-", "--", "—", "…", "n/a", "NaN", "null", "..", "#N/A"])
def test_a_missing_value_is_none_and_never_zero(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize("text", ["1,5", "12,34", "abc", "1_000", "1.2.3", "inf", "1e999", "12 kg"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        number(text)


def test_a_comma_parts_decimals_only_where_the_reader_says_so() -> None:
    assert number("1.234.567,8", ",") == 1_234_567.8
    assert number("12,5", ",") == 12.5


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2013", date(2013, 1, 1), date(2014, 1, 1)),
        ("2013年", date(2013, 1, 1), date(2014, 1, 1)),
        ("201312", date(2013, 12, 1), date(2014, 1, 1)),
        ("2013年5月", date(2013, 5, 1), date(2013, 6, 1)),
        ("2013-05", date(2013, 5, 1), date(2013, 6, 1)),
        ("2013M05", date(2013, 5, 1), date(2013, 6, 1)),
        ("May 2013", date(2013, 5, 1), date(2013, 6, 1)),
        ("2013 May", date(2013, 5, 1), date(2013, 6, 1)),
        ("Jan-May 2013", date(2013, 1, 1), date(2013, 6, 1)),
        ("2024年1-5月", date(2024, 1, 1), date(2024, 6, 1)),
        ("2024年1至12月累计", date(2024, 1, 1), date(2025, 1, 1)),
        ("2013Q2", date(2013, 4, 1), date(2013, 7, 1)),
        ("2013年第4季度", date(2013, 10, 1), date(2014, 1, 1)),
        ("20130201", date(2013, 2, 1), date(2013, 3, 1)),
        ("2013-02-28", date(2013, 2, 1), date(2013, 3, 1)),
    ],
)
def test_periods_are_half_open(text: str, since: date, until: date) -> None:
    assert period(text) == (since, until)


@pytest.mark.parametrize(
    "text", ["201313", "2013-00", "1800", "2013-02-15", "2024年5-1月", "next year", "", "20130230"]
)
def test_a_period_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        period(text)


@pytest.mark.parametrize(
    ("text", "month"), [("3", 3), ("03", 3), ("3月", 3), ("Mar", 3), ("march", 3), ("12.0", 12)]
)
def test_months_are_numbers_or_names(text: str, month: int) -> None:
    assert month_number(text) == month


def test_a_word_is_no_month() -> None:
    with pytest.raises(BadInput):
        month_number("spring")


@pytest.mark.parametrize(
    ("text", "currency", "factor"),
    [
        ("单位:万元人民币", "CNY", 1e4),
        ("单位：千美元", "USD", 1e3),
        ("金额(万美元)", "USD", 1e4),
        ("亿元", "CNY", 1e8),
        ("百万美元", "USD", 1e6),
        ("人民币", "CNY", 1),
        ("Trade Value (US$)", "USD", 1),
        ("value_10k_usd", "USD", 1e4),
        ("US$ '000", "USD", 1e3),
        ("USD million", "USD", 1e6),
        ("тыс. долл. США", "USD", 1e3),
        ("천달러", "USD", 1e3),
        ("Unit: CNY 10,000", "CNY", 1e4),
        ("万日元", "JPY", 1e4),
        ("EUR", "EUR", 1),
    ],
)
def test_units_stand_in_headings(text: str, currency: str, factor: float) -> None:
    assert money(text) == (currency, factor)


@pytest.mark.parametrize("text", ["value", "Europe", "数量", "partner", "总额"])
def test_a_heading_without_a_currency_states_none(text: str) -> None:
    assert money(text) is None


def test_headings_are_compared_without_case_spaces_and_joints() -> None:
    assert heading_key("Ｔrade-Value_(US$)") == heading_key("trade value (us$)")
