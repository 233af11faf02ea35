"""Can any bytes make a reader of events fail in a way of its own making? Only its own error is allowed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yalu.events.series import parse_events
from yalu.events.sources.library_votes import parse_library_votes
from yalu.events.sources.member_votes import parse_member_votes, parse_vetoes
from yalu.events.sources.outcomes import parse_outcomes
from yalu.events.sources.tables import parse_impositions, parse_roll_calls, parse_visit_years
from yalu.terms.errors import BadFile, BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 26)
READERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "events": (
        lambda data: parse_events("f", data, today=TODAY),
        b"date,type,event\n2016-01-06,nuclear,a\n3/4/2016,missile,b\n",
    ),
    "events as JSON": (
        lambda data: parse_events("f", data, today=TODAY),
        b'{"timeBins":[{"data":[{"date":"2016-03-04","missile":"x","apogee":"1"}],"t":2016}]}',
    ),
    "outcomes": (
        lambda data: parse_outcomes("f", data, today=TODAY),
        b"date,outcome,document,yes,no,abstain,mode,vetoed_by,topic\n2001-01-01,adopted,S/RES/1,15,0,0,vote,,Cyprus\n",
    ),
    "votes": (
        lambda data: parse_library_votes("f", data, today=TODAY),
        (
            b"undl_id,ms_code,permanent_member,ms_vote,date,resolution,meeting,description,agenda,modality,total_yes,total_no,"
            b"total_abstentions\n1,CHN,True,Y,2017-12-22,S/RES/2397(2017),m,d,a,Vote,1.0,0,0\n"
        ),
    ),
    "vetoes": (
        lambda data: parse_vetoes("f", data, today=TODAY),
        b"date,draft,agenda_item,member_veto1,china,france,russia,ussr,usa,uk\n7/8/2022,S/1,Syria,Russia,0,0,1,0,0,0\n",
    ),
    "drafts": (
        lambda data: parse_member_votes("f", data, str),
        b"meeting,draft,year,submitted_by,in_favour,abstain,against\n1,S/1,2015,[],\"['France']\",[],\"['China']\"\n",
    ),
    "roll calls": (
        lambda data: parse_roll_calls("f", data, [("CN", "US")]),
        b"rcid,date,CN,US\n1,2001-01-01,1,3\n2,2001-01-02,,2\n",
    ),
    "visits": (
        lambda data: parse_visit_years("f", data),
        b"receiving_country,year,government_visits,military_visits,total_elite_visits\nX,2016,3,N/A,4\n",
    ),
    "sanctions": (
        lambda data: parse_impositions("f", data),
        b"caseid,sender,target,sancstartyear,endyear,finaloutcome\n1,USA,PRK,1950,3000,0\n",
    ),
}
BITS = [
    b",",
    b"\n",
    b"\r",
    b'"',
    b"\x00",
    b"-",
    b"1e400",
    b"nan",
    b"99999999999999999999",
    b"[",
    b"\xff",
    b"{",
]


@st.composite
def mutated(draw: st.DrawFn, sample: bytes) -> bytes:
    content = bytearray(sample)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        how = draw(st.sampled_from(("change", "cut", "insert", "repeat")))
        if how == "change" and at < len(content):
            content[at] = draw(st.integers(0, 255))
        elif how == "cut":
            del content[at : at + draw(st.integers(1, 20))]
        elif how == "insert":
            content[at:at] = draw(st.binary(max_size=8) | st.sampled_from(BITS))
        else:
            content[at:at] = content[max(0, at - draw(st.integers(1, 60))) : at]
    return bytes(content)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("events", b"date,type,event\n2016-01-06,nuclear,a\n2016-03-04\n"),
        ("outcomes", READERS["outcomes"][1].replace(b"2001-01-01", b"2001-01-0")),
        ("visits", READERS["visits"][1].replace(b"2016", b"1e2016")),
        ("sanctions", READERS["sanctions"][1].replace(b"1950", b"1e1950")),
        ("votes", READERS["votes"][1].replace(b"1.0", b"1e1000")),
    ],
)
def test_bytes_that_once_broke_a_reader_are_read_or_refused(kind: str, content: bytes) -> None:
    try:
        READERS[kind][0](content)
    except BadFile as error:
        assert str(error)  # noqa: PT017  its own error, with words


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_mutated_files_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    read, sample = READERS[kind]
    content = data.draw(mutated(sample))
    try:
        read(content)
    except (BadFile, BadInput) as error:
        assert str(error)  # noqa: PT017  its own error, with words
