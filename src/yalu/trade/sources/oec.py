"""The Observatory of Economic Complexity: downloads by partner, and answers of its API. Built on BACI.

Units: US dollars, FOB on both sides. Compiled, not declared.
Source: the site's downloads (`country_origin_id`, `export_val`), its API (`Exporter Country`, `Trade Value`), and the table
of one State with all partners that is made of two such downloads (`dprk_export`, `dprk_import`).
Its codes of goods carry the number of the section before the HS code; its codes of States the continent.
"""

from __future__ import annotations

import re
from typing import Any

from yalu.trade.layout import Cell, Figures, Head, Layout
from yalu.trade.sources.headings import table_layout
from yalu.trade.sources.source import Source
from yalu.trade.sources.titles import edition_in

__all__ = ["SOURCE"]

_CODES = re.compile(r"hs(?:92|96|02|07|12|17|22)(?:id)?")
_ORIGIN = ("country_origin_id", "origin_id", "origin")
_DESTINATION = ("country_destination_id", "destination_id", "dest_id", "destination", "dest")
_LEVELS = ("HS6 ID", "HS4 ID", "HS2 ID")


def _recognise(head: Head) -> Layout | None:
    if head.at(*_ORIGIN) >= 0 and head.at("export_val", "import_val") >= 0:
        return _download(head)
    if head.at("Exporter Country", "Exporter Country ID") >= 0 and head.has("Trade Value"):
        return _api(head)
    if sorted(head.keys) == sorted(("year", "flow", "partner", "valueusd")):
        return table_layout(
            head, "OEC", "one State's trade by partner in FOB dollars",
            reporter=Cell((), _subject(head.name)), valuation="FOB", basis="compiled",
        )  # fmt: skip
    return None


def _subject(name: str) -> str:
    match = re.search(r"(?:^|[^a-z])(dprk|prk|kor|chn|rus)(?:[^a-z]|$)", name.casefold().replace("_", " "))
    return {"dprk": "PRK"}.get(match[1], match[1].upper()) if match else ""


def _level(head: Head) -> dict[str, Any]:
    if (own := head.at(*_LEVELS)) >= 0:
        return {"hs": Cell((own,)), "section_first": True}
    at = next((column for column, key in enumerate(head.keys) if _CODES.fullmatch(key)), -1)
    if at < 0:
        return {"hs": Cell((), "TOTAL")}
    return {
        "hs": Cell((at,)),
        "edition": Cell((), edition_in(head.keys[at])),
        "section_first": head.keys[at].endswith("id"),
    }


def _download(head: Head) -> Layout:
    destination = head.at(*_DESTINATION)
    pairs = (("export_val", "export"), ("import_val", "import"))
    return Layout(
        source="OEC",
        says="headings of the OEC's downloads (origin, destination, export_val)",
        reporter=Cell((head.at(*_ORIGIN),)),
        partner=Cell((destination,)) if destination >= 0 else Cell((), "W00"),
        year=head.at("year"),
        figures=tuple(
            Figures(head.at(name), name, direction, currency="USD")
            for name, direction in pairs
            if head.has(name)
        ),
        valuation="FOB",
        basis="compiled",
        **_level(head),
    )


def _api(head: Head) -> Layout:
    def cell(*names: str) -> Cell:
        return Cell(tuple(column for name in names if (column := head.at(name)) >= 0))

    return Layout(
        source="OEC",
        says="headings of the OEC's API (Exporter Country, Trade Value)",
        reporter=cell("Exporter Country ID", "Exporter Country"),
        partner=cell("Importer Country ID", "Importer Country"),
        exporter_first=True,
        direction=Cell((), "export"),
        year=head.at("Year"),
        figures=(Figures(head.at("Trade Value"), "Trade Value", "export", currency="USD"),),
        quantity=head.at("Quantity"),
        valuation="FOB",
        basis="compiled",
        goods=head.at("HS6", "HS4", "HS2", "Section"),
        **_level(head),
    )


SOURCE = Source(
    "OEC",
    "Observatory of Economic Complexity",
    "CC BY-SA 3.0 for the site's data; BACI's terms below it",
    "https://oec.world",
    _recognise,
)
