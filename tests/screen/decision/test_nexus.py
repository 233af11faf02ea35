"""Ties to the sanctioned State, on the codes of UN/LOCODE, ISO 3166, ISO 9362 and E.164."""

from __future__ import annotations

import pytest

from yalu.screen.decision.nexus import nexus
from yalu.screen.messages.model import Consignment, Payment, Traveller
from yalu.screen.read import target


@pytest.fixture(scope="module")
def dprk():
    return target("un-dprk", "PRK")


def kinds(content, dprk):
    return sorted({(tie.what, tie.way) for tie in nexus(content, dprk).ties}, key=str)


@pytest.mark.parametrize(
    ("role", "way"),
    [
        ("loading", "export"),
        ("dispatch", "export"),
        ("unloading", "import"),
        ("destination", "import"),
        ("transit", None),
    ],
)
@pytest.mark.parametrize(
    "where",
    [
        {"code": "KPNAM"},
        {"code": "KP NAM"},
        {"country": "KP"},
        {"country": "PRK"},
        {"name": "Port of Nampo"},
        {"name": "南浦港"},
    ],
)
def test_a_place_gives_the_way_by_its_role(write, dprk, role, way, where):
    assert kinds(Consignment(places=(write.place(role, **where),)), dprk) == [("place", way)]


@pytest.mark.parametrize(
    "where",
    [
        {"code": "KRPUS"}, {"country": "KR"}, {"country": "South Korea"}, {"name": "Busan"}, {"name": "냉면 평양냉면집"},
        {"country": "Atlantis"}, {"code": "CNDDG"}, {"name": "南浦大桥"}, {"role_only": ""}, {"name": "Nampo-dong, Busan"},
        {"name": "부산 남포동"}, {"name": "Wonsan-ro 5"},
    ],
)  # fmt: skip
def test_what_only_resembles_the_state_is_no_tie(write, dprk, where):
    where.pop("role_only", None)
    assert kinds(Consignment(places=(write.place("unloading", **where),)), dprk) == []


@pytest.mark.parametrize(
    "where",
    [
        {"code": "FNJ"}, {"country": "FNJ"}, {"name": "FNJ"}, {"code": "ZKPY"}, {"code": "WOS"}, {"code": "57901"},
        {"code": "PRK012"},
    ],
)  # fmt: skip
def test_codes_of_airports_and_ports_that_name_no_state_are_known(write, dprk, where):
    assert kinds(Consignment(places=(write.place("unloading", **where),)), dprk) == [("place", "import")]


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("unloading", {"code": "ICN"}), ("unloading", {"code": "57035"}), ("unloading", {"code": "FNJX"}),
        ("unloading", {"code": "RGO", "country": "CL"}), ("unloading", {"name": "RGO HALL"}), ("office", {"code": "WOS"}),
        ("address", {"name": "57901"}), ("unloading", {"code": "ZKA"}), ("unloading", {"code": "PRK01"}),
    ],
)  # fmt: skip
def test_what_only_resembles_such_a_code_is_no_tie(write, dprk, role, where):
    assert kinds(Consignment(places=(write.place(role, **where),)), dprk) == []


@pytest.mark.parametrize(
    "where",
    [
        {"code": "CNDLC", "name": "Nampo"}, {"country": "KR", "name": "Nampo"}, {"code": "KR PUS", "name": "남포"},
    ],
)  # fmt: skip
def test_a_name_that_another_state_s_code_contradicts_says_no_way(write, dprk, where):
    assert kinds(Consignment(places=(write.place("unloading", **where),)), dprk) == [("place", None)]


def test_a_name_beside_a_code_of_no_state_says_the_way(write, dprk):
    for where in (
        {"code": "ZZZZZ", "name": "Nampo"},
        {"code": "9", "name": "남포로"},
        {"country": "KP", "name": "Nampo"},
    ):
        assert kinds(Consignment(places=(write.place("unloading", **where),)), dprk) == [("place", "import")]


def test_an_address_that_the_party_s_country_contradicts_says_no_way(write, dprk):
    elsewhere = write.party("consignee", "A", country="CN", address=("for delivery to Pyongyang",))
    assert kinds(Consignment(parties=(elsewhere,)), dprk) == [("country", None)]
    there = write.party("consignee", "A", address=("Pyongyang",))
    assert kinds(Consignment(parties=(there,)), dprk) == [("country", "import")]


def test_a_party_ties_by_country_nationality_address_and_telephone(write, dprk):
    assert kinds(Consignment(parties=(write.party("consignor", "A", country="KP"),)), dprk) == [
        ("country", "export")
    ]
    assert kinds(Consignment(parties=(write.party("consignee", "A", country="North Korea"),)), dprk) == [
        ("country", "import")
    ]
    assert kinds(Traveller(parties=(write.party("traveller", "A", nationality="PRK"),)), dprk) == [
        ("country", None)
    ]
    lines = write.party("consignee", "A", address=("Tongdaewon, Pyongyang", "KP", "TEL 850-2-381-1234"))
    assert kinds(Consignment(parties=(lines,)), dprk) == [("country", "import"), ("phone", "import")]


def test_a_bank_ties_by_the_country_letters_of_its_code(write, dprk):
    bank = write.party("creditor_agent", bic="DCBKKPPYXXX", kind="bank")
    assert kinds(Payment(parties=(bank,)), dprk) == [("bank", None)]
    named = write.party("creditor_agent", "Bank", country="KP", lines=("PYONGYANG",), kind="bank")
    assert kinds(Payment(parties=(named,)), dprk) == [("bank", None)]
    assert kinds(Payment(parties=(write.party("creditor_agent", bic="KPKKKRSE"),)), dprk) == []


def test_origin_flag_and_words_tie(write, dprk):
    content = Consignment(
        goods=(write.goods("coal of Rajin", origin="KP"),),
        means=(write.ship("X", flag="KP"),),
        notes=(write.note("call +850 2 123"),),
    )
    assert kinds(content, dprk) == [("flag", None), ("origin", "export"), ("phone", None), ("words", None)]
    other = Consignment(goods=(write.goods("coal", origin="RU"),), means=(write.ship("X", flag="MN"),))
    assert kinds(other, dprk) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ({"origin": "CN"}, "CN"),
        ({"words": "yarn, made in China"}, "CHN"),
        ({"words": "garments China origin"}, "CHN"),
        ({"words": "服装 中国制造"}, "CHN"),
        ({"words": "country of origin: Russian Federation"}, "RUS"),
    ],
)
def test_an_origin_outside_beside_a_loading_place_inside_is_a_contradiction(write, dprk, line, named):
    loaded = Consignment(goods=(write.goods(**line),), places=(write.place("loading", "KPNAM"),))
    assert [(number, said.text) for number, said in nexus(loaded, dprk).contradicted] == [(1, named)]
    elsewhere = Consignment(goods=(write.goods(**line),), places=(write.place("loading", "CNDDG"),))
    assert nexus(elsewhere, dprk).contradicted == ()


@pytest.mark.parametrize("line", [{"origin": "KP"}, {"words": "made in heaven and earth"}, {"words": "bags"}])
def test_no_contradiction_without_an_origin_outside(write, dprk, line):
    loaded = Consignment(goods=(write.goods(**line),), places=(write.place("loading", "KPNAM"),))
    assert nexus(loaded, dprk).contradicted == ()
