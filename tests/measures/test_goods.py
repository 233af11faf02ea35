"""Whether goods are the goods a measure means: by code, by word, by value, by list."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.goods import ends_with, goods_match, said, told, within, word_decision
from yalu.measures.model import Goods, Question, Split
from yalu.measures.needs import Stated
from yalu.terms.read import petroleum_factors

SPLIT = Split(
    name="crude",
    hs=("2709",),
    yes=("crude", "aviation gasoline"),
    no=("condensate", "gasoline"),
    certain=("270900",),
    never=("271099",),
    question="crude oil or condensate?",
    source="written for this test",
)


def stated(**facts):
    return Stated(
        Question(on=date(2018, 1, 1), facts=facts), {}, party_listed=False, factors=petroleum_factors()
    )


def match(item, hs=None, goods="", candidates=None, splits=(SPLIT,), **facts):
    return goods_match(
        item, hs, goods, stated(**facts), {split.name: split for split in splits}, candidates or {}
    )


@pytest.mark.parametrize(
    ("terms", "description", "found"),
    [
        (("coal",), "Coal, steam", "coal"),
        (("coal",), "charcoal", None),  # a word inside another word is another word
        (("coal",), "coals", "coal"),
        (("box",), "boxes", "box"),
        (("iron ore",), "Iron Ore fines", "iron ore"),
        (("ts-1",), "kerosene TS-1", "ts-1"),
        (("오징어",), "냉동오징어 20톤", "오징어"),
        (("鱿鱼",), "冻鱿鱼", "鱿鱼"),
        ((), "coal", None),
        (("coal",), "", None),
    ],
)
def test_a_term_is_said_as_a_whole_word(terms, description, found):
    assert said(terms, description) == found


@pytest.mark.parametrize(
    ("codes", "hs", "how"),
    [
        (("78",), "7801", "full"),
        (("7801",), "78", "part"),
        (("86-89",), "8712", "full"),
        (("2701-2704",), "2704", "full"),
        (("2701-2704",), "27", "part"),
        (("2701-2704",), "2705", "none"),
        (("7801", "78"), "78", "full"),
        ((), "78", "none"),
    ],
)
def test_how_much_of_a_code_lies_within(codes, hs, how):
    assert within(codes, hs) == how


@pytest.mark.parametrize(
    ("hs", "description", "answer"),
    [
        ("2709", "crude oil", "yes"),
        ("2709", "condensate", "no"),
        ("2709", "", "open"),
        ("2709", "crude oil and condensate", "open"),
        ("270900", "condensate", "yes"),  # a code that needs no word
        ("271099", "crude", "no"),  # a code that is never meant
        (None, "crude", "yes"),
        ("2709", "aviation gasoline", "yes"),  # "gasoline" inside the longer word speaks for nothing
        ("2709", "gasoline", "no"),
    ],
)
def test_a_table_of_words_decides(hs, description, answer):
    found = word_decision(SPLIT, hs, description)
    assert found.answer == answer
    assert (found.missing == ("goods",)) is (answer == "open")


@pytest.mark.parametrize(
    ("default", "description", "answer"),
    [
        ("yes", "something", "yes"),
        ("yes", "condensate", "no"),
        ("yes", "crude and condensate", "open"),
        ("no", "something", "no"),
        ("no", "", "open"),  # without a description nothing is cleared
        ("no", "crude and condensate", "open"),
    ],
)
def test_a_default_speaks_where_no_word_does(default, description, answer):
    split = Split(
        name="x",
        hs=("2709",),
        yes=("crude",),
        no=("condensate",),
        default=default,
        question="?",
        source="test",
    )
    assert word_decision(split, "2709", description).answer == answer


def test_both_sides_of_a_description_are_told():
    assert told(SPLIT, "crude and condensate") == ("crude", "condensate")
    assert told(SPLIT, "water") == (None, None)


def test_a_code_inside_is_meant_and_one_outside_not():
    lead = Goods(words="lead", hs_text=("78",))
    assert match(lead, "7801")[:2] == ("yes", "text")
    assert match(lead, "7901").answer == "no"


def test_a_reading_says_so():
    assert match(Goods(words="lead", hs_reading=("78",)), "7801").basis == "reading"


def test_a_broader_code_is_open_until_a_word_names_the_goods():
    ore = Goods(words="lead ore", terms=("lead ore",), hs_reading=("2607",))
    broad = match(ore, "26")
    assert (broad.answer, broad.missing) == ("open", ("hs",))
    assert match(ore, "26", "lead ore").answer == "yes"


def test_words_alone_decide_where_they_end_with_the_name_of_the_goods():
    lead = Goods(words="lead", terms=("lead", "lead ingot"), hs_reading=("78",))
    assert match(lead, goods="lead ingots").answer == "yes"
    assert match(lead, goods="rice").answer == "no"
    apart = match(lead, goods="lead pencils")
    assert (apart.answer, apart.missing) == ("open", ("hs",))


def test_words_alone_of_a_split_heading_are_decided_by_its_table():
    oil = Goods(words="crude oil", terms=("crude oil", "oil"), hs_reading=("2709",), split="crude")
    assert match(oil, goods="crude oil").answer == "yes"
    assert match(oil, goods="condensate oil").answer == "no"
    assert match(oil, goods="heavy oil").missing == ("goods", "hs")
    wider = Goods(words="oils", terms=("oil",), hs_reading=("2709", "2710"), split="crude")
    assert match(wider, goods="heavy oil").answer == "yes"  # the table parts one heading of two


def test_a_strong_word_asks_about_a_code_that_lies_outside():
    oil = Goods(words="crude oil", hs_reading=("2709",), words_lead=("rocket fuel",))
    asked = match(oil, "3824", "rocket fuel")
    assert (asked.answer, asked.missing) == ("open", ("hs",))
    assert match(oil, "3824", "paint").answer == "no"


@pytest.mark.parametrize(
    ("term", "description", "found"),
    [
        ("missile", "toy missile", False),
        ("missile", "not for missiles", False),
        ("coal", "non-coal briquettes", False),
        ("coal", "activated carbon, other than coal", False),
        ("coal", "no coal, then coal", True),  # denied once, said once
        ("銀", "銀", True),
        ("銀", "銀耳", False),  # a mushroom, not silver
        ("желез", "железная руда", True),
        ("желез", "нежелезный", False),
    ],
)
def test_a_term_that_is_denied_or_another_word_is_not_said(term, description, found):
    assert (said((term,), description) == term) is found


@pytest.mark.parametrize(
    ("terms", "description", "found"),
    [
        (("squid",), "frozen squid.", ("squid", True)),
        (("pearl",), "pearl barley", ("pearl", False)),
        (("pearl", "barley"), "pearl barley", ("barley", True)),
        (("missile",), "toy missile", None),
        (("squid",), "rice", None),
    ],
)
def test_what_a_description_ends_with_names_the_goods(terms, description, found):
    assert ends_with(terms, description) == found


def test_goods_above_a_value_need_it():
    # 2270 Annex V: snowmobiles above 2,000 USD; the boundary itself is not above.
    snow = Goods(words="snowmobiles", hs_text=("870310",), over_usd=2000)
    unknown = match(snow, "870310")
    assert (unknown.answer, unknown.missing) == ("open", ("unit_value_usd",))
    assert match(snow, "870310", unit_value_usd=2000.0).answer == "no"
    assert match(snow, "870310", unit_value_usd=2000.01).answer == "yes"
    assert match(snow, "8703").missing == ("hs", "unit_value_usd")


def test_everything_but_the_named_codes():
    food_apart = Goods(words="all goods but food", any_but=("10",))
    assert match(food_apart, "1006").answer == "no"
    assert match(food_apart, "7801").answer == "yes"
    assert match(food_apart).answer == "yes"


def test_a_national_list_is_needed_only_for_candidates():
    luxury = Goods(words="luxury goods", national_list=True)
    assert match(luxury, "7113", on_national_list=True).answer == "yes"
    assert match(luxury, "7113", on_national_list=False).answer == "no"
    candidate = match(luxury, "160431", candidates={"160431": "EU; US"})
    assert (candidate.answer, candidate.missing) == ("open", ("on_national_list",))
    assert "EU; US" in candidate.why
    assert match(luxury, "1006", candidates={"160431": "EU"}).answer == "no"
    assert match(luxury, goods="caviar", candidates={"160431": "EU"}).answer == "no"


def test_goods_that_some_readings_leave_out_are_marked():
    item = Goods(words="gas", hs_reading=("2709",), disputed="crude")
    assert match(item, "2709", "crude").disputed is item
    assert match(item, "2709", "condensate").disputed is None
