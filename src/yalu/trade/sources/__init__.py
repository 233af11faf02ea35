"""Whose statistics can be read? One file for each source; the first that recognises the headings reads the file.

Adding a source is one file with a `SOURCE` and one line in `SOURCES`.
"""

from yalu.trade.sources import baci, casebook, comtrade, comtrade_classic, gacc, nbs, oec, panels, tidy, wits
from yalu.trade.sources.source import Source

__all__ = ["SOURCES", "Source"]

SOURCES: tuple[Source, ...] = (
    comtrade.SOURCE,
    comtrade_classic.SOURCE,
    baci.SOURCE,
    casebook.SOURCE,
    nbs.SOURCE,
    gacc.SOURCE,
    oec.SOURCE,
    wits.SOURCE,
    panels.SOURCE,
    tidy.SOURCE,
)
