"""Which figures stand in which section? The section's id picks them; a figure without data is not drawn.

A table as a figure is named by its macro in the template; a chart comes drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.assess.words import in_sentence
from yalu.report import charts
from yalu.report.charts.months import MonthChart, axis_of
from yalu.report.charts.trade import TradeChart
from yalu.report.model import Period
from yalu.report.words import amount, capital, cite, count_word, long_month, months_span, owner
from yalu.terms.cite import resolution_of
from yalu.terms.days import parse_day, plain_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yalu.assess.model import CapUse, Event, Finding, Monthly, StateJudgement
    from yalu.report.links import Links

__all__ = ["Figure", "figures_of"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `what` is drawn in bold, `how` is unit, scale and period; a drawing, or the name of a table.

    `series` are the files beside the page that hold it; `broad` figures take the whole width.
    """

    what: str
    how: str
    series: tuple[str, ...]
    drawing: Markup = Markup("")
    table: str = ""
    caption: str = ""
    broad: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every figure is made from."""

    judgement: StateJudgement
    finding: Finding
    links: Links
    periods: tuple[Period, ...]


def figures_of(
    judgement: StateJudgement, finding: Finding, links: Links, periods: Sequence[Period] = ()
) -> tuple[Figure, ...]:
    """The figures of one section, in order; none where the judgement holds nothing for them."""
    asked = _Asked(judgement, finding, links, tuple(periods))
    made = (maker(asked) for maker in _MAKERS.get(finding.id, ()))
    return tuple(figure for figure in made if figure is not None)


def _timeline(asked: _Asked) -> Figure | None:
    judgement = asked.judgement
    if not judgement.events:
        return None
    acts = f"{owner(judgement.name)} acts"
    drawing = charts.timeline(
        judgement.events, judgement.lags, acts=acts, on=judgement.on, finding=asked.finding.title
    )
    return Figure("", "", ("events",), drawing, caption="timeline", broad=True)


def _lags(asked: _Asked) -> Figure | None:
    return Figure("", "", ("lags",), table="lags") if asked.judgement.lags else None


def _caps(units: tuple[str, ...]) -> Callable[[_Asked], Figure | None]:
    def make(asked: _Asked) -> Figure | None:
        uses = [use for use in asked.judgement.cap_uses if use.unit in units]
        if not uses:
            return None
        drawing = charts.cap_bars(uses, asked.finding.title)
        return Figure("Recorded against each cap", ", per cent of the cap", ("cap_uses",), drawing)

    return make


def _coal(asked: _Asked) -> Figure | None:
    months = asked.judgement.coal_months
    if not months:
        return None
    uses = [use for use in asked.judgement.cap_uses if use.unit == "t"]
    periods = _within(months, [*_cap_periods(uses), *_coal_ban(asked.judgement)])
    chart = MonthChart(
        months=months,
        finding=asked.finding.title,
        periods=tuple(periods),
        acts=tuple(_acts(asked.judgement, months, "coal")),
        about=frozenset(_about(months, uses)),
    )
    how = f", {axis_of(months).words}, {months_span([month.month for month in months])}"
    notes = []
    if any(month.status == "contested" for month in months):
        notes.append("Purple: contested; lawful or not depends on the reading.")
    if any(month.status == "over" for month in months):
        notes.append("Vermilion: over the cap.")
    if any(month.status == "missing" for month in months):
        notes.append("Hatched: no figure.")
    return Figure("Month by month", how, ("coal_months",), charts.month_bars(chart), caption=" ".join(notes))


def _cap_periods(uses: Sequence[CapUse]) -> list[Period]:
    return [
        Period(since=use.since, until=use.until, kind="partial ban", label=capital(use.label)) for use in uses
    ]


def _coal_ban(judgement: StateJudgement) -> list[Period]:
    """From the adoption of the resolution under which coal is listed among the bans."""
    cites = dict.fromkeys(ban.cite for ban in judgement.after_bans if ban.hs.startswith("2701"))
    adopted = {event.label: event.on for event in judgement.events if event.kind == "resolution"}
    return [
        Period(since=adopted[name], until=date.max, kind="full ban", label=f"Ban, {cite(text)}")
        for text in cites
        if (name := str(resolution_of(text))) in adopted
    ]


def _within(months: Sequence[Monthly], periods: Sequence[Period]) -> list[Period]:
    """The periods that the chart shows, each cut where the next begins so that no two tints lie on each other."""
    last = months[-1].month
    end = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
    shown = sorted((p for p in periods if p.since < end and p.until > months[0].month), key=lambda p: p.since)
    cut: list[Period] = []
    for index, one in enumerate(shown):
        following = shown[index + 1].since if index + 1 < len(shown) else end
        # a cap binds until the next one or the ban takes its place, on its own day inside the month
        cut.append(
            Period(since=max(one.since, months[0].month), until=following, kind=one.kind, label=one.label)
        )
    return cut


def _acts(judgement: StateJudgement, months: Sequence[Monthly], goods: str) -> list[Event]:
    first, last = months[0].month, months[-1].month
    return [
        event
        for event in judgement.events
        if event.kind == "act" and first <= event.on <= last and goods in event.detail.casefold()
    ]


def _about(months: Sequence[Monthly], uses: Sequence[CapUse]) -> list[date]:
    """Months that are the whole of an approximate cap figure."""
    return [
        month.month
        for month in months
        for use in uses
        if use.approximate and (use.until - use.since).days < 45 and use.since <= month.month < use.until
    ]


def _fuel(asked: _Asked) -> Figure | None:
    months = asked.judgement.fuel_months
    if not months:
        return None
    late = [address for month in months if month.status == "late" for address in month.rows]
    known = asked.links.known(late, "known")
    words = _late_words(asked, late, _known(known)) if len(known) == 1 else "filed late"
    chart = MonthChart(
        months=months, finding=asked.finding.title, late_words=words, ends=("if all fuel oil", "if all LPG")
    )
    how = f", {axis_of(months).words}, {months_span([month.month for month in months])}"
    title = f"Notified by {in_sentence(asked.judgement.name)}, month by month"
    return Figure(title, how, ("fuel_months",), charts.month_bars(chart), caption=_fuel_caption(months))


def _late_words(asked: _Asked, late: Sequence[str], known: str) -> str:
    """The late months among those of their filing: five late of six filed together."""
    filing = asked.links.known(late, "filing")
    own = asked.links.holding("petroleum_notifications", "filing", filing) if filing else len(late)
    return (
        f"late of {count_word(own)} filed together, known {known}"
        if own > len(late)
        else f"filed together, known {known}"
    )


def _known(days: set[str]) -> str:
    return plain_day(parse_day(next(iter(days))))


def _fuel_caption(months: Sequence[Monthly]) -> str:
    notes = []
    if any(month.low is not None for month in months):
        notes.append("Whisker: the same tonnes if all fuel oil or all LPG; left out on the smallest bars.")
    if any(month.status == "silent" for month in months):
        notes.append("×: no notice came.")
    if any(month.status == "missing" for month in months):
        notes.append("Hatched: no figure.")
    converted = [month.month for month in months if month.converted]
    if converted:
        notes.append(f"Converted here from tonnes: {', '.join(long_month(month) for month in converted)}.")
    return " ".join(notes)


def _fuel_years(asked: _Asked) -> Figure | None:
    years = asked.judgement.fuel_years
    if not years:
        return None
    limits = {use.limit for use in asked.judgement.cap_uses if use.unit == "bbl"}
    limit = f" of {amount(limits.pop(), 'bbl')}" if len(limits) == 1 else ", per cent of the cap"
    ranged = any(year.low is not None for year in years)
    caption = (
        "Line on the bar: range by product. No range where only barrels were published." if ranged else ""
    )
    drawing = charts.year_bars(years, asked.finding.title)
    return Figure("By year against the joint cap", limit, ("fuel_years",), drawing, caption=caption)


def _trade(asked: _Asked) -> Figure | None:
    judgement = asked.judgement
    if not judgement.trade_years:
        return None
    chart = TradeChart(
        years=judgement.trade_years,
        finding=asked.finding.title,
        on=judgement.on,
        events=judgement.events,
        periods=asked.periods,
    )
    how = f", {chart.unit}, current prices, {chart.span[0]} to {chart.span[1]}"
    return Figure(f"{owner(judgement.name)} total trade", how, ("trade_years",), charts.trade_lines(chart))


def _table(name: str, field: str) -> Callable[[_Asked], Figure | None]:
    """A table of the page under the name of its macro, where the judgement holds the records."""

    def make(asked: _Asked) -> Figure | None:
        held = getattr(asked.judgement, field)
        return Figure("", "", (field,), table=name, broad=True) if held else None

    return make


_MAKERS: dict[str, tuple[Callable[[_Asked], Figure | None], ...]] = {
    "timeline": (_timeline,),
    "lag": (_lags,),
    "coal": (_caps(("t", "USD")), _coal),
    "fuel": (_fuel, _caps(("bbl",)), _fuel_years),
    "after": (_table("after", "after_bans"),),
    "trade": (_trade,),
    "reports": (_table("reports", "reports"),),
    "files-ban": (_table("around", "around_bans"),),
    "files-total": (_table("totals", "file_totals"),),
    "files-mirror": (_table("mirrored", "mirrored"),),
    "files-noticed": (_table("noticed", "noticed"),),
}
