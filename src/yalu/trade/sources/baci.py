"""BACI: both sides of every flow reconciled to one FOB value, by CEPII from UN Comtrade.

Units: `v` is thousands of US dollars, `q` tonnes. `t` year, `i` exporter, `j` importer, `k` HS code of 6 digits.
Source: CEPII, BACI's own description of its columns. The edition stands in the file's name (BACI_HS92_Y2013_...).
Nobody declares these figures: they are `compiled`, the exporter standing for the reporter. Large errors of code survive.
"""

from __future__ import annotations

from yalu.trade.layout import Cell, Figures, Head, Layout
from yalu.trade.sources.source import Source
from yalu.trade.sources.titles import edition_in

__all__ = ["SOURCE"]


def _recognise(head: Head) -> Layout | None:
    if not head.has("t", "i", "j", "v"):
        return None
    return Layout(
        source="BACI",
        says="headings of BACI (t, i, j, k, v, q)",
        numbering="comtrade",
        reporter=Cell((head.at("i"),)),
        partner=Cell((head.at("j"),)),
        exporter_first=True,
        direction=Cell((), "export"),
        hs=Cell((head.at("k"),)) if head.has("k") else Cell((), "TOTAL"),
        edition=Cell((), edition_in(head.name)),
        year=head.at("t"),
        figures=(Figures(head.at("v"), "v", "export", currency="USD", factor=1e3),),
        quantity=head.at("q"),
        quantity_unit=Cell((), "t"),
        valuation="FOB",
        basis="compiled",
    )


SOURCE = Source(
    "BACI",
    "CEPII",
    "Etalab 2.0",
    "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    _recognise,
)
