"""Nothing is lost: a name put into any field of any sample is said by the reader, or the message is refused or not screened."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from yalu.app.deciding import office
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Refused

NAME = "KWANGMYONG ZANDER"
SAMPLES = sorted(path.name for path in Path(__file__).with_name("samples").iterdir())


def xml(text):
    """Each text between tags, and each value of an attribute that is no name space."""
    for found in re.finditer(
        r">([^<>]*[^<>\s][^<>]*)<|(?<!xmlns)(?<!xmlns:\w)(?<!xmlns:\w\w)(?<!xmlns:\w\w\w)=\"([^\"]+)\"", text
    ):
        place = 1 if found[1] else 2
        if text[: found.start()].rpartition("<")[2][:4] != "?xml":
            yield text[: found.start(place)] + NAME + text[found.end(place) :]


def edifact(text):
    """Each component of each segment but the service string and the syntax identifier."""
    for found in re.finditer(r"(?<=[+:'])(?<![?].)([^+:']+)(?=[+:'])", text):
        before = text[: found.start()]
        if before.endswith(("'", "UNB+")) or found.start() < 9 or "UNH" in found[0]:
            continue  # a tag, or what makes the file one
        yield before + NAME + text[found.end() :]


def fin(text):
    """Each line of a text block and each value in a block of braces."""
    for found in re.finditer(
        r"(?m)^(?::\d\d[A-Z]?:)?([^:{}\r\n$-][^{}\r\n]*)(?=\r\n)|\{\w+:([^{}]+)\}", text
    ):
        place = 1 if found[1] else 2
        yield text[: found.start(place)] + NAME + text[found.end(place) :]


def x12(text):
    """Each element of each segment but the heading, whose fields have fixed widths, and those that name sets and their ends."""
    mark, end = text[3], text[105]
    start = text.index(end)
    for found in re.finditer(rf"{re.escape(mark)}([^{re.escape(mark + end)}]+)", text[start:]):
        tag = text[: start + found.start()].rpartition(end)[2].strip().split(mark)[0]
        if tag not in ("ST", "SE"):
            yield text[: start + found.start(1)] + NAME + text[start + found.end(1) :]


def table(text):
    """Each cell below the headings, empty ones too."""
    rows = list(csv.reader(io.StringIO(text)))
    first = next(n for n, row in enumerate(rows) if sum(bool(cell) for cell in row) > 3)
    for n, row in enumerate(rows[first + 1 :], first + 1):
        for place in range(len(row)):
            changed = [list(one) for one in rows]
            changed[n][place] = NAME
            out = io.StringIO()
            csv.writer(out).writerows(changed)
            yield out.getvalue()


def own(text):
    """Each value and each name of a value."""
    for found in re.finditer(r'"[^"]*"|(?<=[:\[ ])(?:\d+|true|null)(?=[,\]} ])', text):
        yield text[: found.start()] + json.dumps(NAME) + text[found.end() :]


KINDS = {".xml": xml, ".edi": edifact, ".fin": fin, ".x12": x12, ".csv": table, ".json": own}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_name_in_any_field_is_said(read, texts, samples, sample):
    content = (samples / sample).read_bytes()
    charset = "gb18030" if sample == "truck.csv" else "utf-8"
    lost, count = [], 0
    for changed in KINDS[Path(sample).suffix](content.decode(charset)):
        count += 1
        try:
            found = read(changed.encode(charset))
        except ReaderError:
            continue
        said = texts(found)
        if "ZANDER" not in said and not any(isinstance(one, Refused) for one in found):
            lost.append(changed[max(0, changed.index(NAME) - 60) : changed.index(NAME) + 30])
    assert count > 15
    assert lost == []


@pytest.fixture(scope="module")
def desk():
    """The office of a day, with the casebook's designations as its list."""
    return office(folder="no folder", on=date(2018, 4, 2))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_listed_name_in_any_field_changes_the_decision(read, samples, desk, sample, monkeypatch):
    """Every fourth field: the name is met there, or the field is told as not screened, or the message is refused."""
    listed = "KOREA RYONBONG GENERAL CORPORATION"  # KPe.002
    monkeypatch.setitem(globals(), "NAME", listed)
    charset = "gb18030" if sample == "truck.csv" else "utf-8"
    fields = KINDS[Path(sample).suffix]((samples / sample).read_text(encoding=charset))
    lost = []
    for changed in list(fields)[::4]:
        try:
            found = read(changed.encode(charset))
        except ReaderError:
            continue
        if not any(isinstance(one, Refused) for one in found):
            made = desk.decide([(one, "0" * 64) for one in found])
            met = {one.list_entry.id for each in made for one in each.findings if one.list_entry}
            if "KPe.002" not in met:
                lost.append(changed[max(0, changed.index(listed) - 60) : changed.index(listed) + 30])
    assert lost == []


@pytest.mark.parametrize("folder", ["dprk_scenarios", "einvoice", "iata_cargo_xml", "iso20022", "wco_dms"])
def test_a_name_in_a_field_of_a_real_message_is_said(read, texts, test_data, folder):
    lost, count = [], 0
    for path in sorted(test_data(f"messages/{folder}").rglob("*.xml")):
        content = re.sub(r"(?s)<!--.*?-->", "", path.read_text(encoding="utf-8"))
        fields = list(xml(content))
        for changed in fields[:: max(1, len(fields) // 3)]:
            count += 1
            if "ZANDER" not in texts(read(changed.encode())):
                lost.append((path.name, changed[max(0, changed.index(NAME) - 60) : changed.index(NAME) + 30]))
    assert count > 20
    assert lost == []
