"""Exemptions in three values: met, not met, unknown; caps in the unit stated, or in a range."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.model import Cap, Exemption, Hint, Question
from yalu.measures.needs import (
    ASSUMED_NO_APPROVAL,
    ASSUMED_UNLINKED,
    Stated,
    cap_status,
    exemption_status,
    hinted_facts,
)
from yalu.terms.amounts import Amount
from yalu.terms.read import petroleum_factors

DAY = date(2017, 9, 1)
# 2321 26(b): "whichever is lower" is two caps, both bind.
COAL = Cap(period="year", pool="all States", limits={"t": 7_500_000.0, "USD": 400_870_018.0}, stop_at=0.95)
# 2397 4: 4 million barrels or 525,000 tonnes: one ceiling in two units.
CRUDE = Cap(
    period="12 months",
    pool="all States",
    limits={"bbl": 4_000_000.0, "t": 525_000.0},
    both=False,
    product="crude petroleum",
)
# 2397 5: 500,000 barrels of refined products; all States stop at 95 per cent.
REFINED = Cap(period="year", pool="all States", limits={"bbl": 500_000.0}, product="refined", stop_at=0.95)


def stated(on=DAY, *, hinted=None, party_listed=False, goods="", party=None, **facts):
    question = Question(on=on, goods=goods, party=party, facts=facts)
    return Stated(question, hinted or {}, party_listed=party_listed, factors=petroleum_factors())


def status(exemption, on=DAY, **facts):
    extra = {name: facts.pop(name) for name in ("last_day", "more_needs", "goods_speak") if name in facts}
    return exemption_status(exemption, stated(on, **facts), **extra)


def exempt(**fields):
    return Exemption(**{"kind": "flat", "text": "it is exempt", **fields})


@pytest.mark.parametrize(
    ("facts", "answer"),
    [({}, "open"), ({"livelihood_only": True}, "met"), ({"livelihood_only": False}, "shut")],
)
def test_a_need_is_met_not_met_or_unknown(facts, answer):
    got = status(exempt(needs=("livelihood_only",)), **facts)
    assert got.answer == answer
    assert got.missing == (("livelihood_only",) if answer == "open" else ())


def test_one_need_that_fails_shuts_whatever_is_unknown():
    got = status(exempt(needs=("livelihood_only", "committee_notified")), committee_notified=False)
    assert (got.answer, got.why) == ("shut", "not met: committee_notified")


def test_an_approval_that_is_not_stated_counts_as_not_given_and_is_said():
    asked = stated()
    assert exemption_status(exempt(needs=("committee_approval",)), asked).answer == "shut"
    assert list(asked.assumed) == [ASSUMED_NO_APPROVAL]


def test_no_party_named_is_taken_as_unlinked_and_is_said():
    asked = stated()
    assert asked.met("no_linked_party") is True
    assert list(asked.assumed) == [ASSUMED_UNLINKED]


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"no_linked_party": True}, True),
        ({"no_linked_party": False}, False),
        ({"party_listed": True}, False),
        ({"party_listed": True, "no_linked_party": True}, False),  # the list speaks louder than the letter
        ({"linked_to_programmes": True, "no_linked_party": True}, False),
        ({"linked_to_programmes": False}, True),
    ],
)
def test_who_is_linked(fields, met):
    assert stated(**fields).met("no_linked_party") is met


@pytest.mark.parametrize(
    ("contract", "answer"),
    [(None, "open"), (date(2017, 8, 4), "met"), (date(2017, 8, 5), "shut"), (date(2017, 8, 6), "shut")],
)
def test_a_contract_must_be_signed_before_the_day(contract, answer):
    facts = {"contract_date": contract} if contract else {}
    got = status(exempt(contract_before=date(2017, 8, 5)), **facts)
    assert got.answer == answer
    assert got.missing == (("contract_date",) if answer == "open" else ())


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2017, 8, 4), "shut"),
        (date(2017, 8, 5), "met"),
        (date(2017, 9, 4), "met"),
        (date(2017, 9, 5), "shut"),
    ],
)
def test_a_window_holds_its_first_and_its_last_day(on, answer):
    window = exempt(since=date(2017, 8, 5), last_day=date(2017, 9, 4))
    assert status(window, on).answer == answer


def test_a_window_may_be_asked_with_another_last_day():
    window = exempt(last_day=date(2017, 9, 4))
    assert status(window, date(2017, 9, 5), last_day=date(2017, 9, 5)).answer == "met"


def test_a_need_that_a_rival_reading_adds_is_asked():
    assert status(exempt(), more_needs=("livelihood_only",)).missing == ("livelihood_only",)


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "shut"),
        ({"committee_notified": True}, "shut"),  # notice alone claims nothing
        ({"spare_part": True}, "open"),
        ({"spare_part": True, "committee_notified": True}, "met"),
        ({"goods_speak": True}, "open"),
    ],
)
def test_a_claimed_exemption_speaks_when_somebody_claims_it(facts, answer):
    got = status(exempt(needs=("spare_part", "committee_notified"), claimed=True), **facts)
    assert got.answer == answer
    assert (got.why == "not claimed") is (answer == "shut")


@pytest.mark.parametrize(
    ("description", "facts"),
    [
        ("spare parts for a passenger aircraft", {"spare_part": True}),
        ("whole engines", {"spare_part": False}),
        ("spare parts and whole engines", {}),
        ("engines", {}),
    ],
)
def test_a_description_states_facts_where_it_does_not_contradict_itself(description, facts):
    hint = Hint(fact="spare_part", true=("spare part",), false=("whole engine",))
    assert hinted_facts((hint,), description) == facts


def test_what_is_stated_goes_before_what_the_words_say():
    assert stated(hinted={"spare_part": True}, spare_part=False).flag("spare_part") is False
    assert stated(hinted={"spare_part": True}).flag("spare_part") is True


def test_only_numbers_are_numbers_and_only_days_are_days():
    odd = stated(cumulative_t=True, contract_date="2017-07-01", livelihood_only="yes")
    assert odd.number("cumulative_t") is None
    assert odd.contract_before(DAY) is None
    assert odd.flag("livelihood_only") is None


def test_a_load_is_taken_in_the_unit_that_is_stated():
    asked = stated(quantity="20000 t", value_usd=100)
    assert asked.load("t") == Amount(20_000.0, "t")
    assert asked.load("USD") == Amount(100.0, "USD")
    assert asked.load("bbl") is None
    assert stated(quantity="5000 USD").load("USD") == Amount(5000.0, "USD")
    assert stated().load("t") is None


@pytest.mark.parametrize(
    ("facts", "answer", "missing"),
    [
        ({}, "open", {"cumulative_t", "cumulative_usd"}),
        ({"quantity": "30000 t", "cumulative_t": 2_000_000}, "open", {"cumulative_usd"}),
        (
            {"quantity": "30000 t", "cumulative_t": 2_000_000, "cumulative_usd": 200_000_000},
            "open",
            {"value_usd"},
        ),
        (
            {
                "quantity": "30000 t",
                "value_usd": 3e6,
                "cumulative_t": 2_000_000,
                "cumulative_usd": 200_000_000,
            },
            "met",
            set(),
        ),
        ({"quantity": "30000 t", "cumulative_t": 7_490_000}, "shut", set()),
        ({"cumulative_usd": 400_870_019}, "shut", set()),  # either limit shuts
        ({"quantity": "7500001 t"}, "shut", set()),  # the load alone is over
        ({"cumulative_t": 2_000_000, "cumulative_usd": 200_000_000}, "open", {"quantity", "value_usd"}),
        ({"value_usd": 400_870_019}, "shut", set()),
        ({"cumulative_t": 7_125_000, "quantity": "1 t"}, "shut", set()),  # 95 per cent of 7.5 million
        ({"cumulative_t": 7_124_999, "quantity": "1 t", "cumulative_usd": 1, "value_usd": 100}, "met", set()),
    ],
)
def test_where_two_limits_bind_both_must_hold(facts, answer, missing):
    got = cap_status(COAL, stated(**facts))
    assert (got.answer, set(got.missing)) == (answer, missing)


def test_a_load_that_fills_the_cap_exactly_is_within_it():
    cap = Cap(period="", pool="", limits={"t": 1_000_866.0})
    assert cap_status(cap, stated(quantity="866 t", cumulative_t=1_000_000)).answer == "met"
    assert cap_status(cap, stated(quantity="867 t", cumulative_t=1_000_000)).answer == "shut"


def test_the_stop_below_the_cap_may_be_left_unheeded():
    facts = {"cumulative_bbl": 480_000, "quantity": "1000 bbl"}
    assert cap_status(REFINED, stated(**facts)).answer == "shut"
    assert cap_status(REFINED, stated(**facts), heed_stop=False).answer == "met"


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, "open"),
        ({"cumulative_bbl": 1_000_000, "quantity": "1000 bbl"}, "met"),
        ({"cumulative_t": 100_000, "quantity": "1000 t"}, "met"),
        ({"cumulative_bbl": 4_000_000, "quantity": "1000 bbl"}, "shut"),
        ({"cumulative_t": 525_000, "quantity": "1 t"}, "shut"),
        ({"cumulative_bbl": 1_000_000, "cumulative_t": 525_001, "quantity": "1 bbl"}, "shut"),
        # 1,000 t of crude at 7.32 barrels a tonne are 7,320 barrels.
        ({"cumulative_bbl": 3_992_680, "quantity": "1000 t"}, "met"),
        ({"cumulative_bbl": 3_992_681, "quantity": "1000 t"}, "shut"),
        ({"cumulative_t": 524_000, "quantity": "7320 bbl"}, "met"),
        ({"cumulative_t": 524_001, "quantity": "7320 bbl"}, "shut"),
    ],
)
def test_one_ceiling_in_two_units_is_judged_in_the_unit_stated(facts, answer):
    assert cap_status(CRUDE, stated(**facts)).answer == answer


@pytest.mark.parametrize(
    ("total", "answer"),
    [
        # 10,000 t are 66,200 barrels of fuel oil and 116,500 of LPG.
        (380_000, "met"),
        (390_000, "open"),
        (430_000, "open"),
        (440_000, "shut"),
    ],
)
def test_tonnes_against_barrels_are_a_range_by_product(total, answer):
    got = cap_status(REFINED, stated(quantity="10000 t", cumulative_bbl=total))
    assert got.answer == answer
    assert got.missing == (("goods",) if answer == "open" else ())


@pytest.mark.parametrize(
    ("goods", "total", "answer"),
    [
        # 10,000 t of gas oil are 72,300 barrels, of LPG 116,500.
        ("diesel", 427_700, "met"),
        ("diesel", 427_701, "shut"),
        ("propane", 383_500, "met"),
        ("propane", 383_501, "shut"),
    ],
)
def test_tonnes_of_a_named_product_are_one_figure(goods, total, answer):
    asked = stated(goods=goods, quantity="10000 t", cumulative_bbl=total)
    assert cap_status(REFINED, asked, heed_stop=False).answer == answer


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({}, None),
        ({"party": "KPe.047", "party_listed": True}, True),
        ({"party": "KPe.047"}, False),
        ({"party": "KPe.047", "designated_entity": True}, True),
        ({"designated_entity": False}, False),
    ],
)
def test_whether_a_designated_entity_takes_part_is_told_by_the_list(fields, known):
    assert stated(**fields).flag("designated_entity") is known


def test_tonnes_are_not_converted_where_the_cap_names_no_product():
    cap = Cap(period="", pool="", limits={"bbl": 500_000.0})
    assert cap_status(cap, stated(quantity="10 t", cumulative_bbl=0)).missing == ("quantity",)


def test_an_exemption_under_a_cap_waits_for_its_headroom():
    capped = exempt(kind="cap", needs=("livelihood_only",), cap=REFINED)
    assert status(capped).missing == ("livelihood_only", "cumulative_bbl")
    over = status(capped, livelihood_only=True, cumulative_bbl=500_001)
    assert over.answer == "shut"
    assert "over the cap of 500,000 bbl" in over.why
    within = status(capped, livelihood_only=True, cumulative_bbl=200_000, quantity="10000 bbl")
    assert (within.answer, within.why) == ("met", "within the cap of 500,000 bbl")
