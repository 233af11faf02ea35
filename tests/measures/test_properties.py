"""What holds of every question, whatever it asks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yalu.measures.facts import ACTIVITIES, FACTS
from yalu.measures.model import Goods, Measure, Question
from yalu.measures.needs import hinted_facts
from yalu.measures.read import listed, read_regime, read_scenario
from yalu.measures.regime import Regime, Scenario
from yalu.measures.verdict import verdict
from yalu.terms.read import petroleum_factors

LAW = read_regime()
DRAFT = read_scenario("draft-2022-431")
STRICTNESS = {"allowed": 0, "conditional": 1, "contested": 2, "forbidden": 3}
FLAGS = sorted(fact.name for fact in FACTS.values() if fact.kind == "yes or no")
# Headings that measures part between them, beside any other.
HEADINGS = (
    "0307", "0808", "1101", "1604", "2505", "2601", "2607", "2615", "2701", "2709", "2710", "2711", "3102", "6203",
    "6403", "7013", "7108", "7117", "7208", "7801", "8306", "8412", "8517", "8703", "8712", "8802", "8803", "8901",
    "8903", "9101", "9301", "9302", "9306", "9506", "9703", "27", "72", "89", "93", "271019", "271112", "870310",
    "880211",
)  # fmt: skip
WORDS = (
    "",
    "coal",
    "steel",
    "crude oil",
    "condensate",
    "propane",
    "jet fuel",
    "spare parts",
    "imitation",
    "luxury car",
    "rifle",
)

days = st.one_of(
    st.dates(date(2005, 1, 1), date(2025, 1, 1)),
    st.builds(
        lambda one, shift: one.effective + timedelta(days=shift),
        st.sampled_from(LAW.tables.measures),
        st.integers(-1, 1),
    ),
)
facts = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(FLAGS, st.booleans()),
        "contract_date": st.dates(date(2016, 1, 1), date(2018, 6, 1)),
        "quantity": st.sampled_from(["1 t", "30000 t", "1000 bbl", "600000 bbl"]),
        "cumulative_t": st.sampled_from([0.0, 500_000.0, 8e6]),
        "cumulative_usd": st.sampled_from([0.0, 1e6, 5e8]),
        "cumulative_bbl": st.sampled_from([0.0, 490_000.0, 5e6]),
        "unit_value_usd": st.sampled_from([50.0, 500.0, 5000.0]),
    },
)
few_facts = st.dictionaries(st.sampled_from(FLAGS), st.booleans(), max_size=4)
parties = st.one_of(st.none(), st.sampled_from([one.ref for one in listed().subjects]))
ships = st.one_of(st.none(), st.sampled_from([one.imo for one in listed().vessels if one.imo]))
goods_questions = st.builds(
    Question,
    on=days,
    direction=st.sampled_from(["export", "import"]),
    hs=st.sampled_from(HEADINGS),
    goods=st.sampled_from(WORDS),
    facts=st.one_of(few_facts, facts),
    party=parties,
)
word_questions = st.builds(
    Question,
    on=days,
    direction=st.sampled_from(["export", "import"]),
    goods=st.sampled_from([word for word in WORDS if word]),
    facts=few_facts,
)
act_questions = st.builds(
    Question,
    on=days,
    activity=st.sampled_from(sorted(ACTIVITIES)),
    facts=st.one_of(few_facts, facts),
    party=parties,
    imo=ships,
)
questions = st.one_of(goods_questions, word_questions, act_questions)

many = settings(deadline=None, max_examples=300)


def answer(question, regime=LAW):
    return verdict(question, regime, listed(), petroleum_factors())


def law_of(*measures):
    return Regime(replace(LAW.tables, measures=measures))


def a_ban(question):
    """A plain ban on what the question asks, without any way out."""
    goods = (Goods(words="anything", any_but=()),) if question.direction else ()
    return Measure(
        id="added", cite="9999 1", title="", text="None of it.", category="", direction=question.direction, force="decides",
        adopted=date(2000, 1, 1), effective=date(2000, 1, 1), goods=goods,
        activities=(question.activity,) if question.activity else (), confidence="text-read", paragraph_seen=True,
        sources=("written for this test",),
    )  # fmt: skip


@many
@given(questions)
def test_adding_a_ban_on_the_act_forbids_it_unless_the_committee_approves(question):
    before, after = answer(question), answer(question, law_of(*LAW.tables.measures, a_ban(question)))
    assert STRICTNESS[after.verdict] >= STRICTNESS[before.verdict]
    # The case-by-case saving, from 2321 on, lifts every ban.
    assert after.verdict == "forbidden" or question.facts.get("committee_approval") is True


@many
@given(questions, st.sampled_from(LAW.tables.measures))
def test_no_measure_of_the_law_frees_what_the_rest_forbids(question, one):
    without = answer(question, law_of(*(measure for measure in LAW.tables.measures if measure is not one)))
    assert STRICTNESS[answer(question).verdict] >= STRICTNESS[without.verdict]


@many
@given(questions)
def test_nothing_is_caught_before_its_first_day_or_after_its_last(question):
    for ground in answer(question).grounds:
        measure = LAW.measure(ground.measure)
        assert measure.effective <= question.on
        assert measure.last_day is None or question.on <= measure.last_day


@many
@given(questions, st.dates(date(1950, 1, 1), date(2004, 4, 27)))
def test_before_the_first_resolution_nothing_is_forbidden(question, on):
    assert answer(replace(question, on=on)).grounds == ()


@many
@given(questions)
def test_an_empty_scenario_changes_no_answer(question):
    assert answer(question, LAW.under(Scenario("nothing"))) == answer(question)


@many
@given(questions)
def test_a_scenario_laid_over_and_taken_off_changes_nothing(question):
    tables, before = LAW.tables, answer(question)
    LAW.under(DRAFT)
    assert LAW.tables is tables
    assert answer(question) == before


@many
@given(questions)
def test_a_draft_changes_nothing_before_its_day(question):
    assume(question.on < date(2022, 5, 26))
    draft = LAW.under(DRAFT)
    assert answer(question, draft) == answer(question)


@many
@given(questions)
def test_a_stated_approval_never_makes_an_answer_stricter(question):
    without = {name: value for name, value in question.facts.items() if name != "committee_approval"}
    before = answer(replace(question, facts=without))
    after = answer(replace(question, facts={**without, "committee_approval": True}))
    assert STRICTNESS[after.verdict] <= STRICTNESS[before.verdict]


@many
@given(questions, st.sampled_from([name for name in FLAGS if name != "no_linked_party"]))
def test_what_is_allowed_while_a_fact_is_unknown_is_not_forbidden_when_it_is_false(question, fact):
    # Apart from the one thing taken as true, that nobody is linked; a fact the description states is not unknown.
    assume(fact not in hinted_facts(LAW.tables.hints, question.goods))
    without = {name: value for name, value in question.facts.items() if name != fact}
    unknown = answer(replace(question, facts=without))
    assume(unknown.verdict == "allowed")
    assert answer(replace(question, facts={**without, fact: False})).verdict == "allowed"


@many
@given(questions)
def test_an_open_answer_says_what_is_missing_and_a_closed_one_does_not(question):
    got = answer(question)
    if got.verdict == "conditional":
        assert got.missing
    if got.verdict in ("allowed", "forbidden"):
        assert got.missing == ()
    if got.verdict == "contested":
        assert len({side.verdict for side in got.readings}) > 1
        assert all(side.who and side.says for side in got.readings)
    if got.verdict != "allowed":
        assert got.grounds or got.missing == ("hs",)


@many
@given(questions)
def test_what_is_missing_is_not_stated_already(question):
    stated = {name for name in question.facts if name in FACTS and FACTS[name].kind == "yes or no"}
    assert stated.isdisjoint(answer(question).missing)


@many
@given(questions, st.randoms(use_true_random=False))
def test_the_order_of_measures_changes_no_answer(question, rng):
    shuffled = list(LAW.tables.measures)
    rng.shuffle(shuffled)
    one, other = answer(question), answer(question, law_of(*shuffled))
    assert one.verdict == other.verdict
    for part in ("grounds", "missing", "way_out", "readings", "assumed", "flags"):
        assert set(getattr(one, part)) == set(getattr(other, part))
    assert _checks(one) == _checks(other)


def _checks(got):
    """What is owed, with the paragraphs that ask it in no order."""
    pairs = [line.partition(": ") for line in got.checks_owed]
    return {(frozenset(cites.split(", ")), text) for cites, _, text in pairs}


@many
@given(questions)
def test_a_call_is_never_among_the_grounds(question):
    for ground in answer(question).grounds:
        assert ground.force in ("decides", "requires", "clarifies", "reaffirms")
