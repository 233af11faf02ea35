"""A server on this machine that speaks UN Comtrade's protocol as far as yalu uses it, and can be told to fail.

Figures: China's totals with the DPRK as its statistics office prints them (yearly by partner, dollars); every other code is
worth one dollar. The layout of a record is that of an answer of the API.
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "0123456789abcdef0123456789abcdef"
# National Bureau of Statistics of China, imports and exports by country, to the nearest million
TOTALS = {("2012", "X"): 3.532e9, ("2012", "M"): 2.504e9, ("2013", "X"): 3.630e9, ("2013", "M"): 2.927e9,
          ("2014", "X"): 3.520e9, ("2014", "M"): 2.868e9}  # fmt: skip
ISO = {"156": "CHN", "408": "PRK", "410": "KOR", "0": "W00"}


def record(period, flow, code, reporter="156", partner="408", value=1.0):
    """One record as the API sends it."""
    yearly = len(period) == 4
    return {
        "typeCode": "C", "freqCode": "A" if yearly else "M", "refPeriodId": int(f"{period}0101"[:8]),
        "refYear": int(period[:4]), "refMonth": 52 if yearly else int(period[4:]), "period": period,
        "reporterCode": int(reporter), "reporterISO": ISO.get(reporter), "reporterDesc": None,
        "flowCode": flow, "flowDesc": None, "partnerCode": int(partner), "partnerISO": ISO.get(partner),
        "partnerDesc": None, "partner2Code": 0, "partner2ISO": "W00", "partner2Desc": None,
        "classificationCode": "H4", "classificationSearchCode": "HS", "isOriginalClassification": True,
        "cmdCode": code, "cmdDesc": None, "aggrLevel": 0 if code == "TOTAL" else len(code), "isLeaf": False,
        "customsCode": "C00", "customsDesc": "TOTAL CPC", "mosCode": "0", "motCode": 0, "motDesc": None,
        "qtyUnitCode": -1, "qtyUnitAbbr": "N/A", "qty": None, "isQtyEstimated": False, "altQtyUnitCode": -1,
        "altQtyUnitAbbr": "N/A", "altQty": None, "isAltQtyEstimated": False, "netWgt": None,
        "isNetWgtEstimated": False, "grossWgt": None, "isGrossWgtEstimated": False,
        "cifvalue": value if flow == "M" else None, "fobvalue": value if flow == "X" else None,
        "primaryValue": value, "legacyEstimationFlag": 0, "isReported": True, "isAggregate": False,
    }  # fmt: skip


def reported(asked):
    """The records for what was asked: each code of each flow and period, unless the period is not reported."""
    return [
        record(period, flow, code, asked.get("reporterCode", "156"), partner,
               TOTALS.get((period, flow), 1.0) if code == "TOTAL" else 1.0)
        for period in asked["period"].split(",")
        for flow in asked["flowCode"].split(",")
        for partner in ([asked["partnerCode"]] if "partnerCode" in asked else ["408", "410", "0"])
        for word in asked["cmdCode"].split(",")
        for code in (CHAPTERS if word == "AG2" else [word])
    ]  # fmt: skip


CHAPTERS = [f"{number:02d}" for number in range(1, 98) if number != 77]


class Comtrade:
    """The server. `faults` are used up one a request, None for an honest answer; then it answers honestly.

    A fault takes the handler and what was asked. `records` makes the records; `cap` is the most that one answer holds.
    """

    def __init__(self):
        self.faults, self.asked, self.paths = [], [], []
        self.records, self.cap = reported, {"public": 500, "data": 100_000}
        self.unreported = set()
        self.arrived = threading.Event()  # set by `hang`
        self.release = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.release.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, asked, tier):
        """An honest answer: status and document."""
        if tier == "public" and "," in asked["period"]:
            return 400, {"errorObject": {"errorMessage": "one period in a preview"}}
        if tier == "data" and asked.get("subscription-key") != KEY:
            return 401, {"statusCode": 401, "message": "Access denied due to invalid subscription key."}
        rows = [row for row in self.records(asked) if row["period"] not in self.unreported]
        rows = rows[: min(self.cap[tier], int(asked["maxRecords"]))]
        return 200, {"elapsedTime": "0.03 secs", "count": len(rows), "data": rows, "error": ""}


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            server.paths.append(address.path)
            server.asked.append(asked)
            fault = server.faults.pop(0) if server.faults else None
            if fault is not None:
                fault(self, asked, server)
                return
            send_document(self, *server.answer(asked, address.path.split("/")[1]))

        def log_message(self, *_):
            pass

    return Handler


def send_document(handler, code, document):
    send(handler, code, json.dumps(document).encode(), "application/json; charset=utf-8")


def send(handler, code, body, kind="application/json", headers=(), announced=None):
    """Send a body; `announced` is the length to say, if it is not the true one."""
    handler.send_response(code)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body) if announced is None else announced))
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


# Faults


def status(code, message, **headers):
    """A refusal of the gateway; `Retry_After` is written with an underscore."""

    def fault(handler, asked, server):
        body = json.dumps({"statusCode": code, "message": message}).encode()
        send(
            handler, code, body, headers=[(name.replace("_", "-"), value) for name, value in headers.items()]
        )

    return fault


def body(data, kind="application/json", code=200):
    """Any bytes in place of an answer."""
    return lambda handler, asked, server: send(handler, code, data, kind)


def html(code=200):
    page = b"<!DOCTYPE html><html><head><title>Service\n unavailable</title></head><body><h1>Sorry</h1></body></html>"
    return body(page, "text/html", code)


def short(handler, asked, server):
    """Half of the bytes that were announced, then the end of the line."""
    whole = json.dumps(server.answer(asked, "public")[1]).encode()
    send(handler, 200, whole[: len(whole) // 2], announced=len(whole))
    handler.close_connection = True


def altered(change):
    """An honest answer after `change` has altered its document."""

    def fault(handler, asked, server):
        code, document = server.answer(asked, "data" if "subscription-key" in asked else "public")
        send_document(handler, code, change(document) or document)

    return fault


def slow(seconds):
    """A byte, a wait, and so on for a while."""

    def fault(handler, asked, server):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(20):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(seconds)
        except OSError:
            pass  # the client has had enough

    return fault


def silent(handler, asked, server):
    """The line is cut before any answer."""
    handler.close_connection = True


def hang(handler, asked, server):
    """No answer until the test is over."""
    server.arrived.set()
    server.release.wait(30)
    handler.close_connection = True


def redirect(address):
    def fault(handler, asked, server):
        send(handler, 302, b"", headers=[("Location", address)])

    return fault
