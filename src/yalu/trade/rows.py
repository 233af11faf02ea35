"""Which flows stand in the rows of a table whose layout is known?

Units, shapes and days: as in `flow`.
What cannot be read is a problem of the file, and all problems are collected. What can be read and looks wrong (a period that
does not exist, a partner nobody knows, a code beside another State's name) is a doubt: the row is kept where it can be,
left out where it cannot, and said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec.structs import replace

from yalu.terms.days import Span
from yalu.terms.errors import BadFile, BadInput, Problem
from yalu.trade.cells import heading_key, money, number, period, reads
from yalu.trade.codes import (
    edition_of,
    goods_of,
    means_all,
    other_classification,
    quantity_unit,
    without_section,
)
from yalu.trade.flow import Flow, seen_from
from yalu.trade.labels import parse_label
from yalu.trade.layout import DIRECTIONS, VALUED, columns_of, direction_in
from yalu.trade.row_period import parse_span, period_columns, why_no_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yalu.trade.flow import Direction, Valuation
    from yalu.trade.layout import Cell, Figures, Layout
    from yalu.trade.partners import Partners
    from yalu.trade.table import Row

__all__ = ["Doubt", "Reading", "RowReader", "cell_text", "read_rows"]

_MOST_PROBLEMS = 10_000
# A number with the mark of a footnote: 3520*, 3,630.1 a/, 3520 [1], 3520¹, 3520 (p). A letter alone may be a unit.
_MARKED = re.compile(r"(.*[0-9])\s*([*†‡§]+|\s[a-z]/|\[[0-9a-z]{1,2}\]|\((?:p|r|e|[0-9])\)|[¹²³⁰⁴-⁹①-⑳]+)")
_MONEY = ("USD", "CNY", "EUR", "JPY")  # of printed figures: a price by weight or a share is no value
# What an indicator beside figures of money counts: a share of them, an index, how many partners there are.
_NO_MONEY = re.compile(r"%|share|index|number of|\bno\.? of|比重|占比|指数", re.IGNORECASE)


class Doubt(NamedTuple):
    """What the reader could not take at its word: a kind, the line, the column and what stood there."""

    kind: str
    line: int
    column: str
    says: str


class Reading(NamedTuple):
    """The flows of a table, the doubts about its rows, and the rows left out because nothing in them is a figure.

    `units` are the currencies that were read, each with the multiple in which it was printed.
    """

    flows: list[Flow]
    doubts: list[Doubt]
    notes: list[tuple[int, str]]
    units: frozenset[tuple[str, float]] = frozenset()


class RowReader:
    """Follows one layout down the rows of one table."""

    def __init__(
        self, name: str, headings: Sequence[str], layout: Layout, partners: Partners, vintage: str
    ) -> None:
        self.name, self.headings, self.layout, self.partners, self.vintage = (
            name, headings, layout, partners, vintage,
        )  # fmt: skip
        self.problems: list[Problem] = []
        self.no_such_period: list[Problem] = []  # said with the problems of a file that is refused
        self.doubts: list[Doubt] = []
        self.notes: list[tuple[int, str]] = []
        self.units: set[tuple[str, float]] = set()
        self._spans: dict[tuple[str, ...], Span | BadInput] = {}
        self._hs: dict[str, tuple[str, str]] = {}
        self._units: dict[str, tuple[str, float]] = {}
        self._width = max(columns_of(layout) or (0,))
        self._fixed = period(layout.fixed_period) if layout.fixed_period else None
        self._periods = {each.column: period(each.period) for each in layout.figures if each.period}

    def row(self, row: Row) -> Iterator[Flow]:
        cells = row.cells
        if sum(1 for cell in cells if cell.strip()) < 2:
            self.notes.append((row.line, " ".join(cell for cell in cells if cell.strip())))
            return
        if len(cells) <= self._width:
            cells = cells + [""] * (self._width + 1 - len(cells))
        if self._counts_no_money(row.line, cells):
            return
        span = None if self._periods else self._span(row.line, cells)
        if span is None and not self._periods:
            self._check_cells(row.line, cells)
            return
        shared = self._shared(row.line, cells)
        for figures in self.layout.figures:
            yield from self._figure(row.line, cells, figures, span or self._periods[figures.column], shared)

    def _counts_no_money(self, line: int, cells: Sequence[str]) -> bool:
        column = self.layout.unit_column
        text = cells[column].strip() if 0 <= column < len(cells) else ""
        if not text or money(text) or not _NO_MONEY.search(text):
            return False
        self._doubt("no_money", line, column, f'"{text}" is no money')
        return True

    def _check_cells(self, line: int, cells: Sequence[str]) -> None:
        """Problems in the figures of a row that is left out for its period, so that all of them are said at once."""
        if self.no_such_period and self.no_such_period[-1].where == f"line {line}":
            for column in [each.column for each in self.layout.figures] + [self.layout.quantity]:
                self._number(line, cells, column)

    def _problem_at(self, line: int, column: int, why: str) -> Problem:
        heading = self.headings[column] if 0 <= column < len(self.headings) else ""
        return Problem(self.name, f"line {line}", f"column {column + 1} ({heading})", why)

    def _problem(self, line: int, column: int, why: str) -> None:
        self.problems.append(self._problem_at(line, column, why))

    def _doubt(self, kind: str, line: int, column: int, says: str) -> None:
        heading = self.headings[column] if 0 <= column < len(self.headings) else ""
        self.doubts.append(Doubt(kind, line, heading, says))

    def _number(self, line: int, cells: Sequence[str], column: int) -> float | None:
        if not 0 <= column < len(cells):
            return None
        try:
            return number(cells[column], self.layout.decimal)
        except BadInput as error:
            marked = _MARKED.fullmatch(cells[column].strip())
            if marked and reads(marked[1], self.layout.decimal):
                self._doubt("footnote_mark", line, column, f'"{marked[2].strip()}" behind a number')
                return number(marked[1], self.layout.decimal)
            self._problem(line, column, str(error))
            return None

    # the period

    def _span(self, line: int, cells: Sequence[str]) -> Span | None:
        if self._fixed is not None:
            return self._fixed
        texts = tuple(cells[column].strip() for column in period_columns(self.layout))
        if texts not in self._spans:
            self._spans[texts] = parse_span(self.layout, cells)
        found = self._spans[texts]
        if isinstance(found, Span):
            return found
        kind, at = why_no_span(self.layout, cells)
        if kind:
            self._doubt(kind, line, at, str(found))
        else:
            self.notes.append((line, " ".join(cell for cell in cells if cell.strip())[:120]))
        if kind == "impossible_period":
            self.no_such_period.append(self._problem_at(line, at, str(found)))
        return None

    # what all figures of a row share

    def _shared(self, line: int, cells: Sequence[str]) -> dict[str, object]:
        layout = self.layout
        hs, doubt = self.goods(cells)
        if doubt:
            self._doubt("unknown_code", line, layout.hs.columns[0] if layout.hs.columns else -1, doubt)
        quantity = self._number(line, cells, layout.quantity)
        unit, factor = self.unit(cell_text(layout.quantity_unit, cells))
        return {
            "reporter": self._reporter(line, cells),
            "hs": hs,
            "edition": edition_of(cell_text(layout.edition, cells)),
            "quantity": None if quantity is None else quantity * factor,
            "unit": unit if quantity is not None else "",
            "basis": layout.basis,
            "breakdown": self.breakdown(cells),
            "goods": cells[layout.goods].strip() if 0 <= layout.goods < len(cells) else "",
            "vintage": self.vintage,
            "line": line,
        }

    def _reporter(self, line: int, cells: Sequence[str]) -> str:
        if self.layout.counterparty.columns:  # who compiled a printed figure need not be a State
            return self.partners.find((cell_text(self.layout.reporter, cells),))[0]
        return self.place(line, self.layout.reporter, cells, "unknown_reporter")

    def place(self, line: int, where: Cell, cells: Sequence[str], unknown: str) -> str:
        """The code of the State that the cells name; a doubt is kept."""
        columns, constant = where
        if constant:
            return constant
        texts = tuple(cells[column] if column < len(cells) else "" for column in columns)
        if not texts:
            return ""
        code, kind, says = self.partners.find(texts)
        if kind:
            self._doubt(unknown if kind == "unknown_partner" else kind, line, columns[0], says)
        return code

    def goods(self, cells: Sequence[str]) -> tuple[str, str]:
        """The code and a doubt about it; empty where words alone say which goods these are."""
        text = cell_text(self.layout.hs, cells)
        classification = cell_text(self.layout.edition, cells)
        if other_classification(classification) and goods_of(text)[0] != "TOTAL":
            return f"{classification} {text}", f"{classification} {text} is no code of the Harmonized System"
        if not text and 0 <= self.layout.goods < len(cells) and not means_all(cells[self.layout.goods]):
            return "", ""
        if text not in self._hs:
            self._hs[text] = goods_of(without_section(text) if self.layout.section_first else text)
        return self._hs[text]

    def unit(self, text: str) -> tuple[str, float]:
        """The canonical unit of a quantity and the factor to it."""
        if text not in self._units:
            self._units[text] = quantity_unit(text)
        return self._units[text]

    def breakdown(self, cells: Sequence[str]) -> str:
        """What splits the row further; empty for a row of totals."""
        parts = [
            f"{split.heading}={cells[split.column].strip()}"
            for split in self.layout.splits
            if split.column < len(cells) and heading_key(cells[split.column]) not in split.totals
        ]
        own = re.sub(r"[.\s]", "", cell_text(self.layout.hs, cells))
        if own.isdigit() and len(own) in (8, 10) and own[6:].strip("0") and not self.layout.section_first:
            parts.append(f"code={own}")
        return "; ".join(parts)

    # one figure

    def _figure(
        self, line: int, cells: Sequence[str], figures: Figures, span: Span, shared: dict[str, object]
    ) -> Iterator[Flow]:
        layout = self.layout
        value = self._number(line, cells, figures.column)
        growth = self._number(line, cells, figures.growth)
        if value is None and shared["quantity"] is None and growth is None:
            return
        partner, direction, currency, factor = self.about(line, cells, figures)
        if value is not None:
            self.units.add((currency, factor))
        if not direction:
            return
        value = _times(value, factor)
        flow = Flow(
            **shared,  # type: ignore[arg-type]  # a dictionary of this class's own making
            partner=partner,
            direction=cast("Direction", direction),
            since=span.since.replace(month=1) if figures.cumulative else span.since,
            until=span.end or span.since,
            value=value,
            currency=currency,
            valuation=self._valuation(line, cells, direction, value),
            growth=None if growth is None else growth * figures.growth_factor,
            running=figures.cumulative,
            column=figures.heading,
        )
        if not layout.counterparty.columns:
            yield flow
            return
        printed = self._transcribed(line, cells, flow)
        if printed.value is None and printed.quantity is None and printed.growth is None:
            self.notes.append((line, " ".join(cell for cell in cells if cell.strip())[:120]))
        else:
            yield printed

    def _transcribed(self, line: int, cells: Sequence[str], flow: Flow) -> Flow:
        """A printed figure: seen from the State that reports it, or the partner's own where nobody does."""
        layout = self.layout
        unit = cells[layout.unit_column].strip() if layout.unit_column < len(cells) else ""
        plain = unit in _MONEY and flow.value is not None
        flow = replace(flow, value=flow.value if plain else None, currency=unit if plain else "")
        if 0 <= layout.code_basis < len(cells) and cells[layout.code_basis].strip() == "mapped":
            flow = replace(flow, edition="")
        status = cells[layout.status].strip() if 0 <= layout.status < len(cells) else ""
        if status not in ("", "ok"):
            self._doubt(
                "doubted_figure", line, layout.status, f"marked {status.replace('_', ' ')} in the table"
            )
        if self.partners.find((flow.reporter,))[1]:
            counterparty = self.place(line, layout.counterparty, cells, "unknown_partner")
            return replace(
                flow, reporter=flow.partner, partner=counterparty, basis="compiled", valuation="unknown"
            )
        direction = seen_from(flow.partner, flow) or flow.direction
        return replace(flow, direction=direction, valuation=VALUED.get(direction, "unknown"))

    def about(self, line: int, cells: Sequence[str], figures: Figures) -> tuple[str, str, str, float]:
        """Partner, direction, currency and factor of one figure."""
        layout = self.layout
        if layout.label >= 0:
            label = parse_label(cells[layout.label])
            if label is None:
                return "", "", "", 1.0
            partner = self._known_place(line, layout.label, (label.partner,))
            return partner, label.direction, label.money.currency, label.money.factor
        direction = figures.direction or self._direction(line, cells)
        currency, factor = figures.currency, figures.factor
        if layout.unit_column >= 0 and not currency and not layout.counterparty.columns:
            currency, factor = self._row_money(line, cells)
        if figures.partner:
            partner = self._known_place(line, figures.column, (figures.partner,))
        else:
            partner = self.place(line, layout.partner, cells, "unknown_partner")
        return partner, direction, currency, factor

    def _known_place(self, line: int, column: int, texts: tuple[str, ...]) -> str:
        code, kind, says = self.partners.find(texts)
        if kind:
            self._doubt(kind, line, column, says)
        return code

    def _direction(self, line: int, cells: Sequence[str]) -> str:
        where = self.layout.direction
        if where.constant:
            return where.constant
        for column in where.columns:
            text = cells[column] if column < len(cells) else ""
            found = DIRECTIONS.get(heading_key(text))
            if not found and column == self.layout.unit_column:
                found = direction_in(text)
            if found:
                return found
        column = where.columns[0] if where.columns else -1
        text = cells[column].strip() if 0 <= column < len(cells) else ""
        self._problem(line, column, f'"{text}" is no direction; write export or import')
        return ""

    def _row_money(self, line: int, cells: Sequence[str]) -> tuple[str, float]:
        column = self.layout.unit_column
        text = cells[column] if column < len(cells) else ""
        found = money(text)
        if found is None:
            self._doubt("unknown_unit", line, column, f'"{text.strip()}" names no currency')
            return "", 1.0
        return found

    def _valuation(self, line: int, cells: Sequence[str], direction: str, value: float | None) -> Valuation:
        layout = self.layout
        if layout.cif >= 0 and value is not None:
            cif, fob = self._number(line, cells, layout.cif), self._number(line, cells, layout.fob)
            if (cif == value) != (fob == value):
                return "CIF" if cif == value else "FOB"
        if layout.valuation == "by direction":
            return VALUED.get(direction, "unknown")
        return layout.valuation


def _times(value: float | None, factor: float) -> float | None:
    """The value in single units of its currency, to the cent where a multiple was printed."""
    return value if value is None or factor == 1 else round(value * factor, 2)


def cell_text(where: Cell, cells: Sequence[str]) -> str:
    """What the first filled of the columns says, or the constant."""
    columns, constant = cast("tuple[tuple[int, ...], str]", where)
    if constant:
        return constant
    return next((cells[c].strip() for c in columns if c < len(cells) and cells[c].strip()), "")


def read_rows(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Row],
    layout: Layout,
    partners: Partners,
    vintage: str = "",
) -> Reading:
    """The flows that stand in `rows`, with all doubts.

    Raises:
        BadFile: every cell that cannot be read, with its line and column.
    """
    reader = RowReader(name, headings, layout, partners, vintage)
    flows: list[Flow] = []
    for row in rows:
        flows.extend(reader.row(row))
        if len(reader.problems) >= _MOST_PROBLEMS:
            break
    if reader.problems:
        raise BadFile(_by_line(reader.problems + reader.no_such_period))
    if not flows:
        raise BadFile(_by_line(reader.no_such_period) or [_nothing(name, layout)])
    return Reading(flows, reader.doubts, reader.notes, frozenset(reader.units))


def _nothing(name: str, layout: Layout) -> Problem:
    timed = layout.fixed_period or period_columns(layout) or any(each.period for each in layout.figures)
    why = "no row under the heading holds a figure: nothing was found, which is not zero trade"
    return Problem(name, "", "", why if timed else "no column says of which period the figures are")


def _by_line(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda problem: int(problem.where.removeprefix("line ")))
