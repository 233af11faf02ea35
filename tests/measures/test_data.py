"""The shipped regime against the fact table, the votes and the list of designations.

`rows.csv` holds the fact table of the regime: paragraph, first day, last day, last day of the window for old contracts or
closing down, day to notify by. Last days are inclusive, as the data writes them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest

from yalu.measures import read
from yalu.measures.model import RegimeTables
from yalu.measures.read import compile_regime, listed, read_regime, shipped_regimes, shipped_scenarios
from yalu.terms.cite import paragraph_of, resolution_of

ROWS = list(csv.DictReader(Path(__file__).with_name("rows.csv").read_text(encoding="utf-8").splitlines()))

# Rows whose records part from the row's letter, each with its reason.
SPLIT_PARAGRAPHS = {
    "R1874-12-highseas": {"12", "13"},  # 12 calls upon, 13 decides: two forces, two records
    "R1874-19-20-public-finance": {"19", "20"},  # 20 alone is superseded
    "R2094-12-13-banks": {"12", "13"},  # banks from there, and one's own banks there
    "R2270-34-own-banks": {"34", "35"},  # 35 alone has the window and is superseded by 2321 31
    "R2371-13-clearing": {"13", "14"},  # clearing, and who counts as a financial institution
    "R2375-7-highseas": {"7", "8"},  # 7 calls upon, 8 decides; 9 and 10 ask for reports only
}
LAST_DAYS = {
    # The day before what superseded the row took effect, where the table names the successor without a day.
    "R1718-8f-inspection": {"2009-06-11"},  # 1874 11
    "R1874-11-inspect": {"2013-03-06"},  # 2094 16
    "R1874-18-finance": {"2013-03-06"},  # 2094 11
    "R1874-19-20-public-finance": {"", "2013-03-06"},  # 20 by 2094 15; 19 goes on
    "R2094-15-public-support": {"2016-03-01"},  # 2270 36
    "R2094-22-catchall": {"2016-03-01"},  # 2270 27
    "R2270-34-own-banks": {"", "2016-11-29"},  # 35 by 2321 31; 34 goes on
    "R2270-36-public-support": {"2016-11-29"},  # 2321 32
    # Fishing rights were read into the seafood ban until 2397 6 said so; seafood goes on.
    "R2371-9-seafood": {"", "2017-12-21"},
    # What ended was the exception for small arms, not the ban.
    "R1874-10-arms-supply": {""},
}


# Paragraphs read in the resolutions that the fact table lacks.
BEYOND_THE_TABLE = {"R2094-18-aircraft", "R2321-8-exceptions", "R2321-15-entry"}


def records():
    tables = read_regime().tables
    return [
        record
        for kind in (tables.measures, tables.savings, tables.duties, tables.designations, tables.institutions)
        for record in kind
    ]


def of_row(row_id):
    return [one for one in records() if (one.row or one.id) == row_id]


def iso(day):
    return day.isoformat() if day else ""


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_row_of_the_fact_table_is_in_the_regime(row):
    found = of_row(row["id"])
    assert found, f"no record of row {row['id']}"
    assert {resolution_of(one.cite) for one in found} == {int(row["resolution"])}
    wanted = SPLIT_PARAGRAPHS.get(row["id"], {row["paragraph"]})
    assert {paragraph_of(one.cite) for one in found} == wanted
    assert {iso(getattr(one, "effective", one.adopted)) for one in found} == {row["effective"]}
    assert {iso(getattr(one, "last_day", None)) for one in found} == LAST_DAYS.get(
        row["id"], {row["last_day"]}
    )
    if row["window"]:
        windows = {iso(exemption.last_day) for one in found for exemption in one.unless}
        assert row["window"] in windows
    if row["notify_by"]:
        assert {iso(getattr(one, "due", None) or one.notify_by) for one in found} == {row["notify_by"]}


def test_the_fact_table_has_149_rows_and_what_stands_beside_it_was_read():
    assert len(ROWS) == 149
    assert {one.row or one.id for one in records()} == {row["id"] for row in ROWS} | BEYOND_THE_TABLE
    beyond = [one for one in records() if one.id in BEYOND_THE_TABLE]
    assert all(one.confidence == "text-read" and one.paragraph_seen for one in beyond)


def test_no_record_id_is_used_twice():
    assert [id_ for id_, count in Counter(one.id for one in records()).items() if count > 1] == []


def test_every_record_has_sources_and_a_confidence():
    for one in records():
        assert one.sources, one.id
        assert all(source.strip() for source in one.sources), one.id
        assert one.confidence in ("text-read", "verified-twice", "one-source", "from-memory"), one.id
        assert isinstance(one.paragraph_seen, bool), one.id


def test_every_reading_of_words_in_codes_has_its_source_and_confidence():
    items = [(one.id, item) for one in read_regime().tables.measures for item in one.goods]
    read_ones = [(id_, item) for id_, item in items if item.hs_reading]
    assert read_ones
    for id_, item in read_ones:
        assert item.reading_source, id_
        assert item.reading_confidence, id_


def test_only_2397_paragraphs_6_and_7_write_codes_themselves():
    # The fact sheet: "Only 2397 ¶6 and ¶7 write HS codes into the resolution. Everything else is described in words."
    wrote = {one.cite for one in read_regime().tables.measures if any(item.hs_text for item in one.goods)}
    assert wrote == {"2397 6", "2397 7"}


@pytest.mark.parametrize(
    ("cites", "codes"),
    [
        ("2397 6", {"12", "08", "07", "84", "85", "25", "44", "89"}),
        ("2397 7", {"84", "85", "86-89", "72-83"}),
    ],
)
def test_2397_names_its_chapters(cites, codes):
    found = set()
    for one in read_regime().tables.measures:
        if one.cite == cites:
            for item in one.goods:
                found |= set(item.hs_text)
    assert chapters(found) == chapters(codes)


def chapters(codes):
    found = set()
    for code in codes:
        first, _, last = code.partition("-")
        found |= {f"{chapter:02d}" for chapter in range(int(first[:2]), int((last or first)[:2]) + 1)}
    return found - {"77"}  # chapter 77 is empty


def caps_of(id_):
    measure = read_regime().measure(id_)
    return [exemption.cap for exemption in measure.unless if exemption.cap]


@pytest.mark.parametrize(
    ("id_", "limits", "both"),
    [
        ("R2321-26b-coal-2016", {"USD": 53_495_894, "t": 1_000_866}, True),
        ("R2321-26b-coal-cap", {"USD": 400_870_018, "t": 7_500_000}, True),
        ("R2375-14-refined-q4", {"bbl": 500_000}, None),
        ("R2375-14-refined", {"bbl": 2_000_000}, None),
        ("R2397-4-crude", {"bbl": 4_000_000, "t": 525_000}, False),
        ("R2397-5-refined", {"bbl": 500_000}, None),
    ],
)
def test_cap_is_the_figure_of_the_resolution(id_, limits, both):
    caps = caps_of(id_)
    assert caps
    for cap in caps:
        assert cap.limits == limits
        assert cap.pool
        assert both is None or cap.both is both


def test_refined_petroleum_stops_at_95_percent_of_the_cap():
    assert [cap.stop_at for cap in caps_of("R2397-5-refined")] == [0.95]


def test_thresholds_of_luxury_goods():
    # 2270 Annex V: snowmobiles over 2,000 USD; 2321 Annex IV: carpets over 500 USD, china over 100 USD.
    regime = read_regime()
    assert {item.over_usd for item in regime.measure("R2270-39-luxury").goods} - {None} == {2000}
    assert {item.over_usd for item in regime.measure("R2321-5-luxury").goods} - {None} == {500, 100}


@pytest.mark.parametrize(
    ("number", "adopted", "vote", "individuals", "entities"),
    [
        (2087, "2013-01-22", "15-0-0", 4, 6),
        (2094, "2013-03-07", "15-0-0", 3, 2),
        (2270, "2016-03-02", "15-0-0", 16, 12),
        (2321, "2016-11-30", "15-0-0", 11, 10),
        (2356, "2017-06-02", "15-0-0", 14, 4),
        (2371, "2017-08-05", "15-0-0", 9, 4),
        (2375, "2017-09-11", "15-0-0", 1, 3),
        (2397, "2017-12-22", "15-0-0", 16, 1),
    ],
)
def test_resolution_adds_so_many_names(number, adopted, vote, individuals, entities):
    tables = read_regime().tables
    resolution = next(one for one in tables.resolutions if one.number == number)
    assert (iso(resolution.adopted), resolution.vote) == (adopted, vote)
    said = next(one for one in tables.designations if resolution_of(one.cite) == number)
    assert (said.individuals, said.entities) == (individuals, entities)
    kinds = Counter(one.kind for one in listed().subjects if iso(one.listed_on) == adopted)
    assert (kinds["individual"], kinds["entity"]) == (individuals, entities)


@pytest.mark.parametrize(
    ("number", "adopted", "vote"),
    [
        (825, "1993-05-11", "13-0-2"),
        (1540, "2004-04-28", "15-0-0"),
        (1695, "2006-07-15", "15-0-0"),
        (1718, "2006-10-14", "15-0-0"),
        (1874, "2009-06-12", "15-0-0"),
        (2664, "2022-12-09", "14-0-1"),
    ],
)
def test_resolution_and_its_vote(number, adopted, vote):
    resolution = next(one for one in read_regime().tables.resolutions if one.number == number)
    assert (iso(resolution.adopted), resolution.vote) == (adopted, vote)


@pytest.mark.parametrize(
    ("on", "individuals", "entities"),
    [
        ("2009-04-24", 0, 3),
        ("2009-07-16", 5, 8),
        ("2012-05-02", 5, 11),
        ("2014-07-28", 12, 20),  # with 2087 and 2094 in between
        ("2016-11-30", 39, 42),
        ("2018-03-30", 80, 75),
    ],
)
def test_running_total_of_the_list(on, individuals, entities):
    kinds = Counter(one.kind for one in listed().subjects if iso(one.listed_on) <= on)
    assert (kinds["individual"], kinds["entity"]) == (individuals, entities)


def test_the_list_holds_155_subjects_numbered_without_a_gap():
    refs = [one.ref for one in listed().subjects]
    assert sorted(refs) == sorted(
        [f"KPi.{n:03d}" for n in range(1, 81)] + [f"KPe.{n:03d}" for n in range(1, 76)]
    )


def test_59_vessels_stand_on_the_list():
    assert len({ship.imo or ship.name for ship in listed().vessels if ship.removed_on is None}) == 59


def test_31_vessels_of_annex_iii_of_which_four_left_on_21_march_2016():
    annex = [ship for ship in listed().vessels if iso(ship.designated_on) == "2016-03-02"]
    assert len(annex) == 31
    assert len([ship for ship in annex if iso(ship.removed_on) == "2016-03-21"]) == 4


def test_27_vessels_were_named_on_30_march_2018():
    # 13 freeze and port ban, 12 de-flag and port ban, 2 freeze; one of the 12 had been kept out of port since October 2017.
    day = date(2018, 3, 30)
    named = {ship.imo or ship.name for ship in listed().vessels if ship.designated_on == day}
    kinds = Counter(
        frozenset(
            kind
            for ship in listed().vessels
            if (ship.imo or ship.name) == one and ship.designated_on <= day and ship.removed_on is None
            for kind in ship.kinds
        )
        for one in named
    )
    assert kinds == {
        frozenset({"asset_freeze", "port_ban"}): 13,
        frozenset({"deflag", "port_ban"}): 12,
        frozenset({"asset_freeze"}): 2,
    }


def test_every_imo_number_has_its_check_digit():
    # The last digit is the last of the sum of the first six, weighted 7 to 2.
    without = [ship.name for ship in listed().vessels if not ship.imo]
    assert without == ["MIN NING DE YOU 078"]  # a ship that has no IMO number
    for ship in listed().vessels:
        if ship.imo:
            weighted = sum(
                int(digit) * weight for digit, weight in zip(ship.imo, (7, 6, 5, 4, 3, 2), strict=False)
            )
            assert weighted % 10 == int(ship.imo[6]), ship


@pytest.mark.parametrize(
    ("imo", "name"),
    [
        ("9191773", "BILLIONS NO. 18"),
        ("9114555", "UL JI BONG 6"),
        ("9020534", "RUNG RA 2"),
        ("7389704", "RYE SONG GANG 1"),
    ],
)
def test_four_ships_were_listed_on_28_december_2017(imo, name):
    ships = listed().ships(imo, date(2017, 12, 28))
    assert [ship.name.upper() for ship in ships] == [name]
    assert listed().ships(imo, date(2017, 12, 27)) == ()


def test_every_listing_has_source_and_legal_basis():
    for one in (*listed().subjects, *listed().vessels):
        assert one.source, one.ref
        assert one.legal_basis, one.ref
        assert all(re.fullmatch(r"\d{4} \d+(\([a-z]+\))*", cite) for cite in one.legal_basis), one.ref


def test_a_listed_entity_is_not_under_a_travel_ban():
    for one in listed().subjects:
        assert ("travel_ban" in one.measures) == (one.kind == "individual"), one.ref


@pytest.mark.parametrize(("resolution", "days"), [(2270, 34), (2321, 11), (2371, 10), (2375, 11), (2397, 15)])
def test_first_chinese_act_came_so_many_days_after_the_resolution(resolution, days):
    tables = read_regime().tables
    adopted = next(one.adopted for one in tables.resolutions if one.number == resolution)
    acts = [act.in_force for act in tables.acts if act.state == "CHN" and act.resolution == resolution]
    assert (min(acts) - adopted).days == days


def test_every_national_act_has_a_source():
    assert all(act.source and act.confidence for act in read_regime().tables.acts)


def test_compiled_regime_equals_its_source():
    assert read_regime().tables == compile_regime()


def test_shipped_file_is_read_as_it_is_written():
    raw = (Path(read.__file__).with_name("data") / "un-dprk.json").read_bytes()
    tables = msgspec.json.decode(raw, type=RegimeTables)
    assert (tables.id, tables.target) == ("un-dprk", "PRK")
    assert len(tables.measures) == len(read_regime().tables.measures)


def test_what_ships_is_named():
    assert shipped_regimes() == ("un-dprk",)
    assert shipped_scenarios("un-dprk") == ("crude-2016", "draft-2022-431", "relief-for-steps")
    assert shipped_scenarios("no-such-regime") == ()


def test_a_vetoed_draft_is_no_part_of_the_regime():
    assert not [one for one in read_regime().tables.measures if one.id.startswith("D2022")]
    assert 9431 not in {one.number for one in read_regime().tables.resolutions}
