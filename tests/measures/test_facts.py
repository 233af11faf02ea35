"""Facts in their own types, from TOML and from text."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yalu.measures.facts import ACTIVITIES, FACTS, fact_value
from yalu.terms.errors import BadInput, UnknownValue

# The contract: facts and activities that the design names. `party` and `imo` are fields of a question.
PROMISED = (
    "livelihood_only", "no_linked_party", "linked_to_programmes", "armed_forces", "committee_approval",
    "committee_notified", "contract_date", "origin_outside", "rajin_transit_only", "spare_part",
    "civil_passenger_aircraft", "diplomatic_mission", "humanitarian", "emergency", "on_national_list", "unit_value_usd",
    "quantity", "value_usd", "cumulative_t", "cumulative_usd", "cumulative_bbl", "under_inspection",
)  # fmt: skip
ACTS = (
    "payment", "correspondent_account", "bank_branch", "joint_venture_new", "joint_venture_existing", "bulk_cash",
    "trade_credit", "port_entry", "ship_to_ship", "charter", "crew", "registration", "insurance", "bunkering", "sale",
    "work_permit", "employment", "entry", "training",
)  # fmt: skip


def test_every_promised_fact_and_activity_is_in_the_registry():
    assert set(PROMISED) <= set(FACTS)
    assert set(ACTS) <= set(ACTIVITIES)


def test_every_fact_says_what_it_means():
    assert all(fact.says and fact.name == name for name, fact in FACTS.items())


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("emergency", True, True),
        ("emergency", "true", True),
        ("emergency", "Yes", True),
        ("emergency", "no", False),
        ("contract_date", date(2017, 7, 1), date(2017, 7, 1)),
        ("contract_date", "2017-07-01", date(2017, 7, 1)),
        ("cumulative_t", 2_000_000, 2_000_000.0),
        ("cumulative_t", "2,000,000", 2_000_000.0),
        ("unit_value_usd", 0, 0.0),
        ("quantity", "20000 t", "20000 t"),
    ],
)
def test_a_fact_is_read_in_its_own_type(name, value, read):
    got = fact_value(name, value)
    assert got == read
    assert type(got) is type(read)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("emergency", "maybe", "write true or false"),
        ("emergency", 1, "write true or false"),
        ("contract_date", "1 July 2017", "fact contract_date"),
        ("contract_date", datetime(2017, 7, 1, 12), "fact contract_date"),  # noqa: DTZ001  a moment is no day
        ("contract_date", "2017-02-30", "is no day"),
        ("cumulative_t", -1, "not negative"),
        ("cumulative_t", True, "not negative"),
        ("cumulative_t", "much", "not negative"),
        ("cumulative_t", "nan", "not negative"),
        ("cumulative_t", "inf", "not negative"),
        ("quantity", "a lot", "fact quantity"),
        ("quantity", 20000, "fact quantity"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(name, value, says):
    with pytest.raises(BadInput, match=says) as caught:
        fact_value(name, value)
    assert name in str(caught.value)


def test_an_unknown_fact_is_refused_with_the_nearest():
    with pytest.raises(UnknownValue) as caught:
        fact_value("livelyhood_only", True)
    assert caught.value.nearest == "livelihood_only"
