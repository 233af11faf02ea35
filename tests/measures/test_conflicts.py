"""A measure that permits against one that bans, with no order between them."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.conflicts import conflicts
from yalu.measures.model import Cap, Exemption, Goods, Split
from yalu.measures.read import read_regime

CAP = Exemption(kind="cap", text="a cap", cap=Cap(period="", pool="", limits={"t": 1.0}))
LEAD = (Goods(words="refined lead", hs_text=("7801",)),)
SPLITS = {
    "scrap": Split(name="scrap", hs=("7801",), yes=("scrap",), question="?", source="test"),
    "other": Split(name="other", hs=("9999",), yes=("scrap",), question="?", source="test"),
}


def found(*measures):
    return conflicts(measures, SPLITS)


@pytest.mark.parametrize(
    "exemption",
    [CAP, Exemption(kind="flat", text="some"), Exemption(kind="livelihood", text="livelihood")],
)
def test_who_permits_what_another_bans_is_named_with_the_other(measure, exemption):
    (line,) = found(measure("ban"), measure("open", goods=LEAD, unless=(exemption,)))
    assert line.startswith("open permits or caps 7801, which ban bans")
    assert "`over` or `replaces`" in line


@pytest.mark.parametrize(
    "exemption",
    [
        Exemption(kind="committee", text="approval", needs=("committee_approval",)),
        Exemption(kind="winddown", text="old contracts"),
        Exemption(kind="flat", text="an emergency", needs=("emergency",), claimed=True),
    ],
)
def test_approvals_windows_and_claims_permit_nothing_expressly(measure, exemption):
    assert found(measure("ban"), measure("open", goods=LEAD, unless=(exemption,))) == ()


def test_two_bans_cumulate(measure):
    assert found(measure("one"), measure("two")) == ()


def test_two_caps_are_no_conflict(measure):
    assert found(measure("one", unless=(CAP,)), measure("two", unless=(CAP,))) == ()


@pytest.mark.parametrize(
    ("ban", "open_"),
    [
        ({"over": ("open",)}, {}),
        ({"replaces": ("open",)}, {}),
        ({}, {"over": ("ban",)}),
        ({}, {"replaces": ("ban",)}),
        ({"direction": "import"}, {}),
        ({"last_day": date(2017, 12, 31)}, {"effective": date(2018, 1, 1)}),
        ({"last_day": date(2017, 8, 4)}, {}),  # closed before it took effect
        ({}, {"last_day": date(2017, 8, 4)}),
        ({"force": "calls_upon"}, {}),
        ({"when": ("armed_forces",)}, {}),
        ({"goods": ()}, {}),
        ({"goods": (Goods(words="zinc", hs_text=("79",)),)}, {}),
        ({"goods": (Goods(words="lead", hs_text=("78",), over_usd=100.0),)}, {}),
        ({"goods": (Goods(words="lead", hs_text=("78",), split="scrap"),)}, {}),
        ({}, {"goods": (Goods(words="lead", hs_text=("7801",), split="scrap"),)}),
        # The ban covers the permitted code only in part.
        ({"goods": (Goods(words="lead", hs_text=("780110",)),)}, {}),
    ],
)
def test_order_days_direction_words_or_values_part_them(measure, ban, open_):
    assert found(measure("ban", **ban), measure("open", **{"goods": LEAD, "unless": (CAP,), **open_})) == ()


def test_one_shared_day_is_enough(measure):
    ban = measure("ban", last_day=date(2018, 1, 1))
    assert found(ban, measure("open", goods=LEAD, unless=(CAP,), effective=date(2018, 1, 1)))


def test_a_table_of_words_for_other_headings_parts_nothing(measure):
    ban = measure("ban", goods=(Goods(words="lead", hs_text=("78",), split="other"),))
    assert found(ban, measure("open", goods=LEAD, unless=(CAP,)))


def test_the_shipped_regime_has_none():
    regime = read_regime()
    assert conflicts(regime.tables.measures, regime.splits) == ()
