"""What does UN Comtrade say of the trade between two States, brought here as a dated vintage?

With a key or without: without one a call gives 500 records, which the plan respects (`plan`). A run that is stopped, by its user,
by the daily limit or by a cut cable, goes on where it stopped (`journal`). The latest vintage changes only after the last call
is in and checked (`answer`, `vintages`), so a failed run leaves everything as it was.
Sources: addresses and parameters of comtradeapicall 1.3.2; statuses and waits as its users report them. Without a key UN Comtrade
limits the calls of a day without saying to how many.
"""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import msgspec

from yalu import __version__
from yalu.app.sync.answer import Records, key_of, records
from yalu.app.sync.clock import REAL, Clock
from yalu.app.sync.download import Limits, checked_base, fetch, plain_words
from yalu.app.sync.errors import Refused
from yalu.app.sync.folders import taken
from yalu.app.sync.journal import CallCount, Done, Journal, journal_of
from yalu.app.sync.patience import Patience, patiently
from yalu.app.sync.plan import (
    EDITIONS,
    WITH_KEY,
    WITHOUT_KEY,
    Ask,
    Call,
    Terms,
    checked_years,
    halves,
    parse_codes,
    parse_flows,
    plan,
)
from yalu.app.sync.vintages import About, Asked, Stretch, Vintages
from yalu.terms.errors import BadFile, BadInput, UnknownValue, nearest
from yalu.terms.read import gazetteer
from yalu.trade.sources.comtrade import SOURCE
from yalu.trade.vintages import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from yalu.terms.places import Place

__all__ = ["Progress", "Synced", "ask_for", "planned", "sync_comtrade"]

_ALL = "all"
_PAUSE_S = 1.0  # between two calls; the publisher asks for more with status 429 where it wants more
_LONGEST_PAUSE_S = 8.0


class Progress(NamedTuple):
    """How far a run is: calls finished, calls known to be needed, and what has just happened."""

    done: int
    calls: int
    says: str


class Synced(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run brought.

    `new` is false where the data are those of a vintage already kept. `no_record` are periods without a record, `lost` those of
    them that the vintage before had records for. `cut_off` are calls that may lack records, `doubles` counts records about the
    same thing as another one. `about` is the file that holds all of this with every call.
    """

    path: str
    about: str
    snapshot: Snapshot
    new: bool
    calls_made: int
    calls_reused: int
    no_record: tuple[str, ...]
    partial_years: tuple[Stretch, ...]
    cut_off: tuple[str, ...]
    doubles: int
    lost: tuple[str, ...] = ()


def ask_for(
    *,
    reporter: str,
    partner: str,
    since: int,
    last: int,
    year: int,
    monthly: bool = False,
    codes: str = "TOTAL",
    flows: str = "M,X",
    edition: str = "HS",
) -> Ask:
    """The question in UN Comtrade's own codes.

    Args:
        reporter: a place by any code or spelling, or "all"; the same for `partner`, but not both "all".
        last: the last year, inclusive.
        year: the present year.
        codes: TOTAL, AG2, AG4, AG6 or HS codes, with commas.
        edition: HS as reported, or H0 (1992) to H6 (2022) as converted by UN Comtrade.

    Raises:
        BadInput: a place, year, code, flow or edition that cannot be asked for.
    """
    if edition not in EDITIONS:
        raise UnknownValue("edition", edition, nearest(edition.upper(), EDITIONS) or ", ".join(EDITIONS))
    checked_years(since, last, year)
    (by, by_name), (about, about_name) = _place(reporter), _place(partner)
    if by == about:
        raise BadInput(
            "reporter and partner cannot both be all"
            if by is None
            else f"reporter and partner are both {by_name}"
        )
    wanted = parse_codes(codes)
    asked_flows = parse_flows(flows)
    parts = [by_name, about_name, "M" if monthly else "A", str(since), str(last), _slug(wanted)]
    if asked_flows != ("M", "X"):
        parts.append("".join(asked_flows))
    if edition != "HS":
        parts.append(edition)
    return Ask(
        series="-".join(parts),
        reporter=by,
        partner=about,
        since=since,
        last=last,
        monthly=monthly,
        codes=wanted,
        flows=asked_flows,
        edition=edition,
    )


def planned(ask: Ask, *, key: str | None = None) -> tuple[Call, ...]:
    """The calls that a run will make if none is divided on the way."""
    return plan(ask, WITH_KEY if key else WITHOUT_KEY)


def sync_comtrade(
    ask: Ask,
    into: Path,
    *,
    key: str | None = None,
    base: str = SOURCE.address,
    clock: Clock = REAL,
    tell: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    patience: Patience | None = None,
    terms: Terms | None = None,
) -> Synced:
    """Bring what is asked for and keep it as a vintage in `into`/comtrade/<series>.

    Args:
        key: the subscription key; without it the public preview is asked.
        base: the only address that is asked.
        tell: hears of every call, wait and division.
        terms: the limits of a call, where a key has others than a free one.

    Raises:
        BadInput: the base address or the key cannot be used, the folder cannot be written, another run is at work in it.
        LimitReached: no more calls today; the finished ones are kept for the next run.
        Refused: an answer cannot be used, or there is no record at all. The latest vintage stays as it was.
    """
    run = _Run(
        ask,
        into / "comtrade",
        key,
        checked_base(base),
        clock,
        tell,
        limits or Limits(),
        patience or Patience(),
        terms,
    )
    with taken(run.folder):
        try:
            return run.whole()
        except Refused as error:
            raise type(error)(f"{str(error).rstrip('.')}. {run.state()}") from error


class _Run:
    """One run of one question."""

    def __init__(
        self,
        ask: Ask,
        root: Path,
        key: str | None,
        base: str,
        clock: Clock,
        tell: Callable[[Progress], None],
        limits: Limits,
        patience: Patience,
        terms: Terms | None,
    ) -> None:
        self.ask, self.key, self.base, self.clock = ask, _checked_key(key), base, clock
        self.limits, self.patience, self._tell = limits, patience, tell
        self.terms = terms or (WITH_KEY if self.key else WITHOUT_KEY)
        self.folder = root / ask.series
        self.vintages = Vintages(self.folder)
        self.count = CallCount(root / "calls-today.json", self.terms.calls_a_day)
        self.done = self.made = self.reused = 0
        self.calls = 0
        self._pause, self._last_call = _PAUSE_S, -_LONGEST_PAUSE_S

    def whole(self) -> Synced:
        """Every call, then the vintage, then the end of the journal."""
        latest = self.vintages.latest()  # a damaged pointer is found before anything is asked
        calls = plan(self.ask, self.terms)
        journal = journal_of(self.folder / "unfinished", calls, self.base)
        self.calls = len(calls)
        self.tell(f"{len(calls)} calls for {self.ask.series}")
        finished = [done for call in calls for done in self._finish(call, journal)]
        if not any(done.count for done in finished):
            raise Refused(f"UN Comtrade has no record of {self.ask.series}")
        before = next(
            (one for one in self.vintages.held() if latest and one.snapshot.sha256 == latest.sha256), None
        )
        tally = _Tally()
        path, about_path, about, new = self.vintages.keep(
            _document(self._stretches(finished), journal, tally),
            lambda sha256, size: self._about(finished, tally, sha256, size),
        )
        journal.clear()
        return Synced(
            path=str(path),
            about=str(about_path),
            snapshot=about.snapshot,
            new=new,
            calls_made=self.made,
            calls_reused=self.reused,
            no_record=about.no_record,
            partial_years=about.partial_years,
            cut_off=about.cut_off,
            doubles=about.doubles,
            lost=tuple(period for period in about.no_record if before and period not in before.no_record),
        )

    def state(self) -> str:
        """What a refusal leaves behind, in words."""
        parts = []
        if self.done:
            parts.append(
                f"{self.done} of {self.calls} calls are done and kept: run it again to go on from there."
            )
        latest = self.vintages.latest()
        parts.append(f"The vintage {latest.file} stays the latest." if latest else "No vintage was made.")
        return " ".join(parts)

    def tell(self, says: str) -> None:
        self._tell(Progress(self.done, self.calls, says))

    def _finish(self, call: Call, journal: Journal) -> Iterator[Done]:
        """The call done, or its parts where its answer was cut off."""
        done = journal.done(call, self.clock.now())
        if done is None:
            found = patiently(lambda: self._answer(call), self.patience, self.clock, self.tell)
            parted = found.cut_off and bool(halves(call))
            done = journal.keep(call, found, self.clock.now(), divided=parted)
            self.made += 1
        else:
            self.reused += 1
        self.done += 1
        parts = halves(call) if done.divided else ()
        self.calls += len(parts)
        brought = (
            f"as many as one call gives; asked in {len(parts)} parts" if parts else f"{done.count} records"
        )
        self.tell(f"{call}: {brought}")
        if not done.divided:
            yield done
        for part in parts:
            yield from self._finish(part, journal)

    def _answer(self, call: Call) -> Records:
        """One try."""
        rest = self._last_call + self._pause - self.clock.tick()
        if rest > 0:
            self.clock.sleep(rest)
        self.count.spend(self.clock.now())
        self._last_call = self.clock.tick()
        secret = {"subscription-key": self.key} if self.key else {}
        query = urlencode({**call.query(self.terms), **secret}, safe=",")
        answer = fetch(f"{self.base}/{call.path(self.terms)}?{query}", self.limits, self.clock)
        if answer.status == 429:
            self._pause = min(2 * self._pause, _LONGEST_PAUSE_S)
        if self.key:
            answer = answer._replace(body=answer.body.replace(self.key.encode(), b"(key)"))
        found = records(answer, call, self.terms, self.clock.now())
        _read_through(found)
        return found

    def _stretches(self, finished: list[Done]) -> list[list[Done]]:
        """The finished calls by stretch of periods, in order; the plan never lets a call reach over two."""
        place = {period: number // self.terms.periods for number, period in enumerate(self.ask.periods)}
        return [list(group) for _, group in groupby(finished, key=lambda one: place[one.call.periods[0]])]

    def _about(self, done: list[Done], tally: _Tally, sha256: str, size: int) -> About:
        until = max(one.retrieved_at for one in done)
        partial = tuple(_partial(self.ask, tally.periods, until.year))
        return About(
            snapshot=Snapshot(
                sha256=sha256,
                name=f"{until.date()}-{sha256[:12]}.json",
                source=SOURCE.name,
                publisher=SOURCE.publisher,
                licence=SOURCE.licence,
                address=self.base,
                asked=self.ask.series,
                fetched=until.date(),
                size=size,
                records=sum(one.count for one in done),
                partial=tuple(str(stretch.year) for stretch in partial),
            ),
            program=f"yalu {__version__}",
            retrieved_since=min(one.retrieved_at for one in done),
            retrieved_until=until,
            asked=msgspec.to_builtins(self.ask),
            calls=tuple(
                Asked(
                    url=f"{self.base}/{one.call.path(self.terms)}?{urlencode(one.call.query(self.terms), safe=',')}",
                    retrieved_at=one.retrieved_at,
                    records=one.count,
                    sha256=one.sha256,
                )
                for one in done
            ),
            no_record=tuple(period for period in self.ask.periods if period not in tally.periods),
            partial_years=partial,
            cut_off=tuple(str(one.call) for one in done if one.cut_off),
            doubles=sum(one.doubles for one in done),
        )


def _read_through(found: Records) -> None:
    """Refuse records that yalu's own reader of statistics cannot read."""
    if not found.rows:
        return
    from yalu.trade.flow_file import parse_statistics
    from yalu.trade.read import knowledge

    try:
        parse_statistics("UN Comtrade", b'{"data":[' + b",".join(found.rows) + b"]}", knowledge())
    except BadFile as error:
        first = plain_words(str(error.problems[0]))
        raise Refused(
            f"the answer cannot be read, {len(error.problems)} problems, the first: {first}"
        ) from error


class _Tally:
    """The periods that have a record, known once the document is written."""

    def __init__(self) -> None:
        self.periods: set[str] = set()


def _document(stretches: list[list[Done]], journal: Journal, tally: _Tally) -> Iterator[bytes]:
    """The records of all calls as one answer of the publisher, one on a line, in the order of their keys.

    The same records give the same bytes, by whatever calls they came. Only one stretch is in memory at a time.
    """
    yield b'{"count":%d,"data":[' % sum(done.count for stretch in stretches for done in stretch)
    between = b"\n"
    for stretch in stretches:
        rows = sorted((key_of(row), row) for done in stretch for row in journal.rows(done.call))
        for key, row in rows:
            tally.periods.add(key[0])
            yield between + row
            between = b",\n"
    yield b'\n],"error":""}\n'


def _partial(ask: Ask, periods: set[str], year: int) -> Iterator[Stretch]:
    """The years that are not whole: some months have records and others none, or the year is not over."""
    for asked in range(ask.since, ask.last + 1):
        months = tuple(
            int(period[4:]) for period in sorted(periods) if period[:4] == str(asked) and period[4:]
        )
        if ask.monthly and 0 < len(months) < 12:
            yield Stretch(year=asked, months=months, why=f"{len(months)} of 12 months have records")
        elif not ask.monthly and asked >= year and str(asked) in periods:
            yield Stretch(year=asked, why="the year was not over when these data were retrieved")


def _place(text: str) -> tuple[int | None, str]:
    """UN Comtrade's number and a name for folders."""
    if text.strip().lower() == _ALL:
        return None, _ALL
    place: Place = gazetteer().find(text, "comtrade")
    if place.comtrade is None:
        raise BadInput(f"{place} is not counted by UN Comtrade under a number of its own")
    return place.comtrade, place.iso3 or f"{place.comtrade:03d}"


def _slug(codes: tuple[str, ...]) -> str:
    """The codes in the name of a folder; many codes by their number and a hash."""
    text = "+".join(codes)
    return text if len(text) <= 40 else f"{len(codes)}codes-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _checked_key(key: str | None) -> str | None:
    stripped = (key or "").strip()
    if stripped and not re.fullmatch(r"[!-~]+", stripped):
        raise BadInput("the key holds blanks or signs that no key has; copy it again")
    return stripped or None
