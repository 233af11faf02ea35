"""Goods of a line on a day. Expected dispositions are read from the paragraphs: what they ban, from when, and who may approve."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from yalu.screen.decision.cargo import Lexicon, Term, code_of, goods_findings
from yalu.screen.messages.model import Consignment, Payment, Traveller
from yalu.screen.read import lexicon
from yalu.terms.read import hs_codes


def shipped(write, line, frm="KPNAM", to="CNDDG"):
    return Consignment(goods=(line,), places=(write.place("loading", frm), write.place("unloading", to)))


def imported(write, line):
    return shipped(write, line, "CNDDG", "KPSJU")


def law(decision):
    return {(one.measure, one.disposition) for one in decision.findings if one.kind == "goods"}


@pytest.mark.parametrize(
    ("line", "on", "expected"),
    [
        # 2371 para 8 bans coal whole; 2321 para 26(b) capped it; 2270 para 29 left livelihood purposes
        ({"hs": "270111"}, "2017-09-06", {("R2371-8-coal-iron", "stop")}),
        ({"hs": "2701 11 00 00"}, "2017-09-06", {("R2371-8-coal-iron", "stop")}),
        (
            {"words": "anthracite coal in bulk", "hs": "270111"},
            "2016-04-15",
            {("R2270-29-coal-iron", "stop_unless_exempt")},
        ),
        ({"hs": "270111"}, "2013-05-10", set()),
        # 2371 para 9: seafood
        ({"hs": "030743"}, "2017-07-01", set()),
        ({"hs": "030743"}, "2017-09-06", {("R2371-9-seafood", "stop")}),
    ],
)
def test_goods_out_of_the_state_meet_the_measure_of_the_day(write, decision, line, on, expected):
    assert law(decision(shipped(write, write.goods(**line)), on)) == expected


@pytest.mark.parametrize(
    ("line", "on", "expected"),
    [
        # 2397 para 7: all vehicles of chapters 86 to 89, adopted 22 December 2017
        ({"hs": "870423", "words": "dump truck"}, "2017-12-01", set()),
        ({"hs": "870423", "words": "dump truck"}, "2018-01-15", {("R2397-7-vehicles", "stop")}),
        # 2270 para 31: aviation fuel, unless the Committee approves
        ({"hs": "271012", "words": "aviation gasoline"}, "2016-04-15", {("R2270-31-aviation-fuel", "stop_unless_exempt")}),
        # 2270 Annex V: snowmobiles over 2,000 USD
        ({"hs": "870310", "words": "snowmobile", "quantity": 2.0, "unit": "PCE", "value": 9000.0, "currency": "USD"},
         "2016-04-15", {("R2270-39-luxury", "stop")}),
        ({"hs": "870310", "words": "snowmobile", "quantity": 9.0, "unit": "PCE", "value": 9000.0, "currency": "USD"},
         "2016-04-15", set()),
    ],
)  # fmt: skip
def test_goods_into_the_state_meet_the_measure_of_the_day(write, decision, line, on, expected):
    found = law(decision(imported(write, write.goods(**line)), on))
    assert expected <= found
    assert {one for one, _ in found - expected} <= {
        "R1718-8a3-luxury"
    }  # national lists of luxury goods stay beside


def test_words_for_other_goods_than_the_code_are_for_a_person(write, decision):
    # Jet fuel declared as tea: 2375 para 13 and 2270 para 31 name aviation fuel.
    made = decision(imported(write, write.goods("jet fuel, 200 drums", hs="090210")), "2017-10-01")
    assert made.disposition == "review"
    assert any(one.rule == "words" and "declared code 090210" in one.reason for one in made.findings)
    assert any(one.rule == "RF-TRA-09" for one in made.findings)


@pytest.mark.parametrize("words", ["雪地摩托车 20台", "스노모빌", "снегоход", "snowmobiles"])
def test_words_in_four_languages_are_known(write, decision, words):
    made = decision(imported(write, write.goods(words)), "2016-04-15")
    assert any(one.kind == "goods" and one.measure == "R2270-39-luxury" for one in made.findings)


@pytest.mark.parametrize(
    "words",
    [
        "Swiss wrist watches",
        "caviar",
        "рояль",
        "皮草",
        "화장품",
        "Louis Vuitton bags",
        "champagne",
        "antiques",
    ],
)
def test_words_for_luxury_goods_of_national_lists_are_for_a_person(write, decision, words):
    made = decision(imported(write, write.goods(words)), "2012-04-15")  # 1718 para 8(a)(iii) alone
    assert made.disposition == "review"
    assert "R1718-8a3-luxury" in {one.measure for one in made.findings}


@pytest.mark.parametrize("words", ["coal-free stove", "charcoal grill", "not coal", "gold-coloured paper"])
def test_words_that_deny_or_only_hold_a_term_say_nothing(words):
    assert [term for term in lexicon().found(words) if term.term in ("coal", "gold")] == []


def test_an_origin_that_contradicts_the_route_does_not_switch_the_ban_off(write, decision):
    # 2375 para 16 bans textiles; contracts before 11 September 2017 might run to 10 December.
    line = write.goods("women's jackets", hs="620293", origin="CN")
    assert decision(shipped(write, line), "2017-09-10").disposition == "review"
    open_ = decision(shipped(write, line), "2017-12-01")
    assert open_.disposition == "review"
    assert any(
        "contradicts the route" in one.reason for one in open_.findings if one.measure == "R2375-16-textiles"
    )
    assert decision(shipped(write, line), "2017-12-20").disposition in ("stop", "review")


def test_foreign_coal_through_rajin_is_lawful_on_conditions_and_nowhere_else(write, decision):
    # 2371 para 8: coal of another State, carried through only for export from Rajin (Rason), the Committee told in advance
    coal = write.goods("coking coal", hs="270112", origin="RU")

    def made(*places):
        return decision(
            Consignment(goods=(coal,), places=(*places, write.place("unloading", "CNDLC"))), "2018-06-01"
        )

    rajin = made(write.place("loading", "KPRJN"))
    assert rajin.disposition == "stop_unless_exempt"
    (finding,) = (one for one in rajin.findings if one.measure == "R2371-8-coal-iron")
    assert finding.missing == ("origin_outside", "rajin_transit_only", "committee_notified")
    assert made(write.place("loading", name="Port of Rason")).disposition == "stop_unless_exempt"
    assert made(write.place("loading", "KPNAM")).disposition == "stop"
    assert made(write.place("loading", "KPRJN"), write.place("transit", "KPNAM")).disposition == "stop"
    own = write.goods("coking coal", hs="270112", origin="KP")
    assert decision(shipped(write, own, "KPRJN", "CNDLC"), "2018-06-01").disposition == "stop"


@pytest.mark.parametrize(
    "tied",
    [
        lambda w: {"places": (w.place("transhipment", "KPNAM"), w.place("unloading", "CNDLC"))},
        lambda w: {"places": (w.place("office", "KPSIN"),)},
        lambda w: {"parties": (w.party("notify", "A", country="KP"),)},
        lambda w: {"means": (w.ship("X", flag="KP"),)},
    ],
)
def test_where_no_field_says_the_way_banned_goods_are_for_a_person(write, decision, tied):
    made = decision(Consignment(goods=(write.goods("anthracite", hs="270111"),), **tied(write)), "2018-06-01")
    assert made.disposition == "review"
    (finding,) = (one for one in made.findings if one.measure == "R2371-8-coal-iron")
    assert finding.reason.startswith("no field says whether the goods come from the sanctioned State")
    rice = decision(Consignment(goods=(write.goods("rice", hs="100630"),), **tied(write)), "2018-06-01")
    assert rice.disposition == "clear"
    assert rice.checks_owed


def test_goods_that_neither_code_nor_word_tells_are_for_a_person(write, decision):
    made = decision(imported(write, write.goods("satellite receivers, 3 crates")), "2018-06-01")
    assert made.disposition == "review"
    (finding,) = (one for one in made.findings if one.rule == "law:which goods")
    assert finding.missing == ("hs",)
    bag = Traveller(goods=(write.goods("clothes"),), places=(write.place("destination", "KPFNJ"),))
    assert decision(bag, "2018-06-01").disposition == "clear"


def test_without_a_tie_to_the_state_no_law_is_asked(write, decision):
    made = decision(shipped(write, write.goods("coal", hs="270111"), "CNDLC", "JPTYO"), "2018-06-01")
    assert law(made) == set()
    assert made.disposition == "clear"


def test_a_line_with_neither_words_nor_a_code_is_flagged_and_nothing_is_asked(write, decision):
    made = decision(imported(write, write.goods()), "2018-06-01")
    assert law(made) == set()
    assert "RF-BOR-03" in {one.rule for one in made.findings}


def test_a_payment_that_names_the_state_and_controlled_goods_is_for_a_person(write, decision):
    made = decision(Payment(notes=(write.note("anthracite coal 5000 mt fob NAMPO"),)), "2017-09-06")
    assert made.disposition == "review"
    assert "R2371-8-coal-iron" in {one.measure for one in made.findings}
    without = decision(Payment(notes=(write.note("anthracite coal 5000 mt fob DALIAN"),)), "2017-09-06")
    assert without.disposition == "clear"


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("FISHING RIGHTS EAST SEA, WONSAN", "R2397-6-fishing-rights"),
        ("罗先合资企业注资", "R2375-18-joint-ventures"),
        ("charter hire mv Zelkova, Nampo", "R2270-19-charter"),
    ],
)
def test_a_payment_for_an_act_that_the_law_bans_is_for_a_person(write, decision, words, measure):
    made = decision(Payment(notes=(write.note(words),)), "2018-06-01")
    assert made.disposition == "review"
    found = [one for one in made.findings if one.kind == "act"]
    assert {one.cite.split()[0] for one in found} >= {measure[1:5]}
    elsewhere = Payment(notes=(write.note("fishing rights, charter hire, joint venture, Busan"),))
    assert decision(elsewhere, "2018-06-01").disposition == "clear"


def test_what_a_traveller_carries_is_asked_as_cargo(write, decision):
    # 2321 para 13 recalls that personal luggage counts as cargo; watches: 2270 Annex V.
    bag = Traveller(
        parties=(write.party("traveller", "Zebulon Quixworth"),),
        places=(write.place("destination", "KPFNJ"),),
        goods=(write.goods("wrist watches of precious metal", hs="910111"),),
    )
    assert ("R2270-39-luxury", "stop") in law(decision(bag, "2016-04-15"))


@pytest.mark.parametrize(
    ("unit", "amounts", "tonnes"),
    [
        ("TNE", {"quantity": 5.0}, "5 t"),
        ("KGM", {"quantity": 5000.0}, "5 t"),
        ("", {"net_kg": 5000.0, "gross_kg": 6000.0}, "5 t"),
        ("", {"gross_kg": 6000.0}, "6 t"),
    ],
)
def test_the_quantity_reaches_the_law_in_tonnes(write, desk, unit, amounts, tonnes):
    asked = []
    place = desk("2018-06-01").desk

    def ask(question):
        asked.append(question)
        return place.ask(question)

    line = write.goods("crude oil", hs="270900", unit=unit, **amounts)
    list(
        goods_findings(
            line,
            "import",
            on=place.on,
            reporter=None,
            ask=ask,
            codes=place.codes,
            lexicon=place.lexicon,
            doubt="",
        )
    )
    assert [question.facts for question in asked] == [{"quantity": tonnes}]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2701.11", "270111"),
        ("27011100", "270111"),
        ("2701", "2701"),
        ("27", "27"),
        ("270199999", "2701"),
        ("999999", None),
        ("n/a", None),
    ],
)
def test_a_declared_code_is_cut_to_what_the_nomenclature_knows(text, code):
    assert code_of(text, hs_codes()) == code


def test_the_longest_term_at_a_place_counts():
    terms = [
        Term("coal", "en", ("2701",), "x"),
        Term("coal tar", "en", ("2706",), "x"),
        Term("煤块", "zh", ("2701",), "x"),
    ]
    known = Lexicon(terms)
    assert [term.term for term in known.found("coal tar and COAL")] == ["coal tar", "coal"]
    assert [term.term for term in known.found("优质煤块")] == ["煤块"]


def test_what_is_disputed_is_for_a_person(write, decision):
    # China read the 30 days of 2371 as covering coal, the words of para 8 give them to iron only.
    coal = decision(shipped(write, write.goods("coal", hs="270111")), "2017-08-06")
    assert coal.disposition == "review"
    # Para 8 names iron, the Panel reads chapter 72 whole, steel too.
    steel = decision(shipped(write, write.goods("steel bars", hs="721420")), "2018-06-01")
    assert steel.disposition == "review"


def test_what_the_law_allows_is_no_finding(write, desk):
    place = desk("2018-06-01").desk

    def lenient(question):
        answer = place.ask(question)
        return replace(answer, grounds=tuple(replace(one, answer="allowed") for one in answer.grounds))

    line = write.goods("coal", hs="270111")
    found = goods_findings(
        line,
        "export",
        on=place.on,
        reporter=None,
        ask=lenient,
        codes=place.codes,
        lexicon=place.lexicon,
        doubt="",
    )
    assert list(found) == []


def test_a_value_without_a_count_of_items_is_no_unit_value(write, decision):
    line = write.goods("snowmobile", hs="870310", value=9000.0, currency="USD")
    made = decision(imported(write, line), "2016-04-15")
    assert any("unit_value_usd" in one.missing for one in made.findings)
