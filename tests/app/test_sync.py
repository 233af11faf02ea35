"""Downloads against a server on this machine that speaks UN Comtrade's protocol, honestly or not.

No test waits: the clock, the sleep and the dice are arguments.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from urllib.error import URLError

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.app.sync import (
    LimitReached,
    Progress,
    Refused,
    ask_for,
    planned,
    progress_line,
    summary,
    sync_comtrade,
)
from yalu.app.sync.answer import Records, records
from yalu.app.sync.clock import REAL, Clock
from yalu.app.sync.download import Answer, Limits, checked_base, fetch, plain_words
from yalu.app.sync.folders import put, taken, written
from yalu.app.sync.journal import CallCount, Journal
from yalu.app.sync.patience import Patience, replenished_in_s, retry_after_s
from yalu.app.sync.plan import WITH_KEY, WITHOUT_KEY, Terms, halves, parse_codes, parse_flows, plan
from yalu.app.sync.vintages import About, Vintages
from yalu.terms.errors import BadFile, BadInput, Problem, UnknownValue
from yalu.terms.read import hs_codes
from yalu.trade.read import read_statistics

_spec = importlib.util.spec_from_file_location(
    "comtrade_server", Path(__file__).with_name("comtrade_server.py")
)
web = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(web)

YEAR = 2026


class FakeClock:
    """A clock that moves only when somebody sleeps, and remembers how long."""

    def __init__(self):
        self.moment, self.ticks, self.slept = datetime(YEAR, 3, 1, 12, tzinfo=UTC), 0.0, []
        self.clock = Clock(lambda: self.moment, lambda: self.ticks, self.sleep, lambda: 0.0)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.ticks += seconds
        self.moment += timedelta(seconds=seconds)

    @property
    def waits(self):
        """The waits before another try, without the pause of a second between two calls."""
        return [seconds for seconds in self.slept if seconds != 1.0]


@pytest.fixture
def fake():
    return FakeClock()


@pytest.fixture
def server():
    with web.Comtrade() as running:
        yield running


@pytest.fixture
def brought(server, fake, tmp_path):
    """Runs a download of China's totals with the DPRK; keywords change the question or the run."""
    questions = {"reporter", "partner", "since", "last", "monthly", "codes", "flows", "edition"}

    def run(**more):
        asked = {"reporter": "CHN", "partner": "PRK", "since": 2012, "last": 2014, "year": YEAR}
        asked |= {name: more.pop(name) for name in questions & set(more)}
        settings = {"clock": fake.clock, "base": server.base} | more
        return sync_comtrade(ask_for(**asked), tmp_path, **settings)

    return run


def files(folder):
    """Every file below a folder with its bytes, but for locks and the count of calls."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name not in ("lock", "calls-today.json")
    }


def kept(folder):
    """The vintages and the pointer, without the journal."""
    return {name: data for name, data in files(folder).items() if "unfinished" not in name}


# A download that goes well


def test_totals_of_china_arrive_as_its_statistics_office_prints_them(brought):
    """China's exports to the DPRK in 2013 were 3.630 bn USD, its imports 2.927 bn (China Statistical Yearbook)."""
    flows = {(flow.since.year, flow.direction): flow for flow in read_statistics(brought().path).flows}
    assert flows[2013, "export"].value == 3.630e9
    assert flows[2013, "import"].value == 2.927e9
    assert (flows[2013, "export"].reporter, flows[2013, "export"].partner) == ("CHN", "PRK")
    assert len(flows) == 6


def test_every_call_pins_the_second_partner_the_transport_and_the_procedure_to_their_totals(brought, server):
    brought(codes="TOTAL,2701,AG2")
    for asked in server.asked:
        assert (asked["partner2Code"], asked["motCode"], asked["customsCode"]) == ("0", "0", "C00")
        assert (asked["reporterCode"], asked["partnerCode"]) == ("156", "408")


def test_without_a_key_the_preview_is_asked_one_period_a_call(brought, server):
    brought()
    assert set(server.paths) == {"/public/v1/preview/C/A/HS"}
    assert [asked["period"] for asked in server.asked] == ["2012", "2013", "2014"]
    assert {asked["maxRecords"] for asked in server.asked} == {"500"}


def test_with_a_key_many_periods_go_into_one_call(brought, server):
    got = brought(key=web.KEY)
    assert server.paths == ["/data/v1/get/C/A/HS"]
    assert server.asked[0]["period"] == "2012,2013,2014"
    assert server.asked[0]["maxRecords"] == "100000"
    assert got.calls_made == 1


def test_the_same_records_are_the_same_vintage_with_a_key_and_without(brought):
    first = brought(codes="TOTAL,AG2,2701")
    second = brought(codes="TOTAL,AG2,2701", key=web.KEY)
    assert first.new
    assert not second.new
    assert first.snapshot == second.snapshot


def test_the_order_in_which_records_come_does_not_matter(brought, server):
    first = brought()
    server.records = lambda asked: list(reversed(web.reported(asked)))
    assert not brought().new
    assert Path(first.path).exists()


def test_the_key_is_nowhere_on_the_disk(brought, tmp_path):
    brought(key=web.KEY)
    assert not any(web.KEY.encode() in data for data in files(tmp_path).values())
    assert not any(web.KEY in name for name in files(tmp_path))


def test_monthly_data_are_asked_by_the_month(brought, server):
    brought(monthly=True, since=2013, last=2013)
    assert set(server.paths) == {"/public/v1/preview/C/M/HS"}
    assert [asked["period"] for asked in server.asked] == [f"2013{month:02d}" for month in range(1, 13)]


def test_another_edition_and_other_flows_are_asked_for_and_kept_apart(brought, server):
    got = brought(edition="H0", flows="rx,X")
    assert set(server.paths) == {"/public/v1/preview/C/A/H0"}
    assert {asked["flowCode"] for asked in server.asked} == {"X,RX"}
    assert "CHN-PRK-A-2012-2014-TOTAL-XRX-H0" in got.path


def test_all_partners_are_asked_for_by_naming_none(brought, server):
    got = brought(partner="all", since=2013, last=2013)
    assert all("partnerCode" not in asked for asked in server.asked)
    assert got.snapshot.records == 6
    assert {flow.partner for flow in read_statistics(got.path).flows} == {"PRK", "KOR", "W00"}


def test_all_reporters_are_asked_for_by_naming_none(brought, server):
    brought(reporter="all", since=2013, last=2013)
    assert all("reporterCode" not in asked for asked in server.asked)


def test_a_vintage_says_where_it_comes_from(brought, server, fake):
    got = brought()
    about = msgspec.json.decode(Path(got.about).read_bytes(), type=About)
    assert about.snapshot.publisher == "United Nations Statistics Division"
    assert "re-dissemination" in about.snapshot.licence
    assert about.snapshot.sha256 == sha256(Path(got.path).read_bytes()).hexdigest()
    assert about.snapshot.size == Path(got.path).stat().st_size
    assert about.snapshot.fetched == date(2026, 3, 1)
    assert about.retrieved_since == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert about.asked["codes"] == ["TOTAL"]
    assert [call.records for call in about.calls] == [2, 2, 2]
    assert about.calls[0].url.startswith(
        f"{server.base}/public/v1/preview/C/A/HS?reporterCode=156&partnerCode=408"
    )


def test_progress_counts_calls(brought):
    heard = []
    brought(tell=heard.append)
    assert [(step.done, step.calls) for step in heard] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert heard[1].says == "2012 M,X TOTAL: 2 records"


def test_a_second_passes_between_two_calls(brought, fake):
    brought()
    assert fake.slept == [1.0, 1.0]


# Periods that are missing


def test_a_year_that_is_not_over_is_partial(brought):
    got = brought(since=2024, last=2026)
    assert [(stretch.year, stretch.months) for stretch in got.partial_years] == [(2026, ())]
    assert got.snapshot.partial == ("2026",)


def test_a_year_with_some_months_is_partial_and_says_which(brought, server):
    server.unreported = {f"2024{month:02d}" for month in range(9, 13)}
    got = brought(monthly=True, since=2023, last=2024)
    assert [(stretch.year, stretch.months) for stretch in got.partial_years] == [(2024, tuple(range(1, 9)))]
    assert got.no_record == ("202409", "202410", "202411", "202412")


def test_a_period_without_a_record_is_named_and_is_not_zero(brought, server):
    server.unreported = {"2013"}
    got = brought()
    assert got.no_record == ("2013",)
    assert got.partial_years == ()
    assert {flow.since.year for flow in read_statistics(got.path).flows} == {2012, 2014}


def test_a_period_that_the_vintage_before_had_is_named_as_lost(brought, server):
    server.unreported = {"2012"}
    brought()
    server.unreported = {"2012", "2014"}
    got = brought()
    assert got.new
    assert got.lost == ("2014",)


def test_no_record_at_all_is_refused(brought, server, tmp_path):
    server.unreported = {"2012", "2013", "2014"}
    with pytest.raises(Refused, match=r"no record of CHN-PRK-A-2012-2014-TOTAL.*No vintage was made"):
        brought()
    assert kept(tmp_path) == {}


# Vintages


def test_a_revision_makes_a_new_vintage_and_leaves_the_old(brought, server, tmp_path, fake):
    old = brought()
    before = {name: data for name, data in kept(tmp_path).items() if not name.endswith("latest.json")}
    server.records = lambda asked: [
        row | {"primaryValue": 1.0, "fobvalue": 1.0} for row in web.reported(asked)
    ]
    fake.sleep(86_400)
    new = brought()
    assert new.new
    assert kept(tmp_path).items() >= before.items()
    store = Vintages(Path(new.path).parent)
    assert store.latest().file == Path(new.path).name == new.snapshot.name
    assert [one.snapshot.name for one in store.held()] == [Path(old.path).name, Path(new.path).name]
    assert Path(new.path).name.startswith("2026-03-02-")


def test_the_same_data_again_only_move_the_day_they_were_last_seen(brought, tmp_path, fake):
    old = brought()
    before = {name: data for name, data in kept(tmp_path).items() if not name.endswith("latest.json")}
    fake.sleep(86_400)
    again = brought()
    after = {name: data for name, data in kept(tmp_path).items() if not name.endswith("latest.json")}
    assert not again.new
    assert again.snapshot == old.snapshot
    assert again.calls_made == 3
    assert after == before
    assert Vintages(Path(again.path).parent).latest().seen_at.date() == date(2026, 3, 2)


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_vintage_damaged_from_outside_is_made_whole_by_the_same_data(brought, damage):
    path = Path(brought().path)
    whole = path.read_bytes()
    damage(path)
    brought()
    assert path.read_bytes() == whole


@pytest.mark.parametrize("name", ["latest.json", "about"])
def test_a_damaged_record_is_named_and_nothing_is_changed(brought, tmp_path, name):
    got = brought()
    path = Path(got.about) if name == "about" else Path(got.path).with_name(name)
    path.write_bytes(b'{"file": ')
    before = kept(tmp_path)
    with pytest.raises(BadFile, match=rf"{path.name}.*cannot be read"):
        brought()
    assert kept(tmp_path) == before


# Faults that pass


TRANSIENT = {
    "429 with Retry-After": web.status(
        429, "Rate limit is exceeded. Try again in 3 seconds.", Retry_After="3"
    ),
    "429 that says when only in words": web.status(429, "Rate limit is exceeded. Try again in 3 seconds."),
    "500": web.status(500, "Internal server error"),
    "503 without a body": web.body(b"", code=503),
    "an HTML page with status 502": web.html(502),
    "an HTML page in place of data": web.html(),
    "broken JSON": web.body(b'{"elapsedTime":"0.03 secs","count":2,"data":[{"typeCode":"C",'),
    "text that is no JSON": web.body(b"Service unavailable"),
    "bytes that are no text": web.body(b'{"count":0,"data":[],"error":"\xff\xfe"}'),
    "an empty body": web.body(b""),
    "half a body": web.short,
    "a cut line": web.silent,
    "fewer records than counted": web.altered(lambda document: document | {"data": document["data"][:1]}),
}


@pytest.mark.parametrize("fault", TRANSIENT.values(), ids=TRANSIENT)
def test_a_fault_that_passes_is_tried_again(brought, server, fault, fake):
    honest = brought()
    server.faults = [None, fault, fault]
    again = brought()
    assert again.snapshot == honest.snapshot
    assert len(server.asked) == 3 + 5
    assert len(fake.waits) >= 2


@pytest.mark.parametrize("fault", TRANSIENT.values(), ids=TRANSIENT)
def test_a_fault_that_stays_is_refused_and_the_old_vintage_kept(brought, server, tmp_path, fault):
    old = brought()
    before = kept(tmp_path)
    server.faults = [None] + [fault] * 6
    with pytest.raises(
        Refused, match=rf"\(tried 6 times\)\. 1 of 3 calls.*{Path(old.path).name} stays the latest"
    ):
        brought()
    assert kept(tmp_path) == before
    assert len(server.asked) == 3 + 7


def test_the_wait_doubles_from_try_to_try(brought, server, fake):
    """Half of 1, 2, 4, 8 and 16 seconds where chance throws zero; the pause between calls fills up the first to a second."""
    server.faults = [web.status(500, "")] * 5
    brought(since=2013, last=2013)
    assert fake.slept == [0.5, 0.5, 1.0, 2.0, 4.0, 8.0]


def test_chance_stretches_the_wait_up_to_double(brought, server, fake):
    server.faults = [None, web.status(500, ""), None]
    brought(clock=fake.clock._replace(chance=lambda: 1.0), patience=Patience(first_s=20.0))
    assert fake.waits == [20.0]


def test_the_wait_a_publisher_asks_for_is_kept_to(brought, server, fake):
    server.faults = [web.status(429, "slow down", Retry_After="30")]
    heard = []
    brought(tell=heard.append)
    assert fake.waits[0] == 30.5
    assert "slow down (429: slow down); try 2 of 6 in 30 s" in heard[1].says


def test_a_wait_until_a_day_and_hour_is_kept_to(brought, server, fake):
    server.faults = [web.status(429, "", Retry_After="Sun, 01 Mar 2026 12:00:40 GMT")]
    brought()
    assert fake.waits[0] == 40.5


def test_calls_come_slower_after_the_publisher_asked_for_it(brought, server, fake):
    server.faults = [web.status(429, "", Retry_After="0")]
    brought()
    assert fake.slept[-1] == 2.0


def test_a_slow_body_is_given_up(brought, server, fake):
    """Every look at the stopwatch takes ten seconds here, so the third byte comes too late."""
    ticks = iter(range(0, 10_000, 10))
    server.faults = [web.slow(0.01)] * 2
    with pytest.raises(Refused, match=r"127.0.0.1 is too slow: . bytes in 25 s"):
        brought(
            clock=fake.clock._replace(tick=lambda: float(next(ticks))),
            limits=Limits(seconds=25),
            patience=Patience(tries=2),
        )


def test_a_silent_line_is_given_up(brought, server):
    server.faults = [web.hang]
    with pytest.raises(Refused, match=r"127.0.0.1.*timed out"):
        brought(limits=Limits(silence=0.05), patience=Patience(tries=1))


def test_no_connection_is_said(brought, tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(Refused, match=r"127\.0\.0\.1 cannot be reached: .*refused.*No vintage was made"):
        brought(base=address)
    assert kept(tmp_path) == {}


# Faults that stay


def columns(change):
    """An answer whose records are changed one by one."""
    return web.altered(lambda document: document | {"data": [change(row) for row in document["data"]]})


def without(name):
    return columns(lambda row: {key: value for key, value in row.items() if key != name})


def renamed(old, new):
    return columns(lambda row: {(new if key == old else key): value for key, value in row.items()})


LASTING = {
    "a column is gone": (without("primaryValue"), "columns of UN Comtrade have changed: record 1: no field `primaryValue`"),
    "a column has a new name": (renamed("cmdCode", "hsCode"), "columns of UN Comtrade have changed.*`cmdCode`"),
    "a value became text": (columns(lambda row: row | {"primaryValue": "1,0"}), "columns.*have changed.*primaryValue"),
    "South for North": (columns(lambda row: row | {"partnerCode": 410}), r"partner 410 \(Republic of Korea\), not 408 \("),
    "another reporter": (columns(lambda row: row | {"reporterCode": 344}), r"reporter 344 \(.*Hong Kong.*\), not 156 \(China\)"),
    "a place nobody knows": (columns(lambda row: row | {"partnerCode": 12345}), "partner 12345, not 408"),
    "another year": (columns(lambda row: row | {"period": "1999"}), "period 1999, not 2012"),
    "months for years": (columns(lambda row: row | {"freqCode": "M"}), "freqCode M, not A"),
    "services for goods": (columns(lambda row: row | {"typeCode": "S"}), "typeCode S, not C"),
    "another flow": (columns(lambda row: row | {"flowCode": "RX"}), "flowCode RX, not M or X"),
    "another code": (columns(lambda row: row | {"cmdCode": "27"}), "cmdCode 27, not TOTAL"),
    "a second partner": (columns(lambda row: row | {"partner2Code": 344}), "partner2Code 344, not 0"),
    "a mode of transport": (columns(lambda row: row | {"motCode": 2100}), "motCode 2100, not 0"),
    "a customs procedure": (columns(lambda row: row | {"customsCode": "C01"}), "customsCode C01, not C00"),
    "no records in the envelope": (web.altered(lambda document: {"rows": document["data"]}), "another layout.*no field `data`"),
    "a list for an envelope": (web.body(b"[]"), "another layout than the one known"),
    "an error in the envelope": (web.altered(lambda document: document | {"error": "No \x1b[31mcode"}), r"error: No \[31mcode"),
    "a number beyond all numbers": (columns(lambda row: row | {"netWgt": 1e400}), "broken or cut off"),
    "400": (web.body(b'{"errorObject":{"errorMessage":"No period"}}', code=400), r"refuses the request \(400: No period\)"),
    "400 with an error alone": (web.body(b'{"error":"Bad code"}', code=400), r"\(400: Bad code\)"),
    "400 with words alone": (web.body(b"Bad Request", code=400), r"\(400: Bad Request\)"),
    "400 without a word": (web.body(b"", code=400), r"refuses the request \(400\)"),
    "401": (web.status(401, "Access denied"), "401: Access denied.*YALU_COMTRADE_KEY"),
    "403": (web.status(403, "Forbidden"), "403: Forbidden.*no right"),
    "404": (web.html(404), "404: Service unavailable.*check --base"),
    "204": (web.body(b"", code=204), r"refuses the request \(204\)"),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "says"), LASTING.values(), ids=LASTING)
def test_a_fault_that_stays_is_refused_at_once_and_the_old_vintage_kept(
    brought, server, tmp_path, fault, says, fake
):
    old = brought()
    before = kept(tmp_path)
    fake.slept.clear()
    server.faults = [fault] * 9
    with pytest.raises(Refused, match=rf"{says}.*The vintage {Path(old.path).name} stays the latest\.$"):
        brought(patience=Patience(tries=1))
    assert kept(tmp_path) == before
    assert len(server.asked) == 3 + 1


def test_an_answer_that_the_reader_of_statistics_refuses_is_refused(brought, monkeypatch, tmp_path):
    problem = Problem("UN Comtrade", "record 2", "flowCode", '"Q" is no direction')

    def unreadable(*_):
        raise BadFile([problem, problem])

    old = brought()
    before = kept(tmp_path)
    monkeypatch.setattr("yalu.trade.flow_file.parse_statistics", unreadable)
    with pytest.raises(
        Refused, match=rf'2 problems, the first: .*record 2.*"Q" is no direction.*{Path(old.path).name}'
    ):
        brought()
    assert kept(tmp_path) == before


ENDLESS = {
    "in the envelope": b'{"data":[' + b"[" * 100_000,
    "in a record": b'{"data":[{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}",
    "in an error": b'{"message":' * 50_000,
}


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_brackets_without_end_are_refused(brought, server, body, status):
    server.faults = [web.body(body, code=status)]
    with pytest.raises(Refused):
        brought(patience=Patience(tries=1))


HONEST = json.dumps(
    {"elapsedTime": "0.03 secs", "count": 1, "data": [web.record("2013", "X", "TOTAL")], "error": ""}
).encode()


@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda at, put_in, cut: HONEST[:at] + put_in + HONEST[at + cut :],
            st.integers(0, len(HONEST)), st.binary(max_size=8), st.integers(0, 60),
        ),
    ),
    status=st.sampled_from([200, 400, 403, 429, 500]),
)  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_whatever_comes_is_read_whole_or_refused(body, status):
    (call,) = planned(ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR))
    try:
        found = records(Answer(status, {}, body), call, WITHOUT_KEY, datetime(YEAR, 3, 1, tzinfo=UTC))
    except Refused as error:
        said = str(error)
        assert said.isprintable()
    else:
        assert all(json.loads(row)["partnerCode"] in (408, "408") for row in found.rows)


def test_a_code_of_another_level_is_refused(brought, server):
    server.records = lambda asked: [web.record("2013", "X", "2701")]
    with pytest.raises(Refused, match="cmdCode 2701, not AG2"):
        brought(codes="AG2")


def test_new_columns_are_kept(brought, server):
    server.records = lambda asked: [row | {"newColumn": 5} for row in web.reported(asked)]
    assert b'"newColumn":5' in Path(brought().path).read_bytes()


def test_numbers_stay_as_the_publisher_writes_them(brought, server):
    text = json.dumps({"count": 1, "data": [web.record("2013", "X", "TOTAL")]}, indent=2).replace(
        "1.0", "12.50e2"
    )
    server.faults = [web.body(b"\xef\xbb\xbf" + text.encode())]
    got = brought(since=2013, last=2013)
    assert b'"primaryValue":12.50e2,' in Path(got.path).read_bytes()
    assert read_statistics(got.path).flows[0].value == 1250


def test_records_about_the_same_thing_are_counted_and_kept(brought, server):
    server.records = lambda asked: [*web.reported(asked), *web.reported(asked)]
    got = brought(since=2013, last=2013)
    assert (got.doubles, got.snapshot.records) == (2, 4)


def test_the_key_is_not_in_a_message(brought, server):
    server.faults = [web.status(403, f"key {web.KEY} is not subscribed")]
    with pytest.raises(Refused, match=r"key \(key\) is not subscribed") as raised:
        brought(key=web.KEY)
    assert web.KEY not in str(raised.value)


def test_a_key_that_is_not_accepted_is_said(brought):
    with pytest.raises(Refused, match="401: Access denied due to invalid subscription key"):
        brought(key="of-somebody-else")


# Other hosts


def test_a_redirect_to_another_host_is_not_followed(brought, server, tmp_path):
    old = brought()
    before = kept(tmp_path)
    with web.Comtrade() as elsewhere:
        server.faults = [web.redirect(f"{elsewhere.base}/public/v1/preview/C/A/HS")]
        with pytest.raises(Refused, match=rf"redirects to another host.*{Path(old.path).name} stays"):
            brought()
        assert elsewhere.asked == []
    assert kept(tmp_path) == before


@pytest.mark.parametrize(
    "address", ["http://example.org/x", "https://127.0.0.1/x", "ftp://127.0.0.1/x", "//example.org"]
)
def test_no_address_but_the_one_named_is_asked(brought, server, address):
    server.faults = [web.redirect(address)]
    with pytest.raises(Refused, match="redirects to another host"):
        brought()
    assert len(server.asked) == 1


def test_a_redirect_to_a_file_of_this_machine_is_not_followed(brought, server):
    server.faults = [web.redirect("file:///etc/hostname")]
    with pytest.raises(Refused, match=r"refuses the request \(302\)"):
        brought()


def test_a_redirect_on_the_same_host_is_followed(brought, server):
    moved = "/public/v1/preview/C/A/HS?reporterCode=156&partnerCode=408&period=2013&flowCode=M,X&cmdCode=TOTAL&maxRecords=500"
    server.faults = [web.redirect(moved)]
    assert brought(since=2013, last=2013).snapshot.records == 2


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("http://comtradeapi.un.org", "must begin with https://"),
        ("ftp://127.0.0.1", "must begin with https://"),
        ("comtradeapi.un.org", "not of the form"),
        ("https://user:secret@comtradeapi.un.org", "not of the form"),
        ("https://comtradeapi.un.org?x=1", "not of the form"),
        ("https://[comtrade", "cannot be read"),
        ("https://comtradeapi.un.org:port", "cannot be read"),
    ],
)
def test_a_base_address_that_is_not_safe_is_refused(brought, base, says):
    with pytest.raises(BadInput, match=says):
        brought(base=base)


def test_a_base_address_keeps_its_path():
    assert checked_base("https://mirror.example.org/comtrade/") == "https://mirror.example.org/comtrade"


# Sizes


def test_an_answer_announced_as_too_large_is_not_read(brought, server):
    with pytest.raises(Refused, match=r"announces [\d,]+ bytes; more than 1,000 are not taken"):
        brought(limits=Limits(size=1000))


def test_an_answer_that_grows_too_large_is_cut(server):
    server.faults = [web.slow(0.0)]
    with pytest.raises(Refused, match="sends more than 5 bytes"):
        fetch(f"{server.base}/?period=2013", Limits(size=5), REAL)


def packed(change):
    def fault(handler, asked, running):
        body = change(gzip.compress(json.dumps(running.answer(asked, "public")[1]).encode()))
        web.send(handler, 200, body, headers=[("Content-Encoding", "gzip")])

    return fault


def test_a_packed_answer_is_unpacked(brought, server):
    honest = brought()
    server.faults = [packed(bytes)] * 3
    assert brought().snapshot == honest.snapshot


@pytest.mark.parametrize(
    ("change", "limits", "says"),
    [
        (lambda body: body[:-20], Limits(), "is cut off"),
        (lambda body: b"no gzip", Limits(), "is damaged"),
        (lambda body: gzip.compress(b" " * 10_000), Limits(size=9_999), "sends more than 9,999 bytes"),
    ],
)
def test_a_packed_answer_that_is_not_whole_or_too_large_is_refused(brought, server, change, limits, says):
    server.faults = [packed(change)]
    with pytest.raises(Refused, match=says):
        brought(limits=limits, patience=Patience(tries=1))


def test_a_host_without_a_valid_certificate_is_refused_at_once(brought, fake, monkeypatch):
    class Opener:
        def __init__(self, *, near, hosts):
            assert near

        def open(self, request, timeout):
            raise URLError(ssl.SSLCertVerificationError("certificate verify failed: self-signed certificate"))

    monkeypatch.setattr("yalu.app.sync.download._opener", Opener)
    with pytest.raises(Refused, match=r"cannot prove that it is 127.0.0.1.*self-signed"):
        brought()
    assert fake.slept == []


def test_a_broken_error_page_leaves_its_status(server):
    def broken(handler, asked, running):
        handler.send_response(418)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"no length\r\n")
        handler.close_connection = True

    server.faults = [broken]
    assert fetch(f"{server.base}/", Limits(), REAL) == (418, {**fetch_headers(server, broken)}, b"")


def fetch_headers(server, fault):
    server.faults = [fault]
    return fetch(f"{server.base}/", Limits(), REAL).headers


# The limit of records


def test_an_answer_with_exactly_the_limit_is_asked_again_in_parts(brought, server):
    """192 records, on a server that gives 192 at most: one cannot know that they are all."""
    server.cap = {"public": 192}
    heard = []
    got = brought(
        codes="AG2", since=2013, last=2013, tell=heard.append, terms=Terms("public/v1/preview", 195, 1, None)
    )
    assert got.cut_off == ()
    assert got.snapshot.records == 192


def test_an_answer_with_the_limit_is_divided_until_it_is_below(brought, server):
    honest = brought(codes="AG2", since=2013, last=2013, terms=Terms("public/v1/preview", 500, 1, None))
    plain, server.records = server.records, lambda asked: spread(web.reported(asked))
    heard = []
    terms = Terms("public/v1/preview", 200, 1, None)
    got = brought(codes="AG2", since=2013, last=2013, tell=heard.append, terms=terms)
    assert honest.snapshot.records == 192
    assert got.snapshot.records == 384
    assert got.cut_off == ()
    assert any("asked in 2 parts" in step.says for step in heard)
    assert heard[-1].done == heard[-1].calls
    server.records = plain


def spread(rows):
    """Every record twice, in two classifications, as nobody planned for."""
    return [row | {"classificationCode": edition} for row in rows for edition in ("H3", "H4")]


def test_an_answer_that_cannot_be_divided_is_marked_as_cut_off(brought, server):
    server.records = lambda asked: web.reported(asked) * 300
    got = brought(
        since=2013, last=2013, codes="2701", flows="X", terms=Terms("public/v1/preview", 300, 1, None)
    )
    assert got.cut_off == ("2013 X 2701",)
    assert got.snapshot.records == 300


@given(
    years=st.tuples(st.integers(2000, 2025), st.integers(2000, 2025)),
    monthly=st.booleans(),
    flows=st.sets(st.sampled_from(["M", "X", "RM", "RX"]), min_size=1),
    codes=st.lists(st.sampled_from(["TOTAL", "AG2", "AG4", "27", "2701", "270112"]), min_size=1),
    partner=st.sampled_from(["PRK", "all"]),
    keyed=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_plan_asks_for_everything_once_and_no_call_can_reach_the_limit(
    years, monthly, flows, codes, partner, keyed
):
    since, last = sorted(years)
    if partner == "all" or monthly:  # a quick test, not a small question
        last = since
    ask = ask_for(
        reporter="CHN", partner=partner, since=since, last=last, year=YEAR, monthly=monthly and partner != "all",
        codes=",".join(codes), flows=",".join(flows),
    )  # fmt: skip
    terms = WITH_KEY if keyed else WITHOUT_KEY
    calls = plan(ask, terms)
    largest = {"AG2": 97, "AG4": 1245, "AG6": 5613}  # of any edition, H2 and H6, with "not specified"
    asked = []
    for call in calls:
        records = len(call.periods) * len(call.flows) * sum(largest.get(code, 1) for code in call.codes)
        assert records * (300 if partner == "all" else 1) < terms.records
        assert len(call.periods) <= terms.periods
        assert len(",".join(call.codes)) <= 3000
        asked += product(call.periods, call.flows, call.codes)
    assert len(asked) == len(set(asked))
    assert {period for period, _, _ in asked} == set(ask.periods)
    assert {flow for _, flow, _ in asked} == flows
    every = {code for _, _, code in asked}
    for code in parse_codes(",".join(codes)):
        assert code in every or every >= {one for one in hs_codes() if len(one) == int(code[2])}


def test_chapters_of_a_year_fit_one_call_and_subheadings_do_not():
    """As the publisher's limits say: one year and one flow of AG2 fits 500 records, AG6 does not."""
    few = planned(ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR, codes="AG2"))
    many = planned(ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR, codes="AG6"))
    keyed = planned(
        ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR, codes="AG6"), key=web.KEY
    )
    assert len(few) == 1
    assert len(many) > 20
    assert len(keyed) == 1


def test_a_plan_that_nobody_can_wait_for_is_refused():
    """Every subheading with every partner by month: 6,897 codes, one to a call, 4 flows, 24 months."""
    ask = ask_for(
        reporter="CHN",
        partner="all",
        since=2012,
        last=2013,
        year=YEAR,
        monthly=True,
        codes="AG6",
        flows="M,X,RM,RX",
    )
    with pytest.raises(BadInput, match="more than 20,000 calls of 500 records each; ask for fewer codes"):
        planned(ask)
    assert len(planned(ask, key=web.KEY)) < 20_000


def test_a_code_too_large_for_any_call_is_still_asked_for():
    terms = Terms("public/v1/preview", 300, 1, None)
    ask = ask_for(reporter="CHN", partner="all", since=2013, last=2013, year=YEAR, codes="TOTAL,2701")
    assert [(call.flows, call.codes) for call in plan(ask, terms)] == [
        (("M",), ("TOTAL",)), (("M",), ("2701",)), (("X",), ("TOTAL",)), (("X",), ("2701",)),
    ]  # fmt: skip


def test_halves_of_a_single_code_are_none():
    (call,) = planned(ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR, flows="X"))
    assert halves(call) == ()


# Limits of a day


def test_the_limit_of_the_day_stops_a_run_and_the_next_day_goes_on(brought, server, fake):
    server.faults = [
        None,
        web.status(403, "Out of call volume quota. Quota will be replenished in 11:00:00."),
    ]
    with pytest.raises(
        LimitReached, match=r"used up; UN Comtrade answers 403.*1 of 3 calls are done and kept: run it again"
    ):
        brought()
    fake.sleep(86_400)
    got = brought()
    assert (got.calls_made, got.calls_reused) == (2, 1)


def test_a_wait_of_hours_is_a_limit_and_not_slept_through(brought, server, fake):
    server.faults = [web.status(429, "Too many", Retry_After="7200")]
    with pytest.raises(LimitReached, match="the publisher asks to wait 2:00:00"):
        brought()
    assert fake.waits == []


def test_a_quota_that_is_back_within_a_minute_is_waited_for(brought, server, fake):
    server.faults = [web.status(403, "Out of call volume quota. Quota will be replenished in 00:00:20.")]
    brought()
    assert fake.waits[0] == 20.5


def test_the_calls_of_a_key_are_counted_over_runs_and_days(brought, server, fake):
    terms = WITH_KEY._replace(calls_a_day=2, periods=1)
    with pytest.raises(LimitReached, match=r"the 2 calls of 2026-03-01 \(UTC\) are used up\. 2 of 3 calls"):
        brought(key=web.KEY, terms=terms)
    with pytest.raises(LimitReached):
        brought(key=web.KEY, terms=terms)
    assert len(server.asked) == 2
    fake.sleep(86_400)
    assert brought(key=web.KEY, terms=terms).calls_reused == 2


def test_a_damaged_count_of_calls_starts_anew(tmp_path, fake):
    path = tmp_path / "calls-today.json"
    path.write_text("{")
    count = CallCount(path, 1)
    count.spend(fake.moment)
    assert count.today(fake.moment) == 1


# Runs that are stopped


def test_an_interrupted_run_goes_on_where_it_stopped(brought, server):
    class Stopped(BaseException):
        pass

    def tell(step):
        if step.done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        brought(tell=tell)
    got = brought()
    assert (got.calls_made, got.calls_reused) == (1, 2)
    assert [asked["period"] for asked in server.asked] == ["2012", "2013", "2014"]


def test_a_run_killed_in_the_middle_of_a_call_goes_on_where_it_stopped(server, fake, tmp_path):
    server.faults = [None, None, web.hang]
    program = (
        "import sys, time; from pathlib import Path; from datetime import UTC, datetime;"
        "from yalu.app.sync import ask_for, sync_comtrade; from yalu.app.sync.clock import Clock;"
        "clock = Clock(lambda: datetime(2026, 3, 1, 12, tzinfo=UTC), time.monotonic, lambda _: None, lambda: 0.0);"
        "ask = ask_for(reporter='CHN', partner='PRK', since=2012, last=2014, year=2026);"
        "sync_comtrade(ask, Path(sys.argv[1]), base=sys.argv[2], clock=clock)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "killed"), server.base]) as run:
        assert server.arrived.wait(30)
        run.send_signal(signal.SIGKILL)
        assert run.wait(30) == -signal.SIGKILL
    assert kept(tmp_path / "killed") == {}
    ask = ask_for(reporter="CHN", partner="PRK", since=2012, last=2014, year=YEAR)
    resumed = sync_comtrade(ask, tmp_path / "killed", base=server.base, clock=fake.clock)
    whole = sync_comtrade(ask, tmp_path / "whole", base=server.base, clock=fake.clock)
    assert (resumed.calls_made, resumed.calls_reused) == (1, 2)
    assert Path(resumed.path).read_bytes() == Path(whole.path).read_bytes()
    assert not list((tmp_path / "killed").rglob(".new-*"))


def test_whenever_a_run_dies_the_store_holds_the_old_vintage_or_the_new_one(
    brought, server, tmp_path, monkeypatch
):
    """Dies at each step to the disk in turn, as with a cut of power: before a file is safe, before it is moved, after."""
    brought()
    server.records = lambda asked: [row | {"primaryValue": 5.0} for row in web.reported(asked)]

    class Dead(BaseException):
        pass

    real = {os: os.fsync, Path: Path.replace}

    def dies_at(number):
        left = iter(range(number))

        def step(call):
            def stepped(*arguments):
                if next(left, None) is None:
                    raise Dead
                return call(*arguments)

            return stepped

        monkeypatch.setattr(os, "fsync", step(real[os]))
        monkeypatch.setattr(Path, "replace", step(real[Path]))

    deaths = 0
    for number in range(200):
        dies_at(number)
        try:
            brought()
            break
        except Dead:
            deaths += 1
        monkeypatch.undo()
        (folder,) = (tmp_path / "comtrade").glob("CHN*")
        store = Vintages(folder)
        latest = store.latest()
        assert sha256((folder / latest.file).read_bytes()).hexdigest() == latest.sha256
        assert len(read_statistics(folder / latest.file).flows) == 6
        assert all((folder / one.snapshot.name).exists() for one in store.held())
        assert not list(tmp_path.rglob(".new-*"))
        shutil.rmtree(folder / "unfinished", ignore_errors=True)  # so that the next run takes every step
    assert deaths > 20
    monkeypatch.undo()
    assert len(Vintages(folder).held()) == 2


def test_calls_finished_more_than_a_week_ago_are_made_again(brought, server, fake):
    server.faults = [None, web.status(400, "")]
    with pytest.raises(Refused):
        brought()
    fake.sleep(8 * 86_400)
    assert brought().calls_reused == 0


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-5], lambda data: b"", lambda data: data.replace(b'"X"', b'"M"')]
)
def test_a_damaged_call_in_the_journal_is_made_again(brought, server, tmp_path, damage):
    server.faults = [None, web.status(400, "")]
    with pytest.raises(Refused):
        brought()
    (path,) = tmp_path.rglob("*.jsonl")
    path.write_bytes(damage(path.read_bytes()))
    got = brought()
    assert (got.calls_made, got.calls_reused) == (3, 0)
    assert got.snapshot.records == 6


def test_a_divided_call_is_not_asked_again_after_a_stop(brought, server):
    server.records = lambda asked: spread(web.reported(asked))
    terms = Terms("public/v1/preview", 200, 1, None)
    server.faults = [None, web.status(400, "")]
    question = {"codes": "AG2", "since": 2013, "last": 2013, "terms": terms}
    with pytest.raises(Refused):
        brought(**question)
    got = brought(**question)
    assert got.calls_reused == 1
    assert sum(asked["cmdCode"] == "AG2" and asked["flowCode"] == "M,X" for asked in server.asked) == 1


def test_another_plan_does_not_take_up_the_journal(brought, server):
    server.faults = [None, web.status(400, "")]
    with pytest.raises(Refused):
        brought()
    got = brought(key=web.KEY)
    assert (got.calls_made, got.calls_reused) == (1, 0)


def test_the_journal_is_gone_once_the_vintage_is_made(brought, tmp_path):
    got = brought()
    assert not (Path(got.path).parent / "unfinished").exists()


def test_two_runs_on_one_question_keep_out_of_each_others_way(brought, server, tmp_path):
    folder = tmp_path / "comtrade" / "CHN-PRK-A-2012-2014-TOTAL"
    with taken(folder), pytest.raises(BadInput, match="another run is at work here"):
        brought()
    assert server.asked == []
    brought()


def test_what_a_killed_run_left_half_written_is_swept_up(brought, tmp_path):
    half = Path(brought().path).with_name(".new-abc")
    half.write_bytes(b"half")
    brought()
    assert not half.exists()


# Folders that cannot be written


def test_a_folder_that_cannot_be_made_is_named(brought, tmp_path):
    (tmp_path / "comtrade").write_text("a file")
    with pytest.raises(BadInput, match=r"comtrade.*cannot be written"):
        brought()


def test_a_journal_that_cannot_be_made_is_named(brought, tmp_path):
    folder = tmp_path / "comtrade" / "CHN-PRK-A-2012-2014-TOTAL"
    folder.mkdir(parents=True)
    (folder / "unfinished").write_text("a file")
    with pytest.raises(BadInput, match=r"unfinished.*cannot be written"):
        brought()


def test_a_full_disk_leaves_no_half_file(tmp_path):
    def fill():
        with written(tmp_path) as file:
            file.write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(BadInput, match="No space left on device"):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_in_one_step(tmp_path):
    target = tmp_path / "latest.json"
    target.write_bytes(b"old")
    with written(tmp_path) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
        put(file, target)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_latest_that_is_a_folder_is_refused(tmp_path):
    (tmp_path / "latest.json").mkdir()
    with pytest.raises(BadFile, match="cannot be read"):
        Vintages(tmp_path).latest()


def test_rows_of_a_call_come_back_as_they_went(tmp_path, fake):
    (call,) = planned(ask_for(reporter="CHN", partner="PRK", since=2013, last=2013, year=YEAR))
    journal = Journal(tmp_path)
    journal.keep(call, Records((b'{"a":1}', b'{"b":2}'), False, 0), fake.moment, divided=False)
    assert journal.rows(call) == [b'{"a":1}', b'{"b":2}']
    assert journal.done(call, fake.moment).count == 2


# What is asked


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reporter": "Korea"}, "can be"),
        ({"partner": "PRX"}, 'unknown place "PRX"'),
        ({"partner": "CHN"}, "reporter and partner are both CHN"),
        ({"reporter": "all", "partner": "ALL"}, "cannot both be all"),
        ({"since": 2015}, "the years run backwards: from 2015 to 2014"),
        ({"since": 1950}, "begins in 1962"),
        ({"last": 2027}, "2027 has not begun; the last year that can be asked for is 2026"),
        ({"edition": "H9"}, 'unknown edition "H9"'),
        ({"flows": "Q"}, 'unknown flow "Q"'),
        ({"flows": " , "}, "no flow is asked for"),
        ({"codes": ""}, "no code is asked for"),
        ({"codes": "TOTAL,AG3,27011"}, '(?s)unknown code "AG3". Nearest: AG.*"27011" has 5 digits'),
        ({"codes": "XYZ"}, 'unknown code "XYZ". Nearest: TOTAL, AG2, AG4, AG6'),
        ({"codes": "2799"}, 'unknown hs code "2799"'),
        ({"key": "two words"}, "the key holds blanks"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_before_any_call(brought, server, wrong, says):
    with pytest.raises(BadInput, match=says):
        brought(**wrong)
    assert server.asked == []


def test_a_place_without_a_number_of_its_own_is_refused():
    from yalu.terms.read import gazetteer

    uncounted = next(place for place in gazetteer().places if place.comtrade is None and place.iso3)
    with pytest.raises(BadInput, match="not counted by UN Comtrade"):
        ask_for(reporter="CHN", partner=uncounted.iso3, since=2013, last=2013, year=YEAR)


def test_india_and_the_usa_go_by_the_numbers_of_un_comtrade():
    """UN Comtrade counts India as 699 and the USA as 842, not 356 and 840 as M49 does."""
    ask = ask_for(reporter="USA", partner="IND", since=2013, last=2013, year=YEAR)
    assert (ask.reporter, ask.partner) == (842, 699)


def test_an_area_without_letters_goes_by_its_number():
    ask = ask_for(reporter="CHN", partner="899", since=2013, last=2013, year=YEAR)
    assert ask.series == "CHN-899-A-2013-2013-TOTAL"


def test_codes_are_taken_once_and_not_beside_their_level():
    assert parse_codes("total, 2701, 27.01 ,HS 0307.43.00.00,99") == ("TOTAL", "2701", "030743", "99")
    assert parse_codes("2701,AG4,27,270112") == ("AG4", "27", "270112")


def test_flows_are_in_one_order_whatever_the_order_asked():
    assert parse_flows("x,m,X") == ("M", "X")
    with pytest.raises(UnknownValue, match="Nearest: RX"):
        parse_flows("RXX")


def test_many_codes_make_a_short_folder_name(brought):
    got = brought(codes=",".join(code for code in hs_codes() if len(code) == 2), since=2013, last=2013)
    assert "-96codes-" in got.path


# Words and waits


def test_a_summary_names_the_vintage_and_its_licence(brought):
    got = brought()
    assert summary(got) == (
        "6 records from United Nations Statistics Division (3 calls).\n"
        f"Kept as {got.path}\n"
        f"Licence: {got.snapshot.licence}\n"
    )


def test_a_summary_says_all_that_is_missing(brought, server):
    brought(monthly=True, since=2023, last=2025)
    server.unreported = {f"2024{month:02d}" for month in range(9, 13)} | {
        f"2025{month:02d}" for month in range(1, 13)
    }
    server.records = lambda asked: web.reported(asked) * 6
    terms = Terms("public/v1/preview", 6, 1, None)
    server.faults = [None, web.status(400, "")]
    with pytest.raises(Refused):
        brought(monthly=True, since=2023, last=2025, terms=terms)
    lines = summary(brought(monthly=True, since=2023, last=2025, terms=terms)).splitlines()
    assert lines[0].endswith("1 kept from before).")
    assert "2024 is partial: 8 of 12 months have records." in lines
    missing = "202409, 202410, 202411, 202412, 202501, 202502, 202503, 202504, 202505, 202506, 202507, 202508 and 4 more."
    assert f"No record, which is not zero: {missing}" in lines
    assert f"The vintage before had records for {missing}" in lines
    assert any(
        line.startswith("As many records as one call gives, so some may be missing: 202301 M TOTAL; ")
        for line in lines
    )
    assert any(line.endswith("records are about the same thing as another one.") for line in lines)


def test_a_summary_says_when_nothing_is_new(brought):
    brought()
    assert "The same as " in summary(brought())


def test_a_line_of_progress_counts_calls():
    assert progress_line(Progress(2, 6, "2013 M,X TOTAL: 2 records")) == "[2/6] 2013 M,X TOTAL: 2 records"


def test_waits_are_read_from_headers_and_words():
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert retry_after_s({"retry-after": "7"}, now) == 7
    assert retry_after_s({"retry-after": "Sun, 01 Mar 2026 12:01:00 GMT"}, now) == 60
    assert retry_after_s({"retry-after": "Sun, 01 Mar 2026 12:01:00 -0000"}, now) == 60
    assert retry_after_s({"retry-after": "Sun, 01 Mar 2026 11:00:00 GMT"}, now) == 0
    assert retry_after_s({"retry-after": "soon"}, now) is None
    assert retry_after_s({}, now) is None
    assert (
        replenished_in_s("Quota will be replenished in 3.11:17:14.") == 3 * 86_400 + 11 * 3_600 + 17 * 60 + 14
    )
    assert replenished_in_s("later") is None


def test_words_from_outside_are_one_short_line_without_tags_or_escapes():
    assert plain_words("<b>Sorry</b>\r\n\x1b[2Jgone\x07") == "Sorry [2Jgone"
    assert plain_words("x" * 300) == "x" * 199 + "…"


def test_the_real_clock_is_in_utc_and_moves():
    assert REAL.now().utcoffset() == timedelta(0)
    first = REAL.tick()
    REAL.sleep(0.0)
    assert REAL.tick() >= first
    assert 0 <= REAL.chance() < 1


def test_nothing_of_a_run_is_left_in_threads(brought):
    before = threading.active_count()
    brought()
    assert threading.active_count() <= before + 1
