"""The answer of the law to one act: what the cases do not reach, and how an answer is put together."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.model import Act, Cap, Exemption, Goods, Listing, Reading, Split
from yalu.measures.regime import Listed
from yalu.terms.errors import BadInput, UnknownValue

ON = "2018-02-01"


def cites(answer):
    return {ground.cite for ground in answer.grounds}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "names no goods, activity or party"),
        ({"direction": "export"}, "names no goods, activity or party"),
        ({"hs": "7801"}, "need a direction"),
        ({"goods": "lead"}, "need a direction"),
    ],
)
def test_a_question_that_asks_nothing_is_refused(ask, fields, says):
    with pytest.raises(BadInput, match=says):
        ask(ON, **fields)


def test_a_reference_the_list_never_held_is_refused_with_the_nearest(ask):
    with pytest.raises(UnknownValue) as caught:
        ask(ON, activity="payment", party="KPe.47")
    assert caught.value.value == "KPe.47"
    assert caught.value.nearest == "KPe.047"


def test_goods_in_words_that_no_measure_knows_are_not_cleared(ask):
    answer = ask(ON, goods="gadgets", direction="export")
    assert (answer.verdict, answer.missing, answer.grounds) == ("conditional", ("hs",), ())


def test_goods_in_words_that_a_measure_names_are_judged(ask):
    assert ask(ON, goods="lead ingots", direction="export").verdict == "forbidden"


def test_words_alone_never_clear_goods(ask, measure, regime_of):
    free = Exemption(kind="flat", text="always")
    lead = (Goods(words="lead", terms=("lead",), hs_text=("78",)),)
    answer = ask(ON, goods="lead", direction="export", regime=regime_of(measure(goods=lead, unless=(free,))))
    assert (answer.verdict, answer.missing) == ("conditional", ("hs",))


def test_goods_of_an_act_whose_way_nobody_stated_ask_for_it(ask):
    # Squid may not leave; cereals may go both ways.
    squid = ask(ON, activity="payment", hs="0307")
    assert squid.verdict == "conditional"
    assert "direction" in squid.missing
    assert "direction" not in ask(ON, activity="payment", hs="1006").missing


def test_a_forbidden_act_stays_forbidden_whatever_way_its_goods_go(ask):
    answer = ask(ON, activity="ship_to_ship", hs="0307")
    assert answer.verdict == "forbidden"


def test_a_code_that_contradicts_the_name_of_banned_goods_is_flagged(ask):
    answer = ask(ON, hs="1006", goods="frozen squid", direction="export")
    assert any(flag.startswith('2371 9: the description says "squid"') for flag in answer.flags)
    assert not ask(ON, hs="1006", goods="rice", direction="export").flags


@pytest.mark.parametrize(
    ("party", "on", "verdict"),
    [
        # Foreign Trade Bank, KPe.047: listed by 2371 on 5 August 2017.
        ("KPe.047", "2017-08-04", "allowed"),
        ("KPe.047", "2017-08-05", "forbidden"),
        # A designated person: no entry (1718 8(e)).
        ("KPi.001", "2009-07-15", "allowed"),
        ("KPi.001", "2009-07-16", "forbidden"),
    ],
)
def test_a_party_is_listed_from_its_day(ask, party, on, verdict):
    activity = "payment" if party.startswith("KPe") else "entry"
    assert ask(on, activity=activity, party=party).verdict == verdict


def test_a_party_alone_is_a_question(ask):
    answer = ask(ON, party="KPe.047")
    assert answer.verdict == "forbidden"
    assert "1718 8(d)" in cites(answer)
    assert {ground.basis for ground in answer.grounds if ground.cite == "1718 8(d)"} == {"designation"}


def test_a_party_taken_off_the_list_is_free_from_that_day(ask, measure, regime_of):
    name = Listing(
        ref="X.1", kind="entity", name="a bank", listed_on=date(2016, 3, 2), measures=("asset_freeze",),
        legal_basis=("1718 8(d)",), removed_on=date(2018, 1, 1), source="test",
    )  # fmt: skip
    law = regime_of(measure("freeze", goods=(), direction=None, designated=("asset_freeze",)))
    verdicts = [
        ask(on, party="X.1", activity="payment", regime=law, names=Listed((name,))).verdict
        for on in ("2017-12-31", "2018-01-01")
    ]
    assert verdicts == ["forbidden", "allowed"]


@pytest.mark.parametrize(("on", "verdict"), [("2022-12-08", "forbidden"), ("2022-12-09", "allowed")])
def test_2664_lifts_the_asset_freeze_for_humanitarian_providers_from_its_day(ask, on, verdict):
    answer = ask(on, activity="payment", party="KPe.001", facts={"humanitarian": True})
    freeze = [ground.answer for ground in answer.grounds if ground.cite == "1718 8(d)"]
    assert freeze == [verdict]


def test_the_foreign_trade_bank_may_serve_relief_work_before_2664(ask):
    # 2371 spares the Foreign Trade Bank and Korean National Insurance for relief work; other banks are not named.
    facts = {"humanitarian": True}
    verdicts = [
        ask("2018-02-01", activity="payment", party=party, facts=facts).verdict
        for party in ("KPe.047", "KPe.048", "KPe.049")
    ]
    assert verdicts == ["allowed", "allowed", "forbidden"]


def test_2664_lifts_no_ban_on_goods(ask):
    answer = ask("2023-01-01", hs="8701", direction="import", facts={"humanitarian": True})
    assert answer.verdict == "forbidden"


@pytest.mark.parametrize(
    ("on", "cite"),
    [
        ("2016-11-29", None),
        ("2016-11-30", "2321 46"),
        ("2017-09-11", "2375 26"),
        ("2017-12-22", "2397 25"),
    ],
)
def test_the_general_saving_is_the_one_of_the_day(ask, on, cite):
    # Gold out, 2270 30; the case-by-case exemption: 2321 46, 2375 26, 2397 25.
    answer = ask(on, hs="7108", direction="export")
    assert answer.verdict == "forbidden"
    assert {way.cite for way in answer.way_out if way.general} == ({cite} if cite else set())


def test_an_approval_not_stated_is_forbidden_with_the_approval_as_the_way_out(ask):
    answer = ask("2016-12-10", hs="8306", goods="bronze statue", direction="export")
    assert answer.verdict == "forbidden"
    assert [way.cite for way in answer.way_out if "committee_approval" in way.needs] == ["2321 29", "2321 46"]


def test_an_approval_taken_as_not_given_is_said(ask):
    answer = ask("2016-12-10", hs="8306", goods="bronze statue", direction="export")
    assert any("approval" in line for line in answer.assumed)


def test_an_approval_stated_allows(ask):
    facts = {"committee_approval": True}
    answer = ask("2016-12-10", hs="8306", goods="bronze statue", direction="export", facts=facts)
    assert (answer.verdict, answer.way_out, answer.missing) == ("allowed", (), ())


def test_a_call_raises_a_flag_and_forbids_nothing(ask):
    # 2321 35 urges vigilance against bulk cash.
    answer = ask("2016-12-01", activity="bulk_cash")
    assert answer.verdict != "forbidden"
    assert any(flag.startswith("2321 35: ") for flag in answer.flags)
    assert "2321 35" not in cites(answer)


def test_a_call_with_a_condition_is_silent_until_it_is_stated(ask, measure, regime_of):
    law = regime_of(measure("call", force="calls_upon", when=("armed_forces",)))
    assert ask(ON, hs="7801", direction="export", regime=law).flags == ()
    assert ask(ON, hs="7801", direction="export", regime=law, facts={"armed_forces": True}).flags


@pytest.mark.parametrize(
    ("facts", "verdict", "owed"),
    [
        ({}, "allowed", True),
        ({"linked_to_programmes": True}, "forbidden", False),
        ({"linked_to_programmes": False}, "allowed", False),
    ],
)
def test_a_catch_all_speaks_only_when_its_fact_is_stated_true(ask, facts, verdict, owed):
    answer = ask(ON, hs="1101", direction="import", facts=facts)
    assert answer.verdict == verdict
    assert any(line.startswith("2270 27: ") for line in answer.checks_owed) is owed


def test_food_in_owes_the_inspection_of_its_cargo(ask):
    # Worked case P8: food to the DPRK is not banned; cargo must still be inspected (2270 18).
    answer = ask(ON, hs="1101", direction="import")
    assert answer.verdict == "allowed"
    assert any(line.startswith("2270 18: ") for line in answer.checks_owed)


def test_coal_in_the_window_of_2371_is_contested_with_both_sides_named(ask):
    facts = {"contract_date": date(2017, 7, 1), "committee_notified": True}
    answer = ask("2017-08-20", hs="2701", direction="export", goods="coal", facts=facts)
    assert answer.verdict == "contested"
    sides = {(side.verdict, side.cite) for side in answer.readings}
    assert sides == {("allowed", "2371 8"), ("forbidden", "2371 8")}
    assert any("China" in side.who for side in answer.readings if side.verdict == "allowed")


@pytest.mark.parametrize(("on", "verdict"), [("2017-09-04", "contested"), ("2017-09-05", "forbidden")])
def test_the_contested_window_for_coal_ends_with_the_window(ask, on, verdict):
    facts = {"contract_date": date(2017, 7, 1), "committee_notified": True}
    assert ask(on, hs="2701", direction="export", goods="coal", facts=facts).verdict == verdict


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2017-09-11", "contested"), ("2017-09-30", "contested"), ("2017-10-01", "conditional")],
)
def test_diesel_before_the_quota_of_2375_began_is_contested(ask, on, verdict):
    # Law brief, doubt 2: the ban reads as immediate, the quota as starting on 1 October.
    assert ask(on, hs="271019", goods="diesel", direction="import").verdict == verdict


def test_liquefied_petroleum_gas_is_contested_between_ban_and_cap(ask):
    # Law brief, doubt 6: banned outright as a natural gas liquid, or capped as the Committee's table counts it.
    answer = ask("2018-03-01", hs="271112", goods="propane", direction="import")
    assert answer.verdict == "contested"
    assert {"2375 13", "2397 5"} <= cites(answer)
    assert "cumulative_bbl" in answer.missing


def test_livelihood_inside_the_crude_cap_is_contested(ask):
    # Law brief, doubt 5: Swiss and Liechtenstein law demand it; the UN text only above the cap.
    facts = {"quantity": "1000 bbl", "cumulative_bbl": 100_000, "livelihood_only": False}
    answer = ask("2018-03-01", hs="2709", goods="crude oil", direction="import", facts=facts)
    assert answer.verdict == "contested"
    assert {side.verdict for side in answer.readings} == {"allowed", "forbidden"}
    assert (
        ask(
            "2018-03-01",
            hs="2709",
            goods="crude oil",
            direction="import",
            facts={**facts, "livelihood_only": True},
        ).verdict
        == "allowed"
    )


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2018-12-21", "allowed"),
        ("2018-12-22", "contested"),
        ("2018-12-23", "allowed"),
        ("2017-12-22", "allowed"),
    ],
)
def test_the_day_between_two_counting_years_of_crude_is_contested(ask, on, verdict):
    # Law brief, doubt 4: from 22 December by the UN's summary, from 23 December by Switzerland and China.
    facts = {"quantity": "1000 bbl", "cumulative_bbl": 100_000, "livelihood_only": True}
    answer = ask(on, hs="2709", goods="crude oil", direction="import", facts=facts)
    assert answer.verdict == verdict
    if verdict == "contested":
        assert {side.verdict for side in answer.readings} == {"allowed", "conditional"}


def test_whether_iron_means_steel_is_contested_before_2397(ask):
    # Law brief, doubt 13: pig iron is certainly meant, whether steel is meant is not clear.
    assert ask("2017-10-01", hs="7201", goods="pig iron", direction="export").verdict == "forbidden"
    steel = ask("2017-10-01", hs="7208", goods="hot-rolled steel", direction="export")
    assert steel.verdict == "contested"
    assert {side.verdict for side in steel.readings} == {"allowed", "forbidden"}


@pytest.mark.parametrize(
    ("reporter", "on", "named"),
    [
        ("CHN", "2017-09-21", False),
        ("CHN", "2017-09-22", True),  # notice 52 of 2017
        ("RUS", "2017-09-22", False),
        (None, "2017-09-22", False),
    ],
)
def test_the_acts_of_the_deciding_state_stand_apart(ask, reporter, on, named):
    answer = ask(on, hs="6203", direction="export", reporter=reporter)
    assert any("52 of 2017" in line for line in answer.national) is named
    assert not any("52" in ground.cite for ground in answer.grounds)


@pytest.mark.parametrize(("on", "named"), [("2016-12-31", True), ("2017-01-01", False)])
def test_an_act_ends_with_its_last_day(ask, measure, regime_of, on, named):
    act = Act(
        id="a", state="CHN", title="Notice", in_force=date(2016, 12, 11), last_day=date(2016, 12, 31), resolution=2321,
        text="no lead", covers=("ban",), confidence="text-read", source="test",
    )  # fmt: skip
    law = regime_of(measure("ban", effective=date(2016, 11, 30)), acts=(act,))
    answer = ask(on, hs="7801", direction="export", reporter="CHN", regime=law)
    assert bool(answer.national) is named


def test_the_strictest_answer_wins_and_stands_first(ask, measure, regime_of):
    law = regime_of(
        measure(
            "open", cite="1 1", unless=(Exemption(kind="flat", text="some", needs=("livelihood_only",)),)
        ),
        measure("shut", cite="2 2"),
        measure("free", cite="3 3", unless=(Exemption(kind="flat", text="always"),)),
    )
    answer = ask(ON, hs="7801", direction="export", regime=law)
    assert answer.verdict == "forbidden"
    assert [ground.answer for ground in answer.grounds] == ["forbidden", "conditional", "allowed"]
    assert answer.missing == ()  # nothing that is missing would change a plain ban


def test_a_fact_that_silences_a_measure(ask, measure, regime_of):
    law = regime_of(measure(not_when=("spare_part",)))
    assert ask(ON, hs="7801", direction="export", regime=law).verdict == "forbidden"
    facts = {"spare_part": True}
    assert ask(ON, hs="7801", direction="export", regime=law, facts=facts).grounds == ()


def test_a_fact_that_is_presumed_until_denied(ask, measure, regime_of):
    law = regime_of(measure(presumes=("new_item",)))
    verdicts = [
        ask(ON, hs="7801", direction="export", regime=law, facts=facts).verdict
        for facts in ({}, {"new_item": True}, {"new_item": False})
    ]
    assert verdicts == ["forbidden", "forbidden", "allowed"]


def test_a_fact_that_is_asked(ask, measure, regime_of):
    law = regime_of(measure(asks=("new_item",)))
    answers = [
        ask(ON, hs="7801", direction="export", regime=law, facts=facts)
        for facts in ({}, {"new_item": True}, {"new_item": False})
    ]
    assert [answer.verdict for answer in answers] == ["conditional", "forbidden", "allowed"]
    assert answers[0].missing == ("new_item",)


def test_an_exemption_for_named_parties_reaches_only_them(ask, measure, regime_of):
    names = Listed(
        tuple(
            Listing(
                ref=ref, kind="entity", name=ref, listed_on=date(2016, 3, 2), measures=("asset_freeze",),
                legal_basis=("1718 8(d)",), source="test",
            )
            for ref in ("X.1", "X.2")
        )
    )  # fmt: skip
    spared = Exemption(kind="flat", text="the named bank", parties=("X.1",))
    law = regime_of(measure(goods=(), direction=None, designated=("asset_freeze",), unless=(spared,)))
    verdicts = [ask(ON, party=ref, regime=law, names=names).verdict for ref in ("X.1", "X.2")]
    assert verdicts == ["allowed", "forbidden"]


def test_an_exemption_for_some_acts_or_goods_reaches_only_them(ask, measure, regime_of):
    spared = Exemption(kind="flat", text="insurance", activities=("insurance",))
    law = regime_of(measure(goods=(), direction=None, activities=("insurance", "charter"), unless=(spared,)))
    assert [ask(ON, activity=act, regime=law).verdict for act in ("insurance", "charter")] == [
        "allowed",
        "forbidden",
    ]
    scrap = Exemption(kind="flat", text="scrap", hs=("7802",))
    law = regime_of(measure(unless=(scrap,)))
    verdicts = [ask(ON, hs=hs, direction="export", regime=law).verdict for hs in ("7802", "7801")]
    assert verdicts == ["allowed", "forbidden"]


SCRAP = Split(
    name="scrap", hs=("7802",), yes=("scrap",), no=("ingot",), question="scrap or ingot?", source="test"
)


@pytest.mark.parametrize(
    ("goods", "verdict", "missing"),
    [("scrap", "allowed", ()), ("ingot", "forbidden", ()), ("", "conditional", ("goods",))],
)
def test_an_exemption_that_words_decide(ask, measure, regime_of, goods, verdict, missing):
    law = regime_of(measure(unless=(Exemption(kind="flat", text="scrap", split="scrap"),)), splits=(SCRAP,))
    answer = ask(ON, hs="7802", goods=goods, direction="export", regime=law)
    assert (answer.verdict, answer.missing) == (verdict, missing)


def test_an_exemption_whose_last_day_is_contested(ask, measure, regime_of):
    # Law brief, doubt 11: one count ends on 31 May 2016, another on 2 June 2016.
    rival = (date(2018, 2, 2), Reading(who="Liechtenstein", says="two days later"))
    law = regime_of(
        measure(
            unless=(
                Exemption(kind="winddown", text="a window", last_day=date(2018, 1, 31), last_day_rival=rival),
            )
        )
    )
    verdicts = [
        ask(on, hs="7801", direction="export", regime=law).verdict for on in ("2018-01-31", ON, "2018-02-03")
    ]
    assert verdicts == ["allowed", "contested", "forbidden"]
    sides = {side.who: side.verdict for side in ask(ON, hs="7801", direction="export", regime=law).readings}
    assert sides["Liechtenstein"] == "allowed"
    assert set(sides.values()) == {"allowed", "forbidden"}


def test_a_stop_below_the_cap_that_is_contested(ask, measure, regime_of):
    cap = Cap(
        period="year", pool="all States", limits={"t": 100.0}, stop_at=0.95,
        stop_disputed=(Reading(who="the Committee", says="stop"), Reading(who="a State", says="go on")),
    )  # fmt: skip
    law = regime_of(measure(unless=(Exemption(kind="cap", text="a cap", cap=cap),)))
    facts = {"quantity": "1 t", "cumulative_t": 96}
    answer = ask(ON, hs="7801", direction="export", regime=law, facts=facts)
    assert answer.verdict == "contested"
    assert {side.who: side.verdict for side in answer.readings} == {
        "the Committee": "forbidden",
        "a State": "allowed",
    }


def test_readings_that_lead_to_one_answer_are_no_contest(ask, measure, regime_of):
    held = Exemption(
        kind="flat", text="old contracts", needs=("livelihood_only",),
        held=(Reading(who="a", says="yes"),), against=(Reading(who="b", says="no"),),
    )  # fmt: skip
    law = regime_of(measure(unless=(held,)))
    facts = {"livelihood_only": False}
    answer = ask(ON, hs="7801", direction="export", regime=law, facts=facts)
    assert (answer.verdict, answer.readings) == ("forbidden", ())


def test_what_one_side_of_a_contest_still_needs_is_missing(ask, measure, regime_of):
    held = Exemption(
        kind="flat", text="old contracts", needs=("livelihood_only",),
        held=(Reading(who="a", says="yes"),), against=(Reading(who="b", says="no"),),
    )  # fmt: skip
    answer = ask(ON, hs="7801", direction="export", regime=regime_of(measure(unless=(held,))))
    assert answer.verdict == "contested"
    assert answer.missing == ("livelihood_only",)


def test_a_disputed_good_that_is_exempt_anyway_is_no_contest(ask, measure, regime_of):
    item = Goods(
        words="lead", hs_text=("78",), disputed="scrap", held=(Reading(who="a", says="in"),),
        against=(Reading(who="b", says="out"),),
    )  # fmt: skip
    free = Exemption(kind="flat", text="always")
    law = regime_of(measure(goods=(item,), unless=(free,)), splits=(SCRAP,))
    assert ask(ON, hs="7802", goods="scrap", direction="export", regime=law).verdict == "allowed"
    law = regime_of(measure(goods=(item,)), splits=(SCRAP,))
    assert ask(ON, hs="7802", goods="scrap", direction="export", regime=law).verdict == "contested"
    assert ask(ON, hs="7802", goods="ingot", direction="export", regime=law).verdict == "forbidden"


def test_goods_that_speak_for_a_claimed_exemption_put_it_in_play(ask, measure, regime_of):
    claimed = Exemption(
        kind="flat", text="spare parts", needs=("spare_part",), claimed=True, speaks_for=("7806",)
    )
    law = regime_of(measure(unless=(claimed,)))
    verdicts = [ask(ON, hs=hs, direction="export", regime=law).verdict for hs in ("7806", "7801")]
    assert verdicts == ["conditional", "forbidden"]


def test_an_old_contract_needs_its_day_and_the_way_out_says_so(ask):
    answer = ask("2017-09-01", hs="0307", direction="export", goods="squid")
    assert answer.verdict == "conditional"
    assert set(answer.missing) >= {"contract_date", "committee_notified"}
    assert any("contract_date" in way.needs for way in answer.way_out)


def test_an_activity_beside_goods_is_asked_of_both(ask):
    # Bunkering as a service, with the fuel as goods: the fuel's own measure still speaks.
    answer = ask(ON, activity="ship_to_ship", hs="2701", goods="coal", direction="export")
    assert answer.verdict == "forbidden"
    assert {"2375 11", "2371 8"} <= cites(answer)


def test_a_ground_says_how_far_its_number_can_be_trusted(ask):
    (ground,) = [one for one in ask(ON, hs="0307", direction="export").grounds if one.cite == "2371 9"]
    assert (ground.basis, ground.force, ground.paragraph_seen) == ("reading", "decides", False)
    (ground,) = [one for one in ask(ON, hs="0808", direction="export").grounds if one.cite == "2397 6"]
    assert ground.basis == "text"


def test_a_word_of_the_description_states_a_fact(ask):
    # 2397 7 spares parts for the safe operation of civilian passenger aircraft.
    answer = ask(
        ON,
        hs="8803",
        direction="import",
        goods="spare parts for the safe operation of an An-24 passenger aircraft",
    )
    assert answer.verdict != "forbidden"
