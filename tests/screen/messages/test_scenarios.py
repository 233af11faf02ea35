"""Every format of a case says what the case says: traders, goods, places, ship, banks, as far as the format can carry them."""

from __future__ import annotations

import io
import json

import pytest

from yalu.screen.messages.model import Payment
from yalu.screen.messages.recognise import read_messages

CARGO = [f"G{n:02}" for n in range(1, 14)]
PAYMENTS = [f"P{n:02}" for n in range(1, 6)]
# What a format cannot carry, or does not in these files (their README).
WITHOUT = {
    "asycuda_sad.xml": {"imo", "to"},
    "awmds.xml": {"imo"},
    "cuscar.edi": {"origin"},
    "iftmcs.edi": {"origin"},
    "cusdec.edi": set(),
    "x12_310.edi": {"origin"},
    "ams_bol.csv": set(),
    "truck_manifest_zh.csv": {"flag", "imo"},
    "ubl_invoice.xml": {"imo", "conveyance", "flag", "frm", "to", "notify"},
}


TRADERS, PORTS, SHIP = {"shipper", "consignee", "notify"}, {"frm", "to"}, {"conveyance", "imo", "flag"}


def within(words, texts):
    return any(words in text for text in texts)


def every(message):
    """The words and codes of a message by the kind of fact."""
    content = message.content
    goods = () if isinstance(content, Payment) else content.goods
    means = () if isinstance(content, Payment) else content.means
    flat = lambda *saids: {said.text for said in saids if said}  # noqa: E731
    return {
        "names": {" ".join(s.text for s in (*p.names, *p.lines)) for p in content.parties},
        "numbers": {number.value for p in content.parties for number in p.identifiers},
        "hs": {g.hs.text[:6] for g in goods if g.hs},
        "descriptions": {s.text for g in goods for s in g.descriptions},
        "origin": flat(*(g.origin for g in goods)),
        "gross_kg": {g.gross_kg for g in goods},
        "places": flat(*(s for p in content.places for s in (p.code, p.country, p.name))),
        "means": flat(*(s for m in means for s in (m.name, m.registration, m.imo, m.flag))),
        "notes": {note.said.text for note in content.notes},
    }


@pytest.mark.parametrize("case", CARGO)
def test_every_format_of_a_consignment_says_the_same(test_data, case):
    folder = test_data(f"messages/dprk_scenarios/{case}")
    said = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    for name, without in WITHOUT.items():
        path = folder / name
        if not path.exists():
            continue
        messages = list(read_messages(io.BytesIO(path.read_bytes())))
        assert len(messages) == 1, name
        found = every(messages[0])
        places = found["places"] | found["means"]
        missing = {who for who in TRADERS - without if not within(said[who]["name"], found["names"])}
        missing |= {where for where in PORTS - without if not ({said[where], said[where][:2]} & places)}
        missing |= {fact for fact in SHIP - without if said[fact] and said[fact] not in found["means"]}
        for line in said["goods"]:
            if line["hs"] and line["hs"] not in found["hs"]:
                missing.add("hs")
            if not within(line["description"], found["descriptions"]):
                missing.add("description")
            if "origin" not in without and line["origin"] not in found["origin"]:
                missing.add("origin")
        assert missing == set(), (name, found)


@pytest.mark.parametrize("case", PAYMENTS)
def test_every_format_of_a_payment_says_the_same(test_data, case):
    folder = test_data(f"messages/dprk_scenarios/{case}")
    said = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".xml", ".fin")]
    assert len(files) == 2
    for path in files:
        (message,) = read_messages(io.BytesIO(path.read_bytes()))
        found = every(message)
        words = found["names"] | found["notes"]
        squeezed = {text.replace(" ", "") for text in words}
        for party in ("debtor", "creditor"):
            assert any(said[party]["name"].replace(" ", "") in text for text in squeezed), (path.name, words)
        for agent in ("dbtr_agt", "inter", "cdtr_agt"):
            bank = said[agent] or {"name": "", "bic": ""}
            assert not bank["bic"] or bank["bic"] in found["numbers"], (path.name, found["numbers"])
            assert bank["name"] in " ".join(found["names"]), (path.name, found["names"])
        assert any(said["rmt"] in text for text in found["notes"]), (path.name, found["notes"])
