"""Are codes carried between editions with what the UN's tables say, and is the unknown left unknown?"""

from __future__ import annotations

import pytest

from yalu.terms.errors import UnknownValue
from yalu.trade.editions import Correlation, Step
from yalu.trade.read import correlation


@pytest.mark.parametrize("edition", ["H0", "H1", "H2", "H3", "H4", "H5"])
def test_anthracite_keeps_its_code_and_its_goods_in_every_edition(edition: str) -> None:
    found = correlation().convert("270111", "H6", edition)
    assert (found.codes, found.relation, found.lost) == (("270111",), "1:1", "")


def test_frozen_shrimps_of_2007_were_split_in_2012() -> None:
    # WCO, HS 2012: 0306.13 became 0306.16 (cold-water) and 0306.17 (other); prepared ones of 1605.20 became 1605.21 and .29
    found = correlation().convert("030613", "H3", "H4")
    assert {"030616", "030617"} <= set(found.codes)
    assert found.relation in ("1:n", "n:n")
    assert "split" in found.lost


def test_petroleum_oils_of_1996_hold_what_later_editions_part() -> None:
    # 2710.00 of H1 became 2710.11 to 2710.99 in H2
    down = correlation().convert("271019", "H2", "H1")
    assert down.codes == ("271000",)
    assert down.relation == "n:1"
    assert "271011" in down.also
    up = correlation().convert("271000", "H1", "H2")
    assert {"271011", "271019"} <= set(up.codes)
    assert up.relation == "1:n"


def test_a_heading_stays_whole_where_all_its_goods_do() -> None:
    assert correlation().convert("2701", "H0", "H6").relation == "1:1"
    assert correlation().convert("27", "H6", "H6").codes == ("27",)


def test_a_heading_that_lost_goods_says_where_they_went() -> None:
    # H6 opened 8806 for drones, which were in 8802 before
    found = correlation().convert("8802", "H5", "H6")
    assert {"8802", "8806"} <= set(found.codes)
    assert found.relation in ("1:n", "n:n")


def test_what_no_table_holds_stays_unknown() -> None:
    found = correlation().convert("999999", "H6", "H0")
    assert (found.codes, found.relation) == ((), "unknown")
    assert "nothing is known" in found.lost


def test_an_edition_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownValue):
        correlation().convert("2701", "H7", "H0")


def test_relations_by_hand() -> None:
    tables = Correlation(
        [
            Step("H1", "000001", "000001"),
            Step("H1", "000002", "000003"),
            Step("H1", "000004", "000003"),
            Step("H1", "000004", "000005"),
        ]
    )
    assert tables.convert("000001", "H1", "H0").relation == "1:1"
    assert tables.convert("000002", "H1", "H0") == ("000002", "H1", "H0", ("000003",), "n:1", ("000004",))
    assert tables.convert("000004", "H1", "H0").relation == "n:n"
    assert tables.convert("000005", "H0", "H1").relation == "n:1"
    assert tables.convert("000003", "H0", "H1").codes == ("000002", "000004")


def test_the_shipped_table_is_the_published_one(test_data) -> None:
    import csv
    import gzip

    from yalu.trade.editions import parse_correlation

    with gzip.open(test_data("trade/hs/correlation_tables.csv.gz"), "rt") as file:
        published = {
            (row["cl_from"], row["code_from"], row["code_to"])
            for row in csv.DictReader(file)
            if row["cl_from"] in ("H1", "H2", "H3", "H4", "H5", "H6")
            and not row["code_from"].startswith("99")
        }
    from importlib.resources import files

    text = files("yalu.trade").joinpath("data", "hs_conversions.txt").read_text(encoding="utf-8")
    assert {tuple(step) for step in parse_correlation(text)} == published
