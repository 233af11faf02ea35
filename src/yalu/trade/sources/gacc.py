"""China Customs (GACC): the monthly tables by country, and the exports of its query page.

Units: as the heading, the title or a column states: 10,000 yuan, 1,000 or 10,000 US dollars, yuan, dollars. The same family of
tables comes in all of these, so a file that states none is read without a currency, and that is said.
Source: release tables "进出口商品国别(地区)总值表" (month and running total, with its change on a year before in per cent), and
CSV files of stats.customs.gov.cn (数据年月, 商品编码, 贸易伙伴编码, 第一数量, 美元), in GB18030.
China reports exports FOB and imports CIF by origin. Its numbers of States are its own (109 the DPRK, 133 the ROK), so the
name counts.
"""

from __future__ import annotations

import re
from typing import Any

from yalu.trade.layout import Cell, Figures, Head, Layout, Split
from yalu.trade.sources.headings import merged, table_layout
from yalu.trade.sources.source import Source

__all__ = ["SOURCE"]

_CHINA = Cell((), "CHN")
# Headings of the column of partners, by heading key: 国别(地区), 进口原产国(地区), Country (Region) of Origin/Destination.
_PARTNER = re.compile(
    r"(?:(?:进口)?原产国|(?:出口)?最终目的国)\(地区\).*|(?:国别|国家)\(地区\)(?:名称)?|country\(region\).*|countries?\(regions?\).*"
)


def _recognise(head: Head) -> Layout | None:
    if head.has("数据年月", "贸易伙伴名称"):
        return _query(head)
    if (partner := next((at for at, key in enumerate(head.keys) if _PARTNER.fullmatch(key)), -1)) >= 0:
        return _release(head, partner)
    if head.has("exports_month", "imports_month"):
        return _tidy(head, "monthly and running totals by partner, in the columns of China Customs' tables")
    return None


def _tidy(head: Head, says: str, **known: Any) -> Layout | None:
    return table_layout(head, "China Customs", says, **({"reporter": _CHINA} | known))


def _release(head: Head, partner: int) -> Layout | None:
    says = "heading of China Customs' tables by country"
    both = merged(head)
    known = {"partner": Cell((partner,))}
    layout = _tidy(both, says, header_rows=2, **known) if both else None
    return layout or _tidy(head, says, **known)


def _query(head: Head) -> Layout | None:
    value = head.at("美元", "人民币", "金额", "美元值", "人民币值")
    if value < 0:
        return None
    heading = head.cells[value].strip()
    currency = {"美元": "USD", "人民币": "CNY"}.get(heading.removesuffix("值"), "")
    parts = tuple(
        Split(head.at(name), name, frozenset(("",)))
        for name in (
            "贸易方式编码",
            "贸易方式名称",
            "收发货人注册地编码",
            "收发货人注册地名称",
            "注册地编码",
            "注册地名称",
        )
        if head.at(name) >= 0
    )
    names = tuple(head.at(name) for name in ("贸易伙伴名称",))
    flow = head.at("进出口", "进出口类型", "进出口标志", "流向")
    said = _direction(head)
    return Layout(
        source="China Customs",
        says="headings of China Customs' query page (数据年月, 贸易伙伴名称)",
        reporter=_CHINA,
        partner=Cell(names),
        direction=Cell((flow,)) if flow >= 0 else Cell((), said or "total"),
        hs=Cell((head.at("商品编码"),)) if head.has("商品编码") else Cell((), "TOTAL"),
        period=head.at("数据年月"),
        figures=(Figures(value, heading, currency=currency),),
        quantity=head.at("第一数量"),
        quantity_unit=Cell((head.at("第一计量单位"),)) if head.has("第一计量单位") else Cell(),
        splits=parts,
        goods=head.at("商品名称"),
        doubt=("", "") if flow >= 0 or said else _NO_DIRECTION,
    )


_NO_DIRECTION = (
    "direction_unknown",
    "neither a column nor the name of the file says whether these are exports (出口) or imports (进口)",
)


def _direction(head: Head) -> str:
    """The query page writes one direction to a file and names it in the file's name or title only."""
    said = head.name + head.above
    plain = said.casefold()
    if "进出口" in said:
        return "total"
    if "出口" in said or "export" in plain:
        return "export"
    return "import" if "进口" in said or "import" in plain else ""


SOURCE = Source(
    "China Customs",
    "General Administration of Customs of China",
    "official statistics; no licence stated",
    "http://stats.customs.gov.cn",
    _recognise,
)
