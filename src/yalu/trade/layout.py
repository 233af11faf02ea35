"""How does a table hold its flows: which column says what, in which unit?

A `Layout` is what a source makes of the headings of one file. One reader (`flows`) follows it row by row, another in bulk
(`yalu.trade.stored.frames`), so that both read alike.
Units: `Figures.factor` turns a printed number into single units of its currency, `growth_factor` into a share.
Assumes one heading row; what stands above it is the title, what follows without a period and a partner is a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from yalu.terms.places import Numbering
from yalu.trade.cells import heading_key
from yalu.trade.flow import Basis, Valuation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DIRECTIONS", "VALUED", "Cell", "Figures", "Head", "Layout", "Split", "columns_of", "direction_in"]

# Spellings of the direction, by heading key.
DIRECTIONS: Mapping[str, str] = {
    heading_key(spelling): direction
    for direction, spellings in {
        "export": "x|export|exports|2|出口|出口额|出口总额|수출|экспорт|эк|domestic export|gross exp.|dx|dprk_export",
        "import": "m|import|imports|1|进口|进口额|进口总额|수입|импорт|им|gross imp.|fm|foreign import|dprk_import",
        "total": "total|total trade|trade|进出口|进出口总额|进出口合计|imports and exports|both",
        "re-export": "rx|re-export|re-exports|3|复出口",
        "re-import": "rm|re-import|re-imports|4|复进口",
    }.items()
    for spelling in spellings.split("|")
}
# By custom (UN, IMTS 2010, 4.8): exports are valued free on board, imports with cost, insurance and freight.
VALUED: Mapping[str, Valuation] = {
    "export": "FOB",
    "re-export": "FOB",
    "import": "CIF",
    "re-import": "CIF",
}


class Head(NamedTuple):
    """The heading row of a table: its cells, their keys, the words above it, and the row below it."""

    cells: Sequence[str]
    keys: Sequence[str]
    above: str
    below: Sequence[str]
    name: str = ""

    def at(self, *headings: str) -> int:
        """The column of the first of `headings` that stands here; -1 where none does."""
        for heading in headings:
            key = heading_key(heading)
            if key in self.keys:
                return self.keys.index(key)
        return -1

    def has(self, *headings: str) -> bool:
        """Do all of them stand here?"""
        return all(heading_key(heading) in self.keys for heading in headings)


class Cell(NamedTuple):
    """Where a field stands: the columns that say it, or a constant of the whole table."""

    columns: tuple[int, ...] = ()
    constant: str = ""


class Figures(NamedTuple):
    """One column of values and what its heading says of all of them; empty fields are said by other columns.

    `period` is set where each year has its own column.
    """

    column: int
    heading: str
    direction: str = ""
    partner: str = ""
    currency: str = ""
    factor: float = 1.0
    cumulative: bool = False
    growth: int = -1
    growth_factor: float = 0.01
    period: str = ""


class Split(NamedTuple):
    """A column that splits a figure further, with the codes that stand for "all of them"."""

    column: int
    heading: str
    totals: frozenset[str]


class Layout(Struct, frozen=True, kw_only=True):
    """Which column holds what. Columns count from 0; -1 is none.

    `exporter_first` marks tables of exporter and importer, which have no reporter: the exporter stands for it.
    `unit_column` holds the currency and multiple of its row; `quantity_unit` the unit of `quantity`.
    `cif` and `fob` hold the value in each valuation beside the main one. `header_rows` counts the heading's rows.
    `section_first` marks codes with the publisher's number of the section before them, one digit or two.
    `counterparty` marks tables whose direction is seen from the partner's side: a row that a State reports is turned round, any
    other is the partner's own with the counterparty. `doubt` is the kind and the words of what the headings leave open;
    `status` a column in which the transcriber says what is wrong with a row, `code_basis` one that says how a code was come by.
    `label` is a column that says direction, partner and unit in one sentence, as China's statistics office does.
    """

    source: str
    says: str
    numbering: Numbering = "m49"
    reporter: Cell = Cell()
    partner: Cell = Cell()
    exporter_first: bool = False
    direction: Cell = Cell()
    hs: Cell = Cell()
    section_first: bool = False
    edition: Cell = Cell()
    year: int = -1
    month: int = -1
    period: int = -1
    first_day: int = -1
    last_day: int = -1
    fixed_period: str = ""
    figures: tuple[Figures, ...] = ()
    label: int = -1
    unit_column: int = -1
    quantity: int = -1
    quantity_unit: Cell = Cell()
    valuation: Literal["by direction"] | Valuation = "by direction"
    cif: int = -1
    fob: int = -1
    basis: Basis = "recorded"
    splits: tuple[Split, ...] = ()
    goods: int = -1
    counterparty: Cell = Cell()
    doubt: tuple[str, str] = ("", "")
    status: int = -1
    code_basis: int = -1
    decimal: str = "."
    header_rows: int = 1


def direction_in(text: str) -> str:
    """The direction that words of a heading name; empty where they name none.

    >>> direction_in("Export (US$ Thousand)"), direction_in("进出口总额")
    ('export', 'total')
    """
    plain = text.casefold()
    if re.search(
        r"进出口|total|both|수출입|imports?\s*(?:and|&|\+|/)\s*exports?|exports?\s*(?:and|&|\+|/)\s*imports?",
        plain,
    ):
        return "total"
    if re.search(r"出口|export|수출|экспорт", plain):
        return "export"
    return "import" if re.search(r"进口|import|수입|импорт", plain) else ""


def columns_of(layout: object) -> frozenset[int] | None:
    """The columns that a layout reads; None for anything else than a layout: none need to be left out there."""
    if not isinstance(layout, Layout):
        return None
    cells = (
        layout.reporter,
        layout.partner,
        layout.direction,
        layout.hs,
        layout.edition,
        layout.quantity_unit,
        layout.counterparty,
    )
    single = (
        layout.year, layout.month, layout.period, layout.first_day, layout.last_day, layout.label, layout.unit_column,
        layout.quantity, layout.cif, layout.fob, layout.goods, layout.status,
    )  # fmt: skip
    wanted = {column for cell in cells for column in cell.columns} | set(single)
    wanted |= {column for each in layout.figures for column in (each.column, each.growth)}
    wanted |= {split.column for split in layout.splits}
    return frozenset(wanted - {-1})
