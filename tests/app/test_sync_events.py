"""Files of events downloaded from a server on this machine that answers as their keepers do, honestly or not."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from yalu.app.sync import EVENT_FILES, Refused, sync_events
from yalu.app.sync.clock import Clock
from yalu.terms.errors import BadFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.app.sync import Brought

PATHS = {
    "cns": "/nagix/nk-missile-tests/master/data/test.en.json",
    "csis": "/stiles/north-korea-provocations/main/data/processed/north_korea_provocations_1958_present.csv",
    "vetoes": "/world-politics-datalab/vetoes-un-security-council/HEAD/unsc_vetoes_1946_sept2022.csv",
    "visits": "/milesdwilliams15/chinese_media_and_foreign_aid/HEAD/01_data/PublicDiplomacy/ChinesePublicDiplomacy.csv",
    "ties": "/kssrr/RepeatedEconomicSanctions/HEAD/ties_custom.csv",
}
FILES = "/api/v1/file?recid=4055387"


def cns(years: range) -> bytes:
    """Two missiles a year on one day, in the layout of the copy: bins of a year, each with its tests."""
    return json.dumps(
        {
            "timeBins": [
                {
                    "data": [
                        {"date": f"{year}-03-04", "series": n, "missile": "invented", "apogee": "unknown"}
                        for n in (1, 2)
                    ],
                    "t": year,
                }
                for year in years
            ]
        }
    ).encode()


@pytest.fixture
def keeper() -> Iterator[tuple[str, dict[str, Any]]]:
    """The base address of a server, and what it answers by path: bytes, or a status."""
    bodies: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies.get(self.path, 404)
            status, data = (body, b"gone") if isinstance(body, int) else (200, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", bodies
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bring(keeper: tuple[str, dict[str, Any]], tmp_path: Path) -> Callable[..., Brought]:
    def run(name: str = "cns", day: int = 1, **more: Any) -> Brought:
        clock = Clock(
            lambda: datetime(2031, 1, day, tzinfo=UTC), lambda: 0.0, lambda seconds: None, lambda: 0.0
        )
        return sync_events(name, tmp_path, base=keeper[0], clock=clock, **more)

    return run


def test_launches_are_brought_as_event_days_and_kept_with_their_origin(keeper: Any, bring: Any) -> None:
    keeper[1][PATHS["cns"]] = cns(range(2000, 2020))
    brought = bring()
    assert (brought.rows, brought.count, brought.last, brought.new) == (40, 20, "2019-03-04", True)
    assert Path(brought.path).read_bytes() == cns(range(2000, 2020))
    about = json.loads(Path(brought.path).with_suffix(".about.json").read_bytes())
    assert about["licence"] == EVENT_FILES["cns"].licence


def test_provocations_count_days_of_type_missile(keeper: Any, bring: Any) -> None:
    keeper[1][PATHS["csis"]] = (
        b"date,type,event\n2016-01-06,nuclear,Invented test\n2016-02-07,missile,Invented launch\n2016-03-01,other,Invented\n"
    )
    assert bring("csis").count == 1


def test_the_same_file_is_kept_once_and_a_longer_one_beside_it(
    keeper: Any, bring: Any, tmp_path: Path
) -> None:
    keeper[1][PATHS["cns"]] = cns(range(2000, 2020))
    first = bring()
    assert not bring(day=2).new
    keeper[1][PATHS["cns"]] = cns(range(2000, 2021))
    second = bring(day=3)
    assert second.new
    assert {first.path, second.path} == {
        str(path) for path in (tmp_path / "cns").glob("*.json") if ".about" not in path.name
    }


def test_a_file_that_lost_days_is_refused_unless_it_is_forced(keeper: Any, bring: Any) -> None:
    keeper[1][PATHS["cns"]] = cns(range(2000, 2020))
    bring()
    keeper[1][PATHS["cns"]] = cns(range(2000, 2010))
    with pytest.raises(Refused, match="10 event-days, and the file of 2031-01-01 has 20"):
        bring(day=2)
    assert bring(day=2, force=True).count == 10


def test_what_is_no_table_of_events_is_not_kept(keeper: Any, bring: Any, tmp_path: Path) -> None:
    keeper[1][PATHS["cns"]] = b'{"message": "moved"}'
    with pytest.raises(BadFile):
        bring()
    keeper[1][PATHS["cns"]] = 403
    with pytest.raises(Refused, match=r"refuses the request \(403"):
        bring()
    assert not list(tmp_path.rglob("*.json"))


def test_a_note_changed_from_outside_is_told(keeper: Any, bring: Any, tmp_path: Path) -> None:
    keeper[1][PATHS["cns"]] = cns(range(2000, 2020))
    bring()
    next((tmp_path / "cns").glob("*.about.json")).write_text("{}")
    with pytest.raises(BadFile, match="cannot be read"):
        bring(day=2)


def test_the_command_says_where_the_file_stands_and_what_to_do_next(
    keeper: Any, yalu: Any, tmp_path: Path
) -> None:
    keeper[1][PATHS["cns"]] = cns(range(2000, 2020))
    told = yalu("sync", "cns", "--base", keeper[0], "--data", tmp_path)
    assert told.status == 0
    assert "20 event-days, the last 2019-03-04 (new)" in told.out
    assert f"yalu forecast --events {tmp_path}" in told.out
    again = json.loads(yalu("sync", "cns", "--base", keeper[0], "--data", tmp_path, "--json").out)
    assert again["new"] is False


def votes(*numbers: int) -> bytes:
    """Resolutions of one made-up member each, in the layout of the UN library."""
    head = (
        "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,"
        "vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
    )
    rows = (
        f"{n},CHN,CHINA,True,Y,2020-01-{n:02d},S/RES/{n}(2020),,S/PV.1,text,agenda,,,Vote,1,0,0,0,1,\n"
        for n in numbers
    )
    return (head + "".join(rows)).encode()


def listed(*names: str) -> bytes:
    base = "https://digitallibrary.un.org/record/4055387/files"
    return json.dumps(
        [{"name": one, "format": ".csv", "url": f"{base}/{one}.csv", "size": 1} for one in names]
        + [{"name": "2026_02_06_sc_voting", "format": ".md", "url": f"{base}/2026_02_06_sc_voting.md"}]
    ).encode()


def test_the_newest_table_of_votes_in_the_librarys_list_is_brought(keeper: Any, bring: Any) -> None:
    keeper[1][FILES] = listed("2025_11_25_sc_voting", "2025_7_21_sc_voting", "notes")
    keeper[1]["/record/4055387/files/2025_11_25_sc_voting.csv"] = votes(1, 2, 3)
    brought = bring("votes")
    assert (brought.count, brought.counted, brought.last) == (3, "resolutions", "2020-01-03")
    assert brought.address.endswith("/record/4055387/files/2025_11_25_sc_voting.csv")
    assert Path(brought.path).suffix == ".csv"


def test_a_list_without_the_table_a_page_and_a_changed_layout_are_refused(
    keeper: Any, bring: Any, tmp_path: Path
) -> None:
    keeper[1][FILES] = listed("notes")
    with pytest.raises(Refused, match="lists no table of votes; download the CSV of https://digitallibrary"):
        bring("votes")
    keeper[1][FILES] = b'{"message": "moved"}'
    with pytest.raises(Refused, match="sends no list of files"):
        bring("votes")
    keeper[1][FILES] = b"<html><title>Checking your browser</title></html>"
    with pytest.raises(Refused, match="Checking your browser"):
        bring("votes")
    keeper[1][FILES] = listed("2025_11_25_sc_voting")
    keeper[1]["/record/4055387/files/2025_11_25_sc_voting.csv"] = votes(1).replace(b"ms_vote", b"vote")
    with pytest.raises(BadFile, match="no column ms_vote"):
        bring("votes")
    assert not list(tmp_path.rglob("*.csv"))


def test_vetoes_visits_and_sanctions_are_read_before_they_are_kept(keeper: Any, bring: Any) -> None:
    keeper[1][PATHS["vetoes"]] = (
        b"date,draft,agenda_item,member_veto1,China,France,Russia,USSR,USA,UK\n"
        b"7/8/2022,S/2022/538,Syria,Russia,0,0,1,0,0,0\n"
    )
    keeper[1][PATHS["visits"]] = (
        b'receiving_country,year,government_visits,military_visits,total_elite_visits\n"North Korea",2016,3,1,4\n'
        b'"North Korea",2017,"N/A","N/A","N/A"\n'
    )
    keeper[1][PATHS["ties"]] = (
        b"caseid,sender,target,sancstartyear,endyear,finaloutcome\n1,USA,PRK,1950,3000,0\n2,USA,CHN,1989,1991,5\n"
    )
    found = [bring(name) for name in ("vetoes", "visits", "ties")]
    assert [(one.rows, one.count, one.last) for one in found] == [
        (1, 1, "2022-07-08"),
        (2, 1, "2016"),
        (2, 2, "1989"),
    ]
    for name in ("vetoes", "visits", "ties"):
        keeper[1][PATHS[name]] = b"a,b\n1,2\n"
        with pytest.raises(BadFile, match="no column"):
            bring(name, day=2)
