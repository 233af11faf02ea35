"""UN Comtrade as its first API and its old portal wrote it (until 2023): the files analysts still keep.

Units: US dollars; net weight in kilograms, turned into tonnes. Exports FOB, imports CIF.
Source: headings of the CSV with 35 columns (`Trade Value (US$)`), and of the JSON (`rtCode`, `TradeValue`).
"""

from __future__ import annotations

from yalu.trade.layout import Cell, Figures, Head, Layout, Split
from yalu.trade.sources.source import Source

__all__ = ["SOURCE"]

_NONE = frozenset(("", "0", "w00", "world", "c00"))


def _columns(head: Head, *names: str) -> tuple[int, ...]:
    return tuple(column for name in names if (column := head.at(name)) >= 0)


def _recognise(head: Head) -> Layout | None:
    value = head.at("Trade Value (US$)", "TradeValue", "Trade Value")
    if (
        value < 0
        or head.at("Commodity Code", "cmdCode") < 0
        or head.at("Trade Flow", "rgDesc", "Trade Flow Code", "rgCode") < 0
    ):
        return None
    if head.at("Partner Code", "ptCode", "Partner") < 0:
        return None
    splits = (
        "2nd Partner Code",
        "ptCode2",
        "Customs Proc. Code",
        "cstCode",
        "Mode of Transport Code",
        "motCode",
    )
    return Layout(
        source="UN Comtrade, first API",
        says="headings of UN Comtrade's first API (Trade Flow, Commodity Code, Trade Value)",
        numbering="comtrade",
        reporter=Cell(
            _columns(head, "Reporter Code", "Reporter ISO", "Reporter", "rtCode", "rt3ISO", "rtTitle")
        ),
        partner=Cell(_columns(head, "Partner Code", "Partner ISO", "Partner", "ptCode", "pt3ISO", "ptTitle")),
        direction=Cell(_columns(head, "Trade Flow", "Trade Flow Code", "rgDesc", "rgCode")),
        hs=Cell(_columns(head, "Commodity Code", "cmdCode")),
        edition=Cell(_columns(head, "Classification", "pfCode")),
        period=head.at("Period"),
        year=head.at("Year", "yr"),
        figures=(Figures(value, head.cells[value], currency="USD"),),
        quantity=head.at("Netweight (kg)", "NetWeight"),
        quantity_unit=Cell((), "kg"),
        splits=tuple(Split(head.at(name), name, _NONE) for name in splits if head.at(name) >= 0),
        goods=head.at("Commodity", "cmdDescE"),
    )


SOURCE = Source(
    "UN Comtrade, first API",
    "United Nations Statistics Division",
    "UN Comtrade licence: free for internal use, no re-dissemination in bulk",
    "https://comtrade.un.org",
    _recognise,
)
