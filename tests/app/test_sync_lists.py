"""Watch lists downloaded from a server on this machine that answers as their publishers do, honestly or not."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from yalu.app.snapshots import Store
from yalu.app.sync import WATCH_LISTS, Refused, sync_lists
from yalu.app.sync.clock import Clock
from yalu.app.sync.download import Limits
from yalu.app.sync.patience import Patience
from yalu.lists.errors import BadList

SAMPLES = Path(__file__).parents[1] / "lists" / "samples"
PATHS = {
    "un": "/resources/xml/en/consolidated.xml",
    "sdn": "/api/PublicationPreview/exports/SDN.XML",
    "cons": "/api/PublicationPreview/exports/CONSOLIDATED.XML",
    "eu": "/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
    "uk": "/docs/UK-Sanctions-List.xml",
}
PAGE = b"\xef\xbb\xbf <!DOCTYPE html><html><head><title>Down for\n repair</title></head></html>"


class Server:
    """Answers each path with its bytes, after the faults set for it: a status, bytes, or an address to go to."""

    def __init__(self):
        self.bodies, self.faults, self.asked = {}, {}, []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(server):  # noqa: N805  # the handler has its own self
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                faults = server.faults.get(self.path, [])
                fault = faults.pop(0) if faults else None
                status, headers, body = 200, {}, server.bodies.get(self.path, b"")
                if isinstance(fault, bytes):
                    body = fault
                elif isinstance(fault, str):
                    status, headers, body = 302, {"Location": fault}, b""
                elif fault is not None:
                    status, headers, body = fault, {"Retry-After": "7"}, PAGE
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


class Stopped:
    """A clock that moves only when somebody sleeps."""

    def __init__(self):
        self.slept = []
        self.clock = Clock(
            lambda: datetime(2031, 1, 1, tzinfo=UTC), lambda: 0.0, self.slept.append, lambda: 0.0
        )


@pytest.fixture
def stopped():
    return Stopped()


PERSON = (
    "<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>INVENTED {n}</FIRST_NAME>"
    "<REFERENCE_NUMBER>KPi.{n:04}</REFERENCE_NUMBER><LISTED_ON>2029-05-06</LISTED_ON></INDIVIDUAL>"
)
ENTITY = (
    "<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>INVENTED FIRM {n}</FIRST_NAME>"
    "<REFERENCE_NUMBER>KPe.{n:04}</REFERENCE_NUMBER><LISTED_ON>2029-05-06</LISTED_ON></ENTITY>"
)


def un(day="2031-01-01", persons=600):
    return (
        f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>'
        + "".join(PERSON.format(n=n) for n in range(persons))
        + "</INDIVIDUALS><ENTITIES>"
        + "".join(ENTITY.format(n=n) for n in range(200))
        + "</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


@pytest.fixture
def bring(server, stopped, tmp_path):
    def run(name="un", **more):
        return sync_lists(name, tmp_path, **{"base": server.base, "clock": stopped.clock} | more)

    return run


@pytest.fixture
def held(tmp_path):
    return lambda: [(one.source, str(one.published), one.subjects) for one in Store(tmp_path).held()]


def test_the_un_list_is_brought_and_held(bring, server, held):
    server.bodies[PATHS["un"]] = un()
    (added,) = bring()
    assert not added.same
    assert held() == [("un", "2031-01-01", 800)]


def test_a_list_that_has_not_changed_is_held_already(bring, server, held):
    server.bodies[PATHS["un"]] = un()
    bring()
    (added,) = bring()
    assert added.same
    assert len(held()) == 1


@pytest.mark.parametrize(
    ("name", "files", "sources"),
    [
        ("eu", {"eu": "eu_1_1.xml"}, ["eu_fsf"]),
        ("uk", {"uk": "uk.xml"}, ["uk_list"]),
        ("ofac", {"sdn": "sdn.xml", "cons": "sdn.xml"}, ["ofac_sdn_xml", "ofac_consolidated_xml"]),
    ],
)
def test_every_publisher_is_asked_at_its_own_address(bring, server, name, files, sources):
    for key, sample in files.items():
        server.bodies[PATHS[key]] = (SAMPLES / sample).read_bytes()
    assert [one.snapshot.source for one in bring(name, force=True)] == sources
    assert [path for path, _ in server.asked] == [PATHS[key] for key in files]


def test_a_sample_of_a_list_is_too_small_to_be_one(bring, server, held):
    server.bodies[PATHS["uk"]] = (SAMPLES / "uk.xml").read_bytes()
    with pytest.raises(BadList, match="a whole list has 2,000 to 8,000"):
        bring("uk")
    assert held() == []


def test_two_lists_of_one_publisher_come_together_or_not_at_all(bring, server, held):
    server.bodies[PATHS["sdn"]] = (SAMPLES / "sdn.xml").read_bytes()
    server.faults[PATHS["cons"]] = [404]
    with pytest.raises(Refused, match=r"127.0.0.1 refuses the request \(404: Down for repair\)"):
        bring("ofac", force=True)
    assert held() == []


@pytest.mark.parametrize("fault", [503, 429, PAGE, b" \r\n"])
def test_a_fault_that_passes_is_waited_for(bring, server, stopped, held, fault):
    server.bodies[PATHS["un"]] = un()
    server.faults[PATHS["un"]] = [fault]
    bring()
    assert held() == [("un", "2031-01-01", 800)]
    assert stopped.slept == [7.5 if isinstance(fault, int) else 0.5]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (503, r"answers 503 \(tried 4 times\)"),
        (PAGE, 'a page in place of the file: "Down for repair"'),
        (b"", "sends an empty answer"),
    ],
)
def test_a_fault_that_stays_is_refused_and_the_old_list_kept(bring, server, held, fault, says):
    server.bodies[PATHS["un"]] = un()
    bring()
    server.faults[PATHS["un"]] = [fault] * 4
    with pytest.raises(Refused, match=says):
        bring()
    assert held() == [("un", "2031-01-01", 800)]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (un()[:-4000], "the XML is not well-formed"),
        (un("2030-12-31"), "older than the one held"),
        (un("2031-01-02", persons=555), "fewer than the 800"),
        (b"nothing of the kind", "no list that is known here"),
        ((SAMPLES / "uk.xml").read_bytes(), "was to bring un and brings uk_list"),
    ],
)
def test_what_is_no_new_list_is_refused_and_the_old_one_kept(bring, server, held, body, says):
    server.bodies[PATHS["un"]] = un()
    bring()
    server.bodies[PATHS["un"]] = body
    with pytest.raises(BadList, match=says):
        bring()
    assert held() == [("un", "2031-01-01", 800)]


def test_a_much_smaller_list_is_taken_if_the_user_says_so(bring, server, held):
    server.bodies[PATHS["un"]] = un()
    bring()
    server.bodies[PATHS["un"]] = un("2031-01-02", persons=500)
    bring(force=True)
    assert held() == [("un", "2031-01-02", 700)]


def test_a_list_larger_than_the_limit_is_not_taken(bring, server, held):
    server.bodies[PATHS["un"]] = un()
    with pytest.raises(Refused, match="more than 1,000 are not taken"):
        bring(limits=Limits(size=1000))
    assert held() == []


def test_a_redirect_to_a_host_that_the_publisher_does_not_use_is_refused(bring, server, held):
    server.faults[PATHS["un"]] = ["https://elsewhere.example/consolidated.xml"]
    with pytest.raises(Refused, match=r"redirects to another host, elsewhere\.example"):
        bring()
    assert held() == []


def test_a_redirect_to_the_publishers_store_of_files_is_followed(bring, server, held, monkeypatch):
    store = Server()
    try:
        store.bodies["/store/un.xml"] = un()
        server.faults[PATHS["un"]] = [f"{store.base}/store/un.xml"]
        known = WATCH_LISTS["un"]._replace(hosts=frozenset({"127.0.0.1"}))
        monkeypatch.setitem(WATCH_LISTS, "un", known)
        bring()
    finally:
        store.close()
    assert held() == [("un", "2031-01-01", 800)]


def test_the_publishers_store_is_reached_by_https_alone(bring, server):
    (host,) = WATCH_LISTS["un"].hosts
    server.faults[PATHS["un"]] = [f"http://{host}/un.xml"]
    with pytest.raises(Refused, match="redirects to another host"):
        bring()


def test_no_answer_is_said(bring):
    with pytest.raises(Refused, match="cannot be reached"):
        bring(base="http://127.0.0.1:9", patience=Patience(tries=1))


def test_every_known_address_is_safe():
    assert WATCH_LISTS.keys() == {"un", "ofac", "eu", "uk"}
    for publisher in WATCH_LISTS.values():
        assert all(source.address.startswith("https://") for source in publisher.sources)


def test_the_command_says_what_was_brought(yalu, server, tmp_path):
    server.bodies[PATHS["un"]] = un()
    ran = yalu("sync", "un", "--base", server.base, "--data", tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("un  2031-01-01  800 subjects (600 person, 200 organisation), 800 names")
    again = yalu("sync", "un", "--base", server.base, "--data", tmp_path)
    assert again.out.strip().endswith("; held already")


def test_the_command_shows_progress_on_a_terminal_alone(yalu, server, tmp_path, monkeypatch):
    server.bodies[PATHS["un"]] = un()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    ran = yalu("sync", "un", "--base", server.base, "--data", tmp_path)
    assert ran.err == f"un: {len(un()):,} bytes\nMaking the index of the names\n"


def test_the_command_names_what_it_refuses(yalu, server, tmp_path):
    server.bodies[PATHS["un"]] = b"nothing of the kind"
    ran = yalu("sync", "un", "--base", server.base, "--data", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "un: the file is of no list that is known here" in ran.err
