from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.lists.model import BirthDate, Country, Identifier, Name, Subject
from yalu.screen.names import Matcher, outcome_of
from yalu.screen.party import Party, birth_interval, kinds_of, party_of_ftm, party_of_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables


def test_the_reason_says_how_hangul_is_read(compare: Callable[..., Hit]) -> None:
    assert "김영철 read as Kim Yong Chol, DPRK spelling" in compare("김영철", "KIM, Yong Chol").reason


def test_the_same_name_born_at_another_time_is_for_review_and_says_so(compare: Callable[..., Hit]) -> None:
    hit = compare(
        "KIM Yong Chol", "KIM Yong Chol", first={"birthDate": "1946"}, second={"birthDate": "1962-02-18"}
    )
    assert hit.outcome == "review"
    assert "different person?" in hit.reason


def test_known_namesakes_are_named(tables: Tables) -> None:
    listed = [
        Party(
            id="KPi.1",
            kinds=("person",),
            names=("KIM YONG CHOL",),
            births=((birth_interval("1946") or (0, 0)),),
        ),
        Party(
            id="KPi.2",
            kinds=("person",),
            names=("Kim Yong-chol",),
            births=((birth_interval("1962-02-18") or (0, 0)),),
        ),
    ]
    asked = Party(
        kinds=("person",), names=("Kim Yong Chol",), births=((birth_interval("1962-02-18") or (0, 0)),)
    )
    hits = Matcher.of(listed, tables).screen(asked)
    assert [(h.id, h.outcome) for h in hits] == [("KPi.2", "match"), ("KPi.1", "review")]
    assert "KPi.2" in hits[1].reason


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("1969-07-22", "1969-07-23", "match"),  # slips seen in official lists
        ("1968-08-21", "1969-08-21", "match"),
        ("1968", "1968-08-21", "match"),
        ("1968-08", "1968-08-21", "match"),
        ("1950-01-01", "1968-08-21", "review"),
    ],
)
def test_births_agree_disagree_or_slip(compare: Callable[..., Hit], one: str, two: str, outcome: str) -> None:
    assert (
        compare("CHOE Chun Sik", "Choe Chun-sik", first={"birthDate": one}, second={"birthDate": two}).outcome
        == outcome
    )


def test_gender_and_country_count(compare: Callable[..., Hit]) -> None:
    same = compare("Kim Jong Un", "Kim Jong Un")
    other = compare(
        "Kim Jong Un",
        "Kim Jong Un",
        first={"gender": "male", "country": "kp"},
        second={"gender": "female", "country": "us"},
    )
    assert other.score < same.score
    assert "no country in common" in other.reason
    assert "woman" in other.reason


def test_a_passport_settles_it(compare: Callable[..., Hit]) -> None:
    hit = compare(
        "Pak Mun Il",
        "Ri Song Un",
        first={"passportNumber": "563335509"},
        second={"passportNumber": "563335509"},
    )
    assert hit.outcome == "match"
    assert "passport 563335509" in hit.reason


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("Chong Chon Gang Shipping Co. Ltd.", "Chongchongang Shipping Company", "match"),
        ("DAEWON INDUSTRIES", "TAEWO'N INDUSTRIES", "match"),
        ("KOREA EXPO JOINT VENTURE", "CHOSUN EXPO J/V", "match"),
        ("조선백호무역회사", "Korea Paekho Trading Corporation", "match"),
        ("Second Academy of Natural Sciences", "2nd Academy of Natural Sciences", "match"),
        ("AIR KORYO", "AIRKORYO", "match"),
        ("PLA", "People's Liberation Army", "match"),
        ("BUTEMBO AIRLINES (BAL)", "Butembo Airlines", "match"),
        ("OOO «Вагнер Групп»", "Wagner Group LLC", "match"),
        ("Homs Refinery Corporation", "The Homs Refinery Company", "match"),
        ("JINSONG JOINT BANK", "JINMYONG JOINT BANK", "no"),
        ("KOREAN PEOPLE'S ARMY", "KOREAN PEOPLE'S ARMY SECURITY BUREAU", "no"),
        ("Alexander LLC", "ALEXANDER FISHENKO", "no"),
        ("Apollo Investment Fund VIII L.P.", "Apollo Investment Fund IX L.P.", "review"),
        ("PAEKMA SHIPPING CO", "YUSONG SHIPPING CO", "no"),
        ("Advanced Micro Devices Inc", "AMD", "no"),
        ("조선련봉총회사", "Korea Ryonbong General Corporation", "match"),
        ("단천상업은행", "Tanchon Commercial Bank", "match"),
        ("토성기술무역", "Tosong Technology Trading", "match"),
        ("Al Qaeda", "Al-Qa'ida/Islamic Army", "match"),
        ("Import Trading", "Import/Export Trading Zelkova", "no"),
        ("Zelkova Oil and Gas", "Zelkova Oil/Gas Works", "match"),
        ("Uralskaya Stal JSC", "Акционерное общество «Уральская сталь»", "match"),
        ("Thirteenth Brigade Zelkova", "13th Brigade Zelkova", "match"),
        ("Zelkova Kabushiki Kaisha", "Zelkova K.K.", "match"),
        ("Zelkova spolka z ograniczona odpowiedzialnoscia", "Zelkova Sp. z o.o.", "match"),
        ("정찰총국", "Reconnaissance General Bureau", "match"),
        ("Second Academy of Natural Sciences", "제2자연과학원", "match"),
        ("丹东富地贸易有限公司", "Dandong Fudi Maoyi Youxian Gongsi", "match"),
        ("Amnokgang Development Bank", "Aprokgang Development Bank", "match"),
    ],
)
def test_firms(compare: Callable[..., Hit], one: str, two: str, outcome: str) -> None:
    assert compare(one, two, "Company").outcome == outcome


def test_a_firm_says_what_differs(compare: Callable[..., Hit]) -> None:
    hit = compare("Korea Ungum Bank 2", "Korea Ungum Trading 3", "Company")
    assert {"core", "trade", "number"} <= {r.feature for r in hit.reasons}
    assert "initials" in compare("PLA", "People's Liberation Army", "Company").reason
    assert "too little" in compare("Agi Inc", "AGI", "Company").reason
    assert "is like" in compare("Taesongsan Trading", "Daesongsan Trading", "Company").reason


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("MV CHON MA SAN", "CHONMASAN", "match"),
        ("UL JI BONG 6", "UL JI BONG VI", "match"),
        ("AN SAN 1", "AN SAN 2", "review"),
        ("KOKUSHO MARU", "HOKUSHO MARU", "review"),
        ("TONG SAN", "DONG SAN", "match"),
        ("PAEK MA", "PETREL 8", "no"),
        ("12", "12", "match"),
        ("GLORY", "GLORY", "match"),
        ("AP ROK GANG", "AM NOK GANG", "match"),
        ("압록강", "AM NOK GANG", "match"),
        ("M/V Jie Shun", "JIESHUN", "match"),
        ("捷顺", "JIE SHUN", "match"),
        ("ORI0N STAR", "ORION STAR", "match"),
        ("YU JONG 2", "유정2호", "match"),
        ("!!", "GLORY", "no"),
    ],
)
def test_ships_by_name(compare: Callable[..., Hit], one: str, two: str, outcome: str) -> None:
    assert compare(one, two, "Vessel").outcome == outcome


def test_the_imo_number_decides(compare: Callable[..., Hit]) -> None:
    same = compare(
        "Kang Gye", "PI RUY GANG", "Vessel", {"imoNumber": "IMO 8829593"}, {"imoNumber": "8829593"}
    )
    other = compare("KANG GYE", "KANG GYE", "Vessel", {"imoNumber": "8829593"}, {"imoNumber": "8133530"})
    assert (same.outcome, other.outcome) == ("match", "review")
    assert "another ship" in other.reason


def test_one_word_is_no_ship_where_the_list_has_a_number(compare: Callable[..., Hit]) -> None:
    hit = compare("SPLENDOUR", "SPLENDOUR", "Vessel", second={"imoNumber": "8829593"})
    assert hit.outcome == "review"
    assert "ask for the IMO number" in hit.reason
    assert compare("SONGJIN", "SONGJIN", "Vessel", second={"imoNumber": "8829593"}).outcome == "match"
    assert "numbers in the names" in compare("AN SAN 1", "AN SAN 2", "Vessel").reason


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dr. Rami Makhlouf", "Rami Makhlouf"),
        ("MRQZ MNSLV, Jorge", "MARQUEZ MONSALVE, Jorge"),
        ("GOMEZ BUSTAMANTE, Lu", "GOMEZ BUSTAMANTE, Luis Alfonso"),
        ("N. Nazarbayev", "Nursultan Nazarbayev"),
        ("Bill Clinton", "William Clinton"),
        ("Катя Иванова", "Ekaterina Ivanova"),
        ("Jenny Quixworth", "Jennifer Quixworth"),
        ("AlisherUsmanov", "Alisher Usmanov"),
        ("Ig0r Sech1n", "Igor Sechin"),
        ("Alexander Luakshenko", "Alexander Lukashenko"),
        ("rimidalV nituP", "Vladimir Putin"),
        ("'Abd al-Aziz al-Nuristani", "Abdul Aziz Nooristani"),
        ("Владимир Путин", "Vladimir Putin"),
        ("AREFULLAHA REF GHAZI", "AREFULLAH AREF GHAZI"),
        ("Osama bin Laden", "Usama bin Ladin"),
        ("Sergey Sergey Shoigu", "Sergey Shoigu"),
        ("van der Bin", "Van Der Bin"),
        ("AVLA RCH, Mra Lnr", "AVILA ROCHA, Maria Leonor"),  # the vowels inside are dropped
        ("KHALIL, Ezedin Abde1 Aziz", "KHALIL, Ezedin Abdel Aziz"),
        ("AL-IRAQI, Abbd al-Hadi", "AL-IRAQI, Abd al-Hadi"),
        ("ISMAEL, Isrnael", "ISMAEL, Ismael"),
        ("Abd Allah Azzam", "Abdallah Azzam"),
        ("Mohammad Naqdi", "Mohammad Naghdi"),
    ],
)
def test_damaged_names_are_met(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two).outcome == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hafez Makhlouf", "Rami Makhlouf"),
        ("Ali", "Ali Hassan"),
        ("MYINT BINALSHIBH", "MYINT, Li"),
        ("!!", "Kim"),
        ("An Baer", "Abu Baqer"),
        ("Chen Xiwen", "Kevin Chen"),
        ("Zhang Kejin", "Kevin Zhang"),
        ("Ha Di", "HADI"),
    ],
)
def test_others_are_not(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two).outcome != "match"


def test_a_name_in_two_scripts_is_two_spellings(tables: Tables) -> None:
    matcher = Matcher.of([Party(id="a", kinds=("person",), names=("KIM Ho Kyu 김호규",))], tables)
    assert matcher.screen(Party(kinds=("person",), names=("김호규",)))[0].score > 0.95
    assert matcher.screen(Party(kinds=("person",), names=("Kim Ho Gyu",)))[0].outcome == "match"


def test_outcomes_part_at_the_declared_scores() -> None:
    assert [outcome_of(s) for s in (0.7, 0.699, 0.5, 0.499)] == ["match", "review", "review", "no"]


def test_a_matcher_of_nothing_finds_nothing(tables: Tables) -> None:
    matcher = Matcher.of([], tables)
    assert matcher.screen(Party(names=("Kim Jong Un",))) == []
    assert matcher.scores(Party(names=("Kim Jong Un",)), every=True) == {}


def test_explanations_can_be_left_out(tables: Tables) -> None:
    matcher = Matcher.of([Party(id="a", names=("Kim Jong Un",))], tables)
    assert matcher.screen(Party(names=("Kim Jong Un",)), explain=False)[0].reasons == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1968", 366),
        ("1968-02", 29),
        ("1969-12", 31),
        ("1969-12-31", 1),
        ("c. 1970", None),
        ("1970-13", None),
    ],
)
def test_birth_intervals(text: str, days: int | None) -> None:
    found = birth_interval(text)
    assert (found[1] - found[0] if found else None) == days


def test_schemas_name_kinds() -> None:
    assert kinds_of("Person") == ("person",)
    assert kinds_of("Vessel") == ("vessel",)
    assert kinds_of("Company") == ("organisation",)
    assert kinds_of("LegalEntity") == ("person", "organisation")


def test_a_party_without_a_name_takes_its_parts() -> None:
    party = party_of_ftm(
        {
            "schema": "Person",
            "properties": {"firstName": ["Ali"], "lastName": ["Hassan"], "country": ["xx", "kp"]},
        }
    )
    assert party.names == ("Ali Hassan",)
    assert party.countries == ("PRK", "XX")


def test_a_subject_of_a_list_is_a_party() -> None:
    from datetime import date

    subject = Subject(
        id="KPi.033",
        kind="person",
        names=(Name(text="RI WON HO", kind="primary"), Name(text="Ri", quality="weak")),
        births=(BirthDate(since=date(1964, 7, 17), until=date(1964, 7, 18), precision="day"),),
        genders=("male",),
        nationalities=(Country(text="DPRK", iso3="PRK"), Country(text="Nowhere")),
        identifiers=(Identifier(type="passport", value="381310014"), Identifier(type="phone", value="1")),
    )
    party = party_of_subject(subject)
    assert party.names == ("RI WON HO",)
    assert party.weak_names == ("Ri",)
    assert party.countries == ("NOWHERE", "PRK")
    assert party.identifiers == (("passport", "381310014"),)
    assert party.births == ((date(1964, 7, 17).toordinal(), date(1964, 7, 18).toordinal()),)


def test_an_identifier_alone_leads_to_its_subject(tables: Tables) -> None:
    matcher = Matcher.of(
        [Party(id="a", kinds=("person",), names=("Ri Song Un",), identifiers=(("passport", "563335509"),))],
        tables,
    )
    hits = matcher.screen(
        Party(kinds=("person",), names=("Vladimir Putin",), identifiers=(("passport", "563335509"),))
    )
    assert [(h.id, h.outcome, [r.feature for r in h.reasons]) for h in hits] == [
        ("a", "match", ["identifier"])
    ]


def test_characters_that_are_no_name_of_a_known_family_are_met_as_characters(
    compare: Callable[..., Hit],
) -> None:
    hit = compare("丁寧國語", "丁宁国语")
    assert hit.outcome == "match"
    hit = compare("電燈泡", "电灯泡")
    assert "same characters" in hit.reason


@pytest.mark.parametrize("text", ["\u39dd", "\u00a8"])
def test_a_sign_that_nothing_reads_is_no_name(tables: Tables, text: str) -> None:
    party = Party(id="a", kinds=("person",), names=(text,))
    assert Matcher.of([party], tables).screen(party) == []


def person(name):
    return Party(id=name, kinds=("person",), names=(name,))


def test_a_short_form_leads_to_the_long_one_in_an_index_of_many(tables):
    matcher = Matcher.of([person("ROBERT QUIXWORTH"), person("ZEBULON QUIXWORTH")], tables)
    (best, *_) = matcher.screen(person("Bob Quixworth"))
    assert (best.id, best.outcome) == ("ROBERT QUIXWORTH", "match")


def test_a_name_cut_at_35_letters_leads_to_the_whole_one_in_an_index_of_many(tables):
    whole = "ZEBULON ANASTASIUS FEATHERSTONEHAUGH"
    assert len(whole) == 36
    matcher = Matcher.of([person(whole), person("ZEBULON QUIXWORTH")], tables)
    assert [hit.id for hit in matcher.screen(person(whole[:35]))] == [whole]


def test_remembered_words_are_bounded_and_change_nothing(tables, monkeypatch):
    listed = [person("KIM, Yong Chol"), person("RI, Won Ho")]
    queries = [person(name) for name in ("Kim Yong-chol", "Ri Won Ho", "Pak Jin", "Kim Yong-chol")]
    together = Matcher.of(listed, tables).screen_many(queries)
    monkeypatch.setattr("yalu.screen.query._MOST_REMEMBERED", 1)
    matcher = Matcher.of(listed, tables)
    assert [matcher.screen(query) for query in queries] == together


def test_a_name_of_one_word_said_twice_is_found(tables):
    assert [hit.id for hit in Matcher.of([person("ISMAEL, Ismael")], tables).screen(person("Ismael Ismael"))]
    assert Matcher.of([person("00:00")], tables).screen(person("00:00"))[0].outcome == "match"


@pytest.mark.parametrize(
    ("asked", "listed"),  # names and short names as the UN list has them (KPe.025, KPe.001)
    [
        ("KOREA KWANGSON BANKING CORP KKBC", "KOREA KWANGSON BANKING CORPORATION (KKBC)"),
        ("Korea Mining Development Trading KOMID", "KOREA MINING DEVELOPMENT TRADING CORPORATION"),
        ("Korea Mining Development Trading KOMID", "KOMID"),
    ],
)
def test_a_firm_that_says_its_own_short_name_behind_it(
    compare: Callable[..., Hit], asked: str, listed: str
) -> None:
    assert compare(asked, listed, schema="Company").outcome == "match"


def test_a_last_word_that_is_no_short_name_stays_in_the_name(compare: Callable[..., Hit]) -> None:
    assert (
        compare("Korea Kwangson Banking Zelk", "Korea Kwangson Banking", schema="Company").outcome != "match"
    )


def test_invisible_characters_do_not_make_a_name_as_long_as_a_field(compare: Callable[..., Hit]) -> None:
    hidden = "\u200b".join("Schneider Vladimir")  # 35 characters, as many as a line of a payment
    listed = "Vladimir Gonzalez Schneider"
    assert compare(hidden, listed).score == compare("Schneider Vladimir", listed).score
