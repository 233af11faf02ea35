"""Codes, ranges and editions of the Harmonized System."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.terms.errors import BadInput, UnknownValue
from yalu.terms.goods import (
    EDITION_YEARS,
    HS,
    HSRange,
    KnownCodes,
    covers,
    edition_in_force,
    parse_hs,
    parse_hs_range,
)

KNOWN = KnownCodes(
    {
        "03": "0123456",
        "0307": "0123456",
        "030743": "56",
        "27": "0123456",
        "2701": "0123456",
        "270111": "0123456",
        "270112": "0123456",
        "2704": "0123456",
    }
)

chapters = st.integers(1, 97).filter(lambda chapter: chapter != 77).map("{:02d}".format)
codes = st.builds(
    lambda chapter, tail: chapter + tail,
    chapters,
    st.one_of(
        st.just(""), st.integers(0, 99).map("{:02d}".format), st.integers(0, 9999).map("{:04d}".format)
    ),
)


def ranges_of(length: int) -> st.SearchStrategy[HSRange]:
    ends = codes.filter(lambda code: len(code) == length)
    return st.builds(lambda one, two: HSRange(*sorted((one, two))), ends, ends)


ranges = st.one_of(ranges_of(2), ranges_of(4), ranges_of(6))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0307", "0307"),
        ("03", "03"),
        ("0307.43", "030743"),
        ("03.07", "0307"),
        ("0307 43", "030743"),
        ("0307430000", "030743"),
        ("03074300", "030743"),
        ("0307.43.00.00", "030743"),
        (" HS 0307 ", "0307"),
        ("hs0307", "0307"),
        ("HS: 2701", "2701"),
        ("0307\u00a043", "030743"),
        ("２７０１", "2701"),
    ],
)
def test_code_is_read_from_its_usual_spellings_and_cut_to_six_digits(text: str, code: str) -> None:
    assert parse_hs(text) == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("27011", 'hs code "27011" has 5 digits; codes have 2, 4, 6, 8 or 10. Nearest: 2701.'),
        ("2", 'hs code "2" has 1 digit; codes have 2, 4, 6, 8 or 10.'),
        (
            "270111000012",
            'hs code "270111000012" has 12 digits; codes have 2, 4, 6, 8 or 10. Nearest: 270111.',
        ),
        ("", "hs code is empty; write 2, 4 or 6 digits, as in 0307."),
        ("squid", 'hs code "squid" is not a code; write 2, 4 or 6 digits, as in 0307 or 0307.43.'),
        (
            "27\u00b9\u00b2",
            'hs code "27\u00b9\u00b2" is not a code; write 2, 4 or 6 digits, as in 0307 or 0307.43.',
        ),
        ("-2701", 'hs code "-2701" is not a code; write 2, 4 or 6 digits, as in 0307 or 0307.43.'),
        ("0.307", 'hs code "0.307" is cut at an odd place; codes are cut after 2, 4 or 6 digits.'),
        ("9999AA", 'hs code "9999AA" is not a code; write 2, 4 or 6 digits, as in 0307 or 0307.43.'),
    ],
)
def test_what_is_not_a_code_is_refused_with_its_reason(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_hs(text)
    assert str(refused.value) == message


def test_a_spreadsheet_that_dropped_the_leading_zero_is_told_so() -> None:
    with pytest.raises(BadInput, match=r"has 3 digits; .* Nearest: 0307, if a leading zero was lost\."):
        parse_hs("307", KNOWN)


@pytest.mark.parametrize("text", ["77", "7701", "98", "9801", "99", "999999", "00", "0001"])
def test_reserved_and_national_chapters_are_unknown(text: str) -> None:
    with pytest.raises(UnknownValue, match="unknown hs chapter"):
        parse_hs(text)


@pytest.mark.parametrize(
    ("code", "nearest"),
    [
        ("0308", "0307"),
        ("270113", "270112"),
        ("2703", "2704"),
        ("030110", "03"),
        ("270490", "2704"),
        ("28", "27"),
    ],
)
def test_code_of_no_edition_is_unknown_with_the_nearest(code: str, nearest: str) -> None:
    with pytest.raises(UnknownValue) as refused:
        parse_hs(code, KNOWN)
    assert refused.value.nearest == nearest


def test_no_table_no_nearest() -> None:
    assert KnownCodes({}).nearest("2701") is None


def test_known_codes_tell_their_editions() -> None:
    assert KNOWN.editions("030743") == ("H5", "H6")
    assert KNOWN.editions("030742") == ()
    assert "030743" in KNOWN
    assert "030742" not in KNOWN
    assert len(KNOWN) == 8


@given(codes)
def test_a_code_is_read_as_itself(code: str) -> None:
    assert parse_hs(code) == code


@given(codes, st.sampled_from(["", "00", "0000"]))
def test_national_digits_never_change_the_six(code: str, national: str) -> None:
    assert parse_hs(code.ljust(6, "0") + national) == code.ljust(6, "0")


@given(st.text(max_size=14))
def test_any_text_gives_a_code_or_a_refusal(text: str) -> None:
    try:
        code = parse_hs(text)
    except BadInput:
        return
    assert len(code) in (2, 4, 6)
    assert code.isascii()
    assert code.isdigit()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("50-63", ("50", "63")),
        ("2709", ("2709", "2709")),
        ("8901-8906", ("8901", "8906")),
        ("8901 \u2013 8906", ("8901", "8906")),
        ("2701 to 2704", ("2701", "2704")),
        ("2701.11-2701.19", ("270111", "270119")),
    ],
)
def test_range_is_read_from_its_usual_spellings(text: str, ends: tuple[str, str]) -> None:
    assert parse_hs_range(text) == HSRange(*ends)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("63-50", r"runs backwards\. Nearest: 50-63\."),
        ("50-6310", "from 2 digits to 4"),
        ("50-55-63", "has 3 ends"),
        ("50-", "empty"),
    ],
)
def test_broken_range_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        parse_hs_range(text)


def test_range_may_span_the_reserved_chapter_but_not_end_in_it() -> None:
    assert covers(parse_hs_range("72-83"), "81") == "full"
    with pytest.raises(UnknownValue):
        parse_hs_range("72-77")


def test_ends_of_a_range_are_looked_up() -> None:
    with pytest.raises(UnknownValue, match="2702"):
        parse_hs_range("2701-2702", KNOWN)


@given(ranges)
def test_a_range_is_read_back_from_its_own_text(goods: HSRange) -> None:
    assert parse_hs_range(str(goods)) == goods


@pytest.mark.parametrize(
    ("goods", "code", "how_much"),
    [
        ("2701-2704", "27", "part"),
        ("270900", "2709", "part"),
        ("2701-2704", "270111", "full"),
        ("2701-2704", "2705", "none"),
        ("2701-2704", "26", "none"),
        ("50-63", "6109", "full"),
        ("50-63", "63", "full"),
        ("50-63", "64", "none"),
        ("270111-270400", "2702", "full"),
        ("270111-270400", "2701", "part"),
        ("270111-270400", "2704", "part"),
        ("03", "0307", "full"),
        ("0307", "03", "part"),
        ("0307", "0306", "none"),
    ],
)
def test_coverage_of_a_code_by_goods(goods: str, code: str, how_much: str) -> None:
    assert covers(parse_hs_range(goods), code) == how_much


@given(ranges, codes)
def test_coverage_agrees_with_counting_six_digit_codes(goods: HSRange, code: str) -> None:
    """The reference counts: all subheadings that could stand under the code, against those that stand in the range."""
    low, high = int(goods.first.ljust(6, "0")), int(goods.last.ljust(6, "9"))
    under = range(int(code.ljust(6, "0")), int(code.ljust(6, "9")) + 1)
    inside = sum(1 for subheading in under if low <= subheading <= high)
    expected = "none" if inside == 0 else "full" if inside == len(under) else "part"
    assert covers(goods, code) == expected


@given(codes, codes)
def test_one_code_covers_exactly_what_begins_with_it(goods: str, code: str) -> None:
    expected = "full" if code.startswith(goods) else "part" if goods.startswith(code) else "none"
    assert covers(goods, code) == expected


# World Customs Organization: editions in force from 1 January of 1992 (first amendment of the text of 1988), 1996, 2002,
# 2007, 2012, 2017, 2022.
@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (1988, "H0"),
        (1992, "H0"),
        (1995, "H0"),
        (1996, "H1"),
        (2001, "H1"),
        (2002, "H2"),
        (2006, "H2"),
        (2007, "H3"),
        (2011, "H3"),
        (2012, "H4"),
        (2016, "H4"),
        (2017, "H5"),
        (2021, "H5"),
        (2022, "H6"),
        (2027, "H6"),
    ],
)
def test_edition_in_force_in_a_year(year: int, edition: str) -> None:
    assert edition_in_force(year) == edition


@pytest.mark.parametrize("year", [1987, 2028])
def test_year_outside_the_editions_held_is_refused(year: int) -> None:
    with pytest.raises(BadInput, match="1988 to 2027"):
        edition_in_force(year)


def test_editions_are_listed_oldest_first() -> None:
    assert all(one < two for one, two in pairwise(EDITION_YEARS.values()))


def test_edition_of_a_code_may_be_unstated() -> None:
    assert HS("2701") == HS(code="2701", edition=None)
