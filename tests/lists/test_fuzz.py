"""Spoilt bytes: a parser reads them or refuses them, and does nothing else."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from yalu.lists.errors import BadList
from yalu.lists.read import unzipped
from yalu.lists.recognise import NamedBytes, load, recognise

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
SPICE = (
    b"",
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b'"',
    b",",
    b";",
    b"\n",
    b"{",
    b"]",
    b"0",
    b"9" * 30,
    b"9" * 5000,
    b"&lt;",
    b"-0- ",
    "김".encode(),
    b"1e999",
)


@st.composite
def spoilt(draw, data):
    """A sample with a few of its bytes cut out, doubled or replaced."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 1, 2, 5, 40, 400))))
        put = draw(st.one_of(st.sampled_from(SPICE), st.binary(max_size=8), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_list_is_read_or_refused(path, data):
    whole = path.read_bytes()
    source, role = recognise(whole[:4096], path.name)
    try:
        parsed = source.parse({role: data.draw(spoilt(whole))})
    except BadList:
        return
    for subject in parsed.subjects:
        assert subject.names
        assert all(born.since < born.until for born in subject.births)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_files_beside_a_list_may_be_spoilt_as_well(data):
    files = {path.name: path.read_bytes() for path in SAMPLES if path.suffix == ".csv"}
    for names in (
        ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
        ("uk_subjects.csv", "uk_names.csv", "uk_dobs.csv", "uk_identifiers.csv"),
    ):
        name = data.draw(st.sampled_from(names))
        try:
            load(
                [
                    NamedBytes(one, data.draw(spoilt(files[one])) if one == name else files[one])
                    for one in names
                ]
            )
        except BadList:
            continue


@settings(max_examples=200, deadline=None)
@example(b"")
@example(b"<" * 5000)
@example(b'<?xml version="1.0"?>' + b"<CONSOLIDATED_LIST>" + b"<a>" * 300)
@example(b'{"schema":' + b"[" * 100_000)
@example(b'{"eu_reference_number":' + b"[" * 100_000)
@example(b'{"eu_reference_number":"a","name_aliases":[{"whole_name":' + b"{" * 100_000)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(BadList):
        load([NamedBytes("x", data)])
    with contextlib.suppress(BadList):
        unzipped(b"\x1f\x8b" + data)


def test_a_billion_laughs_are_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">%s]><CONSOLIDATED_LIST>&j;</CONSOLIDATED_LIST>'
        % b"".join(
            b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
        )
    )
    with pytest.raises(BadList, match="document type"):
        load([NamedBytes("un.xml", bomb)])
