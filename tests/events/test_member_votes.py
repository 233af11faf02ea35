"""Tables of who voted how in the Security Council: drafts that failed, and vetoes."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.events.read import failed_drafts
from yalu.events.sources.member_votes import is_veto_table, parse_member_votes, parse_vetoes
from yalu.terms.errors import BadFile
from yalu.terms.read import gazetteer

DRAFTS = "meeting,draft,year,submitted_by,in_favour,abstain,against\n"
VETOES = "date,draft,meeting,agenda_item,topic,region,china,france,russia,ussr,usa,uk\n"


def code(name):
    return gazetteer().find(name).iso3


def drafts(rows):
    return parse_member_votes("d.csv", (DRAFTS + rows).encode(), code)


def vetoes(rows):
    return parse_vetoes("v.csv", (VETOES + rows).encode(), today=date(2020, 1, 1))


def test_members_are_told_by_code_and_a_state_that_is_gone_by_its_own():
    (found,) = drafts(
        "7,S/9,1980,['USSR'],\"['Yugoslavia', 'France']\",\"['China']\",\"['United States', 'Cote d' Ivoire']\"\n".replace(
            "'Cote d' Ivoire'", '""Cote d\' Ivoire""'
        )
    )
    assert (found.year, found.document, found.meeting) == (1980, "S/9", "7")
    assert (found.yes, found.abstain, found.no) == ("YUG;FRA", "CHN", "USA;CIV")


def test_every_problem_of_the_drafts_is_told():
    with pytest.raises(BadFile) as told:
        drafts(
            "1,S/1,1980,[],['Atlantis'],[],[]\n"
            "1,S/2,soon,[],[],[],[]\n"
            "1,S/3,1980,[],['France'],[],['France']\n"
            "1,S/4,1980,[],France,[],[]\n"
        )
    said = str(told.value)
    for words in ("Atlantis", '"soon" is no year', "FRA voted twice", '"France" is no list'):
        assert words in said


def test_the_seat_of_the_ussr_is_russias_and_a_veto_of_nobody_stays_unknown():
    found = vetoes(
        "1980-01-07,S/13729,m,Afghanistan,t,r,0,0,0,0,0,0\n"
        "1946-02-16,S/PV.23,m,Lebanon,t,r,0,0,0,1,0,0\n"
        "2012-02-04,S/2012/77,m,Syria,t,r,1,0,1,0,0,0\n"
    )
    assert [(str(one.on), one.vetoed_by, one.agenda) for one in found] == [
        ("1946-02-16", "RUS", "Lebanon"),
        ("1980-01-07", "", "Afghanistan"),
        ("2012-02-04", "CHN;RUS", "Syria"),
    ]
    assert is_veto_table(VETOES.encode())
    assert not is_veto_table(DRAFTS.encode())


def test_every_problem_of_the_vetoes_is_told():
    with pytest.raises(BadFile) as told:
        vetoes(
            "soon,S/1,m,a,t,r,0,0,1,0,0,0\n2010-01-01,S/2,m,a,t,r,0,0,x,0,0,0\n2021-01-01,S/3,m,a,t,r,0,0,1,0,0,0\n"
        )
    said = str(told.value)
    for words in ("line 2", '"x" is neither 0 nor 1', "later than today"):
        assert words in said
    with pytest.raises(BadFile, match="no column"):
        parse_vetoes("v.csv", b"date\n2010-01-01\n", today=date(2020, 1, 1))
    with pytest.raises(BadFile, match="no UTF-8"):
        parse_vetoes("v.csv", b"\xff", today=date(2020, 1, 1))


def test_the_published_tables_read_with_their_counts(test_data):
    path = test_data("events/unsc_outcomes/failed_drafts_by_country_1947_2019.csv")
    found = parse_member_votes(path.name, path.read_bytes(), code)
    assert len(found) == 48
    # The casebook's rows are those from 1993 on.
    ours = {(one.document, tuple(sorted(one.no.split(";")))) for one in failed_drafts()}
    theirs = {(one.document, tuple(sorted(one.no.split(";")))) for one in found if one.year >= 1990}
    assert ours == theirs
    path = test_data("events/unsc_vetoes/vetoes_1946_2019.csv")
    vetoed = parse_vetoes(path.name, path.read_bytes(), today=date(2020, 1, 1))
    assert len(vetoed) == 207
    assert sum(not one.vetoed_by for one in vetoed) == 17


def test_the_publishers_own_table_has_american_days_and_names_whom_its_marks_lack():
    data = (
        b"year,date,month,draft,agenda_item,member_veto1,member_veto2,China,France,Russia,USSR,USA,UK\n"
        b"1966,11/4/1966,11,S/7575/Rev.1,The Palestine question,USSR,,0,0,0,0,0,0\n"
        b"1956,10/30/1956,10,S/3710,The Palestine question,France,UK,0,1,0,0,0,1\n"
    )
    assert is_veto_table(data)
    found = parse_vetoes("v.csv", data, today=date(2020, 1, 1))
    assert [(str(one.on), one.vetoed_by) for one in found] == [
        ("1956-10-30", "FRA;GBR"),
        ("1966-11-04", "RUS"),
    ]
    with pytest.raises(BadFile, match='"germany" is no permanent member'):
        parse_vetoes("v.csv", data.replace(b"France,UK", b"Germany,UK"), today=date(2020, 1, 1))


def test_a_broken_table_and_a_month_for_a_day_are_told():
    with pytest.raises(BadFile, match="is no CSV"):
        vetoes('"' + "x" * 200_000 + '"\n')
    with pytest.raises(BadFile, match="is a month"):
        vetoes("2010-01,S/1,m,a,t,r,0,0,1,0,0,0\n")
