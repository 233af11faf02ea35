"""Lists as FollowTheMoney JSON lines."""

from __future__ import annotations

import importlib.util
import json
import re

import pytest

from yalu.lists.ftm_export import to_json_lines
from yalu.lists.recognise import NamedBytes, load
from yalu.lists.sources import ftm

ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")


def exported(sample, *names):
    (loaded,) = load([NamedBytes(name, sample(name)) for name in names])
    return [json.loads(line) for line in to_json_lines(loaded.parsed.subjects, loaded.snapshot)]


@pytest.fixture(scope="module")
def lines(sample):
    return {one["id"]: one for one in exported(sample, "sdn.csv", "alt.csv", "add.csv")}


def test_a_person(lines):
    person = lines["ofac-sdn-csv-9001"]
    assert (person["schema"], person["caption"], person["target"]) == ("Person", "Mil To ORANG", True)
    said = person["properties"]
    assert said["name"] == ["Mil To ORANG"]
    assert (said["lastName"], said["firstName"]) == (["ORANG"], ["Mil To"])
    assert said["alias"] == ["Milto ORANG"]
    assert said["previousName"] == ["Orang MIL"]
    assert said["weakAlias"] == ["THE LANTERN"]
    assert said["birthDate"] == ["1951-02-03", "1952"]
    assert said["nationality"] == ["kp"]
    assert said["gender"] == ["male"]
    assert said["passportNumber"] == ["999000111", "999000222"]
    assert said["topics"] == ["sanction"]


def test_an_organisation_and_a_ship_with_their_own_kinds_of_number(lines):
    company, ship = lines["ofac-sdn-csv-9002"]["properties"], lines["ofac-sdn-csv-9003"]["properties"]
    assert company["swiftBic"] == ["FTBDKPPY"]
    assert company["leiCode"] == ["2138004OMEVX71IU7E09"]
    assert ship["imoNumber"] == ["9074729"]
    assert ship["mmsi"] == ["445000001"]
    assert (ship["flag"], ship["pastFlags"]) == (["kp"], ["ki", "kh"])
    assert "address" not in ship


def test_the_listing_is_an_entity_of_its_own(sample):
    lines = {one["id"]: one for one in exported(sample, "un.xml")}
    sanction = lines["un-KPi.901-sanction"]
    assert sanction["properties"]["entity"] == ["un-KPi.901"]
    assert sanction["properties"]["listingDate"] == ["2029-05-06"]
    assert sanction["properties"]["modifiedAt"] == ["2030-11-12"]
    assert sanction["properties"]["authorityId"] == ["KPi.901"]
    (passport,) = [one for one in lines.values() if one["schema"] == "Passport"]
    assert passport["properties"]["country"] == ["kp"]
    assert passport["properties"]["holder"] == ["un-KPi.901"]


def test_numbers_that_fail_their_check_are_left_out(sample):
    data = sample("sdn.csv").replace(b"IMO 9074729", b"IMO 9074728")
    (loaded,) = load([NamedBytes("sdn.csv", data)])
    ship = json.loads(list(to_json_lines(loaded.parsed.subjects, loaded.snapshot))[-6])
    assert "imoNumber" not in ship["properties"]


@pytest.mark.parametrize(
    "name",
    ["un.xml", "eu_1_1.xml", "uk.xml", "csl.csv", "un_1718.csv", "entities.ftm.json", "eu_journal.csv"],
)
def test_ids_are_unique_and_of_the_signs_the_model_allows(sample, name):
    ids = [one["id"] for one in exported(sample, name)]
    assert len(set(ids)) == len(ids)
    assert all(ID.fullmatch(id_) for id_ in ids)


def test_ids_in_another_script_stay_apart(sample):
    data = sample("entities.ftm.json").replace(b'"p1"', '"김"'.encode()).replace(b'"c1"', '"박"'.encode())
    (loaded,) = load([NamedBytes("x", data)])
    ids = [json.loads(line)["id"] for line in to_json_lines(loaded.parsed.subjects, loaded.snapshot)]
    assert len(set(ids)) == len(ids)


def test_what_is_exported_is_read_back(sample, read):
    (loaded,) = load([NamedBytes("un.xml", sample("un.xml"))])
    back = ftm.LINES.parse({"list": b"".join(to_json_lines(loaded.parsed.subjects, loaded.snapshot))})
    person, company = back.subjects
    assert person.caption == "ORANG MIL-TO"
    assert {name.text for name in person.names} == {name.text for name in loaded.parsed.subjects[0].names}
    assert [born.since for born in person.births] == [born.since for born in loaded.parsed.subjects[0].births]
    assert person.listed_on == loaded.parsed.subjects[0].listed_on
    assert [(one.type, one.value) for one in company.identifiers] == [
        ("imo_company", "5342883"),
        ("bic", "FTBDKPPY"),
    ]


@pytest.mark.skipif(not importlib.util.find_spec("followthemoney"), reason="followthemoney: not installed")
@pytest.mark.parametrize("name", ["un.xml", "sdn.csv", "eu_1_1.xml", "uk.xml", "csl.csv", "un_1718.csv"])
def test_the_model_itself_takes_every_property(sample, name):
    from followthemoney import EntityProxy, model  # dev only: the model is not needed to write it

    for one in exported(sample, name):
        schema = model.get(one["schema"])
        assert not [property_ for property_ in one["properties"] if schema.get(property_) is None]
        proxy = EntityProxy.from_dict(one, cleaned=False)
        assert {property_ for property_ in one["properties"] if not proxy.get(property_)} <= {
            "phone",
            "email",
            "website",
        }
