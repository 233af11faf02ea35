"""How much does the State trade with the sanctioned State in all, and what breaks the series?

Units: US dollars of the day, imports and exports seen from the State.
Shapes: one `YearTrade` for each year and series. Series are never joined: the statistics office, customs as quoted,
compilers that add an estimate of unreported crude. A year without a figure is absent.
Sources: China's statistics office for 1998 to 2014; published figures since, each with its statistics.
Grades: none. Total trade mixes banned and free goods: it is context, and a fall under an outside cause is marked, not scored.
How sure: moderate, one State's books without the sanctioned State's own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.casebook import addresses, sources_of
from yalu.assess.model import Finding, Indicator, Note, Reply, Trust, YearTrade
from yalu.assess.part import Judged, Part
from yalu.assess.words import amount, both, capital
from yalu.trade.model import ProductFigure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.assess.casebook import Casebook
    from yalu.trade.model import Figure

__all__ = ["OFFICIAL", "QUOTED", "WITH_CRUDE", "total_part", "year_trades"]

OFFICIAL = "statistics office"
QUOTED = "customs as quoted"
WITH_CRUDE = "with an estimate of crude"
_UNASKED = Reply(kind="none", text="")  # context promises nothing, so nothing is answered
_COMPILERS = ("KOTRA", "Statistics Korea", "Bank of Korea", "ROK MOU")
_CRUDE_FROM = 2014  # crude is unreported from January 2014 on; compilers of earlier years had nothing to add
_SEEN_FROM_STATE = {"export": "imports_usd", "import": "exports_usd", "total": "total_usd"}


class _Reading(NamedTuple):
    """One year's figure in one series: which side, how much, from which row."""

    year: int
    series: str
    side: str
    value: float
    address: str
    known: date
    doubtful: bool


def year_trades(state: str, casebook: Casebook) -> tuple[YearTrade, ...]:
    """Every year of every series, by series and year."""
    years = [
        YearTrade(
            year=row.year,
            series=OFFICIAL,
            total_usd=row.total_usd,
            imports_usd=row.imports_usd,
            exports_usd=row.exports_usd,
            rows=addresses("china_annual_1998_2014", [row]),
        )
        for row in casebook.years
        if row.reporter == state
    ]
    readings = _readings(state, casebook)
    official = {year.year for year in years}
    for series in (QUOTED, WITH_CRUDE):
        listed = {reading.year for reading in readings if reading.series == series}
        years.extend(
            _quoted(year, series, [r for r in readings if (r.year, r.series) == (year, series)])
            for year in sorted(listed - official if series == QUOTED else listed)
        )
    return tuple(years)


def _readings(state: str, casebook: Casebook) -> list[_Reading]:
    rows: list[Figure | ProductFigure] = [row for row in casebook.figures if row.series == "china_dprk_total"]
    rows += [
        row for row in casebook.products if row.series.endswith((".total", ".total_with_crude_estimate"))
    ]
    return [
        reading
        for row in rows
        if row.reporter == state and row.goods.startswith("all") and (reading := _reading(row))
    ]


def _reading(row: Figure | ProductFigure) -> _Reading | None:
    whole = (row.since, row.last_day) == (date(row.since.year, 1, 1), date(row.since.year, 12, 31))
    side = _SEEN_FROM_STATE.get(row.direction)
    if not whole or side is None or row.value is None or row.unit != "USD" or row.series.startswith("OEC"):
        return None
    crude = (
        row.statistics.startswith(_COMPILERS) and row.since.year >= _CRUDE_FROM and "no crude" not in row.note
    )
    table = "product_figures" if isinstance(row, ProductFigure) else "published_figures"
    doubtful = (isinstance(row, ProductFigure) and row.status != "ok") or "suspect" in row.note
    return _Reading(
        row.since.year,
        WITH_CRUDE if crude else QUOTED,
        side,
        row.value,
        f"{table}:{row.id}",
        row.known,
        doubtful,
    )


def _quoted(year: int, series: str, readings: Sequence[_Reading]) -> YearTrade:
    """The year from its figures: published ones first, doubtful ones last, no sum where a total was printed."""
    sides: dict[str, _Reading] = {}
    for reading in sorted(
        readings, key=lambda r: (r.doubtful, r.address.startswith("product"), r.known, r.address)
    ):
        sides.setdefault(reading.side, reading)
    total, imports, exports = (sides.get(side) for side in ("total_usd", "imports_usd", "exports_usd"))
    rows = tuple(dict.fromkeys(reading.address for reading in sides.values()))
    summed = imports.value + exports.value if imports and exports else None
    return YearTrade(
        year=year,
        series=series,
        total_usd=total.value if total else summed,
        imports_usd=imports.value if imports else None,
        exports_usd=exports.value if exports else None,
        with_crude_estimate=series == WITH_CRUDE,
        rows=rows,
    )


def total_part(state: str, name: str, casebook: Casebook) -> Part:
    """The context indicator and its section."""
    years = [year for year in year_trades(state, casebook) if year.total_usd is not None]
    own = [year for year in years if not year.with_crude_estimate]
    if not own:
        return _nothing(name)
    last = max(own, key=lambda year: year.year)
    peak = max(own, key=lambda year: year.total_usd or 0)
    several = last.series != peak.series
    rows = tuple(dict.fromkeys((*last.rows, *peak.rows)))
    indicator = Indicator(
        id="total-trade",
        section="trade",
        title="Total trade",
        measures=(),
        cites=(),
        since=date(min(year.year for year in own), 1, 1),
        until=date(last.year + 1, 1, 1),
        value=last.total_usd,
        unit="USD",
        basis="recorded",
        figure=f"{amount(last.total_usd or 0, 'USD')} in {last.year}",
        beside=f"{peak.year} peak: {amount(peak.total_usd or 0, 'USD')}{f' ({peak.series}, another series)' if several else ''}"
        if peak.year != last.year
        else "",
        grade="context",
        sure="moderate",
        reason=f"Total trade mixes banned and free goods; it shows the setting and is never scored. {last.year}: {last.series}.",
        reply=_UNASKED,
        sources=_sources(casebook, rows),
        rows=rows,
    )
    return Part((Judged(indicator),), _finding(state, name, casebook, indicator, own))


def _sources(casebook: Casebook, rows: Sequence[str]) -> tuple[str, ...]:
    wanted = set(rows)
    return sources_of(
        [
            *(row for row in casebook.years if f"china_annual_1998_2014:{row.id}" in wanted),
            *(row for row in casebook.figures if f"published_figures:{row.id}" in wanted),
            *(row for row in casebook.products if f"product_figures:{row.id}" in wanted),
        ]
    )


def _finding(
    state: str, name: str, casebook: Casebook, indicator: Indicator, own: Sequence[YearTrade]
) -> Finding:
    totals = {year.year: year.total_usd or 0 for year in own if year.series == QUOTED}
    pieces = []
    if totals.get(2017) and totals.get(2018):
        pieces.append(f"Trade fell by {_fall(state, casebook, totals, 2018)} in the year after the full bans")
    if casebook.closures and totals.get(2019) and totals.get(2020):
        pieces.append(f"by {_fall(state, casebook, totals, 2020)} when the DPRK shut its border")
    notes = [Note(label="Why this grade", text=indicator.reason)]
    notes.extend(Note(label="Against its own past", text=text) for text in _against_past(casebook, own))
    breaks = [f"{row.year}: {row.note}" for row in casebook.years if row.note and row.reporter == state]
    breaks += [
        f"{row.since.year}: {row.note}"
        for row in casebook.figures
        if row.reporter == state and row.series == "china_dprk_total" and row.direction == "total"
        and row.note.startswith(("first print", "border closed", "its growth implies"))
    ]  # fmt: skip
    if breaks:
        notes.append(Note(label="Breaks", text="; ".join(dict.fromkeys(breaks)) + "."))
    closed = both(
        f"{row.since.year}–{row.last_day.year}" if row.last_day else f"{row.since.year} on"
        for row in casebook.closures
    )
    cause = f" The fall of {closed} is the DPRK’s own border closure and no enforcement." if closed else ""
    return Finding(
        id="trade",
        label="Total trade",
        title=", then ".join(pieces) or f"Total trade of {name}: {indicator.figure}",
        indicators=(indicator.id,),
        notes=tuple(notes),
        trust=Trust(
            where_from=_told_by(state, casebook),
            how_far=f"Good for the level of a year in one series. Series are never joined{_crude(state, casebook)}.{cause}",
            rows=("china_annual_1998_2014", "published_figures", "product_figures", "closures"),
        ),
    )


def _told_by(state: str, casebook: Casebook) -> str:
    """Whose figures the years are."""
    said = {
        OFFICIAL: "the State’s statistics office",
        QUOTED: "customs as quoted in the press",
        WITH_CRUDE: "compilers who add an estimate of crude oil, as a series of their own",
    }
    held = {year.series for year in year_trades(state, casebook)}
    return f"{capital('; '.join(words for series, words in said.items() if series in held))}."


def _crude(state: str, casebook: Casebook) -> str:
    """What sets the compilers' series apart, where the page has it."""
    if not any(year.with_crude_estimate for year in year_trades(state, casebook)):
        return ""
    return ": crude has been unreported since 2014, and compilers add it by estimate"


def _fall(state: str, casebook: Casebook, totals: Mapping[int, float], year: int) -> str:
    """The fall into a year: as printed with its total, since the year before may have been revised, else computed."""
    printed = [
        row.growth
        for row in casebook.figures
        if row.reporter == state
        and row.direction == "total"
        and row.value == totals[year]
        and row.since.year == year
    ]
    growth = next((value for value in printed if value is not None), totals[year] / totals[year - 1] - 1)
    return f"{-growth * 100:.0f} %"


def _signed(share: float) -> str:
    """A change in per cent with its sign; the minus is the typographic one."""
    return f"{share * 100:+.1f}".replace("-", "−")


def _against_past(casebook: Casebook, own: Sequence[YearTrade]) -> list[str]:
    """Each year of the official series that followed a resolution, against the year before."""
    totals = {year.year: year.total_usd or 0 for year in own if year.series == OFFICIAL}
    voted = {row.on.year: str(row.resolution) for row in casebook.council if row.kind == "measures"}
    return [
        f"{year}, year of {voted[year]}: {_signed(totals[year] / totals[year - 1] - 1)} % on the year before."
        for year in sorted(totals)
        if year in voted and year - 1 in totals
    ]


def _nothing(name: str) -> Part:
    indicator = Indicator(
        id="total-trade",
        section="trade",
        title="Total trade",
        measures=(),
        cites=(),
        since=None,
        until=None,
        value=None,
        unit="USD",
        basis="recorded",
        figure="no figure",
        grade="context",
        sure="low",
        reason=f"No yearly total of {name} is in the casebook.",
        reply=_UNASKED,
        needs=(f"yearly trade of {name} with the DPRK",),
        sources=(),
        rows=(),
    )
    finding = Finding(
        id="trade",
        label="Total trade",
        title=f"No yearly total of {name} is in the casebook",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(where_from="Nothing was found.", how_far="No row is not a zero.", rows=()),
    )
    return Part((Judged(indicator),), finding, (), (f"yearly trade of {name} with the DPRK",))
