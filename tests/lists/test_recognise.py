"""Which list a file is, and what is said of files that are none."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from yalu.lists.errors import BadList
from yalu.lists.recognise import NamedBytes, load, recognise, source_by_name, summary
from yalu.lists.sources import SOURCES

KNOWN = {
    "un.xml": ("un", "list"),
    "un_1718.html": ("un_1718_vessels_html", "list"),
    "un_1718.csv": ("un_1718_vessels", "list"),
    "sdn.csv": ("ofac_sdn_csv", "prim"),
    "alt.csv": ("ofac_sdn_csv", "alt"),
    "add.csv": ("ofac_sdn_csv", "add"),
    "sdn_comments.csv": ("ofac_sdn_csv", "comments"),
    "sdn.xml": ("ofac_sdn_xml", "list"),
    "enhanced.xml": ("ofac_sdn_enhanced", "list"),
    "eu_1_1.xml": ("eu_fsf", "list"),
    "eu_old.xml": ("eu_fsf_old", "list"),
    "eu.csv": ("eu_fsf_csv", "list"),
    "eu.jsonl": ("eu_fsf_jsonl", "list"),
    "eu_journal.csv": ("eu_journal", "list"),
    "uk.xml": ("uk_list", "list"),
    "uk.csv": ("uk_list_csv", "list"),
    "uk_subjects.csv": ("uk_list_tables", "subjects"),
    "uk_names.csv": ("uk_list_tables", "names"),
    "uk_dobs.csv": ("uk_list_tables", "dobs"),
    "uk_identifiers.csv": ("uk_list_tables", "identifiers"),
    "conlist.csv": ("uk_conlist", "list"),
    "csl.csv": ("us_csl", "list"),
    "entities.ftm.json": ("ftm", "list"),
    "targets.simple.csv": ("ftm_table", "list"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_is_recognised_from_its_first_bytes(sample, name):
    for start in (b"", b"\xef\xbb\xbf"):
        source, role = recognise(start + sample(name)[:4096], name)
        assert (source.name, role) == KNOWN[name]


def test_every_source_has_a_sample():
    assert {source.name for source in SOURCES} == {name for name, _ in KNOWN.values()} | {
        "ofac_consolidated_csv",
        "ofac_consolidated_xml",
        "ofac_consolidated_enhanced",
    }


def test_the_consolidated_list_is_told_from_the_sdn_list_by_its_file_name(sample):
    source, role = recognise(sample("sdn.csv"), "cons_prim.csv")
    assert (source.name, role) == ("ofac_consolidated_csv", "prim")
    assert recognise(sample("sdn.xml"), "consolidated.xml")[0].name == "ofac_consolidated_xml"


def test_the_folder_of_a_file_says_nothing_of_its_list(sample):
    (loaded,) = load([NamedBytes("/home/consuela/sdn.csv", sample("sdn.csv"))])
    assert (loaded.snapshot.source, loaded.snapshot.files) == ("ofac_sdn_csv", ("sdn.csv",))


def test_enhanced_xml_says_itself_which_list_it_is(sample):
    filters = b"<filters><sanctionsLists><sanctionsList>Consolidated List</sanctionsList></sanctionsLists></filters>"
    data = sample("enhanced.xml").replace(b"</publicationInfo>", filters + b"</publicationInfo>")
    assert recognise(data[:4096], "x")[0].name == "ofac_consolidated_enhanced"


def test_the_layouts_of_one_list_share_a_family():
    families = {}
    for source in SOURCES:
        families.setdefault(source.family, []).append(source.name)
    assert families["ofac_sdn"] == ["ofac_sdn_csv", "ofac_sdn_xml", "ofac_sdn_enhanced"]
    assert families["ofac_consolidated"] == [
        "ofac_consolidated_csv",
        "ofac_consolidated_xml",
        "ofac_consolidated_enhanced",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"\x1a\r\n", "the file is empty"),
        (b"<!DOCTYPE html><html><title>503</title>", "web page, not a list; the download may have failed"),
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04xyz", "is a zip"),
        (b"name,age\nA,1\n", "of no list that is known here"),
        (b'1,"unclosed', "of no list that is known here"),
        (b'1,"' + b"x" * 200_000, "of no list that is known here"),
        (b"1," + b"x" * 4000, "of no list that is known here"),
        (b"1,2,3\n", "of no list that is known here"),
    ],
)
def test_a_stranger_is_refused_with_what_it_looks_like(data, why):
    with pytest.raises(BadList, match=f"^x.csv: .*{why}"):
        load([NamedBytes("x.csv", data)])


def test_files_of_one_list_are_read_together_and_of_two_apart(sample):
    files = [NamedBytes(name, sample(name)) for name in ("alt.csv", "un.xml", "sdn.csv")]
    assert [one.snapshot.source for one in load(files)] == ["ofac_sdn_csv", "un"]


def test_two_days_of_one_list_at_a_time_are_refused(sample):
    with pytest.raises(BadList, match=r'b\.xml: is "list" of un, and so is a\.xml'):
        load([NamedBytes("a.xml", sample("un.xml")), NamedBytes("b.xml", sample("un.xml"))])


def test_an_id_on_two_records_is_refused(sample):
    data = sample("un.xml").replace(b"KPe.902</REF", b"KPi.901</REF")
    with pytest.raises(BadList, match=r'un\.xml: the id "KPi.901" stands on two records'):
        load([NamedBytes("un.xml", data)])


def test_a_snapshot_says_what_was_read(sample):
    (loaded,) = load([NamedBytes("un.xml", sample("un.xml"))])
    snapshot = loaded.snapshot
    assert snapshot.sha256 == hashlib.sha256(sample("un.xml")).hexdigest()
    assert snapshot.bytes == len(sample("un.xml"))
    assert (snapshot.published, snapshot.published_from) == (date(2031, 3, 4), "file")
    assert snapshot.by_kind == {"person": 1, "organisation": 1}
    assert (snapshot.subjects, snapshot.names) == (2, 8)
    assert summary(loaded.snapshot, loaded.parsed)["rows"] == {"individual_aliases": 2, "entity_aliases": 2}


def test_the_hash_of_several_files_does_not_depend_on_their_order(sample):
    files = [NamedBytes(name, sample(name)) for name in ("sdn.csv", "alt.csv")]
    assert load(files)[0].snapshot.sha256 == load(files[::-1])[0].snapshot.sha256


def test_a_day_may_be_given_where_the_file_has_none(sample):
    (loaded,) = load([NamedBytes("sdn.csv", sample("sdn.csv"))], date(2031, 1, 1))
    assert (loaded.snapshot.published, loaded.snapshot.published_from) == (date(2031, 1, 1), "given")
    (loaded,) = load([NamedBytes("sdn.csv", sample("sdn.csv"))])
    assert (loaded.snapshot.published, loaded.snapshot.published_from) == (None, "absent")


def test_a_day_that_contradicts_the_file_is_refused(sample):
    with pytest.raises(BadList, match="says that it is of 2031-03-04, not of 2031-01-01"):
        load([NamedBytes("un.xml", sample("un.xml"))], date(2031, 1, 1))


def test_a_source_is_found_by_name():
    assert source_by_name("un").publisher == "United Nations Security Council"
    with pytest.raises(BadList, match='no list is called "unn"'):
        source_by_name("unn")


def test_names_of_sources_are_unique_and_each_is_described():
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    for source in SOURCES:
        assert source.address.startswith("https://")
        assert source.title
        assert source.licence
