"""How much does the State trade with the sanctioned State in all, by the user's files, against the year before and others?

Units: the currency of the book; growth and ranks are shares. Shapes: one `FileTotal` for each year, direction and book.
A year is a year of its own in the files, or the sum of its twelve months; a total of both directions that is not printed is the
sum of the two. Files without totals (BACI) are added up over their codes, and the book says so: that is a total only where
the file holds all goods.
Method: the placebo rank of `placebo`, where the files hold at least `FEWEST` partners of the reporter in both years.
Assumes that the books of one reporter are of one valuation; a panel in yuan has its floor at the rate of the year.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.assess.files import Doubts, Sum, addresses_of, book_of, settled, without_overlap
from yalu.assess.model import FileTotal
from yalu.assess.placebo import FLOOR, placebo, yearly_panel
from yalu.terms.errors import BadInput
from yalu.trade.flow import months_of
from yalu.trade.stored.selected import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yalu.assess.files import Book, Files
    from yalu.assess.placebo import Placebo
    from yalu.trade.flow import Flow

__all__ = ["FEWEST", "file_totals", "with_totals"]

FEWEST = 10  # partners below which a rank says nothing
_CHAPTERS = 30  # chapters that a file without totals must hold before its codes are added up


def file_totals(state: str, files: Files, voted: Mapping[int, Sequence[int]]) -> tuple[FileTotal, ...]:
    """Every year of every book, by book, direction and year.

    Args:
        voted: the resolutions of each year.
    """
    doubts = Doubts(files)
    books: dict[tuple[Book, str], list[Sum]] = defaultdict(list)
    for (book, direction), sums in _books(state, files).items():
        books[book, direction] = _years(sums)
    for book in {book for book, _ in books}:
        printed = books.get((book, "total"), [])
        held = {each.since for each in printed}
        summed = _both(books.get((book, "export"), []), books.get((book, "import"), []))
        books[book, "total"] = sorted([*printed, *(each for each in summed if each.since not in held)])
    panels: dict[tuple[Book, str], Mapping[str, Mapping[int, float]]] = {}
    found = []
    for (book, direction), years in sorted(books.items()):
        before = {each.since.year: each for each in years}
        panels[book, direction] = _panel(files, book, direction, state)
        for each in years:
            rank = _rank(panels[book, direction], files, book, each.since.year, direction)
            last = before.get(each.since.year - 1)
            found.append(
                FileTotal(
                    book=book.words, direction=direction, since=each.since, until=each.until, value=each.value,
                    currency=book.currency,
                    growth=each.value / last.value - 1 if last and last.value else None,
                    below=rank.below if rank else None, partners=rank.n if rank else None,
                    grew_less=rank.percentile if rank else None, median=rank.median if rank else None,
                    voted=tuple(voted.get(each.since.year, ())), noticed=doubts.on(each.flows),
                    rows=addresses_of(files, each.flows),
                )
            )  # fmt: skip
    return tuple(found)


def _books(state: str, files: Files) -> dict[tuple[Book, str], list[Sum]]:
    books: dict[tuple[Book, str], list[Sum]] = defaultdict(list)
    for flow in with_totals(settled(files, state)):
        if flow.hs == "TOTAL":
            books[book_of(flow, files), flow.direction].append(
                Sum(flow.since, flow.until, flow.value or 0.0, None, (flow,))
            )
    return books


def with_totals(flows: Sequence[Flow]) -> list[Flow]:
    """The flows, and for vintages without any total the sum over the codes of their broadest level."""
    held = {flow.vintage for flow in flows if flow.hs == "TOTAL" and not flow.goods.startswith(ADDED)}
    groups: dict[tuple[object, ...], list[Flow]] = defaultdict(list)
    chapters: dict[str, set[str]] = defaultdict(set)
    for flow in flows:
        if flow.vintage not in held and flow.hs.isdigit():
            chapters[flow.vintage].add(flow.hs[:2])
            groups[
                flow.vintage, flow.reporter, flow.partner, flow.direction, flow.since, flow.until, flow.currency, flow.edition
            ].append(flow)  # fmt: skip
    added: list[Flow] = []
    for (vintage, *_), several in groups.items():
        if len(chapters[str(vintage)]) >= _CHAPTERS:
            level = min(len(flow.hs) for flow in several)
            own = [flow for flow in several if len(flow.hs) == level]
            value = sum(flow.value or 0.0 for flow in own)
            added.append(
                replace(
                    own[0],
                    hs="TOTAL",
                    edition="",
                    value=value,
                    quantity=None,
                    unit="",
                    goods=f"{ADDED}, {len(own)}",
                )
            )
    return [*flows, *added]


def _years(sums: Iterable[Sum]) -> list[Sum]:
    """Whole calendar years: printed, or all twelve months of them."""
    found: dict[int, list[Sum]] = defaultdict(list)
    for each in without_overlap(sums):
        found[each.since.year].append(each)
    years = []
    for year, parts in found.items():
        first, end = date(year, 1, 1), date(year + 1, 1, 1)
        ordered = sorted(parts)
        joined = all(one.until == other.since for one, other in pairwise(ordered))
        if joined and ordered[0].since == first and ordered[-1].until == end:
            flows = tuple(flow for part in ordered for flow in part.flows)
            years.append(Sum(first, end, sum(part.value for part in ordered), None, flows))
    return sorted(years)


def _both(exports: Sequence[Sum], imports: Sequence[Sum]) -> list[Sum]:
    """Both directions together, for years that have both."""
    other = {each.since: each for each in imports}
    return [
        Sum(each.since, each.until, each.value + found.value, None, each.flows + found.flows)
        for each in exports
        if (found := other.get(each.since))
    ]


# the panel of partners


def _panel(files: Files, book: Book, direction: str, state: str) -> Mapping[str, Mapping[int, float]]:
    """All partners of the State by year; a direction that is not printed is the sum of the two."""
    own = with_totals(
        [
            flow
            for flow in files.flows
            if flow.reporter == state and (flow.basis, files.source_of(flow)) == (book.basis, book.source)
        ]
    )
    every = [*_months_as_years(own), *own]
    panel = yearly_panel(every, state, direction, book.currency)
    if panel or direction != "total":
        return panel
    out, back = (yearly_panel(every, state, way, book.currency) for way in ("export", "import"))
    return {
        partner: {year: value + back[partner][year] for year, value in years.items() if year in back[partner]}
        for partner, years in out.items()
        if partner in back
    }


def _months_as_years(flows: Iterable[Flow]) -> list[Flow]:
    """Years of which all twelve months are printed, and no year, as flows of a year."""
    months: dict[tuple[str, str, str, str, int], dict[int, Flow]] = defaultdict(dict)
    for flow in flows:
        if months_of(flow) == 1 and flow.hs == "TOTAL" and not flow.running and not flow.breakdown:
            months[flow.reporter, flow.partner, flow.direction, flow.currency, flow.since.year][
                flow.since.month
            ] = flow
    return [
        replace(
            own[1],
            until=date(year + 1, 1, 1),
            value=sum(flow.value or 0.0 for flow in own.values()),
        )
        for (*_, year), own in months.items()
        if len(own) == 12
    ]


def _rank(
    panel: Mapping[str, Mapping[int, float]], files: Files, book: Book, year: int, direction: str
) -> Placebo | None:
    floor = FLOOR * (files.rates.get(year - 1, 7.0) if book.currency == "CNY" else 1.0)
    try:
        found = placebo(panel, files.target, year, direction, floor=floor)
    except BadInput:
        return None
    return found if found.n >= FEWEST else None
