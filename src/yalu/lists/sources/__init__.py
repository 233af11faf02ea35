"""Every list that can be read: one file for each, with its description and its parser.

The registry stands here and not in `yalu.lists`, so that whoever needs the records alone does not load every parser.
"""

from __future__ import annotations

from yalu.lists.sources import (
    eu_fsf,
    eu_journal,
    ftm,
    ofac_csv,
    ofac_enhanced,
    ofac_xml,
    uk_conlist,
    uk_list,
    un_1718_vessels,
    un_consolidated,
    us_csl,
)

__all__ = ["SOURCES"]

SOURCES = (
    un_consolidated.SOURCE,
    un_1718_vessels.HTML,
    un_1718_vessels.TABLE,
    ofac_csv.SDN,
    ofac_csv.CONSOLIDATED,
    ofac_xml.SDN,
    ofac_xml.CONSOLIDATED,
    ofac_enhanced.SDN,
    ofac_enhanced.CONSOLIDATED,
    eu_fsf.XML,
    eu_fsf.OLD_XML,
    eu_fsf.CSV,
    eu_fsf.JSON_LINES,
    eu_journal.SOURCE,
    uk_list.XML,
    uk_list.CSV,
    uk_list.NORMALISED,
    uk_conlist.SOURCE,
    us_csl.SOURCE,
    ftm.LINES,
    ftm.TABLE,
)
"""Every list that can be read, in each of its layouts. The first whose `detect` knows a file reads it."""
