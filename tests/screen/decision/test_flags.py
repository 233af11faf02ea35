"""Red flags, each raised by what its row names and not by what only looks like it."""

from __future__ import annotations

import pytest

from yalu.screen.decision.flags import CHECKS
from yalu.screen.decision.model import Rules
from yalu.screen.messages.model import Cash, Consignment, Payment, Traveller
from yalu.screen.read import red_flags

ON = "2018-04-02"


def rules(decision):
    return {one.rule for one in decision.findings if one.rule.startswith("RF-")}


def to_state(write):
    return (write.place("destination", "KPFNJ"),)


CASES = {
    # IMO number rule: the sum of the first six digits times 7 to 2 ends in the seventh (IMO resolution A.1117(30))
    "RF-VES-03": (
        lambda w: Consignment(means=(w.ship("X", imo="9074728"),)),
        lambda w: Consignment(means=(w.ship("X", imo="9074729"),)),
    ),
    "RF-VES-04": (
        lambda w: Consignment(means=(w.ship("HAPPY DAWN", imo="7303803"),)),
        lambda w: Consignment(means=(w.ship("AN SAN 1", imo="7303803"),)),
    ),
    "RF-VES-10": (
        lambda w: Consignment(places=(*to_state(w), w.place("transit", "CNDLC"))),
        lambda w: Consignment(places=(w.place("destination", "CNDLC"), w.place("transit", "CNDDG"))),
    ),
    "RF-VES-15": (lambda w: Consignment(means=(w.ship("X", flag="KP"),)), lambda w: Consignment(means=(w.ship("X", flag="KR"),))),
    "RF-VES-16": (
        lambda w: Consignment(means=(w.ship("X", mmsi="445123000"),)),
        lambda w: Consignment(means=(w.ship("X", mmsi="440123000"),)),
    ),
    "RF-VES-17": (
        lambda w: Consignment(parties=(w.party("owner", "A", imo_company="1234567"),)),
        lambda w: Consignment(parties=(w.party("owner", "A", imo_company="1790183"),)),
    ),
    "RF-TRA-01": (
        lambda w: Consignment(goods=(w.goods("bags", origin="CN"),), places=(w.place("loading", "KPNAM"),)),
        lambda w: Consignment(goods=(w.goods("bags", origin="KP"),), places=(w.place("loading", "KPNAM"),)),
    ),
    "RF-TRA-05": (
        lambda w: Consignment(goods=(w.goods("squid", hs="030743"),), parties=(w.party("exporter", "A", lines=("Dandong",)),)),
        lambda w: Consignment(goods=(w.goods("tea", hs="090210"),), parties=(w.party("exporter", "A", lines=("Dandong",)),)),
    ),
    "RF-TRA-09": (
        lambda w: Consignment(goods=(w.goods("General cargo."),)),
        lambda w: Consignment(goods=(w.goods("rubber soles"),)),
    ),
    "RF-TRA-12": (
        lambda w: Consignment(parties=(w.party("consignee", "Zelkova Logistics Ltd"),), places=to_state(w)),
        lambda w: Consignment(parties=(w.party("consignee", "Zelkova Shoes Ltd"),), places=to_state(w)),
    ),
    "RF-TRA-17": (
        lambda w: Consignment(places=(w.place("border", name="Dandong"),)),
        lambda w: Consignment(places=(w.place("border", name="Dandong"), *to_state(w))),
    ),
    "RF-TRA-18": (
        lambda w: Consignment(goods=(w.goods("bags", hs="999999"),)),
        lambda w: Consignment(goods=(w.goods("bags", hs="420222"),)),
    ),
    "RF-TRA-19": (
        lambda w: Consignment(goods=(w.goods("carbon fibre prepreg", hs="681510"),), places=to_state(w)),
        lambda w: Consignment(goods=(w.goods("carbon paper", hs="480920"),), places=to_state(w)),
    ),
    "RF-FIN-02": (
        lambda w: Payment(notes=(w.note("anthracite from NAMPO"),)),
        lambda w: Payment(notes=(w.note("anthracite from DALIAN"),)),
    ),
    "RF-FIN-06": (
        lambda w: Payment(parties=(w.party("creditor_agent", bic="KUDBKPPY", kind="bank"),)),
        lambda w: Payment(parties=(w.party("creditor_agent", bic="KUDBKRSE", kind="bank"),)),
    ),
    "RF-FIN-16": (
        lambda w: Payment(parties=(w.party("creditor", "A", country="KP"),)),
        lambda w: Payment(parties=(w.party("creditor", "A", country="KR"),)),
    ),
    "RF-FIN-17": (
        lambda w: Payment(parties=(w.party("creditor", "A", lines=("A", "TEL +850 2 381 8888")),)),
        lambda w: Payment(parties=(w.party("creditor", "A", lines=("A", "TEL +82 2 850 8888")),)),
    ),
    "RF-FIN-18": (
        lambda w: Payment(notes=(w.note("school fees Pyongyang"),)),
        lambda w: Payment(notes=(w.note("school fees Pyeongtaek"),)),
    ),
    "RF-BOR-03": (
        lambda w: Consignment(goods=(w.goods(),), places=to_state(w)),
        lambda w: Consignment(goods=(w.goods("soap"),), places=to_state(w)),
    ),
    "RF-BOR-12": (
        lambda w: Consignment(goods=(w.goods("medical kits, UNICEF"),), places=to_state(w)),
        lambda w: Consignment(goods=(w.goods("medical kits, UNICEF"),), places=(w.place("destination", "CNDDG"),)),
    ),
    "RF-BOR-13": (
        lambda w: Traveller(cash=(Cash(amount=9e4, currency="USD", path="a"), Cash(words="gold", path="b")), places=to_state(w)),
        lambda w: Traveller(cash=(Cash(amount=9e4, currency="USD", path="cash"),), places=(w.place("destination", "CNDDG"),)),
    ),
    "RF-ITW-09": (
        lambda w: Traveller(parties=(w.party("traveller", "A", nationality="KP"),), notes=(w.note("work permit"),)),
        lambda w: Traveller(parties=(w.party("traveller", "A", nationality="KR"),), notes=(w.note("work permit"),)),
    ),
}  # fmt: skip


def test_every_check_has_its_case_and_its_row():
    rows = {id_ for id_, flag in red_flags().items() if flag.seen_in == "message"}
    assert set(CHECKS) == set(CASES) == rows


@pytest.mark.parametrize("id_", sorted(CASES))
def test_a_flag_is_raised_by_what_its_row_names_only(write, decision, id_):
    shown, resembling = CASES[id_]
    made = decision(shown(write), ON)
    assert id_ in rules(made)
    finding = next(one for one in made.findings if one.rule == id_)
    assert red_flags()[id_].indicator in finding.reason
    assert id_ not in rules(decision(resembling(write), ON))


@pytest.mark.parametrize("id_", sorted(CASES))
def test_a_flag_that_is_switched_off_is_not_raised(write, decision, id_):
    assert id_ not in rules(decision(CASES[id_][0](write), ON, rules=Rules(off=(id_,))))


def test_pay_for_work_is_a_question_where_the_payment_names_the_state(write, decision):
    # 2375 para 17: no work permits but with the Committee's approval, from 11 September 2017
    paid = decision(Payment(notes=(write.note("March wages of workers, Pyongyang"),)), ON)
    found = [one for one in paid.findings if one.rule == "RF-ITW-09"]
    assert {one.measure for one in found} >= {"R2375-17-work-permits"}
    assert paid.disposition == "review"
    assert "RF-ITW-09" not in rules(decision(Payment(notes=(write.note("March wages, Penang"),)), ON))
    tourist = Traveller(
        parties=(write.party("traveller", "A", nationality="KP"),), notes=(write.note("tourism"),)
    )
    assert "RF-ITW-09" not in rules(decision(tourist, ON))


def test_weights_add_up_to_a_question(write, decision):
    # A vague forwarder's load to a border crossing: each flag alone is below the limit.
    one = decision(Consignment(means=(write.ship("X", flag="KP"),)), ON)
    assert rules(one) == {"RF-VES-15"}
    assert one.disposition == "clear"
    both = decision(
        Consignment(means=(write.ship("X", flag="KP"),), goods=(write.goods("bags", hs="999999"),)), ON
    )
    assert both.disposition == "review"
    lax = decision(
        Consignment(means=(write.ship("X", flag="KP"),), goods=(write.goods("bags", hs="999999"),)),
        ON,
        rules=Rules(flags_over=2.0),
    )
    assert lax.disposition == "clear"


def test_gold_in_luggage_is_said(write, decision):
    bag = Traveller(goods=(write.goods("gold bars 12 kg"),), places=to_state(write))
    assert "RF-BOR-13" in rules(decision(bag, ON))


def test_a_company_number_in_the_place_of_a_ship_number_is_said(write, decision):
    # 5342883 is the company number of Chongchongang Shipping (KPe.022); as a ship's number its check digit would be 1.
    made = decision(Consignment(means=(write.ship("X", imo="5342883"),)), "2013-01-01")
    assert any("it fits the rule for companies" in one.reason for one in made.findings)


def test_a_bank_of_the_state_is_met_by_the_measures_of_the_day(write, decision):
    # 2094 paras 11 to 13 in 2013: calls upon, and decides only where it could serve the programmes.
    bank = Payment(parties=(write.party("creditor_agent", bic="KUDBKPPY", kind="bank"),))
    made = decision(bank, "2016-03-01")
    assert made.disposition == "review"
    assert {"R2094-11-finance", "R2094-12-banks"} <= {one.measure for one in made.findings}


def test_goods_of_another_town_or_of_no_mine_are_not_flagged(write, decision):
    inland = Consignment(
        goods=(write.goods("squid", hs="030743"),),
        parties=(
            write.party("exporter", "A", lines=("A", "Dalian")),
            write.party("carrier", "B", lines=("Dandong",)),
        ),
    )
    assert rules(decision(inland, ON)) == set()
    toys = decision(Payment(notes=(write.note("snowmobile for Pyongyang"),)), ON)
    assert "RF-FIN-02" not in rules(toys)
