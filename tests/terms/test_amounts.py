"""Amounts, units and barrels to tonnes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.terms.amounts import (
    UNITS,
    Amount,
    PetroleumFactor,
    PetroleumFactors,
    barrels_to_tonnes,
    parse_amount,
    tonnes_to_barrels,
)
from yalu.terms.errors import BadInput, UnknownValue

ROUNDING = 1e-12  # relative: two divisions of doubles, each wrong by 1.1e-16 at most, with room

FACTORS = PetroleumFactors(
    (
        PetroleumFactor("liquefied petroleum gas", ("LPG",), 11.65, True, False, "UNSD", ""),
        PetroleumFactor("gas oil", ("diesel",), 7.23, True, False, "UNSD", ""),
        PetroleumFactor("residual fuel oil", ("fuel oil",), 6.62, True, False, "UNSD", ""),
        PetroleumFactor("bitumen", (), 6.05, False, False, "UNSD", ""),
        PetroleumFactor("not stated", (), 8.33, False, True, "implied", ""),
    )
)
sizes = st.floats(0, 1e12)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("20000 t", 20000, "t"),
        ("10,000 bbl", 10000, "bbl"),
        ("2.5 Mt", 2500000, "t"),
        ("30 kg", 0.03, "t"),
        ("1.1 kg", 0.0011, "t"),
        ("500 g", 0.0005, "t"),
        ("1 kt", 1000, "t"),
        ("1 000 866 metric tons", 1000866, "t"),
        ("7,500,000 t", 7500000, "t"),
        ("60,000 tons", 60000, "t"),
        ("1.5 million USD", 1500000, "USD"),
        ("1.5 million of US dollars", 1500000, "USD"),
        ("35000 USD", 35000, "USD"),
        ("US$35,000", 35000, "USD"),
        ("USD 2.3 bn", 2300000000, "USD"),
        ("5 pieces", 5, "pieces"),
        ("1 piece", 1, "pieces"),
        ("500 thousand barrels", 500000, "bbl"),
        ("2.5万吨", 25000, "t"),
        ("1.2亿美元", 120000000, "USD"),
        ("3 m³", 3, "m3"),
        ("400 litres", 0.4, "m3"),
        ("３０，０００ t", 30000, "t"),
        ("12 GWh", 12000000, "kWh"),
        ("20000t", 20000, "t"),
        ("1e3 t", 1000, "t"),
        ("0 t", 0, "t"),
    ],
)
def test_amount_is_read_in_the_unit_of_its_kind(text: str, value: float, unit: str) -> None:
    assert parse_amount(text) == Amount(value, unit)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("-5 t", "is below zero"),
        ("\u22125 t", "is below zero"),
        ("nan t", "is not a finite number"),
        ("NaN USD", "is not a finite number"),
        ("inf USD", "is not a finite number"),
        ("1e999 t", "beyond any number"),
        ("t", "does not begin with a number"),
        ("about 5 t", "does not begin with a number"),
        ("1,5 t", "can be read in two ways"),
        ("1.000.000 t", "can be read in two ways"),
        ("1,0000 t", "can be read in two ways"),
        ("10\u00b3 t", "unknown unit"),
        ("1\u00bd t", "unknown unit"),
        ("500", "has no unit; write one of t, bbl, USD, pieces, m3, kWh"),
        ("500 million", "has no unit"),
        ("5 MT", "can mean tonnes or millions of tonnes"),
        ("5 mt", "can mean tonnes or millions of tonnes"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        parse_amount(text)


@pytest.mark.parametrize(
    ("text", "unit", "nearest"),
    [("5 tonnnes", "tonnnes", "tonnes"), ("5 barels", "barels", "barrels"), ("12 EUR", "EUR", None)],
)
def test_unknown_unit_is_refused_with_the_nearest(text: str, unit: str, nearest: str | None) -> None:
    with pytest.raises(UnknownValue) as refused:
        parse_amount(text)
    assert (refused.value.value, refused.value.nearest) == (unit, nearest)


@given(st.floats(0, allow_infinity=False), st.sampled_from(UNITS))
def test_an_amount_is_read_back_from_its_own_text(value: float, unit: str) -> None:
    amount = Amount(value, unit)
    assert parse_amount(str(amount)) == amount


@given(st.integers(0, 10**12))
def test_commas_between_thousands_change_nothing(value: int) -> None:
    assert parse_amount(f"{value:,} bbl") == parse_amount(f"{value} bbl") == Amount(float(value), "bbl")


@given(st.text(max_size=20))
def test_any_text_gives_a_finite_amount_or_a_refusal(text: str) -> None:
    try:
        amount = parse_amount(text)
    except BadInput:
        return
    assert math.isfinite(amount.value)
    assert amount.value >= 0
    assert amount.unit in UNITS


def test_barrels_of_a_stated_product_have_one_weight() -> None:
    # UN Statistics Division: 7.23 barrels of gas oil in a tonne.
    assert barrels_to_tonnes(723, "diesel", FACTORS) == pytest.approx((100, 100, 100), rel=ROUNDING)
    assert tonnes_to_barrels(100, "Gas Oil", FACTORS) == pytest.approx((723, 723, 723), rel=ROUNDING)


def test_tonnes_of_a_product_not_stated_lie_between_fuel_oil_and_lpg() -> None:
    # China's deliveries of 2021, 91,909 barrels at the implied 8.33: 73,000 barrels if all was fuel oil (6.62), 129,000 if
    # all was LPG (11.65), so 14.6 % to 25.7 % of the cap of 500,000 barrels (resolution 2397 paragraph 5).
    tonnes = 91909 / 8.33
    bbl = tonnes_to_barrels(tonnes, None, FACTORS)
    assert round(bbl.low, -3) == 73000
    assert round(bbl.value) == 91909
    assert round(bbl.high, -3) == 129000
    assert round(bbl.low / 500000, 3) == 0.146
    assert round(bbl.high / 500000, 3) == 0.257


def test_barrels_of_a_product_not_stated_weigh_least_as_lpg() -> None:
    tonnes = barrels_to_tonnes(1165 * 662, None, FACTORS)
    assert (tonnes.low, tonnes.high) == pytest.approx((66200, 116500), rel=ROUNDING)


def test_bitumen_counts_by_its_own_factor_only_when_stated() -> None:
    assert tonnes_to_barrels(1, "bitumen", FACTORS).low == 6.05
    assert tonnes_to_barrels(1, None, FACTORS).low == 6.62


@pytest.mark.parametrize("product", ["deisel", "not stated"])
def test_unknown_product_is_refused(product: str) -> None:
    with pytest.raises(UnknownValue, match="petroleum product"):
        barrels_to_tonnes(1, product, FACTORS)


@pytest.mark.parametrize("size", [-1.0, math.nan, math.inf])
def test_impossible_size_is_refused(size: float) -> None:
    with pytest.raises(BadInput, match="zero or more and finite"):
        barrels_to_tonnes(size, None, FACTORS)
    with pytest.raises(BadInput, match="zero or more and finite"):
        tonnes_to_barrels(size, "LPG", FACTORS)


@given(sizes, st.sampled_from([None, "LPG", "diesel", "fuel oil", "bitumen"]))
def test_ranges_stand_in_order(size: float, product: str | None) -> None:
    for found in (barrels_to_tonnes(size, product, FACTORS), tonnes_to_barrels(size, product, FACTORS)):
        assert found.low <= found.value <= found.high


@given(sizes, st.sampled_from(["LPG", "diesel", "fuel oil", "bitumen"]))
def test_tonnes_to_barrels_undoes_barrels_to_tonnes(bbl: float, product: str) -> None:
    tonnes = barrels_to_tonnes(bbl, product, FACTORS).value
    assert tonnes_to_barrels(tonnes, product, FACTORS).value == pytest.approx(bbl, rel=ROUNDING, abs=1e-300)


@given(sizes, st.sampled_from(["LPG", "diesel", "fuel oil"]))
def test_every_refined_fuel_lies_within_the_range_of_the_product_not_stated(bbl: float, product: str) -> None:
    stated, unstated = barrels_to_tonnes(bbl, product, FACTORS), barrels_to_tonnes(bbl, None, FACTORS)
    assert unstated.low <= stated.value <= unstated.high
