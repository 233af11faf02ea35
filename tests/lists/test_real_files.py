"""The publishers' own files: every one is read with the counts that were taken from it by other means, or refused.

The counts stand beside the files, in the README of each folder.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from yalu.lists.clusters import clusters
from yalu.lists.diff import as_of, diff
from yalu.lists.errors import BadList
from yalu.lists.read import read_bytes
from yalu.lists.recognise import NamedBytes, load


@pytest.fixture(scope="module")
def real(test_data):
    kept = {}

    def loaded(folder, *names):
        if (folder, names) not in kept:
            files = [NamedBytes(name, read_bytes(test_data(f"lists/{folder}/{name}"))) for name in names]
            (kept[folder, names],) = load(files)
        return kept[folder, names]

    return loaded


UN = "consolidated.xml.gz"
UN_COUNTS = [
    ("2016-02-11_partial", "2016-02-11", 130, 109, 173, 197, 0, "2012-12-20"),
    ("2018-06-07", "2018-06-07", 693, 405, 2042, 586, 170, "2018-06-07"),
    ("2018-08-24", "2018-08-24", 701, 397, 2081, 582, 170, "2018-08-23"),
    ("2020-06-29", "2020-06-29", 710, 305, 2100, 566, 170, "2020-05-21"),
    ("2020-11-30", "2020-11-30", 713, 305, 2112, 566, 170, "2020-10-08"),
    ("2025-04-19", "2025-04-19", 684, 193, 2126, 578, 214, "2024-11-08"),
    ("2025-08-02", "2025-08-02", 684, 195, 2122, 589, 214, "2025-07-08"),
    ("2026-02-27", "2026-02-27", 730, 273, 2139, 613, 214, "2026-02-24"),
]


@pytest.mark.parametrize(
    ("folder", "day", "persons", "entities", "of_persons", "of_entities", "dprk", "last"), UN_COUNTS
)
def test_un_lists(real, folder, day, persons, entities, of_persons, of_entities, dprk, last):
    snapshot, parsed, _ = real(f"un/{folder}", UN)
    assert snapshot.published == date.fromisoformat(day)
    assert snapshot.by_kind == {"person": persons, "organisation": entities}
    assert parsed.rows == {"individual_aliases": of_persons, "entity_aliases": of_entities}
    references = Counter(subject.id[:3] for subject in parsed.subjects)
    assert (references["KPi"], references["KPe"]) == ((80, 75) if dprk else (0, 0))
    assert max(subject.listed_on for subject in parsed.subjects) == date.fromisoformat(last)
    assert parsed.findings == ()


def test_the_un_list_that_was_saved_in_another_code_page_is_refused(real):
    with pytest.raises(BadList, match=r"consolidated.xml.gz: the XML is not well-formed .*line 53"):
        real("un/2025-08-16_malformed", UN)


def test_iran_returned_to_the_un_list_between_august_2025_and_february_2026(real):
    before, after = (real(f"un/{day}", UN).parsed.subjects for day in ("2025-08-02", "2026-02-27"))
    found = diff(before, after)
    added = Counter(one.id[:3] for one in found.added)
    assert (added["IRi"], added["IRe"]) == (43, 78)
    assert not [one for one in before if one.id.startswith("IR")]
    assert Counter(one.id[:2] for one in found.removed) == {"QD": 2, "IQ": 1}


def test_what_changed_of_the_dprk_entries_since_2018(real):
    """No entry came or went; 71 differ in content (blanks apart), and 74 of those of 2026 carry a day of amendment."""
    before, after = (
        [one for one in real(f"un/{day}", UN).parsed.subjects if one.id.startswith("KP")]
        for day in ("2018-06-07", "2026-02-27")
    )
    found = diff(before, after)
    assert (len(found.added), len(found.removed), len(found.amended)) == (0, 0, 71)
    assert sum(bool(one.amended_on) for one in after) == 74
    fields = Counter(field for one in found.amended for field in one.fields)
    assert (fields["names"], fields["identifiers"], fields["births"]) == (25, 24, 11)


LISTED = {
    "2009-04-24": 3, "2009-07-16": 10, "2012-05-02": 3, "2013-01-22": 10, "2013-03-07": 5, "2014-07-28": 1, "2016-03-02": 28,
    "2016-11-30": 21, "2017-06-02": 18, "2017-08-05": 13, "2017-09-11": 4, "2017-12-22": 17, "2018-03-30": 22,
}  # fmt: skip


def test_days_of_listing_rebuild_the_dprk_list_of_any_day(real):
    subjects = [one for one in real("un/2026-02-27", UN).parsed.subjects if one.id.startswith("KP")]
    expected = 0
    assert as_of(subjects, date(2009, 4, 23)) == ()
    for day, listed in LISTED.items():
        expected += listed
        assert len(as_of(subjects, date.fromisoformat(day))) == expected


SDN = ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv.gz")
SDN_COUNTS = [
    ("2019-01-15", SDN, 7379, (3845, 2994, 323, 217), (9682, 11696, 3), 388, 475, 101),
    ("2021-12-09_sdn_only", SDN[:1], 9121, (4704, 3717, 420, 280), (0, 0, 0), 414, 502, 106),
    ("2021-12-10_sdn_only", SDN[:1], 9146, (4719, 3727, 420, 280), (0, 0, 0), 423, 511, 106),
    ("2022-05-27_sdn_only", SDN[:1], 10177, (5252, 4140, 502, 283), (0, 0, 0), 429, 533, 106),
    ("2023-12-28", SDN, 13821, (6646, 6033, 764, 378), (17091, 18990, 13), 479, 586, 106),
]


def dprk(subjects):
    return [one for one in subjects if any(name.startswith("DPRK") for name in one.programmes)]


@pytest.mark.parametrize(
    ("folder", "files", "rows", "kinds", "beside", "programme", "wider", "vessels"), SDN_COUNTS
)
def test_ofac_sdn_lists(real, folder, files, rows, kinds, beside, programme, wider, vessels):
    snapshot, parsed, _ = real(f"ofac_sdn/{folder}", *files)
    assert snapshot.by_kind == dict(zip(("person", "organisation", "vessel", "aircraft"), kinds, strict=True))
    assert parsed.rows == dict(
        zip(("subjects", "alternate_names", "addresses", "comments"), (rows, *beside), strict=True)
    )
    found = dprk(parsed.subjects)
    assert len(found) == programme
    assert (
        len(
            {one.id for one in found}
            | {one.id for one in parsed.subjects if "North Korea Sanctions" in one.remarks}
        )
        == wider
    )
    assert sum(one.kind == "vessel" for one in found) == vessels


def test_ships_and_people_of_the_sdn_list_keep_what_their_remarks_say(real):
    subjects = {one.id: one for one in real("ofac_sdn/2023-12-28", *SDN).parsed.subjects}
    assert (
        sum(
            number.type == "imo" and number.valid is True
            for one in subjects.values()
            for number in one.identifiers
        )
        == 759
    )
    assert not [
        one
        for one in subjects.values()
        if "DOB" in one.remarks and not one.births and "DOB 19" in one.remarks
    ]
    assert {number.type for number in subjects["18954"].identifiers} == {"email", "imo_company"}
    assert [(link.name, link.id) for link in subjects["25689"].links] == [("WT MARINE PTE LTD", "25688")]


def test_alternate_names_without_their_sdn_list_are_refused_with_their_count(real):
    with pytest.raises(BadList, match="19,486 alternate names and 22,641 addresses"):
        real("ofac_sdn/2025-02-27_no_sdn", *SDN[1:])


def test_the_dprk_rows_of_three_years_of_sdn_lists(real):
    assert real("ofac_sdn/dprk_history_2021-08_2024-05", "dprk_rows.csv.gz").snapshot.subjects == 595


CONS = ("cons_prim.csv.gz", "cons_alt.csv.gz", "cons_add.csv.gz", "cons_comments.csv.gz")


@pytest.mark.parametrize(
    ("folder", "files", "counts"),
    [
        ("2018-04-06", CONS[:3], (639, 1209, 857, 0)),
        ("2025-12-19", CONS, (442, 1073, 574, 10)),
        ("2018-04-06", ("cons_prim.del.gz",), (639, 0, 0, 0)),
        ("2018-04-06", ("cons_prim.pip.gz",), (639, 0, 0, 0)),
    ],
)
def test_ofac_consolidated_lists(real, folder, files, counts):
    snapshot, parsed, _ = real(f"ofac_consolidated/{folder}", *files)
    assert tuple(parsed.rows.values()) == counts
    assert snapshot.source == "ofac_consolidated_csv"


def test_ofac_xml(real):
    snapshot, parsed, _ = real("ofac_consolidated/2018-04-06", "consolidated.xml.gz")
    assert (snapshot.published, snapshot.subjects) == (date(2018, 4, 6), 639)
    assert parsed.rows == {"akas": 1255, "weak_akas": 46}


def test_ofac_xml_and_csv_of_one_day_agree(real):
    xml = {one.id: one for one in real("ofac_consolidated/2018-04-06", "consolidated.xml.gz").parsed.subjects}
    table = {one.id: one for one in real("ofac_consolidated/2018-04-06", *CONS[:3]).parsed.subjects}
    assert xml.keys() == table.keys()
    for id_, one in xml.items():
        assert one.kind == table[id_].kind
        assert {born.since for born in one.births} == {born.since for born in table[id_].births}
        assert {n.value for n in one.identifiers if n.type in {"imo", "mmsi", "passport"}} == {
            n.value for n in table[id_].identifiers if n.type in {"imo", "mmsi", "passport"}
        }


def test_ofac_enhanced_xml(real):
    snapshot, _, _ = real("ofac_consolidated/2025-01-10_enhanced", "CONS_ENHANCED.XML.gz")
    assert (snapshot.published, snapshot.subjects) == (date(2025, 1, 10), 443)


@pytest.mark.parametrize(
    ("folder", "file", "day", "subjects", "persons", "rows"),
    [
        ("2016-02-11_partial", "global.xml.gz", date(2016, 2, 11), 595, None, {"names": 2993}),
        (
            "2018-07-04_partial",
            "EUSanctionsShort.csv.gz",
            date(2018, 7, 4),
            93,
            None,
            {"rows": 999, "names": 799},
        ),
        ("2026-05-01_rebuilt", "entities.jsonl.gz", None, 5860, 4341, {"names": 29826}),
        ("2026-05-01_rebuilt", "entities_prk.jsonl.gz", None, 255, 159, {"names": 866}),
        ("sample_1_1", "eu.xml", date(2025, 6, 11), 3, 2, {"names": 8}),
    ],
)
def test_eu_lists(real, folder, file, day, subjects, persons, rows):
    snapshot, parsed, _ = real(f"eu_fsf/{folder}", file)
    assert (snapshot.published, snapshot.subjects) == (day, subjects)
    assert parsed.rows == rows
    assert persons is None or snapshot.by_kind["person"] == persons


def test_dprk_entries_of_the_eu(real):
    found = [
        one
        for one in real("eu_fsf/2026-05-01_rebuilt", "entities.jsonl.gz").parsed.subjects
        if "PRK" in one.programmes
    ]
    assert len(found) == 255
    assert sum(any(name.script == "Hang" for name in one.names) for one in found) == 77
    assert sum(bool(one.references) for one in found) == 18
    assert max(max(one.amended_on) for one in found) == date(2024, 12, 16)


def test_annexes_of_regulation_2017_1509(real):
    snapshot, parsed, _ = real("eu_journal/2026-08-14", "32017R1509.csv")
    assert parsed.rows == {"rows": 326}
    assert snapshot.by_kind == {"person": 157, "organisation": 94, "vessel": 75}
    assert parsed.findings == ()


UK = ("subjects.csv.gz", "subject_names.csv.gz", "subject_dobs.csv.gz", "subject_identifiers.csv.gz")


def test_the_uk_list_as_tables(real):
    snapshot, parsed, _ = real("uk_fcdo/2026-05_normalised", *UK)
    assert parsed.rows == {"subjects": 6046, "names": 15050, "dobs": 3538, "identifiers": 22787}
    found = [one for one in parsed.subjects if one.id.startswith("DPR")]
    assert Counter(one.kind for one in found) == {"person": 138, "organisation": 86, "vessel": 37}
    assert sum(len(one.names) for one in found) == 685
    assert sum(bool(one.references) for one in found) == 155
    assert snapshot.subjects == 6046


def test_the_uk_consolidated_list_of_2018(real):
    snapshot, parsed, _ = real("uk_ofsi/2018-04-13", "sanctionsconlist.csv.gz")
    assert (snapshot.published, snapshot.subjects) == (date(2018, 4, 13), 2106)
    assert parsed.rows == {"rows": 9487}
    assert sum("North Korea" in one.programmes[0] for one in parsed.subjects) == 242


def test_the_us_consolidated_screening_list(real):
    snapshot, parsed, _ = real("us_csl/2022-04", "consolidated.csv.gz")
    assert parsed.rows == {"rows": 14160}
    sdn = "Specially Designated Nationals (SDN) - Treasury Department"
    assert sum(sdn in one.measures for one in parsed.subjects) == 10026
    assert snapshot.by_kind["vessel"] == 433
    assert (len(dprk(parsed.subjects)), sum(one.kind == "vessel" for one in dprk(parsed.subjects))) == (
        428,
        106,
    )


def test_followthemoney_samples(real):
    _, parsed, _ = real("opensanctions_ftm/2024-03-09_sample", "entities.ftm.json.gz")
    assert parsed.rows["entities"] == 281
    assert real("opensanctions_ftm/2024-03-09_sample", "targets.simple.csv.gz").parsed.rows == {"rows": 20}


def test_designated_vessels(real):
    table, page = (
        real("un_1718_vessels/2020-06-04", name)
        for name in ("vessels.csv", "1718_designated_vessels_list_final.html.gz")
    )
    assert (table.snapshot.subjects, table.parsed.rows) == (59, {"rows": 60})
    assert (
        sum(any(n.type == "imo" and n.valid for n in one.identifiers) for one in table.parsed.subjects) == 58
    )
    assert page.snapshot.published == date(2020, 6, 4)


def test_the_committees_page_and_the_table_made_from_its_pdf_say_the_same(real):
    def said(subjects):
        return {
            one.id: (
                one.listed_on, one.amended_on, set(one.measures), set(one.legal_basis), {name.text for name in one.names},
                {(n.type, n.value) for n in one.identifiers}, one.vessel.type,
            )
            for one in subjects
        }  # fmt: skip

    table, page = (
        real("un_1718_vessels/2020-06-04", name)
        for name in ("vessels.csv", "1718_designated_vessels_list_final.html.gz")
    )
    assert said(table.parsed.subjects) == said(page.parsed.subjects)


@pytest.fixture(scope="module")
def lists(real):
    return {
        "un": real("un/2026-02-27", UN).parsed.subjects,
        "uk": real("uk_fcdo/2026-05_normalised", *UK).parsed.subjects,
        "ofac": real("ofac_sdn/2023-12-28", *SDN).parsed.subjects,
        "eu": real("eu_journal/2026-08-14", "32017R1509.csv").parsed.subjects,
        "vessels": real("un_1718_vessels/2020-06-04", "vessels.csv").parsed.subjects,
    }


def between(found, first, second):
    return {
        (one.id, other.id)
        for cluster in found
        for one in cluster.members
        for other in cluster.members
        if (one.list, other.list) == (first, second)
    }


def of_dprk(pairs):
    return {pair for pair in pairs if pair[0].startswith("KP") or pair[1].startswith("DPR")}


@pytest.fixture(scope="module")
def gold(test_data):
    with test_data("lists/crosslist_dprk/un_uk.csv").open(encoding="utf-8") as file:
        return {(row["un_reference"], row["uk_unique_id"]) for row in csv.DictReader(file)}


def test_the_pairs_of_the_un_and_the_uk_come_out_all_and_no_others(lists, gold):
    found = clusters({"un": lists["un"], "uk": lists["uk"]})
    assert len(gold) == 155
    assert of_dprk(between(found, "un", "uk")) == gold


def test_without_the_references_two_thirds_of_the_pairs_come_out_and_still_no_others(lists, gold):
    """The table of births made from the UK's list by others contradicts the UN's in all of the 72 pairs that have both."""
    found = clusters(
        {"un": lists["un"], "uk": lists["uk"]},
        ("imo", "imo_company", "passport", "bic", "birth_date_and_name", "name"),
    )
    pairs = of_dprk(between(found, "un", "uk"))
    assert pairs <= gold
    assert len(pairs) >= 105


def test_vessels_meet_by_their_imo_numbers(lists, test_data):
    with test_data("lists/crosslist_dprk/vessels_by_imo.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = clusters(lists)
    uk = {(f"IMO {row['imo']}", row["uk_unique_id"]) for row in rows if row["uk_unique_id"]}
    ofac = {(f"IMO {row['imo']}", row["ofac_ent_num"]) for row in rows if row["ofac_ent_num"]}
    assert between(found, "vessels", "uk") == uk
    # OFAC prints the number of RYONG GUN BONG without "IMO" before it, which the gold pairs passed over
    assert between(found, "vessels", "ofac") == ofac | {("IMO 8606173", "17104")}
    assert {one for one, _ in between(found, "vessels", "eu")} == {
        f"IMO {row['imo']}" for row in rows if row["imo"] and row["eu_annexes"]
    }


def test_no_two_dprk_entries_of_the_un_are_taken_for_one(lists):
    for cluster in clusters(lists):
        assert sum(member.list == "un" and member.id.startswith("KP") for member in cluster.members) <= 1
