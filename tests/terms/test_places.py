"""Places by code and spelling. The DPRK and the Republic of Korea are never confused in silence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.terms.errors import BadInput, UnknownValue
from yalu.terms.places import AmbiguousPlace, Gazetteer, Place
from yalu.terms.read import gazetteer

NORTH = [
    "408",
    "PRK",
    "prk",
    "KP",
    "DPRK",
    "D.P.R.K.",
    "Democratic People's Republic of Korea",
    "The Democratic People\u2019s Republic of Korea",
    "Dem. People's Rep. of Korea",
    "Korea, Dem. People's Rep.",
    "Korea, Dem. People's Rep. of",
    "Korea, Dem. People\u2019s Rep.",
    "Korea, Democratic People's Republic of",
    "Korea (Democratic People's Republic of)",
    "KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF",
    "Korea, D.P.R.",
    "D.P.R. Korea",
    "Korea,Dem.People's Rep.of",
    "DPR Korea",
    "Korea, DPR",
    "North Korea",
    "Korea, North",
    "Korea (North)",
    "north-korea",
    "N. Korea",
    "N.Korea",
    "D.P.R.Korea",
    "조선민주주의인민공화국",
    "조선",
    "북한",
    "북조선",
    "朝鲜",
    "朝鮮",
    "北朝鮮",
    "北朝鲜",
    "北韓",
    "朝鲜民主主义人民共和国",
    "朝鮮民主主義人民共和國",
    "朝鮮民主主義人民共和国",
    "КНДР",
    "Корейская Народно-Демократическая Республика",
    "Северная Корея",
    "Corée du Nord",
    "COREE DU NORD",
    "République populaire démocratique de Corée",
    "Corea del Norte",
    "Nordkorea",
]
SOUTH = [
    "410",
    "KOR",
    "kor",
    "KR",
    "ROK",
    "Republic of Korea",
    "the Republic of Korea",
    "Rep. of Korea",
    "Korea, Rep.",
    "Korea, Rep. of",
    "Korea, Republic of",
    "Korea (Republic of)",
    "Korea (Republic)",
    "Korea Republic",
    "South Korea",
    "Korea, South",
    "Korea (South)",
    "S. Korea",
    "S.Korea",
    "韩国",
    "韓国",
    "韓國",
    "大韩民国",
    "大韓民国",
    "大韓民國",
    "南朝鲜",
    "南韓",
    "한국",
    "대한민국",
    "남한",
    "남조선",
    "Республика Корея",
    "Южная Корея",
    "Corée du Sud",
    "République de Corée",
    "Corea del Sur",
    "Südkorea",
]
EITHER = [
    "Korea",
    "KOREA",
    " korea ",
    "Corée",
    "Corea",
    "Корея",
    "Korean Peninsula",
    "朝鲜半岛",
    "한반도",
    "Two Koreas",
]
BOTH = [
    "PRK/KOR",
    "KP, KR",
    "408/410",
    "410 / KP",
    "Republic of Korea / DPRK",
    "DPRK and ROK",
    "North Korea & South Korea",
    "Rep. of Korea; Dem. People's Rep. of Korea",
    "North Korea (KOR)",
    "Korea, Rep. (PRK)",
    "South Korea [408]",
    "Korea (KOR)",
    "朝鲜、韩国",
    "韩国(朝鲜)",
]
KOREAS = {"PRK", "KOR"}


@pytest.mark.parametrize("text", NORTH)
def test_every_name_of_the_dprk_is_the_dprk(text: str) -> None:
    assert gazetteer().find(text).iso3 == "PRK"


@pytest.mark.parametrize("text", SOUTH)
def test_every_name_of_the_republic_of_korea_is_the_republic_of_korea(text: str) -> None:
    assert gazetteer().find(text).iso3 == "KOR"


@pytest.mark.parametrize("text", EITHER)
def test_korea_alone_is_ambiguous_and_both_are_named(text: str) -> None:
    with pytest.raises(AmbiguousPlace) as refused:
        gazetteer().find(text)
    assert {place.iso3 for place in refused.value.places} == KOREAS
    assert "Democratic People's Republic of Korea (PRK)" in str(refused.value)
    assert "Republic of Korea (KOR)" in str(refused.value)


@pytest.mark.parametrize("text", BOTH)
def test_two_koreas_in_one_text_are_ambiguous(text: str) -> None:
    with pytest.raises(AmbiguousPlace) as refused:
        gazetteer().find(text)
    assert {place.iso3 for place in refused.value.places} == KOREAS


@pytest.mark.parametrize(
    "text",
    [
        "Koera",
        "Kora",
        "DRPK",
        "DPKR",
        "PKR",
        "RPK",
        "ROKK",
        "Nort Korea",
        "Sout Korea",
        "South Korean",
        "People's Republic of Korea",
        "North South Korea",
        "Democratic South Korea",
        "United Korea",
        "Korea xyz",
        "朝鲜族",
        "韩国人",
        "КНДРР",
    ],
)
def test_what_is_like_a_korea_is_refused_with_both_named(text: str) -> None:
    with pytest.raises(UnknownValue) as refused:
        gazetteer().find(text)
    assert refused.value.nearest is not None
    assert "(PRK)" in refused.value.nearest
    assert "(KOR)" in refused.value.nearest


NORTHERN = (
    "north",
    "n.",
    "democratic",
    "dem.",
    "people's",
    "peoples",
    "dpr",
    "d.p.r.",
    "dprk",
    "prk",
    "kp",
    "408",
)
SOUTHERN = ("south", "s.", "rok", "kor", "kr", "410")
NEUTRAL = ("korea", "korea,", "republic", "rep.", "of", "the", "(", ")", "/", "and", "-", "corea")


@given(st.lists(st.sampled_from(NORTHERN + SOUTHERN + NEUTRAL), max_size=7))
def test_no_heap_of_korean_words_resolves_to_the_wrong_korea(words: list[str]) -> None:
    """Words of both sides never resolve, and a word of one side never resolves to the other."""
    try:
        found = gazetteer().find(" ".join(words))
    except BadInput:
        return
    northern, southern = set(words) & set(NORTHERN), set(words) & set(SOUTHERN)
    if northern or southern or {"korea", "korea,", "corea"} & set(words):
        assert not (northern and southern)
        assert found.iso3 == ("PRK" if northern else "KOR")


@given(st.sampled_from(NORTH + SOUTH), st.data())
def test_one_letter_more_less_or_other_never_turns_one_korea_into_the_other(
    name: str, data: st.DataObject
) -> None:
    right = "PRK" if name in NORTH else "KOR"
    at = data.draw(st.integers(0, len(name)))
    letter = data.draw(st.sampled_from(["", *"abcdeknoprsu'. ,-()", "北", "南", "조"]))
    changed = name[:at] + letter + name[at + data.draw(st.integers(0, 1)) :]
    if changed.strip().casefold() in {other.casefold() for other in NORTH + SOUTH} or len(changed) <= 3:
        return  # a change of a code or from 北韓 to 南韓 is another name, rightly read
    try:
        found = gazetteer().find(changed).iso3
    except BadInput:
        return
    assert found not in KOREAS - {right}


@pytest.mark.parametrize(
    "row", [("410", "North Korea"), ("KP", "Korea, Rep."), ("KOR", "408", ""), ("朝鲜", "South Korea")]
)
def test_code_and_name_that_contradict_each_other_are_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousPlace) as refused:
        gazetteer().find_agreed(row)
    assert {place.iso3 for place in refused.value.places} == KOREAS


def test_code_and_name_that_agree_give_their_place() -> None:
    assert gazetteer().find_agreed(["408", "", "North Korea", "朝鲜"]).iso3 == "PRK"


def test_row_without_any_place_is_refused() -> None:
    with pytest.raises(BadInput, match="every code and name is empty"):
        gazetteer().find_agreed(["", " "])


# UN Comtrade reporters whose number is not that of M49.
@pytest.mark.parametrize(
    ("iso3", "m49", "comtrade"),
    [
        ("USA", 840, 842),
        ("FRA", 250, 251),
        ("NOR", 578, 579),
        ("CHE", 756, 757),
        ("IND", 356, 699),
        ("ITA", 380, 381),
        ("VNM", 704, 704),
        ("ZAF", 710, 710),
        ("BEL", 56, 56),
        ("LUX", 442, 442),
        ("CHN", 156, 156),
        ("HKG", 344, 344),
        ("MAC", 446, 446),
        ("JPN", 392, 392),
        ("RUS", 643, 643),
    ],
)
def test_m49_and_comtrade_numbers_find_one_place(iso3: str, m49: int, comtrade: int) -> None:
    places = gazetteer()
    assert places.find(m49).iso3 == places.find(str(comtrade), numbering="comtrade").iso3 == iso3
    assert (places.find(iso3).m49, places.find(iso3).comtrade) == (m49, comtrade)


def test_numbers_may_have_leading_zeros() -> None:
    assert gazetteer().find("004") is gazetteer().find("4") is gazetteer().find(4)


def test_taiwan_is_other_asia_in_comtrade_and_not_in_m49() -> None:
    taiwan = gazetteer().find("Other Asia, nes")
    assert (taiwan.iso3, taiwan.m49, taiwan.comtrade) == ("TWN", None, 490)
    assert gazetteer().find("490") is gazetteer().find("台湾") is taiwan


def test_one_number_of_two_lists_is_told_apart_by_the_numbering() -> None:
    assert gazetteer().find("492").iso3 == "MCO"
    assert gazetteer().find("492", numbering="comtrade").name == "Europe EU, nes"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("0", "World"),
        ("97", "European Union"),
        ("200", "Czechoslovakia"),
        ("278", "Former German Democratic Republic"),
        ("280", "Former Federal Republic of Germany"),
        ("736", "Former Sudan"),
        ("810", "Former Union of Soviet Socialist Republics"),
        ("837", "Bunkers"),
        ("838", "Free Zones"),
        ("839", "Special Categories"),
        ("890", "Former Yugoslavia"),
        ("891", "Serbia and Montenegro"),
        ("899", "Areas, nes"),
    ],
)
def test_areas_of_trade_statistics_are_places(code: str, name: str) -> None:
    assert gazetteer().find(code).name == name


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("中国", "CHN"),
        ("China, Hong Kong SAR", "HKG"),
        ("香港", "HKG"),
        ("Macau", "MAC"),
        ("Russian Federation", "RUS"),
        ("Россия", "RUS"),
        ("Vietnam", "VNM"),
        ("Viet Nam", "VNM"),
        ("United Kingdom", "GBR"),
        ("USA", "USA"),
        ("U.S.A.", "USA"),
        ("United States", "USA"),
        ("Etats-Unis", "USA"),
        ("Côte d\u2019Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Lao People's Dem. Rep.", "LAO"),
        ("Solomon Isds", "SLB"),
        ("St. Lucia", "LCA"),
        ("St.Lucia", "LCA"),
        ("Moldova, Rep.of", "MDA"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Korea, Rep. / South Korea", "KOR"),
        ("Congo", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Rep.", "DOM"),
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
    ],
)
def test_usual_spellings_find_their_place(text: str, iso3: str) -> None:
    assert gazetteer().find(text).iso3 == iso3


@pytest.mark.parametrize("text", ["Yugoslavia", "YUG", "Virgin Islands", "Saint Martin", "China / Japan"])
def test_other_shared_names_are_ambiguous_too(text: str) -> None:
    with pytest.raises(AmbiguousPlace):
        gazetteer().find(text)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Germny", "Germany (DEU)"),
        ("Chnia", "China (CHN)"),
        ("Sudann", "Sudan (SDN)"),
        ("\u2603", None),
        ("", None),
        ("9999", None),
        ("133", None),
        ("China / Narnia", None),
        ("China (re-imports)", None),
    ],
)
def test_what_is_merely_similar_is_suggested_and_not_taken(text: str, nearest: str | None) -> None:
    with pytest.raises(UnknownValue) as refused:
        gazetteer().find(text)
    if nearest is not None:
        assert refused.value.nearest == nearest


@given(
    st.sampled_from(gazetteer().places),
    st.sampled_from([str.upper, str.lower, "the {}".format, " {}. ".format]),
)
def test_a_place_is_found_by_its_own_name_in_any_dress(place: Place, dress: object) -> None:
    assert callable(dress)
    assert gazetteer().find(dress(place.name)) is place


@given(st.text(max_size=12))
def test_any_text_gives_a_place_or_a_refusal(text: str) -> None:
    with suppress(BadInput):
        assert isinstance(gazetteer().find(text), Place)


def test_a_place_without_letters_is_written_with_its_number() -> None:
    assert str(gazetteer().find("837")) == "Bunkers (837)"
    assert (
        str(Place("", "", 588, 588, "East and West Pakistan", (), "UN Comtrade"))
        == "East and West Pakistan (588)"
    )


def test_a_spelling_that_two_places_carry_is_ambiguous_by_that() -> None:
    one = Place("", "AAA", 1, 1, "Alpha", ("Twin",), "")
    two = Place("", "BBB", 2, 2, "Beta", ("twin",), "")
    with pytest.raises(
        AmbiguousPlace, match=r'place "Twin" can be Alpha \(AAA\) or Beta \(BBB\); write the code\.'
    ):
        Gazetteer((one, two)).find("Twin")


def test_a_place_that_carries_a_spelling_twice_is_not_ambiguous() -> None:
    place = Place("", "AAA", 1, 1, "Alpha", ("ALPHA", "the Alpha"), "")
    assert Gazetteer((place,)).find("alpha") is place
