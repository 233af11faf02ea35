"""World panels made for gravity models: exports of every State to every other.

Units: US dollars (penppml), millions of them (the panel of UNCTAD and WTO's guide). FOB, as exporters report.
Source: the R packages penppml (`trade`), tradepolicy (`agtpa_applications`) and gravity (`gravity_zeros`). A panel fills pairs
without trade with zeros: a zero there is no report.
"""

from __future__ import annotations

from yalu.trade.layout import Cell, Figures, Head, Layout
from yalu.trade.sources.source import Source

__all__ = ["SOURCE"]

_MANUFACTURING_YEAR = "2006"  # the one year of the cross-section of Head, Mayer and Ries (2010)


def _recognise(head: Head) -> Layout | None:
    if head.has("exporter", "importer", "export_usd"):
        return _panel(head, "exporter", "importer", "export_usd", 1.0, "penppml")
    if head.has("exporter", "importer", "trade", "year"):
        return _panel(head, "exporter", "importer", "trade", 1e6, "UNCTAD and WTO's guide")
    if head.has("iso_o", "iso_d", "flow"):
        return _panel(head, "iso_o", "iso_d", "flow", 1e6, "Head, Mayer and Ries")
    return None


def _panel(head: Head, exporter: str, importer: str, value: str, factor: float, whose: str) -> Layout:
    return Layout(
        source="gravity panel",
        says=f"exporter, importer and {value}: the panel of {whose}",
        reporter=Cell((head.at(exporter),)),
        partner=Cell((head.at(importer),)),
        exporter_first=True,
        direction=Cell((), "export"),
        year=head.at("year"),
        fixed_period="" if head.has("year") else _MANUFACTURING_YEAR,
        figures=(Figures(head.at(value), value, "export", currency="USD", factor=factor),),
        valuation="FOB",
        basis="compiled",
    )


SOURCE = Source(
    "gravity panel", "", "MIT, CC BY 4.0, Apache-2.0", "https://github.com/tomzylkin/penppml", _recognise
)
