"""The tables that ship with the shared words, checked against what their publishers state."""

from collections import Counter

import pytest

from yalu.terms.goods import EDITION_YEARS, parse_hs
from yalu.terms.read import gazetteer, hs_codes, petroleum_factors


def test_tables_are_read_once() -> None:
    assert gazetteer() is gazetteer()
    assert hs_codes() is hs_codes()
    assert petroleum_factors() is petroleum_factors()


def test_all_entries_of_iso_3166_1_are_there() -> None:
    # ISO 3166-1 has 249 officially assigned entries; Taiwan's number is the one that M49 does not hold.
    entries = [place for place in gazetteer().places if place.source.startswith("ISO 3166-1;")]
    taiwan = gazetteer().find("TWN")
    assert len(entries) == 249
    assert [place for place in entries if place.m49 is None] == [taiwan]
    assert all(len(place.iso2) == 2 and len(place.iso3) == 3 for place in entries)


@pytest.mark.parametrize("field", ["iso2", "iso3", "m49", "comtrade", "name"])
def test_no_code_or_name_is_given_to_two_places(field: str) -> None:
    codes = Counter(code for place in gazetteer().places if (code := getattr(place, field)) not in ("", None))
    assert [code for code, times in codes.items() if times > 1] == []


def test_only_the_known_numbers_mean_two_places_in_m49_and_comtrade() -> None:
    m49 = {place.m49: place for place in gazetteer().places if place.m49 is not None}
    comtrade = {place.comtrade: place for place in gazetteer().places if place.comtrade is not None}
    clashes = {number for number, place in comtrade.items() if m49.get(number, place) is not place}
    assert clashes == {492}  # Monaco in M49, "Europe EU, nes" in Comtrade


def test_no_spelling_is_another_place_s_code() -> None:
    places = gazetteer()
    spelled = {
        spelling: place for place in places.places for spelling in place.spellings if len(spelling) <= 3
    }
    codes = {code: place for place in places.places for code in (place.iso2, place.iso3) if code}
    assert [
        spelling for spelling, place in spelled.items() if codes.get(spelling.upper(), place) is not place
    ] == []


def test_only_the_known_spellings_are_shared() -> None:
    carriers: dict[str, set[str]] = {}
    for place in gazetteer().places:
        for spelling in place.spellings:
            carriers.setdefault(spelling, set()).add(place.iso3)
    shared = {frozenset(places) for places in carriers.values() if len(places) > 1}
    assert shared == {
        frozenset({"PRK", "KOR"}),
        frozenset({"VGB", "VIR"}),
        frozenset({"MAF", "SXM"}),
        frozenset({"", "SCG"}),  # Yugoslavia to 1991, which has no letters of its own left, and from 1992
    }


def test_every_place_names_its_source() -> None:
    assert all(place.source.startswith(("ISO 3166", "UN M49", "UN Comtrade")) for place in gazetteer().places)


def held(edition: str, digits: int) -> int:
    return sum(edition in hs_codes().editions(code) for code in hs_codes() if len(code) == digits)


# World Trade Organization, glossary, "Harmonized System" (HS1992 to HS2002); World Customs Organization, WCO News 86 (HS2017).
@pytest.mark.parametrize(("edition", "headings"), [("H0", 1241), ("H1", 1241), ("H2", 1244), ("H5", 1222)])
def test_number_of_headings_of_an_edition_is_the_published_one(edition: str, headings: int) -> None:
    assert held(edition, 4) == headings


@pytest.mark.parametrize(("edition", "subheadings"), [("H2", 5224), ("H5", 5387)])
def test_number_of_subheadings_of_an_edition_is_the_published_one(edition: str, subheadings: int) -> None:
    assert held(edition, 6) == subheadings


@pytest.mark.parametrize(("edition", "subheadings"), [("H0", 5019), ("H1", 5113)])
def test_two_oldest_lists_hold_some_twenty_subheadings_more_than_the_published_number(
    edition: str, subheadings: int
) -> None:
    """UN Comtrade's lists of these years keep codes that the WTO does not count; a code too many refuses no good."""
    assert 0 <= held(edition, 6) - subheadings <= 20


@pytest.mark.parametrize(
    ("code", "editions"),
    [
        ("270111", ("H0", "H1", "H2", "H3", "H4", "H5", "H6")),  # anthracite, in all editions
        ("0308", ("H4", "H5", "H6")),  # sea cucumbers and other invertebrates: a heading since HS2012
        ("8524", ("H0", "H1", "H2", "H6")),  # records until 2006; flat panel modules since HS2022
        ("854231", ("H3", "H4", "H5", "H6")),  # processors, since HS2007
    ],
)
def test_code_stands_in_the_editions_that_hold_it(code: str, editions: tuple[str, ...]) -> None:
    assert hs_codes().editions(code) == editions


def test_every_chapter_but_the_reserved_one_is_known() -> None:
    chapters = [f"{number:02d}" for number in range(100)]
    assert [code for code in chapters if code not in hs_codes()] == ["00", "77", "98", "99"]
    assert all(hs_codes().editions(code) == tuple(EDITION_YEARS) for code in chapters if code in hs_codes())


@pytest.mark.parametrize(
    "goods",
    # Codes of the resolutions on the DPRK: coal, seafood, textiles, lead ore, condensates, vessels, statues.
    [
        "2701",
        "0307",
        "1604",
        "50",
        "63",
        "2607",
        "270900",
        "2711",
        "8903",
        "970310",
        "681091",
        "44",
        "261690",
    ],
)
def test_goods_of_the_resolutions_are_known_codes(goods: str) -> None:
    assert parse_hs(goods, hs_codes()) == goods


# UN Statistics Division, Energy Statistics Yearbook, conversion factors: barrels in a tonne.
@pytest.mark.parametrize(
    ("product", "bbl_per_t"),
    [
        ("LPG", 11.65),
        ("motor gasoline", 8.50),
        ("aviation gasoline", 8.62),
        ("naphtha", 8.74),
        ("jet fuel", 7.77),
        ("diesel", 7.23),
        ("fuel oil", 6.62),
        ("lubricants", 6.99),
        ("bitumen", 6.05),
        ("petroleum coke", 5.52),
        ("crude oil", 7.32),
    ],
)
def test_barrels_in_a_tonne_of_a_product(product: str, bbl_per_t: float) -> None:
    assert petroleum_factors().bbl_per_t(product).value == bbl_per_t


def test_refined_petroleum_of_a_product_not_stated_ranges_from_fuel_oil_to_lpg() -> None:
    assert petroleum_factors().bbl_per_t(None) == (6.62, 8.33, 11.65)


@pytest.mark.parametrize(("bbl", "t"), [(4893, 587.4), (10725, 1288), (11745, 1410), (12479, 1498)])
def test_factor_not_stated_is_the_one_implied_by_published_pairs(bbl: float, t: float) -> None:
    assert round(bbl / t, 2) == petroleum_factors().bbl_per_t(None).value


def test_one_factor_stands_for_the_product_not_stated_and_every_factor_names_its_source() -> None:
    rows = petroleum_factors().rows
    assert [row.bbl_per_t for row in rows if row.central] == [8.33]
    assert all(row.source for row in rows)
    assert all(row.note for row in rows if not row.refined_cap)
