"""Whom `yalu check --party` means: a reference, an entry of a list held, or a name."""

from __future__ import annotations

import json

import pytest

ACT = ("check", "--activity", "payment", "--on", "2026-11-01")
BORN = (
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1938</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
)
PERSON = (
    "<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>{name}</FIRST_NAME><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER>"
    f"<LISTED_ON>2009-07-16</LISTED_ON>{BORN}</INDIVIDUAL>"
)
SDN_PERSON = (
    "<sdnEntry><uid>{id}</uid><lastName>{family}</lastName><firstName>{given}</firstName><sdnType>Individual</sdnType>"
    "<dateOfBirthList><dateOfBirthItem><dateOfBirth>1938</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry>"
)
# references of persons whom the regime really lists, except for KPi.901 and QDi.901
UN = (
    ("KPi.002", "RI JE-SON"),
    ("KPi.024", "KIM YONG CHOL"),
    ("KPi.025", "KIM YONG CHOL"),
    ("KPi.026", "PAK HAEMARU"),
    ("KPi.901", "PAK HAEMARU"),
    ("QDi.901", "HAEMARU VENDEL"),
)
SDN = (("9101", "RI", "Je Son"), ("9102", "ORSKAT", "Quillo"), ("9103", "VENDEL", "Haemaru"))


@pytest.fixture
def check(yalu, tmp_path):
    """Asks of a party where two lists are held."""
    un = "".join(PERSON.format(n=n, id=id_, name=name) for n, (id_, name) in enumerate(UN))
    sdn = "".join(SDN_PERSON.format(id=id_, family=family, given=given) for id_, family, given in SDN)
    (tmp_path / "un.xml").write_text(
        f'<CONSOLIDATED_LIST dateGenerated="2026-10-01T00:00:00Z"><INDIVIDUALS>{un}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>'
    )
    (tmp_path / "sdn.xml").write_text(
        f"<sdnList><publshInformation><Publish_Date>10/02/2026</Publish_Date><Record_Count>{len(SDN)}</Record_Count>"
        f"</publshInformation>{sdn}</sdnList>"
    )
    added = yalu("lists", "add", tmp_path / "un.xml", tmp_path / "sdn.xml", "--force", "--data", tmp_path)
    assert added.status == 0, added.err
    return lambda party, *more: yalu(*ACT, "--party", party, "--data", tmp_path, *more)


def test_a_reference_is_asked_of_the_law_as_before(yalu, tmp_path):
    document = json.loads(yalu(*ACT, "--party", "KPi.002", "--data", tmp_path, "--json").out)
    assert (document["verdict"], document["question"]["party"]) == ("forbidden", "KPi.002")
    assert document["party"]["reason"] == ""
    ran = yalu(*ACT, "--party", "KPi.999", "--data", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "reference on this regime's list" in ran.err


def test_a_reference_needs_no_words_about_who_it_is(yalu, tmp_path):
    assert "taken for" not in yalu(*ACT, "--party", "KPi.002", "--data", tmp_path).out


def test_a_name_is_found_in_the_casebook_where_no_list_is_held(yalu, tmp_path):
    document = json.loads(yalu(*ACT, "--party", "Ri Je Son", "--data", tmp_path, "--json").out)
    assert (document["verdict"], document["question"]["party"]) == ("forbidden", "KPi.002")
    assert document["party"]["against"].endswith("(no list is loaded)")


def test_a_name_is_found_in_the_lists_held_and_those_it_fits_as_well_are_named(check):
    ran = check("리제선")
    assert ran.out.startswith('"리제선" is taken for KPi.002: ')
    assert "The name fits as well: ofac_sdn:9101. A name alone proves nothing." in ran.out
    assert "forbidden" in ran.out.lower()


def test_one_of_that_name_whom_the_law_does_not_know_is_named_beside(check):
    document = json.loads(check("Pak Haemaru", "--json").out)
    assert document["question"]["party"] == "KPi.026"
    assert document["party"]["others"] == ["un:KPi.901"]


def test_an_entry_of_another_list_is_followed_to_the_regimes(check):
    document = json.loads(check("ofac_sdn:9101", "--json").out)
    assert document["question"]["party"] == "KPi.002"
    assert document["party"]["against"] == "2 lists held"
    assert "birth date and name" in document["party"]["reason"]


@pytest.mark.parametrize(
    ("party", "says"),
    [
        ("Kim Yong Chol", "fits 2 listed parties; name one by its reference:\n  un:KPi.02"),
        ("ofac_sdn:9102", "is in no cluster"),
        ("ofac_sdn:9103", "is tied to no entry of this regime's list"),
        ("ofac_sdn:1", 'unknown entry "ofac_sdn:1"'),
        ("Quillo Orskat", "is on other lists and not on this regime's"),
        ("Haemaru Vendel", "is on other lists and not on this regime's"),
        ("Kim Ryong Chul", "is near a listed party and not the same"),
        ("Zzyzx Grobnik", 'unknown reference or name of a listed party "Zzyzx Grobnik"'),
        ("...", 'unknown reference or name of a listed party "..."'),
    ],
)
def test_who_cannot_be_told_is_refused_with_the_reason(check, party, says):
    ran = check(party)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
