"""Can any bytes make a reader fail in a way of its own making? Only its own error is allowed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from yalu.terms.errors import BadFile, BadInput
from yalu.trade.cells import money, number, period
from yalu.trade.check import check
from yalu.trade.flow_file import parse_statistics
from yalu.trade.read import knowledge
from yalu.trade.sources.mapping import parse_mapping

SEEDS = [
    b"t,i,j,k,v,q\n2013,156,408,270112,1.5,10\n2013,842,408,10111,2,NA\n",
    b'{"data":[{"period":"2013","reporterCode":156,"flowCode":"M","partnerCode":408,"cmdCode":"2701","primaryValue":1.0}]}',
    "(2)2024年5月总值表,,,,\n单位:万元,,,,\n国别(地区),进出口,,出口,\n,当月,1至5月累计,当月,1至5月累计\n朝鲜,1,2,3,4\n".encode(),
    "数据年月,商品编码,贸易伙伴名称,第一数量,第一计量单位,美元\n201610,2701,朝鲜,1,千克,2\n".encode(
        "gb18030"
    ),
    "指标,2013年\n中国向朝鲜出口总额(万美元),3\n".encode(),
    b"year,country_origin_id,country_destination_id,export_val,import_val\n2013,prk,chn,1,2\n",
    b"Reporter,TradeFlow,ProductCode,Year,Partner,Trade Value 1000USD\nChina,Import,2701,2013,North Korea,1\n",
]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(content: bytes, name: str = "BACI_HS92.csv") -> None:
    try:
        file = parse_statistics(name, content, knowledge())
        check([file], knowledge(), on=date(2026, 11, 21), about="PRK")
    except BadFile:
        return


@st.composite
def mutated(draw) -> bytes:
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        how = draw(st.sampled_from(("change", "cut", "insert", "repeat")))
        if how == "change" and at < len(content):
            content[at] = draw(st.integers(0, 255))
        elif how == "cut":
            del content[at : at + draw(st.integers(1, 20))]
        elif how == "insert":
            content[at:at] = draw(
                st.binary(max_size=8)
                | st.sampled_from([b",", b"\n", b'"', b"\x00", b"-", b"1e400", b"99999999"])
            )
        else:
            content[at:at] = content[max(0, at - draw(st.integers(1, 60))) : at]
    return bytes(content)


@FUZZ
@given(mutated())
def test_mutated_files_are_read_or_refused(content: bytes) -> None:
    survives(content)


@FUZZ
@given(st.binary(max_size=300))
@example(b"\x1f\x8b")
@example(b"PAR1PAR1")
@example(b"{" * 5000)
@example(b"[" * 100_000)
@example(b'"' + b"a" * 200_000 + b'",b\n')
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    survives(content)


@FUZZ
@given(st.text(max_size=30))
def test_cells_are_read_or_refused(text: str) -> None:
    money(text)
    for reader in (number, period):
        try:
            reader(text)
        except BadInput:
            continue


@FUZZ
@given(st.binary(max_size=120))
def test_mappings_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        parse_mapping("map.toml", b"name = 1\n" + content)
