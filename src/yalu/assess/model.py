"""What does a judgement of a State consist of?

Units: tonnes, barrels, US dollars and days are named in `unit`; shares of a cap are 0 to 1 (2.0 is twice the cap).
Shapes: every list is in the order in which it is printed; a figure nobody published is None, never zero.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "AfterBan", "AroundBan", "Basis", "CapUse", "Event", "FileTotal", "FileUsed", "Finding", "Grade", "Indicator", "Lag",
    "Mirrored", "Monthly", "Note", "Noticed", "Report", "Reply", "RowTable", "StateJudgement", "Stretch", "Sure", "Trust",
    "YearCap", "YearTrade",
]  # fmt: skip

Grade = Literal["kept", "partly kept", "not kept", "contested", "cannot be judged", "context"]
Sure = Literal["low", "moderate", "high"]
Basis = Literal["recorded", "notified", "estimated", "alleged", "enacted", "reported"]


class Reply(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the State said to the finding; `kind` is none where the casebook holds no answer."""

    kind: Literal["none", "error", "disputed", "exempt", "accepted", "acted"]
    text: str


class Indicator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that was looked at, its figure, its grade and what it rests on.

    `figure` and `beside` are the value and its rival as printed; `low` and `high` bound `value` in the same unit
    and are None where only one figure exists. `needs` names what would be needed where the grade is open.
    `rows` are addresses `table:id` of the casebook rows behind the figure.
    """

    id: str
    section: str
    title: str
    measures: tuple[str, ...]
    cites: tuple[str, ...]
    since: date | None
    until: date | None
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    basis: Basis
    figure: str
    beside: str = ""
    grade: Grade
    sure: Sure
    reason: str
    reply: Reply
    needs: tuple[str, ...] = ()
    sources: tuple[str, ...]
    rows: tuple[str, ...]


class Note(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One labelled remark in the column beside a chart ("Press check", "Not said", "Breaks"), with the rows it quotes."""

    label: str
    text: str
    rows: tuple[str, ...] = ()


class Trust(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two boxes under every figure, and the casebook rows behind it: addresses `table:id`."""

    where_from: str
    how_far: str
    rows: tuple[str, ...]
    measures: tuple[str, ...] = ()


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One section of the page: its finding in a sentence, its grades, and the remarks beside the chart.

    `indicators` are the ids of the indicators that the section grounds.
    """

    id: str
    label: str
    title: str
    indicators: tuple[str, ...]
    notes: tuple[Note, ...]
    trust: Trust


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dated point of the timeline."""

    on: date
    kind: Literal[
        "launch_day", "nuclear_test", "long_range_launch", "resolution", "act", "mandate_end", "veto"
    ]
    label: str
    detail: str = ""
    row: str


class Lag(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days from a resolution to the State's first act in force; None where the casebook has no act.

    `covers` is our reading of the act's scope against the resolution's; `missed` names measures it leaves out.
    """

    resolution: int
    adopted: date
    act: str | None
    in_force: date | None
    days: int | None
    covers: str
    missed: tuple[str, ...] = ()
    rows: tuple[str, ...]


class CapUse(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One cap over its period against what was recorded: `share` is amount over limit."""

    cap: str
    label: str
    since: date
    until: date
    unit: Literal["t", "USD", "bbl"]
    amount: float
    limit: float
    share: float
    approximate: bool
    rows: tuple[str, ...]


class Monthly(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month of a series. `value` is None for a month without a figure; `status` says why.

    recorded: a figure in time; late: notified in a later filing; silent: a duty to notify and nothing came;
    missing: no figure in the casebook; contested: lawful or not depends on a contested reading.
    """

    month: date
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    status: Literal["recorded", "late", "silent", "missing", "contested", "over"]
    converted: bool = False
    rows: tuple[str, ...]


class YearCap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One year against a joint cap: shares of the cap with their range by product, and what others estimate."""

    year: int
    label: str
    share: float | None
    low: float | None = None
    high: float | None = None
    estimates: tuple[str, ...] = ()
    rows: tuple[str, ...]


class AfterBan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What customs recorded of one good, as its rows name it, in periods that follow each other after its ban.

    `since` to `until` is the records' own period; an estimate names its own in `estimated`.
    """

    goods: str
    hs: str
    cite: str
    measure: str
    since: date
    until: date
    recorded: str | None
    estimated: str | None
    grade: Grade
    sure: Sure
    reading: str
    reply: Reply
    rows: tuple[str, ...]


class YearTrade(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One year's total trade in US dollars from one series; series are never joined."""

    year: int
    series: str
    total_usd: float | None = None
    imports_usd: float | None = None
    exports_usd: float | None = None
    with_crude_estimate: bool = False
    rows: tuple[str, ...]


class FileUsed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One statistics file that the user gave: its layout, hash and period, and how many of its flows were used."""

    file: str
    sha256: str
    layout: str
    since: date | None
    until: date | None
    flows: int
    used: int
    rows: tuple[str, ...] = ()


class Stretch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the files hold of some goods, in so many months from `since` on; `quantity_t` only if every row has a weight."""

    since: date
    until: date
    months: int
    value: float
    currency: str
    quantity_t: float | None = None


class AroundBan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trade in one product around one measure in the user's files: a year before, while it began to bind, and after.

    `before` is what ended in the twelve months (or the last whole year) before the first day; `between` are the periods that
    the first day or the wind-down window cuts or holds; `after` begins behind them. A stretch without a row is None: that is
    not zero. `change` is the monthly mean of `after` over that of `before`, less 1, of the value; `change_t` of the weight.
    `as_filed` are the codes in the files with the relation of the conversion. `noticed` are the kinds of the reader's findings
    on these rows.
    """

    goods: str
    hs: str
    as_filed: str
    book: str
    cite: str
    measure: str
    since: date
    window_last_day: date | None = None
    before: Stretch | None = None
    between: Stretch | None = None
    after: Stretch | None = None
    change: float | None = None
    change_t: float | None = None
    grade: Grade
    sure: Sure
    reading: str
    noticed: tuple[str, ...] = ()
    rows: tuple[str, ...]


class FileTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The State's trade in all goods with the sanctioned State in one year of the user's files, against the year before.

    `growth` is a share. With a panel of partners `below` of `partners` grew less, which is `grew_less` as a share, and `median`
    is the growth of the middle partner. `voted` are the resolutions of the year.
    """

    book: str
    direction: str
    since: date
    until: date
    value: float
    currency: str
    growth: float | None = None
    below: int | None = None
    partners: int | None = None
    grew_less: float | None = None
    median: float | None = None
    voted: tuple[int, ...] = ()
    noticed: tuple[str, ...] = ()
    rows: tuple[str, ...]


class Mirrored(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One flow between the State and the sanctioned State as both sides have it; `margin` is bought over sold, less 1."""

    exporter: str
    importer: str
    hs: str
    since: date
    until: date
    sold_usd: float
    bought_usd: float
    valued: str
    margin: float
    agrees: bool
    noticed: tuple[str, ...] = ()
    rows: tuple[str, ...]


class Noticed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that the reader noticed in the user's files; no number was changed for it. `at` is where: `file:line`."""

    kind: str
    severity: Literal["error", "warning", "note"]
    says: str
    count: int
    at: tuple[str, ...]
    rows: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One duty to report, when it was due, what the State did, and how many States did."""

    duty: str
    due: date
    state_did: str | None
    grade: Grade
    sure: Sure
    all_states: str
    rows: tuple[str, ...]


class RowTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A casebook table as far as the page rests on it; every row starts with its id."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class StateJudgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Does this State do what it voted for, as far as the casebook tells on this day?

    The headline is a sentence that names the gravest exception. Grades are neither averaged nor summed: `grade`
    is kept or not kept only if every judged indicator is, else partly kept.
    """

    state: str
    name: str
    on: date
    regime: str
    casebook: date
    headline: str
    grade: Grade
    sure: Sure
    reason: str
    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]
    events: tuple[Event, ...]
    lags: tuple[Lag, ...]
    cap_uses: tuple[CapUse, ...]
    coal_months: tuple[Monthly, ...]
    fuel_months: tuple[Monthly, ...]
    fuel_years: tuple[YearCap, ...]
    after_bans: tuple[AfterBan, ...]
    trade_years: tuple[YearTrade, ...]
    files: tuple[FileUsed, ...] = ()
    around_bans: tuple[AroundBan, ...] = ()
    file_totals: tuple[FileTotal, ...] = ()
    mirrored: tuple[Mirrored, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    reports: tuple[Report, ...]
    would_change: tuple[Note, ...]
    missing: tuple[str, ...]
    tables: tuple[RowTable, ...]
