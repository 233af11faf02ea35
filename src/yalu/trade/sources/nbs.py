"""China's statistics office (NBS): yearly trade by country, as its data site writes it and as it is often reshaped.

Units: 10,000 US dollars on the site, where the heading may leave that out; exports FOB, imports CIF.
Source: data.stats.gov.cn, yearly data, customs trade with countries and regions. The site prints 0 for years it does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.trade.labels import parse_label
from yalu.trade.layout import Cell, Figures, Head, Layout
from yalu.trade.sources.headings import table_layout
from yalu.trade.sources.source import Source

if TYPE_CHECKING:
    from yalu.trade.labels import Label

__all__ = ["SOURCE"]

_CHINA = Cell((), "CHN")


def _recognise(head: Head) -> Layout | None:
    labels = [(at, label) for at, cell in enumerate(head.cells) if (label := parse_label(cell))]
    if labels:
        return _by_columns(head, labels)
    if head.keys and head.keys[0] in ("指标", "indicators"):
        return _by_rows(head)
    if head.has("year", "flow", "partner_zh"):
        return table_layout(
            head, "China's statistics office", "yearly trade of China by partner, reshaped", reporter=_CHINA
        )
    if head.has("year", "china_exports_usd", "china_imports_usd"):
        return table_layout(
            head, "China's statistics office", "yearly trade of China with one partner",
            reporter=_CHINA, partner=Cell((), _partner_of(head.name)),
        )  # fmt: skip
    return None


def _partner_of(name: str) -> str:
    return "PRK" if "dprk" in name.casefold() or "prk" in name.casefold() else "unknown"


def _by_columns(head: Head, labels: list[tuple[int, Label]]) -> Layout:
    return Layout(
        source="China's statistics office",
        says="one column for each partner, as its data site writes them (中国向...出口总额)",
        reporter=_CHINA,
        partner=Cell(),
        period=0,
        figures=tuple(
            Figures(
                at, head.cells[at], label.direction, label.partner, label.money.currency, label.money.factor
            )
            for at, label in labels
        ),
    )


def _by_rows(head: Head) -> Layout | None:
    return table_layout(
        head, "China's statistics office", "one row for each series, as its data site writes them (指标)",
        reporter=_CHINA, label=0,
    )  # fmt: skip


SOURCE = Source(
    "China's statistics office",
    "National Bureau of Statistics of China",
    "official statistics; no licence stated",
    "https://data.stats.gov.cn",
    _recognise,
)
