"""Gathers the casebook from the tables that ship with the package; read once, when first asked for."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from yalu.assess.casebook import Ban, Casebook
from yalu.events import read as events
from yalu.terms import read as terms
from yalu.trade import read as trade

if TYPE_CHECKING:
    from yalu.terms.places import Place

__all__ = ["bans", "casebook"]

COMPILED = date(2026, 11, 21)  # the day on which the rows were last read from their sources


@cache
def bans() -> tuple[Ban, ...]:
    """Goods under a ban, as the records of trade name them."""
    text = files("yalu.assess").joinpath("data", "bans.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(msgspec.convert({k: v for k, v in row.items() if v}, Ban, strict=False) for row in rows)


@cache
def casebook() -> Casebook:
    """All rows that ship with the package."""
    return Casebook(
        compiled=COMPILED,
        coal=trade.coal_months(),
        caps=trade.caps(),
        notifications=trade.notifications(),
        figures=trade.figures(),
        products=trade.product_figures(),
        years=trade.year_totals(),
        tests=events.tests(),
        council=events.council(),
        duties=events.report_duties(),
        counts=events.report_counts(),
        reports=events.named_reports(),
        workers=events.workers(),
        replies=events.replies(),
        closures=events.closures(),
        members=events.members(),
        bans=bans(),
        factors=terms.petroleum_factors(),
        names={place.iso3: _plain_name(place) for place in terms.gazetteer().places if place.iso3},
    )


_SHORT = {
    "LAO": "Laos",
    "VNM": "Vietnam",
    "SYR": "Syria",
}  # the usual names where the official one is another


def _plain_name(place: Place) -> str:
    """The name a sentence uses: the official one, or its usual short form where it is long."""
    if place.iso3 in _SHORT:
        return _SHORT[place.iso3]
    if not any(word in place.name for word in (" of ", "Federation", "(", ",")):
        return place.name
    plain = (word for word in place.spellings if word.isascii() and word.replace(" ", "").isalpha())
    return next((word for word in plain if len(word) > 3 and " of " not in word), place.name)
