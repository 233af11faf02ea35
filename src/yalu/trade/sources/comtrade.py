"""UN Comtrade as its API of today returns it, JSON or CSV, and as its portal exports it.

Units: US dollars; net weight in kilograms, turned into tonnes. Exports FOB, imports CIF unless the two columns say otherwise.
Source: the answers of comtradeapi.un.org as the package comtradeapicall 1.3.2 takes them; headings of a stored answer
(USA and Japan, 2023).
Codes of places are Comtrade's own numbers (India 699, USA 842, Other Asia nes 490).
"""

from __future__ import annotations

from yalu.trade.layout import Cell, Figures, Head, Layout, Split
from yalu.trade.sources.source import Source

__all__ = ["SOURCE"]

_SPLITS = (
    ("partner2Code", frozenset(("", "0", "w00", "world"))),
    ("motCode", frozenset(("", "0"))),
    ("customsCode", frozenset(("", "c00"))),
    ("mosCode", frozenset(("", "0"))),
)


def _columns(head: Head, *names: str) -> tuple[int, ...]:
    return tuple(column for name in names if (column := head.at(name)) >= 0)


def _recognise(head: Head) -> Layout | None:
    if (
        not head.has("cmdCode", "primaryValue")
        or min(head.at("flowCode", "flowDesc"), head.at("period", "refYear")) < 0
    ):
        return None
    weight = head.at("netWgt")
    return Layout(
        source="UN Comtrade",
        says="headings of the UN Comtrade API (cmdCode, flowCode, primaryValue)",
        numbering="comtrade",
        reporter=Cell(_columns(head, "reporterCode", "reporterISO", "reporterDesc")),
        partner=Cell(_columns(head, "partnerCode", "partnerISO", "partnerDesc")),
        direction=Cell(_columns(head, "flowCode", "flowDesc")),
        hs=Cell(_columns(head, "cmdCode")),
        edition=Cell(_columns(head, "classificationCode")),
        period=head.at("period"),
        year=head.at("refYear"),
        month=head.at("refMonth"),
        figures=(Figures(head.at("primaryValue"), "primaryValue", currency="USD"),),
        quantity=weight if weight >= 0 else head.at("qty"),
        quantity_unit=Cell((), "kg") if weight >= 0 else Cell(_columns(head, "qtyUnitAbbr")),
        cif=head.at("cifvalue") if head.has("cifvalue", "fobvalue") else -1,
        fob=head.at("fobvalue"),
        splits=tuple(Split(head.at(name), name, totals) for name, totals in _SPLITS if head.at(name) >= 0),
        goods=head.at("cmdDesc"),
    )


SOURCE = Source(
    "UN Comtrade",
    "United Nations Statistics Division",
    "UN Comtrade licence: free for internal use, no re-dissemination in bulk",
    "https://comtradeapi.un.org",
    _recognise,
)
