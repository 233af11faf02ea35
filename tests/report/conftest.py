"""A judgement written by hand from published figures, so that pages are tested apart from how figures are computed.

Sources: coal of 2016 and 2017, Kyodo News and Korea Herald quoting the Committee; caps, S/RES/2321 (2016) paragraph
26(b); fuel, notifications to the Committee quoted by Yonhap, Korea Herald and KBS; trade of 1998 to 2014, National
Bureau of Statistics of China; later years, China's customs in the press; notices, Ministry of Commerce of China.
"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.assess.model import (
    AfterBan,
    CapUse,
    Event,
    Finding,
    Indicator,
    Lag,
    Monthly,
    Note,
    Reply,
    Report,
    RowTable,
    StateJudgement,
    Trust,
    YearCap,
    YearTrade,
)  # fmt: skip

NONE = Reply(kind="none", text="")
ON = date(2025, 12, 31)


def _indicator(
    ident: str,
    section: str,
    title: str,
    figure: str,
    beside: str,
    grade: str,
    sure: str,
    reply: Reply,
    reason: str,
) -> Indicator:
    return Indicator(
        id=ident, section=section, title=title, measures=(), cites=(), since=date(2006, 10, 14), until=date(2026, 1, 1),
        value=None, unit="", basis="recorded", figure=figure, beside=beside, grade=grade, sure=sure,  # type: ignore[arg-type]
        reason=reason, reply=reply, sources=("Kyodo News",), rows=(),
    )  # fmt: skip


INDICATORS = (
    _indicator("law-lag", "lag", "Bans written into its own law", "10 to 34 days",
               "5 of 5 sectoral resolutions since 2016", "kept", "moderate",
               Reply(kind="acted", text="seven public notices"),
               "All five have a notice; the slowest took 34 days. Dates in force were read in four of the five texts."),
    _indicator("coal-first-cap", "coal", "Coal caps of 2321, first cap", "200 % by weight", "344 % by value",
               "not kept", "high", Reply(kind="acted", text="suspended imports, 11 Dec 2016"),
               "Both limits bind, whichever is lower. December 2016 passed both."),
    _indicator("coal-year-cap", "coal", "Coal caps of 2321, yearly cap", "57 % by value", "36 % by weight", "kept",
               "high", Reply(kind="acted", text="suspended imports, 19 Feb 2017"),
               "In 2017 imports stopped within a month of notice 12."),
    _indicator("fuel-2021", "fuel", "Refined petroleum, China’s deliveries in 2021", "18.4 % of the joint cap",
               "14.6 to 25.7 % by product", "kept", "low", NONE,
               "2021: 18.4 % of the joint cap as the Committee counts, 14.6 to 25.7 % by product."),
    _indicator("fuel-notices", "fuel", "Monthly notifications, 2020 to 2022", "6 months silent",
               "6 more filed late, together", "not kept", "moderate", NONE, "2397 ¶5 asks for a notice every 30 days."),
    _indicator("after-ban", "after", "Recorded trade after a ban", "0 coal in Nov 2017",
               "2019: 0 recorded, 3.7 Mt estimated", "contested", "low", NONE,
               "Customs and the Panel part over the coal of 2019."),
    _indicator("reports", "reports", "Reports to the Council", "2 of 3 known deadlines missed", "3 others: no figure",
               "partly kept", "moderate", Reply(kind="accepted", text="filed 8 Mar 2019, no number"),
               "Two deadlines passed without a report; one was met."),
    _indicator("workers", "workers", "Workers sent home by 22 Dec 2019", "no figure",
               "stock estimated 50,000 to 80,000", "cannot be judged", "low",
               Reply(kind="accepted", text="“more than half”, no number"), "No count was published."),
    _indicator("trade", "trade", "Total trade", "2.18 bn USD in 2024", "2013 peak: 6.56 bn", "context", "moderate",
               NONE, "Total trade mixes banned and free goods; it shows the setting and is never scored."),
)  # fmt: skip


def _finding(ident: str, label: str, title: str, indicators: tuple[str, ...], rows: tuple[str, ...],
             notes: tuple[Note, ...] = ()) -> Finding:  # fmt: skip
    trust = Trust(
        where_from="Committee counts and Chinese customs as quoted by Kyodo, Korea Herald, Reuters.",
        how_far="Weights agree: the monthly counts sum to 2.676 Mt, customs show 2.67 Mt for the half year.",
        rows=rows,
        measures=("R2321-26b-coal-cap",) if ident == "coal" else (),
    )
    return Finding(id=ident, label=label, title=title, indicators=indicators, notes=notes, trust=trust)


FINDINGS = (
    _finding("timeline", "Tests, resolutions, China’s notices",
             "Eleven resolutions in eleven years; China’s seven notices in the casebook all fall in 21 months", (),
             ("china_acts", "council")),
    _finding("lag", "Legal lag", "Every sectoral resolution since 2016 was in Chinese law within five weeks",
             ("law-lag",), ("china_acts",),
             (Note(label="What would change it", text="An earlier act for 2270, or coverage checked item by item."),)),
    _finding("coal", "Coal caps of 2321",
             "The first cap was passed twice over by weight and 3.4 times by value; the next was stopped at 57 %",
             ("coal-first-cap", "coal-year-cap"), ("coal_2321:C1", "coal_2321:C2", "elsewhere:Z9"),
             (Note(label="Not said", text="The caps bind all States together; other States’ coal is not in these."),)),
    _finding("fuel", "Refined petroleum",
             "What China notified stays inside the cap; for six months it notified nothing",
             ("fuel-2021", "fuel-notices"), ("petroleum_notifications",),
             (Note(label="Press check", text="For 2019 the press reads 83 % of the cap; at 8.33 the same gives 93 %."),
              Note(label="Estimated by others", text="Deliveries by tanker that no State notified."))),
    _finding("after", "Recorded trade after a ban",
             "Banned goods leave China’s customs record within months; coal is where the records part", ("after-ban",),
             ()),
    _finding("trade", "Total trade",
             "Trade fell by half in the year after the full bans, then by more when the border was shut", ("trade",),
             (), (Note(label="Breaks", text="Crude oil unreported since 2014. 2017 was revised from 5.06 to 4.98 bn."),)),
    _finding("reports", "Reports", "China filed one report of three known", ("reports",), ()),
    _finding("workers", "Workers", "Workers: nothing to count with", ("workers",), (),
             (Note(label="Not said", text="Estimates of the stock run from 50,000 to 80,000."),)),
)  # fmt: skip

_LAUNCH_DAYS = (
    "2006-07-05", "2009-04-05", "2009-07-04", "2012-04-13", "2012-12-12", "2013-05-18", "2014-03-26", "2014-06-29",
    "2014-07-26", "2015-05-08", "2016-02-07", "2016-03-10", "2016-03-18", "2016-04-15", "2016-04-28", "2016-05-31",
    "2016-06-22", "2016-08-03", "2016-08-24", "2016-09-05", "2016-10-15", "2017-02-12", "2017-03-06", "2017-04-05",
    "2017-05-14", "2017-05-21", "2017-05-29", "2017-07-04", "2017-07-28", "2017-08-26", "2017-09-15", "2017-11-28",
    "2019-05-04", "2019-07-25", "2019-08-02", "2019-08-24", "2019-10-02", "2019-11-28",
)  # fmt: skip
_TESTS = ("2006-10-09", "2009-05-25", "2013-02-12", "2016-01-06", "2016-09-09", "2017-09-03")
_LONG_RANGE = (("2006-07-05", "satellite"), ("2009-04-05", "satellite"), ("2012-04-13", "satellite"),
               ("2012-12-12", "satellite"), ("2016-02-07", "satellite"), ("2017-07-04", "ICBM"),
               ("2017-07-28", "ICBM"), ("2017-11-28", "ICBM"))  # fmt: skip
_RESOLUTIONS = {
    1695: "2006-07-15", 1718: "2006-10-14", 1874: "2009-06-12", 2087: "2013-01-22", 2094: "2013-03-07",
    2270: "2016-03-02", 2321: "2016-11-30", 2356: "2017-06-02", 2371: "2017-08-05", 2375: "2017-09-11",
    2397: "2017-12-22",
}  # fmt: skip
_ACTS = (
    ("11", "2016-04-05", "coal, iron, iron ore"), ("75", "2016-12-11", "coal to the year's end"),
    ("81", "2017-01-01", "coal cap of 2017"), ("12", "2017-02-19", "all coal"),
    ("40", "2017-08-15", "coal, iron, lead, seafood"), ("52", "2017-09-22", "textiles, condensate"),
    ("4", "2018-01-06", "metals, machinery, vehicles, oil caps, food"),
)  # fmt: skip
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th")

EVENTS = tuple(
    sorted(
        (
            *(
                Event(on=date.fromisoformat(day), kind="launch_day", label="launches", row="")
                for day in _LAUNCH_DAYS
            ),
            *(
                Event(on=date.fromisoformat(day), kind="nuclear_test", label=f"{which} test", row="")
                for which, day in zip(_ORDINALS, _TESTS, strict=True)
            ),
            *(
                Event(on=date.fromisoformat(day), kind="long_range_launch", label=name, row="")
                for day, name in _LONG_RANGE
            ),
            *(
                Event(on=date.fromisoformat(day), kind="resolution", label=str(which), row=f"council:{which}")
                for which, day in _RESOLUTIONS.items()
            ),
            *(
                Event(
                    on=date.fromisoformat(day),
                    kind="act",
                    label=f"No. {which}",
                    detail=what,
                    row=f"china_acts:{which}",
                )
                for which, day, what in _ACTS
            ),
            Event(on=date(2022, 5, 26), kind="veto", label="S/2022/431", row=""),
            Event(on=date(2024, 4, 30), kind="mandate_end", label="Panel of Experts ends", row=""),
        ),
        key=lambda event: event.on,
    )
)


def _lag(resolution: int, act: str | None, in_force: str | None, covers: str) -> Lag:
    adopted = date.fromisoformat(_RESOLUTIONS[resolution])
    day = date.fromisoformat(in_force) if in_force else None
    return Lag(
        resolution=resolution, adopted=adopted, act=act, in_force=day, days=(day - adopted).days if day else None,
        covers=covers, rows=(f"council:{resolution}",),
    )  # fmt: skip


LAGS = (
    _lag(2270, "No. 11 of 2016", "2016-04-05", "25 narrow tariff items; coal outside them stayed open"),
    _lag(2321, "No. 75 of 2016", "2016-12-11", "coal stopped to the year’s end; shipped goods released"),
    _lag(2371, "No. 40 of 2017", "2017-08-15", "coal, iron, lead, seafood; clearing ends 5 Sep"),
    _lag(2375, "No. 52 of 2017", "2017-09-22", "textiles, condensate; old contracts to 10 Dec"),
    _lag(2397, "No. 4 of 2018", "2018-01-06", "metals, machinery, vehicles, oil caps, food and others"),
    _lag(2094, None, None, ""),
    _lag(2087, None, None, ""),
    _lag(1874, None, None, ""),
    _lag(1718, None, None, ""),
)


def _cap(label: str, since: str, until: str, unit: str, amount: float, limit: float, about: bool) -> CapUse:
    return CapUse(
        cap="coal", label=label, since=date.fromisoformat(since), until=date.fromisoformat(until), unit=unit,  # type: ignore[arg-type]
        amount=amount, limit=limit, share=amount / limit, approximate=about, rows=("coal_2321:C1",),
    )  # fmt: skip


CAP_USES = (
    _cap("First cap", "2016-11-30", "2017-01-01", "t", 2_000_000, 1_000_866, True),
    _cap("First cap", "2016-11-30", "2017-01-01", "USD", 184e6, 53_495_894, True),
    _cap("Yearly cap", "2017-01-01", "2017-06-01", "t", 2_676_300, 7_500_000, False),
    _cap("Yearly cap", "2017-01-01", "2017-06-01", "USD", 227e6, 400_870_018, False),
)


def _month(
    year: int, month: int, value: float | None, unit: str, status: str = "recorded", spread: bool = False
) -> Monthly:
    low, high = (value * 6.62 / 8.33, value * 11.65 / 8.33) if spread and value else (None, None)
    return Monthly(
        month=date(year, month, 1), value=value, low=low, high=high, unit=unit, status=status,  # type: ignore[arg-type]
        rows=(f"petroleum_notifications:{year}-{month:02d}",) if unit == "bbl" else (),
    )  # fmt: skip


COAL = (
    _month(2016, 12, 2_000_000, "t", "over"), _month(2017, 1, 1_440_000, "t"), _month(2017, 2, 1_230_000, "t"),
    _month(2017, 3, 6300, "t"), _month(2017, 4, 0, "t"), _month(2017, 5, 0, "t"),
    _month(2017, 6, None, "t", "missing"), _month(2017, 7, None, "t", "missing"),
    _month(2017, 8, 1_640_000, "t", "contested"), _month(2017, 9, 510_000, "t", "contested"),
    _month(2017, 10, None, "t", "missing"), _month(2017, 11, 0, "t"),
)  # fmt: skip
_FUEL_2020 = (3300, 1100, 83, 0, 10600, 8400, 12479, 1183)
_FUEL_2021 = (4893, 92, 8050, 10725, 2829, 11745)
_FUEL_LATE = (41973, 1666, 8730, 1206, 10822, 6295)
FUEL = (
    *(_month(2020, at + 1, value, "bbl", spread=True) for at, value in enumerate(_FUEL_2020)),
    *(_month(2020, at, None, "bbl", "silent") for at in (9, 10, 11, 12)),
    *(_month(2021, at, None, "bbl", "silent") for at in (1, 2)),
    *(_month(2021, at + 3, value, "bbl", spread=True) for at, value in enumerate(_FUEL_2021)),
    *(_month(2021, at + 9, value, "bbl", "late", spread=True) for at, value in enumerate(_FUEL_LATE[:4])),
    *(_month(2022, at + 1, value, "bbl", "late", spread=True) for at, value in enumerate(_FUEL_LATE[4:])),
)
FUEL_YEARS = (
    YearCap(year=2018, label="China + Russia, from tonnes", share=0.807, low=0.641, high=1.128,
            estimates=("760,000 Jan–May (US), 1.5 caps",), rows=()),
    YearCap(year=2019, label="China + Russia", share=0.933, low=0.856, high=1.084,
            estimates=("over 3.89 M Jan–Oct (US), 7.8 caps",), rows=()),
    YearCap(year=2020, label="to August, China + Russia", share=0.259, low=0.229, high=0.403,
            estimates=("4.4 M Jan–Sep (Panel), 8.8 caps",), rows=()),
    YearCap(year=2021, label="China", share=0.18382, low=0.146, high=0.257, rows=()),
    YearCap(year=2022, label="China, Jan–Feb only", share=0.034, low=0.027, high=0.048, rows=()),
    YearCap(year=2023, label="Russia only; China: no figure", share=0.212, rows=()),
    YearCap(year=2024, label="to Aug, China + Russia Jan", share=0.337,
            estimates=("over 165,000 in March (US), 0.3 cap",), rows=()),
)  # fmt: skip


def _after(goods: str, hs: str, cite: str, since: str, until: str, recorded: str, grade: str, sure: str, reading: str,
           reply: Reply = NONE, estimated: str | None = None) -> AfterBan:  # fmt: skip
    return AfterBan(
        goods=goods, hs=hs, cite=cite, measure="R" + cite.replace(" ", "-"), since=date.fromisoformat(since),
        until=date.fromisoformat(until), recorded=recorded, estimated=estimated, grade=grade, sure=sure,  # type: ignore[arg-type]
        reading=reading, reply=reply, rows=(),
    )  # fmt: skip


_EXEMPT = Reply(kind="exempt", text="exempt: notice 40")
AFTER = (
    _after("textiles", "50–63", "2375 16", "2017-09-01", "2017-10-01", "63 M USD", "kept", "moderate",
           "Inside the wind-down: contracts before 11 Sep cleared to 10 Dec. Not a breach by itself.", _EXEMPT),
    _after("textiles", "50–63", "2375 16", "2018-01-01", "2020-01-01", "0 USD", "kept", "moderate",
           "Nothing recorded in either year."),
    _after("coal", "2701", "2371 8", "2017-08-01", "2017-09-01", "1.64 Mt", "contested", "moderate",
           "If the 30-day window covers coal, lawful in part; if it covers iron only, not.", _EXEMPT),
    _after("coal", "2701", "2371 8", "2019-01-01", "2019-09-01", "0 Mt", "contested", "low",
           "Customs zero and the Panel’s figure stand side by side; their difference is the finding.",
           estimated="3.7 Mt, 2.8 of it to Chinese barges"),
    _after("iron ore", "2601", "2371 8", "2017-09-01", "2017-10-01", "3,035 t", "cannot be judged", "low",
           "Needs the contract date and the day of entry."),
)  # fmt: skip

_TOTAL = (0.413, 0.370, 0.488, 0.740, 0.738, 1.024, 1.385, 1.581, 1.700, 1.974, 2.793, 2.681, 3.466, 5.629, 6.034,
          6.557, 6.364)  # fmt: skip
_IMPORTS = (0.057, 0.042, 0.037, 0.167, 0.271, 0.395, 0.586, 0.499, 0.468, 0.584, 0.754, 0.793, 1.188, 2.464, 2.502,
            2.927, 2.868)  # fmt: skip
_LATER = {2017: (4.98, 1.72), 2018: (2.43, 0.21), 2019: (2.79, None), 2020: (0.54, None), 2021: (0.32, None),
          2022: (1.03, None), 2023: (2.30, 0.29), 2024: (2.18, None)}  # fmt: skip
_SEOUL = {2013: (6.54, None), 2014: (6.39, None), 2015: (5.71, 2.48), 2016: (6.05, 2.63), 2018: (2.72, None),
          2021: (0.68, None), 2022: (1.53, None)}  # fmt: skip


def _trade(year: int, series: str, total: float, imports: float | None, crude: bool = False) -> YearTrade:
    return YearTrade(
        year=year, series=series, total_usd=total * 1e9, imports_usd=None if imports is None else imports * 1e9,
        with_crude_estimate=crude, rows=(),
    )  # fmt: skip


TRADE = (
    *(
        _trade(1998 + at, "NBS", pair[0], pair[1])
        for at, pair in enumerate(zip(_TOTAL, _IMPORTS, strict=True))
    ),
    *(_trade(year, "customs", total, imports) for year, (total, imports) in _LATER.items()),
    *(_trade(year, "KOTRA", total, imports, crude=True) for year, (total, imports) in _SEOUL.items()),
)

REPORTS = (
    Report(duty="2270 ¶40", due=date(2016, 5, 31), state_did="not among the 31 States by about 21 June 2016",
           grade="not kept", sure="moderate", all_states="66 of 193 by 24 Sep 2016", rows=()),
    Report(duty="2397 ¶8, interim", due=date(2019, 3, 22), state_did="filed 8 March 2019; contents not published",
           grade="partly kept", sure="moderate", all_states="48 of 193 by 16 Dec 2019", rows=()),
    Report(duty="1718 ¶11", due=date(2006, 11, 13), state_did=None, grade="cannot be judged", sure="low",
           all_states="94 by 24 Sep 2016", rows=()),
)  # fmt: skip

TABLES = (
    RowTable(name="china_acts", columns=("id", "act", "in_force", "what"),
             rows=tuple((which, f"No. {which}", day, what) for which, day, what in _ACTS)),
    RowTable(name="council", columns=("id", "on", "source"),
             rows=tuple((str(which), day, f"S/RES/{which}") for which, day in _RESOLUTIONS.items())),
    RowTable(name="coal_2321", columns=("id", "since", "last_day", "tonnes", "usd", "source", "note", "words"),
             rows=(("C1", "2016-11-30", "2016-12-31", "2000000", "184000000",
                    "Kyodo News, https://english.kyodonews.net/", "rounded", "석탄 & 煤炭"),
                   ("C2", "2017-01-01", "2017-01-31", "1440000", "126000000", "Kyodo News", "", ""))),
    RowTable(name="petroleum_notifications", columns=("id", "known", "barrels"),
             rows=tuple((month.rows[0].partition(":")[2], "2022-03-23", str(month.value)) for month in FUEL)),
)  # fmt: skip

CHINA = StateJudgement(
    state="CHN", name="China", on=ON, regime="UN measures on the DPRK", casebook=date(2026, 11, 21),
    headline="China writes the Council’s bans into its own law within weeks, and its customs recorded no coal, iron ore "
    "or lead by November 2017; but it overran the first coal cap, left six months of fuel deliveries unnotified, and "
    "the UN Panel counted coal where its customs show zero.",
    grade="partly kept", sure="moderate",
    reason="Law and caps rest on dated texts and the Committee’s own counts. What crossed unrecorded after 2017 rests "
    "on estimates by a few States, and China’s answer to them is not in the casebook.",
    indicators=INDICATORS, findings=FINDINGS, events=EVENTS, lags=LAGS, cap_uses=CAP_USES, coal_months=COAL,
    fuel_months=FUEL, fuel_years=FUEL_YEARS, after_bans=AFTER, trade_years=TRADE, reports=REPORTS,
    would_change=(
        Note(label="Monthly fuel notifications after February 2022",
             text="Would show whether the silence of 2020–21 was the exception."),
        Note(label="China’s answer to the Panel on coal in 2019", text="Would move coal from contested to kept or not kept."),
    ),
    missing=("Launches after 2019",), tables=TABLES,
)  # fmt: skip

NOWHERE = StateJudgement(
    state="TUV", name="Tuvalu", on=ON, regime="UN measures on the DPRK", casebook=date(2026, 11, 21),
    headline="The casebook holds nothing on Tuvalu; cannot be judged: needs a trade record or a report.",
    grade="cannot be judged", sure="low", reason="No row names the State.", indicators=(), findings=(), events=(),
    lags=(), cap_uses=(), coal_months=(), fuel_months=(), fuel_years=(), after_bans=(), trade_years=(), reports=(),
    would_change=(), missing=("Trade of Tuvalu with the DPRK", "Reports of Tuvalu"), tables=(),
)  # fmt: skip


@pytest.fixture
def china() -> StateJudgement:
    """A State with every kind of figure."""
    return CHINA


@pytest.fixture
def nowhere() -> StateJudgement:
    """A State of which the casebook holds nothing."""
    return NOWHERE
